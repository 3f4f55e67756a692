"""GIFT: Moodle's text format. It knows no points and no ordering; ordering becomes matching of 第几步."""

from __future__ import annotations

import re
from typing import assert_never

from iplearn.exports.source import Asked, Exported, Losses, QuizSource
from iplearn.model.item import (
    Categorise, Item, Matching, MultipleChoice, Numeric, Ordering, ShortAnswer, SingleChoice, Survey, TextEntry,
    TrueFalse, plain,
)
from iplearn.model.quiz import Case

MIN_PAIRS = 3
"""Moodle takes no matching question with fewer pairs."""
_SPECIAL = re.compile(r"([\\~=#{}:])")


def gift(source: QuizSource) -> Exported:
    losses = Losses()
    losses.common(source, points=False, hints=False, pictures=False)
    out = [f"// {source.quiz.title}", f"$CATEGORY: $course$/top/{source.quiz.title.replace('/', '／')}"]
    for asked in source.asked():
        if asked.first and isinstance(asked.part, Case):
            out.append(f"::{source.quiz.id}/{asked.item.id}/story::[html]<h4>{_e(asked.part.title)}</h4>{_e(_one_line(source.html(asked.part.text)))}")
        out += _item(asked, source, losses)
    return Exported(("\n\n".join(out) + "\n").encode(), losses.tuple())


def _item(asked: Asked, source: QuizSource, losses: Losses) -> list[str]:
    item = asked.item
    stem = _e(_one_line(source.html(item.stem)))
    end = "".join(source.reasons(item))
    general = f"\n####{_e(_one_line(end))}" if end else ""
    match item:
        case SingleChoice():
            lines = [("=" if c.correct else "~") + _option(source, c.text, c.feedback) for c in item.choices]
        case MultipleChoice():
            share = _percent(100 / sum(c.correct for c in item.choices))
            lines = [(f"~%{share}%" if c.correct else f"~%-{share}%") + _option(source, c.text, c.feedback) for c in item.choices]
        case TrueFalse():
            wrong, right = (item.feedback_false, item.feedback_true) if item.key else (item.feedback_true, item.feedback_false)
            said = [f"#{_e(_one_line(source.html(p)))}" if p else "#" for p in (wrong, right)]
            lines = [("T" if item.key else "F") + ("".join(said) if wrong or right else "")]
        case TextEntry():
            return _blanks(item, stem, general, source, losses)
        case Numeric():
            if item.unit:
                losses.add(f"单位“{item.unit}”：写在题干里", item)
                stem += _e(f"（单位：{item.unit}）")
            lines = [f"#{plain(item.low)}..{plain(item.high)}" if item.low != item.high else f"#{plain(item.low)}"]
        case Ordering():
            losses.add("排序题改成配对题：每一步配一个序号", item)
            lines = [f"=第 {n} 步 -> {_e(source.text(e))}" for n, e in enumerate(item.entries, 1)]
        case Matching():
            lines = [f"={_e(_one_line(source.html(p.left, inline=True)))} -> {_e(source.text(p.right))}" for p in item.pairs]
            lines += [f"= -> {_e(source.text(d))}" for d in item.distractors]
            if len(item.pairs) < MIN_PAIRS:
                losses.add(f"配对不到 {MIN_PAIRS} 对，Moodle 可能不收", item)
        case Categorise():
            losses.add("归类题改成配对题", item)
            lines = [f"={_e(_one_line(source.html(e, inline=True)))} -> {_e(c.title)}" for c in item.categories for e in c.entries]
        case ShortAnswer():
            losses.add("参考答案和评分要点：放进总反馈", item)
            marks = "；".join(source.text(c) for c in item.criteria)
            general = f"\n####{_e(f'参考答案：{source.text(item.model_answer)} 评分要点：{marks}')}" + general.replace("\n####", " ", 1)
            lines = []
        case Survey():
            losses.add("调查题：做成简答题，选项写在题干里", item)
            stem += _e("（" + "／".join(source.text(o) for o in item.options) + "）")
            lines = []
        case _:
            assert_never(item)
    return [_written(item, source, stem, lines, general)]


def _written(item: Item, source: QuizSource, stem: str, lines: list[str], general: str, suffix: str = "") -> str:
    title = _e(source.quiz.full_id(item) + suffix)
    body = "\n".join(lines)
    tags = f"// {item.objective}\n" if item.objective else ""
    return f"{tags}::{title}::[html]{stem}{{{body}{general}\n}}"


def _blanks(item: TextEntry, stem: str, general: str, source: QuizSource, losses: Losses) -> list[str]:
    """GIFT has one blank a question: a stem with more is asked once for each."""
    many = len(item.blanks) > 1
    if many:
        losses.add(f"{len(item.blanks)} 个空的填空题改成 {len(item.blanks)} 道题", item)
    out = []
    for n, accepted in enumerate(item.blanks, 1):
        lines = [f"={_e(a)}" for a in accepted]
        note = _e(f"（填第 {n} 个空）") if many else ""
        out.append(_written(item, source, stem + note, lines, general, f"/{n}" if many else ""))
    return out


def _option(source: QuizSource, text, feedback) -> str:
    said = f"#{_e(_one_line(source.html(feedback)))}" if feedback else ""
    return f"{_e(_one_line(source.html(text, inline=True)))}{said}"


def _percent(share: float) -> str:
    return f"{share:.5f}".rstrip("0").rstrip(".")


def _e(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _one_line(html: str) -> str:
    return " ".join(html.split("\n"))
