"""A quiz in the formats of others. `EXPORTS` names them all; each takes a `QuizSource` and returns an `Exported`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from iplearn.exports.anki import anki
from iplearn.exports.chaoxing import chaoxing
from iplearn.exports.gift import gift
from iplearn.exports.moodle import moodle
from iplearn.exports.plain_text import word_questions
from iplearn.exports.qti import qti
from iplearn.exports.scorm import scorm
from iplearn.exports.source import Exported, Loss, QuizSource
from iplearn.exports.wjx import wjx

__all__ = ["EXPORTS", "Export", "Exported", "Loss", "QuizSource"]


@dataclass(frozen=True)
class Export:
    """`ending` follows the quiz's id in the file's name; `how` tells a teacher where it goes."""

    id: str
    label: str
    ending: str
    how: str
    make: Callable[[QuizSource], Exported]


EXPORTS: tuple[Export, ...] = (
    Export("wjx", "问卷星文本", ".问卷星.txt", "新建考试，选“批量录入题目”，把全文粘贴进去", wjx),
    Export("chaoxing", "学习通题库", ".学习通.xlsx", "题库里选“批量导入”，选这个文件", chaoxing),
    Export("word", "Word 题目", ".题目.docx", "A. 答案 解析 的普通写法，多数题库能识别，也能直接改", word_questions),
    Export("moodle", "Moodle XML", ".moodle.xml", "题库，导入，选“Moodle XML 格式”", moodle),
    Export("gift", "GIFT", ".gift", "题库，导入，选“GIFT 格式”", gift),
    Export("qti", "QTI 2.1", ".qti.zip", "支持 QTI 2.1 的平台，整个压缩包导入，不要解开", qti),
    Export("scorm", "SCORM 1.2", ".scorm.zip", "平台里加一个 SCORM 课件，整个压缩包上传，不要解开", scorm),
    Export("anki", "Anki 卡片", ".apkg", "双击，或者在 Anki 里选“导入”；再导入一次不会重复", anki),
)
