"""Everything that was read, in one value. Products and checks look at it and at nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from iplearn.model.changes import LawChanges
from iplearn.model.content import CAMPAIGN_PARTS, HomeMeta, Page, SectionMeta
from iplearn.model.document import Document
from iplearn.model.drill import Drill
from iplearn.model.glossary import Glossary
from iplearn.model.kit import Asset, KitSettings
from iplearn.model.law import LawRegistry
from iplearn.model.quiz import Quiz
from iplearn.model.revision import Revisions
from iplearn.model.report import ReportSettings, Summary
from iplearn.model.result_mapping import ResultMapping
from iplearn.model.search import Synonyms
from iplearn.model.site import Campaign, Home, Objective, Plan, Section, Site, Unit
from iplearn.model.tool import FeeTable, HolidayYear, Tool
from iplearn.model.writing import BannedClaim, Writing


@dataclass(frozen=True)
class Project:
    """`assets` are the paths below content/ that are not pages (images and the like).

    `quizzes` are those somebody wrote; `tests` those of courses, drawn from the modules' banks (`course_test`).
    `prose` and `tool_prose` give what the Markdown of a quiz or a tool became, by (line, text).
    `figures` are the drawings of tools, by file name.
    `changes` are by law family. `data_prose` holds what Markdown in a data file became, by file, then by (line, text).
    `lines` gives, for a data file, the line of each key or entry, for diagnostics.
    Fields are None where their file could not be read; its diagnostics say why.
    `unread` names what is there but could not be read: files, the folders they are in, their ids.
    """

    laws: LawRegistry
    pages: tuple[Page, ...] = ()
    quizzes: tuple[Quiz, ...] = ()
    tests: tuple[Quiz, ...] = ()
    revisions: Revisions = field(default_factory=Revisions)
    prose: Mapping[str, Mapping[tuple[int, str], Document]] = field(default_factory=dict)
    site: Site | None = None
    sections: tuple[Section, ...] = ()
    home: Home | None = None
    plan: Plan | None = None
    units: tuple[Unit, ...] = ()
    campaigns: tuple[Campaign, ...] = ()
    objectives: tuple[Objective, ...] = ()
    reports: ReportSettings = field(default_factory=lambda: ReportSettings())
    summary: Summary | None = None
    result_mappings: tuple[ResultMapping, ...] = ()
    tools: tuple[Tool, ...] = ()
    drills: tuple[Drill, ...] = ()
    figures: Mapping[str, str] = field(default_factory=dict)
    tool_prose: Mapping[str, Mapping[tuple[int, str], Document]] = field(default_factory=dict)
    holidays: tuple[HolidayYear, ...] = ()
    fees: tuple[FeeTable, ...] = ()
    writing: Writing | None = None
    banned: tuple[BannedClaim, ...] = ()
    kits: KitSettings | None = None
    licences: tuple[Asset, ...] = ()
    glossary: Glossary = field(default_factory=lambda: Glossary())
    changes: Mapping[str, LawChanges] = field(default_factory=dict)
    data_prose: Mapping[str, Mapping[tuple[int, str], Document]] = field(default_factory=dict)
    synonyms: Synonyms = field(default_factory=lambda: Synonyms())
    assets: frozenset[str] = frozenset()
    lines: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()

    @property
    def page_by_id(self) -> dict[str, Page]:
        return {p.meta.id: p for p in self.pages}

    @property
    def quiz_by_id(self) -> dict[str, Quiz]:
        return {q.id: q for q in (*self.tests, *self.quizzes)}

    @property
    def tool_by_id(self) -> dict[str, Tool]:
        return {t.id: t for t in self.tools}

    @property
    def drill_by_id(self) -> dict[str, Drill]:
        return {d.id: d for d in self.drills}

    @property
    def all_tools(self) -> tuple[Tool | Drill, ...]:
        """Whatever a tool page may name: what reckons and what reasons."""
        return (*self.tools, *self.drills)

    @property
    def listed(self) -> tuple[Page, ...]:
        """Pages that indexes, search and the site map show: all but the home page, section intros and the parts of a
        campaign, which say for one channel what its topic page says."""
        return tuple(p for p in self.pages if not isinstance(p.meta, (HomeMeta, SectionMeta, *CAMPAIGN_PARTS)))
