"""`build.py site` and `serve`: MkDocs with our configuration, our words and our summary."""

from __future__ import annotations

import logging
import os
import sys
import time
from collections import Counter
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from iplearn.diagnostics import format_diagnostic
from iplearn.render.budgets import budget_line
from iplearn.shell.clock import build_day
from iplearn.shell.mkdocs_plugin import IplearnPlugin


class _Lines(logging.Handler):
    """Errors as the author sees them everywhere else; of MkDocs itself only warnings. `check` lists our warnings."""

    def emit(self, record: logging.LogRecord) -> None:
        diagnostic = getattr(record, "diagnostic", None)
        if diagnostic is not None:
            if not diagnostic.is_error:
                return
            print(format_diagnostic(diagnostic, colour=sys.stderr.isatty()), file=sys.stderr)
        elif record.levelno >= logging.WARNING or record.name.endswith("serve"):
            print(record.getMessage(), file=sys.stderr)


def _listen(level: int) -> None:
    logger = logging.getLogger("mkdocs")
    logger.setLevel(level)
    logger.handlers = [_Lines()]
    logger.propagate = False


def build(root: Path, out: Path, packs: bool = True) -> int:
    """Builds the site into `out`, with the packs that changed (or, without `packs`, with those that lie ready). Nothing is written where the content has errors."""
    _listen(logging.WARNING)
    started = time.perf_counter()
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(out.resolve()), strict=True)
    plugin = config.plugins["iplearn"]
    assert isinstance(plugin, IplearnPlugin)
    plugin.packing = packs
    try:
        mkdocs_build(config)
    except Abort as stopped:
        print(stopped, file=sys.stderr)
        return 1
    print("\n".join(_summary(plugin, out, time.perf_counter() - started)))
    return 0


def serve(root: Path, port: int) -> int:
    _listen(logging.INFO)
    print(f"预览地址：http://127.0.0.1:{port}/ （按 Ctrl+C 停止）")
    mkdocs_serve(str(root / "mkdocs.yml"), dev_addr=f"127.0.0.1:{port}", strict=False)
    return 0


_KIND_NAMES = {
    "explainer": "篇解答", "lesson": "节课", "lesson-plan": "份教案", "slides": "份课件", "worksheet": "份学习单", "module": "个培训模块", "campaign": "个宣传活动",
    "quiz": "套测验", "law": "部法律", "section": "个栏目页", "help": "页帮助",
}


def _summary(plugin: IplearnPlugin, out: Path, seconds: float) -> list[str]:
    built = plugin.built
    kinds = Counter(p.doc.kind for p in built.pages)
    sizes = [os.path.getsize(os.path.join(folder, name)) for folder, _, names in os.walk(out) for name in names]
    parts = "、".join(f"{kinds[k]} {name}" for k, name in _KIND_NAMES.items() if kinds[k])
    return [
        f"网站已生成：{len(built.pages)} 页（{parts}）。",
        f"测验共 {plugin.item_count} 题；按 {build_day()} 的法律生成；提醒 {plugin.warning_count} 处（python build.py check 逐条列出，还查写法）。",
        budget_line(lambda path: (out / path).read_bytes()),
        f"{len(sizes)} 个文件，{sum(sizes) / 1e6:.1f} MB，用时 {seconds:.1f} 秒。",
        f"查看：用浏览器打开 {out.as_posix()}/index.html；或运行 make serve。",
    ]
