"""Cards for class: what a lesson's text shows as tables, boxes and lists, as sheets to cut up.

A teacher cannot cut a table with thin rows in time, and the page it stands on tells the answers further down.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from iplearn.documents.layout import width
from iplearn.model.paper import Blocks, Box, Cards, Heading, Items, Paragraph, Table, texts, walk
from iplearn.model.runs import Break, Inline, Run, Text

_HEIGHT = 2.4
"""Of a card, at least, in centimetres: a finger's grip and room for large type."""
_NUMBER = 3
"""A first cell of so few characters is the card's number."""


def groups(blocks: Blocks) -> list[Cards]:
    """Every group of cards in a text, in reading order."""
    return [block for block in walk(blocks) if isinstance(block, Cards)]


def cards(group: Cards) -> list[Text]:
    """One text a card: every row of a table, every item of a list, every box, every paragraph."""
    return [card for block in group.blocks for card in _cards(block)]


def card_sheet(found: list[Cards]) -> Blocks:
    """Cards two in a row, each group under its title."""
    out: list = []
    for group in found:
        made = cards(group)
        pairs = tuple((made[n], made[n + 1] if n + 1 < len(made) else ()) for n in range(0, len(made), 2))
        out += [Heading(1, (Run(f"{group.title}（{len(made)} 张）"),)), Table((), pairs, widths=(0.5, 0.5), ruled=True, row_height=_HEIGHT)]
    return tuple(out)


def _cards(block: object) -> Iterator[Text]:
    match block:
        case Table():
            yield from (_row(block.head, row) for row in block.rows)
        case Box():
            yield _box(block)
        case Paragraph():
            yield block.text
        case Items():
            for number, item in enumerate(block.items, block.start):
                yield (*((Run(f"{number}　", strong=True),) if block.ordered else ()), *_body(item))
        case _:
            return


def _row(head: tuple[Text, ...], row: tuple[Text, ...]) -> Text:
    """The first cell in bold; every other that says something after what its column is called, each on a line of its own.

    What stands behind a number begins on its line, and needs no name where it is all there is.
    """
    named = len(row) > 2
    out: list[Inline] = [replace(p, strong=True) if isinstance(p, Run) else p for p in row[0]]
    for at, cell in enumerate(row[1:], 1):
        if cell:
            label = (*head[at], Run("：")) if named and at < len(head) and head[at] else ()
            out += [Run("　") if at == 1 and width(row[0]) <= _NUMBER else Break(), *label, *cell]
    return tuple(out)


def _box(box: Box) -> Text:
    """A case says that it is invented; the other labels are for readers of a page."""
    title = "　".join(filter(None, (box.label if box.kind == "case" else "", box.title)))
    return (*((Run(title, strong=True), Break()) if title else ()), *_body(box.blocks))


def _body(blocks: Blocks) -> Text:
    """Paragraphs and items, a line each."""
    out: list[Inline] = []
    for block in walk(blocks):
        for piece in texts(block) if isinstance(block, Paragraph) else ():
            out += [*([Break()] if out else []), *piece]
    return tuple(out)
