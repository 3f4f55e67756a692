"""The form of an explainer: answer, what to do now, by when, what to bring, an example, exceptions, whom to ask,
sources, where to read on, a quiz here or one step on. A part is told where it is missing or out of place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from iplearn.diagnostics import Diagnostic, Place, warning
from iplearn.model.content import ExplainerMeta, Page
from iplearn.model.document import Passage
from iplearn.model.project import Project

PARTS = ("现在就做", "期限", "要带什么", "例子", "例外", "找谁")
"""The headings of an explainer, in order. Others may stand between them."""


def check_form(project: Project, day: date) -> Iterator[Diagnostic]:
    steps = project.writing.steps if project.writing else 5
    pages = project.page_by_id
    for page in project.pages:
        if isinstance(page.meta, ExplainerMeta):
            yield from _headings(page)
            yield from _inside(page, steps)
            yield from _around(page, bool(project.plan and project.plan.tasks))
            if project.quizzes and not any(_asks(p) for p in (page, *(pages[i] for i in page.meta.related if i in pages))):
                yield warning(Place(page.file, page.key_lines.get("related", 1)), "write/part", "这一页没有测验，接着看的几页也没有，读者没法试试自己懂了没有。", "出一套测验，写进 quiz；或者在 related 里加一页有测验的。")


def _headings(page: Page) -> Iterator[Diagnostic]:
    at = {h.text: n for n, h in enumerate(h for h in page.document.headings if h.level == 2)}
    missing = [part for part in PARTS if part not in at]
    if missing:
        yield warning(Place(page.file, _body_line(page)), "write/part", f"缺少小标题：{'、'.join(missing)}。", f"解答按这个顺序写：{'、'.join(PARTS)}。真没有，也写一句为什么没有。")
    there = [part for part in PARTS if part in at]
    if there != sorted(there, key=at.__getitem__):
        yield warning(Place(page.file, _body_line(page)), "write/part", f"小标题的次序不对：{'、'.join(sorted(there, key=at.__getitem__))}。", f"按这个顺序：{'、'.join(PARTS)}。")


def _inside(page: Page, steps: int) -> Iterator[Diagnostic]:
    sections: dict[str, list[Passage]] = {}
    for block in page.document.passages:
        sections.setdefault(block.heading, []).append(block)
    for is_list, run in groupby(sections.get("现在就做", ()), key=lambda b: b.kind == "li"):
        now = list(run)
        if is_list and len(now) > steps:
            yield warning(Place(page.file, now[steps].line), "write/steps", f"“现在就做”有 {len(now)} 步，最多 {steps} 步。", "只留今天就要动手的，别的移到下面的小节。")
    example = sections.get("例子", [])
    if example and not any("case" in b.within for b in example):
        yield warning(Place(page.file, example[0].line), "write/part", "“例子”里没有虚构案例块。", "写成“/// case | 标题”，程序会标明“虚构案例”。")
    for part in PARTS:
        if part in sections and len(sections[part]) < 2:
            yield warning(Place(page.file, sections[part][0].line), "write/part", f"“{part}”下面没有内容。", "写上，至少一句。")


def _around(page: Page, has_plan: bool) -> Iterator[Diagnostic]:
    meta = page.meta
    if not page.document.citations:
        yield warning(Place(page.file, _body_line(page)), "write/part", "这一页没有引用一条法律，读者看不到依据。", "在每条规则后面写法条；没有法条的写明材料从哪里来。")
    if not meta.related:
        yield warning(Place(page.file, page.key_lines.get("id", 1)), "write/part", "没有写接着看哪几页。", "加一行“related: [E01, E02]”。")
    if has_plan and not meta.plan:
        yield warning(Place(page.file, page.key_lines.get("id", 1)), "write/part", "没有写服务于工作方案的哪一项任务。", "加一行“plan: [4]”，任务见 data/plan.yml。")


def _asks(page: Page) -> bool:
    return bool(page.meta.quiz or page.document.embeds)


def _body_line(page: Page) -> int:
    return max(page.key_lines.values(), default=0) + 2
