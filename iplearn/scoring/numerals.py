"""Numbers inside an answer take one form: 二十 is 20, 3万 is 30000, 百分之五 is 5%.

`model.numerals` reads article numbers, where every run of numerals is a number. In a pupil's answer it may
not be (万一, 三万五), so here a numeral counts only when it is written in full: spelling its value must give
the same characters back.
"""

from __future__ import annotations

import re

from iplearn.model.numerals import chinese_numeral, parse_numeral

_RUN = re.compile("[0-9.零〇一二两三四五六七八九十百千万亿]+")
_GROUPED = re.compile(r"(^|[^0-9.,])([0-9]{1,3}(?:,[0-9]{3})+)(?![0-9,])")
_FRACTION = re.compile(r"(百|[0-9]+)分之(百|[0-9]+(?:\.[0-9]+)?)")

_DIGITS = dict(zip("零〇一二三四五六七八九", "00123456789"))
_ZEROS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8, "万亿": 12}
_SCALED = re.compile(r"([0-9]{1,8})(?:\.([0-9]{1,6}))?(万亿|[十百千万亿])")
_SPLIT = re.compile(r"([0-9]{1,8})万([0-9]{4})")
_WHOLE = re.compile("(?:([^万亿]+)亿)?(?:([^万亿]+)万)?([^万亿]*)")


def unify_numbers(text: str) -> str:
    """`text` with every number in its one form.

    >>> unify_numbers("二十年"), unify_numbers("1,000元"), unify_numbers("1.5万"), unify_numbers("三分之一")
    ('20年', '1000元', '15000', '1/3')
    """
    text = _GROUPED.sub(lambda m: m[1] + m[2].replace(",", ""), text)
    text = _RUN.sub(lambda m: _number(m[0]), text)
    return _FRACTION.sub(_fraction, text)


def _fraction(m: re.Match[str]) -> str:
    below, above = (part.replace("百", "100") for part in m.groups())
    return f"{above}%" if below == "100" else f"{above}/{below}"


def _number(run: str) -> str:
    if re.fullmatch("[0-9.]+", run):
        return run
    if run == "两":
        return "2"
    if all(c in _DIGITS for c in run):
        return "".join(_DIGITS[c] for c in run)
    if m := _SCALED.fullmatch(run):
        return _shift(m[1], m[2] or "", _ZEROS[m[3]])
    if m := _SPLIT.fullmatch(run):
        return str(int(m[1] + m[2]))
    value = _spelled_out(run)
    return run if value is None else str(value)


def _shift(whole: str, part: str, zeros: int) -> str:
    """`whole.part` with the decimal point moved right by `zeros` places."""
    part = part.ljust(zeros, "0")
    head, tail = str(int(whole + part[:zeros])), part[zeros:].rstrip("0")
    return f"{head}.{tail}" if tail else head


def _spelled_out(run: str) -> int | None:
    """The value of a numeral in full form, 一 to 九千九百九十九亿…; None where the form leaves doubt."""
    run = re.sub("[1-9]", lambda m: "一二三四五六七八九"[int(m[0]) - 1], run)
    run = run.replace("两", "二").replace("〇", "零")
    m = _WHOLE.fullmatch(run)
    if m is None:
        return None
    value = 0
    for i, text in enumerate(m.groups()):
        value *= 10_000
        if not text:
            continue
        group = _group(text, leading=not any(m.groups()[:i]))
        if group is None:
            return None
        value += group
    return value


def _group(text: str, *, leading: bool) -> int | None:
    """Four places. Below a higher group a bare digit needs its 零: 三万五 is 35000 to some, 30005 to others."""
    if not leading:
        if text in "一二三四五六七八九":
            return None
        text = text.removeprefix("零")
    text = re.sub("^一十", "十", text)
    value = parse_numeral(text)
    return value if value and value <= 9999 and chinese_numeral(value) == text else None
