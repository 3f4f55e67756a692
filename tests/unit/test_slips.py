"""What hands trained by Word write: each slip is told on its line, and plain text is left alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from iplearn.markup.slips import slip_problems
from iplearn.markup.source import source_problems
from iplearn.reading.front import split_front_matter
from iplearn.reading.schema import build
from iplearn.reading.yamlfile import load_yaml

BODY = {
    "full-width hashes": ("＃＃ 期限", "markup/heading", 1),
    "a heading indented": (" ## 期限", "markup/heading", 1),
    "a line under a paragraph": ("末段。\n---", "markup/heading", 2),
    "double line": ("末段。\n====", "markup/heading", 2),
    "1、": ("1、先别公开。", "markup/list", 1),
    "full-width 1．": ("１．先别公开。", "markup/list", 1),
    "1. without space": ("1.先别公开。", "markup/list", 1),
    "- without space": ("-外观设计", "markup/list", 1),
    "a bullet": ("• 外观设计", "markup/list", 1),
    "no blank line before a list": ("下面这些：\n- 一项", "markup/list", 2),
    "a list indented by two": ("- 一项\n  - 下一层", "markup/list", 2),
    "no blank line before a table": ("看表：\n| 甲 | 乙 |\n|---|---|\n| 一 | 二 |", "markup/table", 2),
    "no line below the head": ("| 甲 | 乙 |\n| 一 | 二 |", "markup/table", 1),
    "a line of dashes": ("| 甲 | 乙 |\n|——|——|\n| 一 | 二 |", "markup/table", 1),
    "a cell too many": ("| 甲 | 乙 |\n|---|---|\n| 一 | 二 | 三 |", "markup/table", 3),
    "a cell too few": ("| 甲 | 乙 |\n|---|---|\n| 一 |", "markup/table", 3),
    "full-width bars": ("｜ 甲 ｜ 乙 ｜", "markup/table", 1),
    "a fence": ("```\n甲", "markup/code", 1),
    "a paragraph indented by four": ("一段。\n\n    又一段。", "markup/code", 3),
    "a paragraph indented by a tab": ("一段。\n\n\t又一段。", "markup/code", 3),
    "bold without its end": ("- **先别公开。\n- 再说", "markup/bold", 1),
    "full-width stars": ("＊＊先别公开＊＊", "markup/bold", 1),
    "full-width parentheses": ("看[年费]（E08.md）。", "markup/link", 1),
    "full-width brackets": ("看【年费】(E08.md)。", "markup/link", 1),
    "a space inside": ("看[年费] (E08.md)。", "markup/link", 1),
    "no address": ("看[年费]()。", "markup/link", 1),
    "a wiki link": ("看[[E08]]。", "markup/link", 1),
    "a full-width exclamation mark": ("！[刀](a.svg)", "markup/link", 1),
    "two slashes": ("// note | 提示", "block/slashes", 1),
    "full-width slashes": ("／／／ note | 提示", "block/slashes", 1),
}


@pytest.mark.parametrize(("text", "rule", "line"), BODY.values(), ids=BODY.keys())
def test_a_slip_is_told_on_its_line(text: str, rule: str, line: int) -> None:
    assert [(d.rule, d.place.line) for d in slip_problems("f", text, 11)][0] == (rule, 10 + line)


PLAIN = [
    "2、3、1、3。两个 3 旁边画手掌。", "-5 度以下。", "- 一项\n    - 下一层\n\n    - 再一项", "1. 一步\n\n    接着说。\n2. 二步", "**甲**、**乙**",
    "| 甲 | `a\\|b` |\n|:--|--:|\n| 一 | 二 |", "/// note | 提示\n- 一项\n///", "词\n:   解释\n\n    又一段解释。", "3.5 厘米", "见[注]（2026 年）。", "用 `1、` 和 `＃`。",
    "- 一项\n  接着写\n- 二项", "价格 2 元\n\n---\n\n末段。",
]


@pytest.mark.parametrize("text", PLAIN)
def test_plain_text_is_left_alone(text: str) -> None:
    assert not list(slip_problems("f", text, 1))


YAML = {
    "full-width colon": ("id: A\ntitle：页\nright: 专利", [2]),
    "two of them": ("id：A\ntitle: 页\nreviewed：2026-11-20", [1, 3]),
    "no space": ("id: A\ntitle:页\nright: 专利", [2]),
    "a tab": ("id: A\n\ttitle: 页", [2]),
    "a quote left open": ('id: A\ntitle: "页\nright: 专利\nneed: 问', [2]),
    "a bracket left open": ("id: A\nrelated: [E04, E05\nright: 专利", [2]),
    "words after a bracket": ("id: A\ntitle: [发明]怎么办", [2]),
    "bold": ("id: A\ntitle: **发明**", [2]),
    "not a text of several lines": ("id: A\nsaid: |\n  一行\n  又一行\nmore: >-\n  一段\ntitle：页", [7]),
    "at": ("id: A\ntitle: @发明", [2]),
    "a colon inside": ("id: A\ntitle: 发明: 怎么办", [2]),
    "a dash without space": ("id: A\nx:\n  -a: b\n  c", [3]),
}


@pytest.mark.parametrize(("text", "lines"), YAML.values(), ids=YAML.keys())
def test_yaml_tells_the_line_that_was_written(text: str, lines: list[int]) -> None:
    node, found = load_yaml("f", text)
    assert node is None and [(d.rule, d.place.line) for d in found] == [("yaml/syntax", n) for n in lines]
    assert all(d.fix for d in found)


FRONT = {
    "a comment cuts a value": ("---\nid: A\ntitle: 发明 #1 怎么办\n---\n", "front/hash", 3),
    "the end is a long dash": ("---\nid: A\n———\n正文\n", "front/unclosed", 3),
    "the end is two dashes": ("---\nid: A\n--\n正文\n", "front/unclosed", 3),
    "no end": ("---\nid: A\n正文\n", "front/unclosed", 1),
    "a blank line first": ("\n---\nid: A\n---\n", "front/missing", 1),
}


@pytest.mark.parametrize(("text", "rule", "line"), FRONT.values(), ids=FRONT.keys())
def test_the_frame_of_front_matter(text: str, rule: str, line: int) -> None:
    assert [(d.rule, d.place.line) for d in split_front_matter("f", text)[1]] == [(rule, line)]


def test_quoted_values_and_full_comments_are_left_alone() -> None:
    assert not split_front_matter("f", '---\n# 说明\nid: A\ntitle: "发明 #1"\n---\n')[1]


DAYS = {"2026/12/1": "2026-12-01", "2026年12月1日": "2026-12-01", "2026.11.22": "2026-11-22", "2026-11-2": "2026-11-02", "２０２６－１１－２２": "2026-11-22"}


@dataclass(frozen=True)
class _Row:
    day: date
    right: str = "专利"


@pytest.mark.parametrize(("written", "fix"), DAYS.items())
def test_a_day_written_otherwise_is_written_out(written: str, fix: str) -> None:
    row, found = build(_Row, load_yaml("f", f"right: a\nday: {written}\n")[0], "f")
    assert row is None and [(d.rule, d.place.line, d.fix) for d in found] == [("schema/type", 2, f"写成 {fix}。")]


def test_a_day_in_quotation_marks_is_a_day_and_one_that_is_none_is_told_once() -> None:
    assert build(_Row, load_yaml("f", 'day: "2026-11-22"\n')[0], "f") == (_Row(date(2026, 11, 22)), [])
    node, found = load_yaml("f", "day: 2026-02-30\n")
    row, more = build(_Row, node, "f")
    assert row is None and [d.rule for d in found + more] == ["yaml/value"]


def test_a_key_misspelt_is_told_once() -> None:
    found = build(_Row, load_yaml("f", "dayy: 2026-11-22\n")[0], "f")[1]
    assert [(d.rule, d.fix) for d in found] == [("schema/unknown-key", "是不是“day”？")]


@pytest.mark.parametrize(("line", "fix"), [("/// 案例 | 刀", "case"), ("/// case ｜ 刀", "/// case | 刀")])
def test_a_block_by_another_name(line: str, fix: str) -> None:
    (told,) = source_problems("f", f"{line}\n文\n///", 1)
    assert (told.rule, told.place.line) == ("block/unknown", 1) and fix in told.fix


@dataclass(frozen=True)
class _Table:
    rows: tuple[_Row, ...] = ()


def test_a_day_that_is_none_in_a_list_leaves_no_hole() -> None:
    node, found = load_yaml("f", "rows:\n  - {day: 2026-02-30}\n  - {day: 2026-02-20}\n")
    assert [d.rule for d in found] == ["yaml/value"] and build(_Table, node, "f") == (_Table(), [])
