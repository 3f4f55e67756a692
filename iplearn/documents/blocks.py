"""The tree of a Markdown text -> blocks of a paper.

`Document.html` is that tree as the one configured Markdown wrote it, after citations were resolved; it is
read back with lxml, which takes a millisecond where parsing the Markdown again takes thirty.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date

from lxml import html as lxml_html
from lxml.etree import _Element as Element

from iplearn.markup.blocks import cn_date, parse_day
from iplearn.model.paper import (
    Answer, Block, Blocks, Box, Cards, Figure, Frame, Heading, Items, Lines, Notes, PageBreak, Paragraph, Picture, Quote,
    Table, Terms,
)
from iplearn.model.runs import BRACKETS, Break, Gap, Inline, Run, Text, Tick

_CJK = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u201c\u201d\u2018\u2019\u2014\u2026]"
_SOFT_BREAK = re.compile(rf"(?<={_CJK})\s*\n\s*(?={_CJK})")
# A full-width mark brings its own white.
_IDLE_SPACE = re.compile(rf"(?<=[。，、：；！？）》”]) +(?={_CJK})")
_GAP = re.compile(r"(_{4,})")
_GAP_SHARE = 0.6
"""An underscore stands for somewhat more than half a character: what looks right in the source is right on paper."""
# A pair of brackets to write in: its white must not break in two at a line's end.
_BRACKETS = re.compile(r"（\u3000+）")
_TICK = re.compile(r"\[( |x|X|√)\] +")
_INLINE_TAGS = {"a", "strong", "em", "b", "i", "code", "br", "img", "span", "sup", "sub", "ruby"}


@dataclass(frozen=True)
class BlockMaker:
    """`day` chooses among dated texts. `picture` reads an image by its address as written; None leaves it out
    (checks have told). `address` turns a link into a full address, or None where print has no use for it.
    `title` is that of the page a link leads to, "" where there is none: paper shows no links, so a page that is
    named by its title stands in title marks. `embed` gives the blocks of an embedded quiz.
    """

    day: date
    picture: Callable[[str], Picture | None] = lambda src: None
    address: Callable[[str], str | None] = lambda href: href if "://" in href else None
    title: Callable[[str], str] = lambda href: ""
    embed: Callable[[str], Blocks] = lambda quiz: ()

    def blocks(self, html: str) -> Blocks:
        """All blocks of a `Document.html`."""
        if not html.strip():
            return ()
        return tuple(self._children(lxml_html.fragment_fromstring(html, create_parent="div")))

    def text(self, html: str) -> Text:
        """A text of one paragraph; of more paragraphs, all their texts with breaks between."""
        if not html.strip():
            return ()
        root = lxml_html.fragment_fromstring(html, create_parent="div")
        paragraphs = root.findall(".//p") or [root]
        out: list[Inline] = []
        for number, paragraph in enumerate(paragraphs):
            out += [Break()] if number else []
            out += self._text(paragraph)
        return tuple(out)

    # -- blocks

    def _children(self, parent: Element) -> Iterable[Block]:
        """The blocks inside an element; loose text between them, as in a tight list, is a paragraph."""
        loose = lxml_html.Element("p")
        loose.text = parent.text
        for child in parent:
            if child.tag in _INLINE_TAGS:
                # Appending would move it out of the tree that is being walked.
                loose.append(deepcopy(child))
                continue
            yield from self._paragraph(loose)
            loose = lxml_html.Element("p")
            yield from self._block(child)
            loose.text = child.tail
        yield from self._paragraph(loose)

    def _block(self, element: Element) -> Iterable[Block]:
        classes = (element.get("class") or "").split()
        match element.tag:
            case "p":
                yield from self._paragraph(element)
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                yield Heading(max(1, int(element.tag[1]) - 1), self._text(element))
            case "ul" | "ol":
                items = tuple(tuple(self._children(li)) for li in element.findall("li"))
                yield Items(items, element.tag == "ol", int(element.get("start") or 1))
            case "dl":
                yield self._terms(element)
            case "table":
                yield self._table(element)
            case "blockquote":
                yield Quote(tuple(self._children(element)))
            case "pre":
                lines = "".join(element.itertext()).rstrip("\n").split("\n")
                pieces: list[Inline] = []
                for number, line in enumerate(lines):
                    pieces += ([Break()] if number else []) + [Run(line, code=True)]
                yield Paragraph(tuple(pieces), "code")
            case "details":
                yield from self._dated(element)
            case "hr":
                yield PageBreak()
            case "div":
                yield from self._division(element, classes)
            case _:
                yield from self._children(element)

    def _division(self, element: Element, classes: list[str]) -> Iterable[Block]:
        if "ip-box" in classes:
            yield self._box(element, next(c for c in classes if c.startswith("ip-box--")).removeprefix("ip-box--"))
        elif "ip-notes" in classes:
            yield Notes(tuple(self._children(_folded(element))))
        elif "ip-answer" in classes:
            yield Answer(tuple(self._children(_folded(element))), int(element.get("data-lines") or 0))
        elif "ip-cards" in classes:
            yield Cards(element.get("data-title") or "", tuple(self._children(element)))
        elif "ip-lines" in classes:
            yield Lines(int(element.get("data-lines") or 3))
        elif "ip-draw" in classes:
            yield Frame(int(element.get("data-lines") or 3))
        elif element.get("data-quiz"):
            yield from self.embed(element.get("data-quiz") or "")
        else:
            yield from self._children(element)

    def _paragraph(self, element: Element) -> Iterable[Block]:
        """Its text, then its pictures: a picture never stands inside a line."""
        if len(element) == 0 and not (element.text or "").strip():
            return
        pieces = self._text(element)
        if any(not isinstance(p, Run) or p.text.strip() for p in pieces):
            yield Paragraph(pieces)
        for image in element.iter("img"):
            picture = self.picture(image.get("src") or "")
            if picture is not None:
                title = image.get("title") or ""
                yield Figure(picture, (image.get("alt") or "").strip(), (Run(title),) if title else ())

    def _box(self, element: Element, kind: str) -> Box:
        label, title = "", ""
        head = element.find("p[@class='ip-box__title']")
        if head is not None:
            span = head.find("span")
            label = "" if span is None else (span.text or "").strip()
            title = "" if span is None else (span.tail or "").strip()
            element.remove(head)
        return Box(kind, label, title, tuple(self._children(element)))

    def _dated(self, element: Element) -> Iterable[Block]:
        """In force today: the text itself. Still to come: announced in a box. Past: left out."""
        since, until = parse_day(element.get("data-from") or ""), parse_day(element.get("data-until") or "")
        body = element.find("div")
        blocks = tuple(self._children(body)) if body is not None else ()
        if since is not None and self.day < since:
            yield Box("dated", f"{cn_date(since)}起", "", blocks)
        elif until is None or self.day < until:
            yield from blocks

    def _terms(self, element: Element) -> Terms:
        entries: list[tuple[Text, Blocks]] = []
        for child in element:
            if child.tag == "dt":
                entries.append((self._text(child), ()))
            elif child.tag == "dd" and entries:
                term, said = entries[-1]
                entries[-1] = (term, said + tuple(self._children(child)))
        return Terms(tuple(entries))

    def _table(self, element: Element) -> Table:
        head_row = element.find("thead/tr")
        head = tuple(self._text(cell) for cell in head_row) if head_row is not None else ()
        align = tuple(_align(cell) for cell in head_row) if head_row is not None else ()
        rows = tuple(tuple(self._text(cell) for cell in row) for row in element.findall("tbody/tr"))
        # A table with empty cells is a form to fill in.
        form = any(not cell for row in rows for cell in row)
        return Table(head if any(head) else (), rows, align=align if any(align) else (), ruled=form, row_height=0.9 if form else 0)

    # -- inline

    def _text(self, element: Element) -> Text:
        return _tidy(list(self._pieces(element, Run(""))))

    def _pieces(self, element: Element, look: Run) -> Iterable[Inline]:
        yield from _split(element.text, look)
        for child in element:
            match child.tag:
                case "strong" | "b":
                    yield from self._pieces(child, replace(look, strong=True))
                case "em" | "i":
                    yield from self._pieces(child, replace(look, em=True))
                case "code":
                    yield replace(look, text="".join(child.itertext()), code=True)
                case "a" if child.get("class") == "ip-term":  # its explanation is on the website; paper has the word
                    yield from self._pieces(child, look)
                case "a":
                    href = child.get("href") or ""
                    linked = replace(look, href=self.address(href), law=child.get("class") == "ip-law")
                    inner = list(self._pieces(child, linked))
                    marked = (child.getprevious().tail if child.getprevious() is not None else element.text) or ""
                    bare = not marked.endswith(("《", "“")) and names("".join(child.itertext()), self.title(href))
                    yield from [replace(linked, text="《"), *inner, replace(linked, text="》")] if bare else inner
                case "br":
                    yield Break()
                case "ruby":
                    yield replace(look, text=child.text or "", pinyin="".join(child.xpath("rt/text()")))
                case "img":
                    pass
                case _:
                    yield from self._pieces(child, look)
            yield from _split(child.tail, look)


def names(text: str, title: str) -> bool:
    """Whether a link's text is the title of the page behind it, whole or down to a mark.

    >>> names("防骗", "防骗：包授权、代缴费、假证书"), names("商标", "商标是什么")
    (True, False)
    """
    return bool(text) and title.startswith(text) and title[len(text) : len(text) + 1] in ("", "：", "、", "，", "？")


def _split(source: str | None, look: Run) -> Iterable[Inline]:
    """Text with its blanks (`____`) and boxes to tick (`[ ] `) as pieces of their own."""
    if not source:
        return
    # Nor must a line end between a box and what it stands before.
    source = _BRACKETS.sub(BRACKETS, source).replace("□ ", "□\u00a0")
    for part in _GAP.split(source):
        if part.startswith("____"):
            yield Gap(max(3, round(len(part) * _GAP_SHARE)))
        elif part:
            position = 0
            for mark in _TICK.finditer(part):
                if mark.start() > position:
                    yield replace(look, text=part[position : mark.start()])
                yield Tick(mark[1] != " ")
                position = mark.end()
            if position < len(part):
                yield replace(look, text=part[position:])


def _tidy(pieces: list[Inline]) -> Text:
    """White space as a reader sees it, equal looks joined, edges trimmed."""
    joined: list[Inline] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if isinstance(piece, Run) and isinstance(last, Run) and replace(last, text="") == replace(piece, text=""):
            joined[-1] = replace(last, text=last.text + piece.text)
        else:
            joined.append(piece)
    out: list[Inline] = []
    for number, piece in enumerate(joined):
        if not isinstance(piece, Run) or piece.code:
            out.append(piece)
            continue
        # A line end at the seam of two runs is seen with its neighbours.
        before = _last_character(joined[number - 1]) if number else ""
        after = _first_character(joined[number + 1]) if number + 1 < len(joined) else ""
        seen = _IDLE_SPACE.sub("", _SOFT_BREAK.sub("", before + piece.text + after))
        seen = seen[len(before) : len(seen) - len(after)]
        seen = re.sub(r"[ \t\r\n]+", " ", seen)
        if not out or isinstance(out[-1], Break):
            seen = seen.lstrip(" ")
        if number + 1 == len(joined) or isinstance(joined[number + 1], Break):
            seen = seen.rstrip(" ")
        if seen:
            out.append(replace(piece, text=seen))
    return tuple(out)


def _first_character(piece: Inline) -> str:
    return piece.text[:1] if isinstance(piece, Run) else ""


def _last_character(piece: Inline) -> str:
    return piece.text[-1:] if isinstance(piece, Run) else ""


def _folded(element: Element) -> Element:
    """What the site shows folded lies in `<details><summary/><div>`; the div is what there is to print."""
    inside = element.find("details/div")
    return element if inside is None else inside


def _align(cell: Element) -> str:
    found = re.search(r"text-align:\s*(left|center|right)", cell.get("style") or "")
    return found[1] if found else ""

