"""Quiz pages of the site, all items at once, in light, dark and large type: axe, widths, console, other hosts.

Pages are made by one template, so axe looks at a set of quizzes that between them hold every kind of item, every part an
item can have and every way a quiz can be built. That nothing sticks out is looked at on every page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext

from iplearn.model.project import Project
from iplearn.model.quiz import Case, Quiz
from tests.browser.conftest import Watched

# 320 px is what 400 % zoom leaves of 1280.
MODES = {"light": {"width": 360}, "dark": {"width": 1280, "dark": True}, "large type": {"width": 320}}
ALL_AT_ONCE = ".ipq.is-live .is-away { display: block !important; }"
RUN = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}}


def features(quiz: Quiz, project: Project) -> Iterator[str]:
    """What a quiz page can show that another may not."""
    for item in quiz.items:
        yield item.kind
        yield from (f"{item.kind} {name}" for name in ("hints", "explanation", "sources", "since", "until", "unit") if getattr(item, name, None))
    yield from (name for name in ("draw", "pass_percent", "intro") if getattr(quiz, name))
    yield f"shuffle {quiz.shuffle.value}"
    yield from (f"case {'branching' if part.branches else 'plain'}" for part in quiz.parts if isinstance(part, Case))
    html = "".join(document.html for document in project.prose[quiz.id].values())
    yield from (tag for tag in ("<table", "<img", "<ol", "<details") if tag in html)


def covering(project: Project) -> list[str]:
    """Quizzes that show every feature between them: the one that adds most comes next, in order of id."""
    left = {quiz.id: set(features(quiz, project)) for quiz in sorted(project.quizzes, key=lambda q: q.id)}
    wanted, chosen = set().union(*left.values()), []
    while wanted:
        best = max(left, key=lambda name: len(left[name] & wanted))
        chosen.append(best)
        wanted -= left.pop(best)
    return sorted(chosen)


@pytest.fixture(params=MODES)
def watched(request: pytest.FixtureRequest, context_of: Callable[..., BrowserContext], site_url: str) -> Watched:
    found = Watched(context_of(**MODES[request.param]).new_page(), site_url)
    if request.param == "large type":
        found.page.add_init_script("document.addEventListener('DOMContentLoaded', () => { document.documentElement.dataset.size = 'large'; })")
    return found


def test_axe_finds_nothing(watched: Watched, site_url: str, real_project) -> None:
    names, page, found = covering(real_project[0]), watched.page, {}
    assert len(names) > 4
    for name in names:
        page.goto(f"{site_url}quiz/{name}.html")
        page.add_style_tag(content=ALL_AT_ONCE)
        assert page.locator(".ipq-item:visible").count() > 1, name
        result = Axe().run(page, context=".ipq", options=RUN)  # test_site.py looks at what is around it
        if result.violations_count:
            found[name] = result.generate_report()
    assert found == {} and watched.problems == []


def test_nothing_sticks_out_on_any_quiz_page(context_of: Callable[..., BrowserContext], site_dir: Path, site_url: str) -> None:
    names = sorted(p.name for p in (site_dir / "quiz").glob("*.html"))
    assert len(names) > 200
    watched = Watched(context_of(**MODES["large type"]).new_page(), site_url)
    page, wide = watched.page, {}
    page.add_init_script("document.addEventListener('DOMContentLoaded', () => { document.documentElement.dataset.size = 'large'; })")
    for name in names:
        page.goto(f"{site_url}quiz/{name}")
        page.add_style_tag(content=ALL_AT_ONCE)
        if (sticking := page.evaluate("document.documentElement.scrollWidth - innerWidth")) > 0:
            wide[name] = sticking
    assert wide == {}
