"""总结表: what was done, as a workbook to fill in, on paper, and read back into a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from iplearn.diagnostics import Diagnostic, Place, error, warning
from iplearn.model.campaign_words import period
from iplearn.model.kit import FormRow, KitSettings
from iplearn.model.paper import Block, Heading, Paper, Paragraph, Table
from iplearn.model.runs import text
from iplearn.model.site import Campaign
from iplearn.model.workbook import Sheet, Workbook

HEAD = ("编号", "类别", "项目", "数量", "单位", "名称", "日期", "地点", "备注")
_NAMED = ("event", "department")


def rows(settings: KitSettings) -> Iterator[tuple[str, FormRow]]:
    """(id of the line, its row); the same row may stand several times."""
    for row in settings.form:
        for n in range(row.repeat):
            yield (row.id if row.repeat == 1 else f"{row.id}-{n + 1}"), row


def workbook(campaign: Campaign, settings: KitSettings, day: date, author: str) -> Workbook:
    lines: list[tuple[str | int | float | None, ...]] = [("campaign", "活动", campaign.name, campaign.year, "年", campaign.id, None, None, "这一行不要改")]
    for name, row in rows(settings):
        lines.append((name, row.group, row.item, None, row.unit, None, None, None, row.note if name in (row.id, f"{row.id}-1") else None))
    how = (
        ("只填“数量”“名称”“日期”“地点”“备注”五列。",), ("“编号”一列给程序认行，不要改，不要删。没用到的行空着。",), ("数量填整数，不写单位。不知道的空着，别估。",),
        ("日期写成 2027-04-20。",), ("不填参加者的姓名、电话。",), ("填好交给发表格的单位。汇总的人再运行：python build.py kits --report 这个文件 --out 文件夹",),
    )
    return Workbook(f"{campaign.name}总结表", (Sheet("总结表", HEAD, tuple(lines), widths=(17, 12, 22, 10, 8, 26, 14, 22, 54)), Sheet("怎么填", ("怎么填",), how, widths=(70,))), day, author)


def form_paper(campaign: Campaign, settings: KitSettings, day: date, site: str) -> Paper:
    """The same on paper, to be written by hand first."""
    blocks: list[Block] = [Paragraph(text("手写的底稿。数字最后抄进总结表的 Excel 文件，程序从那里做总结。不写参加者的姓名、电话。"))]
    groups = dict.fromkeys(r.group for r in settings.form)
    for group in groups:
        mine = [(name, r) for name, r in rows(settings) if r.group == group]
        named = any(r.id in _NAMED for _, r in mine)
        blocks.append(Heading(1, text(group)))
        if named:
            shown = [((), (), ()) for _ in mine]
            head = ("单位名称", "做了什么", "备注") if mine[0][1].id == "department" else ("活动、日期、地点", "人次", "备注")
            blocks.append(Table(tuple(text(h) for h in head), tuple(shown), widths=(0.5, 0.2, 0.3), ruled=True, row_height=0.9))
        else:
            blocks.append(Table(tuple(text(h) for h in ("项目", "数量", "单位", "备注")), tuple((text(r.item), (), text(r.unit), text(r.note) if r.note else ()) for _, r in mine), widths=(0.3, 0.2, 0.1, 0.4), ruled=True, row_height=0.9))
    return Paper(f"{campaign.name}总结表", tuple(blocks), day, kind="总结表", facts=(("活动", campaign.name), ("时间", period(campaign))), fields=("填表单位", "填表日期"), running=f"{campaign.name} · 总结表", footer=f"{site} · CC BY 4.0", author=site)


@dataclass(frozen=True)
class Filled:
    """A line that somebody filled in."""

    row: FormRow
    count: int
    name: str = ""
    day: date | None = None
    place: str = ""
    note: str = ""


def read_form(table: Iterable[tuple[int, list[str]]], file: str, settings: KitSettings, campaigns: Iterable[Campaign]) -> tuple[Campaign | None, int, tuple[Filled, ...], list[Diagnostic]]:
    """(campaign, year, lines with a number, mistakes). `table` holds (line, cells) of the first sheet."""
    found: list[Diagnostic] = []
    known = dict(rows(settings))
    by_id = {c.id: c for c in campaigns}
    campaign: Campaign | None = None
    year = 0
    out: list[Filled] = []
    seen: set[str] = set()
    for line, cells in table:
        name, _, _, count, _, title, when, place, note = ([c.strip() for c in cells] + [""] * 9)[:9]
        where = Place(file, line)
        if name in ("", "编号"):
            continue
        if name == "campaign":
            campaign = by_id.get(title)
            year = int(count) if count.isdigit() else 0
            continue
        row = known.get(name)
        if row is None:
            found.append(error(where, "form/row", f"不认识编号“{name}”。", "不要改“编号”一列；从材料包里重新拿一张总结表，把数字抄过去。"))
            continue
        if name in seen:
            found.append(error(where, "form/row", f"编号“{name}”有两行。", "删掉一行。"))
        seen.add(name)
        if not any((count, title, when, place)):
            continue
        if not count and row.id != "department":
            found.append(error(where, "form/number", f"“{title or row.item}”没有数量。", "填一个整数；不知道就把这一行清空。"))
            continue
        if count and not (count.isascii() and count.isdigit()):
            found.append(error(where, "form/number", f"“{row.item}”的数量“{count}”不是整数。", "只写数字，不写单位、加号和“约”。"))
            continue
        day = _day(when)
        if when and day is None:
            found.append(error(where, "form/day", f"日期“{when}”看不懂。", "写成 2027-04-20。"))
        if row.repeat > 1 and not title:
            found.append(error(where, "form/name", f"这一{row.item}没有名称。", "写在“名称”一列。"))
        if row.id == "event" and not when:
            found.append(warning(where, "form/day", f"“{title}”没有写哪一天。", "补上日期。"))
        out.append(Filled(row, int(count or 1), title, day, place, "" if note == row.note else note))
    if campaign is None:
        found.append(error(Place(file, 2), "form/campaign", "看不出是哪个活动的总结表。", "第一行数据的“编号”应当是 campaign，“名称”是活动的编号，例如 ip-week；从材料包里重新拿一张。"))
    return campaign, year, tuple(out), found


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10].replace("/", "-").replace(".", "-"))
    except ValueError:
        return None


def report(campaign: Campaign, year: int, filled: tuple[Filled, ...], day: date, site: str) -> Paper:
    """The campaign's report: the figures as they were filled in, added up where adding makes sense, and nothing else."""
    events = [f for f in filled if f.row.id == "event"]
    departments = [f for f in filled if f.row.id == "department"]
    said = []
    if events:
        said.append(f"办了 {len(events)} 场活动，到场 {sum(f.count for f in events)} 人次")
    if departments:
        said.append(f"{len(departments)} 个单位参加")
    for group, unit in (("发放材料", ""), ("横幅和屏幕", "")):
        mine = [f for f in filled if f.row.group == group and f.count]
        if mine:
            said.append("、".join(f"{f.row.item} {f.count} {f.row.unit}" for f in mine))
    blocks: list[Block] = [Paragraph(text(f"{campaign.name}{f' {year} 年' if year else ''}：{'；'.join(said)}。" if said else "表里还没有填数字。"), "lead")]
    for group in dict.fromkeys(f.row.group for f in filled):
        mine = [f for f in filled if f.row.group == group]
        blocks.append(Heading(1, text(group)))
        if mine[0].row.id == "event":
            mine.sort(key=lambda f: (f.day or date.max, f.name))
            cells = tuple((text(f.day.isoformat() if f.day else "—"), text(f.name), text(f.place or "—"), text(str(f.count)), text(f.note or "—")) for f in mine)
            blocks.append(Table(tuple(text(h) for h in ("日期", "活动", "地点", "人次", "备注")), cells, widths=(0.16, 0.32, 0.22, 0.1, 0.2), align=("left", "left", "left", "right", "left")))
        elif mine[0].row.id == "department":
            blocks.append(Table(tuple(text(h) for h in ("单位", "备注")), tuple((text(f.name), text(f.note or "—")) for f in mine), widths=(0.5, 0.5)))
        else:
            cells = tuple((text(f.row.item), text(str(f.count)), text(f.row.unit), text(f.note or "—")) for f in mine)
            blocks.append(Table(tuple(text(h) for h in ("项目", "数量", "单位", "备注")), cells, widths=(0.35, 0.15, 0.1, 0.4), align=("left", "right", "left", "left")))
    blocks += [Heading(1, text("怎么数的")), Paragraph(text("数字照总结表原样列出，没有估算。人次是各场到场人次相加，一个人来两场算两次。表里空着的项目没有列出，不等于是零。"))]
    return Paper(f"{campaign.name}总结", tuple(blocks), day, kind="活动总结", facts=(("活动", campaign.name), *((("年份", str(year)),) if year else ())), running=f"{campaign.name} · 总结", footer=site, author=site)
