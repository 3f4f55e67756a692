"""Questions in the shapes that any question bank knows: choose, true or false, fill in, write.

问卷星, 学习通 and plain text have no more. Ordering becomes one blank for the letters, matching and categorise a
question with options for each line; the points are shared out. What changes is told as a loss.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import assert_never

from iplearn.exports.source import Asked, Losses, QuizSource
from iplearn.model.item import (
    LETTERS, Categorise, Matching, MultipleChoice, Numeric, Ordering, ShortAnswer, SingleChoice, Survey, TextEntry,
    TrueFalse, plain,
)
from iplearn.model.quiz import Case
from iplearn.model.shown import scrambled, shown_range


@dataclass(frozen=True, kw_only=True)
class Flat:
    """`kind`: single, multiple, true-false, fill, write, survey. `key` holds letters, 对/错, or the accepted answers
    of each blank; `reason` is plain text: the explanation, feedback for options, the sources."""

    kind: str
    stem: str
    options: tuple[str, ...] = ()
    key: tuple[tuple[str, ...], ...] = ()
    reason: str = ""
    points: Decimal = Decimal(1)
    story: str = ""
    item: str
    objective: str = ""
    difficulty: int | None = None

    @property
    def letters(self) -> str:
        return "".join(self.key[0]) if self.key else ""


def flat_questions(source: QuizSource, losses: Losses) -> list[Flat]:
    """All questions in force, in order."""
    return [flat for asked in source.asked() for flat in _flat(asked, source, losses)]


def _flat(asked: Asked, source: QuizSource, losses: Losses) -> Iterator[Flat]:
    item = asked.item
    stem = source.text(item.stem)
    about = {
        "item": item.id, "objective": item.objective or "", "difficulty": item.difficulty,
        "story": source.text(asked.part.text) if isinstance(asked.part, Case) else "",
    }
    reason = "\n".join(source.reasons_text(item))
    match item:
        case SingleChoice() | MultipleChoice():
            said = [f"选 {letter}：{source.text(c.feedback)}" for letter, c in zip(LETTERS, item.choices) if c.feedback]
            right = tuple(letter for letter, c in zip(LETTERS, item.choices) if c.correct)
            kind = "single" if isinstance(item, SingleChoice) else "multiple"
            yield Flat(kind=kind, stem=stem, options=tuple(source.text(c.text) for c in item.choices), key=(right,), reason="\n".join(source.reasons_text(item, said)), points=item.points, **about)
        case TrueFalse():
            said = [f"选“{word}”：{source.text(p)}" for word, p in (("对", item.feedback_true), ("错", item.feedback_false)) if p]
            yield Flat(kind="true-false", stem=stem, options=("对", "错"), key=(("对" if item.key else "错",),), reason="\n".join(source.reasons_text(item, said)), points=item.points, **about)
        case TextEntry():
            yield Flat(kind="fill", stem=stem if "____" in stem else f"{stem} ____", key=item.blanks, reason=reason, points=item.points, **about)
        case Numeric():
            if item.low != item.high:
                losses.add(f"误差范围（{shown_range(item)}）：只认一个数", item)
            middle = plain((item.low + item.high) / 2)
            unit = f" {item.unit}" if item.unit else ""
            blank = stem if "____" in stem else f"{stem} ____{unit}"
            yield Flat(kind="fill", stem=blank, key=((middle, *((f"{middle}{item.unit}",) if item.unit else ())),), reason="\n".join([f"答案：{shown_range(item)}", reason]).strip(), points=item.points, **about)
        case Ordering():
            losses.add("排序题改成填空：写字母的顺序，全对才给分", item)
            order = scrambled(len(item.entries), item.id)
            listed = "\n".join(f"{LETTERS[place]}. {source.text(item.entries[n])}" for place, n in enumerate(order))
            key = "".join(LETTERS[order.index(n)] for n in range(len(order)))
            yield Flat(kind="fill", stem=f"{stem}（写字母的顺序）____\n{listed}", key=((key,),), reason=reason, points=item.points, **about)
        case Matching():
            losses.add(f"连线题改成 {len(item.pairs)} 道单选题", item)
            rights = tuple(source.text(r) for r in item.rights)
            for pair, points in zip(item.pairs, _shares(item.points, len(item.pairs))):
                right = LETTERS[item.rights.index(pair.right)]
                yield Flat(kind="single", stem=f"{stem}\n“{source.text(pair.left)}”该连哪一个？", options=rights, key=((right,),), reason=reason, points=points, **about)
        case Categorise():
            losses.add(f"归类题改成 {len(item.entries)} 道单选题", item)
            titles = tuple(c.title for c in item.categories)
            for entry, letter, points in zip(item.entries, item.key, _shares(item.points, len(item.entries))):
                yield Flat(kind="single", stem=f"{stem}\n“{source.text(entry)}”该放进哪一类？", options=titles, key=((letter,),), reason=reason, points=points, **about)
        case ShortAnswer():
            marks = [f"评分要点 {n}：{source.text(c)}" for n, c in enumerate(item.criteria, 1)]
            yield Flat(kind="write", stem=stem, key=((source.text(item.model_answer),),), reason="\n".join([*marks, reason]).strip(), points=item.points, **about)
        case Survey():
            yield Flat(kind="survey", stem=stem, options=tuple(source.text(o) for o in item.options), points=Decimal(0), **about)
        case _:
            assert_never(item)


def _shares(points: Decimal, n: int) -> list[Decimal]:
    """`points` in n parts of at most two decimals that add up."""
    each = (points / n).quantize(Decimal("0.01"), rounding=ROUND_DOWN)
    return [each] * (n - 1) + [points - each * (n - 1)]
