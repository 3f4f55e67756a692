"""Checks of a whole project, each planted once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from iplearn.checks import run_checks
from iplearn.diagnostics import Report
from iplearn.reading.project import ProjectReader
from tests.conftest import DAY

Make = Callable[..., Path]


def found(root: Path, day: date = DAY) -> set[tuple[str, str, int]]:
    project, problems = ProjectReader(root).read()
    return {(d.rule, d.place.file, d.place.line) for d in Report([*problems, *run_checks(project, day, writing=False)]).items}


PLANTED = {
    "dead link": ("看[别页](B.md)。", "link/dead", 10),
    "dead anchor": ("## 甲\n\n看[那里](A.md#乙)。", "link/anchor", 12),
    "absolute link": ("看[别页](/explain/A.md)。", "link/absolute", 10),
    "missing image": ("![一把刀](knife.png)", "image/missing", 10),
    "no alt text": ("一。\n\n![](knife.svg)", "image/alt", 12),
    "image elsewhere": ("![刀](https://example.com/a.png)", "image/remote", 10),
    "unknown quiz": ("一。\n\n/// quiz | none\n///", "ref/unknown", 12),
    "unknown law": ("一。\n二。\n三（《专列法》第二条）。", "law/unknown", 12),
    "citation without 第": ("一。\n\n依《专利法》四十二条。", "law/form", 12),
    "citation with a hyphen": ("依《专利法》第10-12条。", "law/form", 10),
    "raw html": ("<div>", "markup/raw-html", 10),
    "unclosed block": ("一。\n\n/// note | 提示\n二。", "block/unclosed", 12),
}


@pytest.mark.parametrize(("text", "rule", "line"), PLANTED.values(), ids=PLANTED.keys())
def test_planted(make_project: Make, text: str, rule: str, line: int) -> None:
    root = make_project({"content/explain/A.md": text, "content/explain/knife.svg": "<svg/>"})
    assert (rule, "content/explain/A.md", line) in found(root)


def test_a_clean_page_with_links_anchors_and_images_passes(make_project: Make) -> None:
    root = make_project({
        "content/explain/A.md": "## 甲\n\n[乙页](B.md#乙) [本页](#甲) [法](../law/patent-law.md) ![一把刀](knife.svg)\n\n《专利法》第二条",
        "content/explain/B.md": "## 乙\n",
        "content/explain/knife.svg": "<svg/>",
    })
    assert {f for f in found(root) if f[1].startswith("content")} == set()


def test_five_planted_mistakes_are_five_each_on_its_line(make_project: Make) -> None:
    page = """---
id: A
title: 标题
sumary: 写错的键
summary: 一句话。
need: 先弄清
right: 综合
reviewed: 2026-11-20
published: 2026-11-20
---

看[别页](none.md)。

保护一百年（《专利法》第九十条）。

![](knife.svg)

/// from | 2027-01-01
没有结束的块。
"""
    root = make_project({"content/explain/A.md": page, "content/explain/knife.svg": "<svg/>"})
    assert sorted((line, rule) for rule, file, line in found(root) if file.startswith("content")) == [
        (4, "schema/unknown-key"), (12, "link/dead"), (14, "law/article"), (16, "image/alt"), (18, "block/unclosed"),
    ]


def test_an_id_used_twice(make_project: Make) -> None:
    quiz = "---\nid: same\ntitle: 测\nstage: 公众\nreviewed: 2026-11-20\n---\n\n## 对吗？ {#one}\n\n答案：对\n解析：对。\n依据：《专利法》第二条\n"
    root = make_project({"content/explain/same.md": "一。", "quizzes/general/same.md": quiz})
    assert any(rule == "id/duplicate" for rule, _, _ in found(root))


def test_overdue_review_warns_and_never_fails(make_project: Make) -> None:
    root = make_project({"content/explain/A.md": "一。"}, reviewed="2024-01-01")
    project, problems = ProjectReader(root).read()
    report = Report([*problems, *run_checks(project, DAY)])
    assert "review/overdue" in {d.rule for d in report.warnings} and report.errors == ()


def test_a_review_in_the_future(make_project: Make) -> None:
    assert ("review/future", "content/explain/A.md", 7) in found(make_project({"content/explain/A.md": "一。"}, reviewed="2027-05-01"))


def test_unknown_site_facts_warn(make_project: Make) -> None:
    assert ("site/unknown", "data/site.yml", 1) in found(make_project({}))


def test_encodings_are_told_for_the_file(make_project: Make) -> None:
    root = make_project({"content/explain/A.md": "---\nid: A\n---\n专利".encode("gb18030")})
    assert ("text/encoding", "content/explain/A.md", 4) in found(root)


def test_a_missing_data_file(make_project: Make) -> None:
    root = make_project({})
    (root / "data/site.yml").unlink()
    assert ("data/missing", "data/site.yml", 0) in found(root)


class TestRealContent:
    @pytest.mark.parametrize("day", [date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 1)], ids=str)
    def test_no_errors_before_and_after_the_switch(self, real_project, day: date) -> None:
        project, problems = real_project
        assert [str(d) for d in Report([*problems, *run_checks(project, day)]).errors] == []

    def test_every_plan_task_is_there(self, real_project) -> None:
        plan = real_project[0].plan
        assert [t.n for t in plan.tasks] == list(range(1, 21)) == sorted(n for g in plan.groups for n in g.tasks)

    def test_the_plan_names_its_units_as_printed(self, real_project, shared: Path) -> None:
        printed = (shared / "plan/yangjiang-ip-pilot-city-work-plan.txt").read_text(encoding="utf-8")
        plan = real_project[0].plan
        for task in (*plan.tasks, *plan.guarantees):
            for unit in (*task.lead, *task.responsible):
                assert unit in printed, f"{task.n} {unit}"
        for task in plan.tasks:
            assert task.title in printed, task.title


# --- A Learning Record Store -------------------------------------------------------------------------

SITE = "name: 站\ntagline: 试\ndescription: 试\nhost_unit: 局\ncontent_source: 测\n"
GUARDIAN = "---\nid: guardian\ntitle: 告知\nsummary: 一句。\naudience: [老师]\nreviewed: 2026-11-20\npublished: 2026-11-20\n---\n\n作答会发到市库。\n"


@pytest.mark.parametrize(
    ("lrs", "domain", "notice", "rules"),
    [
        ("{name: 市库, endpoint: 'https://lrs.example.cn/xAPI/', key: a, secret: b}", "www.example.cn", GUARDIAN, set()),
        ("{name: 市库, endpoint: 'http://127.0.0.1:8100/xAPI'}", "www.example.cn", GUARDIAN, set()),
        ("{name: 市库, endpoint: 'http://lrs.example.cn/xAPI/'}", "www.example.cn", GUARDIAN, {"lrs/endpoint"}),
        ("{name: 市库, endpoint: 'https://lrs.example.cn/xAPI?x=1'}", "www.example.cn", GUARDIAN, {"lrs/endpoint"}),
        ("{name: 市库, endpoint: lrs.example.cn, key: a}", "null", GUARDIAN.replace("市库", "别处"), {"lrs/endpoint", "lrs/key", "lrs/domain", "lrs/notice"}),
        ("null", "null", GUARDIAN.replace("市库", "别处"), set()),
    ],
)
def test_a_store_is_reachable_and_told_to_guardians(make_project: Make, lrs: str, domain: str, notice: str, rules: set[str]) -> None:
    root = make_project({"data/site.yml": f"{SITE}domain: {domain}\nlrs: {lrs}\n", "content/help/guardian.md": notice})
    mine = {(rule, file, line) for rule, file, line in found(root) if rule.startswith("lrs/")}
    assert mine == {(rule, "data/site.yml", 7) for rule in rules}


class TestOneMistakeIsToldOnce:
    """A file that cannot be read is one mistake, however many others lead to it."""

    FRONT = "---\nid: {id}\ntitle: 页\nsummary: 句。\nneed: 先弄清\nright: 综合\nreviewed: 2026-11-20\npublished: 2026-11-20\nrelated: [B]\n---\n\n看[乙](B.md)。\n"

    @pytest.mark.parametrize(("old", "new", "rule", "line"), [
        ("title: 页", "title：页", "yaml/syntax", 3),
        ("right: 综合", "right: 综和", "schema/choice", 6),
        ("id: B", "id: Ｂ", "id/form", 2),
    ])
    def test_a_page(self, make_project: Make, old: str, new: str, rule: str, line: int) -> None:
        root = make_project({"content/explain/A.md": self.FRONT.format(id="A"), "content/explain/B.md": self.FRONT.format(id="B").replace(old, new, 1)})
        assert {f for f in found(root) if f[1].startswith("content/explain/")} == {(rule, "content/explain/B.md", line)}

    def test_a_file_in_another_encoding(self, make_project: Make) -> None:
        root = make_project({"content/explain/A.md": self.FRONT.format(id="A"), "content/explain/B.md": self.FRONT.format(id="B")})
        (root / "content/explain/B.md").write_bytes(self.FRONT.format(id="B").encode("gb18030"))
        assert {f for f in found(root) if f[1].startswith("content/explain/")} == {("text/encoding", "content/explain/B.md", 4)}

    def test_laws_and_quizzes(self, make_project: Make) -> None:
        root = make_project({"content/explain/A.md": "《专利法》第二条。\n\n/// quiz | q\n///", "quizzes/general/q.md": "---\nid：q\n---\n"})
        for law in (root / "data/laws").glob("*.yml"):
            law.write_bytes(law.read_text("utf-8").encode("gb18030"))
        assert not any(f[1] == "content/explain/A.md" for f in found(root))

    def test_what_is_not_there_is_still_told(self, make_project: Make) -> None:
        root = make_project({"content/explain/A.md": self.FRONT.format(id="A"), "content/explain/C.md": "---\nid：C\n---\n"})
        assert {("ref/unknown", "content/explain/A.md", 9), ("link/dead", "content/explain/A.md", 12)} <= found(root)


STRAYS = {
    "hidden ending": ("content/explain/B.md.txt", "file/name"),
    "plain text": ("quizzes/general/q.txt", "file/name"),
    "twice": ("content/explain/B.md.md", "file/name"),
    "capitals": ("content/explain/B.MD", "file/name"),
    "other yaml": ("data/units2.yaml", "file/name"),
    "word": ("content/explain/B.docx", "file/name"),
    "a copy": ("content/explain/B - 副本.md", "file/name"),
    "spaces": ("content/explain/my knife.svg", "file/name"),
    "the program's folder": ("content/assets/knife.svg", "file/name"),
    "word's lock": ("content/explain/~$B.md", "file/temporary"),
    "windows' own": ("content/explain/Thumbs.db", "file/temporary"),
    "no picture": ("content/explain/knife.png", "image/format"),
}


@pytest.mark.parametrize(("file", "rule"), STRAYS.values(), ids=STRAYS.keys())
def test_files_that_would_go_unread(make_project: Make, file: str, rule: str) -> None:
    told = found(make_project({file: "<svg/>"}))
    assert [r for r, place, _ in told if place == file and r.startswith(("file/", "image/"))] == [rule]
    assert not any(place == file and r == "asset/licence" for r, place, _ in told)


def test_what_is_named_wrong_is_not_missed_again(make_project: Make) -> None:
    root = make_project({"content/explain/A.md": TestOneMistakeIsToldOnce.FRONT.format(id="A"), "content/explain/B.md.txt": "乙"})
    assert {f for f in found(root) if "explain" in f[1]} == {("file/name", "content/explain/B.md.txt", 0)}


def test_a_copied_folder_is_told_once_and_blamed_itself(make_project: Make) -> None:
    page = TestOneMistakeIsToldOnce.FRONT.format(id="B").replace("related: [B]\n", "")
    root = make_project({"content/explain/B.md": page, "content/explain/B 副本.md": page, "content/explain/b.md": page.replace("id: B", "id: b")})
    told = {f for f in found(root) if f[0] in ("id/duplicate", "file/name")}
    assert ("id/duplicate", "content/explain/B 副本.md", 2) in told and ("file/name", "content/explain/B 副本.md", 0) in told
    assert len([f for f in told if f[0] == "id/duplicate"]) == 2, "E03 and e03 are one file on Windows"


PICTURES = {"img\\a.png": "img/a.png", "C:\\a.png": "自己电脑上", "A.SVG": "a.svg", "a.heic": "JPG"}


@pytest.mark.parametrize(("src", "fix"), PICTURES.items())
def test_how_to_mend_a_picture(make_project: Make, src: str, fix: str) -> None:
    root = make_project({"content/explain/A.md": f"![刀]({src})", "content/explain/a.svg": "<svg/>", "content/explain/a.heic": b"x"})
    (told,) = [d for d in run_checks(ProjectReader(root).read()[0], DAY, writing=False) if d.rule.startswith("image/")]
    assert told.place.line == 10 and fix in told.fix


@pytest.mark.parametrize("cited", ["第四2条", "第零条", "第二条第四2款"])
def test_a_number_no_law_could_have_is_no_citation(make_project: Make, cited: str) -> None:
    assert ("law/form", "content/explain/A.md", 10) in found(make_project({"content/explain/A.md": f"依《专利法》{cited}。"}))


def test_an_id_list_without_brackets_is_named_as_such(make_project: Make) -> None:
    root = make_project({"content/explain/A.md": TestOneMistakeIsToldOnce.FRONT.format(id="A").replace("[B]", "[B，B]"), "content/explain/B.md": "乙"})
    (told,) = [d for d in run_checks(ProjectReader(root).read()[0], DAY, writing=False) if d.rule == "ref/unknown" and d.place.file == "content/explain/A.md"]
    assert told.place.line == 9 and "[B, B]" in told.fix
