"""Our own 16:9 template for PowerPoint and WPS: theme, master and four layouts with real placeholders.

The opening slide is the sea, cut by one blade; every other bears a blade's edge along its top.
"""

from __future__ import annotations

import copy
import io
import re
from functools import cache

from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.presentation import Presentation as PowerPoint

from iplearn.documents.design import COLOURS, LATIN_SANS, SLIDE_SANS

WIDTH, HEIGHT = 33.867, 19.05
"""Of a slide, in centimetres."""
LEFT, TOP, TEXT_WIDTH, TEXT_HEIGHT = 1.7, 3.75, 30.4, 13.5
"""Where the text of a slide stands."""
BODY_SIZE = 24
OPENING_TITLE, SECTION_TITLE = 12.8, 18.5
"""Characters in a line of the titles on those two layouts."""

OPENING, SECTION, CONTENT, TITLE_ONLY = range(4)
"""Layouts, by their place in the master."""

_KEPT = {0: OPENING, 2: SECTION, 1: CONTENT, 5: TITLE_ONLY}


def emu(centimetres: float) -> int:
    return round(centimetres * 360000)


def xml(source: str) -> BaseOxmlElement:
    """An element from XML with the namespaces of PresentationML declared on it."""
    end = min(n for n in (source.find(" "), source.find("/>"), source.find(">")) if n > 0)
    return parse_xml(f"{source[:end]} {nsdecls('a', 'p', 'r')}{source[end:]}")


def template() -> PowerPoint:
    """A fresh, empty presentation."""
    return copy.deepcopy(_template())


@cache
def _template() -> PowerPoint:
    deck = Presentation()
    deck.slide_width, deck.slide_height = emu(WIDTH), emu(HEIGHT)
    master = deck.slide_master
    _theme(master.part)
    for at, layout in enumerate(list(deck.slide_layouts)):
        if at not in _KEPT:
            deck.slide_layouts.remove(layout)
    order = master.element.find(qn("p:sldLayoutIdLst"))
    ids = list(order)
    # python-pptx's order is title, content, section, title only; ours has the section second.
    order.insert(1, ids[2])
    for layout, (name, kind, body) in zip(deck.slide_layouts, _layouts()):
        element = layout._element
        element.set("type", kind)
        element.replace(element.find(qn("p:cSld")), xml(f'<p:cSld name="{name}">{body}</p:cSld>'))
    _master(master.element)
    # What python-pptx brings along: the picture of an empty page, and somebody's printer.
    for rels in (deck.part.package._rels, deck.part.rels):
        for key in [k for k, rel in rels.items() if rel.reltype.endswith(("/thumbnail", "/printerSettings"))]:
            rels.pop(key)
    out = io.BytesIO()
    deck.save(out)
    # Opened anew: what python-pptx has looked up on its way would be copied apart from the tree it stands in.
    return Presentation(out)


def _theme(master_part) -> None:
    part = next(rel.target_part for rel in master_part.rels.values() if rel.reltype.endswith("/theme"))
    source = part.blob.decode("utf-8")
    c = COLOURS
    names = (
        ("dk1", c["ink"]), ("lt1", c["surface"]), ("dk2", c["deep"]), ("lt2", c["paper"]), ("accent1", c["lacquer"]), ("accent2", c["sea"]),
        ("accent3", c["ok"]), ("accent4", c["focus"]), ("accent5", c["edge"]), ("accent6", c["muted"]), ("hlink", c["sea"]), ("folHlink", c["muted"]),
    )
    colours = "".join(f'<a:{name}><a:srgbClr val="{value.upper()}"/></a:{name}>' for name, value in names)
    font = f'<a:latin typeface="{LATIN_SANS}"/><a:ea typeface="{SLIDE_SANS}"/><a:cs typeface=""/>'
    source = re.sub(r"<a:clrScheme.*?</a:clrScheme>", f'<a:clrScheme name="iplearn">{colours}</a:clrScheme>', source, flags=re.S)
    source = re.sub(
        r"<a:fontScheme.*?</a:fontScheme>",
        f'<a:fontScheme name="iplearn"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>', source, flags=re.S,
    )
    part._blob = source.replace('name="Office Theme"', 'name="iplearn"').encode("utf-8")


def box(x: float, y: float, w: float, h: float) -> str:
    """a:xfrm of a place in centimetres."""
    return f'<a:xfrm><a:off x="{emu(x)}" y="{emu(y)}"/><a:ext cx="{emu(w)}" cy="{emu(h)}"/></a:xfrm>'


_GROUP = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'


def _ground(colour: str) -> str:
    return f'<p:bg><p:bgPr><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'


def _placeholder(number: int, name: str, ph: str, place: str, anchor: str = "t", levels: str = "", prompt: str = "", autofit: str = "<a:normAutofit/>") -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {ph}/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{place}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}">{autofit}</a:bodyPr><a:lstStyle>{levels}</a:lstStyle>{prompt}</p:txBody></p:sp>'
    )


def _path(number: int, name: str, place: str, w: int, h: int, commands: str, fill: str = "", line: str = "", points: float = 1.0) -> str:
    """A free shape, for looks only."""
    filled = f'<a:solidFill><a:schemeClr val="{fill}"/></a:solidFill>' if fill else "<a:noFill/>"
    lined = f'<a:ln w="{round(points * 12700)}"><a:solidFill><a:srgbClr val="{line}"/></a:solidFill></a:ln>' if line else "<a:ln><a:noFill/></a:ln>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}" descr=""/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{place}<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>'
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{w}" h="{h}"{"" if fill else " fill=" + chr(34) + "none" + chr(34)}>{commands}</a:path></a:pathLst></a:custGeom>{filled}{lined}</p:spPr>'
        '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="zh-CN"/></a:p></p:txBody></p:sp>'
    )


def _points(*points: tuple[int, int]) -> str:
    first, *rest = points
    return (
        f'<a:moveTo><a:pt x="{first[0]}" y="{first[1]}"/></a:moveTo>'
        + "".join(f'<a:lnTo><a:pt x="{x}" y="{y}"/></a:lnTo>' for x, y in rest) + "<a:close/>"
    )


def _edge(number: int, y: float = 0.0) -> str:
    """The blade along the top: heavy at the left, a hair at the right."""
    return _path(number, "刀锋", box(0, y, WIDTH, 0.32), 1000, 100, _points((0, 0), (1000, 0), (1000, 8), (0, 100)), fill="accent1")


def _waves(number: int) -> str:
    """Lines of the sea, wider towards the front."""
    out = []
    for row in range(7):
        y, span, lift = 20 + row * row * 7 + row * 12, 55 + row * 16, 3 + row * 2
        x = -(row * 23 % span)
        commands = f'<a:moveTo><a:pt x="{x}" y="{y}"/></a:moveTo>'
        up = True
        while x < 1000:
            dy = -lift if up else lift
            commands += f'<a:cubicBezTo><a:pt x="{x + span // 3}" y="{y + dy}"/><a:pt x="{x + 2 * span // 3}" y="{y + dy}"/><a:pt x="{x + span}" y="{y}"/></a:cubicBezTo>'
            x, up = x + span, not up
        out.append(_path(number + row, "海浪", box(0, HEIGHT - 4.8, WIDTH, 4.8), 1000, 400, commands, line="2F5660", points=0.75 + row * 0.3))
    return "".join(out)


def _level(tag: str, size: float, colour: str = "tx1", bold: bool = False, left: int = 0, hang: int = 0, bullet: str = "<a:buNone/>", before: int = 10, line: int = 100) -> str:
    return (
        f'<a:{tag} marL="{left}" indent="{-hang}" algn="l" eaLnBrk="1" hangingPunct="1" latinLnBrk="0"><a:lnSpc><a:spcPct val="{line}000"/></a:lnSpc><a:spcBef><a:spcPts val="{before}00"/></a:spcBef>{bullet}'
        f'<a:defRPr lang="zh-CN" sz="{round(size * 100)}" b="{int(bold)}"><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/></a:defRPr></a:{tag}>'
    )


def _prompt(text: str) -> str:
    return f'<a:p><a:r><a:rPr lang="zh-CN"/><a:t>{text}</a:t></a:r></a:p>'


def _number(number: int, colour: str = "accent6") -> str:
    field = '<a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="zh-CN"/><a:t>‹#›</a:t></a:fld><a:endParaRPr lang="zh-CN"/></a:p>'
    return _placeholder(number, "页码", 'type="sldNum" sz="quarter" idx="12"', box(29.6, 17.75, 2.5, 0.8), "ctr", _level("lvl1pPr", 12, colour).replace('algn="l"', 'algn="r"'), field)


def _footer(number: int) -> str:
    return _placeholder(number, "页脚", 'type="ftr" sz="quarter" idx="11"', box(LEFT, 17.75, 24, 0.8), "ctr", _level("lvl1pPr", 12, "accent6"), "<a:p><a:endParaRPr lang=\"zh-CN\"/></a:p>")


def _layouts() -> tuple[tuple[str, str, str], ...]:
    title = box(LEFT, 0.95, TEXT_WIDTH, 2.2)
    deep = COLOURS["on-deep-muted"]
    opening = (
        _ground("tx2") + "<p:spTree>" + _GROUP + _waves(20)
        + _path(30, "刀锋", box(20.5, 0, 8.2, HEIGHT), 1000, 1000, _points((940, 0), (1000, 0), (0, 1000)), fill="accent1")
        + _placeholder(2, "标题", 'type="ctrTitle"', box(LEFT, 3.2, 22.5, 5.0), "b", _level("lvl1pPr", 48, "bg1", True, line=105), _prompt("标题"))
        + _placeholder(3, "副标题", 'type="subTitle" idx="1"', box(LEFT, 8.8, 19.5, 5.0), "t", _level("lvl1pPr", 22, "bg2", line=115).replace('<a:schemeClr val="bg2"/>', f'<a:srgbClr val="{deep.upper()}"/>'), _prompt("副标题"))
        + "</p:spTree>"
    )
    section = (
        _ground("bg2") + "<p:spTree>" + _GROUP
        + _path(30, "刀锋", box(0, 11.2, WIDTH, 0.5), 1000, 100, _points((0, 0), (1000, 0), (1000, 6), (0, 100)), fill="accent1")
        + _placeholder(2, "标题", 'type="title"', box(LEFT, 6.0, TEXT_WIDTH, 4.8), "b", _level("lvl1pPr", 44, "tx1", True, line=105), _prompt("章节标题"))
        + _footer(4) + _number(5) + "</p:spTree>"
    )
    content = (
        "<p:spTree>" + _GROUP + _edge(30) + _placeholder(2, "标题", 'type="title"', title, "b", "", _prompt("标题"))
        + _placeholder(3, "正文", 'idx="1"', box(LEFT, TOP, TEXT_WIDTH, TEXT_HEIGHT), "t", "", _prompt("正文")) + _footer(4) + _number(5) + "</p:spTree>"
    )
    only = "<p:spTree>" + _GROUP + _edge(30) + _placeholder(2, "标题", 'type="title"', title, "b", "", _prompt("标题")) + _footer(4) + _number(5) + "</p:spTree>"
    return ("标题页", "title", opening), ("章节页", "secHead", section), ("标题和正文", "obj", content), ("仅标题", "titleOnly", only)


def bullet(kind: str = "bullet", start: int = 1) -> str:
    """Properties that make a paragraph an item."""
    if kind == "number":
        return f'<a:buClr><a:schemeClr val="accent1"/></a:buClr><a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod" startAt="{start}"/>'
    return '<a:buClr><a:schemeClr val="accent1"/></a:buClr><a:buSzPct val="60000"/><a:buFont typeface="Arial"/><a:buChar char="■"/>'


def _master(element: BaseOxmlElement) -> None:
    body = (
        _ground("bg1") + "<p:spTree>" + _GROUP
        + _placeholder(2, "标题", 'type="title"', box(LEFT, 0.95, TEXT_WIDTH, 2.2), "b", "", _prompt("标题"))
        + _placeholder(3, "正文", 'type="body" idx="1"', box(LEFT, TOP, TEXT_WIDTH, TEXT_HEIGHT), "t", "", _prompt("正文"))
        + _footer(4).replace('idx="11"', 'idx="3"') + _number(5).replace('idx="12"', 'idx="4"') + "</p:spTree>"
    )
    element.replace(element.find(qn("p:cSld")), xml(f"<p:cSld>{body}</p:cSld>"))
    levels = "".join(_level(f"lvl{n}pPr", size, "tx1", False, left) for n, size, left in ((1, BODY_SIZE, 0), (2, 20, 457200), (3, 18, 914400), (4, 18, 1371600), (5, 18, 1828800)))
    element.replace(element.find(qn("p:txStyles")), xml(
        f'<p:txStyles><p:titleStyle>{_level("lvl1pPr", 36, "tx1", True, before=0)}</p:titleStyle><p:bodyStyle>{levels}</p:bodyStyle>'
        f'<p:otherStyle>{_level("lvl1pPr", 18)}</p:otherStyle></p:txStyles>'
    ))
