"""Every malformed form is told, on its line, with its fix, in Chinese, and all at once."""

from __future__ import annotations

import re

import pytest

from iplearn.reading.quizzes import read_quiz

FRONT = "---\nid: t\ntitle: 测\nstage: 公众\nreviewed: 2026-11-20\n---\n"
START = FRONT.count("\n")
OK = "- [x] 甲\n- [ ] 乙\n"

# (name, body, line within the body, rule, part of the fix)
MISTAKES = [
    ("no id", f"## 题\n{OK}", 1, "id", "{#编号}"),
    ("empty braces", f"## 题 {{}}\n{OK}", 1, "id", "#编号"),
    ("capital id", f"## 题 {{#Abc}}\n{OK}", 1, "id", "小写"),
    ("Chinese id", f"## 题 {{#专利}}\n{OK}", 1, "id", "小写"),
    ("id without hash", f"## 题 {{abc}}\n{OK}", 1, "id", "#编号"),
    ("full-width braces", f"## 题 ｛＃a｝\n{OK}", 1, "braces", "{#a}"),
    ("same id twice", f"## 题 {{#a}}\n{OK}\n## 题 {{#a}}\n{OK}", 5, "duplicate-id", "换一个"),
    ("unknown attribute", f"## 题 {{#a dificulty=1}}\n{OK}", 1, "attribute", "difficulty"),
    ("bad difficulty", f"## 题 {{#a difficulty=4}}\n{OK}", 1, "attribute", "1、2 或 3"),
    ("bad points", f"## 题 {{#a points=0}}\n{OK}", 1, "attribute", "大于 0"),
    ("bad objective", f"## 题 {{#a objective=专利}}\n{OK}", 1, "attribute", "PAT-02"),
    ("attribute twice", f"## 题 {{#a points=1 points=2}}\n{OK}", 1, "attribute", "只留一个"),
    ("no stem", f"## {{#a}}\n{OK}", 1, "stem-empty", "题目"),
    ("heading without space", f"##题 {{#a}}\n{OK}", 1, "heading", "后空一格"),
    ("full-width heading", f"＃＃ 题 {{#a}}\n{OK}", 1, "heading", "后空一格"),
    ("indented heading", "## 甲 {#b}\n\n答案：对\n\n  ## 题 {#a}\n", 5, "one-line", "解析"),
    ("heading four", f"## 题 {{#a}}\n\n#### 小题\n\n{OK}", 3, "heading", "##"),
    ("category in a choice", f"## 题 {{#a}}\n\n### 类\n\n{OK}", 3, "heading", "归类"),
    ("tick", "## 题 {#a}\n- [√] 甲\n- [ ] 乙\n", 2, "box", "- [x] 甲"),
    ("check mark", "## 题 {#a}\n- [✓] 甲\n- [ ] 乙\n", 2, "box", "- [x] 甲"),
    ("capital with space", "## 题 {#a}\n- [X ] 甲\n- [ ] 乙\n", 2, "box", "- [x] 甲"),
    ("no space after dash", "## 题 {#a}\n-[x] 甲\n- [ ] 乙\n", 2, "box", "- [x] 甲"),
    ("no space after box", "## 题 {#a}\n- [x]甲\n- [ ] 乙\n", 2, "box", "- [x] 甲"),
    ("empty box", "## 题 {#a}\n- [x] 甲\n- [] 乙\n", 3, "box", "- [ ] 乙"),
    ("two spaces in box", "## 题 {#a}\n- [x] 甲\n- [  ] 乙\n", 3, "box", "- [ ] 乙"),
    ("full-width dash", "## 题 {#a}\n- [x] 甲\n－ [ ] 乙\n", 3, "box", "- [ ] 乙"),
    ("star", "## 题 {#a}\n- [x] 甲\n* [ ] 乙\n", 3, "box", "- [ ] 乙"),
    ("numbered box", "## 题 {#a}\n- [x] 甲\n2. [ ] 乙\n", 3, "box", "- [ ] 乙"),
    ("box without dash", "## 题 {#a}\n- [x] 甲\n[ ] 乙\n", 3, "box", "- [ ] 乙"),
    ("indented box", "## 题 {#a}\n- [x] 甲\n  - [ ] 乙\n", 3, "box", "- [ ] 乙"),
    ("word in box", "## 题 {#a}\n- [对] 甲\n- [ ] 乙\n", 2, "box", "- [x] 甲"),
    ("full-width tick", "## 题 {#a}\n- ［√］甲\n- [ ] 乙\n", 2, "box", "- [x] 甲"),
    ("option without text", "## 题 {#a}\n- [x] 甲\n- [ ]\n", 3, "option-empty", "写上选项"),
    ("same option twice", "## 题 {#a}\n- [x] 甲\n- [ ] 甲\n", 3, "duplicate-option", "不同"),
    ("one option", "## 题 {#a}\n- [x] 甲\n", 2, "one-option", "两个"),
    ("no tick", "## 题 {#a}\n- [ ] 甲\n- [ ] 乙\n", 1, "no-key", "[x]"),
    ("two ticks in single", "## 题 {#a}\n- [x] 甲\n- [x] 乙\n题型：单选\n", 1, "many-keys", "多选"),
    ("27 options", "## 题 {#a}\n- [x] 零\n" + "".join(f"- [ ] 第{i}\n" for i in range(26)), 2, "too-many", "拆"),
    ("plain list touches options", f"## 题 {{#a}}\n\n- 甲事\n- 乙事\n{OK}", 5, "lists-touch", "写一句话"),
    ("plain list touches options over a blank", f"## 题 {{#a}}\n\n- 甲事\n- 乙事\n\n{OK}", 6, "lists-touch", "写一句话"),
    ("plain line among options", "## 题 {#a}\n- [x] 甲\n- 丁\n- [ ] 乙\n", 3, "lists-touch", "- [ ] 丁"),
    ("lazy line", "## 题 {#a}\n- [x] 甲\n续\n- [ ] 乙\n", 3, "stray", "缩进"),
    ("text after options", f"## 题 {{#a}}\n{OK}\n后话\n", 5, "stray", "解析"),
    ("feedback at the margin", "## 题 {#a}\n- [x] 甲\n> 反馈\n- [ ] 乙\n", 3, "feedback-indent", "空两格"),
    ("text after feedback", "## 题 {#a}\n- [x] 甲\n  > 反馈\n  续\n- [ ] 乙\n", 4, "after-feedback", "> "),
    ("two paragraphs in an option", "## 题 {#a}\n- [x] 甲\n\n  续\n- [ ] 乙\n", 4, "option-paragraph", "空行"),
    ("list in an option", "## 题 {#a}\n- [x] 甲\n  - 一\n- [ ] 乙\n", 3, "nested", "题干"),
    ("label inside an option", "## 题 {#a}\n- [x] 甲\n- [ ] 乙\n  解析：丙\n", 4, "label", "顶格写“解析：”"),
    ("bold label", f"## 题 {{#a}}\n{OK}\n**解析**：丙\n", 5, "label", "顶格写“解析：”"),
    ("bracketed label", f"## 题 {{#a}}\n{OK}\n【解析】丙\n", 5, "label", "顶格写“解析：”"),
    ("unknown label", f"## 题 {{#a}}\n{OK}\n提示：丁\n解释：丙\n", 6, "label", "改成“解析：”"),
    ("label of another name", "## 题 {#a}\n\n正确答案：对\n", 3, "label", "改成“答案：”"),
    ("label twice", f"## 题 {{#a}}\n{OK}解析：丙\n解析：丁\n", 5, "label-twice", "只留一个"),
    ("empty label", f"## 题 {{#a}}\n{OK}解析：\n依据：丁\n", 4, "label-empty", "写上内容"),
    ("label of another kind", f"## 题 {{#a}}\n{OK}单位：年\n", 4, "label-not-here", "题型"),
    ("answer beside boxes", f"## 题 {{#a}}\n{OK}答案：A\n", 4, "label-not-here", "题型"),
    ("truth feedback in a choice", f"## 题 {{#a}}\n{OK}对的反馈：丙\n", 4, "label-not-here", "题型"),
    ("options after a label", "## 题 {#a}\n解析：丙\n- [x] 甲\n- [ ] 乙\n", 3, "order", "先写题干"),
    ("answer on two lines", "## 题 {#a}\n\n答案：对\n另一行\n", 4, "one-line", "解析"),
    ("unknown kind", f"## 题 {{#a}}\n{OK}题型：多项\n", 4, "kind", "多选"),
    ("kind with 题", f"## 题 {{#a}}\n{OK}题型：多选题\n", 4, "kind", "多选"),
    ("boxes in ordering", f"## 题 {{#a}}\n{OK}题型：排序\n", 2, "boxes", "去掉"),
    ("truth by another word", "## 题 {#a}\n\n答案：正确\n", 3, "truth", "答案：对"),
    ("truth by a mark", "## 题 {#a}\n\n答案：×\n", 3, "truth", "答案：错"),
    ("no answer", "## 题 {#a}\n\n没有选项。\n", 1, "no-key", "- [ ]"),
    ("list without boxes", "## 题 {#a}\n\n- 甲\n- 乙\n", 1, "no-key", "[x]"),
    ("empty alternative", "## 题 {#a}\n\n答案：甲 |\n", 3, "answer-empty", "|"),
    ("answer of punctuation", "## 题 {#a}\n\n答案：。\n", 3, "answer-empty", "写上字"),
    ("two blanks one answer", "## 甲 ____ 乙 ____ {#a}\n\n答案：丙\n", 1, "blanks", "一行"),
    ("two answers no blank", "## 甲 {#a}\n\n答案：丙\n答案：丁\n", 1, "blanks", "____"),
    ("three underscores", "## 甲 ___ 乙 {#a}\n\n答案：丙\n", 1, "blank", "____"),
    ("full-width underscores", "## 甲 ＿＿ 乙 {#a}\n\n答案：丙\n", 1, "blank", "____"),
    ("blank alone on a line", "## 甲 {#a}\n\n____\n\n答案：丙\n", 3, "blank", "答：____"),
    ("range with a wave", "## 题 {#a}\n\n答案：3万～500万\n", 3, "range", ".."),
    ("tolerance with plus and dash", "## 题 {#a}\n\n答案：20+-1\n", 3, "range", "±"),
    ("range backwards", "## 题 {#a}\n\n答案：5..3\n", 3, "range", "前面"),
    ("negative tolerance", "## 题 {#a}\n\n答案：5 ± -1\n", 3, "range", "负"),
    ("open range", "## 题 {#a}\n\n答案：5..\n", 3, "number", "± 0"),
    ("unit in the answer", "## 题 {#a}\n\n答案：20年 ± 0\n单位：年\n", 3, "number", "单位：年"),
    ("not a number", "## 题 {#a}\n\n答案：许多 ± 0\n", 3, "number", "题型：填空"),
    ("endless decimal", "## 题 {#a}\n\n答案：1/3 ± 0\n", 3, "number", "小数"),
    ("ordering without numbers", "## 题 {#a}\n\n- 甲\n- 乙\n- 丙\n\n题型：排序\n", 3, "not-numbered", "1. "),
    ("ordering out of order", "## 题 {#a}\n\n1. 甲\n3. 乙\n2. 丙\n\n题型：排序\n", 3, "numbering", "从 1"),
    ("ordering of two", "## 题 {#a}\n\n1. 甲\n2. 乙\n\n题型：排序\n", 3, "few-entries", "3 项"),
    ("ordering with the same entry", "## 题 {#a}\n\n1. 甲\n2. 甲\n3. 丙\n\n题型：排序\n", 4, "duplicate-entry", "不同"),
    ("ordering without list", "## 题 {#a}\n\n题型：排序\n", 1, "no-list", "1. "),
    ("entry with feedback", "## 题 {#a}\n\n1. 甲\n   > 反馈\n2. 乙\n3. 丙\n\n题型：排序\n", 4, "stray-feedback", "解析"),
    ("text after the list", "## 题 {#a}\n\n1. 甲\n2. 乙\n3. 丙\n\n后话\n\n题型：排序\n", 7, "stray", "前面"),
    ("matching without equals", "## 题 {#a}\n\n- 甲 = 1\n- 乙 = 2\n- 丙\n\n题型：连线\n", 5, "pair", "左 = 右"),
    ("matching without spaces", "## 题 {#a}\n\n- 甲 = 1\n- 乙 = 2\n- 丙=3\n\n题型：连线\n", 5, "pair", "空一格"),
    ("matching with empty right", "## 题 {#a}\n\n- 甲 = 1\n- 乙 = 2\n- 丙 =\n\n题型：连线\n", 5, "pair", "左 = 右"),
    ("matching with the same left", "## 题 {#a}\n\n- 甲 = 1\n- 甲 = 2\n\n题型：连线\n", 4, "duplicate-entry", "不同"),
    ("distractor that is right", "## 题 {#a}\n\n- 甲 = 1\n- 乙 = 2\n- = 2\n\n题型：连线\n", 5, "duplicate-entry", "不同"),
    ("one category", "## 题 {#a}\n\n### 一\n- 甲\n\n题型：归类\n", 1, "few-categories", "### 类别"),
    ("empty category", "## 题 {#a}\n\n### 一\n- 甲\n\n### 二\n\n题型：归类\n", 6, "category-empty", "每项一行"),
    ("text in a category", "## 题 {#a}\n\n### 一\n话\n- 甲\n\n### 二\n- 乙\n\n题型：归类\n", 4, "stray", "前面"),
    ("entry in two categories", "## 题 {#a}\n\n### 一\n- 甲\n\n### 二\n- 甲\n\n题型：归类\n", 7, "duplicate-entry", "不同"),
    ("categories without the label", "## 题 {#a}\n\n### 一\n- 甲\n\n### 二\n- 乙\n", 1, "no-kind", "题型：归类"),
    ("short answer without the label", "## 题 {#a}\n\n参考答案：甲\n评分要点：\n- 一\n", 1, "no-kind", "题型：简答"),
    ("short answer without model", "## 题 {#a}\n\n题型：简答\n评分要点：\n- 一\n", 1, "no-key", "参考答案"),
    ("short answer without criteria", "## 题 {#a}\n\n题型：简答\n参考答案：甲\n", 1, "no-key", "评分要点"),
    ("criteria without list", "## 题 {#a}\n\n题型：简答\n参考答案：甲\n评分要点：一\n", 5, "stray", "缩进"),
    ("survey with points", "## 题 {#a points=2}\n\n- 甲\n- 乙\n\n题型：调查\n", 1, "attribute", "points"),
    ("survey with explanation", "## 题 {#a}\n\n- 甲\n- 乙\n\n题型：调查\n解析：丙\n", 7, "label-not-here", "删掉"),
    ("date in Chinese", f"## 题 {{#a}}\n{OK}自：2027年1月1日\n", 4, "date", "自：2027-01-01"),
    ("date that is none", f"## 题 {{#a}}\n{OK}自：2027-02-30\n", 4, "date", "自："),
    ("dates backwards", f"## 题 {{#a}}\n{OK}自：2027-01-01\n至：2026-12-31\n", 4, "dates", "对调"),
    ("parallel without quiz", f"## 题 {{#a}}\n{OK}对应：clip\n", 4, "parallel", "l07-pre/clip"),
    ("raw HTML", f"## 题 {{#a}}\n\n<b>粗</b>\n\n{OK}", 3, "html", "Markdown"),
    ("raw HTML in an option", "## 题 {#a}\n- [x] 甲<br>\n- [ ] 乙\n", 2, "html", "Markdown"),
    ("raw HTML in a stem", f"## 题<i>x</i> {{#a}}\n{OK}", 1, "html", "Markdown"),
    ("raw HTML in feedback", "## 题 {#a}\n- [x] 甲\n  > <u>乙</u>\n- [ ] 乙\n", 3, "html", "Markdown"),
    ("comment", f"## 题 {{#a}}\n\n<!-- 记 -->\n\n{OK}", 3, "html", "Markdown"),
    ("image without words", f"## 题 {{#a}}\n\n![](a.png)\n\n{OK}", 3, "alt", "图里有什么"),
    ("code block", f"## 题 {{#a}}\n\n```\n甲\n```\n\n{OK}", 3, "code", "普通文字"),
    ("indented code", f"## 题 {{#a}}\n\n    甲\n\n{OK}", 3, "indented", "顶格"),
    ("rule", f"## 题 {{#a}}\n{OK}\n---\n\n", 5, "rule", "删掉"),
    ("block", f"## 题 {{#a}}\n\n/// note | 甲\n乙\n///\n\n{OK}", 3, "block", "自："),
    ("footnote", f"## 题 {{#a}}\n\n甲[^1]\n\n[^1]: 乙\n\n{OK}", 5, "reference", "链接"),
    ("arrow outside a case", "## 题 {#a}\n- [x] 甲 → #b\n- [ ] 乙\n\n## 题 {#b}\n\n答案：对\n", 1, "goto", "案例"),
    ("arrow to nowhere", "# 案例：甲\n\n乙\n\n## 题 {#a}\n- [x] 甲 → #c\n- [ ] 乙\n\n## 题 {#b}\n\n答案：对\n", 5, "goto", "#b"),
    ("arrow back", "# 案例：甲\n\n乙\n\n## 题 {#b}\n\n答案：对\n\n## 题 {#a}\n- [x] 甲 → #b\n- [ ] 乙\n", 9, "goto", "后面"),
    ("arrow in ASCII", "# 案例：甲\n\n乙\n\n## 题 {#a}\n- [x] 甲 -> #b\n- [ ] 乙\n\n## 题 {#b}\n\n答案：对\n", 6, "arrow", "→ #b"),
    ("arrow in multiple choice", "# 案例：甲\n\n乙\n\n## 题 {#a}\n- [x] 甲 → #b\n- [x] 乙\n\n## 题 {#b}\n\n答案：对\n", 6, "goto", "单选"),
    ("item nobody reaches", "# 案例：甲\n\n乙\n\n## 题 {#a}\n- [x] 甲 → #c\n- [ ] 乙 → #c\n\n## 题 {#b}\n\n答案：对\n\n## 题 {#c}\n\n答案：对\n", 9, "unreachable", "指向"),
    ("case without text", "# 案例：甲\n\n## 题 {#a}\n\n答案：对\n", 1, "case-text", "经过"),
    ("case without title", "# 案例：\n\n乙\n\n## 题 {#a}\n\n答案：对\n", 1, "case-title", "标题"),
    ("case without items", "## 题 {#a}\n\n答案：对\n\n# 案例：甲\n\n乙\n", 5, "part-empty", "##"),
    ("no items", "\n导语。\n", 3, "no-items", "##"),
    ("control character", f"## 题\x07 {{#a}}\n{OK}", 1, "unseen", "删掉"),
    ("private-use character", f"## 题\ue000 {{#a}}\n{OK}", 1, "unseen", "删掉"),
]


@pytest.mark.parametrize(("body", "line", "rule", "fix"), [m[1:] for m in MISTAKES], ids=[m[0] for m in MISTAKES])
def test_mistake(body: str, line: int, rule: str, fix: str) -> None:
    quiz, found = read_quiz("quizzes/t.md", FRONT + body)
    assert quiz is None
    shown = [(d.place.line - START, d.rule, d.fix) for d in found]
    assert any(n == line and r == f"quiz/{rule}" and fix in f for n, r, f in shown), shown
    for d in found:
        assert d.place.file == "quizzes/t.md"
        assert re.search("[\u4e00-\u9fff]", d.message) and re.search("[\u4e00-\u9fff]", d.fix)


def test_all_mistakes_are_told_at_once() -> None:
    body = "## 甲\n- [√] 一\n- [ ] 二\n\n## 乙 {#b}\n\n答案：正确\n\n## 丙 {#c}\n- [x] 一\n- [ ] 一\n解释：丁\n"
    _, found = read_quiz("quizzes/t.md", FRONT + body)
    assert [(d.place.line - START, d.rule) for d in found] == [
        (1, "quiz/id"), (2, "quiz/box"), (7, "quiz/truth"), (11, "quiz/duplicate-option"), (12, "quiz/label"),
    ]


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (("id: t\n", ""), "schema/missing-key"), (("id: t", "id: 测验"), "quiz/quiz-id"), (("stage: 公众", "stage: 大学"), "schema/choice"),
        (("reviewed: 2026-11-20", "reviewed: 昨天"), "schema/type"), (("---\n", "---\npas: 80\n"), "schema/unknown-key"),
        (("---\n", "---\npass: 120\n"), "quiz/pass"), (("---\n", "---\ndraw: 0\n"), "quiz/draw"), (("---\n", "---\ndraw: 2\n"), "quiz/draw"),
        (("---\n", "---\nshuffle: all\n"), "schema/choice"), (("---\n", ""), "front/missing"),
    ],
)
def test_front_matter(change: tuple[str, str], rule: str) -> None:
    quiz, found = read_quiz("quizzes/t.md", FRONT.replace(change[0], change[1], 1) + f"## 题 {{#a}}\n{OK}")
    assert quiz is None
    assert rule in [d.rule for d in found]


def test_a_bank_must_be_large_enough_on_every_day() -> None:
    body = "## 甲 {#a}\n\n答案：对\n至：2026-12-31\n\n## 乙 {#b}\n\n答案：对\n"
    quiz, found = read_quiz("quizzes/t.md", FRONT.replace("---\n", "---\ndraw: 2\n", 1) + body)
    assert quiz is None
    assert ["2027-01-01" in d.message for d in found] == [True]


def test_a_branching_case_cannot_be_drawn_from() -> None:
    body = "# 案例：甲\n\n乙\n\n## 题 {#a}\n- [x] 甲 → #b\n- [ ] 乙 → #b\n\n## 题 {#b}\n\n答案：对\n"
    quiz, found = read_quiz("quizzes/t.md", FRONT.replace("---\n", "---\ndraw: 1\n", 1) + body)
    assert quiz is None and [d.rule for d in found] == ["quiz/draw"]


def test_lettered_options_are_mentioned_and_pass() -> None:
    quiz, found = read_quiz("quizzes/t.md", FRONT + "## 题 {#a}\n- [x] A. 甲\n- [ ] B、乙\n- [ ] C 罩杯\n")
    assert quiz is not None
    assert [(d.rule, d.is_error) for d in found] == [("quiz/option-letter", False)] * 2
