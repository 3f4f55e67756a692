"""data/tools, data/holidays and data/fees -> tools with their Markdown, years of holidays, schedules of fees."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, TypeVar

from iplearn.diagnostics import Diagnostic, Place, error
from iplearn.markup import Markup
from iplearn.markup.source import source_problems
from iplearn.model.document import Document
from iplearn.model.routes import tool_src
from iplearn.model.tool import FeeTable, HolidayYear, Tool
from iplearn.reading.data import read_record

T = TypeVar("T")
Proses = dict[str, dict[tuple[int, str], Document]]


def read_tools(files: Mapping[str, str], markup: Markup) -> tuple[tuple[Tool, ...], Proses, list[Diagnostic]]:
    """The tools in order of id, and (line, text) -> what each piece of their Markdown became."""
    tools, found = _named(Tool, files, "id")
    prose: Proses = {}
    for tool in tools:
        documents = prose[tool.id] = {}
        for piece in tool.prose():
            found += source_problems(tool.file, piece.text, piece.line)
            documents[piece.line, piece.text] = markup.parse(piece.text, as_of=tool.reviewed, src=tool_src(tool.id), first_line=piece.line)
    return tools, prose, found


def read_holidays(files: Mapping[str, str]) -> tuple[tuple[HolidayYear, ...], list[Diagnostic]]:
    return _named(HolidayYear, files, "year")


def read_fees(files: Mapping[str, str]) -> tuple[tuple[FeeTable, ...], list[Diagnostic]]:
    return _named(FeeTable, files, "id")


def _named(cls: type[T], files: Mapping[str, str], key: str) -> tuple[tuple[T, ...], list[Diagnostic]]:
    """One record a file, whose `key` is the file's name."""
    out: list[T] = []
    found: list[Diagnostic] = []
    for file, text in files.items():
        value, lines, problems = read_record(cls, file, text)
        found += problems
        if value is None:
            continue
        name: Any = getattr(value, key)
        if str(name) != PurePosixPath(file).stem:
            found.append(error(Place(file, lines.get(key, 1)), "tool/name", f"“{key}: {name}”和文件名不一样。", f"文件名和 {key} 要相同：改成 {name}.yml，或者改 {key}。"))
            continue
        out.append(value)
    return tuple(sorted(out, key=lambda v: str(getattr(v, key)))), found
