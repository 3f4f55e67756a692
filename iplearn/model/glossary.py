"""The words a reader may not know, each explained once. Like model/content.py, the dataclasses are the schema of data/glossary.yml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Term:
    """One entry of data/glossary.yml.

    `pinyin` sorts it (`you xian quan`). `also` holds other written forms that mean the same; `not_in` longer
    words that contain a form and mean something else, so that 商标 is not found in 商标法. `text` is the
    explanation, one or two plain sentences without markup; `law` cites where it stands, in the written forms of
    prose. `pages` are ids of pages that explain more. `link: false` keeps a word that everybody knows from being
    linked on pages.
    """

    term: str
    pinyin: str
    also: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    text: str
    law: str | None = None
    pages: tuple[str, ...] = ()
    link: bool = True

    @property
    def forms(self) -> tuple[str, ...]:
        """Every way of writing it."""
        return (self.term, *self.also)

    @property
    def initial(self) -> str:
        """The letter it stands under: Y."""
        return self.pinyin[:1].upper()


@dataclass(frozen=True)
class Glossary:
    """All terms in order of pinyin. `reviewed` is the day their law was checked; bare citations speak as of it."""

    reviewed: date = date.min
    terms: tuple[Term, ...] = ()
