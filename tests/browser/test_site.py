"""The site as people meet it: every kind of page, phone and desk, light and dark, with and without script."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext

from tests.browser.conftest import Watched

Visit = Callable[..., Watched]

PAGES = [
    "index.html", "explain/index.html", "explain/E03.html", "explain/E18.html", "school/L07/index.html", "school/L17/plan.html",
    "training/T1.html", "campaign/ip-week/index.html", "plan/index.html", "help/units.html", "glossary.html", "law/trademark-law.html", "law/index.html",
    "tools/index.html", "tools/patent-term.html", "search.html", "sitemap.html", "changes.html", "class.html", "my.html", "help/guardian.html", "quiz/l07-pre.html", "404.html",
]
MODES = {"phone": {"width": 360, "height": 740}, "desk": {"width": 1280}, "phone dark": {"width": 360, "dark": True}, "desk dark": {"dark": True}}


@pytest.mark.parametrize("path", PAGES)
def test_no_error_and_no_request_leaves_the_site(visit: Visit, path: str) -> None:
    watched = visit(path)
    watched.page.wait_for_load_state("networkidle")
    assert watched.problems == []


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(visit: Visit, path: str) -> None:
    for name, options in MODES.items():
        watched = visit(path, **options)
        results = Axe().run(watched.page)
        assert results.violations_count == 0, f"{name}: {results.generate_report()}"


def test_axe_finds_nothing_in_large_type_and_high_contrast(visit: Visit) -> None:
    watched = visit("explain/E03.html", width=360)
    watched.page.evaluate("document.documentElement.dataset")
    watched.page.locator(".ip-view > summary").click()
    for label in ("字号大", "高对比"):
        watched.page.get_by_text(label, exact=False).first.click()
    assert Axe().run(watched.page).violations_count == 0


@pytest.mark.parametrize("path", PAGES)
def test_no_sideways_scrolling_at_360(visit: Visit, path: str) -> None:
    page = visit(path, width=360).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_four_hundred_percent_zoom_is_still_one_column(visit: Visit) -> None:
    # 1280 px at 400 % leaves 320 CSS px.
    page = visit("explain/E03.html", width=320).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", PAGES)
def test_everything_is_there_without_script(visit: Visit, path: str) -> None:
    page = visit(path, script=False, width=360).page
    assert page.locator("h1").first.is_visible()
    assert page.locator("main, footer").first.is_visible()


def test_both_dated_texts_are_legible_without_script(visit: Visit) -> None:
    page = visit("explain/E15.html", script=False).page
    for attribute in ("data-until", "data-from"):
        block = page.locator(f"details[{attribute}]").first
        assert block.locator(".ip-dated__body").is_visible() and "年" in block.locator("summary").inner_text()


@pytest.mark.parametrize(
    ("now", "shown", "hidden", "old_label"),
    [
        ("2026-12-31T23:59:00+08:00", "data-until", "data-from", None),
        ("2027-01-01T00:00:00+08:00", "data-from", "data-until", "此前发生的事"),
    ],
)
def test_the_text_in_force_is_open_on_each_side_of_the_switch(visit: Visit, site_url: str, now: str, shown: str, hidden: str, old_label: str | None) -> None:
    watched = visit("index.html")
    watched.page.clock.set_fixed_time(datetime.fromisoformat(now))
    watched.page.goto(site_url + "explain/E15.html")
    assert watched.page.locator(f"details[{shown}]").first.locator(".ip-dated__body").is_visible()
    closed = watched.page.locator(f"details[{hidden}]").first
    assert not closed.locator(".ip-dated__body").is_visible()
    if old_label:
        assert old_label in closed.locator("summary").inner_text()
        closed.locator("summary").click()
        assert closed.locator(".ip-dated__body").is_visible()


def test_a_superseded_citation_is_labelled_in_the_browser(visit: Visit, site_url: str) -> None:
    watched = visit("index.html")
    watched.page.clock.set_fixed_time(datetime.fromisoformat("2027-01-01T00:00:00+08:00"))
    watched.page.goto(site_url + "explain/E18.html")
    old = watched.page.locator("a.ip-law[data-valid-to]").filter(visible=True)  # a folded block says itself that it is old
    assert "已失效" in old.first.inner_text()
    watched.page.clock.set_fixed_time(datetime.fromisoformat("2026-12-31T12:00:00+08:00"))
    watched.page.goto(site_url + "explain/E18.html")
    assert "已失效" not in old.first.inner_text()


def test_the_first_tab_stop_skips_to_the_text(visit: Visit) -> None:
    page = visit("explain/E03.html").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_targets_are_big_enough_for_a_thumb(visit: Visit) -> None:
    for path in ("index.html", "explain/E03.html"):
        page = visit(path, width=360).page
        small = page.evaluate(
            """[...document.querySelectorAll('header a, header summary, header button, header input, footer a, .ip-doors a, .ip-button, .ip-toc a, .ip-menu a')]
            .filter(e => e.offsetParent !== null && e.getBoundingClientRect().width > 0)
            .map(e => [e.textContent.trim() || e.name, Math.round(e.getBoundingClientRect().height)]).filter(x => x[1] < 44)"""
        )
        assert small == []


def test_an_explainer_says_what_it_rests_on(visit: Visit) -> None:
    text = visit("explain/E03.html").page.locator("main").inner_text()
    for words in ("已与条文核对（2026 年 11 月", "未经法律专业人员审定", "《中华人民共和国专利法》", "现行有效", "报告错误"):
        assert words in text


def test_government_meta_tags_are_there_and_empty_ones_left_out(visit: Visit) -> None:
    page = visit("explain/E03.html").page
    names = page.evaluate("[...document.querySelectorAll('meta[name]')].map(m => m.name)")
    assert {"SiteName", "ColumnName", "ArticleTitle", "PubDate", "ContentSource"} <= set(names)
    assert "SiteIDCode" not in names and "SiteDomain" not in names
    assert "ICP" not in page.locator("footer").inner_text()


def test_modes_are_remembered(visit: Visit, site_url: str) -> None:
    page = visit("explain/E03.html").page
    before = page.evaluate("getComputedStyle(document.body).fontSize")
    page.locator(".ip-view > summary").click()
    page.get_by_text("字号大", exact=False).first.click()
    large = page.evaluate("getComputedStyle(document.body).fontSize")
    page.goto(site_url + "plan/index.html")
    assert before != large == page.evaluate("getComputedStyle(document.body).fontSize")


@pytest.mark.parametrize("mode", [{}, {"scheme": "dark"}, {"contrast": "high"}, {"scheme": "dark", "contrast": "high"}, {"size": "large", "contrast": "high"}])
@pytest.mark.parametrize("dark", [False, True])
def test_paper_is_white_and_ink_is_black_whatever_the_screen_shows(visit: Visit, mode: dict[str, str], dark: bool) -> None:
    page = visit("class.html", dark=dark).page
    page.emulate_media(media="print", color_scheme="dark" if dark else "light")
    colours = page.evaluate(
        """mode => {
          const root = document.documentElement;
          for (const name in mode) root.setAttribute("data-" + name, mode[name]);
          const of = element => getComputedStyle(element);
          const field = document.querySelector("textarea");
          return [of(document.body).color, of(document.querySelector("h1")).color, of(document.body).backgroundColor, of(field).backgroundColor, of(root).colorScheme];
        }""",
        mode,
    )
    assert colours == ["rgb(0, 0, 0)", "rgb(0, 0, 0)", "rgb(255, 255, 255)", "rgb(255, 255, 255)", "light"]


def test_a_heading_takes_its_rule_along_to_the_next_page_of_paper(visit: Visit) -> None:
    page = visit("explain/E12.html").page
    page.emulate_media(media="print")
    frames = page.evaluate("[...document.querySelectorAll('.ip-prose > h2, .ip-foot > h2')].map(h => getComputedStyle(h)).map(s => s.paddingTop + ' ' + s.borderTopWidth)")
    assert len(frames) > 5 and set(frames) == {"0px 0px"}
    rules = page.evaluate("[...document.querySelectorAll('.ip-prose > h2:not(:first-child)')].map(h => getComputedStyle(h, '::before')).map(s => s.position + ' ' + s.display)")
    assert set(rules) == {"static block"}
    kept = page.evaluate("[...document.querySelectorAll('.ip-box, .ip-dated')].map(box => getComputedStyle(box).breakInside)")
    assert kept and set(kept) == {"avoid"}


def test_it_opens_from_a_stick(context_of, site_dir: Path) -> None:
    """file://: no server, links lead to files, nothing fails."""
    page = context_of(width=360).new_page()
    watched = Watched(page, site_dir.as_uri())
    page.goto((site_dir / "index.html").as_uri())
    page.locator(".ip-doors a").first.click()
    assert page.locator("h1").first.is_visible() and page.url.startswith("file://") and watched.problems == []


class _References(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.references: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value and (name == "src" or (name == "href" and tag in ("a", "link"))):
                self.references.append(value)
            if name == "id" and value:
                self.ids.append(value)


def test_every_link_of_the_built_site_leads_somewhere(site_dir: Path) -> None:
    parsed: dict[Path, _References] = {}
    for path in sorted(site_dir.rglob("*.html")):
        parser = parsed[path] = _References()
        parser.feed(path.read_text(encoding="utf-8"))
    dead, twice = [], []
    for path, parser in parsed.items():
        twice += [f"{path.relative_to(site_dir)}#{i}" for i in set(parser.ids) if parser.ids.count(i) > 1]
        for reference in parser.references:
            if re.match(r"[a-z]+:|//", reference):
                continue
            target, _, fragment = unquote(reference).partition("#")
            file = (path.parent / target.partition("?")[0]).resolve() if target else path
            if not file.is_file() or (fragment and file in parsed and fragment not in parsed[file].ids):
                dead.append(f"{path.relative_to(site_dir)} -> {reference}")
    assert dead == [] and twice == []


def test_no_page_names_a_foreign_host_to_load_from(site_dir: Path) -> None:
    for path in sorted([*site_dir.rglob("*.html"), *site_dir.rglob("*.css"), *site_dir.rglob("*.js")]):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"""(?:src=|url\(|@import|fetch\()\s*["']?(?:https?:)?//""", text), path


@pytest.mark.parametrize(
    ("taps", "end", "words"),
    [
        (["我的设计被抄了怎么办"], "explain/E12.html", "现在就做"),
        (["网店被投诉侵权怎么办", "让工具算 15 日到哪天"], "tools/shop-complaint.html", "15 日"),
        (["校园里的著作权：老师能用什么"], "explain/E20.html", "课堂"),
    ],
    ids=["a maker whose design was copied", "a shop whose listing was taken down", "a teacher with a song to play"],
)
def test_readers_reach_what_they_need_in_three_taps(context_of: Callable[..., BrowserContext], site_url: str, taps: list[str], end: str, words: str) -> None:
    page = context_of(width=360, height=740, has_touch=True, is_mobile=True).new_page()
    page.goto(site_url + "index.html")
    for tap in taps:
        page.get_by_role("main").get_by_role("link", name=tap).first.tap()
        page.wait_for_load_state()
    page.wait_for_url(f"**/{end}")
    assert len(taps) <= 3 and words in page.get_by_role("main").inner_text()


def test_a_search_on_a_phone_leads_to_the_page(context_of: Callable[..., BrowserContext], site_url: str) -> None:
    """Typing is no tap; the search button is one, the answer the second."""
    page = context_of(width=360, height=740, has_touch=True, is_mobile=True).new_page()
    page.goto(site_url + "index.html")
    page.locator("input[type=search]:visible").first.fill("专利年费忘交了")
    page.locator(".ip-search__list a, form[data-search] a").filter(visible=True, has_text="年费忘交了怎么办").first.tap()
    page.wait_for_url("**/explain/E08.html*")
