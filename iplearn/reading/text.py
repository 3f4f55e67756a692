"""Bytes -> text, telling authors about encodings instead of failing on them."""

from __future__ import annotations

import codecs

from iplearn.diagnostics import Diagnostic, Place, error, warning


def decode(file: str, raw: bytes) -> tuple[str | None, list[Diagnostic]]:
    """The text of a file with `\\n` line ends, or None where it cannot be read.

    Only UTF-8 is accepted: a GB18030 file would be readable here and garbled in half of the
    editors it meets next. A byte order mark is taken off and mentioned.
    """
    found: list[Diagnostic] = []
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None, [error(Place(file), "text/encoding", "文件是 UTF-16 编码，本站只读 UTF-8。", _SAVE_AS)]
    if raw.startswith(codecs.BOM_UTF8):
        raw = raw[len(codecs.BOM_UTF8) :]
        found.append(warning(Place(file, 1), "text/bom", "文件开头有 BOM 标记，已忽略。", "另存时选“UTF-8”，不要选“带有 BOM 的 UTF-8”。"))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as problem:
        line = raw.count(b"\n", 0, problem.start) + 1
        try:
            raw.decode("gb18030")
            what = "文件像是 GBK/GB18030 编码，不是 UTF-8。"
        except UnicodeDecodeError:
            what = "文件里有读不出的字节，不是 UTF-8 文本。"
        return None, [error(Place(file, line), "text/encoding", what, _SAVE_AS)]
    return text.replace("\r\n", "\n").replace("\r", "\n"), found


_SAVE_AS = "用记事本打开，选“另存为”，编码选“UTF-8”，再保存。"
