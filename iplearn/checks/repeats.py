"""Paragraphs that stand in two lessons: what would fit another lesson unchanged was not written for this one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from iplearn.checks.ids import copies
from iplearn.diagnostics import Diagnostic, Place, warning
from iplearn.model.content import LESSON_PARTS, LessonMeta, Page
from iplearn.model.project import Project

MIN_LENGTH = 16
"""Characters left after normalising; shorter texts may well be the same twice."""

_PARAGRAPH = re.compile(r"<(p|li|td|dd)\b[^>]*>(.*?)(?=</?(?:p|li|ul|ol|td|dd|div|details)\b)", re.S)
_CITED = re.compile(r"（[^（）]*<a class=\"ip-law\".*?）|《[^》]*》", re.S)


def check_repeats(project: Project, day: date) -> Iterator[Diagnostic]:
    """Titles in 《》, citations, numbers and punctuation make no difference: changing those is not writing."""
    first: dict[str, tuple[str, str]] = {}
    told = copies(project)
    for page in sorted((p for p in project.pages if isinstance(p.meta, (LessonMeta, *LESSON_PARTS)) and p.file not in told), key=lambda p: p.src):
        folder = page.src.rpartition("/")[0]
        for text in _paragraphs(page):
            key = re.sub(r"[\W\d_]+", "", text)
            if len(key) < MIN_LENGTH:
                continue
            where, file = first.setdefault(key, (folder, page.file))
            if where != folder:
                shown = text if len(text) <= 24 else text[:24] + "…"
                yield warning(Place(page.file, _line(page, text)), "lesson/repeated", f"“{shown}”和 {file} 里的一段一样。", "改成只说这一课的话；每一课都一样的话，写在“老师怎么用本站”里。")


def _paragraphs(page: Page) -> Iterator[str]:
    for _, html in _PARAGRAPH.findall(page.document.html):
        yield re.sub(r"<[^>]*>|\s+", "", _CITED.sub("", html))


def _line(page: Page, text: str) -> int:
    """The line of the heading it stands under: the document does not know more."""
    for part in page.document.parts:
        if text[:12] in re.sub(r"\s+", "", part.text):
            return next((h.line for h in page.document.headings if h.id == part.anchor), 1)
    return 1
