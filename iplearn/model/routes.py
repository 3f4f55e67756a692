"""Addresses of generated pages, so that whoever links and whoever writes agree. Paths are below the site root."""

from __future__ import annotations

import posixpath
import re

from iplearn.model.citation import Pinpoint
from iplearn.model.law import LawVersion

SEARCH_PATH = "search.html"
SITEMAP_PATH = "sitemap.html"
LAWS_PATH = "law/index.html"
CLASS_PATH = "class.html"
MY_PATH = "my.html"
CHANGES_PATH = "changes.html"
SUMMARY_PATH = "plan/summary.html"
GOALS_PATH = "school/map.html"
PACKS_PATH = "school/packs.html"
CALENDAR_PATH = "campaign/calendar.html"
GLOSSARY_PATH = "glossary.html"

NAMED = {"packs": ("课包下载", PACKS_PATH), "class": ("班级汇总", CLASS_PATH)}
"""Id -> (title, path) of the generated pages that data/home.yml may lead to like authored ones."""

NOTICE_ID = "guardian"
"""The authored page for guardians: printed with every join sheet, worded and checked by the city like any other."""


def law_path(family: str) -> str:
    return f"law/{family}.html"


def law_anchor(law: LawVersion, pinpoint: Pinpoint) -> str:
    """The place of an article on its law's page: `trademark-law-2019-39`."""
    return f"{law.id}-{pinpoint.article}"


def term_anchor(term: str) -> str:
    """The place of a term on the glossary's page: the term itself, so that an address can be read."""
    return re.sub(r"\s+", "-", term)


def pack_path(lesson_src: str) -> str:
    """The page of a lesson's pack: `school/L07/pack.html` for `school/L07/index.md`."""
    return lesson_src.rpartition("/")[0] + "/pack.html"


def course_path(course_id: str) -> str:
    return f"training/{course_id}.html"


def certificate_path(course_id: str) -> str:
    return f"training/{course_id}-certificate.html"


def quiz_path(quiz_id: str) -> str:
    return f"quiz/{quiz_id}.html"


def tool_src(tool_id: str) -> str:
    """Where links in a tool's rule file start from: a page of the section tools, below content/."""
    return f"tools/{tool_id}.md"


def relative(target: str, page: str) -> str:
    """`target` as seen from `page`; both below the site root. A fragment on `target` is kept."""
    path, hash_, fragment = target.partition("#")
    return posixpath.relpath(path, posixpath.dirname(page) or ".") + hash_ + fragment


def root_prefix(page: str) -> str:
    """`""`, `"../"`, … from `page` to the site root."""
    return "../" * page.count("/")
