"""Blocks -> plain text, for places that take nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from iplearn.model.paper import Block, Blocks, Box, Heading, Items, Paragraph, Quote, Table, Terms
from iplearn.model.runs import plain_text


def plain(blocks: Blocks) -> str:
    """Paragraphs with an empty line between, list items with their marks, rows of tables with bars."""
    return "\n\n".join(part for block in blocks for part in _parts(block)) + "\n"


def _parts(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"【{plain_text(block.text)}】"
        case Paragraph():
            yield plain_text(block.text)
        case Items():
            lines = []
            for n, item in enumerate(block.items, block.start):
                mark = f"{n}. " if block.ordered else "· "
                lines.append(mark + " ".join(p for b in item for p in _parts(b)))
            yield "\n".join(lines)
        case Terms():
            yield "\n".join(f"{plain_text(term)}：{' '.join(p for b in said for p in _parts(b))}" for term, said in block.entries)
        case Table():
            rows = [r for r in (block.head, *block.rows) if r]
            yield "\n".join(" | ".join(plain_text(c) for c in row) for row in rows)
        case Box():
            yield f"〔{'　'.join(filter(None, (block.label, block.title)))}〕"
            for inside in block.blocks:
                yield from _parts(inside)
        case Quote():
            for inside in block.blocks:
                yield from _parts(inside)
        case _:
            return
