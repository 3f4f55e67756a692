"""`python -m bench.build [--sizes 100,1000,3000] [--quick] [--json PATH]`: our build beside stock MkDocs + Material.

For each N a project is made from the real one (corpus.py), and the same text as a plain docs tree (plain.py); every
side builds it in a process of its own, one after the other, in one run on one machine. Exit code 0 even where a target
is missed: a busy machine is no fault of the project; 1 where a build failed.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench.corpus import generate
from bench.measure import BuildFailed
from bench.plain import write_plain
from bench.rows import OURS, PRUNED_SIDE, ROOT, STOCK_SIDE, PlainSide, Row, measure_ours, measure_plain, zensical_fits, zensical_side
from bench.table import as_json, machine, preface, table, targets, versions

SIZES = "100,1000,3000"
QUICK = "100"


def main(argv: list[str] | None = None) -> int:
    args = _parser().parse_args(argv)
    started = time.perf_counter()

    def tell(text: str) -> None:
        print(f"[{time.perf_counter() - started:6.0f} s] {text}", file=sys.stderr, flush=True)

    about, names = machine(), versions()
    zensical = zensical_side()
    sides = [STOCK_SIDE, PRUNED_SIDE, *([zensical] if zensical else [])]
    rows: list[Row] = []
    try:
        for size in sorted(args.sizes or _sizes(QUICK if args.quick else SIZES)):
            rows += _measured(size, sides, tell)
    except BuildFailed as failed:
        print(failed, file=sys.stderr)
        return 1
    found = targets(rows)
    print("\n".join([*preface(sides, about, names), "", *table(rows), "", *(t.line() for t in found)]))
    if args.json:
        args.json.write_text(json.dumps(as_json(rows, found, about, names), indent=1) + "\n", "utf-8")
    return 0


def _measured(size: int, sides: Sequence[PlainSide], tell: Callable[[str], None]) -> Iterator[Row]:
    """Ours first, then the plain sides, over one corpus in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="iplearn-bench-") as folder:
        tell(f"N={size}: writing the corpus")
        corpus = generate(ROOT, Path(folder, "project"), size)
        plain = Path(folder, "plain")
        places = write_plain(corpus, plain)
        tell(f"N={size}: {OURS}")
        yield measure_ours(corpus)
        for side in sides:
            if side.label.startswith("zensical") and not zensical_fits(size):
                tell(f"N={size}: {side.label} left out, this machine has too little memory for it")
                continue
            tell(f"N={size}: {side.label}")
            yield measure_plain(side, corpus, plain, places)
        tell(f"N={size}: done")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.build", description=__doc__.partition("\n\n")[0])
    parser.add_argument("--sizes", type=_sizes, metavar="N,N", help=f"numbers of pages, two or more (default {SIZES})")
    parser.add_argument("--quick", action="store_true", help=f"only N={QUICK}: a look, not a measurement")
    parser.add_argument("--json", type=Path, metavar="PATH", help="also write the results there")
    return parser


def _sizes(text: str) -> list[int]:
    sizes = [int(n) for n in text.split(",")]
    if min(sizes) < 2:
        raise ValueError(text)
    return sizes


if __name__ == "__main__":
    sys.exit(main())
