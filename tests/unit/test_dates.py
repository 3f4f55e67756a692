"""Periods, working days and typed answers: Python and the browser give what the case table says."""

from __future__ import annotations

from datetime import date

import pytest

from iplearn.dates.answers import read_date, read_years
from iplearn.dates.periods import period_end
from iplearn.model.tool import Span
from tests.unit.tool_support import CASES, browser_holidays, in_node, work

PERIODS = CASES["periods"]


def wanted(case: dict) -> dict:
    return {"day": case["day"], "plain": case.get("plain", case["day"]), "missing": case.get("missing", [])}


@pytest.mark.parametrize("case", PERIODS, ids=lambda c: c["name"])
def test_periods(case: dict) -> None:
    span = Span.parse(case["add"])
    assert span is not None
    end = period_end(date.fromisoformat(case["start"]), span, case.get("ends", "当日"), case.get("rest", False), work(case.get("holidays", [])))
    assert {"day": end.day.isoformat(), "plain": end.plain.isoformat(), "missing": list(end.missing)} == wanted(case)


def test_periods_in_the_browser() -> None:
    calls = [("calls.period", [c["start"], c["add"], c.get("ends", "当日"), c.get("rest", False), browser_holidays(c.get("holidays", []))]) for c in PERIODS]
    for case, got in zip(PERIODS, in_node(calls)):
        assert got == wanted(case), case["name"]


def test_typed_dates_and_years() -> None:
    for text, day in CASES["dates"]:
        assert read_date(text) == (date.fromisoformat(day) if day else None), text
    for text, years in CASES["years"]:
        assert read_years(text) == years, text
    calls = [("answers.date", [t]) for t, _ in CASES["dates"]] + [("answers.years", [t]) for t, _ in CASES["years"]]
    assert in_node(calls) == [want for _, want in CASES["dates"] + CASES["years"]]


def test_spans_that_are_none() -> None:
    for text in ("半年", "6月", "6 个 月", "", "6"):
        assert Span.parse(text) is None, text
