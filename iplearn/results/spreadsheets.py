"""CSV and XLSX as rows of text, one at a time. Formulas are never run: a cell is what stands in it.

A cell that another program would take for a formula is read as the text it is; what it meant to compute is nobody's
business here.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from openpyxl import load_workbook

from iplearn.results.texts import encoding_of, open_text

Row = tuple[int, list[str]]
"""(line from 1, cells)."""

csv.field_size_limit(1 << 20)


class Unreadable(Exception):
    """Says in Chinese why a file cannot be read as a table."""


def rows(path: Path) -> Iterator[Row]:
    """The rows of a `.csv`, `.tsv` or `.xlsx` (first sheet); empty rows are left out."""
    reader = _xlsx if path.suffix.lower() == ".xlsx" else _csv
    for line, cells in reader(path):
        if any(cell.strip() for cell in cells):
            yield line, cells


def _csv(path: Path) -> Iterator[Row]:
    encoding = encoding_of(path)
    if encoding is None:
        raise Unreadable("不是文本文件。")
    with open_text(path, encoding) as file:
        head = file.readline()
        file.seek(0)
        tab = head.count("\t") > head.count(",")
        reader = csv.reader(file, delimiter="\t" if tab else ",")
        line = 1
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                cells = [""]  # a cell beyond every measure: the row is told by its reader as one without columns
            yield line, cells
            line = reader.line_num + 1


def _xlsx(path: Path) -> Iterator[Row]:
    try:
        book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
    except Exception as problem:  # openpyxl raises whatever its zip and XML readers raise
        raise Unreadable("表格打不开，可能没有下载完整，或者不是 .xlsx。") from problem
    try:
        sheet = book.worksheets[0]
        for line, cells in enumerate(sheet.iter_rows(values_only=True), 1):
            yield line, [_text(cell) for cell in cells]
    finally:
        book.close()


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
