"""Pilot reports: aggregates -> a release (what may be printed) -> pages, papers and workbooks, all from the same figures.

    release = make_release(aggregates, least, before)
    for path, data in report_files(project, release, roll, day): …
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from iplearn.documents.excel import xlsx
from iplearn.documents.pdf import may_fork, pdf, press
from iplearn.documents.web import html
from iplearn.model.paper import Heading, Items, Paper, Paragraph
from iplearn.model.project import Project
from iplearn.model.report import Roll, School
from iplearn.model.runs import Run, text
from iplearn.parallel import fork_map
from iplearn.products.school_report.paper import report_paper, term_name
from iplearn.products.school_report.release import Release
from iplearn.products.school_report.reporter import Reporter
from iplearn.products.school_report.workbook import report_workbook

CITY = "city"


def report_files(project: Project, release: Release, roll: Roll, day: date) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of every report: HTML, PDF and XLSX of each school and of the city, and the index."""
    reporter = Reporter(project, release, roll, project.reports.least)
    yield "index.html", html(_index(reporter, day)).encode()
    names: list[School | None] = [None, *roll.schools]
    if may_fork():
        press()  # its fonts are then shared
    for files in fork_map(lambda school: list(one_report(reporter, school, day)), names, worth=4 if may_fork() else len(names) + 1):
        yield from files


def one_report(reporter: Reporter, school: School | None, day: date) -> Iterator[tuple[str, bytes]]:
    """The three files of a school, or of the city where `school` is None."""
    figures = reporter.school(school) if school else reporter.city()
    name = school.code if school else CITY
    paper = report_paper(figures, reporter, day)
    yield f"{name}.html", html(paper, (("全部报告", "index.html"), ("PDF", f"{name}.pdf"), ("表格", f"{name}.xlsx"))).encode()
    yield f"{name}.pdf", pdf(paper)
    yield f"{name}.xlsx", xlsx(report_workbook(figures, reporter, day))


def _index(reporter: Reporter, day: date) -> Paper:
    def entry(name: str, words: str) -> tuple[Paragraph, ...]:
        links = [Run(kind, href=f"{name}.{end}") for kind, end in (("网页", "html"), ("PDF", "pdf"), ("表格", "xlsx"))]
        return (Paragraph(text(Run(words, strong=True), "　", links[0], "　", links[1], "　", links[2])),)

    return Paper(
        title="知识产权教育试点报告", day=day, kind=term_name(reporter.term), running=reporter.roll.notice,
        blocks=(
            Items((entry(CITY, "全市小结"),)),
            Heading(1, text("各校")),
            Items(tuple(entry(s.code, s.name) for s in reporter.roll.schools)),
        ),
        footer="只给学校和市里看，不公开。", source="reports",
    )
