"""Files of tools that reason: their mistakes are told where they stand, and their pages say all without script."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from iplearn.checks import run_checks
from iplearn.checks.drills import check_drills
from iplearn.diagnostics import Diagnostic
from iplearn.markup import Markup
from iplearn.products.site import build_site
from iplearn.reading.drills import read_drills, read_figures
from tests.conftest import ROOT
from tests.unit.tool_support import project

DAY = date(2026, 11, 29)
GOOD = """form: questions
id: small
reviewed: 2026-11-29
submit: 看
groups: [结论]
questions:
  - id: a
    ask: 一？
    find_out: 查一。
    answers: [{id: x, label: 甲}, {id: y, label: 乙}]
  - id: b
    ask: 二？
    only_if: a=x
    find_out: 查二。
    answers: [{id: x, label: 甲}, {id: y, label: 乙}]
findings:
  - {id: f, group: 结论, title: 甲, text: 有期限。（《专利法》第四十二条第一款）, when: a=x & b=y or a=y, pages: [E01]}
"""


def problems(text: str, file: str = "data/drills/small.yml") -> list[Diagnostic]:
    """What reading and checking say of a tool, but that no page uses it."""
    base = project()
    drills, prose, found = read_drills({file: text}, Markup(project().laws))
    small = replace(base, drills=drills, tool_prose={**base.tool_prose, **prose})
    return [d for d in (*found, *check_drills(small, DAY)) if d.rule != "tool/unused"]


def test_a_good_file_has_no_problem() -> None:
    assert problems(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "rule", "words"),
    [
        ("form: questions", "form: quiz", "tool/form", "questions"),
        ("form: questions\n", "", "tool/form", "form"),
        ("id: small", "id: other", "tool/name", "other.yml"),
        ("only_if: a=x", "only_if: b=x", "tool/reference", "不是前面的问题"),
        ("only_if: a=x", "only_if: a=z", "tool/reference", "没有“z”这个答案"),
        ("only_if: a=x", "only_if: a", "tool/when", "读不懂"),
        ("only_if: a=x", "only_if: a=unknown", "tool/unknown-answer", "unknown"),
        ("when: a=x & b=y or a=y", "when: a=x & a=y", "tool/never", "不会发生"),
        ("when: a=x & b=y or a=y", "when: c=y", "tool/reference", "“c”"),
        ("group: 结论", "group: 别的", "tool/reference", "groups"),
        ("pages: [E01]", "pages: [E99]", "ref/unknown", "E99"),
        ("groups: [结论]", "groups: [结论]\nunits: [nobody]", "tool/reference", "nobody"),
        ("  - id: b\n", "  - id: a\n", "tool/duplicate", "用了两次"),
        ("{id: y, label: 乙}]\n  - id: b", "{id: unknown, label: 不知道}]\n  - id: b", "tool/unknown-answer", "程序会加"),
        ("[{id: x, label: 甲}, {id: y, label: 乙}]\n  - id: b", "[{id: x, label: 甲}]\n  - id: b", "tool/options", "两个"),
        ("第四十二条第一款", "第九十九条", "law/article", "第九十九条"),
        ("    find_out: 查一。\n", "", "schema/missing-key", "find_out"),
        ("    ask: 一？", "    asks: 一？", "schema/unknown-key", "asks"),
    ],
)
def test_mistakes(old: str, new: str, rule: str, words: str) -> None:
    assert old in GOOD
    found = [d for d in problems(GOOD.replace(old, new, 1)) if d.rule == rule]
    assert found, problems(GOOD.replace(old, new, 1))
    assert words in found[0].message + found[0].fix
    assert found[0].place.file == "data/drills/small.yml" and found[0].fix


@pytest.mark.parametrize(
    ("svg", "words"),
    [
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><script/></svg>', "<script>"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path onclick="x" d="M0 0"/></svg>', "onclick"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path fill="red" d="M0 0"/></svg>', "currentColor"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><image href="x"/></svg>', "<image>"),
        ('<svg xmlns="http://www.w3.org/2000/svg"></svg>', "viewBox"),
        ("<svg", "不是完整的"),
        ('<!DOCTYPE svg [<!ENTITY x "y">]><svg/>', "DOCTYPE"),
    ],
)
def test_figures_are_plain_shapes(svg: str, words: str) -> None:
    figures, found = read_figures({"data/drills/figures/x.svg": svg})
    assert figures == {} and found and words in "".join(d.message + d.fix for d in found)


def test_letters_and_examples_name_what_there_is() -> None:
    for name, old, new, words in [
        ("takedown-notice", '"联系方式：{contact}"', '"联系方式：{phone}"', "phone"),
        ("design-comparison", "{question: prior, answer: \"no\", why: 题目说查过", "{question: prior, answer: maybe, why: 题目说查过", "maybe"),
        ("design-comparison", "      - {question: novel, answer: has", "      - {question: visible, answer: alike", "novel"),
        ("design-comparison", "knife-block-b.svg", "nothing.svg", "nothing.svg"),
        ("claim-chart", "other: 没有按钮，只有针孔, answer: missing", "other: 没有按钮，只有针孔, answer: gone", "gone"),
        ("claim-chart", "when: any=missing", "when: some=missing", "some"),
    ]:
        file = f"data/drills/{name}.yml"
        text = (ROOT / file).read_text(encoding="utf-8")
        assert old in text, old
        found = problems(text.replace(old, new, 1), file)
        assert any(words in d.message for d in found), (new, found)


@pytest.mark.parametrize("day", [DAY, date(2026, 12, 31), date(2027, 1, 1), date(2027, 6, 1)])
def test_tools_stand_on_both_sides_of_the_new_trademark_law(day: date) -> None:
    files = {d.file for d in project().drills} | {f"content/tools/{d.id}.md" for d in project().drills}
    assert [str(d) for d in run_checks(project(), day) if d.place.file in files and d.severity.name == "ERROR"] == []


def test_pages_say_everything_without_script() -> None:
    pages = {p.path: p for p in build_site(project(), DAY).pages}
    for drill in project().drills:
        page = pages[f"tools/{drill.id}.html"]
        body = page.body.split('id="ipd-data"')[1]
        for finding in drill.findings:
            assert finding.title in body, (drill.id, finding.id)
        for question in getattr(drill, "questions", ()):
            assert question.ask in body and question.find_out in body
        for example in getattr(drill, "examples", ()):
            assert body.count(f"{example.title}（虚构案例）") == 1
        assert all(f'aria-labelledby="{part}"' in page.body for part in ("foot-sources", "foot-related"))
        for figure in drill.figures:
            assert f'aria-label="{figure.alt}"' in body
