"""Every citation stands on a law that exists, an article that exists, and, where the text is shown on
the build date, on law in force that day."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from datetime import date

from iplearn.diagnostics import Diagnostic, Place, error, warning
from iplearn.model.citation import Citation, Pinpoint
from iplearn.model.document import Document
from iplearn.model.law import LawRegistry, LawVersion
from iplearn.model.numerals import chinese_numeral
from iplearn.model.project import Project


def check_citations(project: Project, day: date) -> Iterator[Diagnostic]:
    for page in project.pages:
        for citation in page.document.citations:
            yield from citation_problems(citation, Place(page.file, citation.line), project.laws, day)
        yield from almost_problems(page.document, page.file)
    for file, documents in project.data_prose.items():
        for document in documents.values():
            for citation in document.citations:
                yield from citation_problems(citation, Place(file, citation.line), project.laws, day)
            yield from almost_problems(document, file)


def almost_problems(document: Document, file: str) -> Iterator[Diagnostic]:
    """Citations written in a form that cannot be resolved must not pass for prose."""
    for almost in document.almost:
        yield error(Place(file, almost.line), "law/form", f"认不出这条引用：{almost.raw}。", "写成“《专利法》第四十二条第一款”；几条连着写“第十条至第十二条”。")


def citation_problems(citation: Citation, place: Place, laws: LawRegistry, day: date) -> Iterator[Diagnostic]:
    """What is wrong with one citation for a build on `day`."""
    title = citation.written.title
    if citation.family is None:
        near = difflib.get_close_matches(title, laws.titles, n=1, cutoff=0.6)
        yield error(place, "law/unknown", f"法律登记表里没有《{title}》。", f"是不是《{near[0]}》？" if near else "核对名称；确有此法，请在 data/laws/ 里登记。", missing=("data/laws/",))
        return
    if citation.law is None:
        known = "、".join(v.version for v in laws.families[citation.family])
        if citation.explicit:
            yield error(place, "law/version", f"《{title}》没有“{citation.written.version}”这个版本。", f"登记的版本：{known}。")
        else:
            yield error(place, "law/not-in-force", f"《{title}》在 {citation.as_of} 没有生效的版本。", f"登记的版本：{known}；请在括号里写明版本。")
        return
    for pinpoint in citation.written.pinpoints:
        for one in (pinpoint, pinpoint.through):
            if one:
                yield from _pinpoint_problems(one, citation.law, place)
        if pinpoint.through and pinpoint.through.sort_key <= pinpoint.sort_key:
            yield error(place, "law/range", f"《{title}》{pinpoint.label}：后面的条号应当更大。", "核对起止条号。")
    yield from _superseded(citation, place, laws, day)


def _pinpoint_problems(pinpoint: Pinpoint, law: LawVersion, place: Place) -> Iterator[Diagnostic]:
    label = Pinpoint(pinpoint.article).label
    if not law.has_article(pinpoint.article):
        yield error(place, "law/article", f"《{law.short[0]}》（{law.version}）没有{label}，最后一条是第{chinese_numeral(law.articles)}条。", "核对条号和版本。")
        return
    if pinpoint.paragraph is None and pinpoint.item is None:
        return
    counts = law.clauses.get(pinpoint.article)
    if counts is None:
        yield warning(place, "law/clauses-unknown", f"还没有登记《{law.short[0]}》（{law.version}）{label}有几款几项，无法核对。", f"在 data/laws/{law.family}.yml 这一版的 clauses 里加一行 '{pinpoint.article}'。")
        return
    paragraph = pinpoint.paragraph
    if paragraph is not None and not 1 <= paragraph <= len(counts):
        yield error(place, "law/paragraph", f"《{law.short[0]}》（{law.version}）{label}只有 {len(counts)} 款。", "核对第几款。")
        return
    if pinpoint.item is None:
        return
    if paragraph is None:
        with_items = [n for n in counts if n]
        if len(with_items) > 1:
            yield error(place, "law/item", f"《{law.short[0]}》（{law.version}）{label}有几款都分项，要写明第几款。", "写成“第X条第X款第（X）项”。")
            return
        items = with_items[0] if with_items else 0
    else:
        items = counts[paragraph - 1]
    if not 1 <= pinpoint.item <= items:
        where = label if paragraph is None else Pinpoint(pinpoint.article, paragraph).label
        has = f"只有 {items} 项" if items else "不分项"
        yield error(place, "law/item", f"《{law.short[0]}》（{law.version}）{where}{has}。", "核对第几款第几项。")


def _superseded(citation: Citation, place: Place, laws: LawRegistry, day: date) -> Iterator[Diagnostic]:
    """Text shown on `day` that rests, without naming a version, on law no longer in force."""
    law = citation.law
    assert law is not None
    if citation.explicit or law.in_force(day) or not citation.dated.shown(day) or day < law.effective:
        return
    new = laws.in_force(law.family, day)
    ending = f"{law.name}只到 {law.valid_to} 有效"
    if new is None:
        yield error(place, "law/superseded", f"{citation.written.raw}：{ending}。", "改写这一段。")
        return
    moves = [_move(p, law, new, laws) for p in citation.written.pinpoints]
    yield error(
        place,
        "law/superseded",
        f"{citation.written.raw}：{ending}，{day} 有效的是“{new.version}”。{'；'.join(moves)}。",
        f"核对新条文后，用“/// until | {new.effective}”和“/// from | {new.effective}”写新旧两段，或写明版本“（{law.version}）”。",
    )


def _move(pinpoint: Pinpoint, old: LawVersion, new: LawVersion, laws: LawRegistry) -> str:
    label = Pinpoint(pinpoint.article).label
    moved = laws.moved(old, new, pinpoint.article)
    if moved is None or not moved.to:
        return f"{label}没有对照，请查新文本"
    targets = "、".join(Pinpoint(a).label for a in moved.to)
    return f"{label}现为{targets}" if moved.sure else f"{label}可能现为{targets}"
