"""班级汇总: the teacher's page, static like every other. theme/assets/class/ brings it to life."""

from __future__ import annotations

from iplearn.model.content import LessonMeta
from iplearn.model.quiz import Quiz
from iplearn.model.result import GRADES, Phase
from iplearn.model.routes import CLASS_PATH, NOTICE_ID, quiz_path
from iplearn.products.site.library import Library
from iplearn.products.site.quizzes import re_aim
from iplearn.products.site.views import Card, Doc, TocEntry
from iplearn.render.class_assets import CLASS_SCRIPTS, CLASS_STYLES


def class_doc(library: Library) -> Doc:
    notice = library.pages.get(NOTICE_ID)
    steps = (("make", "一、建班级码"), ("sheet", "二、打印加入单"), ("collect", "三、收结果码"), ("results", "四、看结果"), ("take", "五、带走数据"), ("proof", "核对结业证明"), ("know", "用之前要知道"))
    return Doc(
        path=CLASS_PATH, kind="class", kind_label="老师用", title="班级汇总",
        summary="给班里建一个码，打印加入单；学生做完测验交来结果码，贴到这里就能看到全班哪道题没懂。全在您的设备上算，什么也不上传。",
        toc=tuple(TocEntry(f"class-{i}", text) for i, text in steps) + ((TocEntry("class-notice", "家长告知"),) if notice else ()),
        breadcrumb=(Card("首页", "index.html"), Card("班级汇总", CLASS_PATH)),
        sources=library.sources([notice.document]) if notice else (),
        reviewed=notice.meta.reviewed if notice else None,
        styles=CLASS_STYLES, scripts=CLASS_SCRIPTS,
        data={
            "steps": dict(steps),
            "grades": list(enumerate(GRADES)),
            "phases": [(p.value, p.label) for p in Phase],
            "quizzes": [{"id": q.id, "title": q.title, "path": quiz_path(q.id), "phase": phase} for q, phase in _quizzes(library)],
            "notice": re_aim(notice.document.html, notice.path, CLASS_PATH) if notice else None,
            "notice_path": notice.path if notice else None,
        },
    )


def _quizzes(library: Library) -> list[tuple[Quiz, str]]:
    """(quiz, the phase a lesson uses it in): lessons first, each with its pre-quiz before its post-quiz."""
    lessons = sorted((p.meta for p in library.project.pages if isinstance(p.meta, LessonMeta)), key=lambda m: m.id)
    used = {quiz: phase for m in lessons for quiz, phase in ((m.pre, "pre"), (m.post, "post"), (m.practice, "practice")) if quiz in library.quizzes}
    first = [(library.quizzes[quiz], phase) for quiz, phase in used.items() if quiz]
    return first + [(q, "practice") for q in (*library.project.quizzes, *library.project.tests) if q.id not in used]
