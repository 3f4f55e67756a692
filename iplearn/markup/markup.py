"""Markdown text -> Document, with one Markdown instance for all texts (a new one per page costs as much as the page)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from markdown import Markdown

from iplearn.markup.extension import IplearnExtension
from iplearn.markup.plain import is_plain, plain_document
from iplearn.markup.source import Locator
from iplearn.markup.terms import TermIndex
from iplearn.model.citation import Dated
from iplearn.model.document import Document, Heading
from iplearn.model.glossary import Term
from iplearn.model.law import LawRegistry


class Markup:
    """The one configured Markdown.

    >>> from datetime import date
    >>> Markup(LawRegistry()).parse("**先别公开**", as_of=date(2026, 11, 22)).html
    '<p><strong>先别公开</strong></p>'
    """

    def __init__(self, laws: LawRegistry, terms: Iterable[Term] = (), passages: bool = True) -> None:
        self._extension = IplearnExtension(laws, TermIndex.of(tuple(terms)), passages)
        self._md = Markdown(extensions=[self._extension], output_format="html")

    def parse(
        self, text: str, *, as_of: date, src: str = "index.md", first_line: int = 1, dated: Dated = Dated(), explain: bool = False, terms_off: Iterable[str] = ()
    ) -> Document:
        """`text` as a page at `src` (below content/) that speaks as of `as_of`.

        `first_line` is the line of the file on which `text` starts; `dated` applies to the whole text.
        `explain` links the first occurrence of each term of the glossary, but for `terms_off`: pages want it, quizzes do not.
        """
        context = self._extension.context
        context.start(text, src, first_line, as_of, dated, explain, frozenset(terms_off))
        if not explain and is_plain(text):
            return plain_document(text, context)
        self._md.reset()
        html = self._md.convert(text)
        return Document(
            html=html,
            headings=tuple(_headings(self._md.toc_tokens, Locator(text, first_line))),  # type: ignore[attr-defined]
            links=tuple(context.links),
            images=tuple(context.images),
            citations=tuple(context.citations),
            almost=tuple(context.almost),
            embeds=tuple(context.embeds),
            parts=tuple(context.parts),
            anchors=frozenset(context.anchors),
            passages=tuple(context.passages),
            terms=tuple(context.terms),
        )


def inline(document: Document) -> str:
    """The HTML of a one-paragraph text without its `<p>`; other texts are returned whole."""
    match = re.fullmatch(r"<p>(.*)</p>", document.html, re.S)
    return match[1] if match and "<p>" not in match[1] else document.html


def _headings(tokens: list[dict], locator: Locator) -> list[Heading]:
    """In document order. `locator` is the headings' own: it only ever looks forward."""
    out: list[Heading] = []
    for token in tokens:
        out.append(Heading(token["level"], token["id"], token["name"], locator.line("#" * token["level"] + token["name"])))
        out.extend(_headings(token["children"], locator))
    return out
