"""Annual fees of a patent: which year is paid when, how much, and what being late costs.

《专利法》第四十三条, 《专利法实施细则》第一百一十四条、第一百一十五条. Patent years count from the filing day, not from grant.
That the fee of year n is due on the (n-1)th anniversary is how the examination guidelines reckon; so are the steps of
the surcharge, which data/fees marks as practice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from iplearn.dates.periods import End, WorkCalendar, add_months
from iplearn.model.tool import FeeTable

GRACE_MONTHS = 6


@dataclass(frozen=True)
class YearFee:
    """The fee of patent year `year`: last day to pay, yuan (None where the schedule says nothing for that day)."""

    year: int
    due: End
    amount: int | None


@dataclass(frozen=True)
class Late:
    """On some day the fee is unpaid: in month `month` after the due day; `over` when the grace has run out.

    `percent` and `surcharge` are None where the steps are not known. `last` is the last day of grace."""

    month: int
    percent: int | None
    surcharge: int | None
    last: End
    over: bool


def patent_year(filed: date, day: date) -> int:
    """The patent year `day` falls in; year 1 begins on the filing day.

    >>> patent_year(date(1997, 6, 3), date(2001, 8, 1))
    5
    """
    years = day.year - filed.year
    return years + 1 if add_months(filed, years * 12)[0] <= day else years


def year_fees(kind: str, filed: date, granted: date, years: int, table: FeeTable, work: WorkCalendar) -> tuple[YearFee, ...]:
    """The fees due after the one paid at registration, up to patent year `years`."""
    first = patent_year(filed, granted) + 1
    return tuple(_fee(kind, filed, n, table, work) for n in range(first, years + 1))


def _fee(kind: str, filed: date, year: int, table: FeeTable, work: WorkCalendar) -> YearFee:
    due = work.next_working(add_months(filed, (year - 1) * 12)[0])
    return YearFee(year, due, amount(kind, year, due.plain, table))


def amount(kind: str, year: int, day: date, table: FeeTable) -> int | None:
    """The full fee in yuan of `year`, None where the schedule was not in force on `day` or has no such year."""
    if table.valid_from and day < table.valid_from:
        return None
    return next((b.amount for b in table.bands if b.kind == kind and b.first <= year <= b.last), None)


def late(fee: YearFee, on: date, table: FeeTable, work: WorkCalendar) -> Late | None:
    """Where an unpaid fee stands on `on`; None while it is not late. Months count from the unmoved due day, which is
    the earlier, safer reading; the last day of grace moves off a holiday."""
    if on <= fee.due.day:
        return None
    last = work.next_working(add_months(fee.due.plain, GRACE_MONTHS)[0])
    month = next((m for m in range(1, GRACE_MONTHS + 1) if on <= add_months(fee.due.plain, m)[0]), GRACE_MONTHS)
    percent = next((s.percent for s in table.late if s.month == month), None)
    surcharge = None if percent is None or fee.amount is None else fee.amount * percent // 100
    return Late(month, percent, surcharge, last, on > last.day)
