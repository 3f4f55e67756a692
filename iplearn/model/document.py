"""What one Markdown text became: HTML plus every fact that checks and products need."""

from __future__ import annotations

from dataclasses import dataclass

from iplearn.model.citation import AlmostCitation, Citation, Dated


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    id: str
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """A link as written: `href` is a path relative to the page's Markdown file, or an address."""

    href: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Image:
    src: str
    alt: str
    line: int


@dataclass(frozen=True, slots=True)
class QuizEmbed:
    quiz: str
    line: int


@dataclass(frozen=True, slots=True)
class TextPart:
    """Plain text under one heading, for search. The part before the first heading has heading ""."""

    heading: str
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of running text as a reader meets it, for the writing aids.

    `kind` is heading, title (of a box), p, li, dt, dd, th (a table's head row) or tr (a table row, cells
    joined by spaces). `within` names the `///` blocks around it, outermost first; `whole` is the same
    number for all blocks of one outermost box. `citations` are those that stand in `text`.
    """

    kind: str
    text: str
    line: int
    heading: str = ""
    within: tuple[str, ...] = ()
    dated: Dated = Dated()
    whole: int = 0
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """`html` holds `quiz_placeholder(id)` where a quiz is embedded; products put the quiz there.

    `terms` are the entries of the glossary it links to.
    """

    html: str
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    citations: tuple[Citation, ...] = ()
    almost: tuple[AlmostCitation, ...] = ()
    embeds: tuple[QuizEmbed, ...] = ()
    parts: tuple[TextPart, ...] = ()
    anchors: frozenset[str] = frozenset()
    passages: tuple[Passage, ...] = ()
    terms: tuple[str, ...] = ()


def quiz_placeholder(quiz_id: str) -> str:
    return f'<div class="ip-quiz-embed" data-quiz="{quiz_id}"></div>'
