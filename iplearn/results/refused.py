"""What was not counted and why, as a table for the office. Written as it comes: there may be more of it than of results."""

from __future__ import annotations

import csv
from pathlib import Path

from iplearn.results.staged import Refused

COLUMNS = ("文件", "行", "为什么没有采用", "原文")
_SHOWN = 500
"""Characters of a record; enough to find it by."""


class RefusedFile:
    """A CSV file that opens in a spreadsheet, where no cell of it runs. `count` is of records that were `add`ed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0
        self._file = path.open("w", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file)
        self._writer.writerow(COLUMNS)

    def add(self, one: Refused) -> None:
        self.count += 1
        self.write(one.file, one.line, one.reason, one.text)

    def write(self, file: str, line: int, reason: str, text: str) -> None:
        self._writer.writerow([_safe(file), line, reason, _safe(text[:_SHOWN])])

    def close(self) -> None:
        self._file.close()


def _safe(text: str) -> str:
    """A cell that a spreadsheet takes for text whatever it begins with."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text
