"""The test of a course: made of its banks, with the revisions it had."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from iplearn.model.course_test import with_course_tests
from iplearn.model.item import SingleChoice
from iplearn.products.class_catalogue import class_catalogue
from iplearn.reading.project import ProjectReader
from iplearn.reading.revisions import lines_to_add, revisions_file
from iplearn.results.codes import code_address
from tests.unit.training_support import training_project

TECH = ("T1", "技术人员"), ("T2", "技术人员")


def freeze(root: Path, day: date) -> None:
    project, _ = ProjectReader(root).read()
    for quiz in project.quizzes:
        path = root / revisions_file(quiz.id)
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(before + lines_to_add(quiz, project.revisions, day), encoding="utf-8")


def edit(root: Path, bank: str, old: str, new: str) -> None:
    path = root / f"quizzes/training/{bank}.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_it_holds_the_items_of_every_bank_by_module(tmp_path: Path) -> None:
    project, _ = ProjectReader(training_project(tmp_path, *TECH, ("M1", "管理人员"))).read()
    (test,) = project.tests
    assert (test.id, test.draw, test.pass_percent) == ("track-tech", 40, 80)
    assert [(p.title, len(p.items)) for p in test.parts] == [("T1 的红线", 22), ("T2 的红线", 22)]
    bank = project.quiz_by_id["t1-test"].items[0]
    own = test.items[0]
    assert isinstance(own, SingleChoice) and own.id == f"t1-test-{bank.id}" and own.revision == bank.revision
    # Every piece of its Markdown was read with the banks'.
    assert {(p.line, p.text) for i in test.items for p in (i.stem, i.explanation)} <= set(project.prose["track-tech"])  # type: ignore[union-attr]
    assert "track-tech" not in {q.id for q in project.quizzes}


def test_a_track_without_enough_items_has_none(tmp_path: Path) -> None:
    root = training_project(tmp_path, *TECH)
    path = root / "quizzes/training/t2-test.md"
    path.write_text(re.sub(r"## T2 结业测验第 18 题.*", "", path.read_text(encoding="utf-8"), flags=re.S), encoding="utf-8")
    assert ProjectReader(root).read()[0].tests == ()


def test_only_what_has_a_key_is_asked(tmp_path: Path) -> None:
    """And the revisions it had leave the same out."""
    root = training_project(tmp_path, *TECH)
    path = root / "quizzes/training/t1-test.md"
    own = "\n## 说说您单位的做法。 {#own objective=PAT-20 difficulty=2}\n\n题型：简答\n参考答案：先递交。\n评分要点：\n\n- 说到递交\n- 说到公开\n"
    path.write_text(path.read_text(encoding="utf-8") + own, encoding="utf-8")
    project, found = ProjectReader(root).read()
    assert not [d for d in found if d.is_error] and project.quiz_by_id["t1-test"].items[-1].kind == "short-answer"
    freeze(root, date(2026, 11, 5))
    project, found = ProjectReader(root).read()
    assert not [d for d in found if d.is_error]
    assert {i.kind for i in project.tests[0].items} == {"single"}
    (known,) = [r for (quiz, _), r in project.revisions.quizzes.items() if quiz == "track-tech"]
    assert known.revision == project.tests[0].revision and len(known.items) == 44


def test_every_revision_that_may_have_been_on_the_site_is_known(tmp_path: Path) -> None:
    root = training_project(tmp_path, *TECH)
    shown: list[str] = []

    def look() -> None:
        shown.append(ProjectReader(root).read()[0].tests[0].revision)

    freeze(root, date(2026, 11, 1))
    look()
    # Two banks change on one day, and the site was published in between.
    edit(root, "t1-test", "先寄样品 1", "先寄样品再说")
    freeze(root, date(2026, 11, 5))
    look()
    edit(root, "t2-test", "先寄样品 2", "先寄两件样品")
    freeze(root, date(2026, 11, 5))
    look()
    edit(root, "t1-test", "先寄样品 3", "先寄三件样品")
    freeze(root, date(2027, 1, 2))
    look()
    assert len(set(shown)) == 4
    project, found = ProjectReader(root).read()
    assert not [d for d in found if d.is_error]
    known = [rev for quiz, rev in project.revisions.quizzes if quiz == "track-tech"]
    assert set(shown) <= set(known) and known[-1] == shown[-1]
    for revision in known:
        layout = project.revisions.layout("track-tech", revision)
        assert len(layout) == 44
        assert code_address("track-tech", revision)[0] == code_address("track-tech", known[0])[0]
    known_there = {name: data.decode() for name, data in class_catalogue(project)}
    assert all(rev in known_there["quizzes/track-tech.js"] for rev in shown) and '"draw":40' in known_there["catalogue.js"]


def test_what_is_not_frozen_yet_is_known_as_it_stands(tmp_path: Path) -> None:
    project, _ = ProjectReader(training_project(tmp_path, *TECH)).read()
    (test,) = project.tests
    assert ("track-tech", test.revision) in project.revisions.quizzes
    again = with_course_tests(project.revisions, [(test, ("t1-test", "t2-test"))])
    assert len([q for q, _ in again.quizzes if q == "track-tech"]) == 1
