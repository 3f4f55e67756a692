"""The browser's scorer on the table it shares with Python, and both on whatever else may be typed."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from playwright.sync_api import Browser, Page

from iplearn.render.quiz_key import item_key
from iplearn.scoring.normalise import normalise, parse_number
from iplearn.scoring.outcome import share
from tests.conftest import ROOT
from tests.unit.test_scoring import ITEMS, TABLE

TRICKY = "0123456789０１.．,，-－−+/%％ 　\t零〇一二两三四五六七八九十百千万亿分之负年元《》〈〉“”。、（）()aAＡ专利权\u200b½①"


@pytest.fixture(scope="module")
def scorer(browser: Browser) -> Page:
    page = browser.new_page()
    for name in ("normalise", "score"):
        page.add_script_tag(path=str(ROOT / f"theme/assets/quiz/{name}.js"))
    yield page
    page.close()


def browser_shares(page: Page, rows: list[tuple[str, object]]) -> list[float]:
    keys = {name: item_key(item) for name, item in ITEMS.items()}
    return page.evaluate("([keys, rows]) => rows.map(([name, response]) => ipq.share(keys[name], response))", [keys, rows])


def test_the_shared_table(scorer: Page) -> None:
    found = browser_shares(scorer, [(name, response) for name, response, _ in TABLE["scores"]])
    wrong = [(row, value) for row, value in zip(TABLE["scores"], found) if abs(value - Fraction(row[2])) > 1e-12]
    assert wrong == []


def test_the_shared_normal_forms(scorer: Page) -> None:
    found = scorer.evaluate("texts => texts.map(ipq.normalise)", [typed for typed, _ in TABLE["forms"]])
    assert [(row, got) for row, got in zip(TABLE["forms"], found) if row[1] != got] == []


def test_both_normalise_anything_alike(scorer: Page) -> None:
    chance = random.Random(7)
    typed = ["".join(chance.choices(TRICKY, k=chance.randint(1, 9))) for _ in range(6000)]
    found = scorer.evaluate("texts => texts.map(ipq.normalise)", typed)
    assert [(t, normalise(t), got) for t, got in zip(typed, found) if normalise(t) != got] == []


def test_both_read_numbers_alike(scorer: Page) -> None:
    chance = random.Random(11)
    rows = [("".join(chance.choices(TRICKY[:62], k=chance.randint(1, 6))), chance.choice([None, "年", "万元", "%"])) for _ in range(6000)]
    found = scorer.evaluate("rows => rows.map(([text, unit]) => ipq.parseNumber(text, unit))", rows)
    for (text, unit), got in zip(rows, found):
        want = parse_number(text, unit)
        assert (want is None) == (got is None), (text, unit, want, got)
        assert want is None or abs(float(want) - got) <= 1e-9 * max(1, abs(got)), (text, unit, want, got)


def test_both_score_anything_alike(scorer: Page) -> None:
    chance = random.Random(13)
    names = sorted(ITEMS)
    rows = [(chance.choice(names), "".join(chance.choices("ABCDEFTZ-a", k=chance.randint(0, 6)))) for _ in range(3000)]
    rows += [("order", "".join(chance.sample("ABCD", 4))) for _ in range(100)]
    for (name, response), got in zip(rows, browser_shares(scorer, rows)):
        assert abs(got - share(ITEMS[name], response)) < 1e-12, (name, response)
