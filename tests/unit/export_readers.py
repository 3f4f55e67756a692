"""Reads items back from Moodle XML and QTI, knowing the formats and nothing of how we write them."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from decimal import Decimal

from lxml import etree
from lxml import html as lxml_html

from iplearn.exports import QuizSource
from iplearn.model.item import (
    LETTERS, Categorise, Item, Matching, MultipleChoice, Numeric, Ordering, ShortAnswer, SingleChoice, Survey, TextEntry,
    TrueFalse,
)

Q = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"


@dataclass(frozen=True)
class Facts:
    """What must survive: texts without white space; `key` in a form of its kind."""

    kind: str
    stem: str
    points: Decimal
    options: tuple[str, ...] = ()
    key: object = None
    feedback: tuple[str, ...] = ()
    reasons: str = ""
    hints: tuple[str, ...] = field(default=())


def squeeze(text: str) -> str:
    return re.sub(r"[\s　]+", "", text)


def of_html(html: str | None) -> str:
    if not html or not html.strip():
        return ""
    return squeeze(lxml_html.fragment_fromstring(html, create_parent="div").text_content())


def authored(item: Item, source: QuizSource) -> Facts:
    """The facts of an item as its author wrote it."""
    def text(prose) -> str:
        return squeeze(source.text(prose)) if prose else ""

    about = {
        "kind": item.kind, "stem": re.sub("_{4,}", "", text(item.stem)), "points": item.points,
        "reasons": squeeze("".join(source.reasons_text(item))), "hints": tuple(text(h) for h in item.hints),
    }
    match item:
        case SingleChoice() | MultipleChoice():
            key = "".join(letter for letter, c in zip(LETTERS, item.choices) if c.correct)
            return Facts(**about, options=tuple(text(c.text) for c in item.choices), key=key, feedback=tuple(text(c.feedback) for c in item.choices))
        case TrueFalse():
            return Facts(**about, key=item.key, feedback=(text(item.feedback_true), text(item.feedback_false)))
        case TextEntry():
            return Facts(**about, key=item.blanks)
        case Numeric():
            return Facts(**about, key=(item.low, item.high, item.unit or ""))
        case Ordering():
            return Facts(**about, options=tuple(text(e) for e in item.entries))
        case Matching():
            return Facts(**about, key=frozenset((text(p.left), text(p.right)) for p in item.pairs), options=tuple(sorted(map(text, item.rights))))
        case Categorise():
            return Facts(**about, key=frozenset((text(e), squeeze(c.title)) for c in item.categories for e in c.entries), options=tuple(sorted(squeeze(c.title) for c in item.categories)))
        case ShortAnswer():
            return Facts(**about, key=squeeze(text(item.model_answer) + "".join(text(c) for c in item.criteria)))
        case Survey():
            return Facts(**about, options=tuple(text(o) for o in item.options))


# -- Moodle


def read_moodle(data: bytes) -> dict[str, Facts]:
    """idnumber -> facts."""
    out = {}
    for q in etree.fromstring(data).iter("question"):
        if q.get("type") in ("category", "description"):
            continue
        kind = [t.findtext("text") for t in q.findall("tags/tag")][-1]
        out[q.findtext("idnumber")] = _moodle(q, kind)
    return out


def _moodle(q, kind: str) -> Facts:
    html = q.findtext("questiontext/text") or ""
    cloze = re.findall(r"\{1:SHORTANSWER:(.*?)(?<!\\)\}", html)
    stem = re.sub(r"\{1:SHORTANSWER:.*?(?<!\\)\}", "", html)
    answers = q.findall("answer")
    texts = tuple(of_html(a.findtext("text")) for a in answers)
    about = {
        "kind": kind, "stem": re.sub("_{4,}", "", of_html(stem)), "points": Decimal(q.findtext("defaultgrade")),
        "reasons": of_html(q.findtext("generalfeedback/text")), "hints": tuple(of_html(h.findtext("text")) for h in q.findall("hint")),
    }
    said = tuple(of_html(a.findtext("feedback/text")) for a in answers)
    match kind:
        case "single" | "multiple":
            assert (q.findtext("single") == "true") == (kind == "single")
            fractions = [float(a.get("fraction")) for a in answers]
            assert abs(sum(f for f in fractions if f > 0) - 100) < 0.001
            return Facts(**about, options=texts, key="".join(letter for letter, f in zip(LETTERS, fractions) if f > 0), feedback=said)
        case "true-false":
            by = {a.findtext("text"): a for a in answers}
            return Facts(**about, key=by["true"].get("fraction") == "100", feedback=(said[texts.index("true")], said[texts.index("false")]))
        case "text-entry" if cloze:
            return Facts(**about, key=tuple(tuple(re.sub(r"\\(.)", r"\1", a).replace("&quot;", '"') for a in re.split(r"(?<!\\)~?=", c)[1:]) for c in cloze))
        case "text-entry":
            return Facts(**about, key=(tuple(a.findtext("text") for a in answers),))
        case "numeric":
            middle, half = Decimal(answers[0].findtext("text")), Decimal(answers[0].findtext("tolerance"))
            return Facts(**about, key=(middle - half, middle + half, q.findtext("units/unit/unit_name") or ""))
        case "ordering":
            order = sorted(range(len(texts)), key=lambda n: float(answers[n].get("fraction")))
            return Facts(**about, options=tuple(texts[n] for n in order))
        case "matching" | "categorise":
            pairs = [(of_html(s.findtext("text")), squeeze(s.findtext("answer/text"))) for s in q.findall("subquestion")]
            return Facts(**about, key=frozenset(p for p in pairs if p[0]), options=tuple(sorted({r for _, r in pairs})))
        case "short-answer":
            return Facts(**about, key=of_html(q.findtext("graderinfo/text")).replace("参考答案", "", 1).replace("评分要点", "", 1))
        case "survey":
            return Facts(**about | {"points": Decimal(1)}, options=texts)
    raise AssertionError(kind)


# -- QTI 2.1


def read_qti(data: bytes) -> dict[str, Facts]:
    """item identifier -> facts, by way of the manifest."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        manifest = etree.fromstring(package.read("imsmanifest.xml"))
        items = [r.get("href") for r in manifest.iter("{*}resource") if r.get("type") == "imsqti_item_xmlv2p1"]
        test = etree.fromstring(package.read("test.xml"))
        assert [r.get("href") for r in test.iter(f"{Q}assessmentItemRef")] == items
        roots = [etree.fromstring(package.read(href)) for href in items]
    return {r.get("identifier").removeprefix("I-"): _qti(r) for r in roots}


def _content(element) -> str:
    return squeeze("".join(element.itertext())) if element is not None else ""


def _qti(root) -> Facts:
    kind = root.get("label")
    body = root.find(f"{Q}itemBody")
    rubrics = {b.get("view"): b for b in body.findall(f"{Q}rubricBlock")}
    hints = tuple(_content(b) for b in body.findall(f"{Q}rubricBlock") if b.get("view") == "tutor")
    said = {m.get("identifier"): _content(m) for m in root.findall(f"{Q}modalFeedback")}
    stem = body.findall(f"{Q}div")[-1]
    unit = ""
    if kind == "numeric":
        last = stem.findall(f"{Q}p")[-1]
        unit = _content(last)
        stem.remove(last)
    maximum = root.find(f"{Q}outcomeDeclaration[@identifier='MAXSCORE']")
    points = Decimal(maximum.findtext(f"{Q}defaultValue/{Q}value")) if maximum is not None else Decimal(1)
    about = {"kind": kind, "stem": re.sub("_{4,}", "", _content(stem)), "points": points, "reasons": said.get("EXPLANATION", ""), "hints": hints}
    declared = root.findall(f"{Q}responseDeclaration")
    right = [v.text for v in declared[0].findall(f"{Q}correctResponse/{Q}value")]
    choices = {c.get("identifier"): _content(c) for c in body.iter(f"{Q}simpleChoice", f"{Q}simpleAssociableChoice")}
    match kind:
        case "single" | "multiple":
            return Facts(**about, options=tuple(choices.values()), key="".join(right), feedback=tuple(said.get(c, "") for c in choices))
        case "true-false":
            return Facts(**about, key=right == ["T"], feedback=(said.get("T", ""), said.get("F", "")))
        case "text-entry":
            return Facts(**about, key=tuple(tuple(e.get("mapKey") for e in d.iter(f"{Q}mapEntry")) for d in declared))
        case "numeric":
            low, high = (Decimal(root.find(f".//{Q}{op}/{Q}baseValue").text) for op in ("gte", "lte"))
            return Facts(**about, key=(low, high, unit))
        case "ordering":
            return Facts(**about, options=tuple(choices[r] for r in right))
        case "matching" | "categorise":
            pairs = frozenset(tuple(choices[n] for n in r.split()) for r in right)
            second = body.findall(f".//{Q}simpleMatchSet")[1]
            return Facts(**about, key=pairs, options=tuple(sorted(_content(c) for c in second)))
        case "short-answer":
            return Facts(**about, key=_content(rubrics["scorer"]).replace("参考答案", "", 1).replace("评分要点", "", 1))
        case "survey":
            return Facts(**about, options=tuple(choices.values()))
    raise AssertionError(kind)
