"""What an export is made from and what it gives back.

Every format leaves something out or says it otherwise. Whatever it does not hold as written is a `Loss`,
and the losses are printed in the pack's 说明: nothing is dropped without a word.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from lxml import etree
from lxml import html as lxml_html

from iplearn.model.document import Document
from iplearn.model.item import Item
from iplearn.model.prose import Prose
from iplearn.model.quiz import Case, Quiz, Section
from iplearn.once import once

# Where a block ends, a line ends: for formats that know no markup.
_LINES = {"p", "li", "tr", "div", "br", "h1", "h2", "h3", "h4"}
_IMAGE_TYPES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "svg": "image/svg+xml", "gif": "image/gif"}


@dataclass(frozen=True)
class Loss:
    """`what` a format could not hold as written, in Chinese. `item` is the item's id; empty for the whole file."""

    what: str
    item: str = ""


@dataclass(frozen=True)
class Exported:
    """A file and what it leaves out."""

    data: bytes
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True)
class Asked:
    """An item in force with its number and where it stands; `first` of its part that is asked."""

    number: int
    item: Item
    part: Section | Case
    first: bool


@dataclass(frozen=True)
class QuizSource:
    """A quiz on one day.

    `read` gives what a piece of its Markdown became. `address` turns a link of the quiz's page into a full
    address, or None where there is none yet: the words stay, the link goes. `image` gives the bytes of a picture
    by its address as written; None leaves its alternative text. `player` holds the files of `render.offline.offline_files`,
    for formats that bring their own player.
    """

    quiz: Quiz
    day: date
    read: Callable[[Prose], Document]
    address: Callable[[str], str | None] = lambda href: href if "://" in href else None
    image: Callable[[str], bytes | None] = lambda src: None
    player: Mapping[str, bytes] = field(default_factory=dict)

    @once
    def asked(self) -> tuple[Asked, ...]:
        out: list[Asked] = []
        for part in self.quiz.parts:
            for n, item in enumerate(i for i in part.items if i.in_force(self.day)):
                out.append(Asked(len(out) + 1, item, part, n == 0))
        return tuple(out)

    @once
    def html(self, prose: Prose, *, inline: bool = False) -> str:
        """Well-formed HTML that stands on its own: no classes, no relative links, pictures inside.

        `inline`: without the `<p>` around a single paragraph.
        """
        root = self._tree(prose)
        children = list(root)
        if inline and len(children) == 1 and children[0].tag == "p" and not (root.text or "").strip():
            root = children[0]
        return _inner(root)

    @once
    def text(self, prose: Prose) -> str:
        """Plain text, a line for a line."""
        out = "".join(_text(self._tree(prose)))
        return re.sub(r"[ \t]*\n\s*", "\n", out).strip()

    def pictures(self, prose: Prose) -> int:
        return len(self.read(prose).images)

    def reasons(self, item: Item, said: Sequence[str] = ()) -> list[str]:
        """Explanation and sources as HTML paragraphs. What is `said` of single options stands between: before the
        explanation, that would read as part of the last."""
        out = [self.html(item.explanation)] if item.explanation else []
        return [*out, *said] + [_labelled("依据：", self.html(s)) for s in item.sources]

    def reasons_text(self, item: Item, said: Sequence[str] = ()) -> list[str]:
        """As `reasons`, plain."""
        out = [self.text(item.explanation)] if item.explanation else []
        return [*out, *said] + [f"依据：{self.text(s)}" for s in item.sources]

    def _tree(self, prose: Prose):
        root = lxml_html.fragment_fromstring(self.read(prose).html or "", create_parent="div")
        for element in list(root.iter()):
            if not isinstance(element.tag, str):
                continue
            match element.tag:
                case "rp":
                    continue
                case "rt":
                    element.drop_tag()
                case "ruby" | "section" | "span":
                    element.drop_tag()
                case "a":
                    href = self.address(element.get("href") or "") if element.get("class") != "ip-law" else None
                    element.attrib.clear()
                    if href:
                        element.set("href", href)
                    else:
                        element.drop_tag()
                case "img":
                    self._picture(element)
                case "div" if element is not root:
                    element.drop_tag()
                case _:
                    element.attrib.clear()
        for element in list(root.iter("rp")):
            element.drop_tag()
        return root

    def _picture(self, element) -> None:
        src, alt = element.get("src") or "", element.get("alt") or ""
        data = self.image(src)
        kind = _IMAGE_TYPES.get(src.rpartition(".")[2].lower())
        element.attrib.clear()
        if data is None or kind is None:
            element.tag, element.text = "em", f"（图：{alt}）"
        else:
            element.set("src", f"data:{kind};base64,{base64.b64encode(data).decode()}")
            element.set("alt", alt)


@dataclass
class Losses:
    """Gathers losses while a file is written; each is told once."""

    found: list[Loss] = field(default_factory=list)

    def add(self, what: str, item: Item | None = None) -> None:
        loss = Loss(what, item.id if item else "")
        if loss not in self.found:
            self.found.append(loss)

    def common(self, source: QuizSource, *, points: bool, hints: bool, pictures: bool) -> None:
        """What many formats lack in the same way: True says that this one has it."""
        quiz = source.quiz
        branching = [p for p in quiz.parts if isinstance(p, Case) and p.branches]
        if branching:
            self.add(f"案例“{'”“'.join(p.title for p in branching)}”的分支：选了哪个都按顺序往下做")
        if quiz.draw:
            self.add(f"每次抽 {quiz.draw} 题：导入后在平台上设置")
        for asked in source.asked():
            item = asked.item
            if item.hints and not hints:
                self.add("提示", item)
            if item.points != 1 and not points:
                self.add("分值", item)
            if not pictures and source.pictures(item.stem):
                self.add("图片，只留图的说明", item)

    def tuple(self) -> tuple[Loss, ...]:
        return tuple(self.found)


def _labelled(label: str, html: str) -> str:
    """`label` begins the first paragraph; before a list it is a paragraph of its own, for none holds a list."""
    return html.replace("<p>", f"<p>{label}", 1) if html.startswith("<p>") else f"<p>{label}</p>{html}"


def _inner(root) -> str:
    parts = [_escape(root.text or "")]
    parts += [etree.tostring(child, encoding="unicode", method="xml", with_tail=True) for child in root]
    return "".join(parts).strip()


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _text(element) -> Iterator[str]:
    if element.tag == "img":
        yield f"（图：{element.get('alt') or ''}）"
    if element.text:
        yield element.text
    for child in element:
        yield from _text(child)
        if child.tag in ("td", "th"):
            yield "　"
        elif child.tag in _LINES:
            yield "\n"
        if child.tail:
            yield child.tail
