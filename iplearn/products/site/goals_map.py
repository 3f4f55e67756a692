"""目标地图: what pupils learn to do, step by step, with what each goal builds on and which lesson teaches it."""

from __future__ import annotations

from typing import Any

from iplearn.model.content import THEMES, LessonMeta
from iplearn.model.routes import GOALS_PATH
from iplearn.model.site import Objective
from iplearn.products.site.library import Library
from iplearn.products.site.views import Card, Doc, TocEntry

_LEADS = {
    "尊重": "小学一至三年级。知道东西是谁做的，用以前先问一问。",
    "分类与表达": "小学四至六年级。分得清是哪一种权利，写得出来源和理由。",
    "规则与检索": "初中。知道规则怎么说，会自己去查。",
    "判断与决策": "高中。拿规则判断真问题，作选择，说得出对方的理由。",
}


def goals_doc(library: Library) -> Doc:
    taught: dict[str, list[Card]] = {}
    for page in sorted(library.project.listed, key=lambda p: p.meta.id):
        if isinstance(page.meta, LessonMeta):
            for name in page.meta.objectives:
                taught.setdefault(name, []).append(Card(page.meta.title, page.path, label=page.meta.id))
    steps = [_step(n, theme, library, taught) for n, theme in enumerate(THEMES, 1)]
    section = library.sections.get("school")
    return Doc(
        path=GOALS_PATH, kind="goals", kind_label="课程", title="目标地图", section=section,
        summary="从尊重到决策，四步。每个目标写明先要会什么、在哪一课学。老师排课、学生看自己走到哪里，都用它。",
        toc=tuple(TocEntry(f"step-{n}", theme) for n, theme in enumerate(THEMES, 1)),
        breadcrumb=(Card("首页", "index.html"), *((Card(section.title, section.path),) if section else ()), Card("目标地图", GOALS_PATH)),
        data={"steps": steps},
    )


def _step(number: int, theme: str, library: Library, taught: dict[str, list[Card]]) -> dict[str, Any]:
    texts = {o.id: o.text for o in library.project.objectives}
    areas: dict[str, list[dict[str, Any]]] = {}
    for objective in library.project.objectives:
        if objective.step == theme:
            areas.setdefault(objective.area, []).append(_row(objective, texts, taught))
    return {"n": number, "title": theme, "lead": _LEADS[theme], "areas": areas}


def _row(objective: Objective, texts: dict[str, str], taught: dict[str, list[Card]]) -> dict[str, Any]:
    return {
        "id": objective.id, "text": objective.text, "lessons": taught.get(objective.id, []),
        "after": [{"id": name, "text": texts[name]} for name in objective.after if name in texts],
    }
