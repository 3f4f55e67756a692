"""What of a campaign changes from year to year: its days, and words written in its texts as {年份}, {日期}, {主题} and {主题句}."""

from __future__ import annotations

import re
from datetime import date, timedelta

from iplearn.model.content import Event
from iplearn.model.site import Campaign

NO_THEME, NO_DATES = "主题待发布", "日期待发布"


def period(campaign: Campaign) -> str:
    """`2027 年 4 月 20 日至 26 日`, or 日期待发布."""
    a, b = campaign.starts, campaign.ends
    if a is None or b is None:
        return NO_DATES
    if a == b:
        return _day(a)
    if (a.year, a.month) == (b.year, b.month):
        return f"{_day(a)}至 {b.day} 日"
    return f"{_day(a)}至 {b.month} 月 {b.day} 日" if a.year == b.year else f"{_day(a)}至 {_day(b)}"


def _day(day: date) -> str:
    return f"{day.year} 年 {day.month} 月 {day.day} 日"


def sheet_facts(campaign: Campaign) -> tuple[tuple[str, str], ...]:
    """What stands below the title of every sheet, as name and value."""
    theme = (("主题", campaign.theme or NO_THEME.removeprefix("主题")),) if campaign.themed else ()
    return ("活动", campaign.name), ("时间", period(campaign)), *theme


def fill(text: str, campaign: Campaign, *, aloud: bool = False) -> str:
    """`text` with this year's words. What is `aloud` passes over a theme that is not known: nobody reads 待发布 on air."""
    if campaign.theme:
        sentence = f"今年的主题是“{campaign.theme}”。"
    else:
        sentence = "" if aloud else f"今年的{NO_THEME}，以国家知识产权局的通知为准。"
    words = {"年份": str(campaign.year), "日期": period(campaign), "主题": campaign.theme or NO_THEME, "主题句": sentence}
    for name, value in words.items():
        # A number stands off from the character before it, as it does in the texts around.
        text = re.sub(rf"(?<=[\u4e00-\u9fff])\{{{name}\}}" if value[:1].isdigit() else r"(?!)", f" {value}", text).replace(f"{{{name}}}", value)
    return text


def event_day(event: Event, campaign: Campaign) -> date | None:
    """None while it is not fixed."""
    if event.day:
        return event.day
    if event.after is None or campaign.starts is None:
        return None
    return campaign.starts + timedelta(days=event.after)


def when(event: Event, campaign: Campaign) -> str:
    """`2027 年 4 月 20 日 09:00 至 11:00`, or 待定."""
    day = event_day(event, campaign)
    out = _day(day) if day else "待定"
    out += f"至 {_day(event.until)}" if event.until and event.until != day else ""
    return out + (f" {event.begins} 至 {event.ends}" if event.begins else "")


def remark(event: Event) -> str:
    return "；".join(filter(None, (event.status if event.status != "确定" else "", event.note))) or "—"
