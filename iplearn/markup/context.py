"""What the tree processors know about the text in hand, and where they leave what they find."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from iplearn.markup.source import Locator
from iplearn.model.citation import AlmostCitation, Citation, Dated
from iplearn.model.document import Image, Link, QuizEmbed, Passage, TextPart
from iplearn.model.law import LawRegistry


@dataclass
class Context:
    """One per Markdown instance. `src` is the text's path below content/, for relative links.

    `explain`: terms of the glossary are linked, but for `terms_off`. Without `keeps_passages` none are gathered.
    """

    laws: LawRegistry
    keeps_passages: bool = True
    src: str = "index.md"
    as_of: date = date.min
    dated: Dated = field(default_factory=Dated)
    text: str = ""
    first_line: int = 1
    locator: Locator = field(default_factory=lambda: Locator("", 1))
    citations: list[Citation] = field(default_factory=list)
    almost: list[AlmostCitation] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    embeds: list[QuizEmbed] = field(default_factory=list)
    parts: list[TextPart] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    passages: list[Passage] = field(default_factory=list)
    explain: bool = False
    terms_off: frozenset[str] = frozenset()
    terms: list[str] = field(default_factory=list)

    def start(self, text: str, src: str, first_line: int, as_of: date, dated: Dated, explain: bool, terms_off: frozenset[str]) -> None:
        self.src, self.as_of, self.dated = src, as_of, dated
        self.text, self.first_line = text, first_line
        self.locator = Locator(text, first_line)
        self.citations, self.almost, self.links, self.images, self.embeds, self.parts = [], [], [], [], [], []
        self.passages = []
        self.anchors, self.terms = set(), []
        self.explain, self.terms_off = explain, terms_off

    def href(self, path: str) -> str:
        """A relative address from this text's page to `path` below the site root."""
        return _relative(path, posixpath.dirname(self.src) or ".")


@lru_cache(maxsize=4096)
def _relative(path: str, folder: str) -> str:
    """Remembered, because every page of a section cites the same few laws."""
    return posixpath.relpath(path, folder)
