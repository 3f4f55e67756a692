"""宣传活动: what can be downloaded of a campaign, and the calendar of all."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from iplearn.model.campaign_words import NO_DATES, NO_THEME, period, remark, when
from iplearn.model.content import ActivityMeta, ArticleMeta, BriefMeta, CampaignMeta, ClassMeta, EventMeta, NewspaperMeta, PostersMeta, RadioMeta
from iplearn.model.pack import PackEntry, shown_size
from iplearn.model.routes import CALENDAR_PATH
from iplearn.model.site import Campaign
from iplearn.products.site.library import Library
from iplearn.products.site.views import Card, Doc

COUNTDOWN_SCRIPTS = ("assets/campaign/countdown.js",)
_KINDS = ("说明", "底稿", "公众号", "海报", "广播", "报纸", "课堂", "社区活动", "总结")
_KIND_OF: dict[type, str] = {
    BriefMeta: "底稿", ArticleMeta: "公众号", PostersMeta: "海报", RadioMeta: "广播", NewspaperMeta: "报纸", ClassMeta: "课堂", ActivityMeta: "课堂", EventMeta: "社区活动",
}


def kit_view(library: Library, campaign: str) -> dict[str, Any] | None:
    """The kit of a campaign as its page shows it; None while there is none."""
    entry = library.kits.get(campaign)
    if entry is None:
        return None
    groups = []
    for kind in _KINDS:
        files = [f for f in entry.files if f.kind == kind]
        if files:
            rows = [{"label": f.label, "path": _file(entry, f.path), "size": shown_size(f.size)} for f in files]
            groups.append({"title": kind, "files": rows})
    return {
        "zip": {"path": f"kits/{entry.zip_name}", "size": shown_size(entry.zip_size)}, "groups": groups, "count": len(entry.files),
        "posters": _posters(library, campaign, entry), "version": entry.version, "day": entry.day, "changes": entry.changes, "sha256": entry.zip_sha256,
        "calendar": next((_file(entry, f.path) for f in entry.files if f.path.endswith(".ics")), None),
    }


def part_view(library: Library, meta) -> dict[str, Any]:
    """What a reader of one part can take along: its own files of the kit, and the way to all of it."""
    topic = library.campaign_page(meta.campaign)
    entry = library.kits.get(meta.campaign)
    files = [f for f in entry.files if f.kind == _KIND_OF[type(meta)]] if entry else []
    if isinstance(meta, ArticleMeta):
        files = [f for f in files if meta.title in f.label]
    return {
        "topic": library.page_card(topic) if topic else None,
        "files": [{"label": f.label, "path": _file(entry, f.path), "size": shown_size(f.size)} for f in files] if entry else [],
        "posters": _posters(library, meta.campaign, entry) if entry and isinstance(meta, PostersMeta) else [],
    }


def _posters(library: Library, campaign: str, entry: PackEntry) -> list[dict[str, str]]:
    """The A3 pictures, each with its words for those who do not see it."""
    page = next((p for p in library.project.pages if isinstance(p.meta, PostersMeta) and p.meta.campaign == campaign), None)
    texts = {part.heading: part.text for part in page.document.parts} if page else {}
    out = []
    for file in entry.files:
        if file.kind == "海报" and file.path.endswith(".png") and "A3" in file.path:
            title = file.label.partition("（A3")[0]
            out.append({"path": _file(entry, file.path), "alt": f"海报：{title}。{' '.join(texts.get(title, '').split())}"})
    return out


def _file(entry: PackEntry, path: str) -> str:
    return f"kits/{entry.id}/{quote(path)}"


def event_rows(meta: EventMeta, campaign: Campaign) -> list[dict[str, str]]:
    return [{"when": when(e, campaign), "title": e.title + (f"（{e.place}）" if e.place else ""), "note": remark(e)} for e in meta.events]


def calendar_doc(library: Library) -> Doc:
    """Every campaign by its day; those whose day is not known come last and say so."""
    rows = []
    for page in library.project.pages:
        if not isinstance(page.meta, CampaignMeta):
            continue
        campaign = next((c for c in library.project.campaigns if c.id == page.meta.campaign), None)
        if campaign is None:
            continue
        kit = kit_view(library, campaign.id)
        over = campaign.ends is not None and campaign.ends < library.day
        rows.append({
            "title": page.meta.title, "path": page.path, "period": period(campaign), "starts": campaign.starts, "ends": campaign.ends, "over": over,
            "theme": (campaign.theme or NO_THEME) if campaign.themed else None, "note": campaign.dates_note or "", "known": campaign.starts is not None,
            "calendar": kit["calendar"] if kit else None, "zip": kit["zip"] if kit else None,
        })
    rows.sort(key=lambda r: (r["over"], r["starts"] is None, str(r["starts"]), r["title"]))
    section = library.sections.get("campaign")
    crumbs = (Card("首页", "index.html"), *((Card(section.title, section.path),) if section else ()), Card("宣传日历", CALENDAR_PATH))
    return Doc(
        path=CALENDAR_PATH, kind="calendar", kind_label="宣传活动", title="宣传日历", section=section, scripts=COUNTDOWN_SCRIPTS,
        summary=f"这一年有哪几次知识产权宣传，哪天开始，材料在哪里。没公布的写“{NO_DATES}”。", breadcrumb=crumbs, data={"rows": rows},
    )
