"""Two answers are the same when their normal forms are equal. Never "close enough".

The steps, in this order (theme/assets/quiz/normalise.js takes the same):

1. NFKC (full-width forms become half-width), Latin letters become small, invisible characters go;
2. 《》 and 〈〉 go: a title with and without its marks is one title;
3. punctuation and spaces at both ends go; a sign, a leading decimal point, a slash and % stay;
4. spaces beside a Chinese character go, others shrink to one;
5. numbers take one form (`numerals.unify_numbers`).
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from iplearn.scoring.numerals import unify_numbers

_GONE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff《》〈〉]")
_MINUS = str.maketrans({"\u2212": "-", "\u2044": "/", "\u2215": "/"})
_SPACE = " \\t\\n\\r\\f\\v\u2028\u2029"
_EDGE = _SPACE + r",、;:!?。…'\"“”‘’()\[\]{}<>「」『』【】·•~—–_*"
_LEFT = re.compile(f"^(?:[{_EDGE}]|\\.(?![0-9]))+")
_RIGHT = re.compile(f"[{_EDGE}.]+$")
_HAN = "\u3400-\u4dbf\u4e00-\u9fff〇"
_HAN_SPACE = re.compile(f"([{_HAN}])[{_SPACE}]+|[{_SPACE}]+(?=[{_HAN}])")
_SPACES = re.compile(f"[{_SPACE}]+")

_LONGEST_NUMBER = 40
_NUMBER = re.compile(r"([+-]?)(?:([0-9]+\.?[0-9]*|\.[0-9]+)(%?)|([0-9]+)/([0-9]+))")


def normalise(text: str) -> str:
    """The normal form of an answer; "" when nothing but punctuation was written.

    >>> normalise("《著作权法》 第 二十 条。"), normalise("１．５"), normalise("３万 元"), normalise("三万五")
    ('著作权法第20条', '1.5', '30000元', '三万五')
    """
    return unify_numbers(_clean(text))


def parse_number(text: str, unit: str | None = None) -> Fraction | None:
    """The number typed, with or without its unit; None when it is not one number.

    20, +20, 二十, 1/3, 5%, 3万 and 负五 are numbers; so are 20年 where the unit is 年, and 50万元 or 50万 (= 50)
    where the unit is 万元.
    """
    text = _clean(text)
    if unit:
        name = _clean(unit)
        scale = re.match("[十百千万亿]*", name)[0]  # type: ignore[index]
        if name and text.endswith(name):
            text = text[: -len(name)]
        elif name == "%" and text.startswith("百分之"):
            text = text[3:]
        elif scale and text.endswith(scale):
            text = text[: -len(scale)]
    text = unify_numbers(re.sub("^负", "-", text.strip(" ")))
    m = _NUMBER.fullmatch(text) if len(text) <= _LONGEST_NUMBER else None
    if m is None or (m[5] is not None and not int(m[5])):
        return None
    value = Fraction(int(m[4]), int(m[5])) if m[4] else Fraction(m[2].rstrip(".")) / (100 if m[3] else 1)
    return -value if m[1] == "-" else value


def _clean(text: str) -> str:
    """Steps 1 to 4."""
    text = unicodedata.normalize("NFKC", text).lower().translate(_MINUS)
    text = _RIGHT.sub("", _LEFT.sub("", _GONE.sub("", text)))
    return _SPACES.sub(" ", _HAN_SPACE.sub(r"\1", text))
