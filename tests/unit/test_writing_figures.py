"""Figures without source or unit, and words of the trade that are explained nowhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from iplearn.checks.sourcing import check_terms
from tests.conftest import DAY
from tests.unit.writing import BODY, Make, PAGE, aids, found, page

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
