"""Since when a document holds, and for how long: 自…起施行, 有效期5年, 试行两年."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.figures.numerals import chinese_number
from ingest.lines import Line
from ingest.metadata.days import DAY_PATTERN, first_day
from ingest.metadata.genres import TEXTS
from ingest.model import DateKind, TextSpan

_OWN = rf"本(?![市省区县州级次年人单地校院])[\u4e00-\u9fff]{{0,10}}?(?:{TEXTS}|通知|通告|公告|令|法)"
"""本办法; not 本市…标准, which is a thing that the text is about."""
_BEGINS = r"起?(?:正式|开始|予以)?(?:施行|实施|执行|生效|试行|实行)"
_CN = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
_EVENT = r"(?:本[\u4e00-\u9fff]{1,8}?)?(?P<event>印发|发布|公布|颁布|下发|签发|发文|发出|通过)之日"
_LATER = rf"(?:起?(?:满|第)?\s?(?P<later>{_CN})\s?(?:个(?:自然)?)?日(?:之?后|起))?"
_EFFECT = re.compile(rf"(?P<subject>{_OWN})?\s?(?:从|自)\s?(?:(?P<day>{DAY_PATTERN})|{_EVENT}{_LATER})\s?{_BEGINS}")
_STATEMENT = re.compile(
    r"现予|订定|公布|印发|发布|通过|^第.{1,8}条|^[一二三四五六七八九十]+、|^\d+\.|^\([一二三四五六七八九十]+\)"
)
_TERM = r"(?:有效期限?|试行期限?|执行期限?|实施期限?|施行期限?)\s?(?:为|是|:|暂定)?\s?"
_UNTIL = re.compile(
    rf"{_TERM}(?:[自从]?[^,。;至]{{0,40}}?起?)?(?P<words>(?:截?至|到|-|—)\s?(?P<until>{DAY_PATTERN}))"
    rf"|(?:施行|实施|执行|生效|试行),?\s?(?:有效期)?(?P<words_2>(?:截?至|到)\s?(?P<until_2>{DAY_PATTERN}))"
)
_YEARS = re.compile(
    rf"{_TERM}(?P<period>(?P<number>{_CN})\s?(?P<unit>年|个月))"
    rf"|(?<!先行)(?:试行|暂行)\s?(?P<period_2>(?P<number_2>{_CN})\s?(?P<unit_2>年|个月))"
)
_SPEAKS_OF_ITSELF = re.compile(
    rf"{_OWN}[^,。;]{{0,3}}(?:有效|试行|暂行|执行|实施|施行|自|从|由)|起(?:正式|开始|予以)?(?:施行|实施|试行)|^有效期|^试行期"
)
"""A permit too takes effect (生效) on a day and is valid for years."""
_SENTENCE = re.compile(r"[^。;]+[。;]?")
_LONGEST = 1500
_KIND_OF = {
    "印发": DateKind.PRINTED,
    "下发": DateKind.PRINTED,
    "发文": DateKind.PRINTED,
    "发出": DateKind.PRINTED,
    "签发": DateKind.WRITTEN,
    "通过": DateKind.WRITTEN,
}


@dataclass(frozen=True, slots=True)
class Effect:
    """Since when: a day, or the day of an event."""

    span: TextSpan
    """The day as written, or '印发之日'."""
    iso: str
    """Empty where an event is named."""
    event: DateKind | None
    days: int = 0
    """So many days after the event: 自公布之日起30日后施行."""


@dataclass(frozen=True, slots=True)
class Period:
    """For how long: a number of months, or a last day."""

    span: TextSpan
    months: int = 0
    until: str = ""


def sentences_of(lines: Sequence[Line]) -> Iterator[tuple[Line, int, str]]:
    """Line, offset in it and folded text of each sentence that could speak of a document's validity."""
    for line in lines:
        folded = line.folded
        if not any(
            word in folded
            for word in ("施行", "实施", "执行", "生效", "有效期", "试行", "废止", "失效", "实行", "暂行")
        ):
            continue
        for match in _SENTENCE.finditer(folded):
            if len(match.group()) <= _LONGEST:
                yield line, match.start(), match.group()


def read_effect(lines: Sequence[Line]) -> Effect | None:
    """The last statement of the document on itself; that of the notice only where the text has none."""
    best: tuple[int, Effect] | None = None
    for line, offset, sentence in sentences_of(lines):
        for match in _EFFECT.finditer(sentence):
            rank = _rank(sentence, match)
            effect = _effect(line, offset, match)
            if rank and effect is not None and (best is None or rank >= best[0]):
                best = (rank, effect)
    return best[1] if best else None


def read_period(lines: Sequence[Line]) -> Period | None:
    """How long the document holds by its own words; of several the last."""
    found = None
    for line, offset, sentence in sentences_of(lines):
        if not _SPEAKS_OF_ITSELF.search(sentence):
            continue
        found = _until(line, offset, sentence) or _years(line, offset, sentence) or found
    return found


def _rank(sentence: str, match: re.Match[str]) -> int:
    """2 where the sentence says 本办法, 1 where it puts the text in force, 0 where it speaks of something else."""
    if match["subject"]:
        return 2
    before = sentence[: match.start()].rstrip()
    if not before or (before.endswith(("条", "、", ".", ")")) and _STATEMENT.match(before)):
        return 1
    return int(before.endswith((",", ":", "》", "。")) and _STATEMENT.search(before) is not None)


def _effect(line: Line, offset: int, match: re.Match[str]) -> Effect | None:
    start = line.span.start + offset
    if match["day"]:
        day = first_day(match["day"])
        if day is None:
            return None
        begin = start + match.start("day")
        return Effect(TextSpan(begin + day.start, begin + day.end), day.iso, None)
    later = match["later"]
    end = match.end("later") if later else match.end("event") + len("之日")
    days = (int(later) if later.isdigit() else chinese_number(later)) if later else 0
    span = TextSpan(start + match.start("event"), start + end)
    return Effect(span, "", _KIND_OF.get(match["event"], DateKind.PUBLISHED), days)


def _until(line: Line, offset: int, sentence: str) -> Period | None:
    match = _UNTIL.search(sentence)
    if match is None:
        return None
    group = "words" if match["words"] else "words_2"
    day = first_day(match["until"] or match["until_2"])
    start = line.span.start + offset
    return Period(TextSpan(start + match.start(group), start + match.end(group)), until=day.iso) if day else None


def _years(line: Line, offset: int, sentence: str) -> Period | None:
    match = _YEARS.search(sentence)
    if match is None:
        return None
    tail = "" if match["period"] else "_2"
    number = match[f"number{tail}"]
    count = int(number) if number.isdigit() else chinese_number(number)
    months = count * (12 if match[f"unit{tail}"] == "年" else 1)
    start = line.span.start + offset
    return Period(TextSpan(start + match.start(f"period{tail}"), start + match.end(f"period{tail}")), months=months)
