"""xAPI statements -> attempts, as result codes and files are.

What theme/assets/xapi/statements.js sends is what is read: "answered" for every item shown, "completed" for the whole,
held together by the registration. Statements of others, and verbs that say nothing of answers, are passed over and
counted. Scores in statements are not asked: `results.rows` scores the responses from the key of their revision.

    for one in read_statements(statements(path, "utf-8-sig"), "lrs.jsonl", revisions):
        ...  # Handed, or a Diagnostic
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any, assert_never

from iplearn.diagnostics import Diagnostic, Place, error, warning
from iplearn.model.item import (
    LETTERS, Categorise, Item, Matching, MultipleChoice, Numeric, Ordering, ShortAnswer, SingleChoice, Survey,
    TextEntry, TrueFalse,
)
from iplearn.model.result import EPOCH, UNKNOWN, Answer, Attempt, ClassCode, Phase, Response
from iplearn.model.revision import Revisions
from iplearn.results.answers import NONE, carried
from iplearn.results.classes import read_class
from iplearn.results.rows import Handed
from iplearn.results.statements import Numbered

ANSWERED = "http://adlnet.gov/expapi/verbs/answered"
COMPLETED = "http://adlnet.gov/expapi/verbs/completed"

_ACTIVITY = re.compile(r"/quiz/([\w-]+)\.html(?:#([\w-]+)@([0-9a-f]+))?$")
_ACCOUNT = re.compile(r"([0-9A-Z]{6})-(\d{2,3})")
_SECONDS = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?")
_LONGEST = 4095
_LAST_MINUTE = (1 << 24) - 1


@dataclass(slots=True)
class _Gathered:
    """The statements of one registration."""

    line: int
    quiz: str
    revision: str
    phase: Phase
    group: ClassCode
    seat: int
    ended: datetime
    seconds: int | None = None
    given: dict[str, tuple[str, int]] = field(default_factory=dict)


class _Stray(ValueError):
    """A statement of this site that cannot be used; says why in Chinese."""


def read_statements(statements: Iterable[Numbered], source: str, revisions: Revisions) -> Iterator[Handed | Diagnostic]:
    """The attempts in `statements`, each with `source` and the number of its first statement, and what could not be used.

    A statement that occurs twice (same id) counts once. Statements come in any order, so an attempt is known when all
    have been seen; until then little is kept of each.
    """
    gathered: dict[str, _Gathered] = {}
    seen: set[bytes] = set()
    others = 0
    for number, statement in statements:
        if not isinstance(statement, dict):
            yield error(Place(source, number), "xapi/json", "这里不是一条完整的 xAPI 记录。", "从学习记录库重新导出，一行一条。")
            continue
        if "id" in statement:
            identity = blake2b(str(statement["id"]).encode("utf-8", "backslashreplace"), digest_size=16).digest()
            if identity in seen:
                continue
            seen.add(identity)
        try:
            others += not _gather(statement, number, gathered)
        except _Stray as why:
            yield error(Place(source, number), "xapi/statement", f"这条记录用不了：{why}", "它可能被改过，或者不是本站网页发的。其余各条照常读入。")
    seen.clear()
    for one in gathered.values():
        try:
            yield Handed(_attempt(one, revisions), f"{source}:{one.line}")
        except _Stray as why:
            yield error(Place(source, one.line), "xapi/attempt", f"这一次作答用不了：{why}", "更新题库后再试。其余各次照常读入。")
    if others:
        yield warning(Place(source, 1), "xapi/other", f"有 {others} 条记录不是测验作答，没有读。", "只要测验作答的话，不用管它。")


def _gather(statement: dict[str, Any], line: int, gathered: dict[str, _Gathered]) -> bool:
    """Adds a statement to its attempt; False where it is none of ours."""
    verb = _at(statement, "verb", "id")
    activity = _ACTIVITY.search(str(_at(statement, "object", "id")))
    if verb not in (ANSWERED, COMPLETED) or not activity or (verb == ANSWERED) != bool(activity[2]):
        return False
    registration, ended = str(_at(statement, "context", "registration")), _time(_at(statement, "timestamp"))
    one = gathered.get(registration)
    if one is None:
        group, seat = _learner(_at(statement, "actor", "account", "name"))
        quiz, revision = sys.intern(activity[1]), sys.intern(str(_at(statement, "context", "revision")))
        one = gathered[registration] = _Gathered(line, quiz, revision, _phase(statement), group, seat, ended)
    elif one.quiz != activity[1] or (one.group, one.seat) != _learner(_at(statement, "actor", "account", "name")):
        raise _Stray("同一次作答里混进了别的测验或别的座号。")
    one.ended = max(one.ended, ended)
    seconds = _duration(_at(statement, "result", "duration"))
    if verb == COMPLETED:
        one.seconds = seconds
    else:
        one.given[sys.intern(activity[2])] = (sys.intern(str(_at(statement, "result", "response") or "")), seconds)
    return True


def _attempt(one: _Gathered, revisions: Revisions) -> Attempt:
    try:
        items = revisions.layout(one.quiz, one.revision)
    except KeyError:
        raise _Stray(f"这里没有测验“{one.quiz}”的这一版（{one.revision}）。") from None
    strange = sorted(set(one.given) - {item.id for item in items})
    if strange:
        raise _Stray(f"测验“{one.quiz}”的这一版没有题目“{strange[0]}”。")
    answers = tuple(Answer(i.id, carried(i, response(i, one.given[i.id][0])), one.given[i.id][1]) for i in items if i.id in one.given)
    seconds = sum(a.seconds or 0 for a in answers) if one.seconds is None else one.seconds
    minute = (one.ended - timedelta(seconds=seconds) - EPOCH) // timedelta(minutes=1)
    return Attempt(one.quiz, one.revision, one.phase, answers, one.group, one.seat, min(max(minute, 0), _LAST_MINUTE), min(seconds, _LONGEST))


def response(item: Item, text: str) -> Response:
    """A `result.response` of cmi.interaction as our own: `"1[.]B[,]3[.]A"` -> `"B-A"`."""
    parts = text.split("[,]") if text else []
    match item:
        case SingleChoice() | Survey() | Numeric():
            return text
        case MultipleChoice() | Ordering():
            return "".join(parts)
        case TrueFalse():
            return {"true": "T", "false": "F"}.get(text, "")
        case TextEntry():
            return tuple(parts)
        case Matching():
            return _places(parts, len(item.pairs))
        case Categorise():
            return _places(parts, len(item.entries))
        case ShortAnswer():
            return (UNKNOWN, "") if text == UNKNOWN else ("", "".join(p.partition("[.]")[0] for p in parts if p.endswith("[.]met")))
        case _:
            assert_never(item)


def _places(parts: list[str], count: int) -> str:
    at = {left: right for left, _, right in (p.partition("[.]") for p in parts)}
    letters = [at.get(str(n), NONE) for n in range(1, count + 1)]
    return "".join(letter if letter in LETTERS and len(letter) == 1 else NONE for letter in letters)


# --- Parts of a statement ----------------------------------------------------------------------------


def _at(statement: Any, *keys: str) -> Any:
    for key in keys:
        statement = statement.get(key) if isinstance(statement, dict) else None
    return statement


def _phase(statement: dict[str, Any]) -> Phase:
    extensions = _at(statement, "context", "extensions")
    for key, value in _pairs(extensions):
        if key.endswith("/xapi/phase"):
            try:
                return Phase(value)
            except ValueError:
                break
    raise _Stray("没有写是前测、后测还是练习。")


def _pairs(value: Any) -> Iterator[tuple[str, Any]]:
    yield from value.items() if isinstance(value, dict) else ()


def _learner(name: Any) -> tuple[ClassCode, int]:
    match = _ACCOUNT.fullmatch(str(name))
    group = read_class(match[1]) if match else None
    if not match or not isinstance(group, ClassCode) or not 0 < int(match[2]) < 256:
        raise _Stray(f"“{name}”不是班级码加座号。")
    return group, int(match[2])


def _time(value: Any) -> datetime:
    try:
        time = datetime.fromisoformat(str(value).replace("Z", "+00:00"))
    except ValueError:
        time = None
    if time is None or time.tzinfo is None:
        raise _Stray(f"时间“{value}”读不懂。")
    return time


def _duration(value: Any) -> int:
    match = _SECONDS.fullmatch(str(value)) if value else None
    if not match:
        return 0
    days, hours, minutes, seconds = (float(part or 0) for part in match.groups())
    return round(((days * 24 + hours) * 60 + minutes) * 60 + seconds)
