"""Kits: every channel held to the rules of the place it goes to, by readers that are not ours."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import icalendar
import openpyxl
import pytest
import zxingcpp
from lxml import html as lxml_html
from PIL import Image

from iplearn.documents import wechat
from iplearn.documents.design import COLOURS
from iplearn.documents.ics import calendar
from iplearn.documents.poster import overflow, poster_pdf, poster_png
from iplearn.diagnostics import Diagnostic
from iplearn.model.content import Change, EventMeta
from iplearn.model.project import Project
from iplearn.model.runs import text
from iplearn.products.packing import MadePack
from iplearn.products.publicity_kit.files import problems
from iplearn.products.publicity_kit.pack import make_kit
from iplearn.products.publicity_kit.papers import KitPapers
from iplearn.products.publicity_kit.parts import edition, key, kit_parts
from iplearn.products.publicity_kit.articles import article_html
from iplearn.products.publicity_kit.dates import entries
from iplearn.products.publicity_kit.speech import script, spoken, syllables
from iplearn.products.publicity_kit.columns import lines
from iplearn.products.publicity_kit.summary_form import read_form, report, workbook
from iplearn.documents.excel import xlsx
from iplearn.results.spreadsheets import rows
from iplearn.shell.making import asset_reader
from tests.conftest import repository, ROOT
from tests.documents.test_files import open_xml_errors, run

DAY = date(2026, 11, 29)
READ = asset_reader(ROOT)


@pytest.fixture(scope="module")
def project() -> Project:
    """With a domain, so that there is an address to print."""
    found = repository()[0]
    assert found.site is not None
    return replace(found, site=replace(found.site, domain="www.example.gov.cn"))


def papers_of(project: Project, name: str, day: date = DAY) -> KitPapers:
    parts = kit_parts(project, name)
    assert parts is not None, name
    return KitPapers(parts, edition(parts, day)[0], READ)


CAMPAIGNS = [c.id for c in repository()[0].campaigns]


@pytest.fixture(scope="module")
def kit(project: Project) -> MadePack:
    papers = papers_of(project, "ip-week")
    return make_kit(papers, date(2027, 1, 1), key(papers.parts, DAY, "", READ))


def source(papers: KitPapers) -> dict[str, str]:
    return {p.file: (ROOT / p.file).read_text(encoding="utf-8") for p in papers.parts.pages}


# --- The whole ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CAMPAIGNS)
@pytest.mark.parametrize("day", [DAY, date(2027, 1, 1)], ids=str)
def test_every_campaign_can_be_made(project: Project, name: str, day: date) -> None:
    papers = papers_of(project, name, day)
    assert problems(papers, source(papers)) == []


def test_the_zip_holds_every_channel_and_its_manifest_says_so(kit: MadePack) -> None:
    with zipfile.ZipFile(io.BytesIO(kit.zip)) as z:
        assert z.testzip() is None
        inside = {n.partition("/")[2]: z.read(n) for n in z.namelist()}
    assert inside == {f.path: kit.files[f.path] for f in kit.entry.files}
    assert {p.partition("/")[0] for p in inside} == {"说明.pdf", "清单.json", *(f"{n}-{t}" for n, t in enumerate(("底稿", "公众号", "海报", "广播", "报纸", "课堂", "社区活动", "总结"), 1))}
    manifest = json.loads(inside["清单.json"])
    assert {f["path"] for f in manifest["files"]} == set(inside) - {"清单.json"}
    assert manifest["theme"] is None and any("主题待发布" in u for u in manifest["unknown"])
    assert all(a["licence"] and a["origin"] and a["author"] and a["year"] for a in manifest["assets"]) and manifest["assets"]


def test_same_campaign_same_bytes_and_a_theme_changes_the_key(project: Project, kit: MadePack) -> None:
    papers = papers_of(project, "ip-week")
    assert make_kit(papers, date(2027, 1, 1), key(papers.parts, DAY, "", READ)).zip == kit.zip
    themed = replace(papers.parts, campaign=replace(papers.parts.campaign, theme="试一试的主题"))
    assert key(themed, DAY, "", READ) != key(papers.parts, DAY, "", READ)
    assert "试一试的主题" in article_html(replace(papers, parts=themed), themed.articles[0])[0]


def test_office_files_pass_the_open_xml_rules(kit: MadePack, tmp_path: Path) -> None:
    checked = 0
    for path, data in sorted(kit.files.items()):
        if path.endswith((".docx", ".xlsx", ".pptx")):
            file = tmp_path / f"x{Path(path).suffix}"
            file.write_bytes(data)
            assert open_xml_errors(file) == [], path
            checked += 1
    assert checked > 10


def test_pdfs_are_whole(kit: MadePack, tmp_path: Path) -> None:
    for path, data in kit.files.items():
        if path.endswith(".pdf"):
            (tmp_path / "x.pdf").write_bytes(data)
            run("qpdf", "--check", tmp_path / "x.pdf")


# --- WeChat ---------------------------------------------------------------------------------------------


def article_faults(article: str) -> list[str]:
    """What the editor would strip of an article, by the list of documents/wechat.py."""
    root = lxml_html.fragment_fromstring(article)
    out = []
    for element in root.iter():
        if element.tag not in wechat.KEPT_TAGS:
            out.append(f"<{element.tag}>")
        for name, value in element.attrib.items():
            if name not in ("style", "src", "alt") or name.startswith(wechat.STRIPPED_ATTRIBUTES):
                out.append(f"{name} on <{element.tag}>")
            if name == "style":
                out += [f"{css} in {value}" for css in wechat.STRIPPED_CSS if css in value]
        if element.tag == "img" and (not element.get("alt") or "/" in element.get("src", "/")):
            out.append("img without words, or not beside the article")
        if element.tag not in ("strong", "em", "br", "tr", "thead", "tbody", "sup", "span") and not element.get("style"):
            out.append(f"<{element.tag}> without a look of its own")
    return out


@pytest.mark.parametrize("name", CAMPAIGNS)
def test_articles_hold_nothing_that_the_editor_strips(project: Project, name: str) -> None:
    papers = papers_of(project, name)
    assert len(papers.parts.articles) == 2
    for page in papers.parts.articles:
        article, _ = article_html(papers, page)
        assert article_faults(article) == []
        assert "{" not in article


def test_the_list_of_faults_finds_them() -> None:
    bad = '<section style="margin:0"><style>p{}</style><p class="x" style="color:var(--a)">1<a href="https://x">2</a><img src="a/b.png"></p></section>'
    found = " ".join(article_faults(bad))
    assert all(word in found for word in ("<style>", "class", "var(", "<a>", "href", "img without"))


def test_links_become_numbered_notes(project: Project) -> None:
    papers = papers_of(project, "ip-week")
    article, _ = article_html(papers, papers.parts.articles[0])
    assert "[1] 找谁办：https://www.example.gov.cn/help/units.md" not in article
    assert re.search(r"<sup[^>]*>\[1\]</sup>", article) and "[1] 《找谁办》：https://www.example.gov.cn/help/units.html" in article


def test_pictures_lie_beside_the_article(project: Project) -> None:
    papers = papers_of(project, "tm-law-2027")
    kit = make_kit(papers, None, "0" * 64)
    article = kit.files["2-公众号/第一篇/文章.html"].decode()
    (picture,) = re.findall(r'<img src="([^"]+)" alt="([^"]+)"', article)
    assert picture[0] == "图-1.png" and "两个月" in picture[1] and article_faults(article) == []
    image = Image.open(io.BytesIO(kit.files["2-公众号/第一篇/图-1.png"]))
    assert image.format == "PNG" and image.width > 1000
    assert any(a["path"] == "campaign/tm-law-2027/months.svg" for a in json.loads(kit.files["清单.json"])["assets"])
    assert "图片要自己上传" in kit.files["2-公众号/第一篇/预览和复制.html"].decode()


def test_the_preview_has_a_button_and_the_same_article(kit: MadePack) -> None:
    page, article = (kit.files[f"2-公众号/第一篇/{n}"].decode() for n in ("预览和复制.html", "文章.html"))
    assert article in page and "复制文章</button>" in page and "<style" not in page and not re.search(r'(?:src|href)="http', page)
    words = kit.files["2-公众号/第一篇/文章.txt"].decode("utf-8-sig")
    assert words.startswith("关门后半小时") and "驰名商标" in words and "<" not in words
    assert Image.open(io.BytesIO(kit.files["2-公众号/第一篇/封面.png"])).size == (900, 383)


# --- Posters --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CAMPAIGNS)
def test_every_poster_leads_to_its_page(project: Project, name: str) -> None:
    papers = papers_of(project, name)
    seen = set()
    for _, poster in papers.posters():
        picture = Image.open(io.BytesIO(poster_png(poster, 144 if poster.form == "phone" else 96)))
        assert picture.size == ((1080, 1920) if poster.form == "phone" else (1123, 1588)), poster.title
        (code,) = zxingcpp.read_barcodes(picture)
        assert code.text == f"https://www.example.gov.cn/{papers.parts.page.path}"
        seen.add((poster.design, poster.form))
    assert seen == {(d, f) for d in ("刀锋", "告示", "问句") for f in ("a3", "phone")}


def test_a_poster_is_never_cut_off(project: Project) -> None:
    """Each design says what does not fit; at the edge of what fits, all words are on the one page."""
    for _, poster in papers_of(project, "ip-week").posters():
        assert overflow(replace(poster, title="长得放不下的标题" * 12)) == "标题和导语"
        assert overflow(replace(poster, points=(text("很长的要点，" * 40),) * 5)) == "要点"
        assert overflow(replace(poster, lead="很长的导语，" * 60)) == "标题和导语"


def test_overflow_is_an_error_with_its_line(project: Project) -> None:
    papers = papers_of(project, "ip-week")
    posters = papers.parts.posters
    html = posters.document.html.replace("半小时，一支笔", "半小时，一支笔" * 80)
    broken = replace(papers, parts=replace(papers.parts, posters=replace(posters, document=replace(posters.document, html=html))))
    found: list[Diagnostic] = [d for d in problems(broken, source(papers)) if d.rule == "poster/overflow"]
    wanted = source(papers)[posters.file].split("\n").index("## 关门后，查这四样") + 1
    assert len(found) == 2 and all(d.is_error and d.place.line == wanted for d in found), found


def test_the_words_of_a_poster_can_be_read(project: Project, tmp_path: Path) -> None:
    for _, poster in papers_of(project, "ip-week").posters():
        (tmp_path / "p.pdf").write_bytes(poster_pdf(poster))
        words = re.sub(r"\s", "", run("pdftotext", tmp_path / "p.pdf", "-"))
        assert poster.title.replace(" ", "") in words and "pages: 1" in run("pdfinfo", tmp_path / "p.pdf").lower().replace("  ", "").replace("pages:1", "pages: 1")


def test_colours_of_posters_have_contrast() -> None:
    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        r, g, b = ((p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4) for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    pairs = [("surface", "deep"), ("deep-accent", "deep"), ("on-deep", "deep"), ("surface", "lacquer"), ("ink", "paper"), ("sea", "paper"), ("muted", "paper"), ("accent", "paper"), ("ink", "surface"), ("accent", "surface")]
    for front, back in pairs:
        a, b = sorted((light(COLOURS[front]), light(COLOURS[back])), reverse=True)
        assert (a + 0.05) / (b + 0.05) >= 4.5, (front, back)


# --- Radio and newspaper --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "aloud"),
    [
        ("2027 年 1 月 1 日", "二零二七年一月一日"), ("3.5%", "百分之三点五"), ("100000 元", "十万元"), ("20 分钟", "二十分钟"), ("10050", "一万零五十"),
        ("100200300", "一亿零二十万零三百"), ("AI", "AI"),
    ],
)
def test_numbers_as_they_sound(written: str, aloud: str) -> None:
    assert spoken(written) == aloud


def test_syllables_and_seconds() -> None:
    assert syllables(spoken("2027 年")) == 5 and syllables("AI") == 2 and syllables("WTO") == 5 and syllables("“好，”") == 1
    one = script("30 秒", 30, ("一二三四五六七八九十，好。",), 240)
    assert (one.syllables, one.seconds) == (11, 2.8) and one.marked == ("一二三四五六七八九十， / 好。 //",)


@pytest.mark.parametrize("name", CAMPAIGNS)
def test_scripts_fill_their_time(project: Project, name: str) -> None:
    limits = [(s.limit, s.seconds) for s in papers_of(project, name).scripts()]
    assert [limit for limit, _ in limits] == [30, 60] and all(limit - 6 <= s <= limit for limit, s in limits)


def test_lines_of_a_column() -> None:
    out = lines("发明、实用新型不能属于现有技术，2027 年起不变（见上）。", 8)
    assert "".join(out).strip("　") == "发明、实用新型不能属于现有技术，2027年起不变（见上）。"
    assert all(not re.match("[，。、）]", line) and not line.endswith("（") for line in out) and any("2027" in line for line in out)


# --- Calendar -------------------------------------------------------------------------------------------


def read_calendar(data: bytes) -> dict[str, icalendar.Event]:
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    parsed = icalendar.Calendar.from_ical(data)
    assert [str(t["TZID"]) for t in parsed.walk("VTIMEZONE")] == ["Asia/Shanghai"]
    assert not [e for e in parsed.walk() if e.errors]
    return {str(e["UID"]): e for e in parsed.walk("VEVENT")}


def test_the_calendar_is_read_by_another_library(project: Project) -> None:
    papers = papers_of(project, "ip-week")
    found = read_calendar(calendar("宣传周", entries(papers.parts.campaign, papers.parts.event)))
    week = found["ip-week-2027-all@iplearn"]
    assert (week.decoded("DTSTART"), week.decoded("DTEND")) == (date(2027, 4, 20), date(2027, 4, 27)) and int(week["SEQUENCE"]) == 0
    rehearsal = found["ip-week-2027-rehearse@iplearn"]
    start = rehearsal.decoded("DTSTART")
    assert start.isoformat() == "2027-04-15T15:00:00+08:00" and "Asia/Shanghai" in str(start.tzinfo)
    assert "ip-week-2027-street@iplearn" not in found, "its day is not known"
    assert found["ip-week-2027-world-ip-day@iplearn"].decoded("DTSTART") == date(2027, 4, 26)


def test_an_update_keeps_its_uid_and_raises_its_sequence(project: Project) -> None:
    papers = papers_of(project, "ip-week")
    page, meta = papers.parts.event, papers.parts.event.meta
    assert isinstance(meta, EventMeta)
    events = tuple(replace(e, begins="16:00", ends="17:30", status="取消", updates=(Change(date=date(2027, 3, 1), text="改到四点"), Change(date=date(2027, 4, 1), text="不办了"))) if e.id == "rehearse" else e for e in meta.events)
    changed = replace(page, meta=replace(meta, events=events))
    before, after = (read_calendar(calendar("宣传周", entries(papers.parts.campaign, p))) for p in (page, changed))
    assert set(before) == set(after)
    one = after["ip-week-2027-rehearse@iplearn"]
    assert int(one["SEQUENCE"]) == 2 and str(one["STATUS"]) == "CANCELLED" and one.decoded("DTSTAMP").date() == date(2027, 4, 1)


def test_new_dates_of_a_campaign_move_all_that_hangs_on_them(project: Project) -> None:
    papers = papers_of(project, "ip-week")
    moved = replace(papers.parts.campaign, starts=date(2027, 4, 27), ends=date(2027, 5, 3), updates=(Change(date=date(2027, 3, 20), text="推迟一周"),))
    before, after = (read_calendar(calendar("宣传周", entries(c, papers.parts.event))) for c in (papers.parts.campaign, moved))
    assert set(before) == set(after) and {int(e["SEQUENCE"]) for e in before.values()} == {0} and {int(e["SEQUENCE"]) for e in after.values()} == {1}
    assert all((after[uid].decoded("DTSTART") - before[uid].decoded("DTSTART")).days == 7 for uid in before)


def test_nothing_is_dated_that_is_not_known(project: Project) -> None:
    papers = papers_of(project, "ip-week")
    undated = replace(papers.parts.campaign, starts=None, ends=None)
    assert read_calendar(calendar("宣传周", entries(undated, papers.parts.event))) == {}
    brief = replace(papers, parts=replace(papers.parts, campaign=undated)).brief()
    assert ("时间", "日期待发布") in brief.facts


# --- The summary form -----------------------------------------------------------------------------------


def filled(project: Project, path: Path, fill: Callable[[openpyxl.worksheet.worksheet.Worksheet, dict[str, int]], None]) -> Path:
    papers = papers_of(project, "ip-week")
    path.write_bytes(xlsx(workbook(papers.parts.campaign, papers.parts.settings, DAY, "某局")))
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    fill(sheet, {str(sheet.cell(n, 1).value): n for n in range(2, sheet.max_row + 1)})
    book.save(path)
    return path


def test_a_filled_form_comes_back_as_report(project: Project, tmp_path: Path) -> None:
    def fill(sheet, at) -> None:
        sheet.cell(at["leaflet"], 4).value = 300
        sheet.cell(at["banner"], 4).value = 4
        for n, (name, count, day) in enumerate((("街头半天", 120, date(2027, 4, 24)), ("进校园", 45, "2027-04-21")), 1):
            sheet.cell(at[f"event-{n}"], 4).value, sheet.cell(at[f"event-{n}"], 6).value, sheet.cell(at[f"event-{n}"], 7).value = count, name, day
        sheet.cell(at["department-1"], 6).value = "示例单位"

    campaign, year, lines_read, found = read_form(rows(filled(project, tmp_path / "f.xlsx", fill)), "f.xlsx", project.kits, project.campaigns)
    assert found == [] and campaign is not None and (campaign.id, year) == ("ip-week", 2027)
    assert sum(f.count for f in lines_read if f.row.id == "event") == 165
    said = str(report(campaign, year, lines_read, DAY, "某局").blocks)
    assert "办了 2 场活动，到场 165 人次" in said and "折页、单页 300 份" in said and said.index("进校园") < said.index("街头半天", said.index("人次"))


def test_all_mistakes_of_a_form_at_once(project: Project, tmp_path: Path) -> None:
    def fill(sheet, at) -> None:
        sheet.cell(at["leaflet"], 4).value = "约 300"
        sheet.cell(at["banner"], 1).value = "bannner"
        sheet.cell(at["event-1"], 4).value = 10
        sheet.cell(at["event-2"], 6).value = "进校园"
        sheet.cell(at["event-3"], 4).value, sheet.cell(at["event-3"], 6).value, sheet.cell(at["event-3"], 7).value = 5, "讲座", "下周三"
        sheet.cell(at["campaign"], 6).value = "other"

    _, _, _, found = read_form(rows(filled(project, tmp_path / "f.xlsx", fill)), "f.xlsx", project.kits, project.campaigns)
    assert {d.rule for d in found if d.is_error} == {"form/number", "form/row", "form/name", "form/day", "form/campaign"}
    assert all(d.place.line > 1 for d in found)
