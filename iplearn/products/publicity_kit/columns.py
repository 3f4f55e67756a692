"""A newspaper's columns: where lines end, and how many a text fills."""

from __future__ import annotations

import unicodedata

_NO_START = "，。、；：！？）》”’」』〉】…—%"
_NO_END = "（《“‘「『〈【"
INDENT = "　　"


def lines(text: str, width: int) -> list[str]:
    """A paragraph in lines of `width` Chinese characters: two in at the start, no mark torn from its word.

    >>> lines("先申请，再公开。", 4)
    ['　　先申', '请，再公', '开。']
    """
    out: list[str] = []
    line = INDENT
    for piece in _pieces(text):
        if _wide(line) + _wide(piece) > width and line.strip("　"):
            out.append(line)
            line = ""
        line += piece
    return [*out, line] if line.strip("　") else out


def _pieces(text: str) -> list[str]:
    """What may not be torn: a character with the marks after it, an opening mark with what follows, a number or word."""
    out: list[str] = []
    for character in text:
        last = out[-1] if out else ""
        if last and (character in _NO_START or last[-1] in _NO_END or (_narrow(character) and _narrow(last[-1]))):
            out[-1] += character
        elif character != " ":
            out.append(character)
    return out


def _narrow(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _wide(text: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)
