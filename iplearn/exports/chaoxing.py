"""学习通: the 19-column sheet of its question bank (目录 … 选项H)."""

from __future__ import annotations

from iplearn.documents.excel import xlsx
from iplearn.exports.flat import Flat, flat_questions
from iplearn.exports.source import Exported, Losses, QuizSource
from iplearn.model.workbook import Sheet, Workbook

COLUMNS = ("目录", "题目类型", "大题题干", "小题题型", "小题题干", "正确答案", "答案解析", "难易度", "知识点", "标签", "选项数", *(f"选项{c}" for c in "ABCDEFGH"))
MAX_OPTIONS = 8
_KINDS = {"single": "单选题", "multiple": "多选题", "true-false": "判断题", "fill": "填空题", "write": "简答题"}
_LEVELS = {1: "易", 2: "中", 3: "难"}


def chaoxing(source: QuizSource) -> Exported:
    losses = Losses()
    losses.common(source, points=False, hints=False, pictures=False)
    rows = []
    for flat in flat_questions(source, losses):
        item = next(i for i in source.quiz.items if i.id == flat.item)
        if flat.kind == "survey":
            losses.add("调查题：题库里的题都要有答案，这一题没有放进去", item)
        elif len(flat.options) > MAX_OPTIONS:
            losses.add(f"选项超过 {MAX_OPTIONS} 个，这一题没有放进去", item)
        else:
            rows.append(_row(source.quiz.title, flat))
    sheet = Sheet("题库", COLUMNS, tuple(rows), widths=(18, 10, 24, 10, 40, 12, 40, 8, 10, 14, 8, *([18] * MAX_OPTIONS)), plain=True)
    return Exported(xlsx(Workbook(source.quiz.title, (sheet,), source.day)), losses.tuple())


def _row(folder: str, flat: Flat) -> tuple[str | int, ...]:
    kind = _KINDS[flat.kind]
    big = ("复合题", flat.story) if flat.story else (kind, "")
    key = "；".join("|".join(blank) for blank in flat.key) if flat.kind in ("fill", "write") else flat.letters
    options = flat.options if flat.kind in ("single", "multiple") else ()
    padded = options + ("",) * (MAX_OPTIONS - len(options))
    return (folder, *big, kind, flat.stem, key, flat.reason, _LEVELS.get(flat.difficulty or 2, "中"), flat.objective, flat.item, len(options), *padded)
