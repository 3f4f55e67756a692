"""Small tables of responses for the tests of measures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from iplearn.measures.tables import SCHEMAS
from iplearn.results.keys import write_numbered

_RESPONSE = {
    "school": "017", "class": "017-七-3", "quiz": "q", "revision": "r1", "phase": "post", "attempt": 1, "response": "A",
    "max_score": 1.0, "answered_at": datetime(2026, 10, 8, 10, 0), "duration": 20.0, "source_file": "codes.txt",
    "source_line": 1, "form": "f1", "term": "2026-1", "both": False,
}
_ITEM = {"quiz": "q", "revision": "r1", "listed": True, "objective": "", "unit": "q", "pair": 0}


def response_table(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """`rows` (learner, item, score and whatever differs) as full rows, with the attempt's total."""
    full = [_RESPONSE | dict(row) for row in rows]
    keys = ("learner", "quiz", "phase", "attempt", "term")
    totals: dict[tuple, float] = {}
    for row in full:
        key = tuple(row[k] for k in keys)
        totals[key] = totals.get(key, 0.0) + row["score"]
    return [row | {"total": totals[tuple(row[k] for k in keys)]} for row in full]


def item_table(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [_ITEM | dict(row) for row in rows]


def write_tables(folder: Path, responses: Sequence[Mapping[str, Any]], items: Sequence[Mapping[str, Any]]) -> Path:
    """The tables that measures start from, as Parquet files in `folder`, as results that were read in are written."""
    plain = pa.schema([field for field in SCHEMAS["responses"].to_pyarrow() if field.name not in ("cell", "person")])
    with duckdb.connect() as connection:
        connection.register("settled", pa.Table.from_pylist(list(responses), schema=plain))
        connection.register("items", pa.Table.from_pylist(list(items), schema=SCHEMAS["items"].to_pyarrow()))
        write_numbered(connection, folder)
    return folder
