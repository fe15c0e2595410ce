"""What stands before a figure, taken apart into period, subject and the words that may be an indicator."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.facts.periods import DATED, NEAR, OFTEN, PERIOD, SPAN
from ingest.facts.subjects import subject_at
from ingest.model import TextSpan

_LEAD = re.compile(
    r"(?:[、\s]|——|每[人户家](?=每[月年]|补贴|补助|奖励|给予)|[实推]行(?=[“\"])|[一二三四五六七八九十]{1,3}(?:、|\s+)|\(\d{1,2}\)|-(?=\d)|和(?!平)|及|与|以及|并(?!购|网)|且|即|仅|[在于](?=(?:19|20)?\d|今年|明年|年底|“十)|同时|此外|另外|其中)"
    r"|(?:力争|确保|争取(?![\u4e00-\u9fff]{0,4}资金)|努力|力求|推动|促进|实现|使(?![用命])|使得|保证(?!金)|保持|达到|达(?!产|标)"
    r"|全面|基本|总体|原则上|进一步|稳步|持续|不断|逐步|预计|计划(?!单列|生育)|要|应当?(?![急用收届税])|必须|须|还|已|将|都"
    r"|再(?![生次贷融保造制])|重点(?=[围培引打建推发新])|各(?=[引新培建打])|(?:单个|单户|每[家户个])(?:企业|项目|单位|机构|园区|平台)(?=[\u4e00-\u9fff]{0,8}(?:补贴|补助|奖励|资助|支持))|最高(?=[\u4e00-\u9fff]{0,4}(?:补贴|补助|奖励|资助|支持))|至少|最多|累计|总计|合计|共有?|现有|拥有"
    r"|有(?![效机限色关]|[\u4e00-\u9fff]{1,8}的)|分别|均(?![衡价])|给予(?=[\u4e00-\u9fff]{0,8}(?:补贴|补助|奖励|资助|奖金)))"
)
"""Words in front of a subject or an indicator that belong to neither."""
_LEVEL_REACHED = r"[增提][长加高升][到至]|(?:下降|降低|减少|扩大|压减|压缩|缩短|压降|精简|缩减)[到至]|[增升降]至|降到"
_CHANGE = r"增长|增加|提高|提升|上升|上涨|扩大|下降|降低|减少|压减|压缩|缩短|下浮|下调|增幅|增速|降幅"
_TAIL = re.compile(
    r"(?:达到|达|为|是|有|约|近|超过?|突破|(?<![年月人户亩日周])均|都|全部|全面|各|分别|原则上|一般|总计|合计|共计?|累计|总共|平均|最终|尽量|基本"
    rf"|力争|实现|完成|保持(?:在|住)?|稳定在|维持在|控制在|限制在|{_LEVEL_REACHED}|{_CHANGE}|同比|环比"
    r"|在|至|到|:|\s|等|要|应当?|必须|须|不得|再|净|努力|确保|争取|预计|计划|将|已|每[人户家个]|按|的"
    r"|(?:(?<![占同])比(?![重例率])|较)(?:去年|上年|前年)?[\u4e00-\u9fff“”\"\d]{1,10}?(?:年底?|末|期|水平|基础上|平均)(?:水平)?)$"
)
"""Words between an indicator and its figure."""
_REACHED = re.compile(rf"(?:{_LEVEL_REACHED})$")
_GREW = re.compile(r"(?:增长|增加|提高|提升|扩大|下降|降低|减少)$")
_AFTERWARDS = re.compile(r"(?:达产|投产|建成|竣工|验收|认定)后")
_LONGEST_TAIL = 24


@dataclass(frozen=True, slots=True)
class Head:
    """The words before a figure."""

    subject: TextSpan | None
    period: TextSpan | None
    """Year, plan, span of years."""
    often: TextSpan | None
    """每年, 年均"""
    words: TextSpan
    """What is left: the indicator, or nothing."""
    reached: bool = False
    """True where the figure is the level that is reached by a change (提高到)."""


def front_of(text: str, start: int, end: int) -> Head:
    """Takes period, subject and lead words off the front of `text[start:end]`."""
    period = often = subject = None
    position = start
    while position < end:
        when = PERIOD.match(text, position, end)
        if when:
            span = TextSpan(*when.span())
            often, period = (span, period) if OFTEN.match(text, position, end) else (often, span)
            position = when.end()
        elif lead := _LEAD.match(text, position, end) or _AFTERWARDS.match(text, position, end):
            position = lead.end()
        elif subject is None and (stop := subject_at(text, position, end)) > position:
            subject = TextSpan(position, stop)
            position = stop + text.startswith(("的", "内"), stop, end) * (not text.startswith("内设", stop))
        else:
            break
    return Head(subject, period, often, TextSpan(position, end))


def head_of(text: str, start: int, end: int) -> Head:
    """`front_of`, with the verbs and times between the indicator and the figure at `end` taken off too."""
    front = front_of(text, start, end)
    position, period, often, reached = front.words.start, front.period, front.often, False
    while position < end:
        tail = _TAIL.search(text, max(position, end - _LONGEST_TAIL), end)
        if tail:
            reached = reached or _REACHED.search(text, position, end) is not None
            end = tail.start()
            continue
        when = _period_at_end(text, max(position, end - _LONGEST_TAIL), end)
        if when is None:
            break
        # 增加到2026年的300家: 到 belongs to the verb as well.
        reached = reached or (
            text.startswith("到", when.start) and _GREW.search(text, position, when.start) is not None
        )
        often, period = (when, period) if OFTEN.match(text, when.start, when.end) else (often, when)
        end = when.start
    return Head(front.subject, period, often, TextSpan(position, end), reached)


def _period_at_end(text: str, start: int, end: int) -> TextSpan | None:
    for pattern in (OFTEN, DATED, NEAR, SPAN):
        for match in pattern.finditer(text, start, end):
            if match.end() == end:
                return TextSpan(*match.span())
    return None
