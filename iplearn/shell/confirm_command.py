"""`build.py confirm`: what the staff have to find out, with file and line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from iplearn.checks.to_confirm import questions
from iplearn.model.project import Project


def confirm_lines(project: Project, day: date) -> Iterator[str]:
    """The list as lines of text."""
    parts = list(questions(project, day))
    total = sum(len(found) for _, found in parts)
    yield f"要核实的事，共 {total} 件（{day.year} 年 {day.month} 月 {day.day} 日列出）。没有核实的，页面上不印，或者照下面写的办。"
    for heading, found in parts:
        yield ""
        yield f"{heading}（{len(found)} 件）"
        for question in found:
            yield f"  {question.place.file}:{question.place.line}  {question.about}"
            yield f"      要核实：{question.what}"
            yield f"      现在：{question.meanwhile}"
