"""参与率 (participation).

Meaning: of the learners on the roster, how many handed in at least once.
Formula: distinct learners / roster. More learners than the roster has is a fault of one of the two: no rate then.
Grain: school × term, class × term, lesson × phase.
Source: measures/learners.py, `present` and `reached`; the roster from the list of schools.
Held back: classes below the threshold.
"""

from __future__ import annotations


def participation(learners: int, roster: int | None) -> float | None:
    """Share, 0 to 1; None without a roster or where the roster is smaller than the count."""
    return learners / roster if roster and learners <= roster else None
