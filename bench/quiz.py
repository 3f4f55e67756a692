"""`python -m bench.quiz [--items 5000] [--json PATH]`: quizzes beside mkdocs-quiz 1.7, the same items in the same run.

Parsing and rendering, whole builds, the time from an answer to its feedback on a slowed-down CPU, and what a page weighs
with and without a quiz. Exit code 0 even where a target is missed; 1 where a build failed.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib import metadata, util
from pathlib import Path

from bench.measure import BuildFailed, PageWeight, Run, run, weigh_pages
from bench.quiz_browser import OURS, PEER, SLOWER, Times, chromium, feedback_times
from bench.quiz_corpus import PEER_SETTINGS, PER_PAGE, PLAIN_PAGE, items, write_ours, write_peer
from bench.rows import ROOT
from bench.table import Target, machine

DAY = "2026-12-01"
FEEDBACK_MS = 50
WEIGHT = 12_288
PAGES_ANSWERED = 2
WITH, WITHOUT = PEER_SETTINGS


@dataclass(frozen=True)
class Row:
    """A side. `steps` are seconds of CPU within the build, by name. Weights are those of a page with a quiz, of one without on
    the same site, and of one on a site that knows no quizzes."""

    label: str
    settings: str
    steps: dict[str, float]
    build: Run
    with_quiz: PageWeight
    without: PageWeight
    never: PageWeight
    feedback: Times | None = None

    @property
    def for_the_quiz(self) -> int:
        """Bytes (gzip) of script and style that a page with a quiz has and a site without quizzes does not; what a page
        carries in itself is seen by comparing pages without a quiz."""
        linked = [w.scripts.gzip + w.styles.gzip for w in (self.with_quiz, self.never)]
        return linked[0] - linked[1] + self.everywhere

    @property
    def everywhere(self) -> int:
        """Bytes (gzip) that quizzes add to a page without one."""
        return sum(getattr(self.without, part).gzip - getattr(self.never, part).gzip for part in ("page", "scripts", "styles"))


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.quiz", description=__doc__.partition("\n\n")[0])
    parser.add_argument("--items", type=int, default=5000, help="how many items (default 5000)")
    parser.add_argument("--json", type=Path, metavar="PATH", help="also write the results there")
    args = parser.parse_args(argv)
    try:
        with tempfile.TemporaryDirectory(prefix="iplearn-bench-") as folder:
            rows = list(_rows(Path(folder), args.items))
    except BuildFailed as failed:
        print(failed, file=sys.stderr)
        return 1
    found = targets(rows)
    print("\n".join([*_text(rows, args.items), "", *(t.line() for t in found)]))
    if args.json:
        plain = [asdict(row) for row in rows]
        for row in plain:
            del row["build"]["output"]
        args.json.write_text(json.dumps({"machine": machine(), "rows": plain, "targets": [asdict(t) for t in found]}, indent=1) + "\n", "utf-8")
    return 0


def _rows(folder: Path, count: int) -> Iterator[Row]:
    made = items(ROOT, count)
    project = folder / "ours"
    ids = write_ours(ROOT, project, made)
    yield _ours(project, ids)
    if util.find_spec("mkdocs_quiz") is None:
        return
    peer, bare = folder / "peer", folder / "bare"
    places = write_peer(peer, made, PEER_SETTINGS[WITH])
    write_peer(bare, made, PEER_SETTINGS[WITHOUT])  # the same pages, so the same navigation
    yield _peer(peer, bare, places)


def _ours(project: Path, ids: list[str]) -> Row:
    steps = _steps(("ours", str(project)), ROOT)
    built = run((sys.executable, "build.py", "site", "--date", DAY, "--out", "site"), project, {"PYTHONPATH": str(ROOT)})
    site = project / "site"
    pages = [f"quiz/{name}.html" for name in ids]
    feedback = feedback_times([site / p for p in pages[:PAGES_ANSWERED]], OURS, PER_PAGE) if chromium() else None
    # A page of ours without a quiz names no file of theirs: it is the same on a site without quizzes.
    plain = weigh_pages(site, ["law/index.html"])
    return Row(
        f"iplearn {metadata.version('iplearn')}", "mkdocs.yml of the project, build.py site: laws, search index and class page are built too; practice mode",
        steps, built, weigh_pages(site, pages), plain, plain, feedback,
    )


def _peer(peer: Path, bare: Path, places: list[str]) -> Row:
    steps = _steps(("peer",), peer)
    command = (sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", "site")
    built = run(command, peer, {})
    run(command, bare, {})
    pages, plain = [place.replace(".md", ".html") for place in places], [PLAIN_PAGE.replace(".md", ".html")]
    feedback = feedback_times([peer / "site" / p for p in pages[:PAGES_ANSWERED]], PEER, PER_PAGE) if chromium() else None
    return Row(
        f"mkdocs-quiz {metadata.version('mkdocs-quiz')}", "its defaults (choosing submits, progress, confetti); theme material without search, whole navigation in every page",
        steps, built, weigh_pages(peer / "site", pages), weigh_pages(peer / "site", plain), weigh_pages(bare / "site", plain), feedback,
    )


def _steps(arguments: tuple[str, ...], folder: Path) -> dict[str, float]:
    done = run((sys.executable, "-m", "bench.quiz_steps", *arguments), folder, {"PYTHONPATH": str(ROOT)})
    return json.loads(done.output.splitlines()[-1])


def _text(rows: list[Row], count: int) -> Iterator[str]:
    yield f"Speed of quizzes: {count} choice items with feedback and explanation, {PER_PAGE} to a page"
    yield "machine   " + "  ".join(f"{k}={v}" for k, v in machine().items())
    for row in rows:
        steps = ", ".join(f"{name} {seconds:.2f} s cpu" for name, seconds in row.steps.items() if name != "items")
        yield ""
        yield f"{row.label}   ({row.settings})"
        yield f"  items seen              {row.steps['items']:.0f}"
        yield f"  parse and render        {steps}; together {_total(row) * 1e6 / row.steps['items']:.0f} µs an item"
        yield f"  whole build             {row.build.seconds:.1f} s, cpu {row.build.cpu_seconds:.1f} s, peak {row.build.peak_mib:.0f} MiB"
        yield f"  page with {PER_PAGE} items      html {_kb(row.with_quiz.page.gzip)}, scripts {_kb(row.with_quiz.scripts.gzip)}, styles {_kb(row.with_quiz.styles.gzip)} (gzip)"
        yield f"  page without a quiz     html {_kb(row.without.page.gzip)}, scripts {_kb(row.without.scripts.gzip)}, styles {_kb(row.without.styles.gzip)}; of it for quizzes {_kb(row.everywhere)}"
        yield f"  script and style for it {_kb(row.for_the_quiz)}"
        yield f"  answer to feedback      {_said(row.feedback)}"
    if len(rows) == 1:
        yield "mkdocs-quiz is not installed: requirements-bench.lock has it."


def _total(row: Row) -> float:
    return sum(seconds for name, seconds in row.steps.items() if name != "items")


def _kb(size: int) -> str:
    return f"{size / 1024:.1f} KiB"


def _said(times: Times | None) -> str:
    if times is None:
        return "no Chromium here"
    return f"script {times.script:.1f} ms, frame {times.frame:.1f} ms (medians of {times.count}), slowest frame {times.slowest:.1f} ms; CPU {SLOWER}x slower"


def targets(rows: list[Row]) -> list[Target]:
    ours = rows[0]
    # The median: on a busy machine a single frame may wait for other programs.
    frame = ours.feedback.frame if ours.feedback else None
    return [
        Target(f"answer to feedback under {FEEDBACK_MS} ms at {SLOWER}x CPU throttling", _said(ours.feedback), None if frame is None else frame < FEEDBACK_MS),
        Target(f"script and style of a quiz at most {WEIGHT} bytes gzip", f"{ours.for_the_quiz} bytes", ours.for_the_quiz <= WEIGHT),
        Target("nothing of a quiz on a page without one", f"{ours.everywhere} bytes", ours.everywhere == 0),
    ]


if __name__ == "__main__":
    sys.exit(main())
