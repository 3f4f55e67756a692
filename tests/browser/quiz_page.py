"""A page with quizzes in its running text, as the site would embed them: for the tests of theme/assets/quiz."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Locator, Page

from iplearn.model.quiz import Quiz
from iplearn.render.quiz import QUIZ_SCRIPTS, QUIZ_STYLES, render_quiz
from iplearn.render.quiz_assets import QUIZ_BUNDLE_SCRIPTS, QUIZ_BUNDLE_STYLES, QUIZ_SOURCES, quiz_bundle
from tests.conftest import ROOT
from tests.unit.quiz_samples import plain_markdown, quiz

FRAME = """<!doctype html>
<html lang="zh-CN" data-root=""><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>样题</title>
<link rel="stylesheet" href="{site}/site.css"><link rel="stylesheet" href="{site}/page.css">{styles}</head>
<body><main class="ip-wrap"><h1>测验</h1><div class="ip-prose">{body}</div></main>{scripts}</body></html>
"""
NOON = "2026-11-22T12:00:00+08:00"


def write_page(folder: Path, *quizzes: Quiz, scripts: bool = True, bundled: bool = True) -> Path:
    """The page in `folder`, with the scripts and styles that the site ships, or with their sources.

    `scripts=False` leaves them out: what a browser without script shows, in a browser that can still be asked.
    """
    theme = ROOT / "theme"
    for path, data in quiz_bundle({path: (theme / path).read_text(encoding="utf-8") for path in QUIZ_SOURCES}):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    if not (folder / "assets/class").exists():
        (folder / "assets/class").symlink_to(theme / "assets/class", target_is_directory=True)
    scripts_of, styles_of = (QUIZ_BUNDLE_SCRIPTS, QUIZ_BUNDLE_STYLES) if bundled else ([(theme / p).as_uri() for p in QUIZ_SCRIPTS], [(theme / p).as_uri() for p in QUIZ_STYLES])
    path = folder / "quiz.html"
    path.write_text(
        FRAME.format(
            site=(theme / "assets/site").as_uri(),
            styles="".join(f'<link rel="stylesheet" href="{name}">' for name in styles_of),
            scripts="".join(f'<script src="{name}"></script>' for name in scripts_of if scripts),
            body="".join(render_quiz(q, plain_markdown) for q in quizzes),
        ),
        encoding="utf-8",
    )
    return path


class QuizPage:
    """One open page. `problems` gathers script errors and console messages."""

    def __init__(self, context: BrowserContext, path: Path, *, now: str = NOON, clock: bool = True) -> None:
        self.path = path
        self.page: Page = context.new_page()
        self.problems: list[str] = []
        self.page.on("pageerror", lambda e: self.problems.append(str(e)))
        self.page.on("console", lambda m: self.problems.append(m.text) if m.type in ("error", "warning") else None)
        if clock:
            self.page.clock.set_fixed_time(now)
        self.page.goto(path.as_uri())

    def item(self, name: str) -> Locator:
        return self.page.locator(f'[data-item="{name}"]')

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def choose(self, item: str, text: str) -> None:
        """Click the option with exactly this text."""
        self.item(item).locator(".ipq-option .ipq-text").get_by_text(text, exact=True).click()

    def jump(self, number: int) -> None:
        """To item `number` by the navigator."""
        self.page.get_by_role("navigation", name="题号").get_by_text(str(number), exact=True).click()

    def shown(self) -> list[str]:
        """The ids of the items that can be seen."""
        return [f.get_attribute("data-item") or "" for f in self.page.locator(".ipq-item").all() if f.is_visible()]

    def focused(self) -> str:
        """Class and text of what has the focus."""
        return self.page.evaluate("(document.activeElement.className || document.activeElement.tagName) + ' ' + document.activeElement.textContent.slice(0, 40)")

    def reload(self) -> None:
        self.page.reload()


Open = Callable[..., QuizPage]


def opener(context_of: Callable[..., BrowserContext], folder: Path) -> Open:
    """`open(markdown, more="shuffle: both\\n", width=360, …)` -> the quiz in a page opened from a file."""

    def open_page(*markdown: str, more: str = "", now: str = NOON, clock: bool = True, scripts: bool = True, bundled: bool = True, context: BrowserContext | None = None, **options) -> QuizPage:
        quizzes = [quiz(m, f"sample{n or ''}", more) for n, m in enumerate(markdown)] if markdown else [quiz(more=more)]
        path = write_page(folder, *quizzes, scripts=scripts, bundled=bundled)
        return QuizPage(context or context_of(**options), path, now=now, clock=clock)

    return open_page
