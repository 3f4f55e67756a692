"""交给老师: from the join link to the result code, in a real page of the site."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from iplearn.model.result import ClassCode
from iplearn.results.classes import class_code
from tests.browser.conftest import Watched
from tests.browser.test_class_codes import read_qr
from tests.conftest import ROOT

Visit = Callable[..., Watched]
QUIZ = "quiz/l07-pre.html"
GROUP = class_code(ClassCode(17, 7, 3))
MODES = [{"width": 360, "height": 740}, {"width": 360, "dark": True}, {"width": 1280}, {"width": 1280, "dark": True}]


def answer_all(page: Page) -> None:
    """The first option of every choice item, as a test."""
    if page.locator(".ipq-mode").nth(1).get_attribute("aria-pressed") != "true":
        page.locator(".ipq-mode").nth(1).click()
    i = -1
    while (i := i + 1) < page.locator(".ipq-jump").count():  # a case grows as it is answered
        page.locator(".ipq-jump").nth(i).click()
        option = page.locator(".ipq-item:not(.is-away) .ipq-options label")
        if option.count():
            option.first.click()


def hand_in(page: Page) -> None:
    """Answers and hands in."""
    answer_all(page)
    page.get_by_role("button", name="交卷", exact=True).click()
    anyway = page.get_by_role("button", name="就这样交卷")
    if anyway.count():
        anyway.click()
    expect(page.locator(".iph")).to_be_visible()


def make_code(page: Page, group: str = GROUP, seat: str = "12") -> str:
    page.get_by_label("班级码").first.fill(group)
    page.get_by_label("座号").first.fill(seat)
    page.get_by_role("button", name="生成结果码").click()
    return page.get_by_label("结果码", exact=True).input_value()


def decoded(page: Page, code: str) -> dict:
    """What the class page's own reader finds in `code`, given this very quiz."""
    page.add_script_tag(path=str(ROOT / "theme/assets/class/decode.js"))
    return page.evaluate(
        """code => { const key = JSON.parse(document.querySelector(".ipq-key").textContent);
        return ipc.decode(code, {quizzes: [{id: key.id, title: "", asked: true, items: key.items, revisions: [{rev: key.rev, items: key.items.map((_, i) => i)}]}], pairs: []}); }""",
        code,
    )


def test_nothing_of_it_is_fetched_before_the_end(visit: Visit) -> None:
    watched = visit(QUIZ)
    watched.page.locator(".ipq-mode").nth(1).click()
    watched.page.wait_for_load_state("networkidle")
    assert [r for r in watched.requests if "/assets/class/" in r or "/assets/my/" in r or r.endswith("after.min.js")] == []
    hand_in(watched.page)
    assert any(r.endswith("quiz/after.min.js") for r in watched.requests) and watched.problems == []


def test_the_code_carries_what_was_answered(visit: Visit) -> None:
    watched = visit(QUIZ, width=360)
    page = watched.page
    hand_in(page)
    expect(page.get_by_label("这次是")).to_have_value("pre")
    code = make_code(page)
    read = decoded(page, code)
    assert (read["phase"], read["group"], read["seat"]) == ("pre", GROUP, 12)
    kept = json.loads(page.evaluate("localStorage.getItem('ip-quiz:l07-pre')"))
    singles = page.evaluate("JSON.parse(document.querySelector('.ipq-key').textContent).items.filter(i => i.kind === 'single').map(i => i.id)")
    carried = {a["item"]: a["response"] for a in read["answers"]}
    assert singles and all(carried[i] == kept["responses"][i] for i in singles)
    expect(page.locator(".iph-form .iph-said")).to_contain_text("七年级 3 班")
    assert page.locator(".ipc-qr").is_visible() and read_qr(page.evaluate("code => ipc.qrModules(code)", code)) == code
    assert watched.problems == []


def test_copying_and_the_file(visit: Visit) -> None:
    page = visit(QUIZ, permissions=["clipboard-read", "clipboard-write"]).page
    hand_in(page)
    code = make_code(page)
    page.get_by_role("button", name="复制结果码").click()
    expect(page.locator(".iph-out .iph-said")).to_contain_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == code
    with page.expect_download() as got:
        page.get_by_role("button", name="保存文件").click()
    assert json.loads(Path(got.value.path()).read_text("utf-8"))["code"] == code


def test_a_refused_clipboard_leaves_the_code_selected(visit: Visit) -> None:
    page = visit(QUIZ).page
    hand_in(page)
    code = make_code(page)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined}); document.execCommand = () => false")
    page.get_by_role("button", name="复制结果码").click()
    expect(page.locator(".iph-out .iph-said")).to_contain_text("已经选中")
    assert page.evaluate("(() => { const t = document.activeElement; return t.value.slice(t.selectionStart, t.selectionEnd); })()") == code


def test_wechat_is_told_to_open_a_browser(visit: Visit) -> None:
    page = visit(QUIZ, user_agent="Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 Chrome/86 MicroMessenger/8.0").page
    hand_in(page)
    make_code(page)
    page.get_by_role("button", name="保存文件").click()
    expect(page.locator(".iph-out .iph-said")).to_contain_text("在浏览器打开")


@pytest.mark.parametrize(("group", "seat", "words"), [(GROUP[:5] + ("0" if GROUP[5] != "0" else "1"), "3", "抄错"), (GROUP, "300", "1 到 255"), ("", "三", "1 到 255")])
def test_a_slip_makes_no_code(visit: Visit, group: str, seat: str, words: str) -> None:
    page = visit(QUIZ).page
    hand_in(page)
    page.get_by_label("班级码").first.fill(group)
    page.get_by_label("座号").first.fill(seat)
    page.get_by_role("button", name="生成结果码").click()
    expect(page.locator(".iph-form .iph-said")).to_contain_text(words)
    assert page.locator(".iph-out").is_hidden() and page.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true"


def test_without_class_and_seat(visit: Visit) -> None:
    page = visit(QUIZ).page
    hand_in(page)
    read = decoded(page, make_code(page, "", ""))
    assert (read["group"], read["seat"]) == ("", 0)


def test_the_join_link_sets_class_phase_and_mode(visit: Visit) -> None:
    page = visit(f"quiz/l07-post.html#class={GROUP}&phase=pre").page
    expect(page.locator(".iph-join")).to_contain_text("七年级 3 班")
    expect(page.locator(".ipq-mode").nth(1)).to_have_attribute("aria-pressed", "true")
    hand_in(page)
    expect(page.get_by_label("这次是")).to_have_value("pre")
    expect(page.get_by_label("班级码").first).to_have_value(GROUP)


def test_practice_can_be_handed_in_as_practice_only(visit: Visit) -> None:
    page = visit(QUIZ).page
    page.locator(".ipq-item:not(.is-away) .ipq-options label").first.click()
    page.get_by_role("button", name="检查答案").click()
    page.locator(".ipq-jump").last.click()
    page.get_by_role("button", name="看结果").click()
    panel = page.locator(".iph")
    expect(panel).to_be_visible()
    assert panel.get_attribute("open") is None
    panel.locator("summary").click()
    assert panel.locator("option").all_inner_texts() == ["练习"]
    page.get_by_role("button", name="从头再做").click()
    expect(panel).to_have_count(0)


def test_class_and_seat_are_kept_only_when_asked(context_of: Callable[..., BrowserContext], site_url: str) -> None:
    page = context_of().new_page()
    page.goto(site_url + QUIZ)
    hand_in(page)
    make_code(page)
    assert page.evaluate("localStorage.getItem('ipl-class')") is None
    page.get_by_label("在这台设备上记住").check()
    page.get_by_role("button", name="生成结果码").click()
    page.goto("about:blank")
    page.goto(site_url + QUIZ)  # the finished attempt is still there, and so is its panel
    expect(page.get_by_label("班级码").first).to_have_value(GROUP)
    expect(page.get_by_label("座号").first).to_have_value("12")


def test_from_a_file(context_of: Callable[..., BrowserContext], site_dir: Path) -> None:
    page = context_of(width=360).new_page()
    page.goto((site_dir / QUIZ).as_uri())
    hand_in(page)
    assert len(make_code(page)) > 20


@pytest.mark.parametrize("options", MODES, ids=str)
def test_axe_finds_nothing_and_targets_fit(visit: Visit, options: dict) -> None:
    page = visit(f"{QUIZ}#class={GROUP}&phase=pre", **options).page
    hand_in(page)
    make_code(page)
    expect(page.locator(".iph-form .iph-said")).to_contain_text("结果码生成好了")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= options["width"]
    small = page.evaluate(
        """[...document.querySelectorAll('.iph-after summary, .iph-after button, .iph-after select, .iph-after textarea, .iph-after input[type=text], .iph-tick label, .iph-after a')]
        .filter(n => n.getBoundingClientRect().height < 43.9).map(n => n.outerHTML.slice(0, 80))"""
    )
    assert small == []


def test_by_keyboard_alone(visit: Visit) -> None:
    page = visit(QUIZ).page
    hand_in(page)
    page.get_by_label("班级码").first.focus()
    page.keyboard.type(GROUP.lower())
    page.keyboard.press("Tab")
    page.keyboard.type("7")
    page.keyboard.press("Enter")
    expect(page.get_by_label("结果码", exact=True)).to_be_focused()
