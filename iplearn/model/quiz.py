"""A quiz: items in sections and cases, and how an attempt takes them. Names follow IMS QTI and xAPI."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum

from iplearn.model.item import Item, SingleChoice, digest
from iplearn.model.prose import Prose

TODO = "（待写"
"""How a draft marks what is still to be written."""
STAGES = ("小学低年级", "小学高年级", "初中", "高中", "公众", "技术人员", "管理人员")


class Shuffle(Enum):
    """What an attempt puts into an order of its own."""

    NONE = "none"
    OPTIONS = "options"
    ITEMS = "items"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Section:
    """Items under a heading of their own; those before the first heading have an empty title."""

    title: str
    items: tuple[Item, ...]
    text: Prose | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Case:
    """Items that share a story. It *branches* where an option names the item that follows.

    In a branching case an option without `goto`, and every item that is not single choice, leads to the
    next item in order. Arrows point forwards only, so that every path ends.
    """

    title: str
    text: Prose
    items: tuple[Item, ...]
    line: int = field(default=0, compare=False)

    @property
    def branches(self) -> bool:
        return any(exits(item) != (None,) for item in self.items)


Part = Section | Case


@dataclass(frozen=True, slots=True)
class Quiz:
    """One file of `quizzes/`.

    `reviewed` is the day its law was checked. `pass_percent` is the share of points that counts as
    passed. `draw` is how many items an attempt takes from the bank (surveys are asked besides).
    """

    id: str
    title: str
    stage: str
    reviewed: date
    parts: tuple[Part, ...]
    pass_percent: int | None = None
    shuffle: Shuffle = Shuffle.NONE
    draw: int | None = None
    intro: Prose | None = None
    file: str = field(default="", compare=False)

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for part in self.parts for item in part.items)

    @property
    def revision(self) -> str:
        """Changes when an item is added, removed, moved or revised."""
        return digest([[item.id, item.revision] for item in self.items])

    def full_id(self, item: Item) -> str:
        """`patent-basics/patent-term`: unique across the site."""
        return f"{self.id}/{item.id}"

    def turning_days(self) -> tuple[date, ...]:
        """The days on which the set of items in force changes, earliest first; `date.min` begins the list."""
        days = {date.min}
        for item in self.items:
            if item.since is not None:
                days.add(item.since)
            if item.until is not None and item.until < date.max:
                days.add(item.until + timedelta(days=1))
        return tuple(sorted(days))


def exits(item: Item) -> tuple[str | None, ...]:
    """Where an item of a case leads: ids, None meaning the next item in order. No exit twice."""
    if isinstance(item, SingleChoice):
        return tuple(dict.fromkeys(c.goto for c in item.choices))
    return (None,)


def unwritten(quiz: Quiz) -> bool:
    """Whether some text of it is still to be written."""
    return TODO in repr(quiz.parts)
