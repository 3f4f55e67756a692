"""The handbooks say what the program does: rule ids, commands, front-matter keys, forms and links.

A rule, a command or a key that appears in the code and not in docs/authoring.md fails here, and so does
one that the handbook explains and the code no longer has.
"""

from __future__ import annotations

import argparse
import ast
import dataclasses
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from iplearn.checks.citations import citation_problems
from iplearn.diagnostics import Place
from iplearn.markup.blocks import BLOCK_NAMES
from iplearn.markup.citation_grammar import find_citations
from iplearn.measures.tables import ITEMS, READ
from iplearn.model import item as items
from iplearn.model import site
from iplearn.model.content import KIND_LABELS, PageMeta
from iplearn.reading import laws as law_files
from iplearn.reading import quizzes as quiz_files
from iplearn.reading.quiz_lines import LABELS
from iplearn.reading.quiz_prose import read_prose
from iplearn.shell.cli import _parser
from tests.conftest import ROOT

AUTHORING = (ROOT / "docs/authoring.md").read_text(encoding="utf-8")
PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
RULE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)?")
ROW = re.compile(r"^\| `([a-z]+/[a-z0-9-]+)` \| ([^|]+) \| [^|]*(?:\\\|[^|]*)*\S \|", re.M)
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
SEVERITY = {"error": "错误", "warning": "提醒"}


# --- Rules ------------------------------------------------------------------------------------------


def strings(node: ast.expr) -> list[str]:
    """The strings an argument may be: a constant, or either side of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    return strings(node.body) + strings(node.orelse) if isinstance(node, ast.IfExp) else []


def calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """(call, "error" or "warning"). What stands inside a function of that name only hands the rule on."""
    if isinstance(tree, ast.FunctionDef) and tree.name in SEVERITY:
        return
    if isinstance(tree, ast.Call):
        name = tree.func.id if isinstance(tree.func, ast.Name) else getattr(tree.func, "attr", "")
        if name in SEVERITY:
            yield tree, name
    for child in ast.iter_child_nodes(tree):
        yield from calls(child)


def rules_in(source: str, name: str) -> dict[str, set[str]]:
    """rule id -> severities. The quiz reader leaves out its `quiz/`; the rule is the first or second argument."""
    out: dict[str, set[str]] = {}
    for call, severity in calls(ast.parse(source)):
        found = [s for argument in call.args[:2] for s in strings(argument) if RULE.fullmatch(s)]
        assert found, f"{name}:{call.lineno}: no rule id to read here; write it as a string"
        for rule in found:
            out.setdefault(rule if "/" in rule else f"quiz/{rule}", set()).add(SEVERITY[severity])
    return out


def rules_in_code() -> dict[str, set[str]]:
    out: dict[str, set[str]] = {}
    for path in sorted((ROOT / "iplearn").rglob("*.py")):
        for rule, severities in rules_in(path.read_text(encoding="utf-8"), path.name).items():
            out.setdefault(rule, set()).update(severities)
    return out


def test_every_rule_is_explained_and_no_other() -> None:
    explained = {rule: set(level.split("、")) for rule, level in ROW.findall(AUTHORING)}
    code = rules_in_code()
    assert sorted(set(code) - set(explained)) == [], "add these to docs/authoring.md"
    assert sorted(set(explained) - set(code)) == [], "the code has no such rule"
    assert explained == code


def test_rules_are_found_in_every_written_form() -> None:
    source = 'error(p, "law/x", "…")\nm.warning(3, "box", "…")\nb.error("no-key" if a else "blanks", "…")\n'
    assert rules_in(source, "x") == {"law/x": {"错误"}, "quiz/box": {"提醒"}, "quiz/no-key": {"错误"}, "quiz/blanks": {"错误"}}
    with pytest.raises(AssertionError):
        rules_in("error(place, rule, message)", "x")


# --- Commands ---------------------------------------------------------------------------------------


def test_every_command_and_option_is_documented() -> None:
    text = part("## 命令")
    (commands,) = (a for a in _parser()._actions if isinstance(a, argparse._SubParsersAction))
    for name, parser in commands.choices.items():
        assert f"build.py {name}" in text, name
        for action in parser._actions:
            for option in (o for o in action.option_strings if o.startswith("--")):
                assert option in text, f"{name} {option}"
            for choice in action.choices or ():
                assert f"`{choice}`" in text, f"{name} {choice}"


def test_no_command_is_invented() -> None:
    (commands,) = (a for a in _parser()._actions if isinstance(a, argparse._SubParsersAction))
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    for path in PAPERS:
        text = path.read_text(encoding="utf-8")
        assert set(re.findall(r"build\.py ([a-z][a-z-]*)", text)) <= set(commands.choices), path.name
        assert set(re.findall(r"\bmake ([a-z-]+)`", text)) <= targets, path.name


# --- Keys -------------------------------------------------------------------------------------------


def part(heading: str) -> str:
    """The text under a heading, up to the next one of its level or above; headings in examples do not count."""
    level = heading.partition(" ")[0]
    plain = FENCED.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), AUTHORING)
    found = re.search(rf"^{re.escape(heading)}\n(.*?)(?=^#{{1,{len(level)}}} |\Z)", plain, re.M | re.S)
    assert found, f"docs/authoring.md has no “{heading}”"
    return AUTHORING[found.start(1) : found.end(1)]


def key_rows(text: str) -> dict[str, str]:
    """key -> its row, from a table whose first column names keys."""
    return {key: row for row in text.splitlines() if row.startswith("| `") for key in re.findall(r"`(\w+)`", row.split("|")[1])}


def own_fields(cls: type) -> list[dataclasses.Field]:
    inherited = {f.name for base in cls.__mro__[1:] if dataclasses.is_dataclass(base) for f in dataclasses.fields(base)}
    return [f for f in dataclasses.fields(cls) if f.name not in inherited]


@pytest.mark.parametrize(
    ("heading", "cls"),
    [
        ("### 每一页都有的键", PageMeta),
        *((f"### {label}", cls) for cls, label in KIND_LABELS.items()),
        ("### 开头", quiz_files._Front),
        ("### data/site.yml：全站信息", site.Site),
    ],
)
def test_front_matter_keys(heading: str, cls: type) -> None:
    rows = key_rows(part(heading))
    fields = {f.name.rstrip("_"): f for f in own_fields(cls)}
    assert set(rows) == set(fields)
    for key, field in fields.items():
        required = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        assert rows[key].endswith("| 是 |" if required else "| 否 |"), key
        for choice in field.metadata.get("choices", ()):
            assert f"`{choice}`" in rows[key], f"{key}: {choice}"


def test_data_keys() -> None:
    records = [cls for cls in vars(site).values() if dataclasses.is_dataclass(cls)]
    written = set(re.findall(r"`(\w+)`", part("## 数据文件")))
    assert {f.name.rstrip("_") for cls in records for f in dataclasses.fields(cls)} <= written
    in_laws = set(key_rows(part("## 法律登记表")))
    assert {f.name for f in dataclasses.fields(law_files._VersionRow)} | {"short", "versions", "map", "clauses"} == in_laws


def test_every_data_file_is_described() -> None:
    assert [f.name for f in (ROOT / "data").glob("*.yml") if f"### data/{f.name}" not in AUTHORING] == []


# --- Forms ------------------------------------------------------------------------------------------


def test_every_block_and_label_is_described() -> None:
    assert [name for name in BLOCK_NAMES if not re.search(rf"^\| `/// {name}[ `]", part("## 块"), re.M)] == []
    assert set(re.findall(r"^\| `(\S+?)` \|", part("### 一道题"), re.M)) == set(LABELS)


def test_citation_forms(laws) -> None:
    forms = re.findall(r"^\| `(《[^`]+)` \|", part("## 引用法条"), re.M)
    assert len(forms) > 10
    for form in forms:
        (written,) = find_citations(form)
        assert written.raw == form and written.title in laws.titles, form
    for form in re.findall(r"^- .*：`([^`]+)`$", part("## 引用法条"), re.M):
        assert list(find_citations(form)) == [], form


def test_quiz_examples_are_right_and_show_every_kind(markup, laws) -> None:
    kinds = set()
    for language, body in FENCED.findall(part("## 测验")):
        if language == "quiz":
            quiz, found = quiz_files.read_quiz("docs/authoring.md", "---\nid: t\ntitle: 例\nstage: 公众\nreviewed: 2026-11-22\n---\n\n" + body)
            assert found == [], [(d.place.line, d.message) for d in found]
            assert quiz is not None
            prose, found = read_prose(quiz, markup)
            place = Place("docs/authoring.md")
            found += [d for p in prose.values() for c in p.citations for d in citation_problems(c, place, laws, quiz.reviewed)]
            assert found == [], [d.message for d in found]
            kinds |= {type(item) for item in quiz.items}
    assert kinds == set(items.Item.__args__)


# --- Links ------------------------------------------------------------------------------------------


def slug(heading: str) -> str:
    """The anchor a code host gives a heading."""
    kept = "".join(c for c in heading.strip().lower() if c in " -_" or unicodedata.category(c)[0] in "LNM")
    return kept.replace(" ", "-")


def anchors(path: Path) -> set[str]:
    text = FENCED.sub("", path.read_text(encoding="utf-8"))
    return {slug(h.replace("`", "")) for h in re.findall(r"^#{1,6} (.+)$", text, re.M)}


def links(path: Path) -> Iterator[str]:
    text = re.sub(r"`[^`\n]+`", "", FENCED.sub("", path.read_text(encoding="utf-8")))
    yield from re.findall(r"\]\(([^)\s]+)\)", text)


@pytest.mark.parametrize("path", PAPERS, ids=lambda p: p.name)
def test_links_lead_somewhere(path: Path) -> None:
    dead = []
    for href in links(path):
        if re.match(r"[a-z]+:", href):
            continue
        target, _, fragment = unquote(href).partition("#")
        file = (path.parent / target).resolve() if target else path
        if not file.exists() or (fragment and fragment not in anchors(file)):
            dead.append(href)
    assert dead == []


def test_every_column_of_the_tables_of_results_is_explained() -> None:
    part = AUTHORING.split("### 读成绩留下的表")[1].split("\n### ")[0]
    for name, schema in {**READ, "items": ITEMS}.items():
        assert f"`{name}.parquet`" in part
        row = part if name == "responses" else next(line for line in part.splitlines() if line.startswith(f"| `{name}.parquet`"))
        missing = [column for column in schema.names if f"`{column}`" not in row]
        assert missing == [], name
