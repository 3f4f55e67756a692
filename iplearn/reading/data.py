"""data/*.yml -> the tenant's facts (site, sections, home, plan, units, campaigns, objectives)."""

from __future__ import annotations

from typing import TypeVar

from iplearn.diagnostics import Diagnostic, Place, error
from iplearn.reading.schema import build
from iplearn.reading.yamlfile import load_yaml

T = TypeVar("T")


def read_record(cls: type[T], file: str, text: str) -> tuple[T | None, dict[str, int], list[Diagnostic]]:
    """A file that is one mapping. Also the line of each top-level key."""
    node, found = load_yaml(file, text)
    if node is None:
        return None, {}, found
    value, problems = build(cls, node, file)
    lines = {k: v.line for k, v in node.value.items()} if isinstance(node.value, dict) else {}
    return value, lines, found + problems


def read_list(cls: type[T], file: str, text: str, key: str = "id") -> tuple[tuple[T, ...], dict[str, int], list[Diagnostic]]:
    """A file that is a list of mappings with unique `key`. Also the line of each entry."""
    node, found = load_yaml(file, text)
    if node is None:
        return (), {}, found
    if not isinstance(node.value, list):
        if node.value:
            found.append(error(Place(file, node.line), "data/shape", "这个文件应当是一列，每条以“- ”开头。", "参照文件里已有的条目。"))
        return (), {}, found
    out: list[T] = []
    lines: dict[str, int] = {}
    for entry in node.value:
        value, problems = build(cls, entry, file)
        found += problems
        if value is None:
            continue
        name = str(getattr(value, key))
        if name in lines:
            found.append(error(Place(file, entry.line), "data/duplicate", f"“{name}”重复了（第 {lines[name]} 行已有）。", "换一个不重复的 id。"))
            continue
        lines[name] = entry.line
        out.append(value)
    return tuple(out), lines, found


