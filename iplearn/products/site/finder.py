"""新旧条文对照: one table for every law that was renumbered, on its own page and wherever an author asks for it.

Its rows come from data/changes where somebody read both texts, else from the article map of data/laws alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from iplearn.model.citation import Pinpoint
from iplearn.model.law import LawVersion
from iplearn.model.routes import law_path
from iplearn.products.site.library import Library
from iplearn.products.site.quizzes import re_aim
from iplearn.markup.markup import inline

FILTER_SCRIPTS = ("assets/site/filter.js",)
KIND_LABELS = {"变了": "内容变了", "条号": "只换条号", "新增": "新增", "删去": "删去"}


@dataclass(frozen=True)
class FinderRow:
    """`old` and `new` are (Arabic, in words) per article; `numbers` are what a reader may type for it."""

    anchor: str
    old: tuple[tuple[str, str], ...]
    new: tuple[tuple[str, str], ...]
    kind: str = ""
    about: str = ""
    change: str = ""
    words: str = ""
    sure: bool = True

    @property
    def numbers(self) -> str:
        return " ".join(dict.fromkeys(number for number, _ in (*self.old, *self.new)))


@dataclass(frozen=True)
class Finder:
    """The whole table between two versions. `reviewed` is None where no one read both texts article by article."""

    old: LawVersion
    new: LawVersion
    rows: tuple[FinderRow, ...]
    note: str | None = None
    reviewed: date | None = None

    @property
    def kinds(self) -> list[tuple[str, str, int]]:
        """(kind, its label, how many rows) for each kind there is."""
        counts = {kind: sum(r.kind == kind for r in self.rows) for kind in KIND_LABELS}
        return [(kind, KIND_LABELS[kind], n) for kind, n in counts.items() if n]

    @property
    def text(self) -> str:
        """What search should find it by."""
        return " ".join(f"{r.about}：{r.change} {r.words}" for r in self.rows)


def _named(articles: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((a, Pinpoint(a).label) for a in articles)


def finder_of(library: Library, family: str, page: str) -> Finder | None:
    """The table for the law `family`, its links as seen from `page`; None where nothing is known of a renumbering."""
    versions = {v.id: v for v in library.project.laws.families.get(family, ())}
    changes = library.project.changes.get(family)
    if changes and {changes.from_, changes.to} <= set(versions):
        prose = library.project.data_prose.get(changes.file, {})

        def html(line: int, text: str) -> str:
            document = prose.get((line, text))
            return re_aim(inline(document), law_path(family), page) if document else text

        rows = tuple(
            FinderRow(
                row.anchor, _named(row.old), _named((row.new,) if row.new else ()), row.kind, row.about, html(line, row.change),
                " ".join((row.about, row.change, *row.words)),
            )
            for row, line in zip(changes.rows, changes.lines)
        )
        return Finder(versions[changes.from_], versions[changes.to], rows, changes.note, changes.reviewed)
    table = next((m for m in library.project.laws.maps if m.source in versions and m.target in versions), None)
    if table is None:
        return None
    mapped = tuple(
        FinderRow(f"old-{article}", _named((article,)), _named(to.to), sure=to.sure)
        for article, to in sorted(table.rows.items(), key=lambda r: Pinpoint(r[0]).sort_key)
    )
    return Finder(versions[table.source], versions[table.target], mapped)
