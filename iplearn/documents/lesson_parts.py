"""From blocks to the versions a lesson needs: for pupils, for teachers, as slides."""

from __future__ import annotations

from dataclasses import replace

from iplearn.model.paper import (
    Answer, Block, Blocks, Box, Cards, Deck, Frame, Heading, Items, Lines, Notes, PageBreak, Paper, Question, Quote, Slide,
    Table, Terms,
)
from iplearn.model.runs import plain_text, Text, text


_READ_ROW = 0.65
"""Height of a form's row where nobody writes in it, in centimetres."""


def for_pupils(blocks: Blocks) -> Blocks:
    """Without answers and without what the teacher says; an answer leaves its ruled lines."""
    return _change(blocks, key=False)


def for_teachers(blocks: Blocks) -> Blocks:
    """With answers and notes as boxes, and without room to write and draw."""
    return _change(blocks, key=True)


def _change(blocks: Blocks, key: bool) -> Blocks:
    out: list[Block] = []
    for block in blocks:
        match block:
            case Answer() if key:
                out.append(Box("answer", "答案", "", _change(block.blocks, key)))
            case Answer():
                out += [Lines(block.lines)] if block.lines else []
            case Lines() | Frame() if key:
                pass
            case Table() if key:
                out.append(replace(block, row_height=min(block.row_height, _READ_ROW)))
            case Notes():
                out += [Box("say", "老师", "", _change(block.blocks, key))] if key else []
            case Cards():
                out += _change(block.blocks, key)
            case Items():
                out.append(replace(block, items=tuple(_change(item, key) for item in block.items)))
            case Terms():
                out.append(replace(block, entries=tuple((term, _change(said, key)) for term, said in block.entries)))
            case Box() | Quote():
                out.append(replace(block, blocks=_change(block.blocks, key)))
            case Question():
                out.append(replace(block, stem=_change(block.stem, key), body=_change(block.body, key)))
            case _:
                out.append(block)
    return tuple(out)


def slides(blocks: Blocks, title: str) -> tuple[Slide, ...]:
    """Each `##` opens a slide and names it; `/// notes` is what the teacher says there.

    A slide without anything but notes divides the deck. What stands before the first `##` is on the opening
    slide, which bears the deck's `title`.
    """
    groups: list[tuple[Text | None, list[Block]]] = [(None, [])]
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            groups.append((block.text, []))
        elif not isinstance(block, PageBreak):
            groups[-1][1].append(block)
    out = []
    for heading, content in groups:
        shown = tuple(b for b in content if not isinstance(b, Notes))
        notes = tuple(n for b in content if isinstance(b, Notes) for n in b.blocks)
        if heading is None:
            out.append(Slide(title, for_teachers(shown), notes, "title"))
        else:
            out.append(Slide(plain_text(heading), for_teachers(shown), notes, "content" if shown else "section"))
    return tuple(out)


def handout(deck: Deck, speaker: str = "") -> Paper:
    """A deck to read: each slide a heading with what it shows; with what the `speaker` (老师, 讲师) says there, if one is named."""
    divided = any(s.layout == "section" for s in deck.slides)
    blocks: list[Block] = []
    for slide in deck.slides:
        if slide.layout != "title":
            blocks.append(Heading(2 if divided and slide.layout != "section" else 1, text(slide.title)))
        blocks += slide.blocks
        if speaker and slide.notes:
            blocks.append(Box("say", speaker, "", slide.notes))
    return Paper(
        deck.title, tuple(blocks), deck.day, kind=deck.kind, lead=deck.subtitle, running=deck.title, footer=deck.footer,
        author=deck.author, keywords=deck.keywords, source=deck.source,
    )
