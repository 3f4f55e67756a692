"""The alphabet of everything that is copied by hand, and its check characters.

32 characters without I, L, O and U, so that nothing looks like another of them; who writes I, L, O or U anyway
is understood (1, 1, 0, V). This is the alphabet of Crockford's base 32.

Result codes end in six check characters: the BCH code of Bitcoin's BIP 350 (bech32m) over our digits. Up to a
length of 89 any four wrong characters are noticed, and one wrong character can be named.
Class codes end in one: a weighted sum over GF(32) that notices any one wrong character and any two swapped ones.

theme/assets/class/codes.js and decode.js do the same; tests/cases/codes.json holds both to the same results.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import xor

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHECK_LENGTH = 6

_VALUE = {c: i for i, c in enumerate(ALPHABET)} | {"I": 1, "L": 1, "O": 0, "U": ALPHABET.index("V")}
# What people and their keyboards put between groups.
_BETWEEN = re.compile(r"[\s\-_.·•\u00ad\u2010-\u2015\u2043\u2212\u200b-\u200f\u2060\ufeff]")
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_BECH32M = 0x2BC830A3


@dataclass(frozen=True)
class Slip:
    """One slip of the pen that would explain a wrong code. `position` counts characters of the code from 1.

    `kind` is wrong (`found` should be `expected`), swapped (`found` is the two as written), missing (`expected`
    belongs before `position`) or extra (`found`).
    """

    kind: str
    position: int
    found: str = ""
    expected: str = ""


def clean(text: str) -> str:
    """`text` in capitals and half-width, without spaces and hyphens: `"ｋ3f-27q "` -> `"K3F27Q"`."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", text)).upper()


def to_digits(cleaned: str) -> tuple[list[int], int | None]:
    """Values 0 to 31, and the position (from 1) of the first character that is no digit of ours."""
    for position, char in enumerate(cleaned, 1):
        if char not in _VALUE:
            return [], position
    return [_VALUE[c] for c in cleaned], None


def to_text(digits: Sequence[int]) -> str:
    return "".join(ALPHABET[d] for d in digits)


def grouped(text: str, size: int = 4) -> str:
    """`1K3F-9A02-…`: groups that an eye can keep apart."""
    return "-".join(text[i : i + size] for i in range(0, len(text), size))


# --- Six check characters ----------------------------------------------------------------------------


# What the five bits that leave the remainder at its top bring back into it.
_BACK = [reduce(xor, (g for i, g in enumerate(_GENERATOR) if top >> i & 1), 0) for top in range(32)]


def _step(chk: int) -> int:
    """The remainder after one more digit 0."""
    return (chk & 0x1FFFFFF) << 5 ^ _BACK[chk >> 25]


def _run(chk: int, digits: Sequence[int]) -> int:
    for d in digits:
        chk = (chk & 0x1FFFFFF) << 5 ^ _BACK[chk >> 25] ^ d
    return chk


_PREFIX = "iplearn"
# The code starts as if these stood before it, so that no bech32 string of others is one of ours.
_START = _run(1, [ord(c) >> 5 for c in _PREFIX] + [0] + [ord(c) & 31 for c in _PREFIX])


def check_digits(digits: Sequence[int]) -> list[int]:
    rest = _run(_START, [*digits, *[0] * CHECK_LENGTH]) ^ _BECH32M
    return [rest >> 5 * (CHECK_LENGTH - 1 - i) & 31 for i in range(CHECK_LENGTH)]


def is_whole(digits: Sequence[int]) -> bool:
    """Whether `digits`, check digits included, are as they were written."""
    return len(digits) > CHECK_LENGTH and _run(_START, digits) == _BECH32M


def find_slip(digits: Sequence[int]) -> Slip | None:
    """The one slip that explains broken `digits`; None where none or more than one does."""
    for finder in (_wrong, _swapped, _missing, _extra):
        slips = list(finder(digits))
        if slips:
            return slips[0] if len(slips) == 1 else None
    return None


def mend(digits: Sequence[int], slip: Slip) -> list[int]:
    """`digits` with the slip undone."""
    out, i = list(digits), slip.position - 1
    if slip.kind == "wrong":
        out[i] = _VALUE[slip.expected]
    elif slip.kind == "swapped":
        out[i], out[i + 1] = out[i + 1], out[i]
    elif slip.kind == "missing":
        out.insert(i, _VALUE[slip.expected])
    else:
        del out[i]
    return out


def _weights(count: int) -> list[dict[int, int]]:
    """For each distance from the end: what a digit there adds to the remainder -> the digit."""
    rows, now = [], list(range(32))
    for _ in range(count):
        rows.append({chk: d for d, chk in enumerate(now)})
        now = [_step(chk) for chk in now]
    return rows


def _wrong(digits: Sequence[int]) -> Iterator[Slip]:
    off, n = _run(_START, digits) ^ _BECH32M, len(digits)
    for distance, row in enumerate(_weights(n)):
        if off in row:
            i = n - 1 - distance
            yield Slip("wrong", i + 1, ALPHABET[digits[i]], ALPHABET[digits[i] ^ row[off]])


def _swapped(digits: Sequence[int]) -> Iterator[Slip]:
    for i in range(len(digits) - 1):
        if digits[i] != digits[i + 1] and is_whole([*digits[:i], digits[i + 1], digits[i], *digits[i + 2 :]]):
            yield Slip("swapped", i + 1, to_text(digits[i : i + 2]), to_text(digits[i : i + 2][::-1]))


def _missing(digits: Sequence[int]) -> Iterator[Slip]:
    rows, n, before = _weights(len(digits) + 1), len(digits), _START
    for i in range(n + 1):
        off = _run(_step(before), digits[i:]) ^ _BECH32M
        # A digit put beside its equal is the same code wherever it is put: tell the first place only.
        if off in rows[n - i] and not (i and rows[n - i][off] == digits[i - 1]):
            yield Slip("missing", i + 1, "", ALPHABET[rows[n - i][off]])
        if i < n:
            before = _step(before) ^ digits[i]


def _extra(digits: Sequence[int]) -> Iterator[Slip]:
    for i in range(len(digits)):
        if (not i or digits[i] != digits[i - 1]) and is_whole([*digits[:i], *digits[i + 1 :]]):
            yield Slip("extra", i + 1, ALPHABET[digits[i]])


# --- One check character -----------------------------------------------------------------------------


def check_digit(digits: Sequence[int]) -> int:
    """Σ aⁱ·dᵢ over GF(32), x⁵ + x² + 1; the weights differ, so one change or one swap always shows."""
    out = 0
    for d in reversed(digits):
        out = _times_a(out ^ d)
    return out


def _times_a(value: int) -> int:
    value <<= 1
    return value ^ 0b100101 if value > 31 else value
