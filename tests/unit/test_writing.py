"""The writing aids: each finds the fault it is for on its line, and lets good writing alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from iplearn.checks import WRITING_CHECKS, run_checks
from iplearn.checks.citations import citation_problems
from iplearn.checks.form import PARTS
from iplearn.checks.sentences import average_length, block_sentences, page_sentences
from iplearn.checks.sourcing import check_terms
from iplearn.diagnostics import Diagnostic, Place
from iplearn.markup import Markup
from iplearn.model.citation import Citation, Dated
from iplearn.model.content import ExplainerMeta
from iplearn.model.document import Passage
from iplearn.model.law import LawRegistry, LawVersion
from iplearn.reading.content import read_page
from iplearn.reading.project import ProjectReader
from tests.conftest import DAY, ROOT

Make = Callable[..., Path]
PAGE = "content/explain/A.md"
DATA = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("data/writing.yml", "data/banned.yml")}
BODY = 10  # the line on which the body of a page made by `make_project` begins


def aids(root: Path, day: date = DAY) -> list[Diagnostic]:
    project, problems = ProjectReader(root).read()
    assert [p for p in problems if p.is_error] == []
    return [d for check in WRITING_CHECKS for d in check(project, day)]


def found(root: Path, rule: str) -> list[int]:
    """Lines of PAGE on which the rule is told."""
    return [d.place.line for d in aids(root) if d.rule == rule and d.place.file == PAGE]


def page(make: Make, text: str, **more: str) -> Path:
    return make({PAGE: text, **DATA, **more})


# --- Passages ----------------------------------------------------------------------------------------


def test_passages_know_their_line_kind_and_place(markup: Markup) -> None:
    text = "## 期限\n\n先**别**公开，见[年费](E08.md)。\n\n- 一项（《专利法》第二条）\n    - 里面的一项\n\n| 甲 | 乙 |\n|---|---|\n| 三 | 《专利法》第四十二条 |\n\n"
    text += "//// case | 一把刀\n他问。\n\n/// until | 2027-01-01\n三个月。（《商标法》第三十三条）\n///\n////\n"
    got = [(p.kind, p.text, p.line, p.within, len(p.citations)) for p in markup.parse(text, as_of=DAY).passages]
    assert got == [
        ("heading", "期限", 1, (), 0),
        ("p", "先别公开，见年费。", 3, (), 0),
        ("li", "一项（《专利法》第二条）", 5, (), 1),
        ("li", "里面的一项", 6, (), 0),
        ("th", "甲 乙", 8, (), 0),
        ("tr", "三 《专利法》第四十二条", 10, (), 1),
        ("title", "一把刀", 12, ("case",), 0),
        ("p", "他问。", 13, ("case",), 0),
        ("p", "三个月。（《商标法》第三十三条）", 16, ("case", "until"), 1),
    ]


def test_pinyin_is_no_text_and_folded_parts_are_named(markup: Markup) -> None:
    text = "给{署名：shǔ míng}写日期。\n\n/// answer\n先{署名：shǔ míng}。\n///\n"
    got = [(p.text, p.line, p.within) for p in markup.parse(text, as_of=DAY).passages]
    assert got == [("给署名写日期。", 1, ()), ("先署名。", 4, ("answer",))]


def test_every_citation_of_every_page_stands_in_a_passage(real_project) -> None:
    for one in real_project[0].pages:
        inside = [c for p in one.document.passages for c in p.citations]
        assert inside == list(one.document.citations), one.file


# --- Sentences ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "text", "lengths"),
    [
        ("p", "先别公开。再申请！", [4, 3]),
        ("p", "异议期是 3 个月。（《商标法》（2019年修正）第三十三条；2027 年 1 月 1 日起为《商标法》（2026年修订）第三十六条）", [7]),
        ("p", "2026 年 11 月 22 日（那天）。", [8]),
        ("li", "申请书；", []),
        ("li", "没有句号的一项", []),
        ("p", "没有句号的一段", [7]),
        ("p", "依据：《专利法》第三十九条、第四十条", []),
    ],
)
def test_what_counts_in_a_sentence(kind: str, text: str, lengths: list[int]) -> None:
    assert [s.length for s in block_sentences(Passage(kind, text, 1))] == lengths


LONG = "这一句话从头到尾一口气说了许许多多本来应当分成三四句慢慢说的不同的意思所以谁读了都会觉得累。"


def test_long_sentences_on_average_are_told_with_the_longest_lines(make_project: Make) -> None:
    body = "短句。\n\n" + "\n\n".join([LONG] * 6)
    told = [d for d in aids(page(make_project, body)) if d.rule == "write/sentences"]
    assert [d.place.line for d in told] == [BODY + 2]
    assert "第 12 行 45 字" in told[0].message and "第 16 行" in told[0].message


def test_one_endless_sentence_is_told_where_the_average_is_fine(make_project: Make) -> None:
    assert found(page(make_project, "短句。" * 20 + "\n\n" + LONG[:-1] + "，" + LONG), "write/long-sentence") == [BODY + 2]


def test_tables_headings_and_citations_do_not_count(make_project: Make) -> None:
    cite = "《商标法》（2019年修正）第三十三条、第三十四条、第三十五条第一款；2027 年 1 月 1 日起为《商标法》（2026年修订）第三十六条"
    body = f"## {LONG * 2}\n\n| 甲 |\n|---|\n| {LONG * 3} |\n\n" + f"很短。（{cite}）\n\n" * 8
    root = page(make_project, body)
    assert found(root, "write/sentences") == found(root, "write/long-sentence") == []


def lesson(stage: str, text: str) -> dict[str, str]:
    front = f"---\nid: L01\ntitle: 课\nsummary: 一句。\nreviewed: 2026-11-20\npublished: 2026-11-20\nstage: {stage}\ngrades: 一至三年级\ntheme: 尊重\nrights: [著作权]\nminutes: 40\nprepare: 20\nobjectives: []\n---\n"
    return {"content/school/L01/index.md": front + text, **DATA}


def test_the_youngest_have_a_limit_of_their_own(make_project: Make, tmp_path: Path) -> None:
    text = "小朋友自己画的一幅画就是属于小朋友自己的一件作品。\n\n" * 6
    rules = {d.rule for d in aids(make_project(lesson("小学低年级", text)))}
    assert "write/sentences" in rules
    assert "write/sentences" not in {d.rule for d in aids(make_project(lesson("初中", text)))}


# --- The form of an explainer ------------------------------------------------------------------------

WHOLE = """## 现在就做

1. 先别公开。（《专利法》第二十二条）

## 期限

看下面。

## 要带什么

证书。

## 例子

/// case | 一把刀
他先申请。
///

## 例外

没有。

## 找谁

国家知识产权局。
"""


def whole(text: str = WHOLE, front: str = "plan: [1]\nrelated: [A]\n") -> str:
    return f"---\nid: A\ntitle: 标题\nsummary: 一句话。\nneed: 先弄清\nright: 综合\nreviewed: 2026-11-20\npublished: 2026-11-20\n{front}---\n{text}"


PLAN = {"data/plan.yml": "title: 方案\nperiod: {from: '2017-12', to: '2020-12'}\nstatus: 已结束\ngroups: []\ntasks:\n  - {n: 1, title: 甲, lead_label: 牵头单位, lead: [局], gist: 甲}\nguarantees: []\ntargets: []\n"}


def test_a_whole_explainer_passes(make_project: Make) -> None:
    assert aids(page(make_project, whole(), **PLAN)) == []


@pytest.mark.parametrize("part", PARTS)
def test_each_missing_part_is_named(make_project: Make, part: str) -> None:
    told = [d.message for d in aids(page(make_project, whole(WHOLE.replace(f"## {part}\n", "")), **PLAN)) if d.rule == "write/part"]
    assert any(part in message for message in told)


@pytest.mark.parametrize(
    ("text", "front", "word"),
    [
        (WHOLE.replace("## 期限", "## 要带什么").replace("## 要带什么\n\n证书", "## 期限\n\n证书"), None, "次序"),
        (WHOLE.replace("/// case | 一把刀\n", "").replace("///\n", ""), None, "虚构案例"),
        (WHOLE.replace("（《专利法》第二十二条）", ""), None, "依据"),
        (WHOLE.replace("没有。\n", ""), None, "没有内容"),
        (WHOLE, "plan: [1]\n", "接着看"),
        (WHOLE, "related: [A]\n", "工作方案"),
    ],
)
def test_parts_in_disorder_or_empty(make_project: Make, text: str, front: str | None, word: str) -> None:
    told = [d.message for d in aids(page(make_project, whole(text, front or "plan: [1]\nrelated: [A]\n"), **PLAN)) if d.rule == "write/part"]
    assert len(told) == 1 and word in told[0]


QUIZ = "---\nid: q\ntitle: 测\nstage: 公众\nreviewed: 2026-11-20\n---\n\n## 对吗？ {#one}\n\n答案：对\n错的反馈：再看一遍。\n解析：对。\n依据：《专利法》第二条\n"


def test_a_quiz_here_or_one_step_on(make_project: Make) -> None:
    quiz = {"quizzes/general/q.md": QUIZ}
    told = lambda front, **more: [d.message for d in aids(page(make_project, whole(front=front), **PLAN, **quiz, **more)) if d.place.file == PAGE]  # noqa: E731
    other = whole(front="plan: [1]\nrelated: [A]\nquiz: [q]\n").replace("id: A", "id: B")
    assert ["测验" in m for m in told("plan: [1]\nrelated: [A]\n")] == [True]
    assert told("plan: [1]\nrelated: [A]\nquiz: [q]\n") == []
    assert told("plan: [1]\nrelated: [B]\n", **{"content/explain/B.md": other}) == []


def test_more_than_five_steps(make_project: Make) -> None:
    steps = "\n".join(f"{n}. 第 {n} 步。（《专利法》第二十二条）" for n in range(1, 7))
    assert found(page(make_project, f"## 现在就做\n\n{steps}\n"), "write/steps") == [BODY + 7]
    for_two = steps.replace("4. ", "\n**您是卖家**\n\n1. ", 1)
    assert found(page(make_project, f"## 现在就做\n\n{for_two}\n"), "write/steps") == []


# --- Claims ------------------------------------------------------------------------------------------

CLAIMS = {
    "guaranteed": ("交给他们办，保证授权。", "guaranteed-grant"),
    "no success no fee": ("放心，不过退款。", "guaranteed-grant"),
    "honour": ("这家厂荣获驰名商标，值得学习。", "well-known-praise"),
    "title": ("它是驰名商标企业。", "well-known-praise"),
    "verdict": ("这样做肯定不侵权。", "verdict"),
    "sure win": ("拿这份证据，官司必赢。", "verdict"),
    "source is licence": ("写明出处就不侵权。", "no-source-no-harm"),
    "not for profit": ("不营利的一律可以用。", "no-source-no-harm"),
    "registration": ("登记后才有著作权。", "registration-makes-right"),
    "ai": ("AI 生成的图一律没有著作权。", "ai-settled"),
    "insider": ("我们有内部渠道。", "insider"),
    "recommended": ("本站特别推荐某某代理公司。", "recommended-firm"),
    "subsidy": ("办完就能稳拿补贴。", "sure-subsidy"),
    "count": ("有 6 件专利就能评示范企业。", "count-earns-title"),
}


@pytest.mark.parametrize(("text", "which"), CLAIMS.values(), ids=CLAIMS.keys())
def test_a_claim_is_told_with_its_reason_and_what_to_write(make_project: Make, text: str, which: str) -> None:
    root = page(make_project, "一。\n\n" + text)
    told = [d for d in aids(root) if d.rule == "write/claim"]
    project = ProjectReader(root).read()[0]
    claim = next(c for c in project.banned if c.id == which)
    assert [d.place for d in told] == [Place(PAGE, BODY + 2)]
    assert claim.why in told[0].message and claim.instead in told[0].fix and all(s in told[0].message for s in claim.sources)


@pytest.mark.parametrize(
    "text",
    [
        "有人说“保证授权”，别急着付钱。",
        "谁也不能保证授权。",
        "不能写荣获驰名商标。",
        "自称保证授权的，多半是骗子。",
        "能保证授权吗？",
        "/// warning | 先停下\n广告说保证授权，收了钱就走。\n///",
        "| 他说 | 其实 |\n|---|---|\n| “包授权，内部有人” | 由国家知识产权局审查 |",
        "驰名商标，就是相关公众熟知的商标。",
    ],
)
def test_a_warning_of_a_claim_is_no_claim(make_project: Make, text: str) -> None:
    assert found(page(make_project, text), "write/claim") == []


def test_a_denial_in_another_clause_does_not_excuse(make_project: Make) -> None:
    assert found(page(make_project, "您不能亲自来也没有关系，我们保证授权。"), "write/claim") == [BODY]


def test_titles_summaries_and_quiz_explanations_are_read_too(make_project: Make) -> None:
    quiz = "---\nid: q\ntitle: 测\nstage: 公众\nreviewed: 2026-11-20\n---\n\n## 哪个对？ {#one}\n\n- [ ] 交钱就保证授权\n  > 错在这里。\n- [x] 代理机构保证授权\n\n解析：机构保证授权。\n依据：《专利法》第三十九条\n"
    root = page(make_project, whole().replace("summary: 一句话。", "summary: 交给我们，保证授权。"), **PLAN, **{"quizzes/general/q.md": quiz})
    assert sorted((d.place.file, d.place.line) for d in aids(root) if d.rule == "write/claim") == [
        (PAGE, 4), ("quizzes/general/q.md", 12), ("quizzes/general/q.md", 14),
    ]


def test_a_page_may_be_allowed(make_project: Make) -> None:
    text = DATA["data/banned.yml"].replace("- id: guaranteed-grant\n", "- id: guaranteed-grant\n  allow: [A]\n")
    assert found(page(make_project, "保证授权。", **{"data/banned.yml": text}), "write/claim") == []


def test_a_pattern_that_cannot_be_read(make_project: Make) -> None:
    broken = "- id: one\n  pattern: '(保证'\n  why: 坏。\n  instead: 好。\n"
    told = aids(page(make_project, "一。", **{"data/banned.yml": broken}))
    assert [(d.rule, d.place) for d in told if d.is_error] == [("banned/pattern", Place("data/banned.yml", 1))]


def test_the_law_behind_every_claim_exists(real_project, markup: Markup, laws: LawRegistry) -> None:
    for claim in real_project[0].banned:
        for source in claim.sources:
            for day in (date(2026, 12, 31), date(2027, 1, 1)):
                citations = markup.parse(source, as_of=day).citations
                assert citations, source
                assert [d for c in citations for d in citation_problems(c, Place(claim.id), laws, day) if d.is_error] == []


# --- Figures -----------------------------------------------------------------------------------------

UNSOURCED = {
    "period": "异议要在 3 个月内提。",
    "amount": "可以罚 25 万元以下。",
    "share": "按经营额的 20% 罚。",
    "times": "最高算到 5 倍。",
    "row": "| 事情 | 多久 |\n|---|---|\n| 续展 | 12 个月内 |",
}


@pytest.mark.parametrize("text", UNSOURCED.values(), ids=UNSOURCED.keys())
def test_a_figure_without_a_source(make_project: Make, text: str) -> None:
    line = BODY + text.count("\n")
    assert found(page(make_project, "## 期限\n\n" + text), "write/no-source") == [line + 2]


@pytest.mark.parametrize(
    "text",
    [
        "异议要在 3 个月内提。（《商标法》（2019年修正）第三十三条）",
        "异议要在 3 个月内提。\n\n依据是《商标法》（2019年修正）第三十三条。",
        "要在 3 个月内提，见[别页](B.md)。",
        "| 年 | 元 |\n|---|---|\n| 1 年 | 900 元 |\n\n来源：某局网站。",
        "2027 年 1 月 1 日起施行。第 3 个月也行。",
        "稳妥的做法：提前 2 个月办。",
        "3 个月够不够？先问清。",
        "/// case | 一把刀\n他等了 3 个月，花了 900 元。\n///",
        "/// disputed | 没写清\n按 3 个月还是 2 个月，没有写。\n///",
    ],
)
def test_figures_that_bind_nobody_or_have_their_source(make_project: Make, text: str) -> None:
    root = page(make_project, "## 期限\n\n" + text, **{"content/explain/B.md": "一。"})
    assert found(root, "write/no-source") == []


def test_a_figure_without_a_unit(make_project: Make) -> None:
    assert found(page(make_project, "异议期限是 3。（《商标法》（2019年修正）第三十三条）"), "write/no-unit") == [BODY]
    assert found(page(make_project, "异议期限是 3 个月。（《商标法》（2019年修正）第三十三条）"), "write/no-unit") == []
    assert found(page(make_project, "还要罚 25 万以下。（《专利法》第六十八条）"), "write/no-unit") == [BODY]
    assert found(page(make_project, "还要罚 25 万元以下。（《专利法》第六十八条）"), "write/no-unit") == []


# --- Words of the trade -------------------------------------------------------------------------------

GLOSSARY = "reviewed: 2026-11-20\nterms:\n  - {term: 优先权, pinyin: you xian quan, also: [先例权], text: 沿用第一次申请的日子。}\n"
TERMS = {"data/writing.yml": "average: 25\nlongest: 55\nterms: [许诺销售, 优先权, 先例权]\n", "data/glossary.yml": GLOSSARY}


def test_a_word_that_is_explained_nowhere(make_project: Make) -> None:
    root = make_project({PAGE: "一。\n\n别许诺销售。\n\n再说一次，别许诺销售。", **TERMS})
    assert [(d.place.line, "“许诺销售”" in d.message) for d in aids(root) if d.rule == "write/term"] == [(BODY + 2, True)]


@pytest.mark.parametrize(
    "text",
    ["许诺销售，就是表示愿意卖。", "许诺销售（表示愿意卖）也不行。", "表示愿意卖，这叫许诺销售。", "**许诺销售：** 表示愿意卖。", "“许诺销售”可以理解为表示愿意卖。", "优先权和先例权要声明。"],
)
def test_a_word_explained_on_the_page_or_in_the_glossary(make_project: Make, text: str) -> None:
    assert [d for d in aids(make_project({PAGE: text, **TERMS})) if d.rule == "write/term"] == []


def test_real_pages_explain_every_word_of_the_list(real_project) -> None:
    """Take the glossary away and the words it carries are missed: the list is no dead letter."""
    project = real_project[0]
    bare = replace(project, glossary=replace(project.glossary, terms=project.glossary.terms[:1]))
    assert [d for d in check_terms(project, DAY)] == []
    assert len(list(check_terms(bare, DAY))) > 50


# --- Both versions of a law that changes --------------------------------------------------------------

ONE_SIDED = {
    "bare": "异议找商标局。（《商标法》第三十三条）",
    "old": "异议找商标局。（《商标法》（2019年修正）第三十三条）",
    "new": "异议找它。（《商标法》（2026年修订）第三十六条）",
    "row": "| 事 | 依据 |\n|---|---|\n| 异议 | 《商标法》（2019年修正）第三十三条 |",
    "case": "/// case | 店\n他提了异议。（《商标法》第三十三条）\n///",
}


@pytest.mark.parametrize("text", ONE_SIDED.values(), ids=ONE_SIDED.keys())
def test_a_changing_law_with_one_version_only(make_project: Make, text: str) -> None:
    line = BODY + [n for n, one in enumerate(text.split("\n")) if "《商标法》" in one][0]
    assert found(page(make_project, text), "law/one-version") == [line]


@pytest.mark.parametrize(
    "text",
    [
        "异议找它。（《商标法》（2019年修正）第三十三条；2027 年 1 月 1 日起为《商标法》（2026年修订）第三十六条）",
        "/// until | 2027-01-01\n异议期 3 个月。（《商标法》第三十三条）\n///\n\n/// from | 2027-01-01\n异议期 2 个月。（《商标法》第三十六条）\n///",
        "/// case | 店\n按旧法 3 个月。（《商标法》（2019年修正）第三十三条）\n\n改成 2 个月。（《商标法》（2026年修订）第三十六条）\n///",
        "从 2027 年 1 月 1 日起多一条路。（《商标法》（2026年修订）第六十九条）",
        "保护 20 年。（《专利法》第四十二条）",
        "旧数别用。（《专利法实施细则》（2010年修订）第七十七条）",
    ],
)
def test_both_versions_or_a_side_that_is_named(make_project: Make, text: str) -> None:
    assert found(page(make_project, text), "law/one-version") == []


def test_after_the_switch_a_page_reviewed_since_needs_one_version(make_project: Make) -> None:
    root = make_project({PAGE: "异议找它。（《商标法》第三十六条）", **DATA}, reviewed="2027-02-01")
    assert [d for d in aids(root, date(2027, 3, 1)) if d.rule == "law/one-version"] == []


def test_quiz_items_name_both_versions_or_their_dates(make_project: Make) -> None:
    item = "## 哪个对？ {{#{id}}}\n\n答案：对\n错的反馈：再读一遍。\n解析：照条文{id}。\n依据：《商标法》（2019年修正）第三十三条\n{more}\n"
    head = "---\nid: q\ntitle: 测\nstage: 公众\nreviewed: 2026-11-20\n---\n\n"
    items = item.format(id="one", more="") + item.format(id="both", more="依据：《商标法》（2026年修订）第三十六条\n") + item.format(id="dated", more="至：2026-12-31\n")
    root = make_project({"quizzes/general/q.md": head + items, **DATA})
    assert [d.place.line for d in aids(root) if d.rule == "law/one-version"] == [13]


# --- Nothing is left alone ----------------------------------------------------------------------------


def test_a_page_nothing_leads_to(make_project: Make) -> None:
    module = "---\nid: T9\ntitle: 课\nsummary: 一句。\nreviewed: 2026-11-20\npublished: 2026-11-20\ntrack: 技术人员\nminutes: 40\nobjectives: []\n---\n一。\n"
    files = {"content/training/T9.md": module, PAGE: "一。", **DATA}
    orphans = lambda root: [d.place for d in aids(root) if d.rule == "page/orphan"]  # noqa: E731
    assert orphans(make_project(files)) == [Place("content/training/T9.md", 2)]
    assert orphans(make_project({**files, PAGE: "看[课](../training/T9.md)。"})) == []
    assert orphans(make_project({**files, "data/sections.yml": "- id: explain\n  title: 解答\n  groups: [先弄清]\n- id: training\n  title: 培训\n  groups: [技术人员]\n"})) == []


def test_a_quiz_no_page_offers(make_project: Make) -> None:
    told = lambda root: [d.place for d in aids(root) if d.rule == "page/orphan"]  # noqa: E731
    files = {PAGE: whole(), **PLAN, **DATA, "quizzes/general/q.md": QUIZ}
    assert told(make_project(files)) == [Place("quizzes/general/q.md", 1)]
    assert told(make_project({**files, PAGE: whole(front="plan: [1]\nrelated: [A]\nquiz: [q]\n")})) == []
    module = "---\nid: T9\ntitle: 课\nsummary: 一句。\nreviewed: 2026-11-20\npublished: 2026-11-20\ntrack: 技术人员\nminutes: 40\nobjectives: []\ntest: q\n---\n一。\n"
    assert Place("quizzes/general/q.md", 1) not in told(make_project({**files, "content/training/T9.md": module}))


def test_a_task_of_the_plan_that_no_page_serves(make_project: Make) -> None:
    told = lambda root: [d.place for d in aids(root) if d.rule == "plan/unserved"]  # noqa: E731
    assert told(page(make_project, whole(front="related: [A]\n"), **PLAN)) == [Place("data/plan.yml", 5)]
    assert told(page(make_project, whole(), **PLAN)) == []


# --- The real content ---------------------------------------------------------------------------------


# What the map, made by likeness of whole articles, leaves out: single paragraphs that moved elsewhere, read in both texts.
READ_IN_BOTH = {
    ("3", "5"),  # 核准注册的为注册商标，享有专用权: 3.1 -> 5.1
    ("4", "2"),  # 商品商标的规定适用于服务商标: 4.2 -> 2.1
    ("31", "20"),  # 在先申请 became a ground of its own
    ("68", "54"),  # 恶意申请的处罚: 68.4 -> 54
    ("61", "70"),  # 查处 and, new, 任何人可以投诉举报
}


def articles(citations: list[Citation], law: LawVersion) -> set[str]:
    out: set[str] = set()
    for pinpoint in (p for c in citations if c.law and c.law.id == law.id for p in c.written.pinpoints):
        last = pinpoint.through.article if pinpoint.through else pinpoint.article
        out |= {str(n) for n in range(int(pinpoint.article), int(last) + 1)}
    return out


class TestRealContent:
    @pytest.mark.parametrize("day", [DAY, date(2026, 12, 31), date(2027, 1, 1)], ids=str)
    def test_explainers_and_data_leave_only_what_staff_must_answer(self, real_project, day: date) -> None:
        told = [d for d in run_checks(real_project[0], day) if d.place.file.startswith(("content/explain/", "content/help/", "content/plan/", "data/"))]
        assert {d.rule for d in told} <= {"site/unknown", "unit/unconfirmed", "tool/holidays"}, [str(d.place) for d in told]

    def test_every_citation_of_the_trade_mark_law_has_its_other_version(self, real_project) -> None:
        """Pages and quizzes alike, whoever wrote them: beside it, in a dated text, or the text says which side it means."""
        assert [f"{d.place} {d.message}" for d in run_checks(real_project[0], DAY) if d.rule == "law/one-version"] == []

    def test_pairs_of_articles_are_those_of_the_map(self, real_project) -> None:
        """In explainers, an article of the old law stands beside the one it became, and a new one beside where it came from."""
        project = real_project[0]
        old, new = project.laws.find("商标法")
        mapped = {(a, b) for m in project.laws.maps if m.source == old.id for a, row in m.rows.items() for b in row.to}
        became = mapped | READ_IN_BOTH
        wrong = []
        for one in project.pages:
            if not isinstance(one.meta, ExplainerMeta):
                continue
            groups: dict[int, list[Citation]] = {}
            for passage in one.document.passages:
                groups.setdefault(passage.whole, []).extend(c for c in passage.citations if c.dated == Dated())
            for citations in groups.values():
                olds, news = articles(citations, old), articles(citations, new)
                wrong += [f"{one.file}:{citations[0].line} 旧第 {a} 条" for a in olds if news and not any((a, b) in became for b in news)]
                wrong += [f"{one.file}:{citations[0].line} 新第 {b} 条" for b in news if olds and any(b == t for _, t in mapped) and not any((a, b) in became for a in olds)]
        assert wrong == []

    @pytest.mark.parametrize(
        ("good", "bad", "rule"),
        [
            ("## 要带什么\n", "## 要带什么\n\n我们保证授权。\n", "write/claim"),
            ("## 要带什么\n", f"## 要带什么\n\n{LONG[:-1] + LONG}\n", "write/long-sentence"),
            ("## 要带什么\n", "## 要带什么\n\n异议找它。（《商标法》第三十三条）\n", "law/one-version"),
            ("## 例外\n", "## 另外\n", "write/part"),
            ("\nplan: [", "\nplan: [] # [", "write/part"),
            ("## 现在就做\n\n", "## 现在就做\n\n1. 先存档。\n", "write/steps"),
            ("## 例子\n", "## 另外\n\n补证据是 3 个月。\n\n## 例子\n", "write/no-source"),
            ("## 例子\n", "## 另外\n\n补证据的期限是 3。\n\n## 例子\n", "write/no-unit"),
        ],
    )
    def test_the_aids_are_awake(self, real_project, markup: Markup, good: str, bad: str, rule: str) -> None:
        """A fault planted in a real page is found, and only there."""
        project = real_project[0]
        text = (ROOT / "content/explain/E16.md").read_text(encoding="utf-8")
        assert text.count(good) == 1
        spoilt, problems = read_page("explain/E16.md", text.replace(good, bad), markup)
        assert spoilt and problems == []
        pages = tuple(spoilt if p.meta.id == "E16" else p for p in project.pages)
        told = [d for d in run_checks(replace(project, pages=pages), DAY) if d.place.file == "content/explain/E16.md"]
        assert {d.rule for d in told} == {rule}

    def test_every_explainer_keeps_to_25_characters(self, real_project) -> None:
        for one in real_project[0].pages:
            if isinstance(one.meta, ExplainerMeta):
                sentences = page_sentences(one)
                assert len(sentences) >= 30 and average_length(sentences) <= 25, one.file

    def test_all_twenty_tasks_have_a_page_that_serves_them(self, real_project) -> None:
        project = real_project[0]
        served = {n: [p.meta.id for p in project.pages if n in p.meta.plan] for n in range(1, 21)}
        assert [n for n, pages in served.items() if not pages] == []

    def test_there_are_46_explainers(self, real_project) -> None:
        ids = {p.meta.id for p in real_project[0].pages if isinstance(p.meta, ExplainerMeta)}
        assert {f"E{n:02}" for n in range(1, 47)} <= ids
