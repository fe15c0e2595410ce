"""The days in the life of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.lines import Line
from ingest.metadata.context import DocumentText, above_structure
from ingest.metadata.days import DAY_PATTERN, Day, days_in, days_later, first_day, last_day_of_period
from ingest.metadata.effect import Effect, Period
from ingest.metadata.fields import Field, FieldValue, is_field_line
from ingest.metadata.signatures import Signature
from ingest.model import DateKind, DocumentDate, PageData, TextSpan
from ingest.normalize import fold

_PRINTED = re.compile(rf"(?:^|[\s,。:)])(?:\S{{2,40}}?)?\s*(?P<day>{DAY_PATTERN})\s?印发$")
_HISTORY = re.compile(r"通过|批准|公布|发布|颁布|施行|实施|修订|修正|修改")
_HISTORY_LINE = re.compile(rf"^[(]?\s?(?:{DAY_PATTERN}).*(?:通过|公布|发布|颁布|会议\S{{0,6}}(?:修订|修正))")
_PAGE_DAY = re.compile(
    r"(?:发布|发表)?(?:时间"
    r"|日期)?\s?:?\s?(?P<day>20\d{2}[-./]\d{1,2}[-./]\d{1,2})(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?"
    r"(?:\s+\S{2,20}|\s*\S{0,4}来源\s?:.*|\s*\|.{0,50})?"
)
_HISTORY_LINES = 8
_OF_FIELD = {
    DateKind.WRITTEN: Field.WRITTEN,
    DateKind.PUBLISHED: Field.PUBLISHED,
    DateKind.EFFECTIVE: Field.EFFECTIVE,
    DateKind.EXPIRES: Field.EXPIRES,
}
_Found = dict[DateKind, DocumentDate]


def read_dates(
    document: DocumentText,
    signature: Signature | None,
    fields: Sequence[FieldValue],
    effect: Effect | None,
    period: Period | None,
    page: PageData | None,
) -> tuple[DocumentDate, ...]:
    """At most one day of each kind, in the order of `DateKind`: what the text says before what its page says."""
    history = _history(document.head)
    found: _Found = {}
    if signature is not None:
        _put(found, DateKind.WRITTEN, signature.day, signature.line)
    _put_printed(found, document.foot)
    for kind, (day, line) in history.items():
        _put(found, kind, day, line)
    _put_fields(found, fields)
    if effect is not None and effect.iso:
        found[DateKind.EFFECTIVE] = DocumentDate(DateKind.EFFECTIVE, effect.iso, effect.span)
    elif effect is not None:
        _put_effect_from(found, effect)
    _put_end(found, period)
    _put_page_day(found, document.page_head)
    if page is not None and page.published and DateKind.PUBLISHED not in found:
        found[DateKind.PUBLISHED] = DocumentDate(DateKind.PUBLISHED, page.published)
    return tuple(found[kind] for kind in DateKind if kind in found)


def _put(found: _Found, kind: DateKind, day: Day, line: Line) -> None:
    span = TextSpan(line.span.start + day.start, line.span.start + day.end)
    found.setdefault(kind, DocumentDate(kind, day.iso, span))


def _put_printed(found: _Found, foot: Sequence[Line]) -> None:
    for line in reversed(foot):
        match = _PRINTED.search(line.folded) if len(line.text) <= 120 else None
        day = first_day(line.folded[match.start("day") :]) if match else None
        if match and day:
            shift = match.start("day")
            _put(found, DateKind.PRINTED, Day(day.iso, day.start + shift, day.end + shift), line)
            return


def _history(head: Sequence[Line]) -> dict[DateKind, tuple[Day, Line]]:
    """Of a regulation: when it was passed, and when it was put in force, in the lines under its title.

    Where those tell of no first passing, the last one that the text was revised by.
    """
    found: dict[DateKind, tuple[Day, Line]] = {}
    revised: tuple[Day, Line] | None = None
    for line in head[:_HISTORY_LINES]:
        if len(line.text) > 400 or not _HISTORY_LINE.search(line.folded):
            continue
        days = list(days_in(line.folded))
        starts = [day.start for day in days] + [len(line.folded)]
        for day, end in zip(days, starts[1:], strict=True):
            verb = _HISTORY.search(line.folded, day.end, end)
            if verb is None:
                continue
            if verb.group() == "通过":
                found.setdefault(DateKind.WRITTEN, (day, line))
            elif verb.group() in ("修订", "修正") and "会议" in line.folded[day.end : verb.start()]:
                revised = (day, line)
            elif verb.group() in ("公布", "发布", "颁布"):
                found.setdefault(DateKind.PUBLISHED, (day, line))
            elif verb.group() in ("施行", "实施"):
                found.setdefault(DateKind.EFFECTIVE, (day, line))
    if revised is not None:
        found.setdefault(DateKind.WRITTEN, revised)
    return found


def _put_fields(found: _Found, fields: Sequence[FieldValue]) -> None:
    for kind, wanted in _OF_FIELD.items():
        for field in fields:
            if field.field is wanted and _put_field(found, kind, field):
                break
    if DateKind.WRITTEN not in found:
        # '日期' next to '发布机关' says not of what; it is taken for the document's own where nothing else is.
        for field in fields:
            if field.field is Field.DAY and any(other.field is Field.ISSUER for other in fields):
                _put_field(found, DateKind.WRITTEN, field)


def _put_field(found: _Found, kind: DateKind, field: FieldValue) -> bool:
    day = first_day(fold(field.value.text))
    span = field.value.span
    if day is None or span is None or day.start > 2:
        return False
    found.setdefault(kind, DocumentDate(kind, day.iso, TextSpan(span.start + day.start, span.start + day.end)))
    return True


def _put_effect_from(found: _Found, effect: Effect) -> None:
    """自印发之日起, 自公布之日起: the day of that, or of the signature where the document tells no other."""
    for kind in (effect.event, DateKind.WRITTEN) if DateKind.EFFECTIVE not in found else ():
        day = found.get(kind) if kind is not None else None
        if day is not None and len(day.iso) == 10:
            found[DateKind.EFFECTIVE] = DocumentDate(DateKind.EFFECTIVE, days_later(day.iso, effect.days), effect.span)
            return


def _put_end(found: _Found, period: Period | None) -> None:
    """The last day of validity: as written, else counted from the day of effect."""
    if period is None or DateKind.EXPIRES in found:
        return
    iso = period.until
    start = found.get(DateKind.EFFECTIVE)
    if not iso and period.months and start is not None:
        iso = last_day_of_period(start.iso, period.months)
    if iso:
        found[DateKind.EXPIRES] = DocumentDate(DateKind.EXPIRES, iso, period.span)


def _put_page_day(found: _Found, page_head: Sequence[Line]) -> None:
    """A day with dashes on a line of its own at the head of a page is when the page was published."""
    for line in above_structure(page_head):
        if is_field_line(line) or len(line.text) > 60:
            continue
        match = _PAGE_DAY.fullmatch(line.folded)
        day = first_day(line.folded) if match else None
        if day is not None:
            _put(found, DateKind.PUBLISHED, day, line)
            return
