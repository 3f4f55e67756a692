"""The additive cube: counts and sums only, so that any coarser table is a sum of its rows.

Grain: school, term, unit, quiz, form, item, revision, phase, both, response. `response` is kept where responses are few (the
column `listed` of items) and empty otherwise.

    n          responses
    x, xx      Σ score, Σ score²                   (points)
    m          Σ max_score                         (points)
    r, rr, xr  Σ rest, Σ rest², Σ score·rest       rest = points of the attempt without this item
    seconds    Σ duration
    fast       responses given in less than `fast` seconds
    empty      responses left empty
"""

from __future__ import annotations

import ibis
from ibis.expr.types import Table

from iplearn.measures.tables import first_attempts

GRAIN = ("school", "term", "unit", "quiz", "form", "item", "revision", "phase", "both", "response")
SUMS = ("n", "x", "xx", "m", "r", "rr", "xr", "seconds", "fast", "empty")

_ITEM = ["quiz", "item", "revision"]


def cube(responses: Table, items: Table, fast: float) -> Table:
    """`responses` and `items` as in measures/tables.py; `fast` in seconds."""
    rows = first_attempts(responses)
    rows = rows.join(items.select(*_ITEM, "listed", "unit"), _ITEM)
    rows = rows.mutate(
        rest=rows.total - rows.score,
        hasty=(rows.duration < fast).cast("int64"),
        blank=(rows.response == "").cast("int64"),
        response=ibis.ifelse(rows.listed, rows.response, ""),
    )
    return rows.group_by(GRAIN).agg(
        n=rows.count(),
        x=rows.score.sum(),
        xx=(rows.score * rows.score).sum(),
        m=rows.max_score.sum(),
        r=rows.rest.sum(),
        rr=(rows.rest * rows.rest).sum(),
        xr=(rows.score * rows.rest).sum(),
        seconds=rows.duration.sum(),
        fast=rows.hasty.sum(),
        empty=rows.blank.sum(),
    )
