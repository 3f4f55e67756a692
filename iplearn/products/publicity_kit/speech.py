"""Scripts for the radio: how long they take, where to breathe, what numbers and letters sound like."""

from __future__ import annotations

import re

from iplearn.model.kit import SpokenText
from iplearn.model.numerals import chinese_numeral

MOST_IN_A_BREATH = 22
"""Syllables between two marks: more leave an announcer out of breath."""
_DIGITS = "零一二三四五六七八九"
_SYLLABLES = {"W": 3}
"""Letters are read by their English names, of one syllable but for this one."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_LETTER = re.compile(r"[A-Za-z]")
_LONG_STOP, _SHORT_STOP = "。！？；", "，："


def spoken(text: str) -> str:
    """A text as it sounds, in characters.

    >>> spoken("2027 年 4 月 26 日，3.5% 的人"), spoken("罚 100000 元"), spoken("AI")
    ('二零二七年四月二十六日，百分之三点五的人', '罚十万元', 'AI')
    """
    text = re.sub(r"(?<=[0-9%％A-Za-z]) (?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff]) (?=[0-9A-Za-z])", "", text)
    text = re.sub(r"(?<!\d)(\d{4})(?=年)", lambda m: "".join(_DIGITS[int(d)] for d in m[1]), text)
    text = re.sub(r"(\d+(?:\.\d+)?)[%％]", lambda m: f"百分之{_number(m[1])}", text)
    return re.sub(r"\d+(?:\.\d+)?", lambda m: _number(m[0]), text)


def _number(digits: str) -> str:
    whole, _, part = digits.partition(".")
    out = _whole(int(whole))
    return out + ("点" + "".join(_DIGITS[int(d)] for d in part) if part else "")


def _whole(n: int) -> str:
    if n == 0:
        return "零"
    high, low = divmod(n, 10_000)
    if high >= 10_000:
        top, high = divmod(high, 10_000)
        return _whole(top) + "亿" + (_below(high, "万") if high else "") + (_below(low, "") if low else "")
    if high:
        return chinese_numeral(high) + "万" + (_below(low, "") if low else "")
    return chinese_numeral(low)


def _below(n: int, unit: str) -> str:
    return ("零" if n < 1000 else "") + chinese_numeral(n) + unit


def syllables(text: str) -> int:
    """Of a text as `spoken`."""
    letters = sum(_SYLLABLES.get(letter.upper(), 1) for letter in _LETTER.findall(text))
    return len(_HAN.findall(text)) + letters


def marked(text: str) -> str:
    """With a stroke where to breathe lightly, two where to stop.

    >>> marked("先申请，再公开。")
    '先申请， / 再公开。 // '
    """
    return re.sub(f"([{_LONG_STOP}][”』）]?)", r"\1 // ", re.sub(f"([{_SHORT_STOP}])", r"\1 / ", text))


def breaths(text: str) -> list[str]:
    """The stretches of a text, as spoken, that are read in one breath."""
    return [piece.strip() for piece in re.split(f"[{_LONG_STOP}{_SHORT_STOP}]", spoken(text)) if piece.strip()]


def script(label: str, limit: int, paragraphs: tuple[str, ...], rate: int) -> SpokenText:
    """`limit` in seconds, `rate` in syllables a minute."""
    said = "".join(map(spoken, paragraphs))
    count = syllables(said)
    return SpokenText(label, limit, tuple(marked(p).strip() for p in paragraphs), said, count, round(count * 60 / rate, 1))
