"""Blocks of a slide as lines of text, and how much room they take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil

from iplearn.documents.layout import shares, ticked, width
from iplearn.model.paper import (
    Answer, Block, Blocks, Box, Cards, Choices, Figure, Frame, Heading, Items, Lines, Notes, PageBreak, Paragraph, Question,
    Quote, Table, Terms,
)
from iplearn.model.runs import Run, Text

SIZES = (36, 32, 30, 28, 26, 24, 22, 20, 18, 16)
"""Sizes of text tried on a slide, in points. Below the last a class cannot read it from the back."""

POINT = 2.54 / 72
LINE = 1.45
"""Height of a line, in sizes of its text, at most: 微软雅黑 takes 1.32, the fonts that stand in for it up to as much."""


_LOST = 0.8
"""Characters at the end of a line: no closing mark begins one, no opening mark ends one, and programs differ by as much."""


@dataclass(frozen=True)
class Line:
    """A paragraph on a slide. `mark` is bullet, number or empty; `size` is in sizes of the slide's text."""

    text: Text
    level: int = 0
    mark: str = ""
    start: int = 1
    size: float = 1.0

    def height(self, centimetres: float, points: float, air: float = 1.0) -> float:
        """In centimetres, set at `points` in a column of that width, its lines `air` times as far apart as need be."""
        size = points * self.size
        room = centimetres / (size * POINT) - 1.5 * self.level - (1.3 if self.mark else 0) - _LOST
        return ceil(max(width(self.text), 0.1) / max(room, 1)) * size * POINT * LINE * air + 10 * POINT


def is_text(block: Block) -> bool:
    """Whether a block is set as lines; tables, pictures and boxes are shapes of their own."""
    match block:
        case Table() | Figure() | Box():
            return False
        case Items():
            return all(is_text(b) for item in block.items for b in item)
        case Question():
            return all(map(is_text, (*block.stem, *block.body)))
        case Quote():
            return all(map(is_text, block.blocks))
        case _:
            return True


def lines(blocks: Blocks, level: int = 0) -> Iterator[Line]:
    """Text blocks as lines; of a block that is not text, the text in it."""
    for block in blocks:
        match block:
            case Heading():
                yield Line(_strong(block.text), level)
            case Paragraph():
                yield Line(block.text, level, size={"lead": 1.15, "small": 0.75}.get(block.role, 1.0))
            case Items():
                yield from _items(block, level)
            case Terms():
                for term, said in block.entries:
                    yield Line(_strong(term), level)
                    yield from lines(said, level + 1)
            case Quote():
                yield from lines(block.blocks, level + 1)
            case Choices():
                for c in block.choices:
                    letter = c.letter + (". " if c.letter.isascii() else " ") + ("√ " if c.right else "")
                    yield Line((Run(letter, strong=True), *(_strong(c.text) if c.right else c.text)), level)
            case Question():
                stem = list(lines(block.stem, level))
                if stem:
                    yield replace(stem[0], text=(Run(f"{block.number}. ", strong=True), *stem[0].text))
                    yield from stem[1:]
                yield from lines(block.body, level)
            case Box() | Answer() | Cards():
                yield from lines(block.blocks, level)
            case Table():
                for row in (block.head, *block.rows):
                    cells = [c for c in row if c]
                    if cells:
                        yield Line(tuple(p for n, c in enumerate(cells) for p in ((Run("　"), *c) if n else c)), level)
            case Figure() | Lines() | Frame() | PageBreak() | Notes():
                pass


def _items(items: Items, level: int) -> Iterator[Line]:
    boxes = ticked(items)
    for number, item in enumerate(items.items):
        inside = list(lines(item, level))
        for at, line in enumerate(inside):
            if at == 0:
                yield replace(line, mark="number" if items.ordered else "" if boxes else "bullet", start=items.start + number if items.ordered else 1)
            else:
                yield replace(line, level=line.level + 1 if not line.mark or line.level == level else line.level)


def _strong(text: Text) -> Text:
    return tuple(replace(p, strong=True) if isinstance(p, Run) else p for p in text)


CELL_LINE = 1.36
"""Height of a line in a table, in sizes of its text, and written into the file: left to the font, a line of 微软雅黑 takes 1.32
and one of the fonts that stand in for it up to 1.45, and the last rows run over the foot."""


def table_height(table: Table, centimetres: float, points: float) -> float:
    """Of a table on a slide; its text is set a fifth smaller than the slide's."""
    size = points * 0.8
    part = shares(table, centimetres / (size * POINT))
    return sum(row_height(row, part, centimetres, size) for row in ([table.head] if table.head else []) + list(table.rows))


def row_height(row: tuple[Text, ...], part: tuple[float, ...], centimetres: float, size: float) -> float:
    """What the row will take."""
    most = 1.0
    for share, cell in zip(part, row):
        room = max((centimetres * share - 0.5) / (size * POINT) - _LOST, 1.0)
        most = max(most, ceil(width(cell) / room))
    return most * size * POINT * CELL_LINE + 0.35


def box_height(box: Box, centimetres: float, points: float, air: float = 1.0) -> float:
    size = points * 0.85
    head = 1.4 * size * POINT if box.label or box.title else 0
    return head + sum(line.height(centimetres - 1.4, size, air) for line in lines(box.blocks)) + 0.9
