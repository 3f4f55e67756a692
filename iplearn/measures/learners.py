"""The per-learner tables: what cannot be added up from counts because it is about the same person twice.

`learners` has one row per person (a learner in a term) and part (a unit and phase, with `both`): the sums of SITTINGS in
measures/tables.py over all quizzes of the part.

`reached`, `present`, `attempts` and `gains` are made from it, `mastery` from the responses. None of the per-learner tables leaves
the program: reports print sums over groups that are large enough.
"""

from __future__ import annotations

import ibis
from ibis.expr.types import Table

from iplearn.measures.tables import counted

BANDS = 10
"""Bands of the score distribution; a full score falls into the uppermost."""

_ALMOST = 1e-9
"""A share that is a whole number of bands, or just mastery, must not fall below it by a rounding error."""


def learners(sittings: Table) -> Table:
    """See the module."""
    sums = ("points", "possible", "seconds", "pairs", "paired")
    return sittings.group_by(["person", "part"]).agg(**{name: sittings[name].sum() for name in sums})


def reached(learners: Table, parts: Table, people: Table) -> Table:
    """school, class, term, unit, phase: learners who handed in, each counted once."""
    rows = learners.join(people.select("person", "class"), "person")
    rows = rows.group_by(["class", "part"]).agg(n=rows.count()).join(parts, "part")
    return rows.group_by(["school", "class", "term", "unit", "phase"]).agg(learners=rows.n.sum())


def present(learners: Table, people: Table) -> Table:
    """school, class, term: distinct learners who handed in anything."""
    rows = learners.select("person").distinct().join(people, "person")
    return rows.group_by(["school", "class", "term"]).agg(learners=rows.count())


def attempts(learners: Table, parts: Table) -> Table:
    """school, term, unit, phase, both, band (0 to 9): n, t = Σ share, tt = Σ share², seconds. A share is of points, 0 to 1."""
    rows = learners.select("part", "seconds", share=learners.points / learners.possible)
    band = (rows.share * BANDS + _ALMOST).floor().cast("int64")
    rows = rows.mutate(band=ibis.least(band, BANDS - 1))
    rows = rows.group_by(["part", "band"]).agg(
        n=rows.count(), t=rows.share.sum(), tt=(rows.share * rows.share).sum(), seconds=rows.seconds.sum()
    )
    return parts.join(rows, "part").drop("part")


def gains(learners: Table, parts: Table) -> Table:
    """school, term, unit: learners, and sums over them of pre, post, their squares, and d = post - pre with its square.

    `pre` and `post` are a learner's mean share over parallel items. Counted are learners with `both`: so the difference
    is never one of who was there or of what was asked.
    """
    phases = parts.filter(parts.both).select("part", "unit", "phase")
    known = learners.filter(learners.pairs > 0).join(phases, "part")
    before = known.filter(known.phase == "pre")
    before = before.select("person", "unit", pre=before.paired / before.pairs)
    after = known.filter(known.phase == "post")
    after = after.select("person", "unit", "part", "pairs", post=after.paired / after.pairs)
    rows = before.join(after, ["person", "unit"])
    rows = rows.mutate(d=rows.post - rows.pre)
    sums = rows.group_by("part").agg(
        learners=rows.count(),
        pairs=rows.pairs.max(),
        pre=rows.pre.sum(),
        post=rows.post.sum(),
        pre2=(rows.pre * rows.pre).sum(),
        post2=(rows.post * rows.post).sum(),
        d=rows.d.sum(),
        d2=(rows.d * rows.d).sum(),
    )
    return parts.select("part", "school", "term", "unit").join(sums, "part").drop("part")


def mastery(responses: Table, cells: Table, goals: Table, mastered: float) -> Table:
    """school, term, objective: learners who were asked, how many reached it, share = Σ of shares (0 to 1).

    An objective counts as reached from the share `mastered` of its points. Counted are answers in the post-quiz of
    learners with `both`: what was known before is no result, and a figure over other learners than those of the lesson
    would tell about the few in which the two differ.
    """
    asked = cells.filter(cells.phase == "post", cells.both, cells.goal > 0).select("cell", "goal")
    rows = counted(responses)
    rows = rows.filter(rows.max_score > 0).join(asked, "cell")
    each = rows.group_by(["person", "goal"]).agg(share=rows.score.sum() / rows.max_score.sum())
    each = each.mutate(reached=(each.share >= mastered - _ALMOST).cast("int64"))
    each = each.group_by("goal").agg(learners=each.count(), mastered=each.reached.sum(), share=each.share.sum())
    return goals.join(each, "goal").drop("goal")
