"""Chinese typography and the facts of a finished tree."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections import Counter

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from iplearn.markup.context import Context
from iplearn.model.document import Image, Link, QuizEmbed, TextPart

_CJK = r"[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u3000-\u303f\u201c\u201d\u2018\u2019\u2014\u2026]"
# A line break between two Chinese characters is the author's, not a space for the reader.
_SOFT_BREAK = re.compile(rf"(?<={_CJK})[ \t]*\n[ \t]*(?={_CJK})")
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


class TypographyTreeprocessor(Treeprocessor):
    """Joins Chinese lines, lets wide tables scroll on their own, names their scroll region."""

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            if element.tag in ("code", "pre"):
                continue
            if element.text and "\n" in element.text:
                element.text = _join(element.text)
            if element.tail and "\n" in element.tail:
                element.tail = _join(element.tail)
        self._wrap_tables(root, Counter())

    def _wrap_tables(self, parent: etree.Element, labels: Counter[str]) -> None:
        """`labels` counts those given: two regions of one page must not share a name."""
        for index, child in enumerate(list(parent)):
            if child.tag != "table":
                self._wrap_tables(child, labels)
                continue
            head = [re.sub(r"\s+", "", "".join(th.itertext())) for th in child.iter("th")]
            for th in child.iter("th"):
                th.set("scope", "col")
            label = "表格：" + "、".join(h for h in head if h) if any(head) else "表格"
            labels[label] += 1
            if labels[label] > 1:
                label += f"（{labels[label]}）"
            box = etree.Element("div", {"class": "ip-table", "tabindex": "0", "role": "region", "aria-label": label})
            box.tail, child.tail = child.tail, None
            parent.remove(child)
            box.append(child)
            parent.insert(index, box)


def _join(text: str) -> str:
    # Markdown keeps one newline at the seams between elements: a neighbour there is unknown, so it stays.
    return _SOFT_BREAK.sub("", text)


class FactsTreeprocessor(Treeprocessor):
    """Records links, images, quiz embeds, anchors and plain text; turns `.md` links into `.html`."""

    def __init__(self, md: Markdown, context: Context) -> None:
        super().__init__(md)
        self.context = context

    def run(self, root: etree.Element) -> None:
        context = self.context
        parts: list[tuple[str, str, list[str]]] = [("", "", [])]
        for element in root.iter():
            if element.get("id"):
                context.anchors.add(element.get("id", ""))
            if element.tag == "a" and element.get("class") not in ("ip-law", "ip-term"):
                self._link(element)
            elif element.tag == "img":
                src = element.get("src", "")
                context.images.append(Image(src, element.get("alt", "").strip(), context.locator.line(f"]({src}")))
            elif element.get("data-quiz") and element.tag == "div":
                quiz = element.get("data-quiz", "")
                context.embeds.append(QuizEmbed(quiz, context.locator.line(f"quiz|{quiz}")))
        self._collect(root, parts)
        context.parts = [TextPart(h, a, _squeeze("".join(t))) for h, a, t in parts if h or "".join(t).strip()]

    def _link(self, element: etree.Element) -> None:
        href = element.get("href")
        if href is None:
            return
        line = self.context.locator.line(href) if not href.startswith("mailto:") else self.context.locator.line(href[7:])
        self.context.links.append(Link(href, "".join(element.itertext()), line))
        path, hash_, fragment = href.partition("#")
        if "://" not in href and path.endswith(".md"):
            element.set("href", path[:-3] + ".html" + hash_ + fragment)

    def _collect(self, element: etree.Element, parts: list[tuple[str, str, list[str]]]) -> None:
        """Plain text of the tree, cut at headings. Neither a worksheet's answers nor pinyin are text to be found."""
        if element.get("class") == "ip-answer" or element.tag in ("rt", "rp"):
            pass
        elif element.tag in _HEADINGS:
            parts.append(("".join(element.itertext()).strip(), element.get("id", ""), []))
        else:
            if element.text:
                parts[-1][2].append(element.text)
            for child in element:
                self._collect(child, parts)
            if element.tag in ("p", "li", "td", "th", "tr", "div", "summary"):
                parts[-1][2].append(" ")
        if element.tail:
            parts[-1][2].append(element.tail)


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
