"""Words around a figure that say how it binds (不低于, 以上, 约) and which way it moves (增长, 下降)."""

from __future__ import annotations

import re
from enum import StrEnum


class Direction(StrEnum):
    """How a figure is meant."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EXACT = "exact"
    ABOUT = "about"
    INCREASE = "increase"
    DECREASE = "decrease"


_AT_LEAST = (
    r"不(?:得|能|应|可|宜|准)?(?:低于|少于|小于)|至少|最少|最低|超过|突破|高于|多于|大于|不止"
    r"|超(?!额)|(?<![通经不])过|>=?|≥|≧"
)
_AT_MOST = (
    r"不(?:得|能|应|可|宜|准)?(?:高于|超过|大于|多于|突破)|不足|不到|不满|未满|未达到?|至多|最多|最高|低于|少于|小于"
    r"|<=?|≤|≦"
)
_REACHED = r"达到|达"
_ABOUT = r"(?<![签预合节集契制公条特续履违邀简])约|近"

BEFORE = "|".join((_AT_MOST, _AT_LEAST, _REACHED, _ABOUT))
"""Comparators that stand right before a number. At most first: 不超过 holds 超过."""
AFTER = r"(?:\(含\))?及?以上|(?:\(含\))?及?以下|以内|之内|左右|上下"

_IS_AT_LEAST = re.compile(rf"(?:{_AT_LEAST})|.*以上")
_IS_AT_MOST = re.compile(rf"(?:{_AT_MOST})|.*(?:以下|内)")
_FAR_BEFORE = re.compile(
    r"(?P<least>不(?:得|能|应)?(?:低于|少于)[^,;:。、\d]{1,12}的|至少[^,;:。、\d]{0,8})$"
    r"|(?P<most>不(?:得|能|应)?(?:高于|超过)[^,;:。、\d]{1,12}的|(?:最高|最多|上限)(?:给予|奖励|补助|补贴|支持|可|额度|为|是|达)*)$"
)
_RISES = r"增长|增加|提高|提升|上升|上涨|增幅|增速|涨幅|扩大|翻"
_FALLS = r"下降|降低|减少|压减|减免|降幅|下浮|下调|压缩|缩短|缩减"
# 提高到 and 下降至 name the level that is reached, not the change.
_CHANGE = re.compile(rf"(?:(?P<rises>{_RISES})|(?P<falls>{_FALLS}))(?:率|幅度|均)?(?:了|为|是|在)? ?(?:超过|达到|达)?$")
_LOOK_BACK = 24
_ENGLISH = re.compile(
    r"\b(?:(?P<least>at least|(?:no|not) (?:less|fewer|lower) than|more than|over|above|exceed(?:s|ing)?|minimum of)"
    r"|(?P<most>at most|(?:no|not) (?:more|higher|greater) than|not exceed(?:ing)?|up to|below|less than"
    r"|maximum of|within)|(?P<about>about|around|nearly|approximately|roughly)) ?$"
)


def bound_of(before: str, after: str, context: str) -> Direction:
    """At least, at most, about or exact, from the comparators on both sides and the text before the figure."""
    for word in (before, after):
        if word and _IS_AT_LEAST.fullmatch(word):
            return Direction.AT_LEAST
        if word and _IS_AT_MOST.fullmatch(word):
            return Direction.AT_MOST
    if after or (before and re.fullmatch(_ABOUT, before)):
        return Direction.ABOUT
    far = _FAR_BEFORE.search(context[-_LOOK_BACK:]) or _ENGLISH.search(context[-_LOOK_BACK:])
    if far is None:
        return Direction.EXACT
    if far["least"]:
        return Direction.AT_LEAST
    return Direction.AT_MOST if far["most"] else Direction.ABOUT


def change_of(context: str) -> Direction | None:
    """Increase or decrease, where the text before a figure and its comparator ends in such a word."""
    match = _CHANGE.search(context[-_LOOK_BACK:])
    if match is None:
        return None
    return Direction.INCREASE if match["rises"] else Direction.DECREASE
