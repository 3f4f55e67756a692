"""Pages that authors wrote: their text in its template, with what stands at the foot."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from iplearn.model.content import (
    KIND_LABELS,
    CAMPAIGN_PARTS,
    LESSON_PARTS,
    BriefMeta,
    CampaignMeta,
    EventMeta,
    ExplainerMeta,
    HelpMeta,
    HomeMeta,
    LessonMeta,
    LessonPlanMeta,
    ModuleMeta,
    Page,
    PlanMeta,
    SectionMeta,
    SlidesMeta,
    ToolMeta,
    WorksheetMeta,
)
from iplearn.products.site.course_pages import COURSE_STYLES, MODULE_SCRIPTS, course_card, course_of, module_json
from iplearn.products.site.directory import directory
from iplearn.products.site.finder import FILTER_SCRIPTS, finder_of
from iplearn.products.site.glossary_page import TERM_SCRIPTS
from iplearn.model.campaign_words import fill, period
from iplearn.model.course import courses
from iplearn.model.routes import CALENDAR_PATH, NAMED, course_path, pack_path
from iplearn.model.site import Campaign
from iplearn.products.site.kit_pages import COUNTDOWN_SCRIPTS, event_rows, kit_view, part_view
from iplearn.products.site.library import Library
from iplearn.products.site.pack_pages import module_downloads
from iplearn.products.site.quizzes import QuizPages
from iplearn.products.site.tools import tool_data, tool_documents, tool_scripts, tool_styles, tool_template, tool_toc
from iplearn.products.site.views import Card, Doc, TocEntry

_KINDS: dict[type, tuple[str, str]] = {
    HomeMeta: ("home", "home.html"),
    SectionMeta: ("section", "section.html"),
    ExplainerMeta: ("explainer", "article.html"),
    LessonMeta: ("lesson", "article.html"),
    LessonPlanMeta: ("lesson-plan", "article.html"),
    SlidesMeta: ("slides", "article.html"),
    WorksheetMeta: ("worksheet", "article.html"),
    ModuleMeta: ("module", "article.html"),
    CampaignMeta: ("campaign", "campaign.html"),
    **{kind: ("campaign-part", "campaign_part.html") for kind in CAMPAIGN_PARTS},
    PlanMeta: ("plan", "plan.html"),
    HelpMeta: ("help", "article.html"),
    ToolMeta: ("tool", "tool.html"),
}


def authored_doc(page: Page, library: Library, quizzes: QuizPages) -> tuple[Doc, str]:
    """A page as its template sees it, and the template's name."""
    kind, template = _KINDS[type(page.meta)]
    if isinstance(page.meta, ToolMeta):
        template = tool_template(page, library)
    return _doc(page, kind, library, quizzes), "units.html" if page.meta.prints == "units" else template


def _doc(page: Page, kind: str, library: Library, quizzes: QuizPages) -> Doc:
    meta, document = page.meta, page.document
    section = library.sections.get(page.section)
    html, embedded = quizzes.expand(document.html, page)
    if isinstance(meta, (CampaignMeta, *CAMPAIGN_PARTS)):
        html = next((fill(html, c) for c in library.project.campaigns if c.id == meta.campaign), html).replace("<li>[ ] ", '<li class="ip-todo">□ ')
    crumbs = [Card("首页", "index.html")]
    if section and kind not in ("section", "plan"):
        crumbs.append(Card(section.title, section.path))
    if isinstance(meta, LESSON_PARTS) and meta.lesson in library.pages:
        lesson = library.pages[meta.lesson]
        crumbs.append(Card(lesson.meta.title, lesson.path))
    if isinstance(meta, CAMPAIGN_PARTS) and (topic := library.campaign_page(meta.campaign)):
        crumbs.append(Card(topic.meta.title, topic.path))
    crumbs.append(Card(meta.title, page.path))
    finder = finder_of(library, meta.finder, page.path) if meta.finder else None
    toc = [TocEntry(h.id, h.text) for h in document.headings if h.level == 2]
    printed = _printed(page, library)
    toc += [TocEntry(i, text) for i, text in printed.get("toc", ())]
    if isinstance(meta, ModuleMeta) and meta.id in library.packs:
        toc.append(TocEntry("module-take", "讲师包：下载"))
    if finder:
        toc.append(TocEntry("finder", "新旧条文对照"))
    scripts = [*(quizzes.scripts if embedded else ()), *(TERM_SCRIPTS if document.terms else ()), *(FILTER_SCRIPTS if finder else ())]
    if isinstance(meta, ModuleMeta):
        scripts += MODULE_SCRIPTS
    if isinstance(meta, CampaignMeta):
        scripts += COUNTDOWN_SCRIPTS
    related, asked, lessons = _leads_on(meta, library, embedded)
    return Doc(
        path=page.path,
        kind=kind,
        kind_label=KIND_LABELS[type(meta)],
        title=meta.title,
        summary=meta.summary,
        section=section,
        html=html,
        toc=tuple(toc) + tool_toc(page, library),
        reviewed=meta.reviewed,
        approved_by=meta.approved_by,
        approved_on=meta.approved_on,
        published=meta.published,
        audience=meta.audience,
        breadcrumb=() if kind == "home" else tuple(crumbs),
        sources=library.sources([document, *quizzes.documents(embedded), *tool_documents(page, library)]),
        related=related,
        quizzes=asked,
        lessons=lessons,
        tasks=library.tasks(meta.plan),
        styles=(quizzes.styles if embedded else ()) + tool_styles(page, library) + (COURSE_STYLES if isinstance(meta, ModuleMeta) else ()),
        scripts=(*scripts, *tool_scripts(page, library)),
        data=_DATA.get(type(meta), lambda page, library: {})(page, library) | printed | ({"take": part_view(library, meta)} if isinstance(meta, CAMPAIGN_PARTS) else {}) | ({"finder": finder} if finder else {}),
    )


def _leads_on(meta, library: Library, embedded) -> tuple[tuple[Card, ...], tuple[Card, ...], tuple[Card, ...]]:
    """The pages, quizzes and lessons at a page's foot, none of them twice. A lesson ends with what to practise;
    the lessons beside it are read on, not a way to teach it."""
    related, lessons = library.cards(meta.related), library.lessons_about.get(meta.id, ())
    names = meta.quiz
    if isinstance(meta, LessonMeta):
        related, lessons = (*related, *(c for c in lessons if c not in related)), ()
        names = (*names, *(q for q in (meta.practice, meta.post) if q))
    return tuple(c for c in related if c not in lessons), library.cards(q for q in names if q not in embedded), lessons


def _explainer(page: Page, library: Library) -> dict[str, Any]:
    assert isinstance(page.meta, ExplainerMeta)
    return {"need": page.meta.need, "right": page.meta.right}


def _lesson(page: Page, library: Library) -> dict[str, Any]:
    meta = page.meta
    assert isinstance(meta, LessonMeta)
    labels = {LessonPlanMeta: "老师看教案", SlidesMeta: "课件", WorksheetMeta: "学习单"}
    parts = library.lesson_parts.get(meta.id, {})
    quizzes = library.quizzes

    def quiz(name: str | None, label: str) -> Card | None:
        return library.quiz_card(quizzes[name], label) if name in quizzes else None

    return {
        "stage": meta.stage,
        "grades": meta.grades,
        "minutes": meta.minutes,
        "theme": meta.theme,
        "objectives": _objectives(meta.objectives, library),
        "pre": quiz(meta.pre, "课前做一做"),
        "post": quiz(meta.post, "课后做一做"),
        "practice": quiz(meta.practice, "练一练"),
        "parts": [Card(parts[kind].meta.title, parts[kind].path, label=label) for kind, label in labels.items() if kind in parts]
        + ([Card(meta.title, pack_path(page.src), label="下载课包")] if meta.id in library.packs else []),
    }


TEACHERS_ID = "teachers"
"""The authored page with what holds for every lesson alike, so that no plan repeats it."""


def _plan_of_lesson(page: Page, library: Library) -> dict[str, Any]:
    return {"guide": library.card(TEACHERS_ID)}


def _module(page: Page, library: Library) -> dict[str, Any]:
    meta = page.meta
    assert isinstance(meta, ModuleMeta)
    course, test = course_of(page, library), library.quizzes.get(meta.test or "")
    parts = [library.quiz_card(test, "结业测验")] if test else []
    parts += [Card(course.title, course_path(course.id), label=f"{course.title}：看进度")] if course else []
    return {
        "track": meta.track, "minutes": meta.minutes, "objectives": _objectives(meta.objectives, library), "parts": parts,
        "module_json": module_json(page, library), "downloads": module_downloads(page, library),
    }


def _campaign(page: Page, library: Library) -> dict[str, Any]:
    assert isinstance(page.meta, CampaignMeta)
    wanted = page.meta.campaign
    campaign = next((c for c in library.project.campaigns if c.id == wanted), None)
    parts = sorted((p for p in library.project.pages if isinstance(p.meta, CAMPAIGN_PARTS) and p.meta.campaign == wanted), key=lambda p: (CAMPAIGN_PARTS.index(type(p.meta)), p.src))
    brief = next((p for p in parts if isinstance(p.meta, BriefMeta)), None)
    return {"campaign": campaign, "period": period(campaign) if campaign else "", "facts": brief.meta.facts if brief else (), "kit": kit_view(library, wanted), "parts": [library.page_card(p) for p in parts], "calendar": CALENDAR_PATH}


def _brief(page: Page, library: Library) -> dict[str, Any]:
    assert isinstance(page.meta, BriefMeta)
    return {"facts": page.meta.facts}


def _event(page: Page, library: Library) -> dict[str, Any]:
    assert isinstance(page.meta, EventMeta)
    wanted = page.meta.campaign
    campaign = next((c for c in library.project.campaigns if c.id == wanted), None)
    return {"events": event_rows(page.meta, campaign) if campaign else ()}


def coming_campaigns(library: Library) -> list[Campaign]:
    """Those with a page that are not over, the next first; those without dates come last."""
    alive = [c for c in library.project.campaigns if library.campaign_page(c.id) and (c.ends is None or c.ends >= library.day)]
    return sorted(alive, key=lambda c: (c.starts or date.max, c.id))


def _plan(page: Page, library: Library) -> dict[str, Any]:
    return {"plan": library.project.plan, "cards": library.serving}


def _section(page: Page, library: Library) -> dict[str, Any]:
    section = library.sections.get(page.section)
    return {"groups": section_groups(section, library) if section else ()}


def _home(page: Page, library: Library) -> dict[str, Any]:
    home = library.project.home
    if home is None:
        return {"doors": (), "featured": (), "notice": None, "campaign": None, "quiz": None, "plan": None, "question": ""}
    doors = [{"id": d.id, "title": d.title, "lead": d.lead, "links": [c for c in (library.card(i) or (Card(*NAMED[i]) if i in NAMED else None) for i in d.pages) if c]} for d in home.doors]
    notice = library.card(home.notice.page) if home.notice else None
    coming = coming_campaigns(library)
    campaign = None
    if coming:
        place = library.campaign_page(coming[0].id)
        assert place is not None
        campaign = {"campaign": coming[0], "path": place.path, "period": period(coming[0])}
    plan = next((p for p in library.project.pages if isinstance(p.meta, PlanMeta)), None)
    return {
        "question": home.question,
        "doors": doors,
        "featured": library.cards(home.featured),
        "notice": {"title": home.notice.title, "text": home.notice.text, "path": notice.path} if home.notice and notice else None,
        "campaign": campaign,
        "quiz": library.card(home.quiz) if home.quiz else None,
        "plan": library.page_card(plan) if plan else None,
    }


_DATA: dict[type, Callable[[Page, Library], dict[str, Any]]] = {
    ExplainerMeta: _explainer,
    LessonMeta: _lesson,
    LessonPlanMeta: _plan_of_lesson,
    ModuleMeta: _module,
    CampaignMeta: _campaign,
    BriefMeta: _brief,
    EventMeta: _event,
    PlanMeta: _plan,
    SectionMeta: _section,
    HomeMeta: _home,
    ToolMeta: tool_data,
}


def _printed(page: Page, library: Library) -> dict[str, Any]:
    """The data that a page's `prints` asks for."""
    if page.meta.prints != "units":
        return {}
    return directory(page, library)


def _objectives(names: tuple[str, ...], library: Library) -> list:
    by_id = {o.id: o for o in library.project.objectives}
    return [by_id[n] for n in names if n in by_id]


def section_groups(section, library: Library) -> list[dict[str, Any]]:
    """A section's pages under its headings, in the order of data/sections.yml, then by id."""
    pages = sorted((p for p in library.project.listed if p.section == section.id and not isinstance(p.meta, LESSON_PARTS)), key=lambda p: p.meta.id)
    groups: dict[str, list[Card]] = {g: [] for g in section.groups}
    for page in pages:
        groups.setdefault(_group_of(page), []).append(library.page_card(page))
    if section.id == "training":
        for course in courses(library.project.pages):
            groups.setdefault(course.track, []).insert(0, course_card(course))
    return [{"title": title, "lead": "", "cards": cards} for title, cards in groups.items() if cards]


def _group_of(page: Page) -> str:
    meta = page.meta
    if isinstance(meta, ExplainerMeta):
        return meta.need
    if isinstance(meta, LessonMeta):
        return meta.stage
    if isinstance(meta, ToolMeta):
        return meta.need
    return meta.track if isinstance(meta, ModuleMeta) else ""
