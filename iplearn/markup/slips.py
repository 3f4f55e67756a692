"""Marks half written, as hands trained by Word write them: Markdown would take each for text, without a word.

Everything here would reach the reader broken: a list run together, a cell of a table dropped, a link that is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from iplearn.diagnostics import Diagnostic, Place, error
from iplearn.markup.blocks import BLOCK_NAMES
from iplearn.markup.source import without_code

_LIST = re.compile(r"\s*(?:[-*+]|\d+[.)])[ \t]")
_RULE = re.compile(r" {0,3}(?:-{2,}|={2,})\s*")
_FENCE = re.compile(r"\s*(?:`{3,}|~{3,})")
_TABLE_LINE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_NOWHERE = Place("")
_LINE_SLIPS: tuple[tuple[re.Pattern[str], Diagnostic], ...] = (
    (re.compile(r"\s*＃+"), error(_NOWHERE, "markup/heading", "标题的井号是全角的“＃”。", "写成英文的“## ”。")),
    (re.compile(r" {1,3}#{1,6}\s"), error(_NOWHERE, "markup/heading", "标题前面有空格，不会成为标题。", "“##”顶格写。")),
    (re.compile(r"\s*(?:\d+、|[０-９]+[、．.)）]|\d+[．）])\s*(?=[^\d\s])"), error(_NOWHERE, "markup/list", "编号后面的符号不对，不会成为列表，几行会连成一段。", "写成“1. ”：英文数字、英文句点，空一格。")),
    (re.compile(r"\d+\.(?=[^\s\d])"), error(_NOWHERE, "markup/list", "编号后面没有空格，不会成为列表。", "写成“1. ”，句点后空一格。")),
    (re.compile(r"-(?=[^\s\d\-|>])"), error(_NOWHERE, "markup/list", "“-”后面没有空格，不会成为列表。", "写成“- ”，后面空一格。")),
    (re.compile(r"\s*[·•●▪◆■○➢]\s*"), error(_NOWHERE, "markup/list", "这个圆点不会成为列表。", "换成“- ”，后面空一格。")),
    (re.compile(r"\s*｜"), error(_NOWHERE, "markup/table", "表格的竖线是全角的“｜”。", "写成英文的“|”。")),
    (re.compile(rf"\s*(?:／{{2,}}|//(?!/))\s*(?:(?:{'|'.join(BLOCK_NAMES)})\b|$)"), error(_NOWHERE, "block/slashes", "块的斜杠写得不对。", "开头写“/// 名字 | 标题”，结尾写“///”：三个英文斜杠，顶格。")),
    (re.compile(r"[^\n]*！\[[^\]]*\]\("), error(_NOWHERE, "markup/link", "图片前面的感叹号是全角的，会成为链接。", "写成英文的“![图上有什么](图片)”。")),
    (re.compile(r"[^\n]*(?:\[[^\[\]]+\]（[^（）]*(?:\.\w+|//)[^（）]*）|【[^】]+】\([^()]+\)|\[[^\[\]]+\] +\([^()\s]+\.\w+[^()]*\))"), error(_NOWHERE, "markup/link", "链接的括号不对，读者会看到原样的符号。", "写成“[点开看到什么](地址)”：英文括号，中间不空格。")),
    (re.compile(r"[^\n]*\[[^\[\]]+\]\(\s*\)"), error(_NOWHERE, "markup/link", "链接没有地址。", "括号里写地址，或者去掉括号。")),
    (re.compile(r"[^\n]*\[\[[^\[\]]+\]\]"), error(_NOWHERE, "markup/link", "“[[…]]”不会成为链接。", "写成“[点开看到什么](E04.md)”。")),
    (re.compile(r"[^\n]*＊＊"), error(_NOWHERE, "markup/bold", "加粗的星号是全角的。", "写成英文的“**重点**”。")),
)


def slip_problems(file: str, text: str, first_line: int) -> Iterator[Diagnostic]:
    """What stands in `text` (the body of a page, from `first_line` of its file) and will not be what it looks like."""
    lines = without_code(text).split("\n")
    raw = text.split("\n")
    in_list = False
    for index, line in enumerate(lines):
        place, before = Place(file, first_line + index), lines[index - 1] if index else ""
        if not line.strip():
            continue
        if _FENCE.match(raw[index]):
            yield error(place, "markup/code", "正文里不能放代码块。", "删掉这一行；要原样显示几个字，用一个反引号括起来。")
        elif _LIST.match(line):
            if re.match(r" {1,3}\S", line) and in_list:
                yield error(place, "markup/list", "下一层的列表缩进不够，会成为同一层。", "行首空四格。")
            elif not in_list and before.strip() and not before.lstrip().startswith(("/", "|", ">", "#")):
                yield error(place, "markup/list", "列表前面没有空行，会和上一段连成一行。", "在这一行前面加一个空行。")
            in_list = True
        elif line.startswith(("    ", "\t")) and not in_list and not before.strip():
            yield error(place, "markup/code", "这一段前面空了四格以上，会成为代码框。", "顶格写；段首缩进由程序做。")
        elif line.startswith(":"):
            in_list = True  # the lines below an explanation are indented, too
        elif not line[0].isspace() and not before.strip():
            in_list = False
        if before.strip() and _RULE.fullmatch(line) and not before.lstrip().startswith(("|", "#", "-")):
            yield error(place, "markup/heading", "文字下面紧接一行横线，会把那一行变成标题。", "删掉横线；要小标题，写“## ”。")
        slip = next((slip for pattern, slip in _LINE_SLIPS if pattern.match(line)), None)
        if slip:
            yield replace(slip, place=place)
    yield from _bold(file, lines, first_line)
    yield from _tables(file, lines, first_line)


def _bold(file: str, lines: list[str], first_line: int) -> Iterator[Diagnostic]:
    """A paragraph, or item of a list, in which one `**` is without its other."""
    start, count = 0, 0
    for index, line in enumerate([*lines, ""]):
        if not line.strip() or _LIST.match(line) or line.lstrip().startswith(("|", "#", "/")):
            if count % 2:
                yield error(Place(file, first_line + start), "markup/bold", "加粗的“**”没有成对。", "前后各写两个星号：**重点**。")
            start, count = index, 0
        if not count:
            start = index
        count += line.replace("\\*", "").count("**")


def _tables(file: str, lines: list[str], first_line: int) -> Iterator[Diagnostic]:
    index = 0
    while index < len(lines):
        if not lines[index].lstrip().startswith("|"):
            index += 1
            continue
        end = next((i for i in range(index, len(lines)) if not lines[i].lstrip().startswith("|")), len(lines))
        before = lines[index - 1].strip() if index else ""
        if before and not before.startswith("/"):
            yield error(Place(file, first_line + index), "markup/table", "表格前面没有空行，不会成为表格。", "在这一行前面加一个空行。")
        columns = _cells(lines[index])
        if end - index < 2 or not _TABLE_LINE.fullmatch(lines[index + 1]):
            yield error(Place(file, first_line + index), "markup/table", "表头下面没有分隔线，或者中间有空行，不会成为表格。", f"第二行写“{'|---' * columns}|”，整张表中间不空行。")
        else:
            for number in range(index + 1, end):
                if (cells := _cells(lines[number])) != columns:
                    yield error(Place(file, first_line + number), "markup/table", f"这一行有 {cells} 格，表头有 {columns} 格；多出的格会丢掉。", "每一行的格数和表头一样；空的格也写“| |”。")
        index = end


def _cells(line: str) -> int:
    return len(re.findall(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))) + 1
