"""Spark and ClickHouse give the rows that DuckDB gives: same keys, same counts, sums equal to nine digits."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from iplearn.measures.aggregates import Aggregates, aggregate
from iplearn.measures.engines import open_engine
from tests.unit.tables import item_table, response_table, write_tables

pytestmark = pytest.mark.engines


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two schools, two terms, a lesson with parallel items, a survey, empty answers, second attempts, nobody's answers."""
    dice = random.Random(7)
    rows = []
    for school in ("017", "020"):
        for seat in range(1, 41):
            for phase, quiz in (("pre", "a"), ("post", "b")):
                for attempt in (1, 2) if seat % 5 == 0 else (1,):
                    for n in range(1, 7):
                        half = dice.random() < 0.3
                        rows.append({
                            "school": school, "class": f"{school}-3", "learner": "" if seat == 40 else f"{school}-3-{seat:02}", "quiz": quiz, "item": f"i{n}",
                            "phase": phase, "attempt": attempt, "response": "" if half and n == 4 else "ABCD"[dice.randrange(4)],
                            "score": 0.0 if n == 6 else (0.5 if half else float(dice.random() < 0.6)), "max_score": 0.0 if n == 6 else 1.0,
                            "answered_at": datetime(2026, 10, 8, 9, 0) + timedelta(minutes=dice.randrange(60)), "duration": dice.randrange(1, 90) / 2,
                            "form": f"{quiz}1", "both": seat % 7 > 0, "term": "2026-2" if seat % 4 == 0 else "2026-1", "source_line": seat,
                        })  # fmt: skip
    items = item_table(
        {"quiz": quiz, "item": f"i{n}", "listed": n != 5, "objective": f"OBJ-{n % 3}" if n != 6 else "", "unit": "L01", "pair": 2**n if n < 5 else 0}
        for quiz in "ab" for n in range(1, 7)
    )
    return write_tables(tmp_path_factory.mktemp("engines"), responses=response_table(rows), items=items)


def run(name: str, folder: Path) -> Aggregates:
    engine = open_engine(name, folder)
    try:
        return aggregate(engine, fast=3.0, mastered=0.8, folder=folder)
    finally:
        engine.close()


@pytest.fixture(scope="module")
def duckdb(folder: Path) -> Aggregates:
    return run("duckdb", folder)


@pytest.mark.parametrize("name", ["spark", "clickhouse"])
def test_agrees_with_duckdb(name: str, folder: Path, duckdb: Aggregates) -> None:
    found = run(name, folder)
    for table in Aggregates.__dataclass_fields__:
        ours, theirs = duckdb.rows(table), found.rows(table)
        assert len(ours) == len(theirs) > 0, table
        for mine, other in zip(ours, theirs):
            assert mine.keys() == other.keys()
            for key, value in mine.items():
                assert other[key] == (pytest.approx(value, rel=1e-9, abs=1e-12) if isinstance(value, float) else value), (table, key)
