"""The quiz scripts and styles as small files. The sources under theme/assets/quiz/ run as they are; what leaves
the house is one request for each, without comments and idle white space and with short private names. What follows
a finished quiz comes as one more file, so that a weak network is asked once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from iplearn.render.quiz import AFTER_SCRIPTS, QUIZ_SCRIPTS, QUIZ_STYLES
from iplearn.render.small_script import small_script

QUIZ_BUNDLE_SCRIPTS = ("assets/quiz/quiz.min.js",)
QUIZ_BUNDLE_STYLES = ("assets/quiz/quiz.min.css",)
AFTER_BUNDLE = "assets/quiz/after.min.js"

QUIZ_SOURCES = (*QUIZ_SCRIPTS, *QUIZ_STYLES, *AFTER_SCRIPTS)
"""Every file that `quiz_bundle` wants the text of."""


def quiz_bundle(sources: Mapping[str, str]) -> tuple[tuple[str, bytes], ...]:
    """(path from the root of the site, bytes) of the three files: script, style, what follows. A missing source is
    a KeyError. Same sources, same bytes."""
    script = small_script("\n".join(sources[path] for path in QUIZ_SCRIPTS))
    style = small_style("\n".join(sources[path] for path in QUIZ_STYLES))
    after = "\n".join(sources[path] for path in AFTER_SCRIPTS)
    return ((QUIZ_BUNDLE_SCRIPTS[0], script.encode()), (QUIZ_BUNDLE_STYLES[0], style.encode()), (AFTER_BUNDLE, after.encode()))


def small_style(text: str) -> str:
    """A style sheet without comments and idle white space. The space before `:` stays: it means "any below"."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    text = re.sub(r"[ \n]+", " ", text)
    text = re.sub(r" ?([{};,]) ?", r"\1", text).replace(": ", ":")
    return text.replace(";}", "}").strip()
