"""我的学习: what the device remembers, what follows from it, taking it along, erasing it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Watched
from tests.browser.test_handin import MODES, answer_all, hand_in

Visit = Callable[..., Watched]
DAY = 86_400_000
NOON = int(datetime(2026, 11, 22, 12, tzinfo=timezone(timedelta(hours=8))).timestamp() * 1000)


def known(site_dir: Path) -> dict:
    text = (site_dir / "assets/my/objectives.js").read_text("utf-8")
    return json.loads(text.partition(".known = ")[2].rstrip(";\n"))


def history(site_dir: Path, at: int = NOON, share: float = 0.0, quiz: str = "l07-pre", rev: str = "") -> dict:
    """As after one test of `quiz` whose items all went as `share`."""
    items = known(site_dir)["quizzes"][quiz]["items"]
    return {
        "v": 1,
        "attempts": [{
            "quiz": quiz, "title": "测验", "rev": "0", "mode": "test", "started": at - 60_000, "ended": at, "seconds": 60, "score": share * len(items),
            "max": len(items), "right": int(share) * len(items), "scored": len(items), "items": [[i, rev or row[0], share] for i, row in items.items()],
        }],
        "items": {f"{quiz}/{i}": {"rev": rev or row[0], "share": share, "at": at} for i, row in items.items()},
        "quizzes": {quiz: {"title": "测验", "first": at, "last": at}},
    }


@pytest.fixture
def open_my(context_of: Callable[..., BrowserContext], site_url: str) -> Callable[..., Page]:
    def go(value: object = None, now: int = NOON, **options: object) -> Page:
        page = context_of(**options).new_page()
        page.clock.set_fixed_time(now / 1000)
        page.goto(site_url + "sitemap.html")
        if value is not None:
            page.evaluate("v => localStorage.setItem('ipl-history', v)", json.dumps(value))
        page.goto(site_url + "my.html")
        return page

    return go


def kept(page: Page) -> dict:
    return json.loads(page.evaluate("localStorage.getItem('ipl-history')"))


def test_a_finished_quiz_is_remembered_and_retried(visit: Visit, site_url: str) -> None:
    watched = visit("quiz/l07-pre.html", width=360)
    page = watched.page
    hand_in(page)
    page.get_by_role("link", name="到“我的学习”").click()
    expect(page.locator("#ipm-done li")).to_have_count(1)
    expect(page.locator("#ipm-done")).to_contain_text("测验，")
    wrong = [key for key, item in kept(page)["items"].items() if item["share"] < 1]
    assert wrong and page.locator("#ipm-wrong li").count() == len(wrong)
    assert page.locator("#ipm-goals li").count() > 0
    page.locator("#ipm-wrong a").first.click()
    expect(page.locator(".ipq-progress")).to_contain_text("共 1 题")
    page.goto(site_url + "my.html")
    page.goto(site_url + "quiz/l07-pre.html#retry")
    expect(page.locator(".ipq-progress")).to_contain_text(f"共 {len(wrong)} 题")
    assert [p for p in watched.problems if not p.startswith("failed: ")] == []  # opening anew breaks off what was still being fetched


@pytest.mark.parametrize("way", ["typed into the address", "a link"])
def test_a_retry_on_a_page_that_is_open(visit: Visit, site_url: str, way: str) -> None:
    page = visit("quiz/l07-pre.html").page
    hand_in(page)
    wrong = [key for key, item in kept(page)["items"].items() if item["share"] < 1]
    one = wrong[0].partition("/")[2]
    if way == "a link":
        page.evaluate("location.hash = '#retry'")
        expect(page.locator(".ipq-progress")).to_contain_text(f"共 {len(wrong)} 题")
        page.evaluate("id => { location.hash = '#retry=' + id; }", one)
    else:
        page.goto(site_url + f"quiz/l07-pre.html#retry={one}")
    expect(page.locator(".ipq-progress")).to_contain_text("共 1 题")
    assert page.locator(".ipq-item:not(.is-away)").get_attribute("data-item") == one and page.evaluate("location.hash") == ""


def test_a_quiz_finished_without_a_network_is_remembered_when_it_is_back(context_of: Callable[..., BrowserContext], site_url: str) -> None:
    context = context_of()
    page = context.new_page()
    page.clock.install(time=NOON / 1000)
    page.goto(site_url + "quiz/l07-pre.html")
    context.set_offline(True)
    answer_all(page)
    page.get_by_role("button", name="交卷", exact=True).click()
    page.get_by_role("button", name="就这样交卷").click()
    expect(page.locator(".ipq-result")).to_contain_text("答对")
    assert not page.locator(".iph").count()
    page.clock.run_for(6000)
    assert not page.locator(".iph").count()
    context.set_offline(False)
    page.clock.run_for(6000)
    expect(page.locator(".iph")).to_be_visible()
    assert len(kept(page)["attempts"]) == 1


def test_a_quiz_finished_without_a_network_and_closed_is_remembered_later(context_of: Callable[..., BrowserContext], site_url: str) -> None:
    context = context_of()
    page = context.new_page()
    page.goto(site_url + "quiz/l07-pre.html")
    context.set_offline(True)
    answer_all(page)
    page.get_by_role("button", name="交卷", exact=True).click()
    page.get_by_role("button", name="就这样交卷").click()
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(site_url + "quiz/l07-pre.html")
    expect(page.locator(".iph")).to_be_visible()
    (first,) = kept(page)["attempts"]
    page.reload()
    expect(page.locator(".iph")).to_be_visible()
    assert kept(page)["attempts"] == [first] and first["ended"] >= first["started"]


def test_practice_remembers_only_what_was_checked(visit: Visit, site_url: str) -> None:
    page = visit("quiz/l07-pre.html").page
    page.locator(".ipq-item:not(.is-away) .ipq-options label").first.click()
    page.get_by_role("button", name="检查答案").click()
    page.locator(".ipq-jump").last.click()
    page.get_by_role("button", name="看结果").click()
    expect(page.locator(".iph")).to_be_visible()
    assert len(kept(page)["items"]) == 1


def test_an_unfinished_attempt_is_not_lost_to_a_retry_unasked(visit: Visit, site_url: str) -> None:
    page = visit("quiz/l07-pre.html").page
    page.locator(".ipq-item:not(.is-away) .ipq-options label").first.click()
    before = page.evaluate("JSON.parse(localStorage.getItem('ip-quiz:l07-pre')).started")
    page.goto(site_url + "index.html")
    said: list[str] = []
    page.on("dialog", lambda d: (said.append(d.message), d.dismiss()))
    page.goto(site_url + "quiz/l07-pre.html#retry")
    page.wait_for_function("location.hash === ''")
    assert len(said) == 1 and page.evaluate("JSON.parse(localStorage.getItem('ip-quiz:l07-pre')).started") == before


@pytest.mark.parametrize(("days", "last", "due"), [(0, 0, 0), (1, 0, 1), (1, 1, 0), (6, 1, 0), (7, 1, 1), (20, 7, 0), (21, 7, 1), (30, 21, 0), (30, 0, 1), (30, 10, 1)])
def test_due_after_one_seven_and_twenty_one_days(open_my: Callable[..., Page], site_dir: Path, days: int, last: int, due: int) -> None:
    value = history(site_dir)
    value["quizzes"]["l07-pre"]["last"] = NOON + last * DAY
    page = open_my(value, now=NOON + days * DAY)
    assert page.locator("#ipm-due a[href$='quiz/l07-pre.html#retry']").count() == due


def test_an_updated_item_is_offered_anew(open_my: Callable[..., Page], site_dir: Path) -> None:
    page = open_my(history(site_dir, share=1.0))
    assert page.locator("#ipm-wrong li").count() == 0
    page = open_my(history(site_dir, share=1.0, rev="00000000"))
    assert page.locator("#ipm-wrong .ipm-badge", has_text="题目已更新").count() == len(known(site_dir)["quizzes"]["l07-pre"]["items"])


def test_what_the_site_no_longer_has_is_counted(open_my: Callable[..., Page], site_dir: Path) -> None:
    value = history(site_dir)
    value["items"]["gone/item"] = {"rev": "00000000", "share": 0, "at": NOON}
    expect(open_my(value).locator("#ipm-wrong")).to_contain_text("另有 1 道")


def test_export_and_import_merge(open_my: Callable[..., Page], site_dir: Path) -> None:
    one = open_my(history(site_dir, share=0.0))
    with one.expect_download() as got:
        one.get_by_role("button", name="存成文件").click()
    text = one.get_by_label("可以复制的记录").input_value()
    assert json.loads(Path(got.value.path()).read_text("utf-8")) == json.loads(text)
    newer = history(site_dir, at=NOON + DAY, share=1.0)
    newer["items"]["l07-post/x"] = {"rev": "0", "share": 1, "at": 5}
    other = open_my(newer, now=NOON + DAY)
    other.get_by_label("或者把复制的记录贴在这里").fill(text)
    other.get_by_role("button", name="并进来").click()
    expect(other.locator("#ipm-load-said")).to_contain_text("新添 1 次测验，现在共有 2 次")
    both = kept(other)
    assert both["quizzes"]["l07-pre"] == {"title": "测验", "first": NOON, "last": NOON + DAY}
    assert all(i["share"] == 1 for i in both["items"].values()) and "l07-post/x" in both["items"]
    other.get_by_label("选存下来的文件").set_input_files(got.value.path())
    expect(other.locator("#ipm-load-said")).to_contain_text("新添 0 次测验")
    assert kept(other) == both


@pytest.mark.parametrize("text", ["{", "[]", "null", '{"iplearn-learning": 1}', '{"iplearn-learning": 1, "history": {"v": 2, "attempts": []}}'])
def test_a_strange_file_changes_nothing(open_my: Callable[..., Page], site_dir: Path, text: str) -> None:
    page = open_my(history(site_dir))
    before = kept(page)
    page.get_by_label("或者把复制的记录贴在这里").fill(text)
    page.get_by_role("button", name="并进来").click()
    expect(page.locator("#ipm-load-said")).to_contain_text("没有动")
    assert kept(page) == before


def test_bad_parts_of_a_file_are_left_out(open_my: Callable[..., Page]) -> None:
    bad = {"v": 1, "attempts": [{"quiz": "x"}, 3], "items": {"__proto__": {"rev": "0", "share": 0, "at": 1}, "a/b": {"rev": "0", "share": 9, "at": 1}}, "quizzes": {"l07-pre": {"title": "<b>", "first": 1, "last": "x"}}}
    page = open_my()
    page.get_by_label("或者把复制的记录贴在这里").fill(json.dumps({"iplearn-learning": 1, "history": bad}))
    page.get_by_role("button", name="并进来").click()
    expect(page.locator("#ipm-load-said")).to_contain_text("现在共有 0 次")
    assert kept(page) == {"v": 1, "attempts": [], "items": {}, "quizzes": {}}


def test_erasing_asks_first_and_takes_everything_but_the_view(open_my: Callable[..., Page], site_dir: Path) -> None:
    page = open_my(history(site_dir))
    page.evaluate("localStorage.setItem('ip-quiz:l07-pre', '{}'); localStorage.setItem('ipl-class', '{}'); localStorage.setItem('ip-size', 'large')")
    page.get_by_role("button", name="全部清除").click()
    expect(page.get_by_role("button", name="不清除")).to_be_focused()
    page.get_by_role("button", name="不清除").click()
    assert kept(page)["attempts"]
    page.get_by_role("button", name="全部清除").click()
    page.get_by_role("button", name="清除，不要了").click()
    expect(page.locator("#ipm-erase-said")).to_contain_text("已经全部清除")
    assert page.evaluate("Object.keys(localStorage)") == ["ip-size"]
    assert page.locator("#ipm-done li").count() == 0


def test_blocked_storage_is_told(context_of: Callable[..., BrowserContext], site_url: str) -> None:
    page = context_of().new_page()
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})")
    errors: list[str] = []
    page.on("pageerror", lambda e: errors.append(str(e)))
    page.goto(site_url + "my.html")
    expect(page.locator("#ipm-blocked")).to_be_visible()
    page.goto(site_url + "quiz/l07-pre.html")
    hand_in(page)
    expect(page.locator(".iph-mine")).to_contain_text("不会记进")
    assert errors == []


def test_without_script_it_says_what_it_would_show(visit: Visit) -> None:
    page = visit("my.html", script=False).page
    assert "今天该复习" in page.locator("noscript").inner_text() or page.get_by_text("今天该复习哪套测验").is_visible()
    assert not page.locator("#ipm-erase").is_visible()


def test_the_footer_leads_here(visit: Visit) -> None:
    page = visit("quiz/l07-pre.html").page
    page.locator("footer").get_by_role("link", name="我的学习").click()
    expect(page.locator("h1")).to_have_text("我的学习")


@pytest.mark.parametrize("options", MODES, ids=str)
def test_axe_finds_nothing_and_targets_fit(open_my: Callable[..., Page], site_dir: Path, options: dict) -> None:
    value = history(site_dir, rev="00000000", quiz="explain-e01")
    for part in ("items", "quizzes"):
        value[part].update(history(site_dir)[part])
    page = open_my(value, now=NOON + DAY, **options)
    page.get_by_role("button", name="全部清除").click()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= options["width"]
    small = page.evaluate(
        """[...document.querySelectorAll('.ipm-part a, .ipm-part button, .ipm-part textarea, .ipm-part input')].filter(n => n.offsetParent)
        .filter(n => n.getBoundingClientRect().height < 43.9).map(n => n.outerHTML.slice(0, 80))"""
    )
    assert small == []


def test_from_a_file(context_of: Callable[..., BrowserContext], site_dir: Path) -> None:
    page = context_of().new_page()
    page.goto((site_dir / "quiz/l07-pre.html").as_uri())
    hand_in(page)
    page.get_by_role("link", name="到“我的学习”").click()
    expect(page.locator("#ipm-done li")).to_have_count(1)
    page.locator("#ipm-wrong a").first.click()
    expect(page.locator(".ipq-progress")).to_contain_text("共 1 题")
