"""data/laws/*.yml -> LawRegistry. One file per law: its versions and its article map."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from iplearn.diagnostics import Diagnostic, Place, error
from iplearn.model.law import ArticleMap, LawRegistry, LawVersion, MappedArticle
from iplearn.reading.schema import build
from iplearn.reading.yamlfile import Node, load_yaml

CONFIDENCE = ("high", "medium", "low")


@dataclass(frozen=True, kw_only=True)
class _VersionRow:
    id: str
    version: str
    title: str | None = None
    doc_no: str | None = None
    effective: date
    valid_to: date | None = None
    articles: int
    inserted: tuple[str, ...] = ()
    supersedes: str | None = None
    official: str | None = None
    unverified: bool = False


def read_law(file: str, family: str, text: str) -> tuple[list[LawVersion], list[ArticleMap], list[Diagnostic]]:
    """The versions and maps in one law's file. `family` is the file's stem."""
    node, found = load_yaml(file, text)
    if node is None or not isinstance(node.value, dict):
        return [], [], found or [error(Place(file), "law/file", "法律登记文件是空的。", "照着别的法律文件写 title、short、versions。")]
    mapping: dict[str, Node] = dict(node.value)
    for key in mapping:
        if key not in ("title", "short", "versions", "map"):
            found.append(error(Place(file, mapping[key].line), "schema/unknown-key", f"不认识的键“{key}”。", "可用的键：title、short、versions、map。"))
    for key in ("title", "short", "versions"):
        if key not in mapping:
            found.append(error(Place(file, 1), "schema/missing-key", f"缺少“{key}”。", f"加一行“{key}: …”。"))
            return [], [], found
    title = str(mapping["title"].value)
    short = tuple(str(s) for s in mapping["short"].plain())
    versions = []
    for row in mapping["versions"].value:
        versions += _version(file, family, title, short, row, found)
    versions.sort(key=lambda v: v.effective)
    found += _timeline_problems(file, mapping["versions"].line, versions)
    maps = [_article_map(file, mapping["map"], found)] if "map" in mapping else []
    return versions, [m for m in maps if m], found


def _version(file: str, family: str, title: str, short: tuple[str, ...], row: Node, found: list[Diagnostic]) -> list[LawVersion]:
    fields: dict[str, Any] = dict(row.value)
    clauses_node = fields.pop("clauses", None)
    record, problems = build(_VersionRow, Node(fields, row.line), file)
    found += problems
    if record is None:
        return []
    clauses: dict[str, tuple[int, ...]] = {}
    if clauses_node is not None:
        for article, counts in clauses_node.value.items():
            plain = counts.plain()
            if not isinstance(plain, list) or not plain or not all(isinstance(n, int) and n >= 0 for n in plain):
                found.append(error(Place(file, counts.line), "law/clauses", f"第 {article} 条的款项数写错了。", "写成“'42': [0, 0, 0]”：每款一个数，是这款下有几项。"))
            else:
                clauses[article] = tuple(plain)
    return [
        LawVersion(
            id=record.id, family=family, title=record.title or title, short=short, version=record.version,
            effective=record.effective, articles=record.articles, valid_to=record.valid_to, inserted=record.inserted,
            clauses=clauses, doc_no=record.doc_no, official=record.official, supersedes=record.supersedes,
            unverified=record.unverified,
        )
    ]


def _timeline_problems(file: str, line: int, versions: list[LawVersion]) -> list[Diagnostic]:
    """Versions of one law follow each other day by day: no gap, no overlap, only the last is open."""
    found = []
    for old, new in zip(versions, versions[1:]):
        if old.valid_to is None or old.valid_to + timedelta(days=1) != new.effective:
            found.append(
                error(Place(file, line), "law/timeline", f"“{old.version}”的失效日和“{new.version}”的施行日接不上。", f"“{old.version}”的 valid_to 应是 {new.effective - timedelta(days=1)}。")
            )
    return found


def _article_map(file: str, node: Node, found: list[Diagnostic]) -> ArticleMap | None:
    try:
        plain = node.plain()
        rows = {}
        for article, row in plain["rows"].items():
            if row["confidence"] not in CONFIDENCE:
                raise ValueError(article)
            rows[article] = MappedArticle(tuple(row["to"]), row["confidence"])
        return ArticleMap(plain["from"], plain["to"], rows)
    except (KeyError, TypeError, ValueError, AttributeError):
        found.append(error(Place(file, node.line), "law/map", "条号对照表写错了。", "写成 from、to、rows，每行“'39': {to: ['43'], confidence: high}”；confidence 为 high、medium 或 low。"))
        return None


def registry(files: dict[str, str]) -> tuple[LawRegistry, list[Diagnostic]]:
    """The registry from `{data/laws/<family>.yml: text}`; a title used by two laws is an error."""
    versions: list[LawVersion] = []
    maps: list[ArticleMap] = []
    found: list[Diagnostic] = []
    owner: dict[str, str] = {}
    for file, text in sorted(files.items()):
        family = file.rsplit("/", 1)[-1].removesuffix(".yml")
        some, some_maps, problems = read_law(file, family, text)
        found += problems
        for name in {n for v in some for n in (v.title, *v.short)}:
            if owner.setdefault(name, family) != family:
                found.append(error(Place(file, 1), "law/title", f"“{name}”和 {owner[name]}.yml 里的重名。", "改用不重复的简称。"))
        versions += some
        maps += some_maps
    return LawRegistry(tuple(versions), tuple(maps)), found
