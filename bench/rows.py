"""One row of the table: a way to build a corpus of N pages, run and weighed."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bench.corpus import Corpus
from bench.measure import PageWeight, Run, Weight, run, weigh, weigh_pages
from bench.plain import PRUNED, STOCK, page_file

ROOT = Path(__file__).resolve().parents[1]
# What it was seen to take: 10 GB for 3,000 pages. A machine without them would only swap.
ZENSICAL_MIB_PER_PAGE = 3.5


@dataclass(frozen=True)
class Row:
    """What one build of `pages` corpus pages took and wrote. `written` counts its HTML files.

    `text` and `quiz` weigh the two kinds of pages; `index` is the whole search index, `first` what of it a browser
    loads before it can look anything up; `rebuild` is in seconds, ours alone.
    """

    label: str
    pages: int
    written: int
    run: Run
    text: PageWeight
    quiz: PageWeight
    index: Weight
    first: Weight
    rebuild: float | None = None


@dataclass(frozen=True)
class PlainSide:
    """A generator that builds the plain tree; `settings` is its mkdocs.yml below `site_name`."""

    label: str
    settings: str
    command: tuple[str, ...]


OURS = "ours"
STOCK_SIDE = PlainSide("stock", STOCK, (sys.executable, "-m", "mkdocs", "build", "--quiet"))
PRUNED_SIDE = PlainSide("stock, pruned, no lunr", PRUNED, STOCK_SIDE.command)


def zensical_side() -> PlainSide | None:
    """Zensical from beside the running Python or on the path; None where it is not installed."""
    beside = Path(sys.executable).with_name("zensical")
    command = str(beside) if beside.exists() else shutil.which("zensical")
    return PlainSide("zensical, pruned", PRUNED, (command, "build", "--clean")) if command else None


def zensical_fits(pages: int) -> bool:
    """Whether the machine has the memory it is likely to take."""
    meminfo = Path("/proc/meminfo")
    lines = meminfo.read_text().splitlines() if meminfo.exists() else []
    free = next((int(line.split()[1]) / 1024 for line in lines if line.startswith("MemAvailable")), 0)
    return free > pages * ZENSICAL_MIB_PER_PAGE


def measure_ours(corpus: Corpus) -> Row:
    environment = {"PYTHONPATH": str(ROOT)}
    done = run((sys.executable, "build.py", "site", "--date", corpus.day, "--out", "site"), corpus.root, environment)
    site = corpus.root / "site"
    # Scripts lie beside the index: its own files are its head and three folders.
    search = site / "assets/search"
    head = search / "index.js"
    index = [head, *(path for folder in ("b", "t", "u") for path in sorted((search / folder).iterdir()))]
    texts = weigh_pages(site, [text.path for text in corpus.texts])
    quizzes = weigh_pages(site, [f"quiz/{quiz}.html" for quiz in corpus.quizzes])
    weights = texts, quizzes, weigh(index), weigh([head])
    written = _written(site)
    shutil.rmtree(site)
    edited = corpus.texts[len(corpus.texts) // 2].src
    noon = datetime.fromisoformat(f"{corpus.day}T12:00:00+08:00")
    again = run((sys.executable, "-m", "bench.rebuild", edited), corpus.root, environment | {"SOURCE_DATE_EPOCH": str(int(noon.timestamp()))})
    shutil.rmtree(site)
    rebuild = json.loads(again.output.splitlines()[-1])["again"]
    return Row(OURS, corpus.size, written, done, *weights, rebuild=rebuild)


def measure_plain(side: PlainSide, corpus: Corpus, folder: Path, places: Sequence[str]) -> Row:
    """Builds the plain tree in `folder`; `places` are the corpus pages below docs, texts before quizzes."""
    (folder / "mkdocs.yml").write_text(f"site_name: bench\n{side.settings}", "utf-8")
    done = run(side.command, folder, {})
    site = folder / "site"
    files = [page_file(place) for place in places]
    texts, quizzes = (weigh_pages(site, part) for part in (files[: len(corpus.texts)], files[len(corpus.texts) :]))
    index = weigh(path for path in (site / "search/search_index.json", site / "search.json") if path.exists())
    row = Row(side.label, corpus.size, _written(site), done, texts, quizzes, index, index)
    shutil.rmtree(site)
    return row


def _written(site: Path) -> int:
    return sum(1 for _ in site.rglob("*.html"))

