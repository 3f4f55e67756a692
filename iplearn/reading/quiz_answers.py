"""The value of `答案：`: accepted words, or a range of numbers."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction

from iplearn.reading.quiz_lines import Mistakes
from iplearn.scoring.normalise import normalise, parse_number

RANGE_MARKS = ("±", "..", "．．")
_MOST_DIGITS = 15
_ALMOST_RANGE = re.compile(r"[0-9.]+[万亿%]?\s*(?:~|—+|–|-|至|\+/?-)\s*[0-9.]+[万亿%]?")


def read_accepted(line: int, text: str, mistakes: Mistakes) -> tuple[str, ...]:
    r"""`二十 | 20` -> every accepted answer; `\|` is a bar that belongs to an answer."""
    answers = [a.strip(" \u3000\u00a0").replace("\\|", "|") for a in re.split(r"(?<!\\)[|｜]", text)]
    for answer in answers:
        if not normalise(answer):
            mistakes.error(line, "answer-empty", "答案里有一处是空的，或只有标点。", "“|”两边都写上字，或删掉“|”。")
    return tuple(answers)


def looks_like_range(text: str) -> bool:
    """Whether a text was probably meant as a range or a tolerance."""
    return bool(_ALMOST_RANGE.fullmatch(unicodedata.normalize("NFKC", text)))


def read_range(line: int, text: str, unit: str | None, mistakes: Mistakes) -> tuple[Decimal, Decimal] | None:
    """`20 ± 0`, `3万..500万` or `20` -> lowest and highest right number."""
    first, mark, second = _parts(unicodedata.normalize("NFKC", text))
    a = _number(line, first, unit, mistakes)
    b = _number(line, second, unit, mistakes) if mark else Fraction(0)
    if a is None or b is None:
        return None
    low, high = (a, b) if mark == ".." else (a - b, a + b)
    if low > high:
        mistakes.error(line, "range", f"答案“{text}”的范围是反的。", "小的写前面；误差不能是负数。")
        return None
    exact = _decimal(low), _decimal(high)
    if exact[0] is None or exact[1] is None:
        mistakes.error(line, "number", f"答案“{text}”不是有限小数，或位数太多。", "写成小数并给误差，例如“0.33 ± 0.01”。")
        return None
    return exact[0], exact[1]


def _parts(text: str) -> tuple[str, str, str]:
    for mark in ("±", ".."):
        first, found, second = text.partition(mark)
        if found:
            return first, mark, second
    return text, "", ""


def _number(line: int, text: str, unit: str | None, mistakes: Mistakes) -> Fraction | None:
    value = parse_number(text)
    if value is None and unit and parse_number(text, unit) is not None:
        mistakes.error(line, "number", f"答案里的“{text.strip()}”带了单位。", f"只写数字，单位写在“单位：{unit}”。")
    elif value is None:
        mistakes.error(line, "number", f"“{text.strip()}”不是数。", "写成“20 ± 0”“3万..500万”这样；如果要填的是文字，加一行“题型：填空”。")
    return value


def _decimal(value: Fraction) -> Decimal | None:
    """The same number in at most 15 digits, which a browser holds exactly enough; None where there is none."""
    for places in range(_MOST_DIGITS + 1):
        scaled = value * 10**places
        if scaled.denominator == 1:
            digits = scaled.numerator
            return Decimal(digits).scaleb(-places) if len(str(abs(digits))) <= _MOST_DIGITS else None
    return None
