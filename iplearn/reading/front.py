"""Front matter: the YAML between `---` lines, split by python-frontmatter and read with line numbers.

MkDocs drops broken front matter without a word, even with --strict; so it is read here.
"""

from __future__ import annotations

import re
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
        if re.match(r"\s+---\s*\n", text):
            return FrontMatter(None, text, 1), [error(Place(file, 1), "front/missing", "“---”前面有空行或者空格，信息块读不到。", "删掉前面的空行和空格，让“---”在第一行顶格。")]
        return FrontMatter(None, text, 1), [
            error(Place(file, 1), "front/missing", "文件开头没有用“---”括起的信息块。", "第一行写“---”，下面写 id、title 等，再写一行“---”。")
        ]
    try:
        yaml_text, body = _HANDLER.split(text)
    except ValueError:
        lines = text.split("\n")
        almost = next((n for n, line in enumerate(lines[1:], 2) if re.fullmatch(r"\s*[-—–－─_=]+\s*", line)), None)
        if almost:
            return FrontMatter(None, "", 1), [error(Place(file, almost), "front/unclosed", f"这一行不是三个英文减号，信息块没有结束：“{lines[almost - 1].strip()[:10]}”。", "改成“---”，顶格，前后不写别的字。")]
        return FrontMatter(None, "", 1), [
            error(Place(file, 1), "front/unclosed", "开头的信息块没有结束。", "在最后一个键的下一行单独写“---”。")
        ]
    body_line = text.count("\n", 0, len(text) - len(body)) + 1
    yaml_text = yaml_text.removeprefix("\n")
    node, found = load_yaml(file, yaml_text, first_line=2)
    for number, line in enumerate(yaml_text.split("\n"), 2) if node is not None and " #" in yaml_text else ():
        if re.match(r"\w+: +[^\s\"'\[{#][^\"]* #", line):
            found.append(error(Place(file, number), "front/hash", "值里有“#”，它后面的字没有读进去。", "用英文双引号把整个值括起来；不要的话，删掉“#”和后面的字。"))
    if node is not None and not isinstance(node.value, dict):
        found.append(error(Place(file, 2), "front/shape", "信息块应当是一行一个“键: 值”。", "冒号用英文“:”，后面空一格。"))
        node = None
    return FrontMatter(node, body, body_line), found
