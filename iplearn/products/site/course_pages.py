"""A course's page (its modules, what is left, its test) and the page of its certificate. theme/assets/course/ fills in
what the learner's own browser remembers; without it they are plain lists."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from iplearn.model.content import ModuleMeta, Page
from iplearn.model.course import MINUTES_PER_ITEM, Course, courses, module_sections
from iplearn.model.quiz import Quiz
from iplearn.model.routes import CLASS_PATH, MY_PATH, certificate_path, course_path, quiz_path
from iplearn.products.site.library import Library
from iplearn.products.site.views import Card, Doc, TocEntry

_RECORD = ("assets/class/ui.js", "assets/my/history.js", "assets/course/record.js")
COURSE_STYLES = ("assets/course/course.css",)
COURSE_SCRIPTS = (*_RECORD, "assets/course/course.js")
MODULE_SCRIPTS = (*_RECORD, "assets/course/module.js")
TEST_SCRIPTS = ("assets/course/record.js", "assets/course/proof.js")
CERTIFICATE_STYLES = ("assets/course/certificate.css",)
CERTIFICATE_SCRIPTS = ("assets/class/qr.js", *_RECORD, "assets/course/certificate.js")
"""In the order they must run; `TEST_SCRIPTS` after those of the quiz."""


def course_docs(library: Library) -> Iterator[tuple[Doc, str]]:
    for course in courses(library.project.pages):
        yield _course(course, library), "course.html"
        if course.id in library.quizzes:
            yield _certificate(course, library), "certificate.html"


def course_of(page: Page, library: Library) -> Course | None:
    return next((c for c in courses(library.project.pages) if page in c.modules), None)


def course_card(course: Course) -> Card:
    count, minutes = len(course.modules), sum(p.meta.minutes for p in course.modules if isinstance(p.meta, ModuleMeta))
    return Card(course.title, course_path(course.id), "从头学起，或者接着上次。看学到哪里、还剩多久，考完打印结业证明。", "课程", f"{count} 个模块 · {minutes} 分钟")


def _drawn(quiz: Quiz, library: Library) -> int:
    count = len([i for i in quiz.items if i.in_force(library.day)])
    return min(quiz.draw or count, count)


def script_json(value: Any) -> Markup:
    return Markup(json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))


def module_row(page: Page, library: Library) -> dict[str, Any]:
    """A module as the course's page shows it; its test's minutes are an estimate."""
    meta = page.meta
    assert isinstance(meta, ModuleMeta)
    test = library.quizzes.get(meta.test or "")
    return {
        "id": meta.id, "title": meta.title, "summary": meta.summary, "path": page.path, "minutes": meta.minutes,
        "sections": [{"id": s.id, "name": s.name, "minutes": s.minutes or 0, "quizzes": s.quizzes} for s in module_sections(page.document)],
        "test": {"id": test.id, "path": quiz_path(test.id), "count": _drawn(test, library), "pass": test.pass_percent, "minutes": _drawn(test, library) * MINUTES_PER_ITEM} if test else None,
    }


def module_json(page: Page, library: Library) -> Markup:
    """What theme/assets/course/module.js knows of the page it is on."""
    return script_json({"id": page.meta.id, "sections": [{"id": s.id, "name": s.name, "quizzes": s.quizzes} for s in module_sections(page.document)]})


def _test(course: Course, library: Library) -> dict[str, Any] | None:
    test = library.quizzes.get(course.id)
    if test is None:
        return None
    drawn = _drawn(test, library)
    return {"id": test.id, "title": test.title, "path": quiz_path(test.id), "count": drawn, "bank": len(test.items), "pass": test.pass_percent, "minutes": drawn * MINUTES_PER_ITEM}


def _crumbs(library: Library, *more: Card) -> tuple[Card, ...]:
    section = library.sections.get("training")
    return (Card("首页", "index.html"), *((Card(section.title, section.path),) if section else ()), *more)


def _course(course: Course, library: Library) -> Doc:
    path, rows, test = course_path(course.id), [module_row(p, library) for p in course.modules], _test(course, library)
    minutes = sum(r["minutes"] + (r["test"]["minutes"] if r["test"] else 0) for r in rows) + (test["minutes"] if test else 0)
    data = {"modules": [{k: r[k] for k in ("id", "path", "sections", "test")} for r in rows], "test": test}
    return Doc(
        path=path, kind="course", kind_label="课程", title=course.title, section=library.sections.get("training"),
        summary=f"{len(rows)} 个模块，一个模块一顿午饭的时间。学到哪里、还剩多久，记在您自己的浏览器里，不用登录，什么也不上传。",
        toc=(TocEntry("course-modules", "各个模块"), *((TocEntry("course-test", "课程测验"), TocEntry("course-proof", "结业证明")) if test else ()), TocEntry("course-keep", "带走、换设备、清除")),
        breadcrumb=_crumbs(library, Card(course.title, path)), styles=COURSE_STYLES, scripts=COURSE_SCRIPTS,
        data={
            "course": course.id, "track": course.track, "rows": rows, "test": test, "total": minutes, "json": script_json(data), "my": MY_PATH, "class": CLASS_PATH,
            "certificate": certificate_path(course.id) if test else None, "pack": _pack(course.id, library),
        },
    )


def _pack(name: str, library: Library) -> dict[str, str] | None:
    entry = library.packs.get(name)
    return {"path": f"packs/{entry.zip_name}"} if entry else None


def _certificate(course: Course, library: Library) -> Doc:
    path, test = certificate_path(course.id), _test(course, library)
    assert test is not None
    rows = [module_row(p, library) for p in course.modules]
    return Doc(
        path=path, kind="certificate", kind_label="课程", title=f"{course.track}课程结业证明", section=library.sections.get("training"),
        summary="通过课程测验以后，在这里打印，或者存成 PDF。",
        breadcrumb=_crumbs(library, Card(course.title, course_path(course.id)), Card("结业证明", path)),
        styles=CERTIFICATE_STYLES, scripts=CERTIFICATE_SCRIPTS,
        data={"course": course.id, "track": course.track, "title": course.title, "rows": rows, "minutes": sum(r["minutes"] for r in rows), "test": test, "course_path": course_path(course.id), "class": CLASS_PATH, "my": MY_PATH},
    )
