"""The command line: exit codes, Chinese messages, nothing written where the content has errors."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from iplearn.shell import cli
from tests.conftest import ROOT

Make = Callable[..., Path]


def run(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if k != "SOURCE_DATE_EPOCH"} | {"PYTHONPATH": str(ROOT)}
    return subprocess.run([sys.executable, str(ROOT / "build.py"), *args], cwd=folder, env=env, capture_output=True, text=True)


def snapshot(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_check_passes_on_this_repository() -> None:
    done = run(ROOT, "check", "--date", "2026-12-01")
    assert done.returncode == 0 and done.stdout.strip().splitlines()[-1].startswith("共 0 处错误")


def test_check_tells_every_error_plainly_and_exits_1(make_project: Make) -> None:
    done = run(make_project({"content/explain/A.md": "《专列法》第二条\n\n[x](none.md)"}), "check", "--date", "2026-11-22")
    assert done.returncode == 1 and "\033[" not in done.stdout
    assert "content/explain/A.md:10: 错误 [law/unknown]" in done.stdout and "content/explain/A.md:12: 错误 [link/dead]" in done.stdout


def test_check_looks_ahead(make_project: Make) -> None:
    root = make_project({"content/explain/A.md": "《商标法》第四十条"})
    assert run(root, "check", "--date", "2026-12-31").returncode == 0
    done = run(root, "check", "--date", "2027-01-01")
    assert done.returncode == 1 and "第四十条现为第四十四条" in done.stdout


@pytest.mark.parametrize("args", [[], ["nonsense"], ["check", "--date", "明天"], ["new", "explainer"]])
def test_wrong_usage_exits_2(args: list[str]) -> None:
    assert run(ROOT, *args).returncode == 2


def test_outside_a_project_it_says_so(tmp_path: Path) -> None:
    done = run(tmp_path, "check")
    assert done.returncode == 2 and "mkdocs.yml" in done.stderr


def test_laws_lists_what_cites_what(make_project: Make) -> None:
    root = make_project({"content/explain/A.md": "《商标法》第四十条\n\n《专利法》第二条"})
    out = run(root, "laws").stdout
    assert "《商标法》（2019修正）" in out and "第二条　content/explain/A.md:12" in out
    out = run(root, "laws", "--on", "2027-01-01").stdout
    assert "第四十条 → 第四十四条　content/explain/A.md:10" in out and "专利法" not in out


def test_site_writes_nothing_where_there_are_errors(make_project: Make, tmp_path: Path) -> None:
    root = make_project({"content/explain/A.md": "《专列法》第二条"})
    (root / "site").mkdir()
    (root / "site" / "old.html").write_text("旧", encoding="utf-8")
    done = run(root, "site")
    assert done.returncode == 1 and "law/unknown" in done.stderr and "网站没有生成" in done.stderr
    assert [p.name for p in (root / "site").iterdir()] == ["old.html"]


def test_the_same_input_and_date_give_the_same_bytes_and_plain_mkdocs_gives_the_same_pages(make_project: Make, tmp_path: Path) -> None:
    root = make_project({
        "content/index.md": "---\nid: home\ntitle: 首页\nsummary: 一句话。\nreviewed: 2026-11-20\npublished: 2026-11-20\n---\n",
        "content/explain/A.md": "## 甲\n\n《专利法》第二条\n\n/// quiz | q\n///\n",
        "quizzes/general/q.md": "---\nid: q\ntitle: 测\nstage: 公众\nreviewed: 2026-11-20\n---\n\n## 对吗？ {#one}\n\n答案：对\n错的反馈：再想想。\n解析：对。\n依据：《专利法》第二条\n",
    })
    if (ROOT / "data/revisions").exists():
        assert run(root, "freeze").returncode == 0
    for out in ("one", "two"):
        done = run(root, "site", "--date", "2026-12-01", "--out", out)
        assert done.returncode == 0, done.stderr
        assert "网站已生成" in done.stdout and "测验页 11." in done.stdout and "超了" not in done.stdout
    one = snapshot(root / "one")
    assert one == snapshot(root / "two") and "explain/A.html" in one and "quiz/q.html" in one
    env = os.environ | {"SOURCE_DATE_EPOCH": "1795320000"}
    plain = subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", "three"], cwd=root, env=env, capture_output=True, text=True)
    assert plain.returncode == 0, plain.stderr
    assert {k: v for k, v in snapshot(root / "three").items() if k.endswith(".html")} == {k: v for k, v in one.items() if k.endswith(".html")}


def test_new_scaffolds_and_never_overwrites(make_project: Make) -> None:
    root = make_project({})
    for kind, name, file in [("explainer", "E99", "content/explain/E99.md"), ("lesson", "L99", "content/school/L99/plan.md"), ("quiz", "my-quiz", "quizzes/general/my-quiz.md")]:
        assert run(root, "new", kind, name, "--date", "2026-12-01").returncode == 0
        assert (root / file).exists()
    (root / "content/explain/E99.md").write_text("我的稿子", encoding="utf-8")
    done = run(root, "new", "explainer", "E99")
    assert done.returncode == 2 and "没有改动" in done.stderr
    assert (root / "content/explain/E99.md").read_text(encoding="utf-8") == "我的稿子"
    assert run(root, "new", "explainer", "../x").returncode == 2


def test_a_scaffold_reads_without_format_errors(make_project: Make) -> None:
    root = make_project({"content/help/units.md": "---\nid: units\ntitle: 找谁办\nsummary: 一句。\nreviewed: 2026-11-20\npublished: 2026-11-20\n---\n"})
    run(root, "new", "explainer", "E99", "--date", "2026-12-01")
    run(root, "new", "quiz", "my-quiz", "--date", "2026-12-01")
    assert run(root, "freeze").returncode == 1 and not (root / "data/revisions").exists()
    done = run(root, "check", "--date", "2026-12-01")
    errors = [line for line in done.stdout.splitlines() if ": 错误 [" in line]
    assert errors and all("/unwritten]" in line for line in errors), done.stdout
    for file in (root / "content/explain/E99.md", root / "quizzes/general/my-quiz.md"):
        file.write_text(re.sub(r"（待写[^）]*）", "写好了", file.read_text("utf-8")), "utf-8")
    assert run(root, "freeze").returncode == 0
    done = run(root, "check", "--date", "2026-12-01")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("typed", "said"), [("new explaner E1", "没有“explaner”"), ("new lesson L1 L2", "多了“L2”"), ("new lesson", "还缺：id"), ("site --out", "“--out”后面要写一个值"), ("chek", "没有“chek”")])
def test_a_command_written_wrong_is_told_in_chinese(typed: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        cli._parser().parse_args(typed.split())
    assert end.value.code == 2 and said in capsys.readouterr().err
