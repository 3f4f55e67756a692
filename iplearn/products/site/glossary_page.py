"""词汇表: every term by the first letter of its pinyin, made from data/glossary.yml."""

from __future__ import annotations

from itertools import groupby

from iplearn.markup.markup import inline
from iplearn.model.glossary import Term
from iplearn.model.routes import GLOSSARY_PATH, term_anchor
from iplearn.model.search import SearchDoc, SearchPart
from iplearn.products.site.finder import FILTER_SCRIPTS
from iplearn.products.site.library import Library
from iplearn.products.site.views import Card, Doc

TITLE = "词汇表"
TERM_SCRIPTS = ("assets/site/terms.js",)
_FILE = "data/glossary.yml"


def glossary_card(term: Term | None = None) -> Card:
    """The way to the glossary, or to one of its entries."""
    return Card(f"{TITLE}：{term.term}", f"{GLOSSARY_PATH}#{term_anchor(term.term)}") if term else Card(TITLE, GLOSSARY_PATH)


def glossary_doc(library: Library) -> Doc:
    glossary = library.project.glossary
    groups = [{"letter": letter, "entries": [_entry(t, library) for t in terms]} for letter, terms in groupby(glossary.terms, lambda t: t.initial)]
    return Doc(
        path=GLOSSARY_PATH, kind="glossary", kind_label="查一查", title=TITLE, reviewed=glossary.reviewed,
        summary=f"{len(glossary.terms)} 个词，每个用一两句平常话解释。别的页面上，带虚线的词都连到这里。",
        breadcrumb=(Card("首页", "index.html"), glossary_card()),
        sources=library.sources(library.project.data_prose.get(_FILE, {}).values()),
        scripts=(*FILTER_SCRIPTS, *TERM_SCRIPTS), data={"groups": groups},
    )


def _entry(term: Term, library: Library) -> dict:
    prose = library.project.data_prose[_FILE]
    line = library.project.lines[_FILE][term.term]
    return {
        "term": term.term,
        "anchor": term_anchor(term.term),
        "also": term.also,
        "text": inline(prose[line, term.text]),
        "law": inline(prose[line, term.law]) if term.law else "",
        "pages": library.cards(term.pages),
        # 优先权 is found by 优先权, yxq and youxianquan.
        "words": " ".join((*term.forms, "".join(s[0] for s in term.pinyin.split()), term.pinyin.replace(" ", ""), term.text)),
    }


def glossary_search(library: Library) -> SearchDoc:
    """The glossary as search sees it: each term is a heading of one page."""
    return SearchDoc(
        id="glossary", url=GLOSSARY_PATH, title=TITLE, kind="查一查", section="查一查", audience=(),
        summary="知识产权常用词，每个用一两句平常话解释。", keywords=("名词解释", "术语", "什么意思"),
        parts=tuple(SearchPart(t.term, term_anchor(t.term), " ".join((*t.also, t.text))) for t in library.project.glossary.terms),
    )
