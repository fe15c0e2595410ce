"""Whether a figure of a clause says what a figure of an answer says, strictly: value, unit, bound and change."""

from __future__ import annotations

import re

from assistant.verification.stated import MOVES, Stated
from assistant.verification.values import (
    BOUNDS,
    alike,
    digits,
    is_classifier,
    is_end_of,
    same_date,
    same_figure,
    same_value,
    same_years,
    unit_in_one_form,
)
from ingest.figures.comparators import bound_of
from ingest.figures.quantities import Direction, Quantity
from ingest.normalize import fold

_PER = {
    "亩": re.compile(r"亩|\bmu\b"),
    "人": re.compile(r"[每人]|capita|person"),
    "平方公里": re.compile(r"每平方公里|地均|square kilomet"),
    "平方米": re.compile(r"每平方米|square met"),
    "户": re.compile(r"[每户]|household|firm"),
    "日": re.compile(r"[每日天]|\bday|daily"),
    "月": re.compile(r"[每月]|month"),
    "天": re.compile(r"[每日天]|\bday|daily"),
    "个月": re.compile(r"[每月]|month"),
    "年": re.compile(r"[每年]|year|annual"),
    "次": re.compile(r"[每次]|\btime"),
    "吨": re.compile(r"[每吨]|\bton"),
}
"""Words that say the same as '/亩' behind a unit."""
_BOUND_BEHIND = re.compile("以[上下内]")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_SCALED = re.compile(r"[a-z]{4}", re.IGNORECASE)
"""Million and the like, in a figure without unit."""
_LATIN = re.compile(r" ?[a-z]{3}")
_MORE = frozenset("余多")


def agrees(claim: Stated, held: Stated) -> bool:
    """Whether `held` says the same figure as `claim`; what either is about aside."""
    mine, theirs = claim.figure, held.figure
    if not (mine.is_amount and theirs.is_amount):
        return _bound_behind(claim) == _bound_behind(held) and _same_day_or_name(mine, theirs)
    (mine_at, many), (theirs_at, as_many) = claim.place, held.place
    if claim.is_former is not held.is_former or (many == as_many and mine_at != theirs_at):
        return False
    bare = not mine.normal_unit and not _SCALED.search(claim.written)
    in_table = bare and theirs.unit != "" and digits(mine.number) == digits(theirs.number)
    same = in_table or same_value(mine, theirs)
    return same and _same_unit(claim, held) and same_direction(claim, held)


def differs_in_kind(claim: Stated, held: Stated) -> bool:
    """Whether `held` has the value of `claim` in another unit or direction."""
    both = claim.figure.is_amount and held.figure.is_amount
    return both and same_value(claim.figure, held.figure) and not agrees(claim, held)


def same_direction(claim: Stated, held: Stated) -> bool:
    """Whether both bind alike (不低于 with 以上, nothing with nothing) and move alike (growth, decline, 提高到)."""
    if held.figure.change and not claim.move and _is_amount_of_itself(claim):
        return False
    if claim.move and held.move and (claim.move is not held.move or claim.is_level_reached != held.is_level_reached):
        return False
    if _binds_twice(claim) is not _binds_twice(held):
        return False
    return _same_bound(claim.figure, held.figure) or is_end_of(claim.figure, held.figure)


def _bound_behind(stated: Stated) -> str:
    """以上 of 二月以上, which is a span of time though it reads like a month."""
    found = _BOUND_BEHIND.match(stated.tail)
    return found.group() if found else ""


def _same_day_or_name(mine: Quantity, theirs: Quantity) -> bool:
    if mine.is_year and theirs.is_year:
        return same_years(mine, theirs)
    if mine.is_date and theirs.is_date:
        return same_date(mine, theirs)
    return same_figure(mine, theirs)


def _is_amount_of_itself(claim: Stated) -> bool:
    """Whether nothing that is said in Chinese before or behind it makes it a change."""
    return _CHINESE.search(claim.about) is not None and MOVES.search(claim.said + claim.tail) is None


def _binds_twice(stated: Stated) -> bool:
    """True for 至少2年以下, whose two comparators bind in opposite directions."""
    behind = stated.written[stated.figure.amount.end - stated.figure.span.start :].strip()
    bound = bound_of("", behind, "") if behind else stated.figure.bound
    return stated.figure.bound in BOUNDS and bound in BOUNDS and bound is not stated.figure.bound


def _same_bound(mine: Quantity, theirs: Quantity) -> bool:
    if mine.bound is theirs.bound:
        return True
    # 20余家 and "more than 20" say the same.
    for one, other in ((mine, theirs), (theirs, mine)):
        if one.bound is Direction.ABOUT and one.comparator[:1] in _MORE and other.bound is Direction.AT_LEAST:
            return True
    return False


def _same_unit(claim: Stated, held: Stated) -> bool:
    mine, theirs = unit_in_one_form(claim.figure), unit_in_one_form(held.figure)
    if alike(mine, theirs):
        return True
    if not mine:
        # What English counts needs no unit, and a unit that is not known is no other one. In a table's words the
        # head has the unit: 营业收入(亿元):850.
        if _LATIN.match(claim.tail):
            return True
        return is_classifier(theirs) or (bool(theirs) and fold(held.figure.unit) in claim.lead + claim.tail)
    if not theirs:
        return False
    (base, _, per), (other, _, other_per) = mine.partition("/"), theirs.partition("/")
    if not alike(base, other) or (per and other_per):
        return False
    without = held if per else claim
    return all(_says_each(unit, without) for unit in (per or other_per).split("/"))


def _says_each(unit: str, stated: Stated) -> bool:
    said = _PER.get(unit)
    return said is not None and said.search(stated.said + stated.tail) is not None
