"""The Python scorer against the table it shares with the browser, and the reasons behind its rules."""

from __future__ import annotations

import itertools
import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iplearn.model.item import Item
from iplearn.reading.quizzes import read_quiz
from iplearn.scoring.normalise import normalise, parse_number
from iplearn.scoring.outcome import Outcome, accepted_index, score, share

TABLE = json.loads((Path(__file__).parents[1] / "cases" / "scoring.json").read_text(encoding="utf-8"))
FRONT = "---\nid: t\ntitle: 测\nstage: 公众\nreviewed: 2026-11-20\n---\n\n"


def item_from(markdown: str) -> Item:
    quiz, found = read_quiz("quizzes/t.md", FRONT + markdown)
    assert quiz is not None, found
    return quiz.items[0]


ITEMS = {name: item_from(markdown) for name, markdown in TABLE["items"].items()}


def test_the_table_is_large_and_covers_every_item() -> None:
    assert len(TABLE["scores"]) >= 120
    assert {name for name, _, _ in TABLE["scores"]} == set(ITEMS)
    assert len({item.kind for item in ITEMS.values()}) == 10


@pytest.mark.parametrize(("name", "response", "expected"), TABLE["scores"])
def test_score(name: str, response: str | list[str], expected: str) -> None:
    assert share(ITEMS[name], response) == Fraction(expected)


@pytest.mark.parametrize(("typed", "form"), TABLE["forms"])
def test_normal_form(typed: str, form: str) -> None:
    assert normalise(typed) == form


def test_points_scale_the_share() -> None:
    assert score(ITEMS["twopoints"], "A") == Outcome(2.5, 2.5)
    assert score(ITEMS["multi"], "AC") == Outcome(2 / 3, 1.0)
    assert score(ITEMS["multi"], "ACE").is_right
    assert not score(ITEMS["multi"], "AC").is_right


@pytest.mark.parametrize("name", ["essay", "poll"])
def test_what_the_machine_cannot_judge_has_no_points(name: str) -> None:
    outcome = score(ITEMS[name], "A")
    assert outcome == Outcome(0.0, 0.0)
    assert not outcome.is_scored
    assert not outcome.is_right


def test_ticking_everything_is_worth_no_more_than_what_is_wrong_allows() -> None:
    balanced = item_from("## 题 {#i}\n\n- [x] 甲\n- [x] 乙\n- [ ] 丙\n- [ ] 丁\n")
    assert share(balanced, "ABCD") == 0


@pytest.mark.parametrize("n", [3, 4, 5])
def test_guessing_an_order_earns_one_nth_by_neighbours_and_far_more_by_longest_subsequence(n: int) -> None:
    """The reason why ordering counts neighbours (iplearn/scoring/outcome.py)."""
    item = item_from("## 题 {#i}\n\n" + "".join(f"{i}. 第 {i} 步\n" for i in range(1, n + 1)) + "\n题型：排序\n")
    orders = list(itertools.permutations("ABCDEFG"[:n]))
    neighbours = sum(share(item, "".join(o)) for o in orders) / len(orders)
    subsequence = Fraction(sum(_longest_rise(o) - 1 for o in orders), len(orders) * (n - 1))
    assert neighbours == Fraction(1, n)
    assert subsequence > Fraction(13, 10) * neighbours


def _longest_rise(order: tuple[str, ...]) -> int:
    best: list[int] = []
    for i, letter in enumerate(order):
        best.append(1 + max((best[j] for j in range(i) if order[j] < letter), default=0))
    return max(best)


def test_which_alternative_was_typed() -> None:
    assert accepted_index(("二十年", "20 年整"), "20年整") == 1
    assert accepted_index(("二十", "20"), "２０") == 0
    assert accepted_index(("二十",), "") is None


@pytest.mark.parametrize(("a", "b"), [("著作权", "专利权"), ("发明", "发现"), ("十日", "十月"), ("1.5", "15"), ("2/3", "23"), ("-1", "1"), ("5%", "5")])
def test_never_close_enough(a: str, b: str) -> None:
    assert normalise(a) != normalise(b)


@given(st.text(max_size=60), st.sampled_from([None, "年", "万元", "%", "。"]))
def test_whatever_is_typed_is_answered(typed: str, unit: str | None) -> None:
    assert isinstance(normalise(typed), str)
    value = parse_number(typed, unit)
    assert value is None or isinstance(value, Fraction)


@given(st.sampled_from(sorted(ITEMS)), st.one_of(st.text(max_size=12), st.text("ABCDTF-", max_size=6), st.lists(st.text(max_size=8), max_size=4)))
def test_whatever_a_browser_sends_earns_between_nothing_and_everything(name: str, response: str | list[str]) -> None:
    assert 0 <= share(ITEMS[name], response) <= 1


@given(st.integers(0, 99_999_999))
def test_a_spelled_number_is_its_digits(n: int) -> None:
    assert normalise(_spell(n)) == str(n)


def _spell(n: int) -> str:
    """Chinese numeral in full form, written independently of the package."""
    def four(m: int) -> str:
        s = "".join("零一二三四五六七八九"[int(d)] + (u if d != "0" else "") for d, u in zip(f"{m:04d}", ["千", "百", "十", ""]))
        while "零零" in s:
            s = s.replace("零零", "零")
        return s.rstrip("零") or "零"

    high, low = divmod(n, 10_000)
    out = (four(high).lstrip("零") + "万" + (four(low) if low else "")) if high else four(n).lstrip("零")
    return out or "零"
