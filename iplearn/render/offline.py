"""A page that stands alone: the site's look, no header or footer, every file beside it. For packs and SCORM."""

from __future__ import annotations

from collections.abc import Mapping

from iplearn.render.environment import environment
from iplearn.render.quiz import QUIZ_SCRIPTS, QUIZ_STYLES
from iplearn.render.quiz_assets import quiz_bundle

_SITE = ("assets/site/site.css", "assets/site/page.css", "assets/site/print.css", "assets/site/site.js")
OFFLINE_SOURCES = (*_SITE, *QUIZ_SCRIPTS, *QUIZ_STYLES)
"""What `offline_files` needs, below the theme."""


def offline_files(theme: Mapping[str, bytes]) -> dict[str, bytes]:
    """Path -> bytes of what every offline page loads."""
    quiz = quiz_bundle({path: theme[path].decode() for path in (*QUIZ_SCRIPTS, *QUIZ_STYLES)})
    return {path: theme[path] for path in _SITE} | dict(quiz)


def offline_page(title: str, body: str, *, lead: str = "", root: str = "", links: tuple[tuple[str, str], ...] = (), note: str = "", scripts: tuple[str, ...] = ()) -> bytes:
    """`root` leads from the page to the folder that holds `assets/`; `links` are (address, text) to pages beside it."""
    text = environment().get_template("offline.html").render(title=title, body=body, lead=lead, root=root, links=links, note=note, scripts=scripts)
    return text.encode()
