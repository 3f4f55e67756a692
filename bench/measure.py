"""Running a build and weighing what it wrote."""

from __future__ import annotations

import gzip
import os
import re
import statistics
import subprocess
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

# Compressing three thousand pages of half a megabyte takes longer than building them.
SAMPLE = 101
LOOK_EVERY = 0.1  # seconds between two looks at the memory of a running build

_PSS = re.compile(r"^Pss:\s+(\d+) kB", re.M)
_STYLE = re.compile(r"<link\b[^>]*\brel=[\"']?stylesheet\b[^>]*>")
_SCRIPT = re.compile(r"<script\b[^>]*\bsrc=[^>]*>")
_ADDRESS = re.compile(r"\b(?:href|src)=[\"']?([^\"'\s>]+)")


class BuildFailed(Exception):
    """A measured command ended with an error; the message holds the end of what it printed."""


@dataclass(frozen=True)
class Run:
    """`seconds` by the wall, `cpu_seconds` of user and system, `peak_mib` of resident memory: of the whole process tree."""

    seconds: float
    cpu_seconds: float
    peak_mib: float
    output: str


@dataclass(frozen=True)
class Weight:
    """Bytes as stored and after gzip -6."""

    raw: int
    gzip: int


@dataclass(frozen=True)
class PageWeight:
    """Medians over pages: the HTML, and the scripts and styles that HTML names. `foreign` counts those of other hosts."""

    page: Weight
    scripts: Weight
    styles: Weight
    foreign: int


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Run:
    """Runs `command` in `folder` to its end.

    `wait4` gives the usage of this child and those it waited for, where RUSAGE_CHILDREN keeps the largest so far. Its
    peak is that of the largest process alone and at least that of the process that starts it (so the bench holds
    little); beside it the whole tree is looked at while it runs, with shared pages counted once.
    """
    log = folder / "bench.log"
    with log.open("wb") as out:
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env={**os.environ, **environment}, stdout=out, stderr=subprocess.STDOUT)
        tree = 0
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            tree = max(tree, _tree_kib(process.pid))
            time.sleep(LOOK_EVERY)
        seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    output = log.read_text("utf-8", "replace")
    log.unlink()
    if process.returncode:
        raise BuildFailed(f"{' '.join(command)}: exit code {process.returncode}\n{output[-2000:]}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, max(usage.ru_maxrss, tree) / 1024, output)


def _tree_kib(pid: int) -> int:
    """Memory of a process and its descendants now; 0 where /proc does not tell or a process has just ended."""
    total, waiting = 0, [str(pid)]
    while waiting:
        process = Path("/proc", waiting.pop())
        try:
            found = _PSS.search((process / "smaps_rollup").read_text())
            total += int(found[1]) if found else 0
            for task in (process / "task").iterdir():
                waiting += (task / "children").read_text().split()
        except OSError:
            continue
    return total


def weigh(files: Iterable[Path]) -> Weight:
    sizes = [_weight(path.read_bytes()) for path in files]
    return Weight(sum(s.raw for s in sizes), sum(s.gzip for s in sizes))


def weigh_pages(site: Path, pages: Sequence[str]) -> PageWeight:
    """The medians over at most SAMPLE of `pages` (paths below `site`), evenly taken."""
    taken = [pages[n * len(pages) // min(SAMPLE, len(pages))] for n in range(min(SAMPLE, len(pages)))]
    rows = [_page(site, page) for page in taken]
    return PageWeight(*(_median(row[n] for row in rows) for n in range(3)), foreign=max(row[3] for row in rows))


def _page(site: Path, page: str) -> tuple[Weight, Weight, Weight, int]:
    data = (site / page).read_bytes()
    html = data.decode()
    weights, foreign = [], 0
    for tags in (_SCRIPT.findall(html), _STYLE.findall(html)):
        addresses = [m[1] for m in map(_ADDRESS.search, tags) if m]
        ours = [a for a in addresses if "//" not in a]
        foreign += len(addresses) - len(ours)
        weights.append(weigh((site / page).parent / a.partition("?")[0] for a in ours))
    return _weight(data), weights[0], weights[1], foreign


def _median(weights: Iterable[Weight]) -> Weight:
    found = list(weights)
    return Weight(int(statistics.median(w.raw for w in found)), int(statistics.median(w.gzip for w in found)))


def _weight(data: bytes) -> Weight:
    return Weight(len(data), len(gzip.compress(data, 6, mtime=0)))
