"""Text as it arrives from other people's programs: encodings, widths, and dates as they are written."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TextIO

from iplearn.model.result import SHANGHAI

_SAMPLE = 1 << 16
_LONGEST_LINE = 1 << 22


def encoding_of(path: Path) -> str | None:
    """`utf-8-sig`, `utf-16` or `gb18030`, from the start of the file; None where it is no text in any of them."""
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in head:
        return None
    for name in ("utf-8", "gb18030"):
        try:
            codecs.getincrementaldecoder(name)().decode(head, final=len(head) < _SAMPLE)
        except UnicodeDecodeError:
            continue
        return "utf-8-sig" if name == "utf-8" else name
    return None


def open_text(path: Path, encoding: str) -> TextIO:
    """A byte that cannot be read becomes U+FFFD: one bad row must not cost the others."""
    return path.open(encoding=encoding, errors="replace", newline="")


def lines(path: Path, encoding: str) -> Iterator[tuple[int, str]]:
    """(line number from 1, line without its end), one at a time however large the file.

    A line beyond every measure comes in pieces, so that a file without line ends is no more in memory than another.
    """
    with open_text(path, encoding) as file:
        number = 1
        while piece := file.readline(_LONGEST_LINE):
            yield number, piece.rstrip("\r\n")
            number += piece.endswith(("\r", "\n"))


def beginning(path: Path, encoding: str, characters: int) -> str:
    """The first characters of a file, all of it where there are fewer."""
    with open_text(path, encoding) as file:
        return file.read(characters)


def narrow(text: str) -> str:
    """Full-width letters, digits and signs as half-width ones; outer white space gone."""
    return text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()


_WHEN = re.compile(
    r"(?P<year>\d{4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*日?"
    r"(?:[T\s,]*(?:星期.|周.)?[\s,]*(?P<half>上午|下午|中午|晚上)?\s*(?P<hour>\d{1,2})\s*[:时点]\s*(?P<minute>\d{1,2})?\s*(?:[:分]\s*(?P<second>\d{1,2})?)?\s*(?:秒|\.\d+)?"
    r"\s*(?P<pm>[AaPp][Mm])?\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\s*(\d{2}):?(\d{2}))?")


@lru_cache(maxsize=1 << 12)  # a class answers in a few minutes
def when(text: str) -> datetime | None:
    """A date with or without a time, as people and spreadsheets write it, in Shanghai time; None where it is none.

    `2026-10-08T09:47+08:00`, `2026/10/8 9:47`, `２０２６年10月8日 下午3点05分`, `20261008`.
    """
    text = narrow(text)
    found = _WHEN.fullmatch(text)
    try:
        if found is None:
            compact = _COMPACT.fullmatch(text)
            return datetime(*(int(part or 0) for part in compact.groups()), tzinfo=SHANGHAI) if compact else None
        part = {name: int(found[name] or 0) for name in ("year", "month", "day", "hour", "minute", "second")}
        later = found["half"] in ("下午", "晚上") or (found["pm"] or "").lower() == "pm"
        if later and part["hour"] < 12:
            part["hour"] += 12
        zone = SHANGHAI if not found["zone"] else datetime.strptime(found["zone"].replace("Z", "+0000"), "%z").tzinfo
        return datetime(**part, tzinfo=zone).astimezone(SHANGHAI)
    except ValueError:
        return None


_SPAN = re.compile(r"(?:(\d+)\s*(?:小时|时|hours?|h))?\s*(?:(\d+)\s*(?:分钟|分|mins?|minutes?|m))?\s*(?:(\d+(?:\.\d+)?)\s*(?:秒|secs?|seconds?|s)?)?")


def span(text: str) -> float | None:
    """Seconds of `90`, `1分30秒`, `1 min 30 secs`, `0:01:30`; None where it is no length of time."""
    text = narrow(text).lower()
    if re.fullmatch(r"\d+(:\d{2}){1,2}", text):
        return float(sum(int(part) * 60**n for n, part in enumerate(reversed(text.split(":")))))
    found = _SPAN.fullmatch(text)
    if not text or not found:
        return None
    hours, minutes, seconds = (float(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds


def term_of(day: datetime) -> str:
    """The half of the school year: `2026-1` from September 2026 to January 2027, `2026-2` from February to August 2027."""
    if day.month >= 9:
        return f"{day.year}-1"
    return f"{day.year - 1}-{1 if day.month == 1 else 2}"
