"""Measures against tables of ten rows whose results were worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from iplearn.measures.aggregates import Aggregates, aggregate
from iplearn.measures.coverage import coverage
from iplearn.measures.difficulty import difficulty
from iplearn.measures.discrimination import item_rest
from iplearn.measures.distractors import chosen, strongest_distractor
from iplearn.measures.distribution import bands, joined, scores
from iplearn.measures.engines import open_engine
from iplearn.measures.funnel import Standing, limits, standing
from iplearn.measures.gain import gain
from iplearn.measures.mastery import mastered
from iplearn.measures.pace import seconds_per_item, too_fast
from iplearn.measures.participation import participation
from iplearn.measures.reliability import reliability
from iplearn.measures.sums import ItemSums, Mean, add_up
from iplearn.measures.trend import last_change, series
from tests.unit.tables import item_table, response_table, write_tables

# Ten learners. Item i1: six right. Item i2: right for 01 to 04 only. Letters chosen at i1: AAAAAA BBB C.
I1 = [1, 1, 1, 1, 1, 1, 0, 0, 0, 0]
I2 = [1, 1, 1, 1, 0, 0, 0, 0, 0, 0]
CHOSEN = "AAAAAABBBC"
SECONDS = [2, 10, 10, 10, 10, 10, 10, 10, 10, 18]


@pytest.fixture(scope="module")
def ten(tmp_path_factory: pytest.TempPathFactory) -> Aggregates:
    rows = []
    for seat, (one, two, letter, seconds) in enumerate(zip(I1, I2, CHOSEN, SECONDS), 1):
        learner = {"learner": f"{seat:02}", "both": True}
        rows += [learner | {"item": "i1", "score": one, "response": letter, "duration": seconds}]
        rows += [learner | {"item": "i2", "score": two * 2.0, "max_score": 2.0, "response": "二十", "duration": 10}]
    rows += [{"learner": "01", "item": "i1", "score": 0, "attempt": 2}, {"learner": "", "item": "i1", "score": 1}]
    items = item_table([{"item": "i1", "objective": "PAT-01"}, {"item": "i2", "listed": False}])
    return _aggregates(tmp_path_factory.mktemp("ten"), rows, items)


def _aggregates(folder: Path, rows: list[dict], items: list[dict]) -> Aggregates:
    engine = open_engine("duckdb", write_tables(folder, responses=response_table(rows), items=items))
    try:
        return aggregate(engine, fast=3.0, mastered=0.8, folder=folder)
    finally:
        engine.close()


@pytest.fixture(scope="module")
def sums(ten: Aggregates) -> dict[str, ItemSums]:
    return {item: value for (item,), value in add_up(ten.rows("cube"), "item").items()}


def test_only_first_attempts_of_known_learners_count(sums: dict[str, ItemSums]) -> None:
    assert sums["i1"].n == sums["i2"].n == 10


def test_difficulty(sums: dict[str, ItemSums]) -> None:
    assert difficulty(sums["i1"]) == pytest.approx(0.6)
    assert difficulty(sums["i2"]) == pytest.approx(8 / 20)
    assert difficulty(ItemSums()) is None


def test_discrimination_is_the_phi_of_the_two_items(sums: dict[str, ItemSums]) -> None:
    # Four have both, two only i1, four none: phi = (4*4 - 2*0) / sqrt(6*4*4*6) = 16/24.
    assert item_rest(sums["i1"]) == pytest.approx(2 / 3)
    assert item_rest(sums["i2"]) == pytest.approx(2 / 3)


def test_distractors(ten: Aggregates) -> None:
    counts = {r["response"]: r["n"] for r in ten.rows("cube") if r["item"] == "i1"}
    found = chosen(counts, "A")
    assert [(c.letter, c.n, c.right) for c in found] == [("A", 6, True), ("B", 3, False), ("C", 1, False)]
    assert strongest_distractor(found).letter == "B"
    assert chosen({"AC": 2, "A": 1}, "AC")[0].n == 3  # of a multiple choice each letter counts


def test_written_answers_are_not_listed(ten: Aggregates) -> None:
    assert {r["response"] for r in ten.rows("cube") if r["item"] == "i2"} == {""}


def test_pace(sums: dict[str, ItemSums]) -> None:
    assert seconds_per_item(sums["i1"]) == pytest.approx(10.0)
    assert too_fast(sums["i1"]) == pytest.approx(0.1)


def test_distribution(ten: Aggregates) -> None:
    # Of 3 points: four have 3, two have 1 (a third: band 3), four have none.
    assert bands(ten.rows("attempts")) == (4, 0, 0, 2, 0, 0, 0, 0, 0, 4)
    found = scores(ten.rows("attempts"))
    assert found.n == 10 and found.mean == pytest.approx((4 + 2 / 3) / 10)
    assert found.sd == pytest.approx(((4 + 2 / 9 - 10 * found.mean**2) / 9) ** 0.5)


def test_bands_are_joined_until_none_is_small() -> None:
    assert joined((4, 0, 0, 2, 0, 0, 0, 0, 0, 4), 4) == [(0, 0, 4), (1, 9, 6)]
    assert joined((1, 0, 12, 3, 0, 11, 0, 0, 2, 1), 10) == [(0, 2, 13), (3, 9, 17)]
    assert joined((3, 3), 10) == []


def test_mastery(ten: Aggregates) -> None:
    (row,) = ten.rows("mastery")
    assert (row["objective"], row["learners"], row["mastered"]) == ("PAT-01", 10, 6)
    assert mastered(row) == pytest.approx(0.6)


def test_participation(ten: Aggregates) -> None:
    (row,) = ten.rows("present")
    assert row["learners"] == 10
    assert participation(10, 40) == 0.25 and participation(10, None) is None and participation(41, 40) is None


def _pair_rows() -> list[dict]:
    """Five learners, two pairs. Learner 5 was asked only one pair after, learner 6 only before, learner 7 only after."""
    before = {"1": (0, 0), "2": (1, 0), "3": (0, 1), "4": (1, 1), "5": (0, 0), "6": (1, 1)}
    after = {"1": (1, 0), "2": (1, 1), "3": (1, 1), "4": (1, 1), "5": (1,), "7": (1, 1)}
    return [
        {"learner": name, "quiz": quiz, "phase": phase, "item": f"{quiz}{n}", "score": mark, "both": name < "5"}
        for quiz, phase, given in (("a", "pre", before), ("b", "post", after))
        for name, marks in given.items()
        for n, mark in enumerate(marks)
    ]


def test_gain_is_of_the_same_learners_on_the_same_pairs(tmp_path: Path) -> None:
    items = item_table({"quiz": q, "item": f"{q}{n}", "unit": "L07", "pair": 2**n} for q in "ab" for n in (0, 1))
    (row,) = _aggregates(tmp_path, _pair_rows(), items).rows("gains")
    assert (row["unit"], row["learners"], row["pairs"]) == ("L07", 4, 2)
    found = gain(row)
    # pre 0, .5, .5, 1 (mean .5); post .5, 1, 1, 1 (mean .875); d .5, .5, .5, 0 (mean .375, s .25).
    assert (found.pre, found.post, found.mean) == pytest.approx((0.5, 0.875, 0.375))
    half = 3.182446305284263 * 0.25 / 2  # t of 95 % with 3 degrees of freedom
    assert (found.low, found.high) == pytest.approx((0.375 - half, 0.375 + half))
    s_pre, s_post = (0.5 / 3) ** 0.5, (0.1875 / 3) ** 0.5
    assert found.effect == pytest.approx(0.375 / ((s_pre + s_post) / 2))
    assert found.normalised == pytest.approx(0.75)


def test_gain_where_it_is_not_defined() -> None:
    same = {"learners": 3, "pairs": 1, "pre": 3, "pre2": 3, "post": 3, "post2": 3, "d": 0, "d2": 0}
    found = gain(same)
    assert found.effect is None and found.normalised is None and found.low == found.high == 0
    assert gain(same | {"learners": 1}) is None


def _parallel_items(k: int, n: int) -> list[ItemSums]:
    """`k` copies of an item that half of `n` learners get right: T = k·x."""
    half = n / 2
    rest = (k - 1) * half
    return [ItemSums(n=n, x=half, xx=half, m=n, r=rest, rr=(k - 1) ** 2 * half, xr=(k - 1) * half)] * k


def test_reliability_is_shown_only_where_it_means_something() -> None:
    assert reliability(_parallel_items(5, 30)).alpha == pytest.approx(1.0)
    assert reliability(_parallel_items(4, 30)) is None
    assert reliability(_parallel_items(5, 29)) is None
    other = _parallel_items(5, 30)
    assert reliability([*other[:4], *_parallel_items(5, 40)[:1]]) is None  # not the same attempts


def test_a_negative_alpha_stays_negative() -> None:
    # Each item right for those who have the others wrong: the total varies less than chance would make it.
    item = ItemSums(n=30, x=15, xx=15, m=30, r=60, rr=123, xr=27)
    found = reliability([item] * 5)
    own, both = (15 - 7.5) / 29, (27 - 15 * 60 / 30) / 29
    assert found.alpha == pytest.approx(1.25 * (1 - own / (own + both)))
    assert found.alpha < 0 and found.low < found.alpha < found.high


def test_funnel() -> None:
    city = Mean(1000, 600.0, 400.0)  # mean .6, s² = (400 - 360)/999
    found = limits(city, 25)
    reach = 1.959963984540054 * (40 / 999) ** 0.5 / 5
    assert found.inner == pytest.approx((0.6 - reach, 0.6 + reach))
    assert standing(Mean(25, 15.0, 10.0), city) is Standing.WITHIN
    assert standing(Mean(25, 25 * 0.7, 13.0), city) is Standing.ABOVE
    assert standing(Mean(25, 25 * 0.4, 5.0), city) is Standing.FAR_BELOW
    assert standing(Mean(25, 15.0, 10.0), Mean(0, 0, 0)) is None


def test_coverage_and_trend() -> None:
    found = coverage(["L07", "L08", "L09", "L10"], ["L07", "L09", "L17"])
    assert (found.taught, found.open, found.share) == (("L07", "L09"), ("L08", "L10"), 0.5)
    points = series({"2026-2": 0.7, "2026-1": 0.5, "2027-1": None})
    assert [p[0] for p in points] == ["2026-1", "2026-2", "2027-1"]
    assert last_change(points[:2]) == pytest.approx(0.2) and last_change(points) is None
