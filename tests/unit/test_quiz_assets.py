"""What a quiz page sends: small, and fit for old browsers."""

from __future__ import annotations

import os
import re
import subprocess

import pytest

from iplearn.render.budgets import BUDGETS, budget_line, weigh
from iplearn.render.quiz import QUIZ_SCRIPTS, QUIZ_STYLES
from iplearn.render.quiz_assets import QUIZ_SOURCES, quiz_bundle, small_style
from iplearn.render.small_script import small_script
from tests.conftest import ROOT

SOURCES = {path: (ROOT / "theme" / path).read_text(encoding="utf-8") for path in QUIZ_SOURCES}
LOADED = QUIZ_SCRIPTS + QUIZ_STYLES
# Newer than Chrome 79 or Safari 12.2, or unsafe, or a request to elsewhere.
FORBIDDEN = re.compile(
    r"innerHTML|insertAdjacentHTML|outerHTML|document\.write|\beval\b|new Function|=>|`|\?\.[a-z(\[]|\?\?|\.replaceAll|\.at\(|\.flat|structuredClone"
    r"|https?:|\bfetch\(|XMLHttpRequest|import\(|\(\?<[=!]|:has\(|\binset:|\bgap:|@container|:is\(|:where\("
)


def test_every_file_of_the_folder_is_named_once() -> None:
    names = sorted(p.name for p in (ROOT / "theme/assets/quiz").iterdir())
    assert sorted(path.rsplit("/", 1)[1] for path in LOADED) == names


@pytest.mark.parametrize("path", sorted(LOADED))
def test_nothing_too_new_and_nothing_unsafe(path: str) -> None:
    text = re.sub(r"/\*.*?\*/", "", SOURCES[path], flags=re.S)
    assert FORBIDDEN.findall(text) == []


def test_same_sources_same_bytes() -> None:
    assert quiz_bundle(SOURCES) == quiz_bundle(dict(reversed(SOURCES.items())))


def test_every_budget_is_kept() -> None:
    """tests/browser/test_quiz_weight.py measures what a browser transfers; here a quick look at every commit."""
    built = dict(quiz_bundle(SOURCES))

    def read(path: str) -> bytes:
        return built[path] if path in built else (ROOT / "theme" / path).read_bytes()

    sizes = {budget.label: weigh(budget.files, read) for budget in BUDGETS}
    assert [b.label for b in BUDGETS if not 1000 < sizes[b.label] <= b.most] == [], sizes
    # Room for what a server says before each file.
    assert sizes["测验页"] <= 11_700
    assert "测验页 0.0 KB（上限 12）" in budget_line(lambda path: b"") and "超了" in budget_line(lambda path: os.urandom(50_000))


@pytest.mark.parametrize(
    ("source", "small"),
    [
        ('var a = "x // y"; /* no */ a += 1;', 'var a="x // y";a+=1;'),
        ("return /[/ ]+ x/g.test(a) / 2;", "return/[/ ]+ x/g.test(a)/2;"),
        ("x = a + +one; y = a - --b;", "x=a+ +one;y=a- --b;"),
        ("function long(first) { return first.second; }", "function long(e){return e.second}"),
        ("(function () { var keep = 1; x = { keep: keep }; })();", "(function(){var e=1;x={keep:e}})();"),
    ],
)
def test_small_script(source: str, small: str) -> None:
    assert small_script(source) == small


# Each prints what it finds; names are chosen so that a careless renaming shows.
PROGRAMS = {
    "a name per scope": "(function () { var total = 1; function add(n) { var sum = total + n; return sum; } say(add(2)); })();",
    "one name in two scopes": "(function (item) { [1, 2].forEach(function (item) { say(item); }); say(item); })(9);",
    "keys and ternaries": "(function () { var yes = 1, no = 2, o = { yes: no, no: yes ? no : yes }; say(o.yes, o.no, yes ? yes : no); })();",
    "several in one var": "(function () { var a = [1, 2], f = function (x, y) { return x + y; }, b = f(a[0], a[1]), c; c = b; say(a, b, c); })();",
    "loops": "(function () { for (var i = 0, n = 3; i < n; i++) { var kept = i; } for (var key in { left: 1 }) say(key); say(i, n, kept); })();",
    "catch": "(function () { var e = 5; try { throw new Error('x'); } catch (problem) { say(problem.message); } say(e); })();",
    "what is not ours": "(function (e) { say(typeof window, Math.max(e, 2), undeclared); })(1);",
    "a function before its place": "(function () { say(later(2)); function later(value) { return value ? value + later(value - 1) : 0; } })();",
    "case and default": "(function (kind) { var one = 'a'; switch (kind) { case one: say('one'); break; default: say(one); } })('a');",
    "regular expressions": "(function (text) { say(text.replace(/[/a-c]+/g, function (all) { return '<' + all + '>'; }), text.length / 2 / 1); })('x/abc');",
    "many names": "(function () { " + "".join(f"var name{n} = {n}; " for n in range(130)) + "say(" + " + ".join(f"name{n}" for n in range(130)) + "); })();",
    "names of outer scopes used deep inside": "(function (far) { (function (near) { (function (e) { say(far, near, e); })(3); })(2); })(1);",
}
FRAME = "var window = 1, undeclared = 7, out = []; function say() { out.push(Array.prototype.slice.call(arguments)); }\n%s\nconsole.log(JSON.stringify(out));"


@pytest.mark.parametrize("program", sorted(PROGRAMS))
def test_a_small_script_does_what_its_source_does(program: str) -> None:
    source = PROGRAMS[program]
    small = small_script(source)
    assert len(small) < len(source)
    found = [subprocess.run(["node", "-e", FRAME % text], capture_output=True, text=True, check=True).stdout for text in (source, small)]
    assert found[0] == found[1] and found[0] != "[]\n"


def test_small_style_keeps_the_space_that_means_below() -> None:
    assert small_style("/* x */\n.a :focus , b { color: red;\n  margin: 0 1px; }\n.c::after { content: \"（　　）\"; }") == ".a :focus,b{color:red;margin:0 1px}.c::after{content:\"（　　）\"}"
