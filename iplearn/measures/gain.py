"""前后测进步 (gain from pre to post).

Meaning: how much more of the same ideas a learner answers right after the lesson. Without a comparison group it is
a difference, not proof that the lesson caused it.
Formula: per learner d = post - pre, each the mean share over parallel items (0 to 1). Mean of d with a t interval;
effect size = mean d / ((s_pre + s_post)/2); normalised gain = (mean post - mean pre) / (1 - mean pre).
Grain: lesson × term, of a school or the city; only learners asked the same pairs in both.
Source: measures/learners.py, `gains`.
Held back: fewer matched learners than the threshold.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any

from scipy.stats import t as student

from iplearn.measures.sums import Mean


@dataclass(frozen=True)
class Gain:
    """Shares (0 to 1). `effect` is None where nobody's score varies, `normalised` where the pre-quiz was all right."""

    n: int
    pairs: int
    pre: float
    post: float
    mean: float
    low: float
    high: float
    effect: float | None
    normalised: float | None


def gain(sums: Mapping[str, Any], confidence: float = 0.95) -> Gain | None:
    """From a row of `gains`, or the sum of such rows; None below two learners."""
    n = sums["learners"]
    if n < 2:
        return None
    pre, post, d = (Mean(n, sums[k], sums[k + "2"]) for k in ("pre", "post", "d"))
    reach = float(student.ppf((1 + confidence) / 2, n - 1)) * (d.sd or 0.0) / sqrt(n)
    spread = ((pre.sd or 0.0) + (post.sd or 0.0)) / 2
    before, after, mean = pre.total / n, post.total / n, d.total / n
    return Gain(
        n, sums["pairs"], before, after, mean, mean - reach, mean + reach,
        effect=mean / spread if spread > 0 else None,
        normalised=(after - before) / (1 - before) if before < 1 else None,
    )
