"""Every published item is frozen: a result that names it can be read and scored for good."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from iplearn.diagnostics import Diagnostic, Place, error
from iplearn.model.project import Project
from iplearn.model.quiz import unwritten
from iplearn.model.revision import code_address
from iplearn.reading.revisions import is_frozen, revisions_file

_FREEZE = "运行 python build.py freeze，再把 data/revisions/ 里的文件一起保存。"


def check_revisions(project: Project, day: date) -> Iterator[Diagnostic]:
    """Items and quizzes that are asked but not frozen, and revisions that a result code could not tell apart."""
    for quiz in project.quizzes:
        if unwritten(quiz):
            continue  # told as such; what is frozen stays for good
        loose = [item for item in quiz.items if not is_frozen(quiz.id, item, project.revisions)]
        if loose:
            names = "、".join(item.id for item in loose[:5]) + ("等" if len(loose) > 5 else "")
            yield error(Place(quiz.file, loose[0].line), "revision/not-frozen", f"测验“{quiz.id}”有 {len(loose)} 道题还没有存档：{names}。", _FREEZE)
        elif (quiz.id, quiz.revision) not in project.revisions.quizzes:
            yield error(Place(quiz.file, 1), "revision/not-frozen", f"测验“{quiz.id}”的这一版还没有存档。", _FREEZE)
    seen: dict[tuple[int, int], str] = {}
    for quiz_id, revision in project.revisions.quizzes:
        name = f"{quiz_id}（{revision}）"
        first = seen.setdefault(code_address(quiz_id, revision), name)
        if first != name:
            yield error(Place(revisions_file(quiz_id)), "revision/clash", f"结果码分不清 {first} 和 {name}。", f"在“{quiz_id}”里改一道题的几个字，再运行 python build.py freeze。")
