"""What a new version of a law changed: nothing is left out, and it agrees with the article map of data/laws."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from iplearn.diagnostics import Diagnostic, Place, error
from iplearn.model.changes import ArticleChange, LawChanges
from iplearn.model.citation import Pinpoint
from iplearn.model.law import LawVersion
from iplearn.model.project import Project


def check_changes(project: Project, day: date) -> Iterator[Diagnostic]:
    versions = {v.id: v for v in project.laws.versions}
    for changes in project.changes.values():
        unknown = [v for v in (changes.from_, changes.to) if v not in versions or versions[v].family != changes.family]
        for name in unknown:
            yield error(Place(changes.file, 1), "change/law", f"data/laws/{changes.family}.yml 里没有“{name}”这个版本。", "from、to 写登记表里的版本 id；文件名和登记表的文件名一样。")
        if not unknown:
            yield from _rows(changes, versions[changes.from_], versions[changes.to])
            yield from _against_map(changes, project)
    for page in project.pages:
        if page.meta.finder and page.meta.finder not in project.changes:
            known = "、".join(sorted(project.changes)) or "还没有"
            yield error(Place(page.file, page.key_lines.get("finder", 1)), "ref/unknown", f"data/changes/ 里没有“{page.meta.finder}”。", f"现在有：{known}。")


def _rows(changes: LawChanges, old: LawVersion, new: LawVersion) -> Iterator[Diagnostic]:
    taken: Counter[str] = Counter()
    covered: set[str] = set()
    for row, line in zip(changes.rows, changes.lines):
        place = Place(changes.file, line)
        for law, articles in ((new, [row.new] if row.new else []), (old, row.old)):
            for article in articles:
                if not _is_article(law, article):
                    yield error(place, "change/article", f"《{law.short[0]}》（{law.version}）没有第“{article}”条。", "写阿拉伯数字，例如 36；之一写成 36-1。")
        covered.update(row.old)
        if row.new:
            taken[row.new] += 1
            if taken[row.new] == 2:
                yield error(place, "change/twice", f"新法第 {row.new} 条写了两行。", "合成一行。")
        yield from _kind(row, place)
    for law, missing in ((new, set(_articles(new)) - set(taken)), (old, set(_articles(old)) - covered)):
        if missing:
            names = "、".join(sorted(missing, key=lambda a: Pinpoint(a).sort_key))
            yield error(Place(changes.file, 1), "change/missing", f"《{law.short[0]}》（{law.version}）还有没写到的条：{names}。", "新法每条一行；旧法每条都写进某一行的 old，没有下文的单写一行。")


def _kind(row: ArticleChange, place: Place) -> Iterator[Diagnostic]:
    right = {(True, True): ("变了", "条号"), (True, False): ("新增",), (False, True): ("删去",), (False, False): ()}[bool(row.new), bool(row.old)]
    if row.kind not in right:
        yield error(place, "change/kind", f"“{row.about}”这一行的 kind 是“{row.kind}”，和条号对不上。", "有 new 也有 old 的写“变了”或者“条号”；只有 new 的写“新增”；只有 old 的写“删去”。")


def _against_map(changes: LawChanges, project: Project) -> Iterator[Diagnostic]:
    """The article map says where to look first, so it may name fewer articles, but no other."""
    table = next((m for m in project.laws.maps if (m.source, m.target) == (changes.from_, changes.to)), None)
    if table is None:
        return
    to: dict[str, set[str]] = defaultdict(set)
    lines: dict[str, int] = {}
    for row, line in zip(changes.rows, changes.lines):
        for article in row.old:
            lines.setdefault(article, line)
            if row.new:
                to[article].add(row.new)
    for article, line in lines.items():
        mapped = set(table.rows[article].to) if article in table.rows else set()
        if not mapped <= to[article] or (to[article] and not mapped):
            here = "、".join(sorted(to[article], key=lambda a: Pinpoint(a).sort_key)) or "没有下文"
            there = "、".join(mapped) or "没有写"
            yield error(Place(changes.file, line), "change/map", f"旧法第 {article} 条：这里对到{here}，data/laws/{changes.family}.yml 的 map 里是{there}。", "两边读过原文，改成一致。")


def _articles(law: LawVersion) -> Iterator[str]:
    yield from map(str, range(1, law.articles + 1))
    yield from law.inserted


def _is_article(law: LawVersion, article: str) -> bool:
    return article in law.inserted or (article.isdecimal() and law.has_article(article))
