"""A script made small: no comments, no idle white space, short private names.

It understands the JavaScript of this house, not all of it: `var` and `function`, every statement ends in `;` or
`}`, no empty statement, no template strings, no arrow functions, no shorthand properties, no labels, no `with`, no
`eval`. What is not declared in the script (window, document) keeps its name, and so does every property.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_TOKEN = re.compile(r"""/\*.*?\*/|//[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\s+|[\w$]+|.""", re.S)
_REGEX = re.compile(r"/(?![/*])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
_TWIN = re.compile(r"\+\+|--")
_ENDS_VALUE = re.compile(r"[\w$)\]}]$")
_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_WORDS = frozenset(
    "break case catch continue default delete do else finally for function if in instanceof new return switch this throw try typeof var void while "
    "null true false undefined arguments".split()
)
# By how often they stand in our scripts anyway, so that what follows packs better.
_LETTERS = "etnrioasclupdfmhgvwkbyxqjzETNRIOASCLUPDFMHGVWKBYXQJZ_$"


def small_script(text: str) -> str:
    tokens = list(_tokens(text))
    short = _short_names(tokens)
    out: list[str] = []
    for at, token in enumerate(tokens):
        token = short.get(at, token)
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
        m = (None if divides else _REGEX.match(text, at)) or _TWIN.match(text, at) or _TOKEN.match(text, at)
        assert m is not None
        at = m.end()
        if not m[0].isspace() and not m[0].startswith(("/*", "//")):
            last = m[0]
            yield last


def _word(char: str) -> bool:
    return char.isalnum() or char in "_$"


# --- Names -------------------------------------------------------------------------------------------


@dataclass(eq=False, repr=False)
class _Scope:
    """A function, or the script around all: what it declares, and where its own tokens name something."""

    outer: _Scope | None = None
    declared: set[str] = field(default_factory=set)
    named: list[tuple[int, str]] = field(default_factory=list)
    inner: list[_Scope] = field(default_factory=list)

    def holder(self, name: str) -> _Scope | None:
        """The scope that `name` means here; None where the script does not declare it."""
        return self if name in self.declared else self.outer.holder(name) if self.outer else None


def _short_names(tokens: Sequence[str]) -> dict[int, str]:
    """Place of a token -> its new name."""
    top = _Scope()
    _read_scope(tokens, 0, len(tokens), top)
    new: dict[tuple[_Scope, str], str] = {}
    _name(top, new)
    return {at: new[holder, name] for scope in _all(top) for at, name in scope.named if (holder := scope.holder(name))}


def _read_scope(tokens: Sequence[str], start: int, end: int, scope: _Scope) -> None:
    """Fills `scope` from the tokens of its body."""
    at, declaring, depth, expected = start, -1, 0, False
    while at < end:
        token = tokens[at]
        if token == "function":
            at = _read_function(tokens, at, scope)
            continue
        if token == "var":
            declaring, expected = depth, True
        elif token in "([{":
            depth += 1
        elif token in ")]}":
            depth -= 1
        elif token == "catch" and tokens[at + 1] == "(":
            scope.declared.add(tokens[at + 2])
        if declaring == depth and token in (";", ","):
            declaring, expected = (-1, False) if token == ";" else (declaring, True)
        elif _is_name(tokens, at):
            if declaring == depth and expected:
                scope.declared.add(token)
            scope.named.append((at, token))
            expected = False
        elif token == "in" and declaring == depth:
            declaring = -1
        if depth < declaring:
            declaring = -1
        at += 1


def _read_function(tokens: Sequence[str], at: int, outer: _Scope) -> int:
    """Reads the function at `at`; its name belongs to the scope around it. The place after its body."""
    inner = _Scope(outer)
    outer.inner.append(inner)
    at += 1
    if tokens[at] != "(":
        outer.declared.add(tokens[at])
        outer.named.append((at, tokens[at]))
        at += 1
    while tokens[at] != "{":
        if _is_name(tokens, at):
            inner.declared.add(tokens[at])
            inner.named.append((at, tokens[at]))
        at += 1
    start, depth = at + 1, 0
    while True:
        depth += (tokens[at] == "{") - (tokens[at] == "}")
        at += 1
        if not depth:
            break
    _read_scope(tokens, start, at - 1, inner)
    return at


def _is_name(tokens: Sequence[str], at: int) -> bool:
    """Whether the token names a variable: no keyword, no property behind a dot, no key of an object."""
    token, before = tokens[at], tokens[at - 1] if at else ""
    after = tokens[at + 1] if at + 1 < len(tokens) else ""
    return bool(_NAME.fullmatch(token)) and token not in _WORDS and before != "." and not (after == ":" and before in ("{", ","))


def _all(scope: _Scope) -> Iterator[_Scope]:
    yield scope
    for inner in scope.inner:
        yield from _all(inner)


def _name(scope: _Scope, new: dict[tuple[_Scope, str], str]) -> None:
    """Gives the names of `scope`, then those of the scopes in it. Two scopes may use one name where neither sees
    the other's: the fewer names a script has, the better it packs."""
    used = Counter((inner.holder(name), name) for inner in _all(scope) for _, name in inner.named)
    # Names from around that are used here, not those of the scopes within, which come later.
    taken = {new[holder, name] if holder else name for holder, name in used if holder is None or (holder, name) in new} | _WORDS
    ours = sorted(scope.declared, key=lambda name: (-used[scope, name], name))
    free = (name for n in (1, 2) for name in map("".join, itertools.product(_LETTERS, repeat=n)) if name not in taken)
    # What the whole script declares may be asked for by other scripts.
    new.update(((scope, name), name if scope.outer is None else next(free)) for name in ours)
    for inner in scope.inner:
        _name(inner, new)
