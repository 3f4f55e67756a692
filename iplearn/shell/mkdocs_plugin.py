"""MkDocs plugin: reads the project, reports mistakes, hands over the pages of products/site.

MkDocs does what it is good at (configuration, themes, writing, serving); it neither parses our
Markdown nor builds our navigation. Errors reach MkDocs at WARNING level, so `--strict` fails on
mistakes; our warnings go out at INFO level and never fail a build. The aids to writing are for those who write:
`serve` and `build.py check` give them, a build does not wait for them.
"""

from __future__ import annotations

import logging
import os
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from iplearn.checks import run_checks
from iplearn.diagnostics import Report, format_diagnostic
from iplearn.model.project import Project
from iplearn.model.routes import root_prefix
from iplearn.products.site import BuiltSite, SitePage, build_site
from iplearn.reading.packs import KITS, publish, read_entries
from iplearn.reading.project import ProjectReader
from iplearn.render.quiz_assets import QUIZ_SOURCES, quiz_bundle
from iplearn.shell.clock import build_day
from iplearn.shell.kits_command import make_kits
from iplearn.shell.packs_command import make_packs

log = logging.getLogger("mkdocs.plugins.iplearn")

WATCHED = ("content", "quizzes", "data", "theme", "iplearn/render")
# Material's own scripts and styles: the theme's base.html loads none of them.
_UNUSED = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")


class BuiltPage(Page):
    """A page whose HTML is ready: MkDocs only frames and writes it."""

    def __init__(self, site_page: SitePage, file: File, config: MkDocsConfig) -> None:
        super().__init__(site_page.doc.title, file, config)
        self.built = site_page
        self.markdown = ""
        self.meta = {"title": site_page.doc.title}
        self.present_anchor_ids = set()

    def read_source(self, config: MkDocsConfig) -> None:
        """The source was read by iplearn.reading."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = self.built.body
        self.toc = TableOfContents([])


class IplearnPlugin(BasePlugin):
    """One instance lives through a whole `mkdocs serve`, and so does its reader's memory."""

    def __init__(self) -> None:
        self._reader: ProjectReader | None = None
        self._built: BuiltSite | None = None
        self._serving = False
        self._problems: tuple[str, ...] = ()
        self.packing = False
        self.packs_made = self.kits_made = 0
        self.item_count = 0
        self.warning_count = 0

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Defining it also makes MkDocs keep this instance between the builds of `serve`."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        root = Path(config.config_file_path or "mkdocs.yml").parent
        if self._reader is None or self._reader.root != root:
            self._reader = ProjectReader(root, passages=self._serving, keep=self._serving)
        day = build_day()
        project, found = self._reader.read()
        report = Report([*found, *run_checks(project, day, publishing=not self._serving, writing=self._serving)])
        self._tell(report)
        if report.errors and (not self._serving or project.site is None):
            raise Abort(f"有 {len(report.errors)} 处错误，网站没有生成；改好后再运行一次。")
        self.item_count = sum(len(q.items) for q in project.quizzes)
        self.warning_count = len(report.warnings)
        self._problems = tuple(format_diagnostic(d) for d in report.errors)
        if self.packing:
            self._pack(root, project, day)
        self._built = build_site(project, day, read_entries(root), read_entries(root, KITS))
        config.site_name = self._built.view.name
        return config

    def _pack(self, root: Path, project: Project, day: date) -> None:
        kits, found = make_kits(root, project, day)
        made, problems = make_packs(root, project, day)
        found += problems
        self.packs_made, self.kits_made = len(made), len(kits)
        report = Report(d for d in found if d.is_error)
        self._tell(report)
        if report.errors:
            raise Abort(f"课包、材料包有 {len(report.errors)} 处错误，网站没有生成；改好后再运行一次。")

    def _tell(self, report: Report) -> None:
        """While serving nothing is fatal: the author sees the mistakes on the page and goes on writing."""
        for diagnostic in report.items:
            level = logging.WARNING if diagnostic.is_error and not self._serving else logging.INFO
            if log.isEnabledFor(level):  # `build.py site` leaves warnings to `check`, and a large site has thousands
                log.log(level, format_diagnostic(diagnostic), extra={"diagnostic": diagnostic})

    @property
    def built(self) -> BuiltSite:
        assert self._built is not None
        return self._built

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        for file in list(files):
            if file.src_uri.startswith((*_UNUSED, *self.built.idle)) and file.src_dir != config.docs_dir:
                files.remove(file)
        for site_page in self.built.pages:
            file = files.get_file_from_path(site_page.src)
            if file is None:
                file = File.generated(config, site_page.src, content="")
                files.append(file)
            file.inclusion = InclusionLevel.NOT_IN_NAV
            BuiltPage(site_page, file, config)
        kept = {p.src for p in self.built.pages}
        for file in list(files.documentation_pages()):
            if file.src_uri not in kept:
                files.remove(file)  # unreadable: its diagnostics were told
        return files

    def _quiz_files(self, config: MkDocsConfig) -> tuple[tuple[str, bytes], ...]:
        """The quiz scripts and styles of the theme as the small files that pages load."""
        theme = Path(config.theme.dirs[0])
        return quiz_bundle({path: (theme / path).read_text(encoding="utf-8") for path in QUIZ_SOURCES})

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Empty on purpose: the header shows sections only, so no page carries the whole tree."""
        return nav

    def on_page_context(self, context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
        assert isinstance(page, BuiltPage)
        context["doc"] = page.built.doc
        context["site"] = self.built.view
        context["root"] = root_prefix(page.built.path)
        context["problems"] = self._problems
        return context

    def on_env(self, env, *, config: MkDocsConfig, files: Files):
        """Static templates (404.html) see the site too."""
        env.globals["site"] = self.built.view
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Thousands of small files, mostly of the search index. Written here, because MkDocs would see to the folder of each."""
        written = (*self.built.files, *self._quiz_files(config))
        for folder in {os.path.dirname(path) for path, _ in written}:
            os.makedirs(os.path.join(config.site_dir, folder), exist_ok=True)
        for path, data in written:
            with open(os.path.join(config.site_dir, path), "wb") as file:
                file.write(data)
        if not self._serving and self._reader is not None:
            publish(self._reader.root, Path(config.site_dir) / "packs")
            publish(self._reader.root, Path(config.site_dir) / "kits", shelf=KITS)

    def on_serve(self, server, *, config: MkDocsConfig, builder):
        assert self._reader is not None
        for folder in WATCHED:
            if (self._reader.root / folder).exists():
                server.watch(str(self._reader.root / folder))
        return server
