"""选项分布 (shares of responses) and the idea behind the most chosen wrong one.

Meaning: which wrong answer attracts, and so which misconception is about.
Formula: share = responses with this option / responses; of a multiple choice, responses that contain it.
Grain: item × phase, of a school or the city.
Source: the cube, responses of items that are `listed`.
Held back: below the threshold; options chosen by few learners are given as “其他” together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Chosen:
    """An option's letter and how many chose it."""

    letter: str
    n: int
    right: bool


def chosen(counts: Mapping[str, int], key: str) -> tuple[Chosen, ...]:
    """`counts` by response as recorded; `key` the right letters. Most chosen first, then by letter."""
    letters: dict[str, int] = {}
    for response, n in counts.items():
        for letter in response:
            letters[letter] = letters.get(letter, 0) + n
    found = (Chosen(letter, n, letter in key) for letter, n in letters.items())
    return tuple(sorted(found, key=lambda c: (-c.n, c.letter)))


def strongest_distractor(found: tuple[Chosen, ...]) -> Chosen | None:
    """The wrong option most learners chose."""
    return next((c for c in found if not c.right), None)
