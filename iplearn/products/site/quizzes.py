"""Quizzes on the site: a page of their own, and embedded where a page says so."""

from __future__ import annotations

import re
from collections.abc import Iterable

from iplearn.markup.markup import inline
from iplearn.model.content import LessonMeta, Page
from iplearn.model.document import Document, quiz_placeholder
from iplearn.model.prose import Prose
from iplearn.model.quiz import Quiz
from iplearn.model.routes import quiz_path, relative
from iplearn.products.lrs_config import lrs_scripts
from iplearn.products.site.course_pages import TEST_SCRIPTS
from iplearn.products.site.library import Library
from iplearn.products.site.views import Card, Doc
from iplearn.render.quiz import render_quiz
from iplearn.render.quiz_assets import QUIZ_BUNDLE_SCRIPTS, QUIZ_BUNDLE_STYLES

_REFERENCE = re.compile(r'(href|src)="(?![a-z]+:|#|/)([^"]*)"')


class QuizPages:
    """A quiz is rendered as for its own page; embedding re-aims its links."""

    styles = QUIZ_BUNDLE_STYLES

    def __init__(self, library: Library) -> None:
        self._library = library
        self.scripts = (*QUIZ_BUNDLE_SCRIPTS, *lrs_scripts(library.project))
        lessons = [p.meta for p in library.project.pages if isinstance(p.meta, LessonMeta)]
        # What a lesson uses a quiz for presets the form under its result.
        self._phases = {quiz: phase for m in lessons for quiz, phase in ((m.pre, "pre"), (m.post, "post")) if quiz}

    def html(self, quiz: Quiz) -> str:
        prose = self._library.project.prose[quiz.id]

        def markdown(text: Prose, in_line: bool) -> str:
            document = prose[text.line, text.text]
            return inline(document) if in_line else document.html

        html = render_quiz(quiz, markdown)
        phase = self._phases.get(quiz.id)
        return html.replace(" data-quiz=", f' data-phase="{phase}" data-quiz=', 1) if phase else html

    def documents(self, quiz_ids: Iterable[str]) -> list[Document]:
        return [d for q in quiz_ids for d in self._library.project.prose.get(q, {}).values()]

    def expand(self, html: str, page: Page) -> tuple[str, tuple[str, ...]]:
        """`html` with its placeholders replaced, and the ids of the quizzes put in."""
        embedded = []
        for embed in page.document.embeds:
            quiz = self._library.quizzes.get(embed.quiz)
            if quiz is None:
                continue
            body = re_aim(self.html(quiz), quiz_path(quiz.id), page.path)
            html = html.replace(quiz_placeholder(quiz.id), body, 1)
            embedded.append(quiz.id)
        return html, tuple(embedded)

    def doc(self, quiz: Quiz) -> tuple[Doc, str]:
        """A quiz's own page as its template sees it, and the template's name."""
        library = self._library
        path = quiz_path(quiz.id)
        owners = library.owners.get(quiz.id, ())
        doc = Doc(
            path=path, kind="quiz", kind_label="测验", title=quiz.title, html=self.html(quiz), reviewed=quiz.reviewed,
            breadcrumb=(Card("首页", "index.html"), *owners[:1], Card(quiz.title, path)),
            sources=library.sources(self.documents([quiz.id])), related=owners,
            styles=self.styles, scripts=(*self.scripts, *(TEST_SCRIPTS if quiz in library.project.tests else ())), data={"stage": quiz.stage, "count": library.asked(quiz)},
        )
        return doc, "quiz-page.html"


def re_aim(html: str, source: str, target: str) -> str:
    """Relative links written for the page `source`, as seen from the page `target`."""
    folder = source.rpartition("/")[0]

    def aim(match: re.Match[str]) -> str:
        steps = [s for s in folder.split("/") if s]
        path, hash_, fragment = match[2].partition("#")
        for step in path.split("/"):
            if step == "..":
                steps.pop()
            elif step not in ("", "."):
                steps.append(step)
        return f'{match[1]}="{relative("/".join(steps), target)}{hash_}{fragment}"'

    return _REFERENCE.sub(aim, html) if folder != target.rpartition("/")[0] else html
