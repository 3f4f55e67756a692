"""逐学期趋势 (trend over terms).

Meaning: the same measure, term after term. Different pupils and lessons stand behind the terms, so that a step is
worth a question and proves nothing.
Formula: the measure itself, by term; change = last - the one before.
Grain: school × measure.
Source: whatever measure is followed.
Held back: terms below the threshold leave a gap; no change is given across a gap.
"""

from __future__ import annotations

from collections.abc import Mapping


def series(by_term: Mapping[str, float | None]) -> tuple[tuple[str, float | None], ...]:
    """In order of time: `2026-1` < `2026-2` < `2027-1`."""
    return tuple(sorted(by_term.items()))


def last_change(points: tuple[tuple[str, float | None], ...]) -> float | None:
    """None with fewer than two terms, or where one of the last two is held back."""
    if len(points) < 2 or points[-1][1] is None or points[-2][1] is None:
        return None
    return points[-1][1] - points[-2][1]
