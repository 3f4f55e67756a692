"""Calendars (RFC 5545). A calendar that is fetched again replaces what it said before: an event keeps its UID,
and its SEQUENCE tells that it changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta

from iplearn.model.kit import CalendarEntry

# China keeps one time and has had no summer time since 1991.
_ZONE = (
    "BEGIN:VTIMEZONE", "TZID:Asia/Shanghai", "BEGIN:STANDARD", "DTSTART:19910915T000000", "TZOFFSETFROM:+0800",
    "TZOFFSETTO:+0800", "TZNAME:CST", "END:STANDARD", "END:VTIMEZONE",
)
_LINE = 75
"""Octets of a line."""


def calendar(name: str, entries: Iterable[CalendarEntry]) -> bytes:
    """The file, its events by day."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//iplearn//kits//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", f"X-WR-CALNAME:{_text(name)}", "X-WR-TIMEZONE:Asia/Shanghai", *_ZONE]
    for entry in sorted(entries, key=lambda e: (e.day, e.begins or time.min, e.uid)):
        lines += _event(entry)
    return ("\r\n".join(piece for line in (*lines, "END:VCALENDAR") for piece in _folded(line)) + "\r\n").encode()


def _event(e: CalendarEntry) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{e.uid}"
    yield f"SEQUENCE:{e.sequence}"
    yield f"DTSTAMP:{_stamp(e.changed)}"
    yield f"LAST-MODIFIED:{_stamp(e.changed)}"
    if e.begins is None or e.ends is None:
        yield f"DTSTART;VALUE=DATE:{e.day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{e.last + timedelta(days=1):%Y%m%d}"  # the day after the last
    else:
        yield f"DTSTART;TZID=Asia/Shanghai:{e.day:%Y%m%d}T{e.begins:%H%M%S}"
        yield f"DTEND;TZID=Asia/Shanghai:{e.last:%Y%m%d}T{e.ends:%H%M%S}"
    yield f"SUMMARY:{_text(e.title)}"
    if e.place:
        yield f"LOCATION:{_text(e.place)}"
    if e.note:
        yield f"DESCRIPTION:{_text(e.note)}"
    yield f"STATUS:{e.status}"
    yield "TRANSP:TRANSPARENT" if e.begins is None else "TRANSP:OPAQUE"
    yield "END:VEVENT"


def _stamp(day: date) -> str:
    """Noon in China, in UTC: no clock is asked."""
    return f"{day:%Y%m%d}T040000Z"


def _text(value: str) -> str:
    return value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """No line is longer than 75 octets, and no character is cut in two."""
    piece, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _LINE:
            yield piece
            piece, size = " ", 1
        piece += character
        size += octets
    yield piece
