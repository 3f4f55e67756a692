"""Scripts and styles of a tool's page. Paths from the root of the site, in the order they must run."""

from __future__ import annotations

TOOL_STYLES = ("assets/tools/tools.css",)
TOOL_BASE = ("assets/tools/dates.js", "assets/tools/answers.js", "assets/tools/rules.js")
TOOL_FRAME = ("assets/tools/form.js", "assets/tools/result.js", "assets/tools/take.js", "assets/tools/page.js")

DRILL_STYLES = (*TOOL_STYLES, "assets/tools/drills.css")
DRILL_BASE = ("assets/tools/reason.js", "assets/tools/form.js", "assets/tools/result.js", "assets/tools/take.js", "assets/tools/findings.js")
DRILL_OWN = {
    "questions": ("assets/tools/questions.js",),
    "chart": ("assets/tools/chart.js",),
    "letter": ("assets/office/zip.js", "assets/tools/docx.js", "assets/tools/letter.js"),
}
"""What each form of a tool that reasons adds."""


def tool_script_paths(own: tuple[str, ...]) -> tuple[str, ...]:
    """The engine, what this tool adds to it (`own`, file names in theme/assets/tools), the page around them."""
    return TOOL_BASE + tuple(f"assets/tools/{name}" for name in own) + TOOL_FRAME
