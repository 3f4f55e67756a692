"""`python -m bench.packs`: the lesson packs of this project made cold, all packs cold, after one lesson changed, and with nothing changed.

Each build is a process of its own in a copy of the project, and its seconds are those of the whole command, reading
and checking included. The first reads everything; those after it find in build/read what the ones before have read. Documents beside pandoc and WeasyPrint: `bench.documents`; kits and modules: `bench.kits`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from bench.measure import Run, run
from bench.table import machine

ROOT = Path(__file__).resolve().parents[1]
DAY = "2026-12-01"
COPIED = ("content", "quizzes", "data", "theme", "mkdocs.yml", "build.py")
COLD_PER_PACK_AND_CORE, UNCHANGED = 1.5, 1.0  # seconds
IDLE_ROUNDS = 3


def main(argv: list[str] | None = None) -> int:
    argparse.ArgumentParser(prog="python -m bench.packs", description=__doc__.partition("\n\n")[0]).parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="iplearn-bench-") as folder:
        root = Path(folder)
        for name in COPIED:
            (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, root / name)
        lessons = sorted(p.parent.name for p in (root / "content/school").glob("L*/slides.md"))
        reading_all = _read(root, keep=False)
        cold = _packs(root, *lessons)
        rest = _packs(root)
        made = len(list((root / "build/packs").glob("*/entry.json")))
        page = root / "content/school/L07/worksheet.md"
        page.write_text(page.read_text("utf-8").replace("\n## 二、", "\n先想一想，再动笔。\n\n## 二、", 1), "utf-8")
        one = _packs(root, "L07")
        changed = _packs(root)
        # They take turns, so that what else the machine does meets both.
        idle_runs = [(_packs(root), _read(root, keep=True)) for _ in range(IDLE_ROUNDS)]
    nothing, reading = (min(runs, key=lambda r: r.seconds) for runs in zip(*idle_runs))
    cores = os.cpu_count() or 1
    whole = cold.seconds * cores / max(len(lessons), 1)
    making = (cold.seconds - reading_all.seconds) * cores / max(len(lessons), 1)
    idle = nothing.seconds - reading.seconds
    print("machine   " + "  ".join(f"{k}={v}" for k, v in machine().items()))
    rows = (
        (f"{len(lessons)} lessons cold", cold), (f"the other {made - len(lessons)} cold: modules, bands, courses, all", rest),
        ("one lesson changed: its pack", one), ("and the bundles it is in", changed), ("nothing changed", nothing), ("reading and checking alone, from what is kept", reading), ("reading and checking everything", reading_all),
    )
    for name, found in rows:
        print(f"{name:<48} {found.seconds:6.1f} s   {found.cpu_seconds:6.1f} s cpu   {found.peak_mib:5.0f} MiB")
    print(f"{_word(whole <= COLD_PER_PACK_AND_CORE)}  cold at most {COLD_PER_PACK_AND_CORE:g} s a pack and core ({cores} cores), the whole command: {whole:.2f} s; beside reading {making:.2f} s (by cpu time {cold.cpu_seconds / max(len(lessons), 1):.2f} s)")
    print(f"{_word(idle <= UNCHANGED)}  nothing changed at most {UNCHANGED:g} s beside reading and checking the project: {max(idle, 0):.1f} s")
    return 0


_READ = """
import sys; from datetime import date; from pathlib import Path
from iplearn.checks import run_checks; from iplearn.reading.project import ProjectReader
project, found = ProjectReader(Path.cwd(), passages=False, keep=sys.argv[2] == "keep").read()
list(run_checks(project, date.fromisoformat(sys.argv[1]), writing=False))
"""


def _packs(root: Path, *lessons: str) -> Run:
    return run((sys.executable, "build.py", "packs", "--date", DAY, *lessons), root, {"PYTHONPATH": str(ROOT)})


def _read(root: Path, keep: bool) -> Run:
    return run((sys.executable, "-c", _READ, DAY, "keep" if keep else "anew"), root, {"PYTHONPATH": str(ROOT)})


def _word(good: bool) -> str:
    return "PASS" if good else "MISS"


if __name__ == "__main__":
    sys.exit(main())
