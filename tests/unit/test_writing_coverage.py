"""Pages nothing leads to, quizzes no page offers, tasks no page serves."""

from __future__ import annotations

from iplearn.diagnostics import Place
from tests.unit.writing import DATA, Make, PAGE, PLAN, QUIZ, aids, page, whole


def test_a_page_nothing_leads_to(make_project: Make) -> None:
    module = "---\nid: T9\ntitle: 课\nsummary: 一句。\nreviewed: 2026-11-20\npublished: 2026-11-20\ntrack: 技术人员\nminutes: 40\nobjectives: []\n---\n一。\n"
    files = {"content/training/T9.md": module, PAGE: "一。", **DATA}
    orphans = lambda root: [d.place for d in aids(root) if d.rule == "page/orphan"]  # noqa: E731
    assert orphans(make_project(files)) == [Place("content/training/T9.md", 2)]
    assert orphans(make_project({**files, PAGE: "看[课](../training/T9.md)。"})) == []
    assert orphans(make_project({**files, "data/sections.yml": "- id: explain\n  title: 解答\n  groups: [先弄清]\n- id: training\n  title: 培训\n  groups: [技术人员]\n"})) == []


def test_a_quiz_no_page_offers(make_project: Make) -> None:
    told = lambda root: [d.place for d in aids(root) if d.rule == "page/orphan"]  # noqa: E731
    files = {PAGE: whole(), **PLAN, **DATA, "quizzes/general/q.md": QUIZ}
    assert told(make_project(files)) == [Place("quizzes/general/q.md", 1)]
    assert told(make_project({**files, PAGE: whole(front="plan: [1]\nrelated: [A]\nquiz: [q]\n")})) == []
    module = "---\nid: T9\ntitle: 课\nsummary: 一句。\nreviewed: 2026-11-20\npublished: 2026-11-20\ntrack: 技术人员\nminutes: 40\nobjectives: []\ntest: q\n---\n一。\n"
    assert Place("quizzes/general/q.md", 1) not in told(make_project({**files, "content/training/T9.md": module}))


def test_a_task_of_the_plan_that_no_page_serves(make_project: Make) -> None:
    told = lambda root: [d.place for d in aids(root) if d.rule == "plan/unserved"]  # noqa: E731
    assert told(page(make_project, whole(front="related: [A]\n"), **PLAN)) == [Place("data/plan.yml", 5)]
    assert told(page(make_project, whole(), **PLAN)) == []
