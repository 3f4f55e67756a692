"""What the browser knows of the Learning Record Store: `window.ipx`, as one script. Nothing where there is none.

The key of HTTP basic authentication stands in it for everybody to read; see model/site.py.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator

from iplearn.model.project import Project

LRS_SCRIPTS = ("assets/xapi/lrs.js", "assets/xapi/boot.js")
"""In the order they must run. lrs.js is made here; the rest lies under theme/ and is fetched when it is needed."""


def lrs_scripts(project: Project) -> tuple[str, ...]:
    """What a page with a quiz loads besides the quiz."""
    return LRS_SCRIPTS if project.site and project.site.lrs else ()


def lrs_config(project: Project) -> Iterator[tuple[str, bytes]]:
    """(path below `assets/xapi/`, bytes)"""
    site = project.site
    if site is None or site.lrs is None:
        return
    lrs = site.lrs
    basic = base64.b64encode(f"{lrs.key}:{lrs.secret}".encode()).decode() if lrs.key else ""
    config = {
        "name": lrs.name, "endpoint": lrs.endpoint.rstrip("/") + "/", "authorization": f"Basic {basic}" if basic else "",
        "home": f"https://{site.domain}/",
    }
    yield "lrs.js", f"window.ipx = {json.dumps(config, ensure_ascii=False)};\n".encode()
