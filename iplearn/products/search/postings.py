"""term -> where it occurs, written as short text that a script file can carry.

Places are *units*, numbered through the whole site: of each page first its head (title, keywords, summary), then
its chunks. A code is `4 * unit + weight class`; classes are, in a chunk, 0 = text, 1 = heading above it, and in a
head 0 = summary, 1 = keyword, 2 = title. A term may stand in a unit with several classes. How often it stands
in a chunk is not kept: a page is cut into several chunks, and their number tells as much.

A term's codes ascend and are written as steps from one to the next, base 46 in 92 printable characters: the
lower 46 end a number, the upper 46 go on.
"""

from __future__ import annotations

import sys
from array import array
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from functools import partial
from itertools import chain, repeat
from operator import sub
from typing import TypeVar

from iplearn.products.search.terms import fold_page, is_char, pairs_among, weak_among, words

ALPHABET = "".join(chr(c) for c in range(0x21, 0x7F) if chr(c) not in '"\\')
BASE = len(ALPHABET) // 2

TEXT, HEADING = 0, 1
SUMMARY, KEYWORD, TITLE = 0, 1, 2

Codes = dict[str, array]
_Key = TypeVar("_Key", int, str)

_UTF16 = "utf-16-le" if sys.byteorder == "little" else "utf-16-be"


class Postings:
    """Fill with `head` and `chunk` in unit order; then `terms()` and `chars()` give each term's ascending codes.

    Single characters are kept apart: only a query of one character needs them. The build's time lies here, so what
    is done per character is done by loops in C: a text in UTF-16 is a row of 16-bit characters, and read as 32-bit
    numbers a row of pairs. All are gathered, also pairs across a comma; what is no term is dropped at the end, once
    per distinct pair. Codes lie in arrays, because the garbage collector walks through lists.
    """

    def __init__(self) -> None:
        self.units = 0
        self._pairs: dict[int, array] = defaultdict(partial(array, "I"))
        self._chars: dict[int, array] = defaultdict(partial(array, "I"))
        self._words: dict[str, array] = defaultdict(partial(array, "I"))
        self._seen: set[int] = set()

    def head(self, title: str, keywords: Iterable[str], summary: str) -> None:
        """Begins a page with its head."""
        self._add(summary, SUMMARY)
        self._add("\n".join(keywords), KEYWORD)
        self._add(title, TITLE)
        self.units += 1
        self._seen = set()

    def chunk(self, headings: Iterable[str], text: str) -> None:
        """Adds a chunk of the page: its text, and the headings that stand in it."""
        self._add(text, TEXT)
        self._add("\n".join(headings), HEADING)
        self.units += 1

    def terms(self) -> Codes:
        """Pairs and words. Of a weak pair only the prominent places: titles, keywords, headings."""
        found = _spelled(self._pairs, 2)
        pairs = {pair: found[pair] for pair in pairs_among(found)}
        for pair in weak_among(pairs):
            pairs[pair] = _prominent(pairs[pair])
        return pairs | self._words

    def chars(self) -> Codes:
        """Single characters: of a page's text the first chunk a character stands in."""
        return {char: codes for char, codes in _spelled(self._chars, 1).items() if is_char(char)}

    def _add(self, text: str, weight: int) -> None:
        folded = fold_page(text)
        code = self.units * 4 + weight
        raw = memoryview(folded.encode(_UTF16))
        even, odd = len(raw) // 4 * 4, (len(raw) - 2) // 4 * 4
        pairs = set(raw[:even].cast("I"))
        if odd > 0:
            pairs.update(raw[2 : 2 + odd].cast("I"))
        chars = set(raw.cast("H"))
        if weight == TEXT:
            chars -= self._seen
            self._seen |= chars
        _append(self._pairs, pairs, code)
        _append(self._chars, chars, code)
        _append(self._words, set(words(folded)), code)


def _append(codes: Mapping[_Key, array], keys: Iterable[_Key], code: int) -> None:
    """Appends `code` to the array of each of `keys`; the deque only drives the loop."""
    deque(map(array.append, map(codes.__getitem__, keys), repeat(code)), maxlen=0)


def _spelled(codes: Mapping[int, array], width: int) -> Codes:
    """`codes` with keys of `width` UTF-16 units as text. Halves of rare characters beyond 16 bits stay halves."""
    letters = map(chr, array("H", array("I" if width == 2 else "H", codes).tobytes()))
    return dict(zip(map("".join, zip(*[letters] * width)), codes.values()))


def _prominent(codes: array) -> array:
    return array("I", [code for code in codes if code & 3])


def numbers(limit: int) -> list[str]:
    """The spelling of every number below `limit`."""
    ends, goes_on = ALPHABET[:BASE], ALPHABET[BASE:]
    ahead = [""]
    for n in range(1, limit // BASE + 1):
        ahead.append(ahead[n // BASE] + goes_on[n % BASE])
    return [ahead[n // BASE] + ends[n % BASE] for n in range(limit)]


def encode(codes: Mapping[str, array], units: int) -> dict[str, str]:
    """Each term's codes as text; terms without any are left out."""
    spelled = numbers(units * 4).__getitem__
    first = (0,)
    return {
        term: "".join(map(spelled, map(sub, ascending, chain(first, ascending))))
        for term, ascending in codes.items()
        if ascending
    }
