"""What the city still has to tell us: left out of the pages until then, and listed here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from iplearn.diagnostics import Diagnostic, Place, warning
from iplearn.model.project import Project

WANTED = {
    "domain": "网站域名",
    "contact": "报告错误的联系方式",
    "site_id_code": "网站标识码",
    "icp": "ICP 备案号",
    "police_record": "公安备案号",
}
"""Key of data/site.yml -> what it is called."""


def check_site(project: Project, day: date) -> Iterator[Diagnostic]:
    if project.site:
        lines = project.lines.get("data/site.yml", {})
        for key, name in WANTED.items():
            if getattr(project.site, key) is None:
                yield warning(Place("data/site.yml", lines.get(key, 1)), "site/unknown", f"还没有填{' ' if name[0].isascii() else ''}{name}，页面上暂不显示。", f"知道后填在“{key}:”后面。")
    lines = project.lines.get("data/units.yml", {})
    for unit in project.units:
        if not unit.confirmed:
            what = unit.to_confirm or "名称、职责和联系方式"
            yield warning(Place("data/units.yml", lines.get(unit.id, 1)), "unit/unconfirmed", f"“{unit.name}”还没有确认，页面上不显示。要确认：{what}", "确认后把 confirmed 改成 true，并写明 source。")
