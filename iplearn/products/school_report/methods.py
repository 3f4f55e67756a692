"""方法与局限: how each number comes about and what it cannot tell, in plain words."""

from __future__ import annotations

from iplearn.model.paper import Block, Heading, Items, Paragraph, Table
from iplearn.model.report import ReportSettings
from iplearn.model.runs import text

_MEASURES = (
    ("参与率", "交过结果的人数 ÷ 在籍人数。", "没交不等于没学；换过班级码的会算成两个人。"),
    ("得分率", "得到的分 ÷ 可以得的分。每份答案都按当时那一版题目的答案重新算分，不用浏览器报来的分。", "题目难易不同，不同测验的得分率不能直接比。"),
    ("前后测进步", "只算前测和后测都做了的人，只算前后对应的题；每人先算平均，再相减。区间用 t 分布，95%。", "没有对照班，不能证明进步全是这一课带来的；做过一遍题也会更熟。"),
    ("效应量", "平均进步 ÷ 前后测标准差的平均。", "人少时很不稳。"),
    ("归一化进步", "（后测 − 前测）÷（1 − 前测）。", "前测已经很高时没有意义。"),
    ("区分度", "一道题的得分和其余各题得分的相关系数（改正后的题目—其余相关）。", "低于 0.1 的题先看题目写得好不好，再看学生。"),
    ("信度 α", "Cronbach α，区间用 Bonett（2002）的方法。至少 5 题、30 人，而且都做的是同样的题，才算。负数照样写。", "题少、内容杂，α 自然低。它说的是不能拿一个人的分数下结论。"),
    ("目标达成", "后测里这个目标的题得到 {mastered} 以上的分，算达成。", "这条线是惯用的划法，不是法定标准。"),
    ("答得太快", "一道题不到 {fast} 秒。", "只知道总用时的，按题平均，看不出单题。"),
    ("和全市比", "漏斗图：全市平均 ± z × 标准差 ÷ √人数，z 取 95% 和 99.8%。", "线内的高低是偶然；学校的底子不同，不排名。"),
    ("课程覆盖", "有测验结果或者在活动清单里的课 ÷ 这个学段的课。", "上了没登记的课看不见。"),
    ("趋势", "同一个数，一学期一个。", "前后两个学期不是同一批学生。"),
)


def method_blocks(least: int, settings: ReportSettings) -> list[Block]:
    words = {"mastered": f"{settings.mastered * 100:.0f}%", "fast": f"{settings.fast:g}"}
    rows = tuple((text(name), text(how.format(**words)), text(limit)) for name, how, limit in _MEASURES)
    return [
        Heading(1, text("方法与局限")),
        Paragraph(text("每个数怎么来，说明不了什么。")),
        Table((text("数"), text("怎么算"), text("局限")), rows, widths=(1.3, 4, 3)),
        Heading(2, text("怎样保护学生")),
        Items(
            (
                (Paragraph(text("不收姓名。结果里只有班级码和座号，谁坐哪个座只有学校知道。")),),
                (Paragraph(text(f"少于 {least} 人的一组不单独显示。几个小组并在一起够大，才合成一组；少了其中任何一家，剩下的也不少于 {least} 人。凑不够的，不显示，也不计入全市。")),),
                (Paragraph(text("全市的数只由显示出来的各组相加，所以不能用全市减各校推出没显示的。")),),
                (Paragraph(text(f"再次发布时，增减不到 {least} 人的一组沿用上次的数，前后两次对照也看不出是谁。")),),
                (Paragraph(text("只做了前测或者只做了后测的人，在做了两次的人够多时，不计入那一课的得分。")),),
                (Paragraph(text("选项和分数段里，人太少的已经合并或者不写。")),),
            )
        ),
        Heading(2, text("这份报告不能用来做什么")),
        Paragraph(text("测验是练习用的，答案在网页里找得到。它帮老师决定下一课怎么上，不能用来给学生打分，不能给老师和学校排名。")),
    ]
