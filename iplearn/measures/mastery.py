"""目标达成 (mastery of objectives).

Meaning: how many learners reach an objective after the lessons.
Formula: a learner reaches it with at least the set share of its points (data/reports.yml); rate = reached / learners.
Grain: objective × term, of a school or the city.
Source: measures/learners.py, `mastery`.
Held back: below the threshold.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def mastered(row: Mapping[str, Any]) -> float | None:
    """Share of learners, 0 to 1."""
    return row["mastered"] / row["learners"] if row["learners"] else None
