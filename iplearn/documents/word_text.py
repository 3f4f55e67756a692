"""Texts -> runs of WordprocessingML: looks, links, gaps to write in, pinyin above its word."""

from __future__ import annotations

from typing import assert_never
from xml.sax.saxutils import escape

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.xmlchemy import BaseOxmlElement

from iplearn.documents.design import COLOURS, Style
from iplearn.documents.word_styles import SANS_FONTS, half_points, xml
from iplearn.model.runs import Break, Gap, Inline, Run, Text, Tick


class WordText:
    """Writes paragraphs for one document, whose part holds the links."""

    def __init__(self, document: WordDocument, style: Style) -> None:
        self._document = document
        self._style = style

    def paragraph(self, parent: BaseOxmlElement, text: Text, style: str, properties: str = "") -> BaseOxmlElement:
        """`properties` are children of w:pPr that follow the style, in Word's order."""
        if "<w:jc" not in properties and any(isinstance(p, Gap) for p in text):
            # A gap is one wide word: a line before it would be torn apart.
            properties += '<w:jc w:val="left"/>'
        p = xml(f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{"".join(map(self._piece, text))}</w:p>')
        parent.append(p)
        return p

    def _piece(self, piece: Inline) -> str:
        match piece:
            case Run():
                return self._looks(piece)
            case Gap():
                if piece.answer:
                    return run(f"　{piece.answer}　", f'<w:b/><w:color w:val="{COLOURS["ok"]}"/><w:u w:val="single"/>')
                # Underscores, each half a character wide: white at a line's end would vanish into the margin.
                return run("_" * max(2, round(piece.width * self._style.room * 2)))
            case Tick():
                return run("√\u00a0" if piece.on else "□\u00a0")
            case Break():
                return "<w:r><w:br/></w:r>"
            case _:
                assert_never(piece)

    def _looks(self, piece: Run) -> str:
        look = ""
        if piece.strong:
            look += f'<w:rFonts {SANS_FONTS} w:hint="eastAsia"/><w:b/><w:bCs/>'
        elif piece.code or piece.em:
            look += f'<w:rFonts {SANS_FONTS} w:hint="eastAsia"/>'
        if piece.law or piece.em:
            look += f'<w:color w:val="{COLOURS["muted" if piece.law else "sea"]}"/>'
        if piece.pinyin:
            return self._ruby(piece, look)
        if piece.href:
            target = self._document.part.relate_to(piece.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            linked = run(piece.text, '<w:rStyle w:val="Hyperlink"/>' + look)
            return f'<w:hyperlink r:id="{target}" w:history="1">{linked}</w:hyperlink>'
        return run(piece.text, look)

    def _ruby(self, piece: Run, look: str) -> str:
        small, base = half_points(self._style.size * 0.55), half_points(self._style.size)
        above = run(piece.pinyin, f'<w:sz w:val="{small}"/>')
        return (
            f'<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="{small}"/><w:hpsRaise w:val="{base - 2}"/>'
            f'<w:hpsBaseText w:val="{base}"/><w:lid w:val="zh-CN"/></w:rubyPr>'
            f'<w:rt>{above}</w:rt><w:rubyBase>{run(piece.text, look)}</w:rubyBase></w:ruby></w:r>'
        )


def run(text: str, look: str = "") -> str:
    """A run. Quotation marks and dashes are Chinese ones: the hint tells Word to take them from that font."""
    if "<w:rFonts" not in look:
        head, tail = _split_style(look)
        look = head + '<w:rFonts w:hint="eastAsia"/>' + tail
    pieces = []
    for n, part in enumerate(text.split("\t")):
        if n:
            pieces.append("<w:tab/>")
        if part:
            pieces.append(f'<w:t xml:space="preserve">{escape(part)}</w:t>')
    return f"<w:r><w:rPr>{look}</w:rPr>{''.join(pieces)}</w:r>"


def _split_style(look: str) -> tuple[str, str]:
    """A character style comes before the fonts."""
    if look.startswith("<w:rStyle"):
        end = look.index("/>") + 2
        return look[:end], look[end:]
    return "", look
