"""How other programs' result exports are laid out. Like model/site.py, the schema of a data file."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class ResultMapping:
    """data/result-mappings.yml, one entry per kind of export: which column holds what.

    A table is of this kind when its header has all of `recognise`. `layout` is `wide` (a row per learner, a column per
    item) or `long` (a row per response). `item` is a regular expression over column names (wide): the columns it finds
    are the items in the quiz's order, or those its group `id` names; in a long table it is the column that holds an
    item's number or id. `learner` names a column with class code and seat in one, otherwise `class` and `seat` name theirs.
    `answers` says how a choice is written: its letter, its number from 1, or its words; `separator` stands between
    several. Where `quiz` is not given, the name of the file begins with the quiz's id.
    """

    id: str
    name: str
    recognise: tuple[str, ...]
    layout: str = field(metadata={"choices": ("wide", "long")})
    item: str
    answers: tuple[str, ...] = field(metadata={"choices": ("letter", "number", "text")})
    separator: str = "┋"
    response: str | None = None
    learner: str | None = None
    class_: str | None = None
    seat: str | None = None
    quiz: str | None = None
    phase: str | None = None
    answered_at: str | None = None
    duration: str | None = None
