"""What a response earns. Partial credit is defined here and nowhere else.

A score is `points` times a share between 0 and 1:

single, true/false, numeric   all or nothing.
multiple    right options chosen minus wrong options chosen, over the number of right options, never
            below 0: ticking everything earns no more than knowing nothing.
text entry  blanks filled with an accepted answer, over blanks.
ordering    right neighbours over entries minus one: a pair counts where the entry that ought to come
            next stands directly behind. (Moodle's ordering question offers the same rule as "relative to
            the next item (excluding last)".) The longest common subsequence was the other candidate; it
            hands a blind guess 47 % on four entries, neighbours 25 %, and a pupil cannot see from it what
            to mend, while "after this one came that one" can be shown.
matching    left sides given their own right side, over left sides.
categorise  entries put into their own category, over entries.

Short answers and surveys are never scored by the machine: their outcome is 0 of 0.

A response is one string (letters, or what was typed); a text entry takes a sequence of strings. Whatever
a browser may send is allowed: unknown letters and missing parts earn nothing, nothing raises.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from iplearn.model.item import (
    LETTERS, Categorise, Item, Matching, MultipleChoice, Numeric, Ordering, ShortAnswer, SingleChoice, Survey,
    TextEntry, TrueFalse,
)
from iplearn.scoring.normalise import normalise, parse_number

Response = str | Sequence[str]


@dataclass(frozen=True)
class Outcome:
    """`score` of `max_score` points; both 0 where the machine does not score."""

    score: float
    max_score: float

    @property
    def is_scored(self) -> bool:
        return self.max_score > 0

    @property
    def is_right(self) -> bool:
        """Whether everything was right."""
        return self.is_scored and self.score == self.max_score


def score(item: Item, response: Response) -> Outcome:
    """The outcome of one response to one item.

    """
    if not is_scored(item):
        return Outcome(0.0, 0.0)
    points = Fraction(item.points)
    return Outcome(float(points * share(item, response)), float(points))


def is_scored(item: Item) -> bool:
    """Whether the machine scores this kind."""
    return not isinstance(item, ShortAnswer | Survey)


def share(item: Item, response: Response) -> Fraction:
    """How much of the item is right, 0 to 1."""
    match item:
        case TextEntry():
            return _blanks(item, [response] if isinstance(response, str) else list(response))
        case ShortAnswer() | Survey():
            return Fraction(0)
    given = response if isinstance(response, str) else "".join(response)
    match item:
        case SingleChoice():
            return Fraction(given in _key(item))
        case MultipleChoice():
            return _multiple(item, given)
        case TrueFalse():
            return Fraction(given == ("T" if item.key else "F"))
        case Numeric():
            value = parse_number(given, item.unit)
            return Fraction(value is not None and Fraction(item.low) <= value <= Fraction(item.high))
        case Ordering():
            return _neighbours(given, len(item.entries))
        case Matching():
            return _places(given, item.key)
        case Categorise():
            return _places(given, item.key)
        case _:
            assert_never(item)


def accepted_index(accepted: Sequence[str], typed: str) -> int | None:
    """Which of the accepted answers was typed, counted from 0; None when none was."""
    form = normalise(typed)
    return next((i for i, answer in enumerate(accepted) if form and normalise(answer) == form), None)


def _key(item: SingleChoice | MultipleChoice) -> list[str]:
    return [letter for letter, choice in zip(LETTERS, item.choices) if choice.correct]


def _multiple(item: MultipleChoice, given: str) -> Fraction:
    key = set(_key(item))
    chosen = set(given) & set(LETTERS[: len(item.choices)])
    return Fraction(max(0, len(chosen & key) - len(chosen - key)), len(key))


def _blanks(item: TextEntry, typed: list[str]) -> Fraction:
    right = sum(accepted_index(accepted, text) is not None for accepted, text in zip(item.blanks, typed))
    return Fraction(right, len(item.blanks))


def _neighbours(given: str, n: int) -> Fraction:
    """`given` must name each entry once; A stands before B before C in the key."""
    if sorted(given) != list(LETTERS[:n]):
        return Fraction(0)
    return Fraction(sum(ord(b) - ord(a) == 1 for a, b in zip(given, given[1:])), n - 1)


def _places(given: str, key: str) -> Fraction:
    return Fraction(sum(a == b for a, b in zip(given, key)), len(key))
