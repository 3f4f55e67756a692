"""课包: where teachers choose a lesson, look at its first page and take single files or all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from iplearn.model.content import RIGHTS, STAGES, LessonMeta
from iplearn.model.pack import ALL, BANDS, PackEntry, shown_size
from iplearn.model.routes import PACKS_PATH, pack_path
from iplearn.products.site.library import Library
from iplearn.products.site.views import Card, Doc, TocEntry

PACKS_SCRIPTS = ("assets/packs/packs.js",)
PREPARE_CHOICES = (15, 20, 30)
"""Minutes of preparation that teachers can ask for at most."""
_KINDS = ("说明", "教案", "课件", "学习单", "小测", "导入平台", "海报", "离线网页")


def pack_docs(library: Library) -> Iterator[tuple[Doc, str]]:
    by_id = library.packs
    lessons = sorted((p for p in library.project.pages if isinstance(p.meta, LessonMeta)), key=lambda p: p.meta.id)
    yield _chooser(library, lessons, by_id), "packs.html"
    for page in lessons:
        if page.meta.id in by_id:
            yield _pack(library, page, by_id[page.meta.id]), "pack.html"


_MODULE_KINDS = ("说明", "课件", "讲义", "案例讨论", "签到表", "试卷", "带走的表", "学习平台", "离线网页")


def module_downloads(page, library: Library) -> dict[str, Any] | None:
    """What a module's own page offers of its trainer's pack; None while there is none."""
    entry = library.packs.get(page.meta.id)
    if entry is None:
        return None
    return {"zip": _bundle(entry), "groups": _groups(entry, _MODULE_KINDS), "day": entry.day}


def _groups(entry: PackEntry, kinds: tuple[str, ...]) -> list[dict[str, Any]]:
    out = []
    for kind in kinds:
        files = [f for f in entry.files if f.kind == kind and "/assets/" not in f.path]
        if files:
            rows = [{"label": f.label, "name": f.path.rpartition("/")[2], "path": _file(entry, f.path), "size": shown_size(f.size)} for f in files]
            out.append({"title": kind, "files": rows})
    return out


def _crumbs(library: Library, *more: Card) -> tuple[Card, ...]:
    section = library.sections.get("school")
    return (Card("首页", "index.html"), *((Card(section.title, section.path),) if section else ()), *more)


def _chooser(library: Library, lessons: list, by_id: dict[str, PackEntry]) -> Doc:
    groups = []
    for stage in STAGES:
        rows = [_row(p, by_id.get(p.meta.id)) for p in lessons if p.meta.stage == stage]
        if rows:
            groups.append({"title": stage, "band": _bundle(by_id.get(BANDS[stage])), "rows": rows})
    used = {r for p in lessons for r in p.meta.rights}
    return Doc(
        path=PACKS_PATH, kind="packs", kind_label="老师用", title="课包下载", section=library.sections.get("school"),
        summary="一课一个压缩包：教案、课件、学习单、小测和答案，Word、WPS 能改，学校用的平台能导入。不用登录。",
        toc=tuple(TocEntry(f"band-{n}", g["title"]) for n, g in enumerate(groups, 1)),
        breadcrumb=_crumbs(library, Card("课包下载", PACKS_PATH)), scripts=PACKS_SCRIPTS,
        data={
            "groups": groups, "all": _bundle(by_id.get(ALL)), "stages": [g["title"] for g in groups],
            "rights": [r for r in RIGHTS if r in used], "prepare": PREPARE_CHOICES, "count": len(lessons),
        },
    )


def _row(page, entry: PackEntry | None) -> dict[str, Any]:
    meta = page.meta
    return {
        "id": meta.id, "title": meta.title, "summary": meta.summary, "stage": meta.stage, "grades": meta.grades, "rights": meta.rights,
        "minutes": meta.minutes, "prepare": meta.prepare, "path": page.path, "pack": pack_path(page.src) if entry else None,
        "zip": _bundle(entry), "preview": _file(entry, entry.preview) if entry and entry.preview else None,
    }


def _bundle(entry: PackEntry | None) -> dict[str, Any] | None:
    return {"path": f"packs/{entry.zip_name}", "size": shown_size(entry.zip_size), "title": entry.title} if entry else None


def _file(entry: PackEntry, path: str) -> str:
    return f"packs/{entry.id}/{quote(path)}"


def _pack(library: Library, page, entry: PackEntry) -> Doc:
    meta = page.meta
    groups = _groups(entry, _KINDS)
    path = pack_path(page.src)
    site = library.project.site
    address = f"，https://{site.domain}/{page.path}" if site and site.domain else ""
    return Doc(
        path=path, kind="pack", kind_label="课包", title=f"{meta.title} · 课包", section=library.sections.get("school"), summary=meta.summary,
        toc=(TocEntry("pack-files", "里面有什么"), TocEntry("pack-know", "用之前要知道"), TocEntry("pack-credit", "可以改，可以传")),
        breadcrumb=_crumbs(library, Card("课包下载", PACKS_PATH), Card(meta.title, path)),
        data={
            "lesson": Card(meta.title, page.path), "grades": meta.grades, "minutes": meta.minutes, "prepare": meta.prepare, "theme": meta.theme,
            "zip": _bundle(entry), "groups": groups, "count": len(entry.files), "version": entry.version, "day": entry.day, "changes": entry.changes,
            "sha256": entry.zip_sha256, "preview": _file(entry, entry.preview) if entry.preview else None,
            "credit": f"《{meta.title}》，{site.name if site else ''}，CC BY 4.0{address}", "approved_by": meta.approved_by,
            "guide": library.card("teachers"),
        },
    )
