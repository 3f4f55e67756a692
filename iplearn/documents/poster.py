"""Posters: A3 as PDF to print, and as PNG to send on."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from math import ceil

import segno
import typst

from iplearn.documents.design import COLOURS
from iplearn.documents.layout import phrases, text_width
from iplearn.documents.pdf import press
from iplearn.documents.typst_text import array, inline, string
from iplearn.model.paper import Picture, Poster
from iplearn.model.runs import Run, Text, plain_text, text

MOST_POINTS = 6
_ACROSS, _BELOW = 722.0, 1190 - 560 - 44 - 185.0
"""Width of the text, height between the sea and the foot, in points."""
_POINT_SIZES = (34, 30, 27, 24, 21)
_LARGE = 3
"""How many of them are read from across a room."""
_LARGEST, _LINE = 104.0, 620.0
"""Of a title: its largest size and the length of its lines, in points."""
_LEAD = 560 / 25 / 1.03
"""Characters in a line of the lead."""


def poster_pdf(poster: Poster) -> bytes:
    """An A3 sheet as PDF/UA-1."""
    return press().pdf(poster_source(poster), poster.day)


def poster_png(poster: Poster, ppi: float = 96) -> bytes:
    """The same sheet as picture; 96 points an inch make it 1123 by 1587."""
    return press().pictures(poster_source(poster), ppi)[0]


def qr(address: str) -> Picture:
    """A QR code that survives a fold or a stain (level Q), in ink on white."""
    out = io.BytesIO()
    code = segno.make(address, error="q", micro=False)
    code.save(out, kind="svg", scale=8, border=2, dark=f"#{COLOURS['ink']}", light="#ffffff", xmldecl=False, svgns=True)
    return Picture(out.getvalue(), "svg", address)


def _columns(poster: Poster) -> int:
    return 2 if len(poster.points) > 4 and poster.picture is None else 1


def _across(poster: Poster) -> float:
    """Width of a column of points."""
    columns = _columns(poster)
    return _ACROSS - 286 if poster.picture is not None else (_ACROSS - 36 * (columns - 1)) / columns


def point_size(poster: Poster) -> float | None:
    """The largest size at which the points stand above the foot; None where none does."""
    columns = _columns(poster)
    across = _across(poster)
    longest = max((text_width(phrase) for p in poster.points for phrase in phrases(plain_text(p))), default=0.0)
    # Phrases stay whole where the type remains large; otherwise they break.
    for size, whole in (*((s, True) for s in _POINT_SIZES[:_LARGE]), *((s, False) for s in _POINT_SIZES)):
        room = _room(across, size)
        # 1.36 is the height of a line, 0.75 the white between two points, in sizes of the text.
        heights = [_lines(p, room) * size * 1.36 + size * 0.75 for p in poster.points]
        if (longest <= room or not whole) and sum(max(heights[n : n + columns]) for n in range(0, len(heights), columns)) <= _BELOW:
            return size
    return None


def _room(across: float, size: float) -> float:
    """Characters in a line beside the number of a point."""
    return (across - 1.8 * size) / size / 1.03


def _lines(text: Text, room: float) -> int:
    """Lines of a text whose phrases stay whole, in lines of `room` characters."""
    count, filled = 1, 0.0
    for phrase in map(text_width, phrases(plain_text(text))):
        if filled + phrase <= room:
            filled += phrase
        elif phrase <= room:
            count, filled = count + 1, phrase
        else:
            count, filled = count + int((filled + phrase) // room), (filled + phrase) % room
    return count


def _phrased(text: Text, room: float) -> str:
    """Content in square brackets: a line ends between phrases, within one only where it is longer than a line."""
    out = []
    for piece in text:
        for phrase in phrases(piece.text) if isinstance(piece, Run) else ():
            made = inline((replace(piece, text=phrase),))
            out.append(f"#box{made}#h(0.45em, weak: true)" if text_width(phrase) <= room else made[1:-1])
        if not isinstance(piece, Run):
            out.append(inline((piece,))[1:-1])
    return f"[{''.join(out)}]"


PHONE_PPI = 144
"""At which the 9:16 form is 1080 by 1920."""
_OVERFLOW = re.compile(r"poster-overflow: (\w+)")


def overflow(poster: Poster) -> str | None:
    """What does not fit on a campaign's poster even at the smallest size (标题和导语, 要点); None where all does.

    This asks the press itself, so it belongs where printing does: after the fork.
    """
    try:
        press().pictures(poster_source(poster), 10)
    except typst.TypstError as problem:
        found = _OVERFLOW.search(str(problem))
        if found is None:
            raise
        return found[1]
    return None


def cover_png(title: str, kicker: str, ppi: float = 72) -> bytes:
    """The cover of an article for a WeChat account, 900 by 383."""
    return press().pictures(f'#import "campaign.typ": *\n#cover(title: {string(title)}, phrases: {array(map(string, phrases(title)))}, kicker: {string(kicker)})', ppi)[0]


def _campaign_source(poster: Poster) -> str:
    code = string(press().place(qr(poster.address))) if poster.address else "none"
    return "\n".join((
        '#import "campaign.typ": *',
        f"#campaign-poster(form: {string(poster.form)}, design: {string(poster.design)}, title: {string(poster.title)}, phrases: {array(map(string, phrases(poster.title)))}, "
        f"author: {array([string(poster.author)] if poster.author else [])}, kicker: {string(poster.kicker)}, lead: {string(poster.lead)}, points: {array(map(inline, poster.points))}, call: {string(poster.call)}, "
        f"address: {string(poster.address)}, code: {code}, foot: {string(poster.footer)})",
    ))


def poster_source(poster: Poster) -> str:
    if poster.design:
        return _campaign_source(poster)
    if len(poster.points) > MOST_POINTS:
        raise ValueError(f"{poster.title}: a poster has at most {MOST_POINTS} points")
    place = press().place
    code = f"image({string(place(qr(poster.address)))}, alt: {string('二维码：' + poster.address)}, width: 132pt)" if poster.address else "none"
    picture = "none"
    if poster.picture is not None:
        shown = f"image({string(place(poster.picture))}, alt: {string(poster.alt)}, width: 100%)"
        picture = shown if poster.alt else f"pdf.artifact({shown})"
    lines = ceil(text_width(poster.title) / 7)
    line = ceil(text_width(poster.title) / min(lines, 3))
    size = min(_LARGEST, _LINE / line)
    points = point_size(poster) or _POINT_SIZES[-1]
    room = _room(_across(poster), points)
    return "\n".join((
        '#import "poster.typ": *',
        f"#poster(title: {string(poster.title)}, author: {array([string(poster.author)] if poster.author else [])}, kicker: {string(poster.kicker)}, "
        f"lead: {_phrased(text(poster.lead), _LEAD)}, title-size: {size:.1f}pt, title-width: {line * size * 1.06:.1f}pt, point-size: {points}pt, points: {array(_phrased(p, room) for p in poster.points)}, picture: {picture}, "
        f"call: {string(poster.call)}, address: {string(poster.address)}, code: {code}, foot: {string(poster.footer)})",
    ))
