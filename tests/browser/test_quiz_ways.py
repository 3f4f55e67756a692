"""Every kind of item answered right, once with taps on a phone and once with nothing but the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from tests.browser.quiz_page import Open, QuizPage, opener

WAYS = {"touch": {"width": 360, "height": 740, "has_touch": True, "is_mobile": True}, "keyboard": {"width": 1280}}
STEPS = ["提交申请", "初步审查", "实质审查", "授权公告"]
PAIRS = {"发明": "20 年", "实用新型": "10 年", "外观设计": "15 年"}
SORTED = {"新伞骨": "专利", "新药": "专利", "店名": "商标"}


class Hand:
    """Presses, chooses and types on a quiz's page; how, the two below say."""

    def __init__(self, q: QuizPage) -> None:
        self.q = q

    def press(self, what: Locator) -> None:
        raise NotImplementedError

    def option(self, item: str, text: str) -> Locator:
        return self.q.item(item).locator(".ipq-options > .ipq-option").filter(has=self.q.page.get_by_text(text, exact=True))

    def choose(self, item: str, text: str) -> None:
        raise NotImplementedError

    def type(self, field: Locator, text: str) -> None:
        self.press(field)
        self.q.page.keyboard.insert_text(text)

    def button(self, name: str) -> None:
        self.press(self.q.button(name))


class Finger(Hand):
    def press(self, what: Locator) -> None:
        what.tap()

    def choose(self, item: str, text: str) -> None:
        self.option(item, text).locator(".ipq-text").tap()


class Keys(Hand):
    """Tab until it is there, then Space; arrows within a group of radio buttons. No focus is set by script."""

    def reach(self, what: Locator) -> None:
        for _ in range(150):
            if what.evaluate("e => e === document.activeElement"):
                return
            self.q.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not lead to {what}")

    def press(self, what: Locator) -> None:
        self.reach(what)
        if what.evaluate("e => e.tagName === 'BUTTON'"):
            self.q.page.keyboard.press("Enter")

    def choose(self, item: str, text: str) -> None:
        wanted = self.option(item, text).locator("input")
        if wanted.get_attribute("type") == "checkbox":
            self.reach(wanted)
            self.q.page.keyboard.press("Space")
            return
        self.reach(self.q.item(item).locator(".ipq-options input").first)
        self.q.page.keyboard.press("Space")
        for _ in range(10):
            if wanted.is_checked():
                return
            self.q.page.keyboard.press("ArrowDown")
        raise AssertionError(f"arrows do not lead to {text}")


HANDS = {"touch": Finger, "keyboard": Keys}


@pytest.fixture
def open_quiz(context_of: Callable[..., BrowserContext], tmp_path: Path) -> Open:
    return opener(context_of, tmp_path)


def chip(q: QuizPage, item: str, text: str) -> Locator:
    return q.item(item).locator(".ipq-chip").filter(has=q.page.get_by_text(text, exact=True))


def order(hand: Hand) -> None:
    rows = hand.q.item("steps").locator(".ipq-row .ipq-text")
    for place, name in enumerate(STEPS):
        while (at := rows.all_inner_texts().index(name)) > place:
            hand.button(f"上移：{name}")
            assert rows.all_inner_texts().index(name) == at - 1


def match(hand: Hand) -> None:
    for left, right in PAIRS.items():
        hand.press(chip(hand.q, "link", right))
        hand.press(hand.q.item("link").locator(".ipq-row", has_text=left).first.locator(".ipq-slot"))


def sort(hand: Hand) -> None:
    for entry, box in SORTED.items():
        hand.press(chip(hand.q, "sort", entry))
        hand.press(hand.q.item("sort").get_by_role("button", name=f"放进：{box}"))


def several(item: str, *texts: str) -> Callable[[Hand], None]:
    return lambda hand: [hand.choose(item, text) for text in texts] and None


def typed(item: str, *texts: str) -> Callable[[Hand], None]:
    return lambda hand: [hand.type(hand.q.item(item).locator(".ipq-blank, textarea").nth(n), text) for n, text in enumerate(texts)] and None


RIGHT: dict[str, tuple[Callable[[Hand], None], str]] = {
    "term": (several("term", "20 年"), "对了"), "apply": (several("apply", "专利", "注册商标"), "对了"), "method": (several("method", "错"), "对了"),
    "fill": (typed("fill", "20", "申请日"), "对了"), "name": (typed("name", "《中华人民共和国著作权法》"), "对了"), "damages": (typed("damages", "五百万"), "对了"),
    "steps": (order, "对了"), "link": (match, "对了"), "sort": (sort, "对了"), "why": (typed("why", "先申请先得"), "对照要点"), "opinion": (several("opinion", "难"), "谢谢"),
    "first": (several("first", "马上申请"), "对了"), "good": (several("good", "等审查"), "对了"), "end": (several("end", "对"), "对了"),
}


@pytest.mark.parametrize("way", sorted(WAYS))
def test_every_kind(open_quiz: Open, way: str) -> None:
    q = open_quiz(**WAYS[way])
    hand = HANDS[way](q)
    for n, (item, (answer, said)) in enumerate(RIGHT.items()):
        assert q.shown() == [item]
        answer(hand)
        hand.button("检查答案")
        feedback = q.item(item).locator(".ipq-feedback")
        expect(feedback).to_contain_text(said)
        expect(feedback).to_be_focused()
        if item == "why":
            hand.press(q.item("why").get_by_label("说到先申请"))
            if way == "keyboard":
                q.page.keyboard.press("Space")
            expect(q.item("why").get_by_label("说到先申请")).to_be_checked()
        if n < len(RIGHT) - 1:
            hand.button("下一题")
    hand.button("看结果")
    expect(q.page.locator(".ipq-result")).to_contain_text("第一次就答对 12 题，共 12 题")
    expect(q.page.locator(".ipq-result")).to_be_focused()
    assert q.problems == []


def test_without_script_every_kind_can_be_filled_in_and_its_key_opened(open_quiz: Open) -> None:
    q = open_quiz(scripts=False)
    kinds = set()
    for field in q.page.locator(".ipq-item").all():
        kinds.add((field.get_attribute("class") or "").partition("--")[2])
        controls = field.locator(".ipq-options input, .ipq-blank, .ipq-row select, .ipq-entry textarea")
        first = controls.first
        kind = first.evaluate("e => e.type")
        if kind in ("radio", "checkbox"):
            first.check()
        elif kind == "select-one":
            first.select_option(index=1)
        else:
            first.fill("试")
        if "survey" in kinds and field.locator("details").count() == 0:
            continue
        key = field.locator("details.ipq-answer")
        key.locator("summary").focus()
        q.page.keyboard.press("Enter")
        assert key.get_attribute("open") is not None and key.locator("> div").inner_text().strip()
    assert kinds == {"single", "multiple", "true-false", "text-entry", "numeric", "ordering", "matching", "categorise", "short-answer", "survey"}
