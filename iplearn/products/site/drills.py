"""The page of a tool that reasons: its questions, its findings with their conditions in words, its examples, and the
same rules as values for the browser."""

from __future__ import annotations

import dataclasses
import json
import re
from dataclasses import dataclass
from typing import Any

from iplearn.markup.markup import inline
from iplearn.model.content import Page, ToolMeta
from iplearn.model.drill import UNKNOWN, Chart, Drill, Letter, Questions, Term
from iplearn.model.prose import Prose
from iplearn.products.site.library import Library
from iplearn.products.site.views import Card, TocEntry
from iplearn.reasoning.conditions import parse_condition

UNKNOWN_LABEL = "不清楚"
ASKS = {"questions": "问哪些问题", "chart": "每一项怎么选", "letter": "要填什么"}
RULES = {"questions": "怎么判断", "chart": "怎么判断", "letter": "发出以后会怎样"}
MODEL, KEYS = "通知书的样子", "例子的参考理由"
"""Headings of the sections below the text; their anchors are ipd-asks, ipd-rules, ipd-model, ipd-keys."""


@dataclass(frozen=True)
class FindingView:
    """`when` are the ways to it, in words."""

    id: str
    title: str
    text: str
    first: str
    when: tuple[str, ...]
    pages: tuple[Card, ...]


def drill_data(page: Page, drill: Drill, library: Library) -> dict[str, Any]:
    """What the template sees. `html` turns a piece of Markdown into what it became; `json` is safe inside a script element."""
    assert isinstance(page.meta, ToolMeta)
    prose = library.project.tool_prose[drill.id]

    def html(piece: Prose | None) -> str:
        return inline(prose[piece.line, piece.text]) if piece else ""

    units = {u.id: u for u in library.project.units}
    words = Words(drill)
    views = [FindingView(f.id, f.title, html(f.text), html(f.first), words.ways(f.when), library.cards(f.pages)) for f in drill.findings]
    groups = {f.id: f.group for f in drill.findings}
    return {
        "need": page.meta.need,
        "tool": drill,
        "html": html,
        "titles": {"asks": ASKS[drill.form], "rules": RULES[drill.form], "model": MODEL, "keys": KEYS},
        "words": words,
        "unknown": UNKNOWN,
        "unknown_label": UNKNOWN_LABEL,
        "groups": [(g, [v for v in views if groups[v.id] == g]) for g in drill.groups],
        "figures": library.project.figures,
        "limits": [html(p) for p in drill.limits],
        "units": [units[u] for u in drill.units if u in units and units[u].confirmed],
        "json": json.dumps(browser_values(drill), ensure_ascii=False, sort_keys=True, separators=(",", ":")).replace("<", "\\u003c"),
    }


def drill_toc(drill: Drill) -> tuple[TocEntry, ...]:
    entries = [TocEntry("ipd-asks", ASKS[drill.form]), TocEntry("ipd-rules", RULES[drill.form])]
    if isinstance(drill, Letter):
        entries.append(TocEntry("ipd-model", MODEL))
    elif drill.examples:
        entries.append(TocEntry("ipd-keys", KEYS))
    return tuple(entries)


class Words:
    """Conditions and answers of a tool as a reader says them."""

    def __init__(self, drill: Drill) -> None:
        self.labels: dict[str, dict[str, str]] = {}
        self.asks: dict[str, str] = {}
        if isinstance(drill, Chart):
            labels = {a.id: a.label for a in drill.answers}
            self.labels = {"every": labels, "any": labels, "": labels}
        else:
            for question in drill.questions:
                self.asks[question.id] = question.ask
                self.labels[question.id] = {a.id: a.label for a in question.answers}
        self.names = self.asks | ({f.id: f.label for f in drill.fields} if isinstance(drill, Letter) else {})

    def label(self, question: str, answer: str) -> str:
        return self.labels[question].get(answer, UNKNOWN_LABEL)

    def blanks(self, text: str) -> str:
        """A paragraph of a letter with its blanks named."""
        return re.sub(r"\{([a-z_]+)\}", lambda m: f"［{self.names[m[1]]}］", text)

    def ways(self, condition: str | None) -> tuple[str, ...]:
        """Each alternative of a condition as one sentence."""
        return tuple("，并且".join(map(self._term, terms)) for terms in parse_condition(condition)) if condition else ()

    def _term(self, term: Term) -> str:
        picked = "或者".join(f"“{self.labels[term.question][a]}”" for a in term.answers)
        if term.question == "every":
            return f"每一项都是{picked}"
        return f"至少有一项是{picked}" if term.question == "any" else f"{self.asks[term.question]}选{picked}"


def browser_values(drill: Drill) -> dict[str, Any]:
    """The rules as the browser's engine reads them; theme/assets/tools/reason.js says how."""
    out: dict[str, Any] = {"id": drill.id, "findings": [{"id": f.id, "title": f.title, "group": f.group, "when": f.when} for f in drill.findings], "groups": list(drill.groups)}
    if isinstance(drill, (Questions, Letter)):
        out["questions"] = [
            {"id": q.id, "part": q.part, "ask": q.ask, "several": q.several, "only_if": q.only_if, "answers": [{"id": a.id, "label": a.label} for a in q.answers]}
            for q in drill.questions
        ]
    match drill:
        case Questions():
            out["sides"] = list(drill.sides)
            out["examples"] = [{"id": e.id, "answers": {a.question: a.answer for a in e.answers}} for e in drill.examples]
        case Chart():
            out["sides"] = list(drill.sides)
            out["answers"] = [{"id": a.id, "label": a.label} for a in drill.answers]
            out["examples"] = [{"id": e.id, "features": [{"text": f.text, "other": f.other, "answer": f.answer} for f in e.features]} for e in drill.examples]
        case Letter():
            out["fields"] = [{"id": f.id, "label": f.label, "need": f.need, "lines": f.lines, "only_if": f.only_if} for f in drill.fields]
            out["paragraphs"] = [dataclasses.asdict(p) | {"text": p.text.text} for p in drill.paragraphs]
    return out


