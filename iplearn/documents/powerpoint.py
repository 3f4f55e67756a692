"""Decks -> PPTX: native text in real placeholders, tables and shapes, speaker notes, alt text."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.slide import Slide as PowerPointSlide
from pptx.util import Emu

from iplearn.documents.design import BOX_COLOURS, COLOURS
from iplearn.documents.layout import shares, shown, title_lines
from iplearn.documents.office import packed
from iplearn.documents.pdf import press
from iplearn.documents.slide_fit import air_of, GUTTER, Group, columns_of, fitting, height_of
from iplearn.documents.slide_lines import CELL_LINE, SIZES, Line, is_text, lines, row_height
from iplearn.documents.slide_template import (
    BODY_SIZE, CONTENT, OPENING, OPENING_TITLE, SECTION, SECTION_TITLE, TEXT_HEIGHT, TITLE_ONLY, TOP, box as place, bullet, emu, template, xml,
)
from iplearn.model.paper import Blocks, Box, Deck, Figure, Slide, Table
from iplearn.model.runs import Break, Gap, Inline, plain_text, Run, Tick

def pptx(deck: Deck) -> bytes:
    """A deck as PowerPoint file."""
    file = template()
    for number, slide in enumerate(deck.slides, 1):
        _SlideWriter(file, deck, slide, number).write()
    core = file.core_properties
    moment = datetime(deck.day.year, deck.day.month, deck.day.day)
    core.title, core.author, core.last_modified_by, core.subject = deck.title, deck.author, deck.author, deck.kind
    core.keywords, core.language, core.comments, core.revision = "，".join(deck.keywords), "zh-CN", "", 1
    core.created = core.modified = moment
    package = file.part.package
    return packed(package.iter_parts(), package._rels, deck.day)


class _SlideWriter:
    def __init__(self, file, deck: Deck, slide: Slide, number: int) -> None:
        self._deck, self._slide, self._number = deck, slide, number
        layout = {"title": OPENING, "section": SECTION}.get(slide.layout)
        if layout is None:
            layout = CONTENT if any(map(is_text, slide.blocks)) else TITLE_ONLY
        self._layout = layout
        self._page: PowerPointSlide = file.slides.add_slide(file.slide_layouts[layout])
        self._size: float = BODY_SIZE
        self._air = 1.0

    def write(self) -> None:
        slide, page = self._slide, self._page
        wide = {OPENING: OPENING_TITLE, SECTION: SECTION_TITLE}.get(self._layout)
        # A vertical tab is a line's end inside the title.
        page.shapes.title.text_frame.text = "\v".join(title_lines(slide.title, wide)) if wide else slide.title
        self._language(page.shapes.title._element)
        if self._layout == OPENING:
            self._opening()
        elif self._layout != SECTION:
            self._content()
        if self._layout != OPENING:
            self._foot()
        if slide.notes:
            frame = page.notes_slide.notes_text_frame
            frame.text = "\n".join(_spoken(slide.notes))
            self._language(frame._element)

    def _language(self, element: BaseOxmlElement) -> None:
        for run in element.iter(qn("a:r")):
            run.get_or_add_rPr().set("lang", "zh-CN")

    def _opening(self) -> None:
        texts = [t for t in (self._deck.kind, self._deck.subtitle) if t] + [plain_text(line.text) for line in lines(self._slide.blocks)]
        holder = self._page.placeholders[1]
        if texts:
            holder.text_frame.text = "\n".join(texts)
            self._language(holder._element)
        else:
            holder._element.getparent().remove(holder._element)

    def _content(self) -> None:
        columns = columns_of(self._slide.blocks)
        self._size = fitting(columns) or SIZES[-1]
        self._air = air_of(columns, self._size)
        used = False
        for left, width, groups in columns:
            top = TOP
            for at, group in enumerate(groups):
                first = group[0]
                last = at + 1 == len(groups)
                height = height_of(group, width, self._size, self._air)
                if isinstance(first, Table):
                    height = self._table(first, left, top, width)
                elif isinstance(first, Box):
                    self._box(first, left, top, width, height)
                elif isinstance(first, Figure):
                    height = self._figure(first, left, top, width, TOP + TEXT_HEIGHT - top)
                elif not used and self._layout == CONTENT:
                    used = True
                    self._placeholder(group, left, top, width, TEXT_HEIGHT if last and at == 0 else height)
                else:
                    self._text_box(group, left, top, width, height)
                top += height + GUTTER

    # -- text

    def _paragraphs(self, blocks: Group, size: float) -> str:
        return "".join(self._paragraph(line, size) for line in lines(blocks)) or '<a:p><a:endParaRPr lang="zh-CN"/></a:p>'

    def _paragraph(self, line: Line, size: float) -> str:
        points = size * line.size
        step = emu(points * 1.25 * 2.54 / 72)
        left = step * (line.level + (1 if line.mark else 0))
        mark = bullet(line.mark, line.start) if line.mark else "<a:buNone/>"
        hang = -step if line.mark else 0
        level = f' lvl="{min(line.level, 4)}"' if line.level else ""
        runs = "".join(self._piece(p, points) for p in line.text)
        apart = f'<a:lnSpc><a:spcPct val="{round(self._air * 100)}000"/></a:lnSpc>' if self._air > 1 else ""
        return f'<a:p><a:pPr marL="{left}" indent="{hang}"{level}>{apart}{mark}</a:pPr>{runs}</a:p>'

    def _piece(self, piece: Inline, size: float) -> str:
        look, inside, link = "", "", ""
        match piece:
            case Break():
                return f'<a:br><a:rPr lang="zh-CN" sz="{round(size * 100)}"/></a:br>'
            case Gap():
                words, look = (piece.answer or "　" * max(2, piece.width)), ' u="sng"'
            case Tick():
                words = "√ " if piece.on else "□ "
            case Run():
                words = f"{piece.text}（{piece.pinyin}）" if piece.pinyin else piece.text
                look = ' b="1"' if piece.strong else ""
                colour = "accent1" if piece.strong else "accent2" if piece.em else "accent6" if piece.law else ""
                inside = f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>' if colour and not piece.href else ""
                if piece.href:
                    target = self._page.part.relate_to(piece.href, _HYPERLINK, is_external=True)
                    link = f'<a:hlinkClick r:id="{target}"/>'
        return f'<a:r><a:rPr lang="zh-CN" sz="{round(size * 100)}"{look}>{inside}{link}</a:rPr><a:t>{escape(words)}</a:t></a:r>'

    def _placeholder(self, group: Group, left: float, top: float, width: float, height: float) -> None:
        holder = self._page.placeholders[1]
        holder.left, holder.top, holder.width, holder.height = (Emu(emu(v)) for v in (left, top, width, height))
        # Readers follow the order of the tree: what stands above comes before.
        self._page.shapes._spTree.append(holder._element)
        body = holder._element.find(qn("p:txBody"))
        for p in body.findall(qn("a:p")):
            body.remove(p)
        for p in xml(f"<a:lst>{self._paragraphs(group, self._size)}</a:lst>"):
            body.append(p)

    def _id(self) -> int:
        """The next free number on the slide; python-pptx gives out numbers too."""
        return max(int(e.get("id")) for e in self._page.shapes._spTree.iter(qn("p:cNvPr"))) + 1

    def _shape(self, name: str, geometry: str, where: str, fill: str, body: str, insets: str, anchor: str = "t", is_text_box: bool = False, line: str = "<a:ln><a:noFill/></a:ln>") -> None:
        self._page.shapes._spTree.append(xml(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{self._id()}" name={quoteattr(name)}/><p:cNvSpPr{" txBox=" + chr(34) + "1" + chr(34) if is_text_box else ""}/><p:nvPr/></p:nvSpPr>'
            f'<p:spPr>{where}<a:prstGeom prst="{geometry}"><a:avLst/></a:prstGeom>{fill}{line}</p:spPr>'
            f'<p:txBody><a:bodyPr wrap="square" {insets} anchor="{anchor}"><a:noAutofit/></a:bodyPr><a:lstStyle/>{body}</p:txBody></p:sp>'
        ))

    def _text_box(self, group: Group, left: float, top: float, width: float, height: float) -> None:
        self._shape("文字", "rect", place(left, top, width, height), "<a:noFill/>", self._paragraphs(group, self._size), 'lIns="0" tIns="0" rIns="0" bIns="0"', is_text_box=True)

    def _box(self, box: Box, left: float, top: float, width: float, height: float) -> None:
        """A sheet with one corner cut off, as on the site."""
        ground, colour = BOX_COLOURS[box.kind]
        # The bar of a disputed box is too faint for text.
        colour = "muted" if colour == "edge" else colour
        size = self._size * 0.85
        head = ""
        if box.label or box.title:
            words = "　".join(w for w in (box.label, box.title) if w)
            head = (
                f'<a:p><a:pPr marL="0" indent="0"><a:buNone/></a:pPr><a:r><a:rPr lang="zh-CN" sz="{round(size * 100)}" b="1"><a:solidFill><a:srgbClr val="{COLOURS[colour].upper()}"/></a:solidFill></a:rPr>'
                f"<a:t>{escape(words)}</a:t></a:r></a:p>"
            )
        fill = f'<a:solidFill><a:srgbClr val="{COLOURS[ground].upper()}"/></a:solidFill>'
        body = head + self._paragraphs(box.blocks, size)
        self._shape(box.label or "框", "snip1Rect", place(left, top, width, height), fill, body, f'lIns="{emu(0.7)}" tIns="{emu(0.4)}" rIns="{emu(0.7)}" bIns="{emu(0.4)}"')

    # -- tables and pictures

    def _table(self, table: Table, left: float, top: float, width: float) -> float:
        size = self._size * 0.8
        part = shares(table, width / (size * 2.54 / 72))
        rows = ([table.head] if table.head else []) + list(table.rows)
        heights = [max(row_height(r, part, width, size), table.row_height) for r in rows]
        frame = self._page.shapes.add_table(len(rows), len(part), *(Emu(emu(v)) for v in (left, top, width, sum(heights))))
        properties = frame._element.xpath("./p:nvGraphicFramePr/p:cNvPr")[0]
        properties.set("name", "表格")
        properties.set("descr", "表格：" + "、".join(shown(h) for h in table.head) if table.head else f"表格，{len(rows)} 行 {len(part)} 列")
        grid = frame._element.find(".//" + qn("a:tbl"))
        style = grid.find(qn("a:tblPr"))
        style.set("firstRow", str(int(bool(table.head))))
        style.set("bandRow", "0")
        # {2D5ABB26…} is "no style, no grid": the lines are ours.
        style.find(qn("a:tableStyleId")).text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
        for column, share in zip(grid.find(qn("a:tblGrid")), part):
            column.set("w", str(emu(width * share)))
        for at, (row, height, element) in enumerate(zip(rows, heights, grid.findall(qn("a:tr")))):
            element.set("h", str(emu(height)))
            is_head = bool(table.head) and at == 0
            for n, cell in enumerate(element.findall(qn("a:tc"))):
                text = row[n] if n < len(row) else ()
                element.replace(cell, self._cell(text, size, is_head, at == 0, at + 1 == len(rows), table.align[n] if n < len(table.align) else "", table.ruled))
        return sum(heights)

    def _cell(self, text, size: float, head: bool, first: bool, last: bool, align: str, ruled: bool) -> BaseOxmlElement:
        runs = "".join(self._piece(p, size) for p in text)
        if head:
            runs = runs.replace(' sz="', ' b="1" sz="')
        algn = {"center": ' algn="ctr"', "right": ' algn="r"'}.get(align, "")
        none = "<a:noFill/>"

        def line(tag: str, points: float, colour: str) -> str:
            return f'<a:{tag} w="{round(points * 12700)}"><a:solidFill><a:srgbClr val="{COLOURS[colour].upper()}"/></a:solidFill></a:{tag}>'

        side = line("lnL", 0.75, "edge") + line("lnR", 0.75, "edge") if ruled else f'<a:lnL w="0">{none}</a:lnL><a:lnR w="0">{none}</a:lnR>'
        top = line("lnT", 1.75, "ink") if first else line("lnT", 0.75, "line")
        bottom = line("lnB", 1.0, "ink") if last else line("lnB", 0.75, "line")
        fill = f'<a:solidFill><a:srgbClr val="{COLOURS["wash"].upper()}"/></a:solidFill>' if head else none
        return xml(
            f'<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr{algn}><a:lnSpc><a:spcPts val="{round(size * CELL_LINE * 100)}"/></a:lnSpc></a:pPr>{runs or "<a:endParaRPr lang=" + chr(34) + "zh-CN" + chr(34) + "/>"}</a:p></a:txBody>'
            f'<a:tcPr marL="{emu(0.25)}" marR="{emu(0.25)}" marT="{emu(0.15)}" marB="{emu(0.15)}" anchor="ctr">{side}{top}{bottom}{fill}</a:tcPr></a:tc>'
        )

    def _figure(self, figure: Figure, left: float, top: float, width: float, height: float) -> float:
        """As large as its place allows, in its own proportions; returns the height it takes."""
        caption = 1.0 if figure.caption else 0.0
        data = press().raster(figure.picture)
        picture = self._page.shapes.add_picture(io.BytesIO(data), Emu(emu(left)), Emu(emu(top)))
        scale = min(emu(width) / picture.width, emu(height - caption) / picture.height)
        picture.width, picture.height = Emu(round(picture.width * scale)), Emu(round(picture.height * scale))
        picture.left = Emu(emu(left) + (emu(width) - picture.width) // 2)
        properties = picture._element.xpath("./p:nvPicPr/p:cNvPr")[0]
        properties.set("descr", figure.alt)
        properties.set("name", "图")
        taken = picture.height / 360000
        if figure.caption:
            body = self._paragraph(Line(figure.caption), 14).replace("<a:pPr ", '<a:pPr algn="ctr" ', 1)
            self._shape("图注", "rect", place(left, top + taken + 0.15, width, 0.9), "<a:noFill/>", body, 'lIns="0" tIns="0" rIns="0" bIns="0"', is_text_box=True)
        return taken + caption

    def _foot(self) -> None:
        tree = self._page.shapes._spTree
        tree.append(xml(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{self._id()}" name="页脚"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="ftr" sz="quarter" idx="11"/></p:nvPr></p:nvSpPr><p:spPr/>'
            f'<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="l"/><a:r><a:rPr lang="zh-CN"/><a:t>{escape(self._deck.footer or self._deck.title)}</a:t></a:r></a:p></p:txBody></p:sp>'
        ))
        tree.append(xml(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{self._id()}" name="页码"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldNum" sz="quarter" idx="12"/></p:nvPr></p:nvSpPr><p:spPr/>'
            f'<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"><a:rPr lang="zh-CN"/><a:t>{self._number}</a:t></a:fld></a:p></p:txBody></p:sp>'
        ))


_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def _spoken(notes: Blocks) -> Iterator[str]:
    """Speaker notes as plain lines."""
    for line in lines(notes):
        mark = f"{line.start}. " if line.mark == "number" else "· " if line.mark else ""
        yield "　" * line.level + mark + plain_text(line.text)
