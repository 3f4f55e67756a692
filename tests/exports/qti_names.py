"""What QTI 2.1 says in words about names: who may be bound to whom. Each function tells what is wrong, nothing where all is right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

Q = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"

BOUND = {
    "choiceInteraction": {("single", "identifier"), ("multiple", "identifier")},
    "orderInteraction": {("ordered", "identifier")},
    "matchInteraction": {("single", "directedPair"), ("multiple", "directedPair")},
    "textEntryInteraction": {("single", "string"), ("single", "integer"), ("single", "float")},
    "extendedTextInteraction": {("single", "string"), ("single", "integer"), ("single", "float"), ("multiple", "string"), ("ordered", "string")},
}
"""Interaction -> the (cardinality, base type) its response may have."""


def item_problems(root: etree._Element) -> Iterator[str]:
    responses = {d.get("identifier"): d for d in root.iter(Q + "responseDeclaration")}
    outcomes = {d.get("identifier") for d in root.iter(Q + "outcomeDeclaration")}
    yield from _twice("variable", [d.get("identifier") for d in root if d.tag.endswith("Declaration")])
    interactions = [e for e in root.iter() if e.get("responseIdentifier") is not None]
    if sorted(e.get("responseIdentifier") for e in interactions) != sorted(responses):
        yield "not one interaction for each response"
        return
    for interaction in interactions:
        yield from _binding(interaction, responses[interaction.get("responseIdentifier")])
    for place in root.iter(Q + "rubricBlock", Q + "modalFeedback", Q + "simpleChoice", Q + "simpleAssociableChoice"):
        if any(e.get("responseIdentifier") is not None for e in place.iter()):
            yield f"an interaction in {etree.QName(place).localname}"
    for tag, part in (("variable", None), ("correct", "correctResponse"), ("mapResponse", "mapping")):
        for use in root.iter(Q + tag):
            declared = responses.get(use.get("identifier"))
            if declared is None or (part and declared.find(Q + part) is None):
                yield f"{tag} of {use.get('identifier')}, which has none"
    used = {e.get("identifier") for e in root.iter(Q + "setOutcomeValue")} | {e.get("outcomeIdentifier") for e in root.iter(Q + "modalFeedback")}
    if not used <= outcomes:
        yield f"outcomes not declared: {sorted(used - outcomes)}"
    shown = [f.get("identifier") for f in root.iter(Q + "modalFeedback")]
    yield from _twice("feedback", shown)
    reachable = {c.get("identifier") for c in root.iter(Q + "simpleChoice")} | {b.text for b in root.iter(Q + "baseValue")}
    if not set(shown) <= reachable:
        yield f"feedback that nothing shows: {sorted(set(shown) - reachable)}"


def _binding(interaction: etree._Element, response: etree._Element) -> Iterator[str]:
    kind = etree.QName(interaction).localname
    if (response.get("cardinality"), response.get("baseType")) not in BOUND[kind]:
        yield f"{kind} bound to {response.get('cardinality')} {response.get('baseType')}"
    if kind == "choiceInteraction" and (response.get("cardinality") == "single") != (interaction.get("maxChoices") == "1"):
        yield "maxChoices and cardinality differ"
    keys = [e.get("mapKey") for e in response.iter(Q + "mapEntry")]
    yield from _twice("key", keys)
    yield from _twice("choice", [c.get("identifier") for c in interaction.iter(Q + "simpleChoice", Q + "simpleAssociableChoice")])
    values = [v.text for v in response.iter(Q + "value")] + keys
    sets = [{c.get("identifier") for c in s} for s in interaction.iter(Q + "simpleMatchSet")]
    match kind:
        case "choiceInteraction" | "orderInteraction":
            strange = set(values) - {c.get("identifier") for c in interaction}
        case "matchInteraction":
            strange = {v for v in values if not all(name in names for name, names in zip(v.split(), sets, strict=True))}
        case _:
            strange = set()
    if strange:
        yield f"values that are no choices: {sorted(strange)}"


def shared_names(root: etree._Element) -> Iterator[str]:
    """The schema's rules General 2: test, parts, sections and items share no name."""
    yield from _twice("name", [e.get("identifier") for e in root.iter(Q + "assessmentTest", Q + "testPart", Q + "assessmentSection", Q + "assessmentItemRef")])


def package_problems(files: Mapping[str, etree._Element]) -> Iterator[str]:
    """`files` holds the root of every file of the package by its path."""
    manifest = files["imsmanifest.xml"]
    resources = {r.get("identifier"): r.get("href") for r in manifest.iter("{*}resource")}
    yield from _twice("resource", [r.get("identifier") for r in manifest.iter("{*}resource")])
    listed = [f.get("href") for f in manifest.iter("{*}file")]
    if sorted(listed) != sorted(set(files) - {"imsmanifest.xml"}) or listed != list(resources.values()):
        yield "the manifest lists other files than the package holds"
    needed = [d.get("identifierref") for d in manifest.iter("{*}dependency")]
    refs = [(r.get("identifier"), r.get("href")) for r in files["test.xml"].iter(Q + "assessmentItemRef")]
    if [resources.get(name) for name in needed] != [href for _, href in refs]:
        yield "the test depends on other items than it refers to"
    yield from (f"{href} is not {name}" for name, href in refs if href not in files or files[href].get("identifier") != name)


def _twice(what: str, names: list[str]) -> Iterator[str]:
    yield from (f"{what} {name} twice" for name in sorted({n for n in names if names.count(n) > 1}))
