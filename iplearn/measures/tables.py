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
    }
)
"""One row per response to one item; data/results-dictionary.yml says what each column means.

The last four are derived when results are read in, so that no measure has to look at an attempt as a whole again:
`form` names the set of items asked, `term` the half of the school year, `total` is the points of the whole attempt, and
`both` is true where the learner took pre and post of the lesson and was asked the same pairs in both.
"""

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

LEARNERS = ibis.schema(
    {
        "school": "string",
        "class": "string",
        "learner": "string",
        "term": "string",
        "unit": "string",
        "phase": "string",
        "both": "boolean",
        "asked": "int64",
        "points": "float64",
        "possible": "float64",
        "seconds": "float64",
        "pairs": "int64",
        "paired": "float64",
        "mask": "int64",
    }
)
"""See measures/learners.py."""

SCHEMAS = {"responses": RESPONSES, "items": ITEMS, "learners": LEARNERS}


def table(name: str) -> Table:
    """The unbound table with this name."""
    return ibis.table(SCHEMAS[name], name=name)


def first_attempts(responses: Table) -> Table:
    """Of each learner the first attempt at a quiz in a phase.

    Who gave no class cannot be told from others: those rows say nothing about a learner and are left out.
    """
    return responses.filter(responses.learner != "", responses.attempt == 1)
