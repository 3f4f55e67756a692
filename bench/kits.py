"""`python -m bench.kits`: all campaign kits, then the packs of all training modules: made cold, after one text changed, and with
nothing changed; and what one poster and one document of a module cost.

Each build is a process of its own in a copy of the project. Lesson packs: `bench.packs`; documents beside those of others: `bench.documents`.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
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
MODULE = "T1"
"""Its text is changed, and its documents are timed one by one."""


def main(argv: list[str] | None = None) -> int:
    argparse.ArgumentParser(prog="python -m bench.kits", description=__doc__.partition("\n\n")[0]).parse_args(argv)
    print("machine   " + "  ".join(f"{k}={v}" for k, v in machine().items()))
    with tempfile.TemporaryDirectory(prefix="iplearn-bench-") as folder:
        root = Path(folder)
        for name in COPIED:
            (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, root / name)
        modules = sorted(p.stem for p in (root / "content/training").glob("[MT]*.md") if "-" not in p.stem)
        poster = (root / "content/campaign/ip-week/posters.md", "半小时，一支笔", "半小时，一支铅笔")
        for line in _rows(root, ("kits",), "build/kits/*/entry.json", "kits", "one poster's text changed", poster):
            print(line)
        section = (root / f"content/training/{MODULE}.md", "\n## 一、", "\n先想一想，再往下看。\n\n## 一、")
        for line in _rows(root, ("packs", *modules), "build/packs/[MT]*/entry.json", "module packs", f"one module's text changed ({MODULE})", section):
            print(line)
    seconds = _poster()
    print(f"{'PASS' if seconds <= PER_POSTER else 'MISS'}  a poster as PDF and PNG at most {PER_POSTER:g} s: {seconds:.3f} s")
    for name, seconds in _documents():
        print(f"{name:<40} {seconds:7.3f} s")
    return 0


def _rows(root: Path, command: tuple[str, ...], made: str, what: str, change: str, edit: tuple[Path, str, str]) -> Iterator[str]:
    """Cold, after `edit`, and once more."""
    cold = _build(root, command)
    count = len(list(root.glob(made)))
    path, old, new = edit
    source = path.read_text("utf-8")
    if old not in source:
        raise ValueError(f"{path}: {old!r} is no longer there to be changed")
    path.write_text(source.replace(old, new, 1), "utf-8")
    changed = _build(root, command)
    nothing = _build(root, command)
    for name, found in ((f"cold, {count} {what}", cold), (change, changed), ("nothing changed", nothing)):
        yield f"{name:<40} {found.seconds:7.1f} s   {found.cpu_seconds:6.1f} s cpu   {found.peak_mib:5.0f} MiB"


def _build(root: Path, command: tuple[str, ...]) -> Run:
    return run((sys.executable, "build.py", *command, "--date", DAY), root, {"PYTHONPATH": str(ROOT)})


def _mean(make: Callable[[int], object]) -> float:
    """Seconds of `make(n)` over rounds 1 to ROUNDS, after one that warms up."""
    make(0)
    started = time.perf_counter()
    for n in range(1, ROUNDS + 1):
        make(n)
    return (time.perf_counter() - started) / ROUNDS


def _poster() -> float:
    """Mean over both forms of the three designs; each round has another title, so that nothing is remembered."""
    from iplearn.documents.poster import poster_pdf, poster_png
    from iplearn.model.paper import Poster
    from iplearn.model.runs import text

    points = tuple(text(t) for t in ("发视频以前问。", "上展会以前问。", "给客户寄样以前问，必须寄的先签保密协议。"))
    kinds = [(design, form) for design in ("刀锋", "告示", "问句") for form in ("a3", "phone")]

    def all_kinds(n: int) -> None:
        for design, form in kinds:
            poster = Poster(f"先问一句：申请了吗{n}", date(2026, 12, 1), kicker="量一量", lead="一段视频。", points=points, address="https://www.example.gov.cn/", design=design, form=form)
            poster_pdf(poster)
            poster_png(poster, 144 if form == "phone" else 96)

    return _mean(all_kinds) / len(kinds)


def _documents() -> Iterator[tuple[str, float]]:
    """(document and format, seconds) of one module; each round has another title."""
    from iplearn.documents.excel import xlsx
    from iplearn.documents.pdf import pdf
    from iplearn.documents.powerpoint import pptx
    from iplearn.documents.word import docx
    from iplearn.products.lesson_pack.module_papers import ModulePapers
    from iplearn.products.lesson_pack.parts import edition, module_parts
    from iplearn.reading.project import ProjectReader

    parts = module_parts(ProjectReader(ROOT).read()[0], MODULE)
    if parts is None:
        raise ValueError(f"{MODULE} is no module of this project")
    papers = ModulePapers(parts, edition(parts, date.fromisoformat(DAY))[0], lambda path: None)
    deck, book = papers.deck(), papers.template_book(papers.templates()[0])
    label, quiz = papers.versions()[0]
    yield f"{MODULE} deck of {len(deck.slides)} slides, PPTX", _mean(lambda n: pptx(replace(deck, title=f"{deck.title}{n}")))
    for name, paper in (("handout", papers.handout()), ("cases for the trainer", papers.cases(guided=True)), ("attendance", papers.attendance()), ("test with answers", papers.test(label, quiz, answers=True))):
        for form, make in (("DOCX", docx), ("PDF", pdf)):
            yield f"{MODULE} {name}, {form}", _mean(lambda n: make(replace(paper, title=f"{paper.title}{n}")))
    yield f"{MODULE} table to take away, XLSX", _mean(lambda n: xlsx(replace(book, title=f"{book.title}{n}")))


if __name__ == "__main__":
    sys.exit(main())
