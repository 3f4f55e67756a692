"""Scripts and styles of a tool's page. Paths from the root of the site, in the order they must run."""

from __future__ import annotations

TOOL_STYLES = ("assets/tools/tools.css",)
TOOL_BASE = ("assets/tools/dates.js", "assets/tools/answers.js", "assets/tools/rules.js")
TOOL_FRAME = ("assets/tools/form.js", "assets/tools/result.js", "assets/tools/page.js")


def tool_script_paths(own: tuple[str, ...]) -> tuple[str, ...]:
    """The engine, what this tool adds to it (`own`, file names in theme/assets/tools), the page around them."""
    return TOOL_BASE + tuple(f"assets/tools/{name}" for name in own) + TOOL_FRAME
