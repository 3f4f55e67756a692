"""Where a page leads: the doors of the home page, the groups of a section, what stands at a page's foot."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from iplearn.checks.ids import check_references
from iplearn.model.content import CAMPAIGN_PARTS, ArticleMeta, LessonMeta, PostersMeta
from iplearn.model.pack import PackEntry, PackFile
from iplearn.model.routes import NAMED
from iplearn.products.site import site_view
from iplearn.products.site.authored import authored_doc
from iplearn.products.site.library import Library
from iplearn.products.site.quizzes import QuizPages
from iplearn.products.site.views import Doc
from iplearn.render.environment import body_renderer
from tests.conftest import DAY

Made = Callable[[str], tuple[Doc, str]]


@pytest.fixture(scope="module")
def made(real_project) -> Made:
    """`made(src)` -> a page of the repository as its template sees it, and its HTML."""
    library = Library(real_project[0], DAY)
    quizzes, render, view = QuizPages(library), body_renderer(), site_view(real_project[0])

    def one(src: str) -> tuple[Doc, str]:
        doc, template = authored_doc(next(p for p in real_project[0].pages if p.src == src), library, quizzes)
        return doc, render(template, doc=doc, site=view)

    return one


def test_a_teacher_finds_the_packs_and_the_class_page_on_the_home_page(made: Made) -> None:
    doc, html = made("index.md")
    links = {link.path: link.title for door in doc.data["doors"] if door["id"] == "teacher" for link in door["links"]}
    for title, path in NAMED.values():
        assert links[path] == title and f'<a href="{path}">{title}</a>' in html


def test_a_door_to_nowhere_is_an_error(real_project) -> None:
    project = real_project[0]
    doors = tuple(replace(d, pages=(*d.pages, "pakcs")) for d in project.home.doors)
    assert not [d for d in check_references(project, DAY) if d.place.file == "data/home.yml"]
    found = [d for d in check_references(replace(project, home=replace(project.home, doors=doors)), DAY) if d.place.file == "data/home.yml"]
    assert found and all("pakcs" in d.message for d in found)
    assert "packs" in found[0].fix


@pytest.mark.parametrize(("src", "least"), [("explain/index.md", 10), ("school/index.md", 4), ("tools/index.md", 3)])
def test_a_long_section_begins_with_its_groups(made: Made, src: str, least: int) -> None:
    _, html = made(src)
    nav = re.search(r'<nav class="ip-letters.*?</nav>', html, re.S)
    assert nav
    targets = re.findall(r'href="#([^"]+)">([^<]+)<', nav[0])
    headings = re.findall(r'<h2 id="([^"]+)">([^<]+)</h2>', html)
    assert targets == headings and len(targets) >= least


def test_a_short_section_has_no_list_of_groups(made: Made) -> None:
    assert "ip-letters" not in made("campaign/index.md")[1]


def test_nothing_stands_twice_at_a_foot(made: Made, real_project) -> None:
    for page in real_project[0].pages:
        if page.section not in ("explain", "school"):
            continue
        doc, _ = made(page.src)
        paths = [card.path for card in (*doc.related, *doc.quizzes, *doc.lessons)]
        assert len(paths) == len(set(paths)), page.src


def test_a_lesson_ends_with_its_questions_and_the_lessons_beside_it(made: Made, real_project) -> None:
    lessons = [p for p in real_project[0].pages if isinstance(p.meta, LessonMeta)]
    assert len(lessons) >= 24
    for page in lessons:
        doc, html = made(page.src)
        ends = [c.path for c in doc.quizzes]
        assert f"quiz/{page.meta.post}.html" in ends and f"quiz/{page.meta.pre}.html" not in ends, page.src
        assert "课堂上怎么讲" not in html and doc.related


def test_a_checklist_has_boxes_and_no_second_mark(made: Made) -> None:
    _, html = made("campaign/ip-week/event.md")
    assert html.count('<li class="ip-todo">□ ') >= 5 and "[ ]" not in html


def test_every_part_of_a_campaign_leads_to_its_files_and_its_topic(real_project) -> None:
    """The posters' page shows the posters; an article offers itself, not the other one."""
    project = real_project[0]
    labels = {"海报": ("关门后，查这四样（A3，PNG）", "3-海报/关门后-A3.png"), "公众号": ("第一篇：关门后半小时，把店里查一遍（纯文字）", "2-公众号/第一篇/文章.txt")}
    files = tuple(PackFile(path=path, kind=kind, label=label, size=34_000, sha256="0" * 64) for kind, (label, path) in labels.items())
    kit = PackEntry(id="ip-week", title="全国知识产权宣传周", version="1", day=DAY, changes=None, files=files, zip_size=2_400_000, zip_sha256="0" * 64)
    library = Library(project, DAY, (), (kit,))
    quizzes, render, view = QuizPages(library), body_renderer(), site_view(project)
    for page in project.pages:
        if not isinstance(page.meta, CAMPAIGN_PARTS):
            continue
        doc, template = authored_doc(page, library, quizzes)
        html = render(template, doc=doc, site=view)
        foot = html.partition('id="take"')[2]
        assert 'href="index.html"' in foot, page.src
        offered = [f["label"] for f in doc.data["take"]["files"]]
        if page.meta.campaign != "ip-week":
            assert offered == []
        elif isinstance(page.meta, PostersMeta):
            assert offered == [labels["海报"][0]] and foot.count("<img") == 1 and "../../kits/ip-week/3-%E6%B5%B7%E6%8A%A5/" in foot
        elif isinstance(page.meta, ArticleMeta):
            assert offered == ([labels["公众号"][0]] if page.src.endswith("wechat-1.md") else [])


@pytest.mark.parametrize(("quiz", "count"), [("explain-e01", 9), ("explain-e12", 10), ("week-quick", 9), ("l01-pre", 5)])
def test_a_quiz_says_how_many_items_one_is_asked(real_project, quiz: str, count: int) -> None:
    """Not the bank, not both versions of an item; the question of opinion is asked besides."""
    library = Library(real_project[0], DAY)
    doc, template = QuizPages(library).doc(library.quizzes[quiz])
    assert doc.data["count"] == count and library.quiz_card(library.quizzes[quiz]).meta.startswith(f"{count} 题")
    assert f"<span>{count} 题</span>" in body_renderer()(template, doc=doc, site=site_view(real_project[0]))


def test_a_quiz_belongs_to_its_page_and_not_to_the_campaign_that_borrows_it(real_project) -> None:
    library = Library(real_project[0], DAY)
    doc, _ = QuizPages(library).doc(library.quizzes["explain-e03"])
    assert [c.path for c in doc.breadcrumb][1] == "explain/E03.html"
    assert any(c.path.startswith("campaign/") for c in doc.related)
