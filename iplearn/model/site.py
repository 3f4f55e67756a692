"""Facts about the tenant: the site, its sections, the plan, who handles what, campaigns, objectives.

Like model/content.py these dataclasses are also the schemas of the files in data/.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from iplearn.model.content import THEMES, Change


@dataclass(frozen=True, kw_only=True)
class Contact:
    name: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Lrs:
    """A Learning Record Store (xAPI) that attempts are sent to when they are handed in.

    `name` is what pupils and parents are told, `endpoint` what `statements` is put behind. `key` and `secret` are
    for HTTP basic authentication. They are printed in public scripts, so they must not open more than writing.
    """

    name: str
    endpoint: str
    key: str | None = None
    secret: str | None = None


@dataclass(frozen=True, kw_only=True)
class Site:
    """data/site.yml. What is not yet known stays null: it is left out of pages and `check` warns."""

    name: str
    tagline: str
    description: str
    host_unit: str
    content_source: str
    domain: str | None = None
    contact: Contact | None = None
    site_id_code: str | None = None
    icp: str | None = None
    police_record: str | None = None
    review_days: int = 365
    lrs: Lrs | None = None


@dataclass(frozen=True, kw_only=True)
class Section:
    """One of the doors in the header. `groups` are the headings of its index, in order."""

    id: str
    title: str
    groups: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        return f"{self.id}/index.html"


@dataclass(frozen=True, kw_only=True)
class Door:
    """A way in from the home page for one audience; `pages` are page or quiz ids."""

    id: str
    title: str
    lead: str
    pages: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Notice:
    title: str
    text: str
    page: str


@dataclass(frozen=True, kw_only=True)
class Home:
    """data/home.yml"""

    question: str
    doors: tuple[Door, ...]
    featured: tuple[str, ...]
    quiz: str | None = None
    notice: Notice | None = None


@dataclass(frozen=True, kw_only=True)
class Objective:
    """What a learner can do afterwards. `step` is its place in the curriculum, `after` names what it builds on."""

    id: str
    area: str
    text: str
    step: str | None = field(default=None, metadata={"choices": THEMES})
    after: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PlanGroup:
    n: str
    title: str
    tasks: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class PlanTask:
    """`lead` and `responsible` are units as the plan named them in 2017."""

    n: int
    title: str
    lead_label: str = field(metadata={"choices": ("牵头单位", "负责单位")})
    lead: tuple[str, ...]
    responsible: tuple[str, ...] = ()
    gist: str
    citizen: str | None = None
    school: str | None = None
    firm: str | None = None


@dataclass(frozen=True, kw_only=True)
class Guarantee:
    n: str
    title: str
    gist: str
    lead: tuple[str, ...]
    responsible: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Actual:
    """A yearly figure someone supplied, with where it comes from."""

    year: int
    value: float
    source: str


@dataclass(frozen=True, kw_only=True)
class Target:
    """A target of the plan. `value` is null where the plan names a direction, not a number."""

    id: str
    area: str
    text: str
    value: float | None = None
    comparison: str | None = None
    unit: str | None = None
    source: str
    actuals: tuple[Actual, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Period:
    from_: str
    to: str


@dataclass(frozen=True, kw_only=True)
class Plan:
    """data/plan.yml"""

    title: str
    period: Period
    status: str
    note: str | None = None
    groups: tuple[PlanGroup, ...]
    tasks: tuple[PlanTask, ...]
    guarantees: tuple[Guarantee, ...]
    targets: tuple[Target, ...]


@dataclass(frozen=True, kw_only=True)
class Unit:
    """Who handles what today. Printed only when `confirmed`; staff read `to_confirm`.

    `source` says in prose where name and duties come from and cites law as of `reviewed`, the day they were checked.
    """

    id: str
    name: str
    level: str = field(metadata={"choices": ("市", "省", "国家")})
    does: tuple[str, ...]
    needs: tuple[str, ...] = ()
    url: str | None = None
    confirmed: bool
    reviewed: date
    source: str | None = None
    to_confirm: str | None = None


@dataclass(frozen=True, kw_only=True)
class YearTheme:
    """The theme of one year; null where no reliable source was found. `translated`: the Chinese is ours."""

    year: int
    theme: str | None = None
    theme_en: str | None = None
    translated: bool = False
    source: str | None = None
    confidence: str | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class WorldDay:
    """The World IP Day inside the week, whose themes are WIPO's and not the week's."""

    name: str
    month_day: str
    note: str
    history: tuple[YearTheme, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Campaign:
    """data/campaigns.yml. `theme`, `starts` and `ends` are null until they are published.

    `themed` is off for a campaign that has no theme of its own, `yearly` for one that comes once. `updates` tell what
    of its dates was changed after they went out, so that calendars which have them follow.
    """

    id: str
    name: str
    year: int
    starts: date | None = None
    ends: date | None = None
    themed: bool = True
    yearly: bool = True
    updates: tuple[Change, ...] = ()
    theme: str | None = None
    theme_note: str | None = None
    dates_note: str | None = None
    organisers_note: str | None = None
    history: tuple[YearTheme, ...] = ()
    world_ip_day: WorldDay | None = None


