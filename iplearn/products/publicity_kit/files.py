"""Every file of a campaign's kit but the manifest, and what keeps it from being made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from iplearn.diagnostics import Diagnostic, Place, error, warning
from iplearn.documents.excel import xlsx
from iplearn.documents.ics import calendar
from iplearn.documents.lesson_parts import handout
from iplearn.documents.pdf import pdf
from iplearn.documents.poster import PHONE_PPI, overflow, poster_pdf, poster_png
from iplearn.documents.powerpoint import pptx
from iplearn.documents.problems import deck_problems, paper_problems, poster_problems
from iplearn.documents.word import docx
from iplearn.model.content import ClassMeta, NewspaperMeta, RadioMeta
from iplearn.model.paper import Paper, Paragraph, walk
from iplearn.model.runs import plain_text
from iplearn.products.packing import Made
from iplearn.products.publicity_kit.articles import article_files
from iplearn.products.publicity_kit.dates import entries
from iplearn.products.publicity_kit.papers import KitPapers
from iplearn.products.publicity_kit.speech import MOST_IN_A_BREATH, breaths, syllables
from iplearn.products.publicity_kit.summary_form import form_paper, workbook

_MINUTES = re.compile(r"（(\d+) *分钟）")


def problems(papers: KitPapers, source: Mapping[str, str]) -> list[Diagnostic]:
    """What keeps the kit from being made. `source` is the text of each Markdown file, for lines.

    Posters are tried on the press: so this runs where the kit is printed.
    """
    parts = papers.parts
    found: list[Diagnostic] = []
    for paper in (papers.brief(), papers.radio(), papers.newspaper(), papers.activity(answers=True), papers.quiz(answers=True), papers.event()):
        found += paper_problems(paper, source.get(paper.source, ""))
    for page in parts.articles:
        found += paper_problems(papers.paper(page, "公众号文章", papers.blocks(page)), source.get(page.file, ""))
    deck = papers.deck()
    found += deck_problems(deck, source.get(deck.source, ""))
    found += _posters(papers, source)
    found += _radio(papers, source)
    found += _newspaper(papers)
    assert isinstance(parts.slides.meta, ClassMeta)
    total = sum(int(m) for slide in deck.slides for b in walk(slide.notes) if isinstance(b, Paragraph) for m in _MINUTES.findall(plain_text(b.text)))
    if total != parts.slides.meta.minutes:
        place = Place(parts.slides.file, parts.slides.key_lines.get("minutes", 1))
        found.append(error(place, "campaign/minutes", f"各张讲稿写的分钟加起来是 {total}，minutes 写的是 {parts.slides.meta.minutes}。", "每张讲稿开头写“（3 分钟）”，加起来要相等。"))
    return list(dict.fromkeys(found))


def _posters(papers: KitPapers, source: Mapping[str, str]) -> Iterator[Diagnostic]:
    for _, poster in papers.posters():
        text = source.get(poster.source, "")
        glyphs = poster_problems(poster, text)
        yield from glyphs
        if not glyphs and (what := overflow(poster)):
            at = text.find(f"## {poster.title}")
            place = Place(poster.source, text.count("\n", 0, at) + 1 if at >= 0 else 0)
            form = "A3" if poster.form == "a3" else "手机竖版"
            yield error(place, "poster/overflow", f"海报“{poster.title}”（{poster.design}，{form}）的{what}放不下，缩到最小也超出。", "删短：标题两行以内，导语一两句，要点三四条、每条一两行。")


def _radio(papers: KitPapers, source: Mapping[str, str]) -> Iterator[Diagnostic]:
    page, settings = papers.parts.radio, papers.parts.settings
    assert isinstance(page.meta, RadioMeta)
    text = source.get(page.file, "")
    scripts = papers.scripts()
    for one in scripts:
        at = text.find(f"## {one.label}")
        place = Place(page.file, text.count("\n", 0, at) + 1 if at >= 0 else 0)
        if not one.limit:
            yield error(place, "radio/length", f"“{one.label}”没有写几秒。", "小标题写成“## 30 秒”“## 60 秒”。")
        elif one.seconds > one.limit:
            over = round((one.seconds - one.limit) * settings.syllables / 60) + 1
            yield error(place, "radio/length", f"“{one.label}”要读 {one.seconds:g} 秒，超了。", f"删掉大约 {over} 个字。")
        elif one.seconds < one.limit - settings.slack:
            yield warning(place, "radio/length", f"“{one.label}”只读 {one.seconds:g} 秒。", f"可以再加大约 {round((one.limit - settings.slack - one.seconds) * settings.syllables / 60) + 1} 个字。")
        for piece in breaths(one.spoken):
            if syllables(piece) > MOST_IN_A_BREATH:
                yield warning(place, "radio/breath", f"“{piece[:12]}……”一口气有 {syllables(piece)} 个音节。", f"断开：两个停顿之间最多 {MOST_IN_A_BREATH} 个。")
    said = "".join(s.spoken for s in scripts)
    for reading in page.meta.readings:
        if reading.word not in said:
            yield error(Place(page.file, page.key_lines.get("readings", 1)), "radio/reading", f"读音表里的“{reading.word}”，稿子里没有。", "删掉它，或者改成稿子里的词。")


def _newspaper(papers: KitPapers) -> Iterator[Diagnostic]:
    page, settings = papers.parts.newspaper, papers.parts.settings
    assert isinstance(page.meta, NewspaperMeta)
    room = page.meta.columns * settings.column_lines
    total = sum(len(found) for _, found in papers.column_lines(settings.column_width))
    if total > room:
        place = Place(page.file, page.key_lines.get("columns", 1))
        yield error(place, "newspaper/full", f"正文 {total} 行，{page.meta.columns} 栏只有 {room} 行。", f"删掉大约 {(total - room) * settings.column_width} 个字，或者多要一栏。")


def kit_files(papers: KitPapers) -> Iterator[Made]:
    """In the order of the folder."""
    parts, campaign, settings = papers.parts, papers.parts.campaign, papers.parts.settings
    yield from _both("1-底稿", "宣传底稿", papers.brief())
    yield from article_files(papers)
    for name, poster in papers.posters():
        yield Made(f"3-海报/{name}.pdf", "海报", f"{poster.title}（{_form(poster.form)}，PDF）", poster_pdf(poster))
        yield Made(f"3-海报/{name}.png", "海报", f"{poster.title}（{_form(poster.form)}，PNG）", poster_png(poster, PHONE_PPI if poster.form == "phone" else 96))
    yield from _both("4-广播", "广播稿", papers.radio())
    yield from _both("5-报纸", "报纸版面", papers.newspaper())
    yield Made("5-报纸/报纸版面.txt", "报纸", "报纸版面（按栏断行的文字）", papers.newspaper_text())
    deck = papers.deck()
    yield Made("6-课堂/课件.pptx", "课堂", "课件（PPT，备注栏有讲稿）", pptx(deck))
    yield Made("6-课堂/课件讲义.pdf", "课堂", "课件讲义（PDF，带讲稿）", pdf(handout(deck, "老师")))
    yield from _both("6-课堂", "活动单", papers.activity(answers=False))
    yield from _both("6-课堂", "活动单答案", papers.activity(answers=True))
    yield from _both("6-课堂", "测验", papers.quiz(answers=False))
    yield from _both("6-课堂", "测验答案", papers.quiz(answers=True))
    yield from _both("7-社区活动", "活动方案", papers.event())
    yield Made("7-社区活动/日历.ics", "社区活动", "日历（手机、电脑都能导入）", calendar(campaign.name, entries(campaign, parts.event)))
    yield Made("8-总结/总结表.xlsx", "总结", "总结表（Excel，填好能读回来）", xlsx(workbook(campaign, settings, papers.day, papers.site)))
    yield Made("8-总结/总结表.docx", "总结", "总结表（Word，手写底稿）", docx(form_paper(campaign, settings, papers.day, papers.site)))


def _form(form: str) -> str:
    return "A3" if form == "a3" else "手机竖版"


def _both(folder: str, label: str, paper: Paper) -> Iterator[Made]:
    kind = folder.partition("-")[2]
    yield Made(f"{folder}/{label}.docx", kind, f"{label}（Word）", docx(paper))
    yield Made(f"{folder}/{label}.pdf", kind, f"{label}（PDF）", pdf(paper))
