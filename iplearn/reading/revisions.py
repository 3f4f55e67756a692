"""data/revisions/: one JSON-lines file per quiz, only ever added to. Lines -> Revisions, and the lines to add.

A line is an item or a quiz as it stood when it was frozen:

    {"item": "term", "rev": "1f0c7a52", "kind": "single", "stem": "…", "options": ["10 年", "20 年"], "key": "B", "points": "1", "sum": "…"}
    {"quiz": "patent-basics", "rev": "9b3e11d0", "after": null, "on": "2026-11-22", "title": "…", "items": [["term", "1f0c7a52"]], "sum": "…"}

`sum` is over the line itself, `rev` over what it asks, and `after` names the quiz line before: a line that was
changed or taken out is noticed. Points and objective are no part of `rev`; when they change, the item is frozen
once more under the same `rev` and the last line counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from types import MappingProxyType
from typing import Any

from iplearn.diagnostics import Diagnostic, Place, error
from iplearn.model.item import Item, digest
from iplearn.model.quiz import Quiz
from iplearn.model.revision import QuizRevision, Revisions, freeze_item, thaw_item

FOLDER = "data/revisions"
_RESTORE = "从备份或版本库里恢复这个文件；这里只能由 python build.py freeze 往后添。"


def revisions_file(quiz_id: str) -> str:
    return f"{FOLDER}/{quiz_id}.jsonl"


def read_revisions(files: Iterable[tuple[str, str]]) -> tuple[Revisions, list[Diagnostic]]:
    """Everything frozen in `files`, (path from the root, text), and every line that cannot be trusted."""
    items: dict[tuple[str, str, str], Item] = {}
    quizzes: dict[tuple[str, str], QuizRevision] = {}
    found: list[Diagnostic] = []
    for file, text in files:
        quiz_id = file.rpartition("/")[2].removesuffix(".jsonl")
        own: dict[tuple[str, str], int] = {}
        for number, line in enumerate(text.split("\n"), 1):
            if not line.strip():
                continue
            place = Place(file, number)
            data, problem = _read_line(line, place)
            if data is None:
                found += [problem] if problem else []
            elif "item" in data:
                item = thaw_item(data)
                items[quiz_id, item.id, data["rev"]] = item
            else:
                revision = _quiz_revision(data)
                if revision.quiz != quiz_id:
                    found.append(error(place, "revision/line", f"这一行写的是测验“{revision.quiz}”，不该在这个文件里。", _RESTORE))
                    continue
                quizzes.setdefault((quiz_id, revision.revision), revision)
                own[quiz_id, revision.revision] = number
        found += _gaps(file, quiz_id, own, quizzes, items)
    return Revisions(MappingProxyType(items), MappingProxyType(quizzes)), found


def _read_line(line: str, place: Place) -> tuple[dict[str, Any] | None, Diagnostic | None]:
    try:
        data = json.loads(line)
        said = data.pop("sum")
        revision = thaw_item(data).revision if "item" in data else _quiz_revision(data).revision_of_items
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError, RecursionError):
        return None, error(place, "revision/line", "这一行读不懂。", _RESTORE)
    if digest(data) != said or revision != data["rev"]:
        return None, error(place, "revision/changed", "这一行存档被改过。旧的结果要靠它计分，不能改。", _RESTORE)
    return data, None


def _quiz_revision(data: dict[str, Any]) -> QuizRevision:
    return QuizRevision(
        quiz=data["quiz"], revision=data["rev"], title=data["title"], items=tuple((i, r) for i, r in data["items"]),
        after=data["after"], frozen_on=date.fromisoformat(data["on"]),
    )


def _gaps(file: str, quiz_id: str, own: dict, quizzes: dict, items: dict) -> Iterator[Diagnostic]:
    """Lines that other lines speak of and that are no longer there."""
    for key, number in own.items():
        place = Place(file, number)
        after = quizzes[key].after
        if after is not None and (quiz_id, after) not in own:
            yield error(place, "revision/missing", f"前一版测验（{after}）的存档不见了。", _RESTORE)
        for item, rev in quizzes[key].items:
            if (quiz_id, item, rev) not in items:
                yield error(place, "revision/missing", f"题目“{item}”（{rev}）的存档不见了。", _RESTORE)


def lines_to_add(quiz: Quiz, revisions: Revisions, day: date) -> str:
    """What to append to the quiz's file so that it is frozen as it stands; "" when it is already."""
    out = [_line(freeze_item(item)) for item in quiz.items if not is_frozen(quiz.id, item, revisions)]
    if (quiz.id, quiz.revision) not in revisions.quizzes:
        latest = revisions.latest(quiz.id)
        out.append(_line({
            "quiz": quiz.id, "rev": quiz.revision, "after": latest.revision if latest else None, "on": day.isoformat(),
            "title": quiz.title, "items": [[item.id, item.revision] for item in quiz.items],
        }))
    return "".join(out)


def is_frozen(quiz_id: str, item: Item, revisions: Revisions) -> bool:
    """Whether the item was frozen as it stands, points and objective included."""
    kept = revisions.items.get((quiz_id, item.id, item.revision))
    return kept is not None and _about(kept) == _about(item)


def _about(item: Item) -> tuple[object, ...]:
    """What is frozen besides the content, which the revision stands for."""
    return item.points, item.objective, item.difficulty, item.parallels


def _line(data: dict[str, Any]) -> str:
    return json.dumps(data | {"sum": digest(data)}, ensure_ascii=False) + "\n"
