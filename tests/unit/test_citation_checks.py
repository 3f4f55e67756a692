"""Errors about law: unknown, impossible, superseded on the build date; and what passes."""

from __future__ import annotations

from datetime import date

import pytest

from iplearn.checks.citations import citation_problems
from iplearn.diagnostics import Diagnostic, Place
from iplearn.markup import Markup
from iplearn.model.law import LawRegistry

REVIEWED = date(2026, 11, 20)
LAST_DAY, FIRST_DAY = date(2026, 12, 31), date(2027, 1, 1)


def check(markup: Markup, laws: LawRegistry, text: str, day: date, reviewed: date = REVIEWED) -> list[Diagnostic]:
    document = markup.parse(text, as_of=reviewed)
    return [d for c in document.citations for d in citation_problems(c, Place("f", c.line), laws, day)]


def rules(found: list[Diagnostic]) -> list[str]:
    return [d.rule for d in found]


def test_bare_citation_on_the_last_day_of_the_old_law(markup: Markup, laws: LawRegistry) -> None:
    assert check(markup, laws, "《商标法》第三十九条", LAST_DAY) == []


def test_bare_citation_on_the_first_day_of_the_new_law(markup: Markup, laws: LawRegistry) -> None:
    (found,) = check(markup, laws, "空行\n\n《商标法》第三十九条", FIRST_DAY)
    assert (found.rule, found.place.line) == ("law/superseded", 3)
    assert "第三十九条现为第四十三条" in found.message and "2026修订" in found.message


def test_below_high_confidence_the_message_says_perhaps(markup: Markup, laws: LawRegistry) -> None:
    (found,) = check(markup, laws, "《专利法实施细则》第二十七条", date(2024, 1, 20), reviewed=date(2024, 1, 19))
    assert "第二十七条可能现为第三十条" in found.message


def test_until_block_passes_on_both_days(markup: Markup, laws: LawRegistry) -> None:
    text = "/// until | 2027-01-01\n《商标法》第三十九条\n///"
    assert check(markup, laws, text, LAST_DAY) == check(markup, laws, text, FIRST_DAY) == []


def test_from_block_passes_on_both_days_and_counts_by_the_new_law(markup: Markup, laws: LawRegistry) -> None:
    text = "/// from | 2027-01-01\n《商标法》第八十七条\n///"
    assert check(markup, laws, text, LAST_DAY) == check(markup, laws, text, FIRST_DAY) == []


def test_an_explicit_version_is_always_allowed(markup: Markup, laws: LawRegistry) -> None:
    text = "《商标法》（2019年修正）第三十九条，《商标法》（2026年修订）第四十三条"
    assert check(markup, laws, text, LAST_DAY) == check(markup, laws, text, FIRST_DAY) == []


def test_a_page_reviewed_after_the_change_speaks_of_the_new_law(markup: Markup, laws: LawRegistry) -> None:
    assert check(markup, laws, "《商标法》第八十七条", FIRST_DAY, reviewed=FIRST_DAY) == []


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("《专列法》第二条", "law/unknown", "专列法"),
        ("《专利法》第八十三条", "law/article", "最后一条是第八十二条"),
        ("《商标法》（2019年修正）第八十七条", "law/article", "第七十三条"),
        ("《刑法》第二百一十九条之九", "law/article", "第二百一十九条之九"),
        ("《商标法》（1999年修正）第二条", "law/version", "2019修正"),
        ("《专利法》第四十二条第四款", "law/paragraph", "只有 3 款"),
        ("《专利法》第四十二条第一款第（一）项", "law/item", "不分项"),
        ("《专利法》第二十五条第一款第（九）项", "law/item", "只有 6 项"),
        ("《专利法》第十二条至第十条", "law/range", "后面的条号"),
        ("《专利法》第八十条至第八十三条", "law/article", "第八十三条"),
    ],
)
def test_impossible_citations(markup: Markup, laws: LawRegistry, text: str, rule: str, words: str) -> None:
    found = check(markup, laws, text, LAST_DAY)
    assert rule in rules(found)
    assert any(words in d.message + d.fix for d in found)


def test_the_nearest_title_is_offered(markup: Markup, laws: LawRegistry) -> None:
    (found,) = check(markup, laws, "《专利法实施细侧》第二条", LAST_DAY)
    assert "专利法实施细则" in found.fix


def test_inserted_articles_exist(markup: Markup, laws: LawRegistry) -> None:
    assert check(markup, laws, "《刑法》第二百一十九条之一", LAST_DAY) == []


def test_a_law_before_its_first_known_version(markup: Markup, laws: LawRegistry) -> None:
    assert rules(check(markup, laws, "《反不正当竞争法》第九条", LAST_DAY, reviewed=date(2010, 1, 1))) == ["law/not-in-force"]


def test_an_old_page_is_told_where_the_rule_went(markup: Markup, laws: LawRegistry) -> None:
    (found,) = check(markup, laws, "《反不正当竞争法》第九条", LAST_DAY, reviewed=date(2025, 1, 1))
    assert found.rule == "law/superseded" and "第十条" in found.message
