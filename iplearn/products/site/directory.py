"""找谁办: the units of data/units.yml that are confirmed, by what a reader came with and by level."""

from __future__ import annotations

from typing import Any

from iplearn.markup.markup import inline
from iplearn.model.content import Page
from iplearn.model.site import Unit
from iplearn.products.site.library import Library
from iplearn.products.site.quizzes import re_aim

_LEVELS = (("市", "在阳江"), ("省", "在广东"), ("国家", "国家级入口"))
_FILE = "data/units.yml"


def directory(page: Page, library: Library) -> dict[str, Any]:
    """What the template units.html prints below the text of `page`. Nothing that is not confirmed is in it."""
    units = [u for u in library.project.units if u.confirmed]
    explain = library.sections.get("explain")
    by_need = [(need, [u for u in units if need in u.needs]) for need in (explain.groups if explain else ())]
    levels = [{"title": title, "units": [_entry(u, page, library) for u in units if u.level == level]} for level, title in _LEVELS]
    needs = [(need, some) for need, some in by_need if some]
    groups = [g for g in levels if g["units"]]
    toc = [("units-by-need", "按您遇到的事找")] if needs else []
    return {"needs": needs, "units": groups, "toc": [*toc, *((f"units-{n}", str(g["title"])) for n, g in enumerate(groups, 1))]}


def _entry(unit: Unit, page: Page, library: Library) -> dict[str, Any]:
    prose = library.project.data_prose.get(_FILE, {})
    document = prose.get((library.project.lines[_FILE][unit.id], unit.source or ""))
    return {
        "id": unit.id, "name": unit.name, "does": unit.does, "url": unit.url, "reviewed": unit.reviewed,
        "source": re_aim(inline(document), "index.html", page.path) if document else "",
    }
