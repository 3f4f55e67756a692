"""The tools as readers use them: fill in, read the result, share the address; every vector of the law in the real page."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Watched
from tests.conftest import ROOT

Visit = Callable[..., Watched]
CASES = json.loads((ROOT / "tests/cases/dates.json").read_text(encoding="utf-8"))["tools"]
TOOLS = sorted({c["tool"] for c in CASES})
MODES = [{"width": 360, "height": 740}, {"width": 360, "dark": True}, {"width": 1280}, {"width": 1280, "dark": True}]


def words(day: str) -> str:
    d = date.fromisoformat(day)
    return f"{d.year} 年 {d.month} 月 {d.day} 日"


def fragment(answers: dict[str, str]) -> str:
    return "#" + "&".join(f"{k}={quote(v)}" for k, v in answers.items())


def rich(tool: str) -> dict:
    """The case of `tool` that shows most."""
    return max((c for c in CASES if c["tool"] == tool), key=lambda c: len(c["days"]) + len(c["states"]))


@pytest.fixture
def open_tool(context_of: Callable[..., BrowserContext], site_url: str) -> Callable[..., Page]:
    """`open_tool("patent-term", {"kind": "invention"}, today="2026-11-22")`"""

    def go(tool: str, answers: dict[str, str] | None = None, today: str = "2026-11-22", **options: object) -> Page:
        page = context_of(**options).new_page()
        page.clock.set_fixed_time(datetime.fromisoformat(f"{today}T12:00:00+08:00"))
        page.goto(f"{site_url}tools/{tool}.html{fragment(answers) if answers else ''}")
        return page

    return go


def shown(page: Page) -> list[tuple[str, str]]:
    """(rule's words, day or state) of every line of the result."""
    return page.eval_on_selector_all(
        "#ipt-result > .ipt-line",
        """lines => lines.map(l => [l.querySelector('h3').textContent, l.className.replace(/.*--/, ''), (l.querySelector('.ipt-line__day') || {}).textContent || ''])""",
    )


@pytest.mark.parametrize("tool", TOOLS)
def test_every_vector_in_the_page(open_tool: Callable[..., Page], tool: str) -> None:
    """Opened by its address, as somebody would who was sent it."""
    page = open_tool(tool)
    for case in (c for c in CASES if c["tool"] == tool and c["answers"]):
        page.clock.set_fixed_time(datetime.fromisoformat(f"{case['today']}T12:00:00+08:00"))
        page.goto(page.url.partition("#")[0] + fragment(case["answers"]))
        page.reload()
        lines = shown(page)
        days = [day.partition("（")[0] for _, state, day in lines if state == "date"]
        assert sorted(days) == sorted(words(d) for d in case["days"].values()), case["name"]
        unknown = [state for _, state, _ in lines if state == "unknown"]
        assert bool(unknown) == bool(case["needs"] or "unknown" in case["states"].values()), case["name"]
        expect(page.locator(".ipt-only")).to_contain_text("仅供参考")


def test_fill_in_share_and_open_again(visit: Visit, site_url: str) -> None:
    watched = visit("tools/patent-deadlines.html", width=360)
    page = watched.page
    expect(page.locator('[data-field="kind"]')).to_be_hidden()
    page.get_by_label("收到了授予专利权的通知").check()
    page.get_by_label("收到授予专利权的通知那天").fill("2007-10-30")
    page.get_by_role("button", name="算期限").click()
    expect(page.locator(".ipt-line__day")).to_have_text("2008 年 1 月 2 日（星期三）")
    expect(page.locator("#ipt-result")).to_contain_text("2007 年 12 月 30 日是休假日，顺延")
    expect(page.locator("#ipt-result .ipt-law")).to_contain_text("《专利法实施细则》第六十条（2023修订，2024 年 1 月 20 日起施行）")
    assert page.url.endswith("#step=granting&grant-notice=2007-10-30")
    before = page.locator("#ipt-result").inner_text()
    again = visit("tools/patent-deadlines.html" + "#" + page.url.partition("#")[2])
    assert again.page.locator("#ipt-result").inner_text() == before
    expect(again.page.get_by_label("收到了授予专利权的通知")).to_be_checked()
    assert page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0
    assert watched.problems == again.problems == []
    assert [u for u in watched.requests if "2007-10-30" in u.partition("#")[0]] == []
    page.get_by_role("button", name="清空").click()
    expect(page.locator("#ipt-result")).to_be_empty()
    expect(page.locator('[data-field="grant-notice"]')).to_be_hidden()
    page.wait_for_function("!location.hash")


def test_by_keyboard(open_tool: Callable[..., Page]) -> None:
    page = open_tool("copyright-term")
    page.locator("input[name=kind]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("1976")
    page.keyboard.press("Enter")
    expect(page.locator(".ipt-line__day")).to_contain_text("2026 年 12 月 31 日")
    assert page.evaluate("document.activeElement.id") == "ipt-result"


def test_what_cannot_be_read_is_said_and_gives_no_date(open_tool: Callable[..., Page]) -> None:
    page = open_tool("copyright-term", {"kind": "joint", "life": "dead"})
    field = page.get_by_label("各位作者哪一年去世")
    field.fill("1970、不详")
    page.get_by_role("button", name="算到期日").click()
    expect(page.get_by_text("看不懂这些年份")).to_be_visible()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description("看不懂这些年份。每个写四位数字，中间用顿号隔开，例如 1970、1985。")
    expect(field).to_be_focused()
    assert [day for _, _, day in shown(page)] == ["无法判断"]
    field.fill("1970、1985")  # the message stays until the answer is read again: the button must not move away
    page.get_by_role("button", name="算到期日").click()
    expect(field).not_to_have_attribute("aria-invalid", "true")
    expect(page.locator(".ipt-line__day")).to_contain_text("2035 年 12 月 31 日")


def test_the_law_of_the_day_is_cited(open_tool: Callable[..., Page]) -> None:
    """商标: both versions say the same; the article printed is that of the version in force on the day reckoned."""
    for expires, article in (("2026-12-31", "（2019年修正）第四十条第一款"), ("2027-01-01", "（2026年修订）第四十四条第一款")):
        page = open_tool("trademark-renewal", {"know": "expires", "expires": expires})
        law = page.locator(".ipt-line", has_text="正常办续展的最后一天").locator(".ipt-law li")
        expect(law).to_have_count(1)
        expect(law).to_contain_text(article)


def test_a_basis_does_not_go_missing_before_the_register_begins(open_tool: Callable[..., Page]) -> None:
    page = open_tool("trademark-renewal", {"know": "registered", "registered": "2003-05-14"})
    law = page.locator(".ipt-line", has_text="正常办续展的最后一天").locator(".ipt-law li")
    expect(law).to_have_count(1)
    expect(law).to_contain_text("那一天适用别的版本，本站没有登记")


def test_a_year_without_holidays_is_told(open_tool: Callable[..., Page]) -> None:
    page = open_tool("trademark-opposition", {"published": "2026-11-18"})
    for line in page.locator(".ipt-line--date").all():
        expect(line).to_contain_text("本站没有 2027 年的放假安排，没有按休假日调整")
    page = open_tool("trademark-opposition", {"published": "2026-09-21"})
    expect(page.locator("#ipt-result")).to_contain_text("2026 年 12 月 21 日")
    expect(page.locator("#ipt-result")).not_to_contain_text("本站没有")


def test_annual_fees(open_tool: Callable[..., Page]) -> None:
    answers = {"kind": "utility", "filed": "2022-06-10", "granted": "2023-03-14"}
    page = open_tool("patent-term", answers)
    expect(page.locator(".ipt-late").first).to_contain_text("第 6 个月，加收 25%，就是 225 元。最迟 2026 年 12 月 10 日补交，连年费一共 1125 元")
    expect(page.locator("#ipt-result tbody tr")).to_have_count(6)
    page = open_tool("patent-term", answers, today="2026-12-11")
    expect(page.locator("#ipt-result tbody tr").first).to_contain_text("第 6 年度")
    page = open_tool("patent-term", {**answers, "paid": "4"}, today="2026-12-11")
    expect(page.locator(".ipt-late").first).to_contain_text("专利权从应交期满那天起终止")
    page = open_tool("patent-term", {**answers, "granted": "2022-01-01"})
    expect(page.locator("#ipt-result")).to_contain_text("授权公告日应当在申请日以后")
    page = open_tool("patent-term", {"kind": "design", "filed": "2019-03-01", "granted": "2019-10-01"})
    expect(page.locator("#ipt-result")).to_contain_text("年费只列到第 10 年度")
    assert "2034" not in page.locator("#ipt-result").inner_text()


def test_copying(context_of: Callable[..., BrowserContext], site_url: str) -> None:
    context = context_of(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(site_url + "tools/copyright-term.html#kind=film&issued=within&published=1980")
    page.get_by_role("button", name="复制结果").click()
    expect(page.locator("#ipt-said")).to_have_text("已经复制。")
    text = page.evaluate("navigator.clipboard.readText()")
    for part in ("这件作品，著作权到期了吗", "2030 年 12 月 31 日", "依据：《著作权法》第二十三条第三款", "发表权另算", "2021 年 6 月 1 日起施行", "仅供参考", "国家法律法规数据库"):
        assert part in text
    page.get_by_role("button", name="复制这一页的网址").click()
    expect(page.locator("#ipt-said")).to_contain_text("网址已经复制")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_links_in_the_page_keep_the_answers(open_tool: Callable[..., Page]) -> None:
    page = open_tool("copyright-term", rich("copyright-term")["answers"])
    before = page.locator("#ipt-result").inner_text()
    page.get_by_role("navigation", name="本页内容").get_by_role("link", name="保护期一览").click()
    assert page.locator("#ipt-result").inner_text() == before


@pytest.mark.parametrize("tool", TOOLS)
def test_without_script_the_rules_stand_there(visit: Visit, tool: str) -> None:
    page = visit(f"tools/{tool}.html", width=360, script=False).page
    expect(page.locator("#ipt-form")).to_be_hidden()
    assert "不能替您算" in page.locator("noscript").inner_text()
    expect(page.locator("#ipt-rules")).to_be_visible()
    assert page.locator(".ipt-tables tbody tr").count() >= 3
    expect(page.locator(".ipt-example__out").first).to_be_visible()
    assert page.locator(".ipt-tables .ipt-law a.ip-law").count() >= 3
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("options", MODES, ids=str)
@pytest.mark.parametrize("tool", TOOLS)
def test_axe_finds_nothing_and_targets_fit(open_tool: Callable[..., Page], tool: str, options: dict) -> None:
    page = open_tool(tool, rich(tool)["answers"], **options)
    expect(page.locator(".ipt-line").first).to_be_visible()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= options["width"]
    small = page.evaluate(
        """[...document.querySelectorAll('.ipt-option, .ipt button, .ipt input:not([type=radio]):not([type=checkbox])')].filter(n => n.offsetParent)
        .filter(n => n.getBoundingClientRect().height < 43.9).map(n => n.outerHTML.slice(0, 80))"""
    )
    assert small == []


def test_large_type_fits(open_tool: Callable[..., Page]) -> None:
    page = open_tool("patent-term", {"kind": "utility", "filed": "2022-06-10", "granted": "2023-03-14"}, width=360)
    page.evaluate("document.documentElement.setAttribute('data-size', 'large')")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_paper_has_the_result_and_no_form(open_tool: Callable[..., Page]) -> None:
    page = open_tool("shop-complaint", rich("shop-complaint")["answers"])
    page.emulate_media(media="print")
    expect(page.locator("#ipt-form")).to_be_hidden()
    expect(page.locator("#ipt-result")).to_be_visible()
    expect(page.locator(".ipt-only")).to_be_visible()


@pytest.mark.parametrize("tool", TOOLS)
def test_from_a_file(context_of: Callable[..., BrowserContext], site_dir: Path, tool: str) -> None:
    page = context_of().new_page()
    problems: list[str] = []
    page.on("pageerror", lambda e: problems.append(str(e)))
    page.goto((site_dir / f"tools/{tool}.html").as_uri() + fragment(rich(tool)["answers"]))
    expect(page.locator(".ipt-line").first).to_be_visible()
    page.locator("#ipt-form button[type=submit]").click()
    expect(page.locator(".ipt-line").first).to_be_visible()
    assert problems == []
