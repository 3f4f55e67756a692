"""Anki: one note per item, GUIDs from our ids, so that a second import changes notes instead of doubling them."""

from __future__ import annotations

import hashlib
import itertools
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from typing import assert_never

import genanki

from iplearn.archive import archive
from iplearn.exports.source import Asked, Exported, Losses, QuizSource
from iplearn.model.item import (
    LETTERS, Categorise, Choice, Matching, MultipleChoice, Numeric, Ordering, ShortAnswer, SingleChoice, Survey, TextEntry,
    TrueFalse,
)
from iplearn.model.quiz import Case
from iplearn.model.shown import scrambled, shown_accepted, shown_range

_MODEL = genanki.Model(
    1_704_061_201,
    "知识产权学堂",
    fields=[{"name": name} for name in ("题目", "选项", "答案", "解析", "编号")],
    templates=[{
        "name": "问答",
        "qfmt": "{{题目}}<div class=options>{{选项}}</div>",
        "afmt": "{{FrontSide}}<hr id=answer><p class=key>{{答案}}</p>{{解析}}",
    }],
    css=".card{font-size:20px;line-height:1.6;text-align:left;max-width:34em;margin:0 auto}.key{font-weight:bold}ol{list-style:upper-alpha}",
)
"""Ids are forever: Anki knows models and decks by them."""


def anki(source: QuizSource) -> Exported:
    losses = Losses()
    losses.common(source, points=False, hints=False, pictures=True)
    losses.add("计分：卡片只有“记得”和“不记得”")
    deck = genanki.Deck(_number(f"deck/{source.quiz.id}"), f"知识产权学堂::{source.quiz.title}")
    for asked in source.asked():
        if isinstance(asked.item, Survey):
            losses.add("调查题：没有答案可记，没有放进去", asked.item)
        else:
            deck.add_note(_note(asked, source, losses))
    midnight = datetime(source.day.year, source.day.month, source.day.day, tzinfo=UTC).timestamp()
    # In memory: genanki's own writer waits for the disk twice for every deck.
    with closing(sqlite3.connect(":memory:")) as collection:
        genanki.Package(deck).write_to_db(collection.cursor(), midnight, itertools.count(int(midnight * 1000)))
        collection.commit()
        files = {"collection.anki2": collection.serialize(), "media": b"{}"}
    return Exported(archive(files, source.day), losses.tuple())


def _note(asked: Asked, source: QuizSource, losses: Losses) -> genanki.Note:
    item = asked.item
    stem = source.html(item.stem)
    if isinstance(asked.part, Case):
        stem = f"<blockquote>{source.html(asked.part.text)}</blockquote>{stem}"
    options, answer, said = _sides(asked, source)
    why = "".join(source.reasons(item, said))
    full_id = source.quiz.full_id(item)
    tags = [t for t in (item.objective, item.kind) if t]
    return genanki.Note(_MODEL, [stem, options, answer, why, full_id], guid=genanki.guid_for("iplearn", full_id), tags=tags, due=asked.number)


def _sides(asked: Asked, source: QuizSource) -> tuple[str, str, list[str]]:
    """(what stands under the question, the answer, feedback)"""
    item, html = asked.item, source.html
    match item:
        case SingleChoice() | MultipleChoice():
            kind = "（多选）" if isinstance(item, MultipleChoice) and "多选" not in item.stem.text else ""
            right = "、".join(letter for letter, c in zip(LETTERS, item.choices) if c.correct)
            return kind + _list([html(c.text, inline=True) for c in item.choices]), right, _said(item.choices, source)
        case TrueFalse():
            said = [f"<p>选“{word}”：{html(p, inline=True)}</p>" for word, p in (("对", item.feedback_true), ("错", item.feedback_false)) if p]
            return "对，还是错？", "对" if item.key else "错", said
        case TextEntry():
            return "", "；".join(map(shown_accepted, item.blanks)), []
        case Numeric():
            return "", shown_range(item), []
        case Ordering():
            order = scrambled(len(item.entries), item.id)
            right = "".join(LETTERS[order.index(n)] for n in range(len(order)))
            return "排好先后：" + _list([html(item.entries[n], inline=True) for n in order]), right, []
        case Matching():
            order = scrambled(len(item.rights), item.id)
            rights = "".join(f"<li>{html(item.rights[n], inline=True)}</li>" for n in order)
            lefts = "".join(f"<li>{html(p.left, inline=True)}</li>" for p in item.pairs)
            pairs = "；".join(f"{source.text(p.left)} — {source.text(p.right)}" for p in item.pairs)
            return f"<ul>{lefts}</ul>各配下面哪一个？<ol>{rights}</ol>", pairs, []
        case Categorise():
            order = scrambled(len(item.entries), item.id)
            entries = _list([html(item.entries[n], inline=True) for n in order])
            boxes = "；".join(f"{c.title}：{'、'.join(source.text(e) for e in c.entries)}" for c in item.categories)
            return f"放进：{'、'.join(c.title for c in item.categories)}{entries}", boxes, []
        case ShortAnswer():
            points = "".join(f"<li>{html(c, inline=True)}</li>" for c in item.criteria)
            return "", source.text(item.model_answer), [f"<p>评分要点</p><ul>{points}</ul>"]
        case Survey():
            return _list([html(o, inline=True) for o in item.options]), "", []
        case _:
            assert_never(item)


def _list(entries: list[str]) -> str:
    return "<ol>" + "".join(f"<li>{e}</li>" for e in entries) + "</ol>"


def _said(choices: tuple[Choice, ...], source: QuizSource) -> list[str]:
    return [f"<p>选 {letter}：{source.html(c.feedback, inline=True)}</p>" for letter, c in zip(LETTERS, choices) if c.feedback]


def _number(name: str) -> int:
    """A number below 2**31 that is always the same for a name."""
    return int(hashlib.sha256(name.encode()).hexdigest()[:7], 16) + 1
