"""A training module taken apart, and courses: a course is the modules of one track in order, with a test of its own.

A module is one Markdown page. Its parts are found by what their headings say, so that authors write plain headings
and nothing else: `## 一、…（6 分钟）` is a section, `### 抄走就能用：台账` a template to take away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from iplearn.model.content import ModuleMeta, Page
from iplearn.model.document import Document, Heading

COURSES = {"技术人员": "tech", "管理人员": "manage"}
"""Track -> the word its addresses use."""
TEST_ITEMS, TEST_PASS = 40, 80
"""A track's test draws so many items, and this percentage of the points passes."""
MINUTES_PER_ITEM = 1
"""Estimate of time left: a drawn item of a final test takes about a minute."""

LAW, HOW, WORKED, MISTAKES, THINK = "法律怎么说", "怎么做", "做一遍", "常见错误", "想一想"
TEMPLATE = ("抄走就能用", "带走的表")
"""How headings of a module's fixed parts begin (MISTAKES: what they contain)."""

_MINUTES = re.compile(r"（\s*(\d+)\s*分钟\s*）\s*$")
_HEADING = re.compile(r"<h2\b[^>]*>.*?</h2>", re.S)
_EMBED = re.compile(r'<div class="ip-quiz-embed" data-quiz="([^"]+)"></div>')


@dataclass(frozen=True)
class ModuleSection:
    """`##` of a module: `minutes` as its heading says (None: it does not), `html` what stands below it, `quizzes` embedded there."""

    id: str
    title: str
    minutes: int | None
    line: int
    html: str
    quizzes: tuple[str, ...]

    @property
    def name(self) -> str:
        """The title without its minutes: 一、一条短视频丢了一件专利."""
        return _MINUTES.sub("", self.title)


def module_sections(document: Document) -> tuple[ModuleSection, ...]:
    heads = [h for h in document.headings if h.level == 2]
    bodies = _HEADING.split(document.html)[1:]
    return tuple(_section(head, html) for head, html in zip(heads, bodies))


def _section(head: Heading, html: str) -> ModuleSection:
    minutes = _MINUTES.search(head.text)
    return ModuleSection(head.id, head.text, int(minutes[1]) if minutes else None, head.line, html, tuple(_EMBED.findall(html)))


def template_name(heading: str) -> str | None:
    """`抄走就能用：专利台账` -> 专利台账; None for any other heading."""
    bare = _MINUTES.sub("", re.sub(r"^[一二三四五六七八九十]+、", "", heading))
    for word in TEMPLATE:
        if bare.startswith(word):
            return bare.removeprefix(word).lstrip("：: ") or bare
    return None


@dataclass(frozen=True)
class Course:
    """`id` is that of its test and its pages: track-tech."""

    track: str
    modules: tuple[Page, ...]

    @property
    def id(self) -> str:
        return f"track-{COURSES[self.track]}"

    @property
    def title(self) -> str:
        return f"{self.track}课程"


def module_order(module_id: str) -> tuple[str, int, str]:
    """T2 before T10."""
    match = re.fullmatch(r"(\D*)(\d+)(.*)", module_id)
    return (match[1], int(match[2]), match[3]) if match else (module_id, 0, "")


def courses(pages: Iterable[Page]) -> Iterator[Course]:
    """One course per track that has modules."""
    modules = [p for p in pages if isinstance(p.meta, ModuleMeta)]
    for track in COURSES:
        found = sorted((p for p in modules if _meta(p).track == track), key=lambda p: module_order(p.meta.id))
        if found:
            yield Course(track, tuple(found))


def _meta(page: Page) -> ModuleMeta:
    assert isinstance(page.meta, ModuleMeta)
    return page.meta
