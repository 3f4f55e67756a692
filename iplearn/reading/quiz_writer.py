"""Quiz -> Markdown. What is written reads back equal (`read_quiz`)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import assert_never

from iplearn.model.item import (
    Categorise, Choice, Item, Matching, MultipleChoice, Numeric, Ordering, ShortAnswer, SingleChoice, Survey,
    TextEntry, TrueFalse, plain,
)
from iplearn.model.prose import Prose
from iplearn.model.quiz import Case, Part, Quiz, Shuffle
from iplearn.reading.quiz_lines import escape


def write_quiz(quiz: Quiz) -> str:
    """The quiz as its file would be written."""
    return "\n".join([*_front(quiz), *_text(quiz.intro), *(x for p in quiz.parts for x in _part(p))]).rstrip("\n") + "\n"


def _front(quiz: Quiz) -> Iterator[str]:
    yield "---"
    yield f"id: {json.dumps(quiz.id)}"
    yield f"title: {json.dumps(quiz.title, ensure_ascii=False)}"
    yield f"stage: {quiz.stage}"
    yield f"reviewed: {quiz.reviewed.isoformat()}"
    if quiz.pass_percent is not None:
        yield f"pass: {quiz.pass_percent}"
    if quiz.shuffle is not Shuffle.NONE:
        yield f"shuffle: {quiz.shuffle.value}"
    if quiz.draw is not None:
        yield f"draw: {quiz.draw}"
    yield "---"
    yield ""


def _part(part: Part) -> Iterator[str]:
    if isinstance(part, Case):
        yield f"# 案例：{part.title}"
        yield ""
    elif part.title:
        yield f"# {part.title}"
        yield ""
    yield from _text(part.text)
    for item in part.items:
        yield from _item(item)


def _item(item: Item) -> Iterator[str]:
    heading, _, rest = item.stem.text.partition("\n")
    yield f"## {heading} {{#{item.id}{_attributes(item)}}}"
    if rest:
        yield from _lines(rest)
    yield ""
    yield from _response(item)
    for hint in getattr(item, "hints", ()):
        yield from _label("提示", hint)
    yield from _label("解析", item.explanation)
    for source in item.sources:
        yield from _label("依据", source)
    if item.since:
        yield f"自：{item.since.isoformat()}"
    if item.until:
        yield f"至：{item.until.isoformat()}"
    if item.parallels:
        yield f"对应：{item.parallels}"
    yield ""


def _attributes(item: Item) -> str:
    out = f" objective={item.objective}" if item.objective else ""
    out += f" difficulty={item.difficulty}" if item.difficulty else ""
    return out if isinstance(item, Survey) else f"{out} points={plain(item.points)}"


def _response(item: Item) -> Iterator[str]:
    """Response list and the labels that hold the key."""
    match item:
        case SingleChoice():
            yield from _choices(item.choices)
            yield "题型：单选"
        case MultipleChoice():
            yield from _choices(item.choices)
            yield "题型：多选"
        case TrueFalse():
            yield f"答案：{'对' if item.key else '错'}"
            yield from _label("对的反馈", item.feedback_true)
            yield from _label("错的反馈", item.feedback_false)
        case TextEntry():
            yield "题型：填空"
            for accepted in item.blanks:
                yield "答案：" + " | ".join(a.replace("|", "\\|") for a in accepted)
        case Numeric():
            yield "题型：数值"
            same = item.low == item.high
            yield f"答案：{plain(item.low)}" + (" ± 0" if same else f"..{plain(item.high)}")
            if item.unit:
                yield f"单位：{item.unit}"
        case Ordering():
            yield from _entries((e.text for e in item.entries), numbered=True)
            yield "题型：排序"
        case Matching():
            yield from _entries(f"{p.left.text} = {p.right.text}" for p in item.pairs)
            yield from _entries(f"= {d.text}" for d in item.distractors)
            yield "题型：连线"
        case Categorise():
            for category in item.categories:
                yield f"### {category.title}"
                yield from _entries(e.text for e in category.entries)
                yield ""
            yield "题型：归类"
        case ShortAnswer():
            yield "题型：简答"
            yield from _label("参考答案", item.model_answer)
            yield "评分要点："
            yield from _entries(c.text for c in item.criteria)
        case Survey():
            yield from _entries(o.text for o in item.options)
            yield "题型：调查"
        case _:
            assert_never(item)


def _choices(choices: Iterable[Choice]) -> Iterator[str]:
    for c in choices:
        yield f"- [{'x' if c.correct else ' '}] {c.text.text}" + (f" → #{c.goto}" if c.goto else "")
        if c.feedback:
            for line in c.feedback.text.split("\n"):
                yield f"  > {line}".rstrip()
    yield ""


def _entries(texts: Iterable[str], *, numbered: bool = False) -> Iterator[str]:
    for n, text in enumerate(texts, 1):
        yield (f"{n}. " if numbered else "- ") + text


def _label(word: str, value: Prose | None) -> Iterator[str]:
    if value:
        first, *rest = value.text.split("\n")
        yield f"{word}：{first}"
        yield from _lines("\n".join(rest)) if rest else ()


def _text(value: Prose | None) -> Iterator[str]:
    if value:
        yield from _lines(value.text)
        yield ""


def _lines(text: str) -> Iterator[str]:
    return (escape(line) for line in text.split("\n"))
