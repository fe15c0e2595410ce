"""Digits and numerals that belong to names: clause labels, document numbers, ordinals, fixed phrases."""

from __future__ import annotations

import re

from ingest.figures.dates import DATE
from ingest.figures.units import UNIT

FILLER = "\ufdd0"
"""A noncharacter of Unicode, which no text holds; stands where a name was."""

_CN = "〇零一二两三四五六七八九十百千"
DOCUMENT_NUMBER = r"[〔\[(【] ?(?:19|20)\d{2} ?[〕\])】] ?第?\d+(?= ?号)"
"""国办发〔2017〕7号: a name that is compared as a whole, and no amount."""
_NAMES = (
    # Labels of clauses and items, where one may begin.
    r"(?:^|[\n“\"(《])[ \t]*#*[ \t]*(?:\d{1,2}[.、)](?!\d)|\d{1,2}\.(?=(?:19|20)\d{2}年)|\(\d{1,2}\))",
    r"(?<![\d.])\d+(?:\.\d+){2,}",
    r"(?<=[;:。]) ?\d{1,2}\.(?!\d)(?=[^\s\d])",
    r"\(\d{1,2}\)(?!\d)",
    # 第34次, 3号楼, 国发201911号, 〔2017〕; a rank (第5位) is a figure.
    r"[〔【] ?(?:19|20)\d{2} ?[〕】]",
    rf"第 ?(?>[{_CN}]+|\d+(?:[-—至、]\d+)*)(?! ?[位名])",
    r"(?<!月)(?>\d+)(?:-\d+)? ?号",
    # Times of day, telephone numbers, long identifiers, 3·15, 24:30, versions (工业4.0, 2.0版).
    r"(?<![\d.])\d{1,2}(?::\d{1,2})+(?!\d)",
    r"(?<![\d.,])0\d+(?:[-—]\d+)*(?![\d.]|[-—]\d)",
    r"(?<![\d.,])\d{9,}(?![\d.]| ?[万亿元%人平米吨])",
    r"\d{1,2}·\d{1,2}",
    rf"(?<![\d.])\d\.0(?![\d%‰万亿]| ?(?:{UNIT}))(?=版|时代|[^\s\d,;。、)]|[”\"])",
    # “1+2+3+X”, 7x24, 世界500强, 90后, 21世纪, 12345热线.
    rf"[\d{_CN}]+(?=\+[\da-z{_CN}])|(?<=[\da-z{_CN}]\+)[\d{_CN}]+",
    r"\d+(?=[x×]\d)|(?<=\d[x×])\d+(?:个?小时)?",
    r"\d+(?=强|世纪|年代|热线|号线|工程|铁律)|(?<!\d)\d0(?=后)",
    # “三个一”工程, “五个转型”, “5511”: a count or a bare number in short quotation marks.
    rf"(?<=“)(?:[\d{_CN}]+个(?=[^“”,;。\d]{{1,6}}”)|\d+(?:个\d+)?(?=条?”)|\d+亿元?(?=俱乐部))",
    rf"[{_CN}]个一(?!百|千|万)",
    # Fixed phrases in which a numeral and a unit stand side by side.
    r"[上下前同这那某哪另任](?:何)?一(?=[年个次季月周批轮届期家项])|唯一|统一|(?<!分)之一|[大最]?(?<=最后)一(?=公里)",
    r"一(?=次(?:性|能源|办|产业)|件事|条(?:龙|鞭)|体|站|票|张(?:网|图|蓝图|清单)|刀|窗|门式|升级)",
    r"[三二](?=次(?:产业|元|开发|创业|供水|能源|分配|会议|会商))|二(?=[次期届类])|[五四三](?=位一体)",
    r"一(?=([人户企园区事村家项县市业笔]) ?一[^\s\d])",
    r"(?<=一[人户企园区事村家项县市业笔])一(?=[^\s\d])",
    rf"[{_CN}]+(?=[分期届](?!钟|之|点))|[三五七九]通(?:一平|两平)",
    r"千(?=家万户|方百计|千|人计划)|百(?=家争鸣|年(?:老店|未有|大计|奋斗|变局|名校|目标)|[日天](?:攻坚|会战|行动|冲刺|竞赛)|人计划)",
    r"[两四](?=个(?:维护|自信|意识|确立|革命|统筹|一百年|全面))|两(?=个市场|种资源|化)",
    # A number that a letter stands before or behind is a name: iso14000, b2b, pm2.5; gdp and r&d have figures.
    r"(?<=[a-z_])(?<!\dm)(?<!\dkm)(?<!\d m)(?<!gdp)(?<!r&d)(?<!rmb)(?<!cny)(?<!usd)(?<!eur)"
    r"(?>\d+(?:\.\d+)*)(?:[-/]\d+)*",
)
_BEGINS = rf"(?=[\s“\"(《#〔【\[\d{_CN}第上下前同这那某哪另任唯统之大最])"
"""First signs of what is searched; anything else is passed over at once."""
_SEARCH = re.compile(
    rf"{_BEGINS}(?:(?P<kept>{DATE}|{DOCUMENT_NUMBER})|(?:{'|'.join(_NAMES)}))", re.ASCII | re.MULTILINE
)
_ACRONYM = re.compile(
    r"\b(?!GDP|RMB|CNY|USD|EUR|MW|KW)[A-Z]{2,}(?:/[A-Z]+)? ?-? ?"
    r"(?>\d+)(?:[.:-]\d+)*(?!\.?\d|,\d| ?[%万亿元家个户项年月])",
    re.ASCII,
)
"""ISO 9001, GB/T 19001-2016, COVID-19; told in the text itself, since folding makes letters small."""


def without_names(text: str, folded: str) -> str:
    """`folded` with `FILLER` for each digit and numeral of a name, of the same length.

    Dates and document numbers stay, to be told as such."""
    plain = _SEARCH.sub(lambda match: match.group() if match["kept"] else FILLER * len(match.group()), folded)
    for match in _ACRONYM.finditer(text):
        plain = plain[: match.start()] + FILLER * len(match.group()) + plain[match.end() :]
    return plain
