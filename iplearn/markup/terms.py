"""Terms of the glossary in a text: the first occurrence of each is linked to its entry and carries its explanation.

One compiled pattern looks at each run of text once, however many terms there are: a trie written as a regular
expression, longest form first. Left alone are headings, links (so also citations), code, head cells, summaries
and titles of boxes, and whatever stands in 《》.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from iplearn.markup.context import Context
from iplearn.model.glossary import Term
from iplearn.model.routes import GLOSSARY_PATH, term_anchor

_LEFT_ALONE = frozenset({"a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "th", "summary", "ruby"})


@dataclass(frozen=True)
class TermIndex:
    """What to look for. `meaning` is None for a longer word in which a term is not meant (`not_in`)."""

    meaning: dict[str, Term | None] = field(default_factory=dict)
    pattern: re.Pattern[str] | None = None

    @classmethod
    def of(cls, terms: Iterable[Term]) -> TermIndex:
        """
        >>> list(TermIndex.of([Term(term="商标", pinyin="shang biao", not_in=("商标法",), text="…")]).find("商标法和商标"))[0][:2]
        (4, 6)
        """
        meaning: dict[str, Term | None] = {}
        for term in terms:
            if term.link:
                meaning.update(dict.fromkeys(term.not_in, None))
        for term in terms:
            if term.link:
                meaning.update(dict.fromkeys(term.forms, term))
        return cls(meaning, re.compile(_trie(meaning)) if meaning else None)

    def find(self, text: str) -> Iterator[tuple[int, int, Term]]:
        """(start, end, term) of every occurrence, left to right."""
        if self.pattern is None:
            return
        for match in self.pattern.finditer(text):
            term = self.meaning.get(match[0])
            if term and not _inside_latin(text, *match.span()):
                yield match.start(), match.end(), term


def _inside_latin(text: str, start: int, end: int) -> bool:
    """Whether a Latin form is a piece of a longer word: ID in VIDEO."""
    return any(text[a : a + 1].isascii() and text[a : a + 1].isalnum() and text[b : b + 1].isascii() and text[b : b + 1].isalnum() for a, b in ((start - 1, start), (end - 1, end)) if a >= 0)


def _trie(words: Iterable[str]) -> str:
    """A pattern that matches a title in 《》, or the longest of `words` at a place without trying one after the other.

    Every branch at its top begins with a character, so that the search leaps to the next of them.
    """
    root: dict = {}
    for word in words:
        node = root
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return "|".join(["《[^《》]*》", *(re.escape(character) + _branch(child) for character, child in sorted(root.items()))])


def _branch(node: dict) -> str:
    branches = [re.escape(character) + _branch(child) for character, child in sorted(node.items()) if character]
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)}){'?' if '' in node else ''}"


class TermTreeprocessor(Treeprocessor):
    """Runs after citations were linked. A dated text counts for itself, because readers see one of two."""

    def __init__(self, md: Markdown, context: Context, index: TermIndex) -> None:
        super().__init__(md)
        self.context = context
        self.index = index

    def run(self, root: etree.Element) -> None:
        if self.context.explain and self.index.pattern:
            self._visit(root, set(self.context.terms_off))

    def _visit(self, element: etree.Element, seen: set[str]) -> None:
        """`seen` holds the terms already explained here, and those this text leaves alone."""
        children = list(element)
        element.text = self._weave(element, None, element.text, seen)
        dated: dict[str, set[str]] = {}
        for child in children:
            day = child.get("data-from") or child.get("data-until")
            if day:
                inner = set(seen)
                self._visit(child, inner)
                # Explained in the old text and in the new one: whichever the reader sees, it is explained.
                seen |= (inner - seen) & dated.get(day, set())
                dated[day] = inner
            elif child.tag not in _LEFT_ALONE and child.get("class") != "ip-box__title":
                self._visit(child, seen)
            child.tail = self._weave(element, child, child.tail, seen)

    def _weave(self, parent: etree.Element, after: etree.Element | None, text: str | None, seen: set[str]) -> str | None:
        """Puts links for new terms of `text` behind `after` in `parent`; returns the text before the first."""
        if not text or text.isspace():
            return text
        index = 0 if after is None else list(parent).index(after) + 1
        lead, position, last = text, 0, None
        for start, end, term in self.index.find(text):
            if term.term in seen:
                continue
            seen.add(term.term)
            link = self._link(term, text[start:end])
            if last is None:
                lead = text[position:start]
            else:
                last.tail = text[position:start]
            parent.insert(index, link)
            index, position, last = index + 1, end, link
        if last is not None:
            last.tail = text[position:]
        return lead

    def _link(self, term: Term, written: str) -> etree.Element:
        self.context.terms.append(term.term)
        link = etree.Element("a", {"class": "ip-term", "href": f"{self.context.href(GLOSSARY_PATH)}#{term_anchor(term.term)}", "title": term.text})
        link.text = written
        return link
