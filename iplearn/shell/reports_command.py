"""`build.py reports`: results in, reports out. Nothing here reaches the public site."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from iplearn.diagnostics import Diagnostic, Place, Report, error
from iplearn.measures.aggregates import aggregate
from iplearn.measures.disclosure import LEAST
from iplearn.measures.engines import open_engine
from iplearn.products.school_report import report_files
from iplearn.products.school_report.release import Release, make_release, read_ledger, write_ledger
from iplearn.products.school_report.reporter import Reporter
from iplearn.products.school_report.summary import summary, to_yaml
from iplearn.reading.project import ProjectReader
from iplearn.results.ingest import Ingested, ingest
from iplearn.results.lrs import PASSWORD, USER, LrsProblem, fetch
from iplearn.results.roll import read_roll
from iplearn.shell.progress import Progress

PUBLIC = "data/summary.yml"
STATEMENTS = "lrs.jsonl"
DATA, PAGES, LEDGER = "data", "reports", "ledger.json"
"""Inside the output folder: the tables, the reports, and what the next release has to know. Only reports are for reading."""


def make_reports(root: Path, results: Path, schools: Path | None, out: Path, engine: str, day: date, publish: bool = False, lrs: str | None = None) -> int:
    """0 done, 1 where the input has errors that would make a report wrong; then nothing is written."""
    project, found = ProjectReader(root, keep=True).read()
    settings = project.reports
    problems: list[Diagnostic] = [d for d in found if d.is_error]
    if settings.least < LEAST:
        problems.append(error(Place("data/reports.yml"), "reports/least", f"least 是 {settings.least}，不能小于 {LEAST}。", f"改成 {LEAST} 或者更大的数。"))
    if not results.is_dir():
        problems.append(error(Place(str(results)), "reports/results", "没有这个文件夹。", "用 --results 指出成绩放在哪里。"))
        return _tell(problems)
    roll, more = read_roll(results, schools or results / "schools.csv", settings)
    problems += more
    if Report(problems).errors:
        return _tell(problems)
    try:
        before = read_ledger(out / LEDGER)
    except (ValueError, KeyError, TypeError):
        return _tell([*problems, error(Place(str(out / LEDGER)), "reports/ledger", "上次发布的记录读不懂。", "从备份里恢复它。没有它，不能保证前后两次报告对照起来看不出是谁。")])
    _tell(problems)
    if lrs and not _fetched(lrs, results):
        return 1
    data = out / DATA
    with Progress("读成绩") as progress:
        counts = ingest(results, project, (s.code for s in roll.schools), data, day, progress.step)
    print("\n".join(_counted(counts, data)))
    with Progress(f"统计（{engine}）"), tempfile.TemporaryDirectory(prefix="iplearn-measures-") as folder:
        opened = open_engine(engine, data)
        try:
            aggregates = aggregate(opened, fast=settings.fast, mastered=settings.mastered, folder=Path(folder))
        finally:
            opened.close()
    release = make_release(aggregates, settings.least, before)
    with Progress("写报告") as progress:
        _write(report_files(project, release, roll, day), release, out, progress)
    if publish:
        _publish(root, Reporter(project, release, roll, settings.least), day)
    print(f"报告在 {(out / PAGES).as_posix()}/index.html。{LEDGER} 和 {DATA}/ 留在市里，不要外传。")
    return 0


def _fetched(endpoint: str, results: Path) -> bool:
    """Statements of a live store, as a file beside the other results; what was fetched before is fetched again."""
    user, password = os.environ.get(USER), os.environ.get(PASSWORD)
    if not user or not password:
        print(f"读学习记录库要用户名和密码：先设环境变量 {USER} 和 {PASSWORD}。", file=sys.stderr)
        return False
    try:
        with Progress("取学习记录") as progress:
            count = fetch(endpoint, user, password, results / STATEMENTS, progress.step)
    except LrsProblem as why:
        print(f"{why}\n    → 改好再运行；成绩文件夹里原来的东西没有动。", file=sys.stderr)
        return False
    print(f"从学习记录库取来 {count} 条，在 {(results / STATEMENTS).as_posix()}。")
    return True


def _publish(root: Path, reporter: Reporter, day: date) -> None:
    """Writes what the public site may show; made-up results are none of it."""
    if reporter.roll.notice:
        print(f"这是{reporter.roll.notice}，没有写公开的小结。")
        return
    found = summary(reporter.city(), reporter, day)
    if found is None:
        print("公开的小结没有写：有结果的学校不到三所。")
        return
    (root / PUBLIC).write_text(to_yaml(found), encoding="utf-8")
    print(f"已写好 {PUBLIC}。下次生成网站时会印出来；不想公开，删掉它。")


def _write(files: Iterable[tuple[str, bytes]], release: Release, out: Path, progress: Progress) -> None:
    """All reports, then the ledger; the old ones stay until the new ones are whole."""
    making = Path(tempfile.mkdtemp(prefix=".making-", dir=out))
    try:
        for name, data in files:
            (making / name).write_bytes(data)
            progress.step(name)
        write_ledger(release, out / ".ledger-new")
        shutil.rmtree(out / PAGES, ignore_errors=True)
        os.replace(making, out / PAGES)
        (out / PAGES).chmod(0o755)
        os.replace(out / ".ledger-new", out / LEDGER)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _counted(counts: Ingested, data: Path) -> list[str]:
    settled = counts.settled
    lines = [
        f"读入 {counts.records} 条记录 = 采用 {counts.accepted} 条 + 没有采用 {counts.rejected} 条（{len(counts.files)} 个文件；一个结果码、一行表格各算一条）。",
        f"采用的记录里有 {settled.read} 个作答 = 计入 {settled.accepted} + 重复 {settled.doubles} + 座号冲突 {settled.same_seat}。",
    ]
    if counts.rejected or settled.doubles or settled.same_seat:
        lines.append(f"没有计入的，原因和行号都在 {(data / 'rejected.csv').as_posix()}。")
    return lines


def _tell(problems: list[Diagnostic]) -> int:
    report = Report(problems)
    if report.items:
        print("\n".join(report.lines(colour=sys.stderr.isatty())), file=sys.stderr)
    return 1 if report.errors else 0
