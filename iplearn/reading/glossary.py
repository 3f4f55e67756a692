"""data/glossary.yml -> Glossary: the day it was checked, and its terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from iplearn.diagnostics import Diagnostic, Place, error
from iplearn.model.glossary import Glossary, Term
from iplearn.reading.schema import build
from iplearn.reading.yamlfile import Node, load_yaml


@dataclass(frozen=True, kw_only=True)
class _Head:
    reviewed: date


def read_glossary(file: str, text: str) -> tuple[Glossary, dict[str, int], list[Diagnostic]]:
    """The glossary, and the line of each term."""
    node, found = load_yaml(file, text)
    if node is None:
        return Glossary(), {}, found
    if not isinstance(node.value, dict) or not isinstance(node.value.get("terms", Node(None, 1)).value, list):
        found.append(error(Place(file, node.line), "data/shape", "这个文件应当有 reviewed 和 terms，terms 下面一条一个词。", "参照手册里“data/glossary.yml”的例子。"))
        return Glossary(), {}, found
    fields = dict(node.value)
    entries = fields.pop("terms").value
    head, problems = build(_Head, Node(fields, node.line), file)
    found += problems
    terms: list[Term] = []
    lines: dict[str, int] = {}
    for entry in entries:
        term, problems = build(Term, entry, file)
        found += problems
        if term is None:
            continue
        if term.term in lines:
            found.append(error(Place(file, entry.line), "data/duplicate", f"“{term.term}”重复了（第 {lines[term.term]} 行已有）。", "合成一条。"))
            continue
        lines[term.term] = entry.line
        terms.append(term)
    terms.sort(key=lambda t: (t.pinyin, t.term))
    return Glossary(head.reviewed if head else date.min, tuple(terms)), lines, found
