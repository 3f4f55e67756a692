"""The machine-readable key of a quiz: what the browser needs to score and to arrange an attempt."""

from __future__ import annotations

import json
from typing import Any, assert_never

from iplearn.model.item import (
    LETTERS, Categorise, Choice, Item, Matching, MultipleChoice, Numeric, Ordering, ShortAnswer, SingleChoice, Survey,
    TextEntry, TrueFalse, plain,
)
from iplearn.model.quiz import Case, Quiz, Shuffle


def quiz_key(quiz: Quiz) -> dict[str, Any]:
    """`{id, rev, pass?, shuffle?, draw?, items: [...]}`; `part` numbers sections and cases from 1, `story`
    marks the items of a case."""
    out: dict[str, Any] = {"id": quiz.id, "rev": quiz.revision}
    if quiz.pass_percent is not None:
        out["pass"] = quiz.pass_percent
    if quiz.shuffle is not Shuffle.NONE:
        out["shuffle"] = quiz.shuffle.value
    if quiz.draw is not None:
        out["draw"] = quiz.draw
    items = []
    for number, part in enumerate(quiz.parts, 1):
        for item in part.items:
            items.append(item_key(item) | {"part": number} | ({"story": True} if isinstance(part, Case) else {}))
    return out | {"items": items}


def item_key(item: Item) -> dict[str, Any]:
    """`{id, kind, rev, points, since?, until?}` and what the kind needs to be scored.

    key: letters, or for text entries the accepted answers of each blank. n: how many options there are.
    low, high, unit: numeric, as decimal text so that the browser reads the very number. goto: letter -> item id.
    """
    out: dict[str, Any] = {"id": item.id, "kind": item.kind, "rev": item.revision, "points": float(item.points)}
    if item.since:
        out["since"] = item.since.isoformat()
    if item.until:
        out["until"] = item.until.isoformat()
    return out | _key(item)


def _key(item: Item) -> dict[str, Any]:
    match item:
        case SingleChoice():
            goto = {letter: c.goto for letter, c in zip(LETTERS, item.choices) if c.goto}
            return {"key": right_letters(item.choices), "n": len(item.choices)} | ({"goto": goto} if goto else {})
        case MultipleChoice():
            return {"key": right_letters(item.choices), "n": len(item.choices)}
        case TrueFalse():
            return {"key": "T" if item.key else "F"}
        case TextEntry():
            return {"key": item.blanks}
        case Numeric():
            return {"low": plain(item.low), "high": plain(item.high)} | ({"unit": item.unit} if item.unit else {})
        case Ordering():
            return {"key": LETTERS[: len(item.entries)]}
        case Matching():
            return {"key": item.key, "n": len(item.rights)}
        case Categorise():
            return {"key": item.key, "n": len(item.categories)}
        case ShortAnswer():
            return {"n": len(item.criteria)}
        case Survey():
            return {"n": len(item.options)}
        case _:
            assert_never(item)


def right_letters(choices: tuple[Choice, ...]) -> str:
    """`"AC"`: the letters of the right options."""
    return "".join(letter for letter, c in zip(LETTERS, choices) if c.correct)


def key_json(quiz: Quiz) -> str:
    """The key as JSON that is safe inside a script element: it never closes it nor opens a comment."""
    text = json.dumps(quiz_key(quiz), ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")
