"""The tables that measures start from, as Ibis knows them. Engines register them under these names."""

from __future__ import annotations

import ibis
from ibis.expr.types import Table

RESPONSES = ibis.schema(
    {
        "school": "string",
        "class": "string",
        "learner": "string",
        "quiz": "string",
        "item": "string",
        "revision": "string",
        "phase": "string",
        "attempt": "int16",
        "response": "string",
        "score": "float64",
        "max_score": "float64",
        "answered_at": "timestamp",
        "duration": "float64",
        "source_file": "string",
        "source_line": "int32",
        "form": "string",
        "term": "string",
        "total": "float64",
        "both": "boolean",
        "cell": "int32",
        "person": "int32",
    }
)
"""One row per response to one item; docs/authoring.md says what each column means.

The last six are derived when results are read in, so that no measure has to look at an attempt as a whole again:
`form` names the set of items asked, `term` the half of the school year, `total` is the points of the whole attempt, and
`both` is true where the learner took pre and post of the lesson and was asked the same pairs in both. `cell` and `person`
name a row of CELLS and of PEOPLE; both are 0 where the response does not count: of each learner the first attempt at a
quiz in a phase counts, and who gave no class cannot be told from others.
"""

CELLS = ibis.schema(
    {
        "cell": "int32",
        "part": "int32",
        "goal": "int32",
        "school": "string",
        "term": "string",
        "unit": "string",
        "quiz": "string",
        "form": "string",
        "item": "string",
        "revision": "string",
        "phase": "string",
        "both": "boolean",
        "response": "string",
    }
)
"""What the responses with one `cell`, from 1 in the order of the texts, have in common: the grain of the cube
(measures/cube.py), the row of PARTS, and the row of GOALS (0 where the item has no objective)."""

PARTS = ibis.schema({"part": "int32", "school": "string", "term": "string", "unit": "string", "phase": "string", "both": "boolean"})
GOALS = ibis.schema({"goal": "int32", "school": "string", "term": "string", "objective": "string"})

PEOPLE = ibis.schema({"person": "int32", "school": "string", "class": "string", "term": "string"})
"""One row per learner and term, `person` from 1. Who it is stands in RESPONSES alone."""

SITTINGS = ibis.schema(
    {"person": "int32", "part": "int32", "points": "float64", "possible": "float64", "seconds": "float64", "pairs": "int64", "paired": "float64"}
)
"""One row per attempt that counts, over its items that can earn points: points, possible points, seconds; how many of the
items have a parallel (`pairs`) and the sum of their shares, 0 to 1 each (`paired`)."""

ITEMS = ibis.schema(
    {
        "quiz": "string",
        "item": "string",
        "revision": "string",
        "listed": "boolean",
        "objective": "string",
        "unit": "string",
        "pair": "int64",
    }
)
"""Every item revision that was ever published.

`listed` is true where responses are few enough to count each of them. `objective` is empty where none is named.
`unit` is the lesson whose pre- or post-quiz asks the item, else the quiz. `pair` is a power of two of its own for each
pair of parallel items of a lesson, the same for both halves; 0 for an item without a parallel.
"""

LEARNERS = SITTINGS
"""See measures/learners.py."""

READ = {"responses": RESPONSES, "cells": CELLS, "parts": PARTS, "goals": GOALS, "people": PEOPLE, "sittings": SITTINGS}
"""What measures start from: a Parquet file each. results/keys.py writes them."""

SCHEMAS = READ | {"items": ITEMS, "learners": LEARNERS}


def table(name: str) -> Table:
    """The unbound table with this name."""
    return ibis.table(SCHEMAS[name], name=name)


def counted(responses: Table) -> Table:
    """The responses that count; see RESPONSES."""
    return responses.filter(responses.cell > 0)
