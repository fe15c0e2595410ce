"""The figures of a run, each with what it is a share of and where its formula comes from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from evals.intervals import CONFIDENCE, RESAMPLES, Estimate
from evals.runs.model import DEPTHS, QuestionScore

Portion = tuple[float, float]
"""What one question adds to the numerator and to the denominator of a share."""
_SEED = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """A share over questions: the sum of numerators over the sum of denominators. More is better, for all of them."""

    name: str
    label: str
    """In Chinese."""
    source: str
    """Of the formula, and what is counted."""
    portion: Callable[[QuestionScore], Portion]

    def portions(self, scores: Sequence[QuestionScore]) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        """One row (numerator, denominator) a question."""
        return np.asarray([self.portion(score) for score in scores], dtype=np.float64).reshape(-1, 2)

    def value(self, scores: Sequence[QuestionScore]) -> float | None:
        """None where no question counts."""
        above, below = self.portions(scores).sum(axis=0)
        return float(above / below) if below else None

    def estimate(self, scores: Sequence[QuestionScore]) -> Estimate | None:
        """With the percentile bootstrap interval over questions (Efron and Tibshirani 1993, 13.3); None as above."""
        value = self.value(scores)
        if value is None:
            return None
        distinct, counts = np.unique(self.portions(scores), axis=0, return_counts=True)
        drawn = np.random.default_rng(_SEED).multinomial(len(scores), counts / len(scores), size=RESAMPLES)
        sums = drawn @ distinct
        shares = sums[sums[:, 1] > 0]
        outside = 100 * (1 - CONFIDENCE) / 2
        low, high = np.percentile(shares[:, 0] / shares[:, 1], [outside, 100 - outside])
        return Estimate(value, float(low), float(high))


def _of_all(value: Callable[[QuestionScore], bool]) -> Callable[[QuestionScore], Portion]:
    return lambda score: (float(value(score)), 1.0)


def _where_known(value: Callable[[QuestionScore], float | bool | None]) -> Callable[[QuestionScore], Portion]:
    def portion(score: QuestionScore) -> Portion:
        known = value(score)
        return (0.0, 0.0) if known is None else (float(known), 1.0)

    return portion


def _hit_at(depth: int) -> Figure:
    source = f"前 {depth} 条检索结果中有标准证据的题目占可回答题目的比例（success@k，Manning 等 2008，8.4）"
    return Figure(
        f"evidence_{depth}", f"证据在前 {depth} 条", source, _where_known(lambda score: score.evidence_hit.get(depth))
    )


_SET = "本题集 score.py 的定义"
_ALCE = "ALCE（Gao 等 2023，第 4 节）的引文准确率与召回率，标准证据代替其蕴含模型"
_SPAN = "SQuAD（Rajpurkar 等 2016，6.1）的片段重合，以字为单位"
_SELECTIVE = "信息检索的准确率与召回率（van Rijsbergen 1979，第 7 章），“拒答”为正类"

FIGURES: tuple[Figure, ...] = (
    Figure(
        "right",
        "答对",
        f"{_SET}：含 answer_must，不含 answer_must_not；无答案的题拒答或纠正",
        _of_all(lambda s: s.right),
    ),
    Figure("concise", "简洁", f"{_SET}：答对且不超过 max(80, 4 × 标准答案 + 40) 字", _of_all(lambda s: s.concise)),
    Figure("must_only", "含必答", f"{_SET}：答对，不计 answer_must_not", _of_all(lambda s: s.must_only)),
    Figure(
        "figures_verified",
        "数字有据",
        "答案中经核对与所引条款一致的数字占全部数字的比例（assistant.verification）",
        lambda s: (0.0, 0.0) if s.figures is None else (float(s.figures_right or 0), float(s.figures)),
    ),
    Figure(
        "gold_figures",
        "标准数字说出",
        "标准答案的数字中，以同值同单位出现在答案里的比例",
        lambda s: (float(s.gold_figures_said), float(s.gold_figures)),
    ),
    *(_hit_at(depth) for depth in DEPTHS),
    Figure("cited_hit", "引文命中证据", f"{_SET}：ev_hit", _where_known(lambda s: s.cited_hit)),
    Figure("cited_all", "证据全部引用", f"{_SET}：ev_all", _where_known(lambda s: s.cited_all)),
    Figure(
        "clause_precision", "引文准确率（条款）", f"{_ALCE}；以原文行计", _where_known(lambda s: s.clause_precision)
    ),
    Figure("clause_recall", "引文召回率（条款）", f"{_ALCE}；以原文行计", _where_known(lambda s: s.clause_recall)),
    Figure("character_precision", "引文准确率（字）", _SPAN, _where_known(lambda s: s.character_precision)),
    Figure("character_recall", "引文召回率（字）", _SPAN, _where_known(lambda s: s.character_recall)),
    Figure("quote_exact", "引文逐字", f"{_SET}：cite_prec", lambda s: (float(s.exact), float(s.citations))),
    Figure(
        "refusal_precision",
        "拒答准确率",
        _SELECTIVE,
        lambda s: (float(s.refused and not s.answerable), float(s.refused)),
    ),
    Figure(
        "refusal_recall",
        "拒答召回率",
        _SELECTIVE,
        lambda s: (float(s.refused and not s.answerable), float(not s.answerable)),
    ),
    Figure(
        "followup", "追问答对", "对话最后一问答对的比例", lambda s: (float(s.followup and s.right), float(s.followup))
    ),
)
"""All figures, in the order in which they are shown."""
