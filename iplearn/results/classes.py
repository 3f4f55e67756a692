"""Class codes: `K3F27Q` = the school's three characters, two for grade and class, one that checks them.

The office gives every school its three characters; the third checks the first two, so that a mistyped school is
noticed on the spot. The rest is made on the class page, without asking anybody.
"""

from __future__ import annotations

from dataclasses import dataclass

from iplearn.model.result import ClassCode
from iplearn.results.checked import check_digit, clean, to_digits, to_text

SCHOOL_LENGTH = 3
CLASS_LENGTH = 6
NUMBERS = 64


@dataclass(frozen=True)
class CodeProblem:
    """Why a code cannot be read: `kind` for programs, `message` in Chinese, `position` of a character from 1."""

    kind: str
    message: str
    position: int | None = None


def school_code(number: int) -> str:
    """The three characters of the school with this number, 1 to 1023; 0 is for trying things out (`000`)."""
    if not 0 <= number < 1024:
        raise ValueError(f"no such school: {number}")
    digits = [number & 31, number >> 5]
    return to_text([*digits, check_digit(digits)])


def read_school(text: str) -> int | CodeProblem:
    """The number of the school that wrote `text`."""
    digits, problem = _digits(text, SCHOOL_LENGTH, "学校代码")
    if problem:
        return problem
    if check_digit(digits[:2]) != digits[2]:
        return CodeProblem("check", f"学校代码“{clean(text)}”不对，有字符抄错了。请对照市里发的代码再看一遍。")
    return digits[0] + digits[1] * 32


def class_code(group: ClassCode) -> str:
    """`ClassCode(17, 7, 3)` -> its six characters."""
    inner = group.grade * NUMBERS + group.number
    digits = [*to_digits(school_code(group.school))[0], inner & 31, inner >> 5]
    return to_text([*digits, check_digit(digits)])


def read_class(text: str) -> ClassCode | CodeProblem:
    """The class behind `text`, however it was spaced and written."""
    digits, problem = _digits(text, CLASS_LENGTH, "班级码")
    if problem:
        return problem
    grade, number = divmod(digits[3] + digits[4] * 32, NUMBERS)
    if check_digit(digits[:5]) != digits[5] or check_digit(digits[:2]) != digits[2]:
        return CodeProblem("check", f"班级码“{clean(text)}”不对，有字符抄错了。请对照老师给的班级码再看一遍。")
    try:
        return ClassCode(digits[0] + digits[1] * 32, grade, number)
    except ValueError:
        return CodeProblem("class", f"班级码“{clean(text)}”里没有这样的班。请在班级汇总页重新生成。")


def learner(group: ClassCode | None, seat: int) -> str:
    """The pseudonym in every table: `K3F27Q-07`; "" with no class."""
    return f"{class_code(group)}-{seat:02d}" if group else ""


def _digits(text: str, length: int, what: str) -> tuple[list[int], CodeProblem | None]:
    cleaned = clean(text)
    digits, wrong = to_digits(cleaned)
    if wrong:
        return [], CodeProblem("alphabet", f"{what}的第 {wrong} 个字符“{cleaned[wrong - 1]}”不会出现在代码里。", wrong)
    if len(cleaned) != length:
        return [], CodeProblem("length", f"{what}是 {length} 个字符，这里有 {len(cleaned)} 个。")
    return digits, None
