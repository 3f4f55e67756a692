"""`python -m bench.documents`: our DOCX, PDF and PPTX beside pandoc and WeasyPrint, on this site's own lesson pages.

Each side runs in a process of its own, three times. It makes one small document first (`first`: what someone waits
who wants a single file, start of the program included), then every lesson page once (`each`: the median). pandoc is a
program and starts anew for every document; that is how it is used. The others stay in one process, as a build does.
WeasyPrint is given the same HTML and a short style sheet with the same fonts and sizes. Nothing is written but to a
temporary folder.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from iplearn.reading.project import ProjectReader

ROOT = Path(__file__).resolve().parents[1]
DAY = date(2026, 12, 1)
RUNS = 3
SMALL = "<h2>一</h2><p>一句话。</p>"

Render = Callable[[str, str], bytes]
"""(title, HTML) -> file."""


def ours(kind: str) -> Render:
    from iplearn.documents.blocks import BlockMaker
    from iplearn.documents.lesson_parts import for_teachers, slides
    from iplearn.model.paper import Deck, Paper

    maker = BlockMaker(day=DAY)
    if kind == "pptx":
        from iplearn.documents.powerpoint import pptx

        return lambda title, html: pptx(Deck(title, slides(maker.blocks(html), title), DAY))
    if kind == "pdf":
        from iplearn.documents.pdf import pdf as write
    else:
        from iplearn.documents.word import docx as write
    return lambda title, html: write(Paper(title, for_teachers(maker.blocks(html)), DAY))


def weasyprint() -> Render:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from iplearn.documents.fonts import font_files

    serif, sans = font_files()
    fonts = FontConfiguration()
    style = CSS(string=(
        f"@font-face{{font-family:S;src:url('{serif.as_uri()}')}} @font-face{{font-family:H;font-weight:100 900;src:url('{sans.as_uri()}')}}"
        "@page{size:A4;margin:2.5cm 2.2cm} body{font:10.5pt/1.65 S} h1,h2,h3,strong,th{font-family:H} table{border-collapse:collapse} td,th{border-top:.5pt solid #ccc;padding:.4em}"
    ), font_config=fonts)
    return lambda title, html: HTML(string=page(title, html)).write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")


def pandoc() -> Render:
    import pypandoc

    program = pypandoc.get_pandoc_path()

    def render(title: str, html: str) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder, "a.docx")
            subprocess.run([program, "-f", "html", "-o", str(target)], input=page(title, html).encode(), check=True)
            return target.read_bytes()

    return render


def page(title: str, html: str) -> str:
    return f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>{title}</title><body><h1>{title}</h1>{html}</body></html>'


SIDES: dict[str, tuple[str, str, Callable[[], Render]]] = {
    "iplearn pdf": ("PDF", "typst", lambda: ours("pdf")),
    "WeasyPrint": ("PDF", "weasyprint", weasyprint),
    "iplearn docx": ("DOCX", "python-docx", lambda: ours("docx")),
    "pandoc": ("DOCX", "pypandoc_binary", pandoc),
    "iplearn pptx": ("PPTX", "python-pptx", lambda: ours("pptx")),
}


def pages() -> list[tuple[str, str]]:
    """(title, HTML) of every page of every lesson, as read."""
    project, _ = ProjectReader(ROOT).read()
    return [(p.meta.title, p.document.html) for p in project.pages if p.src.startswith("school/L")]


def side(name: str, texts: list[tuple[str, str]], started: float) -> dict[str, object]:
    render = SIDES[name][2]()
    render("小", SMALL)
    first = time.time() - started
    times, sizes = [], []
    for title, html in texts:
        begun = time.perf_counter()
        sizes.append(len(render(title, html)))
        times.append(time.perf_counter() - begun)
    return {"first": first, "each": statistics.median(times), "size": statistics.median(sizes)}


def measured(texts: Path) -> Iterator[str]:
    yield "| 工具 | 版本 | 文件 | 第一份（含启动），秒 | 之后每份，毫秒 | 中位大小，KB |"
    yield "|---|---|---|--:|--:|--:|"
    for name, (kind, package, _) in SIDES.items():
        try:
            found = version(package)
        except PackageNotFoundError:
            yield f"| {name} | 没有安装 | {kind} | | | |"
            continue
        runs = []
        for _ in range(RUNS):
            command = [sys.executable, "-m", "bench.documents", "--side", name, "--texts", str(texts), "--started", str(time.time())]
            runs.append(json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout))
        first, each, size = (statistics.median(r[key] for r in runs) for key in ("first", "each", "size"))
        yield f"| {name} | {package} {found} | {kind} | {first:.2f} | {each * 1000:.0f} | {size / 1024:.0f} |"


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench.documents")
    parser.add_argument("--side", choices=SIDES)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--started", type=float)
    args = parser.parse_args(argv)
    if args.side:
        print(json.dumps(side(args.side, json.loads(args.texts.read_text("utf-8")), args.started)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder, "texts.json")
        found = pages()
        texts.write_text(json.dumps(found), "utf-8")
        print(f"{len(found)} 页课程（学生页、教案、课件、学习单）各做一次，{RUNS} 轮取中位：\n")
        for line in measured(texts):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
