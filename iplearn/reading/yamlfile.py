"""YAML with line numbers: each value knows where it stands, and a key written twice is told.

PyYAML's plain loader drops the first of two equal keys without a word and forgets lines;
here the composed nodes are kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from iplearn.diagnostics import Diagnostic, Place, error
from iplearn.reading.yaml_slips import yaml_slips


# libyaml's loader where PyYAML was built with it: the same nodes and marks, ten times as fast.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Node:
    """`value` is a scalar, a `dict[str, Node]` or a `list[Node]`; `raw` is a scalar as written."""

    value: Any
    line: int
    raw: str = ""

    def plain(self) -> Any:
        """The value without lines: dicts, lists and scalars."""
        if isinstance(self.value, dict):
            return {k: v.plain() for k, v in self.value.items()}
        if isinstance(self.value, list):
            return [v.plain() for v in self.value]
        return self.value


def load_yaml(file: str, text: str, first_line: int = 1) -> tuple[Node | None, list[Diagnostic]]:
    """The YAML of `text`, whose first line is `first_line` of `file`. None where it cannot be read."""
    found: list[Diagnostic] = []

    def convert(node: yaml.Node) -> Node:
        line = node.start_mark.line + first_line
        if isinstance(node, yaml.MappingNode):
            out: dict[str, Node] = {}
            for key_node, value_node in node.value:
                key = str(key_node.value)
                key_line = key_node.start_mark.line + first_line
                if key in out:
                    found.append(error(Place(file, key_line), "yaml/duplicate-key", f"“{key}”写了两次（第 {out[key].line} 行已有）。", "只留一个。"))
                value = convert(value_node)
                # A mapping or list may start on the line after its key; authors look for the key.
                out[key] = Node(value.value, key_line, value.raw)
            return Node(out, line)
        if isinstance(node, yaml.SequenceNode):
            return Node([convert(n) for n in node.value], line)
        try:
            return Node(loader.construct_object(node, deep=True), line, node.value)
        except ValueError:
            found.append(error(Place(file, line), "yaml/value", f"“{node.value}”不是有效的值（例如没有这一天）。", "日期写成 2026-11-20 这样。"))
            return Node(None, line, node.value)

    try:
        loader = _Loader(text)
        # An alias may point into itself; content has no use for one, and a stray “*” or “&” is a slip.
        marked = ("&" in text or "*" in text) and next((e for e in yaml.parse(text, _Loader) if getattr(e, "anchor", None)), None)
        if marked:
            line = marked.start_mark.line + first_line
            return None, [error(Place(file, line), "yaml/alias", "值不能以“&”或“*”开头。", "用英文双引号把整个值括起来。")]
        root = loader.get_single_node()
        return (convert(root) if root is not None else Node({}, first_line)), found
    except (yaml.YAMLError, RecursionError) as problem:
        if slips := list(yaml_slips(file, text, first_line)):
            return None, found + slips
        mark = getattr(problem, "problem_mark", None)
        line = (mark.line if mark else 0) + first_line
        if isinstance(problem, yaml.reader.ReaderError):
            line = text.count("\n", 0, problem.position) + first_line
        line = min(line, first_line + text.rstrip("\n").count("\n"))
        found.append(
            error(
                Place(file, line),
                "yaml/syntax",
                f"这里的 YAML 写法读不懂（{_explain(problem)}）。",
                "检查这一行和上一行：冒号要用英文“:”且后面留一个空格；值里有冒号、井号或方括号时，用英文双引号把整个值括起来；缩进用空格，不用 Tab。",
            )
        )
        return None, found


def _explain(problem: Exception) -> str:
    if isinstance(problem, yaml.reader.ReaderError):
        return "有看不见的控制字符"
    if isinstance(problem, RecursionError):
        return "括号套得太深"
    text = str(getattr(problem, "problem", "") or "")
    known = {
        "mapping values are not allowed": "多了一个冒号，或上一行少了引号",
        "found character '\\t'": "用了 Tab 缩进",
        "could not find expected ':'": "少了冒号",
        "found unexpected end of stream": "引号没有成对",
        "expected <block end>": "缩进不齐，或少了冒号后的空格",
        "expected ',' or ']'": "方括号没有成对，或少了逗号",
        "did not find expected": "缩进或括号不对",
        "undefined alias": "“*”开头的值要加引号",
    }
    return next((chinese for english, chinese in known.items() if english in text), "格式不对")
