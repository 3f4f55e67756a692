"""`python -m bench.reports [--schools 300] [--json PATH]`: nine million responses, from a table to reports.

Measured in one run on one machine: writing the responses table with the numbers that measures count by (as reading
results in does), a bare scan of eight of its columns, the cube and all measures in Ibis on DuckDB, the same cube in SQL
written by hand, figures from the kept aggregates, reading results in, and 300 PDFs and 300 workbooks. Targets are ratios
within the run. Exit code 1 only where a step fails.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb

from bench.table import machine
from iplearn.measures.aggregates import Aggregates, aggregate
from iplearn.measures.cube import cube
from iplearn.measures.engines import DuckDB, open_engine
from iplearn.measures.tables import table
from iplearn.model.report import Roll, School
from iplearn.parallel import fork_map
from iplearn.products.demo.results import demo_files
from iplearn.products.school_report import one_report
from iplearn.products.school_report.release import make_release
from iplearn.products.school_report.reporter import Reporter
from iplearn.reading.project import ProjectReader
from iplearn.results.classes import school_code
from iplearn.results.ingest import ingest
from iplearn.results.keys import write_numbered

ROOT = Path(__file__).resolve().parents[1]
DAY = date(2026, 12, 1)
MEASURES_TO_SCAN, IBIS_TO_SQL, REFRESH_MS = 8.0, 1.1, 50.0

# 10 quizzes (five lessons, pre and post) of 10 items, 10 classes of 30 pupils in each school: 30,000 responses a school.
_SETTLED = """
CREATE TABLE settled AS
  WITH r AS (
    SELECT s, k, p, q, i, hash(s, k, p, q, i) AS h, hash(s, k, p) AS able
    FROM range({schools}) a(s), range(10) b(k), range(30) c(p), range(10) d(q), range(10) e(i)
  ), scored AS (SELECT *, ((h % 100) < 40 + able % 40 + (q % 2) * 10)::INT::DOUBLE AS score FROM r)
  SELECT printf('%03d', s) AS school, printf('%03d-%02d', s, k) AS class, printf('%03d-%02d-%02d', s, k, p) AS learner,
    'q' || q AS quiz, 'i' || i AS item, printf('%08x', q * 100 + i) AS revision, CASE q % 2 WHEN 0 THEN 'pre' ELSE 'post' END AS phase,
    1::SMALLINT AS attempt, CASE i % 5 WHEN 4 THEN 'text' || h % 1000 ELSE chr((65 + h % 4)::INT) END AS response, score, 1.0::DOUBLE AS max_score,
    TIMESTAMP '2026-09-05 08:00:00' + (able % 8000000) * INTERVAL 1 SECOND AS answered_at, 2.0 + (h % 400) / 10.0 AS duration,
    'codes.txt' AS source_file, (h % 100000)::INT AS source_line, 'f' || q AS form, '2026-1' AS term,
    sum(score) OVER (PARTITION BY s, k, p, q) AS total, able % 20 > 0 AS both
  FROM scored
"""
_ITEMS = """
CREATE TABLE items AS
  SELECT 'q' || q AS quiz, 'i' || i AS item, printf('%08x', q * 100 + i) AS revision, i % 5 < 4 AS listed, 'OBJ-' || q // 2 || '-' || i % 3 AS objective,
    'L' || q // 2 AS unit, CASE WHEN i < 5 THEN 1 << i ELSE 0 END::BIGINT AS pair
  FROM range(10) d(q), range(10) e(i)
"""
# Eight columns that measures use, each looked at in every row; nothing else is done.
_SCAN = """
SELECT sum(length(school) + length(quiz) + length(item) + length(phase) + length(learner) + length(response)), sum(score), sum(duration) FROM responses
"""
_CUBE = """
SELECT cell, school, term, unit, quiz, form, item, revision, phase, "both", response, n, x, xx, m, r, rr, xr, seconds, fast, "empty"
FROM cells JOIN (
  SELECT cell, count(*) AS n, sum(score) AS x, sum(score * score) AS xx, sum(max_score) AS m,
    sum(total - score) AS r, sum((total - score) * (total - score)) AS rr, sum(score * (total - score)) AS xr, sum(duration) AS "seconds",
    sum((duration < 3)::BIGINT) AS fast, sum((response = '')::BIGINT) AS "empty"
  FROM responses WHERE cell > 0 GROUP BY cell
) USING (cell)
"""


def main(argv: list[str] | None = None) -> int:
    args = _parser().parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="iplearn-bench-") as folder:
        rows, targets = _run(Path(folder), args.schools)
    about = machine()
    lines = ["machine   " + "  ".join(f"{k}={v}" for k, v in about.items()), *(f"{name:<58} {value}" for name, value in rows), ""]
    lines += [f"{'PASS' if good else 'MISS'}  {name}: {value}" for name, value, good in targets]
    print("\n".join(lines))
    if args.json:
        args.json.write_text(json.dumps({"machine": about, "rows": rows, "targets": targets}, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.reports", description=__doc__.partition("\n\n")[0])
    parser.add_argument("--schools", type=int, default=300, help="30,000 responses each (default 300)")
    parser.add_argument("--json", type=Path, metavar="PATH", help="also write the results there")
    return parser


def _run(folder: Path, schools: int) -> tuple[list[tuple[str, str]], list[tuple[str, str, bool]]]:
    rows: list[tuple[str, str]] = []
    seconds = _generate(folder, schools)
    count = schools * 30_000
    rows.append(("responses numbered and written as Parquet", f"{count:,} in {seconds:.1f} s, {(folder / 'responses.parquet').stat().st_size / 2**20:.0f} MiB"))
    engine = open_engine("duckdb", folder)
    assert isinstance(engine, DuckDB)
    raw = engine.connection.con
    scan, by_hand, by_ibis, measures = _medians(
        lambda: raw.execute(_SCAN).fetchall(),
        lambda: raw.sql(_CUBE).to_arrow_table(),
        lambda: engine.execute(cube(table("responses"), table("cells"), 3.0)),
        lambda: aggregate(engine, fast=3.0, mastered=0.8, folder=folder),
    )
    rows.append(("bare scan of 8 columns", f"{scan:.2f} s"))
    rows.append(("cube, SQL by hand / Ibis", f"{by_hand:.2f} s / {by_ibis:.2f} s"))
    rows.append(("all measures, all schools", f"{measures:.2f} s"))
    found = aggregate(engine, fast=3.0, mastered=0.8, folder=folder)
    engine.close()
    kept = folder / "kept"
    kept.mkdir()
    found.write(kept)
    size = sum(path.stat().st_size for path in kept.iterdir())
    rows.append(("aggregates kept", f"{size / 2**20:.1f} MiB, {size / (folder / 'responses.parquet').stat().st_size:.1%} of the responses"))
    refresh = 1000 * _medians(lambda: _difficulties(kept))[0]
    rows.append(("difficulty of every item and school from the kept cube", f"{refresh:.0f} ms"))
    rows += _documents(found, schools)
    rows += _reading(folder)
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    rows.append(("peak memory of the largest process", f"{peak:.0f} MiB"))
    return rows, [
        (f"all measures at most {MEASURES_TO_SCAN:g}x a bare scan", f"{measures / scan:.1f}x", measures / scan <= MEASURES_TO_SCAN),
        (f"Ibis at most {IBIS_TO_SQL:g}x SQL by hand", f"{by_ibis / by_hand:.2f}x", by_ibis / by_hand <= IBIS_TO_SQL),
        (f"refresh from the cube at most {REFRESH_MS:g} ms", f"{refresh:.0f} ms", refresh <= REFRESH_MS),
    ]


def _generate(folder: Path, schools: int) -> float:
    """Seconds of what reading results in would do, too."""
    with duckdb.connect(str(folder / "making.duckdb")) as connection:
        connection.execute(_SETTLED.format(schools=schools))
        connection.execute(_ITEMS)
        seconds, _ = _timed(lambda: write_numbered(connection, folder))
    (folder / "making.duckdb").unlink()
    return seconds


def _difficulties(kept: Path) -> list:
    return duckdb.sql(f"SELECT school, quiz, item, sum(x) / sum(m) FROM '{kept / 'cube.parquet'}' GROUP BY ALL").fetchall()


def _documents(found: Aggregates, schools: int) -> list[tuple[str, str]]:
    """Every school's page, PDF and workbook."""
    project, _ = ProjectReader(ROOT).read()
    settings = project.reports
    seconds, release = _timed(lambda: make_release(found, settings.least))
    roll = Roll(tuple(School(f"{n:03}", f"示例学校{n}", (), 300) for n in range(schools)), notice="示例数据")
    reporter = Reporter(project, release, roll, settings.least)
    rows = [("what may be printed, decided for all schools", f"{seconds:.1f} s")]
    seconds, sizes = _timed(lambda: fork_map(lambda s: [len(data) for _, data in one_report(reporter, s, DAY)], roll.schools, worth=2))
    rows.append((f"{schools} pages, {schools} PDFs and {schools} workbooks", f"{seconds:.1f} s, {sum(map(sum, sizes)) / 2**20:.0f} MiB"))
    return rows


def _reading(folder: Path) -> list[tuple[str, str]]:
    """Result codes of a made-up city, read, scored, told apart and written."""
    project, _ = ProjectReader(ROOT).read()
    results = folder / "results"
    codes = 0
    for name, text in demo_files(project, 24, DAY):
        path = results / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="")
        codes += text.count("\n") - 1 if name.startswith("codes/") else 0
    schools = [school_code(901 + n) for n in range(24)]
    seconds, counts = _timed(lambda: ingest(results, project, schools, folder / "read", DAY))
    return [("result codes read in", f"{counts.accepted:,} codes, {counts.settled.read:,} responses in {seconds:.1f} s = {counts.settled.read / seconds:,.0f} responses/s")]


def _timed(work: Callable):
    started = time.perf_counter()
    found = work()
    return time.perf_counter() - started, found


def _medians(*works: Callable, times: int = 7) -> list[float]:
    """Seconds of each. They take turns, so that what else the machine does meets them all."""
    rounds = [[_timed(work)[0] for work in works] for _ in range(times)]
    return [statistics.median(one) for one in zip(*rounds)]


if __name__ == "__main__":
    sys.exit(main())
