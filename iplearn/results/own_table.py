"""The responses format as the class page hands it out (CSV or XLSX): rows back into staged rows.

Whatever a browser or a person wrote into `score` and `max_score` is not read: every response is scored anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from iplearn.model.result import Phase
from iplearn.results.classes import CodeProblem, read_class, school_code
from iplearn.results.rows import COLUMNS, from_cell
from iplearn.results.spreadsheets import Row
from iplearn.results.staged import Refused, Scorer, Staged
from iplearn.results.texts import narrow, when

NEEDED = ("learner", "quiz", "item", "revision", "phase", "response", "answered_at")
_PHASES = {word: phase for phase in Phase for word in (phase.value, phase.label)}


def is_own(header: Iterable[str]) -> bool:
    """Whether a table has our columns, in any order."""
    return set(NEEDED) <= {narrow(cell).lower() for cell in header}


def read_own(header: list[str], rows: Iterable[Row], file: str, scorer: Scorer) -> Iterator[Staged | Refused]:
    names = ((at, narrow(cell).lower()) for at, cell in enumerate(header))
    columns = [(at, name) for at, name in names if name in COLUMNS]
    for line, cells in rows:
        row = {name: from_cell(cells[at]) for at, name in columns if at < len(cells)}
        try:
            yield _row(row, file, line, scorer)
        except ValueError as why:
            yield Refused(file, line, str(why), ",".join(cells))


def _row(row: Mapping[str, str], file: str, line: int, scorer: Scorer) -> Staged:
    """ValueError with a Chinese reason where the row cannot be used."""
    missing = [name for name in NEEDED if name not in row]
    if missing:
        raise ValueError(f"这一行不完整，缺 {'、'.join(missing)}。")
    quiz, item, revision = (narrow(row[name]) for name in ("quiz", "item", "revision"))
    if scorer.item(quiz, item, revision) is None:
        raise ValueError(_unknown(quiz, item, revision, scorer))
    phase = _PHASES.get(narrow(row["phase"]))
    if phase is None:
        raise ValueError(f"phase 写的是“{row['phase']}”，只能是 pre、post、practice。")
    at = when(row["answered_at"])
    if at is None:
        raise ValueError(f"answered_at 写的是“{row['answered_at']}”，不是时间。写成 2026-10-08 09:47 这样。")
    school, class_, learner = _who(narrow(row["learner"]))
    response = row["response"]
    mark, points, possible = scorer.score(quiz, item, revision, response)
    try:
        duration = max(0.0, float(narrow(row.get("duration", "")) or 0))
    except ValueError:
        raise ValueError(f"duration 写的是“{row['duration']}”，应当是秒数。") from None
    return Staged(
        record="" if learner else f"{file}:{narrow(row.get('source', '')) or line}",
        school=school, class_=class_, learner=learner, quiz=quiz, item=item, revision=revision, phase=phase.value,
        response=response, mark=mark, score=points, max_score=possible, answered_at=at.replace(tzinfo=None, second=0, microsecond=0),
        duration=duration, known_duration=duration > 0, source_file=file, source_line=line,
    )


@lru_cache(maxsize=1 << 12)  # a learner's rows stand together
def _who(learner: str) -> tuple[str, str, str]:
    """School, class and pseudonym; the learner column decides, because it holds the other two."""
    if not learner:
        return "", "", ""
    code, _, seat = learner.rpartition("-")
    group = read_class(code)
    if isinstance(group, CodeProblem):
        raise ValueError(group.message)
    if not seat.isdigit() or not 1 <= int(seat) <= 255:
        raise ValueError(f"learner 写的是“{learner}”，应当是班级码、短横、座号，例如 {code}-07。")
    return school_code(group.school), code.upper(), f"{code.upper()}-{int(seat):02d}"


def _unknown(quiz: str, item: str, revision: str, scorer: Scorer) -> str:
    if not any(q == quiz for q, _ in scorer.revisions.quizzes):
        return f"没有编号是“{quiz}”的测验。"
    if (quiz, item) not in scorer.newest:
        return f"测验“{quiz}”里没有题目“{item}”。"
    return f"题目“{quiz}/{item}”没有“{revision}”这一版。题库可能旧了，先更新再读。"
