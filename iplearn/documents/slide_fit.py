"""How a slide is laid out: columns of groups, at the largest size at which all fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from iplearn.documents.slide_lines import SIZES, box_height, is_text, lines, table_height
from iplearn.documents.slide_template import LEFT, TEXT_HEIGHT, TEXT_WIDTH
from iplearn.model.paper import Block, Blocks, Box, Figure, Paragraph, Slide, Table
from iplearn.model.runs import Run, text

GUTTER = 0.55
"""White between the shapes of a slide, in centimetres."""

AIR = 1.2

Group = tuple[Block, ...]
Column = tuple[float, float, list[Group]]
"""Left edge and width in centimetres, and what stands in it from the top."""


def opened(blocks: Blocks) -> Blocks:
    """The blocks with no table inside a box: a shape of text cannot hold one, so it stands between what was before and after it."""
    return tuple(b for block in blocks for b in (_opened(block) if isinstance(block, Box) and any(isinstance(i, Table) for i in block.blocks) else (block,)))


def _opened(box: Box) -> Iterator[Block]:
    name = "　".join(w for w in (box.label, box.title) if w)
    for is_table, run in groupby(box.blocks, lambda b: isinstance(b, Table)):
        found = tuple(run)
        if not is_table:
            yield replace(box, blocks=found)
        else:
            yield from (*((Paragraph(text(Run(name, strong=True)), "label"),) if name and found[0] is box.blocks[0] else ()), *found)


def _groups(blocks: Blocks) -> list[Group]:
    """Neighbouring text blocks share a shape; every other block has its own."""
    out: list[Group] = []
    for as_lines, run in groupby(blocks, is_text):
        found = tuple(run)
        out += [found] if as_lines else [(b,) for b in found]
    return out


def columns_of(blocks: Blocks) -> list[Column]:
    """One picture stands beside its text, not below it."""
    blocks = opened(blocks)
    pictures = [b for b in blocks if isinstance(b, Figure)]
    rest = tuple(b for b in blocks if not isinstance(b, Figure))
    if len(pictures) == 1 and rest:
        half = TEXT_WIDTH * 0.54
        return [(LEFT, half, _groups(rest)), (LEFT + half + 0.8, TEXT_WIDTH - half - 0.8, [(pictures[0],)])]
    return [(LEFT, TEXT_WIDTH, _groups(blocks))]


def height_of(group: Group, width: float, size: float, air: float = 1.0) -> float:
    first = group[0]
    if len(group) == 1 and isinstance(first, Table):
        return table_height(first, width, size)
    if len(group) == 1 and isinstance(first, Box):
        return box_height(first, width, size, air)
    if len(group) == 1 and isinstance(first, Figure):
        return 4.0
    return sum(line.height(width, size, air) for line in lines(group))


def fitting(columns: list[Column]) -> float | None:
    """The largest size at which every column fits; None where none does."""
    return next((size for size in SIZES if _fits(columns, size, 1.0)), None)


def air_of(columns: list[Column], size: float) -> float:
    """How far apart lines may stand, in distances they need: a slide that is half empty is not set tight."""
    return AIR if _fits(columns, size, AIR) else 1.0


def _fits(columns: list[Column], size: float, air: float) -> bool:
    return all(sum(height_of(g, w, size, air) + GUTTER for g in groups) - GUTTER <= TEXT_HEIGHT for _, w, groups in columns)


def too_full(slide: Slide) -> bool:
    """Whether a slide holds more than fits at the smallest size."""
    return slide.layout == "content" and fitting(columns_of(slide.blocks)) is None
