"""What 我的学习 knows of the site: quizzes, their items' revisions and objectives, as one script.

A plain script because `fetch` is refused on file://. It sets `ipl.known`:

    quizzes     {quiz id: {title, path, items: {item id: [revision, objective id or "", stem]}}}; items in force that are scored
    objectives  {objective id: what a learner can do}; those that an item names
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from iplearn.model.item import ShortAnswer, Survey
from iplearn.model.project import Project
from iplearn.model.routes import quiz_path
from iplearn.products.class_catalogue import words

STEM = 60
"""As many characters of a question are shown; enough to know it again."""


def my_catalogue(project: Project, day: date) -> Iterator[tuple[str, bytes]]:
    """(path below `assets/my/`, bytes); the same quizzes on the same day give the same bytes."""
    used: set[str] = set()
    quizzes = {}
    for quiz in sorted((*project.quizzes, *project.tests), key=lambda q: q.id):
        items = [i for i in quiz.items if i.in_force(day) and not isinstance(i, (ShortAnswer, Survey))]
        used.update(i.objective for i in items if i.objective)
        quizzes[quiz.id] = {
            "title": quiz.title, "path": quiz_path(quiz.id),
            "items": {i.id: [i.revision, i.objective or "", _short(words(i.stem.text.partition("\n\n")[0]))] for i in items},
        }
    known = {"quizzes": quizzes, "objectives": {o.id: o.text for o in sorted(project.objectives, key=lambda o: o.id) if o.id in used}}
    text = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    yield "objectives.js", f"(window.ipl = window.ipl || {{}}).known = {text};\n".encode()


def _short(stem: str) -> str:
    return stem if len(stem) <= STEM else stem[: STEM - 1] + "…"
