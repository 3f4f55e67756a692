"""Attempts -> the one responses format: numbering, scores, shares of time, result files, CSV nobody can run."""

from __future__ import annotations

import csv
import io
import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iplearn.model.result import Answer, Attempt, ClassCode, Phase
from iplearn.results.classes import CodeProblem
from iplearn.results.codes import encode
from iplearn.results.files import is_file, read_file, write_file
from iplearn.results.rows import COLUMNS, Handed, from_cell, once, response_rows, to_csv
from iplearn.products.demo.pupils import attempt as simulated
from tests.unit.test_codes import CASES, attempt_of, reader, revisions

GROUP = ClassCode(17, 7, 3)
REV = CASES["attempts"][0]["rev"]


def one(**more: object) -> Attempt:
    values = {"quiz": "sample", "revision": REV, "phase": Phase.PRE, "answers": (Answer("term", "B"),), "group": GROUP, "seat": 7, "minute": 467_920, "seconds": 61}
    return Attempt(**{**values, **more})  # type: ignore[arg-type]


def test_a_row_says_everything_and_scores_by_the_key() -> None:
    attempt = one(answers=(Answer("term", "B"), Answer("apply", "AB"), Answer("fill", ("二十", "?")), Answer("opinion", "A")), seconds=62)
    rows = response_rows([Handed(attempt, "粘贴:3")], revisions())
    assert [(r.item, r.response, r.score, r.max_score) for r in rows] == [
        ("term", "B", 2.0, 2.0), ("apply", "AB", 0.0, 1.0), ("fill", "二十[,]?", 0.5, 1.0), ("opinion", "A", 0.0, 0.0),
    ]
    first = rows[0]
    assert (first.school, first.class_, first.learner, first.phase, first.attempt, first.source) == ("H07", "H073EW", "H073EW-07", "pre", 1, "粘贴:3")
    assert first.revision == revisions().layout("sample", REV)[0].revision
    # 62 s over 4 items is 15.5 s each; 467,920 minutes after the start of 2026, and 62 s later.
    assert {r.duration for r in rows} == {15.5} and first.answered_at == "2026-11-21T22:41+08:00"


def test_shares_of_time_are_rounded_half_up_in_tenths() -> None:
    def share(seconds: int, n: int) -> float:
        items = [i.id for i in revisions().layout("sample", REV)][:n]
        attempt = one(answers=tuple(Answer(i, "") for i in items), seconds=seconds)
        return response_rows([Handed(attempt, "x")], revisions())[0].duration

    assert [share(1, 4), share(1, 8), share(3, 4), share(0, 3), share(4095, 7)] == [0.3, 0.1, 0.8, 0.0, 585.0]


def test_partial_scores_are_kept_to_six_places() -> None:
    rows = response_rows([Handed(one(answers=(Answer("steps", "BCDA"), Answer("link", "A--"))), "x")], revisions())
    assert [r.score for r in rows] == [0.666667, 0.333333]


def test_tries_are_numbered_by_their_start() -> None:
    handed = [Handed(one(minute=m, seat=s, phase=p), f"c:{i}") for i, (m, s, p) in enumerate([(9, 7, Phase.PRE), (3, 7, Phase.PRE), (5, 8, Phase.PRE), (4, 7, Phase.POST)])]
    assert [(r.learner[-2:], r.phase, r.attempt, r.source) for r in response_rows(handed, revisions())] == [
        ("07", "post", 1, "c:3"), ("07", "pre", 1, "c:1"), ("07", "pre", 2, "c:0"), ("08", "pre", 1, "c:2"),
    ]
    nobody = [Handed(one(minute=m, group=None, seat=0), f"c:{m}") for m in (1, 2)]
    assert [(r.learner, r.school, r.attempt) for r in response_rows(nobody, revisions())] == [("", "", 1), ("", "", 1)]


def test_what_is_handed_in_twice_counts_once_and_the_fuller_one_is_kept() -> None:
    bare, full = one(), one(answers=(Answer("term", "B", 12),))
    kept, again = once([Handed(bare, "a"), Handed(full, "b"), Handed(one(seat=8), "c"), Handed(bare, "d")], revisions())
    assert [h.source for h in kept] == ["b", "c"] and [h.source for h in again] == ["a", "d"]
    assert response_rows(kept, revisions())[0].duration == 12.0


# --- Files -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES["attempts"], ids=lambda c: c["name"])
def test_a_file_gives_back_what_was_typed(case: dict) -> None:
    attempt = attempt_of(case)
    attempt = Attempt(**{**vars(attempt), "answers": tuple(Answer(a.item, a.response, n) for n, a in enumerate(attempt.answers))})
    text = write_file(attempt, revisions().layout("sample", case["rev"]))
    assert is_file(text) and is_file("\ufeff" + text)
    back = read_file("\ufeff" + text, revisions(), reader())
    assert isinstance(back, Attempt) and {a.item: a for a in back.answers} == {a.item: a for a in attempt.answers}


def test_a_file_that_does_not_fit_its_code_is_refused() -> None:
    text = write_file(one(), revisions().layout("sample", REV))
    changed = read_file(text.replace('"response": "B"', '"response": "A"'), revisions(), reader())
    assert isinstance(changed, CodeProblem) and changed.kind == "changed" and "term" in changed.message


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{", "file"), ("[]", "file"), ('{"iplearn-result": 1}', "file"), ('{"iplearn-result": 2, "code": "", "answers": []}', "version"),
        ('{"iplearn-result": 1, "code": "12", "answers": []}', "short"), ('{"iplearn-result": 1, "code": "", "answers": [1]}', "file"),
        ('{"iplearn-result": 1, "code": "", "answers": [{"item": "a", "response": 5}]}', "file"), ("[" * 5000, "file"),
    ],
)
def test_broken_files_are_told(text: str, kind: str) -> None:
    problem = read_file(text, revisions(), reader())
    assert isinstance(problem, CodeProblem) and problem.kind == kind


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_no_text_crashes_the_readers(text: str) -> None:
    reader().decode(text)
    read_file(text, revisions(), reader())


# --- CSV ---------------------------------------------------------------------------------------------


def test_csv_columns_and_numbers() -> None:
    text = to_csv(response_rows([Handed(one(), "粘贴:1")], revisions()))
    assert text.startswith("\ufeff" + ",".join(COLUMNS) + "\r\n")
    assert text.splitlines()[1] == f"H07,H073EW,H073EW-07,sample,term,{revisions().layout('sample', REV)[0].revision},pre,1,B,2,2,2026-11-21T22:41+08:00,61,粘贴:1"


@pytest.mark.parametrize("typed", ["=1+1", "+86", "-5", "@cmd", "\t=1", '=HYPERLINK("x")', "'=1", "a,b", '说"好"', "两\r\n行"])
def test_no_cell_runs_and_every_cell_comes_back(typed: str) -> None:
    attempt = one(answers=(Answer("name", (typed,)),))
    text = to_csv(response_rows([Handed(attempt, typed)], revisions()))
    row = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))[0]
    assert not row["response"].startswith(("=", "+", "-", "@", "\t", "\r")) and from_cell(row["response"]) == typed == from_cell(row["source"])


def test_a_simulated_class_adds_up() -> None:
    rnd = random.Random(1)
    handed = [Handed(simulated(revisions(), "sample", Phase.PRE, GROUP, seat, 0.6, rnd), f"x:{seat}") for seat in range(1, 41)]
    rows = response_rows(handed, revisions())
    assert len(rows) == sum(len(h.attempt.answers) for h in handed)
    for h in handed:
        own = [r for r in rows if r.source == h.source]
        assert abs(sum(r.duration for r in own) - h.attempt.seconds) <= 0.0501 * len(own)
        code = encode(h.attempt, revisions().layout("sample", h.attempt.revision))
        back = reader().decode(code)
        assert isinstance(back, Attempt)
        again = response_rows([Handed(back, h.source)], revisions())
        assert [(r.item, r.score, r.max_score) for r in again] == [(r.item, r.score, r.max_score) for r in own]
    assert json.loads(json.dumps([vars(r) for r in rows[:1]]))
