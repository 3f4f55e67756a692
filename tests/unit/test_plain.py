"""The short way through Markup gives what Markdown gives."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from iplearn.markup import Markup
from iplearn.markup import markup as markup_module
from iplearn.markup.plain import is_plain
from iplearn.model.document import Document
from iplearn.model.law import LawRegistry
from iplearn.reading.laws import registry
from tests.conftest import ROOT

DAY = date(2026, 11, 20)
MARKUP = Markup(registry({p.name: p.read_text(encoding="utf-8") for p in (ROOT / "data/laws").glob("patent-law.yml")})[0])


def long_way(markup: Markup, text: str) -> Document:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markup_module, "is_plain", lambda text: False)
        return markup.parse(text, as_of=DAY, first_line=7)


@given(st.text(st.sampled_from("专利《》法第四十二条，。 a1.)-+:=/()（）\t\u3000\u00a0\"'%~^@$;,") | st.characters(exclude_categories=["Cs"]), max_size=40))
@example("《专利法》第四十二条和《专利法》四十二条")
@example("1) 甲")
@example("a  b")
def test_both_ways_agree(text: str) -> None:
    if is_plain(text):
        assert MARKUP.parse(text, as_of=DAY, first_line=7) == long_way(MARKUP, text)


def test_both_ways_agree_on_every_text_of_every_quiz(real_project, laws: LawRegistry) -> None:
    markup = Markup(laws)
    texts = {text for prose in real_project[0].prose.values() for _, text in prose if is_plain(text)}
    assert len(texts) > 500
    for text in sorted(texts):
        assert markup.parse(text, as_of=DAY, first_line=7) == long_way(markup, text)


@pytest.mark.parametrize("text", ["- 甲", "1. 甲", "# 甲", "**甲**", "甲\n乙", "a_b_", "[x](y)", "甲`乙`", "", " 甲", "甲 ", "////", ": 甲", "3 < 5", "A&B"])
def test_what_is_not_plain(text: str) -> None:
    assert not is_plain(text)
