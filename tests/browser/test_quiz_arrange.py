"""Ordering, matching and categorising: by keyboard, by pressing, by mouse and by finger."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, CDPSession, Locator, expect

from tests.browser.quiz_page import Open, QuizPage, opener

ORDER = "## 排 {#o}\n\n1. 甲\n2. 乙\n3. 丙\n4. 丁\n\n题型：排序\n解析：甲乙丙丁。\n"
MATCH = "## 连 {#m}\n\n- 发明 = 20 年\n- 实用新型 = 10 年\n- 外观设计 = 15 年\n- = 50 年\n\n题型：连线\n解析：各不相同。\n"
SORT = "## 归 {#s}\n\n### 专利\n- 伞骨\n- 新药\n\n### 商标\n- 店名\n\n题型：归类\n解析：看新在哪里。\n"


@pytest.fixture
def open_quiz(context_of: Callable[..., BrowserContext], tmp_path: Path) -> Open:
    return opener(context_of, tmp_path)


def order(q: QuizPage) -> str:
    return "".join(q.page.locator(".ipq-row .ipq-text").all_inner_texts())


def status(q: QuizPage) -> Locator:
    return q.page.locator(".ipq-live")


def check(q: QuizPage, words: str) -> None:
    q.button("检查答案").click()
    expect(q.page.locator(".ipq-verdict")).to_contain_text(words)


def drag(q: QuizPage, what: Locator, to: Locator) -> None:
    """With the mouse, in several steps as a hand does."""
    start, end = what.bounding_box(), to.bounding_box()
    assert start and end
    q.page.mouse.move(start["x"] + 15, start["y"] + start["height"] / 2)
    q.page.mouse.down()
    for step in (0.2, 0.6, 1):
        q.page.mouse.move(start["x"] + 15 + (end["x"] - start["x"]) * step, start["y"] + start["height"] / 2 + (end["y"] + end["height"] / 2 - start["y"] - start["height"] / 2) * step)
    q.page.mouse.up()


def swipe(session: CDPSession, what: Locator, to: Locator) -> None:
    """With a finger."""
    start, end = what.bounding_box(), to.bounding_box()
    assert start and end
    x, y = start["x"] + start["width"] / 2, start["y"] + start["height"] / 2
    ex, ey = end["x"] + end["width"] / 2, end["y"] + end["height"] / 2
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in (0.3, 0.7, 1):
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x + (ex - x) * step, "y": y + (ey - y) * step}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def put_in_order(q: QuizPage, move: Callable[[Locator, Locator], None]) -> None:
    """Each entry to its place from the top, by dragging it onto whatever stands there."""
    for place, name in enumerate("甲乙丙丁"):
        if order(q)[place] != name:
            rows = q.page.locator(".ipq-row")
            move(rows.filter(has_text=name).locator(".ipq-grip"), rows.nth(place))
            assert order(q)[place] == name


def test_ordering_is_shown_out_of_order_and_needs_an_answer(open_quiz: Open) -> None:
    q = open_quiz(ORDER)
    assert sorted(order(q)) == sorted("甲乙丙丁") and order(q) != "甲乙丙丁"
    q.button("检查答案").click()
    assert "先作答" in q.focused()


def test_ordering_by_keyboard(open_quiz: Open) -> None:
    q = open_quiz(ORDER)
    for place, name in enumerate("甲乙丙丁"):
        up = q.button(f"上移：{name}")
        up.focus()
        while order(q).index(name) > place:
            before = order(q).index(name)
            q.page.keyboard.press("Enter")
            assert order(q).index(name) == before - 1
            assert q.page.evaluate("document.activeElement.getAttribute('aria-label')") == f"上移：{name}"
            expect(status(q)).to_have_text(f"“{name}”在第 {before} 位，共 4 位")
    check(q, "对了")


def test_ordering_at_the_edges_stays(open_quiz: Open) -> None:
    q = open_quiz(ORDER)
    first = order(q)[0]
    assert q.button(f"上移：{first}").get_attribute("aria-disabled") == "true"
    q.button(f"上移：{first}").focus()
    q.page.keyboard.press("Enter")
    assert order(q)[0] == first and q.problems == []


def test_ordering_by_mouse(open_quiz: Open) -> None:
    q = open_quiz(ORDER)
    put_in_order(q, lambda what, to: drag(q, what, to))
    check(q, "对了")


def test_ordering_by_finger(open_quiz: Open, context_of: Callable[..., BrowserContext]) -> None:
    context = context_of(width=360, height=740, has_touch=True)
    q = open_quiz(ORDER, context=context)
    session = context.new_cdp_session(q.page)
    q.page.locator(".ipq-order").scroll_into_view_if_needed()
    put_in_order(q, lambda what, to: swipe(session, what, to))
    q.button("检查答案").click()
    expect(q.page.locator(".ipq-verdict")).to_contain_text("对了")


def test_ordering_marks_neighbours_and_comes_back(open_quiz: Open) -> None:
    q = open_quiz(ORDER)
    q.page.locator(".ipq-row").first.get_by_role("button", name="下移").click()  # chance may have laid them out like this already
    for place, name in enumerate("乙甲丙丁"):
        while order(q).index(name) > place:
            q.button(f"上移：{name}").click()
    check(q, "对了一部分")
    assert q.page.locator(".ipq-row .ipq-mark").all_inner_texts() == ["✗ 下一项不对", "✗ 下一项不对", "✓ 下一项对"]
    q.reload()
    assert order(q) == "乙甲丙丁"
    expect(q.page.locator(".ipq-verdict")).to_contain_text("对了一部分")
    q.button("再试一次").click()
    assert order(q) == "乙甲丙丁" and q.page.locator(".ipq-mark").count() == 0
    q.button("上移：甲").click()
    check(q, "对了")


def pair(q: QuizPage, left: str, right: str) -> None:
    q.page.locator(".ipq-chip").get_by_text(right, exact=True).click()
    q.page.locator(".ipq-row", has_text=left).locator(".ipq-slot").click()


def slots(q: QuizPage) -> list[str]:
    return q.page.locator(".ipq-slot").all_inner_texts()


def test_matching_by_pressing(open_quiz: Open) -> None:
    q = open_quiz(MATCH)
    assert slots(q) == ["（空）"] * 3
    pair(q, "发明", "20 年")
    expect(status(q)).to_have_text("“发明”配“20 年”")
    pair(q, "实用新型", "50 年")
    pair(q, "外观设计", "15 年")
    check(q, "对了一部分")
    assert [m.split()[0] for m in q.page.locator(".ipq-mark").all_inner_texts()] == ["✓", "✗", "✓"]
    pair(q, "实用新型", "10 年")
    check(q, "对了")


def test_matching_by_keyboard_and_emptying(open_quiz: Open) -> None:
    q = open_quiz(MATCH)
    chip = q.page.locator(".ipq-chip").filter(has_text="20 年")
    chip.focus()
    q.page.keyboard.press("Enter")
    assert chip.get_attribute("aria-pressed") == "true"
    slot = q.page.locator(".ipq-slot").first
    slot.focus()
    q.page.keyboard.press("Space")
    assert slots(q)[0] == "20 年" and chip.get_attribute("aria-pressed") == "false"
    assert slot.get_attribute("aria-label") == "发明：20 年，按一下清空"
    q.page.keyboard.press("Space")
    assert slots(q)[0] == "（空）"
    expect(status(q)).to_have_text("“发明”已清空")


def test_matching_by_mouse(open_quiz: Open) -> None:
    q = open_quiz(MATCH)
    for left, right in (("发明", "20 年"), ("实用新型", "10 年"), ("外观设计", "15 年")):
        drag(q, q.page.locator(".ipq-chip").filter(has_text=right), q.page.locator(".ipq-row", has_text=left).locator(".ipq-slot"))
    assert slots(q) == ["20 年", "10 年", "15 年"]
    expect(q.page.locator('[aria-pressed="true"].ipq-chip')).to_have_count(0)
    check(q, "对了")


def test_matching_by_finger_and_coming_back(open_quiz: Open, context_of: Callable[..., BrowserContext]) -> None:
    context = context_of(width=360, height=900, has_touch=True)
    q = open_quiz(MATCH, context=context)
    session = context.new_cdp_session(q.page)
    q.page.locator(".ipq-tray").scroll_into_view_if_needed()
    swipe(session, q.page.locator(".ipq-chip").filter(has_text="20 年").locator(".ipq-grip"), q.page.locator(".ipq-slot").first)
    assert slots(q) == ["20 年", "（空）", "（空）"]
    q.reload()
    assert slots(q) == ["20 年", "（空）", "（空）"]


def test_a_finger_off_the_grip_drags_nothing(open_quiz: Open, context_of: Callable[..., BrowserContext]) -> None:
    """So that the page can be scrolled over the list."""
    context = context_of(width=360, height=740, has_touch=True)
    q = open_quiz(ORDER, context=context)
    before = order(q)
    session = context.new_cdp_session(q.page)
    swipe(session, q.page.locator(".ipq-row .ipq-text").first, q.page.locator(".ipq-row .ipq-text").nth(2))
    assert order(q) == before


def bins(q: QuizPage) -> list[str]:
    return ["".join(sorted(b.locator(".ipq-row .ipq-text").all_inner_texts())) for b in q.page.locator(".ipq-bin").all()]


def sort_in(q: QuizPage, name: str, box: str) -> None:
    q.page.locator(".ipq-chip").filter(has_text=name).click()
    q.button(f"放进：{box}").click()


def test_categorising_by_pressing_and_moving_again(open_quiz: Open) -> None:
    q = open_quiz(SORT)
    sort_in(q, "伞骨", "商标")
    expect(status(q)).to_have_text("“伞骨”放进“商标”")
    sort_in(q, "店名", "商标")
    sort_in(q, "新药", "专利")
    assert bins(q) == ["新药", "伞骨店名"]
    check(q, "对了一部分")
    sort_in(q, "伞骨", "专利")
    check(q, "对了")


def test_categorising_by_keyboard(open_quiz: Open) -> None:
    q = open_quiz(SORT)
    for name, box in (("伞骨", "专利"), ("新药", "专利"), ("店名", "商标")):
        q.page.locator(".ipq-chip").filter(has_text=name).focus()
        q.page.keyboard.press("Space")
        q.button(f"放进：{box}").focus()
        q.page.keyboard.press("Enter")
    assert bins(q) == ["伞骨新药", "店名"]
    check(q, "对了")


def test_categorising_by_mouse_and_coming_back(open_quiz: Open) -> None:
    q = open_quiz(SORT)
    for name, n in (("伞骨", 0), ("新药", 0), ("店名", 1)):
        drag(q, q.page.locator(".ipq-chip").filter(has_text=name), q.page.locator(".ipq-bin").nth(n))
    assert bins(q) == ["伞骨新药", "店名"]
    q.reload()
    assert bins(q) == ["伞骨新药", "店名"]
    q.page.once("dialog", lambda d: d.accept())
    q.button("从头再做").click()
    assert bins(q) == ["", ""]


def test_without_script_they_are_plain_lists_with_menus(open_quiz: Open) -> None:
    q = open_quiz(ORDER + "\n" + MATCH + "\n" + SORT, scripts=False)
    assert q.page.locator("select").count() == 4 + 3 + 3
    q.item("m").get_by_label("发明").select_option(label="20 年")
    q.item("o").get_by_label("“甲”排第几").select_option(label="第 1")
    assert "类别：专利、商标" in q.item("s").inner_text()
