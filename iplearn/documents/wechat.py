"""Blocks -> HTML that survives pasting into the editor of a WeChat account.

That editor keeps tags and their `style`; it throws away scripts, `<style>`, classes, ids, links to pages outside,
positions, CSS variables and whatever stands in a pseudo-element. So every look is written out on its tag with
literal values, links become notes at the end, and pictures are files that the editor's user uploads.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import assert_never

from iplearn.documents.design import BOX_COLOURS, COLOURS
from iplearn.model.paper import (
    Answer, Block, Blocks, Box, Cards, Choices, Figure, Frame, Heading, Items, Lines, Notes, PageBreak, Paragraph, Picture, Question, Quote, Table, Terms,
)
from iplearn.model.runs import Break, Gap, Inline, Run, Text, Tick

STRIPPED_TAGS = ("script", "style", "link", "iframe", "form", "input", "button", "a", "svg", "audio", "video", "object", "embed")
"""Tags that the editor takes out, or that it does not take from a paste."""
STRIPPED_ATTRIBUTES = ("class", "id", "href", "onclick", "onload", "name", "data-")
KEPT_TAGS = ("section", "p", "span", "strong", "em", "br", "img", "table", "thead", "tbody", "tr", "th", "td", "sup")
"""All that is written here."""
STRIPPED_CSS = ("position", "var(", "url(", "@", "!important", "float", "transform", "animation", "::", ":before", ":after", "calc(", "rem", "vw", "vh")

_C = {name: f"#{value}" for name, value in COLOURS.items()}
_BODY = f"margin:0 0 16px;font-size:16px;line-height:1.75;color:{_C['ink']};text-align:left;"
_STYLES = {
    "lead": f"margin:0 0 20px;font-size:17px;line-height:1.75;color:{_C['sea']};font-weight:bold;",
    "small": f"margin:0 0 12px;font-size:14px;line-height:1.7;color:{_C['muted']};",
    "label": f"margin:16px 0 8px;font-size:16px;line-height:1.75;color:{_C['ink']};font-weight:bold;",
    "centre": f"margin:0 0 16px;font-size:16px;line-height:1.75;color:{_C['ink']};text-align:center;",
}
_HEADINGS = {
    1: f"margin:32px 0 14px;padding:0 0 0 12px;border-left:5px solid {_C['lacquer']};font-size:19px;line-height:1.5;font-weight:bold;color:{_C['ink']};",
    2: f"margin:24px 0 10px;font-size:17px;line-height:1.5;font-weight:bold;color:{_C['sea']};",
}
_CELL = f"padding:8px;border:1px solid {_C['line']};font-size:14px;line-height:1.6;color:{_C['ink']};text-align:left;vertical-align:top;"


@dataclass
class _Notes:
    """Addresses in the order of their first mention."""

    found: list[tuple[str, str]] = field(default_factory=list)

    def number(self, words: str, address: str) -> int:
        for n, (_, known) in enumerate(self.found, 1):
            if known == address:
                return n
        self.found.append((words, address))
        return len(self.found)


@dataclass(frozen=True)
class WechatWriter:
    """`image` names the file of a picture, beside the article."""

    image: Callable[[Picture], str]
    notes: _Notes = field(default_factory=_Notes)

    def article(self, title: str, lead: str, blocks: Blocks, foot: tuple[str, ...], laws: tuple[str, ...]) -> str:
        """The whole as one fragment. `laws` are the versions it rests on, `foot` its last lines."""
        inside = self.blocks(blocks)
        head = f'<p style="{_STYLES["lead"]}">{escape(lead)}</p>' if lead else ""
        ends = [f'<p style="{_HEADINGS[2]}">依据</p>', *(f'<p style="{_STYLES["small"]}">{escape(law)}</p>' for law in laws)] if laws else []
        if self.notes.found:
            ends.append(f'<p style="{_HEADINGS[2]}">文中提到的网页</p>')
            ends += [f'<p style="{_STYLES["small"]}word-break:break-all;">[{n}] {escape(words)}：{escape(address)}</p>' for n, (words, address) in enumerate(self.notes.found, 1)]
        ends += [f'<p style="{_STYLES["small"]}">{escape(line)}</p>' for line in foot]
        rule = f'<section style="margin:28px 0 16px;height:3px;background-color:{_C["lacquer"]};font-size:0;line-height:0;"><br></section>'
        return f'<section style="margin:0;padding:0;background-color:#ffffff;">{head}{inside}{rule}{"".join(ends)}</section>'

    def blocks(self, blocks: Blocks) -> str:
        return "".join(map(self.block, blocks))

    def block(self, block: Block) -> str:
        match block:
            case Heading():
                return f'<p style="{_HEADINGS[min(block.level, 2)]}">{self.text(block.text)}</p>'
            case Paragraph():
                return f'<p style="{_STYLES.get(block.role, _BODY)}">{self.text(block.text)}</p>'
            case Items():
                return self._items(block)
            case Terms():
                return "".join(f'<p style="{_STYLES["label"]}">{self.text(term)}</p>{self.blocks(said)}' for term, said in block.entries)
            case Table():
                return self._table(block)
            case Figure():
                caption = f'<p style="{_STYLES["small"]}text-align:center;">{self.text(block.caption)}</p>' if block.caption else ""
                name = escape(self.image(block.picture))
                return f'<p style="margin:0 0 8px;text-align:center;"><img src="{name}" alt="{escape(block.alt)}" style="width:100%;height:auto;"></p>{caption}'
            case Box():
                ground, colour = BOX_COLOURS[block.kind]
                title = "　".join(filter(None, (block.label, block.title)))
                return (
                    f'<section style="margin:0 0 18px;padding:14px 14px 2px;background-color:{_C[ground]};border-left:4px solid {_C[colour]};">'
                    f'<p style="margin:0 0 8px;font-size:15px;line-height:1.6;font-weight:bold;color:{_C[colour]};">{escape(title)}</p>{self.blocks(block.blocks)}</section>'
                )
            case Quote():
                return f'<section style="margin:0 0 16px;padding:0 0 0 14px;border-left:3px solid {_C["line"]};">{self.blocks(block.blocks)}</section>'
            case PageBreak():
                return ""
            case Answer() | Notes() | Cards() | Lines() | Frame() | Choices() | Question():
                raise ValueError(f"{type(block).__name__} does not belong in an article")
            case _:
                assert_never(block)

    def _items(self, items: Items) -> str:
        """The editor renumbers and indents lists as it likes: marks are written as text."""
        out = []
        for n, item in enumerate(items.items, items.start):
            mark = f"{n}." if items.ordered else "·"
            first, rest = item[:1], item[1:]
            inside = self.text(first[0].text) if first and isinstance(first[0], Paragraph) else self.blocks(first)
            style = f"margin:0 0 10px;padding:0 0 0 24px;text-indent:-24px;font-size:16px;line-height:1.75;color:{_C['ink']};"
            bullet = f'<span style="display:inline-block;width:24px;text-indent:0;color:{_C["lacquer"]};font-weight:bold;">{mark}</span>'
            out.append(f'<p style="{style}">{bullet}{inside}</p>')
            if rest:
                out.append(f'<section style="margin:0;padding:0 0 0 24px;">{self.blocks(rest)}</section>')
        return "".join(out)

    def _table(self, table: Table) -> str:
        head = "".join(f'<th style="{_CELL}background-color:{_C["wash"]};font-weight:bold;">{self.text(c)}</th>' for c in table.head)
        rows = "".join("<tr>" + "".join(f'<td style="{_CELL}">{self.text(c)}</td>' for c in row) + "</tr>" for row in table.rows)
        return f'<table style="width:100%;border-collapse:collapse;margin:0 0 18px;">{f"<thead><tr>{head}</tr></thead>" if head else ""}<tbody>{rows}</tbody></table>'

    def text(self, text: Text) -> str:
        return "".join(map(self._piece, text))

    def _piece(self, piece: Inline) -> str:
        match piece:
            case Run():
                out = escape(piece.text)
                if piece.law:
                    return f'<span style="font-size:14px;color:{_C["muted"]};">{out}</span>'
                if piece.strong:
                    out = f'<strong style="font-weight:bold;color:{_C["accent"]};">{out}</strong>'
                if piece.em:
                    out = f'<em style="font-style:normal;color:{_C["sea"]};">{out}</em>'
                if piece.href:
                    out += f'<sup style="font-size:12px;color:{_C["muted"]};">[{self.notes.number(piece.text, piece.href)}]</sup>'
                return out
            case Break():
                return "<br>"
            case Gap():
                return "____"
            case Tick():
                return "√ " if piece.on else "□ "
            case _:
                assert_never(piece)


def preview_page(title: str, article: str, note: str) -> str:
    """A page to look at the article and copy it: the button selects it as a hand would, which works from a folder, too."""
    return f"""<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{escape(title)} · 公众号文章预览</title>
</head>
<body style="margin:0;background:{_C['paper']};color:{_C['ink']};font-family:'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;">
<main style="max-width:677px;margin:0 auto;padding:20px 16px 60px;">
<p style="margin:0 0 12px;line-height:1.7;">{escape(note)}</p>
<p style="margin:0 0 20px;"><button type="button" id="copy" style="min-height:48px;padding:0 24px;font:inherit;font-weight:bold;border:0;background:{_C['sea']};color:#ffffff;cursor:pointer;">复制文章</button> <span id="said" role="status"></span></p>
<h1 style="margin:0 0 16px;font-size:24px;line-height:1.4;">{escape(title)}</h1>
<div id="article" style="background:#ffffff;padding:16px;">{article}</div>
</main>
<script>
document.getElementById("copy").addEventListener("click", function () {{
  var range = document.createRange(), selection = window.getSelection(), done = false;
  range.selectNodeContents(document.getElementById("article"));
  selection.removeAllRanges();
  selection.addRange(range);
  try {{ done = document.execCommand("copy"); }} catch (e) {{ done = false; }}
  document.getElementById("said").textContent = done ? "已复制，到公众号编辑器里粘贴。" : "已选中，请按 Ctrl+C 复制。";
}});
</script>
</body>
</html>
"""
