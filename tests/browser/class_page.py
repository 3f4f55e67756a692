"""Helpers for the tests of the class page: its scripts alone, a site with frozen quizzes, a class of pupils."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page

from iplearn.model.project import Project
from iplearn.model.result import Attempt, ClassCode, Phase
from iplearn.model.revision import Revisions
from iplearn.products.class_catalogue import class_catalogue
from iplearn.results.classes import class_code
from tests.browser.conftest import SITE_DATE
from tests.conftest import ROOT
from iplearn.products.demo.pupils import attempt
from tests.unit.quiz_samples import ALL_KINDS, FRONT

GROUP = ClassCode(17, 7, 3)
SCRIPTS = ("quiz/normalise.js", "quiz/score.js", "class/codes.js", "class/decode.js", "class/shelf.js", "class/rows.js", "class/tally.js", "class/intake.js", "class/qr.js", "office/zip.js", "class/xlsx.js")


def load_scripts(page: Page, project: Project) -> Page:
    """The scripts that need no page, and the catalogue of `project` with all quizzes on the shelf."""
    for name in SCRIPTS:
        page.add_script_tag(path=str(ROOT / "theme/assets" / name))
    for _, data in class_catalogue(project):
        page.add_script_tag(content=data.decode())
    return page


def build_frozen_site(folder: Path) -> Path:
    """This repository's site with one more quiz that has every kind, everything frozen."""
    for name in ("content", "quizzes", "data"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "theme").symlink_to(ROOT / "theme", target_is_directory=True)
    (folder / "quizzes/general/sample.md").write_text(FRONT.format(id="sample", more="") + ALL_KINDS.replace(" objective=PAT-02", ""), encoding="utf-8")
    for command in (["freeze"], ["site"]):
        done = subprocess.run([sys.executable, str(ROOT / "build.py"), *command, "--date", SITE_DATE], cwd=folder, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
    return folder


def record(one: Attempt) -> dict:
    """An attempt as a quiz's page hands it to `ipc.encode`."""
    return {
        "phase": one.phase.value, "group": class_code(one.group) if one.group else "", "seat": one.seat,
        "started": one.started.timestamp() * 1000 + 20_000, "seconds": one.seconds,
        "answers": [{"item": a.item, "response": a.response} for a in one.answers],
    }


def a_class(revisions: Revisions, quizzes: list[tuple[str, Phase]], pupils: int = 40) -> list[Attempt]:
    """Everybody takes every quiz, better each time."""
    rnd = random.Random(7)
    return [
        attempt(revisions, quiz, phase, GROUP, seat, 0.45 + 0.2 * n, rnd)
        for n, (quiz, phase) in enumerate(quizzes) for seat in range(1, pupils + 1)
    ]


def key_of(page: Page) -> dict:
    """The key in a quiz's page."""
    return json.loads(page.locator(".ipq-key").first.text_content() or "")
