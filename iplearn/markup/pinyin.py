"""Pinyin over hard words: `{署名：shǔ míng}` becomes ruby text, in brackets where a reader knows no ruby."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from markdown.inlinepatterns import InlineProcessor

PINYIN = r"\{([\u3400-\u9fff]+)[：:]\s*([a-zA-Zāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜüńňǹ' ]+?)\s*\}"


class PinyinProcessor(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[etree.Element, int, int]:
        ruby = etree.Element("ruby")
        ruby.text = m[1]
        for tag, text in (("rp", "（"), ("rt", m[2]), ("rp", "）")):
            etree.SubElement(ruby, tag).text = text
        return ruby, m.start(0), m.end(0)
