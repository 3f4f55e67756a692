"""Tables for a spreadsheet, free of any format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class DateCell:
    """A cell for a date that somebody types in."""


@dataclass(frozen=True)
class DueCell:
    """A cell that the workbook works out from the date in column `start` of its row; empty while there is none.

    `after`: the day `months` and `days` later. `next`: the first day from today on that is a multiple of `months`
    later. `left`: how many days there are until it.
    """

    kind: str
    start: int
    months: int = 0
    days: int = 0


Cell = str | int | float | None | DateCell | DueCell


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook. Cells are text, numbers, or dates typed in and reckoned; `widths` are in characters of the default font,
    `height` is that of each row in points: 0 leaves it to the text, more leaves room to write by hand.

    `head` is frozen and bold unless `plain`, for formats that a machine reads.
    """

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...] = ()
    plain: bool = False
    height: float = 0


@dataclass(frozen=True)
class Workbook:
    title: str
    sheets: tuple[Sheet, ...]
    day: date
    author: str = ""
