"""The published figures of LSAT-6 come out of our cube to the last printed digit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from iplearn.measures.aggregates import Aggregates, aggregate
from iplearn.measures.difficulty import difficulty
from iplearn.measures.discrimination import item_rest, item_total
from iplearn.measures.engines import open_engine
from iplearn.measures.reliability import alpha_without, reliability
from iplearn.measures.sums import ItemSums, Mean, add_up
from tests.conftest import ROOT
from tests.unit.tables import item_table, response_table, write_tables

CASE = json.loads((ROOT / "tests/cases/lsat6.json").read_text("utf-8"))
PUBLISHED = CASE["published"]


@pytest.fixture(scope="module")
def aggregates(tmp_path_factory: pytest.TempPathFactory) -> Aggregates:
    folder = tmp_path_factory.mktemp("lsat6")
    rows, seat = [], 0
    for pattern, count in CASE["patterns"].items():
        for _ in range(count):
            seat += 1
            rows += [{"learner": f"{seat:04}", "item": f"i{n}", "score": float(mark)} for n, mark in enumerate(pattern, 1)]
    write_tables(folder, responses=response_table(rows), items=item_table({"item": f"i{n}"} for n in range(1, 6)))
    engine = open_engine("duckdb", folder)
    yield aggregate(engine, fast=3.0, mastered=0.8, folder=folder)
    engine.close()


@pytest.fixture(scope="module")
def items(aggregates: Aggregates) -> list[ItemSums]:
    return list(add_up(aggregates.rows("cube"), "item").values())


def near(value: float | None, printed: float) -> bool:
    return value is not None and f"{value:.3f}" == f"{printed:.3f}"


def test_the_whole_test(aggregates: Aggregates, items: list[ItemSums]) -> None:
    rows = aggregates.rows("attempts")
    shares = Mean(sum(r["n"] for r in rows), sum(r["t"] for r in rows), sum(r["tt"] for r in rows))
    assert shares.n == PUBLISHED["n"] == 1000
    assert near(shares.mean * 5, PUBLISHED["mean"]) and near(shares.sd * 5, PUBLISHED["sd"])
    found = reliability(items)
    assert found is not None and near(found.alpha, PUBLISHED["alpha"]) and near(found.sem, PUBLISHED["sem"])
    assert near(found.sd, PUBLISHED["sd"]) and found.low < found.alpha < found.high


@pytest.mark.parametrize("n", range(5))
def test_each_item(items: list[ItemSums], n: int) -> None:
    item, printed = items[n], PUBLISHED["items"][n]
    assert near(difficulty(item), printed["p"])
    assert near(item.variance**0.5, printed["sd"])
    assert near(item_total(item), printed["rit"])
    assert near(item_rest(item), printed["rir"])
    assert near(alpha_without(items, n), printed["alpha_drop"])


def test_the_case_is_that_of_the_reference(shared: Path | None) -> None:
    """Where the reference data lies beside the project: our copy of the counts is theirs."""
    if shared is None:
        pytest.skip("no reference data beside the project")
    lines = (shared / "reference/psychometrics/lsat6_patterns.csv").read_text("utf-8").splitlines()[1:]
    assert {line.split(",")[0].strip('"'): int(line.split(",")[1]) for line in lines} == CASE["patterns"]
