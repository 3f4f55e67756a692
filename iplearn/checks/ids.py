"""Ids are permanent, unique across pages and quizzes, and whatever refers to one must find it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from datetime import date

from iplearn.diagnostics import Diagnostic, Place, error
from iplearn.model.content import CAMPAIGN_PARTS, LESSON_PARTS, CampaignMeta, ExplainerMeta, LessonMeta, ModuleMeta, Page, ToolMeta
from iplearn.model.project import Project
from iplearn.model.quiz import Quiz
from iplearn.model.routes import NAMED
from iplearn.reading.unread import names


def check_ids(project: Project, day: date) -> Iterator[Diagnostic]:
    seen: dict[str, str] = {}
    # The one whose file is named after its id is no copy. Windows knows no difference between E03 and e03.
    for page in sorted(project.pages, key=_is_copy):
        place = _place(page, "id")
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]*", page.meta.id):
            yield error(place, "id/form", f"id“{page.meta.id}”只能用英文字母、数字和连字符。", "例如 E03 或 ip-week。")
        if page.meta.id.casefold() in seen:
            yield error(place, "id/duplicate", f"id“{page.meta.id}”已经用在 {seen[page.meta.id.casefold()]}。", "换一个没用过的 id；已发布的 id 不要改。")
        seen.setdefault(page.meta.id.casefold(), page.file)
    for quiz in sorted(project.quizzes, key=_is_copy):
        if quiz.id in seen:
            yield error(Place(quiz.file, 1), "id/duplicate", f"id“{quiz.id}”已经用在 {seen[quiz.id]}。", "换一个没用过的 id；已发布的 id 不要改。")
        seen.setdefault(quiz.id, quiz.file)


def _is_copy(entry: Page | Quiz) -> bool:
    """Whether its file has another name than its id: where two have the same id, that one is the copy."""
    return (entry.id if isinstance(entry, Quiz) else entry.meta.id) not in names(entry.file)


def copies(project: Project) -> frozenset[str]:
    """Files that say nothing of their own: their id is another's."""
    seen: set[str] = set()
    out = set()
    for entry in sorted((*project.pages, *project.quizzes), key=_is_copy):
        name = (entry.id if isinstance(entry, Quiz) else entry.meta.id).casefold()
        if name in seen:
            out.add(entry.file)
        seen.add(name)
    return frozenset(out)


def check_references(project: Project, day: date) -> Iterator[Diagnostic]:
    pages = project.page_by_id
    quizzes = project.quiz_by_id
    objectives = {o.id for o in project.objectives}
    tasks = {t.n for t in project.plan.tasks} if project.plan else set()
    needs = {g for s in project.sections for g in s.groups}
    for page in project.pages:
        meta = page.meta
        yield from _known(page, "related", meta.related, pages, "页面")
        yield from _known(page, "quiz", meta.quiz, quizzes, "测验")
        for embed in page.document.embeds:
            if embed.quiz not in quizzes:
                yield _unknown(Place(page.file, embed.line), embed.quiz, quizzes, "测验")
        if tasks:
            for n in meta.plan:
                if n not in tasks:
                    yield error(_place(page, "plan"), "ref/plan", f"工作方案没有第 {n} 项任务。", "任务号是 1 到 20。")
        if isinstance(meta, (ExplainerMeta, ToolMeta)) and needs and meta.need not in needs:
            yield _unknown(_place(page, "need"), meta.need, needs, "分组")
        if isinstance(meta, LessonMeta):
            for key in ("pre", "post", "practice"):
                value = getattr(meta, key)
                yield from _known(page, key, (value,) if value else (), quizzes, "测验")
        if isinstance(meta, (LessonMeta, ModuleMeta)):
            yield from _known(page, "objectives", meta.objectives, objectives, "学习目标", "data/objectives.yml")
        if isinstance(meta, ModuleMeta):
            yield from _known(page, "test", (meta.test,) if meta.test else (), quizzes, "测验")
        if isinstance(meta, LESSON_PARTS):
            yield from _known(page, "lesson", (meta.lesson,), pages, "课程")
        if isinstance(meta, ToolMeta):
            yield from _known(page, "tool", (meta.tool,), {t.id for t in project.all_tools}, "工具", f"data/tools/{meta.tool}.yml", f"data/drills/{meta.tool}.yml")
        if isinstance(meta, (CampaignMeta, *CAMPAIGN_PARTS)):
            yield from _known(page, "campaign", (meta.campaign,), {c.id for c in project.campaigns}, "活动", "data/campaigns.yml")
    for objective in project.objectives:
        for name in objective.after:
            if name not in objectives:
                yield _unknown(Place("data/objectives.yml", project.lines.get("data/objectives.yml", {}).get(objective.id, 0)), name, objectives, "学习目标")
    if project.home:
        home = project.home
        both = {**pages, **quizzes, **NAMED}
        wanted = [i for d in home.doors for i in d.pages] + list(home.featured)
        wanted += [home.quiz] if home.quiz else []
        wanted += [home.notice.page] if home.notice else []
        for name in wanted:
            if name not in both:
                yield _unknown(Place("data/home.yml", project.lines.get("data/home.yml", {}).get("doors", 0)), name, both, "页面或测验")


def _known(page: Page, key: str, wanted: Iterable[str], known: Iterable[str], what: str, *files: str) -> Iterator[Diagnostic]:
    for name in wanted:
        if name not in known:
            yield _unknown(_place(page, key), name, known, what, *files)


def _unknown(place: Place, name: str, known: Iterable[str], what: str, *files: str) -> Diagnostic:
    """`files` are where it would be written, if not in a page or quiz."""
    if len(several := re.findall(r"[A-Za-z0-9][A-Za-z0-9-]*", name)) and not re.fullmatch(r"[\w-]+", name) and all(one in known for one in several):
        shown = ", ".join(several)
        return error(place, "ref/unknown", f"“{name}”读不成{what}的编号。", f"几个编号写在英文方括号里，用英文逗号隔开：[{shown}]；编号前后不加引号。")
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return error(place, "ref/unknown", f"找不到{what}“{name}”。", f"是不是“{near[0]}”？" if near else f"先建好这个{what}，或去掉它。", missing=(name, *files))


def _place(page: Page, key: str) -> Place:
    return Place(page.file, page.key_lines.get(key, 1))
