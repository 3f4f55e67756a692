"""Where a law is about to change, a text that is right on both sides of the day names both versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from iplearn.diagnostics import Diagnostic, Place, warning
from iplearn.model.citation import Citation, Dated
from iplearn.model.document import Passage
from iplearn.model.law import LawRegistry, LawVersion
from iplearn.model.project import Project
from iplearn.model.quiz import Quiz
from iplearn.reading.quiz_prose import item_prose


def check_versions(project: Project, day: date) -> Iterator[Diagnostic]:
    """Citations of a law that changes after the page was reviewed, without the other version beside them.

    Beside means: in the same paragraph, list entry or row; in a case or another box, anywhere in the box;
    in a quiz item, anywhere in the item. A dated block speaks for its own side, and so does an item with
    自 or 至. A text that says itself which side it means needs no other: it names the day of the change or
    the 新法 or 旧法, or its title does, because the change is what it is about.
    """
    for page in project.pages:
        groups: dict[int, list[Passage]] = {}
        for block in page.document.passages:
            groups.setdefault(block.whole, []).append(block)
        for blocks in groups.values():
            citations = [c for b in blocks for c in b.citations]
            text = page.meta.title + "".join(b.text for b in blocks)
            yield from _one_sided(citations, text, page.meta.reviewed, page.file, project.laws)
    for quiz in project.quizzes:
        yield from _quiz(quiz, project)


def _quiz(quiz: Quiz, project: Project) -> Iterator[Diagnostic]:
    prose = project.prose[quiz.id]
    for item in quiz.items:
        documents = [prose[p.line, p.text] for p in item_prose(item)]
        text = quiz.title + "".join(part.text for d in documents for part in d.parts)
        yield from _one_sided([c for d in documents for c in d.citations], text, quiz.reviewed, quiz.file, project.laws)


def _one_sided(citations: Iterable[Citation], text: str, reviewed: date, file: str, laws: LawRegistry) -> Iterator[Diagnostic]:
    undated = [c for c in citations if c.dated == Dated() and c.law]
    cited = {c.law.id for c in citations if c.law}
    for citation in undated:
        assert citation.law is not None
        other, change = counterpart(citation.law, reviewed, laws)
        if other is None or other.id in cited or _names(change, text):
            continue
        yield warning(
            Place(file, citation.line),
            "law/one-version",
            f"{citation.written.raw}只写了一个版本：{citation.law.short[0]} {change} 换版本。",
            f"补上“《{other.short[0]}》（{other.version}）第…条”；规则变了的，用“/// until | {change}”和“/// from | {change}”写两段。",
        )


def counterpart(law: LawVersion, reviewed: date, laws: LawRegistry) -> tuple[LawVersion | None, date]:
    """The version on the other side of the first change after `reviewed`, and the day of that change.

    None where the law does not change after that day, or the version is older than the one then in force.
    """
    versions = laws.families[law.family]
    now = next((n for n, v in enumerate(versions) if v.in_force(reviewed)), None)
    if now is None or now + 1 >= len(versions):
        return None, reviewed
    after = versions[now + 1]
    if law.id == versions[now].id:
        return after, after.effective
    return (versions[now], after.effective) if law.id == after.id else (None, reviewed)


def _names(change: date, text: str) -> bool:
    return "新法" in text or "旧法" in text or f"{change.year}年{change.month}月{change.day}日" in "".join(text.split())
