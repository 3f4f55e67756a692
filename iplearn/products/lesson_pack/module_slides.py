"""A deck from a module's own text: a slide per case, table and list, what is explained in the notes.

What does not fit on a slide goes on to the next: rows of a table, items of a list, paragraphs of a case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from iplearn.documents.slide_fit import opened, too_full
from iplearn.model.course import MISTAKES, TEMPLATE, THINK, WORKED
from iplearn.model.paper import Block, Blocks, Box, Heading, Items, PageBreak, Paragraph, Quote, Slide, Table, Terms
from iplearn.model.runs import plain_text, Run, text

SHORT = 45
"""A paragraph of so many characters may stand on a slide; a longer one is for the notes."""
CONTINUED = "（续）"
_MINUTES = re.compile(r"（\s*(\d+)\s*分钟\s*）$")
_END = re.compile(r"[。？！](?:（(?:[^（）]|（[^（）]*）)*）)?+(?![”）]|$)|(?<=。）)(?!$)")
"""A sentence's end; a citation in brackets belongs to the sentence before it."""
_MARGIN = (Paragraph(text("余地")),) * 3
"""Programs and fonts differ in how high a table's rows come out: so much of a slide with a table stays free."""
_CASE = "先让大家说一分钟：错在哪一步？再往下讲。"
_TABLE = "挑和本单位有关的一两行讲透，其余的请大家看讲义。"
_LIST = "一条一条讲，每讲一条问一句：我们做了没有？"


def module_slides(blocks: Blocks, title: str) -> tuple[Slide, ...]:
    """`blocks` are those of the module's page without its quizzes: Heading 1 is a section, Heading 2 a part of it."""
    out: list[Slide] = []
    head, rest = _until_heading(blocks)
    out.append(Slide(title, tuple(b for b in head if isinstance(b, Items)), head, "title"))
    name = title
    while rest:
        heading, (body, rest) = rest[0], _until_heading(rest[1:])
        assert isinstance(heading, Heading)
        words = plain_text(heading.text)
        if heading.level == 1:
            minutes, words = _MINUTES.search(words), _MINUTES.sub("", words)
            name = words
            out.append(Slide(words, (), (Paragraph(text(f"这一节约 {minutes[1]} 分钟。" if minutes else "这一节开始。")),), "section"))
            out += _slides(words, body)
        else:
            out += _slides(f"{name.partition('、')[0]}、{words}" if _is_numbered(name) else words, body)
    return tuple(out)


def _is_numbered(name: str) -> bool:
    return 0 < name.find("、") <= 2


def _until_heading(blocks: Blocks) -> tuple[Blocks, Blocks]:
    at = next((n for n, b in enumerate(blocks) if isinstance(b, Heading) and b.level <= 2), len(blocks))
    return tuple(b for b in blocks[:at] if not isinstance(b, PageBreak)), blocks[at:]


def _slides(title: str, body: Blocks) -> Iterator[Slide]:
    """The slides of one part. Its paragraphs are said with the first of them."""
    said = tuple(b for b in body if isinstance(b, Paragraph | Quote | Terms))
    shown: list[Block] = []
    for block in body:
        if isinstance(block, Paragraph) and len(plain_text(block.text)) > SHORT:
            continue
        if isinstance(block, Heading):
            block = Paragraph(block.text, "label")
        shown.append(block)
    if not shown and said:
        shown = [p for b in said if isinstance(b, Paragraph) for p in _sentences(b)]
    notes = (*(said if said else ()), Paragraph(text(_hint(title, shown))))
    for number, some in enumerate(_fitted(opened(tuple(shown)))):
        # A sentence that would have a slide to itself is in the notes already.
        if number and all(isinstance(b, Paragraph) for b in some):
            continue
        yield Slide(title + (CONTINUED if number else ""), some, notes if number == 0 else (Paragraph(text("接着上一张。")),))


def _sentences(block: Paragraph) -> list[Block]:
    """A long paragraph as a list of its sentences; words that stand out at its head stay with the first."""
    head = block.text[:1] if isinstance(block.text[0], Run) and block.text[0].strong else ()
    parts = [s for s in _END.sub(lambda m: m[0] + "\n", plain_text(block.text[len(head) :])).split("\n") if s.strip()]
    return [Items(tuple((Paragraph((*(head if n == 0 else ()), *text(s))),) for n, s in enumerate(parts)))]


def _hint(title: str, shown: Sequence[Block]) -> str:
    """How to go about what a slide shows."""
    if THINK in title:
        return "先让大家说一分钟。把答不上来的记下来，作为各部门回去要办的事。"
    if title.startswith(TEMPLATE) or any(f"、{w}" in title for w in TEMPLATE):
        return "发空表，用各自手上的一件产品现场填两行。表在讲师包的“带走的表”里。"
    if MISTAKES in title:
        return "问：这里面哪一条，我们单位发生过？不点名，只说事。"
    if WORKED in title:
        return "照着讲一遍，再请一个人用自己单位的事口头填一遍。"
    if any(isinstance(b, Box) and b.kind == "case" for b in shown):
        return _CASE
    return _TABLE if any(isinstance(b, Table) for b in shown) else _LIST


def _fitted(blocks: Sequence[Block]) -> list[Blocks]:
    """As few slides as hold the blocks, in order."""
    out: list[list[Block]] = [[]]
    for before, block in zip([None, *blocks], blocks):
        for piece in _pieces(block):
            if out[-1] and _full(_joined([*out[-1], piece])):
                # The rest of a table keeps its name: without it nobody knows from which day it holds.
                named = isinstance(piece, Table) and isinstance(before, Paragraph) and before.role == "label"
                if named and out[-1][-1] is before:
                    out[-1].pop()
                out.append([before] if named else [])
            out[-1].append(piece)
    return [_joined(some) for some in out if some]


def _full(blocks: Blocks) -> bool:
    """A table stands alone, but for a line above it."""
    tables = [n for n, b in enumerate(blocks) if isinstance(b, Table)]
    if tables and (len(blocks) > 2 or tables[0] < len(blocks) - 1):
        return True
    return too_full(Slide("", blocks + (_MARGIN if tables else ())))


def _pieces(block: Block) -> Iterator[Block]:
    """The block where it fits on a slide, else the smallest pieces it can be taken apart into."""
    if not _full((block,)):
        yield block
        return
    match block:
        case Table() if len(block.rows) > 1:
            yield from _halves(block, block.rows, lambda rows: replace(block, rows=rows))
        case Items() if len(block.items) > 1:
            first = block.items[: len(block.items) // 2]
            yield from _pieces(replace(block, items=first))
            yield from _pieces(replace(block, items=block.items[len(first) :], start=block.start + len(first)))
        case Box() if len(block.blocks) > 1:
            yield from _halves(block, block.blocks, lambda inner: replace(block, blocks=inner))
        case Box() if block.blocks:
            # One thing in the box is too long by itself: it goes on without its frame.
            yield from _pieces(block.blocks[0])
        case _:
            yield block


def _halves(block, parts, make) -> Iterator[Block]:
    middle = len(parts) // 2
    yield from _pieces(make(parts[:middle]))
    yield from _pieces(make(parts[middle:]))


def _joined(blocks: list[Block]) -> Blocks:
    """Pieces of one table or list that came to stand on one slide are one again."""
    out: list[Block] = []
    for block in blocks:
        last = out[-1] if out else None
        if isinstance(block, Table) and isinstance(last, Table) and block.head == last.head and block.head:
            out[-1] = replace(last, rows=last.rows + block.rows)
        elif isinstance(block, Items) and isinstance(last, Items) and block.ordered and last.ordered and block.start == last.start + len(last.items):
            out[-1] = replace(last, items=last.items + block.items)
        elif isinstance(block, Box) and isinstance(last, Box) and (block.kind, block.title) == (last.kind, last.title):
            out[-1] = replace(last, blocks=last.blocks + block.blocks)
        else:
            out.append(block)
    return tuple(out)
