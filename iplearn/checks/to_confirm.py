"""What only the city can tell: one list for the staff, with the place where the answer goes.

Whatever is listed here is left out of the pages, or stands there with a word that it is not certain.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from iplearn.diagnostics import Place
from iplearn.checks.site import WANTED
from iplearn.model.project import Project


@dataclass(frozen=True)
class Question:
    """`about` names the thing, `what` says what to find out and `meanwhile` what readers see until then."""

    place: Place
    about: str
    what: str
    meanwhile: str


def questions(project: Project, day: date) -> Iterator[tuple[str, list[Question]]]:
    """(heading, questions) in the order a reader would miss the answers; headings without any are left out."""
    for heading, make in _PARTS:
        found = list(make(project, day))
        if found:
            yield heading, found


def _units(project: Project, day: date) -> Iterator[Question]:
    lines = project.lines.get("data/units.yml", {})
    for unit in sorted(project.units, key=lambda u: u.confirmed):
        place = Place("data/units.yml", lines.get(unit.id, 1))
        if not unit.confirmed:
            yield Question(place, unit.name, unit.to_confirm or "名称、职责和联系方式", "页面上不印；核实后把 confirmed 改成 true")
        elif unit.to_confirm:
            yield Question(place, unit.name, unit.to_confirm, "页面上只印名称、职责和网址" if unit.url else "页面上只印名称和职责")


def _site(project: Project, day: date) -> Iterator[Question]:
    if project.site:
        lines = project.lines.get("data/site.yml", {})
        for key, name in WANTED.items():
            if getattr(project.site, key) is None:
                yield Question(Place("data/site.yml", lines.get(key, 1)), name, f"填在“{key}:”后面", "页面上不印")


def _campaigns(project: Project, day: date) -> Iterator[Question]:
    lines = project.lines.get("data/campaigns.yml", {})
    for campaign in project.campaigns:
        place = Place("data/campaigns.yml", lines.get(campaign.id, 1))
        if campaign.theme is None and campaign.themed:
            yield Question(place, f"{campaign.name} {campaign.year} 年主题", "以当年的通知为准，填在 theme 后面", "页面上写“主题待发布”")
        if campaign.starts is None or campaign.ends is None:
            yield Question(place, f"{campaign.name} {campaign.year} 年日期", "以当年的通知为准，填在 starts、ends 后面", "页面上写“日期待发布”，日历里不排")
        elif campaign.ends < day and campaign.yearly:
            yield Question(place, f"{campaign.name}下一年的日期", "改 year、starts、ends，把今年的主题移到 history", "首页不再显示这个活动")
        for year in (*campaign.history, *(campaign.world_ip_day.history if campaign.world_ip_day else ())):
            if year.theme is None:
                yield Question(place, f"{campaign.name} {year.year} 年主题", "查到可靠来源后填在 history 里", "页面上空着")


def _laws(project: Project, day: date) -> Iterator[Question]:
    for law in project.laws.versions:
        if law.unverified:
            yield Question(Place(f"data/laws/{law.family}.yml", 1), f"《{law.title}》", f"{law.version}的文本是不是最新；改过的，照手册加一个版本", "页面上注明“状态待核”")


def _years(project: Project, day: date) -> Iterator[Question]:
    known = {h.year for h in project.holidays}
    wanted = [y for y in (day.year, day.year + 1) if known and y not in known]
    for year in wanted:
        yield Question(Place(f"data/holidays/{year}.yml", 1), f"{year} 年放假调休安排", "国务院办公厅的通知公布后新建这个文件", "工具给出没有顺延的日期，并说明")


def _plan(project: Project, day: date) -> Iterator[Question]:
    if project.plan:
        line = project.lines.get("data/plan.yml", {}).get("targets", 1)
        for target in project.plan.targets:
            if target.value is not None and not target.actuals:
                yield Question(Place("data/plan.yml", line), f"方案目标 {target.id}", f"{target.text}：实际完成数和来源，填在 actuals 里", "页面上写“待填”")


def _approvals(project: Project, day: date) -> Iterator[Question]:
    for page in project.listed:
        if page.document.citations and page.meta.approved_by is None:
            place = Place(page.file, page.key_lines.get("reviewed", 1))
            yield Question(place, page.meta.title, "请法律专业人员审定，写 approved_by 和 approved_on", "页面上写“未经法律专业人员审定”")


_PARTS = (
    ("单位", _units),
    ("网站信息", _site),
    ("宣传活动", _campaigns),
    ("法律文本", _laws),
    ("放假安排", _years),
    ("方案的实际数字", _plan),
    ("请人审定的页面", _approvals),
)
