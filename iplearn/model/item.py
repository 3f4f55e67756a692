"""What can be asked: the closed union of item kinds, frozen and free of I/O.

Names follow IMS QTI and xAPI: an *item* has a *stem*, a *key* and, where the learner picks, *choices*; what
the learner gives is a *response*. Whatever treats kinds differently matches on `Item` and ends in
`typing.assert_never`, so that a new kind cannot be forgotten anywhere.

Options are named by letters in authored order (A, B, …). A letter means something only together with the
item's `revision`, which changes whenever stem, options, key or kind change.
Two values are equal when they would be written the same: lines of the source are left out.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import ClassVar

from iplearn.model.prose import Prose

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
BLANK = re.compile(r"_{4,}")
"""A blank in the stem of a text entry: four or more underscores."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One option. `feedback` is for whoever chose it; `goto` names the item of the case that follows then."""

    text: Prose
    correct: bool = False
    feedback: Prose | None = None
    goto: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """A line of a matching item: what stands on the left and what belongs to it."""

    left: Prose
    right: Prose


@dataclass(frozen=True, slots=True)
class Category:
    """A box of a categorise item and what belongs into it."""

    title: str
    entries: tuple[Prose, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemBase:
    """What every kind carries.

    `points` is what a full answer earns. `since` and `until` are the dates the item is right, both
    inclusive. `parallels` is the id of the pre-quiz item that this post-quiz item repeats in other words.
    """

    kind: ClassVar[str]
    id: str
    stem: Prose
    objective: str | None = None
    difficulty: int | None = None
    points: Decimal = Decimal(1)
    hints: tuple[Prose, ...] = ()
    explanation: Prose | None = None
    sources: tuple[Prose, ...] = ()
    since: date | None = None
    until: date | None = None
    parallels: str | None = None
    line: int = field(default=0, compare=False)

    def in_force(self, day: date) -> bool:
        """Whether the item may be asked on `day` (Asia/Shanghai)."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    @property
    def revision(self) -> str:
        """Eight hexadecimal digits that change with kind, stem, options or key, and with nothing else."""
        return digest([self.kind, self.stem.text, self._content()])

    def _content(self) -> object:
        """Options and key as plain JSON values."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True, slots=True)
class SingleChoice(ItemBase):
    """One right option. Response: its letter."""

    kind = "single"
    choices: tuple[Choice, ...]

    def _content(self) -> object:
        return [[c.text.text, c.correct] for c in self.choices]


@dataclass(frozen=True, kw_only=True, slots=True)
class MultipleChoice(ItemBase):
    """One or more right options. Response: the letters chosen, in any order."""

    kind = "multiple"
    choices: tuple[Choice, ...]

    def _content(self) -> object:
        return [[c.text.text, c.correct] for c in self.choices]


@dataclass(frozen=True, kw_only=True, slots=True)
class TrueFalse(ItemBase):
    """对 or 错. Response: `T` or `F`. The feedbacks are for whoever said 对, and 错."""

    kind = "true-false"
    key: bool
    feedback_true: Prose | None = None
    feedback_false: Prose | None = None

    def _content(self) -> object:
        return self.key


@dataclass(frozen=True, kw_only=True, slots=True)
class TextEntry(ItemBase):
    """Words typed into blanks. `blanks` holds, for each blank in order, every accepted answer.

    Response: one string per blank. A stem without `____` has one blank after it.
    """

    kind = "text-entry"
    blanks: tuple[tuple[str, ...], ...]

    def _content(self) -> object:
        return self.blanks


@dataclass(frozen=True, kw_only=True, slots=True)
class Numeric(ItemBase):
    """A number. Right from `low` to `high`, both inclusive, in `unit`. Response: what was typed."""

    kind = "numeric"
    low: Decimal
    high: Decimal
    unit: str | None = None

    def _content(self) -> object:
        return [plain(self.low), plain(self.high), self.unit]


@dataclass(frozen=True, kw_only=True, slots=True)
class Ordering(ItemBase):
    """`entries` in the right order. Response: all letters in the learner's order."""

    kind = "ordering"
    entries: tuple[Prose, ...]

    def _content(self) -> object:
        return [e.text for e in self.entries]


@dataclass(frozen=True, kw_only=True, slots=True)
class Matching(ItemBase):
    """Every left side has its right side; `distractors` are right sides that belong to none.

    Response: for each left side in authored order the letter of a right side, `-` where none was given.
    """

    kind = "matching"
    pairs: tuple[Pair, ...]
    distractors: tuple[Prose, ...] = ()

    @property
    def rights(self) -> tuple[Prose, ...]:
        """The right sides, lettered in this order. A text that belongs to two left sides is offered once."""
        return tuple(dict.fromkeys([p.right for p in self.pairs] + list(self.distractors)))

    @property
    def key(self) -> str:
        """The full response that is right."""
        rights = self.rights
        return "".join(LETTERS[rights.index(p.right)] for p in self.pairs)

    def _content(self) -> object:
        return [[[p.left.text, p.right.text] for p in self.pairs], [d.text for d in self.distractors]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Categorise(ItemBase):
    """Entries that belong into categories.

    Response: for each entry in authored order the letter of a category, `-` where none was given.
    """

    kind = "categorise"
    categories: tuple[Category, ...]

    @property
    def entries(self) -> tuple[Prose, ...]:
        return tuple(e for c in self.categories for e in c.entries)

    @property
    def key(self) -> str:
        """The full response that is right."""
        return "".join(LETTERS[i] for i, c in enumerate(self.categories) for _ in c.entries)

    def _content(self) -> object:
        return [[c.title, [e.text for e in c.entries]] for c in self.categories]


@dataclass(frozen=True, kw_only=True, slots=True)
class ShortAnswer(ItemBase):
    """A free answer that the learner marks against `criteria`; never counted as scored by the machine.

    Response: the text and the letters of the criteria the learner found met.
    """

    kind = "short-answer"
    model_answer: Prose
    criteria: tuple[Prose, ...]

    def _content(self) -> object:
        return [self.model_answer.text, [c.text for c in self.criteria]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Survey(ItemBase):
    """A question of opinion: no key, no score. Response: the letter chosen."""

    kind = "survey"
    options: tuple[Prose, ...]

    def _content(self) -> object:
        return [o.text for o in self.options]


Item = (
    SingleChoice | MultipleChoice | TrueFalse | TextEntry | Numeric
    | Ordering | Matching | Categorise | ShortAnswer | Survey
)


def plain(number: Decimal) -> str:
    """A number as digits: no exponent, no idle zeros. `plain(Decimal("2E+1")) == "20"`."""
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def digest(value: object) -> str:
    """Eight hexadecimal digits of a JSON value: the short hash behind every revision."""
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()[:8]
