"""The Markdown inside quizzes -> Documents, read once for checks and products alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import assert_never

from iplearn.diagnostics import Diagnostic
from iplearn.markup import Markup
from iplearn.markup.source import source_problems
from iplearn.model.citation import Dated
from iplearn.model.document import Document
from iplearn.model.item import (
    Categorise,
    Item,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    ShortAnswer,
    SingleChoice,
    Survey,
    TextEntry,
    TrueFalse,
)
from iplearn.model.prose import Prose
from iplearn.model.quiz import Quiz
from iplearn.model.routes import quiz_path


def read_prose(quiz: Quiz, markup: Markup) -> tuple[dict[tuple[int, str], Document], list[Diagnostic]]:
    """(line, text) of every piece of the quiz's Markdown -> what it became. An item's 自/至 date its citations."""
    out: dict[tuple[int, str], Document] = {}
    found: list[Diagnostic] = []
    src = quiz_path(quiz.id).removesuffix(".html") + ".md"
    for prose, dated in _pieces(quiz):
        found += source_problems(quiz.file, prose.text, prose.line)
        out[prose.line, prose.text] = markup.parse(prose.text, as_of=quiz.reviewed, src=src, first_line=prose.line, dated=dated)
    return out, found


def _pieces(quiz: Quiz) -> Iterator[tuple[Prose, Dated]]:
    if quiz.intro:
        yield quiz.intro, Dated()
    for part in quiz.parts:
        if part.text:
            yield part.text, Dated()
        for item in part.items:
            # 至 includes its day, `until` excludes it.
            dated = Dated(item.since, item.until + timedelta(days=1) if item.until else None)
            for prose in item_prose(item):
                yield prose, dated


def item_prose(item: Item) -> Iterator[Prose]:
    """Every piece of Markdown in an item, in the order a reader meets them."""
    yield item.stem
    match item:
        case SingleChoice() | MultipleChoice():
            for choice in item.choices:
                yield choice.text
                if choice.feedback:
                    yield choice.feedback
        case TrueFalse():
            yield from (p for p in (item.feedback_true, item.feedback_false) if p)
        case TextEntry() | Numeric():
            pass
        case Ordering():
            yield from item.entries
        case Matching():
            for pair in item.pairs:
                yield from (pair.left, pair.right)
            yield from item.distractors
        case Categorise():
            yield from item.entries
        case ShortAnswer():
            yield item.model_answer
            yield from item.criteria
        case Survey():
            yield from item.options
        case _:
            assert_never(item)
    yield from item.hints
    if item.explanation:
        yield item.explanation
    yield from item.sources
