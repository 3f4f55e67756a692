"""The parts of a campaign, the day its kit speaks as of, and the key that tells whether it changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from iplearn.model.content import (
    ActivityMeta, ArticleMeta, BriefMeta, CampaignMeta, ClassMeta, EventMeta, NewspaperMeta, Page, PostersMeta, RadioMeta, CAMPAIGN_PARTS,
)
from iplearn.model.document import Document
from iplearn.model.kit import KitSettings
from iplearn.model.project import Project
from iplearn.model.quiz import Quiz
from iplearn.model.site import Campaign
from iplearn.products import packing
from iplearn.products.packing import ReadAsset


@dataclass(frozen=True)
class KitParts:
    """A complete campaign."""

    project: Project
    campaign: Campaign
    page: Page
    brief: Page
    articles: tuple[Page, ...]
    posters: Page
    radio: Page
    newspaper: Page
    slides: Page
    activity: Page
    event: Page
    quiz: Quiz
    settings: KitSettings

    @property
    def id(self) -> str:
        return self.campaign.id

    @property
    def pages(self) -> tuple[Page, ...]:
        return (self.page, self.brief, *self.articles, self.posters, self.radio, self.newspaper, self.slides, self.activity, self.event)

    def documents(self) -> Iterator[Document]:
        yield from (p.document for p in self.pages)
        yield from self.project.prose[self.quiz.id].values()


def kit_parts(project: Project, name: str) -> KitParts | None:
    """None where the campaign lacks a part; `lacking` says which."""
    campaign = next((c for c in project.campaigns if c.id == name), None)
    page = next((p for p in project.pages if isinstance(p.meta, CampaignMeta) and p.meta.campaign == name), None)
    if campaign is None or page is None or project.kits is None or lacking(project, name):
        return None
    found = {kind: _parts(project, name, kind) for kind in CAMPAIGN_PARTS}
    return KitParts(
        project, campaign, page, brief=found[BriefMeta][0], articles=found[ArticleMeta], posters=found[PostersMeta][0], radio=found[RadioMeta][0],
        newspaper=found[NewspaperMeta][0], slides=found[ClassMeta][0], activity=found[ActivityMeta][0], event=found[EventMeta][0],
        quiz=project.quiz_by_id[_quizzes(page)[0]], settings=project.kits,
    )


def lacking(project: Project, name: str) -> tuple[type, ...]:
    """Kinds of parts that a campaign has not got; its topic page where that, or its quiz, is missing."""
    page = next((p for p in project.pages if isinstance(p.meta, CampaignMeta) and p.meta.campaign == name), None)
    missing = [kind for kind in CAMPAIGN_PARTS if not _parts(project, name, kind)]
    if page is None or not any(q in project.quiz_by_id for q in _quizzes(page)[:1]):
        missing.insert(0, CampaignMeta)
    return tuple(missing)


def _parts(project: Project, name: str, kind: type) -> tuple[Page, ...]:
    return tuple(sorted((p for p in project.pages if type(p.meta) is kind and p.meta.campaign == name), key=lambda p: p.src))


def _quizzes(page: Page) -> list[str]:
    return [*(e.quiz for e in page.document.embeds), *page.meta.quiz]


def edition(parts: KitParts, day: date) -> tuple[date, date | None]:
    """As `packing.edition`."""
    written = [p.meta.reviewed for p in parts.pages] + [parts.quiz.reviewed]
    return packing.edition(parts.documents(), (parts.quiz,), written, day)


def key(parts: KitParts, day: date, program: str, read_asset: ReadAsset) -> str:
    """Changes when anything that reaches the kit does: its texts and images, dates and theme, settings, the law's day, the program."""
    digest = hashlib.sha256()

    def add(*values: object) -> None:
        for value in values:
            digest.update(repr(value).encode())
            digest.update(b"\x00")

    add(program, edition(parts, day), parts.project.site, parts.campaign, parts.settings, parts.project.licences)
    for page in parts.pages:
        add(page.src, page.meta, page.document.html)
    add(packing.named(parts.project, ((p.src, p.document) for p in parts.pages)))
    add(parts.quiz, [(k, d.html) for k, d in parts.project.prose[parts.quiz.id].items()])
    folder = parts.page.src.rpartition("/")[0] + "/"
    for path in sorted(p for p in parts.project.assets if p.startswith(folder)):
        digest.update(path.encode() + (read_asset(path) or b""))
    return digest.hexdigest()
