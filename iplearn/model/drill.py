"""Tools that reason instead of calculating: questions with findings, a comparison of features, a letter.

Like model/site.py these dataclasses are also the schemas of their files, data/drills/*.yml.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from iplearn.model.prose import Prose

UNKNOWN = "unknown"
"""The answer 不清楚: every question has it, no condition may name it."""

ROW_TERMS = ("every", "any")
"""What a chart's conditions ask of its rows: `every=same|equivalent`, `any=missing`."""


@dataclass(frozen=True)
class Term:
    """One of `answers` was given to `question`."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """`says` is what picking it means, shown beside it in a comparison table."""

    id: str
    label: str
    says: Prose | None = None


@dataclass(frozen=True, kw_only=True)
class Question:
    """`only_if` is the condition under which it is asked; it names earlier questions. `find_out` tells someone who
    answers 不清楚 what to look for. `several` lets more than one answer be picked."""

    id: str
    ask: str
    part: str | None = None
    help: str | None = None
    several: bool = False
    only_if: str | None = None
    find_out: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What holds `when` its condition does. `first` is the first thing to do, `pages` are page ids."""

    id: str
    group: str
    title: str
    text: Prose
    when: str
    first: Prose | None = None
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Figure:
    """An SVG of ours in data/drills/figures/. `alt` says what is to be seen."""

    file: str
    alt: str
    caption: str


@dataclass(frozen=True, kw_only=True)
class Reasoned:
    """The reference answer to one question of an example, and why."""

    question: str
    answer: str
    why: Prose


@dataclass(frozen=True, kw_only=True)
class Example:
    """A fictional comparison; the program labels it 虚构案例."""

    id: str
    title: str
    story: Prose
    figures: tuple[Figure, ...]
    answers: tuple[Reasoned, ...]


@dataclass(frozen=True, kw_only=True)
class Reasoning:
    """What every such tool has. A bare citation means the version in force on `reviewed`; `units` are the official
    entrances, ids of data/units.yml; `groups` are the headings under which findings stand, in order."""

    id: str
    reviewed: date
    submit: str
    groups: tuple[str, ...]
    units: tuple[str, ...] = ()
    findings: tuple[Finding, ...]
    limits: tuple[Prose, ...] = ()

    @property
    def file(self) -> str:
        return f"data/drills/{self.id}.yml"

    def prose(self) -> Iterator[Prose]:
        """Every piece of Markdown in the file."""
        return _prose(self)

    @property
    def figures(self) -> tuple[Figure, ...]:
        return ()


def _prose(value: Any) -> Iterator[Prose]:
    if isinstance(value, Prose):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _prose(one)
    elif dataclasses.is_dataclass(value):
        for f in dataclasses.fields(value):
            yield from _prose(getattr(value, f.name))


@dataclass(frozen=True, kw_only=True)
class Questions(Reasoning):
    """Questions whose answers lead to findings, under the headings `groups`. With `examples` it is a comparison drill:
    the reader answers about a drawn example, or about something of their own, described under `sides`."""

    form: str = field(metadata={"choices": ("questions",)})
    questions: tuple[Question, ...]
    sides: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(f for e in self.examples for f in e.figures)


@dataclass(frozen=True, kw_only=True)
class Feature:
    """One feature of a claim, what answers to it in the product, and the reference pick."""

    text: str
    other: str
    answer: str
    why: Prose


@dataclass(frozen=True, kw_only=True)
class ChartExample:
    id: str
    title: str
    story: Prose
    figures: tuple[Figure, ...]
    features: tuple[Feature, ...]


@dataclass(frozen=True, kw_only=True)
class Chart(Reasoning):
    """A claim chart: one row a feature, one pick a row out of `answers`; findings ask of `every` or `any` row."""

    form: str = field(metadata={"choices": ("chart",)})
    sides: tuple[str, ...]
    find_out: str
    answers: tuple[Answer, ...]
    examples: tuple[ChartExample, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(f for e in self.examples for f in e.figures)


@dataclass(frozen=True, kw_only=True)
class LetterField:
    """A blank to fill in. `need` tells whether an article asks for it (必须) or prudence does (建议); `why` says so."""

    id: str
    label: str
    need: str = field(metadata={"choices": ("必须", "建议", "可不填")})
    why: Prose
    help: str | None = None
    lines: bool = False
    only_if: str | None = None


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """A paragraph of the letter; `{id}` stands for a field or for the label of a choice. One whose text is only the
    name of a field of `lines` becomes a numbered list. `optional` ones go where a field of theirs is empty."""

    text: Prose
    style: str = field(default="text", metadata={"choices": ("title", "text", "head", "right")})
    only_if: str | None = None
    optional: bool = False


@dataclass(frozen=True, kw_only=True)
class Letter(Reasoning):
    """A letter filled in on the reader's own machine: choices, blanks, and the text they make."""

    form: str = field(metadata={"choices": ("letter",)})
    questions: tuple[Question, ...]
    fields: tuple[LetterField, ...]
    paragraphs: tuple[Paragraph, ...]


Drill = Questions | Chart | Letter
