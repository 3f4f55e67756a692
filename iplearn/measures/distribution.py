"""得分分布 (distribution of scores).

Meaning: how many learners lie in which tenth of the possible points; mean and spread.
Formula: counts per band; mean = Σshare/n; s with n - 1.
Grain: lesson or quiz × phase × term.
Source: measures/learners.py, `attempts`.
Held back: below the threshold; bands with few learners are joined with their neighbours (`joined`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from iplearn.measures.learners import BANDS
from iplearn.measures.sums import Mean


def bands(rows: Iterable[Mapping[str, Any]]) -> tuple[int, ...]:
    """Learners in each tenth, lowest first."""
    out = [0] * BANDS
    for row in rows:
        out[row["band"]] += row["n"]
    return tuple(out)


def scores(rows: Iterable[Mapping[str, Any]]) -> Mean:
    """Of shares, 0 to 1."""
    rows = list(rows)
    return Mean(sum(r["n"] for r in rows), sum(r["t"] for r in rows), sum(r["tt"] for r in rows))


def joined(counts: Sequence[int], least: int) -> list[tuple[int, int, int]]:
    """(first band, last band, learners) with at least `least` learners in each; [] where all together are fewer.

    Joined are neighbours from the lowest band up; what is left over at the top goes to the last group.
    """
    out: list[tuple[int, int, int]] = []
    first, held = 0, 0
    for band, count in enumerate(counts):
        held += count
        if held >= least:
            out.append((first, band, held))
            first, held = band + 1, 0
    if out and first < len(counts):
        low, _, had = out.pop()
        out.append((low, len(counts) - 1, had + held))
    return out
