"""The steps of a build from within, in a process of their own; prints seconds of CPU as JSON.

`python -m bench.quiz_steps ours ROOT`   reads the project's laws, then the quizzes of quizzes/bench: parse, Markdown, render
`python -m bench.quiz_steps peer`        builds the MkDocs project in the working directory with mkdocs-quiz's two hooks timed:
                                         it parses and renders in one go, its Markdown of options and feedback included
"""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def ours(root: Path) -> dict[str, float]:
    from iplearn.markup import Markup
    from iplearn.markup.markup import inline
    from iplearn.reading.laws import registry
    from iplearn.reading.quiz_prose import read_prose
    from iplearn.reading.quizzes import read_quiz
    from iplearn.render.quiz import render_quiz

    laws, _ = registry({p.relative_to(root).as_posix(): p.read_text("utf-8") for p in sorted((root / "data/laws").glob("*.yml"))})
    markup = Markup(laws)
    texts = [(p.relative_to(root).as_posix(), p.read_text("utf-8")) for p in sorted((root / "quizzes/bench").glob("*.md"))]
    started = time.process_time()
    quizzes = [quiz for quiz, _ in (read_quiz(file, text) for file, text in texts) if quiz]
    parsed = time.process_time()
    prose = [read_prose(quiz, markup)[0] for quiz in quizzes]
    read = time.process_time()
    for quiz, documents in zip(quizzes, prose):
        render_quiz(quiz, lambda p, in_line: inline(documents[p.line, p.text]) if in_line else documents[p.line, p.text].html)
    done = time.process_time()
    return {"items": sum(len(q.items) for q in quizzes), "parse": parsed - started, "markdown": read - parsed, "render": done - read}


def peer() -> dict[str, float]:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs_quiz.plugin import MkDocsQuizPlugin

    taken = {"hooks": 0.0, "items": 0}

    def timed(hook: Callable[..., Any]) -> Callable[..., Any]:
        def call(self: Any, text: str, *args: Any, **kwargs: Any) -> Any:
            started = time.process_time()
            out = hook(self, text, *args, **kwargs)
            taken["hooks"] += time.process_time() - started
            return out

        return call

    count = MkDocsQuizPlugin.on_page_markdown

    def counted(self: Any, markdown: str, *args: Any, **kwargs: Any) -> Any:
        taken["items"] += markdown.count("<quiz>")
        return count(self, markdown, *args, **kwargs)

    MkDocsQuizPlugin.on_page_markdown = timed(counted)
    MkDocsQuizPlugin.on_page_content = timed(MkDocsQuizPlugin.on_page_content)
    logging.getLogger("mkdocs").addHandler(logging.NullHandler())
    build(load_config("mkdocs.yml", site_dir="site-steps"))
    return taken


if __name__ == "__main__":
    print(json.dumps(ours(Path(sys.argv[2])) if sys.argv[1] == "ours" else peer()))
