"""The template of our Word files: styles that show in the navigation pane, fonts that Word and WPS have, numbering.

Word and WPS break lines and hang punctuation themselves once they know the text is Chinese and which font is
the East Asian one; what is set here is that, and the look.
"""

from __future__ import annotations

import copy
import io
from functools import cache

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement

from iplearn.documents.design import COLOURS, LATIN_SANS, LATIN_SERIF, WORD_SANS, WORD_SERIF, Style

BULLETS, NUMBERS, QUESTIONS = 1, 2, 3
"""Abstract numberings; every list of a paper is a `w:num` of its own, so that it counts anew."""

SERIF_FONTS = f'w:ascii="{LATIN_SERIF}" w:hAnsi="{LATIN_SERIF}" w:cs="{LATIN_SERIF}" w:eastAsia="{WORD_SERIF}"'
SANS_FONTS = f'w:ascii="{LATIN_SANS}" w:hAnsi="{LATIN_SANS}" w:cs="{LATIN_SANS}" w:eastAsia="{WORD_SANS}"'


def xml(source: str) -> BaseOxmlElement:
    """An element from XML with the namespaces of WordprocessingML declared on it."""
    end = min(n for n in (source.find(" "), source.find("/>"), source.find(">")) if n > 0)
    return parse_xml(f"{source[:end]} {nsdecls('w', 'r')}{source[end:]}")


def half_points(size: float) -> int:
    return round(size * 2)


def template(style: Style) -> WordDocument:
    """A fresh, empty document in this style, its header and feet still empty."""
    # Copying what is open takes a third of the time of opening it anew.
    return copy.deepcopy(_template(style))


@cache
def _template(style: Style) -> WordDocument:
    """Made once per style and process: python-docx's own template with our styles in place of its."""
    document = Document()
    _defaults(document, style)
    _styles(document, style)
    _numbering(document)
    settings = document.settings.element
    compat = settings.find(qn("w:compat"))
    if compat is not None:
        settings.remove(compat)
    # Mode 15 measures tables from their edge, not from the text in their first cell.
    mode = xml('<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>')
    _before(settings, mode, ("w:docVars", "w:rsids", "m:mathPr", "w:attachedSchema", "w:themeFontLang", "w:clrSchemeMapping", "w:shapeDefaults", "w:decimalSymbol", "w:listSeparator"))
    for name, attributes in (("w:characterSpacingControl", 'w:val="compressPunctuation"'), ("w:themeFontLang", 'w:val="en-US" w:eastAsia="zh-CN"')):
        old = settings.find(qn(name))
        new = xml(f"<{name} {attributes}/>")
        if old is not None:
            settings.replace(old, new)
        else:
            _before(settings, new, ("w:hdrShapeDefaults", "w:footnotePr", "w:endnotePr", "w:compat", "w:docVars", "w:rsids", "m:mathPr"))
    # What python-docx brings along: the picture of an empty page, and its styles a second time, 400 KB for Word 2010 alone.
    for rels in (document.part.package.rels, document.part.rels):
        for key in [k for k, rel in rels.items() if rel.reltype.endswith(("/thumbnail", "/stylesWithEffects"))]:
            del rels[key]
    _edges(document)
    out = io.BytesIO()
    document.save(out)
    # Opened anew: what python-docx has looked up on its way would be copied apart from the tree it stands in.
    return Document(out)


def _edges(document: WordDocument) -> None:
    """A header on every page but the first, a foot on all: one empty paragraph in each."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    for edge, style in ((section.header, "header"), (section.footer, "footer"), (section.first_page_footer, "footer"), (section.first_page_header, "Normal")):
        edge.is_linked_to_previous = False
        edge.paragraphs[0].style = document.styles[style]


def _before(parent: BaseOxmlElement, new: BaseOxmlElement, later: tuple[str, ...]) -> None:
    """Word insists on the order of elements: `new` goes before the first of those that come later."""
    for child in parent:
        if child.tag in {qn(name) for name in later}:
            child.addprevious(new)
            return
    parent.append(new)


def _defaults(document: WordDocument, style: Style) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    defaults.find(qn("w:rPrDefault")).replace(
        defaults.find(qn("w:rPrDefault")).find(qn("w:rPr")),
        xml(
            f'<w:rPr><w:rFonts {SERIF_FONTS}/><w:color w:val="{COLOURS["ink"]}"/><w:sz w:val="{half_points(style.size)}"/>'
            f'<w:szCs w:val="{half_points(style.size)}"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr>'
        ),
    )
    section = document.sections[0]._sectPr
    for name in ("w:pgSz", "w:pgMar", "w:cols", "w:docGrid"):
        old = section.find(qn(name))
        if old is not None:
            section.remove(old)
    section.append(xml('<w:pgSz w:w="11906" w:h="16838"/>'))
    section.append(xml('<w:pgMar w:top="1418" w:right="1247" w:bottom="1304" w:left="1247" w:header="794" w:footer="680" w:gutter="0"/>'))
    section.append(xml('<w:cols w:space="425"/>'))


def _styles(document: WordDocument, style: Style) -> None:
    element = document.styles.element
    for old in list(element.findall(qn("w:style"))):
        element.remove(old)
    line = round(240 * (style.leading - 0.36))
    size, ink, accent, muted = style.size, COLOURS["ink"], COLOURS["accent"], COLOURS["muted"]
    two = round(style.size * 20)

    def add(kind: str, name: str, style_id: str, p: str = "", r: str = "", more: str = "", based: str = "Normal", after: str = "") -> None:
        based_on = f'<w:basedOn w:val="{based}"/>' if based and style_id != based else ""
        follow = f'<w:next w:val="{after}"/>' if after else ""
        default = ' w:default="1"' if style_id in ("Normal", "DefaultParagraphFont", "TableNormal") else ""
        element.append(xml(
            f'<w:style w:type="{kind}"{default} w:styleId="{style_id}"><w:name w:val="{name}"/>{based_on}{follow}'
            f'<w:uiPriority w:val="{1 if kind == "paragraph" else 99}"/>{"<w:qFormat/>" if kind == "paragraph" else ""}'
            f'{f"<w:pPr>{p}</w:pPr>" if p else ""}{f"<w:rPr>{r}</w:rPr>" if r else ""}{more}</w:style>'
        ))

    def sized(points: float, colour: str = "", bold: bool = False, fonts: str = "") -> str:
        return (
            (f"<w:rFonts {fonts}/>" if fonts else "") + ("<w:b/><w:bCs/>" if bold else "") + (f'<w:color w:val="{colour}"/>' if colour else "")
            + f'<w:sz w:val="{half_points(points)}"/><w:szCs w:val="{half_points(points)}"/>'
        )

    add("paragraph", "Normal", "Normal", f'<w:spacing w:before="0" w:after="60" w:line="{line}" w:lineRule="auto"/><w:jc w:val="both"/>', based="")
    add("character", "Default Paragraph Font", "DefaultParagraphFont", based="")
    add("table", "Normal Table", "TableNormal", based="", more='<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>')
    add("paragraph", "Title", "Title", f'<w:keepNext/><w:pBdr><w:bottom w:val="single" w:sz="24" w:space="6" w:color="{COLOURS["lacquer"]}"/></w:pBdr><w:spacing w:before="0" w:after="200" w:line="300" w:lineRule="auto"/><w:jc w:val="left"/>', sized(size * 2.1, ink, True, SERIF_FONTS), after="Normal")
    add("paragraph", "Kind", "Kind", '<w:keepNext/><w:spacing w:before="0" w:after="40"/><w:jc w:val="left"/>', sized(size, accent, True, SANS_FONTS))
    for level, points, before, after in ((1, 1.4, 360, 140), (2, 1.15, 260, 100), (3, 1.0, 200, 80), (4, 1.0, 160, 60)):
        rule = f'<w:pBdr><w:top w:val="single" w:sz="12" w:space="6" w:color="{accent}"/></w:pBdr>' if level == 1 else ""
        add(
            "paragraph", f"heading {level}", f"Heading{level}",
            f'<w:keepNext/><w:keepLines/>{rule}<w:spacing w:before="{before}" w:after="{after}" w:line="300" w:lineRule="auto"/><w:jc w:val="left"/><w:outlineLvl w:val="{level - 1}"/>',
            sized(size * points, muted if level == 4 else ink, True, SANS_FONTS), after="Normal",
        )
    indent = f'<w:ind w:firstLineChars="{style.indent * 100}" w:firstLine="{style.indent * two}"/>' if style.indent else ""
    add("paragraph", "Body Text", "BodyText", indent)
    add("paragraph", "Lead", "Lead", '<w:spacing w:before="60" w:after="160"/>', sized(size * 1.12))
    add("paragraph", "Facts", "Facts", f'<w:tabs><w:tab w:val="left" w:pos="{round(two * 4.5)}"/></w:tabs><w:spacing w:after="20"/><w:ind w:left="{round(two * 4.5)}" w:hanging="{round(two * 4.5)}"/><w:jc w:val="left"/>', sized(size * 0.95))
    add("paragraph", "Small", "Small", "", sized(size * 0.88, muted))
    add("paragraph", "Label", "Label", '<w:keepNext/><w:spacing w:before="160" w:after="60"/>', sized(size, "", True, SANS_FONTS))
    add("paragraph", "Centred", "Centred", '<w:jc w:val="center"/>')
    add("paragraph", "Code", "Code", f'<w:shd w:val="clear" w:color="auto" w:fill="{COLOURS["wash"]}"/><w:jc w:val="left"/>', sized(size * 0.92, "", False, SANS_FONTS))
    add("paragraph", "Quote", "Quote", f'<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="{COLOURS["line"]}"/></w:pBdr><w:ind w:left="{two}"/>')
    add("paragraph", "caption", "Caption", '<w:spacing w:before="40" w:after="160"/><w:jc w:val="center"/>', sized(size * 0.9, muted))
    add("paragraph", "Figure", "Figure", '<w:keepNext/><w:spacing w:before="120" w:after="40" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>')
    add("paragraph", "List Paragraph", "ListParagraph", '<w:spacing w:after="40"/>')
    add("paragraph", "Question", "Question", '<w:keepNext/><w:keepLines/><w:spacing w:before="180" w:after="60"/>')
    add("paragraph", "Question Text", "QuestionText", f'<w:ind w:left="{two * 2}"/>')
    add("paragraph", "Choices", "Choices", f'<w:keepLines/><w:spacing w:after="40"/><w:ind w:left="{two * 2}"/><w:jc w:val="left"/>')
    add("paragraph", "Table Text", "TableText", '<w:spacing w:before="20" w:after="20" w:line="276" w:lineRule="auto"/><w:jc w:val="left"/>', sized(size * 0.95))
    add("paragraph", "Table Head", "TableHead", '<w:keepNext/>', sized(size * 0.95, muted, True, SANS_FONTS), based="TableText")
    add("paragraph", "Writing Line", "WritingLine", f'<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="0" w:color="{COLOURS["edge"]}"/><w:between w:val="single" w:sz="4" w:space="0" w:color="{COLOURS["edge"]}"/></w:pBdr><w:spacing w:after="0" w:line="{round(540 * style.room)}" w:lineRule="exact"/>')
    add("paragraph", "header", "Header", f'<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="4" w:color="{COLOURS["line"]}"/></w:pBdr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/><w:jc w:val="left"/>', sized(8.5, muted, False, SANS_FONTS))
    add("paragraph", "footer", "Footer", '<w:tabs><w:tab w:val="right" w:pos="9412"/></w:tabs><w:spacing w:after="0" w:line="240" w:lineRule="auto"/><w:jc w:val="left"/>', sized(8.5, muted, False, SANS_FONTS))
    add("character", "Hyperlink", "Hyperlink", r=f'<w:color w:val="{COLOURS["sea"]}"/><w:u w:val="single"/>', based="DefaultParagraphFont")


def _numbering(document: WordDocument) -> None:
    numbering = document.part.numbering_part.element
    for old in list(numbering):
        numbering.remove(old)
    accent = COLOURS["accent"]
    look = f'<w:rPr><w:rFonts {SANS_FONTS}/><w:b/><w:color w:val="{accent}"/></w:rPr>'
    bullet = f'<w:rPr><w:rFonts {SANS_FONTS} w:hint="eastAsia"/><w:color w:val="{accent}"/><w:position w:val="3"/><w:sz w:val="12"/></w:rPr>'
    for number, formats in (
        (BULLETS, [("bullet", mark, bullet) for mark in ("■", "□", "·")]),
        (NUMBERS, [("decimal", "%1.", look), ("decimal", "（%2）", look), ("lowerLetter", "%3.", look)]),
        (QUESTIONS, [("decimal", "%1.", look)]),
    ):
        levels = "".join(
            f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{mark}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{420 * (n + 1)}" w:hanging="420"/></w:pPr>{r}</w:lvl>'
            for n, (kind, mark, r) in enumerate(formats)
        )
        numbering.append(xml(f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'))
