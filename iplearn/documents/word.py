"""Papers -> DOCX that Word and WPS open, edit and number as if written there."""

from __future__ import annotations

import io
from datetime import datetime
from xml.sax.saxutils import escape

from docx.document import Document as WordDocument
from docx.oxml.xmlchemy import BaseOxmlElement

from iplearn.archive import normalised
from iplearn.documents.design import TEACHER, Style
from iplearn.documents.layout import field_gap
from iplearn.documents.pdf import press
from iplearn.documents.word_blocks import WordWriter
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
    writer.blocks(body, paper.blocks)
    # The section's properties close the body.
    body.append(section)
    _edges(document, paper)
    _properties(document, paper)
    out = io.BytesIO()
    document.save(out)
    return normalised(out.getvalue(), paper.day)


def _head(words: WordText, body: BaseOxmlElement, paper: Paper, style: Style) -> None:
    if paper.kind:
        words.paragraph(body, (Run(paper.kind),), "Kind")
    words.paragraph(body, (Run(paper.title),), "Title")
    if paper.lead:
        words.paragraph(body, (Run(paper.lead),), "Lead")
    for at, (name, value) in enumerate(paper.facts, 1):
        words.paragraph(body, (Run(f"{name}\t{value}"),), "Facts", '<w:spacing w:after="160"/>' if at == len(paper.facts) else "")
    if paper.fields:
        pieces: list[Inline] = []
        for name in paper.fields:
            pieces += [Run(f"{name} "), Gap(field_gap(paper.fields, style) / style.room), Run("　　")]
        words.paragraph(body, tuple(pieces), "Normal", '<w:spacing w:before="120" w:after="200"/>')


def _edges(document: WordDocument, paper: Paper) -> None:
    """The running title on every page but the first; the foot with page numbers on all."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    header = section.header
    header.is_linked_to_previous = False
    header._element.remove(header.paragraphs[0]._element)
    header._element.append(xml(f'<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:t xml:space="preserve">{escape(paper.running or paper.title)}</w:t></w:r></w:p>'))
    for footer in (section.footer, section.first_page_footer):
        footer.is_linked_to_previous = False
        footer._element.remove(footer.paragraphs[0]._element)
        footer._element.append(xml(
            f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{_t(paper.footer)}<w:r><w:tab/></w:r>{_t("第 ")}{_field("PAGE")}{_t(" 页，共 ")}{_field("NUMPAGES")}{_t(" 页")}</w:p>'
        ))
    first = section.first_page_header
    first.is_linked_to_previous = False
    first.paragraphs[0].style = document.styles["Normal"]


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
