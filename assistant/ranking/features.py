"""The features that candidates are ranked by, each of which somebody who reads the clause can check.

All are numbers between 0 and 1 (a cosine between -1 and 1), made for all candidates of a question at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.model import Question
from assistant.ranking.cues import cue_fitness
from assistant.ranking.fitness import clause_fitness, form_fitness, part_fitness, scope_fitness
from assistant.ranking.pool import Pool, Presence, Share
from assistant.ranking.probe import Probe, make_probe
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
    Feature("pairs_sentence", "最相关的一句：与问题相同的相邻字对"),
    Feature("pairs_headings", "条款标题：与问题相同的相邻字对"),
    Feature("chars_window", "最相关的 60 字：与问题相同的字"),
    Feature("chars_title", "文件标题：与问题相同的字"),
    Feature("figure", "问数值：有所问单位的数字（未说单位时任何数字）"),
    Feature("figure_sentence", "问数值：有所问数字的句子与问题的相关程度"),
    Feature("body_sentence", "问单位：写明分工的句子与问题的相关程度"),
    Feature("list_sentence", "问清单：列举的句子与问题的相关程度"),
    Feature("definition_sentence", "问定义：“是指”一句与问题的相关程度"),
    Feature("fine_sentence", "问罚则：写明处罚的句子与问题的相关程度"),
    Feature("material_sentence", "问材料：写明材料的句子与问题的相关程度"),
    Feature("condition_sentence", "问条件：写明条件的句子与问题的相关程度"),
    Feature("permission_sentence", "问可否：写明准许或禁止的句子与问题的相关程度"),
    Feature("office_sentence", "问找谁：写明主管机关的句子与问题的相关程度"),
    Feature("purpose_sentence", "问为什么：写明目的的句子与问题的相关程度"),
    Feature("year", "写有所问年份"),
    Feature("other_year", "只写有别的年份", -1),
    Feature("level", "写有所问级别"),
    Feature("other_level", "只写有别的级别", -1),
    Feature("length", "正文长度（1500 字以上为 1）"),
    Feature("general_part", "总则、附则", -1),
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
    columns |= cue_fitness(question.search_text, pool, columns.pop("terms_relevance"))
    columns |= scope_fitness(question, pool) | clause_fitness(pool) | part_fitness(hits)
    nothing = np.zeros(len(hits), dtype=np.float32)
    return np.stack([columns.get(name, nothing) for name in NAMES], axis=1)


def _scores(hits: Sequence[Hit]) -> dict[str, Share]:
    bm25 = np.array([hit.lexical for hit in hits], dtype=np.float32)
    cosine = np.array([hit.dense for hit in hits], dtype=np.float32)
    ranks = np.empty(len(hits), dtype=np.float32)
    ranks[np.argsort(-bm25, kind="stable")] = np.arange(1, len(hits) + 1)
    return {"bm25": bm25, "bm25_rank": np.reciprocal(ranks), "cosine": cosine}


def _wording(probe: Probe, pool: Pool) -> dict[str, Share]:
    """How far candidates use the question's words, and under 'relevance' how far each sentence does."""
    found = pool.search(probe.patterns)
    characters = Presence(pool, found, probe.patterns, probe.characters)
    pairs = Presence(pool, found, probe.patterns, probe.pairs)
    terms = Presence(pool, found, probe.patterns, probe.terms)
    of_pairs = pairs.by_sentence(with_headings=True)
    return {
        "relevance": of_pairs,
        "terms_relevance": (of_pairs + terms.by_sentence(with_headings=True)) * np.float32(0.5),
        "pairs_sentence": pool.best_of_sentences(pairs.by_sentence(with_headings=False)),
        "pairs_headings": pairs.in_headings(),
        "chars_window": characters.in_best_window(),
        "chars_title": characters.in_title(),
    }
