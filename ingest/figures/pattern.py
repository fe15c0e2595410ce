"""The one pattern that finds figures in folded text without names (`ingest.figures.names`)."""

from __future__ import annotations

import re

from ingest.figures.comparators import AFTER, BEFORE
from ingest.figures.dates import DATE
from ingest.figures.names import DOCUMENT_NUMBER
from ingest.figures.numerals import CHINESE
from ingest.figures.units import CURRENCY, ENGLISH_SCALE, ENGLISH_UNIT, PER, PLACE, SCALE, UNIT

_ARABIC = r"(?<![\d.])(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)(?!\.?\d)"
GAP = r"(?: ?(?:——|--|[-—~至到]) ?| to )"
"""What stands between the ends of a range. Blanks only: a line's end or a tab divides cells of a table."""
_SHARE = (
    rf"(?P<whole>[百千万]|\d{{1,2}}|[二三四五六七八九十])分之(?P<part>{_ARABIC}|{CHINESE})"
    rf"(?:{GAP}(?:百分之)?(?P<part_to>{_ARABIC}|{CHINESE}))?"
)
_MULTIPLE = r"翻(?P<times>[一两二三四]|\d)?(?P<fold>番)|(?P<double>翻一?倍|倍增(?!计划|行动|工程|方案|战略|器))"
_HALF = r"(?<![上下前后大多])(?P<half>半)(?P<half_unit>个月|月|年(?!报)|天|日|小时|个小时)"
# A unit is tried before a scale, or 5千克 would be five thousand grams with 千 for its scale.
_DIGITS = (
    rf"(?P<currency>(?:{CURRENCY}) ?)?(?P<number>{_ARABIC})(?:{GAP}(?P<number_to>{_ARABIC}))?"
    rf"(?: {{0,2}}(?P<more>[余多])?(?P<scale>{SCALE}|{PLACE})??(?P<scaled_more>[余多])?(?P<unit>{UNIT})"
    rf"| {{0,2}}(?P<bare_scale>{SCALE})"
    rf"|(?: ?(?P<english_scale>{ENGLISH_SCALE})\b)?(?: ?(?P<english>{ENGLISH_UNIT})\b)?)"
)
# 几十家 and 数百家 name no number, 上千家 none that is exact.
_WORDS = (
    rf"(?<![几〇零一二两三四五六七八九十百千万亿])(?!(?:(?<=数)|(?<=上)(?<!以上))[十百千])(?P<chinese>{CHINESE})"
    rf"(?:{GAP}(?P<chinese_to>{CHINESE}))?(?P<chinese_more>[余多])?(?P<chinese_scale>{SCALE})?(?P<chinese_unit>{UNIT})"
)
_BEGINS = (
    r"(?=[\d〇零一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖半翻倍〔\[(【 ><≥≧≤≦rcue¥$€"
    r"不至最超突过高多大少小低未达约近])"
)
"""First signs of what the pattern finds; anything else is passed over at once, ten times as fast."""
FIGURE = re.compile(
    rf"{_BEGINS}(?:(?P<date>{DATE})|(?P<document>{DOCUMENT_NUMBER})|(?P<before>{BEFORE})? {{0,2}}"
    rf"(?P<amount>(?:{_SHARE}|{_MULTIPLE}|{_HALF}|{_DIGITS}|{_WORDS})(?P<per>{PER})?(?P<and_half>(?<=年)半(?!导|径|数))?)"
    rf"(?: {{0,2}}(?P<after>{AFTER}|(?<=[月日天年时])内))?)",
    re.ASCII,
)
