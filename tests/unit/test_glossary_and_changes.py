"""data/glossary.yml and data/changes: what is checked, and what the project's own files hold."""

from __future__ import annotations

from datetime import date

import pytest

from iplearn.checks.changes import check_changes
from iplearn.checks.citations import check_citations
from iplearn.checks.glossary import check_glossary
from iplearn.checks.links import check_links
from iplearn.reading.project import ProjectReader

DAY = date(2026, 12, 1)
SWITCH = date(2027, 1, 1)


def _glossary(*entries: str) -> str:
    return "reviewed: 2026-11-20\nterms:\n" + "".join(f"  - {{{e}}}\n" for e in entries)


def _told(make_project, files: dict, check) -> list[tuple[str, str, int]]:
    project, found = ProjectReader(make_project(files)).read()
    return [(d.rule, d.place.file, d.place.line) for d in [*found, *check(project, DAY)]]


GOOD = "term: 年费, pinyin: nian fei, text: 每年要交的钱。"


@pytest.mark.parametrize(
    ("second", "rule"),
    [
        ("term: 年费, pinyin: nian fei, text: 又一次。", "data/duplicate"),
        ("term: 维持费, pinyin: wei chi fei, also: [年费], text: 又一次。", "term/twice"),
        ("term: 复审, pinyin: fushen, text: 再审一次。", "term/pinyin"),
        ("term: 复审, pinyin: fù shěn, text: 再审一次。", "term/pinyin"),
        ("term: 复审, pinyin: fu shen, text: 再**审**一次。", "term/markup"),
        (f"term: 复审, pinyin: fu shen, text: {'很长' * 70}", "term/long"),
        ("term: 复审, pinyin: fu shen, text: 再审。, pages: [E99]", "ref/unknown"),
        ("term: 复审, text: 再审。", "schema/missing-key"),
        ("term: 复审, pinyin: fu shen, text: 再审。, laws: x", "schema/unknown-key"),
    ],
)
def test_mistakes_in_the_glossary_are_told_with_their_line(make_project, second: str, rule: str) -> None:
    assert (rule, "data/glossary.yml", 4) in _told(make_project, {"data/glossary.yml": _glossary(GOOD, second)}, check_glossary)


def test_a_good_glossary_and_what_pages_turn_off(make_project) -> None:
    page = "---\nid: A\ntitle: 标题\nsummary: 一句话。\nneed: 先弄清\nright: 综合\nreviewed: 2026-11-20\npublished: 2026-11-20\nterms_off: [年费, 滞纳金]\n---\n年费。\n"
    told = _told(make_project, {"data/glossary.yml": _glossary(GOOD), "content/explain/A.md": page}, check_glossary)
    assert told == [("term/off", "content/explain/A.md", 9)]


def test_citations_and_links_of_data_files_are_checked(make_project) -> None:
    files = {
        "data/glossary.yml": _glossary("term: 年费, pinyin: nian fei, text: 每年要交的钱。, law: 《专利法》第四百条"),
        "content/explain/A.md": "[年费](../glossary.md#年费)和[复审](../glossary.md#复审)。",
    }
    assert _told(make_project, files, check_citations) == [("law/article", "data/glossary.yml", 3)]
    assert [t[0] for t in _told(make_project, files, check_links)] == ["link/anchor"]


# A law of two and three articles, so that a whole file of changes is short.
LAW = """title: 小法
short: [小法]
versions:
  - {id: small-2019, version: 2019制定, effective: 2019-01-01, valid_to: 2025-12-31, articles: 2}
  - {id: small-2026, version: 2026修订, effective: 2026-01-01, articles: 3}
map:
  from: small-2019
  to: small-2026
  rows:
    '1': {to: ['2'], confidence: high}
"""
HEAD = "from: small-2019\nto: small-2026\nreviewed: 2026-11-20\nrows:\n"
ROWS = [
    "{new: 1, about: 甲, kind: 新增, change: 新的。}",
    "{new: 2, old: [1], about: 乙, kind: 条号, change: 没变。}",
    "{new: 3, about: 丙, kind: 新增, change: 新的。}",
    "{old: [2], about: 丁, kind: 删去, change: 不写了。}",
]


def _changes(*rows: str, head: str = HEAD) -> dict[str, str]:
    return {"data/laws/small.yml": LAW, "data/changes/small.yml": head + "".join(f"  - {r}\n" for r in rows)}


def test_a_complete_file_of_changes_is_fine(make_project) -> None:
    assert _told(make_project, _changes(*ROWS), check_changes) == []


@pytest.mark.parametrize(
    ("rows", "rule", "line"),
    [
        (ROWS[:3], "change/missing", 1),
        (ROWS[1:], "change/missing", 1),
        ([*ROWS, "{new: 4, about: 戊, kind: 新增, change: 新的。}"], "change/article", 9),
        ([*ROWS, "{new: 3, about: 戊, kind: 新增, change: 新的。}"], "change/twice", 9),
        ([ROWS[0], ROWS[1].replace("条号", "新增"), *ROWS[2:]], "change/kind", 6),
        ([ROWS[0].replace("新增", "条号").replace("new: 1", "new: 1, old: [1]"), ROWS[1].replace("old: [1], ", "").replace("条号", "新增"), *ROWS[2:]], "change/map", 5),
    ],
)
def test_mistakes_in_changes_are_told_with_their_line(make_project, rows: list[str], rule: str, line: int) -> None:
    assert (rule, "data/changes/small.yml", line) in _told(make_project, _changes(*rows), check_changes)


def test_changes_name_versions_of_their_own_law_and_pages_name_changes(make_project) -> None:
    told = _told(make_project, _changes(*ROWS, head=HEAD.replace("small-2026", "patent-law")), check_changes)
    assert [t[0] for t in told] == ["change/law"]
    page = "---\nid: A\ntitle: 标题\nsummary: 一句话。\nneed: 先弄清\nright: 综合\nreviewed: 2026-11-20\npublished: 2026-11-20\nfinder: large\n---\n字。\n"
    assert ("ref/unknown", "content/explain/A.md", 9) in _told(make_project, {**_changes(*ROWS), "content/explain/A.md": page}, check_changes)


# --- The project's own ---------------------------------------------------------------------------------


def test_the_glossary_has_eighty_terms_that_say_where_they_come_from(real_project) -> None:
    terms = real_project[0].glossary.terms
    assert len(terms) >= 80
    assert all(t.law or t.pages for t in terms), [t.term for t in terms if not (t.law or t.pages)]
    used = {name for page in real_project[0].pages for name in page.document.terms}
    assert len(used) >= 80, sorted({t.term for t in terms} - used)


def test_where_the_trademark_law_is_cited_both_versions_are(real_project) -> None:
    project = real_project[0]
    for (line, text), document in project.data_prose["data/glossary.yml"].items():
        versions = {c.law.id for c in document.citations if c.family == "trademark-law" and c.law}
        assert versions in (set(), {"trademark-law-2019", "trademark-law-2026"}), f"{line}: {text}"


@pytest.mark.parametrize("day", [DAY, SWITCH])
def test_nothing_in_the_data_files_rests_on_ended_law(real_project, day: date) -> None:
    told = [d for d in check_citations(real_project[0], day) if d.place.file.startswith("data/") and d.is_error]
    assert told == []


def test_four_laws_are_told_article_by_article(real_project) -> None:
    project = real_project[0]
    assert {f: len(c.rows) for f, c in project.changes.items()} == {
        "anti-unfair-competition-law": 41, "ic-layout-regulations": 55, "plant-variety-regulations": 51, "trademark-law": 88,
    }
    assert list(check_changes(project, DAY)) == []


@pytest.mark.parametrize(
    ("family", "old", "new", "says"),
    [
        ("trademark-law", "33", "36", "2 个月"), ("trademark-law", "49", "57", "主动撤销"), ("trademark-law", "50", "49", "自己申请注销"), ("trademark-law", "40", "44", "没变"),
        ("ic-layout-regulations", "30", "46", "1 倍以上 5 倍以下"), ("anti-unfair-competition-law", "21", "26", "100 万元"), ("plant-variety-regulations", "34", "35", "25 年"),
    ],
)
def test_what_the_checked_facts_say_is_in_the_table(real_project, family: str, old: str, new: str, says: str) -> None:
    row = next(r for r in real_project[0].changes[family].rows if r.new == new)
    assert old in row.old and says in row.change
