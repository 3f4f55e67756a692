"""Blocks -> elements of WordprocessingML, appended to a body, a cell or a list item."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import assert_never

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu

from iplearn.documents.design import BOX_COLOURS, COLOURS, Style
from iplearn.documents.layout import choice_columns, opens, shares, ticked, together
from iplearn.documents.word_styles import BULLETS, NUMBERS, QUESTIONS, xml
from iplearn.documents.word_tables import spacer, table_element
from iplearn.documents.word_text import WordText, run
from iplearn.model.paper import (
    Answer, Block, Blocks, Box, Cards, Choice, Choices, Figure, Frame, Heading, Items, Lines, Notes, PageBreak, Paragraph,
    Picture, Question, Quote, Table, Terms,
)
from iplearn.model.runs import Inline, Run, Text

WIDTH = 9412
"""Width of the text in twentieths of a point: A4 without margins."""
WIDE_WIDTH = WIDTH + 16838 - 11906
"""Of a sheet that lies on its side."""

_HIGHEST = 11 * 360000
"""Of a picture, in EMU: no higher than half a page."""

_STYLES = {"body": "BodyText", "lead": "Lead", "small": "Small", "label": "Label", "centre": "Centred", "code": "Code"}


@dataclass(frozen=True)
class Setting:
    """Where blocks stand: in which style a plain paragraph is set, how wide the place is, how deep lists are nested."""

    width: int = WIDTH
    plain: str = "BodyText"
    depth: int = 0
    left: int = 0


class WordWriter:
    """Writes into one document. `raster` turns an SVG into a PNG, which every Word shows."""

    def __init__(self, document: WordDocument, style: Style, raster: Callable[[Picture], bytes]) -> None:
        self._document = document
        self._style = style
        self._text = WordText(document, style)
        self._raster = raster
        self._numbering = document.part.numbering_part.element
        self._nums = 0
        self._pictures = 0
        self._question: tuple[int, int] = (0, 0)

    def blocks(self, parent: BaseOxmlElement, blocks: Blocks, setting: Setting = Setting()) -> None:
        for block, after in zip_longest(blocks, blocks[1:]):
            made = self._block(parent, block, setting)
            if made is not None and opens(block, after):
                made.get_or_add_pPr().get_or_add_keepNext()

    def _block(self, parent: BaseOxmlElement, block: Block, setting: Setting) -> BaseOxmlElement | None:
        """Appends a block; a paragraph is returned."""
        match block:
            case Heading():
                self._text.paragraph(parent, block.text, f"Heading{block.level}")
            case Paragraph():
                style = setting.plain if block.role == "body" else _STYLES[block.role]
                return self._text.paragraph(parent, block.text, style, _left(setting))
            case Items():
                return self._items(parent, block, setting)
            case Terms():
                for term, said in block.entries:
                    self._text.paragraph(parent, term, "Label", _left(setting))
                    self.blocks(parent, said, replace(setting, plain="Normal", left=setting.left + 420))
            case Table():
                self._table(parent, block, setting)
            case Figure():
                self._figure(parent, block, setting)
            case Box():
                self._box(parent, block, setting)
            case Quote():
                self.blocks(parent, block.blocks, replace(setting, plain="Quote"))
            case Lines():
                for n in range(block.count):
                    keep = "<w:keepNext/>" if together(block, self._measure(setting)) and n + 1 < block.count else ""
                    self._text.paragraph(parent, (), "WritingLine", keep + _left(setting))
            case Frame():
                self._frame(parent, block, setting)
            case PageBreak():
                parent.append(xml('<w:p><w:r><w:br w:type="page"/></w:r></w:p>'))
            case Choices():
                return self._choices(parent, block, setting)
            case Question():
                self._one_question(parent, block, setting)
            case Answer() | Notes() | Cards():
                raise ValueError("answers, notes and cards belong to versions: for_pupils or for_teachers comes first")
            case _:
                assert_never(block)
        return None

    def _measure(self, setting: Setting) -> float:
        """Characters in a line."""
        return setting.width / 20 / self._style.size

    # -- lists

    def _num(self, abstract: int, start: int = 1) -> int:
        """A numbering that counts from `start`."""
        self._nums += 1
        self._numbering.append(xml(
            f'<w:num w:numId="{self._nums}"><w:abstractNumId w:val="{abstract}"/>'
            + "".join(f'<w:lvlOverride w:ilvl="{n}"><w:startOverride w:val="{start if n == 0 else 1}"/></w:lvlOverride>' for n in range(3 if abstract != QUESTIONS else 1))
            + "</w:num>"
        ))
        return self._nums

    def _items(self, parent: BaseOxmlElement, items: Items, setting: Setting) -> BaseOxmlElement | None:
        """The last item's paragraph is returned where nothing follows in it."""
        last = None
        level = min(setting.depth, 2)
        number = self._num(NUMBERS if items.ordered else BULLETS, items.start)
        if level:
            self._numbering[-1].find(qn("w:lvlOverride") + f"[@{qn('w:ilvl')}='{level}']").find(qn("w:startOverride")).set(qn("w:val"), str(items.start))
        left = setting.left + 420
        inner = Setting(setting.width - 420, "ListParagraph", setting.depth + 1, left)
        boxes = ticked(items)
        keep = together(items, self._measure(setting))
        for item in items.items:
            first = item[0] if item else None
            opening = first.text if isinstance(first, Paragraph) and first.role == "body" else ()
            numbered = f'<w:ind w:left="{left}" w:hanging="420"/>' if boxes else f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr><w:ind w:left="{left}" w:hanging="420"/>'
            held = "<w:keepNext/>" if keep and item is not items.items[-1] else ""
            last = self._text.paragraph(parent, opening, "ListParagraph", held + numbered)
            rest = item[1:] if opening else item
            self.blocks(parent, rest, inner)
            last = None if rest else last
        return last

    # -- tables and boxes

    def _table(self, parent: BaseOxmlElement, table: Table, setting: Setting) -> None:
        measure = setting.width / 20 / (self._style.size * 0.95)
        part = shares(table, measure)
        widths = [int(share * setting.width) for share in part]
        ink, line = COLOURS["ink"], COLOURS["edge" if table.ruled else "line"]
        if table.ruled:
            borders = "".join(f'<w:{side} w:val="single" w:sz="6" w:space="0" w:color="{line}"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
        else:
            borders = (
                f'<w:top w:val="single" w:sz="12" w:space="0" w:color="{ink}"/><w:bottom w:val="single" w:sz="6" w:space="0" w:color="{ink}"/>'
                f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{line}"/>'
            )
        element = table_element(widths, setting.left, borders, 100, header=bool(table.head))
        rows = [(table.head, True)] if table.head else []
        rows += [(row, False) for row in table.rows]
        whole = together(table, measure)
        for at, (cells, is_head) in enumerate(rows):
            height = f'<w:trHeight w:val="{round(table.row_height * 567 * self._style.row)}" w:hRule="atLeast"/>' if table.row_height and not is_head else ""
            row = xml(f'<w:tr><w:trPr><w:cantSplit/>{height}{"<w:tblHeader/>" if is_head else ""}</w:trPr></w:tr>')
            for n, width in enumerate(widths):
                fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{COLOURS["wash"]}"/>' if table.ruled and is_head else ""
                centre = '<w:vAlign w:val="center"/>' if table.ruled else ""
                cell = xml(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{fill}{centre}</w:tcPr></w:tc>')
                align = table.align[n] if n < len(table.align) and table.align[n] else ""
                keep = "<w:keepNext/>" if whole and at + 1 < len(rows) else ""
                self._text.paragraph(cell, cells[n] if n < len(cells) else (), "TableHead" if is_head else "TableText", keep + (f'<w:jc w:val="{align}"/>' if align else ""))
                row.append(cell)
            element.append(row)
        parent.append(element)
        parent.append(spacer())

    def _box(self, parent: BaseOxmlElement, box: Box, setting: Setting) -> None:
        """One cell: what is inside may be of any kind. Its description says that it is a box, not data."""
        ground, colour = BOX_COLOURS[box.kind]
        bar = "" if box.kind in ("note", "case") else f'<w:left w:val="{"dashed" if box.kind == "disputed" else "single"}" w:sz="24" w:space="0" w:color="{COLOURS[colour]}"/>'
        element = table_element([setting.width], setting.left, bar, 200, description=f"{box.label}：{box.title}".strip("："))
        cell = xml(
            f'<w:tc><w:tcPr><w:tcW w:w="{setting.width}" w:type="dxa"/><w:shd w:val="clear" w:color="auto" w:fill="{COLOURS[ground]}"/>'
            '<w:tcMar><w:top w:w="120" w:type="dxa"/><w:bottom w:w="120" w:type="dxa"/></w:tcMar></w:tcPr></w:tc>'
        )
        head: list[str] = []
        if box.label:
            # White of another font would be shaded to another height: a Chinese blank, narrowed, has the label's own.
            shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{COLOURS[colour]}"/>'
            blank = run("　", f'<w:w w:val="40"/>{shade}')
            head += [blank, run(box.label, f'<w:color w:val="FFFFFF"/>{shade}'), blank]
        if box.title:
            head.append(run(("　" if box.label else "") + box.title, ""))
        if head:
            cell.append(xml(f'<w:p><w:pPr><w:pStyle w:val="Label"/><w:spacing w:before="0"/></w:pPr>{"".join(head)}</w:p>'))
        prose = sum(isinstance(b, Paragraph) for b in box.blocks) > 1 and setting.plain == "BodyText"
        self.blocks(cell, box.blocks, Setting(setting.width - 400, "BodyText" if prose else "Normal"))
        if not len(cell) or cell[-1].tag != qn("w:p"):
            cell.append(spacer())
        row = xml("<w:tr><w:trPr><w:cantSplit/></w:trPr></w:tr>" if together(box, self._measure(setting)) else "<w:tr/>")
        row.append(cell)
        element.append(row)
        parent.append(element)
        parent.append(spacer())

    def _frame(self, parent: BaseOxmlElement, frame: Frame, setting: Setting) -> None:
        """One empty cell, as high as its lines."""
        borders = "".join(f'<w:{side} w:val="single" w:sz="6" w:space="0" w:color="{COLOURS["edge"]}"/>' for side in ("top", "left", "bottom", "right"))
        element = table_element([setting.width], setting.left, borders, 100, description="画图的地方")
        height = round(frame.lines * 540 * self._style.room)
        element.append(xml(
            f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{setting.width}" w:type="dxa"/></w:tcPr>'
            '<w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr></w:p></w:tc></w:tr>'
        ))
        parent.append(element)
        parent.append(spacer())

    # -- pictures

    def _figure(self, parent: BaseOxmlElement, figure: Figure, setting: Setting) -> None:
        data = self._raster(figure.picture) if figure.picture.kind == "svg" else figure.picture.data
        inline = self._document.part.new_pic_inline(io.BytesIO(data), width=Emu(round(setting.width * 635 * figure.width)))
        if inline.extent.cy > _HIGHEST:
            inline.extent.cx, inline.extent.cy = Emu(round(inline.extent.cx * _HIGHEST / inline.extent.cy)), Emu(_HIGHEST)
            size = inline.graphic.graphicData.pic.spPr
            size.cx, size.cy = inline.extent.cx, inline.extent.cy
        self._pictures += 1
        inline.docPr.set("id", str(self._pictures))
        inline.docPr.set("name", f"图 {self._pictures}")
        inline.docPr.set("descr", figure.alt)
        p = xml('<w:p><w:pPr><w:pStyle w:val="Figure"/></w:pPr><w:r/></w:p>')
        p.find(qn("w:r")).append(xml("<w:drawing/>"))
        p.find(qn("w:r"))[0].append(inline)
        parent.append(p)
        if figure.caption:
            self._text.paragraph(parent, figure.caption, "Caption")

    # -- questions

    def _one_question(self, parent: BaseOxmlElement, question: Question, setting: Setting) -> None:
        """Numbered by Word, so that a teacher may take one out; a jump in the numbers starts a new count."""
        number, expected = self._question
        value = int(question.number) if question.number.isdecimal() else None
        properties, opening = "", ()
        if value is None:
            opening = (Run(f"{question.number}　", strong=True),)
        else:
            if not number or value != expected:
                number = self._num(QUESTIONS, value)
            self._question = (number, value + 1)
            properties = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        first = question.stem[0] if question.stem else None
        stem = first.text if isinstance(first, Paragraph) else ()
        rest = question.stem[1:] if isinstance(first, Paragraph) else question.stem
        mark = (Run(question.mark),) if question.mark else ()
        last_is_text = bool(rest) and isinstance(rest[-1], Paragraph)
        if last_is_text:
            rest = (*rest[:-1], replace(rest[-1], text=(*rest[-1].text, *mark)))
        else:
            stem = (*stem, *mark)
        self._text.paragraph(parent, (*opening, *stem), "Question", properties)
        inner = Setting(setting.width - 420, "QuestionText", 0, 420)
        self.blocks(parent, rest, inner)
        self.blocks(parent, question.body, inner)

    def _choices(self, parent: BaseOxmlElement, choices: Choices, setting: Setting) -> BaseOxmlElement | None:
        """The last paragraph is returned."""
        last = None
        columns = choice_columns(choices, self._measure(setting))
        step = setting.width // columns
        if columns == 1:
            for choice in choices.choices:
                keep = "" if choice is choices.choices[-1] else "<w:keepNext/>"
                hang = f'{keep}<w:tabs><w:tab w:val="left" w:pos="{setting.left + 420}"/></w:tabs><w:ind w:left="{setting.left + 420}" w:hanging="420"/>'
                last = self._text.paragraph(parent, _choice(choice, "\t"), "Choices", hang)
            return last
        stops = "".join(f'<w:tab w:val="left" w:pos="{setting.left + step * n}"/>' for n in range(1, columns))
        for at in range(0, len(choices.choices), columns):
            row: list[Inline] = []
            for n, choice in enumerate(choices.choices[at : at + columns]):
                row += [Run("\t")] if n else []
                row += _choice(choice, " ")
            keep = "<w:keepNext/>" if at + columns < len(choices.choices) else ""
            last = self._text.paragraph(parent, tuple(row), "Choices", f'{keep}<w:tabs>{stops}</w:tabs><w:ind w:left="{setting.left}"/>')
        return last


def _choice(choice: Choice, gap: str) -> Text:
    letter = choice.letter + ("." if choice.letter.isascii() else "") + (" √" if choice.right else "")
    words = tuple(replace(p, strong=True) if choice.right and isinstance(p, Run) else p for p in choice.text)
    return (Run(letter + gap, strong=choice.right), *words)


def _left(setting: Setting) -> str:
    return f'<w:ind w:left="{setting.left}"/>' if setting.left and setting.plain != "QuestionText" else ""
