"""What making packs and kits has in common: when to make anew, on all cores, and what is told meanwhile."""

from __future__ import annotations

import gc
import hashlib
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from iplearn import program
from iplearn.diagnostics import Diagnostic
from iplearn.shell.progress import Progress


def program_digest(root: Path) -> str:
    """Changes with the program, its libraries and the player's files."""
    digest = hashlib.sha256(program.digest().encode())
    for path in sorted((root / "theme/assets").rglob("*")):
        if path.is_file() and path.parent.name in ("site", "quiz"):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def run_jobs(what: str, work: Callable[[tuple], tuple[str, list[Diagnostic]]], jobs: Sequence[tuple]) -> Iterator[tuple[str, list[Diagnostic]]]:
    """In parallel where forking is to be had; results as they come, told as they come.

    A single job goes to a child as well: a process that has printed may not fork again.
    """
    global _work
    if not jobs:
        return
    from iplearn.documents.fonts import coverage
    from iplearn.documents.pdf import may_fork, press

    cores = os.cpu_count() or 1
    if cores < 2 or "fork" not in multiprocessing.get_all_start_methods() or threading.active_count() > 1 or not may_fork():
        with Progress(what, len(jobs)) as progress:
            for job in jobs:
                result = work(job)
                progress.step(result[0])
                yield result
        return
    _work = work
    press(), coverage()  # the fonts, and what is known of them, are then shared
    gc.freeze()  # and all that was read: a child's collector would walk through it, and so copy it
    try:
        with Progress(what, len(jobs)) as progress, multiprocessing.get_context("fork").Pool(min(cores, len(jobs))) as pool:
            for result in pool.imap_unordered(_call, jobs):
                progress.step(result[0])
                yield result
    finally:
        gc.unfreeze()


_work: Callable[[tuple], tuple[str, list[Diagnostic]]] | None = None


def _call(job: tuple) -> tuple[str, list[Diagnostic]]:
    assert _work is not None
    return _work(job)


def asset_reader(root: Path) -> Callable[[str], bytes | None]:
    content = (root / "content").resolve()

    def read(path: str) -> bytes | None:
        file = (content / path).resolve()
        return file.read_bytes() if file.is_relative_to(content) and file.is_file() else None

    return read


def player(root: Path) -> dict[str, bytes]:
    from iplearn.render.offline import OFFLINE_SOURCES, offline_files

    return offline_files({path: (root / "theme" / path).read_bytes() for path in OFFLINE_SOURCES})
