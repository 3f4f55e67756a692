"""What can be wrong with a whole project. Each check is a small function of (project, day)
that yields diagnostics; CHECKS names them all, in the order they run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from iplearn.checks.campaigns import check_assets, check_campaigns
from iplearn.checks.changes import check_changes
from iplearn.checks.citations import check_citations
from iplearn.checks.claims import check_claims
from iplearn.checks.coverage import check_coverage
from iplearn.checks.drills import check_drills
from iplearn.checks.form import check_form
from iplearn.checks.glossary import check_glossary
from iplearn.checks.ids import check_ids, check_references
from iplearn.checks.lessons import check_lessons
from iplearn.checks.links import check_images, check_links
from iplearn.checks.lrs import check_lrs
from iplearn.checks.modules import check_modules
from iplearn.checks.quizzes import check_quizzes
from iplearn.checks.repeats import check_repeats
from iplearn.checks.review import check_reviews
from iplearn.checks.revisions import check_revisions
from iplearn.checks.sentences import check_sentences
from iplearn.checks.site import check_site
from iplearn.checks.tools import check_holidays, check_tools
from iplearn.checks.sourcing import check_figures, check_terms
from iplearn.checks.versions import check_versions
from iplearn.diagnostics import Diagnostic
from iplearn.model.project import Project

CHECKS = (
    check_ids,
    check_references,
    check_links,
    check_images,
    check_citations,
    check_glossary,
    check_changes,
    check_quizzes,
    check_lessons,
    check_modules,
    check_campaigns,
    check_assets,
    check_tools,
    check_holidays,
    check_drills,
    check_reviews,
    check_site,
    check_lrs,
)

WRITING_CHECKS = (
    check_versions,
    check_form,
    check_sentences,
    check_claims,
    check_figures,
    check_terms,
    check_coverage,
    check_repeats,
)
"""Aids to writing well: warnings that an author answers by a better text."""

PUBLISHING_CHECKS = (check_revisions,)
"""What a draft may still lack: an author who looks at every change while writing freezes once, at the end."""


def run_checks(project: Project, day: date, *, publishing: bool = True, writing: bool = True) -> Iterator[Diagnostic]:
    """Every diagnostic of every check, for a build on `day` (Asia/Shanghai), but for those that only follow from another."""
    for check in CHECKS + (WRITING_CHECKS if writing else ()) + (PUBLISHING_CHECKS if publishing else ()):
        for found in check(project, day):
            if project.unread.isdisjoint(found.missing):
                yield found
