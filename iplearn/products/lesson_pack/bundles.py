"""The packs of a band and of the whole curriculum: every lesson's folder, and a 学期教学安排."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from iplearn.documents.pdf import pdf
from iplearn.documents.word import docx
from iplearn.model.content import STAGES, LessonMeta
from iplearn.model.paper import Block, Heading, Items, Paper, Paragraph, Table
from iplearn.model.project import Project
from iplearn.model.runs import text
from iplearn.products.lesson_pack.parts import bundle_title
from iplearn.products.packing import Made

TERM_WEEKS = 18
"""Teaching weeks of a term that lessons are spread over."""


def scheme_paper(project: Project, name: str, lessons: Sequence[LessonMeta], day: date) -> Paper:
    """学期教学安排: which lesson in which week, what pupils can do afterwards and what they need before."""
    assert project.site is not None
    goals = {o.id: o for o in project.objectives}
    blocks: list[Block] = [
        Paragraph(text(f"每课一课时。一个学期按 {TERM_WEEKS} 个教学周排，课与课之间留出做前测、后测和作业的时间。学校的周次不同，顺着往后挪；次序不要换，后面的课要用到前面的。")),
    ]
    for stage in (s for s in STAGES if any(m.stage == s for m in lessons)):
        band = [m for m in lessons if m.stage == stage]
        blocks.append(Heading(1, text(f"{stage}：{'、'.join(dict.fromkeys(m.theme for m in band))}")))
        rows = []
        for n, meta in enumerate(band, 1):
            week = max(1, round(n * TERM_WEEKS / (len(band) + 1)))
            reached = [goals[o].text for o in meta.objectives if o in goals]
            before = dict.fromkeys(goals[a].text for o in meta.objectives if o in goals for a in goals[o].after if a in goals and a not in meta.objectives)
            rows.append((text(f"第 {week} 周"), text(f"{meta.id} {meta.title}"), text("；".join(reached)), text("；".join(before) or "无"), text(f"约 {meta.prepare} 分钟")))
        head = tuple(text(t) for t in ("周次", "课", "学生学完", "先要会", "备课"))
        blocks.append(Table(head, tuple(rows), widths=(0.09, 0.16, 0.38, 0.23, 0.14)))
    blocks += [
        Heading(1, text("每一课前后")),
        Items(tuple((Paragraph(text(step)),) for step in (
            "课前一天：前测，5 至 8 分钟。",
            "上课：40 分钟，照教案的分钟数走。",
            "课后：后测，5 至 8 分钟；隔一周再做一次更好。练习当作业。",
            "一个学段上完：把各课错得多的题挑出来，再做一遍。",
        )), ordered=True),
    ]
    title = bundle_title(name)
    return Paper(title, tuple(blocks), day, kind="学期教学安排", running=f"{title} · 学期教学安排", footer=f"{project.site.name} · CC BY 4.0", author=project.site.name)


def bundle_files(project: Project, name: str, lessons: Sequence[LessonMeta], day: date) -> list[Made]:
    """What a bundle has besides the packs of its lessons."""
    paper = scheme_paper(project, name, lessons, day)
    return [
        Made("学期教学安排.docx", "安排", "学期教学安排（Word）", docx(paper)),
        Made("学期教学安排.pdf", "安排", "学期教学安排（PDF）", pdf(paper)),
    ]
