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

from ibis.expr.types import Table

from iplearn.measures.tables import counted

GRAIN = ("school", "term", "unit", "quiz", "form", "item", "revision", "phase", "both", "response")
SUMS = ("n", "x", "xx", "m", "r", "rr", "xr", "seconds", "fast", "empty")


def cube(responses: Table, cells: Table, fast: float) -> Table:
    """`responses` and `cells` as in measures/tables.py; `fast` in seconds. Before GRAIN and SUMS stands `cell`, which is
    in the order of GRAIN."""
    rows = counted(responses)
    rows = rows.select(
        "cell",
        "score",
        "max_score",
        "duration",
        rest=rows.total - rows.score,
        hasty=(rows.duration < fast).cast("int64"),
        blank=(rows.response == "").cast("int64"),
    )
    sums = rows.group_by("cell").agg(
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
    return cells.select("cell", *GRAIN).join(sums, "cell")
