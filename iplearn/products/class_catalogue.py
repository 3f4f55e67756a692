"""What the class page knows: the names of all quizzes ever frozen in one script, and the revisions of each in one of its own,
which the page takes when a result of that quiz comes.

Plain scripts because `fetch` is refused on file://. `catalogue.js` sets `ipc.catalogue`:

    quizzes  [{id, title, asked: still on the site, phase?: what a lesson uses it for, pass?: per cent, draw?}]
    pairs    [{title, pre, post}]: the two quizzes of a lesson

`quizzes/<id>.js` calls `ipc.shelve(id, {items, revisions: [{rev, items: [index]}]})`. Items are those of a quiz's key (render/quiz_key.py) with words to show them by: `stem`, `texts` (what letters
name) and `rows` (left sides, entries to sort). `pair` is the pre-quiz item that a post-quiz item repeats.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, assert_never

from iplearn.model.content import LessonMeta
from iplearn.model.item import (
    Categorise, Item, Matching, MultipleChoice, Numeric, Ordering, ShortAnswer, SingleChoice, Survey, TextEntry,
    TrueFalse,
)
from iplearn.model.project import Project
from iplearn.model.prose import Prose
from iplearn.model.revision import QuizRevision
from iplearn.render.quiz_key import item_key

_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"(?<!\\)(?:\*\*|\*|`)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def class_catalogue(project: Project) -> Iterator[tuple[str, bytes]]:
    """(path below `assets/class/`, bytes); the same revisions and lessons give the same bytes."""
    lessons = sorted((p.meta for p in project.pages if isinstance(p.meta, LessonMeta)), key=lambda m: m.id)
    phases = {quiz: phase for m in lessons for quiz, phase in ((m.pre, "pre"), (m.post, "post"), (m.practice, "practice")) if quiz}
    revisions: dict[str, list[QuizRevision]] = {}
    for revision in project.revisions.quizzes.values():
        revisions.setdefault(revision.quiz, []).append(revision)
    catalogue = {
        "quizzes": [_named(project, found, phases.get(quiz_id)) for quiz_id, found in sorted(revisions.items())],
        "pairs": [{"title": m.title, "pre": m.pre, "post": m.post} for m in lessons if m.pre and m.post],
    }
    yield "catalogue.js", f"(window.ipc = window.ipc || {{}}).catalogue = {_json(catalogue)};\n".encode()
    for quiz_id, found in sorted(revisions.items()):
        yield f"quizzes/{quiz_id}.js", f"ipc.shelve({_json(quiz_id)},{_json(_shelved(project, found))});\n".encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _named(project: Project, revisions: list[QuizRevision], phase: str | None) -> dict[str, Any]:
    quiz_id = revisions[0].quiz
    current = project.quiz_by_id.get(quiz_id)
    out: dict[str, Any] = {"id": quiz_id, "title": current.title if current else revisions[-1].title, "asked": current is not None}
    if phase:
        out["phase"] = phase
    if current and current.pass_percent is not None:
        out["pass"] = current.pass_percent
    if current and current.draw is not None:
        out["draw"] = current.draw
    return out


def _shelved(project: Project, revisions: list[QuizRevision]) -> dict[str, Any]:
    """Items that several revisions share stand once."""
    places: dict[tuple[str, str], int] = {}
    for revision in revisions:
        for key in revision.items:
            places.setdefault(key, len(places))
    return {
        "items": [_item(project.revisions.items[revisions[0].quiz, *key]) for key in places],
        "revisions": [{"rev": r.revision, "items": [places[key] for key in r.items]} for r in revisions],
    }


def _item(item: Item) -> dict[str, Any]:
    out = item_key(item) | {"stem": words(item.stem.text.partition("\n\n")[0])} | _words(item)
    return out | ({"pair": item.parallels} if item.parallels else {})


def _words(item: Item) -> dict[str, list[str]]:
    match item:
        case SingleChoice() | MultipleChoice():
            return {"texts": [words(c.text.text) for c in item.choices]}
        case Survey():
            return {"texts": _all(item.options)}
        case Ordering():
            return {"texts": _all(item.entries)}
        case Matching():
            return {"texts": _all(item.rights), "rows": _all([p.left for p in item.pairs])}
        case Categorise():
            return {"texts": [words(c.title) for c in item.categories], "rows": _all(item.entries)}
        case TrueFalse() | TextEntry() | Numeric() | ShortAnswer():
            return {}
        case _:
            assert_never(item)


def _all(prose: Sequence[Prose]) -> list[str]:
    return [words(p.text) for p in prose]


def words(markdown: str) -> str:
    """One line of Markdown as words: `"**不**属于 ![刀](k.png)"` -> `"不属于 刀"`."""
    text = _LINK.sub(r"\1", _IMAGE.sub(r"\1", markdown))
    return " ".join(_ESCAPE.sub(r"\1", _MARKS.sub("", text)).split())
