"""Papers -> DOCX that Word and WPS open, edit and number as if written there."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.xmlchemy import BaseOxmlElement

from iplearn.documents.design import TEACHER, Style
from iplearn.documents.layout import text_width, WIDE
from iplearn.documents.office import packed
from iplearn.documents.pdf import press
from iplearn.documents.word_blocks import Setting, WIDE_WIDTH, WIDTH, WordWriter
from iplearn.documents.word_styles import template, xml
from iplearn.documents.word_text import WordText
from iplearn.model.paper import Paper
from iplearn.model.runs import Gap, Inline, Run


def docx(paper: Paper, style: Style = TEACHER) -> bytes:
    """A paper as Word file."""
    document = template(style)
    body = document.element.body
    section = body[-1]
    for child in list(body)[:-1]:
        body.remove(child)
    writer = WordWriter(document, style, press().raster)
    _head(WordText(document, style), body, paper, style)
    writer.blocks(body, paper.blocks, Setting(WIDE_WIDTH if paper.wide else WIDTH))
    # The section's properties close the body.
    body.append(section)
    _edges(document, paper)
    _properties(document, paper)
    package = document.part.package
    return packed(package.iter_parts(), package.rels, paper.day)


def _head(words: WordText, body: BaseOxmlElement, paper: Paper, style: Style) -> None:
    if paper.kind:
        words.paragraph(body, (Run(paper.kind),), "Kind")
    words.paragraph(body, (Run(paper.title),), "Title")
    if paper.lead:
        words.paragraph(body, (Run(paper.lead),), "Lead")
    for name, value in paper.facts:
        last = (name, value) == paper.facts[-1]
        words.paragraph(body, (Run(f"{name}\t{value}"),), "Facts", '<w:spacing w:after="160"/>' if last else "")
    if paper.fields:
        # Blanks share the line, with a little to spare for programs that set it wider.
        free = style.measure * (WIDE if paper.wide else 1) - sum(text_width(n) + 0.6 for n in paper.fields) - 2 * (len(paper.fields) - 1) - 2
        pieces: list[Inline] = []
        for name in paper.fields:
            pieces += [*([Run("　　")] if pieces else []), Run(f"{name} "), Gap(max(4, int(free / len(paper.fields) / style.room)))]
        words.paragraph(body, tuple(pieces), "Normal", '<w:spacing w:before="120" w:after="200"/>')


def _edges(document: WordDocument, paper: Paper) -> None:
    """The running title on every page but the first; the foot with page numbers on all."""
    section = document.sections[0]
    tabs = ""
    if paper.wide:
        section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, section.page_height, section.page_width
        tabs = f'<w:tabs><w:tab w:val="clear" w:pos="{WIDTH}"/><w:tab w:val="right" w:pos="{WIDE_WIDTH}"/></w:tabs>'
    _fill(section.header, f'<w:r><w:t xml:space="preserve">{escape(paper.running or paper.title)}</w:t></w:r>')
    for footer in (section.footer, section.first_page_footer):
        _fill(footer, f'{_t(paper.footer)}<w:r><w:tab/></w:r>{_t("第 ")}{_field("PAGE")}{_t(" 页，共 ")}{_field("NUMPAGES")}{_t(" 页")}', tabs)


def _fill(edge: Any, runs: str, properties: str = "") -> None:
    """Writes into the one paragraph of a header or footer, after the properties its style brings."""
    made = xml(f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>")
    p = edge._element[0]
    p.pPr.extend(made[0])
    p.extend(made[1:])


def _t(text: str) -> str:
    return f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _field(code: str) -> str:
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _properties(document: WordDocument, paper: Paper) -> None:
    moment = datetime(paper.day.year, paper.day.month, paper.day.day)
    core = document.core_properties
    core.title, core.author, core.last_modified_by = paper.title, paper.author, paper.author
    core.subject, core.keywords, core.language = paper.kind, "，".join(paper.keywords), "zh-CN"
    core.comments, core.revision = "", 1
    core.created = core.modified = moment
