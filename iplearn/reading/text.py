"""Bytes -> text, telling authors about encodings instead of failing on them."""

from __future__ import annotations

import codecs
import re

from iplearn.diagnostics import Diagnostic, Place, error, warning


def decode(file: str, raw: bytes) -> tuple[str | None, list[Diagnostic]]:
    """The text of a file with `\\n` line ends, or None where it cannot be read.

    Only UTF-8 is accepted: a GB18030 file would be readable here and garbled in half of the
    editors it meets next. A byte order mark and what has no width are taken off and mentioned.
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
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _IDLE.search(text):
        lines = [number for number, line in enumerate(text.split("\n"), 1) if _IDLE.search(line)]
        shown = "、".join(map(str, lines[:5])) + (" 等" if len(lines) > 5 else "")
        found.append(warning(Place(file, lines[0]), "text/unseen", f"第 {shown} 行有看不见的字符（多半是从微信、网页或者 Word 带来的），已忽略。", "先粘贴到记事本，再从记事本复制过来；或者把那几个字重新打一遍。"))
        text = _IDLE.sub("", text)
    for number, line in enumerate(text.split("\n"), 1) if _CONTROL.search(text) else ():
        if control := _CONTROL.search(line):
            found.append(error(Place(file, number), "text/control", f"第 {control.start() + 1} 个字是看不见的控制字符（U+{ord(control[0]):04X}）。", "删掉它，把前后的字重新打一遍；Word 里按 Shift+回车换的行，改成按回车。"))
    return text, found


# Nothing on a page is lost without them: spaces of no width, marks of direction, soft hyphens.
_IDLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


_SAVE_AS = "用记事本打开，选“另存为”，编码选“UTF-8”，再保存。"
