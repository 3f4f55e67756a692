"""The `iplearn` Markdown extension: everything our Markdown can do, in one place.

`Markup` uses it, and so may any other Python-Markdown host through its entry point.
"""

from __future__ import annotations

import re

from markdown import Extension, Markdown
from markdown.extensions.toc import slugify_unicode
from markdown.inlinepatterns import InlineProcessor
from pymdownx.blocks import BlocksExtension

from iplearn.markup.blocks import BLOCKS
from iplearn.markup.citations import CitationTreeprocessor
from iplearn.markup.context import Context
from iplearn.markup.pinyin import PINYIN, PinyinProcessor
from iplearn.markup.passages import PassagesTreeprocessor
from iplearn.markup.plain import PlainTextTreeprocessor
from iplearn.markup.terms import TermIndex, TermTreeprocessor
from iplearn.markup.typography import FactsTreeprocessor, TypographyTreeprocessor
from iplearn.model.law import LawRegistry

_STANDARD = ("attr_list", "def_list", "sane_lists", "tables")


class _GapProcessor(InlineProcessor):
    """Four or more underscores are a place to write in, wherever they stand; never the mark of bold text."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:
        return m[0], m.start(0), m.end(0)


class _Blocks(BlocksExtension):
    def extendMarkdownBlocks(self, md: Markdown, block_mgr) -> None:
        for block in BLOCKS:
            block_mgr.register(block, self.getConfigs())


class IplearnExtension(Extension):
    """`laws` is the registry citations resolve against, `terms` what the glossary explains; `context` is set anew for each text.

    Without `passages` a document has none: the writing aids alone read them.
    """

    def __init__(self, laws: LawRegistry | None = None, terms: TermIndex | None = None, passages: bool = True, **kwargs) -> None:
        super().__init__(**kwargs)
        self.context = Context(laws or LawRegistry(), passages)
        self.terms = terms or TermIndex()

    def extendMarkdown(self, md: Markdown) -> None:
        md.registerExtensions(_STANDARD, {})
        # For ids and headings only: the page's template prints the contents, so no [TOC] is looked for.
        md.registerExtensions(["toc"], {"toc": {"slugify": slugify_unicode, "permalink": False, "marker": ""}})
        md.registerExtensions([_Blocks()], {})
        # Raw HTML is an error in content (markup/source.py tells); here it just stays text.
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        # After code spans (priority 190), before emphasis.
        md.inlinePatterns.register(_GapProcessor("_{4,}", md), "ip-gap", 185)
        md.inlinePatterns.register(PinyinProcessor(PINYIN, md), "ip-pinyin", 75)
        md.treeprocessors.register(PlainTextTreeprocessor(md), "ip-plain", 25)
        # After inline patterns (priority 20) and before attr_list and toc are done with the tree.
        md.treeprocessors.register(TypographyTreeprocessor(md), "ip-typography", 18)
        md.treeprocessors.register(CitationTreeprocessor(md, self.context), "ip-citations", 2)
        md.treeprocessors.register(TermTreeprocessor(md, self.context, self.terms), "ip-terms", 1.5)
        md.treeprocessors.register(FactsTreeprocessor(md, self.context), "ip-facts", 1)
        if self.context.keeps_passages:
            md.treeprocessors.register(PassagesTreeprocessor(md, self.context), "ip-passages", 0)


def makeExtension(**kwargs) -> IplearnExtension:
    return IplearnExtension(**kwargs)
