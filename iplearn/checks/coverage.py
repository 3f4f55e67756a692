"""Nothing is forgotten: every page is reached from somewhere, every task of the plan has a page that serves it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from datetime import date
from urllib.parse import unquote

from iplearn.diagnostics import Diagnostic, Place, warning
from iplearn.model.content import LESSON_PARTS, ExplainerMeta, LessonMeta, ModuleMeta, Page
from iplearn.model.project import Project


def check_coverage(project: Project, day: date) -> Iterator[Diagnostic]:
    reached, ids = _reached(project), set(project.page_by_id)
    for page in project.listed:
        if page.src not in reached and not _in_an_index(project, page, ids):
            yield warning(Place(page.file, page.key_lines.get("id", 1)), "page/orphan", f"没有目录、页面或者首页通向“{page.meta.title}”，读者找不到它。", "写进别的页面的 related，或者把它的分组加进 data/sections.yml。", missing=("content/", "quizzes/", "data/home.yml", "data/sections.yml"))
    asked = _asked(project)
    for quiz in project.quizzes:
        if quiz.id not in asked:
            yield warning(Place(quiz.file, 1), "page/orphan", f"没有一页放着测验“{quiz.title}”，读者找不到它。", f"在讲这件事的页面里写 quiz: [{quiz.id}]。", missing=("content/", "data/home.yml"))
    if project.plan and project.plan.tasks:
        served = {n for page in project.pages for n in page.meta.plan}
        line = project.lines.get("data/plan.yml", {}).get("tasks", 1)
        for task in project.plan.tasks:
            if task.n not in served:
                yield warning(Place("data/plan.yml", line), "plan/unserved", f"第 {task.n} 项任务“{task.title}”没有一页为它服务。", f"在讲这件事的页面里写 plan: [{task.n}]；没有这样的页面就补一页。", missing=("content/",))


def _in_an_index(project: Project, page: Page, ids: set[str]) -> bool:
    """Whether the index of its section, made from data, shows it."""
    if isinstance(page.meta, LESSON_PARTS):
        return page.meta.lesson in ids
    section = next((s for s in project.sections if s.id == page.section), None)
    if section is None:
        return False
    group = {ExplainerMeta: "need", LessonMeta: "stage", ModuleMeta: "track"}.get(type(page.meta))
    return group is None or not section.groups or getattr(page.meta, group) in section.groups


def _reached(project: Project) -> set[str]:
    """`src` of every page that another page, the home page or the plan leads to."""
    ids = project.page_by_id
    out: set[str] = set()
    for page in project.pages:
        near = {ids[i].src for i in page.meta.related if i in ids}
        folder = posixpath.dirname(page.src)
        near |= {posixpath.normpath(posixpath.join(folder, unquote(link.href.partition("#")[0]))) for link in page.document.links}
        out |= near - {page.src}
    if project.home:
        named = [i for door in project.home.doors for i in door.pages] + list(project.home.featured)
        named += [project.home.notice.page] if project.home.notice else []
        out |= {ids[i].src for i in named if i in ids}
    return out | {page.src for page in project.pages if page.section == "plan"}


def _asked(project: Project) -> set[str]:
    """Ids of the quizzes that a page or the home page offers."""
    out = set()
    for page in project.pages:
        out.update(page.meta.quiz, (embed.quiz for embed in page.document.embeds))
        if isinstance(page.meta, LessonMeta):
            out.update(q for q in (page.meta.pre, page.meta.post, page.meta.practice) if q)
        if isinstance(page.meta, ModuleMeta) and page.meta.test:
            out.add(page.meta.test)
    if project.home:
        out.update(i for door in project.home.doors for i in door.pages)
        out.update([project.home.quiz] if project.home.quiz else [])
    return out
