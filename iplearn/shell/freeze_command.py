"""`build.py freeze`: appends the items and quizzes as they now stand to data/revisions/."""

from __future__ import annotations

import sys
from pathlib import Path

from iplearn.diagnostics import Report
from iplearn.reading.project import ProjectReader
from iplearn.reading.revisions import FOLDER, lines_to_add, revisions_file
from iplearn.shell.clock import build_day

_MATTERS = ("quizzes/", f"{FOLDER}/")


def freeze(root: Path) -> int:
    """Adds what is missing; nothing that is there is ever touched. 1 and nothing written where a quiz or the
    archive has errors."""
    project, found = ProjectReader(root, keep=True).read()
    errors = Report(d for d in found if d.is_error and d.place.file.startswith(_MATTERS)).items
    if errors:
        print("\n".join(Report(errors).lines(colour=sys.stderr.isatty())), file=sys.stderr)
        print("没有存档；改好后再运行一次。", file=sys.stderr)
        return 1
    items = quizzes = 0
    for quiz in project.quizzes:
        text = lines_to_add(quiz, project.revisions, build_day())
        if text:
            _append(root / revisions_file(quiz.id), text)
            quizzes += 1
            items += sum(line.startswith('{"item"') for line in text.splitlines())
    print(f"已存档：{quizzes} 套测验有变动，新增 {items} 道题的记录（{FOLDER}/）。" if quizzes else "都已存档，没有变动。")
    return 0


def _append(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_bytes() if path.exists() else b""
    with path.open("ab") as file:
        file.write((b"\n" if before and not before.endswith(b"\n") else b"") + text.encode())
