"""Tables of a Word file, which boxes and frames are, too: the empty table, and the thin line that goes with one."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from docx.oxml.xmlchemy import BaseOxmlElement

from iplearn.documents.word_styles import xml


def spacer() -> BaseOxmlElement:
    """A thin paragraph: Word wants one between and after tables."""
    return xml('<w:p><w:pPr><w:pStyle w:val="Normal"/><w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/></w:pPr></w:p>')


def table_element(widths: list[int], left: int, borders: str, padding: int, header: bool = False, description: str = "") -> BaseOxmlElement:
    """A table without rows. `widths` and `left` are in twentieths of a point, as is `padding` at the sides of a cell; `borders` is XML."""
    described = f"<w:tblDescription w:val={quoteattr(description)}/>" if description else ""
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    return xml(
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="{left}" w:type="dxa"/>'
        f'{f"<w:tblBorders>{borders}</w:tblBorders>" if borders else ""}<w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="{padding}" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="{padding}" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblLook w:val="{"0620" if header else "0600"}" w:firstRow="{int(header)}" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{described}'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid></w:tbl>"
    )
