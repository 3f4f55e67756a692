"""Campaign pages: days counted by the date in China, legible without script, and what can be taken away is there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Watched

Visit = Callable[..., Watched]
WEEK, LAW, CALENDAR = "campaign/ip-week/index.html", "campaign/tm-law-2027/index.html", "campaign/calendar.html"


@pytest.mark.parametrize(
    ("page", "now", "said"),
    [
        (WEEK, datetime(2027, 4, 18, 15, 59, tzinfo=timezone.utc), "还有 2 天"),
        (WEEK, datetime(2027, 4, 18, 16, 1, tzinfo=timezone.utc), "还有 1 天"),  # a day further in China
        (WEEK, datetime(2027, 4, 20, 1, 0, tzinfo=timezone.utc), "进行中，第 1 天"),
        (WEEK, datetime(2027, 4, 26, 15, 0, tzinfo=timezone.utc), "进行中，第 7 天"),
        (WEEK, datetime(2027, 4, 26, 17, 0, tzinfo=timezone.utc), "已经结束"),
        (LAW, datetime(2026, 12, 31, 15, 0, tzinfo=timezone.utc), "还有 1 天"),
        (LAW, datetime(2026, 12, 31, 16, 30, tzinfo=timezone.utc), "就在今天"),
        (LAW, datetime(2027, 3, 1, tzinfo=timezone.utc), "已经施行"),
    ],
)
def test_days_are_counted_as_in_china(visit: Visit, page: str, now: datetime, said: str) -> None:
    opened = visit("index.html").page
    opened.clock.set_fixed_time(now)
    opened.goto(opened.url.rpartition("/")[0] + "/" + page)
    assert opened.locator("[data-countdown]").first.inner_text() == said


def test_without_script_the_dates_stand_there(visit: Visit) -> None:
    page = visit(WEEK, script=False).page
    facts = page.locator(".ip-facts").first.inner_text()
    assert "2027 年 4 月 20 日至 26 日" in facts and "待发布" in facts and not page.locator("[data-countdown]").first.is_visible()
    rows = visit(CALENDAR, script=False).page.locator("tbody tr").all_inner_texts()
    assert len(rows) == 3 and "新商标法" in rows[0] and "日期待发布" in rows[2]


@pytest.mark.parametrize("path", [WEEK, CALENDAR, "campaign/ip-week/event.html"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_pages_pass_axe_and_fit_a_phone(visit: Visit, path: str, dark: bool) -> None:
    watched = visit(path, width=360, dark=dark)
    found = Axe().run(watched.page)
    assert found.violations_count == 0, found.generate_report()
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= 360 and watched.problems == []


def test_every_download_is_there_and_every_poster_has_words(visit: Visit, site_dir: Path) -> None:
    page = visit(WEEK).page
    hrefs = page.eval_on_selector_all("#kit ~ * a, #kit ~ ul a", "all => all.map(a => a.getAttribute('href'))")
    kept = [h for h in hrefs if "kits/" in h]
    assert len(kept) > 40
    for href in kept:
        assert (site_dir / "campaign/ip-week" / unquote(href)).resolve().is_file(), href
    words = page.eval_on_selector_all(".ip-posters img", "all => all.map(i => i.alt)")
    assert len(words) == 3 and all(w.startswith("海报：") and len(w) > 40 for w in words)


def test_the_article_is_copied_and_pasted_whole(browser, site_dir: Path) -> None:
    """Into a place that keeps what an editor keeps: no style is lost, because each stands on its tag."""
    context = browser.new_context()
    page = context.new_page()
    page.goto((site_dir / "kits/ip-week/2-公众号/第一篇/预览和复制.html").as_uri())
    before = page.evaluate("""() => [...document.querySelectorAll('#article p')].map(p => { const s = getComputedStyle(p); return [p.textContent, s.color, s.fontSize, s.marginBottom, s.fontWeight]; })""")
    assert page.locator("style, link").count() == 0
    page.click("#copy")
    assert "已复制" in page.locator("#said").inner_text()
    page.evaluate("""() => { const d = document.createElement('div'); d.id = 'paste'; d.contentEditable = 'true'; document.body.appendChild(d); d.focus(); }""")
    page.keyboard.press("Control+V")
    after = page.evaluate("""() => [...document.querySelectorAll('#paste p')].map(p => { const s = getComputedStyle(p); return [p.textContent, s.color, s.fontSize, s.marginBottom, s.fontWeight]; })""")
    context.close()
    assert len(before) > 15 and [row[0] for row in after] == [row[0] for row in before]
    assert [row[1:3] for row in after] == [row[1:3] for row in before]
