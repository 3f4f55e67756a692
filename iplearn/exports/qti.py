"""QTI 2.1: a content package with a test and one file per item. Feedback shows after an answer; points are SCORE."""

from __future__ import annotations

from lxml import etree

from iplearn.archive import archive
from iplearn.exports.qti_items import QTI, item_element, item_name
from iplearn.exports.source import Exported, Losses, QuizSource
from iplearn.model.quiz import Case

_CP = "http://www.imsglobal.org/xsd/imscp_v1p1"


def qti(source: QuizSource) -> Exported:
    losses = Losses()
    losses.common(source, points=True, hints=True, pictures=True)
    files: dict[str, bytes] = {}
    for asked in source.asked():
        if asked.item.hints:
            losses.add("提示：只给老师看，没有逐条出示", asked.item)
        files[f"items/{asked.item.id}.xml"] = _xml(item_element(asked, source, losses))
    files["test.xml"] = _xml(_test(source))
    files = {"imsmanifest.xml": _xml(_manifest(source)), **files}
    return Exported(archive(files, source.day), losses.tuple())


def _test(source: QuizSource) -> etree._Element:
    """Test, part, sections and items may not share a name: ids of ours have no capitals, so the others begin with one."""
    quiz = source.quiz
    test = etree.Element(f"{{{QTI}}}assessmentTest", identifier=f"TEST-{quiz.id}", title=quiz.title, nsmap={None: QTI})
    _outcome(test, "SCORE")
    part = etree.SubElement(test, f"{{{QTI}}}testPart", identifier="PART", navigationMode="nonlinear", submissionMode="individual")
    sections: dict[int, etree._Element] = {}
    for asked in source.asked():
        key = id(asked.part)
        if key not in sections:
            title = f"案例：{asked.part.title}" if isinstance(asked.part, Case) else asked.part.title or quiz.title
            sections[key] = etree.SubElement(part, f"{{{QTI}}}assessmentSection", identifier=f"S{len(sections) + 1}", title=title, visible="true")
        etree.SubElement(sections[key], f"{{{QTI}}}assessmentItemRef", identifier=item_name(asked.item), href=f"items/{asked.item.id}.xml")
    processing = etree.SubElement(test, f"{{{QTI}}}outcomeProcessing")
    total = etree.SubElement(etree.SubElement(processing, f"{{{QTI}}}setOutcomeValue", identifier="SCORE"), f"{{{QTI}}}sum")
    etree.SubElement(total, f"{{{QTI}}}testVariables", variableIdentifier="SCORE")
    return test


def _outcome(parent: etree._Element, name: str) -> None:
    declaration = etree.SubElement(parent, f"{{{QTI}}}outcomeDeclaration", identifier=name, cardinality="single", baseType="float")
    etree.SubElement(etree.SubElement(declaration, f"{{{QTI}}}defaultValue"), f"{{{QTI}}}value").text = "0"


def _manifest(source: QuizSource) -> etree._Element:
    root = etree.Element(f"{{{_CP}}}manifest", identifier=f"iplearn-{source.quiz.id}", nsmap={None: _CP})
    metadata = etree.SubElement(root, f"{{{_CP}}}metadata")
    etree.SubElement(metadata, f"{{{_CP}}}schema").text = "QTIv2.1 Package"
    etree.SubElement(metadata, f"{{{_CP}}}schemaversion").text = "1.0.0"
    etree.SubElement(root, f"{{{_CP}}}organizations")
    resources = etree.SubElement(root, f"{{{_CP}}}resources")
    items = [f"items/{a.item.id}.xml" for a in source.asked()]
    names = [item_name(a.item) for a in source.asked()]
    test = _resource(resources, "TEST", "imsqti_test_xmlv2p1", "test.xml")
    for name in names:
        etree.SubElement(test, f"{{{_CP}}}dependency", identifierref=f"R-{name}")
    for name, href in zip(names, items):
        _resource(resources, f"R-{name}", "imsqti_item_xmlv2p1", href)
    return root


def _resource(parent: etree._Element, name: str, kind: str, href: str) -> etree._Element:
    resource = etree.SubElement(parent, f"{{{_CP}}}resource", identifier=name, type=kind, href=href)
    etree.SubElement(resource, f"{{{_CP}}}file", href=href)
    return resource


def _xml(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)
