"""The project's own tools, and the browser's engine run in node."""

from __future__ import annotations

import json
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

from iplearn.dates.periods import WorkCalendar, days_between
from iplearn.model.project import Project
from iplearn.model.tool import HolidayYear
from tests.conftest import repository, ROOT

SCRIPTS = ["dates.js", "answers.js", "rules.js"]
CASES = json.loads((ROOT / "tests/cases/dates.json").read_text(encoding="utf-8"))


@cache
def project() -> Project:
    found, problems = repository()
    assert [p for p in problems if p.severity.name == "ERROR"] == []
    return found


def holidays(years: list[int]) -> tuple[HolidayYear, ...]:
    return tuple(h for h in project().holidays if h.year in years)


def work(years: list[int]) -> WorkCalendar:
    return WorkCalendar(holidays(years))


def browser_holidays(years: list[int]) -> dict[str, list]:
    """The same years as the page hands them to the browser."""
    chosen = holidays(years)
    return {
        "years": [h.year for h in chosen],
        "off": [d.isoformat() for h in chosen for o in h.off for d in days_between(o.first, o.last)],
        "work": [d.isoformat() for h in chosen for d in h.work],
    }


def in_node(calls: list[tuple[str, list]], scripts: list[str] = SCRIPTS) -> list[Any]:
    """What the shipped scripts return for [(function below ipt, arguments)]."""
    job = json.dumps({"scripts": scripts, "cases": calls})
    done = subprocess.run(["node", str(Path(__file__).with_name("dates_run.js"))], input=job, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
