"""What every source of results becomes: rows not yet told apart, and lines that could not be used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from math import floor
from typing import NamedTuple

from iplearn.model.item import Item
from iplearn.model.result import Attempt
from iplearn.model.revision import Revisions
from iplearn.results.answers import as_text, carried, from_text
from iplearn.results.classes import class_code, learner, school_code
from iplearn.scoring.outcome import score

_MILLION = 1_000_000


class Staged(NamedTuple):
    """One response. `mark` is the response as a code carries it, which is how the same answer is known again when one source
    holds typed words and another does not. `record` tells attempts of unknown learners apart; `answered_at` is Shanghai time without offset."""

    record: str
    school: str
    class_: str
    learner: str
    quiz: str
    item: str
    revision: str
    phase: str
    response: str
    mark: str
    score: float
    max_score: float
    answered_at: datetime
    duration: float
    known_duration: bool
    source_file: str
    source_line: int


@dataclass(frozen=True)
class Refused:
    """A record that is not counted, why (Chinese), and the text itself so that it can be mended."""

    file: str
    line: int
    reason: str
    text: str = ""


class Scorer:
    """Scores responses from the key of their revision, and remembers: most pupils give one of few answers."""

    def __init__(self, revisions: Revisions) -> None:
        self.revisions = revisions
        self.newest: dict[tuple[str, str], str] = {}
        """(quiz, item) -> the revision frozen last."""
        for (quiz, _), frozen in revisions.quizzes.items():
            self.newest.update(((quiz, item), revision) for item, revision in frozen.items)
        self.score = lru_cache(maxsize=200_000)(self._score)
        self.layout = lru_cache(maxsize=None)(self._layout)

    def item(self, quiz: str, item: str, revision: str) -> Item | None:
        return self.revisions.items.get((quiz, item, revision))

    def _layout(self, quiz: str, revision: str) -> dict[str, tuple[Item, str]]:
        """Item id -> (item, its revision), in the quiz's order."""
        frozen = self.revisions.quizzes[quiz, revision].items
        return {item: (self.revisions.items[quiz, item, rev], rev) for item, rev in frozen}

    def _score(self, quiz: str, item: str, revision: str, response: str) -> tuple[str, float, float]:
        """(mark, points, possible points) of a response written as in the table."""
        asked = self.revisions.items[quiz, item, revision]
        given = from_text(asked, response)
        outcome = score(asked, given)
        return as_text(asked, carried(asked, given)), floor(outcome.score * _MILLION + 0.5) / _MILLION, outcome.max_score


def staged_attempt(attempt: Attempt, record: str, file: str, line: int, scorer: Scorer) -> Iterator[Staged]:
    """The rows of an attempt that a code, a result file or xAPI statements hold."""
    asked = scorer.layout(attempt.quiz, attempt.revision)
    group = attempt.group
    share = attempt.seconds / len(attempt.answers) if attempt.answers else 0.0
    ended = attempt.ended.replace(tzinfo=None, second=0, microsecond=0)
    school, class_, who = (school_code(group.school), class_code(group), learner(group, attempt.seat)) if group else ("", "", "")
    for answer in attempt.answers:
        item, revision = asked[answer.item]
        response = as_text(item, answer.response)
        mark, points, possible = scorer.score(attempt.quiz, item.id, revision, response)
        yield Staged(
            record=record,
            school=school, class_=class_, learner=who,
            quiz=attempt.quiz, item=item.id, revision=revision, phase=attempt.phase.value, response=response, mark=mark,
            score=points, max_score=possible, answered_at=ended,
            duration=round(share, 1) if answer.seconds is None else float(answer.seconds),
            known_duration=answer.seconds is not None,
            source_file=file, source_line=line,
        )
