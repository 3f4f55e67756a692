"""A letter from its blanks: what is still missing, and the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from iplearn.model.drill import Letter, LetterField, Paragraph
from iplearn.reasoning.conditions import truth
from iplearn.reasoning.judge import Answers, Judge

_BLANK = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True)
class Written:
    """`missing` and `advised` are fields still empty; `paragraphs` are (style, text), with `item` for a list's lines."""

    missing: tuple[str, ...]
    advised: tuple[str, ...]
    paragraphs: tuple[tuple[str, str], ...]


def write(letter: Letter, answers: Answers, filled: Mapping[str, str]) -> Written:
    """What `filled` makes of the letter. An empty blank stays visible as ［待填：…］."""
    judge = Judge(letter, answers)
    fields = {f.id: f for f in letter.fields}
    asked = {f.id for f in letter.fields if truth(f.only_if, judge.value)}
    lines = {name: _lines(filled.get(name, "")) if name in asked else () for name in fields}
    labels = {q.id: next((a.label for a in q.answers if (a.id,) == tuple(answers.get(q.id, ()))), None) for q in letter.questions}

    def blank(name: str) -> str:
        if name in labels:
            return labels[name] or f"［待选：{judge.questions[name].ask}］"
        return "，".join(lines[name]) or f"［待填：{fields[name].label}］"

    def empty(need: str) -> tuple[str, ...]:
        return tuple(f.id for f in letter.fields if f.need == need and f.id in asked and not lines[f.id])

    paragraphs: list[tuple[str, str]] = []
    for paragraph in letter.paragraphs:
        if truth(paragraph.only_if, judge.value):
            paragraphs += _paragraph(paragraph, fields, lines, blank)
    return Written(empty("必须"), empty("建议"), tuple(paragraphs))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in (" ".join(raw.split()) for raw in text.splitlines()) if line)


def _paragraph(paragraph: Paragraph, fields: Mapping[str, LetterField], lines: Mapping[str, tuple[str, ...]], blank) -> list[tuple[str, str]]:
    text = paragraph.text.text
    names = [n for n in _BLANK.findall(text) if n in fields]
    if paragraph.optional and not all(lines[n] for n in names):
        return []
    if len(names) == 1 and text == "{%s}" % names[0] and fields[names[0]].lines and lines[names[0]]:
        return [("item", f"{n}. {line}") for n, line in enumerate(lines[names[0]], 1)]
    return [(paragraph.style, _BLANK.sub(lambda m: blank(m[1]), text))]
