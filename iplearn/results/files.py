"""The file form of a result: the code, and beside it what a code has no room for (typed words, time per item).

    {"iplearn-result": 1, "code": "1A7K-…", "answers": [{"item": "fill", "response": ["二十年"], "seconds": 14}, …]}

The code decides what was answered, because it is checked; the file only adds. Where the two do not fit, the file
was changed by hand and is refused.
"""

from __future__ import annotations

import json
from typing import Any

from iplearn.model.item import Item
from iplearn.model.result import Answer, Attempt, Response
from iplearn.model.revision import Revisions
from iplearn.results.answers import carried
from iplearn.results.classes import CodeProblem
from iplearn.results.codes import CodeReader, encode

MARK = "iplearn-result"
VERSION = 1


def write_file(attempt: Attempt, items: tuple[Item, ...]) -> str:
    """The file a browser would hand out for `attempt`."""
    given = [{"item": a.item, "response": a.response} | ({} if a.seconds is None else {"seconds": a.seconds}) for a in attempt.answers]
    return json.dumps({MARK: VERSION, "code": encode(attempt, items), "answers": given}, ensure_ascii=False, indent=1) + "\n"


def is_file(text: str) -> bool:
    """Whether `text` looks like a result file, right or wrong."""
    return text.lstrip("\ufeff \t\r\n").startswith("{") and f'"{MARK}"' in text


def read_file(text: str, revisions: Revisions, reader: CodeReader) -> Attempt | CodeProblem:
    """The attempt in a result file, with its typed words and times."""
    try:
        data = json.loads(text.removeprefix("\ufeff"))
        code, version = str(data["code"]), data[MARK]
        extra = {str(a["item"]): (_response(a["response"]), _seconds(a.get("seconds"))) for a in data["answers"]}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return CodeProblem("file", "这个结果文件读不懂，可能没有下载完整。")
    if version != VERSION:
        return CodeProblem("version", "这个结果文件是新版网页做的，这里还读不懂。请更新后再试。")
    attempt = reader.decode(code)
    if not isinstance(attempt, Attempt):
        return attempt
    items = {item.id: item for item in revisions.layout(attempt.quiz, attempt.revision)}
    answers = []
    for answer in attempt.answers:
        response, seconds = extra.get(answer.item, (answer.response, None))
        if carried(items[answer.item], response) != answer.response:
            return CodeProblem("changed", f"这个结果文件被改过：题目“{answer.item}”和里面的结果码对不上。")
        answers.append(Answer(answer.item, response, seconds))
    return Attempt(**{**vars(attempt), "answers": tuple(answers)})


def _response(value: Any) -> Response:
    return value if isinstance(value, str) else tuple(str(v) for v in value)


def _seconds(value: Any) -> int | None:
    return None if value is None else max(0, int(value))
