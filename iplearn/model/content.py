"""Pages as authors write them. The dataclasses are the front-matter schemas: reading/schema.py
reads YAML into them, so a field here is a key there; `metadata` narrows what a key may hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from iplearn.model.document import Document

AUDIENCES = ("公众", "小微企业", "学生", "老师", "技术人员", "管理人员")
STAGES = ("小学低年级", "小学高年级", "初中", "高中")
RIGHTS = ("综合", "专利", "外观", "商标", "著作权", "商业秘密", "地理标志", "植物新品种", "布图设计")
TRACKS = ("技术人员", "管理人员")
THEMES = ("尊重", "分类与表达", "规则与检索", "判断与决策")

DESIGNS = ("刀锋", "告示", "问句")
"""Designs of campaign posters."""
CONFIDENCES = ("高", "中–高", "中")
"""How sure a fact is; what is less sure is not told."""


def _choice(*values: str, **kw: Any) -> Any:
    return field(metadata={"choices": values}, **kw)


@dataclass(frozen=True, kw_only=True)
class Change:
    """A line of the public change log."""

    date: date
    text: str


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something a campaign may say that stands in no law: `year` is the year it holds for."""

    fact: str
    year: int
    source: str
    confidence: str = _choice(*CONFIDENCES)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How a word is read aloud: `pinyin`, and what is commonly got wrong."""

    word: str
    pinyin: str
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Event:
    """A date of a campaign's calendar: on `day`, or so many days `after` the campaign begins (negative: before).

    An event with neither is not yet fixed and stays out of the calendar. `until` is the last day of several;
    `begins` and `ends` are times of day (09:00), none means all day. `updates` are what was changed after the
    calendar went out: calendars of those who have it follow them.
    """

    id: str
    title: str
    day: date | None = None
    after: int | None = None
    until: date | None = None
    begins: str | None = None
    ends: str | None = None
    place: str | None = None
    note: str | None = None
    status: str = _choice("确定", "暂定", "取消", default="确定")
    updates: tuple[Change, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PageMeta:
    """Keys every page may have. `reviewed` is the day its law was checked; the page speaks as of it.

    `review_by` is the day the next check is due. `approved_by` names the lawyer or office that approved
    the text; without it the page says 未经法律专业人员审定. `prints` names the data printed below the text,
    `finder` the law whose changes are printed there article by article (a file of data/changes). `terms_off` are terms
    of the glossary that are not linked on this page.
    """

    id: str
    title: str
    summary: str
    reviewed: date
    published: date
    audience: tuple[str, ...] = _choice(*AUDIENCES, default=())
    keywords: tuple[str, ...] = ()
    review_by: date | None = None
    approved_by: str | None = None
    approved_on: date | None = None
    plan: tuple[int, ...] = ()
    related: tuple[str, ...] = ()
    quiz: tuple[str, ...] = ()
    history: tuple[Change, ...] = ()
    prints: str | None = _choice("units", default=None)
    finder: str | None = None
    terms_off: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class HomeMeta(PageMeta):
    """content/index.md"""


@dataclass(frozen=True, kw_only=True)
class SectionMeta(PageMeta):
    """content/<section>/index.md: the words above a section's generated index."""


@dataclass(frozen=True, kw_only=True)
class ExplainerMeta(PageMeta):
    """content/explain/*.md: `need` is the heading it stands under, `right` the kind of IP right."""

    need: str
    right: str = _choice(*RIGHTS)


@dataclass(frozen=True, kw_only=True)
class LessonMeta(PageMeta):
    """content/school/<lesson>/index.md: the pupil's page. `pre`, `post`, `practice` are quiz ids.

    `rights` are the kinds of right it is about, `minutes` the length of the lesson, `prepare` the minutes
    a teacher needs to print, cut and set out: the three ways in which teachers choose a lesson, after the stage.
    """

    stage: str = _choice(*STAGES)
    grades: str
    theme: str = _choice(*THEMES)
    rights: tuple[str, ...] = _choice(*RIGHTS)
    minutes: int
    prepare: int
    objectives: tuple[str, ...]
    pre: str | None = None
    post: str | None = None
    practice: str | None = None


@dataclass(frozen=True, kw_only=True)
class LessonPlanMeta(PageMeta):
    """content/school/<lesson>/plan.md: the teacher's 教案."""

    lesson: str


@dataclass(frozen=True, kw_only=True)
class SlidesMeta(PageMeta):
    """content/school/<lesson>/slides.md: the 课件; a slide per `##`, what the teacher says in `/// notes`.

    content/training/<module>-slides.md is a module's, in place of the slides made from its text; `lesson` names the module.
    """

    lesson: str


@dataclass(frozen=True, kw_only=True)
class WorksheetMeta(PageMeta):
    """content/school/<lesson>/worksheet.md: the 学习单; its answers stand in `/// answer`."""

    lesson: str


LESSON_PARTS = (LessonPlanMeta, SlidesMeta, WorksheetMeta)
"""What a lesson has for its teacher beside the pupil's page. Each names its lesson."""


@dataclass(frozen=True, kw_only=True)
class Reckoned:
    """A column of a table to take away that its workbook fills in from the date in the column `start`.

    With `add` it is the day that much later (`6 个月`, `-30 日`); with `every`, the next such anniversary from today on
    (`1 年`); with neither, how many days are left until `start`.
    """

    column: str
    start: str
    add: str | None = None
    every: str | None = None


@dataclass(frozen=True, kw_only=True)
class Template:
    """What the workbook of a table to take away can do beyond the table on the page, which is found by its `name`.

    `rows` are the empty rows it offers.
    """

    name: str
    rows: int = 30
    reckoned: tuple[Reckoned, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ModuleMeta(PageMeta):
    """content/training/*.md: a training module of one track. `test` is its bank, of which an attempt draws some."""

    track: str = _choice(*TRACKS)
    minutes: int
    objectives: tuple[str, ...]
    test: str | None = None
    templates: tuple[Template, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CampaignMeta(PageMeta):
    """content/campaign/<campaign>/index.md: the topic page. Year, dates and theme come from data/campaigns.yml."""

    campaign: str


@dataclass(frozen=True, kw_only=True)
class BriefMeta(PageMeta):
    """content/campaign/<campaign>/brief.md: what all channels say, and the facts beside the law, each with its source."""

    campaign: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, kw_only=True)
class ArticleMeta(PageMeta):
    """content/campaign/<campaign>/wechat-N.md: an article for a WeChat account."""

    campaign: str


@dataclass(frozen=True, kw_only=True)
class PostersMeta(PageMeta):
    """content/campaign/<campaign>/posters.md: a poster per `##`; `designs` are theirs, in order."""

    campaign: str
    designs: tuple[str, ...] = _choice(*DESIGNS)


@dataclass(frozen=True, kw_only=True)
class RadioMeta(PageMeta):
    """content/campaign/<campaign>/radio.md: a script per `## 30 秒`; `readings` are words that are misread."""

    campaign: str
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NewspaperMeta(PageMeta):
    """content/campaign/<campaign>/newspaper.md: a page of a newspaper, an item per `##`; `columns` are those it fills."""

    campaign: str
    columns: int


@dataclass(frozen=True, kw_only=True)
class ClassMeta(PageMeta):
    """content/campaign/<campaign>/slides.md: slides for a short class, with what the teacher says in `/// notes`."""

    campaign: str
    minutes: int


@dataclass(frozen=True, kw_only=True)
class ActivityMeta(PageMeta):
    """content/campaign/<campaign>/activity.md: the sheet of that class; its answers stand in `/// answer`."""

    campaign: str


@dataclass(frozen=True, kw_only=True)
class EventMeta(PageMeta):
    """content/campaign/<campaign>/event.md: an event on the street and its dates."""

    campaign: str
    events: tuple[Event, ...]


CAMPAIGN_PARTS = (BriefMeta, ArticleMeta, PostersMeta, RadioMeta, NewspaperMeta, ClassMeta, ActivityMeta, EventMeta)
"""What a campaign has beside its topic page, in the order of the kit's folder. Each names its campaign."""


@dataclass(frozen=True, kw_only=True)
class PlanMeta(PageMeta):
    """content/plan/index.md: the work plan's own page; tasks and targets come from data/plan.yml."""


@dataclass(frozen=True, kw_only=True)
class HelpMeta(PageMeta):
    """content/help/*.md"""


@dataclass(frozen=True, kw_only=True)
class ToolMeta(PageMeta):
    """content/tools/*.md: a page that computes; `tool` names its rules, data/tools/<tool>.yml. `need` is its heading."""

    tool: str
    need: str


KIND_LABELS: dict[type[PageMeta], str] = {
    HomeMeta: "首页",
    SectionMeta: "栏目",
    ExplainerMeta: "解答",
    LessonMeta: "课程",
    LessonPlanMeta: "教案",
    SlidesMeta: "课件",
    WorksheetMeta: "学习单",
    ModuleMeta: "培训模块",
    CampaignMeta: "宣传活动",
    BriefMeta: "宣传底稿",
    ArticleMeta: "公众号文章",
    PostersMeta: "海报文字",
    RadioMeta: "广播稿",
    NewspaperMeta: "报纸版面",
    ClassMeta: "活动课件",
    ActivityMeta: "活动单",
    EventMeta: "社区活动方案",
    PlanMeta: "工作方案",
    HelpMeta: "帮助",
    ToolMeta: "工具",
}


@dataclass(frozen=True)
class Page:
    """A page as authored. `src` is its path below content/, e.g. `explain/E03.md`.

    `key_lines` gives the line of each front-matter key, for diagnostics.
    """

    src: str
    meta: PageMeta
    document: Document
    key_lines: dict[str, int]

    @property
    def file(self) -> str:
        return f"content/{self.src}"

    @property
    def path(self) -> str:
        """Its address below the site root: `explain/E03.html`."""
        return self.src.removesuffix(".md") + ".html"

    @property
    def section(self) -> str:
        """`explain` for `explain/E03.md`; "" for the home page."""
        return self.src.partition("/")[0] if "/" in self.src else ""
