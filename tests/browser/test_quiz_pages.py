"""Every quiz page of the site, all its items at once, in light, dark and large type: axe, widths, console, other hosts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext

from tests.browser.conftest import Watched

# 320 px is what 400 % zoom leaves of 1280.
MODES = {"light": {"width": 360}, "dark": {"width": 1280, "dark": True}, "large type": {"width": 320}}
ALL_AT_ONCE = ".ipq.is-live .is-away { display: block !important; }"
RUN = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}}


@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_nothing_on_any_quiz_page(context_of: Callable[..., BrowserContext], site_dir: Path, site_url: str, mode: str) -> None:
    pages = sorted(p.name for p in (site_dir / "quiz").glob("*.html"))
    assert len(pages) >= 12
    context = context_of(**MODES[mode])
    watched = Watched(context.new_page(), site_url)
    page = watched.page
    if mode == "large type":
        page.add_init_script("document.addEventListener('DOMContentLoaded', () => { document.documentElement.dataset.size = 'large'; })")
    found, wide = {}, {}
    for name in pages:
        page.goto(f"{site_url}quiz/{name}")
        page.add_style_tag(content=ALL_AT_ONCE)
        assert page.locator(".ipq-item:visible").count() > 3, name
        result = Axe().run(page, context=".ipq", options=RUN)  # test_site.py looks at what is around it
        if result.violations_count:
            found[name] = result.generate_report()
        sticking = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if sticking > 0:
            wide[name] = sticking
    assert found == {} and wide == {} and watched.problems == []
