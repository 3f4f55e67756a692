"""Tools: pages that compute from a reader's answers. What may be asked and which rule says what is data.

These dataclasses are also the schemas of data/tools/*.yml, data/holidays/*.yml and data/fees/*.yml. The logic that
reads them stands in iplearn/dates and, for the browser, in theme/assets/tools; both obey tests/cases/dates.json.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from iplearn.model.prose import Prose

FIELD_TYPES = ("日期", "年份", "多个年份", "选择", "多选", "数字", "文字", "长文")
ENDS = ("当日", "前一日", "次日", "年末")
TODAY = "today"
"""The name under which rules find the day of the reckoning."""


def _choice(*values: str, **kw: Any) -> Any:
    return field(metadata={"choices": values}, **kw)


@dataclass(frozen=True)
class Span:
    """A length of time as rules write it: `Span(6, "个月")`; negative counts back."""

    n: int
    unit: str

    @staticmethod
    def parse(text: str) -> Span | None:
        """`"6 个月"` or `"-12 个月"`; None for anything else."""
        match = re.fullmatch(r"(-?\d+)\s*(年|个月|日|个工作日)", text.strip())
        return Span(int(match[1]), match[2]) if match else None


@dataclass(frozen=True)
class Condition:
    """One term of a rule's `when`: `kind=发明|实用新型`, `filed<2021-06-01`, `published<=creation`."""

    left: str
    op: str
    right: tuple[str, ...]

    @staticmethod
    def parse(text: str) -> Condition | None:
        match = re.fullmatch(r"\s*([a-z][a-z0-9-]*)\s*(<=|>=|!=|=|<|>)\s*(\S.*?)\s*", text)
        if not match:
            return None
        right = tuple(p.strip() for p in match[3].split("|")) if match[2] in ("=", "!=") else (match[3],)
        return Condition(match[1], match[2], right)


@dataclass(frozen=True, kw_only=True)
class Option:
    """`unknown`: who chooses it cannot tell, so whatever depends on it is 无法判断."""

    id: str
    label: str
    help: str | None = None
    unknown: bool = False


@dataclass(frozen=True, kw_only=True)
class Field:
    """A question. `when` says for which answers to earlier questions it is asked; `needed` that results fail without it."""

    id: str
    label: str
    type: str = _choice(*FIELD_TYPES)
    help: str | None = None
    options: tuple[Option, ...] = ()
    needed: bool = True
    when: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One line of a result.

    With `start` and `add` it is a date: `start` (a question or an earlier rule; of `a|b` the first that applies) plus `add`, ending by `ends`; `rest` moves a
    last day that is a holiday to the next working day. With `unknown` its result is 无法判断 and `text` says why. Otherwise `text` itself is the result.
    `law` cites; where it names several versions of a law, the one in force on the date of `decides` (a question or rule) counts.
    `lead` puts it first in the result. `printed: false` keeps a rule out of the table on the page, `shown: false` a step of the reckoning out of the result.
    """

    id: str
    what: str
    when: tuple[str, ...] = ()
    start: str | None = None
    add: str | None = None
    ends: str = _choice(*ENDS, default="当日")
    rest: bool = False
    text: Prose | None = None
    unknown: bool = False
    note: Prose | None = None
    law: tuple[Prose, ...] = ()
    decides: str | None = None
    lead: bool = False
    printed: bool = True
    shown: bool = True

    @property
    def starts(self) -> tuple[str, ...]:
        return tuple(self.start.split("|")) if self.start else ()


@dataclass(frozen=True, kw_only=True)
class Answer:
    field: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Example:
    """Answers whose results are printed on the page, reckoned when the site is built."""

    title: str
    answers: tuple[Answer, ...]
    source: str | None = None


@dataclass(frozen=True, kw_only=True)
class Tool:
    """data/tools/<id>.yml. `units` are the official entrances, ids of data/units.yml; `scripts` are files of
    theme/assets/tools that this tool needs besides those every tool has; `fees` is a file of data/fees.
    A bare citation means the version in force on `reviewed`."""

    id: str
    reviewed: date
    submit: str = "算一算"
    fields: tuple[Field, ...] = ()
    rules: tuple[Rule, ...] = ()
    rules_title: str = "规则一览"
    examples: tuple[Example, ...] = ()
    units: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    holidays: bool = False
    fees: str | None = None
    limits: tuple[Prose, ...] = ()

    @property
    def file(self) -> str:
        return f"data/tools/{self.id}.yml"

    def prose(self) -> tuple[Prose, ...]:
        """Every piece of Markdown in the file, in order."""
        out: list[Prose] = []
        for rule in self.rules:
            out += [p for p in (rule.text, rule.note) if p]
            out += rule.law
        return (*out, *self.limits)


@dataclass(frozen=True, kw_only=True)
class DayOff:
    """Days off from `first` to `last`, both included."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, kw_only=True)
class HolidayYear:
    """data/holidays/<year>.yml: the days off of one year and the weekend days worked for them (调休)."""

    year: int
    source: str
    off: tuple[DayOff, ...]
    work: tuple[date, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FeeBand:
    """`amount` yuan a year from year `first` to year `last`, both included."""

    kind: str
    first: int
    last: int
    amount: int


@dataclass(frozen=True, kw_only=True)
class LateStep:
    """In month `month` after the due day, `percent` of the full annual fee is added."""

    month: int
    percent: int


@dataclass(frozen=True, kw_only=True)
class FeeTable:
    """data/fees/*.yml: a schedule of fees from `valid_from` on (null where its source does not say, which
    `valid_from_note` explains), checked against `source` on `checked`. `late` is practice, not text of law."""

    id: str
    title: str
    valid_from: date | None = None
    valid_from_note: str | None = None
    checked: date
    source: str
    bands: tuple[FeeBand, ...]
    late: tuple[LateStep, ...] = ()
    late_source: str | None = None
