"""信度 (Cronbach's α) and standard error of measurement.

Meaning: how far the items of one quiz tell the same story of a learner. A short quiz of different ideas has a low α
by design; it says how little one learner's score may be leant on, not that the items are bad. Below 0 it stays so.
Formula: α = k/(k-1) · (1 - Σs²ᵢ/s²_T); SEM = s_T·√(1-α) in points. The variance of the total is Σ(s²ᵢ + cov(xᵢ, T - xᵢ)).
Interval: Bonett (2002), ln(1-α) ± z·√(2k/((k-1)(n-2))), as 1 - exp(…).
Grain: form × phase. All items must come from the same attempts: with draws or items replaced midway there is none.
Source: the cube.
Held back: k < MIN_ITEMS or n < MIN_LEARNERS, and below the threshold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from statistics import NormalDist

from iplearn.measures.sums import ItemSums

MIN_ITEMS = 5
MIN_LEARNERS = 30


@dataclass(frozen=True)
class Reliability:
    """`alpha` with the bounds of its interval, `sem` and `sd` of the total in points, of `n` learners and `k` items."""

    alpha: float
    low: float
    high: float
    sem: float
    sd: float
    n: int
    k: int


def alpha_without(items: Sequence[ItemSums], left_out: int) -> float | None:
    """α of the quiz without one item: where it is higher than with it, the item does not belong to the rest."""
    k = len(items) - 1
    rest = items[left_out].variance_of_rest
    if k < 2 or not rest:
        return None
    own = sum(item.variance or 0.0 for n, item in enumerate(items) if n != left_out)
    return k / (k - 1) * (1 - own / rest)


def reliability(items: Sequence[ItemSums], confidence: float = 0.95) -> Reliability | None:
    """None where it may not be shown; see the module."""
    k = len(items)
    n = items[0].n if items else 0
    if k < MIN_ITEMS or n < MIN_LEARNERS or any(item.n != n for item in items):
        return None
    own = [item.variance or 0.0 for item in items]
    whole = sum(own) + sum(item.covariance_with_rest or 0.0 for item in items)
    if whole <= 0:
        return None
    alpha = k / (k - 1) * (1 - sum(own) / whole)
    sd = sqrt(whole)
    if alpha >= 1:  # every item the same: no error to speak of
        return Reliability(1.0, 1.0, 1.0, 0.0, sd, n, k)
    reach = NormalDist().inv_cdf((1 + confidence) / 2) * sqrt(2 * k / ((k - 1) * (n - 2)))
    low, high = (1 - exp(log(1 - alpha) + sign * reach) for sign in (1, -1))
    return Reliability(alpha, low, high, sd * sqrt(1 - alpha), sd, n, k)
