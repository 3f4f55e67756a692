"""The running text of a finished tree, piece by piece with its line: what the writing aids read."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from iplearn.markup.blocks import FOLDED
from iplearn.markup.citation_grammar import find_citations
from iplearn.markup.citations import dated_inside
from iplearn.markup.context import Context
from iplearn.markup.pinyin import PINYIN
from iplearn.markup.source import Locator
from iplearn.model.citation import Citation, Dated
from iplearn.model.document import Passage

_KINDS = {"p": "p", "li": "li", "dt": "dt", "dd": "dd", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading"}
_LEFT_OUT = {"pre", "code", "summary"}
# What the source has and the text has not: emphasis, the target of a link, cell borders, a heading's own anchor.
_MARKS = re.compile(r"\]\([^()\n]*\)|\{#[^}\n]*\}|[*\[\]|\\]")


class PassagesTreeprocessor(Treeprocessor):
    """Fills `context.passages`. Runs last, when citations are known."""

    def __init__(self, md: Markdown, context: Context) -> None:
        super().__init__(md)
        self.context = context

    def run(self, root: etree.Element) -> None:
        bare = _MARKS.sub("", re.sub(PINYIN, r"\1", self.context.text))
        locator = Locator(bare, self.context.first_line)
        waiting = list(self.context.citations)
        heading, whole, boxes = "", 0, None
        for kind, text, within, dated, box in _pieces(root, self.context.dated):
            text = re.sub(r"\s+", " ", text).strip()
            if not text:
                continue
            if box is None or box is not boxes:
                whole += 1
            boxes = box
            if kind == "heading":
                heading = text
            block = Passage(kind, text, locator.line(text), heading, within, dated, whole, _citations(text, waiting))
            self.context.passages.append(block)


def _citations(text: str, waiting: list[Citation]) -> tuple[Citation, ...]:
    """The citations of the document that stand in `text`; they and those before them are taken off `waiting`."""
    out = []
    if "《" in text:
        for written in find_citations(text):
            at = next((n for n, c in enumerate(waiting) if _squeezed(c.written.raw) == _squeezed(written.raw)), None)
            if at is not None:
                out.append(waiting[at])
                del waiting[: at + 1]
    return tuple(out)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


_Piece = tuple[str, str, tuple[str, ...], Dated, "etree.Element | None"]


def _pieces(element: etree.Element, dated: Dated, within: tuple[str, ...] = (), box: etree.Element | None = None) -> Iterator[_Piece]:
    """(kind, text, names of the blocks around, their dates, the outermost of them)."""
    for child in element:
        name = _block_name(child)
        inner = (*within, name) if name else within
        outer = box if box is not None else child if name else None
        if child.tag in _LEFT_OUT:
            continue
        if child.tag == "tr":
            head = any(cell.tag == "th" for cell in child)
            yield "th" if head else "tr", " ".join(_text(cell).strip() for cell in child), within, dated, box
        elif child.tag in _KINDS:
            if child.get("class") == "ip-box__title":
                yield "title", child[0].tail or "", within, dated, box
                continue
            yield _KINDS[child.tag], _own_text(child), within, dated, box
            yield from _pieces(child, dated, within, box)
        else:
            yield from _pieces(child, dated_inside(child, dated), inner, outer)


def _block_name(element: etree.Element) -> str | None:
    """`case`, `from` … for the element of a `///` block."""
    for name in ("from", "until"):
        if element.get(f"data-{name}"):
            return name
    mark = element.get("class") or ""
    if mark.removeprefix("ip-") in FOLDED:
        return mark.removeprefix("ip-")
    return mark.partition("ip-box--")[2] or None


def _own_text(element: etree.Element) -> str:
    """Its text without that of the blocks inside it."""
    out = [element.text or ""]
    for child in element:
        if child.tag not in _KINDS and child.tag not in ("ul", "ol", "dl", "table", "div", "details"):
            out.append(_text(child))
        out.append(child.tail or "")
    return "".join(out)


def _text(element: etree.Element) -> str:
    """All its text, without the pinyin above words."""
    if element.tag in ("rt", "rp"):
        return ""
    return (element.text or "") + "".join(_text(child) + (child.tail or "") for child in element)
