"""What a quiz page sends: small, and fit for old browsers."""

from __future__ import annotations

import gzip
import re

import pytest

from iplearn.render.quiz import QUIZ_SCRIPTS, QUIZ_STYLES
from iplearn.render.quiz_assets import quiz_bundle, small_script, small_style
from tests.conftest import ROOT

SOURCES = {path: (ROOT / "theme" / path).read_text(encoding="utf-8") for path in QUIZ_SCRIPTS + QUIZ_STYLES}
# Newer than Chrome 79 or Safari 12.2, or unsafe, or a request to elsewhere.
FORBIDDEN = re.compile(
    r"innerHTML|insertAdjacentHTML|outerHTML|document\.write|\beval\b|new Function|=>|`|\?\.[a-z(\[]|\?\?|\.replaceAll|\.at\(|\.flat|structuredClone"
    r"|https?:|\bfetch\(|XMLHttpRequest|import\(|\(\?<[=!]|:has\(|\binset:|\bgap:|@container|:is\(|:where\("
)


def test_every_file_of_the_folder_is_named_once() -> None:
    names = sorted(p.name for p in (ROOT / "theme/assets/quiz").iterdir())
    assert sorted(path.rsplit("/", 1)[1] for path in SOURCES) == names


@pytest.mark.parametrize("path", sorted(SOURCES))
def test_nothing_too_new_and_nothing_unsafe(path: str) -> None:
    text = re.sub(r"/\*.*?\*/", "", SOURCES[path], flags=re.S)
    assert FORBIDDEN.findall(text) == []


def test_same_sources_same_bytes() -> None:
    assert quiz_bundle(SOURCES) == quiz_bundle(dict(reversed(SOURCES.items())))


def test_script_and_style_weigh_at_most_twelve_kilobytes() -> None:
    sizes = {path: len(gzip.compress(data, 9, mtime=0)) for path, data in quiz_bundle(SOURCES)}
    assert sum(sizes.values()) <= 12_000, sizes


@pytest.mark.parametrize(
    ("source", "small"),
    [
        ('var a = "x // y"; /* no */ a += 1;', 'var a="x // y";a+=1;'),
        ("return /[/ ]+ x/g.test(a) / 2;", "return/[/ ]+ x/g.test(a)/2;"),
        ("var one = 1; x = a + +one; y = a - --b;", "var c=1;x=a+ +c;y=a- --b;"),
        ("function long(first) { return first.second; }", "function b(a){return a.second}"),
        ("var keep = 1; x = { keep: keep };", "var keep=1;x={keep:keep};"),
    ],
)
def test_small_script(source: str, small: str) -> None:
    assert small_script(source) == small


def test_small_style_keeps_the_space_that_means_below() -> None:
    assert small_style("/* x */\n.a :focus , b { color: red;\n  margin: 0 1px; }\n.c::after { content: \"（　　）\"; }") == ".a :focus,b{color:red;margin:0 1px}.c::after{content:\"（　　）\"}"
