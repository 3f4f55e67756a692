"""The results as text and as JSON: settings, versions, machine, table, targets."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

from bench.measure import Run, Weight
from bench.rows import OURS, PRUNED_SIDE, STOCK_SIDE, PlainSide, Row

PACKAGES = ("iplearn", "mkdocs", "mkdocs-material", "Markdown", "pymdown-extensions", "jinja2", "jieba", "zensical")
# Targets as ratios in one run on one machine.
FASTER_THAN_STOCK = 4.0
COST_OF_THREE_TIMES = 3.3
PEAK_MIB = 400
ON_TOP_OF_PRUNED = 1.30


@dataclass(frozen=True)
class Target:
    """`passed` is None where the run did not build what the target needs."""

    name: str
    found: str
    passed: bool | None

    def line(self) -> str:
        word = {True: "PASS", False: "MISS", None: "----"}[self.passed]
        return f"{word}  {self.name}: {self.found}"


def versions() -> dict[str, str]:
    out = {"python": platform.python_version()}
    for name in PACKAGES:
        try:
            out[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            out[name] = "not installed"
    return out


def machine() -> dict[str, object]:
    """Cores, memory and how busy the machine was when the run began: a loaded machine gives noisy seconds."""
    meminfo = Path("/proc/meminfo")
    total = int(meminfo.read_text().split()[1]) // 1024 if meminfo.exists() else None
    load = round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None
    return {"system": platform.platform(), "cores": os.cpu_count(), "memory_mib": total, "load_at_start": load}


def preface(sides: Sequence[PlainSide], about: Mapping[str, object], names: Mapping[str, str]) -> Iterator[str]:
    yield "machine   " + "  ".join(f"{k}={v}" for k, v in about.items())
    yield "versions  " + "  ".join(f"{k}={v}" for k, v in names.items())
    yield f"settings  {OURS}: the project's mkdocs.yml, python build.py site; laws are pages, too"
    for side in sides:
        compact = " / ".join(line.strip() for line in side.settings.splitlines())
        yield f"settings  {side.label}: {compact}; the same pages as plain Markdown, 50 to a folder"


_TIMES = ("N", "build", "pages", "seconds", "cpu s", "pages/s", "peak MiB", "one page changed, s")
_BYTES = ("N", "build", "page", "html", "gz", "scripts", "gz", "styles", "gz", "foreign", "index", "gz", "first gz")


def table(rows: Sequence[Row]) -> Iterator[str]:
    """Two tables: times (seconds by the wall), and sizes in KiB (medians of pages; index with what of it loads first)."""
    yield from _aligned([_TIMES, *(_times(row) for row in rows)])
    yield ""
    yield from _aligned([_BYTES, *(_bytes(row, kind) for row in rows for kind in ("text", "quiz"))])


def _aligned(cells: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*cells)]
    for line in cells:
        yield "  ".join(cell.ljust(width) if n in (1, 2) else cell.rjust(width) for n, (cell, width) in enumerate(zip(line, widths)))


def _times(row: Row) -> tuple[str, ...]:
    taken = row.run
    return (
        str(row.pages), row.label, str(row.written), f"{taken.seconds:.1f}", f"{taken.cpu_seconds:.1f}",
        f"{row.written / taken.seconds:.0f}", f"{taken.peak_mib:.0f}", f"{row.rebuild:.1f}" if row.rebuild else "-",
    )  # fmt: skip


def _bytes(row: Row, kind: str) -> tuple[str, ...]:
    page = row.text if kind == "text" else row.quiz
    index = (*_kib(row.index), _kib(row.first)[1]) if kind == "text" else ("", "", "")
    return (str(row.pages), row.label, kind, *_kib(page.page), *_kib(page.scripts), *_kib(page.styles), str(page.foreign), *index)


def _kib(weight: Weight) -> tuple[str, str]:
    return f"{weight.raw / 1024:.1f}", f"{weight.gzip / 1024:.1f}"


def targets(rows: Sequence[Row]) -> list[Target]:
    at = {(row.label, row.pages): row.run for row in rows}
    ours, stock, pruned = (at.get((label, 1000)) for label in (OURS, STOCK_SIDE.label, PRUNED_SIDE.label))
    larger = at.get((OURS, 3000))
    return [
        _ratio(f"full build at least {FASTER_THAN_STOCK:g}x faster than stock at N=1000", stock, ours, lambda r: r >= FASTER_THAN_STOCK),
        _ratio(f"cost from N=1000 to N=3000 at most {COST_OF_THREE_TIMES:g}x", larger, ours, lambda r: r <= COST_OF_THREE_TIMES),
        Target(f"peak memory at N=1000 under {PEAK_MIB} MiB", f"{ours.peak_mib:.0f} MiB" if ours else "needs N=1000", ours.peak_mib < PEAK_MIB if ours else None),
        _ratio(f"ours at most {ON_TOP_OF_PRUNED:g}x '{PRUNED_SIDE.label}' at N=1000", ours, pruned, lambda r: r <= ON_TOP_OF_PRUNED),
    ]


def _ratio(name: str, over: Run | None, under: Run | None, holds: Callable[[float], bool]) -> Target:
    """Decided by the wall, as people wait; the ratio of cpu times stands beside it, which other programs disturb less."""
    if over is None or under is None:
        return Target(name, "not in this run", None)
    ratio, by_cpu = over.seconds / under.seconds, over.cpu_seconds / under.cpu_seconds
    return Target(name, f"{over.seconds:.1f} s / {under.seconds:.1f} s = {ratio:.2f}x (by cpu time {by_cpu:.2f}x)", holds(ratio))


def as_json(rows: Sequence[Row], found: Sequence[Target], about: Mapping[str, object], names: Mapping[str, str]) -> dict[str, object]:
    plain = [asdict(row) for row in rows]
    for row in plain:
        del row["run"]["output"]
    return {"machine": dict(about), "versions": dict(names), "rows": plain, "targets": [asdict(t) for t in found]}
