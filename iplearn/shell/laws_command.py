"""`build.py laws`: what cites what, and what a coming day will end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from iplearn.model.citation import Citation, Pinpoint
from iplearn.model.project import Project


def all_citations(project: Project) -> Iterator[tuple[str, Citation]]:
    """(file, citation) for every resolved citation in pages, data files, quizzes and tools."""
    for page in project.pages:
        for citation in page.document.citations:
            yield page.file, citation
    for file, documents in project.data_prose.items():
        for document in documents.values():
            for citation in document.citations:
                yield file, citation
    for quiz in project.quizzes:
        for document in project.prose[quiz.id].values():
            for citation in document.citations:
                yield quiz.file, citation
    for tool in project.all_tools:
        for document in project.tool_prose[tool.id].values():
            for citation in document.citations:
                yield tool.file, citation


def laws_lines(project: Project, day: date, on: date | None) -> Iterator[str]:
    """The list as lines of text. With `on`: only versions in force on `day` or later that are over by `on`."""
    rows: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for file, citation in all_citations(project):
        if citation.law:
            for pinpoint in citation.written.pinpoints:
                rows[citation.law.id][pinpoint.article].add(f"{file}:{citation.line}")
    versions = {v.id: v for v in project.laws.versions}
    shown = 0
    for law_id in sorted(rows):
        law = versions[law_id]
        if on and not (law.valid_to and day <= law.valid_to < on):
            continue
        new = project.laws.in_force(law.family, on) if on else None
        ending = f"，{law.valid_to} 止" if law.valid_to else ""
        yield f"《{law.short[0]}》（{law.version}） {law.effective} 起{ending}　{law.status(day).value}"
        for article in sorted(rows[law_id], key=lambda a: Pinpoint(a).sort_key):
            moved = project.laws.moved(law, new, article) if new else None
            arrow = ""
            if moved:
                arrow = f" → {'' if moved.sure else '可能是'}{'、'.join(Pinpoint(a).label for a in moved.to)}"
            yield f"  {Pinpoint(article).label}{arrow}　{'  '.join(sorted(rows[law_id][article]))}"
        shown += 1
    if on:
        yield f"到 {on}，有 {shown} 部被引用的法律失效。用 python build.py check --date {on} 看哪些地方会出错。" if shown else f"到 {on}，没有被引用的法律失效。"
    else:
        yield f"共引用 {shown} 个法律版本。"
