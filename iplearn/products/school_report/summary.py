"""The few figures of the city that may stand on the public site, where the office says so (`--publish-summary`)."""

from __future__ import annotations

from datetime import date

import yaml

from iplearn.model.report import LessonSummary, Summary
from iplearn.products.school_report.figures import Figures
from iplearn.products.school_report.paper import term_name
from iplearn.products.school_report.reporter import Reporter

FEWEST_SCHOOLS = 3
"""Behind fewer, one school could tell another's figures."""

_HEAD = "# 公开的试点小结，由 python build.py reports --publish-summary 写成，网站照它印一页。要撤下，删掉这个文件。\n"


def summary(figures: Figures, reporter: Reporter, day: date) -> Summary | None:
    """Whole percents, no school named; None where too few schools stand behind it."""
    shown = reporter.release.cells.get(("present", figures.term, ""), ())
    schools = sum(len(s.group.members) for s in shown)
    if schools < FEWEST_SCHOOLS or figures.learners is None:
        return None
    lessons = tuple(
        LessonSummary(lesson=u.unit, learners=u.gain.n, pre=round(u.gain.pre * 100), post=round(u.gain.post * 100))
        for u in figures.units
        if u.gain and sum(len(s.group.members) for s in reporter.release.cells["both", figures.term, u.unit]) >= FEWEST_SCHOOLS
    )
    return Summary(term=term_name(figures.term), day=day, schools=schools, learners=figures.learners, lessons=lessons)


def to_yaml(found: Summary) -> str:
    """data/summary.yml"""
    lessons = [{"lesson": one.lesson, "learners": one.learners, "pre": one.pre, "post": one.post} for one in found.lessons]
    data = {"term": found.term, "day": found.day, "schools": found.schools, "learners": found.learners, "lessons": lessons}
    return _HEAD + yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
