"""What an attempt takes from a quiz: dates, draw, shuffle, branches, result."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from iplearn.render.quiz_key import quiz_key
from tests.conftest import ROOT
from tests.unit.quiz_samples import quiz

TEN = "".join(f"## 题 {n} {{#i{n}}}\n\n答案：对\n\n" for n in range(10))


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    page = browser.new_page()
    for name in ("normalise", "score", "attempt"):
        page.add_script_tag(path=str(ROOT / f"theme/assets/quiz/{name}.js"))
    yield page
    page.close()


def attempt(page: Page, key: dict[str, Any], *, day: str = "2026-11-22", seed: int = 1, mode: str = "practice", only: list[str] | None = None) -> dict[str, Any]:
    return page.evaluate("([k, d, s, m, o]) => ipq.newAttempt(k, Date.parse(d + 'T12:00:00+08:00'), s, m, o)", [key, day, seed, mode, only])


def route(page: Page, key: dict[str, Any], value: dict[str, Any]) -> list[str]:
    return page.evaluate("([k, a]) => ipq.route(k, a)", [key, value])


@pytest.mark.parametrize(
    ("utc", "day"),
    [("2026-12-31T15:59:59Z", "2026-12-31"), ("2026-12-31T16:00:00Z", "2027-01-01"), ("2027-01-01T00:00:00Z", "2027-01-01")],
)
def test_the_day_turns_at_midnight_in_china(page: Page, utc: str, day: str) -> None:
    assert page.evaluate("t => ipq.today(Date.parse(t))", utc) == day


def test_items_out_of_their_dates_are_left_out(page: Page) -> None:
    key = quiz_key(quiz())
    assert "end" in attempt(page, key, day="2026-12-31")["plan"] and "end-new" not in attempt(page, key, day="2026-12-31")["plan"]
    assert "end" not in attempt(page, key, day="2027-01-01")["plan"] and "end-new" in attempt(page, key, day="2027-01-01")["plan"]


def test_without_shuffle_the_order_is_the_authors(page: Page) -> None:
    assert attempt(page, quiz_key(quiz(TEN)))["plan"] == [f"i{n}" for n in range(10)]


def test_the_seed_decides_the_order(page: Page) -> None:
    key = quiz_key(quiz(TEN, more="shuffle: items\n"))
    plans = [attempt(page, key, seed=s)["plan"] for s in (1, 1, 2, 3)]
    assert plans[0] == plans[1] and len({tuple(p) for p in plans}) == 3
    assert all(sorted(p) == [f"i{n}" for n in range(10)] for p in plans)


def test_every_order_is_about_as_likely(page: Page) -> None:
    counts = page.evaluate("""() => {
      const n = {}; const random = ipq.random(5);
      for (let i = 0; i < 6000; i++) { const o = ipq.shuffled(["a", "b", "c"], random).join(""); n[o] = (n[o] || 0) + 1; }
      return n; }""")
    assert len(counts) == 6 and all(850 < n < 1150 for n in counts.values())


def test_a_case_keeps_its_order_and_parts_keep_their_places(page: Page) -> None:
    key = quiz_key(quiz(TEN + "# 案例：甲\n\n乙\n\n" + TEN.replace("{#i", "{#c") + "# 末\n\n## 尾 {#z}\n\n答案：对\n", more="shuffle: both\n"))
    plan = attempt(page, key, seed=4)["plan"]
    assert plan[:10] != [f"i{n}" for n in range(10)] and sorted(plan[:10]) == [f"i{n}" for n in range(10)]
    assert plan[10:] == [f"c{n}" for n in range(10)] + ["z"]


def test_a_draw_takes_so_many_and_asks_surveys_besides(page: Page) -> None:
    survey = "## 问 {#poll}\n\n- 甲\n- 乙\n\n题型：调查\n"
    key = quiz_key(quiz(TEN + survey, more="draw: 4\n"))
    plans = [attempt(page, key, seed=s)["plan"] for s in range(20)]
    assert all(len(p) == 5 and "poll" in p and p == sorted(p, key=[i["id"] for i in key["items"]].index) for p in plans)
    assert len({tuple(p) for p in plans}) > 10


def test_doing_some_again_draws_nothing_new(page: Page) -> None:
    key = quiz_key(quiz(TEN, more="draw: 4\n"))
    assert attempt(page, key, only=["i7", "i2"])["plan"] == ["i2", "i7"]


def test_a_branch_is_walked_as_it_is_answered(page: Page) -> None:
    key = quiz_key(quiz())
    value = attempt(page, key, mode="test")
    tail = len(route(page, key, value))
    assert route(page, key, value)[-1] == "first"
    value["responses"]["first"] = "A"
    assert route(page, key, value)[tail - 1:] == ["first", "good"]
    value["responses"]["good"] = "B"
    assert route(page, key, value)[tail - 1:] == ["first", "good", "end"]
    value["responses"]["first"] = "B"
    assert route(page, key, value)[tail - 1:] == ["first", "bad"]
    value["responses"]["bad"] = "A"
    assert route(page, key, value)[tail - 1:] == ["first", "bad", "end"]


def test_a_branch_to_an_item_that_is_past_goes_on_to_the_next(page: Page) -> None:
    key = quiz_key(quiz())
    value = attempt(page, key, mode="test", day="2027-02-01")
    value["responses"] = {"first": "A", "good": "A"}
    assert route(page, key, value)[-2:] == ["good", "end-new"]


def test_in_practice_a_branch_is_walked_when_the_answer_was_checked(page: Page) -> None:
    key = quiz_key(quiz())
    value = attempt(page, key)
    value["responses"]["first"] = "A"
    assert route(page, key, value)[-1] == "first"
    value["checked"]["first"] = {"response": "A", "first": 1}
    assert route(page, key, value)[-1] == "good"


def test_only_what_was_walked_is_counted(page: Page) -> None:
    key = quiz_key(quiz())
    value = attempt(page, key, mode="test")
    value["responses"] = {"term": "B", "apply": "A", "first": "A", "good": "A", "end": "F", "opinion": "A", "why": "甲"}
    result = page.evaluate("([k, a]) => ipq.result(k, a)", [key, value])
    # term 2 points, apply half of 1, first and good 1 each; end wrong; six more unanswered.
    assert result["score"] == pytest.approx(4.5)
    assert (result["max"], result["right"], result["scored"]) == (13, 3, 12)
    assert result["wrong"] == ["apply", "method", "fill", "name", "damages", "steps", "link", "sort", "end"]


def test_in_practice_the_first_try_counts(page: Page) -> None:
    key = quiz_key(quiz(TEN))
    value = attempt(page, key)
    value["responses"]["i0"] = "T"
    value["checked"]["i0"] = {"response": "T", "first": 0}
    assert page.evaluate("([k, a]) => ipq.result(k, a)", [key, value])["right"] == 0


def test_a_branching_case_is_done_again_as_a_whole(page: Page) -> None:
    again = page.evaluate("([k, w]) => ipq.again(k, w)", [quiz_key(quiz()), ["term", "good"]])
    assert again == ["term", "first", "good", "bad", "end", "end-new"]
