"""From responses to all aggregates in one go, on any engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from iplearn.measures import learners
from iplearn.measures.cube import cube
from iplearn.measures.engines import Engine
from iplearn.measures.tables import READ, table


@dataclass(frozen=True)
class Aggregates:
    """The tables of measures/cube.py and measures/learners.py, sorted by their keys. Nobody stands alone in them by
    design, yet groups can be small: what may be printed is decided by measures/disclosure.py."""

    cube: pa.Table
    attempts: pa.Table
    gains: pa.Table
    reached: pa.Table
    present: pa.Table
    mastery: pa.Table

    def rows(self, name: str) -> list[Mapping[str, Any]]:
        return getattr(self, name).to_pylist()

    def write(self, folder: Path) -> None:
        """As Parquet files, from which `read` has them back in milliseconds."""
        for field in fields(self):
            pq.write_table(getattr(self, field.name), folder / f"{field.name}.parquet")

    @classmethod
    def read(cls, folder: Path) -> Aggregates:
        return cls(*(pq.read_table(folder / f"{field.name}.parquet") for field in fields(cls)))


def aggregate(engine: Engine, *, fast: float, mastered: float, folder: Path) -> Aggregates:
    """`engine` has the tables READ. The per-learner table is kept in `folder` while it is needed.

    `fast` is in seconds, `mastered` a share of points.
    """
    responses, cells, parts, goals, people, sittings = map(table, READ)
    each, kept = table("learners"), folder / "learners.parquet"
    engine.keep(learners.learners(sittings), "learners", kept)
    found = Aggregates(
        cube=engine.run(cube(responses, cells, fast), by="cell"),
        attempts=engine.run(learners.attempts(each, parts)),
        gains=engine.run(learners.gains(each, parts)),
        reached=engine.run(learners.reached(each, parts, people)),
        present=engine.run(learners.present(each, people)),
        mastery=engine.run(learners.mastery(responses, cells, goals, mastered)),
    )
    kept.unlink(missing_ok=True)
    return found
