"""What templates see of a page. Plain values; nothing here decides anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from iplearn.model.site import Section


@dataclass(frozen=True)
class Card:
    """A way to another page: `path` is below the site root."""

    title: str
    path: str
    summary: str = ""
    label: str = ""
    meta: str = ""


@dataclass(frozen=True)
class Source:
    """A law version a page rests on, and the articles it cites of it."""

    law_title: str
    short: str
    version: str
    effective: date
    valid_to: date | None
    status: str
    articles: tuple[str, ...]
    official_url: str | None
    path: str


@dataclass(frozen=True)
class TaskLink:
    n: int
    title: str
    path: str


@dataclass(frozen=True)
class TocEntry:
    id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Doc:
    """A page as its template and the theme see it."""

    path: str
    kind: str
    kind_label: str = ""
    title: str
    summary: str = ""
    section: Section | None = None
    html: str = ""
    toc: tuple[TocEntry, ...] = ()
    reviewed: date | None = None
    approved_by: str | None = None
    approved_on: date | None = None
    published: date | None = None
    audience: tuple[str, ...] = ()
    breadcrumb: tuple[Card, ...] = ()
    sources: tuple[Source, ...] = ()
    related: tuple[Card, ...] = ()
    quizzes: tuple[Card, ...] = ()
    lessons: tuple[Card, ...] = ()
    tasks: tuple[TaskLink, ...] = ()
    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)

    def framed(self) -> Doc:
        """What the theme's frame still asks for once the body has the rest."""
        kept = {key: self.data[key] for key in _FRAME_DATA if key in self.data}
        return replace(self, html="", toc=(), breadcrumb=(), sources=(), related=(), quizzes=(), lessons=(), tasks=(), data=kept)


_FRAME_DATA = ("question",)


@dataclass(frozen=True, kw_only=True)
class SiteView:
    """The site as templates see it; what is None is left out."""

    name: str
    tagline: str
    description: str
    sections: tuple[Section, ...]
    host_unit: str
    content_source: str
    contact: Any
    site_id_code: str | None
    icp: str | None
    police_record: str | None
    domain: str | None
    report_error: Mapping[str, str | None]
    licence: str
    has_lrs: bool
    glossary: str | None = None


@dataclass(frozen=True, kw_only=True)
class SitePage:
    """A page that leaves the house. `src` is its path below content/ (authored or generated), `utf8` its HTML.

    In bytes, because a str with one Chinese character takes two for every letter, and a large site has fifty million.
    """

    src: str
    doc: Doc
    utf8: bytes

    @property
    def body(self) -> str:
        return self.utf8.decode()

    @property
    def path(self) -> str:
        return self.doc.path
