"""Quiz -> HTML: a real form that can be read and checked without script (theme/assets/quiz adds the rest)."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from iplearn.model.quiz import Case, Part, Quiz
from iplearn.render.environment import environment
from iplearn.render.quiz_key import key_json
from iplearn.render.quiz_view import ItemViews, RenderMarkdown

QUIZ_STYLES = ("assets/quiz/quiz.css",)
QUIZ_SCRIPTS = (
    "assets/quiz/normalise.js",
    "assets/quiz/score.js",
    "assets/quiz/attempt.js",
    "assets/quiz/store.js",
    "assets/quiz/arrange.js",
    "assets/quiz/item.js",
    "assets/quiz/quiz.js",
    "assets/quiz/after.js",
)
"""In the order they must run. Paths from the root of the site; the files lie under theme/."""

AFTER_SCRIPTS = (
    "assets/class/codes.js",
    "assets/class/qr.js",
    "assets/class/ui.js",
    "assets/my/history.js",
    "assets/my/retry.js",
    "assets/class/handin.js",
)
"""What a finished quiz fetches, in the order they must run."""


def render_quiz(quiz: Quiz, render_markdown: RenderMarkdown) -> str:
    """The whole quiz as one `<section>`. The same quiz gives the same bytes.

    `render_markdown(prose, inline)` returns the HTML of a piece of the author's Markdown, for `inline` without
    the `<p>` around a single paragraph. Ids begin with the quiz's id, so several quizzes fit on one page.
    """
    views = ItemViews(quiz.id, render_markdown)
    number = 0
    parts: list[dict[str, Any]] = []
    numbers: dict[str, int] = {}
    for part in quiz.parts:
        items = []
        for item in part.items:
            number += 1
            numbers[item.id] = number
            items.append(views.view(item, number))
        parts.append({"title": part.title, "case": isinstance(part, Case), "text": _text(part, views), "views": items})
    html = environment().get_template("quiz.html").render(
        quiz=quiz, parts=parts, numbers=numbers, count=number, key=Markup(key_json(quiz)),
        intro=views.block(quiz.intro) if quiz.intro else None,
    )
    return html.strip() + "\n"


def _text(part: Part, views: ItemViews) -> Markup | None:
    return views.block(part.text) if part.text else None
