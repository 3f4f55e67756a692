"""What keeps a paper from being printed is told with file, line and fix."""

from __future__ import annotations

import io
from datetime import date

import pytest
from PIL import Image

from iplearn.diagnostics import Diagnostic, Severity
from iplearn.documents.fonts import missing
from iplearn.documents.problems import deck_problems, paper_problems, poster_problems
from iplearn.model.paper import Blocks, Deck, Figure, Paper, Paragraph, Picture, Poster, Slide
from iplearn.model.runs import Run, text
from tests.conftest import ROOT

DAY = date(2026, 11, 22)
GOOD = Picture(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><rect width="4" height="3"/></svg>', "svg", "good.svg")
BAD = Picture(b"<svg", "svg", "bad.svg")


def found(blocks: Blocks, source: str = "") -> list[tuple[str, int]]:
    paper = Paper("题目", blocks, DAY, source="content/school/L07/plan.md")
    return [(d.rule, d.place.line) for d in paper_problems(paper, source)]


def test_a_glyph_no_font_has_is_found_on_its_line() -> None:
    paper = Paper("题目", (Paragraph(text("一个 ☑ 和一个 🙂")),), DAY, source="a.md")
    ticked, face = paper_problems(paper, "---\n---\n\n一个 ☑ 和\n一个 🙂\n")
    assert (ticked.place.line, face.place.line) == (4, 5) and ticked.is_error
    assert ticked.fix == "改用“√”。" and "U+1F642" in face.message


def test_glyphs_of_pinyin_are_looked_at_too() -> None:
    assert found((Paragraph((Run("署", pinyin="shǔ"),)),)) == []
    assert found((Paragraph((Run("署", pinyin="\U0001d4b6"),)),)) == [("paper/glyph", 0)]


def test_pictures_need_words_and_must_be_readable() -> None:
    source = "文字\n\n![](good.svg)\n\n![坏的](bad.svg)\n"
    assert found((Figure(GOOD, "一只柜子"),)) == []
    assert found((Figure(GOOD, ""), Figure(BAD, "坏的")), source) == [("paper/alt", 3), ("paper/picture", 5)]
    assert found((Figure(Picture(b"GIF89a", "gif", "a.gif"), "动图"),)) == [("paper/picture", 0)]
    assert found((Figure(Picture(b"no png", "png", "a.png"), "假的"),)) == [("paper/picture", 0)]


@pytest.mark.parametrize(("data", "reason"), [
    (b"<svg", "第 1 行不合 XML"), (b"<html/>", "开头不是 <svg"), (b'<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>', "缺 viewBox"),
    (b'<svg viewBox="0 0 4 3"/>', "开头不是 <svg"),
])
def test_why_an_svg_cannot_be_read(data: bytes, reason: str) -> None:
    (told,) = paper_problems(Paper("题目", (Figure(Picture(data, "svg", "a.svg"), "图"),), DAY))
    assert reason in told.message


def test_a_picture_under_a_false_name() -> None:
    out = io.BytesIO()
    Image.new("RGB", (4, 3)).save(out, "PNG")
    assert found((Figure(Picture(out.getvalue(), "png", "a.png"), "图"),)) == []
    (told,) = paper_problems(Paper("题目", (Figure(Picture(out.getvalue(), "jpg", "a.jpg"), "图"),), DAY))
    assert "里面其实是 PNG" in told.message


def test_a_slide_that_holds_too_much() -> None:
    def problems(lines: int) -> list[Diagnostic]:
        blocks = tuple(Paragraph(text("这一行有二十来个字，一张放得下几行要看字号。" * 2)) for _ in range(lines))
        return list(deck_problems(Deck("题", (Slide("满", blocks),), DAY, source="slides.md"), "---\n---\n\n## 满\n"))

    assert problems(5) == []
    (told,) = problems(20)
    assert (told.rule, told.place.line, told.severity) == ("slides/full", 4, Severity.WARNING)


def test_a_posters_words_and_picture() -> None:
    assert poster_problems(Poster("海报", DAY, picture=GOOD)) == ()
    assert [d.rule for d in poster_problems(Poster("海报 ☐", DAY, picture=BAD))] == ["paper/glyph", "paper/picture"]


@pytest.mark.parametrize(("points", "length", "full"), [(3, 20, False), (4, 40, False), (4, 100, True), (6, 30, False), (6, 150, True), (7, 5, True)])
def test_a_poster_that_holds_too_much(points: int, length: int, full: bool) -> None:
    told = poster_problems(Poster("海报", DAY, points=(text("字" * length),) * points))
    assert [d.rule for d in told] == (["poster/full"] if full else [])


@pytest.mark.parametrize("folder", ["content", "quizzes"])
def test_whatever_this_site_says_can_be_printed(folder: str) -> None:
    lacking = {p.relative_to(ROOT).as_posix(): m for p in sorted((ROOT / folder).rglob("*.md")) if (m := missing(p.read_text(encoding="utf-8")))}
    assert lacking == {}
