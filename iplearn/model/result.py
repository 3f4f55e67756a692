"""What a learner hands in: an attempt with its answers, and the table all results become. Names follow xAPI.

Nobody is named anywhere. A learner is a seat number in a class; who sits there only the school knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from enum import Enum

SHANGHAI = timezone(timedelta(hours=8))
EPOCH = datetime(2026, 1, 1, tzinfo=SHANGHAI)
"""Start minutes are counted from here."""

Response = str | tuple[str, ...]
"""One string (letters, or a number), or one string per blank; see the kinds in model/item.py.

A short answer is (text, letters of the criteria met). `""` is no answer.
"""

UNKNOWN = "?"
"""Stands for words that were written but not carried: a code holds no free text."""


class Phase(Enum):
    """When in a lesson the quiz was taken."""

    PRE = "pre"
    POST = "post"
    PRACTICE = "practice"

    @property
    def label(self) -> str:
        return {"pre": "前测", "post": "后测", "practice": "练习"}[self.value]


GRADES = ("其他", "一年级", "二年级", "三年级", "四年级", "五年级", "六年级", "七年级", "八年级", "九年级", "高一", "高二", "高三")
"""By number; 0 is for clubs and courses."""


@dataclass(frozen=True, order=True)
class ClassCode:
    """A class of a school: `ClassCode(17, 7, 3)` is 七年级 3 班 of the school with number 17.

    `school` is 1 to 1023 as the office numbers its schools, 0 while trying things out; `grade` is a place in
    GRADES; `number` 1 to 63.
    """

    school: int
    grade: int
    number: int

    def __post_init__(self) -> None:
        if not (0 <= self.school < 1024 and 0 <= self.grade < len(GRADES) and 1 <= self.number < 64):
            raise ValueError(f"no such class: {self}")

    @property
    def label(self) -> str:
        """七年级 3 班"""
        return f"{GRADES[self.grade]} {self.number} 班"


@dataclass(frozen=True)
class Answer:
    """The response to one item; `seconds` spent on it where that is known."""

    item: str
    response: Response
    seconds: int | None = None


@dataclass(frozen=True)
class Attempt:
    """One learner's way through one revision of a quiz.

    `answers` holds an answer for every item that was shown, in the order of the quiz: an item without answer
    was not part of the draw, an answer `""` was shown and left empty. `seat` is 1 to 255, 0 with no class.
    `minute` is the start in minutes from EPOCH; `seconds` is the time until it was handed in (4095 and more
    are kept as 4095).
    """

    quiz: str
    revision: str
    phase: Phase
    answers: tuple[Answer, ...]
    group: ClassCode | None = None
    seat: int = 0
    minute: int = 0
    seconds: int = 0

    @property
    def started(self) -> datetime:
        return EPOCH + timedelta(minutes=self.minute)

    @property
    def ended(self) -> datetime:
        return self.started + timedelta(seconds=self.seconds)


@dataclass(frozen=True)
class ResponseRow:
    """One line of the one responses format, ready to be written; field names are the column names.

    `learner` is class code and seat, `""` with no class. `response` is text as `results.answers.as_text` makes
    it. `duration` is seconds spent on the item; where only the attempt's whole time is known, its equal share.
    `answered_at` is the minute of handing in, with its offset. `source` says where the row came from.
    """

    school: str
    class_: str
    learner: str
    quiz: str
    item: str
    revision: str
    phase: str
    attempt: int
    response: str
    score: float
    max_score: float
    answered_at: str
    duration: float
    source: str
