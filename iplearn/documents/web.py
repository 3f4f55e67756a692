"""Papers -> one HTML file that needs nothing else: styles inside, pictures inside, prints well, opens from a stick.

Pictures are put in as SVG so that their texts stay texts. Blocks that only paper knows (lines to write on, choices)
have no place here and raise.
"""

from __future__ import annotations

import base64
from html import escape

from iplearn.documents.design import COLOURS
from iplearn.model.paper import Block, Blocks, Box, Figure, Heading, Items, PageBreak, Paper, Paragraph, Picture, Quote, Table, Terms
from iplearn.model.runs import Break, Inline, Run, Text

_ROLES = {"lead": "lead", "small": "small", "label": "label", "centre": "centre"}


def html(paper: Paper, links: tuple[tuple[str, str], ...] = ()) -> str:
    """The paper as a page; `links` are (words, address) above its title, back to the overview say."""
    nav = "".join(f'<a href="{escape(address)}">{escape(words)}</a>' for words, address in links)
    facts = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in paper.facts)
    running = f'<p class="running">{escape(paper.running)}</p>' if paper.running else ""
    return (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="robots" content="noindex">\n<title>{escape(paper.title)}</title>\n<style>{_style()}</style>\n</head>\n<body>\n'
        + (f'<nav aria-label="报告">{nav}</nav>\n' if nav else "")
        + f"<main>\n{running}"
        + (f'<p class="kind">{escape(paper.kind)}</p>' if paper.kind else "")
        + f"<h1>{escape(paper.title)}</h1>\n"
        + (f'<p class="lead">{escape(paper.lead)}</p>\n' if paper.lead else "")
        + (f"<dl>{facts}</dl>\n" if facts else "")
        + "\n".join(map(_block, paper.blocks))
        + f"\n</main>\n<footer>{escape(paper.footer)}</footer>\n</body>\n</html>\n"
    )


def _block(block: Block) -> str:
    match block:
        case Heading():
            level = min(block.level + 1, 6)
            return f"<h{level}>{_text(block.text)}</h{level}>"
        case Paragraph():
            role = _ROLES.get(block.role)
            return f"<p{f' class={role!r}' if role else ''}>{_text(block.text)}</p>".replace("'", '"')
        case Items():
            tag = "ol" if block.ordered else "ul"
            start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
            return f"<{tag}{start}>{''.join(f'<li>{_blocks(item, tight=True)}</li>' for item in block.items)}</{tag}>"
        case Terms():
            return "<dl>" + "".join(f"<div><dt>{_text(term)}</dt><dd>{_blocks(said, tight=True)}</dd></div>" for term, said in block.entries) + "</dl>"
        case Table():
            return _table(block)
        case Figure():
            caption = f"<figcaption>{_text(block.caption)}</figcaption>" if block.caption else ""
            return f"<figure>{_picture(block.picture, block.alt)}{caption}</figure>"
        case Box():
            title = f"<p class=\"label\">{escape(block.label)}{'　' if block.title else ''}{escape(block.title)}</p>"
            return f'<section class="box {escape(block.kind)}">{title}{_blocks(block.blocks)}</section>'
        case Quote():
            return f"<blockquote>{_blocks(block.blocks)}</blockquote>"
        case PageBreak():
            return '<div class="break"></div>'
        case _:
            raise TypeError(f"{type(block).__name__} is for paper only")


def _blocks(blocks: Blocks, tight: bool = False) -> str:
    """A lone paragraph in a list needs no paragraph of its own."""
    if tight and len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return _text(blocks[0].text)
    return "".join(map(_block, blocks))


def _table(table: Table) -> str:
    def cells(row: tuple[Text, ...], head: bool) -> str:
        out = []
        for n, cell in enumerate(row):
            align = table.align[n] if n < len(table.align) and table.align[n] != "left" else ""
            style = f' class="{align}"' if align else ""
            out.append(f'<th scope="col"{style}>{_text(cell)}</th>' if head else f"<td{style}>{_text(cell)}</td>")
        return f"<tr>{''.join(out)}</tr>"

    head = f"<thead>{cells(table.head, True)}</thead>" if table.head else ""
    return f'<div class="scroll" tabindex="0" role="group" aria-label="表格"><table>{head}<tbody>{"".join(cells(row, False) for row in table.rows)}</tbody></table></div>'


def _picture(picture: Picture, alt: str) -> str:
    if picture.kind == "svg":
        return picture.data.decode()
    data = base64.b64encode(picture.data).decode()
    return f'<img alt="{escape(alt)}" src="data:image/{picture.kind};base64,{data}">'


def _text(text: Text) -> str:
    return "".join(map(_inline, text))


def _inline(piece: Inline) -> str:
    match piece:
        case Run():
            out = escape(piece.text)
            for on, tag in ((piece.code, "code"), (piece.em, "em"), (piece.strong, "strong")):
                out = f"<{tag}>{out}</{tag}>" if on else out
            return f'<a href="{escape(piece.href)}">{out}</a>' if piece.href else out
        case Break():
            return "<br>"
        case _:
            raise TypeError(f"{type(piece).__name__} is for paper only")


def _style() -> str:
    c = {name: f"#{value}" for name, value in COLOURS.items()}
    sans = '"PingFang SC","HarmonyOS Sans SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif'
    serif = '"Songti SC","Noto Serif CJK SC",SimSun,serif'
    return (
        f"body{{margin:0;background:{c['paper']};color:{c['ink']};font:1rem/1.75 {sans};overflow-wrap:anywhere}}"
        f"nav,main,footer{{max-width:50rem;margin:0 auto;padding:0 1.25rem}}nav a{{display:inline-block;padding:.7rem 1rem .7rem 0}}a{{color:{c['sea']}}}"
        f"main{{background:{c['surface']};padding-top:1.5rem;padding-bottom:3rem;border-top:6px solid {c['lacquer']}}}"
        f"h1,h2,h3,h4{{font-family:{serif};line-height:1.35}}h1{{font-size:2rem;margin:.2rem 0 1rem}}h2{{margin:2.6rem 0 .8rem;padding-top:.6rem;border-top:3px solid {c['ink']}}}h3{{margin:1.8rem 0 .5rem}}"
        f".kind{{color:{c['accent']};font-weight:700;margin:0}}.lead{{font-size:1.15rem}}.small,figcaption,footer{{color:{c['muted']};font-size:.9rem}}.label{{font-weight:700;margin:.2rem 0}}"
        f".running{{background:{c['accent']};color:#fff;padding:.3rem .8rem;font-weight:700;text-align:center;margin:0 0 1rem}}"
        "dl{margin:1rem 0}dl>div{display:flex;flex-wrap:wrap;border-bottom:1px solid " + c["line"] + ";padding:.35rem 0}dt{min-width:9em;color:" + c["muted"] + "}dd{margin:0;flex:1 1 12em}"
        ".scroll{overflow-x:auto;margin:1rem 0}table{border-collapse:collapse;width:100%}"
        f"th,td{{text-align:left;vertical-align:top;padding:.45rem .6rem;border-bottom:1px solid {c['line']}}}thead th{{border-bottom:2px solid {c['ink']};background:{c['wash']}}}"
        ".right{text-align:right;white-space:nowrap}.center{text-align:center}"
        f".box{{border-left:5px solid {c['sea']};background:{c['paper']};padding:.8rem 1.1rem;margin:1.2rem 0}}.box.warning{{border-color:{c['accent']}}}"
        "figure{margin:1.2rem 0}svg,img{max-width:100%;height:auto}footer{padding-top:1rem;padding-bottom:3rem}li{margin:.35rem 0}"
        f":focus-visible{{outline:3px solid {c['focus']};outline-offset:2px}}"
        "@media print{body,main{background:#fff}nav{display:none}main{padding:0;border:0}.break{break-before:page}h2,h3{break-after:avoid}figure,.box,tr{break-inside:avoid}.running{color:#000;background:none;border:2px solid #000}}"
    )
