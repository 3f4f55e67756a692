"""Claims nobody may make, and those that only look like one."""

from __future__ import annotations

from datetime import date

import pytest

from iplearn.checks.citations import citation_problems
from iplearn.diagnostics import Place
from iplearn.markup import Markup
from iplearn.model.law import LawRegistry
from iplearn.reading.project import ProjectReader
from tests.unit.writing import BODY, DATA, Make, PAGE, PLAN, aids, found, page, whole

CLAIMS = {
    "guaranteed": ("交给他们办，保证授权。", "guaranteed-grant"),
    "no success no fee": ("放心，不过退款。", "guaranteed-grant"),
    "honour": ("这家厂荣获驰名商标，值得学习。", "well-known-praise"),
    "title": ("它是驰名商标企业。", "well-known-praise"),
    "verdict": ("这样做肯定不侵权。", "verdict"),
    "sure win": ("拿这份证据，官司必赢。", "verdict"),
    "source is licence": ("写明出处就不侵权。", "no-source-no-harm"),
    "not for profit": ("不营利的一律可以用。", "no-source-no-harm"),
    "registration": ("登记后才有著作权。", "registration-makes-right"),
    "ai": ("AI 生成的图一律没有著作权。", "ai-settled"),
    "insider": ("我们有内部渠道。", "insider"),
    "recommended": ("本站特别推荐某某代理公司。", "recommended-firm"),
    "subsidy": ("办完就能稳拿补贴。", "sure-subsidy"),
    "count": ("有 6 件专利就能评示范企业。", "count-earns-title"),
}


@pytest.mark.parametrize(("text", "which"), CLAIMS.values(), ids=CLAIMS.keys())
def test_a_claim_is_told_with_its_reason_and_what_to_write(make_project: Make, text: str, which: str) -> None:
    root = page(make_project, "一。\n\n" + text)
    told = [d for d in aids(root) if d.rule == "write/claim"]
    project = ProjectReader(root).read()[0]
    claim = next(c for c in project.banned if c.id == which)
    assert [d.place for d in told] == [Place(PAGE, BODY + 2)]
    assert claim.why in told[0].message and claim.instead in told[0].fix and all(s in told[0].message for s in claim.sources)


@pytest.mark.parametrize(
    "text",
    [
        "有人说“保证授权”，别急着付钱。",
        "谁也不能保证授权。",
        "不能写荣获驰名商标。",
        "自称保证授权的，多半是骗子。",
        "能保证授权吗？",
        "/// warning | 先停下\n广告说保证授权，收了钱就走。\n///",
        "| 他说 | 其实 |\n|---|---|\n| “包授权，内部有人” | 由国家知识产权局审查 |",
        "驰名商标，就是相关公众熟知的商标。",
    ],
)
def test_a_warning_of_a_claim_is_no_claim(make_project: Make, text: str) -> None:
    assert found(page(make_project, text), "write/claim") == []


def test_a_denial_in_another_clause_does_not_excuse(make_project: Make) -> None:
    assert found(page(make_project, "您不能亲自来也没有关系，我们保证授权。"), "write/claim") == [BODY]


def test_titles_summaries_and_quiz_explanations_are_read_too(make_project: Make) -> None:
    quiz = "---\nid: q\ntitle: 测\nstage: 公众\nreviewed: 2026-11-20\n---\n\n## 哪个对？ {#one}\n\n- [ ] 交钱就保证授权\n  > 错在这里。\n- [x] 代理机构保证授权\n\n解析：机构保证授权。\n依据：《专利法》第三十九条\n"
    root = page(make_project, whole().replace("summary: 一句话。", "summary: 交给我们，保证授权。"), **PLAN, **{"quizzes/general/q.md": quiz})
    assert sorted((d.place.file, d.place.line) for d in aids(root) if d.rule == "write/claim") == [
        (PAGE, 4), ("quizzes/general/q.md", 12), ("quizzes/general/q.md", 14),
    ]


def test_a_page_may_be_allowed(make_project: Make) -> None:
    text = DATA["data/banned.yml"].replace("- id: guaranteed-grant\n", "- id: guaranteed-grant\n  allow: [A]\n")
    assert found(page(make_project, "保证授权。", **{"data/banned.yml": text}), "write/claim") == []


def test_a_pattern_that_cannot_be_read(make_project: Make) -> None:
    broken = "- id: one\n  pattern: '(保证'\n  why: 坏。\n  instead: 好。\n"
    told = aids(page(make_project, "一。", **{"data/banned.yml": broken}))
    assert [(d.rule, d.place) for d in told if d.is_error] == [("banned/pattern", Place("data/banned.yml", 1))]


def test_the_law_behind_every_claim_exists(real_project, markup: Markup, laws: LawRegistry) -> None:
    for claim in real_project[0].banned:
        for source in claim.sources:
            for day in (date(2026, 12, 31), date(2027, 1, 1)):
                citations = markup.parse(source, as_of=day).citations
                assert citations, source
                assert [d for c in citations for d in citation_problems(c, Place(claim.id), laws, day) if d.is_error] == []
