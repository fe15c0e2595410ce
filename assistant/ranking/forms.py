"""What the answer to a question looks like where it stands: a figure of the unit asked for, a body with its role."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from assistant.model import AnswerKind, Question
from assistant.ranking.patterns import Positions
from assistant.ranking.pool import Flags, Pool, table_of
from assistant.understanding.kinds import DOCUMENT_NUMBER, TIME

_DIGITS = "0123456789"
_NUMERALS = _DIGITS + "一二三四五六七八九十百千万亿两半"
_UNITS_ALIKE = (
    ("个", "家", "户", "类", "种", "项", "条", "所", "座", "间", "处"),
    ("人", "名", "位"),
    ("天", "日", "工作日", "个工作日"),
    ("个月", "月"),
    ("年", "年度", "周年"),
    ("%", "‰", "个百分点", "百分点", "倍", "番", "成"),
    ("元", "人民币", "美元", "欧元", "块"),
)
"""What a question counts in, and what the clause may count in."""
_TIME_UNITS = ("个工作日", "工作日", "个月", "月", "日", "天", "年", "周", "小时", "分钟", "时", "季度")
_COUNTED = ("个", "家", "户", "项", "名", "人", "年", "月", "日", "天", "次", "倍", "种", "类", "条", "所", "座", "位")
_ASKS_MONEY = re.compile(r"多少钱|什么价|价格|费用|罚款|补贴|补助|奖励|金额|收费|票价")
_CELL = re.compile(r"(?<=[\t|])[ ]?[0-9]")
"""A figure in a table, whose unit stands in the head of its column."""
_NUMBERED = re.compile(r"[〕\])]\s?第?\d{1,4}\s?号|令第?\d{1,4}号")
_WORDINGS = {
    AnswerKind.BODY: ("牵头", "负责", "责任单位", "责任部门", "主管部门", "配合单位", "统筹单位", "主办", "承办"),
    AnswerKind.LIST: ("包括", "分为", "包含", "以下", "下列", "如下", "分别"),
    AnswerKind.DEFINITION: ("是指", "指的是", "所称", "称为", "简称", "是一种", "即"),
}


@dataclass(frozen=True)
class AnswerForm:
    """How to tell text that may hold the answer: by its words, or by figures of some units."""

    kind: AnswerKind
    words: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    """Any figure in digits, or of a counted unit, where this is empty."""
    document_number: bool = False

    def places(self, pool: Pool) -> Positions:
        """Where such text stands, unordered."""
        if self.document_number:
            return _positions(match.start() for match in _NUMBERED.finditer(pool.text))
        if self.words:
            return _positions(at for word in self.words for at in occurrences(pool.text, word))
        numerals, units, longer = _figure_tables(self.units or _COUNTED)
        places = np.flatnonzero(numerals[pool.codes[:-1]] & units[pool.codes[1:]])
        if not self.units:
            return np.concatenate((places, np.flatnonzero(_digits()[pool.codes])))
        of_unit = [at for at in places.tolist() if longer.match(pool.text, at + 1)]
        return _positions([*of_unit, *(match.end() - 1 for match in _CELL.finditer(pool.text))])


def answer_form(question: Question) -> AnswerForm | None:
    """The form of the answer; None where the kind of question does not tell."""
    if DOCUMENT_NUMBER in question.units:
        return AnswerForm(AnswerKind.FIGURE, document_number=True)
    if question.kind is AnswerKind.FIGURE:
        units = tuple(unit for asked in question.units for unit in _alike(asked))
        if not units and _ASKS_MONEY.search(question.search_text):
            units = _alike("元")
        return AnswerForm(question.kind, units=units)
    words = _WORDINGS.get(question.kind)
    return AnswerForm(question.kind, words=words) if words else None


def _alike(unit: str) -> tuple[str, ...]:
    if unit == TIME:
        return _TIME_UNITS
    return next((group for group in _UNITS_ALIKE if unit in group), (unit,))


@lru_cache(maxsize=64)
def _figure_tables(units: tuple[str, ...]) -> tuple[Flags, Flags, re.Pattern[str]]:
    """Characters that a figure may end with, that a unit may begin with, and the whole units."""
    longer = "|".join(map(re.escape, sorted(units, key=len, reverse=True)))
    return table_of(_NUMERALS), table_of("".join(unit[0] for unit in units)), re.compile(longer)


@lru_cache(maxsize=1)
def _digits() -> Flags:
    return table_of(_DIGITS)


def occurrences(text: str, word: str) -> Iterator[int]:
    """Where `word` stands in `text`."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def _positions(places: Iterable[int]) -> Positions:
    return np.fromiter(places, dtype=np.int64)
