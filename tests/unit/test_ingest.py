"""A folder of results in every form people have them in -> one table, with every record accounted for."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from openpyxl import Workbook

from iplearn.model.project import Project
from iplearn.model.result import Attempt, ClassCode, Phase
from iplearn.results.classes import class_code, school_code
from iplearn.results.codes import encode
from iplearn.results.files import write_file
from iplearn.results.ingest import Ingested, ingest
from iplearn.results.rows import Handed, response_rows, to_csv
from iplearn.results.texts import span, term_of, when
from tests.conftest import repository
from iplearn.products.demo.pupils import attempt

DAY = date(2026, 12, 20)
GROUP = ClassCode(17, 7, 3)
SCHOOL = school_code(17)


@pytest.fixture(scope="module")
def project() -> Project:
    found, problems = repository()
    assert not [p for p in problems if p.is_error]
    return found


@pytest.fixture
def read(tmp_path: Path, project: Project) -> Callable[..., tuple[Ingested, list[dict], list[list[str]]]]:
    """`read({"name": text or bytes})` -> (counts, rows of responses, rows of rejected.csv)."""
    folder, out = tmp_path / "results", tmp_path / "out"
    folder.mkdir()

    def go(files: dict[str, str | bytes], schools: tuple[str, ...] = (SCHOOL,)) -> tuple[Ingested, list[dict], list[list[str]]]:
        for name, content in files.items():
            (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        counts = ingest(folder, project, schools, out, DAY)
        with (out / "rejected.csv").open(encoding="utf-8-sig", newline="") as file:
            refused = list(csv.reader(file))[1:]
        return counts, pq.read_table(out / "responses.parquet").to_pylist(), refused

    return go


@pytest.fixture(scope="module")
def pupils(project: Project) -> list[Attempt]:
    dice = random.Random(3)
    return [attempt(project.revisions, "l07-post", Phase.POST, GROUP, seat, 0.6, dice) for seat in range(1, 13)]


def codes(project: Project, attempts: list[Attempt]) -> list[str]:
    return [encode(a, project.revisions.layout(a.quiz, a.revision)) for a in attempts]


def expected(project: Project, attempts: list[Attempt]) -> set[tuple]:
    return {(r.learner, r.item, r.response, r.score, r.max_score) for r in response_rows([Handed(a, "") for a in attempts], project.revisions)}


def told(rows: list[dict]) -> set[tuple]:
    return {(r["learner"], r["item"], r["response"], r["score"], r["max_score"]) for r in rows}


def carried(project: Project, attempts: list[Attempt]) -> list[Attempt]:
    """As they come out of their codes."""
    from iplearn.results.codes import CodeReader

    reader = CodeReader(project.revisions)
    return [reader.decode(code) for code in codes(project, attempts)]


def test_codes_in_any_text(project: Project, pupils: list[Attempt], read) -> None:
    first, *rest = codes(project, pupils)
    text = f"七年级三班的结果\r\n\r\n1号：{first.lower()}\n" + "\n".join(f"{n}　{code.replace('-', ' ')}" for n, code in enumerate(rest, 2))
    counts, rows, refused = read({"群里复制的.txt": text.encode("gb18030")})
    assert counts.records == counts.accepted == 12 and not refused
    assert told(rows) == expected(project, carried(project, pupils))
    assert {r["source_line"] for r in rows} == {3, *range(4, 15)} and {r["source_file"] for r in rows} == {"群里复制的.txt"}
    assert {(r["school"], r["class"], r["term"]) for r in rows} == {(SCHOOL, class_code(GROUP), "2026-1")}


def test_the_class_pages_table_and_its_scores_are_not_believed(project: Project, pupils: list[Attempt], read) -> None:
    rows = response_rows([Handed(a, "扫码:1") for a in pupils], project.revisions)
    text = to_csv(rows)
    assert ",0," in text
    lines = [line.replace(",0,", ",1,", 1) for line in text.split("\r\n")]
    counts, found, refused = read({"responses-K3.csv": "\r\n".join(lines).encode()})
    assert told(found) == expected(project, pupils) and not refused
    assert counts.settled.read == counts.settled.accepted == len(rows)


def test_the_same_as_a_workbook(project: Project, pupils: list[Attempt], read, tmp_path: Path) -> None:
    rows = list(csv.reader(to_csv(response_rows([Handed(a, "") for a in pupils], project.revisions)).removeprefix("\ufeff").splitlines()))
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "book.xlsx")
    _, found, refused = read({"表.xlsx": (tmp_path / "book.xlsx").read_bytes()})
    assert told(found) == expected(project, pupils) and not refused


def test_what_is_there_twice_counts_once(project: Project, pupils: list[Attempt], read) -> None:
    all_codes = codes(project, pupils)
    table = to_csv(response_rows([Handed(a, "") for a in carried(project, pupils)], project.revisions))
    counts, rows, refused = read({"a.txt": "\n".join(all_codes), "b.txt": all_codes[3], "表.csv": table})
    assert told(rows) == expected(project, carried(project, pupils))
    assert counts.settled.doubles == counts.settled.read - counts.settled.accepted > 0
    assert {row[2][:2] for row in refused} == {"重复"}
    again, same, _ = read({})
    assert (again, same) == (counts, rows)  # reading again changes nothing


def test_files_keep_times_and_words(project: Project, pupils: list[Attempt], read) -> None:
    from dataclasses import replace

    one = replace(pupils[0], answers=tuple(replace(a, seconds=7) for a in pupils[0].answers))
    files = {"result.json": write_file(one, project.revisions.layout(one.quiz, one.revision)), "codes.txt": codes(project, [one])[0]}
    _, rows, refused = read(files)
    assert {r["duration"] for r in rows} == {7.0} and len(refused) == 1  # the code is the double of the file


def test_a_slip_of_the_pen_is_named(project: Project, pupils: list[Attempt], read) -> None:
    code = codes(project, pupils)[0]
    wrong = code[:6] + ("0" if code[6] != "0" else "1") + code[7:]
    counts, rows, refused = read({"a.txt": wrong})
    assert not rows and counts.rejected == 1
    (row,) = refused
    assert row[:2] == ["a.txt", "1"] and "字符" in row[2] and code in row[2] and row[3] == wrong


def test_two_pupils_with_one_seat(project: Project, pupils: list[Attempt], read) -> None:
    from dataclasses import replace

    first, second = pupils[0], replace(pupils[1], seat=pupils[0].seat, minute=pupils[0].minute, seconds=pupils[0].seconds)
    counts, rows, refused = read({"a.txt": "\n".join(codes(project, [first, second, pupils[2]]))})
    assert {r["learner"][-2:] for r in rows} == {"03"}
    assert counts.settled.same_seat > 0 and all("座号" in row[2] for row in refused)


def test_second_tries_are_numbered_by_time(project: Project, pupils: list[Attempt], read) -> None:
    from dataclasses import replace

    later = replace(pupils[0], minute=pupils[0].minute + 60)
    _, rows, _ = read({"a.txt": "\n".join(codes(project, [later, pupils[0]]))})
    assert {(r["attempt"], r["source_line"]) for r in rows} == {(1, 2), (2, 1)}


def test_what_counts_has_a_cell_and_a_person(project: Project, pupils: list[Attempt], read, tmp_path: Path) -> None:
    from dataclasses import replace

    later, nobody = replace(pupils[0], minute=pupils[0].minute + 60), replace(pupils[1], group=None, seat=0)
    _, rows, _ = read({"a.txt": "\n".join(codes(project, [later, nobody, *pupils]))})
    assert len(rows) > len([r for r in rows if r["cell"]]) == len(expected(project, pupils))
    assert {r["cell"] > 0 for r in rows} == {r["person"] > 0 for r in rows} == {True, False}
    assert all((r["cell"] > 0) == (r["person"] > 0) == (r["attempt"] == 1 and r["learner"] != "") for r in rows)
    cells, people, sittings = (pq.read_table(tmp_path / "out" / f"{name}.parquet").to_pylist() for name in ("cells", "people", "sittings"))
    of = {cell["cell"]: cell for cell in cells}
    assert sorted(of) == list(range(1, len(cells) + 1)) and sorted({r["cell"] for r in rows} - {0}) == sorted(of)
    for row in rows:
        if row["cell"]:
            cell = of[row["cell"]]
            assert {k: row[k] for k in ("school", "term", "quiz", "form", "item", "revision", "phase", "both")}.items() <= cell.items()
            assert cell["response"] in (row["response"], "")
    assert len(people) == len(sittings) == len({r["learner"] for r in rows if r["learner"]}) == 12
    assert sum(s["points"] for s in sittings) == pytest.approx(sum(r["score"] for r in rows if r["cell"]))


def test_the_same_results_give_the_same_bytes(project: Project, pupils: list[Attempt], read, tmp_path: Path) -> None:
    def written() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}

    read({"a.txt": "\n".join(codes(project, pupils))})
    first = written()
    assert {"responses.parquet", "cells.parquet", "parts.parquet", "goals.parquet", "people.parquet", "sittings.parquet", "items.parquet", "rejected.csv"} == set(first)
    read({})
    assert written() == first


def test_a_line_beyond_every_measure(project: Project, pupils: list[Attempt], read, monkeypatch: pytest.MonkeyPatch) -> None:
    """It comes in pieces with one number; no run of letters in it is taken for a code."""
    monkeypatch.setattr("iplearn.results.texts._LONGEST_LINE", 10_000)
    counts, rows, refused = read({"a.txt": "2" * 25_000 + "\n" + codes(project, pupils)[0]})
    assert counts.accepted == 1 and {r["source_line"] for r in rows} == {2}
    assert [row[1] for row in refused] == ["1", "1", "1"] and all("没有这么长" in row[2] and len(row[3]) == 500 for row in refused)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "空的"),
        ("learner,quiz,item,revision,phase,response,answered_at\r\n{who},l99,a,b,pre,A,2026-10-08 09:00\r\n", "没有编号是“l99”的测验"),
        ("learner,quiz,item,revision,phase,response,answered_at\r\n{who},l07-post,a,b,pre,A,2026-10-08 09:00\r\n", "没有题目“a”"),
        ("learner,quiz,item,revision,phase,response,answered_at\r\n{who},l07-post,{item},00000000,pre,A,2026-10-08 09:00\r\n", "这一版"),
        ("learner,quiz,item,revision,phase,response,answered_at\r\n{who},l07-post,{item},{rev},课前,A,2026-10-08 09:00\r\n", "只能是"),
        ("learner,quiz,item,revision,phase,response,answered_at\r\n{who},l07-post,{item},{rev},pre,A,昨天\r\n", "不是时间"),
        ("learner,quiz,item,revision,phase,response,answered_at\r\n{who},l07-post,{item},{rev},pre,A,2031-10-08 09:00\r\n", "时钟"),
        ("learner,quiz,item,revision,phase,response,answered_at\r\nAAAAAA-07,l07-post,{item},{rev},pre,A,2026-10-08 09:00\r\n", "班级码"),
        ("learner,quiz,item,revision,phase,response,answered_at\r\n{who},l07-post,{item}\r\n", "不完整"),
    ],
)
def test_rows_that_cannot_be_used(project: Project, read, content: str, reason: str) -> None:
    latest = project.revisions.latest("l07-post")
    item, rev = latest.items[0]
    text = content.format(who=f"{class_code(GROUP)}-07", item=item, rev=rev)
    counts, rows, refused = read({"表.csv": text})
    assert not rows and counts.rejected == 1 and reason in refused[0][2] and refused[0][0] == "表.csv"


def test_a_school_that_is_not_on_the_list(project: Project, pupils: list[Attempt], read) -> None:
    counts, rows, refused = read({"a.txt": "\n".join(codes(project, pupils))}, schools=(school_code(20),))
    assert not rows and counts.rejected == 12 and all(SCHOOL in row[2] for row in refused)


def test_what_would_run_in_a_spreadsheet_does_not(read) -> None:
    text = 'learner,quiz,item,revision,phase,response,answered_at\r\n=1+1,"=HYPERLINK(""x"")",a,b,pre,A,2026-10-08\r\n'
    _, _, refused = read({"=cmd.csv": text})
    assert refused and all(not cell.startswith(("=", "+", "-", "@")) for row in refused for cell in row)


def test_a_picture_is_no_result(read) -> None:
    _, _, refused = read({"照片.jpg": b"\xff\xd8\xff\xe0\0\0"})
    assert "不是文本" in refused[0][2]


def test_wenjuanxing_by_words_and_by_number(project: Project, read) -> None:
    latest = project.revisions.latest("l07-post")
    layout = {i: project.revisions.items["l07-post", i, r] for i, r in latest.items}
    singles = [i for i, item in layout.items() if item.kind == "single"]
    header = ["序号", "提交答卷时间", "所用时间", "来源", "1、班级码", "2、座号", *(f"{n}、题" for n, _ in enumerate(layout, 3))]
    words = ["1", "2026/10/8 9:05:11", "95秒", "微信", class_code(GROUP), "７", *(item.choices[0].text.text if item.kind == "single" else "" for item in layout.values())]
    numbers = ["2", "2026/10/8 9:06:11", "95秒", "微信", class_code(GROUP).lower(), "8", *("1" if item.kind == "single" else "" for item in layout.values())]
    wrong = ["3", "2026/10/8 9:06:11", "95秒", "微信", class_code(GROUP), "9", *("别的" if item.kind == "single" else "" for item in layout.values())]
    text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in (header, words, numbers, wrong))
    _, rows, refused = read({"l07-post_七3班.csv": text.encode("gb18030")})
    for seat in ("07", "08"):
        assert {r["item"]: r["response"] for r in rows if r["learner"].endswith(seat)} == {i: "A" if i in singles else "" for i in layout}
    assert len(refused) == len(singles) and all("不是其中的选项" in row[2] for row in refused)
    assert {r["phase"] for r in rows} == {"post"}


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-10-08T09:47+08:00", "2026-10-08 09:47"), ("2026/10/8 9:05:11", "2026-10-08 09:05"), ("２０２６年１０月８日 下午3点05分", "2026-10-08 15:05"),
        ("2026年10月8日", "2026-10-08 00:00"), ("20261008", "2026-10-08 00:00"), ("20261008 0947", "2026-10-08 09:47"),
        ("2026-10-08T01:47:00Z", "2026-10-08 09:47"), ("2026.10.8", "2026-10-08 00:00"), ("2026-10-08 12:30 下午", None), ("昨天", None), ("2026-13-01", None), ("", None),
    ],
)
def test_dates_as_people_write_them(text: str, moment: str | None) -> None:
    found = when(text)
    assert (found and found.strftime("%Y-%m-%d %H:%M")) == moment


def test_spans_and_terms() -> None:
    assert [span(t) for t in ("95秒", "1分35秒", "0:01:35", "1 min 35 secs", "95", "很久")] == [95, 95, 95, 95, 95, None]
    assert [term_of(when(t)) for t in ("2026-09-01", "2027-01-31", "2027-02-01", "2027-08-31")] == ["2026-1", "2026-1", "2026-2", "2026-2"]


def test_who_was_there_before_and_after(project: Project, read) -> None:
    """Only learners with pre and post of a lesson in one term, first attempts, same pairs."""
    dice = random.Random(5)
    made = []
    for seat, phases in ((1, "pre post"), (2, "pre"), (3, "post"), (4, "pre post")):
        for phase in phases.split():
            one = attempt(project.revisions, f"l07-{phase}", Phase(phase), GROUP, seat, 0.6, dice)
            made.append(one)
    whole = [a for a in made if len(a.answers) == len(project.revisions.layout(a.quiz, a.revision))]
    _, rows, _ = read({"a.txt": "\n".join(codes(project, made))})
    both = {r["learner"][-2:] for r in rows if r["both"]}
    asked_all = {f"{a.seat:02}" for a in made if sum(b.seat == a.seat for b in whole) == 2}
    assert both == asked_all - {"02", "03"}
    assert all(r["both"] for r in rows if r["learner"][-2:] in both)
