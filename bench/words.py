"""Words that change places from page to page, so that a thousand pages made of twenty do not share one vocabulary.

Within a group every word is replaced by the one some steps on: two different words stay different.
"""

from __future__ import annotations

import re

GROUPS: tuple[tuple[str, ...], ...] = (
    (
        "菜刀", "剪刀", "水果刀", "磨刀架", "漆盒", "漆器", "豆豉", "水壶", "文具盒", "风筝", "刀柄", "刀鞘", "刀架", "书包", "台灯", "雨伞",
        "竹篮", "陶罐", "茶杯", "砧板", "保温杯", "折叠椅", "渔网", "蚝油", "虾酱", "春砂仁", "木雕", "贝雕", "灯笼", "丝巾", "毛笔", "算盘",
        "电饭煲", "榨汁机", "指甲钳", "园艺剪", "开瓶器", "削皮器", "钓鱼竿", "自行车", "手推车", "收纳箱", "窗帘", "地毯", "门锁", "铰链",
        "阀门", "齿轮", "轴承", "水泵", "充电宝", "路由器", "摄像头", "传感器", "玩具车", "积木", "拼图", "口琴", "古筝", "皮带",
    ),
    (
        "梁师傅", "陈师傅", "黄师傅", "林师傅", "冯师傅", "关师傅", "谭师傅", "敖师傅", "老陈", "老莫", "老谢", "老曾", "老洪", "老岑",
        "小林", "小陈", "小许", "小钟", "小蔡", "小姚", "小范", "阿哲", "阿敏", "阿坚", "阿珍", "阿强", "阿玲", "小岚", "小满", "小禾", "小舟",
    ),
    (
        "程村", "阳西", "阳东", "江城", "阳春", "海陵岛", "闸坡", "东平", "沙扒", "大澳", "合山", "织篢", "塘坪", "北惯", "雅韶", "那龙",
        "春湾", "八甲", "双滘", "石望", "岗美", "马水", "潭水", "河口", "松柏", "平冈", "白沙", "埠场", "儒洞", "溪头",
    ),
    (
        "甲厂", "乙厂", "丙厂", "丁厂", "戊厂", "己厂", "庚厂", "辛厂", "海星公司", "南风公司", "晨光公司", "远帆公司", "山海公司", "金潮公司",
    ),
)  # fmt: skip

_PLACE = {word: (group, n) for group in GROUPS for n, word in enumerate(group)}
# Titles of laws, addresses of links and the braces of ids are left alone.
_WORDS = re.compile(r"《[^《》]*》|\]\([^()]*\)|\{#[^{}]*\}|" + "|".join(sorted(_PLACE, key=lambda w: (-len(w), w))))


def varied(text: str, step: int) -> str:
    """`text` with every word of a group `step` places further on in its group."""

    def turn(match: re.Match[str]) -> str:
        found = _PLACE.get(match[0])
        if found is None:
            return match[0]
        group, n = found
        return group[(n + step) % len(group)]

    return _WORDS.sub(turn, text)
