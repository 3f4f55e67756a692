"""Every file of a trainer's pack but the manifest, and those of a whole course."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from iplearn.diagnostics import Diagnostic
from iplearn.documents.excel import xlsx
from iplearn.documents.lesson_parts import handout
from iplearn.documents.pdf import pdf
from iplearn.documents.powerpoint import pptx
from iplearn.documents.problems import deck_problems, paper_problems
from iplearn.documents.word import docx
from iplearn.model.course import Course
from iplearn.model.paper import Block, Heading, Items, Paper, Paragraph, Table
from iplearn.model.quiz import Quiz
from iplearn.model.runs import text
from iplearn.products.lesson_pack.files import both, exported
from iplearn.products.lesson_pack.module_papers import ModulePapers
from iplearn.products.lesson_pack.module_web import course_offline, course_scorm, module_scorm, offline_zip
from iplearn.products.packing import Made


def module_problems(papers: ModulePapers, source: Mapping[str, str]) -> list[Diagnostic]:
    """What keeps the module from being printed."""
    found: list[Diagnostic] = []
    texts = [papers.handout(), papers.cases(guided=True), *(papers.template_paper(t) for t in papers.templates())]
    texts += [papers.test(label, quiz, answers=True) for label, quiz in papers.versions()]
    for paper in texts:
        found += paper_problems(paper, source.get(paper.source, ""))
    deck = papers.deck()
    found += deck_problems(deck, source.get(deck.source, ""))
    return list(dict.fromkeys(found))


def module_files(papers: ModulePapers, version: str, player: Mapping[str, bytes]) -> Iterator[Made]:
    """In the order of the folder."""
    name, deck = papers.parts.id, papers.deck()
    yield Made(f"1-课件/{name}-课件.pptx", "课件", "课件（PPT，备注栏有讲稿）", pptx(deck))
    yield Made(f"1-课件/{name}-课件讲义.pdf", "课件", "课件讲义（PDF，带讲稿）", pdf(handout(deck, "讲师")))
    yield from both("2-讲义", name, "讲义", papers.handout())
    yield from both("3-案例讨论", name, "案例讨论", papers.cases(guided=False))
    yield from both("3-案例讨论", name, "案例讨论（讲师用）", papers.cases(guided=True))
    yield from both("4-签到表", name, "签到表", papers.attendance())
    for label, quiz in papers.versions():
        yield from both("5-试卷", name, f"试卷 {label}", papers.test(label, quiz, answers=False))
        yield from both("5-试卷", name, f"试卷 {label}答案", papers.test(label, quiz, answers=True))
    for given in papers.templates():
        yield Made(f"6-带走的表/{given.name}.docx", "带走的表", f"{given.name}（Word）", docx(papers.template_paper(given)))
        yield Made(f"6-带走的表/{given.name}.xlsx", "带走的表", f"{given.name}（Excel）", xlsx(papers.template_book(given)))
    yield Made(f"7-学习平台/{name}.scorm.zip", "学习平台", "整个模块：SCORM 1.2（记学到哪里和分数）", module_scorm(papers, version, player))
    yield from exported(papers, "7-学习平台", name, "结业测验", papers.parts.bank, player)
    yield Made(f"8-离线网页/{name}-离线网页.zip", "离线网页", "离线网页（解开后打开 index.html）", offline_zip(papers, player))


def course_files(course: Course, modules: list[ModulePapers], test: Quiz | None, version: str, day: date, player: Mapping[str, bytes]) -> list[Made]:
    paper = _plan(course, modules, day)
    return [
        Made("课程安排.docx", "安排", "课程安排（Word）", docx(paper)),
        Made("课程安排.pdf", "安排", "课程安排（PDF）", pdf(paper)),
        Made(f"{course.id}.scorm.zip", "学习平台", "整个课程：SCORM 1.2", course_scorm(course, modules, test, version, day, player)),
        Made(f"{course.id}-离线网页.zip", "离线网页", "整个课程：离线网页", course_offline(course, modules, test, day, player)),
    ]


def _plan(course: Course, modules: list[ModulePapers], day: date) -> Paper:
    first = modules[0]
    goals = {o.id: o.text for o in first.parts.project.objectives}
    rows = []
    for papers in modules:
        meta = papers.parts.meta
        reached = "；".join(goals[o] for o in meta.objectives if o in goals)
        rows.append((text(meta.id), text(meta.title), text(f"{meta.minutes} 分钟"), text(reached), ()))
    head = tuple(text(t) for t in ("编号", "模块", "时间", "学完能", "哪天学"))
    steps = ("定一名培训负责人，把下表“哪天学”填好。一周一个模块，午饭后半小时就够。", "把 SCORM 包传到单位的平台；没有平台，发离线网页或者网站地址。", "学完全部模块，做课程测验。通过的人自己打印结业证明，把结果码交给培训负责人核对。")
    blocks: list[Block] = [
        Heading(1, text("怎么安排")), Items(tuple((Paragraph(text(s)),) for s in steps), ordered=True),
        Heading(1, text("各个模块")), Table(head, tuple(rows), widths=(0.08, 0.27, 0.11, 0.38, 0.16), ruled=True),
    ]
    return Paper(course.title, tuple(blocks), day, kind="课程安排", running=f"{course.title} · 课程安排", footer=first.footer, author=first.site)
