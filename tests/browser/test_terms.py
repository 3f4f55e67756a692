"""Terms explained where they stand, the glossary, and old and new articles: by pointer, keyboard, finger, and without script."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Watched

Visit = Callable[..., Watched]
PAGE = "explain/E05.html"
TIP = ".ip-tip:visible"


def _term(page: Page):
    term = page.locator("main a.ip-term").first
    term.scroll_into_view_if_needed()
    return term


# --- The bubble -----------------------------------------------------------------------------------------


def test_hover_shows_the_explanation_and_it_stays_while_the_pointer_is_in_it(visit: Visit) -> None:
    page = visit(PAGE).page
    term = _term(page)
    assert page.locator(TIP).count() == 0
    term.hover()
    tip = page.locator(TIP)
    assert tip.count() == 1 and len(tip.inner_text()) > 5
    page.wait_for_timeout(1500)
    assert tip.count() == 1, "it must not vanish by itself"
    box = tip.bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2, steps=8)
    page.wait_for_timeout(600)
    assert tip.count() == 1, "the pointer may move into it"
    page.mouse.move(5, 5, steps=3)
    page.wait_for_timeout(600)
    assert tip.count() == 0


def test_escape_puts_it_away_without_moving_anything(visit: Visit) -> None:
    page = visit(PAGE).page
    term = _term(page)
    term.hover()
    page.keyboard.press("Escape")
    assert page.locator(TIP).count() == 0
    page.mouse.move(5, 5)
    term.focus()
    assert page.locator(TIP).count() == 1
    page.keyboard.press("Escape")
    assert page.locator(TIP).count() == 0
    assert page.evaluate("document.activeElement.className") == "ip-term"


def test_focus_shows_it_as_the_description_of_the_link(visit: Visit) -> None:
    page = visit(PAGE).page
    term = _term(page)
    term.focus()
    tip = page.locator(TIP)
    assert tip.get_attribute("role") == "tooltip" and term.get_attribute("aria-describedby") == tip.get_attribute("id")
    assert term.get_attribute("title") is None, "or the browser shows the words twice"
    page.keyboard.press("Tab")
    page.wait_for_timeout(500)
    assert page.evaluate("document.querySelectorAll('.ip-tip:not([hidden])').length") <= 1
    assert page.locator(f"#{term.get_attribute('aria-describedby')}").is_hidden()


def test_enter_follows_the_link_to_the_entry(visit: Visit) -> None:
    page = visit(PAGE).page
    term = _term(page)
    word = term.inner_text()
    term.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary.html#*")
    assert word in page.locator(".ip-entry:target").inner_text()


def test_a_tap_shows_a_second_tap_follows_and_a_tap_elsewhere_closes(visit: Visit) -> None:
    page = visit(PAGE, width=360, height=740, has_touch=True, is_mobile=True).page
    term = _term(page)
    term.tap()
    page.wait_for_timeout(100)
    assert page.url.endswith("E05.html") and page.locator(TIP).count() == 1
    page.locator("h1").tap()
    page.wait_for_timeout(100)
    assert page.locator(TIP).count() == 0
    term.scroll_into_view_if_needed()
    term.tap()
    term.tap()
    page.wait_for_url("**/glossary.html#*")


@pytest.mark.parametrize("options", [{"width": 360}, {"dark": True}, {"width": 360, "dark": True}, {}])
def test_an_open_bubble_stays_inside_and_axe_finds_nothing(visit: Visit, options: dict) -> None:
    page = visit(PAGE, **options).page
    width = page.evaluate("document.documentElement.clientWidth")
    for n in range(page.locator("main a.ip-term").count()):
        term = page.locator("main a.ip-term").nth(n)
        if not term.is_visible():
            continue
        term.focus()
        box = page.locator(TIP).bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= width, term.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_without_script_a_term_is_a_link_with_a_title(visit: Visit) -> None:
    page = visit(PAGE, script=False).page
    term = page.locator("main a.ip-term").first
    assert len(term.get_attribute("title") or "") > 5
    term.click()
    assert "glossary.html#" in page.url


def test_the_script_is_loaded_only_where_terms_are(visit: Visit) -> None:
    assert any("terms.js" in r for r in visit(PAGE).requests)
    assert not any("terms.js" in r for r in visit("search.html").requests)
    assert not any("terms.js" in r for r in visit("quiz/l07-pre.html").requests)


def test_quizzes_explain_nothing_away(visit: Visit) -> None:
    assert visit("quiz/l07-pre.html").page.locator("a.ip-term").count() == 0


# --- The glossary ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["优先权", "yxq", "youxianquan", "ＹＸＱ"])
def test_the_glossary_is_narrowed_by_word_and_by_pinyin(visit: Visit, typed: str) -> None:
    page = visit("glossary.html", width=360).page
    before = page.locator(".ip-entry:visible").count()
    page.locator(".ip-filter input").fill(typed)
    shown = page.locator(".ip-entry:visible dt").all_inner_texts()
    assert 1 <= len(shown) < before and any("优先权" in s for s in shown)
    assert f"找到 {len(shown)} 条" == page.locator(".ip-filter [role=status]").inner_text()
    assert page.locator(".ip-glossary h2:visible").count() <= len(shown), "letters without entries go too"


def test_a_letter_leads_to_its_entries_and_a_hidden_entry_is_shown_when_asked_for(visit: Visit) -> None:
    page = visit("glossary.html").page
    page.locator(".ip-letters a", has_text="Y").click()
    assert page.evaluate("Math.abs(document.getElementById('letter-Y').getBoundingClientRect().top) < 60")
    page.locator(".ip-filter input").fill("没有这个词")
    assert page.locator(".ip-entry:visible").count() == 0 and "没有找到" in page.locator(".ip-filter [role=status]").inner_text()
    page.evaluate("location.hash = '#优先权'")
    page.wait_for_timeout(100)
    assert page.locator(".ip-entry:target").is_visible()


def test_the_glossary_reads_without_script(visit: Visit) -> None:
    page = visit("glossary.html", script=False).page
    assert page.locator(".ip-entry:visible").count() >= 80
    assert page.locator(".ip-filter").is_hidden()


# --- Old and new articles -------------------------------------------------------------------------------

ROWS = "#finder-rows tbody tr:visible"


@pytest.mark.parametrize(
    ("typed", "anchor"),
    [("43", "new-43"), ("四十三", "new-43"), ("第四十三条", "new-43"), ("第 43 条", "new-43"), ("续展", "new-44"), ("撤三", "new-57"), ("58", "old-58"), ("抢注 代理", "new-22")],
)
def test_an_article_is_found_by_number_and_by_word(visit: Visit, typed: str, anchor: str) -> None:
    page = visit("explain/E18.html", width=360).page
    page.locator("#finder-rows-q").fill(typed)
    found = page.locator(ROWS).evaluate_all("rows => rows.map(r => r.id)")
    assert anchor in found and len(found) < 12, found


def test_a_number_means_the_article_not_the_digits(visit: Visit) -> None:
    page = visit("explain/E18.html").page
    page.locator("#finder-rows-q").fill("36")
    assert page.locator(ROWS).evaluate_all("rows => rows.map(r => r.dataset.n)") == ["33 36", "36 39"]


def test_only_what_changed_can_be_asked_for(visit: Visit) -> None:
    page = visit("law/ic-layout-regulations.html").page
    page.locator(".ip-finder select").select_option("新增")
    kinds = page.locator(ROWS).evaluate_all("rows => [...new Set(rows.map(r => r.dataset.kind))]")
    assert kinds == ["新增"]
    page.locator("#finder-rows-q").fill("独创性声明")
    assert page.locator(ROWS).evaluate_all("rows => rows.map(r => r.id)") == ["new-24", "new-34"]


def test_a_row_has_an_address(visit: Visit, site_url: str) -> None:
    page = visit("explain/E18.html#new-57").page
    assert "主动撤销" in page.locator("tr:target").inner_text()
    page.locator("#finder-rows-q").fill("43")
    page.evaluate("location.hash = '#new-36'")
    page.wait_for_timeout(100)
    assert page.locator("tr:target").is_visible()


@pytest.mark.parametrize(("path", "rows"), [("explain/E18.html", 88), ("explain/E46.html", 55), ("explain/E45.html", 51), ("law/anti-unfair-competition-law.html", 41), ("law/patent-rules.html", 100)])
def test_the_whole_table_is_there_without_script(visit: Visit, path: str, rows: int) -> None:
    page = visit(path, script=False, width=360).page
    assert page.locator(ROWS).count() >= rows
    assert page.locator(".ip-finder .ip-filter").is_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


# --- Law pages ------------------------------------------------------------------------------------------


def test_the_status_of_a_version_is_that_of_the_readers_day(visit: Visit, site_url: str) -> None:
    watched = visit("index.html")
    for now, states in (("2026-12-31T12:00:00+08:00", ["现行有效", "尚未施行"]), ("2027-01-01T00:30:00+08:00", ["已失效", "现行有效"])):
        watched.page.clock.set_fixed_time(datetime.fromisoformat(now))
        watched.page.goto(site_url + "law/trademark-law.html")
        assert watched.page.locator(".ip-line .ip-status").all_inner_texts() == states


def test_a_law_page_tells_where_an_article_is_explained(visit: Visit) -> None:
    page = visit("law/trademark-law.html").page
    page.locator("#law-articles-q").fill("第五十七条")
    rows = page.locator("#law-articles dl div:visible")
    assert rows.count() == 2 and all("第五十七条" in t for t in rows.locator("dt").all_inner_texts())
    assert "商标续展与三年不使用" in " ".join(rows.all_inner_texts())
