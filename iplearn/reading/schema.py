"""YAML -> frozen dataclasses. A dataclass is the schema: its fields are the keys, its types
the rules, `metadata={"choices": …}` narrows a value. Every mistake becomes a diagnostic."""

from __future__ import annotations

import dataclasses
import difflib
import re
import types
import typing
import unicodedata
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar

from iplearn.diagnostics import Diagnostic, Place, error
from iplearn.model.prose import Prose
from iplearn.reading.yamlfile import Node

T = TypeVar("T")


def build(cls: type[T], node: Node, file: str) -> tuple[T | None, list[Diagnostic]]:
    """An instance of the dataclass `cls` from a mapping node, or None where a required key fails.

    A field name with a trailing underscore stands for the key without it (`from_` reads `from`).
    """
    found: list[Diagnostic] = []
    value = _mapping(cls, node, file, found)
    return value, found


@cache
def _fields(cls: type) -> dict[str, tuple[dataclasses.Field, Any]]:
    hints = typing.get_type_hints(cls)
    return {f.name.rstrip("_"): (f, hints[f.name]) for f in dataclasses.fields(cls)}


def _mapping(cls: type, node: Node, file: str, found: list[Diagnostic]) -> Any:
    if not isinstance(node.value, dict):
        found.append(error(Place(file, node.line), "schema/type", "这里应当是一组“键: 值”。", "每行写一个键，冒号后空一格再写值。"))
        return None
    fields = _fields(cls)
    for key, child in node.value.items():
        if key not in fields:
            found.append(error(Place(file, child.line), "schema/unknown-key", f"不认识的键“{key}”。", _nearest(key, fields)))
    values: dict[str, Any] = {}
    complete = True
    for key, (field, hint) in fields.items():
        required = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        child = node.value.get(key)
        if child is None:
            if required:
                complete = False
                if any(difflib.get_close_matches(other, [key], cutoff=0.75) for other in node.value if other not in fields):
                    continue  # told as a key that is not known
                found.append(error(Place(file, node.line), "schema/missing-key", f"缺少“{key}”。", f"加一行“{key}: …”（{_describe(hint)}）。"))
            continue
        if child.value is None and not required:
            continue
        before = len(found)
        value = _convert(hint, child, file, key, found)
        choices = field.metadata.get("choices")
        if value is not None and choices:
            for one in value if isinstance(value, tuple) else (value,):
                if one not in choices:
                    found.append(error(Place(file, child.line), "schema/choice", f"“{key}”不能是“{one}”。", f"可选：{'、'.join(choices)}。"))
        if len(found) == before and value is not None:
            values[field.name] = value
        elif required:
            complete = False
    return cls(**values) if complete else None


def _convert(hint: Any, node: Node, file: str, key: str, found: list[Diagnostic]) -> Any:
    """`node` as `hint`; a diagnostic and None where it does not fit."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _convert(next(a for a in args if a is not type(None)), node, file, key, found)
    if origin is tuple:
        items = node.value if isinstance(node.value, list) else [node]
        values = tuple(_convert(args[0], item, file, key, found) for item in items)
        return None if None in values else values
    if hint is Prose:
        text = _convert(str, node, file, key, found)
        return None if text is None else Prose(text, node.line)
    if dataclasses.is_dataclass(hint):
        return _mapping(hint, node, file, found)
    value = node.value
    if hint is str and isinstance(value, (str, int, float)) and not isinstance(value, bool):
        text = node.raw.strip()
        if text:
            return text
    elif hint is str and isinstance(value, date):
        return node.raw.strip()
    elif hint is bool and isinstance(value, bool):
        return value
    elif hint is int and isinstance(value, int) and not isinstance(value, bool):
        return value
    elif hint is float and isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    elif hint is date and isinstance(value, date) and not isinstance(value, datetime):
        return value
    if hint is date and isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value) and (day := _day(value)):
        return day  # in quotation marks
    if value is None and node.raw and node.raw not in ("~", "null", "Null", "NULL"):
        return None  # told where it was read: no such day
    if hint is date and (day := _day(node.raw)):
        found.append(error(Place(file, node.line), "schema/type", f"“{key}”的日期“{node.raw}”写法不对。", f"写成 {day}。"))
        return None
    shown = node.raw or ("一组内容" if isinstance(value, (dict, list)) else "空")
    found.append(error(Place(file, node.line), "schema/type", f"“{key}”的值“{shown}”不对。", f"应当是{_describe(hint)}。"))
    return None


def _day(written: str) -> date | None:
    """The day meant by 2026/12/1, 2026年12月1日, 2026．12．1."""
    parts = re.fullmatch(r"\s*(\d{4})\D+(\d{1,2})\D+(\d{1,2})\D*", unicodedata.normalize("NFKC", written))
    try:
        return date(*map(int, parts.groups())) if parts else None
    except ValueError:
        return None


def _describe(hint: Any) -> str:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _describe(next(a for a in args if a is not type(None)))
    if origin is tuple:
        return f"用方括号括起的一列，每个是{_describe(args[0])}"
    return {str: "文字", Prose: "文字", int: "整数", float: "数字", bool: "true 或 false", date: "日期，如 2026-11-20"}.get(hint, "一组键值")


def _nearest(key: str, known: typing.Iterable[str]) -> str:
    names = sorted(known)
    near = difflib.get_close_matches(key, names, n=1, cutoff=0.5)
    return f"是不是“{near[0]}”？" if near else f"可用的键：{'、'.join(names)}。"
