"""data/changes/*.yml -> LawChanges: what each article of a law became in its next version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from iplearn.diagnostics import Diagnostic, Place, error
from iplearn.model.changes import ArticleChange, LawChanges
from iplearn.reading.schema import build
from iplearn.reading.yamlfile import Node, load_yaml


@dataclass(frozen=True, kw_only=True)
class _Head:
    from_: str
    to: str
    reviewed: date
    note: str | None = None


def read_changes(file: str, text: str) -> tuple[LawChanges | None, list[Diagnostic]]:
    """The changes in one file, each row with its line; None where its head cannot be used."""
    node, found = load_yaml(file, text)
    if node is None:
        return None, found
    if not isinstance(node.value, dict) or not isinstance(node.value.get("rows", Node(None, 1)).value, list):
        found.append(error(Place(file, node.line), "data/shape", "这个文件应当有 from、to、reviewed 和 rows，rows 下面一行一条。", "参照 data/changes/trademark-law.yml。"))
        return None, found
    fields = dict(node.value)
    rows_node = fields.pop("rows")
    head, problems = build(_Head, Node(fields, node.line), file)
    found += problems
    if head is None:
        return None, found
    rows: list[ArticleChange] = []
    lines: list[int] = []
    for entry in rows_node.value:
        row, problems = build(ArticleChange, entry, file)
        found += problems
        if row is not None:
            rows.append(row)
            lines.append(entry.line)
    family = file.rsplit("/", 1)[-1].removesuffix(".yml")
    return LawChanges(family=family, from_=head.from_, to=head.to, reviewed=head.reviewed, note=head.note, rows=tuple(rows), lines=tuple(lines)), found
