"""The pupil's page and the quizzes as web pages that open from the unpacked folder."""

from __future__ import annotations

import base64
import posixpath
import re
from collections.abc import Callable, Mapping
from datetime import date
from urllib.parse import unquote

from iplearn.documents.blocks import names
from iplearn.markup.blocks import cn_date
from iplearn.model.document import Document
from iplearn.model.prose import Prose
from iplearn.model.quiz import Quiz
from iplearn.products.lesson_pack.parts import LessonParts
from iplearn.products.packing import ReadAsset
from iplearn.render.offline import offline_page
from iplearn.render.quiz import render_quiz

_LINK = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"[^>]*>(.*?)</a>', re.S)
_IMAGE = re.compile(r'(<img\b[^>]*?\bsrc=")([^"]*)(")')
_TYPES = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "svg": "svg+xml", "gif": "gif"}
PUPIL_PAGE = "学生页.html"


def web_pages(parts: LessonParts, day: date, player: Mapping[str, bytes], read_asset: ReadAsset, base: str, titles: Mapping[str, str]) -> dict[str, bytes]:
    """Path -> bytes. Links to pages that are not in the folder lead to the site, or are plain words while it has no address."""
    meta = parts.meta
    names = {label: f"{label}.html" for label, _ in parts.quizzes}
    note = f"法律截至 {cn_date(day)}。内容采用 CC BY 4.0 许可。"
    here = clean(parts.page.document.html, parts.page.src, read_asset, base, titles)
    links = tuple((name, f"{label}：做一做") for label, name in names.items())
    out = {PUPIL_PAGE: offline_page(meta.title, here, lead=meta.summary, links=links, note=note)}
    for label, quiz in parts.quizzes:
        back = ((PUPIL_PAGE, "回到学生页"),)
        out[names[label]] = offline_page(f"{meta.title} · {label}", quiz_html(quiz, parts.read(quiz), read_asset, base, titles), links=back, note=note)
    return {**out, **player}


def quiz_html(quiz: Quiz, read: Callable[[Prose], Document], read_asset: ReadAsset, base: str, titles: Mapping[str, str]) -> str:
    def markdown(prose: Prose, in_line: bool) -> str:
        html = clean(read(prose).html, f"quiz/{quiz.id}.md", read_asset, base, titles)
        match = re.fullmatch(r"<p>(.*)</p>", html, re.S)
        return match[1] if in_line and match and "<p>" not in match[1] else html

    return render_quiz(quiz, markdown)


def clean(html: str, src: str, read_asset: ReadAsset, base: str, titles: Mapping[str, str]) -> str:
    """Relative links aimed at the site or taken out, pictures put inside. `titles` as for paper: by path."""
    folder = posixpath.dirname(src)

    def link(match: re.Match[str]) -> str:
        href = match[1]
        if "://" in href or href.startswith(("#", "mailto:")):
            return match[0]
        path, hash_, fragment = href.partition("#")
        if not base:
            title = titles.get(posixpath.normpath(posixpath.join(folder, path)), "")
            return f"《{match[2]}》" if names(re.sub("<[^>]+>", "", match[2]), title) else match[2]
        return f'<a href="{base}{posixpath.normpath(posixpath.join(folder, path))}{hash_}{fragment}">{match[2]}</a>'

    def image(match: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(folder, unquote(match[2])))
        data = read_asset(path)
        kind = _TYPES.get(path.rpartition(".")[2].lower(), "png")
        return f"{match[1]}data:image/{kind};base64,{base64.b64encode(data).decode()}{match[3]}" if data else match[0]

    return _IMAGE.sub(image, _LINK.sub(link, html))
