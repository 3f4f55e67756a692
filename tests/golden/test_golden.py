"""A file in input/ is a test: an explainer in, its HTML and the diagnostics of two build days out.

Output reads as prose: `output/<name>.txt`. Where it differs, `output/<name>.txt-changed` is written beside
it to compare; accept with `mv`. Continuous integration never writes goldens.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from iplearn.checks import run_checks
from iplearn.diagnostics import Report
from iplearn.model.project import Project
from iplearn.reading.content import read_page
from iplearn.markup import Markup
from iplearn.model.law import LawRegistry

HERE = Path(__file__).parent
INPUTS = sorted((HERE / "input").glob("*.md"))
DAYS = (date(2026, 12, 31), date(2027, 1, 1))


def produce(path: Path, markup: Markup, laws: LawRegistry) -> str:
    page, found = read_page(f"explain/{path.name}", path.read_text(encoding="utf-8"), markup)
    out = []
    for day in DAYS:
        project = Project(laws=laws, pages=(page,) if page else (), assets=frozenset({"explain/knife.svg"}))
        report = Report([*found, *run_checks(project, day, writing=False)])
        out += [f"== 按 {day} 检查", *report.lines(), ""]
    out += ["== HTML", page.document.html if page else "（没有页面）", ""]
    return "\n".join(out)


@pytest.mark.parametrize("path", INPUTS, ids=lambda p: p.stem)
def test_golden(path: Path, markup: Markup, laws: LawRegistry) -> None:
    expected_path = HERE / "output" / f"{path.stem}.txt"
    changed_path = expected_path.with_name(expected_path.name + "-changed")
    got = produce(path, markup, laws)
    expected = expected_path.read_text(encoding="utf-8") if expected_path.exists() else ""
    if got != expected and not os.environ.get("CI"):
        changed_path.write_text(got, encoding="utf-8")
    assert got == expected, f"compare {changed_path.name} with {expected_path.name}"
    changed_path.unlink(missing_ok=True)


def test_there_are_goldens() -> None:
    assert len(INPUTS) >= 5
    assert {p.stem for p in INPUTS} == {p.stem for p in (HERE / "output").glob("*.txt")}
