"""One design for paper, slides and site: colours, sizes, and the fonts that Word and WPS know.

The colours are those of the site's light mode (theme/assets/site/site.css); a test holds them equal.
Titles are set in 宋体 as on the site. On paper the text is 宋体 and what stands out is 黑体, as Chinese print
has it; slides, read from afar, are 黑体 throughout.
"""

from __future__ import annotations

from dataclasses import dataclass

COLOURS = {
    "ink": "12272c",
    "muted": "41555a",
    "paper": "f4f7f5",
    "surface": "ffffff",
    "wash": "e5edeb",
    "line": "c8d3d0",
    "edge": "6e7f82",
    "sea": "0b4f5c",
    "accent": "96201a",
    "lacquer": "96201a",
    "ok": "175932",
    "focus": "7a5200",
    "deep": "0c2f37",
    "on-deep": "eaf2f0",
    "on-deep-muted": "b5cccb",
    "deep-accent": "ffa99a",
}

BOX_COLOURS = {
    "note": ("paper", "sea"),
    "case": ("wash", "sea"),
    "warning": ("paper", "accent"),
    "disputed": ("paper", "edge"),
    "dated": ("paper", "accent"),
    "answer": ("paper", "ok"),
    "say": ("wash", "sea"),
}
"""kind of box -> (its ground, its label and bar)."""

WORD_SERIF, WORD_SANS = "宋体", "黑体"
"""Fonts that every Chinese Windows has; WPS elsewhere puts its own in their place."""

SLIDE_SANS = "微软雅黑"
LATIN_SERIF, LATIN_SANS = "Times New Roman", "Arial"


@dataclass(frozen=True)
class Style:
    """`size` of the text in points, `leading` in times of it, `indent` of a paragraph's first line in characters.

    `room` scales what is written by hand: gaps and ruled lines, for small hands; `row` scales the rows of forms.
    """

    size: float = 10.5
    leading: float = 1.65
    indent: int = 2
    room: float = 1.0
    row: float = 1.0

    @property
    def measure(self) -> float:
        """Characters in a line of A4 with our margins (16.6 cm)."""
        return 16.6 / 2.54 * 72 / self.size


TEACHER = Style()
PUPIL = Style(size=12, leading=1.75, indent=0, room=1.1)
YOUNG = Style(size=15, leading=1.8, indent=0, room=1.35, row=1.35)
"""小学低年级."""
