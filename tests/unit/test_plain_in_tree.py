"""Sparing the inline patterns a text without markup changes nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from iplearn.markup import Markup
from iplearn.model.law import LawRegistry
from tests.conftest import ROOT

DAY = date(2026, 11, 20)


def thorough(laws: LawRegistry) -> Markup:
    markup = Markup(laws)
    markup._md.treeprocessors.deregister("ip-plain")
    return markup


QUICK, THOROUGH = Markup(LawRegistry()), thorough(LawRegistry())


@given(st.text(st.sampled_from("专利法，a1 *_`\\[]()<>!&#|:-=~^{}\"'@./\n"), max_size=60))
@example("甲  \n乙")
@example("_甲_ __乙__")
@example("*甲* **乙**")
@example("`甲` \\`乙")
@example("甲 &amp; 乙 &#25105;")
@example("<https://a.cn> <a@b.cn>")
@example("![图](a.png) [甲][乙]\n\n[乙]: c.md")
@example("| 甲 | `a|b` |\n|---|---|\n| 1 | \\| |")
@example("甲\n:   乙\\*")
def test_same_document(text: str) -> None:
    assert QUICK.parse(text, as_of=DAY) == THOROUGH.parse(text, as_of=DAY)


@pytest.mark.slow
def test_same_documents_for_the_real_pages(laws: LawRegistry) -> None:
    quick, slow = Markup(laws), thorough(laws)
    for path in sorted((ROOT / "content").rglob("*.md")):
        body = path.read_text(encoding="utf-8").partition("\n---\n")[2]
        assert quick.parse(body, as_of=DAY) == slow.parse(body, as_of=DAY), path
