"""Text on paper: a tuple of inline pieces, so that no renderer parses anything again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    """Characters of one look. `href` is a full address; `law` marks a citation; `pinyin` stands above."""

    text: str
    strong: bool = False
    em: bool = False
    code: bool = False
    law: bool = False
    href: str | None = None
    pinyin: str = ""


@dataclass(frozen=True)
class Gap:
    """A blank to write in, `width` Chinese characters wide. `answer` is printed on it in a key."""

    width: int = 6
    answer: str = ""


@dataclass(frozen=True)
class Tick:
    """A box to tick: □, or √ in it."""

    on: bool = False


@dataclass(frozen=True)
class Break:
    """A line break the author asked for."""


BRACKETS = "（\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0）"
"""Brackets to write a letter or a word in, which no line end tears apart."""

Inline = Run | Gap | Tick | Break
Text = tuple[Inline, ...]


def text(*pieces: str | Inline) -> Text:
    """`text("第 ", Run("1", strong=True), " 题")`."""
    return tuple(Run(p) if isinstance(p, str) else p for p in pieces)


def plain_text(pieces: Text) -> str:
    """The characters of a text; a gap as four underscores, a box to tick as □ or √."""
    return "".join(_plain(p) for p in pieces)


def _plain(piece: Inline) -> str:
    match piece:
        case Run():
            return piece.text
        case Gap():
            return piece.answer or "____"
        case Tick():
            return "√" if piece.on else "□"
        case Break():
            return "\n"
