"""A response as a code carries it, and as a cell of a table holds it.

What a code carries of each kind (radix in brackets):

single, survey   the letter, or nothing (options + 1)
multiple         each option ticked or not (2 to the power of options)
true-false       nothing, T, F (3)
text-entry       each blank: nothing, none of the accepted answers, or which one (accepted + 2)
numeric          the number as signs of `_SIGNS`, ended by one of its own: 20 is `2 0 end`, 5000000 is `5 e 6 end`
ordering         answered or not (2), then each letter as its place among those left (n, n - 1, … 2)
matching         each left side: nothing, or its right side (right sides + 1)
categorise       each entry: nothing, or its category (categories + 1)
short-answer     nothing, or the criteria met (2 to the power of criteria, + 1)

A response no browser of ours makes (letters that are no options, half an order) is carried as no answer. The
score of what comes out is the score of what went in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import assert_never

from iplearn.model.item import (
    LETTERS, Categorise, Item, Matching, MultipleChoice, Numeric, Ordering, ShortAnswer, SingleChoice, Survey,
    TextEntry, TrueFalse,
)
from iplearn.model.result import UNKNOWN, Response
from iplearn.results.packing import Field
from iplearn.scoring.normalise import parse_number
from iplearn.scoring.outcome import accepted_index

Take = Callable[[int], int]
"""`take(radix)` -> the next value of a code."""

NONE = "-"
"""No right side, no category: a place left empty in a matching or categorise response."""

BETWEEN = "[,]"
"""Stands between the blanks of a text entry in a table (the delimiter of xAPI's fill-in responses)."""

_TRUTH = ("", "T", "F")
_SIGNS = "0123456789.-e"
_END = len(_SIGNS)
_NO_NUMBER = _END + 1
_TINY = 1e-18


def fields(item: Item, response: Response) -> Iterator[Field]:
    """The numbers that carry `response`."""
    parts = (response,) if isinstance(response, str) else tuple(response)
    given = "".join(parts)
    match item:
        case SingleChoice():
            yield _letter(given, len(item.choices))
        case Survey():
            yield _letter(given, len(item.options))
        case MultipleChoice():
            yield _mask(given, len(item.choices)), 1 << len(item.choices)
        case TrueFalse():
            yield _TRUTH.index(given) if given in _TRUTH else 0, len(_TRUTH)
        case TextEntry():
            for accepted, typed in zip(item.blanks, (*parts, *[""] * len(item.blanks))):
                index = accepted_index(accepted, typed)
                yield 0 if not typed.strip() else 1 if index is None else index + 2, len(accepted) + 2
        case Numeric():
            for sign in _signs(given, item.unit):
                yield sign, _NO_NUMBER + 1
        case Ordering():
            yield from _order(given, len(item.entries))
        case Matching():
            yield from _places(given, len(item.pairs), len(item.rights))
        case Categorise():
            yield from _places(given, len(item.entries), len(item.categories))
        case ShortAnswer():
            text, letters = (*parts, "", "")[:2]
            mask = _mask(letters, len(item.criteria))
            yield 1 + mask if mask or text.strip() else 0, (1 << len(item.criteria)) + 1
        case _:
            assert_never(item)


def read(item: Item, take: Take) -> Response:
    """The response whose fields come next."""
    match item:
        case SingleChoice():
            return ("", *LETTERS)[take(len(item.choices) + 1)]
        case Survey():
            return ("", *LETTERS)[take(len(item.options) + 1)]
        case MultipleChoice():
            return _letters(take(1 << len(item.choices)))
        case TrueFalse():
            return _TRUTH[take(len(_TRUTH))]
        case TextEntry():
            return tuple(("", UNKNOWN, *accepted)[take(len(accepted) + 2)] for accepted in item.blanks)
        case Numeric():
            return _read_number(take)
        case Ordering():
            left = list(LETTERS[: len(item.entries)]) if take(2) else []
            return "".join(left.pop(take(n)) for n in range(len(left), 0, -1))
        case Matching():
            return _read_places(take, len(item.pairs), len(item.rights))
        case Categorise():
            return _read_places(take, len(item.entries), len(item.categories))
        case ShortAnswer():
            value = take((1 << len(item.criteria)) + 1)
            letters = _letters(max(0, value - 1))
            return (UNKNOWN if value and not letters else "", letters)
        case _:
            assert_never(item)


def as_text(item: Item, response: Response) -> str:
    """The response as a cell of the responses table: "" for no answer, letters, a number, or what was typed.

    The text of a short answer is left out: its criteria letters stand for it, `?` where none was met.
    """
    parts = (response,) if isinstance(response, str) else tuple(response)
    if isinstance(item, TextEntry):
        return BETWEEN.join(parts) if any(p.strip() for p in parts) else ""
    if isinstance(item, ShortAnswer):
        text, letters = (*parts, "", "")[:2]
        return letters or (UNKNOWN if text.strip() else "")
    return "".join(parts)


def from_text(item: Item, text: str) -> Response:
    """`as_text` read back."""
    if isinstance(item, TextEntry):
        parts = text.split(BETWEEN) if text else []
        return tuple((*parts, *[""] * len(item.blanks))[: max(len(parts), len(item.blanks))])
    if isinstance(item, ShortAnswer):
        return (UNKNOWN, "") if text == UNKNOWN else ("", text)
    return text


def carried(item: Item, response: Response) -> Response:
    """The response as it comes out of a code."""
    values = iter([value for value, _ in fields(item, response)])
    return read(item, lambda radix: next(values))


# --- One kind each -----------------------------------------------------------------------------------


def _letter(given: str, options: int) -> Field:
    return (LETTERS.index(given) + 1 if len(given) == 1 and given in LETTERS[:options] else 0), options + 1


def _mask(given: str, options: int) -> int:
    return sum(1 << i for i, letter in enumerate(LETTERS[:options]) if letter in given)


def _letters(mask: int) -> str:
    return "".join(letter for i, letter in enumerate(LETTERS) if mask >> i & 1)


def _order(given: str, entries: int) -> Iterator[Field]:
    left = list(LETTERS[:entries])
    if sorted(given) != left:
        yield 0, 2
        return
    yield 1, 2
    for letter in given:
        yield left.index(letter), len(left)
        left.remove(letter)


def _places(given: str, places: int, letters: int) -> Iterator[Field]:
    for i in range(places):
        letter = given[i] if i < len(given) else NONE
        yield _letter(letter, letters)


def _read_places(take: Take, places: int, letters: int) -> str:
    out = "".join((NONE, *LETTERS)[take(letters + 1)] for _ in range(places))
    return out if out.strip(NONE) else ""


def _signs(typed: str, unit: str | None) -> Sequence[int]:
    if not typed.strip():
        return [_END]
    value = parse_number(typed, unit)
    if value is None:
        return [_NO_NUMBER]
    return [*(_SIGNS.index(c) for c in short_number(float(value))), _END]


def short_number(value: float) -> str:
    """The shortest text that is this very number: 20, 5e6, -.05. Digits are those every browser would print.

    A number that 15 digits do not hold (a third) is carried to six.
    """
    if abs(value) < _TINY:
        return "0"
    number = Decimal(repr(value)).normalize()
    if len(number.as_tuple().digits) > 15:
        number = Decimal(f"{value:.5e}").normalize()
    sign, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)
    text = "".join(map(str, digits))
    if exponent > 2:
        text += f"e{exponent}"
    elif exponent >= 0:
        text += "0" * exponent
    else:
        text = text.rjust(-exponent, "0")
        text = f"{text[:exponent]}.{text[exponent:]}"
    return "-" * sign + text


def _read_number(take: Take) -> str:
    text = ""
    while (sign := take(_NO_NUMBER + 1)) < _END and len(text) < 40:
        text += _SIGNS[sign]
    if sign == _NO_NUMBER:
        return UNKNOWN
    head, _, zeros = text.partition("e")
    return head + "0" * int(zeros) if zeros.isdigit() and int(zeros) < 40 else text
