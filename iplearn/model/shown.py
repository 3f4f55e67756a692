"""How options and keys are shown, on the site and on paper alike."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from decimal import Decimal

from iplearn.model.item import LETTERS, Numeric, plain

_TEN_THOUSAND = 10_000


def scrambled(count: int, seed: str) -> tuple[int, ...]:
    """Places 0 to count-1 in an order that is the same for everyone and at every build, never the authored one."""
    order = tuple(sorted(range(count), key=lambda n: hashlib.sha256(f"{seed}/{LETTERS[n]}".encode()).digest()))
    return order if order != tuple(range(count)) or count < 2 else order[1:] + order[:1]


def shown_accepted(accepted: Sequence[str]) -> str:
    """`二十（也可以写：20）`."""
    return accepted[0] + (f"（也可以写：{'、'.join(accepted[1:])}）" if len(accepted) > 1 else "")


def shown_range(item: Numeric) -> str:
    """`20 年`, `3 万至 500 万元`."""
    low, high = shown_number(item.low), shown_number(item.high)
    unit = f" {item.unit}" if item.unit and item.unit != "%" else item.unit or ""
    if item.low == item.high:
        return low + unit
    return f"{low} 至 {high}{unit}"


def shown_number(number: Decimal) -> str:
    """Whole ten thousands in 万: `3 万`. Everything else in digits."""
    if number and number % _TEN_THOUSAND == 0 and abs(number) < 10**12:
        return f"{plain(number / _TEN_THOUSAND)} 万"
    return plain(number)
