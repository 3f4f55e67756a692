"""A folder of results -> the responses table, whatever the files are.

Every file is read as what it is, not as what it is called: result codes in any text, result files of the quiz page,
the class page's table, exports of other programs, xAPI statements. Records are counted one by one: a code, a result
file, a row of a table, an xAPI attempt. What is not accepted is written down with its reason and its line.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain
from pathlib import Path

from iplearn.model.content import LessonMeta
from iplearn.model.item import MultipleChoice, SingleChoice, Survey, TrueFalse
from iplearn.model.project import Project
from iplearn.model.result import EPOCH, Attempt, Phase
from iplearn.results.checked import clean
from iplearn.results.codes import SHORTEST, CodeReader
from iplearn.results.files import is_file, read_file
from iplearn.results.lms import read_lms, recognised
from iplearn.results.own_table import is_own, read_own
from iplearn.results.refused import RefusedFile
from iplearn.results.rows import Handed
from iplearn.results.spreadsheets import Unreadable, rows
from iplearn.results.staged import Refused, Scorer, Staged, staged_attempt
from iplearn.results.statements import statements
from iplearn.results.store import Settled, StagingFile, settle
from iplearn.results.texts import beginning, encoding_of, lines
from iplearn.results.xapi import read_statements

TABLES = (".csv", ".tsv", ".xlsx")
_RUN = re.compile(r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ\-－‐-―·. ]+")
_LONGEST_CODE = 1 << 12
_LONGEST_FILE = 1 << 20  # characters of a result file
_KNOWN = ("schools.csv", "classes.csv", "activities.csv", "criteria.csv")
"""What lies beside results and is read by others."""


@dataclass(frozen=True)
class Ingested:
    """`records` read = `accepted` + `rejected`; a record can hold several responses. `files` by name: records."""

    files: dict[str, int]
    accepted: int
    rejected: int
    settled: Settled

    @property
    def records(self) -> int:
        return self.accepted + self.rejected


def ingest(folder: Path, project: Project, schools: Iterable[str], out: Path, day: date, tell: Callable[[str], None] = lambda text: None) -> Ingested:
    """Reads everything below `folder` and writes the tables into `out`. `schools` are the codes on the list; `day` is
    today: answers from after it come from a clock that is wrong. `tell` hears the name of each file."""
    reader = _Reader(project, frozenset(schools), day)
    files: dict[str, int] = {}
    accepted = 0
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".reading-", dir=out) as temporary:
        staged = StagingFile(Path(temporary, "staged.parquet"))
        refused = RefusedFile(Path(temporary, "rejected.csv"))
        for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.name not in _KNOWN and not p.name.startswith(".")):
            name = path.relative_to(folder).as_posix()
            tell(name)
            before = accepted + refused.count
            for record in reader.read(path, name):
                if isinstance(record, Refused):
                    refused.add(record)
                    continue
                accepted += 1
                for row in record:
                    staged.add(row)
            files[name] = accepted + refused.count - before
        staged.close()
        settled = settle(staged.path, refused, item_rows(project), banks(project), out)
    return Ingested(files, accepted, refused.count, settled)


Record = list[Staged] | Refused


class _Reader:
    def __init__(self, project: Project, schools: frozenset[str], day: date) -> None:
        self.scorer = Scorer(project.revisions)
        self.codes = CodeReader(project.revisions)
        self.mappings = project.result_mappings
        self.phases = lesson_phases(project)
        self.schools = schools
        self.earliest = EPOCH.replace(tzinfo=None)
        self.latest = datetime.combine(day, datetime.min.time()) + timedelta(days=2)

    def read(self, path: Path, name: str) -> Iterator[Record]:
        if path.stat().st_size == 0:
            yield Refused(name, 0, "文件是空的。")
            return
        reader = self._table if path.suffix.lower() in TABLES else self._text
        for record in reader(path, name):
            yield record if isinstance(record, Refused) else self._checked(record)

    def _checked(self, record: list[Staged]) -> Record:
        first = record[0]
        if first.school and first.school not in self.schools:
            return Refused(first.source_file, first.source_line, f"学校代码“{first.school}”不在学校名单里。", first.learner)
        if not self.earliest <= first.answered_at < self.latest:
            return Refused(first.source_file, first.source_line, f"交卷时间是 {first.answered_at:%Y-%m-%d %H:%M}，设备的时钟多半不对。", first.learner)
        return record

    def _table(self, path: Path, name: str) -> Iterator[Record]:
        try:
            table = rows(path)
            line, header = next(table, (0, []))
            if is_own(header):
                found = read_own(header, table, name, self.scorer)
            elif mapping := recognised(header, self.mappings):
                found = read_lms(mapping, header, table, name, self.scorer, self.phases)
            else:
                yield from self._codes(((n, " ".join(cells)) for n, cells in chain([(line, header)], table)), name)
                return
            for one in found:
                yield one if isinstance(one, Refused) else [one]
        except Unreadable as why:
            yield Refused(name, 0, str(why))

    def _text(self, path: Path, name: str) -> Iterator[Record]:
        encoding = encoding_of(path)
        if encoding is None:
            yield Refused(name, 0, "不是文本，也不是表格，读不了。")
            return
        start = beginning(path, encoding, _LONGEST_FILE)
        if start.lstrip().startswith(("{", "[")):
            yield from self._json(path, encoding, start, name)
        elif start.strip():
            yield from self._codes(lines(path, encoding), name)
        else:
            yield Refused(name, 0, "文件里没有字。")

    def _json(self, path: Path, encoding: str, start: str, name: str) -> Iterator[Record]:
        if is_file(start):
            line = start[: start.index("{")].count("\n") + 1
            attempt = read_file(start, self.scorer.revisions, self.codes)
            yield self._attempt(attempt, _code_in(start), name, line) if isinstance(attempt, Attempt) else Refused(name, line, attempt.message)
            return
        for one in read_statements(statements(path, encoding), name, self.scorer.revisions):
            if isinstance(one, Handed):
                yield self._attempt(one.attempt, one.source, name, int(one.source.rpartition(":")[2]))
            elif one.is_error:
                yield Refused(name, one.place.line, one.message)

    def _codes(self, text: Iterable[tuple[int, str]], name: str) -> Iterator[Record]:
        """Every run of characters that is long enough for a code; a line without any is no record."""
        for number, line in text:
            for found in _candidates(line):
                if len(found) > _LONGEST_CODE:
                    yield Refused(name, number, f"这一串有 {len(found)} 个字符，没有这么长的结果码。", found)
                    continue
                attempt = self.codes.decode(found)
                if isinstance(attempt, Attempt):
                    yield self._attempt(attempt, clean(found), name, number)
                elif not re.search(r"\d", found):
                    continue  # words, not a code
                else:
                    hint = f"看一看是不是 {attempt.mended}。" if attempt.mended else ""
                    yield Refused(name, number, attempt.message + hint, found.strip())

    def _attempt(self, attempt: Attempt, record: str, name: str, line: int) -> Record:
        found = list(staged_attempt(attempt, record, name, line, self.scorer))
        return found or Refused(name, line, "这份作答里一道题也没有。")


def _candidates(line: str) -> list[str]:
    """What in a line may be a code: runs of its characters that are long enough; groups set apart by spaces are one."""
    found = []
    for run in _RUN.findall(line):
        words = [word for word in run.split() if len(clean(word)) >= SHORTEST]
        found += words or ([run] if len(clean(run)) >= SHORTEST else [])
    return found


def _code_in(text: str) -> str:
    return clean(str(json.loads(text.removeprefix("\ufeff"))["code"]))


def lesson_phases(project: Project) -> dict[str, Phase]:
    """Quiz id -> when a lesson takes it."""
    lessons = [page.meta for page in project.pages if isinstance(page.meta, LessonMeta)]
    found = ((m.pre, Phase.PRE) for m in lessons), ((m.post, Phase.POST) for m in lessons)
    return {quiz: phase for quiz, phase in chain(*found) if quiz}


def banks(project: Project) -> list[str]:
    return sorted(quiz.id for quiz in (*project.quizzes, *project.tests) if quiz.draw)


def item_rows(project: Project) -> list[dict[str, object]]:
    """The table ITEMS of measures/tables.py, from everything that was ever frozen."""
    lessons = [page.meta for page in project.pages if isinstance(page.meta, LessonMeta)]
    unit = {quiz: m.id for m in lessons for quiz in (m.pre, m.post, m.practice) if quiz}
    pair: dict[tuple[str, str], int] = {}
    for meta in lessons:
        post = sorted({(i.id, i.parallels) for (q, _, _), i in project.revisions.items.items() if q == meta.post and i.parallels})
        for n, (item, parallel) in enumerate(post):
            quiz, _, other = parallel.rpartition("/")
            pair[meta.post or "", item] = pair[quiz or meta.pre or "", other] = 2**n
    return [
        {
            "quiz": quiz, "item": item, "revision": revision, "listed": isinstance(asked, SingleChoice | MultipleChoice | TrueFalse | Survey),
            "objective": asked.objective or "", "unit": unit.get(quiz, quiz), "pair": pair.get((quiz, item), 0),
        }
        for (quiz, item, revision), asked in sorted(project.revisions.items.items())
    ]
