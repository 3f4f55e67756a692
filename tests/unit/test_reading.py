"""Bytes, YAML, front matter and schemas: every mistake is told on its line."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iplearn.diagnostics import Place, Report, Severity, error, format_diagnostic, warning
from iplearn.markup import Markup
from iplearn.reading.content import page_kind, read_page
from iplearn.reading.front import split_front_matter
from iplearn.reading.laws import read_law
from iplearn.reading.schema import build
from iplearn.reading.text import decode
from iplearn.reading.yamlfile import load_yaml


def told(found) -> list[tuple[str, int]]:
    return [(d.rule, d.place.line) for d in found]


class TestEncodings:
    def test_utf8_and_windows_line_ends(self) -> None:
        assert decode("f", "甲\r\n乙\r丙".encode()) == ("甲\n乙\n丙", [])

    def test_a_byte_order_mark_is_taken_off_and_mentioned(self) -> None:
        text, found = decode("f", "\ufeff甲".encode())
        assert text == "甲" and told(found) == [("text/bom", 1)] and found[0].severity is Severity.WARNING

    def test_gb18030_is_named(self) -> None:
        text, found = decode("f", "第一行\n专利".encode("gb18030"))
        assert text is None and found[0].rule == "text/encoding" and "GB18030" in found[0].message

    def test_the_line_of_the_first_bad_byte(self) -> None:
        assert told(decode("f", "甲\n乙\n".encode() + b"\xff\xfe\x00\n")[1]) == [("text/encoding", 3)]

    def test_utf16(self) -> None:
        assert told(decode("f", "甲".encode("utf-16"))[1]) == [("text/encoding", 0)]

    def test_what_has_no_width_is_taken_out_and_mentioned_once(self) -> None:
        text, found = decode("f", "id: E03\u200b\n甲\n乙\ufeff\u00ad丙".encode())
        assert text == "id: E03\n甲\n乙丙" and told(found) == [("text/unseen", 1)] and "第 1、3 行" in found[0].message
        assert found[0].severity is Severity.WARNING

    def test_control_characters_are_told_line_by_line(self) -> None:
        assert told(decode("f", "甲\n乙\x0b丙\n\u2028".encode())[1]) == [("text/control", 2), ("text/control", 3)]

    @given(st.binary())
    def test_no_bytes_crash_it(self, raw: bytes) -> None:
        decode("f", raw)


class TestYaml:
    @pytest.mark.parametrize(
        ("text", "rule", "line"),
        [
            ("a: 1\nb: x: y\n", "yaml/syntax", 2),
            ("a: 1\na: 2\n", "yaml/duplicate-key", 2),
            ("a: [1, 2\nb: 3\n", "yaml/syntax", 1),
            ('a: "未完\n', "yaml/syntax", 1),
            ("a: 2026-13-45\n", "yaml/value", 1),
            ("a: 1\nb: &x [*x]\n", "yaml/alias", 2),
            ("a: 1\nb: *粗*\n", "yaml/syntax", 2),
            ("a: \x01\n", "yaml/syntax", 1),
        ],
    )
    def test_mistakes(self, text: str, rule: str, line: int) -> None:
        assert (rule, line) in told(load_yaml("f", text)[1])

    def test_lines_count_from_where_the_text_begins(self) -> None:
        node, _ = load_yaml("f", "a: 1\nb:\n  - x\n", first_line=2)
        assert (node.value["b"].line, node.value["b"].value[0].line) == (3, 4)

    @given(st.text())
    def test_no_text_crashes_it(self, text: str) -> None:
        load_yaml("f", text)


@dataclass(frozen=True, kw_only=True)
class Sample:
    id: str
    day: date
    count: int = 0
    tags: tuple[str, ...] = ()
    colour: str = field(default="红", metadata={"choices": ("红", "蓝")})


class TestSchema:
    def read(self, text: str):
        return build(Sample, load_yaml("f", text)[0], "f")

    def test_a_good_one(self) -> None:
        value, found = self.read("id: 3\nday: 2026-11-20\ntags: 甲\n")
        assert value == Sample(id="3", day=date(2026, 11, 20), tags=("甲",)) and found == []

    @pytest.mark.parametrize(
        ("text", "rule", "line", "words"),
        [
            ("id: a\nday: 2026-11-20\ncoutn: 1\n", "schema/unknown-key", 3, "count"),
            ("id: a\n", "schema/missing-key", 1, "day"),
            ("id: a\nday: 明天\n", "schema/type", 2, "日期"),
            ("id: a\nday: 2026-11-20\ncount: 多\n", "schema/type", 3, "整数"),
            ("id: a\nday: 2026-11-20\ncolour: 绿\n", "schema/choice", 3, "红、蓝"),
            ("id:\nday: 2026-11-20\n", "schema/type", 1, "文字"),
            ("id: a\nday: 2026-11-20\ntags: [甲, [乙]]\n", "schema/type", 3, "文字"),
        ],
    )
    def test_mistakes(self, text: str, rule: str, line: int, words: str) -> None:
        found = self.read(text)[1]
        assert told(found) == [(rule, line)]
        assert words in found[0].message + found[0].fix

    def test_all_mistakes_at_once(self) -> None:
        assert len(self.read("id: a\nday: x\ncount: y\nzzz: 1\n")[1]) == 3


class TestFrontMatter:
    def test_lines(self) -> None:
        front, found = split_front_matter("f", "---\nid: a\n---\n\n正文\n")
        assert found == [] and front.node.value["id"].line == 2
        assert front.body.split("\n")[5 - front.body_line] == "正文"

    @pytest.mark.parametrize(("text", "rule"), [("正文", "front/missing"), ("---\nid: a\n", "front/unclosed"), ("---\n- a\n---\n", "front/shape")])
    def test_mistakes(self, text: str, rule: str) -> None:
        assert rule in [d.rule for d in split_front_matter("f", text)[1]]


class TestPages:
    @pytest.mark.parametrize("src", ["E.md", "explain/a/b.md", "school/L01.md", "other/x.md", "school/L01/notes.md"])
    def test_places_that_hold_no_page(self, src: str, markup: Markup) -> None:
        assert page_kind(src) is None
        assert [d.rule for d in read_page(src, "x", markup)[1]] == ["content/place"]

    def test_a_heading_of_level_one(self, markup: Markup) -> None:
        text = "---\nid: a\ntitle: t\nsummary: s\nreviewed: 2026-11-20\npublished: 2026-11-20\n---\n正文\n\n# 大标题\n"
        assert told(read_page("help/a.md", text, markup)[1]) == [("content/h1", 10)]

    def test_the_body_is_checked_even_where_the_front_matter_fails(self, markup: Markup) -> None:
        found = read_page("help/a.md", "---\nid: a\n---\n/// from | x\n", markup)[1]
        assert {"block/argument", "block/unclosed", "schema/missing-key"} <= {d.rule for d in found}


class TestLawFiles:
    GOOD = "title: 某法\nshort: [某法]\nversions:\n  - {id: x-1, version: 2019修正, effective: 2019-01-01, valid_to: 2026-12-31, articles: 10}\n  - {id: x-2, version: 2026修订, effective: 2027-01-01, articles: 12}\n"

    def test_a_good_one(self) -> None:
        versions, _, found = read_law("data/laws/x.yml", "x", self.GOOD)
        assert [v.id for v in versions] == ["x-1", "x-2"] and found == []

    @pytest.mark.parametrize(
        ("old", "new", "rule"),
        [
            ("valid_to: 2026-12-31, ", "", "law/timeline"),
            ("2026-12-31", "2026-12-30", "law/timeline"),
            ("articles: 10", "articles: 十", "schema/type"),
            ("title: 某法\n", "", "schema/missing-key"),
            ("short:", "shrot:", "schema/missing-key"),
            ("articles: 12}", "articles: 12, clauses: {'3': 4}}", "law/clauses"),
        ],
    )
    def test_mistakes(self, old: str, new: str, rule: str) -> None:
        assert rule in [d.rule for d in read_law("data/laws/x.yml", "x", self.GOOD.replace(old, new))[2]]

    def test_a_broken_map(self) -> None:
        found = read_law("data/laws/x.yml", "x", self.GOOD + "map: {from: x-1, to: x-2, rows: {'1': {to: ['2'], confidence: sure}}}\n")[2]
        assert [d.rule for d in found] == ["law/map"]


class TestReport:
    def test_sorted_counted_and_each_once(self) -> None:
        a, b = error(Place("b", 2), "x/y", "坏"), warning(Place("a", 9), "x/z", "弱", "补")
        report = Report([a, b, a])
        assert [d.place.file for d in report.items] == ["a", "b"]
        assert report.lines()[-1] == "共 1 处错误，1 处提醒。"
        assert report.lines()[0] == "a:9: 提醒 [x/z] 弱\n    → 补"

    def test_colour_only_where_asked(self) -> None:
        assert "\033[" in format_diagnostic(error(Place("a"), "r", "m"), colour=True)
        assert "\033[" not in format_diagnostic(error(Place("a"), "r", "m"))
