"""`build.py demo-results`: a made-up city to try reports with."""

from __future__ import annotations

import shutil
import sys
from datetime import date
from pathlib import Path

from iplearn.diagnostics import Report
from iplearn.products.demo.results import demo_files
from iplearn.reading.project import ProjectReader


def make_demo(root: Path, schools: int, out: Path, day: date) -> int:
    """Writes a made-up city. An output folder that holds other results is left alone."""
    if out.exists() and any(out.iterdir()) and not (out / "about.yml").exists():
        print(f"{out.as_posix()} 里已经有别的文件。示例数据不写进去，换一个空文件夹。", file=sys.stderr)
        return 1
    project, found = ProjectReader(root, keep=True).read()
    if Report(found).errors:
        print("\n".join(Report(found).lines()), file=sys.stderr)
        return 1
    if out.exists():
        shutil.rmtree(out)
    count = 0
    for name, text in demo_files(project, schools, day):
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
        count += 1
    print(f"已写好 {schools} 所示例学校的示例数据：{out.as_posix()}（{count} 个文件）。")
    return 0
