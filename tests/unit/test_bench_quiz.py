"""The items of the quiz bench: the same bytes each time, the same words for both sides, nothing for either to stumble over."""

from __future__ import annotations

import re
from pathlib import Path

from bench.quiz import PEER_SETTINGS, PER_PAGE
from bench.quiz_corpus import items, write_ours, write_peer
from iplearn.checks import run_checks
from iplearn.reading.project import ProjectReader
from tests.conftest import DAY, ROOT

COUNT = 3 * PER_PAGE + 5


def test_the_same_items_for_both_sides(tmp_path: Path) -> None:
    made = items(ROOT, COUNT)
    assert made == items(ROOT, COUNT) and len(set(made)) == COUNT
    ids = write_ours(ROOT, tmp_path / "ours", made)
    places = write_peer(tmp_path / "peer", made, next(iter(PEER_SETTINGS.values())))
    assert len(ids) == len(places) == 4
    project, found = ProjectReader(tmp_path / "ours").read()
    assert [d for d in (*found, *run_checks(project, DAY)) if d.is_error] == []
    mine = [item for quiz in ids for item in project.quiz_by_id[quiz].items]
    assert [(i.stem.text, i.explanation.text) for i in mine if i.explanation] == [(m.stem, m.explanation) for m in made]
    theirs = "".join((tmp_path / "peer/docs" / place).read_text("utf-8") for place in places)
    assert re.findall(r"^- \[(.)\] (.*)$", theirs, re.M) == [("x" if c.correct else " ", c.text.text) for i in mine for c in i.choices]  # type: ignore[union-attr]
    assert theirs.count("<quiz>") == COUNT and [m.stem for m in made if m.stem not in theirs] == []
