"""What `check` says of a campaign and of files without a licence: every rule shown to fire, with its line."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from iplearn.checks.campaigns import check_assets, check_campaigns
from iplearn.model.campaign_words import fill, period
from iplearn.reading.project import ProjectReader
from tests.conftest import DAY, ROOT

WEEK = "content/campaign/ip-week"


@pytest.fixture
def campaign(make_project: Callable[..., Path]) -> Path:
    root = make_project({})
    shutil.copytree(ROOT / WEEK, root / WEEK)
    for name in ("campaigns.yml", "kits.yml"):
        shutil.copy(ROOT / "data" / name, root / "data" / name)
    # Pictures of other campaigns are not here.
    listed = (ROOT / "data/assets.yml").read_text(encoding="utf-8").splitlines()
    (root / "data/assets.yml").write_text("\n".join(line for line in listed if "path: campaign/" not in line) + "\n", encoding="utf-8")
    return root


def edit(root: Path, file: str, old: str, new: str) -> int:
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def told(root: Path) -> list[tuple[str, str, int]]:
    project, found = ProjectReader(root).read()
    found += [*check_campaigns(project, DAY), *check_assets(project, DAY)]
    return [(d.rule, d.place.file, d.place.line) for d in found if d.rule.partition("/")[0] in ("campaign", "asset", "schema")]


def test_a_whole_campaign_is_quiet(campaign: Path) -> None:
    assert told(campaign) == []


def test_the_repositorys_files_all_have_a_licence(real_project) -> None:
    project, _ = real_project
    assert "data/assets.yml" in project.lines and [d for d in check_assets(project, DAY)] == []


@pytest.mark.parametrize("part", ["brief", "wechat-2", "posters", "radio", "newspaper", "slides", "activity", "event"])
def test_a_missing_channel(campaign: Path, part: str) -> None:
    (campaign / WEEK / f"{part}.md").unlink()
    assert told(campaign) == [("campaign/part", f"{WEEK}/index.md", 1)]


@pytest.mark.parametrize(
    ("file", "old", "new", "rule"),
    [
        (f"{WEEK}/posters.md", "designs: [刀锋, 告示, 问句]", "designs: [刀锋, 告示]", "campaign/designs"),
        (f"{WEEK}/posters.md", "designs: [刀锋, 告示, 问句]", "designs: [刀锋, 告示, 彩虹]", "schema/choice"),
        (f"{WEEK}/brief.md", "confidence: 高", "confidence: 低", "schema/choice"),
        (f"{WEEK}/brief.md", ", source: 新华社", "", "schema/missing-key"),
        ("data/campaigns.yml", "ends: 2027-04-26", "ends: 2027-04-19", "campaign/dates"),
        ("data/campaigns.yml", "ends: 2027-04-26", "ends: null", "campaign/dates"),
        (f"{WEEK}/event.md", "id: print", "id: theme", "campaign/event"),
        (f"{WEEK}/event.md", "after: -20", "after: -20, day: 2027-04-01", "campaign/event"),
        (f"{WEEK}/event.md", '"16:30"', '"14:30"', "campaign/event"),
        (f"{WEEK}/event.md", '"16:30"', '"四点"', "campaign/event"),
        (f"{WEEK}/index.md", "/// quiz | week-quick\n///", "", "campaign/quiz"),
        (f"{WEEK}/radio.md", "campaign: ip-week", "campaign: patent-week", "campaign/part"),
    ],
)
def test_each_mistake_is_told(campaign: Path, file: str, old: str, new: str, rule: str) -> None:
    edit(campaign, file, old, new)
    if rule == "campaign/quiz":
        edit(campaign, file, "quiz: [week-quick]\n", "")
    assert rule in {r for r, _, _ in told(campaign)}


def test_a_file_without_licence_stops_the_build(campaign: Path) -> None:
    (campaign / WEEK / "photo.jpg").write_bytes(b"x")
    assert ("asset/licence", f"{WEEK}/photo.jpg", 0) in told(campaign)
    with (campaign / "data/assets.yml").open("a", encoding="utf-8") as file:
        file.write("- {path: campaign/ip-week/, title: 图, origin: 自绘, licence: CC BY 4.0, author: 某, year: 2026}\n")
    assert ("asset/licence", f"{WEEK}/photo.jpg", 0) in told(campaign), "a folder stands for drawings only"
    with (campaign / "data/assets.yml").open("a", encoding="utf-8") as file:
        file.write("- {path: campaign/ip-week/photo.jpg, title: 图, origin: 自拍, licence: CC BY 4.0, author: 某, year: 2026}\n")
    assert told(campaign) == []
    (campaign / WEEK / "photo.jpg").unlink()
    assert [r for r, _, _ in told(campaign)] == ["asset/gone"]


def test_words_of_the_year(real_project) -> None:
    project, _ = real_project
    by_id = {c.id: c for c in project.campaigns}
    week, patents, law = by_id["ip-week"], by_id["patent-week"], by_id["tm-law-2027"]
    assert (period(week), period(patents), period(law)) == ("2027 年 4 月 20 日至 26 日", "日期待发布", "2027 年 1 月 1 日")
    assert fill("{年份} {主题} {主题句}", week) == "2027 主题待发布 今年的主题待发布，以国家知识产权局的通知为准。"
    assert fill("宣传周是{日期}。{日期}，{年份}年，共{年份}", week) == "宣传周是 2027 年 4 月 20 日至 26 日。2027 年 4 月 20 日至 26 日，2027年，共 2027"
    assert fill("好。{主题句}", week, aloud=True) == "好。"
    assert not re.search(r"\{\w+\}", fill("{年份}{日期}{主题}{主题句}", patents))
