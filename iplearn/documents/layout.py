"""Measures that all formats share: how wide columns are, how many options stand side by side."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from math import ceil

from iplearn.model.paper import Block, Box, Choices, Figure, Frame, Items, Lines, Paragraph, Question, Table, texts, walk
from iplearn.model.runs import Break, Gap, plain_text, Run, Text, Tick

WIDE = 1.52
"""How much longer the lines of a sheet are that lies on its side."""
_TITLE = 11
"""Characters in a line of a paper's title."""
_PAD = 1.7
"""White beside the text of a cell, in characters."""
_WORD = 7.0
"""Of a column to write in, at least: a word or two by hand, in characters."""
_RULED, _ITEMS, _QUESTION_LINES, _BOX_LINES = 7, 4, 26, 14
"""What stays on one page: ruled lines and lists of so few, questions, boxes and tables of so few lines."""
_LINE = 0.65
"""Height of a line, in centimetres."""


def width(text: Text) -> float:
    """Of a text in one line, in Chinese characters; of its longest line where it has several."""
    lines = [0.0]
    for piece in text:
        match piece:
            case Run():
                lines[-1] += text_width(piece.text)
            case Gap():
                lines[-1] += max(piece.width, text_width(piece.answer))
            case Tick():
                lines[-1] += 1.2
            case Break():
                lines.append(0.0)
    return max(lines)


@lru_cache(maxsize=16_384)  # a slide is tried at nine sizes
def text_width(characters: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.55 for c in characters)


def shares(table: Table, measure: float) -> tuple[float, ...]:
    """The share of each column, adding up to 1, in a line of `measure` characters.

    Columns that fit keep their text on one line; the others divide what is left by how much they hold.
    """
    if table.widths:
        total = sum(table.widths)
        return tuple(w / total for w in table.widths)
    rows = [table.head, *table.rows] if table.head else list(table.rows)
    count = max((len(r) for r in rows), default=1)
    cells = [[width(r[n]) for r in rows if n < len(r)] for n in range(count)]
    empty = [n for n in range(count) if table.ruled and all(n >= len(r) or not r[n] for r in table.rows)]
    natural = [max(max(column, default=0) + _PAD, _WORD if n in empty else 0) for n, column in enumerate(cells)]
    if empty and sum(natural) <= measure:
        # What is free goes to the columns to write in, twice to the last: reasons stand behind answers.
        weight = {n: 2 if n == empty[-1] and len(empty) > 1 else 1 for n in empty}
        free = measure - sum(natural)
        wide = [width + (free * weight[n] / sum(weight.values()) if n in weight else 0) for n, width in enumerate(natural)]
    elif sum(natural) <= measure:
        extra = (measure - sum(natural)) / count
        wide = [n + extra for n in natural]
    else:
        wide = _divide(natural, cells, measure)
    total = sum(wide)
    return tuple(w / total for w in wide)


def _divide(natural: list[float], cells: list[list[float]], measure: float) -> list[float]:
    """Short columns first: each keeps its natural width while that is below an even share of what is left."""
    out = [0.0] * len(natural)
    left, open_columns = measure, list(range(len(natural)))
    while open_columns:
        even = left / len(open_columns)
        short = [n for n in open_columns if natural[n] <= even * 0.75]
        if not short:
            break
        for n in short:
            out[n] = natural[n]
            left -= natural[n]
        open_columns = [n for n in open_columns if n not in short]
    weight = {n: max(sum(cells[n]) / max(len(cells[n]), 1), max(cells[n], default=1) / 3, 4) ** 0.7 for n in open_columns}
    for n in open_columns:
        out[n] = left * weight[n] / sum(weight.values())
    return out


def ticked(items: Items) -> bool:
    """Whether every item begins with a box to tick, which then is its mark."""
    return not items.ordered and all(item and isinstance(item[0], Paragraph) and isinstance(item[0].text[:1] and item[0].text[0], Tick) for item in items.items)


def choice_columns(choices: Choices, measure: float) -> int:
    """4, 2 or 1 columns: as many as the longest option allows."""
    longest = max((width(c.text) for c in choices.choices), default=0) + 2.5
    count = len(choices.choices)
    for columns in (4, 2):
        if columns <= count and count % columns == 0 and longest <= measure / columns:
            return columns
    return 1


def lines_of(block: Block, measure: float) -> float:
    """About how many lines a block and all in it fill."""
    total = 0.0
    for inner in walk((block,)):
        if isinstance(inner, Table):
            total += _table_lines(inner, measure)
        else:
            total += sum(max(1.0, width(piece) / measure) for piece in texts(inner))
    return total


def together(block: Block, measure: float) -> bool:
    """Whether a block is so short that a page's end must not cut it in two: a reader would miss the rest, and the
    white it leaves is small."""
    match block:
        case Table():
            return _table_lines(block, measure) <= _BOX_LINES
        case Items():
            return len(block.items) <= _ITEMS and lines_of(block, measure) <= _RULED
        case Lines():
            return block.count <= _RULED
        case Question():
            return lines_of(block, measure) <= _QUESTION_LINES
        case Box():
            return lines_of(block, measure) <= _BOX_LINES
        case _:
            return False


def _table_lines(table: Table, measure: float) -> float:
    """About how many lines of text a table is high."""
    part = shares(table, measure)
    total = 1.0 if table.head else 0.0
    for row in table.rows:
        most = max((ceil(width(cell) / max(share * measure - _PAD, 1)) for share, cell in zip(part, row)), default=1)
        total += max(most, 1, table.row_height / _LINE)
    return total


def opens(block: Block, after: Block | None) -> bool:
    """Whether a block opens what follows and must not be torn from it: a line before a table, list or figure, a numbered
    question before the lines for its answer, entries before the table they are sorted into."""
    if isinstance(block, Choices):
        return isinstance(after, Table)
    if isinstance(block, Items):
        return isinstance(after, Lines | Frame) and len(block.items) == 1
    return isinstance(block, Paragraph) and isinstance(after, Table | Items | Figure | Choices | Lines | Frame | Box) and width(block.text) <= 60


def phrases(title: str) -> list[str]:
    """The pieces of a title between which a line may end.

    >>> phrases("先问一句：申请了吗"), phrases("商标品牌（含 2027 新法）")
    (['先问一句：', '申请了吗'], ['商标品牌', '（含 2027 新法）'])
    """
    return re.findall("（[^）]*）[，：、；。？！]*|[^，：、；。？！（]+[，：、；。？！”》]*|[（，：、；。？！]+", title)


def title_phrases(title: str) -> list[str]:
    """The pieces of a title that stay whole; what follows a colon is one of them where it is no longer than a line.

    >>> title_phrases("研发红线：公开、保密与新颖性")
    ['研发红线：', '公开、保密与新颖性']
    """
    head, colon, tail = title.partition("：")
    return [*phrases(head + colon), tail] if colon and 0 < text_width(tail) <= _TITLE else phrases(title)


def title_lines(title: str, measure: float) -> list[str]:
    """A title in lines of at most `measure` characters that end where a phrase does, best behind a colon; whole where a phrase
    is too long for that.

    >>> title_lines("研发红线：公开、保密与新颖性", 12)
    ['研发红线：', '公开、保密与新颖性']
    """
    head, colon, tail = title.partition("：")
    if colon and text_width(title) > measure >= max(text_width(head) + 1, text_width(tail)):
        return [head + colon, tail]
    lines = [""]
    for phrase in phrases(title):
        if text_width(phrase) > measure:
            return [title]
        if text_width(lines[-1] + phrase) > measure:
            lines.append("")
        lines[-1] += phrase
    return lines


def shown(text: Text) -> str:
    """A text for places that take characters only, such as document properties."""
    return " ".join(plain_text(text).split())
