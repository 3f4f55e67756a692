"""Papers -> PDF/UA-1 with Typst: tagged, in Chinese, fonts embedded as subsets, the same bytes each time."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import weakref
from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path

import typst

from iplearn.documents.design import COLOURS, TEACHER, Style
from iplearn.documents.fonts import font_files
from iplearn.documents.layout import title_phrases, WIDE
from iplearn.documents.typst_text import TypstWriter, array, string
from iplearn.model.paper import Paper, Picture

_SOURCES = Path(__file__).parent / "typst"
_BEIJING = timezone(timedelta(hours=8))

_compiled_in: int | None = None
"""The process that has compiled something."""


class Press:
    """One Typst compiler with its fonts loaded, for all documents of a process.

    It reads nothing but a folder of its own: the templates and the pictures handed to `place`.
    A press may be made before a fork and used in every child, which then share its fonts; but once it has
    compiled, its threads are the parent's, and a child that compiled too would wait for them for ever.
    So that is refused: print in the children only, or in one process only.
    """

    def __init__(self) -> None:
        self._root = Path(tempfile.mkdtemp(prefix="iplearn-press-"))
        weakref.finalize(self, _clear, self._root, os.getpid())
        for source in sorted(_SOURCES.iterdir()):
            shutil.copy(source, self._root)
        colours = "#let c = (" + ", ".join(f'{name}: rgb("#{value}")' for name, value in COLOURS.items()) + ")\n"
        (self._root / "colours.typ").write_text(colours, encoding="utf-8")
        fonts = self._root / "fonts"
        fonts.mkdir()
        for path in font_files():
            _link(path, fonts / path.name)
        loaded = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)])
        self._compiler = typst.Compiler(root=str(self._root), font_paths=loaded)

    def place(self, picture: Picture) -> str:
        """The name under which a source may use a picture."""
        name = f"{hashlib.sha256(picture.data).hexdigest()[:16]}.{picture.kind}"
        path = self._root / name
        if not path.exists():
            # Children of a fork share the folder: none may see half a picture.
            part = path.with_suffix(f".{os.getpid()}")
            part.write_bytes(picture.data)
            os.replace(part, path)
        return "/" + name

    def pdf(self, source: str, day: date) -> bytes:
        """A PDF/UA-1, dated on the build day at noon in China."""
        moment = datetime(day.year, day.month, day.day, 12, tzinfo=_BEIJING)
        _claim()
        data = self._compiler.compile(input=source.encode(), format="pdf", pdf_standards=["ua-1"], timestamp=moment)
        assert isinstance(data, bytes)
        return data

    def pictures(self, source: str, ppi: float) -> list[bytes]:
        """Each page as PNG."""
        _claim()
        data = self._compiler.compile(input=source.encode(), format="png", ppi=ppi)
        assert data is not None
        return [data] if isinstance(data, bytes) else data

    def raster(self, picture: Picture, ppi: float = 200) -> bytes:
        """An SVG as PNG, 16 cm wide; other pictures as they are."""
        if picture.kind != "svg":
            return picture.data
        # Words in an SVG ask for `sans-serif`, which no file is called: they take the font of the text around them.
        around = '#import "paper.typ": serif\n#set text(font: serif, lang: "zh", region: "cn")\n'
        source = around + f"#set page(width: auto, height: auto, margin: 0pt, fill: none)\n#image({string(self.place(picture))}, width: 16cm)"
        return self.pictures(source, ppi)[0]


def _clear(folder: Path, owner: int) -> None:
    """A forked child leaves the folder to the process that made it."""
    if os.getpid() == owner:
        shutil.rmtree(folder, ignore_errors=True)


def may_fork() -> bool:
    """Whether children forked now may print: nothing has been compiled in this process."""
    return _compiled_in is None


def _claim() -> None:
    global _compiled_in
    if _compiled_in not in (None, os.getpid()):
        raise RuntimeError("this process was forked from one that has already compiled with Typst: its threads are not here")
    _compiled_in = os.getpid()


@cache
def press() -> Press:
    """The press of this process and of its children."""
    return Press()


def pdf(paper: Paper, style: Style = TEACHER) -> bytes:
    """A paper as A4 PDF."""
    return press().pdf(paper_source(paper, style), paper.day)


def paper_source(paper: Paper, style: Style) -> str:
    """The Typst source of a paper."""
    writer = TypstWriter(style, press().place, style.measure * WIDE if paper.wide else 0)
    facts = array(f"({string(name)}, {string(value)})" for name, value in paper.facts)
    return "\n".join((
        '#import "paper.typ": *',
        f"#show: paper.with({settings(paper.title, paper.author, paper.keywords)}, size: {style.size}pt, leading: {style.leading}, "
        f"room-factor: {style.room}, running: {string(paper.running)}, foot: {string(paper.footer)}, wide: {'true' if paper.wide else 'false'})",
        f"#head({string(paper.kind)}, {array(map(string, title_phrases(paper.title)))}, {facts}, {string(paper.lead)}, {array(map(string, paper.fields))})",
        writer.whole(paper.blocks),
    ))


def settings(title: str, author: str, keywords: Iterable[str]) -> str:
    return f"title: {string(title)}, author: {array([string(author)] if author else [])}, keywords: {array(map(string, keywords))}"


def _link(path: Path, target: Path) -> None:
    """Fonts are large: linked where the system can, copied elsewhere (Windows without the right)."""
    try:
        target.symlink_to(path)
    except OSError:
        shutil.copy(path, target)
