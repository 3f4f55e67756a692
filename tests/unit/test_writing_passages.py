"""Passages, which the writing aids read."""

from __future__ import annotations

from iplearn.markup import Markup
from tests.conftest import DAY


def test_passages_know_their_line_kind_and_place(markup: Markup) -> None:
    text = "## 期限\n\n先**别**公开，见[年费](E08.md)。\n\n- 一项（《专利法》第二条）\n    - 里面的一项\n\n| 甲 | 乙 |\n|---|---|\n| 三 | 《专利法》第四十二条 |\n\n"
    text += "//// case | 一把刀\n他问。\n\n/// until | 2027-01-01\n三个月。（《商标法》第三十三条）\n///\n////\n"
    got = [(p.kind, p.text, p.line, p.within, len(p.citations)) for p in markup.parse(text, as_of=DAY).passages]
    assert got == [
        ("heading", "期限", 1, (), 0),
        ("p", "先别公开，见年费。", 3, (), 0),
        ("li", "一项（《专利法》第二条）", 5, (), 1),
        ("li", "里面的一项", 6, (), 0),
        ("th", "甲 乙", 8, (), 0),
        ("tr", "三 《专利法》第四十二条", 10, (), 1),
        ("title", "一把刀", 12, ("case",), 0),
        ("p", "他问。", 13, ("case",), 0),
        ("p", "三个月。（《商标法》第三十三条）", 16, ("case", "until"), 1),
    ]


def test_pinyin_is_no_text_and_folded_parts_are_named(markup: Markup) -> None:
    text = "给{署名：shǔ míng}写日期。\n\n/// answer\n先{署名：shǔ míng}。\n///\n"
    got = [(p.text, p.line, p.within) for p in markup.parse(text, as_of=DAY).passages]
    assert got == [("给署名写日期。", 1, ()), ("先署名。", 4, ("answer",))]


def test_every_citation_of_every_page_stands_in_a_passage(real_project) -> None:
    for one in real_project[0].pages:
        inside = [c for p in one.document.passages for c in p.citations]
        assert inside == list(one.document.citations), one.file
