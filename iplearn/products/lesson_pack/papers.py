"""What the papers of every pack share, and the papers, slides and poster of a lesson, before any format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from iplearn.documents.cards import card_sheet, groups
from iplearn.documents.design import PUPIL, YOUNG, Style
from iplearn.documents.lesson_parts import for_pupils, for_teachers, slides
from iplearn.documents.quiz_blocks import QuizPrinter
from iplearn.model.content import Page
from iplearn.model.paper import Blocks, Cards, Deck, Heading, Items, Paper, Paragraph, Poster
from iplearn.model.quiz import Quiz
from iplearn.model.runs import Text, plain_text
from iplearn.once import once
from iplearn.products.lesson_pack.parts import LessonParts
from iplearn.products.texts import Papers

REMEMBER = "记住这几句"
FIELDS = ("班级代码", "座号", "日期")
MAX_POINTS = 6


@dataclass(frozen=True)
class PackPapers(Papers):
    """Of a lesson or a module."""

    def blocks(self, page: Page) -> Blocks:
        return self.blocks_of(page.src, page.document.html)

    def _paper(self, page: Page, title: str, kind: str, blocks: Blocks, *, lead: str | None = None, facts: tuple = (), fields: tuple = ()) -> Paper:
        return Paper(
            title, blocks, self.day, kind=kind, lead=page.meta.summary if lead is None else lead, facts=facts, fields=fields,
            running=f"{title} · {kind}", footer=self.footer, author=self.site, keywords=page.meta.keywords, source=page.file,
        )


@dataclass(frozen=True)
class LessonPapers(PackPapers):
    """Pupils never write their names: a class code and a seat number do."""

    parts: LessonParts

    @property
    def style(self) -> Style:
        """Of what pupils get."""
        return YOUNG if self.parts.meta.stage == "小学低年级" else PUPIL

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        meta = self.parts.meta
        return (("年级", meta.grades), ("时间", f"{meta.minutes} 分钟"), ("备课", f"约 {meta.prepare} 分钟"))

    @property
    def told(self) -> dict[str, Any]:
        """What the manifest for programs says of this lesson besides what it says of every pack."""
        meta = self.parts.meta
        return {"stage": meta.stage, "grades": meta.grades, "theme": meta.theme, "minutes": meta.minutes}

    word, what = "课", "课"

    @property
    def use(self) -> tuple[str, tuple[str, ...]]:
        """(heading, steps): how to begin with the pack."""
        name = self.parts.id
        return "明天就上课", (
            f"打开“1-教案/{name}-教案”，从头读一遍，约 {self.parts.meta.prepare} 分钟备好要印、要剪、要摆的。",
            "课前一天做前测，用纸、用网页、用学校已有的平台都行。学生写班级代码和座号，不写姓名。",
            f"上课放“2-课件/{name}-课件.pptx”，每一张要说的话在备注栏。",
            *((f"印“3-学习单/{name}-卡片”，课前剪好。",) if self.card_groups() else ()),
            f"发“3-学习单/{name}-学习单”，答案在旁边的“学习单答案”里。",
            "课后做后测，练习可以当作业。",
            "没有网络，打开“7-离线网页/学生页.html”。",
        )

    # -- the papers

    def plan(self) -> Paper:
        meta = self.parts.meta
        goals = {o.id: o.text for o in self.parts.project.objectives}
        facts = (
            ("年级", meta.grades), ("时间", f"{meta.minutes} 分钟"), ("备课", f"约 {meta.prepare} 分钟"), ("主题", meta.theme),
            ("目标", "；".join(goals[o] for o in meta.objectives if o in goals)),
        )
        return self._paper(self.parts.plan, meta.title, "教案", for_teachers(self.blocks(self.parts.plan)), facts=facts)

    @once
    def deck(self) -> Deck:
        meta, page = self.parts.meta, self.parts.slides
        return Deck(
            meta.title, slides(self.blocks(page), meta.title), self.day, kind="课件", subtitle=f"{meta.grades} · {meta.minutes} 分钟",
            footer=self.footer, author=self.site, keywords=page.meta.keywords, source=page.file,
        )

    def worksheet(self) -> Paper:
        blocks = for_pupils(self.blocks(self.parts.worksheet))
        return self._paper(self.parts.worksheet, self.parts.meta.title, "学习单", blocks, lead="", fields=FIELDS)

    def answers(self) -> Paper:
        return self._paper(self.parts.worksheet, self.parts.meta.title, "学习单答案", for_teachers(self.blocks(self.parts.worksheet)))

    def card_groups(self) -> list[tuple[Page, Cards]]:
        """With the page they stand on."""
        return [(page, group) for page in (self.parts.page, self.parts.plan) for group in groups(self.blocks(page))]

    def cards(self) -> Paper | None:
        """What the lesson cuts up, to print and cut; None where it cuts nothing up."""
        found = [group for _, group in self.card_groups()]
        lead = "沿线剪开。要几套、怎样发，看教案里的“教学准备”。"
        return self._paper(self.parts.page, self.parts.meta.title, "卡片", card_sheet(found), lead=lead) if found else None

    def pupil_page(self) -> Paper:
        return self._paper(self.parts.page, self.parts.meta.title, "学生页", for_pupils(self.blocks(self.parts.page)))

    @once
    def quiz(self, label: str, quiz: Quiz, *, answers: bool) -> Paper:
        printer = QuizPrinter(quiz, self.parts.read(quiz), self.maker(f"quiz/{quiz.id}.md"))
        kind = f"{label}答案" if answers else label
        blocks = printer.key() if answers else printer.paper()
        return Paper(
            self.parts.meta.title, blocks, self.day, kind=kind, facts=(("满分", f"{printer.marks()} 分"),), fields=() if answers else FIELDS,
            running=f"{self.parts.meta.title} · {kind}", footer=self.footer, author=self.site, source=quiz.file,
        )

    def poster(self) -> Poster:
        meta = self.parts.meta
        return Poster(
            meta.title, self.day, kicker=f"{meta.grades} · {meta.theme}", lead=meta.summary, points=self.remember(), address=self.address,
            call="扫一扫，看这一课" if self.address else "", footer=self.footer, author=self.site, source=self.parts.page.file,
        )

    def remember(self) -> tuple[Text, ...]:
        """The sentences of 记住这几句, for the poster."""
        below = False
        for block in self.blocks(self.parts.page):
            if isinstance(block, Heading):
                below = plain_text(block.text) == REMEMBER
            elif below and isinstance(block, Items):
                return tuple(b.text for item in block.items for b in item[:1] if isinstance(b, Paragraph))[:MAX_POINTS]
        return ()
