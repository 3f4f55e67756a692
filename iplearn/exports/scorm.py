"""SCORM 1.2: the quiz with our own player, so that every kind works as on the site; the system gets the score."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from iplearn.archive import archive
from iplearn.exports.source import Exported, Losses, QuizSource
from iplearn.render.offline import offline_page
from iplearn.render.quiz import render_quiz

_CP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
_ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"


def scorm(source: QuizSource) -> Exported:
    losses = Losses()
    quiz = source.quiz
    html = render_quiz(quiz, lambda prose, inline: source.html(prose, inline=inline))
    scripts = scorm_player("scorm")
    page = offline_page(quiz.title, html, scripts=tuple(scripts))
    files = {"index.html": page, **source.player, **scripts}
    losses.add("每题选了什么：平台只收到每题对不对和总分")
    about = manifest(f"iplearn-{quiz.id}", quiz.revision, quiz.title, [Sco("", quiz.title, "index.html", quiz.pass_percent)], files)
    return Exported(archive({"imsmanifest.xml": about, **files}, source.day), losses.tuple())


@dataclass(frozen=True)
class Sco:
    """A part that the system starts by itself: `href` below the package, `mastery` the percentage it takes as passed."""

    id: str
    title: str
    href: str
    mastery: int | None = None


def scorm_player(name: str) -> dict[str, bytes]:
    """The scripts that talk to the system, for pages of a package; `name` is scorm or scorm-course."""
    folder = Path(__file__).parent / "player"
    return {f"assets/{n}.js": (folder / f"{n}.js").read_bytes() for n in ("scorm-api", name)}


def manifest(identifier: str, version: str, title: str, scos: Sequence[Sco], files: Iterable[str]) -> bytes:
    """imsmanifest.xml. Every part may load every file that is not another part's page."""
    root = etree.Element(f"{{{_CP}}}manifest", identifier=identifier, version=version, nsmap={None: _CP, "adlcp": _ADL})
    metadata = etree.SubElement(root, f"{{{_CP}}}metadata")
    etree.SubElement(metadata, f"{{{_CP}}}schema").text = "ADL SCORM"
    etree.SubElement(metadata, f"{{{_CP}}}schemaversion").text = "1.2"
    organizations = etree.SubElement(root, f"{{{_CP}}}organizations", default="ORG")
    organization = etree.SubElement(organizations, f"{{{_CP}}}organization", identifier="ORG")
    etree.SubElement(organization, f"{{{_CP}}}title").text = title
    for sco in scos:
        item = etree.SubElement(organization, f"{{{_CP}}}item", identifier=f"ITEM{sco.id}", identifierref=f"RES{sco.id}", isvisible="true")
        etree.SubElement(item, f"{{{_CP}}}title").text = sco.title
        if sco.mastery is not None:
            etree.SubElement(item, f"{{{_ADL}}}masteryscore").text = str(sco.mastery)
    resources = etree.SubElement(root, f"{{{_CP}}}resources")
    pages = {sco.href for sco in scos}
    shared = [path for path in files if path not in pages]
    for sco in scos:
        resource = etree.SubElement(resources, f"{{{_CP}}}resource", identifier=f"RES{sco.id}", type="webcontent", href=sco.href)
        resource.set(f"{{{_ADL}}}scormtype", "sco")
        for path in (sco.href, *shared):
            etree.SubElement(resource, f"{{{_CP}}}file", href=path)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)
