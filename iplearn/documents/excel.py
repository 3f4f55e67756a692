"""Workbooks -> XLSX with XlsxWriter. Text stays text: no cell becomes a formula, a number or a link by itself. The only
formulas are those of `DueCell`, put together here from whole numbers: nothing an author or a reader wrote is in them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from math import ceil

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from iplearn.archive import normalised
from iplearn.documents.design import COLOURS, SLIDE_SANS
from iplearn.documents.layout import text_width
from iplearn.model.workbook import Cell, DateCell, DueCell, Sheet, Workbook

_AS_WRITTEN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_MOST = 60
"""A column is no wider than this many characters; longer text wraps."""


def xlsx(workbook: Workbook) -> bytes:
    """A workbook as Excel file; a sheet for people has a frozen head and prints on A4, a plain one is data only."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _AS_WRITTEN)
    day = workbook.day
    book.set_properties({"title": workbook.title, "author": workbook.author, "created": datetime(day.year, day.month, day.day)})
    font = {"font_name": SLIDE_SANS, "font_size": 10.5}
    head = book.add_format({**font, "bold": True, "bg_color": f"#{COLOURS['wash']}", "font_color": f"#{COLOURS['ink']}", "bottom": 2, "bottom_color": f"#{COLOURS['ink']}", "valign": "vcenter", "text_wrap": True})
    body = book.add_format({**font, "valign": "top", "text_wrap": True, "bottom": 1, "bottom_color": f"#{COLOURS['line']}"})
    date = book.add_format({**font, "valign": "top", "bottom": 1, "bottom_color": f"#{COLOURS['line']}", "num_format": "yyyy-mm-dd", "align": "left"})
    reckoned = book.add_format({**font, "valign": "top", "bottom": 1, "bottom_color": f"#{COLOURS['line']}", "num_format": "yyyy-mm-dd", "align": "left", "bg_color": f"#{COLOURS['wash']}"})
    number = book.add_format({**font, "valign": "top", "bottom": 1, "bottom_color": f"#{COLOURS['line']}", "num_format": "0", "align": "left", "bg_color": f"#{COLOURS['wash']}"})
    warn, past = book.add_format({"bg_color": "#FFE8A3", "font_color": "#5C3D00"}), book.add_format({"bg_color": "#F6CFCB", "font_color": "#7A0F0A"})
    for sheet in workbook.sheets:
        page = book.add_worksheet(sheet.name)
        widths = sheet.widths or _widths(sheet)
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        for row, cells in enumerate((sheet.head, *sheet.rows) if sheet.head else sheet.rows):
            if (height := max(_height(cells, widths), sheet.height)) > LINE and not sheet.plain:
                page.set_row(row, height)
            look = None if sheet.plain else head if row == 0 and sheet.head else body
            for column, value in enumerate(cells):
                if value is None:
                    page.write_blank(row, column, None, look)
                elif isinstance(value, DateCell):
                    page.write_blank(row, column, None, date)
                elif isinstance(value, DueCell):
                    page.write_formula(row, column, due_formula(value, row + 1), number if value.kind == "left" else reckoned, "")
                elif isinstance(value, str):
                    page.write_string(row, column, value, look)
                else:
                    page.write_number(row, column, value, look)
        _help(page, sheet, warn, past)
        if not sheet.plain:
            page.freeze_panes(1 if sheet.head else 0, 0)
            page.repeat_rows(0)
            page.set_paper(9)
            page.set_landscape()
            page.fit_to_pages(1, 0)
            page.set_footer("&C第 &P 页，共 &N 页")
    book.close()
    return normalised(out.getvalue(), day)


def due_formula(cell: DueCell, row: int) -> str:
    """`row` counts from 1. Empty text where the start holds no date."""
    start = f"${xl_col_to_name(cell.start)}{row}"
    match cell.kind:
        case "after":
            value = f"EDATE({start},{cell.months})+{cell.days}" if cell.months else f"{start}+{cell.days}"
        case "next":
            # Whole months gone by yesterday: on the very day it is still due.
            gone = f'IF({start}>=TODAY(),0,DATEDIF({start},TODAY()-1,"m"))'
            value = f"EDATE({start},{cell.months}*(INT({gone}/{cell.months})+1))"
        case "left":
            value = f"{start}-TODAY()"
        case other:
            raise ValueError(other)
    return f'=IF(ISNUMBER({start}),{value},"")'


SOON = 90
"""Days before a date at which its cell turns yellow; once it is past it turns red."""


def _help(page, sheet: Sheet, warn, past) -> None:
    """Dates are checked as they are typed, what is due soon or past is seen."""
    first = 1 if sheet.head else 0
    for column in range(max((len(r) for r in sheet.rows), default=0)):
        cells = [r[column] if column < len(r) else None for r in sheet.rows]
        place = (first, column, first + len(cells) - 1, column)
        if any(isinstance(c, DateCell) for c in cells):
            page.data_validation(*place, {
                "validate": "date", "criteria": ">=", "value": datetime(1950, 1, 1), "input_title": "日期", "input_message": "写成 2026-11-22 这样",
                "error_title": "不是日期", "error_message": "写成 2026-11-22 这样，后面的列才算得出来。",
            })
        if any(isinstance(c, DueCell) and c.kind == "left" for c in cells):
            at = f"{xl_col_to_name(column)}{first + 1}"
            page.conditional_format(*place, {"type": "formula", "criteria": f"=AND(ISNUMBER({at}),{at}<0)", "format": past, "stop_if_true": True})
            page.conditional_format(*place, {"type": "formula", "criteria": f"=AND(ISNUMBER({at}),{at}<={SOON})", "format": warn})


def _widths(sheet: Sheet) -> list[float]:
    """Wide enough for the longest line of each column, in characters of the default font."""
    rows = [r for r in (sheet.head, *sheet.rows) if r]
    count = max((len(r) for r in rows), default=0)
    out = []
    for column in range(count):
        longest = max((text_width(line) for r in rows if column < len(r) for line in _shown(r[column]).split("\n")), default=0)
        out.append(min(longest * 2 + 3, _MOST))
    return out


LINE = 15.75
"""Height of a row of one line, in points."""


def _height(cells: tuple[Cell, ...], widths: Sequence[float]) -> float:
    """Of a row whose text wraps, in points. Excel would find it by itself; WPS and LibreOffice show one line and hide the rest."""
    lines = [sum(ceil((text_width(line) * 2 + 1) / width) for line in _shown(cell).split("\n")) for cell, width in zip(cells, widths)]
    return LINE * max(lines, default=1)


def _shown(cell: object) -> str:
    return "2026-11-22" if isinstance(cell, DateCell | DueCell) else str(cell or "")
