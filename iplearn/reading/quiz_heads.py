"""The heading of an item: its text and the braces behind it, `{#id objective=PAT-02 difficulty=2 points=1}`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from iplearn.reading.quiz_labels import ID, nearest
from iplearn.reading.quiz_lines import Mistakes

_BRACES = re.compile(r"\s*[{｛]([^{}｛｝]*)[}｝]$")
_KEYS = ("objective", "difficulty", "points")
_OBJECTIVE = re.compile(r"[A-Z]{2,4}-[0-9]{2,3}")
_POINTS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,2})?")


@dataclass
class Head:
    """What an item's heading says. An item without a readable id has the id ""."""

    text: str
    line: int
    id: str = ""
    objective: str | None = None
    difficulty: int | None = None
    points: Decimal = Decimal(1)
    has_points: bool = False


def read_head(text: str, line: int, mistakes: Mistakes) -> Head:
    """`text` is the heading without its `## `."""
    m = _BRACES.search(text)
    if m is None:
        mistakes.error(line, "id", "题目没有编号。", "在标题末尾写“{#编号}”，编号用小写英文字母、数字和连字符，以后不再改。")
        return Head(text, line)
    head = Head(text[: m.start()].rstrip(), line)
    if not head.text:
        mistakes.error(line, "stem-empty", "题目没有题干。", "在“## ”后面写上题目。")
    inside = m[0].strip()
    if "｛" in inside or "｝" in inside or "＃" in inside:
        mistakes.error(line, "braces", f"编号用了全角符号：“{inside}”。", f"写成“{unicodedata.normalize('NFKC', inside)}”。")
    tokens = re.split(r"[\s\u3000]+", m[1].replace("＃", "#").replace("＝", "=").strip())
    if tokens[0].startswith("#") and ID.fullmatch(tokens[0][1:]) and len(tokens[0]) <= 64:
        head.id = tokens.pop(0)[1:]
    elif tokens[0].startswith("#"):
        bad = tokens.pop(0)[1:]
        mistakes.error(line, "id", f"编号“{bad}”的写法不对。", "只用小写英文字母、数字和连字符，例如“{#patent-term}”。")
    else:
        mistakes.error(line, "id", "花括号里没有编号。", "第一个写“#编号”，例如“{#patent-term}”。")
    seen: set[str] = set()
    for token in tokens:
        key, _, value = token.partition("=")
        if key in seen:
            mistakes.error(line, "attribute", f"“{key}”写了两次。", "只留一个。")
        seen.add(key)
        _attribute(head, key, value, token, mistakes)
    return head


def _attribute(head: Head, key: str, value: str, token: str, mistakes: Mistakes) -> None:
    if key == "objective" and _OBJECTIVE.fullmatch(value):
        head.objective = value
    elif key == "difficulty" and value in ("1", "2", "3"):
        head.difficulty = int(value)
    elif key == "points" and _POINTS.fullmatch(value) and Decimal(value) > 0:
        head.points, head.has_points = Decimal(value), True
    elif key in _KEYS:
        want = {"objective": "目标编号，如 PAT-02", "difficulty": "1、2 或 3", "points": "大于 0 的分数，如 1 或 2.5"}[key]
        mistakes.error(head.line, "attribute", f"“{token}”的值不对。", f"应当是{want}。")
    else:
        mistakes.error(head.line, "attribute", f"不认识“{token}”。", nearest(key, _KEYS))
