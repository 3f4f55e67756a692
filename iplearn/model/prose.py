"""Markdown an author wrote, with the line it stands on."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Prose:
    """A piece of Markdown source: `Prose("发明专利权的保护期是多少年？", 14)`.

    `text` has no blank edges. `line` is where it begins in its file, counted from 1, so that
    whoever renders or checks it can still point at the author's line. Two pieces with the same
    text are equal wherever they stand: moving a paragraph is no change of meaning.
    """

    text: str
    line: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return self.text
