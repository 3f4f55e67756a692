"""Every QTI item and test of the project held to IMS's own schema of QTI 2.1, where somebody has it.

The schema may not lie in this project and ships in no package that may be installed: `QTI_SCHEMA` names a copy,
`imsqti_v2p1.xsd` or one of its corrections. Without it the grammar of test_qti_grammar.py stands alone: it refuses
whatever the schema refuses, and more.
"""

from __future__ import annotations

import copy
import os
from pathlib import Path

import pytest
from lxml import etree

from tests.exports.qti_packages import fits, packages
from tests.exports.test_qti_grammar import REFUSED

COPY = os.environ.get("QTI_SCHEMA", "")
XS = "http://www.w3.org/2001/XMLSchema"
XML = "http://www.w3.org/XML/1998/namespace"
WIDER = {
    "name that begins with a digit", "base type of other values", "two values where one is declared", "points in words", "half a pair",
    "correct response in words",
}
"""Mutants that the schema lets pass: values in words of their types, which it does not look into."""

pytestmark = pytest.mark.skipif(not COPY, reason="QTI_SCHEMA names no copy of IMS's schema of QTI 2.1")


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> etree.XMLSchema:
    """IMS's schema. What it imports of others (MathML, XInclude, APIP), of which we write nothing, may hold anything."""
    folder = tmp_path_factory.mktemp("schema")
    root = etree.parse(Path(COPY)).getroot()
    for number, imported in enumerate(root.iter(f"{{{XS}}}import")):
        namespace = imported.get("namespace")
        prefix = next((p for p, uri in root.nsmap.items() if uri == namespace), "xml") or ""
        made = etree.Element(f"{{{XS}}}schema", {"targetNamespace": namespace}, nsmap={"xs": XS})
        for kind in ("element", "attribute"):
            named = {e.get("ref") for e in root.iter(f"{{{XS}}}{kind}")} - {None}
            for name in sorted(n.partition(":")[2] for n in named if n.startswith(f"{prefix}:")):
                etree.SubElement(made, f"{{{XS}}}{kind}", {"name": name})
        path = folder / f"{number}.xsd"
        path.write_bytes(etree.tostring(made))
        imported.set("schemaLocation", str(path))
    return etree.XMLSchema(root)


def test_every_item_and_test_fits(schema: etree.XMLSchema) -> None:
    files = {f"{quiz}/{name}": root for quiz, made in packages().items() for name, root in made.items() if name != "imsmanifest.xml"}
    assert [name for name, root in files.items() if not schema.validate(root)] == [] and len(files) > 1500


def test_our_grammar_is_the_narrower(schema: etree.XMLSchema) -> None:
    passed = set()
    for name, what in ((name, what) for name, mutants in REFUSED.items() for what in mutants if name != "imsmanifest.xml"):
        root = copy.deepcopy(packages()["awkward"][name])
        REFUSED[name][what](root)
        if schema.validate(root) and not fits(root):
            passed.add(what)
    assert passed == WIDER
