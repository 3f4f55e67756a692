"""The quiz scripts and styles as two small files. The sources under theme/assets/quiz/ run as they are; what
leaves the house is one request for each, without comments and idle white space and with short private names.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from string import ascii_letters

from iplearn.render.quiz import QUIZ_SCRIPTS, QUIZ_STYLES

QUIZ_BUNDLE_SCRIPTS = ("assets/quiz/quiz.min.js",)
QUIZ_BUNDLE_STYLES = ("assets/quiz/quiz.min.css",)

_TOKEN = re.compile(r"""/\*.*?\*/|//[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\s+|[\w$]+|.""", re.S)
_REGEX = re.compile(r"/(?![/*])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
_ENDS_VALUE = re.compile(r"[\w$)\]}]$")
_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_RESERVED = {"do", "if", "in", "of"}


def quiz_bundle(sources: Mapping[str, str]) -> tuple[tuple[str, bytes], ...]:
    """(path from the root of the site, bytes) of the two files. `sources` holds the text of every file that
    `QUIZ_SCRIPTS` and `QUIZ_STYLES` name; a missing one is a KeyError. Same sources, same bytes."""
    script = small_script("\n".join(sources[path] for path in QUIZ_SCRIPTS))
    style = small_style("\n".join(sources[path] for path in QUIZ_STYLES))
    return ((QUIZ_BUNDLE_SCRIPTS[0], script.encode()), (QUIZ_BUNDLE_STYLES[0], style.encode()))


def small_script(text: str) -> str:
    """A script without comments, idle white space and long private names.

    It understands the JavaScript of this house, not all of it: `var` and `function`, every statement ends in
    `;` or `}`, no empty statement, no template strings, no arrow functions, no shorthand properties.
    """
    tokens = list(_tokens(text))
    short = _short_names(tokens)
    out: list[str] = []
    for token in tokens:
        token = short.get(token, token)
        if token == "}" and out[-1] == ";":
            out.pop()
        elif out and (_word(out[-1][-1]) and _word(token[0]) or out[-1][-1] == token[0] and token[0] in "+-"):
            out.append(" ")
        out.append(token)
    return "".join(out)


def _tokens(text: str) -> Iterator[str]:
    """Tokens without comments and white space. `++` and `--` come as one token."""
    last, at = "", 0
    while at < len(text):
        divides = _ENDS_VALUE.search(last) and last not in ("return", "typeof", "case")
        m = (None if divides else _REGEX.match(text, at)) or re.compile(r"\+\+|--").match(text, at) or _TOKEN.match(text, at)
        assert m is not None
        at = m.end()
        if not m[0].isspace() and not m[0].startswith(("/*", "//")):
            last = m[0]
            yield last


def _short_names(tokens: list[str]) -> dict[str, str]:
    """New names for what the scripts declare. One name gets one new name everywhere, and a name that is ever a
    property (`.name`, `name:`) keeps its own: so no scope needs to be understood."""
    around = list(zip([""] + tokens, tokens, tokens[1:] + [""]))
    properties = {token for before, token, after in around if before == "." or after == ":"}
    counts = Counter(token for token in tokens if _NAME.fullmatch(token))
    ours = sorted((n for n in _declared(tokens) - properties if len(n) > 2), key=lambda n: (-counts[n], n))
    free = (a + b for a, b in itertools.chain(((x, "") for x in ascii_letters), itertools.product(ascii_letters, repeat=2)))
    return dict(zip(ours, (name for name in free if name not in counts and name not in _RESERVED)))


def _declared(tokens: list[str]) -> set[str]:
    """Names of functions, parameters and variables."""
    names: set[str] = set()
    for i, token in enumerate(tokens):
        if token == "function":
            names.update(t for t in tokens[i + 1 : tokens.index(")", i)] if _NAME.fullmatch(t))
        elif token == "var":
            depth, expected = 0, True
            for t in tokens[i + 1 :]:
                if t == ";" and depth == 0:
                    break
                if expected:
                    names.add(t)
                depth += (t in "([{") - (t in ")]}")
                expected = t == "," and depth == 0
    return names


def _word(char: str) -> bool:
    return char.isalnum() or char in "_$"


def small_style(text: str) -> str:
    """A style sheet without comments and idle white space. The space before `:` stays: it means "any below"."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    text = re.sub(r"[ \n]+", " ", text)
    text = re.sub(r" ?([{};,]) ?", r"\1", text).replace(": ", ":")
    return text.replace(";}", "}").strip()
