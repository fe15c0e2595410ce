"""Alterations of one thing in a statement, made on the text itself and not with the parser under test."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from random import Random

from evals.tampering.model import Alteration, Kind, Statement
from evals.tampering.standing import is_stated

_UNITS = (
    r"元|美元|%|‰|个百分点|百分点|倍|家|户|个(?!百)|项|人|名|亩|公顷|平方米|平方公里|公里|吨|所|套|台|座|栋|件|天|日内|个月|小时|个工作日"
    r"|年(?=以上|以下|以内|内|期)"
)
_NUMBER = re.compile(
    rf"(?<![\d.,/\[〔(A-Za-z第-])(?P<number>\d+(?:,\d{{3}})*(?:\.\d+)?)(?=(?P<scale>\s?[十百千]?[万亿]*)(?P<unit>{_UNITS}))"
)
_ENGLISH_NUMBER = re.compile(
    r"(?<![\d.,/\[A-Za-z-])(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)"
    r"(?= (?:million|billion|trillion|yuan|percent|months?|years?|tonnes?|mu)|%)"
)
_NUMERAL = re.compile(
    r"(?<![第一二三四五六七八九十百千两])(?P<number>[二三四五六七八九])(?=[十百]?(?:万元|亿元|成(?![立为果员])|个月|倍|家企业))"
)
_RANGE = re.compile(rf"(?P<low>\d+)(?P<gap>[-—~至到]+)(?P<high>\d+)(?=[万亿]*(?:{_UNITS}))")
_AMOUNT = re.compile(rf"(?<![\d.,/〔(A-Za-z-])\d+(?:\.\d+)?[十百千]?[万亿]*(?:{_UNITS})")
_REST = re.compile(rf"[\d,.]*[十百千]?[万亿]*(?:{_UNITS})?")
_ABOUT = re.compile(r"[\u4e00-\u9fff]{4}")
_BOUND = re.compile(rf"[\d.一二三四五六七八九十百千两]+[万亿]*(?:{_UNITS}|总吨|年|月)")
_LEAST = "不低于|不少于|不得低于|不得少于|至少|(?<!不)(?<!不得)超过|(?<![不未])满"
_MOST = "不足|不满|未满|未滿|(?<!不)(?<!不得)低于|不超过|不得超过|不高于"
_BINDS = re.compile(r"(?:最[高多低少]|不|[超达]过?)[^，,；;。]{0,6}$")
_WHEN = re.compile(r"力争|争取|确保|达到|增加|(?:到|至)?(?:\d{4}年|[“\"]十.五[”\"])[底末前]*")
_YEAR = re.compile(r"(?<!\d)(?P<number>(?:19|20)\d{2})(?=年)")
_LEVELS = ("国家级", "省级", "市级")
_NUMBER_AHEAD = r"(?=[约近]?(?:人民币|百分之)?\d)"
_SWAPS: Sequence[tuple[str, str]] = (
    ("亿美元", "亿元"),
    ("万美元", "万元"),
    ("万元", "亿元"),
    ("亿元", "万元"),
    ("个百分点", "%"),
    ("%", "个百分点"),
    ("平方公里", "平方米"),
    ("平方米", "亩"),
    ("亩", "平方米"),
    ("公里", "米"),
    ("吨", "公斤"),
    ("倍", "%"),
    ("个月", "年"),
    ("个工作日", "个月"),
    ("天", "个月"),
    ("日内", "年内"),
    ("年", "个月"),
    ("小时", "天"),
    ("yuan", "US dollars"),
    ("million", "billion"),
    ("months", "years"),
    ("years", "months"),
)
_BEFORE: Sequence[tuple[str, str]] = tuple(
    (f"{word}{_NUMBER_AHEAD}", other)
    for word, other in (
        ("不低于", "不超过"),
        ("不少于", "不多于"),
        ("不得低于", "不得高于"),
        ("不得少于", "不得超过"),
        ("不超过", "不低于"),
        ("不得超过", "不得少于"),
        ("不高于", "不低于"),
        ("(?<!不)(?<!不得)(?<!不能)超过", "低于"),
        ("(?<!不)(?<!不得)突破", "低于"),
        ("至少", "至多"),
        ("(?:增长|增加|提高|提升)", "下降"),
        ("(?:下降|降低|减少)", "增长"),
        ("最高", "最低"),
    )
)
_TURNS: Sequence[tuple[str, str]] = (
    *_BEFORE,
    (r"(?<=[元家户个项人名亩%吨米点倍年月日天])以上(?!的?[市县])", "以下"),
    (r"(?<=[元家户个项人名亩%吨米点倍年月日天])以下", "以上"),
    (r"(?<=[元家户个项人名亩%吨米点倍年月日天])以内", "以上"),
    (r"(?<=[元家户个项人名亩%吨米点倍])左右", "以上"),
    ("at least(?= \\d)", "at most"),
    ("at most(?= \\d)", "at least"),
    ("no less than", "no more than"),
    ("more than(?= \\d)", "less than"),
    ("increase(?= of)", "decrease"),
)
_DROPS = (
    f"不(?:得)?(?:低于|少于|超过|高于){_NUMBER_AHEAD}",
    f"(?:至少|最高){_NUMBER_AHEAD}",
    r"(?<=[元家户个项人名亩%吨米点倍])以上",
    r"(?<=[元家户个项人名亩%吨米点倍])以下",
    "(?:at least|at most) (?=\\d)",
)


def alterations(statement: Statement, regions: Sequence[str], random: Random) -> Iterator[Alteration]:
    """At most one alteration of each kind that the statement's words allow, at a place drawn by `random`.

    An alteration that happens to be what the clause says elsewhere, or leaves the meaning as it was, is not made.
    `regions` are names of which one can take the place of another.
    """
    for kind, make in _WAYS.items():
        text = make(statement, random)
        if text and text != statement.text and not is_stated(statement, text):
            yield Alteration(kind, text)
    moved = _region(statement, regions, random)
    if moved:
        yield Alteration(Kind.REGION, moved)


def _at(text: str, match: re.Match[str], group: str, value: str) -> str:
    return text[: match.start(group)] + value + text[match.end(group) :]


def _drawn(pattern: re.Pattern[str], text: str, random: Random) -> re.Match[str] | None:
    found = list(pattern.finditer(text))
    return random.choice(found) if found else None


def _numbers(statement: Statement) -> re.Pattern[str]:
    return _ENGLISH_NUMBER if statement.style == "english" else _NUMBER


def _digit(statement: Statement, random: Random) -> str:
    match = _drawn(_numbers(statement), statement.text, random)
    if match is None:
        return ""
    number = match["number"]
    places = [i for i, sign in enumerate(number) if sign.isdigit()]
    place = random.choice(places)
    other = random.choice([d for d in "123456789" if d != number[place]])
    return _at(statement.text, match, "number", number[:place] + other + number[place + 1 :])


def _magnitude(statement: Statement, random: Random) -> str:
    match = _drawn(_numbers(statement), statement.text, random)
    if match is None or match["number"].strip("0.,") == "":
        return ""
    whole, point, rest = match["number"].replace(",", "").partition(".")
    shorter = whole.endswith("0") and not point and random.random() < 0.5
    return _at(statement.text, match, "number", whole[:-1] if shorter else f"{whole}0{point}{rest}")


def _numeral(statement: Statement, random: Random) -> str:
    match = _drawn(_NUMERAL, statement.text, random)
    others = [sign for sign in "二三四五六七八九" if match is not None and sign != match["number"]]
    return _at(statement.text, match, "number", random.choice(others)) if match else ""


def _sibling(statement: Statement, random: Random) -> str:
    mine = list(_AMOUNT.finditer(statement.text))
    siblings = {m.group() for piece in statement.evidence for m in _AMOUNT.finditer(piece.text)}
    siblings = {amount for amount in siblings if not amount.endswith(("年", "内"))} - {m.group() for m in mine}
    if not mine or not siblings or statement.style == "english":
        return ""
    match, other = random.choice(mine), random.choice(sorted(siblings))
    # Without a subject nobody can tell; and 45人 for 45个 is no other figure.
    about = _WHEN.sub("，", statement.text[: match.start()])
    if _ABOUT.search(about) is None or _figure(other) == _figure(match.group()):
        return ""
    return statement.text[: match.start()] + other + statement.text[match.end() :]


def _figure(amount: str) -> str:
    """The number and its scale, without the unit where that only counts."""
    return re.sub("[家户个项人名所套台座栋件]$", "", amount)


def _range_end(statement: Statement, random: Random) -> str:
    match = _drawn(_RANGE, statement.text, random)
    return _at(statement.text, match, "high", str(int(match["high"]) + random.choice((1, 2, 10)))) if match else ""


def _unit(statement: Statement, random: Random) -> str:
    number = r"(?<=\d)(?P<scale>\s?[十百千]?[万亿]*?)" if statement.style != "english" else r"(?P<scale>\d[\d,.]* )"
    fitting = [
        (match, other)
        for unit, other in _SWAPS
        for match in re.finditer(rf"{number}(?P<unit>{re.escape(unit)})(?![/每])", statement.text)
        if not (unit in ("年", "天") and re.search(r"(?:19|20)\d{2}$", statement.text[: match.start("unit")]))
        and not (unit == "年" and not re.match(r"以上|以下|以内|内|期", statement.text[match.end() :]))
        and not (unit == "亩" and re.match("均", statement.text[match.end() :]))
    ]
    if not fitting:
        return ""
    match, other = random.choice(fitting)
    return _at(statement.text, match, "unit", other)


def _direction(statement: Statement, random: Random) -> str:
    text = statement.text
    fitting = [(m, other) for word, other in _TURNS for m in re.finditer(word, text)]
    # 不少于70%左右 binds by its first word.
    fitting = [
        (m, o) for m, o in fitting if m.group() != "左右" or "不" not in text[max(0, m.start() - 10) : m.start()]
    ]
    if not fitting:
        return ""
    match, other = random.choice(fitting)
    return text[: match.start()] + other + text[match.end() :]


def _dropped(statement: Statement, random: Random) -> str:
    text = statement.text
    # 最高不超过3万元 and 60%以上(含60%) bind twice.
    fitting = [
        match
        for word in _DROPS
        for match in re.finditer(word, text)
        if not _BINDS.search(text[: match.start()]) and not re.match("[（(]含", text[match.end() :])
    ]
    if not fitting:
        return ""
    match = random.choice(fitting)
    return statement.text[: match.start()] + statement.text[match.end() :]


def _year(statement: Statement, random: Random) -> str:
    match = _drawn(_YEAR, statement.text, random)
    other = str(int(match["number"]) + random.choice((-3, -2, -1, 1, 2, 3))) if match else ""
    # The other end of a run of years would make a run of one.
    return _at(statement.text, match, "number", other) if match and other not in statement.text else ""


def _level(statement: Statement, random: Random) -> str:
    named = [level for level in _LEVELS if level in statement.text]
    if len(named) != 1:
        return ""
    other = random.choice([level for level in _LEVELS if level != named[0]])
    amounts = "|".join(re.escape(match.group()) for match in _AMOUNT.finditer(statement.text))
    same = re.compile(rf"{other}[^。；;]{{0,40}}(?:{amounts})") if amounts else None
    if same is None or any(same.search(piece.text) for piece in statement.evidence):
        return ""
    return statement.text.replace(named[0], other, 1)


def _region(statement: Statement, regions: Sequence[str], random: Random) -> str:
    """The region that the statement begins with, replaced by one that its clause does not know."""
    own, colon, rest = statement.text.partition("：")
    if not colon or own not in regions or not any(own in (*piece.region[-1:], "") for piece in statement.evidence):
        return ""
    known = "".join("".join((piece.text, piece.title, *piece.path, *piece.region)) for piece in statement.evidence)
    others = [name for name in regions if name[:2] not in known]
    return f"{random.choice(others)}：{rest}" if others else ""


_WAYS: dict[Kind, Callable[[Statement, Random], str]] = {
    Kind.DIGIT: _digit,
    Kind.MAGNITUDE: _magnitude,
    Kind.NUMERAL: _numeral,
    Kind.SIBLING: _sibling,
    Kind.RANGE_END: _range_end,
    Kind.UNIT: _unit,
    Kind.DIRECTION: _direction,
    Kind.DROPPED: _dropped,
    Kind.YEAR: _year,
    Kind.LEVEL: _level,
}
