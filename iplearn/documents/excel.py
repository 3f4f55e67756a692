"""Workbooks -> XLSX with XlsxWriter. Text stays text: no cell becomes a formula, a number or a link by itself."""

from __future__ import annotations

import io
from datetime import datetime

import xlsxwriter

from iplearn.archive import normalised
from iplearn.documents.design import COLOURS, SLIDE_SANS
from iplearn.documents.layout import text_width
from iplearn.model.paper import Sheet, Workbook

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
    for sheet in workbook.sheets:
        page = book.add_worksheet(sheet.name)
        for column, width in enumerate(sheet.widths or _widths(sheet)):
            page.set_column(column, column, width)
        for row, cells in enumerate((sheet.head, *sheet.rows) if sheet.head else sheet.rows):
            look = None if sheet.plain else head if row == 0 and sheet.head else body
            for column, value in enumerate(cells):
                if value is None:
                    page.write_blank(row, column, None, look)
                elif isinstance(value, str):
                    page.write_string(row, column, value, look)
                else:
                    page.write_number(row, column, value, look)
        if not sheet.plain:
            page.freeze_panes(1 if sheet.head else 0, 0)
            page.repeat_rows(0)
            page.set_paper(9)
            page.set_landscape()
            page.fit_to_pages(1, 0)
            page.set_footer("&C第 &P 页，共 &N 页")
    book.close()
    return normalised(out.getvalue(), day)


def _widths(sheet: Sheet) -> list[float]:
    """Wide enough for the longest line of each column, in characters of the default font."""
    rows = [r for r in (sheet.head, *sheet.rows) if r]
    count = max((len(r) for r in rows), default=0)
    out = []
    for column in range(count):
        longest = max((text_width(line) for r in rows if column < len(r) for line in str(r[column] or "").split("\n")), default=0)
        out.append(min(longest * 2 + 3, _MOST))
    return out
