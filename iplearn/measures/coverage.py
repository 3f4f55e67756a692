"""课程覆盖 (curriculum coverage).

Meaning: of the lessons meant for the school's stages, how many were taught, as far as results or the school's own
list of activities show it.
Formula: lessons with a pre- or post-quiz handed in, or listed as taught / lessons of those stages.
Grain: school × term.
Source: measures/learners.py, `reached`; the activities file.
Held back: nothing; a lesson is no person.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Coverage:
    """Lesson ids, sorted."""

    taught: tuple[str, ...]
    open: tuple[str, ...]

    @property
    def share(self) -> float | None:
        whole = len(self.taught) + len(self.open)
        return len(self.taught) / whole if whole else None


def coverage(meant: Iterable[str], seen: Iterable[str]) -> Coverage:
    wanted, found = set(meant), set(seen)
    return Coverage(tuple(sorted(wanted & found)), tuple(sorted(wanted - found)))
