"""Figures that bind a reader - periods, amounts, shares - stand beside their source and carry their unit;
words of the trade are explained."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from iplearn.diagnostics import Diagnostic, Place, warning
from iplearn.model.content import ExplainerMeta, ModuleMeta, Page
from iplearn.model.document import Passage
from iplearn.model.project import Project

_TEXT = ("p", "li", "dd", "tr")
# A day, a year, an ordinal bind nobody.
_DATE = re.compile(r"\d{4}\s*[年—-](?:\s*\d+\s*月(?:\s*\d+\s*日)?)?|\d+\s*月\s*\d+\s*[日号]|第\s*\d+\s*(?:个|年|次|期|天|日|步|项|条|款|届|类|页|行|题)")
_FIGURE = re.compile(r"\d[\d,.]*\s*(?:[万亿多]\s*)?(?:年|个?月|日|天|个?工作日|元|%|％|倍|个百分点)")
_BARE = re.compile(r"(期限|有效期|罚款|赔偿|费用|年费|滞纳金|期间|宽限期)[^，。；：\d]{0,6}(?:是|为|共|达|到)\s*\d[\d,.]*\s*(?=[，。；！？]|$)")
_MONEY = re.compile(r"(罚款?|赔偿?|缴纳?|收费)\s*\d[\d,.]*\s*[万千亿]?\s*(?=以上|以下|[，。；！？）]|$)")
# In a case the figures are the story's; a disputed point has no source, that is why it stands there.
_OWN_FIGURES = {"case", "disputed"}
_EXPLAINS = r"(?:（(?!《)|就是|可以理解为|是指|指的?是?|，?也就是|，?意思是|，?俗称|，?又叫)"


def check_figures(project: Project, day: date) -> Iterator[Diagnostic]:
    admits = project.writing.admits if project.writing else ()
    for page in project.pages:
        if isinstance(page.meta, (ExplainerMeta, ModuleMeta)):
            yield from _figures(page, admits)


def _figures(page: Page, admits: tuple[str, ...]) -> Iterator[Diagnostic]:
    blocks = page.document.passages
    for at, block in enumerate(blocks):
        if block.kind not in _TEXT or _OWN_FIGURES.intersection(block.within):
            continue
        place = Place(page.file, block.line)
        if bare := _BARE.search(block.text) or _MONEY.search(block.text):
            yield warning(place, "write/no-unit", f"“{bare[0]}”没有单位。", "写清是日、工作日、个月、年，还是元、%。")
        # Bounds of a question are asked, not told.
        told = re.sub(r"[^。！？]*？", "", _DATE.sub("", block.text))
        figure = _FIGURE.search(told)
        if figure and not _sourced(page, blocks, at) and not any(word in block.text for word in admits):
            yield warning(place, "write/no-source", f"“{figure[0]}”旁边没有出处。", "在这一句后面写法条；来自别处的写明来源，或者链接到有出处的那一页。")


def _sourced(page: Page, blocks: Sequence[Passage], at: int) -> bool:
    """Whether the block cites or links, or its neighbour does: for a row, the text right before or after its table."""
    first = last = at
    if blocks[at].kind == "tr":
        while first and blocks[first - 1].kind in ("tr", "th"):
            first -= 1
        while last + 1 < len(blocks) and blocks[last + 1].kind in ("tr", "th"):
            last += 1
        if any(row.text.startswith("依据 ") and row.citations for row in blocks[first : last + 1]):
            return True
    near = [blocks[at], *(blocks[n] for n in (first - 1, last + 1) if 0 <= n < len(blocks) and blocks[n].heading == blocks[at].heading)]
    if any(block.citations for block in near):
        return True
    end = blocks[at + 1].line if at + 1 < len(blocks) else blocks[at].line + 1
    if any(blocks[at].line <= link.line < max(end, blocks[at].line + 1) for link in page.document.links):
        return True
    # A table whose figures have one source says so beside it, in a sentence or by a link.
    return blocks[at].kind == "tr" and any(word in block.text for block in near[1:] for word in ("来源", "口径", "收存"))


def check_terms(project: Project, day: date) -> Iterator[Diagnostic]:
    """Words of the trade that neither the glossary nor the page explains, each told once per page.

    A site without a glossary explains on the page what it can; the aid rests until there is one.
    """
    known = glossary_words(project)
    if project.writing is None or not known:
        return
    for page in project.pages:
        if not isinstance(page.meta, ExplainerMeta):
            continue
        blocks = [b for b in page.document.passages if b.kind != "heading"]
        for term in project.writing.terms:
            if term in known:
                continue
            first = next((b for b in blocks if term in b.text), None)
            if first and not any(_explained(term, b.text) for b in blocks):
                yield warning(Place(page.file, first.line), "write/term", f"“{term}”没有解释，词汇表里也没有。", f"第一次出现时说一句大白话：“{term}，就是……”；或者写进词汇表。", missing=("data/glossary.yml",))


def glossary_words(project: Project) -> frozenset[str]:
    """Terms and their other names, as far as the project has a glossary."""
    return frozenset(form for term in project.glossary.terms for form in term.forms)


def _explained(term: str, text: str) -> bool:
    quoted = rf"[“「]?{re.escape(term)}[”」]?"
    return bool(re.search(rf"{quoted}\s*[，,]?\s*{_EXPLAINS}|(?:叫|叫做|称为|称作|这是|这就是)\s*{quoted}|{quoted}[：:]", text))
