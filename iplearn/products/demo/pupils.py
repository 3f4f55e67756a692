"""Simulated pupils: responses of every kind, right with a given chance, from a seed. Also for the tests."""

from __future__ import annotations

import random
from typing import assert_never

from iplearn.model.item import (
    LETTERS, Categorise, Item, Matching, MultipleChoice, Numeric, Ordering, ShortAnswer, SingleChoice, Survey,
    TextEntry, TrueFalse, plain,
)
from iplearn.model.result import Answer, Attempt, ClassCode, Phase, Response
from iplearn.model.revision import Revisions


def answer(item: Item, skill: float, rnd: random.Random) -> Response:
    """What a pupil who knows the item with chance `skill` hands in; now and then nothing.

    Wrong choices are not spread evenly: the distractor that comes first attracts most, as one misconception does.
    """
    right = rnd.random() < skill
    if not right and rnd.random() < 0.15:
        return ("",) * len(item.blanks) if isinstance(item, TextEntry) else ("", "") if isinstance(item, ShortAnswer) else ""
    match item:
        case SingleChoice() | MultipleChoice():
            letters = LETTERS[: len(item.choices)]
            key = "".join(letter for letter, c in zip(letters, item.choices) if c.correct)
            if right:
                return key
            if isinstance(item, SingleChoice):
                wrong = [letter for letter in letters if letter not in key]
                return wrong[min(int(rnd.random() ** 2 * len(wrong)), len(wrong) - 1)]
            return "".join(letter for letter in letters if rnd.random() < 0.5)
        case TrueFalse():
            return "T" if item.key is right else "F"
        case TextEntry():
            return tuple(rnd.choice(accepted) if right else "不知道" for accepted in item.blanks)
        case Numeric():
            return plain(item.low) if right else rnd.choice(["10", "1/3", "不知道", "-2.5", "七"])
        case Ordering():
            letters = list(LETTERS[: len(item.entries)])
            if not right:
                rnd.shuffle(letters)
            return "".join(letters)
        case Matching() | Categorise():
            wrong = "".join(rnd.choice(item.key + "-") for _ in item.key)
            return item.key if right else wrong
        case ShortAnswer():
            return ("写了几句。", "A" if right else "")
        case Survey():
            return rnd.choice(LETTERS[: len(item.options)])
        case _:
            assert_never(item)


def attempt(revisions: Revisions, quiz: str, phase: Phase, group: ClassCode, seat: int, skill: float, rnd: random.Random) -> Attempt:
    """One pupil's attempt at the latest revision of a quiz, some items left out where chance says so."""
    latest = revisions.latest(quiz)
    assert latest is not None
    items = revisions.layout(quiz, latest.revision)
    shown = items if rnd.random() < 0.7 else [i for i in items if rnd.random() < 0.8] or items
    answers = tuple(Answer(i.id, answer(i, skill, rnd)) for i in shown)
    return Attempt(quiz, latest.revision, phase, answers, group, seat, 467_000 + rnd.randint(0, 3000), rnd.randint(60, 900))
