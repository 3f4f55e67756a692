"""A page that stands alone: the site's look, no header or footer, every file beside it. For packs and SCORM."""

from __future__ import annotations

from collections.abc import Mapping

from iplearn.render.environment import environment
from iplearn.render.quiz import QUIZ_SCRIPTS, QUIZ_STYLES

_SITE_STYLES = ("assets/site/site.css", "assets/site/page.css")
_PRINT_STYLE = "assets/site/print.css"
_SITE_SCRIPT = "assets/site/site.js"
# What the site offers after a quiz (handing in, my own results) is fetched from the site, which is not there.
_PLAYER_SCRIPTS = tuple(path for path in QUIZ_SCRIPTS if not path.endswith("/after.js"))

OFFLINE_SOURCES = (*_SITE_STYLES, _PRINT_STYLE, *QUIZ_STYLES, _SITE_SCRIPT, *_PLAYER_SCRIPTS)
"""Files below the theme that offline pages load, as they are."""


def offline_page(title: str, body: str, *, lead: str = "", root: str = "", links: tuple[tuple[str, str], ...] = (), note: str = "", scripts: tuple[str, ...] = ()) -> bytes:
    """`root` leads from the page to the folder that holds `assets/`; `links` are (address, text) to pages beside it."""
    text = environment().get_template("offline.html").render(
        title=title, body=body, lead=lead, root=root, links=links, note=note, styles=(*_SITE_STYLES, *QUIZ_STYLES),
        print_style=_PRINT_STYLE, scripts=(_SITE_SCRIPT, *_PLAYER_SCRIPTS, *scripts),
    )
    return text.encode()


def offline_files(theme: Mapping[str, bytes]) -> dict[str, bytes]:
    """Path -> bytes of what every offline page loads."""
    return {path: theme[path] for path in OFFLINE_SOURCES}
