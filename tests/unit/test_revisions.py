"""What was published can be read and scored for good; what was frozen and then changed is noticed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from iplearn.checks import run_checks
from iplearn.checks.revisions import check_revisions
from iplearn.model.law import LawRegistry
from iplearn.model.project import Project
from iplearn.model.quiz import Quiz, Section
from iplearn.model.revision import Revisions, code_address, freeze_item, thaw_item
from iplearn.products.class_catalogue import class_catalogue, words
from iplearn.reading.project import ProjectReader
from iplearn.reading.revisions import lines_to_add, read_revisions, revisions_file
from iplearn.render.quiz_key import quiz_key
from iplearn.shell.freeze_command import freeze
from tests.conftest import DAY
from tests.unit.quiz_samples import ALL_KINDS, quiz
from tests.unit.test_quiz_roundtrip import quizzes

Make = Callable[..., Path]
FRONT = "---\nid: q\ntitle: 测\nstage: 公众\nreviewed: 2026-11-20\n---\n\n"
ONE = "## 对吗？ {#one}\n\n答案：对\n错的反馈：再想想。\n解析：对。\n依据：《专利法》第二条\n"
TWO = ONE + "\n## 几年？ {#two points=2}\n\n- [x] 二十年\n- [ ] 十年\n  > 不够。\n\n解析：二十年。\n依据：《专利法》第四十二条\n"


def frozen(*values: Quiz) -> tuple[str, Revisions]:
    """The file of a quiz that was published as each of `values` in turn."""
    text, revisions = "", Revisions()
    for value in values:
        text += lines_to_add(value, revisions, DAY)
        revisions, found = read_revisions([(revisions_file(value.id), text)])
        assert found == []
    return text, revisions


def changed(old: str, new: str) -> Quiz:
    assert old in ALL_KINDS
    return quiz(ALL_KINDS.replace(old, new))


def catalogue(project: Project) -> dict:
    """With what the page takes of each quiz when it needs it."""
    (path, data), *rest = class_catalogue(project)
    assert path == "catalogue.js"
    out = json.loads(data.decode().partition(".catalogue = ")[2].rstrip(";\n"))
    shelves = dict(json.loads("[" + taken.decode().removeprefix("ipc.shelve(").removesuffix(");\n") + "]") for _, taken in rest)
    assert [path for path, _ in rest] == [f"quizzes/{q['id']}.js" for q in out["quizzes"]]
    assert not any("items" in q or "revisions" in q for q in out["quizzes"])
    return out | {"quizzes": [q | shelves[q["id"]] for q in out["quizzes"]]}


def rules(project: Project) -> list[str]:
    return [d.rule for d in check_revisions(project, DAY)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(quizzes())
def test_any_item_thaws_to_the_item_that_was_frozen(value: Quiz) -> None:
    for item in value.items:
        line = json.loads(json.dumps(freeze_item(item)))
        thawed = thaw_item(line)
        assert thawed.revision == item.revision and freeze_item(thawed) == line
        assert (thawed.points, thawed.objective, thawed.parallels) == (item.points, item.objective, item.parallels)


def test_every_kind_is_kept_with_its_key() -> None:
    value = quiz()
    text, revisions = frozen(value)
    layout = revisions.layout("sample", value.revision)
    assert [i.id for i in layout] == [i.id for i in value.items]
    now = {i["id"]: i for i in quiz_key(value)["items"]}
    for item in catalogue(Project(LawRegistry(), revisions=revisions))["quizzes"][0]["items"]:
        left_out = {"part", "story", "goto", "since", "until"}
        assert {k: v for k, v in item.items() if k in now[item["id"]]} == {k: v for k, v in json.loads(json.dumps(now[item["id"]])).items() if k not in left_out}


def test_freezing_twice_adds_nothing_and_only_the_new_is_added() -> None:
    first, second = quiz(), changed("发明专利权的保护期是多少年？", "发明专利保护几年？")
    text, revisions = frozen(first)
    assert lines_to_add(first, revisions, DAY) == ""
    added = lines_to_add(second, revisions, DAY).splitlines()
    assert len(added) == 2 and json.loads(added[0])["item"] == "term" and json.loads(added[1])["after"] == first.revision
    text, revisions = frozen(first, second)
    assert revisions.latest("sample").revision == second.revision  # type: ignore[union-attr]
    assert [i.stem.text for i in revisions.layout("sample", first.revision)][0] == "发明专利权的保护期是多少年？"
    assert lines_to_add(first, revisions, DAY) == ""  # going back to an old text is no new revision


def test_points_and_objective_change_without_a_new_revision() -> None:
    first, second = quiz(), changed("objective=PAT-02 difficulty=1 points=2", "objective=PAT-03 difficulty=1 points=3")
    assert first.revision == second.revision
    assert rules(Project(LawRegistry(), quizzes=(second,), revisions=frozen(first)[1])) == ["revision/not-frozen"]
    text, revisions = frozen(first, second)
    assert len(text.splitlines()) == len(first.items) + 2
    assert revisions.layout("sample", first.revision)[0].points == Decimal(3)
    assert rules(Project(LawRegistry(), quizzes=(second,), revisions=revisions)) == []


def test_feedback_and_explanation_are_no_new_revision() -> None:
    revisions = frozen(quiz())[1]
    assert lines_to_add(changed("对，自申请日起算。", "是的，自申请日起算。"), revisions, DAY) == ""


def test_what_is_published_and_not_frozen_is_an_error() -> None:
    value = quiz()
    (problem,) = check_revisions(Project(LawRegistry(), quizzes=(value,)), DAY)
    assert problem.is_error and problem.rule == "revision/not-frozen" and "build.py freeze" in problem.fix
    assert problem.place.line == value.items[0].line and "14 道题" in problem.message.replace(str(len(value.items)), "14")
    fewer = replace(value, parts=(Section("", value.items[:3]),))
    (problem,) = check_revisions(Project(LawRegistry(), quizzes=(fewer,), revisions=frozen(value)[1]), DAY)
    assert "这一版" in problem.message
    assert rules(Project(LawRegistry(), quizzes=(value,), revisions=frozen(value)[1])) == []


def test_revisions_a_code_could_not_tell_apart_are_an_error() -> None:
    value = quiz()
    revisions = frozen(value)[1]
    one = revisions.quizzes["sample", value.revision]
    twin = value.revision[:5] + "fff"
    assert code_address("sample", twin) == code_address("sample", value.revision)
    project = Project(LawRegistry(), revisions=Revisions(revisions.items, {**revisions.quizzes, ("sample", twin): one}))
    assert rules(project) == ["revision/clash"]


# --- Faults ------------------------------------------------------------------------------------------


def faults(text: str) -> list[tuple[int, str]]:
    return [(d.place.line, d.rule) for d in read_revisions([("data/revisions/sample.jsonl", text)])[1]]


def test_changed_lines_are_noticed() -> None:
    text = frozen(quiz())[0]
    lines = text.splitlines()
    assert faults(text.replace('"key": "B"', '"key": "A"', 1)) == [(1, "revision/changed"), (len(lines), "revision/missing")]
    assert (1, "revision/changed") in faults(text.replace('"points": "2"', '"points": "5"', 1))
    assert faults(text.replace('"title": "样题"', '"title": "别的"', 1)) == [(len(lines), "revision/changed")]


def test_a_line_with_a_fresh_sum_and_an_old_revision_is_noticed() -> None:
    from iplearn.model.item import digest

    line = json.loads(frozen(quiz())[0].splitlines()[0])
    del line["sum"]
    line["options"][0] = "11 年"
    forged = json.dumps({**line, "sum": digest(line)}, ensure_ascii=False)
    assert faults(forged) == [(1, "revision/changed")]


def test_lines_taken_out_are_noticed() -> None:
    first, second = quiz(), changed("发明专利权的保护期是多少年？", "发明专利保护几年？")
    lines = frozen(first, second)[0].splitlines()
    n = len(first.items)
    assert faults("\n".join(lines[1:])) == [(n, "revision/missing")]
    assert faults("\n".join(lines[:n] + lines[n + 1 :])) == [(n + 2, "revision/missing")]


@pytest.mark.parametrize(
    "line", ["{", "[]", "3", "null", '{"item": 1}', '{"sum": "x"}', '{"item": "a", "kind": "none", "stem": "", "points": "1", "sum": ""}', '{"quiz": "q", "sum": ""}', "[" * 3000]
)
def test_unreadable_lines_are_told(line: str) -> None:
    assert faults(line) == [(1, "revision/line")]


def test_a_quiz_in_the_wrong_file_is_told() -> None:
    lines = frozen(quiz())[0].splitlines()
    assert [d.rule for d in read_revisions([("data/revisions/other.jsonl", lines[-1])])[1]] == ["revision/line"]


def test_windows_line_ends_and_a_missing_last_one_are_fine() -> None:
    text = frozen(quiz())[0]
    assert faults(text.replace("\n", "\r\n")) == [] and faults(text.rstrip("\n")) == []


# --- The command -------------------------------------------------------------------------------------


def test_freeze_only_ever_appends(make_project: Make, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795320000")
    root = make_project({"quizzes/general/q.md": FRONT + ONE})
    assert freeze(root) == 0 and "1 道题" in capsys.readouterr().out
    file = root / "data/revisions/q.jsonl"
    before = file.read_bytes()
    assert freeze(root) == 0 and file.read_bytes() == before and "没有变动" in capsys.readouterr().out
    (root / "quizzes/general/q.md").write_text(FRONT + TWO, encoding="utf-8")
    file.write_bytes(before.rstrip(b"\n"))  # an editor that takes the last line end away
    assert freeze(root) == 0
    assert file.read_bytes().startswith(before) and file.read_bytes().count(b"\n") == 4
    project, found = ProjectReader(root).read()
    assert found == [] and rules(project) == [] and len(project.revisions.quizzes) == 2
    assert {r.frozen_on for r in project.revisions.quizzes.values()} == {date(2026, 11, 22)}


@pytest.mark.parametrize("broken", [{"quizzes/general/q.md": FRONT + "## 没有答案 {#one}\n"}, {"quizzes/general/q.md": FRONT + ONE, "data/revisions/q.jsonl": "{}\n"}])
def test_freeze_writes_nothing_where_something_is_wrong(make_project: Make, capsys: pytest.CaptureFixture[str], broken: dict[str, str]) -> None:
    root = make_project(broken)
    before = {p: p.read_bytes() for p in root.rglob("*.jsonl")}
    assert freeze(root) == 1 and "没有存档" in capsys.readouterr().err
    assert {p: p.read_bytes() for p in root.rglob("*.jsonl")} == before


def test_check_asks_for_it_and_drafts_are_left_alone(make_project: Make) -> None:
    project, found = ProjectReader(make_project({"quizzes/general/q.md": FRONT + ONE})).read()
    assert "revision/not-frozen" in {d.rule for d in run_checks(project, DAY)}
    assert "revision/not-frozen" not in {d.rule for d in run_checks(project, DAY, publishing=False)}


# --- The class page's catalogue ----------------------------------------------------------------------


def test_the_catalogue_is_a_script_with_every_revision() -> None:
    first, second = quiz(), changed("发明专利权的保护期是多少年？", "发明专利保护几年？")
    project = Project(LawRegistry(), quizzes=(second,), revisions=frozen(first, second)[1])
    (one,) = catalogue(project)["quizzes"]
    assert one["asked"] and [r["rev"] for r in one["revisions"]] == [first.revision, second.revision]
    assert len(one["items"]) == len(first.items) + 1
    for revision, wanted in zip(one["revisions"], (first, second)):
        assert [one["items"][n]["rev"] for n in revision["items"]] == [i.revision for i in wanted.items]


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [("哪项**不**属于？", "哪项不属于？"), ("看 ![一把刀](k.png) 图", "看 一把刀 图"), ("[专利法](../law.md)第二条", "专利法第二条"), ("3 \\* 5 `码`\n第二行", "3 * 5 码 第二行"), ("____ 年", "____ 年")],
)
def test_words_without_their_marks(markdown: str, plain: str) -> None:
    assert words(markdown) == plain
