"""Publicity kits: what a campaign's channels are measured by, what its summary form asks, where its pictures come from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True, kw_only=True)
class FormRow:
    """A line of the 总结表. `asks` names the columns to fill in beside the number: a name, a day."""

    id: str
    group: str
    item: str
    unit: str
    note: str | None = None
    repeat: int = 1


@dataclass(frozen=True, kw_only=True)
class KitSettings:
    """data/kits.yml. Speech in syllables a minute; a newspaper's column in characters a line and lines a column.

    `slack` is how many seconds a radio script may stay below its length: it may never exceed it.
    """

    syllables: int
    slack: int
    column_width: int
    column_lines: int
    form: tuple[FormRow, ...]


@dataclass(frozen=True, kw_only=True)
class Asset:
    """data/assets.yml: a file that goes out with our work. A `path` that ends in / stands for the SVG drawings of a folder."""

    path: str
    title: str
    origin: str
    licence: str
    author: str
    year: int
    url: str | None = None


@dataclass(frozen=True, kw_only=True)
class CalendarEntry:
    """An event as a calendar has it. `last` is its last day; without `begins` it lasts all day.

    `sequence` counts the changes made since it first went out, `changed` is the day of the last.
    """

    uid: str
    title: str
    day: date
    last: date
    begins: time | None = None
    ends: time | None = None
    place: str = ""
    note: str = ""
    status: str = "CONFIRMED"
    sequence: int = 0
    changed: date


@dataclass(frozen=True)
class SpokenText:
    """A radio script: what is printed, with breath marks, and how long it takes to read."""

    label: str
    limit: int
    marked: tuple[str, ...]
    spoken: str
    syllables: int
    seconds: float
