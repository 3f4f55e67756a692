"""What the writing aids of `check` go by: thresholds, words, claims that may not be made.

Like model/content.py these dataclasses are also the schemas of the files in data/.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class StageLimit:
    """A sentence average of its own for lessons of one stage."""

    stage: str
    average: int


@dataclass(frozen=True, kw_only=True)
class Writing:
    """data/writing.yml.

    `average` is the most characters a sentence of a page may have on average, `longest` the most a single
    one may have; how they are counted stands in checks/sentences.py. `terms` are words of the trade that a
    reader cannot be expected to know. `negates` and `condemns` are the words by which a sentence warns of a
    claim instead of making it: those before the claim in its own clause, these anywhere in the sentence.
    `admits` are the words by which a sentence says that its figure has no source here.
    """

    average: int
    longest: int
    stages: tuple[StageLimit, ...] = ()
    steps: int = 5
    terms: tuple[str, ...] = ()
    negates: tuple[str, ...] = ()
    condemns: tuple[str, ...] = ()
    admits: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BannedClaim:
    """An entry of data/banned.yml: a claim this site may not make.

    `pattern` is a regular expression over running text, `sources` are citations of the rule that forbids the
    claim (empty where it is a rule of the house), `instead` what to write. Pages named in `allow` may say it.
    """

    id: str
    pattern: str
    why: str
    sources: tuple[str, ...] = ()
    instead: str
    allow: tuple[str, ...] = ()
