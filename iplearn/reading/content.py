"""content/**/*.md -> Page: front matter by the schema of the page's kind, body by the one Markup."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from iplearn.diagnostics import Diagnostic, Place, error
from iplearn.markup import Markup
from iplearn.markup.slips import slip_problems
from iplearn.markup.source import source_problems
from iplearn.model.content import (
    CAMPAIGN_PARTS,
    ActivityMeta,
    ArticleMeta,
    BriefMeta,
    CampaignMeta,
    ClassMeta,
    EventMeta,
    ExplainerMeta,
    HelpMeta,
    HomeMeta,
    LessonMeta,
    LessonPlanMeta,
    ModuleMeta,
    NewspaperMeta,
    Page,
    PageMeta,
    PlanMeta,
    PostersMeta,
    RadioMeta,
    SectionMeta,
    SlidesMeta,
    ToolMeta,
    WorksheetMeta,
)
from iplearn.model.document import Document
from iplearn.reading.drafts import unwritten_lines
from iplearn.reading.front import split_front_matter
from iplearn.reading.schema import build

# First match wins. The folder says what a page is, so that an author need not.
_KINDS: tuple[tuple[str, type[PageMeta]], ...] = (
    (r"index\.md", HomeMeta),
    (r"plan/index\.md", PlanMeta),
    (r"(explain|school|training|campaign|tools|help)/index\.md", SectionMeta),
    (r"explain/[^/]+\.md", ExplainerMeta),
    (r"school/[^/]+/index\.md", LessonMeta),
    (r"school/[^/]+/plan\.md", LessonPlanMeta),
    (r"school/[^/]+/slides\.md", SlidesMeta),
    (r"school/[^/]+/worksheet\.md", WorksheetMeta),
    (r"training/[^/]+-slides\.md", SlidesMeta),
    (r"training/[^/]+\.md", ModuleMeta),
    (r"campaign/[^/]+/index\.md", CampaignMeta),
    (r"campaign/[^/]+/brief\.md", BriefMeta),
    (r"campaign/[^/]+/wechat-\d+\.md", ArticleMeta),
    (r"campaign/[^/]+/posters\.md", PostersMeta),
    (r"campaign/[^/]+/radio\.md", RadioMeta),
    (r"campaign/[^/]+/newspaper\.md", NewspaperMeta),
    (r"campaign/[^/]+/slides\.md", ClassMeta),
    (r"campaign/[^/]+/activity\.md", ActivityMeta),
    (r"campaign/[^/]+/event\.md", EventMeta),
    (r"tools/[^/]+\.md", ToolMeta),
    (r"help/[^/]+\.md", HelpMeta),
)

# What is shown to a class or written on is no place to follow links.
_NOT_EXPLAINED = (SlidesMeta, WorksheetMeta, *CAMPAIGN_PARTS)


def page_kind(src: str) -> type[PageMeta] | None:
    """The kind of page at `src` (below content/), or None where no page may stand."""
    return next((kind for pattern, kind in _KINDS if re.fullmatch(pattern, src)), None)


def read_page(src: str, text: str, markup: Markup) -> tuple[Page | None, list[Diagnostic]]:
    """The page at `src`; None where its front matter cannot be used (its body is checked all the same)."""
    file = f"content/{src}"
    kind = page_kind(src)
    if kind is None:
        return None, [
            error(
                Place(file),
                "content/place",
                f"这里放不了页面（{PurePosixPath(src).parent}/）。",
                "放进 explain/、school/课程号/、training/、campaign/、tools/、plan/ 或 help/；课程页叫 index.md，教案叫 plan.md，课件叫 slides.md，学习单叫 worksheet.md。宣传活动放进 campaign/活动名/，文件名见手册“宣传活动”。",
            )
        ]
    front, found = split_front_matter(file, text)
    found += unwritten_lines(file, text, kind)
    found += source_problems(file, front.body, front.body_line)
    found += slip_problems(file, front.body, front.body_line)
    if front.node is None:
        return None, found
    meta, problems = build(kind, front.node, file)
    found += problems
    if meta is None:
        return None, found
    document = markup.parse(front.body, as_of=meta.reviewed, src=src, first_line=front.body_line, explain=not isinstance(meta, _NOT_EXPLAINED), terms_off=meta.terms_off)
    found += _heading_problems(file, front.body, front.body_line, document)
    found += _block_problems(file, front.body, front.body_line, kind)
    lines = {key: node.line for key, node in front.node.value.items()}
    return Page(src, meta, document, lines), found


_SHEETS = ((WorksheetMeta, ActivityMeta), "学习单 worksheet.md、活动单 activity.md")
_BLOCKS_OF = {"cards": ((LessonMeta, LessonPlanMeta), "学生页 index.md、教案 plan.md"), "notes": ((SlidesMeta, ClassMeta), "课件 slides.md"), **dict.fromkeys(("answer", "lines", "draw"), _SHEETS)}


def _block_problems(file: str, body: str, first_line: int, kind: type[PageMeta]) -> list[Diagnostic]:
    """Blocks that only one kind of page has: elsewhere nothing would know what to do with them."""
    found = []
    for number, line in enumerate(body.split("\n"), first_line):
        match = re.match(r" {0,3}/{3,} *(\w+)", line)
        homes, label = _BLOCKS_OF.get(match[1], ((kind,), "")) if match else ((kind,), "")
        if kind not in homes:
            found.append(error(Place(file, number), "block/place", f"“{match[1]}”块只能写在{label}里。", "移到那里，或者换一种块。"))
    return found


def _heading_problems(file: str, body: str, first_line: int, document: Document) -> list[Diagnostic]:
    if not any(h.level == 1 for h in document.headings):
        return []
    line = next((n for n, text in enumerate(body.split("\n"), first_line) if re.match(r"#\s*[^#]", text)), first_line)
    return [error(Place(file, line), "content/h1", "正文里不要写一级标题“#”。", "页面标题写在开头的 title 里，正文从“##”开始。")]
