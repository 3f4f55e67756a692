"""Blocks -> Typst source: calls of the functions in typst/paper.typ, every text as a string literal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import zip_longest
from typing import assert_never

from iplearn.documents.design import BOX_COLOURS, Style
from iplearn.documents.layout import choice_columns, opens, shares, text_width, ticked, together
from iplearn.model.paper import (
    Answer, Block, Blocks, Box, Cards, Choices, Figure, Frame, Heading, Items, Lines, Notes, PageBreak, Paragraph, Picture,
    Question, Quote, Table, Terms,
)
from iplearn.model.runs import Break, Gap, Inline, Run, Text, Tick

_PARAGRAPHS = {"lead": "lead", "small": "small", "label": "label-line", "centre": "centre", "code": "code-block"}


def string(value: str) -> str:
    """A Typst string literal."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", " ").replace("\r", "")
    return f'"{escaped}"'


def array(values: Iterable[str]) -> str:
    """A Typst array; one element needs its comma."""
    items = list(values)
    return f"({', '.join(items)},)" if items else "()"


def inline(text: Text) -> str:
    """Content in square brackets."""
    return f"[{''.join(map(_piece, text))}]"


def _piece(piece: Inline) -> str:
    match piece:
        case Run():
            return _run(piece)
        case Gap():
            return f"#gap({max(piece.width, text_width(piece.answer) + 1):g}, {string(piece.answer)})"
        case Tick():
            return f"#tick({'true' if piece.on else 'false'})"
        case Break():
            return "#linebreak()"
        case _:
            assert_never(piece)


def _run(run: Run) -> str:
    out = string(run.text)
    if run.pinyin:
        out = f"ruby-run({out}, {string(run.pinyin)})"
    for on, function in ((run.code, "code-run"), (run.em, "em-run"), (run.strong, "strong-run"), (run.law, "law")):
        if on:
            out = f"{function}({out})"
    if run.href:
        out = f"link({string(run.href)}, {out})"
    return f"#{out};"


@dataclass(frozen=True)
class TypstWriter:
    """`place` stores a picture where the compiler finds it and gives its name."""

    style: Style
    place: Callable[[Picture], str]
    measure: float = 0.0

    def whole(self, blocks: Blocks) -> str:
        """All blocks of a paper. No heading skips a level: PDF/UA forbids it."""
        out, last = [], 0
        for block in blocks:
            if isinstance(block, Heading):
                last = min(block.level, last + 1)
                block = Heading(last, block.text)
            out.append(block)
        return self.blocks(tuple(out))

    def content(self, blocks: Blocks, indent: bool = True) -> str:
        """Content in square brackets."""
        return "[" + self.blocks(blocks, indent) + "]"

    def blocks(self, blocks: Blocks, indent: bool = True) -> str:
        out = []
        for block, after in zip_longest(blocks, blocks[1:]):
            made = self.block(block, indent)
            out.append(f"#block(sticky: true, {made[1:]})" if opens(block, after) else made)
        return "\n\n".join(out)

    def block(self, block: Block, indent: bool = True) -> str:
        """`indent` is off inside lists, questions and boxes that hold a line or two."""
        match block:
            case Heading():
                return f"#heading(level: {block.level})" + inline(block.text)
            case Paragraph():
                if block.role == "body":
                    return f"#p({self.style.indent if indent else 0}, {inline(block.text)}{_torn(block.text)})"
                return f"#{_PARAGRAPHS[block.role]}({inline(block.text)})"
            case Items():
                items = ", ".join(self._item(i) for i in block.items)
                made = f"numbers({block.start}, {items})" if block.ordered else f"{'ticks' if ticked(block) else 'bullets'}({items})"
                return f"#block(breakable: false, {made})" if together(block, self._measure) else f"#{made}"
            case Terms():
                return "#terms-block(" + "".join(f"({inline(t)}, {self.content(said, False)}), " for t, said in block.entries) + ")"
            case Table():
                return self._table(block)
            case Figure():
                return f"#figure-block({block.width * 100:g}%, {string(self.place(block.picture))}, {string(block.alt)}, {inline(block.caption)})"
            case Box():
                ground, colour = BOX_COLOURS[block.kind]
                inside = self.content(block.blocks, indent and _is_prose(block.blocks))
                return f"#sheet({self._keep(block)}, {string(block.kind)}, c.{ground}, c.{colour}, {string(block.label)}, {string(block.title)}, {inside})"
            case Quote():
                return f"#quote-block({self.content(block.blocks, False)})"
            case Lines():
                return f"#ruled({self._keep(block)}, {block.count})"
            case Frame():
                return f"#frame({block.lines})"
            case PageBreak():
                return "#pagebreak(weak: true)"
            case Choices():
                options = [f"choice({string(_lettered(c.letter))}, {'true' if c.right else 'false'}, {inline(c.text)})" for c in block.choices]
                return f"#choices({choice_columns(block, self._measure - 2)}, {', '.join(options)})"
            case Question():
                return self._question(block)
            case Answer() | Notes() | Cards():
                raise ValueError("answers, notes and cards belong to versions: for_pupils, for_teachers or slides comes first")
            case _:
                assert_never(block)

    @property
    def _measure(self) -> float:
        return self.measure or self.style.measure

    def _keep(self, block: Block) -> str:
        return "true" if together(block, self._measure) else "false"

    def _item(self, blocks: Blocks) -> str:
        if blocks and isinstance(blocks[0], Paragraph) and blocks[0].role == "body" and not _torn(blocks[0].text):
            return "[" + inline(blocks[0].text)[1:-1] + "\n\n" + self.blocks(blocks[1:], False) + "]" if blocks[1:] else inline(blocks[0].text)
        return self.content(blocks, False)

    def _table(self, table: Table) -> str:
        part = shares(table, self._measure / (1 if table.ruled else 0.92))
        columns = array(f"{share * 100:.4g}fr" for share in part)
        align = array((table.align[n] if n < len(table.align) else "") or "left" for n in range(len(part)))
        head = array(inline(h) for h in table.head)
        cells = array(inline(row[n] if n < len(row) else ()) for row in table.rows for n in range(len(part)))
        if table.ruled:
            return f"#form-table({self._keep(table)}, {columns}, {align}, {table.row_height * self.style.row:g}, {head}, {cells})"
        return f"#data-table({self._keep(table)}, {columns}, {align}, {head}, {cells})"

    def _question(self, question: Question) -> str:
        stem = question.stem
        mark = Run(question.mark)
        if question.mark and stem and isinstance(stem[-1], Paragraph):
            stem = (*stem[:-1], Paragraph((*stem[-1].text, mark), stem[-1].role))
        elif question.mark:
            stem = (*stem, Paragraph((mark,)))
        body = self.content(question.body, False) if question.body else "none"
        return f"#question({self._keep(question)}, {string(question.number)}, {self.content(stem, False)}, {body})"


def _torn(text: Text) -> str:
    """A gap is one wide word: in a justified paragraph a line before it would be torn apart."""
    return ", justify: false" if any(isinstance(p, Gap) for p in text) else ""


def _lettered(letter: str) -> str:
    return letter if not letter.isascii() else letter + "."


def _is_prose(blocks: Blocks) -> bool:
    """Several paragraphs read as prose and are indented as such."""
    return sum(isinstance(b, Paragraph) for b in blocks) > 1
