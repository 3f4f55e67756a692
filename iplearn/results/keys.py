"""Numbers for what measures count by, and the sums of each attempt, made once when results are read in.

Grouping by one number costs an eighth of grouping by ten texts, and every report groups all responses. So each response
that counts carries `cell` and `person`; the texts behind the numbers stand in small tables, FILES after the first
(measures/tables.py). They are numbered in the order of their texts: same results, same numbers.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

# Counted are first attempts of known learners. A response is told apart only where responses are few (`listed`).
_ITEMISED = """
CREATE TEMP VIEW itemised AS
SELECT settled.*, unit, objective, pair, CASE WHEN listed THEN response ELSE '' END AS shown, learner <> '' AND attempt = 1 AS counted
FROM settled LEFT JOIN items USING (quiz, item, revision)
"""
_CELLS = """
CREATE TEMP TABLE cells AS
SELECT row_number() OVER (ORDER BY school, term, unit, quiz, form, item, revision, phase, "both", shown)::INT AS cell,
  dense_rank() OVER (ORDER BY school, term, unit, phase, "both")::INT AS part,
  CASE WHEN objective = '' THEN 0 ELSE dense_rank() OVER (ORDER BY school, term, objective) END::INT AS goal, *
FROM (
  SELECT DISTINCT school, term, unit, quiz, form, item, revision, phase, "both", shown, objective, pair
  FROM itemised WHERE counted AND unit IS NOT NULL
)
"""
_PEOPLE = """
CREATE TEMP TABLE people AS
SELECT row_number() OVER (ORDER BY school, class, learner, term)::INT AS person, *
FROM (SELECT DISTINCT school, class, learner, term FROM itemised WHERE counted)
"""
_RESPONSES = """
COPY (
  SELECT itemised.* EXCLUDE (unit, objective, pair, shown, counted),
    CASE WHEN counted THEN coalesce(cell, 0) ELSE 0 END AS cell, CASE WHEN counted THEN coalesce(person, 0) ELSE 0 END AS person
  FROM itemised LEFT JOIN cells USING (school, term, unit, quiz, form, item, revision, phase, "both", shown)
    LEFT JOIN people USING (school, class, learner, term)
  ORDER BY school, class, learner, quiz, phase, answered_at, source_file, source_line, item
) TO '{folder}/responses.parquet' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)
"""
_SMALL = {
    "cells": "SELECT * EXCLUDE (shown, objective, pair), shown AS response FROM cells ORDER BY cell",
    "parts": 'SELECT DISTINCT part, school, term, unit, phase, "both" FROM cells ORDER BY part',
    "goals": "SELECT DISTINCT goal, school, term, objective FROM cells WHERE goal > 0 ORDER BY goal",
    "people": "SELECT person, school, class, term FROM people ORDER BY person",
    # Rounded far below any figure, so that a sum is the same in whatever order it was made.
    "sittings": """
SELECT person, part, round(sum(score), 6) AS points, sum(max_score) AS possible, round(sum(duration), 6) AS seconds,
  count(*) FILTER (pair > 0) AS pairs, round(coalesce(sum(score / max_score) FILTER (pair > 0), 0), 12) AS paired
FROM read_parquet('{folder}/responses.parquet') AS numbered JOIN cells USING (cell)
WHERE max_score > 0 GROUP BY person, part, numbered.quiz ORDER BY person, part, numbered.quiz
""",
}
FILES = ("responses.parquet", *(f"{name}.parquet" for name in _SMALL))


def write_numbered(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Writes FILES into `folder`: the table or view `settled` (RESPONSES without `cell` and `person`) numbered by way
    of `items`, which the connection has, too."""
    for statement in (_ITEMISED, _CELLS, _PEOPLE, _RESPONSES.format(folder=folder)):
        connection.execute(statement)
    for name, select in _SMALL.items():
        connection.execute(f"COPY ({select.format(folder=folder)}) TO '{folder}/{name}.parquet' (FORMAT parquet, COMPRESSION zstd)")
