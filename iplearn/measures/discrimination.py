"""区分度 (corrected item-rest discrimination).

Meaning: whether those who do well on the rest of the quiz also do well on this item. Below 0.1 an item tells little;
below 0 it is to be looked at: key, wording, or an idea that misleads the able.
Formula: r = corr(x, T - x), Pearson, from sums; T is the attempt's points. `item_total` leaves the item in and is
always larger; it is there to be compared with other programs.
Grain: item × form × phase, of a school or the city.
Source: the cube.
Held back: below the threshold, and where item or rest do not vary.
"""

from __future__ import annotations

from math import sqrt

from iplearn.measures.sums import ItemSums


def item_rest(sums: ItemSums) -> float | None:
    """-1 to 1; None where it is not defined."""
    own, rest, both = sums.variance, sums.variance_of_rest, sums.covariance_with_rest
    if not own or not rest or both is None:
        return None
    return both / sqrt(own * rest)


def item_total(sums: ItemSums) -> float | None:
    """corr(x, T), -1 to 1."""
    own, rest, both = sums.variance, sums.variance_of_rest, sums.covariance_with_rest
    if not own or rest is None or both is None:
        return None
    whole = own + rest + 2 * both
    return (own + both) / sqrt(own * whole) if whole > 0 else None
