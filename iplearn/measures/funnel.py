"""与全市比较 (comparison with the city), as a funnel and never as a league table.

Meaning: whether a school lies further from the city's mean than chance alone would put a group of its size.
Formula: limits = city mean ± z·s/√n, with s the spread of single learners in the city, z for 95 % and 99.8 %.
Grain: lesson × phase × term.
Source: measures/learners.py, `attempts`.
Held back: schools below the threshold; the city where fewer than three schools stand behind it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from math import sqrt
from statistics import NormalDist

from iplearn.measures.sums import Mean


class Standing(Enum):
    """Where a school lies."""

    WITHIN = "和全市没有明显差别"
    ABOVE = "高于全市，可能不是偶然"
    BELOW = "低于全市，可能不是偶然"
    FAR_ABOVE = "明显高于全市"
    FAR_BELOW = "明显低于全市"


@dataclass(frozen=True)
class Limits:
    """Shares, 0 to 1; `inner` holds 95 % of groups of this size by chance, `outer` 99.8 %."""

    inner: tuple[float, float]
    outer: tuple[float, float]


def limits(city: Mean, n: int) -> Limits | None:
    """For a school of `n` learners; None where the city has no spread."""
    if city.mean is None or not city.sd or n < 1:
        return None
    reach = [NormalDist().inv_cdf(q) * city.sd / sqrt(n) for q in (0.975, 0.999)]
    inner, outer = ((city.mean - r, city.mean + r) for r in reach)
    return Limits(inner, outer)


def standing(school: Mean, city: Mean) -> Standing | None:
    found = limits(city, school.n)
    if found is None or school.mean is None:
        return None
    if school.mean > found.outer[1]:
        return Standing.FAR_ABOVE
    if school.mean < found.outer[0]:
        return Standing.FAR_BELOW
    if school.mean > found.inner[1]:
        return Standing.ABOVE
    return Standing.BELOW if school.mean < found.inner[0] else Standing.WITHIN
