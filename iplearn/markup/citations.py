"""Citations in a text: found in prose, resolved to (law, version, article), linked."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from datetime import date

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from iplearn.markup.blocks import cn_date, parse_day
from iplearn.markup.citation_grammar import find_almost, find_citations
from iplearn.markup.context import Context
from iplearn.model.citation import AlmostCitation, Citation, Dated
from iplearn.model.routes import law_anchor, law_path

_LEFT_ALONE = {"code", "pre"}


def cite(text: str, dated: Dated, context: Context) -> list[Citation]:
    """Resolves every citation in a run of text and notes it in `context`, with those that only look like one."""
    if "《" not in text:
        return []
    all_written = list(find_citations(text))
    for title, raw in find_almost(text, all_written):
        if title in context.laws.titles:
            context.almost.append(AlmostCitation(raw, context.locator.line(raw)))
    found = []
    for written in all_written:
        as_of = dated.as_of(context.as_of)
        family = context.laws.titles.get(written.title)
        law = None
        if family:
            law = context.laws.with_version(family, written.version) if written.version else context.laws.in_force(family, as_of)
        found.append(Citation(written, context.locator.line(written.raw), as_of, dated, family, law))
    context.citations += found
    return found


def citation_link(citation: Citation, context: Context) -> etree.Element | None:
    """`<a class="ip-law">` to the article on its law's page; None where the citation leads nowhere."""
    law = citation.law
    if law is None:
        return None
    target = context.href(law_path(law.family)) + "#" + law_anchor(law, citation.written.pinpoints[0])
    ending = f"，有效到 {cn_date(law.valid_to)}" if law.valid_to else ""
    link = etree.Element("a", {"class": "ip-law", "href": target, "title": f"{law.name}，{cn_date(law.effective)}起施行{ending}"})
    if law.valid_to:
        link.set("data-valid-to", law.valid_to.isoformat())
    link.text = citation.written.raw
    return link


class CitationTreeprocessor(Treeprocessor):
    """Links each citation where it stands; inside a link it is noted, not linked again."""

    def __init__(self, md: Markdown, context: Context) -> None:
        super().__init__(md)
        self.context = context

    def run(self, root: etree.Element) -> None:
        self._visit(root, self.context.dated, in_link=False)

    def _visit(self, element: etree.Element, dated: Dated, in_link: bool) -> None:
        if element.tag in _LEFT_ALONE:
            return
        dated = dated_inside(element, dated)
        in_link = in_link or element.tag == "a"
        # Children are visited in document order, so that lines are found by searching forward.
        children = list(element)
        element.text = self._weave(element, None, element.text, dated, in_link)
        for child in children:
            self._visit(child, dated, in_link)
            child.tail = self._weave(element, child, child.tail, dated, in_link)

    def _weave(self, parent: etree.Element, after: etree.Element | None, text: str | None, dated: Dated, in_link: bool) -> str | None:
        """Puts links for the citations of `text` behind `after` in `parent`; returns the text before the first."""
        if not text or "《" not in text:
            return text
        index = 0 if after is None else list(parent).index(after) + 1
        lead, position, last = text, 0, None
        for citation in cite(text, dated, self.context):
            link = None if in_link else citation_link(citation, self.context)
            if link is None:
                continue
            before = text[position : citation.written.start]
            if last is None:
                lead = before
            else:
                last.tail = before
            parent.insert(index, link)
            index, position, last = index + 1, citation.written.end, link
        if last is not None:
            last.tail = text[position:]
        return lead


def dated_inside(element: etree.Element, outer: Dated) -> Dated:
    """The dates in force inside `element`: an inner block narrows the outer ones."""
    since, until = element.get("data-from"), element.get("data-until")
    if since is None and until is None:
        return outer
    return Dated(_later(outer.since, parse_day(since) if since else None), _earlier(outer.until, parse_day(until) if until else None))


def _later(a: date | None, b: date | None) -> date | None:
    return max(a, b) if a and b else a or b


def _earlier(a: date | None, b: date | None) -> date | None:
    return min(a, b) if a and b else a or b
