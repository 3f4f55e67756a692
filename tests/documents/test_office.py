"""A file put together from its parts is the one that the library itself would write."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from PIL import Image

from iplearn.documents.design import PUPIL, TEACHER, YOUNG
from iplearn.documents.office import packed
from iplearn.documents.slide_template import template as deck
from iplearn.documents.word_styles import template as document
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
