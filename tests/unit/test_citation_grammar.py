"""The written forms of a citation."""

from __future__ import annotations

import pytest

from iplearn.markup.citation_grammar import find_citations

FORMS = [
    ("《专利法》第四十二条", "专利法", None, ["第四十二条"]),
    ("《中华人民共和国专利法》第四十二条", "中华人民共和国专利法", None, ["第四十二条"]),
    ("《专利法》第42条", "专利法", None, ["第四十二条"]),
    ("《专利法》第四十二条第一款", "专利法", None, ["第四十二条第一款"]),
    ("《商标法》第五十七条第一款第（二）项", "商标法", None, ["第五十七条第一款第（二）项"]),
    ("《著作权法》第二十四条第六项", "著作权法", None, ["第二十四条第（六）项"]),
    ("《刑法》第二百一十九条之一", "刑法", None, ["第二百一十九条之一"]),
    ("《刑法》第二百一十九条之一第一款", "刑法", None, ["第二百一十九条之一第一款"]),
    ("《专利法》第十条至第十二条", "专利法", None, ["第十条至第十二条"]),
    ("《专利法》第二条、第三条和第五条", "专利法", None, ["第二条", "第三条", "第五条"]),
    ("《专利法》第二条第一款、第三款", "专利法", None, ["第二条第一款", "第二条第三款"]),
    ("《商标法》第十条第一款第（一）项至第（三）项", "商标法", None, ["第十条第一款第（一）项至第十条第一款第（三）项"]),
    ("《商标法》第三十条、第四十条至第四十二条", "商标法", None, ["第三十条", "第四十条至第四十二条"]),
    ("《商标法》（2026年修订）第四十三条", "商标法", "2026年修订", ["第四十三条"]),
    ("《商标法》(2019修正)第三十九条", "商标法", "2019修正", ["第三十九条"]),
    ("《专利侵权解释》（法释〔2009〕21号）第八条", "专利侵权解释", "法释〔2009〕21号", ["第八条"]),
    ("《专利侵权解释（二）》第十四条", "专利侵权解释（二）", None, ["第十四条"]),
    ("《民法典》第一千一百八十五条", "民法典", None, ["第一千一百八十五条"]),
    ("《专利\n法》第四十\n二条", "专利法", None, ["第四十二条"]),
]


@pytest.mark.parametrize(("text", "title", "version", "labels"), FORMS)
def test_written_forms(text: str, title: str, version: str | None, labels: list[str]) -> None:
    (citation,) = find_citations(text.replace("十\n二", "十二"))
    assert (citation.title, citation.version) == (title, version)
    assert [p.label for p in citation.pinpoints] == labels


@pytest.mark.parametrize("text", ["《专利法》", "专利法第四十二条", "《不锈钢水果刀》国家标准", "《专利法》规定，第四十二条", "第四十二条"])
def test_what_is_no_citation(text: str) -> None:
    assert list(find_citations(text)) == []


def test_two_laws_in_one_sentence() -> None:
    found = list(find_citations("看《专利法》第六十五条和《商标法》第六十条。"))
    assert [(c.title, c.raw) for c in found] == [("专利法", "《专利法》第六十五条"), ("商标法", "《商标法》第六十条")]


def test_the_citation_ends_where_the_words_go_on() -> None:
    (citation,) = find_citations("《专利法》第四十二条和第一款的规定")
    assert citation.raw == "《专利法》第四十二条和第一款"
    (citation,) = find_citations("《专利法》第二条、商标")
    assert citation.raw == "《专利法》第二条"
