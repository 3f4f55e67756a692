"""Every file of a lesson's pack but the manifest, with what the formats of others leave out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from iplearn.diagnostics import Diagnostic, Place, error
from iplearn.documents.cards import cards
from iplearn.documents.design import Style
from iplearn.documents.lesson_parts import handout
from iplearn.documents.pdf import pdf
from iplearn.documents.poster import poster_pdf
from iplearn.documents.powerpoint import pptx
from iplearn.documents.problems import deck_problems, paper_problems, poster_problems
from iplearn.documents.word import docx
from iplearn.exports import EXPORTS, QuizSource
from iplearn.model.paper import Cards, Paper
from iplearn.model.quiz import Quiz
from iplearn.products.lesson_pack.papers import LessonPapers, PackPapers
from iplearn.products.lesson_pack.web import web_pages
from iplearn.products.packing import Made


def problems(papers: LessonPapers, source: Mapping[str, str]) -> list[Diagnostic]:
    """What keeps the lesson from being printed. `source` is the text of each Markdown file, for lines."""
    parts = papers.parts
    found: list[Diagnostic] = []
    sheet = papers.cards()
    texts: list[Paper] = [papers.plan(), papers.answers(), papers.pupil_page(), *((sheet,) if sheet else ())]
    texts += [papers.quiz(label, quiz, answers=True) for label, quiz in parts.quizzes]
    for paper in texts:
        found += paper_problems(paper, source.get(paper.source, ""))
    found += [_empty(page.file, group, source.get(page.file, "")) for page, group in papers.card_groups() if not cards(group)]
    deck = papers.deck()
    found += deck_problems(deck, source.get(deck.source, ""))
    poster = papers.poster()
    found += poster_problems(poster, source.get(poster.source, ""))
    return list(dict.fromkeys(found))


def _empty(file: str, group: Cards, source: str) -> Diagnostic:
    line = source[: max(source.find(f"cards | {group.title}"), 0)].count("\n") + 1
    return error(Place(file, line), "lesson/cards", f"“{group.title}”里没有一张卡片。", "里面放表（一行一张）、方框（一框一张）、条目或者几段话。")


def lesson_files(papers: LessonPapers, player: Mapping[str, bytes]) -> Iterator[Made]:
    """In the order of the folder."""
    parts, name = papers.parts, papers.parts.id
    yield from both("1-教案", name, "教案", papers.plan())
    deck = papers.deck()
    yield Made(f"2-课件/{name}-课件.pptx", "课件", "课件（PPT，备注栏有讲稿）", pptx(deck))
    yield Made(f"2-课件/{name}-课件讲义.pdf", "课件", "课件讲义（PDF，带讲稿）", pdf(handout(deck, "老师")))
    yield from both("3-学习单", name, "学习单", papers.worksheet(), papers.style)
    yield from both("3-学习单", name, "学习单答案", papers.answers())
    if sheet := papers.cards():
        yield from both("3-学习单", name, "卡片", sheet, papers.style)
    yield Made(f"3-学习单/{name}-学生页.pdf", "学习单", "学生页（PDF，可以印发）", pdf(papers.pupil_page(), papers.style))
    for label, quiz in parts.quizzes:
        yield from both("4-小测", name, label, papers.quiz(label, quiz, answers=False), papers.style)
        yield from both("4-小测", name, f"{label}答案", papers.quiz(label, quiz, answers=True))
    for label, quiz in parts.quizzes:
        yield from exported(papers, "5-导入平台", name, label, quiz, player)
    yield Made(f"6-海报/{name}-海报.pdf", "海报", "海报（A3）", poster_pdf(papers.poster()))
    for path, data in web_pages(parts, papers.day, player, papers.read_asset, papers.base, papers.titles).items():
        yield Made(f"7-离线网页/{path}", "离线网页", path, data)


def both(folder: str, name: str, label: str, paper: Paper, style: Style | None = None) -> Iterator[Made]:
    styled = (paper,) if style is None else (paper, style)
    kind = folder.partition("-")[2]
    yield Made(f"{folder}/{name}-{label}.docx", kind, f"{label}（Word）", docx(*styled))
    yield Made(f"{folder}/{name}-{label}.pdf", kind, f"{label}（PDF）", pdf(*styled))


def exported(papers: PackPapers, folder: str, name: str, label: str, quiz: Quiz, player: Mapping[str, bytes]) -> Iterator[Made]:
    maker = papers.maker(f"quiz/{quiz.id}.md")

    def image(src: str) -> bytes | None:
        picture = maker.picture(src)
        return picture.data if picture else None

    source = QuizSource(quiz, papers.day, papers.parts.read(quiz), maker.address, image, player)
    for export in EXPORTS:
        made = export.make(source)
        yield Made(f"{folder}/{name}-{label}{export.ending}", folder.partition("-")[2], f"{label}：{export.label}", made.data, made.losses)
