"""A file put together from its parts is the one that the library itself would write; lines of slides stand as far apart as they can."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from PIL import Image
from pptx import Presentation
from pptx.oxml.ns import qn

from iplearn.documents.design import PUPIL, TEACHER, YOUNG
from iplearn.documents.office import packed
from iplearn.documents.powerpoint import pptx
from iplearn.documents.slide_template import template as deck
from iplearn.documents.word_styles import template as document
from iplearn.model.paper import Deck, Paragraph, Slide
from iplearn.model.runs import text
from tests.conftest import DAY


def picture() -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (4, 3), "#a03020").save(out, "PNG")
    return out


def written(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def saved(file: Any) -> dict[str, bytes]:
    out = io.BytesIO()
    file.save(out)
    return written(out.getvalue())


def word() -> Any:
    made = document(TEACHER)
    made.add_picture(picture())
    made.part.relate_to("https://example.org/?a=1&b=2", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", is_external=True)
    return made


def slides() -> Any:
    made = deck()
    page = made.slides.add_slide(made.slide_layouts[0])
    page.shapes.add_picture(picture(), 0, 0)
    page.notes_slide.notes_text_frame.text = "讲稿"
    return made


@pytest.mark.parametrize(("make", "rels"), [(word, "rels"), (slides, "_rels")])
def test_the_same_file_as_the_library_writes(make: Any, rels: str) -> None:
    made = make()
    package = made.part.package
    ours, theirs = written(packed(package.iter_parts(), getattr(package, rels), DAY)), saved(made)
    assert list(ours) == list(theirs) and ours == theirs


def test_what_is_written_into_a_copy_stays_out_of_the_template() -> None:
    before = saved(document(PUPIL)), saved(deck())
    one, two = document(PUPIL), deck()
    one.add_paragraph("一次")
    one.sections[0].header.paragraphs[0].add_run("一次")
    two.slides.add_slide(two.slide_layouts[1])
    assert (saved(document(PUPIL)), saved(deck())) == before
    assert saved(document(YOUNG))["word/styles.xml"] != before[0]["word/styles.xml"]


def spacing(count: int) -> tuple[set[str | None], int]:
    """Distances of the lines of a slide of `count` paragraphs, in thousandths of a percent, and their size in hundredths of a point."""
    words = tuple(Paragraph(text("这一句话够长，要在幻灯片上占去差不多两行，好看出一行放不下的时候怎么办。")) for _ in range(count))
    made = Presentation(io.BytesIO(pptx(Deck("课件", (Slide("一页", words, layout="content"),), DAY))))
    frame = made.slides[0].placeholders[1]._element
    return {(p.find(f".//{qn('a:spcPct')}").get("val") if p.find(f".//{qn('a:spcPct')}") is not None else None) for p in frame.iter(qn("a:p"))}, int(frame.find(f".//{qn('a:rPr')}").get("sz"))


def test_lines_stand_apart_where_there_is_room() -> None:
    """On a full slide they take what the font takes, else the last would run over the foot."""
    assert spacing(1) == ({"120000"}, 3600)
    found = [spacing(count) for count in range(2, 10)]
    assert [size for _, size in found] == sorted((size for _, size in found), reverse=True) and found[-1][1] >= 1600
    assert {None} in [distances for distances, _ in found] and all(len(distances) == 1 for distances, _ in found)
