"""What a campaign lacks, dates that cannot be, and files whose licence nobody wrote down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from iplearn.diagnostics import Diagnostic, Place, error, warning
from iplearn.model.content import CAMPAIGN_PARTS, KIND_LABELS, ArticleMeta, CampaignMeta, Event, EventMeta, Page, PostersMeta
from iplearn.model.project import Project

ARTICLES = 2
"""Articles that a campaign has for its WeChat account."""
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def check_campaigns(project: Project, day: date) -> Iterator[Diagnostic]:
    lines = project.lines.get("data/campaigns.yml", {})
    for campaign in project.campaigns:
        place = Place("data/campaigns.yml", lines.get(campaign.id, 1))
        if (campaign.starts is None) != (campaign.ends is None):
            yield error(place, "campaign/dates", f"“{campaign.name}”只写了 starts 和 ends 里的一个。", "两个都写；没公布就两个都写 null。")
        elif campaign.starts and campaign.ends and campaign.ends < campaign.starts:
            yield error(place, "campaign/dates", f"“{campaign.name}”结束（{campaign.ends}）比开始（{campaign.starts}）早。", "对着通知改 starts、ends。")
    parts = [p for p in project.pages if isinstance(p.meta, CAMPAIGN_PARTS)]
    for page in project.pages:
        if isinstance(page.meta, CampaignMeta):
            yield from _parts(page, [p for p in parts if p.meta.campaign == page.meta.campaign])
    for part in parts:
        yield from _part(part, project)
        if isinstance(part.meta, EventMeta):
            yield from _events(part, part.meta)
        if isinstance(part.meta, PostersMeta):
            count = sum(h.level == 2 for h in part.document.headings)
            if count != len(part.meta.designs):
                yield error(Place(part.file, part.key_lines.get("designs", 1)), "campaign/designs", f"有 {count} 张海报（“##”），designs 写了 {len(part.meta.designs)} 个。", "一张海报一个版式，次序相同。")


def _parts(page: Page, parts: list[Page]) -> Iterator[Diagnostic]:
    for kind in CAMPAIGN_PARTS:
        wanted = ARTICLES if kind is ArticleMeta else 1
        count = sum(type(p.meta) is kind for p in parts)
        if count < wanted:
            yield warning(Place(page.file, 1), "campaign/part", f"“{page.meta.title}”缺{KIND_LABELS[kind]}（有 {count}，要 {wanted}）。", "在同一个文件夹里补上；没有它，材料包不做。", missing=("content/",))
    if not page.meta.quiz and not page.document.embeds:
        yield warning(Place(page.file, 1), "campaign/quiz", f"“{page.meta.title}”没有测验，课堂材料也就没有题。", "在正文里放“/// quiz | 测验编号”。")


def _part(part: Page, project: Project) -> Iterator[Diagnostic]:
    folder = part.src.rpartition("/")[0]
    home = next((p for p in project.pages if isinstance(p.meta, CampaignMeta) and p.meta.campaign == part.meta.campaign), None)
    if home and home.src.rpartition("/")[0] != folder:
        yield error(Place(part.file, part.key_lines.get("campaign", 1)), "campaign/folder", f"这里写着是 {part.meta.campaign} 的，却放在另一个活动的文件夹里。", f"移到 content/{home.src.rpartition('/')[0]}/，或者改 campaign。")


def _events(part: Page, meta: EventMeta) -> Iterator[Diagnostic]:
    place = Place(part.file, part.key_lines.get("events", 1))
    seen: set[str] = set()
    for event in meta.events:
        for message, fix in _event(event, seen):
            yield error(place, "campaign/event", f"“{event.title}”：{message}", fix)
        seen.add(event.id)


def _event(event: Event, seen: set[str]) -> Iterator[tuple[str, str]]:
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", event.id):
        yield f"id“{event.id}”只能用小写字母、数字和连字符。", "例如 street-day。"
    if event.id in seen:
        yield f"id“{event.id}”重复了。", "换一个；发布过的 id 不要改，别人的日历靠它更新。"
    if event.day and event.after is not None:
        yield "day 和 after 写了一个就够。", "定了哪一天写 day；跟着开始日走的写 after。"
    for key in ("begins", "ends"):
        value = getattr(event, key)
        if value and not CLOCK.fullmatch(value):
            yield f"{key}“{value}”不是时刻。", "写成“09:00”，24 小时制，加引号。"
    if (event.begins is None) != (event.ends is None):
        yield "begins 和 ends 要么都写，要么都不写。", "全天的都不写。"
    elif event.begins and event.ends and event.ends <= event.begins and not event.until:
        yield f"结束（{event.ends}）不比开始（{event.begins}）晚。", "改时刻；跨天的写 until。"
    if event.until and event.day and event.until < event.day:
        yield f"最后一天（{event.until}）比第一天（{event.day}）早。", "改 until。"
    days = [u.date for u in event.updates]
    if days != sorted(days):
        yield "updates 的次序不对。", "早的在前，新的加在最后。"


def check_assets(project: Project, day: date) -> Iterator[Diagnostic]:
    """Rests in a project that keeps no list of its files."""
    if "data/assets.yml" not in project.lines:
        return
    files = sorted(project.assets | {f"data/drills/figures/{name}" for name in project.figures})
    known = {a.path for a in project.licences}
    for file in files:
        if file not in known and not (file.endswith(".svg") and any(path.endswith("/") and file.startswith(path) for path in known)):
            shown = file if file.startswith("data/") else f"content/{file}"
            yield error(Place(shown), "asset/licence", f"没有登记来源和许可：{shown}", f"在 data/assets.yml 加一条 path: {file}，写 title、origin、licence、author、year；来路不明的，换掉。")
    lines = project.lines["data/assets.yml"]
    for asset in project.licences:
        outside = asset.path.startswith(("theme/", "iplearn/", "字体 "))
        if not outside and not asset.path.endswith("/") and asset.path not in files:
            yield warning(Place("data/assets.yml", lines.get(asset.path, 1)), "asset/gone", f"登记了却没有这个文件：{asset.path}", "文件删了，这一条也删；改了名，跟着改。")
