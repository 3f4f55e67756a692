"""Front matter: the YAML between `---` lines, split by python-frontmatter and read with line numbers.

MkDocs drops broken front matter without a word, even with --strict; so it is read here.
"""

from __future__ import annotations

from dataclasses import dataclass

from frontmatter.default_handlers import YAMLHandler

from iplearn.diagnostics import Diagnostic, Place, error
from iplearn.reading.yamlfile import Node, load_yaml

_HANDLER = YAMLHandler()


@dataclass(frozen=True)
class FrontMatter:
    """`node` is the mapping (None where unreadable); `body` starts on `body_line` of the file."""

    node: Node | None
    body: str
    body_line: int


def split_front_matter(file: str, text: str) -> tuple[FrontMatter, list[Diagnostic]]:
    """Front matter and body of a Markdown file; a missing or unclosed block is an error."""
    if not text.startswith("---"):
        return FrontMatter(None, text, 1), [
            error(Place(file, 1), "front/missing", "文件开头没有用“---”括起的信息块。", "第一行写“---”，下面写 id、title 等，再写一行“---”。")
        ]
    try:
        yaml_text, body = _HANDLER.split(text)
    except ValueError:
        return FrontMatter(None, "", 1), [
            error(Place(file, 1), "front/unclosed", "开头的信息块没有结束。", "在最后一个键的下一行单独写“---”。")
        ]
    body_line = text.count("\n", 0, len(text) - len(body)) + 1
    yaml_text = yaml_text.removeprefix("\n")
    node, found = load_yaml(file, yaml_text, first_line=2)
    if node is not None and not isinstance(node.value, dict):
        found.append(error(Place(file, 2), "front/shape", "信息块应当是一行一个“键: 值”。", "冒号用英文“:”，后面空一格。"))
        node = None
    return FrontMatter(node, body, body_line), found
