"""Files that would go unread or could not be published, for the way they are named or what they really are.

Editors of Windows hide endings and write others: E03.md.txt is no page, and nobody would notice that it is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from iplearn.diagnostics import Diagnostic, Place, error, warning

_ENDINGS = {"content": ".md", "quizzes": ".md", "data": ".yml"}
_TEXTS = {".txt", ".text", ".md", ".markdown", ".yml", ".yaml", ".doc", ".docx", ".wps", ".rtf"}
_PICTURES = {
    ".svg": (b"<svg", b"<?xml", b"<!--", b"<!DOCTYPE"),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".gif": (b"GIF8",),
    ".webp": (b"RIFF",),
}
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_TEMPORARY = re.compile(r"~\$.*|.*\.tmp|.*~|Thumbs\.db|desktop\.ini", re.I)


def is_temporary(name: str) -> bool:
    """What Word and Windows leave lying about."""
    return bool(_TEMPORARY.fullmatch(name))


def is_text(name: str) -> bool:
    """A draft under a wrong name, and nothing to publish as it is."""
    return PurePosixPath(name).suffix.lower() in _TEXTS


def stray_files(root: Path) -> Iterator[tuple[Diagnostic, str | None]]:
    """(what is wrong, the file somebody will miss for it)."""
    told: set[str] = set()
    for top, ending in _ENDINGS.items():
        for path in sorted((root / top).rglob("*"), key=lambda p: p.as_posix()):
            file = path.relative_to(root).as_posix()
            if not path.is_file() or any(part.startswith(".") for part in path.relative_to(root).parts):
                continue
            if is_temporary(path.name):
                yield warning(Place(file), "file/temporary", "这是 Word 或者 Windows 的临时文件，不是稿子。", "关掉打开它的程序，再删掉它。"), None
            elif top == "data" and file.startswith(("data/revisions/", "data/drills/figures/")):
                continue
            else:
                yield from _file(file, path, ending, told)


def _file(file: str, path: Path, ending: str, told: set[str]) -> Iterator[tuple[Diagnostic, str | None]]:
    stem, suffixes = path.name.partition(".")[0], path.name.partition(".")[2].lower().split(".")
    wanted = str(PurePosixPath(file).with_name(stem + ending))
    suffix = path.suffix.lower()
    if suffix in _TEXTS and f".{'.'.join(suffixes)}" in (*_TEXTS, *(a + b for a in _TEXTS for b in _TEXTS)) and path.name != stem + ending:
        word = "Word 文档不能直接用，文字要另存成纯文本。" if suffix in (".doc", ".docx", ".wps", ".rtf") else ""
        yield error(Place(file), "file/name", f"文件名的结尾是“{path.name.removeprefix(stem)}”，读不到。", f"{word}文件名改成 {stem}{ending}。在 Windows 里先打开“查看”里的“文件扩展名”，才看得见全名。"), wanted
    elif file.startswith("content/assets/"):
        yield error(Place(file), "file/name", "content/assets/ 留给程序，稿子里的图不放在这里。", "放到用它的页面旁边，例如 content/explain/img/。"), None
    elif bad := next((part for part in PurePosixPath(file).parts if not _NAME.fullmatch(part)), None):
        # A folder is told once, not once per file in it.
        if (place := file[: file.index(bad) + len(bad)]) in told:
            return
        told.add(place)
        yield error(Place(place), "file/name", f"名称“{bad}”里有汉字、空格或者别的符号，会成为网址里的乱码。", "只用英文字母、数字、连字符；复制出来、用不着的“副本”，删掉。"), None
    elif suffix in _PICTURES:
        with path.open("rb") as opened:
            head = opened.read(64)
        if not head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(_PICTURES[suffix]):
            what = "是空的" if not head else f"的内容不是 {suffix.removeprefix('.').upper()}"
            yield error(Place(file), "image/format", f"图片{what}。", "用看图软件打开看看，重新另存；不要只改扩展名。"), None
