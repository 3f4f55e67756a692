"""Chinese numerals, both ways, for article numbers and written answers: 二百一十九 = 219."""

from __future__ import annotations

_DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10_000, "亿": 100_000_000}

NUMERAL_CHARS = "".join((*_DIGITS, *_UNITS, *_BIG))


def parse_numeral(text: str) -> int | None:
    """The whole number written in Chinese or Arabic digits, or None if it is not one.

    >>> parse_numeral("二百一十九"), parse_numeral("二〇二六"), parse_numeral("42"), parse_numeral("十")
    (219, 2026, 42, 10)
    """
    if text.isascii() and text.isdigit():
        return int(text)
    if not text or any(c not in NUMERAL_CHARS for c in text):
        return None
    if all(c in _DIGITS for c in text):  # 二〇二六: digits in a row
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _UNITS:
            section += (digit or 1) * _UNITS[c]
            digit = 0
        else:
            total = (total + section + digit) * _BIG[c] if c == "亿" else total + (section + digit) * _BIG[c]
            section = digit = 0
    return total + section + digit


def chinese_numeral(n: int) -> str:
    """`219 -> 二百一十九`, the way law texts number their articles (1 <= n <= 9999).

    >>> chinese_numeral(10), chinese_numeral(42), chinese_numeral(105), chinese_numeral(1260)
    ('十', '四十二', '一百零五', '一千二百六十')
    """
    digits = "零一二三四五六七八九"
    if not 1 <= n <= 9999:
        raise ValueError(n)
    out, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        d, n = divmod(n, unit)
        if d:
            out += ("零" if zero else "") + digits[d] + name
            zero = False
        elif out:
            zero = True
    return out[1:] if out.startswith("一十") else out
