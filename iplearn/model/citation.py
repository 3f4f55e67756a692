"""A citation of law as an author writes it, and what it resolves to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from iplearn.model.law import LawVersion
from iplearn.model.numerals import chinese_numeral


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """An article, or a 款 or 项 of one: `Pinpoint("57", 1, 2)` is 第五十七条第一款第（二）项.

    `article` is Arabic, `"219-1"` for 之一. `through` closes a range (第十条至第十二条).
    """

    article: str
    paragraph: int | None = None
    item: int | None = None
    through: Pinpoint | None = None

    @property
    def label(self) -> str:
        """In the words of a law text: 第二百一十九条之一第一款第（二）项."""
        number, _, inserted = self.article.partition("-")
        out = f"第{chinese_numeral(int(number))}条"
        if inserted:
            out += f"之{chinese_numeral(int(inserted))}"
        if self.paragraph:
            out += f"第{chinese_numeral(self.paragraph)}款"
        if self.item:
            out += f"第（{chinese_numeral(self.item)}）项"
        return f"{out}至{self.through.label}" if self.through else out

    @property
    def sort_key(self) -> tuple[int, int, int, int]:
        number, _, inserted = self.article.partition("-")
        return (int(number), int(inserted or 0), self.paragraph or 0, self.item or 0)


@dataclass(frozen=True, slots=True)
class WrittenCitation:
    """What stands in the prose, before any law is looked up. `start`/`end` index its text node."""

    raw: str
    title: str
    version: str | None
    pinpoints: tuple[Pinpoint, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Dated:
    """The dates of the `/// from` and `/// until` blocks around a text.

    `since` includes its day, `until` excludes it.
    """

    since: date | None = None
    until: date | None = None

    def shown(self, day: date) -> bool:
        """Whether the text is what a reader is told on `day`."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)

    def as_of(self, otherwise: date) -> date:
        """The day whose law the text speaks of: D inside `from D`, the day before D inside `until D`."""
        if self.until is not None:
            return self.until - timedelta(days=1)
        return self.since or otherwise


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation resolved on its page.

    `law` is None when the title is unknown, the version in parentheses is unknown, or no version
    was in force on `as_of`; `family` is None only when the title is unknown.
    """

    written: WrittenCitation
    line: int
    as_of: date
    dated: Dated
    family: str | None
    law: LawVersion | None

    @property
    def explicit(self) -> bool:
        return self.written.version is not None


@dataclass(frozen=True, slots=True)
class AlmostCitation:
    """Words meant as a citation of a registered law, in a form nobody can resolve."""

    raw: str
    line: int
