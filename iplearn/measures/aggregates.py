"""From responses to all aggregates in one go, on any engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from iplearn.measures import learners
from iplearn.measures.cube import cube
from iplearn.measures.engines import Engine
from iplearn.measures.tables import table

Rows = tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Aggregates:
    """Rows of the tables in measures/cube.py and measures/learners.py, sorted by their keys. Nobody stands alone in
    them by design, yet groups can be small: what may be printed is decided by measures/disclosure.py."""

    cube: Rows
    attempts: Rows
    gains: Rows
    reached: Rows
    present: Rows
    mastery: Rows


def aggregate(engine: Engine, *, fast: float, mastered: float, folder: Path) -> Aggregates:
    """`engine` has `responses` and `items`. The per-learner table is kept in `folder` while it is needed."""
    responses, items, people = table("responses"), table("items"), table("learners")
    kept = folder / "learners.parquet"
    pq.write_table(engine.run(learners.learners(responses, items)), kept)
    engine.register("learners", str(kept))

    def rows(expression) -> Rows:
        return tuple(engine.run(expression).to_pylist())

    found = Aggregates(
        cube=rows(cube(responses, items, fast)),
        attempts=rows(learners.attempts(people)),
        gains=rows(learners.gains(people)),
        reached=rows(learners.reached(people)),
        present=rows(learners.present(people)),
        mastery=rows(learners.mastery(responses, items, mastered)),
    )
    kept.unlink()
    return found
