"""Every tool gives the vectors of the law, in Python and in the browser's engine; and its rules hang together."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import replace
from datetime import date

import pytest

from iplearn.checks import run_checks
from iplearn.checks.tools import check_holidays
from iplearn.dates.annual_fees import late, patent_year, year_fees
from iplearn.dates.periods import WorkCalendar
from iplearn.dates.rules import evaluate
from iplearn.model.tool import ENDS, FIELD_TYPES, Answer, DayOff, Example, FeeBand, FeeTable, Field, HolidayYear, LateStep, Option, Rule, Tool
from iplearn.products.site.tools import browser_values, fee_values
from iplearn.reading.project import ProjectReader
from iplearn.render.tool_assets import tool_script_paths
from tests.conftest import ROOT
from tests.unit.tool_support import CASES, SCRIPTS, browser_holidays, holidays, in_node, project, work

TOOLS = CASES["tools"]
YEARS = [2007, 2008, 2025, 2026]


def calendar(tool) -> WorkCalendar:
    return WorkCalendar(project().holidays if tool.holidays else ())


def wanted(case: dict) -> dict:
    """{rule: day, or "text", or "unknown"} and the questions that are missing."""
    return {"lines": case["days"] | case["states"], "needs": sorted(case["needs"])}


@pytest.mark.parametrize("case", TOOLS, ids=lambda c: f"{c['tool']}: {c['name']}")
def test_vectors(case: dict) -> None:
    tool = project().tool_by_id[case["tool"]]
    verdict = evaluate(tool, case["answers"], calendar(tool), date.fromisoformat(case["today"]))
    lines = {line.rule.id: line.end.day.isoformat() if line.end else line.state for line in verdict.lines}
    assert {"lines": lines, "needs": sorted(verdict.needs)} == wanted(case)
    missing = {line.rule.id: list(line.end.missing) for line in verdict.lines if line.end}
    assert {rule: missing[rule] for rule in case.get("missing", {})} == case.get("missing", {})


def test_vectors_in_the_browser() -> None:
    values = {t.id: browser_values(t, project()) for t in project().tools}
    results = in_node([("calls.evaluate", [values[c["tool"]], c["answers"], c["today"]]) for c in TOOLS])
    for case, got in zip(TOOLS, results):
        lines = {line["rule"]: line["day"] or line["state"] for line in got["lines"]}
        assert {"lines": lines, "needs": sorted(got["needs"])} == wanted(case), case["name"]
        missing = {line["rule"]: line["missing"] for line in got["lines"]}
        assert {rule: missing[rule] for rule in case.get("missing", {})} == case.get("missing", {}), case["name"]


def test_every_rule_that_shows_has_a_vector() -> None:
    """A rule nobody tries may be wrong for years."""
    tried = {(c["tool"], rule) for c in TOOLS for rule in c["days"] | c["states"]}
    dated = {t.id for t in project().tools if any(r.start for r in t.rules)}
    assert [(t.id, r.id) for t in project().tools for r in t.rules if t.id in dated and r.shown and (t.id, r.id) not in tried] == []


def test_no_answer_is_no_date() -> None:
    for tool in project().tools:
        assert [line.rule.id for line in evaluate(tool, {}, calendar(tool), date(2026, 11, 22)).lines if line.end] == []


def test_every_script_is_there() -> None:
    for tool in project().tools:
        assert [s for s in tool_script_paths(tool.scripts) if not (ROOT / "theme" / s).is_file()] == []


# --- Annual fees ------------------------------------------------------------------------------------


def table():
    return next(f for f in project().fees if f.id == "patent-annual")


@pytest.mark.parametrize("case", CASES["fees"], ids=lambda c: c["name"])
def test_fees(case: dict) -> None:
    filed, granted = date.fromisoformat(case["filed"]), date.fromisoformat(case["granted"])
    assert patent_year(filed, granted) == case["first"] - 1
    fee = year_fees(case["kind"], filed, granted, 20, table(), work(YEARS))[0]
    assert (fee.year, fee.due.day.isoformat(), fee.amount) == (case["first"], case["due"], case["amount"])


def late_values(found) -> dict | None:
    return found and {"month": found.month, "percent": found.percent, "surcharge": found.surcharge, "last": found.last.day.isoformat(), "over": found.over}


def test_late() -> None:
    (fee,) = year_fees("utility", date(2022, 6, 10), date(2025, 9, 1), 5, table(), work(YEARS))
    for case in CASES["late"]:
        assert late_values(late(fee, date.fromisoformat(case["on"]), table(), work(YEARS))) == case["late"], case["name"]


def test_fees_in_the_browser() -> None:
    calls = [("calls.fees", [c["kind"], c["filed"], c["granted"], 20, fee_values(table()), browser_holidays(YEARS)]) for c in CASES["fees"]]
    lates = [("calls.late", ["utility", "2022-06-10", "2025-09-01", 5, fee_values(table()), browser_holidays(YEARS), c["on"]]) for c in CASES["late"]]
    results = in_node(calls + lates, [*SCRIPTS, "fees.js"])
    for case, rows in zip(CASES["fees"], results):
        assert (rows[0]["year"], rows[0]["due"]["day"], rows[0]["amount"]) == (case["first"], case["due"], case["amount"]), case["name"]
    for case, got in zip(CASES["late"], results[len(calls):]):
        assert (got and {**got, "last": got["last"]["day"]}) == case["late"], case["name"]


def test_the_schedule_has_no_hole() -> None:
    for kind, years in (("invention", 20), ("utility", 10), ("design", 15)):
        covered = [y for b in table().bands if b.kind == kind for y in range(b.first, b.last + 1)]
        assert covered == list(range(1, years + 1))


def test_the_explainer_prints_the_same_fees() -> None:
    """E07 lists the fees by year, side by side for people to compare; the schedule of the tools is the one that counts."""
    rows = re.findall(r"^\| (\d+)(?:—(\d+))? 年 \|(.*)\|$", (ROOT / "content/explain/E07.md").read_text(encoding="utf-8"), re.M)
    told = {}
    for first, last, cells in rows:
        for kind, cell in zip(("invention", "utility", "design"), cells.split("|"), strict=True):
            amount = re.search(r"(\d+) 元", cell)
            told.update({(kind, year): int(amount[1]) for year in range(int(first), int(last or first) + 1) if amount})
    assert told == {(b.kind, year): b.amount for b in table().bands for year in range(b.first, b.last + 1)}


def test_holiday_files() -> None:
    for year in holidays(YEARS):
        assert all(o.first <= o.last for o in year.off)
        assert all(d.weekday() >= 5 for d in year.work), "调休 are weekend days worked"


# --- What an author may get wrong -------------------------------------------------------------------

PAGE = "---\nid: t\ntitle: 工具\nsummary: 算一算。\nneed: 算\ntool: t\nreviewed: 2026-11-22\npublished: 2026-11-22\n---\n\n怎么数。\n"
SECTIONS = "- {id: tools, title: 工具, groups: [算]}\n"
GOOD = """id: t
reviewed: 2026-11-22
fields:
  - {id: filed, label: 申请日, type: 日期}
  - {id: kind, label: 哪种, type: 选择, options: [{id: a, label: 甲}]}
rules:
  - {id: term, what: 期满, when: [kind=a], start: filed, add: 20 年, law: [《专利法》第四十二条第一款]}
"""


def rules_told(make_project, text: str) -> set[str]:
    root = make_project({"content/tools/t.md": PAGE, "data/tools/t.yml": text, "data/sections.yml": SECTIONS})
    loaded, problems = ProjectReader(root).read()
    return {d.rule for d in [*problems, *run_checks(loaded, date(2026, 12, 1))] if d.rule.startswith(("tool/", "schema/", "law/", "ref/"))}


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("id: t\n", "id: x\n", "tool/name"),
        ("start: filed", "start: filled", "tool/reference"),
        ("kind=a", "kind=b", "tool/reference"),
        ("kind=a", "kind~a", "tool/when"),
        ("20 年", "二十年", "tool/span"),
        (", add: 20 年", "", "tool/span"),
        (", start: filed, add: 20 年", "", "tool/text"),
        ("{id: term,", "{id: filed,", "tool/duplicate"),
        (", options: [{id: a, label: 甲}]", "", "tool/options"),
        ("第四十二条第一款", "第九十九条", "law/article"),
        ("type: 日期", "type: 日子", "schema/choice"),
    ],
)
def test_mistakes_are_told(make_project, old: str, new: str, rule: str) -> None:
    assert rules_told(make_project, GOOD) & {rule} == set()
    assert rule in rules_told(make_project, GOOD.replace(old, new, 1))


def test_missing_holidays_are_told_when_the_notice_is_out() -> None:
    def told(day: date) -> list[str]:
        return [d.place.file for d in check_holidays(replace(project(), holidays=holidays([2026])), day)]

    assert told(date(2026, 11, 30)) == []
    assert told(date(2026, 12, 1)) == ["data/holidays/2027.yml"]
    assert told(date(2027, 3, 1)) == ["data/holidays/2027.yml"]
    assert list(check_holidays(replace(project(), holidays=holidays([2026]), tools=()), date(2027, 3, 1))) == []


def test_the_handbook_names_every_key() -> None:
    text = (ROOT / "docs/authoring.md").read_text(encoding="utf-8")
    part = text[text.index("### data/tools/：") : text.index("### data/objectives.yml")]
    named = set(re.findall(r"`(\w+)`", part))
    for cls in (Tool, Field, Option, Rule, Answer, Example, HolidayYear, DayOff, FeeTable, FeeBand, LateStep):
        missing = {f.name for f in dataclasses.fields(cls)} - named - {"unknown"}
        assert missing == set(), cls.__name__
    for value in (*FIELD_TYPES, *ENDS):
        assert f"`{value}`" in part
