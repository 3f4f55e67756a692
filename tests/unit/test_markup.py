"""Markdown -> Document: citations in the tree, dated blocks, boxes, typography, what is left alone."""

from __future__ import annotations

from datetime import date

import pytest

from iplearn.markup import Markup
from iplearn.markup.source import source_problems
from iplearn.model.document import Document

DAY = date(2026, 11, 20)


def parse(markup: Markup, text: str, **kw) -> Document:
    return markup.parse(text, as_of=DAY, src="explain/E.md", first_line=10, **kw)


def test_a_citation_is_resolved_and_linked(markup: Markup) -> None:
    document = parse(markup, "第一行。\n\n保护二十年（《专利法》第四十二条第一款）。")
    (citation,) = document.citations
    assert (citation.law.id, citation.line) == ("patent-law", 12)
    assert 'class="ip-law"' in document.html and 'href="../law/patent-law.html#patent-law-42"' in document.html
    assert "2020修正" in document.html and "2021 年 6 月 1 日起施行" in document.html


def test_a_citation_split_across_a_line_break(markup: Markup) -> None:
    document = parse(markup, "依照《专利\n法》第四十\n二条办。")
    (citation,) = document.citations
    assert (citation.law.id, citation.line) == ("patent-law", 10)
    assert ">《专利法》第四十二条</a>" in document.html


def test_a_citation_in_a_table(markup: Markup) -> None:
    document = parse(markup, "| 事 | 依据 |\n|---|---|\n| 期限 | 《专利法》第四十二条 |\n| 年费 | 《专利法》第四十三条 |\n")
    assert [c.line for c in document.citations] == [12, 13]
    assert document.html.count('class="ip-law"') == 2
    assert '<th scope="col">事</th>' in document.html and 'aria-label="表格：事、依据"' in document.html


def test_a_place_to_write_in_is_never_bold(markup: Markup) -> None:
    for text in ("____________在____________的时候", "写两种人：____________、____________。", "________，数：________"):
        assert parse(markup, text).html == f"<p>{text}</p>"
    assert "<code>____</code>" in parse(markup, "写 `____`。").html
    assert "<strong>粗</strong>" in parse(markup, "__粗__ ____").html


def test_two_tables_alike_have_names_of_their_own(markup: Markup) -> None:
    html = parse(markup, "| 事 |\n|---|\n| 甲 |\n\n又：\n\n| 事 |\n|---|\n| 乙 |\n").html
    assert 'aria-label="表格：事"' in html and 'aria-label="表格：事（2）"' in html


def test_a_citation_inside_a_link_is_counted_but_not_linked_again(markup: Markup) -> None:
    document = parse(markup, "[看《专利法》第四十二条](E04.md)")
    assert len(document.citations) == 1 and 'class="ip-law"' not in document.html
    assert 'href="E04.html"' in document.html


def test_a_code_span_is_left_alone(markup: Markup) -> None:
    document = parse(markup, "写成`《专利法》第四十二条`即可。\n\n《专利法》第四十二条")
    (citation,) = document.citations
    assert citation.line == 12
    assert "<code>《专利法》第四十二条</code>" in document.html


def test_citations_in_bold_lists_and_headings(markup: Markup) -> None:
    document = parse(markup, "## 依《专利法》第二条\n\n1. **《专利法》第三条**。\n2. 项\n\n    - 《专利法》第五条\n")
    assert [c.written.pinpoints[0].article for c in document.citations] == ["2", "3", "5"]
    assert document.headings[0].text == "依《专利法》第二条"


DATED = """
/// until | 2027-01-01
三个月。（《商标法》第三十三条）
///

/// from | 2027-01-01
两个月。（《商标法》第三十六条）
///
"""


def test_dated_blocks_set_the_day_their_citations_speak_of(markup: Markup) -> None:
    old, new = parse(markup, DATED).citations
    assert (old.law.id, old.as_of, old.line) == ("trademark-law-2019", date(2026, 12, 31), 12)
    assert (new.law.id, new.as_of, new.line) == ("trademark-law-2026", date(2027, 1, 1), 16)


def test_dated_blocks_are_open_and_labelled_without_script(markup: Markup) -> None:
    html = parse(markup, DATED).html
    assert '<details class="ip-dated" data-until="2027-01-01" open>' in html
    assert "2026 年 12 月 31 日以前" in html and "2027 年 1 月 1 日起" in html


def test_nested_blocks(markup: Markup) -> None:
    text = "//// case | 甲厂\n\n开头。\n\n/// from | 2027-01-01\n《商标法》第三十六条\n///\n\n结尾。\n////\n\n外面。"
    document = parse(markup, text)
    assert document.citations[0].law.id == "trademark-law-2026"
    assert '<span class="ip-box__label">虚构案例</span> 甲厂' in document.html
    assert document.html.index("结尾。") < document.html.index("</div>\n<p>外面。</p>")
    assert list(source_problems("f", text, 1)) == []


def test_a_quiz_embed_becomes_a_placeholder(markup: Markup) -> None:
    document = parse(markup, "前。\n\n/// quiz | patent-basics\n///\n\n后。")
    assert [(e.quiz, e.line) for e in document.embeds] == [("patent-basics", 12)]
    assert '<div class="ip-quiz-embed" data-quiz="patent-basics"></div>' in document.html


def test_chinese_lines_join_without_a_space_and_latin_keeps_it(markup: Markup) -> None:
    assert parse(markup, "一行\n两行 abc\ndef").html == "<p>一行两行 abc\ndef</p>"


def test_raw_html_stays_text(markup: Markup) -> None:
    html = parse(markup, "<script>alert(1)</script>\n\n<b onclick=x>粗</b>").html
    assert "<script" not in html and "<b" not in html


def test_plain_text_is_cut_at_headings(markup: Markup) -> None:
    document = parse(markup, "开头。\n\n## 甲\n\n一。\n\n### 乙\n\n| a | b |\n|---|---|\n| c | d |\n")
    assert [(p.heading, p.anchor, p.text) for p in document.parts] == [("", "", "开头。"), ("甲", "甲", "一。"), ("乙", "乙", "a b c d")]


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("a\n\n/// from | 2027-01-01\nb", "block/unclosed", 3),
        ("/// fron | 2027-01-01\nb\n///", "block/unknown", 1),
        ("/// from | 明年\nb\n///", "block/argument", 1),
        ("/// quiz\n///", "block/argument", 1),
        ("/// cards\n甲\n///", "block/argument", 1),
        ("///\n", "block/stray-end", 1),
        ("/// case | 甲\n/// from | 2027-01-01\n///\n///", "block/nesting", 2),
        ("//// case | 甲\n///\n", "block/wrong-end", 2),
        ("a\n<div>b</div>", "markup/raw-html", 2),
        ("a\n<!-- 注 -->", "markup/raw-html", 2),
    ],
)
def test_source_mistakes(text: str, rule: str, line: int) -> None:
    assert (rule, line) in [(d.rule, d.place.line) for d in source_problems("f", text, 1)]


def test_an_address_in_angle_brackets_and_code_are_no_html() -> None:
    assert list(source_problems("f", "<https://www.cnipa.gov.cn/> 和 `<b>`，3 < 5", 1)) == []


def test_one_markup_serves_many_texts_without_mixing_them(markup: Markup) -> None:
    first = parse(markup, "## 甲\n\n《专利法》第二条")
    second = parse(markup, "## 甲\n\n文")
    assert second.citations == () and [h.id for h in second.headings] == ["甲"] == [h.id for h in first.headings]
