"""A campaign's dates as a calendar has them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

from iplearn.model.campaign_words import event_day
from iplearn.model.content import EventMeta, Page
from iplearn.model.kit import CalendarEntry
from iplearn.model.site import Campaign

_STATUS = {"确定": "CONFIRMED", "暂定": "TENTATIVE", "取消": "CANCELLED"}


def entries(campaign: Campaign, page: Page | None) -> tuple[CalendarEntry, ...]:
    """The campaign itself and its events, as far as their days are known. `page` is its event plan.

    A UID is made of the campaign, its year and the event's id, so that it stays when all else changes.
    """
    return tuple(_entries(campaign, page))


def _entries(campaign: Campaign, page: Page | None) -> Iterator[CalendarEntry]:
    moved = len(campaign.updates)
    changed = max([page.meta.reviewed if page else date(campaign.year, 1, 1), *(u.date for u in campaign.updates)])
    if campaign.starts and campaign.ends:
        note = "\n".join(filter(None, (f"主题：{campaign.theme}" if campaign.theme else campaign.theme_note, campaign.dates_note)))
        yield CalendarEntry(uid=_uid(campaign, "all"), title=campaign.name, day=campaign.starts, last=campaign.ends, note=note, sequence=moved, changed=changed)
    if page is None or not isinstance(page.meta, EventMeta):
        return
    for event in page.meta.events:
        day = event_day(event, campaign)
        if day is None:
            continue
        yield CalendarEntry(
            uid=_uid(campaign, event.id), title=event.title, day=day, last=event.until or day, begins=_time(event.begins), ends=_time(event.ends),
            place=event.place or "", note=event.note or "", status=_STATUS[event.status], sequence=moved + len(event.updates),
            changed=max([changed, *(u.date for u in event.updates)]),
        )


def _uid(campaign: Campaign, event: str) -> str:
    return f"{campaign.id}-{campaign.year}-{event}@iplearn"


def _time(value: str | None) -> time | None:
    return time.fromisoformat(value) if value else None
