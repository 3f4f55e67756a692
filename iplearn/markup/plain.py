"""The short way for one line without any markup: most options, feedbacks and labels of quizzes.

Python-Markdown spends some 0.3 ms on a text of ten characters, and a site of a thousand pages holds a
hundred thousand of them. Where a line has no character that could mean anything to Markdown, what
Markdown would make of it is known: a paragraph with its citations linked. A test holds both ways equal.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from markdown.serializers import to_html_string
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from iplearn.markup.citations import citation_link, cite
from iplearn.markup.context import Context
from iplearn.model.document import Document, Passage, TextPart

# Excluded: what opens a list, a heading, a block, a definition or code at the start of a line,
# and every character with a meaning inside one.
_PLAIN = re.compile(r"(?![\s\-+:=/]|\d+[.)])[^\\`*_\[\]<>!&#|{}\x00-\x1f\x7f\u2028\u2029\x85]+(?<!\s)")


def is_plain(text: str) -> bool:
    return _PLAIN.fullmatch(text) is not None


def plain_document(text: str, context: Context) -> Document:
    """The Document of a text for which `is_plain`; `context` has been started for it."""
    pieces, position = [], 0
    for citation in cite(text, context.dated, context):
        link = citation_link(citation, context)
        if link is not None:
            pieces += [text[position : citation.written.start], to_html_string(link)]
            position = citation.written.end
    pieces.append(text[position:])
    citations, words = tuple(context.citations), re.sub(r"\s+", " ", text)
    passage = Passage("p", words, context.first_line, dated=context.dated, whole=1, citations=citations) if context.keeps_passages else None
    return Document(
        html=f"<p>{''.join(pieces)}</p>",
        citations=citations,
        almost=tuple(context.almost),
        parts=(TextPart("", "", words),),
        passages=(passage,) if passage else (),
    )


# What an inline pattern may begin with, and the mark of what Markdown has stashed away.
_INLINE = re.compile(r"[\\`*_\[<!&{\x02]| {2}\n")


class PlainTextTreeprocessor(Treeprocessor):
    """Says of every text in the tree without inline markup that it has none, so that no pattern is tried on it."""

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            if element.text and not _INLINE.search(element.text):
                element.text = AtomicString(element.text)
