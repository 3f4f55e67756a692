"""One quiz with every kind, for the tests of rendering and of the browser scripts."""

from __future__ import annotations

from html import escape

from iplearn.model.prose import Prose
from iplearn.model.quiz import Quiz
from iplearn.reading.quizzes import read_quiz

FRONT = "---\nid: {id}\ntitle: 样题\nstage: 公众\nreviewed: 2026-11-20\n{more}---\n\n"

ALL_KINDS = """导语：样题一套。

## 发明专利权的保护期是多少年？ {#term objective=PAT-02 difficulty=1 points=2}

- [ ] 10 年
  > 这是实用新型专利权的期限。
- [x] 20 年
  > 对，自申请日起算。
- [ ] 50 年
  > 没有一种专利能保护五十年。

提示：三种专利的期限各不相同。
提示：看第四十二条。
解析：发明专利权的期限为二十年。
依据：《专利法》第四十二条

## 哪些要先申请？ {#apply}

- [x] 专利
- [ ] 著作权
  > 作品完成就有著作权。
- [x] 注册商标
- [ ] 商业秘密

解析：专利和注册商标要申请。

## 实用新型也能保护方法。 {#method}

答案：错
对的反馈：方法只能申请发明专利。
解析：实用新型只保护产品的形状、构造。

## 保护期是 ____ 年，从 ____ 起算。 {#fill}

答案：二十 | 20
答案：申请日
解析：自申请日起算。

## 著作权法的全名是什么？ {#name}

答案：中华人民共和国著作权法
解析：书名号写不写都行。

## 法定赔偿最高多少？ {#damages}

答案：500万 ± 0
单位：元
解析：最高五百万元。

## 排出申请的先后 {#steps}

1. 提交申请
2. 初步审查
3. 实质审查
4. 授权公告

题型：排序
解析：先交后审。

## 连一连 {#link}

- 发明 = 20 年
- 实用新型 = 10 年
- 外观设计 = 15 年
- = 50 年

题型：连线
解析：三种各不相同。

## 归一归 {#sort}

### 专利
- 新伞骨
- 新药

### 商标
- 店名

题型：归类
解析：看它新在哪里。

## 说说为什么要先申请 {#why}

题型：简答
参考答案：先申请先得。
评分要点：
- 说到先申请
- 说到公开的后果

## 你觉得这套题难吗？ {#opinion}

- 难
- 不难

题型：调查

# 案例：老张的刀

老张打了一把新刀，没有申请专利就拿去展销。

## 老张下一步做什么？ {#first}

- [x] 马上申请 → #good
- [ ] 先卖着 → #bad
  > 卖得越久越难补救。

## 申请以后做什么？ {#good}

- [x] 等审查 → #end
- [ ] 什么也不管 → #end
  > 还要按时交费、答复。

## 别人抄了怎么办？ {#bad}

- [x] 先查有没有权利
- [ ] 直接上门理论
  > 没有权利就没有理由。

## 商标异议期是三个月。 {#end}

答案：对
至：2026-12-31

## 商标异议期是两个月。 {#end-new}

答案：对
自：2027-01-01
"""


def quiz(markdown: str = ALL_KINDS, name: str = "sample", more: str = "") -> Quiz:
    """A quiz read from Markdown that has no mistakes."""
    value, found = read_quiz(f"quizzes/{name}.md", FRONT.format(id=name, more=more) + markdown)
    assert value is not None, [str(d) for d in found]
    return value


def plain_markdown(prose: Prose, inline: bool) -> str:
    """A stand-in for the site's Markdown: paragraphs, escaped."""
    if inline:
        return escape(prose.text)
    return "".join(f"<p>{escape(p)}</p>" for p in prose.text.split("\n\n"))
