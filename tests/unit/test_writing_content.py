"""The writing aids over the real content: awake, and with nothing left to say but what staff must answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from iplearn.checks import run_checks
from iplearn.checks.sentences import average_length, page_sentences
from iplearn.markup import Markup
from iplearn.model.citation import Citation, Dated
from iplearn.model.content import ExplainerMeta
from iplearn.model.law import LawVersion
from iplearn.reading.content import read_page
from tests.conftest import DAY, ROOT
from tests.unit.writing import LONG

# What the map, made by likeness of whole articles, leaves out: single paragraphs that moved elsewhere, read in both texts.
READ_IN_BOTH = {
    ("3", "5"),  # 核准注册的为注册商标，享有专用权: 3.1 -> 5.1
    ("4", "2"),  # 商品商标的规定适用于服务商标: 4.2 -> 2.1
    ("31", "20"),  # 在先申请 became a ground of its own
    ("68", "54"),  # 恶意申请的处罚: 68.4 -> 54
    ("61", "70"),  # 查处 and, new, 任何人可以投诉举报
}


def articles(citations: list[Citation], law: LawVersion) -> set[str]:
    out: set[str] = set()
    for pinpoint in (p for c in citations if c.law and c.law.id == law.id for p in c.written.pinpoints):
        last = pinpoint.through.article if pinpoint.through else pinpoint.article
        out |= {str(n) for n in range(int(pinpoint.article), int(last) + 1)}
    return out


class TestRealContent:
    @pytest.mark.parametrize("day", [DAY, date(2026, 12, 31), date(2027, 1, 1)], ids=str)
    def test_explainers_and_data_leave_only_what_staff_must_answer(self, real_project, day: date) -> None:
        told = [d for d in run_checks(real_project[0], day) if d.place.file.startswith(("content/explain/", "content/help/", "content/plan/", "data/"))]
        assert {d.rule for d in told} <= {"site/unknown", "unit/unconfirmed", "tool/holidays"}, [str(d.place) for d in told]

    def test_every_citation_of_the_trade_mark_law_has_its_other_version(self, real_project) -> None:
        """Pages and quizzes alike, whoever wrote them: beside it, in a dated text, or the text says which side it means."""
        assert [f"{d.place} {d.message}" for d in run_checks(real_project[0], DAY) if d.rule == "law/one-version"] == []

    def test_pairs_of_articles_are_those_of_the_map(self, real_project) -> None:
        """In explainers, an article of the old law stands beside the one it became, and a new one beside where it came from."""
        project = real_project[0]
        old, new = project.laws.find("商标法")
        mapped = {(a, b) for m in project.laws.maps if m.source == old.id for a, row in m.rows.items() for b in row.to}
        became = mapped | READ_IN_BOTH
        wrong = []
        for one in project.pages:
            if not isinstance(one.meta, ExplainerMeta):
                continue
            groups: dict[int, list[Citation]] = {}
            for passage in one.document.passages:
                groups.setdefault(passage.whole, []).extend(c for c in passage.citations if c.dated == Dated())
            for citations in groups.values():
                olds, news = articles(citations, old), articles(citations, new)
                wrong += [f"{one.file}:{citations[0].line} 旧第 {a} 条" for a in olds if news and not any((a, b) in became for b in news)]
                wrong += [f"{one.file}:{citations[0].line} 新第 {b} 条" for b in news if olds and any(b == t for _, t in mapped) and not any((a, b) in became for a in olds)]
        assert wrong == []

    @pytest.mark.parametrize(
        ("good", "bad", "rule"),
        [
            ("## 要带什么\n", "## 要带什么\n\n我们保证授权。\n", "write/claim"),
            ("## 要带什么\n", f"## 要带什么\n\n{LONG[:-1] + LONG}\n", "write/long-sentence"),
            ("## 要带什么\n", "## 要带什么\n\n异议找它。（《商标法》第三十三条）\n", "law/one-version"),
            ("## 例外\n", "## 另外\n", "write/part"),
            ("\nplan: [", "\nplan: [] # [", "write/part"),
            ("## 现在就做\n\n", "## 现在就做\n\n1. 先存档。\n", "write/steps"),
            ("## 例子\n", "## 另外\n\n补证据是 3 个月。\n\n## 例子\n", "write/no-source"),
            ("## 例子\n", "## 另外\n\n补证据的期限是 3。\n\n## 例子\n", "write/no-unit"),
        ],
    )
    def test_the_aids_are_awake(self, real_project, markup: Markup, good: str, bad: str, rule: str) -> None:
        """A fault planted in a real page is found, and only there."""
        project = real_project[0]
        text = (ROOT / "content/explain/E16.md").read_text(encoding="utf-8")
        assert text.count(good) == 1
        spoilt, problems = read_page("explain/E16.md", text.replace(good, bad), markup)
        assert spoilt and problems == []
        pages = tuple(spoilt if p.meta.id == "E16" else p for p in project.pages)
        told = [d for d in run_checks(replace(project, pages=pages), DAY) if d.place.file == "content/explain/E16.md"]
        assert {d.rule for d in told} == {rule}

    def test_every_explainer_keeps_to_25_characters(self, real_project) -> None:
        for one in real_project[0].pages:
            if isinstance(one.meta, ExplainerMeta):
                sentences = page_sentences(one)
                assert len(sentences) >= 30 and average_length(sentences) <= 25, one.file

    def test_all_twenty_tasks_have_a_page_that_serves_them(self, real_project) -> None:
        project = real_project[0]
        served = {n: [p.meta.id for p in project.pages if n in p.meta.plan] for n in range(1, 21)}
        assert [n for n, pages in served.items() if not pages] == []

    def test_there_are_46_explainers(self, real_project) -> None:
        ids = {p.meta.id for p in real_project[0].pages if isinstance(p.meta, ExplainerMeta)}
        assert {f"E{n:02}" for n in range(1, 47)} <= ids
