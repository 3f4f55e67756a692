"""SCORM 1.2: the quiz with our own player, so that every kind works as on the site; the system gets the score."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from iplearn.archive import archive
from iplearn.exports.source import Exported, Losses, QuizSource
from iplearn.render.offline import offline_page
from iplearn.render.quiz import render_quiz

_CP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
_ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
_SCRIPT = "assets/scorm.js"


def scorm(source: QuizSource) -> Exported:
    losses = Losses()
    quiz = source.quiz
    html = render_quiz(quiz, lambda prose, inline: source.html(prose, inline=inline))
    script = (Path(__file__).parent / "player/scorm.js").read_bytes()
    page = offline_page(quiz.title, html, scripts=(_SCRIPT,))
    files = {"index.html": page, **source.player, _SCRIPT: script}
    losses.add("每题选了什么：平台只收到每题对不对和总分")
    return Exported(archive({"imsmanifest.xml": _manifest(source, tuple(files)), **files}, source.day), losses.tuple())


def _manifest(source: QuizSource, files: tuple[str, ...]) -> bytes:
    quiz = source.quiz
    root = etree.Element(f"{{{_CP}}}manifest", identifier=f"iplearn-{quiz.id}", version=quiz.revision, nsmap={None: _CP, "adlcp": _ADL})
    metadata = etree.SubElement(root, f"{{{_CP}}}metadata")
    etree.SubElement(metadata, f"{{{_CP}}}schema").text = "ADL SCORM"
    etree.SubElement(metadata, f"{{{_CP}}}schemaversion").text = "1.2"
    organizations = etree.SubElement(root, f"{{{_CP}}}organizations", default="ORG")
    organization = etree.SubElement(organizations, f"{{{_CP}}}organization", identifier="ORG")
    etree.SubElement(organization, f"{{{_CP}}}title").text = quiz.title
    item = etree.SubElement(organization, f"{{{_CP}}}item", identifier="ITEM", identifierref="RES", isvisible="true")
    etree.SubElement(item, f"{{{_CP}}}title").text = quiz.title
    if quiz.pass_percent is not None:
        etree.SubElement(item, f"{{{_ADL}}}masteryscore").text = str(quiz.pass_percent)
    resources = etree.SubElement(root, f"{{{_CP}}}resources")
    resource = etree.SubElement(resources, f"{{{_CP}}}resource", identifier="RES", type="webcontent", href="index.html")
    resource.set(f"{{{_ADL}}}scormtype", "sco")
    for path in files:
        etree.SubElement(resource, f"{{{_CP}}}file", href=path)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)
