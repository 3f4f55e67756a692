"""The papers of a training module, before any format: handout, case discussion with guidance, attendance, test, templates."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from iplearn.documents.layout import text_width
from iplearn.documents.lesson_parts import slides
from iplearn.documents.quiz_blocks import QuizPrinter
from iplearn.model.content import Template
from iplearn.model.course import HOW, LAW, THINK, template_name
from iplearn.model.item import digest
from iplearn.model.paper import Block, Blocks, Box, Deck, Heading, Items, Lines, Paper, Paragraph, Table
from iplearn.model.quiz import Quiz, Section
from iplearn.model.runs import plain_text, text
from iplearn.model.tool import Span
from iplearn.model.workbook import DateCell, DueCell, Sheet, Workbook
from iplearn.once import once
from iplearn.products.lesson_pack.module_slides import module_slides
from iplearn.products.lesson_pack.papers import PackPapers
from iplearn.products.lesson_pack.parts import ModuleParts

SEATS = 20
"""Lines of the attendance sheet."""
WIDE_FROM, ROWS, WIDE_ROWS = 6, 20, 10
"""A table of so many columns is printed on a sheet that lies on its side; empty rows of a table to take away on either."""
HAND = 24
"""Height of a row to write in by hand, in points."""
ANSWER_LINES = 3
VERSIONS = ("A 卷", "B 卷")


@dataclass(frozen=True)
class TakeAway:
    """A table to take away and what its workbook reckons."""

    name: str
    table: Table
    spec: Template


@dataclass(frozen=True)
class ModulePapers(PackPapers):
    parts: ModuleParts

    word, what = "讲师", "模块"

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        meta = self.parts.meta
        return (("对象", meta.track), ("时间", f"{meta.minutes} 分钟"))

    @property
    def told(self) -> dict[str, Any]:
        return {"track": self.parts.meta.track, "minutes": self.parts.meta.minutes}

    @property
    def use(self) -> tuple[str, tuple[str, ...]]:
        name, minutes = self.parts.id, self.parts.meta.minutes
        return "怎么办一次培训", (
            f"看“1-课件/{name}-课件讲义”，从头过一遍。讲完约 {minutes} 分钟，讨论另算。",
            f"印“2-讲义/{name}-讲义”和“3-案例讨论/{name}-案例讨论”，一人一份；“案例讨论（讲师用）”自己留着。",
            f"签到用“4-签到表/{name}-签到表”。签到表留在单位，不交给本站。",
            f"最后做“5-试卷”里的 A 卷或者 B 卷，10 题，{self.parts.bank.pass_percent or 80}% 及格；没过的换另一卷再做。",
            "“6-带走的表”当场填两行，带回去接着用。Excel 里底色深一点的格子会自己算，别在里面打字。",
            "员工自己学：把“7-学习平台”里的 SCORM 包传到单位的平台；没有平台，发“8-离线网页”。",
        )

    # -- the text in pieces

    @property
    def _text(self) -> Blocks:
        return self.blocks(self.parts.page)

    def _sections(self) -> list[tuple[str, list[tuple[str, Blocks]]]]:
        """(title, [(heading or "", blocks)]) of each section."""
        out: list[tuple[str, list[tuple[str, list[Block]]]]] = []
        for block in self._text:
            if isinstance(block, Heading) and block.level == 1:
                out.append((plain_text(block.text), [("", [])]))
            elif not out:
                continue
            elif isinstance(block, Heading) and block.level == 2:
                out[-1][1].append((plain_text(block.text), []))
            else:
                out[-1][1][-1][1].append(block)
        return [(title, [(h, tuple(b)) for h, b in parts]) for title, parts in out]

    # -- the papers

    @once
    def deck(self) -> Deck:
        meta, page = self.parts.meta, self.parts.slides or self.parts.page
        made = slides(self.blocks(page), meta.title) if self.parts.slides else module_slides(self._text, meta.title)
        return Deck(
            meta.title, made, self.day, kind="课件", subtitle=f"{meta.track} · {meta.minutes} 分钟", footer=self.footer, author=self.site,
            keywords=page.meta.keywords, source=page.file,
        )

    def handout(self) -> Paper:
        meta = self.parts.meta
        goals = {o.id: o.text for o in self.parts.project.objectives}
        facts = (*self.facts, ("学完能", "；".join(goals[o] for o in meta.objectives if o in goals)))
        return self._paper(self.parts.page, meta.title, "讲义", self._text, facts=facts)

    def cases(self, *, guided: bool) -> Paper:
        """The cases with questions; `guided`: with what the law says of them and what to do, for the trainer."""
        blocks: list[Block] = []
        for title, parts in self._sections():
            told = [b for _, body in parts for b in body if isinstance(b, Box) and b.kind == "case"]
            asked = [i for heading, body in parts if heading.startswith(THINK) for b in body if isinstance(b, Items) for i in b.items]
            if not told and not asked:
                continue
            blocks += [Heading(1, text(re.sub(r"（\s*\d+\s*分钟\s*）$", "", title))), *told]
            if told:
                asked = [(Paragraph(text("案例里哪一步错了？如果是您，当天先做什么？")),), *asked]
            for number, item in enumerate(asked, 1):
                blocks.append(Items((item,), ordered=True, start=number))
                if not guided:
                    blocks.append(Lines(ANSWER_LINES))
            if guided:
                blocks += self._guidance(parts)
        kind = "案例讨论（讲师用）" if guided else "案例讨论"
        return self._paper(self.parts.page, self.parts.meta.title, kind, tuple(blocks), lead="")

    def _guidance(self, parts: list[tuple[str, Blocks]]) -> list[Block]:
        out: list[Block] = []
        for heading, body in parts:
            if heading.startswith((LAW, HOW)):
                out.append(Box("say", "指引", heading, tuple(b for b in body if not (isinstance(b, Box) and b.kind == "case"))))
        if not out:
            out.append(Box("say", "指引", "", (Paragraph(text("请各部门分头说，记下谁去办、哪天办完。这一节没有标准答案。")),)))
        return out

    def attendance(self) -> Paper:
        head = tuple(text(t) for t in ("序号", "姓名", "部门", "签到", "测验得分", "通过"))
        rows = tuple((text(str(n)), *((),) * 5) for n in range(1, SEATS + 1))
        table = Table(head, rows, widths=(0.08, 0.2, 0.24, 0.22, 0.14, 0.12), ruled=True, row_height=0.85)
        blocks: Blocks = (table, Paragraph(text("签到表只在单位内部留存，按单位的规定保管和销毁。"), "small"))
        return replace(self._paper(self.parts.page, self.parts.meta.title, "签到表", blocks, lead="", fields=("日期", "地点", "讲师")), keywords=())

    @once
    def versions(self) -> list[tuple[str, Quiz]]:
        """Two papers from the bank that share no item where the bank is large enough; the same at every build."""
        bank = self.parts.bank
        items = [i for part in bank.parts if isinstance(part, Section) for i in part.items if i.in_force(self.day)] or [i for i in bank.items if i.in_force(self.day)]
        count = min(bank.draw or len(items), len(items))
        order = sorted(items, key=lambda i: digest([bank.id, i.id]))
        picked = [order[:count], (order[count:] + order)[:count]] if len(items) > count else [order]
        out = []
        for label, chosen in zip(VERSIONS, picked):
            kept = {i.id for i in chosen}
            parts = tuple(replace(p, items=tuple(i for i in p.items if i.id in kept)) for p in bank.parts)
            out.append((label, replace(bank, parts=tuple(p for p in parts if p.items), draw=None, intro=None)))
        return out

    @once
    def test(self, label: str, quiz: Quiz, *, answers: bool) -> Paper:
        printer = QuizPrinter(quiz, self.parts.read(self.parts.bank), self.maker(f"quiz/{quiz.id}.md"))
        kind = f"试卷 {label}答案" if answers else f"试卷 {label}"
        facts = (("满分", f"{printer.marks()} 分"), ("及格", f"{self.parts.bank.pass_percent or 80}%"))
        return Paper(
            self.parts.meta.title, printer.key() if answers else printer.paper(), self.day, kind=kind, facts=facts, fields=() if answers else ("部门", "姓名", "日期"),
            running=f"{self.parts.meta.title} · {kind}", footer=self.footer, author=self.site, source=quiz.file,
        )

    # -- what is taken home

    def templates(self) -> list[TakeAway]:
        specs = {t.name: t for t in self.parts.meta.templates}
        out: list[TakeAway] = []
        name: str | None = None
        for block in self._text:
            if isinstance(block, Heading):
                name = template_name(plain_text(block.text))
            elif name and isinstance(block, Table):
                out.append(TakeAway(name, block, specs.get(name, Template(name=name))))
                name = None
        return out

    def template_paper(self, given: TakeAway) -> Paper:
        table, rows = given.table, given.table.rows
        wide = len(table.head) >= WIDE_FROM
        if _is_ledger(table):
            rows = tuple(((),) * len(table.head) for _ in range(WIDE_ROWS if wide else ROWS))
        note = Paragraph(text(f"出自《{self.parts.meta.title}》。可以改成适合您单位的样子。"), "small")
        paper = self._paper(self.parts.page, given.name, "带走的表", (replace(table, rows=rows, ruled=True, row_height=0.9), note), lead="", fields=("单位", "填表人", "日期"))
        return replace(paper, keywords=(), wide=wide)

    def template_book(self, given: TakeAway) -> Workbook:
        head = tuple(plain_text(c) for c in given.table.head)
        reckoned = {head.index(r.column): r for r in given.spec.reckoned if r.column in head and r.start in head}
        typed = {head.index(r.start) for r in reckoned.values()} - set(reckoned)

        def cell(column: int, shown: str):
            if column in reckoned:
                return due_cell(reckoned[column], head)
            return DateCell() if column in typed and not shown else shown or None

        if _is_ledger(given.table):
            rows = tuple(tuple(cell(c, "") for c in range(len(head))) for _ in range(max(1, given.spec.rows)))
        else:
            rows = tuple(tuple(cell(c, plain_text(t)) for c, t in enumerate(row)) for row in given.table.rows)
        longest = [max((2 * text_width(plain_text(row[c])) + 3 for row in given.table.rows if c < len(row)), default=0) for c in range(len(head))]
        widths = tuple(14.0 if c in reckoned or c in typed else min(48.0, max(16.0, 2.2 * len(h) + 4, longest[c])) for c, h in enumerate(head))
        how = [f"出自《{self.parts.meta.title}》（{self.site}，CC BY 4.0）。{'、'.join(head)}：照讲义填。"]
        if reckoned:
            how += [f"“{r.column}”自己算：{_said(r)}。底色深一点的格子不要打字。" for r in reckoned.values()]
            how += ["法定的期限遇到最后一天是节假日怎么顺延、有没有特别规定，请对照讲义里写的条文，或者用网站的期限工具再算一遍。这张表不考虑节假日。"]
        sheets = (Sheet(_sheet_name(given.name), head, rows, widths, height=HAND), Sheet("怎么用", ("怎么用",), tuple((h,) for h in how), (80.0,)))
        return Workbook(given.name, sheets, self.day, self.site)


def _is_ledger(table: Table) -> bool:
    """All of its rows are empty: as many as one likes."""
    return not any(plain_text(cell).strip() for row in table.rows for cell in row)


def due_cell(one, head: tuple[str, ...]) -> DueCell:
    start = head.index(one.start)
    if one.every and (span := Span.parse(one.every)):
        return DueCell("next", start, months=span.n * (12 if span.unit == "年" else 1))
    if one.add and (span := Span.parse(one.add)):
        if span.unit == "日":
            return DueCell("after", start, days=span.n)
        return DueCell("after", start, months=span.n * (12 if span.unit == "年" else 1))
    return DueCell("left", start)


def _said(one) -> str:
    if one.every:
        return f"从“{one.start}”起每 {one.every}一次，写出今天以后最近的一次"
    return f"“{one.start}”加 {one.add}" if one.add else f"离“{one.start}”还有几天，90 天以内变黄，过了变红"


def _sheet_name(name: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", "", name)[:31] or "表"
