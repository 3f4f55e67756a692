"""What goes on paper: a document free of any format, which DOCX, PDF and PPTX are all made from.

A `Paper` is a head and a sequence of blocks; a `Deck` is slides that hold the same blocks. `documents/blocks.py` makes
blocks from the tree of a Markdown text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from iplearn.model.runs import Run, Text

# ---- Blocks -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Heading:
    """`level` 1 to 4 counts from the paper's own title, which is none of them."""

    level: int
    text: Text


@dataclass(frozen=True)
class Paragraph:
    """`role`: body, lead (larger, opens a paper), small (remarks), label (a bold line over a group), centre."""

    text: Text
    role: str = "body"


@dataclass(frozen=True)
class Items:
    """A list. Each ordered list counts from `start` anew."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True)
class Terms:
    """Terms, each with what is said of it."""

    entries: tuple[tuple[Text, tuple[Block, ...]], ...]


@dataclass(frozen=True)
class Table:
    """`head` names the columns (empty: none). `widths` are shares; without them columns follow their text.

    `align` holds left, center or right for each column, empty meaning left. `ruled`: a form to write in,
    with lines on every side and rows of at least `row_height` centimetres.
    """

    head: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    widths: tuple[float, ...] = ()
    align: tuple[str, ...] = ()
    ruled: bool = False
    row_height: float = 0


@dataclass(frozen=True)
class Picture:
    """A picture as it lies in a file: `kind` is png, jpg or svg. `source` is that file, for diagnostics."""

    data: bytes
    kind: str
    source: str = ""


@dataclass(frozen=True)
class Figure:
    """`alt` says what is seen, for those who do not see it. `width` is the share of the text's width, up to 1."""

    picture: Picture
    alt: str
    caption: Text = ()
    width: float = 0.8


@dataclass(frozen=True)
class Box:
    """`kind`: note, warning, case, disputed, dated, answer, say. `label` names the kind, `title` is the author's."""

    kind: str
    label: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Quote:
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Answer:
    """What only a key shows; the paper for pupils leaves `lines` ruled lines instead."""

    blocks: tuple[Block, ...]
    lines: int = 0


@dataclass(frozen=True)
class Notes:
    """What the teacher says: speaker notes of a slide."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Cards:
    """What a lesson cuts up for class: a page shows `blocks` as they are, a sheet each row and box as a card."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Lines:
    """Ruled lines to write on."""

    count: int


@dataclass(frozen=True)
class Frame:
    """An empty frame to draw in, as high as that many ruled lines."""

    lines: int


@dataclass(frozen=True)
class PageBreak:
    """What follows begins a page."""


@dataclass(frozen=True)
class Choice:
    """An option of a question. `right` shows it as the key does."""

    letter: str
    text: Text
    right: bool = False


@dataclass(frozen=True)
class Choices:
    """Options, in as many columns as their length allows."""

    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Question:
    """One item of a quiz, kept on one page where it fits. `mark` is what stands after the stem: （2 分）."""

    number: str
    stem: tuple[Block, ...]
    body: tuple[Block, ...] = ()
    mark: str = ""


Block = (
    Heading | Paragraph | Items | Terms | Table | Figure | Box | Quote | Answer | Notes | Cards | Lines | Frame
    | PageBreak | Choices | Question
)
Blocks = tuple[Block, ...]


# ---- Looking through ----------------------------------------------------------------------------


def inner(block: Block) -> Iterator[Block]:
    """The blocks directly inside a block."""
    match block:
        case Items():
            for item in block.items:
                yield from item
        case Terms():
            for _, said in block.entries:
                yield from said
        case Box() | Quote() | Answer() | Notes() | Cards():
            yield from block.blocks
        case Question():
            yield from block.stem
            yield from block.body
        case _:
            return


def walk(blocks: Blocks) -> Iterator[Block]:
    """Every block, outer before inner, in reading order."""
    for block in blocks:
        yield block
        yield from walk(tuple(inner(block)))


def texts(block: Block) -> Iterator[Text]:
    """The texts that stand in a block itself, not in blocks inside it."""
    match block:
        case Heading() | Paragraph():
            yield block.text
        case Terms():
            yield from (term for term, _ in block.entries)
        case Table():
            yield from block.head
            for row in block.rows:
                yield from row
        case Figure():
            yield block.caption
        case Box():
            yield (Run(block.label), Run(block.title))
        case Choices():
            for choice in block.choices:
                yield (Run(choice.letter + "."), *choice.text)
        case Question():
            yield (Run(block.number), Run(block.mark))
        case _:
            return


# ---- Wholes -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Paper:
    """A document. `day` is the build day: it dates the file and decides nothing else here.

    `kind` stands above the title (教案, 学习单), `facts` below it as name and value, `fields` are blanks for
    whoever fills it in (班级, 座号). `running` repeats on every page's head, `footer` on its foot, beside the
    page number. `source` is the Markdown file it came from. `wide`: the sheet lies on its side.
    """

    title: str
    blocks: Blocks
    day: date
    kind: str = ""
    lead: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    fields: tuple[str, ...] = ()
    running: str = ""
    footer: str = ""
    author: str = ""
    keywords: tuple[str, ...] = ()
    source: str = ""
    wide: bool = False


@dataclass(frozen=True)
class Slide:
    """`layout`: title, section, content. `notes` is what the teacher says and does while it is shown."""

    title: str
    blocks: Blocks = ()
    notes: Blocks = ()
    layout: str = "content"
    line: int = 0


@dataclass(frozen=True)
class Deck:
    """Slides, 16:9. `subtitle` and `kind` stand on the first; `footer` on every other."""

    title: str
    slides: tuple[Slide, ...]
    day: date
    kind: str = ""
    subtitle: str = ""
    footer: str = ""
    author: str = ""
    keywords: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Poster:
    """An A3 sheet on a wall: `kicker` above the `title`, a `lead`, up to six `points`, and where to read on.

    `address` is the page's full address, printed and as a QR code; empty where the site has none yet.
    `picture` is optional and decorative unless `alt` says what it shows. A campaign's poster has a `design` and a
    `form` (a3, or phone for 9:16); the wall poster of a lesson has neither.
    """

    title: str
    day: date
    kicker: str = ""
    lead: str = ""
    points: tuple[Text, ...] = ()
    picture: Picture | None = None
    alt: str = ""
    call: str = ""
    address: str = ""
    design: str = ""
    form: str = "a3"
    footer: str = ""
    author: str = ""
    source: str = ""
