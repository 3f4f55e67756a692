"""What a lesson lacks: its parts, the plan's sections and minutes, notes of slides, answers, quizzes that match.

An unfinished lesson is a warning: the site can go out without it, its pack is not made. What would mislead a
teacher (minutes that do not add up, a text still to be written) is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from iplearn.diagnostics import Diagnostic, Place, error, warning
from iplearn.model.content import LESSON_PARTS, LessonMeta, LessonPlanMeta, Page, SlidesMeta, WorksheetMeta
from iplearn.model.document import Document
from iplearn.model.project import Project
from iplearn.model.quiz import Quiz

PLAN_SECTIONS = (
    "教学目标", "学情与已有认识", "老师先知道这几点", "常见误解与怎样应对", "教学重难点", "教学准备", "教学过程",
    "分层", "板书设计", "作业", "家长信", "评价量规", "安全与隐私", "教学反思",
)
"""Headings (or how they begin) that every 教案 has, in this order."""
REMEMBER = "记住这几句"
STEP_WORDS = {"老师": "老师说什么、做什么", "学生": "学生做什么", "目的": "这一步为了什么"}
MIN_ITEMS, MAX_ITEMS, MIN_PARALLEL = 5, 8, 4
MAX_SLIDE_TEXT = 160
"""Characters on one slide beside its title: more cannot be read from the last row."""

_FILES = {LessonPlanMeta: ("plan.md", "教案"), SlidesMeta: ("slides.md", "课件"), WorksheetMeta: ("worksheet.md", "学习单")}
_SPAN = re.compile(r"第\s*(\d+)\s*至\s*(\d+)\s*分钟")
_LENGTH = re.compile(r"（\s*(\d+)\s*分钟\s*）")
_FOLDED = re.compile(r'<div class="ip-notes">.*?</details>', re.S)


def check_lessons(project: Project, day: date) -> Iterator[Diagnostic]:
    parts = {(p.meta.lesson, type(p.meta)): p for p in project.pages if isinstance(p.meta, LESSON_PARTS)}
    for page in project.pages:
        if isinstance(page.meta, LESSON_PARTS):
            yield from _folder(page, project)
        if not isinstance(page.meta, LessonMeta):
            continue
        for kind, (name, label) in _FILES.items():
            if (page.meta.id, kind) not in parts:
                yield warning(Place(page.file, 1), "lesson/part", f"“{page.meta.title}”还没有{label}。", f"在同一个文件夹里写 {name}；照 L07 的样子。", missing=(f"{page.file.rpartition('/')[0]}/{name}",))
        if plan := parts.get((page.meta.id, LessonPlanMeta)):
            yield from _plan(plan, page.meta.minutes)
        if slides := parts.get((page.meta.id, SlidesMeta)):
            yield from _slides(slides)
        if sheet := parts.get((page.meta.id, WorksheetMeta)):
            yield from _worksheet(sheet)
        if not any(h.text == REMEMBER for h in page.document.headings):
            yield warning(Place(page.file, 1), "lesson/remember", f"学生页没有“{REMEMBER}”。", f"末尾加“## {REMEMBER}”，下面一列三到六句；海报上也印它们。")
        yield from _quizzes(page, page.meta, project.quiz_by_id, day)


def _folder(part: Page, project: Project) -> Iterator[Diagnostic]:
    assert isinstance(part.meta, LESSON_PARTS)
    lesson = project.page_by_id.get(part.meta.lesson)
    if lesson and lesson.src.rpartition("/")[0] != part.src.rpartition("/")[0]:
        yield error(Place(part.file, part.key_lines.get("lesson", 1)), "lesson/folder", f"这里写着是 {part.meta.lesson} 的，却放在另一课的文件夹里。", f"移到 content/{lesson.src.rpartition('/')[0]}/，或者改 lesson。")


def _plan(plan: Page, minutes: int) -> Iterator[Diagnostic]:
    headings = plan.document.headings
    titles = [h.text for h in headings if h.level == 2]
    for wanted in PLAN_SECTIONS:
        if not any(t.startswith(wanted) for t in titles):
            yield warning(Place(plan.file, 1), "lesson/plan-section", f"教案里没有“{wanted}”。", f"加一个小标题“## {wanted}”，写好内容。")
    texts = {p.anchor: p.text for p in plan.document.parts}
    start = next((i for i, h in enumerate(headings) if h.level == 2 and h.text.startswith("教学过程")), None)
    if start is None:
        return
    process = headings[start]
    end = next((i for i, h in enumerate(headings[start + 1 :], start + 1) if h.level == 2), len(headings))
    steps = headings[start + 1 : end]
    spans = [(int(a), int(b)) for a, b in _SPAN.findall(texts.get(process.id, ""))]
    place = Place(plan.file, process.line)
    if not spans:
        yield error(place, "lesson/minutes", "教学过程没有时间表。", "小标题下面放一张表，每一行写“第 0 至 4 分钟”。")
    elif spans[0][0] != 0 or spans[-1][1] != minutes or any(a[1] != b[0] for a, b in zip(spans, spans[1:])):
        shown = "、".join(f"{a}—{b}" for a, b in spans)
        yield error(place, "lesson/minutes", f"教学过程的时间表（{shown}）没有从 0 接到 {minutes} 分钟。", f"前后相接，从第 0 分钟到第 {minutes} 分钟。")
    lengths = [int(found[1]) if (found := _LENGTH.search(h.text)) else None for h in steps]
    for step, length in zip(steps, lengths):
        if length is None:
            yield error(Place(plan.file, step.line), "lesson/minutes", f"“{step.text}”没有写几分钟。", "小标题写成“### 一、导入（4 分钟）”。")
        missing = [what for word, what in STEP_WORDS.items() if word not in texts.get(step.id, "")]
        if missing:
            yield warning(Place(plan.file, step.line), "lesson/step", f"“{step.text}”没有写{'、'.join(missing)}。", "每一步都写“**老师说**”“**学生做**”“**目的**”。")
    if spans and None not in lengths and lengths != [b - a for a, b in spans]:
        yield error(place, "lesson/minutes", f"各步的分钟数（{'、'.join(map(str, lengths))}）和时间表对不上。", "时间表一行对应下面一步，分钟数要相等。")


def _chapters(document: Document) -> Iterator[tuple[int, str, str]]:
    """(line, title, HTML below it) of every heading of level 2."""
    for heading, html in zip((h for h in document.headings if h.level == 2), re.split(r"<h2\b[^>]*>.*?</h2>", document.html, flags=re.S)[1:]):
        yield heading.line, heading.text, html


def _slides(slides: Page) -> Iterator[Diagnostic]:
    chapters = list(_chapters(slides.document))
    if not chapters:
        yield warning(Place(slides.file, 1), "slides/none", "课件里一张也没有。", "一个“##”就是一张。")
    for line, title, html in chapters:
        place = Place(slides.file, line)
        if 'class="ip-notes"' not in html:
            yield warning(place, "slides/notes", f"“{title}”这一张没有讲稿。", "在这一张的末尾加一块“/// notes”，写老师说什么、学生做什么。")
        length = len(re.sub(r"<[^>]*>|\s", "", _FOLDED.sub("", html)))
        if length > MAX_SLIDE_TEXT:
            yield warning(place, "slides/long", f"“{title}”这一张有 {length} 个字，后排看不清。", f"不超过 {MAX_SLIDE_TEXT} 个字；其余的写进讲稿，或者拆成两张。")


def _worksheet(sheet: Page) -> Iterator[Diagnostic]:
    if 'class="ip-answer"' not in sheet.document.html:
        yield warning(Place(sheet.file, 1), "lesson/answers", "学习单没有答案。", "每道题后面加一块“/// answer”；开放的题写怎样算做到了。")


def _quizzes(page: Page, meta: LessonMeta, quizzes: dict[str, Quiz], day: date) -> Iterator[Diagnostic]:
    named = {key: getattr(meta, key) for key in ("pre", "post", "practice")}
    labels = {"pre": "前测", "post": "后测", "practice": "练习"}
    for key, name in named.items():
        if name is None:
            wanted = f"{meta.id.lower()}-{key}"
            yield warning(Place(page.file, 1), "lesson/quiz", f"“{meta.title}”没有{labels[key]}。", f"写好 quizzes/school/{wanted}.md，在信息块里加“{key}: {wanted}”。")
        elif name in quizzes:
            count = len([i for i in quizzes[name].items if i.in_force(day)])
            if count < MIN_ITEMS or (key != "practice" and count > MAX_ITEMS):
                bound = f"至少 {MIN_ITEMS} 题" if key == "practice" else f"{MIN_ITEMS} 到 {MAX_ITEMS} 题"
                yield warning(Place(quizzes[name].file, 1), "lesson/items", f"{labels[key]}今天有 {count} 题。", f"写 {bound}。" if bound[0].isdigit() else f"{bound}。")
    pre, post = quizzes.get(meta.pre or ""), quizzes.get(meta.post or "")
    if not pre or not post:
        return
    before = {pre.full_id(i): i for i in pre.items}
    parallel = [i for i in post.items if i.parallels in before and i.in_force(day)]
    if len(parallel) < MIN_PARALLEL:
        yield warning(Place(post.file, 1), "lesson/parallel", f"后测只有 {len(parallel)} 题写明和前测哪一题对应。", f"至少 {MIN_PARALLEL} 题写“对应：{pre.id}/题目编号”，同一个意思，换一个情境。")
    for item in parallel:
        if item.objective != before[item.parallels].objective:
            yield warning(Place(post.file, item.line), "lesson/parallel-objective", f"“{item.id}”和对应的前测题不是同一个目标。", "两题写同一个 objective。")
    tested = {i.objective for i in (*pre.items, *post.items)}
    for name in meta.objectives:
        if name not in tested:
            yield warning(Place(page.file, page.key_lines.get("objectives", 1)), "lesson/untested", f"目标 {name} 在前测、后测里都没有题。", "给它出一题，或者不把它列为本课目标。")
