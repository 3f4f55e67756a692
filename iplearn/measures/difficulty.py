"""难度 (item difficulty).

Meaning: the part of the possible points that was earned; the higher, the easier.
Formula: p = Σx / Σmax, 0 to 1.
Grain: item × phase, of a school or the city.
Source: the cube.
Held back: where fewer learners answered than the threshold.
"""

from __future__ import annotations

from iplearn.measures.sums import ItemSums


def difficulty(sums: ItemSums) -> float | None:
    """None where nothing could be earned (surveys, self-marked answers, no responses)."""
    return sums.x / sums.m if sums.m > 0 else None
