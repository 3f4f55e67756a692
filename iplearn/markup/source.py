"""What only the source text can tell: on which line a thing stands, whether blocks are closed,
whether raw HTML slipped in. Code spans are blanked before looking."""

from __future__ import annotations

import difflib
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

from iplearn.diagnostics import Diagnostic, Place, error
from iplearn.markup.blocks import BLOCK_NAMES, argument_problem

_CODE_SPAN = re.compile(r"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.S)
_FENCE = re.compile(r"^ {0,3}(/{3,})[ ]*(?:([^\s|/][^|]*?)[ ]*(?:\|(.*))?)?$")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--")
_AUTOLINK = re.compile(r"<(?:https?:|mailto:)[^<>\s]*>")


_CALLED = {"案例": "case", "虚构案例": "case", "提示": "note", "注意": "warning", "警告": "warning", "争议": "disputed", "有争议": "disputed", "测验": "quiz", "卡片": "cards", "讲稿": "notes", "答案": "answer", "横线": "lines", "画框": "draw"}
"""What authors call blocks -> their names."""


def without_code(text: str) -> str:
    """`text` with code blanked character by character, so offsets and lines stay."""

    def blank(match: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", match[0])

    if "`" not in text:
        return text
    # A code span ends at a blank line at the latest.
    return "\n\n".join(_CODE_SPAN.sub(blank, part) for part in text.split("\n\n"))


class Locator:
    """Finds the line of things met in document order, by searching the source forward.

    White space is squeezed out of source and needle alike, since a citation may break across lines.
    """

    def __init__(self, text: str, first_line: int) -> None:
        self._text = text
        self._first_line = first_line
        self._cursor = 0

    @cached_property
    def _squeezed(self) -> tuple[str, list[int]]:
        """The text without white space, and where in it each line ends. Most texts are never asked for a line."""
        lines = ["".join(line.split()) for line in without_code(self._text).split("\n")]
        return "".join(lines), list(accumulate(map(len, lines)))

    def line(self, needle: str) -> int:
        """The line of the next `needle`, else of its first occurrence, else the first line."""
        text, ends = self._squeezed
        needle = "".join(needle.split())
        at = text.find(needle, self._cursor)
        if at >= 0:
            self._cursor = at + len(needle)
        else:
            at = max(text.find(needle), 0)
        return self._first_line + bisect_right(ends, at)


def source_problems(file: str, text: str, first_line: int) -> Iterator[Diagnostic]:
    """Blocks that are unknown, malformed or unclosed, and raw HTML."""
    yield from _block_problems(file, text, first_line)
    if "<" not in text:
        return
    for number, line in enumerate(without_code(text).split("\n"), first_line):
        if tag := _TAG.search(_AUTOLINK.sub("", line)):
            yield error(Place(file, number), "markup/raw-html", f"正文里有 HTML：{tag[0]}", "改用 Markdown；要提示框用“/// note | 标题”。真要显示尖括号，用反引号括起来。")


def _block_problems(file: str, text: str, first_line: int) -> Iterator[Diagnostic]:
    if "///" not in text:
        return
    open_blocks: list[tuple[str, str, int]] = []
    for number, line in enumerate(text.split("\n"), first_line):
        fence = _FENCE.match(line)
        if not fence:
            continue
        slashes, name, argument = fence.groups()
        place = Place(file, number)
        if name is None:
            if not open_blocks:
                yield error(place, "block/stray-end", f"多出一行“{slashes}”，前面没有打开的块。", "删去这一行。")
            elif open_blocks[-1][0] != slashes:
                _, inner, at = open_blocks[-1]
                yield error(place, "block/wrong-end", f"“{slashes}”和第 {at} 行打开的“{inner}”斜杠数不同。", f"写成“{open_blocks[-1][0]}”。")
                open_blocks.pop()
            else:
                open_blocks.pop()
            continue
        if name not in BLOCK_NAMES:
            if "｜" in name and name.split("｜")[0].strip() in BLOCK_NAMES:
                yield error(place, "block/unknown", "块名后面的竖线是全角的“｜”。", f"写成“{slashes} {name.split('｜')[0].strip()} | {name.split('｜')[1].strip()}”。")
                open_blocks.append((slashes, name, number))
                continue
            near = [_CALLED[name]] if name in _CALLED else difflib.get_close_matches(name, BLOCK_NAMES, n=1, cutoff=0.5)
            yield error(place, "block/unknown", f"没有名为“{name}”的块。", f"是不是“{near[0]}”？" if near else f"可用：{'、'.join(BLOCK_NAMES)}。")
        else:
            problem = argument_problem(name, (argument or "").strip())
            if problem:
                yield error(place, "block/argument", problem[0], problem[1])
            if any(length == slashes for length, _, _ in open_blocks):
                yield error(place, "block/nesting", f"“{name}”写在另一个同样是“{slashes}”的块里面，分不清谁在哪里结束。", f"外层的开头和结尾各多写一个斜杠：{slashes}/。")
        open_blocks.append((slashes, name, number))
    for slashes, name, number in open_blocks:
        yield error(Place(file, number), "block/unclosed", f"“{slashes} {name}”没有结束。", f"在这一块的末尾单独写一行“{slashes}”。")
