"""What counts as a term. The browser cuts a query by the same rules: theme/assets/search/rank.js.

Chinese has no spaces, and a word list would miss 程村蚝 or next year's law. So every pair of neighbouring
Chinese characters is a term (质押融资 -> 质押, 押融, 融资): the pair in the middle also carries the order, which
tells 注册商标 from 商标注册. Latin letters and digits are words (GB/T 29490 -> gb, t, 29490).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from iplearn.model.search import fold

_CJK = "\u3007\u3400-\u4dbf\u4e00-\u9fff"
_PAIR = re.compile(f"^[{_CJK}]{{2}}$", re.M)
_CHAR = re.compile(f"[{_CJK}]")
_WORD = re.compile("[a-z0-9]+")
_WORD_PARTS = re.compile("[a-z]+|[0-9]+")

# Pairs with a particle say nothing of the subject and would be a tenth of the index. The words kept are
# those in which the character is no particle; the phrases are how questions are asked, whatever they are about.
PARTICLES = "的了吗呢吧啊么呀嘛什怎哪这那您你"
KEPT_PAIRS = ("为了", "了结", "了解", "标的", "目的")
QUESTION_PAIRS = (
    "一下", "一个", "不是", "不能", "东西", "他们", "别人", "可以", "多少", "如何", "如果", "已经", "应该", "我们",
    "或者", "是不", "是否", "有没", "能不", "能否", "要不", "请问", "还有", "还能", "需要",
)  # fmt: skip
# Left over alone beside a particle (我|的|设计), these are not looked for; a query of nothing else is.
LIGHT_CHARS = "我他她它谁几个是有在和与或把被给让要能会可不没就都也还再去来做办用些种样"
_WEAK = re.compile(f"^(?:[{PARTICLES}].|.[{PARTICLES}]|{'|'.join(QUESTION_PAIRS)})$", re.M)

# Folding a page costs as much as indexing it, and nearly every page has nothing to fold but punctuation,
# which is no term folded or not.
_FOLDABLE = re.compile(f"[^ -@\\[-~\n{_CJK}\u3000-\u3003\u3008-\u3011、。·—‘’“”…！（），：；？]")


def fold_page(text: str) -> str:
    """`text` folded, except for punctuation."""
    return fold(text) if _FOLDABLE.search(text) else text


def pairs_among(texts: Iterable[str]) -> list[str]:
    """Those of `texts` that are two Chinese characters. All at once: a call for each of 100,000 is slow."""
    return _PAIR.findall("\n".join(texts))


def weak_among(pairs: Iterable[str]) -> list[str]:
    """Those of `pairs` that only ask or join: 怎么, 可以, 我的. They are indexed in titles and headings only."""
    return [pair for pair in _WEAK.findall("\n".join(pairs)) if pair not in KEPT_PAIRS]


def is_char(char: str) -> bool:
    """Whether a character may be looked for by itself."""
    return _CHAR.fullmatch(char) is not None and char not in PARTICLES


def words(folded: str) -> list[str]:
    """Latin and digit words; a mixed one also in its parts: `t29490` -> t29490, t, 29490."""
    found: list[str] = []
    for word in _WORD.findall(folded):
        found.append(word)
        parts = _WORD_PARTS.findall(word)
        if len(parts) > 1:
            found.extend(parts)
    return found
