"""The site's own search index: many small script files, of which a query fetches a few.

Plain scripts because `fetch` is refused on file://, small because the reader is on a phone. What lies there:

    index.js       digest, four digits of every page, synonyms, numbers of shards
    b/<n>.js       postings of the terms whose hash falls on shard n
    u/<n>.js       postings of single characters, for one-character queries
    t/<p>-<c>.js   title, address, summary and text of chunk c of page p

theme/assets/search/ reads them: rank.js is the other half of this module.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b

from iplearn.model.content import AUDIENCES
from iplearn.model.search import SearchDoc, Synonyms
from iplearn.products.search.chunks import Chunk, chunks
from iplearn.products.search.postings import ALPHABET, Postings, encode
from iplearn.products.search.terms import KEPT_PAIRS, LIGHT_CHARS, PARTICLES, QUESTION_PAIRS

# A query fetches a shard per term: a shard is to cost little beside the excerpt it leads to.
SHARD_BYTES = 640
CHAR_SHARD_BYTES = 1536  # of these a query needs one at most, as a rule
MAX_SHARDS = 4096
LENGTH_STEP = 50  # characters

# They repeat the title and the subject of the page they belong to, or send on to the page that explains; who wants one of them says so.
STEPS_BACK = frozenset({"测验", "教案", "课件", "学习单", "宣传活动"})


def build_index(docs: Sequence[SearchDoc], synonyms: Synonyms) -> Iterator[tuple[str, bytes]]:
    """Every file of the index as (path below `assets/search/`, UTF-8 bytes); the same input gives the same bytes.

    The order of `docs` does not matter. A term of the synonyms that no page holds is harmless.
    """
    pages = sorted(docs, key=lambda doc: doc.url)
    cut = [chunks(page.parts) or [()] for page in pages]
    postings = Postings()
    for page, page_chunks in zip(pages, cut):
        postings.head(page.title, page.keywords, page.summary)
        for chunk in page_chunks:
            postings.chunk((part.heading for part in chunk), "\n".join(part.text for part in chunk))

    files: dict[str, str] = {}
    term_shards = _shards(encode(postings.terms(), postings.units), SHARD_BYTES)
    char_shards = _shards(encode(postings.chars(), postings.units), CHAR_SHARD_BYTES)
    files.update((f"b/{n}", f'"{shard}"') for n, shard in enumerate(term_shards))
    files.update((f"u/{n}", f'"{shard}"') for n, shard in enumerate(char_shards))
    for p, (page, page_chunks) in enumerate(zip(pages, cut)):
        for c, chunk in enumerate(page_chunks, start=1):
            files[f"t/{p}-{c}"] = _json(_record(page, chunk))

    about = _json(
        {
            "pages": "".join(_page_digits(page, page_chunks) for page, page_chunks in zip(pages, cut)),
            "audiences": AUDIENCES,
            "shards": {"b": len(term_shards), "u": len(char_shards)},
            "weak": {"particles": PARTICLES, "kept": KEPT_PAIRS, "pairs": QUESTION_PAIRS, "chars": LIGHT_CHARS},
            "also": dict(synonyms.also),
        }
    )
    # Shards of two builds do not fit together, and a browser may have kept some: each file names its build.
    digest = blake2b("\n".join([about, *files, *files.values()]).encode(), digest_size=4).hexdigest()
    yield "index.js", f'iplearnSearch.ready("{digest}",{about})\n'.encode()
    for path, body in files.items():
        yield f"{path}.js", f'iplearnSearch.put("{path}","{digest}",{body})\n'.encode()


def shard_of(term: str, shards: int) -> int:
    """FNV-1a over the term's characters, folded once so that the low bits see the high ones."""
    h = 0x811C9DC5
    for char in term:
        h = ((h ^ ord(char)) * 0x01000193) & 0xFFFFFFFF
    return (h ^ (h >> 15)) % shards


def _shards(encoded: Mapping[str, str], shard_bytes: int) -> list[str]:
    """` term:postings term:postings …` for each shard; as many shards as keep them near `shard_bytes`."""
    size = sum(3 * len(term) + len(text) + 2 for term, text in encoded.items())
    count = min(max(size // shard_bytes, 1), MAX_SHARDS)
    shards: list[list[str]] = [[] for _ in range(count)]
    for term in sorted(encoded):
        shards[shard_of(term, count)].append(f" {term}:{encoded[term]}")
    return ["".join(shard) for shard in shards]


def _page_digits(page: SearchDoc, page_chunks: Sequence[Chunk]) -> str:
    """Four digits of a page: its chunks, the length of its text, its audience as bits in the order of AUDIENCES, and
    1 if it steps back behind pages that fit as well."""
    length = sum(len(part.text) for chunk in page_chunks for part in chunk)
    bits = sum(1 << n for n, name in enumerate(AUDIENCES) if name in page.audience)
    everyone = (1 << len(AUDIENCES)) - 1
    digits = (len(page_chunks), min(length // LENGTH_STEP, len(ALPHABET) - 1), bits or everyone, int(page.kind in STEPS_BACK))
    return "".join(ALPHABET[digit] for digit in digits)


def _record(page: SearchDoc, chunk: Chunk) -> list[object]:
    parts = [[part.heading, part.anchor, part.text] for part in chunk]
    return [page.title, page.url, page.kind, page.section, page.summary, parts]


_encode_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


def _json(value: object) -> str:
    """JSON that is also a script expression in browsers from before 2019, which end a line at U+2028."""
    return _encode_json(value).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
