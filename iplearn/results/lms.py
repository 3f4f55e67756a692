"""Result exports of other programs, by the header mappings of data/result-mappings.yml.

Only the columns a mapping names are read: names of pupils, addresses and the like never enter. Answers are matched
to the options of the item as it was frozen last; an answer that is none of them is refused, not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from iplearn.model.item import LETTERS, Item, MultipleChoice, SingleChoice, Survey, TrueFalse
from iplearn.model.result import ClassCode, Phase
from iplearn.model.result_mapping import ResultMapping
from iplearn.results.answers import BETWEEN
from iplearn.results.classes import CodeProblem, class_code, learner, read_class, school_code
from iplearn.results.spreadsheets import Row
from iplearn.results.staged import Refused, Scorer, Staged
from iplearn.results.texts import narrow, span, when
from iplearn.scoring.normalise import normalise

_TRUTH = {"对": "T", "正确": "T", "true": "T", "t": "T", "√": "T", "是": "T", "错": "F", "错误": "F", "false": "F", "f": "F", "×": "F", "否": "F"}
_LETTER = re.compile(r"([A-Za-z])(?:[.．、:：)）\s].*)?", re.S)


def recognised(header: Sequence[str], mappings: Iterable[ResultMapping]) -> ResultMapping | None:
    names = {narrow(cell) for cell in header}
    return next((m for m in mappings if all(narrow(word) in names for word in m.recognise)), None)


@dataclass(frozen=True)
class _Columns:
    """Where in a row things stand; `items` are (column, number or id)."""

    learner: int | None
    group: int | None
    seat: int | None
    quiz: int | None
    phase: int | None
    answered_at: int | None
    duration: int | None
    response: int | None
    item: int | None
    items: tuple[tuple[int, str], ...]


def read_lms(
    mapping: ResultMapping, header: Sequence[str], rows: Iterable[Row], file: str, scorer: Scorer, phases: Mapping[str, Phase]
) -> Iterator[Staged | Refused]:
    """`phases` tells for a quiz of a lesson when it is taken; any other counts as practice."""
    columns = _columns(mapping, [narrow(cell) for cell in header])
    for line, cells in rows:
        try:
            yield from _row(mapping, columns, cells, file, line, scorer, phases)
        except ValueError as why:
            yield Refused(file, line, str(why))


def _columns(mapping: ResultMapping, names: Sequence[str]) -> _Columns:
    def find(pattern: str | None) -> int | None:
        if pattern is None:
            return None
        exact = [n for n, name in enumerate(names) if name == narrow(pattern)]
        return next(iter(exact or [n for n, name in enumerate(names) if re.search(pattern, name)]), None)

    who = find(mapping.class_), find(mapping.seat)
    items: list[tuple[int, str]] = []
    if mapping.layout == "wide":
        # Class and seat may be asked as questions 1 and 2: what counts is the order among the quiz's own.
        for n, name in enumerate(names):
            if n not in who and (found := re.search(mapping.item, name)):
                items.append((n, found.groupdict().get("id") or str(len(items) + 1)))
    return _Columns(
        find(mapping.learner), *who, find(mapping.quiz), find(mapping.phase),
        find(mapping.answered_at), find(mapping.duration), find(mapping.response),
        find(mapping.item) if mapping.layout == "long" else None, tuple(items),
    )


def _row(
    mapping: ResultMapping, at: _Columns, cells: Sequence[str], file: str, line: int, scorer: Scorer, phases: Mapping[str, Phase]
) -> Iterator[Staged | Refused]:
    def cell(place: int | None) -> str:
        return cells[place].strip() if place is not None and place < len(cells) else ""

    quiz = _quiz(cell(at.quiz), file, scorer)
    group, seat = _who(cell(at.learner), cell(at.group), cell(at.seat))
    written = cell(at.answered_at)
    moment = when(written)
    if moment is None:
        raise ValueError(f"交卷时间“{written}”读不懂。" if written else "没有交卷时间。")
    phase = _phase(cell(at.phase), quiz, phases)
    order = [item for item, _ in _newest(quiz, scorer)]
    given = [(cell(at.item), cell(at.response))] if at.item is not None else [(name, cell(place)) for place, name in at.items]
    if not given:
        raise ValueError("表里没有一列像是题目。")
    whole = span(cell(at.duration)) or 0.0
    for name, answer in given:
        item = order[int(name) - 1] if name.isdigit() and 1 <= int(name) <= len(order) else name
        if (quiz, item) not in scorer.newest:
            yield Refused(file, line, f"测验“{quiz}”里没有第“{name}”题。")
            continue
        revision = scorer.newest[quiz, item]
        try:
            response = _response(scorer.revisions.items[quiz, item, revision], answer, mapping)
        except ValueError as why:
            yield Refused(file, line, f"题目“{quiz}/{item}”：{why}")
            continue
        mark, points, possible = scorer.score(quiz, item, revision, response)
        yield Staged(
            record=f"{file}:{line}", school=school_code(group.school), class_=class_code(group), learner=learner(group, seat), quiz=quiz, item=item,
            revision=revision, phase=phase.value, response=response, mark=mark, score=points, max_score=possible, answered_at=_minute(moment),
            duration=round(whole / len(given), 1), known_duration=False, source_file=file, source_line=line,
        )


def _minute(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None, second=0, microsecond=0)


def _newest(quiz: str, scorer: Scorer) -> tuple[tuple[str, str], ...]:
    latest = scorer.revisions.latest(quiz)
    assert latest is not None
    return latest.items


def _quiz(written: str, file: str, scorer: Scorer) -> str:
    known = sorted({quiz for quiz, _ in scorer.revisions.quizzes}, key=lambda q: (-len(q), q))
    name = written or file.rpartition("/")[2]
    found = next((quiz for quiz in known if name == quiz or re.match(re.escape(quiz) + r"(?![a-z0-9-])", name)), None)
    if found is None:
        raise ValueError(f"看不出是哪一套测验。把文件名改成以测验编号开头，例如 l07-post_{name}。")
    return found


def _who(whole: str, group: str, seat: str) -> tuple[ClassCode, int]:
    if whole:
        group, _, seat = narrow(whole).rpartition("-")
    if not group:
        raise ValueError("没有班级码。让学生填“班级码-座号”，或者单独一题填班级码。")
    found = read_class(group)
    if isinstance(found, CodeProblem):
        raise ValueError(found.message)
    number = narrow(seat)
    if not number.isdigit() or not 1 <= int(number) <= 255:
        raise ValueError(f"座号“{seat}”不对，应当是 1 到 255 的数。")
    return found, int(number)


def _phase(written: str, quiz: str, phases: Mapping[str, Phase]) -> Phase:
    for phase in Phase:
        if narrow(written) in (phase.value, phase.label):
            return phase
    return phases.get(quiz, Phase.PRACTICE)


def _response(item: Item, answer: str, mapping: ResultMapping) -> str:
    """`answer` as the responses table writes it. ValueError where it is no possible answer."""
    answer = answer.strip()
    if answer in ("", "-", "(空)", "(跳过)"):
        return ""
    if isinstance(item, TrueFalse):
        found = _TRUTH.get(narrow(answer).lower()) or {"1": "T", "2": "F", "A": "T", "B": "F"}.get(narrow(answer).upper()[:1])
        if found is None:
            raise ValueError(f"“{answer}”不是对，也不是错。")
        return found
    if isinstance(item, SingleChoice | MultipleChoice | Survey):
        texts = [c.text.text for c in item.choices] if not isinstance(item, Survey) else [o.text for o in item.options]
        whole = _option(answer, texts, mapping.answers)
        parts = [whole] if whole else [_option(part, texts, mapping.answers) for part in answer.split(mapping.separator)]
        if not isinstance(item, MultipleChoice) and len(parts) > 1 or None in parts:
            raise ValueError(f"“{answer}”不是其中的选项。")
        return "".join(sorted({part for part in parts if part}))
    return BETWEEN.join(part.strip() for part in answer.split(mapping.separator))


def _option(written: str, texts: Sequence[str], ways: Sequence[str]) -> str | None:
    """The letter of one option, however it is named; words before letters, so that an option “B 超” is not option B."""
    written = written.strip()
    plain = [normalise(text) for text in texts]
    if "text" in ways and normalise(written) in plain:
        return LETTERS[plain.index(normalise(written))]
    if "letter" in ways and (found := _LETTER.fullmatch(narrow(written))):
        letter = found[1].upper()
        if LETTERS.index(letter) < len(texts):
            return letter
    if "number" in ways and narrow(written).isdigit() and 1 <= int(narrow(written)) <= len(texts):
        return LETTERS[int(narrow(written)) - 1]
    return None
