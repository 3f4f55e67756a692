"""data/drills/*.yml and the figures beside them -> tools that reason, with their Markdown and their drawings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from xml.etree import ElementTree

from iplearn.diagnostics import Diagnostic, Place, error
from iplearn.markup import Markup
from iplearn.markup.source import source_problems
from iplearn.model.document import Document
from iplearn.model.drill import Chart, Drill, Letter, Questions
from iplearn.model.routes import tool_src
from iplearn.reading.schema import build
from iplearn.reading.yamlfile import load_yaml

_FORMS: dict[str, type] = {"questions": Questions, "chart": Chart, "letter": Letter}
_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = {"svg", "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon", "text", "title", "desc"}
_ATTRIBUTES = re.compile(r"viewBox|d|[cr]?[xy][12]?|r|width|height|points|fill|fill-opacity|stroke|stroke-(width|linejoin|linecap|dasharray)|transform|text-anchor|font-size")

Proses = dict[str, dict[tuple[int, str], Document]]


def read_drills(files: Mapping[str, str], markup: Markup) -> tuple[tuple[Drill, ...], Proses, list[Diagnostic]]:
    """The tools in order of id, and (line, text) -> what each piece of their Markdown became."""
    drills: list[Drill] = []
    prose: Proses = {}
    found: list[Diagnostic] = []
    for file, text in files.items():
        drill, problems = _read(file, text)
        found += problems
        if drill is None:
            continue
        drills.append(drill)
        documents = prose[drill.id] = {}
        for piece in drill.prose():
            found += source_problems(file, piece.text, piece.line)
            documents[piece.line, piece.text] = markup.parse(piece.text, as_of=drill.reviewed, src=tool_src(drill.id), first_line=piece.line)
    return tuple(sorted(drills, key=lambda d: d.id)), prose, found


def _read(file: str, text: str) -> tuple[Drill | None, list[Diagnostic]]:
    node, found = load_yaml(file, text)
    if node is None:
        return None, found
    form = node.value.get("form") if isinstance(node.value, dict) else None
    cls = _FORMS.get(str(form.value)) if form else None
    if cls is None:
        found.append(error(Place(file, form.line if form else 1), "tool/form", "看不出这是哪一种工具。", f"写一行“form: …”，从这几种里选：{'、'.join(_FORMS)}。"))
        return None, found
    drill, problems = build(cls, node, file)
    found += problems
    if drill is not None and drill.id != PurePosixPath(file).stem:
        found.append(error(Place(file, node.value["id"].line), "tool/name", f"“id: {drill.id}”和文件名不一样。", f"文件名和 id 要相同：改成 {drill.id}.yml，或者改 id。"))
        return None, found
    return drill, found


def read_figures(files: Mapping[str, str]) -> tuple[dict[str, str], list[Diagnostic]]:
    """File name -> the drawing, ready to stand in a page: plain shapes only, in the colour of the text."""
    out: dict[str, str] = {}
    found: list[Diagnostic] = []
    for file, text in files.items():
        problems = [error(Place(file), "tool/figure", problem, "只用线条和形状画，颜色写 currentColor；画不出来的换一种画法。") for problem in _figure_problems(text)]
        found += problems
        if not problems:
            out[PurePosixPath(file).name] = re.sub(r"<\?xml.*?\?>|<!--.*?-->", "", text, flags=re.S).strip()
    return out, found


def _figure_problems(text: str) -> Iterator[str]:
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        yield "这幅图带有 DOCTYPE，不能用。"
        return
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError:
        yield "这幅图不是完整的 SVG，读不懂。"
        return
    if root.tag != f"{_SVG}svg" or not root.get("viewBox"):
        yield "这幅图要以 <svg> 开头，并写明 viewBox。"
    for element in root.iter():
        name = element.tag.removeprefix(_SVG)
        if name not in _SHAPES:
            yield f"这幅图里不能有 <{name}>。"
        for attribute in element.attrib:
            if not _ATTRIBUTES.fullmatch(attribute):
                yield f"这幅图的 <{name}> 不能有 {attribute}。"
        for paint in ("fill", "stroke"):
            if element.get(paint, "none") not in ("none", "currentColor"):
                yield f"这幅图的 <{name}> 的 {paint} 只能写 none 或者 currentColor。"
