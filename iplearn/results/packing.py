"""Small numbers into one large number and out again, wasting no bit.

Each number has a radix: how many values it could have had. Packed they are the digits of one mixed-radix number,
written in base 32, lowest digit first. What is packed first is read first, so later radices may depend on what
was read before: a code begins with its version, then names its quiz, and the quiz says how to read the rest.
"""

from __future__ import annotations

from collections.abc import Sequence

BASE = 32

Field = tuple[int, int]
"""(value, radix) with 0 <= value < radix."""


def pack(fields: Sequence[Field]) -> list[int]:
    """Digits in base 32; none of them an idle zero at the end. ValueError where a value is out of its range."""
    number = 0
    for value, radix in reversed(fields):
        if not 0 <= value < radix:
            raise ValueError(f"{value} is not below {radix}")
        number = number * radix + value
    digits = []
    while number:
        number, digit = divmod(number, BASE)
        digits.append(digit)
    return digits


class Reader:
    """Takes the fields out again, in the order they were packed."""

    def __init__(self, digits: Sequence[int]) -> None:
        self._rest = 0
        for digit in reversed(digits):
            self._rest = self._rest * BASE + digit

    def take(self, radix: int) -> int:
        self._rest, value = divmod(self._rest, radix)
        return value

    @property
    def is_done(self) -> bool:
        """Whether only zeros are left."""
        return self._rest == 0
