"""测验: answer all, hand in, review; cases that branch; short answers and surveys; paper."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, expect

from tests.browser.quiz_page import Open, QuizPage, opener

THREE = (
    "## 甲 {#a}\n\n- [ ] 一\n  > 一的反馈\n- [x] 二\n\n解析：甲的解析\n\n## 乙 {#b points=2}\n\n答案：二十\n解析：乙的解析\n\n"
    "## 丙 {#c}\n\n答案：对\n解析：丙的解析\n"
)
CASE = "# 案例：刀\n\n从前有一把刀。\n\n## 一 {#a}\n- [x] 左 → #b\n- [ ] 右 → #c\n\n## 二 {#b}\n- [x] 甲 → #d\n- [ ] 乙 → #d\n\n## 三 {#c}\n\n答案：对\n\n## 四 {#d}\n\n答案：对\n"


@pytest.fixture
def open_quiz(context_of: Callable[..., BrowserContext], tmp_path: Path) -> Open:
    return opener(context_of, tmp_path)


def test_mode(q: QuizPage) -> None:
    q.button("测验：做完看").click()


test_mode.__test__ = False  # type: ignore[attr-defined]


def test_answer_all_hand_in_and_review(open_quiz: Open) -> None:
    q = open_quiz(THREE, more="pass: 80\n")
    test_mode(q)
    assert not q.button("检查答案").is_visible()
    q.choose("a", "一")
    q.button("下一题").click()
    q.item("b").locator("input").fill("20")
    q.button("下一题").click()
    assert not q.button("下一题").is_visible()
    q.choose("c", "对")
    assert "反馈" not in q.page.inner_text("body") and "解析" not in q.page.inner_text("body")
    q.button("交卷").click()
    result = q.page.locator(".ipq-result")
    expect(result).to_contain_text("答对 2 题，共 3 题")
    expect(result).to_contain_text("得 3 分，满分 4 分（75%），还没到 80% 的及格线")
    assert q.focused().startswith("ipq-result")
    q.jump(1)
    expect(q.item("a").locator(".ipq-feedback")).to_contain_text("一的反馈")
    expect(q.item("a").locator(".ipq-answer")).to_contain_text("答案：B. 二")
    assert q.item("a").locator("input:enabled").count() == 0
    labels = [n.get_attribute("aria-label") for n in q.page.locator(".ipq-jump").all()]
    assert labels == ["第 1 题，不对", "第 2 题，对", "第 3 题，对"]
    assert q.problems == []


def test_handing_in_names_what_is_missing(open_quiz: Open) -> None:
    q = open_quiz(THREE)
    test_mode(q)
    q.jump(2)
    q.item("b").locator("input").fill("20")
    q.jump(3)
    q.button("交卷").click()
    expect(q.page.locator(".ipq-result")).to_contain_text("还有 2 题没做：第 1、3 题。")
    q.button("回去做").click()
    assert q.shown() == ["a"] and q.page.locator(".ipq-result").is_hidden()
    q.jump(3)
    q.button("交卷").click()
    q.button("就这样交卷").click()
    expect(q.page.locator(".ipq-result")).to_contain_text("答对 1 题，共 3 题")
    assert "用时 0 秒。" in q.page.inner_text(".ipq-result"), "no minutes where there are none"


def test_an_answer_can_be_changed_until_it_is_handed_in_and_survives_closing(open_quiz: Open) -> None:
    q = open_quiz(THREE)
    test_mode(q)
    q.choose("a", "一")
    q.reload()
    assert q.button("测验：做完看").get_attribute("aria-pressed") == "true"
    assert q.item("a").locator("input:checked").get_attribute("value") == "A"
    q.choose("a", "二")
    q.jump(3)
    q.button("交卷").click()
    q.button("就这样交卷").click()
    q.reload()
    expect(q.page.locator(".ipq-result")).to_contain_text("答对 1 题，共 3 题")
    assert q.item("c").locator("input:enabled").count() == 0


def test_only_the_wrong_ones_again(open_quiz: Open) -> None:
    q = open_quiz(THREE)
    test_mode(q)
    q.choose("a", "二")
    q.jump(3)
    q.button("交卷").click()
    q.button("就这样交卷").click()
    q.button("只做错题").click()
    assert q.shown() == ["b"] and q.focused().startswith("LEGEND 第 1 题")
    assert "共 2 题" in q.page.inner_text(".ipq-progress")
    assert q.item("b").locator("input").is_enabled() and q.item("b").locator("input").input_value() == ""


def test_changing_the_mode_asks_before_it_forgets(open_quiz: Open) -> None:
    q = open_quiz(THREE)
    q.choose("a", "一")
    said: list[str] = []
    q.page.once("dialog", lambda d: (said.append(d.message), d.dismiss()))
    test_mode(q)
    assert "清空" in said[0] and q.item("a").locator("input:checked").count() == 1
    q.page.once("dialog", lambda d: d.accept())
    test_mode(q)
    assert q.item("a").locator("input:checked").count() == 0


@pytest.mark.parametrize(("fragment", "mode"), [("#class=A1&phase=pre", "测验：做完看"), ("#phase=post", "测验：做完看"), ("#phase=other", "练习：逐题看"), ("", "练习：逐题看")])
def test_a_class_link_opens_a_test(open_quiz: Open, fragment: str, mode: str) -> None:
    q = open_quiz(THREE)
    q.choose("a", "一")
    q.page.goto("about:blank")
    q.page.goto(q.path.as_uri() + fragment)
    assert q.button(mode).get_attribute("aria-pressed") == "true"
    assert q.item("a").locator("input:checked").count() == (0 if "测验" in mode else 1)


def test_time_is_kept_for_each_item(open_quiz: Open, context_of: Callable[..., BrowserContext]) -> None:
    context = context_of()
    q = open_quiz(THREE, context=context, clock=False)
    q.page.close()
    page = context.new_page()
    page.clock.install(time="2026-11-22T12:00:00+08:00")
    page.goto(q.path.as_uri())
    page.get_by_role("button", name="测验：做完看").click()
    page.clock.run_for(30_000)
    page.get_by_role("button", name="下一题").click()
    page.clock.run_for(95_000)
    page.get_by_role("button", name="下一题").click()
    page.clock.run_for(1_000)
    page.get_by_role("button", name="交卷").click()
    page.get_by_role("button", name="就这样交卷").click()
    expect(page.locator(".ipq-result")).to_contain_text("用时 2 分 6 秒")
    attempt = json.loads(page.evaluate("localStorage.getItem('ip-quiz:sample')"))
    assert [round(attempt["ms"][i] / 1000) for i in "abc"] == [30, 95, 1]


def test_what_is_done_is_told_to_whoever_listens(open_quiz: Open) -> None:
    q = open_quiz(THREE)
    q.page.evaluate("document.addEventListener('ipq:done', e => { window.seen = e.detail; })")
    test_mode(q)
    q.choose("a", "二")
    q.jump(3)
    q.button("交卷").click()
    q.button("就这样交卷").click()
    seen = q.page.evaluate("window.seen")
    assert seen["key"]["id"] == "sample" and seen["attempt"]["responses"] == {"a": "B"} and seen["route"] == ["a", "b", "c"]


def test_a_case_stays_in_sight_and_branches(open_quiz: Open) -> None:
    q = open_quiz(CASE)
    test_mode(q)
    assert q.page.get_by_text("从前有一把刀。").is_visible()
    assert not q.button("下一题").is_visible()
    q.choose("a", "左")
    q.button("下一题").click()
    assert q.shown() == ["b"] and q.page.get_by_text("从前有一把刀。").is_visible()
    q.choose("b", "甲")
    q.button("下一题").click()
    assert q.shown() == ["d"]
    q.jump(1)
    q.choose("a", "右")
    q.button("下一题").click()
    assert q.shown() == ["c"]
    q.choose("c", "对")
    q.button("下一题").click()
    q.choose("d", "对")
    q.button("交卷").click()
    expect(q.page.locator(".ipq-result")).to_contain_text("答对 2 题，共 3 题")


def test_the_text_of_a_case_is_hidden_elsewhere(open_quiz: Open) -> None:
    q = open_quiz("## 先 {#z}\n\n答案：对\n\n" + CASE)
    assert not q.page.get_by_text("从前有一把刀。").is_visible()
    q.jump(2)
    assert q.page.get_by_text("从前有一把刀。").is_visible()


def test_short_answer_is_marked_by_the_learner(open_quiz: Open) -> None:
    q = open_quiz("## 说 {#a}\n\n题型：简答\n参考答案：先申请先得。\n评分要点：\n- 说到先申请\n- 说到后果\n")
    assert not q.page.get_by_text("先申请先得。").is_visible()
    q.item("a").locator("textarea").fill("谁先申请就给谁。")
    q.button("检查答案").click()
    assert q.page.get_by_text("先申请先得。").is_visible()
    q.item("a").get_by_label("说到先申请").check()
    assert q.page.get_by_text("先申请先得。").is_visible()
    q.reload()
    assert q.item("a").locator("textarea").input_value() == "谁先申请就给谁。"
    assert q.item("a").get_by_label("说到先申请").is_checked() and not q.item("a").get_by_label("说到后果").is_checked()
    q.button("看结果").click()
    expect(q.page.locator(".ipq-result")).to_contain_text("做完了")
    assert "分，满分" not in q.page.inner_text(".ipq-result")


def test_a_survey_has_no_right_answer(open_quiz: Open) -> None:
    q = open_quiz("## 难吗？ {#a}\n\n- 难\n- 不难\n\n题型：调查\n")
    q.choose("a", "难")
    q.button("检查答案").click()
    expect(q.page.locator(".ipq-feedback")).to_have_text("谢谢，已记下。")
    assert q.page.locator(".ipq-mark").count() == 0


def test_a_bank_is_drawn_from(open_quiz: Open) -> None:
    bank = "".join(f"## 题 {n} {{#i{n}}}\n\n答案：对\n\n" for n in range(12))
    q = open_quiz(bank, more="draw: 4\nshuffle: items\n")
    assert "共 4 题" in q.page.inner_text(".ipq-progress")
    assert q.page.locator(".ipq-item:not(.is-off) .ipq-number").all_inner_texts()[:1] == ["第 1 题"]
    drawn = [f.get_attribute("data-item") for f in q.page.locator(".ipq-item:not(.is-off)").all()]
    assert len(drawn) == 4
    assert q.page.locator(".ipq-item:not(.is-off) .ipq-number").all_text_contents() == ["第 1 题", "第 2 题", "第 3 题", "第 4 题"]


def test_paper_has_all_questions_and_the_key_on_a_page_of_its_own(open_quiz: Open) -> None:
    q = open_quiz()
    q.page.emulate_media(media="print")
    assert len(q.shown()) == 15
    assert "十年。" not in q.page.inner_text("body") and not q.button("检查答案").is_visible()
    q.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    key = q.page.locator(".ipq-printkey")
    assert key.is_visible() and q.page.evaluate("getComputedStyle(document.querySelector('.ipq-printkey')).breakBefore") == "page"
    expect(key).to_contain_text("样题 · 答案")
    expect(key).to_contain_text("答案：B. 20 年")
    expect(key).to_contain_text("发明 = 20 年")
    ids = q.page.evaluate("Array.from(document.querySelectorAll('[id]')).map(n => n.id)")
    assert len(ids) == len(set(ids))
    q.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert key.count() == 0


def test_axe_finds_nothing_after_handing_in(open_quiz: Open) -> None:
    q = open_quiz(width=360)
    test_mode(q)
    q.choose("term", "10 年")
    q.jump(12)
    q.choose("first", "马上申请")
    q.button("下一题").click()
    q.choose("good", "等审查")
    q.button("下一题").click()
    q.button("交卷").click()
    assert Axe().run(q.page).violations_count == 0
    q.button("就这样交卷").click()
    for number in (1, 4, 7, 8, 9, 10):
        q.jump(number)
        found = Axe().run(q.page)
        assert found.violations_count == 0, (number, found.generate_report())


def test_the_sources_run_as_they_are(open_quiz: Open) -> None:
    q = open_quiz(bundled=False)
    q.choose("term", "20 年")
    q.button("检查答案").click()
    expect(q.item("term").locator(".ipq-feedback")).to_contain_text("对了")
    assert q.problems == []
