"""Every kind of the format reads as what it means."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from iplearn.model import item as kinds
from iplearn.model.prose import Prose
from iplearn.model.quiz import Case, Quiz, Section, Shuffle
from iplearn.reading.quizzes import read_quiz

FRONT = "---\nid: patent-basics\ntitle: 专利入门\nstage: 初中\nreviewed: 2026-11-20\npass: 80\nshuffle: options\n---\n\n导语，可选。\n\n"


def read(markdown: str, front: str = FRONT) -> Quiz:
    quiz, found = read_quiz("quizzes/t.md", front + markdown)
    assert quiz is not None, [(d.place.line, d.message) for d in found]
    assert found == []
    return quiz


def only(markdown: str) -> kinds.Item:
    (item,) = read(markdown).items
    return item


CHOICE = """## 发明专利权的保护期是多少年？ {#patent-term objective=PAT-02 difficulty=2 points=1}

- [ ] 10 年
  > 这是实用新型专利权的期限。
- [x] 20 年
- [ ] 50 年
  > 没有一种专利能保护五十年。

提示：三种专利的期限各不相同。
提示：看第四十二条。
解析：发明专利权的期限为二十年，自申请日起计算。

第二段。
依据：《专利法》第四十二条
自：2021-06-01
至：2030-12-31
对应：l07-pre/clip
"""


def test_front_matter_and_introduction() -> None:
    quiz = read(CHOICE)
    assert (quiz.id, quiz.title, quiz.stage, quiz.reviewed) == ("patent-basics", "专利入门", "初中", date(2026, 11, 20))
    assert (quiz.pass_percent, quiz.shuffle, quiz.draw, quiz.intro) == (80, Shuffle.OPTIONS, None, Prose("导语，可选。"))
    assert quiz.full_id(quiz.items[0]) == "patent-basics/patent-term"


def test_single_choice_with_all_labels() -> None:
    item = only(CHOICE)
    assert item == kinds.SingleChoice(
        id="patent-term", stem=Prose("发明专利权的保护期是多少年？"), objective="PAT-02", difficulty=2, points=Decimal(1),
        choices=(
            kinds.Choice(Prose("10 年"), False, Prose("这是实用新型专利权的期限。")),
            kinds.Choice(Prose("20 年"), True),
            kinds.Choice(Prose("50 年"), False, Prose("没有一种专利能保护五十年。")),
        ),
        hints=(Prose("三种专利的期限各不相同。"), Prose("看第四十二条。")),
        explanation=Prose("发明专利权的期限为二十年，自申请日起计算。\n\n第二段。"),
        sources=(Prose("《专利法》第四十二条"),),
        since=date(2021, 6, 1), until=date(2030, 12, 31), parallels="l07-pre/clip",
    )


def test_draw() -> None:
    front = FRONT.replace("---\n", "---\ndraw: 1\n", 1)
    assert read("## 甲 {#a}\n\n答案：对\n\n## 乙 {#b}\n\n答案：对\n", front).draw == 1


def test_prose_knows_its_line() -> None:
    item = only(CHOICE)
    start = FRONT.count("\n") + 1
    assert isinstance(item, kinds.SingleChoice)
    assert item.line == item.stem.line == start
    assert [c.text.line for c in item.choices] == [start + 2, start + 4, start + 5]
    assert item.choices[2].feedback is not None and item.choices[2].feedback.line == start + 6
    assert item.explanation is not None and item.explanation.line == start + 10


def test_two_ticks_or_the_label_make_multiple_choice() -> None:
    assert isinstance(only("## 题 {#a}\n- [x] 甲\n- [x] 乙\n- [ ] 丙\n"), kinds.MultipleChoice)
    assert isinstance(only("## 题 {#a}\n- [x] 甲\n- [ ] 乙\n题型：多选\n"), kinds.MultipleChoice)


def test_true_false() -> None:
    item = only("## 题 {#a}\n\n答案：错\n对的反馈：不对，因为……\n解析：甲\n")
    assert item == kinds.TrueFalse(id="a", stem=Prose("题"), key=False, feedback_true=Prose("不对，因为……"), explanation=Prose("甲"))


def test_the_label_wins_over_the_answer() -> None:
    assert only("## 题 {#a}\n\n题型：填空\n答案：对\n") == kinds.TextEntry(id="a", stem=Prose("题"), blanks=(("对",),))
    assert isinstance(only("## 题 {#a}\n\n题型：填空\n答案：3..5\n"), kinds.TextEntry)


def test_text_entry() -> None:
    assert only("## 题 {#a}\n\n答案：二十 | 20\n") == kinds.TextEntry(id="a", stem=Prose("题"), blanks=(("二十", "20"),))
    item = only("## 甲 ____ 乙 {#a}\n\n还有 ______ 。\n\n答案：一\n答案：二 | 贰\n")
    assert isinstance(item, kinds.TextEntry)
    assert item.blanks == (("一",), ("二", "贰"))
    assert item.stem.text == "甲 ____ 乙\n\n还有 ______ 。"


@pytest.mark.parametrize(
    ("labels", "low", "high", "unit"),
    [
        ("答案：20 ± 0\n单位：年", "20", "20", "年"),
        ("答案：3万..500万\n单位：元", "30000", "5000000", "元"),
        ("答案：20\n单位：年", "20", "20", "年"),
        ("答案：3.14±0.01", "3.13", "3.15", None),
        ("答案：１．５..２", "1.5", "2", None),
        ("答案：-3..-1", "-3", "-1", None),
        ("答案：二十 ± 一\n单位：天", "19", "21", "天"),
        ("题型：数值\n答案：1,000", "1000", "1000", None),
        ("答案：1/4 ± 0", "0.25", "0.25", None),
    ],
)
def test_numeric(labels: str, low: str, high: str, unit: str | None) -> None:
    item = only(f"## 题 {{#a}}\n\n{labels}\n")
    assert item == kinds.Numeric(id="a", stem=Prose("题"), low=Decimal(low), high=Decimal(high), unit=unit)


def test_ordering() -> None:
    item = only("## 排一排 {#a}\n\n1. 申请\n2. 审查\n3. 授权\n\n题型：排序\n")
    assert item == kinds.Ordering(id="a", stem=Prose("排一排"), entries=(Prose("申请"), Prose("审查"), Prose("授权")))


def test_only_the_last_list_is_the_response() -> None:
    item = only("## 题 {#a}\n\n先看：\n\n- 甲\n- 乙\n\n再排：\n\n1. 一\n2. 二\n3. 三\n\n题型：排序\n")
    assert isinstance(item, kinds.Ordering)
    assert item.stem.text == "题\n\n先看：\n\n- 甲\n- 乙\n\n再排："


def test_matching() -> None:
    item = only("## 连 {#a}\n\n- 发明 = 20 年 = 二十年\n- 外观设计＝15 年\n- = 50 年\n- 实用新型 = 15 年\n\n题型：连线\n")
    assert isinstance(item, kinds.Matching)
    assert [(p.left.text, p.right.text) for p in item.pairs] == [("发明", "20 年 = 二十年"), ("外观设计", "15 年"), ("实用新型", "15 年")]
    assert item.distractors == (Prose("50 年"),)
    assert [r.text for r in item.rights] == ["20 年 = 二十年", "15 年", "50 年"]
    assert item.key == "ABB"


def test_categorise() -> None:
    item = only("## 归 {#a}\n\n### 专利\n\n- 新伞骨\n- 新药\n\n### 商标\n- 店名\n\n题型：归类\n")
    assert isinstance(item, kinds.Categorise)
    assert item.categories == (kinds.Category("专利", (Prose("新伞骨"), Prose("新药"))), kinds.Category("商标", (Prose("店名"),)))
    assert item.key == "AAB"


def test_short_answer() -> None:
    item = only("## 说 {#a}\n\n题型：简答\n参考答案：甲。\n\n乙。\n评分要点：\n- 一\n- 二\n解析：丙\n")
    assert item == kinds.ShortAnswer(
        id="a", stem=Prose("说"), model_answer=Prose("甲。\n\n乙。"), criteria=(Prose("一"), Prose("二")), explanation=Prose("丙"),
    )


def test_survey() -> None:
    item = read("## 你觉得呢？ {#a}\n\n- 有用\n- 没用\n\n题型：调查\n").items[0]
    assert item == kinds.Survey(id="a", stem=Prose("你觉得呢？"), options=(Prose("有用"), Prose("没用")))


CASE = """## 热身 {#warm}

答案：对

# 案例：老张的刀

老张打了一把新刀。

## 第一步？ {#one}

- [x] 申请 → #two
- [ ] 等等 → #three

## 然后？ {#two}

- [x] 等审查 → #end
- [ ] 卖 → #end

## 被人抄了？ {#three}

- [x] 查一查
- [ ] 打架

## 最后？ {#end}

答案：对

# 第二部分

## 收尾 {#last}

答案：错
"""


def test_case_with_branches() -> None:
    quiz = read(CASE)
    before, case, after = quiz.parts
    assert isinstance(before, Section) and before.title == "" and [i.id for i in before.items] == ["warm"]
    assert isinstance(case, Case) and case.branches and case.title == "老张的刀" and case.text == Prose("老张打了一把新刀。")
    assert isinstance(case.items[0], kinds.SingleChoice)
    assert [c.goto for c in case.items[0].choices] == ["two", "three"]
    assert [c.text.text for c in case.items[0].choices] == ["申请", "等等"]
    assert isinstance(after, Section) and after.title == "第二部分"


def test_case_without_arrows_does_not_branch() -> None:
    case = read("# 案例:甲\n\n乙。\n\n## 题 {#a}\n\n答案：对\n").parts[0]
    assert isinstance(case, Case) and not case.branches


@pytest.mark.parametrize(
    "options",
    ["- [ ] 甲\n- [x] 乙", "-　[ ]　甲\n-　[x]　乙", "- ［　］甲\n- ［ｘ］乙", "- ［ ］ 甲\n- ［x］ 乙", "- [　] 甲\n- [X] 乙", "- [ ] 甲\n\n- [x] 乙"],
)
def test_marks_in_half_and_full_width(options: str) -> None:
    item = only(f"##　题　{{#a}}\n\n{options}\n\n解析: 丙\n")
    assert isinstance(item, kinds.SingleChoice)
    assert [(c.text.text, c.correct) for c in item.choices] == [("甲", False), ("乙", True)]
    assert item.explanation == Prose("丙")


def test_an_option_runs_over_its_indented_lines_and_keeps_the_options_after_it() -> None:
    item = only("## 题 {#a}\n\n- [ ] 甲甲\n  乙乙\n  > 反馈一\n  > 反馈二\n- [x] one\n  two\n- [ ] 丙\n")
    assert isinstance(item, kinds.SingleChoice)
    assert [c.text.text for c in item.choices] == ["甲甲乙乙", "one two", "丙"]
    assert item.choices[0].feedback == Prose("反馈一\n反馈二")


def test_double_brackets_in_a_stem_are_text() -> None:
    item = only("## 《专利法》也写作 [[专利法]] 吗？ {#a}\n\n- [x] 是\n- [ ] 否\n")
    assert isinstance(item, kinds.SingleChoice)
    assert "[[专利法]]" in item.stem.text


def test_a_backslash_keeps_a_label_in_the_text() -> None:
    item = only("## 题 {#a}\n\n\\答案：写在哪里？\n\n答案：对\n解析：甲\n\n\\依据：不是标签\n")
    assert item.stem.text == "题\n\n答案：写在哪里？"
    assert item.explanation == Prose("甲\n\n依据：不是标签")


def test_stem_with_table_image_and_full_width_indent() -> None:
    rest = "　　看图：\n\n![一把刀](knife.png)\n\n| 名 | 年 |\n|---|---|\n| 发明 | 20 |"
    item = only(f"## 题 {{#a}}\n\n{rest}\n\n答案：对\n")
    assert item.stem.text == "题\n\n" + rest.replace("　", "")


def test_html_inside_code_and_comparisons_are_text() -> None:
    assert only("## `<b>` 与 3 < 5 和 \\<br> {#a}\n\n答案：对\n").stem.text == "`<b>` 与 3 < 5 和 \\<br>"


def test_windows_line_ends_and_byte_order_mark() -> None:
    text = "\ufeff" + (FRONT + CHOICE).replace("\n", "\r\n")
    assert read_quiz("q.md", text)[0] == read(CHOICE)


class TestRevision:
    def test_changes_with_stem_options_key_and_kind(self) -> None:
        base = "## 题 {#a}\n- [x] 甲\n- [ ] 乙\n"
        others = [
            base.replace("题", "问"), base.replace("乙", "丙"), "## 题 {#a}\n- [ ] 甲\n- [x] 乙\n",
            "## 题 {#a}\n- [ ] 乙\n- [x] 甲\n", base + "题型：多选\n",
        ]
        revisions = [only(x).revision for x in [base, *others]]
        assert len(set(revisions)) == len(revisions)
        assert all(len(r) == 8 for r in revisions)

    def test_stays_with_feedback_explanation_points_place_and_wrapping(self) -> None:
        base = "## 题 {#a}\n- [x] 甲甲\n- [ ] 乙\n"
        same = ["\n\n" + base, base + "解析：丙\n提示：丁\n", base.replace("{#a}", "{#a points=3 difficulty=1}"), base.replace("- [ ] 乙", "- [ ] 乙\n  > 反馈"), base.replace("甲甲", "甲\n  甲")]
        assert {only(x).revision for x in [base, *same]} == {only(base).revision}

    def test_of_a_number_does_not_depend_on_how_it_is_written(self) -> None:
        assert only("## 题 {#a}\n\n答案：20 ± 0\n").revision == only("## 题 {#a}\n\n答案：20.0..二十\n").revision

    def test_of_the_quiz_follows_its_items(self) -> None:
        a, b = "## 题 {#a}\n\n答案：对\n\n", "## 题 {#b}\n\n答案：对\n\n"
        assert len({read(x).revision for x in (a, b, a + b, b + a, a.replace("对", "错"))}) == 5
        assert read(a).revision == read(a + "解析：甲\n").revision

    def test_inserting_an_item_moves_no_identity(self) -> None:
        one, new = "## 甲 {#a}\n- [x] 一\n- [ ] 二\n\n", "## 乙 {#b}\n- [ ] 一\n- [x] 二\n\n"
        before, after = read(one), read(new + one)
        assert after.items[1] == before.items[0]
        assert after.items[1].revision == before.items[0].revision


def test_turning_days() -> None:
    quiz = read("## 甲 {#a}\n\n答案：对\n至：2026-12-31\n\n## 乙 {#b}\n\n答案：对\n自：2027-01-01\n\n## 丙 {#c}\n\n答案：对\n")
    assert quiz.turning_days() == (date.min, date(2027, 1, 1))
    assert [i.id for i in quiz.items if i.in_force(date(2026, 12, 31))] == ["a", "c"]
    assert [i.id for i in quiz.items if i.in_force(date(2027, 1, 1))] == ["b", "c"]
