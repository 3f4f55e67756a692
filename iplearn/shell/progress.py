"""Progress of long work: a line that moves on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType

_WIDTH = 70
_EVERY = 0.1  # seconds between two pictures of a moving line


class Progress:
    """`with Progress("写报告", total=7) as progress: … progress.step("5WN.pdf")`. Says how long it took."""

    def __init__(self, what: str, total: int | None = None) -> None:
        self.what, self.total = what, total
        self.done = 0
        self._moving = sys.stderr.isatty()
        self._drawn = 0.0

    def __enter__(self) -> Progress:
        self._started = time.perf_counter()
        if not self._moving:
            print(f"{self.what} …", file=sys.stderr, flush=True)
        return self

    def step(self, name: str = "") -> None:
        self.done += 1
        now = time.perf_counter()
        if self._moving and (now - self._drawn > _EVERY or self.done == self.total):
            self._drawn = now
            share = f"{self.done}/{self.total}" if self.total else str(self.done)
            print(f"\r{f'{self.what} {share} {name}'[:_WIDTH]:<{_WIDTH}}", end="", file=sys.stderr, flush=True)

    def __exit__(self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None:
            text = f"{self.what}：{f'{self.done} 个，' if self.done else ''}用时 {time.perf_counter() - self._started:.1f} 秒"
            print(f"\r{text:<{_WIDTH}}" if self._moving else text, file=sys.stderr)
