"""Reviews fall due: an overdue page is a warning, so that nothing breaks because time passes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from iplearn.diagnostics import Diagnostic, Place, error, warning
from iplearn.model.project import Project


def check_reviews(project: Project, day: date) -> Iterator[Diagnostic]:
    days = project.site.review_days if project.site else 365
    for page in project.pages:
        meta = page.meta
        place = Place(page.file, page.key_lines.get("reviewed", 1))
        if meta.reviewed > day + timedelta(days=1):
            yield error(place, "review/future", f"核对日期 {meta.reviewed} 在将来。", "写实际核对的那一天。")
        due = meta.review_by or meta.reviewed + timedelta(days=days)
        if due < day:
            yield warning(Place(page.file, page.key_lines.get("review_by", place.line)), "review/overdue", f"该复核了：上次核对是 {meta.reviewed}，应在 {due} 前复核。", "对照现行条文重读一遍，改好后更新 reviewed。")
        if meta.approved_by and not meta.approved_on:
            yield error(Place(page.file, page.key_lines.get("approved_by", 1)), "review/approval", "写了审定人，没有写审定日期。", "加一行“approved_on: 2026-11-20”。")
        if meta.approved_on and meta.approved_on < meta.reviewed:
            yield warning(Place(page.file, page.key_lines.get("approved_on", 1)), "review/approval-older", "审定之后又改过：审定日期早于核对日期。", "请审定人再看一遍，或去掉 approved_by。")
