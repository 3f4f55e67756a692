"""Looks things up in the project for the pages being made: cards, sources, tasks, who cites what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

from iplearn.model.citation import Citation, Pinpoint
from iplearn.model.content import KIND_LABELS, LESSON_PARTS, CampaignMeta, ExplainerMeta, LessonMeta, ModuleMeta, Page, ToolMeta
from iplearn.model.document import Document
from iplearn.model.item import Survey
from iplearn.model.law import LawVersion
from iplearn.model.pack import PackEntry
from iplearn.model.project import Project
from iplearn.model.quiz import Quiz
from iplearn.model.routes import GLOSSARY_PATH, law_path, quiz_path, term_anchor
from iplearn.model.site import Section
from iplearn.products.site.views import Card, Source, TaskLink

FLK = "https://flk.npc.gov.cn/"
"""The national database of laws and regulations: the official entrance where a version has no link of its own."""


class Library:
    """The project on one build day."""

    def __init__(self, project: Project, day: date, packs: tuple[PackEntry, ...] = (), kits: tuple[PackEntry, ...] = ()) -> None:
        self.project = project
        self.day = day
        self.packs: dict[str, PackEntry] = {e.id: e for e in packs}
        self.kits: dict[str, PackEntry] = {e.id: e for e in kits}
        self.pages = project.page_by_id
        self.quizzes = project.quiz_by_id
        self.sections: dict[str, Section] = {s.id: s for s in project.sections}

    def page_card(self, page: Page) -> Card:
        meta = page.meta
        note = ""
        if isinstance(meta, LessonMeta):
            note = f"{meta.grades} · {meta.minutes} 分钟"
        elif isinstance(meta, ModuleMeta):
            note = f"{meta.track} · {meta.minutes} 分钟"
        label = meta.right if isinstance(meta, ExplainerMeta) else KIND_LABELS[type(meta)]
        return Card(meta.title, page.path, meta.summary, label, note)

    def quiz_card(self, quiz: Quiz, label: str = "测验") -> Card:
        return Card(quiz.title, quiz_path(quiz.id), "", label, f"{self.asked(quiz)} 题 · {quiz.stage}")

    def asked(self, quiz: Quiz) -> int:
        """How many items one goes through: those of the day, `draw` of them from a bank; surveys come on top."""
        today = [i for i in quiz.items if i.in_force(self.day)]
        bank = sum(not isinstance(i, Survey) for i in today)
        return min(quiz.draw or bank, bank) + len(today) - bank

    def card(self, name: str) -> Card | None:
        """The card of the page or quiz with this id."""
        if name in self.pages:
            return self.page_card(self.pages[name])
        return self.quiz_card(self.quizzes[name]) if name in self.quizzes else None

    def cards(self, names: Iterable[str]) -> tuple[Card, ...]:
        return tuple(c for c in map(self.card, names) if c)

    def sources(self, documents: Iterable[Document]) -> tuple[Source, ...]:
        """The laws that `documents` cite, each version once, articles in order."""
        articles: dict[str, dict[Pinpoint, None]] = defaultdict(dict)
        versions: dict[str, LawVersion] = {}
        for document in documents:
            for citation in document.citations:
                if citation.law:
                    versions[citation.law.id] = citation.law
                    articles[citation.law.id].update(dict.fromkeys(citation.written.pinpoints))
        return tuple(
            Source(
                law_title=v.title,
                short=v.short[0],
                version=v.version,
                effective=v.effective,
                valid_to=v.valid_to,
                status=v.status(self.day).value,
                articles=tuple(p.label for p in sorted(articles[v.id], key=lambda p: p.sort_key)),
                official_url=v.official or FLK,
                path=law_path(v.family),
            )
            for v in sorted(versions.values(), key=lambda v: (_RANK.get(v.family, 99), v.family, v.effective))
        )

    @cached_property
    def lessons_about(self) -> dict[str, tuple[Card, ...]]:
        """Page id -> the lessons that name it as related."""
        out: dict[str, list[Card]] = defaultdict(list)
        for page in self.project.listed:
            if isinstance(page.meta, LessonMeta):
                for name in dict.fromkeys(page.meta.related):
                    out[name].append(self.page_card(page))
        return {name: tuple(cards) for name, cards in out.items()}

    @cached_property
    def lesson_parts(self) -> dict[str, dict[type, Page]]:
        """Lesson id -> the first of its 教案, 课件 and 学习单, by kind of page."""
        out: dict[str, dict[type, Page]] = defaultdict(dict)
        for page in self.project.pages:
            if isinstance(page.meta, LESSON_PARTS):
                out[page.meta.lesson].setdefault(type(page.meta), page)
        return dict(out)

    def tasks(self, numbers: Iterable[int]) -> tuple[TaskLink, ...]:
        plan = self.project.plan
        if plan is None:
            return ()
        titles = {t.n: t.title for t in plan.tasks}
        return tuple(TaskLink(n, titles[n], f"plan/index.html#task-{n}") for n in sorted(set(numbers)) if n in titles)

    @cached_property
    def owners(self) -> dict[str, tuple[Card, ...]]:
        """Quiz id -> the pages that name or embed it; a campaign borrows, so it comes last."""
        out: dict[str, dict[Card, None]] = defaultdict(dict)
        for page in sorted(self.project.listed, key=lambda p: isinstance(p.meta, CampaignMeta)):
            meta = page.meta
            named = [*meta.quiz, *(e.quiz for e in page.document.embeds)]
            named += [q for q in (getattr(meta, k, None) for k in ("pre", "post", "practice")) if q]
            for name in named:
                out[name][self.page_card(page)] = None
        return {name: tuple(cards) for name, cards in out.items()}

    @cached_property
    def serving(self) -> dict[int, tuple[Card, ...]]:
        """Plan task -> the pages that serve it."""
        out: dict[int, list[Card]] = defaultdict(list)
        for page in self.project.listed:
            for n in page.meta.plan:
                out[n].append(self.page_card(page))
        return {n: tuple(cards) for n, cards in out.items()}

    @cached_property
    def citing(self) -> dict[str, dict[str, tuple[Card, ...]]]:
        """Law version id -> article -> cards of the pages that cite it."""
        out: dict[str, dict[str, dict[Card, None]]] = defaultdict(lambda: defaultdict(dict))
        for page in self.project.listed:
            card = self.page_card(page)
            rules = self.project.tool_prose.get(page.meta.tool, {}) if isinstance(page.meta, ToolMeta) else {}
            for document in (page.document, *rules.values()):
                for citation in document.citations:
                    _note(out, citation, card)
        for name, documents in self._data_prose():
            for document in documents:
                for citation in document.citations:
                    _note(out, citation, name)
        for quiz in self.project.quizzes:
            card = self.quiz_card(quiz)
            for document in self.project.prose.get(quiz.id, {}).values():
                for citation in document.citations:
                    _note(out, citation, card)
        return {law: {a: tuple(cards) for a, cards in sorted(rows.items(), key=lambda r: Pinpoint(r[0]).sort_key)} for law, rows in out.items()}

    def _data_prose(self) -> Iterator[tuple[Card, tuple[Document, ...]]]:
        """What data files say in prose, each with the place where readers find it."""
        project = self.project
        entries = {line: term for term, line in project.lines.get("data/glossary.yml", {}).items()}
        for (line, _), document in project.data_prose.get("data/glossary.yml", {}).items():
            term = entries[line]
            yield Card(f"词汇表：{term}", f"{GLOSSARY_PATH}#{term_anchor(term)}", label="词汇"), (document,)
        place = next((p for p in project.pages if p.meta.prints == "units"), None)
        shown = {lines: u for u in project.units if u.confirmed and (lines := project.lines["data/units.yml"].get(u.id))}
        for (line, _), document in project.data_prose.get("data/units.yml", {}).items():
            if place and line in shown:
                yield Card(f"{place.meta.title}：{shown[line].name}", f"{place.path}#unit-{shown[line].id}", label="单位"), (document,)
        for changes in project.changes.values():
            versions = project.laws.families.get(changes.family, ())
            if versions:
                place = Card(f"{versions[-1].short[0]}新旧条文对照", f"{law_path(changes.family)}#finder", label="对照")
                yield place, tuple(project.data_prose.get(changes.file, {}).values())

    def campaign_page(self, campaign_id: str) -> Page | None:
        return next((p for p in self.project.pages if isinstance(p.meta, CampaignMeta) and p.meta.campaign == campaign_id), None)


# Laws readers know come first in a list of sources.
_RANK = {
    family: rank
    for rank, family in enumerate(
        ("patent-law", "patent-rules", "trademark-law", "trademark-rules", "copyright-law", "copyright-rules", "anti-unfair-competition-law", "civil-code")
    )
}


def _note(out: dict, citation: Citation, card: Card) -> None:
    if citation.law:
        for pinpoint in citation.written.pinpoints:
            for one in (pinpoint, pinpoint.through):
                if one:
                    out[citation.law.id][one.article][card] = None
