"""The features that candidates are ranked by, each of which somebody who reads the clause can check.

All are numbers between 0 and 1 (a cosine between -1 and 1), made for all candidates of a question at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.model import Question
from assistant.ranking.fitness import clause_fitness, form_fitness, place_fitness, scope_fitness
from assistant.ranking.pool import Pool, Presence, Share
from assistant.ranking.probe import LONGEST_RUN, Probe, make_probe
from vectorstore.model import Hit

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that is measured of a candidate."""

    name: str
    label: str
    """For people."""
    sign: int = 1
    """1 where more of it speaks for the candidate, -1 where it speaks against it; a weight never turns it round."""


FEATURES = (
    Feature("bm25", "词法得分（BM25，最佳为 1）"),
    Feature("bm25_rank", "词法名次的倒数"),
    Feature("cosine", "语义相似度（余弦）"),
    Feature("chars_anywhere", "问题用字出现的比例（含标题）"),
    Feature("chars_sentence", "最相关一句的用字比例"),
    Feature("chars_sentence_headings", "最相关一句连同标题的用字比例"),
    Feature("chars_window", "最相关 60 字内的用字比例"),
    Feature("pairs_anywhere", "问题的相邻字对出现的比例（含标题）"),
    Feature("pairs_text", "正文中相邻字对的比例"),
    Feature("pairs_headings", "条款标题中相邻字对的比例"),
    Feature("pairs_sentence", "最相关一句的相邻字对比例"),
    Feature("pairs_sentence_headings", "最相关一句连同标题的相邻字对比例"),
    Feature("pairs_window", "最相关 60 字内的相邻字对比例"),
    Feature("terms_anywhere", "问题要点（含同义词）出现的比例（含标题）"),
    Feature("terms_text", "正文中要点的比例"),
    Feature("terms_headings", "条款标题中要点的比例"),
    Feature("terms_sentence", "最相关一句的要点比例"),
    Feature("terms_sentence_headings", "最相关一句连同标题的要点比例"),
    Feature("terms_window", "最相关 60 字内的要点比例"),
    Feature("run", "与问题相同的最长一段（至多 10 字）"),
    Feature("run_share", "与问题相同的最长一段占问题的比例"),
    Feature("figure", "问数值：有所问单位的数字"),
    Feature("figure_sentence", "问数值：含这种数字的句子与问题的相关程度"),
    Feature("body", "问单位：写明牵头、负责等分工"),
    Feature("body_sentence", "问单位：写明分工的句子与问题的相关程度"),
    Feature("list", "问清单：有列举的写法"),
    Feature("list_sentence", "问清单：列举的句子与问题的相关程度"),
    Feature("definition", "问定义：有“是指”等写法"),
    Feature("definition_sentence", "问定义：“是指”一句与问题的相关程度"),
    Feature("year", "写有所问年份"),
    Feature("other_year", "只写有别的年份", -1),
    Feature("level", "写有所问级别"),
    Feature("other_level", "只写有别的级别", -1),
    Feature("place", "正文写有所问地名"),
    Feature("region", "文件正是所问地区的"),
    Feature("bare", "只有标题或附件清单", -1),
    Feature("letter", "印发通知的套话", -1),
)
NAMES = tuple(feature.name for feature in FEATURES)


def measure(question: Question, hits: Sequence[Hit]) -> Matrix:
    """The features of all candidates, shape (len(hits), len(FEATURES))."""
    probe = make_probe(question)
    pool = Pool([hit.passage for hit in hits])
    columns = _scores(hits) | _wording(probe, pool)
    relevance = columns.pop("relevance")
    columns |= form_fitness(question, pool, relevance)
    columns |= scope_fitness(question, pool) | place_fitness(question, pool, hits) | clause_fitness(pool)
    nothing = np.zeros(len(hits), dtype=np.float32)
    return np.stack([columns.get(name, nothing) for name in NAMES], axis=1)


def _scores(hits: Sequence[Hit]) -> dict[str, Share]:
    bm25 = np.array([hit.lexical for hit in hits], dtype=np.float32)
    ranks = np.empty(len(hits), dtype=np.float32)
    ranks[np.argsort(-bm25, kind="stable")] = np.arange(1, len(hits) + 1)
    return {"bm25": bm25, "bm25_rank": 1 / ranks, "cosine": np.array([hit.dense for hit in hits], dtype=np.float32)}


def _wording(probe: Probe, pool: Pool) -> dict[str, Share]:
    """How far candidates use the question's words, and under 'relevance' how far each sentence does."""
    found = pool.search(probe.patterns)
    whole = pool.whole(found)
    chars = Presence(pool, found, probe.patterns, probe.characters)
    pairs = Presence(pool, found, probe.patterns, probe.pairs)
    terms = Presence(pool, found, probe.patterns, probe.terms, whole)
    pairs_by_sentence, terms_by_sentence = pairs.by_sentence(True), terms.by_sentence(True)
    longest = found.longest(pool)
    return {
        "relevance": (pairs_by_sentence + terms_by_sentence) / 2,
        "chars_anywhere": chars.anywhere,
        "chars_sentence": pool.best_of_sentences(chars.by_sentence(False)),
        "chars_sentence_headings": pool.best_of_sentences(chars.by_sentence(True)),
        "chars_window": chars.in_best_window(),
        "pairs_anywhere": pairs.anywhere,
        "pairs_text": pairs.in_text(),
        "pairs_headings": pairs.in_headings(),
        "pairs_sentence": pool.best_of_sentences(pairs.by_sentence(False)),
        "pairs_sentence_headings": pool.best_of_sentences(pairs_by_sentence),
        "pairs_window": pairs.in_best_window(),
        "terms_anywhere": terms.anywhere,
        "terms_text": terms.in_text(),
        "terms_headings": terms.in_headings(),
        "terms_sentence": pool.best_of_sentences(terms.by_sentence(False)),
        "terms_sentence_headings": pool.best_of_sentences(terms_by_sentence),
        "terms_window": terms.in_best_window(),
        "run": (np.minimum(longest, LONGEST_RUN) / LONGEST_RUN).astype(np.float32),
        "run_share": (longest / max(probe.length, 1)).astype(np.float32),
    }
