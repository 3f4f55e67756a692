"""What is wrong with YAML that cannot be read, line by line: the parser stumbles later than the author, and only once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iplearn.diagnostics import Diagnostic, Place, error

_KEY = re.compile(r"(?P<lead>[ \t\u3000]*(?:- )?)(?P<key>[A-Za-z_]+)(?P<colon>\s*[:：])(?P<gap>[ \t]*)(?P<value>.*)")
_QUOTE = "用英文双引号把整个值括起来。"


def yaml_slips(file: str, text: str, first_line: int) -> Iterator[Diagnostic]:
    """Lines of `text` that no YAML could have so; called where the whole cannot be read."""
    lines = text.split("\n")
    for index, line in enumerate(lines):
        if slip := _slip(line, lines[index + 1 :]):
            yield error(Place(file, first_line + index), "yaml/syntax", *slip)


def _slip(line: str, below: list[str]) -> tuple[str, str] | None:
    if line.lstrip(" ").startswith("\t"):
        return "行首用了 Tab。", "缩进用空格；最外层的键顶格写。"
    if re.match(r"\s*-(?=[^\s-])(?!\d)", line):
        return "“-”后面没有空格。", "写成“- ”，后面空一格。"
    match = _KEY.fullmatch(line)
    if not match:
        return None
    key, value = match["key"], match["value"].strip()
    if "：" in match["colon"]:
        return f"“{key}”后面的冒号是全角的“：”。", f"写成“{key}: {value[:20]}”：英文冒号，后面空一格。"
    if value and not match["gap"]:
        return f"“{key}:”后面没有空格。", f"写成“{key}: {value[:20]}”。"
    if not value:
        return None
    first = value[0]
    if first in "\"'" and (len(value) < 2 or not re.fullmatch(r"(\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')\s*(?:#.*)?", value)):
        return f"“{key}”的引号没有成对，或者引号后面还有字。", "用一对英文引号把整个值括起来；值里面用中文引号“”。"
    if first in "@`%*&!|>" and not re.fullmatch(r"[|>][+-]?\d?", value):  # those alone open a text of several lines
        return f"“{key}”的值不能以“{first}”开头。", _QUOTE
    if first == "[" and "]" not in value:
        rest = " ".join(below[: next((i for i, x in enumerate(below) if _KEY.fullmatch(x)), len(below))])
        return None if "]" in rest else (f"“{key}”的方括号没有成对。", "一列写在一对英文方括号里，用英文逗号隔开：[甲, 乙]。")
    if first == "[" and not re.fullmatch(r"\[.*\]\s*(?:#.*)?", value):
        return f"“{key}”的方括号后面还有字。", _QUOTE
    if first not in "\"'[{" and re.search(r":\s|:$", value):
        return f"“{key}”的值里有英文冒号。", f"{_QUOTE}或者换成中文冒号“：”。"
    return None
