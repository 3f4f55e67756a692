"""A training module as web pages that stand alone: to unpack and read, and as SCORM 1.2 for a company's system; and a course."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from iplearn.archive import archive
from iplearn.exports.scorm import Sco, manifest, scorm_player
from iplearn.markup.blocks import cn_date
from iplearn.model.course import Course, module_sections
from iplearn.model.document import quiz_placeholder
from iplearn.model.quiz import Quiz
from iplearn.products.lesson_pack.module_papers import ModulePapers
from iplearn.products.lesson_pack.web import clean, quiz_html
from iplearn.render.offline import offline_page

MODULE_PAGE, TEST_PAGE = "index.html", "test.html"


@dataclass(frozen=True)
class _Web:
    """A module's text with its quizzes in it."""

    papers: ModulePapers

    @property
    def note(self) -> str:
        return f"法律截至 {cn_date(self.papers.day)}。内容采用 CC BY 4.0 许可。"

    def quiz(self, quiz: Quiz) -> str:
        return quiz_html(quiz, self.papers.parts.read(quiz), self.papers.read_asset, self.papers.base, self.papers.titles)

    def text(self) -> str:
        parts = self.papers.parts
        html = clean(parts.page.document.html, parts.page.src, self.papers.read_asset, self.papers.base, self.papers.titles)
        for _, quiz in parts.quizzes[:-1]:
            html = html.replace(quiz_placeholder(quiz.id), self.quiz(quiz), 1)
        return re.sub(r'<div class="ip-quiz-embed"[^>]*></div>', "", html)


def offline_zip(papers: ModulePapers, player: Mapping[str, bytes]) -> bytes:
    """Unpacked, index.html opens from a stick: the module with its section quizzes, and its test on a page of its own."""
    web, meta, bank = _Web(papers), papers.parts.meta, papers.parts.bank
    pages = {
        MODULE_PAGE: offline_page(meta.title, web.text(), lead=meta.summary, links=((TEST_PAGE, "学完了，做结业测验"),), note=web.note),
        TEST_PAGE: offline_page(f"{meta.title} · 结业测验", web.quiz(bank), links=((MODULE_PAGE, "回到正文"),), note=web.note),
    }
    return archive({f"{meta.id}/{path}": data for path, data in {**pages, **player}.items()}, papers.day)


def _scorm_data(papers: ModulePapers) -> str:
    sections = [{"id": s.id, "quizzes": s.quizzes} for s in module_sections(papers.parts.page.document)]
    return _data({"test": papers.parts.bank.id, "draw": papers.parts.bank.draw or 0, "sections": sections})


def _data(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/json" id="ip-scorm">{text}</script>'


def _scorm_page(papers: ModulePapers) -> bytes:
    web, meta = _Web(papers), papers.parts.meta
    body = web.text() + "<h2>结业测验</h2><p>要让平台记下成绩，请选“测验：做完看”。可以重做，平台记最好的一次。</p>" + web.quiz(papers.parts.bank) + _scorm_data(papers)
    return offline_page(meta.title, body, lead=meta.summary, note=web.note, scripts=tuple(scorm_player("scorm-course")))


def module_scorm(papers: ModulePapers, version: str, player: Mapping[str, bytes]) -> bytes:
    meta = papers.parts.meta
    files = {"index.html": _scorm_page(papers), **player, **scorm_player("scorm-course")}
    sco = Sco("", meta.title, "index.html", papers.parts.bank.pass_percent)
    return archive({"imsmanifest.xml": manifest(f"iplearn-{meta.id}", version, meta.title, [sco], files), **files}, papers.day)


def _test_body(papers: ModulePapers, test: Quiz) -> str:
    body = quiz_html(test, replace(papers.parts, quizzes=(("", test),)).read(test), papers.read_asset, papers.base, papers.titles)
    return "<p>要让平台记下成绩，请选“测验：做完看”。可以重做，每次重新抽题，平台记最好的一次。</p>" + body


def course_scorm(course: Course, modules: list[ModulePapers], test: Quiz | None, version: str, day: date, player: Mapping[str, bytes]) -> bytes:
    """One part per module and one for the course's test."""
    scripts = scorm_player("scorm-course")
    pages = {f"{p.parts.id}.html": _scorm_page(p) for p in modules}
    scos = [Sco(f"-{p.parts.id}", f"{p.parts.id} {p.parts.meta.title}", f"{p.parts.id}.html", p.parts.bank.pass_percent) for p in modules]
    if test is not None:
        body = _test_body(modules[0], test) + _data({"test": test.id, "draw": test.draw or 0, "sections": []})
        pages[TEST_PAGE] = offline_page(test.title, body, scripts=tuple(scripts))
        scos.append(Sco("-test", test.title, TEST_PAGE, test.pass_percent))
    files = {**pages, **player, **scripts}
    return archive({"imsmanifest.xml": manifest(f"iplearn-{course.id}", version, course.title, scos, files), **files}, day)


def course_offline(course: Course, modules: list[ModulePapers], test: Quiz | None, day: date, player: Mapping[str, bytes]) -> bytes:
    """Every module with its test, and the course's test, behind one list."""
    pages: dict[str, bytes] = {}
    links = []
    for papers in modules:
        web, meta, bank = _Web(papers), papers.parts.meta, papers.parts.bank
        page, own = f"{meta.id}.html", f"{meta.id}-test.html"
        pages[page] = offline_page(meta.title, web.text(), lead=meta.summary, links=((own, "学完了，做结业测验"), ("index.html", "看全部模块")), note=web.note)
        pages[own] = offline_page(f"{meta.title} · 结业测验", web.quiz(bank), links=((page, "回到正文"), ("index.html", "看全部模块")), note=web.note)
        links.append((page, f"{meta.id} {meta.title}（{meta.minutes} 分钟）"))
    if test is not None:
        pages[TEST_PAGE] = offline_page(test.title, _test_body(modules[0], test).replace("平台记最好的一次", "在这里不留记录").replace("要让平台记下成绩，请选", "自己考，选"), links=(("index.html", "看全部模块"),))
        links.append((TEST_PAGE, test.title))
    items = "".join(f'<li><a href="{address}">{words}</a></li>' for address, words in links)
    pages["index.html"] = offline_page(course.title, f"<ol>{items}</ol>", lead=f"{len(modules)} 个模块。不用上网，不记录任何东西。")
    return archive({f"{course.id}/{path}": data for path, data in {**pages, **player}.items()}, day)
