"""The glossary: every form means one thing, every entry can be sorted, and what pages turn off exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from iplearn.diagnostics import Diagnostic, Place, error, warning
from iplearn.model.project import Project

_FILE = "data/glossary.yml"
_HAN = re.compile(r"[\u3400-\u9fff]")
_MARKUP = re.compile(r"[\\`*_\[\]<>#|{}\n]")
LONGEST = 120
"""Characters of an explanation: more does not fit into what a reader looks at in passing."""


def check_glossary(project: Project, day: date) -> Iterator[Diagnostic]:
    lines = project.lines.get(_FILE, {})
    owner: dict[str, str] = {}
    known = {*project.page_by_id}
    for term in project.glossary.terms:
        place = Place(_FILE, lines.get(term.term, 1))
        for form in term.forms:
            if owner.setdefault(form, term.term) != term.term:
                yield error(place, "term/twice", f"“{form}”在“{owner[form]}”那一条里已经有了。", "一种写法只归一个词。")
        syllables = term.pinyin.split(" ")
        if not re.fullmatch(r"[a-zü]+( [a-zü]+)*", term.pinyin) or len(_HAN.findall(term.term)) > len(syllables):
            yield error(place, "term/pinyin", f"“{term.term}”的拼音“{term.pinyin}”不对。", "一个字一个音节，小写，不标声调，中间空一格，例如 you xian quan。")
        if _MARKUP.search(term.text):
            yield error(place, "term/markup", f"“{term.term}”的解释里有标记。", "解释写成平常的一两句话；出处写在 law，相关页面写在 pages。")
        elif len(term.text) > LONGEST:
            yield warning(place, "term/long", f"“{term.term}”的解释有 {len(term.text)} 个字，提示框里看着长。", f"缩到 {LONGEST} 个字以内，细节写进页面。")
        for name in term.pages:
            if name not in known:
                yield error(place, "ref/unknown", f"“{term.term}”的 pages 里，没有“{name}”这一页。", "照页面信息块里的 id 写。", missing=(name,))
    for page in project.pages:
        for name in page.meta.terms_off:
            if owner.get(name) != name:
                fix = f"写成“{owner[name]}”。" if name in owner else "照 data/glossary.yml 里的 term 写，或者删掉。"
                yield error(Place(page.file, page.key_lines.get("terms_off", 1)), "term/off", f"词汇表里没有“{name}”这个词条。", fix)
