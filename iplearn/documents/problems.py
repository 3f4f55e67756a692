"""What keeps a paper from being printed: told with file, line and fix before anything is rendered."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache

from lxml import etree
from PIL import Image

from iplearn.diagnostics import Diagnostic, Place, error, warning
from iplearn.documents.fonts import missing
from iplearn.documents.poster import MOST_POINTS, point_size
from iplearn.documents.slide_fit import too_full
from iplearn.model.paper import Blocks, Deck, Figure, Paper, Picture, Poster, texts, walk
from iplearn.model.runs import plain_text, Run, Text

_FORMATS = {"png": "PNG", "jpg": "JPEG"}
_SVG = "http://www.w3.org/2000/svg"

# What people paste and what the fonts have in its place.
_INSTEAD = {"☐": "□", "☑": "√", "✔": "√", "✅": "√", "❌": "×", "✗": "×", "➜": "→", "➡": "→", "•": "·"}


def paper_problems(paper: Paper, source: str = "") -> tuple[Diagnostic, ...]:
    """`source` is the text of the Markdown file `paper.source`; without it diagnostics have no line."""
    own = " ".join((paper.title, paper.kind, paper.lead, paper.running, paper.footer, *paper.fields, *(w for f in paper.facts for w in f)))
    return tuple(_found(paper.source, source, own, paper.blocks))


def deck_problems(deck: Deck, source: str = "") -> tuple[Diagnostic, ...]:
    """As `paper_problems`, and slides that hold too much."""
    out: list[Diagnostic] = []
    for slide in deck.slides:
        out += _found(deck.source, source, slide.title, slide.blocks + slide.notes)
        if too_full(slide):
            place = Place(deck.source, slide.line or _line(source, f"## {slide.title}"))
            out.append(warning(place, "slides/full", f"“{slide.title}”这一张放不下：字缩到 16 磅还超出。", "分成两张，或者把细节移进讲稿（/// notes）。"))
    return tuple(dict.fromkeys(out))


def poster_problems(poster: Poster, source: str = "") -> tuple[Diagnostic, ...]:
    own = " ".join((poster.title, poster.kicker, poster.lead, poster.call, poster.footer, *map(plain_text, poster.points)))
    out = list(_glyphs(poster.source, source, own))
    if poster.picture is not None:
        out += _picture(poster.source, source, poster.picture)
    if not poster.design and (len(poster.points) > MOST_POINTS or point_size(poster) is None):
        out.append(warning(Place(poster.source), "poster/full", f"海报“{poster.title}”放不下这么多字。", f"要点最多 {MOST_POINTS} 条，一条写一两行。远处看得清的只有短句。"))
    return tuple(out)


def _found(file: str, source: str, own: str, blocks: Blocks) -> Iterator[Diagnostic]:
    pieces = [own]
    for block in walk(blocks):
        pieces += (plain_text(t) + _above(t) for t in texts(block))
        if isinstance(block, Figure):
            if not block.alt:
                place = Place(file, _line(source, f"]({block.picture.source}"))
                yield error(place, "paper/alt", f"图片没有说明：{block.picture.source}", "写成“![图上是什么](图片)”，看不见图的人靠它。")
            yield from _picture(file, source, block.picture)
    yield from _glyphs(file, source, "\n".join(pieces))


def _above(text: Text) -> str:
    return "".join(p.pinyin for p in text if isinstance(p, Run))


def _glyphs(file: str, source: str, text: str) -> Iterator[Diagnostic]:
    for character in missing(text):
        instead = _INSTEAD.get(character)
        fix = f"改用“{instead}”。" if instead else "换一个常用的字或符号。生僻字可以写成“（上×下×）”并注音。"
        yield error(Place(file, _line(source, character)), "paper/glyph", f"字体里没有“{character}”（U+{ord(character):04X}），印出来会是空框。", fix)


def _picture(file: str, source: str, picture: Picture) -> Iterator[Diagnostic]:
    reason = _unreadable(picture)
    if reason:
        place = Place(file, _line(source, f"]({picture.source}"))
        yield error(place, "paper/picture", f"图片读不了：{picture.source}（{reason}）", "用浏览器或看图软件打开看看，重新存成 SVG、PNG 或 JPG。")


@cache
def _unreadable(picture: Picture) -> str:
    """Why a picture cannot be printed; empty where it can. Nothing is compiled, so that papers may be looked at before a fork."""
    match picture.kind:
        case "svg":
            return _unreadable_svg(picture.data)
        case "png" | "jpg":
            try:
                with Image.open(io.BytesIO(picture.data)) as image:
                    found = image.format
                    image.load()
            except (OSError, SyntaxError, ValueError):
                return "文件坏了"
            return "" if found == _FORMATS[picture.kind] else f"里面其实是 {found}"
        case other:
            return f"不认识的格式 {other}"


def _unreadable_svg(data: bytes) -> str:
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as fault:
        return f"第 {fault.lineno} 行不合 XML 的写法"
    if etree.QName(root).localname != "svg" or etree.QName(root).namespace != _SVG:
        return f"开头不是 <svg xmlns=\"{_SVG}\">"
    if not root.get("viewBox") and not (root.get("width") and root.get("height")):
        return "没有写大小：缺 viewBox"
    return ""


def _line(source: str, needle: str) -> int:
    """The line of the first `needle` in the file's text; 0 where it is not to be found."""
    at = source.find(needle)
    return source.count("\n", 0, at) + 1 if at >= 0 else 0
