"""Long lists of independent work, spread over the machine's cores where it can fork.

Forked workers inherit everything already read, so nothing but results is copied. Where forking is not
to be had (Windows), for short lists and on one core, the same work is done here, in the same order.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

# Below this a fork costs more than it saves.
WORTH_FORKING = 64

_task: Callable[[int], Any] | None = None


def fork_map(function: Callable[[T], R], items: Sequence[T], *, worth: int = WORTH_FORKING) -> list[R]:
    """`[function(item) for item in items]`, on all cores. Results must be picklable; `function` may be a closure."""
    global _task
    workers = min(os.cpu_count() or 1, len(items))
    can_fork = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    if len(items) < worth or workers < 2 or not can_fork:
        return [function(item) for item in items]
    _task = lambda index: function(items[index])  # noqa: E731
    try:
        gc.freeze()  # else a collection in a worker writes to, and so copies, all it inherited
        with multiprocessing.get_context("fork").Pool(workers, gc.enable) as pool:
            return pool.map(_run, range(len(items)), chunksize=max(1, len(items) // (workers * 8)))
    finally:
        gc.unfreeze()
        _task = None


def _run(index: int) -> Any:
    assert _task is not None
    return _task(index)
