"""What may be found: pages with their text, indexes that have keywords, quizzes by title, introduction and stems, the
generated pages where something is done.

Keys and explanations of quizzes are left out: a search must not give answers away.
"""

from __future__ import annotations

from collections.abc import Iterator

from iplearn.model.content import KIND_LABELS, SectionMeta
from iplearn.model.course import courses
from iplearn.model.routes import quiz_path
from iplearn.model.search import SearchDoc, SearchPart
from iplearn.products.site.class_page import class_doc
from iplearn.products.site.course_pages import course_card
from iplearn.products.site.finder import finder_of
from iplearn.products.site.glossary_page import glossary_search
from iplearn.products.site.kit_pages import calendar_doc
from iplearn.products.site.library import Library
from iplearn.products.site.my_page import my_doc
from iplearn.products.site.pack_pages import pack_docs
from iplearn.products.site.views import Doc

_STAGE_AUDIENCE = {"公众": ("公众", "小微企业"), "技术人员": ("技术人员",), "管理人员": ("管理人员",)}


def search_docs(library: Library) -> list[SearchDoc]:
    out = []
    indexes = tuple(p for p in library.project.pages if isinstance(p.meta, SectionMeta) and p.meta.keywords)
    for page in (*library.project.listed, *indexes):
        meta = page.meta
        section = library.sections.get(page.section)
        finder = finder_of(library, meta.finder, page.path) if meta.finder else None
        out.append(
            SearchDoc(
                id=meta.id, url=page.path, title=meta.title, kind=KIND_LABELS[type(meta)], section=section.title if section else "",
                audience=meta.audience, summary=meta.summary, keywords=meta.keywords,
                parts=(*page.document.parts, SearchPart("新旧条文对照", "finder", finder.text)) if finder else page.document.parts,
            )
        )
    for quiz in library.project.quizzes:
        prose = library.project.prose[quiz.id]
        texts = [prose[p.line, p.text] for p in (quiz.intro, *(i.stem for i in quiz.items)) if p is not None]
        out.append(
            SearchDoc(
                id=quiz.id, url=quiz_path(quiz.id), title=quiz.title, kind="测验", section="测验",
                audience=_STAGE_AUDIENCE.get(quiz.stage, ("学生", "老师")), summary="", keywords=(),
                parts=(SearchPart("", "", " ".join(p.text for d in texts for p in d.parts)),),
            )
        )
    for course in courses(library.project.pages):
        card = course_card(course)
        text = "学到哪里，还剩多久，结业证明，课程测验。" + "；".join(p.meta.title for p in course.modules)
        out.append(
            SearchDoc(
                id=course.id, url=card.path, title=card.title, kind="课程", section="企业培训", audience=(course.track,), summary=card.summary,
                keywords=("企业培训", "结业证明", "证书", "学习进度"), parts=(SearchPart("", "", text),),
            )
        )
    for made, audience, keywords in _made(library):
        section = made.section.title if made.section else made.kind_label
        out.append(
            SearchDoc(
                id=made.path.removesuffix(".html"), url=made.path, title=made.title, kind=made.kind_label, section=section,
                audience=audience, summary=made.summary, keywords=keywords, parts=(SearchPart("", "", made.summary),),
            )
        )
    if library.project.glossary.terms:
        out.append(glossary_search(library))
    return out


def _made(library: Library) -> Iterator[tuple[Doc, tuple[str, ...], tuple[str, ...]]]:
    """Generated pages where something is done, for whom, and what these people call it."""
    yield next(pack_docs(library))[0], ("老师",), ("课包", "教案下载", "课件下载", "备课", "压缩包")
    yield class_doc(library), ("老师",), ("班级码", "结果码", "加入单", "收成绩", "全班")
    yield my_doc(), ("学生", "公众"), ("错题本", "复习", "成绩", "学习记录")
    if library.project.campaigns:
        yield calendar_doc(library), ("公众", "老师", "小微企业"), ("日历", "宣传周哪天", "活动日期")
