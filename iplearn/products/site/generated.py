"""Pages made from data alone: section indexes without an authored intro, laws, search, site map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from iplearn.model.course import courses
from iplearn.model.routes import CALENDAR_PATH, CHANGES_PATH, CLASS_PATH, GOALS_PATH, MY_PATH, PACKS_PATH, SEARCH_PATH, SITEMAP_PATH, SUMMARY_PATH, quiz_path
from iplearn.products.site.authored import section_groups
from iplearn.products.site.class_page import class_doc
from iplearn.products.site.course_pages import course_card, course_docs
from iplearn.products.site.glossary_page import glossary_card, glossary_doc
from iplearn.products.site.goals_map import goals_doc
from iplearn.products.site.kit_pages import calendar_doc
from iplearn.products.site.law_pages import HOME, LAWS, law_docs
from iplearn.products.site.library import Library
from iplearn.products.site.my_page import my_doc
from iplearn.products.site.views import Card, Doc

CHANGES = Card("更新记录", CHANGES_PATH)


def generated_docs(library: Library) -> Iterator[tuple[Doc, str]]:
    """(doc, template) for every page nobody wrote."""
    yield from _sections(library)
    yield from law_docs(library)
    if library.project.glossary.terms:
        yield glossary_doc(library), "glossary.html"
    yield Doc(path=SEARCH_PATH, kind="search", kind_label="搜索", title="搜索", breadcrumb=(HOME, Card("搜索", SEARCH_PATH))), "search.html"
    yield _changes(library), "changes.html"
    yield _sitemap(library), "sitemap.html"
    if library.project.summary:
        yield _summary(library), "summary.html"
    yield class_doc(library), "class.html"
    yield my_doc(), "my.html"
    yield goals_doc(library), "goals.html"
    if library.project.campaigns:
        yield calendar_doc(library), "calendar.html"
    yield from course_docs(library)


def _sections(library: Library) -> Iterator[tuple[Doc, str]]:
    written = {p.section for p in library.project.pages if p.src == f"{p.section}/index.md"}
    for section in library.project.sections:
        if section.id not in written:
            doc = Doc(
                path=section.path, kind="section", kind_label="栏目", title=section.title, section=section,
                breadcrumb=(HOME, Card(section.title, section.path)), data={"groups": section_groups(section, library)},
            )
            yield doc, "section.html"


def _summary(library: Library) -> Doc:
    """What the office chose to publish of the pilot reports."""
    found = library.project.summary
    assert found is not None
    lessons = [{"card": library.card(one.lesson), "figures": one} for one in found.lessons if library.card(one.lesson)]
    title = "试点小结"
    return Doc(
        path=SUMMARY_PATH, kind="summary", kind_label="试点小结", title=title, summary=f"{found.term}，{found.schools} 所学校、{found.learners} 名学生交过结果。",
        breadcrumb=(HOME, Card(title, SUMMARY_PATH)), data={"figures": found, "lessons": lessons},
    )


def _changes(library: Library) -> Doc:
    """The public change log: `published`, `history` and later reviews, newest day first."""
    days: dict[date, list[dict]] = defaultdict(list)
    for page in library.project.listed:
        card, meta = library.page_card(page), page.meta
        days[meta.published].append({"card": card, "text": "新上线"})
        for change in meta.history:
            days[change.date].append({"card": card, "text": change.text})
        if meta.reviewed > meta.published and meta.reviewed not in {c.date for c in meta.history}:
            days[meta.reviewed].append({"card": card, "text": "重新核对条文"})
    rows = [{"date": day, "kinds": _by_text(days[day])} for day in sorted(days, reverse=True)]
    return Doc(
        path=CHANGES_PATH, kind="changes", kind_label="更新记录", title="更新记录",
        summary="哪一天，哪一页上线、改动或重新核对了条文。", breadcrumb=(HOME, CHANGES), data={"days": rows},
    )


def _by_text(changes: list[dict]) -> list[dict]:
    """What happened on a day: what was said of one page first, then what holds for many, with its pages."""
    pages: dict[str, list[Card]] = defaultdict(list)
    for change in changes:
        pages[change["text"]].append(change["card"])
    kinds = [{"text": text, "cards": sorted(cards, key=lambda c: c.path)} for text, cards in pages.items()]
    return sorted(kinds, key=lambda k: (len(k["cards"]), k["text"]))


def _sitemap(library: Library) -> Doc:
    groups = []
    for section in library.project.sections:
        links = [library.page_card(p) for p in sorted(library.project.listed, key=lambda p: p.meta.id) if p.section == section.id]
        if section.id == "training":
            links = [*map(course_card, courses(library.project.pages)), *links]
        groups.append({"title": section.title, "path": section.path, "links": links})
    groups.append({"title": "测验", "path": None, "links": [Card(q.title, quiz_path(q.id)) for q in (*library.project.quizzes, *library.project.tests)]})
    groups.append({"title": "查一查", "path": None, "links": [*([glossary_card()] if library.project.glossary.terms else []), LAWS, CHANGES, Card("搜索", SEARCH_PATH), Card("我的学习", MY_PATH), Card("目标地图", GOALS_PATH), Card("课包下载", PACKS_PATH), *([Card("宣传日历", CALENDAR_PATH)] if library.project.campaigns else []), Card("班级汇总（老师用）", CLASS_PATH)]})
    return Doc(
        path=SITEMAP_PATH, kind="sitemap", kind_label="网站地图", title="网站地图",
        breadcrumb=(HOME, Card("网站地图", SITEMAP_PATH)),
        data={"groups": [g for g in groups if g["links"]]},
    )
