"""用时 (time per item) and too-fast answering.

Meaning: an item takes long because it is hard or badly worded; many answers in less than a few seconds mean that
they were clicked, not read, and that the scores say little.
Formula: mean = Σseconds/n; too fast = responses under the limit / n.
Grain: item × phase, or a whole quiz.
Source: the cube.
Held back: below the threshold.
"""

from __future__ import annotations

from iplearn.measures.sums import ItemSums


def seconds_per_item(sums: ItemSums) -> float | None:
    return sums.seconds / sums.n if sums.n else None


def too_fast(sums: ItemSums) -> float | None:
    """Share, 0 to 1."""
    return sums.fast / sums.n if sums.n else None
