"""The public site: `build_site(project, day)` yields every page's path and text, authored and generated.

Nothing is written here and no site generator is known: the shell hands the pages to one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from iplearn.model.content import Page
from iplearn.model.pack import PackEntry
from iplearn.model.project import Project
from iplearn.model.quiz import Quiz
from iplearn.model.routes import GLOSSARY_PATH
from iplearn.parallel import fork_map
from iplearn.products.class_catalogue import class_catalogue
from iplearn.products.lrs_config import lrs_config
from iplearn.products.my_catalogue import my_catalogue
from iplearn.products.search_index import build_index
from iplearn.products.site.authored import authored_doc
from iplearn.products.site.generated import generated_docs
from iplearn.products.site.library import Library
from iplearn.products.site.pack_pages import pack_docs
from iplearn.products.site.quizzes import QuizPages
from iplearn.products.site.searchable import search_docs
from iplearn.products.site.views import Doc, SitePage, SiteView
from iplearn.render.environment import body_renderer

__all__ = ["BuiltSite", "Doc", "SitePage", "SiteView", "build_site"]

LICENCE = "内容采用 CC BY 4.0，程序采用 MIT 许可"


@dataclass(frozen=True)
class BuiltSite:
    """`pages` by address; `view` is what every template sees; `files` are (path below the site root, bytes)."""

    pages: tuple[SitePage, ...]
    view: SiteView
    files: tuple[tuple[str, bytes], ...]

    @property
    def idle(self) -> tuple[str, ...]:
        """Folders of the theme that this site has no use for: they are not shipped."""
        return () if self.view.has_lrs else ("assets/xapi/",)


def build_site(project: Project, day: date, packs: tuple[PackEntry, ...] = (), kits: tuple[PackEntry, ...] = ()) -> BuiltSite:
    """Every page and the search index, as of the build day. `packs` and `kits` are those that lie ready to be downloaded."""
    assert project.site is not None, "a project with errors is not built"
    library = Library(project, day, packs, kits)
    view = site_view(project)
    made = fork_map(lambda job: job(), list(_jobs(library, view)))
    pages = sorted((page for found, _ in made for page in found), key=lambda p: p.path)
    files = [file for _, found in made for file in found]
    # Not beside the pages: a search index in the making takes the memory that the workers take.
    files += _below("search", build_index(search_docs(library), project.synonyms))
    return BuiltSite(tuple(pages), view, tuple(files))


_Files = list[tuple[str, bytes]]
"""(path below the site root, bytes)."""

_Made = tuple[list[SitePage], _Files]
"""Pages and files of one job."""


def _jobs(library: Library, view: SiteView) -> Iterator[Callable[[], _Made]]:
    """The long ones first, so that no core ends with one of them."""
    project = library.project
    render = body_renderer()
    quizzes = QuizPages(library)

    def finished(doc: Doc, template: str, src: str | None = None) -> SitePage:
        body = render(template, doc=doc, site=view)
        return SitePage(src=src or doc.path.removesuffix(".html") + ".md", doc=doc.framed(), utf8=body.encode())

    def data() -> _Made:
        return [], [*_below("class", class_catalogue(project)), *_below("my", my_catalogue(project, library.day)), *_below("xapi", lrs_config(project))]

    def generated() -> _Made:
        return [finished(doc, template) for docs in (generated_docs, pack_docs) for doc, template in docs(library)], []

    def authored(page: Page) -> _Made:
        return [finished(*authored_doc(page, library, quizzes), page.src)], []

    def of_quiz(quiz: Quiz) -> _Made:
        return [finished(*quizzes.doc(quiz))], []

    yield data
    yield generated
    for page in project.pages:
        yield partial(authored, page)
    for quiz in (*project.quizzes, *project.tests):
        yield partial(of_quiz, quiz)


def _below(folder: str, files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    return ((f"assets/{folder}/{path}", data) for path, data in files)


def site_view(project: Project) -> SiteView:
    site = project.site
    assert site is not None
    contact = site.contact
    href = None
    if contact:
        href = f"mailto:{contact.value}" if "@" in contact.value else contact.value if contact.value.startswith("http") else None
    return SiteView(
        name=site.name, tagline=site.tagline, description=site.description, sections=project.sections,
        host_unit=site.host_unit, content_source=site.content_source, contact=contact, site_id_code=site.site_id_code,
        icp=site.icp, police_record=site.police_record, domain=site.domain,
        report_error={"text": "发现写错、过期或读不懂的地方，请告诉我们。", "href": href}, licence=LICENCE, has_lrs=site.lrs is not None,
        glossary=GLOSSARY_PATH if project.glossary.terms else None,
    )
