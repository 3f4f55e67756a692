"""`python -m bench.kits`: all campaign kits made cold, after one text changed, and with nothing changed; and what one poster costs.

Each build is a process of its own in a copy of the project.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from bench.measure import Run, run
from bench.table import machine

ROOT = Path(__file__).resolve().parents[1]
DAY = "2026-12-01"
COPIED = ("content", "quizzes", "data", "theme", "mkdocs.yml", "build.py")
PER_POSTER = 0.25
"""Seconds, as PDF and as PNG together."""
ROUNDS = 10


def main(argv: list[str] | None = None) -> int:
    argparse.ArgumentParser(prog="python -m bench.kits", description=__doc__.partition("\n\n")[0]).parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="iplearn-bench-") as folder:
        root = Path(folder)
        for name in COPIED:
            (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, root / name)
        cold = _kits(root)
        page = root / "content/campaign/ip-week/posters.md"
        page.write_text(page.read_text("utf-8").replace("半小时，一支笔", "半小时，一支铅笔", 1), "utf-8")
        changed = _kits(root)
        nothing = _kits(root)
        count = len(list((root / "build/kits").glob("*/entry.json")))
    print("machine   " + "  ".join(f"{k}={v}" for k, v in machine().items()))
    for name, found in ((f"cold, {count} kits", cold), ("one poster's text changed", changed), ("nothing changed", nothing)):
        print(f"{name:<30} {found.seconds:6.1f} s   {found.cpu_seconds:6.1f} s cpu   {found.peak_mib:5.0f} MiB")
    seconds = _poster()
    print(f"{'PASS' if seconds <= PER_POSTER else 'MISS'}  a poster as PDF and PNG at most {PER_POSTER:g} s: {seconds:.3f} s")
    return 0


def _kits(root: Path) -> Run:
    return run((sys.executable, "build.py", "kits", "--date", DAY), root, {"PYTHONPATH": str(ROOT)})


def _poster() -> float:
    """Mean over both forms of the three designs, the press being warm; each round has another title, so that nothing is remembered."""
    from iplearn.documents.poster import poster_pdf, poster_png
    from iplearn.model.paper import Poster
    from iplearn.model.runs import text

    points = tuple(text(t) for t in ("发视频以前问。", "上展会以前问。", "给客户寄样以前问，必须寄的先签保密协议。"))
    total, made = 0.0, 0
    for n in range(ROUNDS + 1):
        for design in ("刀锋", "告示", "问句"):
            for form in ("a3", "phone"):
                poster = Poster(f"先问一句：申请了吗{n}", date(2026, 12, 1), kicker="量一量", lead="一段视频。", points=points, address="https://www.example.gov.cn/", design=design, form=form)
                started = time.perf_counter()
                poster_pdf(poster)
                poster_png(poster, 144 if form == "phone" else 96)
                if n:
                    total, made = total + time.perf_counter() - started, made + 1
    return total / made


if __name__ == "__main__":
    sys.exit(main())
