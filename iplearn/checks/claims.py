"""Claims this site may not make: 包授权, 驰名商标 as an honour, verdicts. Warning of them is allowed, in
quotation marks, in a `/// warning`, or in a sentence that says not to believe or do it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from iplearn.diagnostics import Diagnostic, Place, error, warning
from iplearn.model.content import Page
from iplearn.model.document import TextBlock
from iplearn.model.project import Project

_QUOTED = re.compile(r"“[^”]*”|‘[^’]*’|「[^」]*」")
_SENTENCE = re.compile(r"[^。！？]+[。！？]?")


def check_claims(project: Project, day: date) -> Iterator[Diagnostic]:
    lines = project.lines.get("data/banned.yml", {})
    warns = project.writing.warns if project.writing else ()
    for claim in project.banned:
        try:
            pattern = re.compile(claim.pattern)
        except re.error as problem:
            yield error(Place("data/banned.yml", lines.get(claim.id, 1)), "banned/pattern", f"“{claim.id}”的 pattern 读不懂：{problem}。", "核对括号和竖线；不用正则就写原话。")
            continue
        sources = "、".join(claim.sources)
        for page in project.pages:
            if page.meta.id in claim.allow:
                continue
            for line, said in said_on(page, pattern, warns):
                yield warning(Place(page.file, line), "write/claim", f"“{said}”这样的话不能说：{claim.why}" + (f"（{sources}）" if sources else ""), f"改成：{claim.instead}要提醒读者别信，就加引号，或者写进“/// warning”。")


def said_on(page: Page, pattern: re.Pattern[str], warns: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """(line, words) of every claim the page itself makes, in its title, summary and text."""
    front = [TextBlock("p", getattr(page.meta, key), page.key_lines.get(key, 1)) for key in ("title", "summary")]
    for block in (*front, *page.document.blocks):
        if "warning" in block.within:
            continue
        # A row says one thing; elsewhere each sentence speaks for itself.
        units = [block.text] if block.kind == "tr" else _SENTENCE.findall(block.text)
        for unit in units:
            plain = _QUOTED.sub(lambda quoted: "＊" * len(quoted[0]), unit)
            if unit.rstrip().endswith("？") or any(word in plain for word in warns):
                continue
            if said := pattern.search(plain):
                yield block.line, said[0]
