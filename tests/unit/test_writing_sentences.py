"""Sentences that are too long, on their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from iplearn.checks.sentences import block_sentences
from iplearn.model.document import Passage
from tests.unit.writing import BODY, DATA, LONG, Make, aids, found, page


@pytest.mark.parametrize(
    ("kind", "text", "lengths"),
    [
        ("p", "先别公开。再申请！", [4, 3]),
        ("p", "异议期是 3 个月。（《商标法》（2019年修正）第三十三条；2027 年 1 月 1 日起为《商标法》（2026年修订）第三十六条）", [7]),
        ("p", "2026 年 11 月 22 日（那天）。", [8]),
        ("li", "申请书；", []),
        ("li", "没有句号的一项", []),
        ("p", "没有句号的一段", [7]),
        ("p", "依据：《专利法》第三十九条、第四十条", []),
    ],
)
def test_what_counts_in_a_sentence(kind: str, text: str, lengths: list[int]) -> None:
    assert [s.length for s in block_sentences(Passage(kind, text, 1))] == lengths


def test_long_sentences_on_average_are_told_with_the_longest_lines(make_project: Make) -> None:
    body = "短句。\n\n" + "\n\n".join([LONG] * 6)
    told = [d for d in aids(page(make_project, body)) if d.rule == "write/sentences"]
    assert [d.place.line for d in told] == [BODY + 2]
    assert "第 12 行 45 字" in told[0].message and "第 16 行" in told[0].message


def test_one_endless_sentence_is_told_where_the_average_is_fine(make_project: Make) -> None:
    assert found(page(make_project, "短句。" * 20 + "\n\n" + LONG[:-1] + "，" + LONG), "write/long-sentence") == [BODY + 2]


def test_tables_headings_and_citations_do_not_count(make_project: Make) -> None:
    cite = "《商标法》（2019年修正）第三十三条、第三十四条、第三十五条第一款；2027 年 1 月 1 日起为《商标法》（2026年修订）第三十六条"
    body = f"## {LONG * 2}\n\n| 甲 |\n|---|\n| {LONG * 3} |\n\n" + f"很短。（{cite}）\n\n" * 8
    root = page(make_project, body)
    assert found(root, "write/sentences") == found(root, "write/long-sentence") == []


def lesson(stage: str, text: str) -> dict[str, str]:
    front = f"---\nid: L01\ntitle: 课\nsummary: 一句。\nreviewed: 2026-11-20\npublished: 2026-11-20\nstage: {stage}\ngrades: 一至三年级\ntheme: 尊重\nrights: [著作权]\nminutes: 40\nprepare: 20\nobjectives: []\n---\n"
    return {"content/school/L01/index.md": front + text, **DATA}


def test_the_youngest_have_a_limit_of_their_own(make_project: Make, tmp_path: Path) -> None:
    text = "小朋友自己画的一幅画就是属于小朋友自己的一件作品。\n\n" * 6
    rules = {d.rule for d in aids(make_project(lesson("小学低年级", text)))}
    assert "write/sentences" in rules
    assert "write/sentences" not in {d.rule for d in aids(make_project(lesson("初中", text)))}
