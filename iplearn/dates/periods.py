"""Periods: when one ends, and what a holiday does to its last day.

《专利法实施细则》第五条, 《商标法实施条例》第十二条 and 《民法典》第二百零一条至第二百零三条 count alike: the day a period
begins on does not count; months and years end on the corresponding day, or on the last day of a month that has none.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from iplearn.model.tool import HolidayYear, Span

ONE_DAY = timedelta(days=1)
NEW_YEAR_EVE = (12, 29)
"""The first day of December that the next year's notice may make a day off or a day worked."""


@dataclass(frozen=True)
class End:
    """A reckoned day. `plain` is the day before a holiday moved it; `missing` are the years without holiday data
    that would be needed to know, so that `day` may have to move."""

    day: date
    plain: date
    missing: tuple[int, ...] = ()

    @property
    def moved(self) -> bool:
        return self.day != self.plain


class WorkCalendar:
    """Which days are worked, for the years it has data for.

    The days around New Year may stand in the notice of the year that begins (2007-12-30 was a day off by that of 2008),
    so days are looked up over all files, and the last days of December are known only with the next year's file.
    """

    def __init__(self, years: Iterable[HolidayYear] = ()) -> None:
        years = tuple(years)
        self.years = frozenset(y.year for y in years)
        self._off = {d for y in years for o in y.off for d in days_between(o.first, o.last)}
        self._work = {d for y in years for d in y.work}

    def works(self, day: date) -> bool:
        """Whether `day` is a working day, by weekday alone where the year has no data."""
        if day in self._work:
            return True
        return day not in self._off and day.weekday() < 5

    def unknown_year(self, day: date) -> int | None:
        """The year whose file is missing to tell whether `day` is worked; None where it can be told."""
        if day.year not in self.years:
            return day.year
        return day.year + 1 if (day.month, day.day) >= NEW_YEAR_EVE and day.year + 1 not in self.years else None

    def next_working(self, day: date) -> End:
        """`day` itself where it is worked, else the first working day after it. Unadjusted where a year is missing."""
        at = day
        while True:
            year = self.unknown_year(at)
            if year is not None:
                return End(day, day, (year,))
            if self.works(at):
                return End(at, day)
            at += ONE_DAY

    def working_days(self, start: date, n: int) -> End:
        """The n-th working day after `start`; weekdays are counted where a year has no data, which `missing` tells."""
        at, missing = start, set()
        while n > 0:
            at += ONE_DAY
            year = self.unknown_year(at)
            if year is not None:
                missing.add(year)
            if self.works(at):
                n -= 1
        return End(at, at, tuple(sorted(missing)))


def days_between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def add_months(day: date, months: int) -> tuple[date, bool]:
    """The corresponding day `months` later (earlier where negative), and whether that month has one."""
    at = day.year * 12 + day.month - 1 + months
    year, month = divmod(at, 12)
    length = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, length)), day.day <= length


def add_span(day: date, span: Span, ends: str = "当日") -> date:
    """The last day of a period of calendar time. `ends`: 当日 the corresponding day; 前一日 the day before it, or the
    month's last day where there is no corresponding day (《商标法实施条例》第十二条第二款); 次日 the day after; 年末 31 December."""
    if span.unit == "日":
        end, exact = day + timedelta(days=span.n), True
    else:
        end, exact = add_months(day, span.n * (12 if span.unit == "年" else 1))
    if ends == "年末":
        return date(end.year, 12, 31)
    if ends == "前一日":
        return end - ONE_DAY if exact else end
    return end + ONE_DAY if ends == "次日" else end


def period_end(day: date, span: Span, ends: str, rest: bool, work: WorkCalendar) -> End:
    """Where a period that starts on `day` ends; with `rest` a last day off moves to the next working day."""
    if span.unit == "个工作日":
        return work.working_days(day, span.n)
    end = add_span(day, span, ends)
    return work.next_working(end) if rest else End(end, end)
