"""Attempts -> rows of the one responses format, and that format as CSV.

A row is one response to one item. Scores are computed here, from the key of the item's revision; whatever a
browser thinks a response earned is never asked. The class page (theme/assets/class/rows.js) makes the same rows.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from math import floor

from iplearn.model.result import Attempt, ResponseRow
from iplearn.model.revision import Revisions
from iplearn.results.answers import as_text
from iplearn.results.classes import class_code, learner, school_code
from iplearn.results.codes import encode
from iplearn.scoring.outcome import score

COLUMNS = (
    "school", "class", "learner", "quiz", "item", "revision", "phase", "attempt", "response", "score", "max_score",
    "answered_at", "duration", "source",
)
"""In the order of `ResponseRow`'s fields."""

_MILLION = 1_000_000
# A spreadsheet runs a cell that begins so; with an apostrophe before it, it is text. An apostrophe itself gets one
# too, so that reading back takes away what was put there and nothing else.
_RISKY = ("=", "+", "-", "@", "\t", "\r", "'")


@dataclass(frozen=True)
class Handed:
    """An attempt and where it was found: `"codes.txt:12"`."""

    attempt: Attempt
    source: str


def once(handed: Iterable[Handed], revisions: Revisions) -> tuple[list[Handed], list[Handed]]:
    """(each attempt once, those handed in again). Of two that are the same the one that knows more is kept."""
    kept: dict[str, Handed] = {}
    again = []
    for one in handed:
        code = encode(one.attempt, revisions.layout(one.attempt.quiz, one.attempt.revision))
        if code not in kept:
            kept[code] = one
            continue
        if _times(one.attempt) > _times(kept[code].attempt):
            kept[code], one = one, kept[code]
        again.append(one)
    return list(kept.values()), again


def response_rows(handed: Iterable[Handed], revisions: Revisions) -> list[ResponseRow]:
    """Rows of attempts of which none occurs twice: by quiz, phase, learner, attempt, then as the quiz has its items.

    Attempts of one learner at one quiz in one phase are numbered by their start. Whoever gave no class cannot be
    told from others and is always on attempt 1.
    """
    ordered = sorted(handed, key=lambda h: (*_series(h.attempt), h.attempt.minute, h.source))
    rows: list[ResponseRow] = []
    number, last = 0, None
    for one in ordered:
        series = _series(one.attempt)
        number = number + 1 if series == last and one.attempt.group else 1
        last = series
        rows += _attempt_rows(one, number, revisions)
    return rows


def _series(attempt: Attempt) -> tuple[str, str, str]:
    return attempt.quiz, attempt.phase.value, learner(attempt.group, attempt.seat)


def _times(attempt: Attempt) -> int:
    return sum(a.seconds is not None for a in attempt.answers)


def _attempt_rows(one: Handed, number: int, revisions: Revisions) -> Iterable[ResponseRow]:
    attempt = one.attempt
    items = {item.id: item for item in revisions.layout(attempt.quiz, attempt.revision)}
    share = _share(attempt.seconds, len(attempt.answers))
    for answer in attempt.answers:
        item = items[answer.item]
        outcome = score(item, answer.response)
        yield ResponseRow(
            school=school_code(attempt.group.school) if attempt.group else "",
            class_=class_code(attempt.group) if attempt.group else "",
            learner=learner(attempt.group, attempt.seat),
            quiz=attempt.quiz, item=item.id, revision=item.revision, phase=attempt.phase.value, attempt=number,
            response=as_text(item, answer.response),
            score=floor(outcome.score * _MILLION + 0.5) / _MILLION, max_score=outcome.max_score,
            answered_at=attempt.ended.strftime("%Y-%m-%dT%H:%M+08:00"),
            duration=share if answer.seconds is None else float(answer.seconds),
            source=one.source,
        )


def _share(seconds: int, parts: int) -> float:
    """An equal share in tenths of a second, rounded half up by whole numbers so that every browser agrees."""
    return (seconds * 20 + parts) // (2 * parts) / 10 if parts else 0.0


def to_csv(rows: Iterable[ResponseRow]) -> str:
    """CSV as spreadsheets here open it: a byte-order mark, CRLF, no cell that runs as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(value) for value in astuple(row)] for row in rows)
    return "\ufeff" + out.getvalue()


def _cell(value: str | int | float) -> str:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_RISKY) else value
    return f"{value:.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def from_cell(text: str) -> str:
    """A text cell of `to_csv` read back."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_RISKY) else text
