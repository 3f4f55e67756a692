"""What a reader typed -> values. Nothing is guessed: what cannot be read is Unreadable, what is not known Unknown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from iplearn.model.tool import Field

FIRST_YEAR, LAST_YEAR = 1800, 2200


@dataclass(frozen=True)
class Missing:
    """No value. `why`: empty, unknown (the reader cannot tell) or unreadable."""

    why: str


Value = date | str | tuple[str, ...] | Missing


def read_date(text: str) -> date | None:
    """2026-11-29, 2026/11/29, 20261129 or 2026年11月29日."""
    text = unicodedata.normalize("NFKC", text).strip()
    match = re.fullmatch(r"(\d{4})(\d\d)(\d\d)|(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?", text)
    if not match:
        return None
    year, month, day = (int(g) for g in match.groups() if g is not None)
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def read_years(text: str) -> list[int] | None:
    """1970、1985: years with anything common between them. None where something else stands there."""
    words = [w for w in re.split(r"[\s,;、年]+", unicodedata.normalize("NFKC", text)) if w]
    if not words or not all(re.fullmatch(r"\d{4}", w) and FIRST_YEAR <= int(w) <= LAST_YEAR for w in words):
        return None
    return [int(w) for w in words]


def read_answer(field: Field, text: str) -> Value:
    """The value of an answer. A year stands for its first day; of several years the latest counts."""
    text = text.strip()
    if not text:
        return Missing("empty")
    if field.type == "日期":
        return read_date(text) or Missing("unreadable")
    if field.type in ("年份", "多个年份"):
        years = read_years(text)
        if years is None or (field.type == "年份" and len(years) != 1):
            return Missing("unreadable")
        return date(max(years), 1, 1)
    if field.type == "选择":
        option = next((o for o in field.options if o.id == text), None)
        if option is None:
            return Missing("unreadable")
        return Missing("unknown") if option.unknown else text
    if field.type == "多选":
        chosen = tuple(text.split(","))
        return chosen if set(chosen) <= {o.id for o in field.options} else Missing("unreadable")
    return text


def read_answers(fields: tuple[Field, ...], answers: Mapping[str, str]) -> dict[str, Value]:
    return {f.id: read_answer(f, answers.get(f.id, "")) for f in fields}
