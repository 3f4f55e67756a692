"""Staged rows -> the responses table. The heavy part is one DuckDB statement, so that memory does not grow with rows.

`StagingFile` takes rows as they are read. `settle` then tells duplicates and doubled seats apart, numbers attempts,
works out the derived columns and writes `responses.parquet` with its small tables (results/keys.py), `items.parquet`
and `rejected.csv`. All files are made beside their places and moved there together at the end: a crash leaves what was
there before.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from iplearn.measures.tables import ITEMS
from iplearn.results.keys import FILES, write_numbered
from iplearn.results.refused import RefusedFile
from iplearn.results.staged import Staged

BATCH = 100_000
MEMORY = "1GB"
"""Of what is settled at once; the rest waits on the disk, however many rows there are."""

_SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("record", "school", "class", "learner", "quiz", "item", "revision", "phase", "response", "mark")),
        ("score", pa.float64()), ("max_score", pa.float64()), ("answered_at", pa.timestamp("us")), ("duration", pa.float64()),
        ("known_duration", pa.bool_()), ("source_file", pa.string()), ("source_line", pa.int32()),
    ]
)  # fmt: skip
DOUBLE = "重复：同一份作答在别处已经读过。"
SAME_SEAT = "同一个座号在同一时间有两份不同的作答，分不清是谁的。问清以后，改好座号再读。"


class StagingFile:
    """Rows on their way, in a Parquet file; `rows` counts them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.rows = 0
        self._held: list[Staged] = []
        self._writer = pq.ParquetWriter(path, _SCHEMA)

    def add(self, row: Staged) -> None:
        self._held.append(row)
        self.rows += 1
        if len(self._held) >= BATCH:
            self._flush()

    def _flush(self) -> None:
        if self._held:
            columns = [pa.array(column, field.type) for column, field in zip(zip(*self._held), _SCHEMA)]
            self._writer.write_table(pa.Table.from_arrays(columns, schema=_SCHEMA))
            self._held.clear()

    def close(self) -> None:
        self._flush()
        self._writer.close()


@dataclass(frozen=True)
class Settled:
    """Counts of responses: `read` = `accepted` + `doubles` + `same_seat`."""

    read: int
    accepted: int
    doubles: int
    same_seat: int


# One row per (learner, quiz, phase, moment, item). Of the same answer given twice the first source counts, and the
# one that knows the time spent before one that only knows a share of it.
_UNIQUE = """
CREATE TABLE told AS
SELECT *,
  CASE WHEN learner = '' THEN record ELSE learner END AS who,
  row_number() OVER same AS copy,
  count(DISTINCT mark) OVER (PARTITION BY CASE WHEN learner = '' THEN record ELSE learner END, quiz, phase, answered_at, item) AS answers
FROM read_parquet($staged)
WINDOW same AS (
  PARTITION BY CASE WHEN learner = '' THEN record ELSE learner END, quiz, phase, answered_at, item, mark
  ORDER BY known_duration DESC, source_file, source_line)
"""
# Two different answers of one learner to one item in the same minute: two pupils with one seat. The whole attempts go.
_SEATS = """
CREATE TABLE clash AS SELECT DISTINCT who, quiz, phase, answered_at FROM told WHERE answers > 1
"""
_KEPT = """
CREATE TABLE kept AS
SELECT told.*, year(answered_at) - (month(answered_at) < 9)::INT AS school_year
FROM told ANTI JOIN clash USING (who, quiz, phase, answered_at) WHERE copy = 1
"""
# Scores are in millionths; rounded, their sum is the same in whatever order it was made.
_ATTEMPTS = """
CREATE TABLE attempts AS
SELECT * EXCLUDE (learner),
  CASE WHEN learner = '' THEN 1 ELSE row_number() OVER (PARTITION BY who, quiz, phase, school_year ORDER BY answered_at) END AS attempt
FROM (
  SELECT who, quiz, phase, answered_at, school_year, max(learner) AS learner, round(sum(score), 6) AS total,
    CASE WHEN list_contains($banks, quiz) THEN '' ELSE left(md5(string_agg(item || ':' || revision, ' ' ORDER BY item)), 8) END AS form
  FROM kept GROUP BY who, quiz, phase, answered_at, school_year
)
"""
# Who took pre and post of a lesson, in one term, and was asked the same pairs: see measures/tables.py.
_BOTH = """
CREATE TABLE matched AS
SELECT learner, unit, school_year, half FROM (
  SELECT learner, unit, school_year, half, phase, sum(pair) AS mask
  FROM (
    SELECT kept.*, items.unit, items.pair, month(answered_at) >= 9 OR month(answered_at) = 1 AS half
    FROM kept JOIN attempts USING (who, quiz, phase, answered_at, school_year) JOIN items USING (quiz, item, revision)
    WHERE learner <> '' AND attempt = 1 AND pair > 0 AND phase IN ('pre', 'post') AND max_score > 0
  ) GROUP BY ALL
) GROUP BY ALL HAVING count(DISTINCT phase) = 2 AND min(mask) = max(mask)
"""
_SETTLED = """
CREATE TABLE settled AS
SELECT school, class, kept.learner AS learner, quiz, item, revision, phase, attempt::SMALLINT AS attempt, response, score, max_score, answered_at, duration,
  source_file, source_line, form,
  school_year || CASE WHEN month(answered_at) >= 9 OR month(answered_at) = 1 THEN '-1' ELSE '-2' END AS term, total,
  matched.learner IS NOT NULL AS both
FROM kept JOIN attempts USING (who, quiz, phase, answered_at, school_year) JOIN items USING (quiz, item, revision)
  LEFT JOIN matched ON kept.learner = matched.learner AND kept.school_year = matched.school_year AND items.unit = matched.unit
    AND matched.half = (month(answered_at) >= 9 OR month(answered_at) = 1) AND kept.phase IN ('pre', 'post')
"""


def settle(staged: Path, refused: RefusedFile, items: Sequence[Mapping[str, Any]], banks: Sequence[str], out: Path) -> Settled:
    """Writes the tables into `out`, on whose disk `refused` must be; it is closed here. `banks` are the quizzes that draw their items, whose attempts have no common form."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".making-", dir=out) as folder:
        making = Path(folder)
        connection = duckdb.connect(str(making / "work.duckdb"))
        connection.execute("SET preserve_insertion_order = true")
        connection.execute(f"SET memory_limit = '{MEMORY}'")
        connection.execute(f"SET temp_directory = '{making}/spill'")
        connection.execute(_UNIQUE, {"staged": str(staged)})
        connection.execute(_SEATS)
        connection.execute(_KEPT)
        connection.execute(_ATTEMPTS, {"banks": list(banks) or [""]})
        pq.write_table(pa.Table.from_pylist(list(items), schema=ITEMS.to_pyarrow()), making / "items.parquet")
        connection.read_parquet(str(making / "items.parquet")).create("items")
        connection.execute(_BOTH)
        connection.execute(_SETTLED)
        write_numbered(connection, making)
        read, doubles, same_seat = connection.execute(
            "SELECT count(*), count(*) FILTER (copy > 1 AND NOT c), count(*) FILTER (c) FROM "
            "(SELECT copy, clash.who IS NOT NULL AS c FROM told LEFT JOIN clash USING (who, quiz, phase, answered_at))"
        ).fetchone()
        _refuse_doubles(refused, connection)
        refused.close()
        connection.close()
        (making / "work.duckdb").unlink()
        for name in (*FILES, "items.parquet"):
            os.replace(making / name, out / name)
        os.replace(refused.path, out / "rejected.csv")
        shutil.rmtree(making / "spill", ignore_errors=True)
    return Settled(read, read - doubles - same_seat, doubles, same_seat)


def _refuse_doubles(refused: RefusedFile, connection: duckdb.DuckDBPyConnection) -> None:
    """The places of rows that are there twice, and of those that two learners with one seat gave."""
    told = connection.execute(
        "SELECT source_file, source_line, bool_or(clash.who IS NOT NULL), any_value(learner) FROM told LEFT JOIN clash USING (who, quiz, phase, answered_at) "
        "WHERE copy > 1 OR clash.who IS NOT NULL GROUP BY ALL ORDER BY 1, 2"
    )
    while rows := told.fetchmany(BATCH):
        for name, line, clash, learner in rows:
            refused.write(name, line, SAME_SEAT if clash else DOUBLE, learner)
