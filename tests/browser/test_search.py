"""Search as people meet it: typed, by keyboard, on a phone, from a file, without script, on a bad network."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, Route, expect

from iplearn.model.search import SearchDoc, SearchPart, Synonyms
from iplearn.products.search_index import build_index
from tests.browser.conftest import Watched

Visit = Callable[..., Watched]
BOX = "#site-search-q"
HITS = ".ip-search__list a"
PHONE = {"width": 360, "height": 740}


def type_query(page: Page, query: str) -> None:
    page.locator(BOX).fill(query)
    page.locator(HITS).first.wait_for()


def status(page: Page) -> str:
    return page.locator("form[data-search=box] [role=status]").inner_text()


def test_nothing_is_fetched_before_someone_is_about_to_search(visit: Visit) -> None:
    watched = visit("explain/E03.html")
    watched.page.wait_for_timeout(200)

    def fetched() -> set[str]:
        return {re.sub(r".*/assets/search/|\?.*", "", url) for url in watched.requests if "/assets/search/" in url}

    assert fetched() == {"boot.js", "search.css"}
    watched.page.locator(BOX).focus()
    watched.page.wait_for_function("window.iplearnLoad")
    assert {"rank.js", "excerpt.js", "load.js", "ui.js"} <= fetched()
    type_query(watched.page, "商标续展")
    assert watched.problems == []


def test_results_as_you_type_with_marks_and_an_anchor(visit: Visit) -> None:
    page = visit("school/L07/index.html").page
    type_query(page, "评价报告")
    first = page.locator(HITS).first
    assert first.get_attribute("href").startswith("../../explain/E12.html#")
    assert "评价报告" in page.locator(".ip-search__list li").first.locator("mark").all_inner_texts()
    first.click()
    page.wait_for_url("**/explain/E12.html#*")


def test_by_keyboard_alone(visit: Visit) -> None:
    page = visit("explain/E03.html", **PHONE).page
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "site-search-q":
            break
    page.keyboard.insert_text("商标")  # at once: no list for 商 alone on a slow machine
    page.locator(HITS).first.wait_for()
    focused = lambda: page.evaluate("document.activeElement.getAttribute('href')")  # noqa: E731
    hrefs = [a.get_attribute("href") for a in page.locator(HITS).all()]
    for expected in (hrefs[0], hrefs[1]):
        page.keyboard.press("ArrowDown")
        assert focused() == expected
    for _ in range(len(hrefs) + 2):
        page.keyboard.press("ArrowDown")
    assert focused() == hrefs[-1], "the list ends; focus does not run away"
    for _ in hrefs:
        page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "site-search-q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "site-search-q"
    expect(page.locator(".ip-search__panel")).to_be_hidden()
    assert page.locator(BOX).input_value() == "商标"
    page.keyboard.press("ArrowDown")
    expect(page.locator(".ip-search__panel")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".ip-search__panel")).to_be_hidden()
    assert page.locator(BOX).input_value() == "商标", "Escape closes first; it does not also empty the box"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/" + hrefs[0].replace("../", "").split("#")[0] + "*")


def test_the_panel_closes_when_focus_or_finger_goes_elsewhere(visit: Visit) -> None:
    page = visit("explain/E03.html").page
    panel = page.locator(".ip-search__panel")
    type_query(page, "商标")
    page.mouse.click(8, 600)
    expect(panel).to_be_hidden()
    page.locator(BOX).click()
    expect(panel).to_be_visible()
    panel.locator("legend").click()
    expect(panel).to_be_visible()
    page.locator(".ip-brand").focus()
    expect(panel).to_be_hidden()


def test_counts_are_announced_in_a_live_region_that_was_there_before(visit: Visit) -> None:
    page = visit("explain/E03.html").page
    page.locator(BOX).focus()
    page.wait_for_selector("form[data-search=box] [role=status]", state="attached")
    page.evaluate("window.kept = document.querySelector('form[data-search=box] [role=status]')")
    type_query(page, "商标续展")
    assert re.fullmatch(r"找到 \d+ 条。按向下键浏览。", status(page))
    page.locator(BOX).fill("鲸鱼")
    expect(page.locator("form[data-search=box] [role=status]")).to_contain_text("没有找到“鲸鱼”")
    assert page.evaluate("window.kept.isConnected && window.kept.getAttribute('role') === 'status'")
    assert page.locator(".ip-search__note a").get_attribute("href") == "../sitemap.html"
    page.locator(BOX).fill("")
    expect(page.locator("form[data-search=box] [role=status]")).to_have_text("")
    expect(page.locator(".ip-search__panel")).to_be_hidden()


def test_results_can_be_kept_to_one_audience(visit: Visit) -> None:
    page = visit("index.html").page
    type_query(page, "菜刀外观")
    everyone = status(page)
    page.get_by_label(re.compile("^老师")).check()
    expect(page.locator(HITS).first).to_have_attribute("href", re.compile("school/L17/plan.html"))
    assert status(page) != everyone
    assert page.evaluate("document.activeElement.value") == "老师", "focus stays on the choice that was made"
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_label(re.compile("^老师"))).not_to_be_checked()


def test_words_that_mean_the_same_are_named(visit: Visit) -> None:
    page = visit("index.html").page
    type_query(page, "校园版权")
    expect(page.locator(".ip-search__also")).to_have_text("同时找了：著作权")
    assert "E20.html" in page.locator(HITS).first.get_attribute("href")


def test_enter_opens_the_results_page_with_more(visit: Visit) -> None:
    page = visit("explain/E03.html").page
    page.locator(BOX).fill("商标")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    results = page.locator("form[data-search=page]")
    results.locator("a").first.wait_for()
    assert results.locator("input[type=search]").input_value() == "商标"
    assert re.fullmatch(r"找到 \d+ 条。", results.locator("[role=status]").inner_text())
    before = results.locator("li").count()
    more = results.get_by_role("button", name=re.compile("再看"))
    assert before == 10 and more.is_visible()
    more.click()
    expect(results.locator("li").nth(before)).to_be_attached()
    assert page.evaluate("document.activeElement.closest('li') === document.querySelectorAll('form[data-search=page] li')[10]")


def test_the_results_page_keeps_its_address_up_to_date(visit: Visit) -> None:
    page = visit("search.html?q=菜刀外观&for=学生").page
    results = page.locator("form[data-search=page]")
    results.locator("a").first.wait_for()
    assert results.get_by_label(re.compile("^学生")).is_checked()
    assert "school/L17/index.html" in results.locator(HITS.split()[-1]).first.get_attribute("href")
    results.locator("input[type=search]").fill("商标续展")
    page.wait_for_function("decodeURIComponent(location.search) === '?q=商标续展&for=学生'")
    results.get_by_label(re.compile("^全部")).check()
    page.wait_for_function("decodeURIComponent(location.search) === '?q=商标续展'")


def test_what_is_typed_is_text_and_stays_text(visit: Visit) -> None:
    watched = visit("search.html?q=<img src=x onerror=alert(1)>商标")
    watched.page.locator("form[data-search=page] a").first.wait_for()
    watched.page.locator("form[data-search=page] input[type=search]").fill("<strike>鼹鼠</strike>")
    expect(watched.page.locator("form[data-search=page] [role=status]")).to_contain_text("<strike>鼹鼠</strike>")
    assert watched.page.locator("form[data-search=page] :is(img, strike)").count() == 0
    assert watched.problems == []


def test_letters_of_an_unfinished_chinese_word_are_not_searched(visit: Visit) -> None:
    watched = visit("explain/E03.html")
    page = watched.page
    page.locator(BOX).focus()
    page.wait_for_function("window.iplearnLoad")
    page.evaluate(
        """() => {
        const box = document.querySelector('#site-search-q');
        box.dispatchEvent(new CompositionEvent('compositionstart'));
        box.value = 'shang biao';
        box.dispatchEvent(new InputEvent('input', {isComposing: true}));
    }"""
    )
    page.wait_for_timeout(500)
    assert not any("/assets/search/b/" in url for url in watched.requests)
    page.evaluate("() => { const box = document.querySelector('#site-search-q'); box.value = '商标'; box.dispatchEvent(new CompositionEvent('compositionend')); }")
    page.locator(HITS).first.wait_for()


@pytest.mark.parametrize("start", ["index.html", "explain/E03.html", "school/L17/plan.html"])
def test_it_works_from_a_file(context_of: Callable[..., BrowserContext], site_dir: Path, start: str) -> None:
    page = context_of().new_page()
    problems: list[str] = []
    page.on("pageerror", lambda e: problems.append(str(e)))
    page.on("console", lambda m: problems.append(m.text) if m.type == "error" else None)
    page.goto((site_dir / start).as_uri())
    type_query(page, "惩罚性赔偿")
    assert page.evaluate("document.querySelector('.ip-search__list a').href").startswith((site_dir / "explain/E31.html").as_uri())
    page.locator(BOX).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    page.locator("form[data-search=page] a").first.wait_for()
    page.locator("form[data-search=page] input[type=search]").fill("商标续展")
    expect(page.locator("form[data-search=page] a").first).to_have_attribute("href", re.compile("E15"))
    assert problems == []


def test_without_script_the_results_page_says_so_and_shows_the_way(visit: Visit) -> None:
    page = visit("explain/E03.html", script=False).page
    page.locator(BOX).fill("商标")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    note = page.locator("noscript")
    assert "脚本" in note.inner_text()
    note.locator("a").click()
    page.wait_for_url("**/sitemap.html")


def test_a_lost_network_is_told_and_forgotten_when_it_returns(visit: Visit) -> None:
    page = visit("explain/E03.html").page
    page.locator(BOX).focus()
    page.wait_for_function("window.iplearnLoad")
    lost = lambda route: route.abort()  # noqa: E731
    page.route(re.compile("/assets/search/[bt]/"), lost)
    page.locator(BOX).fill("商标续展")
    expect(page.locator("form[data-search=box] [role=status]")).to_contain_text("检查网络")
    expect(page.locator(".ip-search__panel")).to_be_hidden()
    page.unroute(re.compile("/assets/search/[bt]/"), lost)
    page.keyboard.press("ArrowDown")
    page.locator(HITS).first.wait_for()


def test_a_late_answer_does_not_overwrite_a_newer_one(visit: Visit) -> None:
    page = visit("explain/E03.html").page
    type_query(page, "专利")
    held: list[Route] = []
    hold = True
    page.route(re.compile("/assets/search/b/"), lambda route: held.append(route) if hold else route.continue_())
    page.locator(BOX).fill("惩罚")
    page.wait_for_timeout(400)
    hold = False
    page.locator(BOX).fill("专利")
    expect(page.locator(".ip-search__list mark").first).to_have_text("专利")
    for route in held:
        route.continue_()
    page.wait_for_timeout(400)
    assert held and "惩罚" not in page.locator(".ip-search__list mark").all_inner_texts()


def test_a_site_rebuilt_under_an_open_page_is_noticed(
    context_of: Callable[..., BrowserContext], site_dir: Path, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site_dir, copy)
    page = context_of().new_page()
    page.goto(serve(copy) + "explain/E03.html")
    type_query(page, "商标续展")
    new = SearchDoc(
        id="new", url="new.html", title="鲸鱼标志", kind="解答", section="", audience=(), summary="", keywords=(), parts=(SearchPart("一", "a", "鲸鱼。"),)
    )
    shards = len(list((copy / "assets/search/b").iterdir()))
    for folder in "but":
        shutil.rmtree(copy / "assets/search" / folder)
    for path, data in build_index([new], Synonyms()):
        (copy / "assets/search" / path).parent.mkdir(exist_ok=True)
        (copy / "assets/search" / path).write_bytes(data)
    # One shard now: every old name but b/0 is gone, so whichever the old page asks for, it is told to look again.
    for shard in range(1, shards):
        (copy / f"assets/search/b/{shard}.js").write_bytes((copy / "assets/search/b/0.js").read_bytes().replace(b'"b/0"', f'"b/{shard}"'.encode()))
    page.locator(BOX).fill("鲸鱼")
    expect(page.locator(HITS).first).to_have_attribute("href", "../new.html")


@pytest.mark.parametrize("options", [PHONE, {}, {**PHONE, "dark": True}, {"dark": True}], ids=["phone", "desk", "phone dark", "desk dark"])
def test_axe_finds_nothing_in_panel_and_results(visit: Visit, options: dict) -> None:
    panel = visit("explain/E03.html", **options).page
    type_query(panel, "刀的外形被抄了")
    page = visit("search.html?q=牌子过期了", **options).page
    page.locator("form[data-search=page] a").first.wait_for()
    for shown in (panel, page):
        results = Axe().run(shown)
        assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("size", ["", "large"])
def test_the_panel_fits_a_phone_and_fingers(visit: Visit, size: str) -> None:
    page = visit("explain/E03.html", **PHONE).page
    page.evaluate(f"document.documentElement.dataset.size = '{size}'")
    type_query(page, "刀的外形被抄了")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate("(p => p.scrollWidth <= p.clientWidth)(document.querySelector('.ip-search__panel'))")
    for target in page.locator(".ip-search__list li, .ip-search__choices label, .ip-search__foot a:visible, .ip-search button, .ip-search input[type=search]").all():
        box = target.bounding_box()
        assert box and box["height"] >= 44 and box["width"] >= 44, target.inner_text()
