"""A tool's rules hang together: every name leads to a question or an earlier rule, every term can be read, the law holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from iplearn.checks.citations import almost_problems, citation_problems
from iplearn.dates.answers import read_date
from iplearn.diagnostics import Diagnostic, Place, error, warning
from iplearn.model.content import ToolMeta
from iplearn.model.project import Project
from iplearn.model.tool import TODAY, Condition, Field, Rule, Span, Tool


def check_tools(project: Project, day: date) -> Iterator[Diagnostic]:
    used = {p.meta.tool for p in project.pages if isinstance(p.meta, ToolMeta)}
    units, fees = {u.id for u in project.units}, {f.id for f in project.fees}
    for tool in project.tools:
        place = Place(tool.file)
        if tool.id not in used:
            yield warning(place, "tool/unused", f"没有页面用工具“{tool.id}”。", f"写一页 content/tools/…md，信息块里写“tool: {tool.id}”；或者删掉这个文件。", missing=("content/",))
        for unit in tool.units:
            if unit not in units:
                yield error(place, "tool/reference", f"units 里的“{unit}”不在 data/units.yml 里。", "写那里已有的 id。", missing=(unit, "data/units.yml"))
        if tool.fees and tool.fees not in fees:
            yield error(place, "tool/reference", f"没有收费表 data/fees/{tool.fees}.yml。", "核对 fees 的写法。", missing=(f"data/fees/{tool.fees}.yml",))
        yield from _shape(tool, place)
        for document in project.tool_prose[tool.id].values():
            for citation in document.citations:
                yield from citation_problems(citation, Place(tool.file, citation.line), project.laws, day)
            yield from almost_problems(document, tool.file)


def check_holidays(project: Project, day: date) -> Iterator[Diagnostic]:
    """From December on the next year's notice is out; without its file tools cannot move a last day off a holiday."""
    known = {y.year for y in project.holidays}
    for year in (day.year, day.year + 1) if day.month == 12 else (day.year,):
        if any(t.holidays for t in project.tools) and year not in known:
            yield warning(
                Place(f"data/holidays/{year}.yml"), "tool/holidays", f"还没有 {year} 年的放假安排，工具只能给没有调整的日子。",
                f"国务院办公厅的通知公布以后，照 data/holidays/ 里已有的文件加一个 {year}.yml；没公布不要猜。",
            )


def _shape(tool: Tool, place: Place) -> Iterator[Diagnostic]:
    known: dict[str, Field | Rule | None] = {TODAY: None}
    for entry in (*tool.fields, *tool.rules):
        if isinstance(entry, Rule):
            yield from _rule(entry, known, place)
        elif entry.type in ("选择", "多选") and not entry.options:
            yield error(place, "tool/options", f"问题“{entry.id}”是{entry.type}，却没有 options。", "写出可选的答案，每个有 id 和 label。")
        for text in entry.when:
            yield from _term(entry.id, text, known, place)
        if entry.id in known:
            yield error(place, "tool/duplicate", f"“{entry.id}”用了两次。", "问题和规则的 id 合在一起也不能重复。")
        known[entry.id] = entry
    for example in tool.examples:
        for answer in example.answers:
            if not isinstance(known.get(answer.field), Field):
                yield error(place, "tool/reference", f"例子“{example.title}”回答了没有的问题“{answer.field}”。", "写 fields 里的 id。")


def _rule(rule: Rule, known: dict[str, Field | Rule | None], place: Place) -> Iterator[Diagnostic]:
    for key, name in (*(("start", n) for n in rule.starts), ("decides", rule.decides)):
        if name and name not in known and name != rule.id:
            yield error(place, "tool/reference", f"规则“{rule.id}”的 {key}“{name}”不是前面的问题，也不是前面的规则。", "核对写法；规则只能用写在它前面的。")
    if rule.add and Span.parse(rule.add) is None:
        yield error(place, "tool/span", f"规则“{rule.id}”的 add“{rule.add}”看不懂。", "写成“6 个月”“20 年”“15 日”“30 个工作日”；往前数写“-12 个月”。")
    if bool(rule.start) != bool(rule.add):
        yield error(place, "tool/span", f"规则“{rule.id}”的 start 和 add 要一起写。", "从哪天起（start），过多久（add）。")
    if not rule.start and rule.text is None:
        yield error(place, "tool/text", f"规则“{rule.id}”既不算日期，也没有 text。", "写 start 和 add，或者写 text。")


def _term(name: str, text: str, known: dict[str, Field | Rule | None], place: Place) -> Iterator[Diagnostic]:
    condition = Condition.parse(text)
    if condition is None:
        yield error(place, "tool/when", f"“{name}”的 when“{text}”看不懂。", "写成“kind=发明|实用新型”或者“filed<2021-06-01”。")
        return
    left = known.get(condition.left)
    if condition.left not in known:
        yield error(place, "tool/reference", f"“{name}”的 when 里“{condition.left}”不是前面的问题或者规则。", "核对写法。")
    elif condition.op in ("=", "!="):
        options = {o.id for o in left.options} if isinstance(left, Field) else set()
        for value in condition.right:
            if value not in options:
                yield error(place, "tool/reference", f"“{name}”的 when 里，“{condition.left}”没有“{value}”这个答案。", f"可选：{'、'.join(sorted(options))}。")
    elif condition.right[0] not in known and read_date(condition.right[0]) is None:
        yield error(place, "tool/reference", f"“{name}”的 when 里“{condition.right[0]}”既不是日期，也不是前面的问题或者规则。", "日期写成 2021-06-01。")
