"""What was asked, kept for good: items and quizzes as they stood when they were published.

A result names a quiz and its revision. To read it years later, the items of that revision must still be known
with options, key and points. A frozen item is an `Item` again, so old results are scored by the same rules as
new ones. Hints, feedback and sources are not kept: no score depends on them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, assert_never

from iplearn.model.item import (
    LETTERS, Categorise, Category, Choice, Item, Matching, MultipleChoice, Numeric, Ordering, Pair, ShortAnswer,
    SingleChoice, Survey, TextEntry, TrueFalse, digest, plain,
)
from iplearn.model.prose import Prose


@dataclass(frozen=True)
class QuizRevision:
    """The items of a quiz at one time, as (id, revision) in order. `after` is the revision frozen before it."""

    quiz: str
    revision: str
    title: str
    items: tuple[tuple[str, str], ...]
    after: str | None
    frozen_on: date

    @property
    def revision_of_items(self) -> str:
        """What `revision` must be for these items; the same rule as `Quiz.revision`."""
        return digest([[item, revision] for item, revision in self.items])


@dataclass(frozen=True)
class Revisions:
    """Everything frozen. `items` by (quiz, item, revision); `quizzes` by (quiz, revision), oldest first."""

    items: Mapping[tuple[str, str, str], Item] = field(default_factory=lambda: MappingProxyType({}))
    quizzes: Mapping[tuple[str, str], QuizRevision] = field(default_factory=lambda: MappingProxyType({}))

    def layout(self, quiz: str, revision: str) -> tuple[Item, ...]:
        """The items of a quiz's revision, in order. KeyError where it was never frozen."""
        return tuple(self.items[quiz, item, rev] for item, rev in self.quizzes[quiz, revision].items)

    def latest(self, quiz: str) -> QuizRevision | None:
        """What was frozen last of `quiz`."""
        return next((r for r in reversed(self.quizzes.values()) if r.quiz == quiz), None)


def code_address(quiz: str, revision: str) -> tuple[int, int]:
    """How a result code names a quiz (10 bits) and its revision (20 bits).

    The quiz's part is FNV-1a over its id, folded; the revision's part is its first five digits.
    """
    h = 0x811C9DC5
    for byte in quiz.encode():
        h = ((h ^ byte) * 0x01000193) & 0xFFFFFFFF
    return (h ^ h >> 10 ^ h >> 20) & 1023, int(revision[:5], 16)


def freeze_item(item: Item) -> dict[str, Any]:
    """The item as plain JSON values; `thaw_item` gives it back."""
    out: dict[str, Any] = {"item": item.id, "rev": item.revision, "kind": item.kind, "stem": item.stem.text}
    out |= _frozen_content(item)
    out["points"] = plain(item.points)
    for key in ("objective", "difficulty", "parallels"):
        if (value := getattr(item, key)) is not None:
            out[key] = value
    return out


def thaw_item(data: Mapping[str, Any]) -> Item:
    """The item a frozen line holds. KeyError, TypeError, ValueError or ArithmeticError where it holds none."""
    common: dict[str, Any] = {
        "id": data["item"], "stem": Prose(data["stem"]), "points": Decimal(data["points"]),
        "objective": data.get("objective"), "difficulty": data.get("difficulty"), "parallels": data.get("parallels"),
    }
    return _KINDS[data["kind"]](common, data)


def _frozen_content(item: Item) -> dict[str, Any]:
    match item:
        case SingleChoice() | MultipleChoice():
            key = "".join(letter for letter, c in zip(LETTERS, item.choices) if c.correct)
            return {"options": [c.text.text for c in item.choices], "key": key}
        case TrueFalse():
            return {"key": "T" if item.key else "F"}
        case TextEntry():
            return {"blanks": [list(b) for b in item.blanks]}
        case Numeric():
            return {"low": plain(item.low), "high": plain(item.high)} | ({"unit": item.unit} if item.unit else {})
        case Ordering():
            return {"entries": _texts(item.entries)}
        case Matching():
            return {"pairs": [[p.left.text, p.right.text] for p in item.pairs], "distractors": _texts(item.distractors)}
        case Categorise():
            return {"categories": [[c.title, _texts(c.entries)] for c in item.categories]}
        case ShortAnswer():
            return {"model_answer": item.model_answer.text, "criteria": _texts(item.criteria)}
        case Survey():
            return {"options": _texts(item.options)}
        case _:
            assert_never(item)


def _texts(prose: tuple[Prose, ...]) -> list[str]:
    return [p.text for p in prose]


def _prose(texts: list[str]) -> tuple[Prose, ...]:
    return tuple(Prose(t) for t in texts)


def _choices(data: Mapping[str, Any]) -> tuple[Choice, ...]:
    return tuple(Choice(Prose(text), letter in data["key"]) for letter, text in zip(LETTERS, data["options"]))


_KINDS = {
    "single": lambda c, d: SingleChoice(choices=_choices(d), **c),
    "multiple": lambda c, d: MultipleChoice(choices=_choices(d), **c),
    "true-false": lambda c, d: TrueFalse(key={"T": True, "F": False}[d["key"]], **c),
    "text-entry": lambda c, d: TextEntry(blanks=tuple(tuple(b) for b in d["blanks"]), **c),
    "numeric": lambda c, d: Numeric(low=Decimal(d["low"]), high=Decimal(d["high"]), unit=d.get("unit"), **c),
    "ordering": lambda c, d: Ordering(entries=_prose(d["entries"]), **c),
    "matching": lambda c, d: Matching(pairs=tuple(Pair(Prose(a), Prose(b)) for a, b in d["pairs"]), distractors=_prose(d["distractors"]), **c),
    "categorise": lambda c, d: Categorise(categories=tuple(Category(t, _prose(e)) for t, e in d["categories"]), **c),
    "short-answer": lambda c, d: ShortAnswer(model_answer=Prose(d["model_answer"]), criteria=_prose(d["criteria"]), **c),
    "survey": lambda c, d: Survey(options=_prose(d["options"]), **c),
}
