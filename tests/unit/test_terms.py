"""Terms of the glossary in running text: the first one of each, and nowhere it would be in the way."""

from __future__ import annotations

import re
from datetime import date

import pytest

from iplearn.markup import Markup
from iplearn.markup.terms import TermIndex
from iplearn.model.glossary import Term
from iplearn.model.law import LawRegistry
from iplearn.reading.project import ProjectReader

DAY = date(2026, 12, 1)
TERMS = (
    Term(term="商标", pinyin="shang biao", not_in=("商标法", "商标局"), text="认出是谁家的标志。"),
    Term(term="注册商标", pinyin="zhu ce shang biao", text="核准注册的商标。"),
    Term(term="异议", pinyin="yi yi", also=("反对注册",), text="反对它注册。"),
    Term(term="AI", pinyin="ai", text="人工智能。"),
    Term(term="常见词", pinyin="chang jian ci", text="谁都懂。", link=False),
)


@pytest.fixture(scope="module")
def terms_markup(laws: LawRegistry) -> Markup:
    return Markup(laws, TERMS)


def linked(html: str) -> list[str]:
    return re.findall(r'<a class="ip-term"[^>]*>([^<]*)</a>', html)


def parse(markup: Markup, text: str, **options):
    return markup.parse(text, as_of=DAY, src="explain/E01.md", explain=True, **options)


def test_the_first_occurrence_is_linked_with_its_explanation(terms_markup: Markup) -> None:
    document = parse(terms_markup, "先查商标，再报商标。")
    assert document.html == '<p>先查<a class="ip-term" href="../glossary.html#商标" title="认出是谁家的标志。">商标</a>，再报商标。</p>'
    assert document.terms == ("商标",)


def test_the_longest_form_wins_and_other_forms_count_as_the_term(terms_markup: Markup) -> None:
    assert linked(parse(terms_markup, "注册商标和商标；反对注册，就是异议。").html) == ["注册商标", "商标", "反对注册"]


@pytest.mark.parametrize(
    "text",
    [
        "## 商标\n\n别的字。", "[商标](E02.md)", "`商标`", "《商标法》第三十三条", "《商标管理办法》", "看商标法，找商标局。", "/// case | 商标\n没有词。\n///",
        "| 商标 |\n|---|\n| 别的 |", "![商标](a.png)", "常见词", "MAIL", "AIM",
    ],
)
def test_left_alone(terms_markup: Markup, text: str) -> None:
    assert linked(parse(terms_markup, text).html) == []


@pytest.mark.parametrize("text", ["- 商标", "**商标**", "| 词 |\n|---|\n| 商标 |", "/// note | 题\n商标\n///", "用AI画", "用 AI 画"])
def test_linked_in_lists_bold_cells_and_boxes(terms_markup: Markup, text: str) -> None:
    assert len(linked(parse(terms_markup, text).html)) == 1


def test_each_reader_of_a_dated_rule_meets_one_link(terms_markup: Markup) -> None:
    both = "/// until | 2027-01-01\n异议 3 个月。\n///\n\n/// from | 2027-01-01\n异议 2 个月。\n///\n\n异议要早提。"
    assert linked(parse(terms_markup, both).html) == ["异议", "异议"]
    one = "/// until | 2027-01-01\n异议 3 个月。\n///\n\n异议要早提。"
    assert linked(parse(terms_markup, one).html) == ["异议", "异议"], "readers of the new law do not see the first"
    before = "异议要早提。\n\n/// from | 2027-01-01\n异议 2 个月。\n///"
    assert linked(parse(terms_markup, before).html) == ["异议"]


def test_off_where_the_author_or_the_reader_says_so(terms_markup: Markup) -> None:
    assert linked(parse(terms_markup, "商标和异议", terms_off=("商标",)).html) == ["异议"]
    assert "ip-term" not in terms_markup.parse("商标", as_of=DAY).html, "quizzes and documents do not ask for links"


def test_links_and_text_for_search_do_not_change(terms_markup: Markup) -> None:
    text = "先查商标（《专利法》第四十二条），再看[年费](E08.md)。\n\n商标 **异议** 之后。"
    plain, explained = terms_markup.parse(text, as_of=DAY, src="explain/E01.md"), parse(terms_markup, text)
    assert (plain.links, plain.parts, plain.citations, plain.anchors) == (explained.links, explained.parts, explained.citations, explained.anchors)


def test_the_pattern_is_one_trie() -> None:
    words = [Term(term=t, pinyin="x", text="。") for t in ("专利", "专利权", "专利权人", "专业")]
    index = TermIndex.of(words)
    assert index.pattern and index.pattern.pattern.count("专") == 1
    assert [t.term for *_, t in index.find("专利权人、专利权、专利、专业、专")] == ["专利权人", "专利权", "专利", "专业"]
    assert list(TermIndex.of(()).find("专利")) == []


GLOSSARY = """
reviewed: 2026-11-20
terms:
  - {term: 年费, pinyin: nian fei, text: 每年要交的钱。, law: 《专利法》第四十三条, pages: [A]}
  - {term: 滞纳金, pinyin: zhi na jin, text: 年费交迟了多交的钱。}
"""


def test_pages_are_read_again_when_the_glossary_changes(make_project) -> None:
    root = make_project({"data/glossary.yml": GLOSSARY, "content/explain/A.md": "年费和滞纳金。"})
    reader = ProjectReader(root)
    page = reader.read()[0].pages[0]
    assert page.document.terms == ("年费", "滞纳金")
    (root / "data/glossary.yml").write_text(GLOSSARY.replace("每年要交的钱", "维持专利的钱"), encoding="utf-8")
    assert "维持专利的钱" in reader.read()[0].pages[0].document.html


def test_an_entry_links_to_others_but_not_to_itself(make_project) -> None:
    project, found = ProjectReader(make_project({"data/glossary.yml": GLOSSARY})).read()
    assert found == []
    prose = project.data_prose["data/glossary.yml"]
    late = next(d for (_, text), d in prose.items() if text.startswith("年费交迟"))
    assert linked(late.html) == ["年费"] and 'href="glossary.html#年费"' in late.html
    assert [c.law.id for d in prose.values() for c in d.citations if c.law] == ["patent-law"]
