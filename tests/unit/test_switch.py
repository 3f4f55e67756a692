"""The switch of the trade mark law on 2027-01-01: what every dated page holds, and the site built on either side of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from iplearn.diagnostics import Report
from iplearn.checks import run_checks
from iplearn.model.citation import Dated
from iplearn.model.content import ExplainerMeta, Page
from iplearn.model.document import Passage
from iplearn.products.site import build_site

SWITCH = date(2027, 1, 1)
SIDES = (SWITCH - timedelta(days=1), SWITCH)
OLD, NEW = Dated(until=SWITCH), Dated(since=SWITCH)


def dated_runs(page: Page) -> Iterator[tuple[Dated, list[Passage]]]:
    """The dated texts of a page that turn on the switch, in order; those inside a case or a box too."""
    run: list[Passage] = []
    for passage in page.document.passages:
        if run and passage.dated != run[0].dated:
            yield run[0].dated, run
            run = []
        if passage.dated in (OLD, NEW):
            run.append(passage)
    if run:
        yield run[0].dated, run


def dated_pages(project) -> list[Page]:
    return [p for p in project.pages if any(x.dated in (OLD, NEW) for x in p.document.passages)]


def words(run: list[Passage]) -> str:
    """What a run says, without its citations and the names of offices, which change everywhere."""
    text = "".join(p.text for p in run)
    for citation in (c for p in run for c in p.citations):
        text = text.replace(citation.written.raw, "")
    return re.sub(r"[（(][、；，\s]*[)）]", "", text)


@pytest.mark.parametrize("day", SIDES, ids=str)
def test_check_passes_on_either_side(real_project, day: date) -> None:
    project, problems = real_project
    assert [str(d) for d in Report([*problems, *run_checks(project, day)]).errors] == []


def test_every_old_text_is_followed_by_its_new_text(real_project) -> None:
    """`until` and `from` come in pairs; a `from` alone is a rule the old law did not have."""
    alone = []
    for page in dated_pages(real_project[0]):
        runs = list(dated_runs(page))
        for (dated, run), after in zip(runs, [*runs[1:], (None, [])]):
            if dated == OLD and (after[0] != NEW or after[1][0].heading != run[0].heading):
                alone.append(f"{page.file}:{run[0].line}")
    # E18 is about the switch: what to do before it stands in `until`, what to do after it stands open to all.
    assert [a for a in alone if "E18.md" not in a] == []


def test_each_side_rests_on_its_own_law(real_project) -> None:
    project = real_project[0]
    old, new = project.laws.find("商标法")
    for page in dated_pages(project):
        for passage in page.document.passages:
            if passage.dated not in (OLD, NEW):
                continue
            for citation in passage.citations:
                if citation.family == old.family and not citation.explicit:
                    assert citation.law is not None and citation.law.id == (old if passage.dated == OLD else new).id, f"{page.file}:{passage.line}"


def test_where_a_rule_changes_the_page_says_what_is_unsettled(real_project) -> None:
    """The new law settles registered marks, not everything: a page whose two texts differ in more than numbers of articles says so."""
    silent, settled = [], re.compile(r"(新商标法|新法|新法的条文)\s*没有(写|说)|没写怎么衔接|没有说怎么衔接")
    for page in dated_pages(real_project[0]):
        if not isinstance(page.meta, ExplainerMeta):
            continue
        runs = list(dated_runs(page))
        differs = any(a[0] == OLD and b[0] == NEW and words(a[1]) != words(b[1]) for a, b in zip(runs, runs[1:]))
        if differs and not settled.search("".join(p.text for p in page.document.passages)):
            silent.append(page.file)
    assert silent == []


def test_the_three_changes_with_figures_stand_on_both_sides(real_project) -> None:
    """Opposition 3 -> 2 months; 驰名商标 10 万 -> 10 万以下; malicious filing gets its 10 万."""
    said = {
        "E13": ("公告起 3 个月", "公告起 2 个月"), "E14": ("公告起 3 个月内", "公告起 2 个月内"), "E16": ("公告起 3 个月内", "公告起 2 个月内"),
        "E37": ("公告起 3 个月", "公告起 2 个月"), "E02": ("公告起 3 个月内", "公告起 2 个月内"), "E17": ("罚 10 万元。", "罚 10 万元以下。"), "E32": ("罚 10 万元。", "罚 10 万元以下。"),
    }
    pages = real_project[0].page_by_id
    for page_id, (old, new) in said.items():
        texts = {OLD: "", NEW: ""}
        for dated, run in dated_runs(pages[page_id]):
            texts[dated] += "".join(p.text for p in run)
        assert old in texts[OLD] and old not in texts[NEW], page_id
        assert new in texts[NEW] and new not in texts[OLD], page_id


@pytest.fixture(scope="module")
def built(real_project):
    return {day: {p.path: p.body for p in build_site(real_project[0], day).pages} for day in SIDES}


def test_the_site_is_whole_on_either_side(real_project, built) -> None:
    before, after = (built[day] for day in SIDES)
    assert set(before) == set(after) and len(before) > 100
    for page in dated_pages(real_project[0]):
        for side in (before, after):
            assert 'data-until="2027-01-01"' in side[page.path] or 'data-from="2027-01-01"' in side[page.path]
            # Legible without script: both texts stand open and labelled; the browser folds one of them.
            assert side[page.path].count('class="ip-dated"') == side[page.path].count('<details class="ip-dated"') > 0
        status = re.compile(r"ip-status--\w+|现行有效|已失效|尚未施行")
        assert status.findall(before[page.path]) != status.findall(after[page.path]), page.path
        assert status.sub("", before[page.path]) == status.sub("", after[page.path]), f"{page.path}: the browser chooses, not the build"


def test_the_law_page_says_which_version_is_in_force(built) -> None:
    before, after = (built[day]["law/trademark-law.html"] for day in SIDES)
    assert before != after
    versions = lambda body: [re.sub(r"<[^>]+>|\s+", " ", part)[:400] for part in re.split(r"(?=20(?:19修正|26修订))", body)]  # noqa: E731
    assert any("2026修订" in v and "尚未施行" in v for v in versions(before)) and not any("尚未施行" in v for v in versions(after))
    assert any("2019修正" in v and "已失效" in v for v in versions(after))


def test_quizzes_ask_what_is_right_that_day(real_project) -> None:
    """An item with 至 on the old side has one with 自 on the new, and each cites the law of its side."""
    project = real_project[0]
    old, new = project.laws.find("商标法")
    seen = 0
    for quiz in project.quizzes:
        before = [i for i in quiz.items if i.until == SIDES[0]]
        after = [i for i in quiz.items if i.since == SWITCH]
        assert bool(before) == bool(after), quiz.id
        for item, law in [*((i, old) for i in before), *((i, new) for i in after)]:
            cited = {c.law.id for s in item.sources for c in project.prose[quiz.id][s.line, s.text].citations if c.law and c.family == law.family}
            assert law.id in cited, f"{quiz.id}/{item.id}"
            seen += 1
    assert seen >= 8
