"""练习: each item is checked on its own; the four first kinds, the keyboard, the hints, coming back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, expect

from tests.browser.quiz_page import Open, opener


@pytest.fixture
def open_quiz(context_of: Callable[..., BrowserContext], tmp_path: Path) -> Open:
    return opener(context_of, tmp_path)


def test_one_item_is_shown_and_nothing_is_given_away(open_quiz: Open) -> None:
    q = open_quiz()
    assert q.shown() == ["term"]
    assert "十年" not in q.page.inner_text("body")
    assert q.problems == []


def test_a_wrong_choice_teaches_and_may_be_tried_again(open_quiz: Open) -> None:
    q = open_quiz()
    q.choose("term", "10 年")
    q.button("检查答案").click()
    feedback = q.item("term").locator(".ipq-feedback")
    expect(feedback).to_contain_text("这是实用新型专利权的期限。")
    expect(feedback).not_to_contain_text("发明专利权的期限为二十年")
    assert q.focused().startswith("ipq-feedback")
    q.button("再试一次").click()
    assert q.page.evaluate("document.activeElement.type") == "radio"
    assert q.item("term").locator("input:checked").count() == 0
    q.choose("term", "20 年")
    q.button("检查答案").click()
    expect(feedback).to_contain_text("对了")
    expect(feedback).to_contain_text("发明专利权的期限为二十年。")
    expect(feedback).to_contain_text("《专利法》第四十二条")
    assert not q.button("检查答案").is_visible()


def test_choosing_never_submits_and_arrow_keys_only_choose(open_quiz: Open) -> None:
    q = open_quiz()
    q.item("term").locator("input").first.focus()
    for _ in range(5):
        q.page.keyboard.press("ArrowDown")
    assert q.item("term").locator("input:checked").count() == 1
    assert q.item("term").locator(".ipq-feedback").is_hidden()
    assert q.page.evaluate("document.activeElement.type") == "radio"


def test_enter_in_a_field_neither_submits_nor_leaves(open_quiz: Open) -> None:
    q = open_quiz()
    q.jump(5)
    q.item("name").locator("input").fill("著作权法")
    q.page.keyboard.press("Enter")
    assert q.page.url == q.path.as_uri()
    assert q.shown() == ["name"] and q.item("name").locator("input").input_value() == "著作权法"


def test_the_whole_item_by_keyboard(open_quiz: Open) -> None:
    q = open_quiz()
    q.item("term").locator("input").first.focus()
    q.page.keyboard.press("ArrowDown")
    for _ in range(12):
        q.page.keyboard.press("Tab")
        if q.focused().endswith("检查答案"):
            break
    q.page.keyboard.press("Enter")
    assert q.focused().startswith("ipq-feedback") and "对了" in q.focused()
    for _ in range(12):
        q.page.keyboard.press("Tab")
        if q.focused().endswith("下一题"):
            break
    q.page.keyboard.press("Space")
    assert q.shown() == ["apply"] and q.focused().startswith("LEGEND 第 2 题")


def test_checking_nothing_asks_for_an_answer(open_quiz: Open) -> None:
    q = open_quiz()
    q.button("检查答案").click()
    assert "先作答" in q.focused()
    assert "做完 0 题" in q.page.inner_text(".ipq-progress")


def test_hints_come_one_by_one(open_quiz: Open) -> None:
    q = open_quiz()
    hints = q.item("term").locator(".ipq-hint")
    assert [h.is_visible() for h in hints.all()] == [True, False]
    hints.first.locator("summary").click()
    expect(hints.nth(1)).to_be_visible()
    expect(hints.first).to_contain_text("三种专利的期限各不相同。")


def test_the_key_is_offered_after_the_first_try_only(open_quiz: Open) -> None:
    q = open_quiz()
    answer = q.item("term").locator(".ipq-answer")
    assert answer.is_hidden()
    q.choose("term", "50 年")
    q.button("检查答案").click()
    assert answer.is_visible() and answer.get_attribute("open") is None
    answer.locator("summary").click()
    expect(answer).to_contain_text("答案：B. 20 年")


def test_multiple_choice_says_how_far_it_is_right(open_quiz: Open) -> None:
    q = open_quiz()
    q.jump(2)
    q.choose("apply", "专利")
    q.choose("apply", "注册商标")
    q.choose("apply", "著作权")
    q.button("检查答案").click()
    feedback = q.item("apply").locator(".ipq-feedback")
    expect(feedback).to_contain_text("对了一部分")
    expect(feedback).to_contain_text("作品完成就有著作权。")
    marks = [o.get_attribute("class") for o in q.item("apply").locator(".ipq-option").all()]
    assert ["is-right" in (m or "") for m in marks] == [True, False, True, False] and "is-wrong" in (marks[1] or "")
    q.choose("apply", "著作权")
    assert feedback.is_hidden() and q.item("apply").locator(".ipq-mark").count() == 0
    q.button("检查答案").click()
    expect(feedback).to_contain_text("对了")


def test_true_false_has_its_own_feedback(open_quiz: Open) -> None:
    q = open_quiz()
    q.jump(3)
    q.choose("method", "对")
    q.button("检查答案").click()
    expect(q.item("method").locator(".ipq-feedback")).to_contain_text("方法只能申请发明专利。")
    q.choose("method", "错")
    q.button("检查答案").click()
    expect(q.item("method").locator(".ipq-feedback")).to_contain_text("对了")


def test_text_entry_with_several_blanks(open_quiz: Open) -> None:
    q = open_quiz()
    q.jump(4)
    first, second = q.item("fill").locator("input").all()
    first.fill("２０")
    second.fill("公告日")
    q.button("检查答案").click()
    expect(q.item("fill").locator(".ipq-feedback")).to_contain_text("对了一部分")
    assert [m.inner_text() for m in q.item("fill").locator(".ipq-mark").all()] == ["✓ 对", "✗ 不对"]
    second.fill("申请日。")
    q.button("检查答案").click()
    expect(q.item("fill").locator(".ipq-feedback")).to_contain_text("自申请日起算。")


def test_what_is_typed_is_never_read_as_html(open_quiz: Open) -> None:
    q = open_quiz()
    q.jump(5)
    q.item("name").locator("input").fill("<img src=x onerror=alert(1)>")
    q.button("检查答案").click()
    assert q.page.locator("img").count() == 0 and q.problems == []


def test_numeric_takes_units_and_chinese_numerals(open_quiz: Open) -> None:
    q = open_quiz()
    q.jump(6)
    for typed, verdict in (("500", "不对"), ("五百万元", "对了"), ("5,000,000", "对了")):
        q.item("damages").locator("input").fill(typed)
        q.button("检查答案").click()
        expect(q.item("damages").locator(".ipq-verdict")).to_contain_text(verdict)
        words = q.item("damages").locator(".ipq-unit, .ipq-mark").all_inner_texts()
        assert words[0] == "元" and words[1].endswith("对" if verdict == "对了" else "不对"), words
        colours = q.page.evaluate("['.ipq-mark', '.ipq-verdict'].map(s => getComputedStyle(document.querySelector('[data-item=damages] ' + s)).color)")
        assert colours[0] == colours[1]


def test_an_attempt_waits_for_the_reader(open_quiz: Open) -> None:
    q = open_quiz()
    q.choose("term", "10 年")
    q.button("检查答案").click()
    q.jump(4)
    q.item("fill").locator("input").first.fill("20")
    q.reload()
    expect(q.page.locator(".ipq-notice")).to_contain_text("接着上次的进度")
    assert q.shown() == ["fill"] and q.item("fill").locator("input").first.input_value() == "20"
    assert "做完 1 题" in q.page.inner_text(".ipq-progress")
    q.jump(1)
    expect(q.item("term").locator(".ipq-feedback")).to_contain_text("这是实用新型专利权的期限。")
    q.button("从头再做").click()
    assert q.shown() == ["term"] and "做完 0 题" in q.page.inner_text(".ipq-progress")
    q.reload()
    assert q.item("fill").locator("input").first.input_value() == ""


def test_an_attempt_of_another_revision_is_not_taken_up(open_quiz: Open, context_of: Callable[..., BrowserContext]) -> None:
    context = context_of()
    one = "## 题 {#a}\n\n- [x] 甲\n- [ ] 乙\n"
    q = open_quiz(one, context=context)
    q.choose("a", "甲")
    q.page.close()
    q = open_quiz("## 新题 {#b}\n\n答案：对\n\n" + one, context=context)
    assert q.shown() == ["b"] and q.item("a").locator("input:checked").count() == 0
    assert q.problems == []


def test_where_storage_is_blocked_it_works_and_says_so(context_of: Callable[..., BrowserContext], tmp_path: Path) -> None:
    context = context_of()
    context.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})")
    q = opener(context_of, tmp_path)(context=context)
    assert q.page.locator(".ipq-notice").is_hidden()
    q.choose("term", "20 年")
    expect(q.page.locator(".ipq-notice")).to_contain_text("不让网页保存进度")
    q.button("检查答案").click()
    expect(q.item("term").locator(".ipq-feedback")).to_contain_text("对了")
    assert q.problems == []


def test_the_end_of_a_practice(open_quiz: Open) -> None:
    q = open_quiz("## 甲 {#a points=2}\n\n答案：对\n\n## 乙 {#b}\n\n答案：错\n", more="pass: 60\n")
    q.choose("a", "对")
    q.button("检查答案").click()
    q.button("下一题").click()
    q.choose("b", "对")
    q.button("检查答案").click()
    q.choose("b", "错")
    q.button("检查答案").click()
    q.button("看结果").click()
    result = q.page.locator(".ipq-result")
    expect(result).to_contain_text("第一次就答对 1 题，共 2 题")
    expect(result).to_contain_text("得 2 分，满分 3 分（66%），达到 60% 的及格线")
    assert q.focused().startswith("ipq-result")
    q.button("只做错题").click()
    assert q.shown() == ["b"] and "共 1 题" in q.page.inner_text(".ipq-progress")


def test_two_quizzes_on_one_page_live_apart(open_quiz: Open) -> None:
    q = open_quiz("## 甲 {#a}\n\n答案：对\n", "## 甲 {#a}\n\n答案：错\n")
    quizzes = q.page.locator(".ipq")
    for n, verdict in ((0, "对了"), (1, "不对")):
        quizzes.nth(n).locator(".ipq-option").first.click()
        quizzes.nth(n).get_by_role("button", name="检查答案").click()
        expect(quizzes.nth(n).locator(".ipq-verdict")).to_contain_text(verdict)
    assert quizzes.nth(0).locator("input:checked").count() == 1


def test_shuffled_options_keep_their_meaning(open_quiz: Open) -> None:
    q = open_quiz("## 题 {#a}\n\n- [ ] 甲\n  > 甲的反馈\n- [ ] 乙\n  > 乙的反馈\n- [x] 丙\n- [ ] 以上都是\n  > 都是的反馈\n", more="shuffle: options\n")
    orders = set()
    for _ in range(6):
        texts = q.page.locator(".ipq-option .ipq-text").all_inner_texts()
        orders.add(tuple(texts))
        assert texts[-1] == "以上都是"
        assert q.page.locator(".ipq-letter").all_inner_texts() == ["A.", "B.", "C.", "D."]
        q.choose("a", "乙")
        q.button("检查答案").click()
        expect(q.page.locator(".ipq-feedback")).to_contain_text("乙的反馈")
        q.page.locator(".ipq-answer summary").click()
        expect(q.page.locator(".ipq-answer")).to_contain_text(f"答案：{'ABCD'[texts.index('丙')]}. 丙")
        q.reload()
        assert q.page.locator(".ipq-option .ipq-text").all_inner_texts() == texts
        q.button("从头再做").click()
    assert len(orders) > 1


def test_items_follow_the_day_in_china(open_quiz: Open) -> None:
    markdown = "## 旧 {#old}\n\n答案：对\n至：2026-12-31\n\n## 新 {#new}\n\n答案：对\n自：2027-01-01\n"
    assert open_quiz(markdown, now="2026-12-31T23:59:00+08:00").shown() == ["old"]
    q = open_quiz(markdown, now="2027-01-01T00:01:00+08:00")
    assert q.shown() == ["new"]
    assert "第 1 题，共 1 题" in q.page.inner_text(".ipq-progress") and "第 1 题" in q.page.inner_text(".ipq-item--true-false >> nth=1")


def test_nothing_in_force_is_said(open_quiz: Open) -> None:
    q = open_quiz("## 旧 {#old}\n\n答案：对\n至：2025-12-31\n")
    assert q.shown() == [] and "今天没有适用的题目" in q.page.inner_text(".ipq-notice")
    assert q.problems == []


def test_without_script_everything_is_there(open_quiz: Open) -> None:
    q = open_quiz(script=False)
    assert len(q.shown()) == 16
    assert q.page.get_by_role("button", name="检查答案").count() == 0
    assert "2027 年 1 月 1 日起适用" in q.page.inner_text("body")
    answer = q.item("term").locator(".ipq-answer")
    answer.locator("summary").click()
    expect(answer).to_contain_text("发明专利权的期限为二十年。")
    q.item("name").locator("input").fill("甲")
    q.page.keyboard.press("Enter")
    assert q.page.url == q.path.as_uri() and q.item("name").locator("input").input_value() == "甲"


SIZES = """() => Array.from(document.querySelectorAll('.ipq button, .ipq select, .ipq summary, .ipq .ipq-blank, .ipq label'))
  .filter(n => n.offsetParent && !n.closest('.ipq-entry label')).map(n => [n.className || n.tagName, n.getBoundingClientRect().height, n.getBoundingClientRect().width])
  .filter(([name, height, width]) => height < 44 || (width < 44 && name !== 'SUMMARY'))"""


@pytest.mark.parametrize("scripts", [True, False])
def test_targets_are_large_and_nothing_sticks_out_at_360_and_320(open_quiz: Open, scripts: bool) -> None:
    for width in (360, 320):
        q = open_quiz(width=width, scripts=scripts)
        for number in range(1, 13) if scripts else [0]:
            if number:
                q.jump(number)
            assert q.page.evaluate(SIZES) == []
            assert q.page.evaluate("document.documentElement.scrollWidth") <= width, number


@pytest.mark.parametrize("mode", [{}, {"dark": True}, {"width": 360}, {"scripts": False}])
def test_axe_finds_nothing_on_any_kind(open_quiz: Open, mode: dict) -> None:
    q = open_quiz(**mode)
    for number in range(1, 13) if mode.get("scripts", True) else [0]:
        if number:
            q.jump(number)
            for option in q.page.locator(".ipq-option:visible").all()[:1]:
                option.locator("input").check()
            q.button("检查答案").click()
        found = Axe().run(q.page)
        assert found.violations_count == 0, (number, found.generate_report())


def test_large_type_and_high_contrast(open_quiz: Open) -> None:
    q = open_quiz(width=360)
    q.page.evaluate("document.documentElement.dataset.size = 'large'; document.documentElement.dataset.contrast = 'high'")
    for number in range(1, 13):
        q.jump(number)
        found = Axe().run(q.page)
        assert found.violations_count == 0, (number, found.generate_report())
        assert q.page.evaluate("document.documentElement.scrollWidth") <= 360, number


def test_feedback_stands_there_when_the_click_is_over(open_quiz: Open) -> None:
    """No request and no timer between answer and feedback: nothing to wait for on a slow phone."""
    bank = "".join(f"## 题 {n} {{#i{n}}}\n\n- [x] 甲\n- [ ] 乙\n  > 反馈 {n}\n- [ ] 丙\n- [ ] 丁\n\n解析：因为 {n}\n\n" for n in range(5))
    q = open_quiz(bank)
    q.choose("i0", "乙")
    shown = q.page.evaluate("""() => {
      Array.from(document.querySelectorAll('.ipq-button')).find(b => b.textContent === '检查答案').click();
      return document.querySelector('.ipq-feedback:not([hidden])').textContent; }""")
    assert "反馈 0" in shown
