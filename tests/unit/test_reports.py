"""A made-up city from result codes to reports: formats agree, nobody small is shown, a second release gives nobody away."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from iplearn.model.project import Project
from iplearn.products.demo.results import demo_files
from iplearn.shell.demo_command import make_demo
from iplearn.shell.reports_command import make_reports
from tests.conftest import repository, ROOT

DAY = date(2026, 11, 29)
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def project() -> Project:
    return repository()[0]


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """results/ and out/ with the first release in out/reports, and a copy of it in first/."""
    folder = tmp_path_factory.mktemp("city")
    assert make_demo(ROOT, 6, folder / "results", DAY) == 0
    assert make_reports(ROOT, folder / "results", None, folder / "out", "duckdb", DAY) == 0
    (folder / "first").mkdir()
    for path in (folder / "out/reports").iterdir():
        (folder / "first" / path.name).write_bytes(path.read_bytes())
    return folder


def sheet(path: Path, name: str) -> list[dict]:
    """The rows of a sheet below its head; the line that says 示例数据 is checked and left out."""
    rows = list(load_workbook(path)[name].iter_rows(values_only=True))
    assert rows[1][0] == "示例数据"
    return [dict(zip(rows[0], row)) for row in rows[2:]]


def schools(folder: Path) -> list[str]:
    return sorted(p.stem for p in folder.glob("*.xlsx") if p.stem != "city")


def html(path: Path) -> str:
    return path.read_text("utf-8")


def test_every_school_has_its_three_files(city: Path) -> None:
    names = {p.name for p in (city / "first").iterdir()}
    assert len(schools(city / "first")) == 6
    assert names == {"index.html", *(f"{s}.{end}" for s in [*schools(city / "first"), "city"] for end in ("html", "pdf", "xlsx"))}


def test_made_up_results_say_so_everywhere(city: Path) -> None:
    for path in (city / "first").glob("*.html"):
        assert "示例数据" in html(path)
    pages = subprocess.run(["pdftotext", "-layout", str(city / "first/city.pdf"), "-"], capture_output=True, text=True, check=True).stdout.split("\f")
    assert all("示例数据" in page for page in pages if page.strip())


def test_formats_agree(city: Path) -> None:
    for school in schools(city / "first"):
        page = html(city / f"first/{school}.html")
        for row in sheet(city / f"first/{school}.xlsx", "课"):
            assert row["课"] in page and f">{row['人数']}<" in page
            assert f">{row['平均得分率'] * 100:.0f}%<" in page


def test_the_city_is_the_sum_of_what_is_shown(city: Path) -> None:
    """So there is nothing left over to take away."""
    parts: dict[tuple, int] = {}
    for school in schools(city / "first"):
        for row in sheet(city / f"first/{school}.xlsx", "课"):
            parts[row["课"], row["阶段"]] = parts.get((row["课"], row["阶段"]), 0) + row["人数"]
    whole = {(row["课"], row["阶段"]): row["人数"] for row in sheet(city / "first/city.xlsx", "课")}
    assert whole and parts == whole


def test_the_small_school_is_nowhere(city: Path) -> None:
    """Eight pupils: its report says why there is nothing, and no format holds a number of theirs."""
    small = next(line.split(",")[0] for line in (city / "results/schools.csv").read_text("utf-8-sig").splitlines() if line.endswith(",8"))
    book = load_workbook(city / f"first/{small}.xlsx")
    for name in ("课", "题", "目标"):
        assert book[name].max_row == 2
    page = html(city / f"first/{small}.html")
    assert "参加的人太少，不单独显示" in page and "<svg" not in page
    assert "示例学校六" not in html(city / "first/city.html")


def test_no_cell_is_a_formula(city: Path) -> None:
    for path in (city / "first").glob("*.xlsx"):
        for ws in load_workbook(path):
            for row in ws.iter_rows():
                assert all(cell.data_type != "f" for cell in row)


def test_findings_name_their_figures(city: Path) -> None:
    for school in schools(city / "first"):
        page = html(city / f"first/{school}.html")
        found = re.search(r"三条发现</p>\n<ol>(.*?)</ol>", page, re.S)
        if "还没有够得上统计的结果" not in page:
            assert found and all(re.search(r"\d", line) for line in re.findall(r"<li>(.*?)</li>", found[1]))
            assert "{" not in found[1]


def test_pages_are_whole_without_anything_else(city: Path) -> None:
    for path in (city / "first").glob("*.html"):
        page = html(path)
        assert 'lang="zh-CN"' in page and "noindex" in page and "http" not in page.replace("http://www.w3.org/2000/svg", "")
        assert page.count("<svg") == page.count("<title>") - 1 == page.count("<desc>")


def test_pdfs_are_tagged(city: Path) -> None:
    told = subprocess.run(["pdfinfo", str(city / "first/city.pdf")], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Tagged:\s+yes", told)


def test_a_second_release_does_not_show_the_few_who_came_late(project: Project, tmp_path: Path) -> None:
    """First without three pupils, then with them: every figure of their school and of the city stays as it was."""
    results, out = tmp_path / "results", tmp_path / "out"
    assert make_demo(ROOT, 6, results, DAY) == 0
    path = next(p for p in sorted((results / "codes").iterdir()) if "-post" in p.name)
    whole = path.read_text("utf-8")
    path.write_text("\n".join(whole.splitlines()[:-3]) + "\n", "utf-8")
    assert make_reports(ROOT, results, None, out, "duckdb", DAY) == 0
    before = {p.name: p.read_bytes() for p in (out / "reports").glob("*.xlsx")}
    school = path.name[:3]
    told = sheet(out / f"reports/{school}.xlsx", "课"), sheet(out / "reports/city.xlsx", "课")
    path.write_text(whole, "utf-8")
    assert make_reports(ROOT, results, None, out, "duckdb", DAY) == 0
    after = sheet(out / f"reports/{school}.xlsx", "课"), sheet(out / "reports/city.xlsx", "课")
    held = [row for row in after[0] if row["和上次相同"] == "是"]
    assert held, "the lesson with three late comers should be held"
    drop = lambda rows: [{k: v for k, v in row.items() if k != "和上次相同"} for row in rows]  # noqa: E731
    assert drop(after[0]) == drop(told[0]) and drop(after[1]) == drop(told[1])
    others = [name for name in before if name not in (f"{school}.xlsx", "city.xlsx")]
    assert all((out / "reports" / name).read_bytes() == before[name] for name in others)  # the same input, the same bytes


def test_the_ledger_is_refused_when_it_was_changed(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    assert make_demo(ROOT, 3, tmp_path / "results", DAY) == 0
    (tmp_path / "out").mkdir()
    (tmp_path / "out/ledger.json").write_text("{", "utf-8")
    assert make_reports(ROOT, tmp_path / "results", None, tmp_path / "out", "duckdb", DAY) == 1
    assert "上次发布的记录读不懂" in capsys.readouterr().err
    assert not (tmp_path / "out/reports").exists()


@pytest.mark.parametrize(
    ("name", "text", "rule"),
    [
        ("schools.csv", "学校代码,学校\r\nAAA,某校\r\n", "roll/row"),
        ("schools.csv", "代码,学校\r\n", "roll/columns"),
        ("schools.csv", "学校代码,学校,学段,在籍人数\r\n5WN,甲,小学,10\r\n", "roll/row"),
        ("schools.csv", "学校代码,学校,学段,在籍人数\r\n5WN,甲,初中,约十人\r\n", "roll/row"),
        ("schools.csv", "学校代码,学校,学段,在籍人数\r\n5WN,甲,初中,10\r\n5WN,乙,初中,10\r\n", "roll/double"),
        ("activities.csv", "学校代码,日期,类别,名称\r\n7WH,2026-10-08,课,四个抽屉\r\n", "roll/unknown-school"),
        ("activities.csv", "学校代码,日期,类别,名称\r\n5WN,上周,课,四个抽屉\r\n", "roll/row"),
        ("criteria.csv", "学校代码,条目,数值,来源\r\n5WN,受过培训的教师数,3,\r\n", "roll/row"),
    ],
)
def test_bad_lists_are_told_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture, name: str, text: str, rule: str) -> None:
    results = tmp_path / "results"
    results.mkdir()
    (results / "schools.csv").write_text("学校代码,学校,学段,在籍人数\r\n5WN,甲,初中,10\r\n", "utf-8")
    (results / name).write_text(text, "utf-8")
    assert make_reports(ROOT, results, None, tmp_path / "out", "duckdb", DAY) == 1
    said = capsys.readouterr().err
    assert f"[{rule}]" in said and f"{name}:" in said
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())


def test_nothing_of_it_reaches_the_site_by_itself(project: Project) -> None:
    assert project.summary is None


def test_made_up_results_are_not_published(city: Path, capsys: pytest.CaptureFixture, tmp_path: Path) -> None:
    assert make_reports(ROOT, city / "results", None, tmp_path / "out", "duckdb", DAY, publish=True) == 0
    assert "没有写公开的小结" in capsys.readouterr().out and not (ROOT / "data/summary.yml").exists()


def test_the_same_city_each_time(project: Project) -> None:
    def city_once() -> Iterator[tuple[str, str]]:
        return demo_files(project, 3, DAY)

    assert list(city_once()) == list(city_once())
