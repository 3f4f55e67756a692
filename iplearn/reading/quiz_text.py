"""Running text in a quiz: lines -> Prose, with everything told that a quiz cannot hold."""

from __future__ import annotations

import re

from iplearn.model.prose import Prose
from iplearn.reading.quiz_lines import Line, Mistakes, bad_box, box, misplaced_label, nonblank, trim, unescape

_CODE_SPAN = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
_HTML = re.compile(r"(?<!\\)<(?:[A-Za-z][A-Za-z0-9-]*(?:[\s/>]|$)|/[A-Za-z]|!|\?)")
_NO_ALT = re.compile(r"!\[\s*\]")
_REFERENCE = re.compile(r"\[[^\]]+\]:\s*\S")
_RULE = re.compile(r"(?:-\s*){3,}|(?:\*\s*){3,}|={2,}|--")
_LONE_BLANK = re.compile(r"(?:_\s*){3,}")
_FENCE = re.compile(r"`{3,}|~{3,}")
_BLOCK = re.compile(r"/{3,}|:{3,}|!!!|\?\?\?")
_HEADING = re.compile(r"[#＃]{1,6}")
_ALMOST_LABELS = {
    "解释": "解析", "分析": "解析", "讲解": "解析", "详解": "解析", "答案解析": "解析", "解 析": "解析", "说明": "解析",
    "出处": "依据", "来源": "依据", "法条": "依据", "法律依据": "依据", "依 据": "依据",
    "正确答案": "答案", "标准答案": "答案", "答 案": "答案", "题 型": "题型", "类型": "题型", "题目类型": "题型",
    "提 示": "提示", "提醒": "提示", "线索": "提示", "单 位": "单位", "开始": "自", "结束": "至", "截止": "至",
    "评分标准": "评分要点", "得分点": "评分要点", "要点": "评分要点", "参考": "参考答案", "示例答案": "参考答案",
    "对反馈": "对的反馈", "错反馈": "错的反馈", "正确反馈": "对的反馈", "错误反馈": "错的反馈", "对应题": "对应",
}
_ALMOST = re.compile(rf"({'|'.join(sorted(_ALMOST_LABELS, key=len, reverse=True))}) *[：:]")


def prose(lines: list[Line], mistakes: Mistakes, *, labels: bool = True) -> Prose | None:
    """The text of `lines` without blank edges, checked; None where there is none.

    `labels` is False for text in which a label word cannot be mistaken, such as a quoted feedback.
    """
    lines = trim(lines)
    if not lines:
        return None
    check_lines(lines, mistakes, labels=labels)
    clean = unescape if labels else str
    return Prose("\n".join(clean(line.raw if i else line.text) for i, line in enumerate(lines)), lines[0].no)


def check_lines(lines: list[Line], mistakes: Mistakes, *, labels: bool = True) -> None:
    """What is misunderstood in text when it goes unsaid: half-written marks, headings, HTML, code."""
    in_list = False
    previous_blank = True
    for line in lines:
        in_list = in_list or bool(re.match(r"[-*+] |[0-9]+[.)] ", line.text))
        if line.indent >= 4 and not line.wide and previous_blank and not in_list:
            mistakes.error(line.no, "indented", "这一行前面空了四格以上，会被当成代码。", "顶格写。")
        previous_blank = line.blank
    for line in nonblank(lines):
        check_inline(line.text, line.no, mistakes)
        _check_start(line, mistakes, labels)


def _check_start(line: Line, mistakes: Mistakes, labels: bool) -> None:
    text = line.text
    if box(line) or (fixed := bad_box(line)):
        if box(line):
            mistakes.error(line.no, "order", "选项写在了这里，读不成选项。", "先写题干，再写选项，最后写“解析：”等标签。")
        else:
            mistakes.error(line.no, "box", f"选项的写法不对：“{text}”。", f"顶格写成“{fixed}”。")
    elif labels and (word := misplaced_label(line)):
        mistakes.error(line.no, "label", f"“{word}”像是标签，但写法不对。", f"顶格写“{word}：”，前后不加别的符号；如果只是正文，前面加一个“\\”。")
    elif labels and not line.indent and (m := _ALMOST.match(text)):
        mistakes.error(line.no, "label", f"没有“{m[1]}”这个标签。", f"改成“{_ALMOST_LABELS[m[1]]}：”；如果只是正文，前面加一个“\\”。")
    elif _HEADING.match(text):
        mistakes.error(line.no, "heading", f"标题的写法不对，或不该写在这里：“{text[:20]}”。", "题目写“## 题干 {#编号}”，案例写“# 案例：标题”，归类题的类别写“### 类别”，都要顶格，“#”后空一格。")
    elif _FENCE.match(text):
        mistakes.error(line.no, "code", "题目里不能放代码块。", "改成普通文字。")
    elif _BLOCK.match(text):
        mistakes.error(line.no, "block", "题目里不能用“///”这类块。", "随日期变化的题写成两道，分别用“至：”和“自：”。")
    elif _RULE.fullmatch(text):
        mistakes.error(line.no, "rule", "题目里不能画分隔线。", "删掉这一行。")
    elif _LONE_BLANK.fullmatch(text):
        mistakes.error(line.no, "blank", "空单独写成一行会变成分隔线。", "在同一行写上字，例如“答：____”。")
    elif _REFERENCE.match(text):
        mistakes.error(line.no, "reference", "不支持脚注和引用式链接。", "把网址直接写进链接：“[文字](网址)”。")


def check_inline(text: str, line: int, mistakes: Mistakes) -> None:
    """Raw HTML and images without a description, outside code spans."""
    bare = _CODE_SPAN.sub("", text)
    if _HTML.search(bare):
        mistakes.error(line, "html", "题目里不能写 HTML。", "改用 Markdown；要显示“<”就写“\\<”。")
    if _NO_ALT.search(bare):
        mistakes.error(line, "alt", "图片没有说明文字。", "写成“![图里有什么](文件)”，看不见图的人靠它答题。")


def joined(lines: list[Line]) -> str:
    """Wrapped lines as one: nothing between Chinese characters, a space elsewhere."""
    out = ""
    for line in lines:
        glue = " " if out and (_latin(out[-1]) or _latin(line.text[0])) else ""
        out += glue + line.text
    return out


def _latin(char: str) -> bool:
    return ord(char) < 0x2E80 and char not in "“”‘’…—"
