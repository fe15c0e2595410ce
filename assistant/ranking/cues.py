"""What a question asks to be told besides its matter, by words that rules of law use where they tell it.

A question on a fine is answered by the clause that sets it, not by the clause that states the duty in the same
words. Unlike `forms`, which knows how a figure or a body is written,
these are the standing words of duties, bans, fines and procedures.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np

from assistant.ranking.forms import occurrences
from assistant.ranking.pool import Pool, Share


class Cue(NamedTuple):
    """Ways of asking, and the words of clauses that tell it."""

    name: str
    asked: re.Pattern[str]
    told: tuple[str, ...]


CUES = (
    Cue(
        "fine",
        re.compile(r"罚|处分|后果|吊销|会怎么?样|怎么处理|违法所得|追究|坐牢|判刑|查封|没收"),
        ("罚款", "责令", "处分", "没收", "吊销", "警告", "拘留", "刑事责任", "取缔", "违反本"),
    ),
    Cue(
        "material",
        re.compile(r"材料|证件|手续|文件|带什么|交什么|准备什么|哪些东西"),
        ("材料", "证明", "申请书", "文件", "复印件", "提交"),
    ),
    Cue(
        "condition",
        re.compile(r"条件|资格|什么人|哪些人|才[能可算行]|满足|要求|什么情况|哪些情况|门槛|算不算"),
        ("条件", "具备", "符合", "方可", "下列情形", "情形之一", "资格"),
    ),
    Cue(
        "permission",
        re.compile(
            r"能不能|可不可以|可以.*[吗么嘛]|能.*[吗么嘛]|行[不吗]|允许|不[能让许准]|禁止|要不要|必须|须|用不用|要.*[吗么嘛]"
        ),
        ("不得", "禁止", "可以", "应当", "严禁", "必须", "无需", "不予", "方可"),
    ),
    Cue(
        "office",
        re.compile(
            r"[找归由向]谁|谁[来管定批负说]|哪个(?:部门|单位|机构|机关)|什么部门|哪些部门|去哪|向哪|找哪|归.*管"
        ),
        ("负责", "主管部门", "由", "机关", "向所在地", "部门申请", "机构", "职责"),
    ),
    Cue("purpose", re.compile(r"为什么|为何|为啥|目的|干[吗嘛]要"), ("为了", "根据", "目的")),
)


def cue_fitness(asked: str, pool: Pool, relevance: Share) -> dict[str, Share]:
    """By the name of a cue that `asked`, a folded question, holds: how relevant the best sentence that tells it is."""
    columns: dict[str, Share] = {}
    for cue in CUES:
        if cue.asked.search(asked):
            places = np.fromiter((at for word in cue.told for at in occurrences(pool.text, word)), dtype=np.int64)
            telling = np.zeros(len(pool.ends), dtype=np.float32)
            telling[pool.sentence(places)] = 1
            columns[f"{cue.name}_sentence"] = pool.best_of_sentences(relevance * telling)
    return columns
