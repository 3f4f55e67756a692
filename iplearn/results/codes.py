"""Result codes: an attempt in some thirty characters that a pupil copies or shows as a QR code.

    1A7K-30XQ-…   letters and digits of checked.ALPHABET in groups of four, the last six of them check characters

Packed in this order (radix in brackets; see packing.py):

version (8), phase (4)                                the first character
quiz (2¹⁰), revision (2²⁰)                            `model.revision.code_address`
school (2¹⁰), grade and number of the class (2¹⁰)     0 and 0 with no class
seat (2⁸), start (2²⁴ minutes from 2026-01-01 00:00 in Shanghai), time taken (2¹² seconds; 4095 is "or more")
draw                                                  0 (2) when all items were shown, or 1 and a bit per item
an answer for every item shown, in the quiz's order   see answers.py

The order in which items and options were shown is not carried: options are named by their authored letters, and
nothing that is computed from results depends on it. No name, no device, no free text.

theme/assets/class/codes.js writes and decode.js reads the same codes (tests/cases/codes.json).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from iplearn.model.item import Item
from iplearn.model.result import Answer, Attempt, ClassCode, Phase
from iplearn.model.revision import QuizRevision, Revisions, code_address
from iplearn.results import answers
from iplearn.results.checked import (
    CHECK_LENGTH, Slip, check_digits, clean, find_slip, grouped, is_whole, mend, to_digits, to_text,
)
from iplearn.results.classes import NUMBERS, CodeProblem
from iplearn.results.packing import Field, Reader, pack

VERSION = 1
PHASES = (Phase.PRE, Phase.POST, Phase.PRACTICE)
LONGEST_TIME = 4095
LAST_MINUTE = (1 << 24) - 1
SHORTEST = 18
"""Characters of the shortest code there can be; anything shorter is a piece of one."""


@dataclass(frozen=True)
class BadCode(CodeProblem):
    """A result code that cannot be read. `slip` and `mended` say what it would be with one slip undone."""

    slip: Slip | None = None
    mended: str = ""


def encode(attempt: Attempt, items: Sequence[Item]) -> str:
    """The code of `attempt`, taken on a quiz with `items` (all of them, drawn or not).

    ValueError where the attempt answers an item the quiz does not have, or a number is out of its range.
    """
    quiz, revision = code_address(attempt.quiz, attempt.revision)
    group = attempt.group
    given = {a.item: a.response for a in attempt.answers}
    if unknown := set(given) - {item.id for item in items}:
        raise ValueError(f"{attempt.quiz} has no items {sorted(unknown)}")
    fields: list[Field] = [
        (VERSION, 8), (PHASES.index(attempt.phase), 4), (quiz, 1 << 10), (revision, 1 << 20),
        (group.school if group else 0, 1 << 10), (group.grade * NUMBERS + group.number if group else 0, 1 << 10),
        (attempt.seat, 1 << 8), (min(max(attempt.minute, 0), LAST_MINUTE), 1 << 24), (min(max(attempt.seconds, 0), LONGEST_TIME), 1 << 12),
    ]
    shown = [item for item in items if item.id in given]
    fields.append((int(len(shown) < len(items)), 2))
    if len(shown) < len(items):
        fields += [(int(item.id in given), 2) for item in items]
    for item in shown:
        fields += answers.fields(item, given[item.id])
    digits = pack(fields)
    digits += [0] * (SHORTEST - CHECK_LENGTH - len(digits))
    return grouped(to_text([*digits, *check_digits(digits)]))


class CodeReader:
    """Reads codes of every revision that was ever frozen."""

    def __init__(self, revisions: Revisions) -> None:
        self._revisions = revisions
        self._by_address: dict[tuple[int, int], QuizRevision] = {
            code_address(quiz, revision): r for (quiz, revision), r in revisions.quizzes.items()
        }
        self._quizzes = {code_address(quiz, revision)[0]: quiz for quiz, revision in revisions.quizzes}

    def decode(self, text: str, *, explain: bool = True) -> Attempt | BadCode:
        """The attempt in a code, however it was spaced and written; or why there is none.

        With `explain` a broken code is searched for the one slip of the pen that would make it whole.
        """
        cleaned = clean(text)
        digits, wrong = to_digits(cleaned)
        if wrong:
            return BadCode("alphabet", f"第 {wrong} 个字符“{cleaned[wrong - 1]}”不会出现在结果码里。", wrong)
        if len(digits) < SHORTEST:
            return BadCode("short", f"只有 {len(digits)} 个字符，结果码不会这么短，像是没有复制全。")
        if not is_whole(digits):
            return self._broken(digits) if explain else BadCode("check", "有字符抄错了。")
        return self._read(digits[:-CHECK_LENGTH])

    def _broken(self, digits: list[int]) -> BadCode:
        slip = find_slip(digits)
        if slip is None:
            return BadCode("check", "不止一处不对：可能没有复制全，也可能抄错了几处。请学生重新复制一次。")
        mended = grouped(to_text(mend(digits, slip)))
        return BadCode("slip", _said(slip), slip.position, slip, mended)

    def _read(self, digits: list[int]) -> Attempt | BadCode:
        reader = Reader(digits)
        version = reader.take(8)
        if version != VERSION:
            return BadCode("version", "这个结果码是新版网页做的，这里还读不懂。请更新后再试。")
        phase, quiz, revision = reader.take(4), reader.take(1 << 10), reader.take(1 << 20)
        found = self._by_address.get((quiz, revision))
        if found is None:
            name = self._quizzes.get(quiz)
            if name is None:
                return BadCode("quiz", "这个结果码不是这里的测验做出来的。")
            return BadCode("revision", f"这里没有测验“{name}”的这一版。请更新后再试。")
        school, inner, seat = reader.take(1 << 10), reader.take(1 << 10), reader.take(1 << 8)
        minute, seconds = reader.take(1 << 24), reader.take(1 << 12)
        items = self._revisions.layout(found.quiz, found.revision)
        drawn = [not reader.take(2) for _ in items] if reader.take(2) else [False for _ in items]
        given = tuple(Answer(item.id, answers.read(item, reader.take)) for item, out in zip(items, drawn) if not out)
        grade, number = divmod(inner, NUMBERS)
        try:
            group = ClassCode(school, grade, number) if school or inner else None
            wrong = phase >= len(PHASES) or not reader.is_done or _has_idle_zero(digits)
        except ValueError:
            wrong = True
        if wrong:
            return BadCode("content", "这个结果码的内容前后不合，不是本站网页做的。")
        return Attempt(found.quiz, found.revision, PHASES[phase], given, group, seat, minute, seconds)


def _has_idle_zero(digits: list[int]) -> bool:
    """Whether the same attempt has a shorter code: one attempt, one code."""
    return len(digits) > SHORTEST - CHECK_LENGTH and digits[-1] == 0


def _said(slip: Slip) -> str:
    where = f"第 {slip.position} 个字符"
    match slip.kind:
        case "wrong":
            return f"{where}“{slip.found}”抄错了，应当是“{slip.expected}”。"
        case "swapped":
            return f"第 {slip.position}、{slip.position + 1} 个字符“{slip.found}”写反了，应当是“{slip.expected}”。"
        case "missing":
            return f"{where}漏了，应当有一个“{slip.expected}”。"
        case _:
            return f"{where}“{slip.found}”是多出来的。"
