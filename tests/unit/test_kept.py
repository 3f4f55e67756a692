"""What commands remember of one another: the same project as read anew, and nothing that is no longer true."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from iplearn.reading import kept
from iplearn.reading import project as reading
from iplearn.reading.project import ProjectReader
from tests.conftest import ROOT

QUIZ = "---\nid: q\ntitle: 小测\nstage: 公众\nreviewed: 2026-11-20\n---\n\n## 题目？ {#one}\n\n答案：对\n错的反馈：再想想。\n解析：对。\n依据：《专利法》第二条\n"


@pytest.fixture
def root(make_project: Callable[..., Path]) -> Path:
    return make_project({"content/explain/A.md": "甲页", "content/explain/B.md": "乙页，坏链接[去](无.md)", "quizzes/general/q.md": QUIZ})


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are parsed from now on."""
    out: list[str] = []
    for name in ("read_page", "read_quiz"):
        real = getattr(reading, name)
        monkeypatch.setattr(reading, name, lambda file, *rest, real=real: (out.append(Path(file).stem), real(file, *rest))[1])
    return out


def read(root: Path, **how: bool):
    return ProjectReader(root, keep=True, **how).read()


def test_what_is_remembered_is_what_is_read(root: Path, parsed: list[str]) -> None:
    first = read(root)
    assert {"A", "B", "q"} <= set(parsed)
    parsed.clear()
    assert read(root) == first and first[0].pages and parsed == []
    assert ProjectReader(root).read() == first and "A" in parsed


def test_only_what_changed_is_parsed(root: Path, parsed: list[str]) -> None:
    read(root)
    parsed.clear()
    page = root / "content/explain/A.md"
    page.write_text(page.read_text("utf-8").replace("甲页", "改过的页"), "utf-8")
    project, _ = read(root)
    assert parsed == ["A"] and any("改过的页" in p.document.html for p in project.pages)
    page.unlink()
    parsed.clear()
    for _ in range(2):
        assert "explain/A.md" not in [p.src for p in read(root)[0].pages] and parsed == []


def test_laws_glossary_and_passages_are_part_of_it(root: Path, parsed: list[str]) -> None:
    read(root)
    parsed.clear()
    read(root, passages=False)
    assert "A" in parsed
    law = next((root / "data/laws").glob("*.yml"))
    law.write_text(law.read_text("utf-8").replace("title: ", "title: 新", 1), "utf-8")
    parsed.clear()
    read(root)
    assert "A" in parsed


def test_another_program_begins_anew(root: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    read(root)
    parsed.clear()
    monkeypatch.setattr(kept.program, "digest", lambda: "another")
    read(root)
    assert "A" in parsed


@pytest.mark.parametrize("spoil", [lambda b: b[:-1], lambda b: b"", lambda b: b[:-1] + bytes([b[-1] ^ 1]), lambda b: b[:70]])
def test_a_spoilt_file_is_as_good_as_none(root: Path, parsed: list[str], spoil: Callable[[bytes], bytes]) -> None:
    first = read(root)
    for path in (root / kept.FOLDER).iterdir():
        path.write_bytes(spoil(path.read_bytes()))
    parsed.clear()
    assert read(root) == first and {"A", "q"} <= set(parsed)


def test_a_folder_that_cannot_be_made_stops_nothing(root: Path) -> None:
    (root / "build").write_text("不是文件夹", "utf-8")
    assert read(root) == ProjectReader(root).read()


def test_nothing_is_written_unasked(root: Path) -> None:
    ProjectReader(root).read()
    assert not (root / "build").exists()


def test_another_process_remembers(root: Path) -> None:
    """Whatever order Python gives to the elements of a set."""
    program = "import sys; from pathlib import Path; from iplearn.reading.project import ProjectReader as R; r = R(Path(sys.argv[1]), keep=True); r.read(); print(r._changed)"
    told = [
        subprocess.run([sys.executable, "-c", program, str(root)], env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True).stdout.strip()
        for seed in ("1", "2", "3")
    ]
    assert told == ["True", "False", "False"]


def test_a_reader_that_reads_again_stores_once(root: Path, parsed: list[str]) -> None:
    serving = ProjectReader(root, keep=True)
    serving.read()
    stored = {path: path.read_bytes() for path in (root / kept.FOLDER).iterdir()}
    page = root / "content/explain/A.md"
    page.write_text(page.read_text("utf-8").replace("甲页", "改过的页"), "utf-8")
    parsed.clear()
    serving.read()
    assert parsed == ["A"] and stored == {path: path.read_bytes() for path in (root / kept.FOLDER).iterdir()}
