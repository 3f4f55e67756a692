"""data/synonyms.yml -> Synonyms: which other words a search also looks for."""

from __future__ import annotations

import difflib

from iplearn.diagnostics import Diagnostic, Place, error, warning
from iplearn.model.search import Synonyms, fold
from iplearn.reading.yamlfile import Node, load_yaml

SAME, SAYING, MEANS = "同义", "说法", "也找"
_KEYS = (SAME, SAYING, MEANS)
_HOW = "写“- 同义: [版权, 著作权]”，或“- 说法: [牌子, 品牌]”下一行“  也找: [商标]”。"


def read_synonyms(file: str, text: str) -> tuple[Synonyms, list[Diagnostic]]:
    """The synonyms in the text of `file`, in the order of their words, and what is wrong with the rest.

    A faulty entry or word is told and left out; the others hold.
    """
    root, found = load_yaml(file, text)
    if root is None:
        return Synonyms(), found
    if not isinstance(root.value, list):
        if root.value:
            found.append(error(Place(file, root.line), "synonyms/entry", "整个文件应当是一列条目，每条以减号开头。", _HOW))
        return Synonyms(), found
    also: dict[str, list[str]] = {}
    first_line: dict[tuple[str, str], int] = {}
    for entry in root.value:
        for word, other, line in _entry(entry, file, found):
            if (word, other) in first_line:
                message = f"“{word}”也找“{other}”写了两次（第 {first_line[word, other]} 行已有）。"
                found.append(warning(Place(file, line), "synonyms/twice", message, "删掉一处。"))
                continue
            first_line[word, other] = line
            also.setdefault(word, []).append(other)
    return Synonyms(tuple((word, tuple(also[word])) for word in sorted(also))), found


def _entry(entry: Node, file: str, found: list[Diagnostic]) -> list[tuple[str, str, int]]:
    """The (word, other word, line) of one entry."""
    place = Place(file, entry.line)
    if not isinstance(entry.value, dict):
        found.append(error(place, "synonyms/entry", "这一条读不懂。", _HOW))
        return []
    for key, node in entry.value.items():
        if key not in _KEYS:
            near = difflib.get_close_matches(key, _KEYS, n=1, cutoff=0.4)
            fix = f"是不是“{near[0]}”？" if near else f"可用的键：{'、'.join(_KEYS)}。"
            found.append(error(Place(file, node.line), "synonyms/unknown-key", f"不认识的键“{key}”。", fix))
    lists = {key: _words(key, entry.value[key], file, found) for key in _KEYS if key in entry.value}
    if set(lists) == {SAME}:
        words = lists[SAME]
        if len({word for word, _ in words}) < 2:
            found.append(error(place, "synonyms/too-few", "“同义”至少要有两个不同的词。", _HOW))
        return [(a, b, line) for a, line in words for b, _ in words if a != b]
    if set(lists) == {SAYING, MEANS}:
        for key in (SAYING, MEANS):
            if not lists[key]:
                found.append(error(Place(file, entry.value[key].line), "synonyms/too-few", f"“{key}”里没有词。", _HOW))
        return [(a, b, line) for a, line in lists[SAYING] for b, _ in lists[MEANS] if a != b]
    found.append(error(place, "synonyms/entry", "一条要么只有“同义”，要么“说法”和“也找”各一行。", _HOW))
    return []


def _words(key: str, node: Node, file: str, found: list[Diagnostic]) -> list[tuple[str, int]]:
    """The words of a list with their lines, each once; a single word may stand without brackets."""
    out: dict[str, int] = {}
    for item in node.value if isinstance(node.value, list) else [node]:
        line = item.line or node.line
        if isinstance(item.value, (dict, list)) or not item.raw.strip():
            found.append(error(Place(file, line), "synonyms/word", f"“{key}”里应当是词，用逗号隔开，放在方括号里。", _HOW))
            continue
        word = fold(item.raw.strip())
        if not any(char.isalnum() for char in word):
            found.append(error(Place(file, line), "synonyms/word", f"“{item.raw}”里没有字。", "写一个读者会打进搜索框的词。"))
        elif "，" in item.raw or "、" in item.raw:
            found.append(error(Place(file, line), "synonyms/word", f"“{item.raw}”像是几个词连在一起。", "词与词之间用英文逗号“,”。"))
        elif word in out:
            found.append(warning(Place(file, line), "synonyms/twice", f"“{item.raw}”写了两次。", "只留一个。"))
        else:
            out[word] = line
    return list(out.items())
