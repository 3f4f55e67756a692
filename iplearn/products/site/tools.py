"""A tool's page: its form, its rules as a table, worked examples, and the same rules as values for the browser."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from iplearn.dates.annual_fees import patent_year, year_fees
from iplearn.dates.answers import read_answer
from iplearn.dates.periods import End, WorkCalendar, days_between
from iplearn.dates.rules import Line, evaluate
from iplearn.markup.markup import inline
from iplearn.model.content import Page, ToolMeta
from iplearn.model.document import Document
from iplearn.model.drill import Drill
from iplearn.model.project import Project
from iplearn.model.prose import Prose
from iplearn.model.tool import Example, FeeTable, Rule, Tool
from iplearn.products.site.drills import drill_data, drill_toc
from iplearn.products.site.library import Library
from iplearn.products.site.views import TocEntry
from iplearn.render.environment import cn_date
from iplearn.render.tool_assets import DRILL_BASE, DRILL_OWN, DRILL_STYLES, TOOL_STYLES, tool_script_paths


@dataclass(frozen=True)
class LawLine:
    """A basis as HTML, its version in words; the law it is a version of and the dates between which that is in force."""

    html: str
    versions: tuple[str, ...]
    family: str | None
    effective: date | None
    valid_to: date | None


@dataclass(frozen=True)
class RuleView:
    rule: Rule
    text: str
    note: str
    law: tuple[LawLine, ...]
    starts: str


def tool_documents(page: Page, library: Library) -> list[Document]:
    """What the Markdown of the page's rules became."""
    return list(library.project.tool_prose.get(page.meta.tool, {}).values()) if isinstance(page.meta, ToolMeta) else []


def _drill(page: Page, library: Library) -> Drill | None:
    return library.project.drill_by_id.get(page.meta.tool) if isinstance(page.meta, ToolMeta) else None


def tool_template(page: Page, library: Library) -> str:
    return "drill.html" if _drill(page, library) else "tool.html"


def tool_styles(page: Page, library: Library) -> tuple[str, ...]:
    if _drill(page, library):
        return DRILL_STYLES
    return TOOL_STYLES if isinstance(page.meta, ToolMeta) else ()


def tool_scripts(page: Page, library: Library) -> tuple[str, ...]:
    drill = _drill(page, library)
    if drill:
        return DRILL_BASE + DRILL_OWN[drill.form]
    tool = library.project.tool_by_id.get(page.meta.tool) if isinstance(page.meta, ToolMeta) else None
    return tool_script_paths(tool.scripts) if tool else ()


def tool_toc(page: Page, library: Library) -> tuple[TocEntry, ...]:
    """What stands below the text: the rules and the examples."""
    drill = _drill(page, library)
    if drill:
        return drill_toc(drill)
    tool = library.project.tool_by_id.get(page.meta.tool) if isinstance(page.meta, ToolMeta) else None
    if tool is None:
        return ()
    return (TocEntry("ipt-rules", tool.rules_title), *((TocEntry("ipt-examples", "算好的例子"),) if tool.examples else ()))


def tool_data(page: Page, library: Library) -> dict[str, Any]:
    """What the template sees. `json` is the rules for the browser, safe inside a script element."""
    assert isinstance(page.meta, ToolMeta)
    drill = _drill(page, library)
    if drill:
        return drill_data(page, drill, library)
    tool = library.project.tool_by_id[page.meta.tool]
    prose = library.project.tool_prose[tool.id]

    def html(piece: Prose | None) -> str:
        return inline(prose[piece.line, piece.text]) if piece else ""

    def starts(rule: Rule) -> str:
        return "，没有的看".join(dict.fromkeys(names[n] for n in rule.starts))

    names = {f.id: f.label for f in tool.fields} | {r.id: r.what for r in tool.rules}
    work = WorkCalendar(library.project.holidays if tool.holidays else ())
    fees = next((f for f in library.project.fees if f.id == tool.fees), None)
    units = {u.id: u for u in library.project.units}
    return {
        "need": page.meta.need,
        "tool": tool,
        "rules": [RuleView(r, html(r.text), html(r.note), tuple(_law(prose[p.line, p.text]) for p in r.law), starts(r)) for r in tool.rules],
        "limits": [html(p) for p in tool.limits],
        "units": [units[u] for u in tool.units if u in units and units[u].confirmed],
        "years": sorted(work.years),
        "fees": fees,
        "kinds": {o.id: o.label for f in tool.fields for o in f.options},
        "examples": [{"title": e.title, "source": e.source, "asked": _asked(e, tool), "rows": _example(e, tool, work, fees, library.day)} for e in tool.examples],
        "json": _script_safe(browser_values(tool, library.project)),
    }


def _law(document: Document) -> LawLine:
    laws = list({c.law.id: c.law for c in document.citations if c.law}.values())
    only = laws[0] if len(laws) == 1 else None
    words = tuple(f"{v.version}，{cn_date(v.effective)}起施行" + (f"，到 {cn_date(v.valid_to)}为止" if v.valid_to else "") for v in laws)
    if only is None:
        return LawLine(inline(document), words, None, None, None)
    return LawLine(inline(document), words, only.family, only.effective, only.valid_to)


def _asked(example: Example, tool: Tool) -> list[tuple[str, str]]:
    """(question, answer) in words."""
    fields = {f.id: f for f in tool.fields}
    out = []
    for answer in example.answers:
        field = fields[answer.field]
        label = next((o.label for o in field.options if o.id == answer.value), None)
        value = read_answer(field, answer.value)
        out.append((field.label, label or (cn_date(value) if isinstance(value, date) and field.type == "日期" else answer.value)))
    return out


def _example(example: Example, tool: Tool, work: WorkCalendar, fees: FeeTable | None, today: date) -> list[tuple[str, str]]:
    """(what, result) in words, reckoned by the engine."""
    answers = {a.field: a.value for a in example.answers}
    verdict = evaluate(tool, answers, work, today)
    rows = [(line.rule.what, in_words(line)) for line in verdict.lines if line.state != "text"]
    if fees and {"kind", "filed", "granted"} <= set(answers):
        filed, granted = date.fromisoformat(answers["filed"]), date.fromisoformat(answers["granted"])
        year = patent_year(filed, granted)
        rows.append(("办登记时交", f"第 {year} 年度的年费"))
        for fee in year_fees(answers["kind"], filed, granted, year + 1, fees, work):
            rows.append((f"第 {fee.year} 年度的年费", f"最迟 {end_in_words(fee.due)}"))
    return rows


def in_words(line: Line) -> str:
    return end_in_words(line.end) if line.end else "无法判断"


def end_in_words(end: End) -> str:
    out = cn_date(end.day)
    if end.moved:
        out += f"（{cn_date(end.plain)}是休假日，顺延）"
    if end.missing:
        out += f"（本站没有 {'、'.join(map(str, end.missing))} 年的放假安排，没有按休假日调整）"
    return out


def browser_values(tool: Tool, project: Project) -> dict[str, Any]:
    """The rules as the browser's engine reads them; theme/assets/tools/rules.js says how."""
    holidays = project.holidays if tool.holidays else ()
    return {
        "id": tool.id,
        "fields": [
            {
                "id": f.id, "label": f.label, "type": f.type, "needed": f.needed, "when": list(f.when),
                "options": [{"id": o.id, "label": o.label, "unknown": o.unknown} for o in f.options],
            }
            for f in tool.fields
        ],
        "rules": [
            {
                "id": r.id, "what": r.what, "when": list(r.when), "starts": list(r.starts), "add": r.add, "ends": r.ends, "rest": r.rest,
                "unknown": r.unknown, "text": r.text is not None, "decides": r.decides, "lead": r.lead, "shown": r.shown,
            }
            for r in tool.rules
        ],
        "holidays": {
            "years": sorted(y.year for y in holidays),
            "off": sorted({d.isoformat() for y in holidays for o in y.off for d in days_between(o.first, o.last)}),
            "work": sorted({d.isoformat() for y in holidays for d in y.work}),
        },
        "fees": fee_values(next((f for f in project.fees if f.id == tool.fees), None)),
    }


def fee_values(fees: FeeTable | None) -> dict[str, Any] | None:
    if fees is None:
        return None
    return {
        "title": fees.title,
        "valid_from": fees.valid_from.isoformat() if fees.valid_from else None,
        "bands": [{"kind": b.kind, "first": b.first, "last": b.last, "amount": b.amount} for b in fees.bands],
        "late": [{"month": s.month, "percent": s.percent} for s in fees.late],
    }


def _script_safe(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).replace("<", "\\u003c")
