"""data/synonyms.yml: what staff may write, and what they are told."""

from __future__ import annotations

import pytest

from iplearn.diagnostics import Diagnostic
from iplearn.model.search import fold
from iplearn.reading.synonyms import read_synonyms
from tests.unit.search_support import ROOT


def read(text: str) -> tuple[dict[str, tuple[str, ...]], list[Diagnostic]]:
    synonyms, found = read_synonyms("data/synonyms.yml", text)
    return dict(synonyms.also), found


def test_same_words_hold_both_ways_and_sayings_one_way() -> None:
    also, found = read("- 同义: [版权, 著作权]\n- 说法: [牌子, 品牌]\n  也找: [商标]\n")
    assert also == {"版权": ("著作权",), "著作权": ("版权",), "牌子": ("商标",), "品牌": ("商标",)}
    assert found == []


def test_words_are_folded_and_one_word_needs_no_brackets() -> None:
    also, found = read("- 说法: ＬＯＧＯ\n  也找: 商标\n- 说法: [3D, 2027]\n  也找: [打印]\n")
    assert also == {"logo": ("商标",), "3d": ("打印",), "2027": ("打印",)} and found == []


@pytest.mark.parametrize(
    ("text", "line", "rule", "says"),
    [
        ("- 同义: [版权, 著作权]\n- 同意: [甲, 乙]\n", 2, "synonyms/unknown-key", "同意"),
        ("- 同义: [版权, 著作权]\n- 同义: [版权]\n", 2, "synonyms/too-few", "两个"),
        ("- 同义: [版权, 版权]\n", 1, "synonyms/too-few", "两个"),
        ("- 说法: [牌子]\n", 1, "synonyms/entry", "也找"),
        ("- 说法: [牌子]\n  也找: []\n", 2, "synonyms/too-few", "没有词"),
        ("- 同义: [版权, 著作权]\n  也找: [商标]\n", 1, "synonyms/entry", "要么"),
        ("- 版权\n", 1, "synonyms/entry", "读不懂"),
        ("同义: [版权, 著作权]\n", 1, "synonyms/entry", "减号"),
        ("- 同义:\n    - 版权\n    -\n    - 著作权\n", 3, "synonyms/word", "应当是词"),
        ("- 同义: [版权、著作权, 权]\n", 1, "synonyms/word", "几个词"),
        ("- 同义: [版权, '。']\n", 1, "synonyms/word", "没有字"),
        ("- 说法: [牌子]\n  也找: [商标]\n\n- 说法: [牌子]\n  也找: [商标]\n", 4, "synonyms/twice", "第 1 行"),
        ("- 同义: [版权, 著作权, 版权]\n", 1, "synonyms/twice", "两次"),
        ("- 同义: [版权, 著作权\n", 1, "yaml/syntax", "读不懂"),
        ("- 同义: [版权, 著作权]\n  同义: [甲, 乙]\n", 2, "yaml/duplicate-key", "两次"),
    ],
)
def test_mistakes_are_told_with_their_line(text: str, line: int, rule: str, says: str) -> None:
    _, found = read(text)
    assert [(d.place.line, d.rule) for d in found if d.rule == rule] == [(line, rule)], found
    assert any(says in d.message for d in found) and all(d.place.file == "data/synonyms.yml" and d.fix for d in found)


def test_a_faulty_entry_does_not_take_the_others_down() -> None:
    also, found = read("- 同义: [版权, 著作权]\n- 说法: [牌子]\n- 说法: [外形]\n  也找: [外观设计]\n")
    assert set(also) == {"版权", "著作权", "外形"} and len(found) == 1


def test_an_empty_file_is_no_mistake() -> None:
    assert read("# 还没有\n") == ({}, [])


def test_our_own_file_is_in_order() -> None:
    synonyms, found = read_synonyms("data/synonyms.yml", (ROOT / "data/synonyms.yml").read_text("utf-8"))
    assert found == [] and len(synonyms.also) > 60
    also = dict(synonyms.also)
    assert "著作权" in also["版权"] and "商标" in also["牌子"] and "侵权" in also["山寨"]
    assert all(fold(word) == word for word in also)
