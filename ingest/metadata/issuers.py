"""The bodies that issued a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.lines import Line
from ingest.metadata.context import DocumentText, compact, piece_of, reading_of
from ingest.metadata.days import DAY_PATTERN
from ingest.metadata.fields import Field, FieldValue
from ingest.metadata.number_forms import ANNOUNCED
from ingest.metadata.organs import is_organ, organs_in
from ingest.metadata.signatures import Signature
from ingest.model import PageData, Reading, TextSpan
from ingest.normalize import fold

_TITLE_HEAD = re.compile(
    r"(?P<bodies>\S.{1,80}?)(?:等\s?(?:\d{1,2}|[一二三四五六七八九十多]{1,2})?个?(?:部门|单位|部委|厅局|厅|局|委|部))?"
    r"\s?(?:联合)?(?:关于|印发|转发|批转|发布|公布|出台)"
)
_OUTLET = re.compile(r"(?:报|网|社|台|公众号|新闻|频道|客户端)(?:$|[\s(])|\+")
_WEBSITE = re.compile(r"(?:政府)?(?:门户|官方)?(?:官网|网站)$")
_PASSED = re.compile(
    rf"(?:{DAY_PATTERN})\s?(?:经)?"
    rf"(?:第[一二三四五六七八九十]{{1,4}}届)?(?P<body>[\u4e00-\u9fff]{{4,40}}?)第[一二三四五六七八九十百零〇\d]+次"
    rf"(?:全体)?(?:会议|常务会议)"
)
_PRINTED = re.compile(rf"(?P<body>\S{{4,40}}?)(?:秘书处|秘书局)?\s*(?:{DAY_PATTERN})\s?印发")
_HISTORY_LINES = 8
_LETTERHEAD_LINES = 5
_ORDER = re.compile(r"(?P<bodies>[\u4e00-\u9fff、 ]{2,60}?)(?:令|公告|通告)")


def read_issuers(
    text: str,
    document: DocumentText,
    title: Reading,
    number: Reading | None,
    signature: Signature | None,
    fields: Sequence[FieldValue],
    page: PageData | None,
) -> tuple[Reading, ...]:
    """The issuing bodies of a document in `text`, from the place that names them best.

    Those who signed; the head of an order; the letterhead (甲市人民政府文件); the head of the title (甲市政府关于…);
    labelled data; who passed a regulation; who printed it; at last the body that a page names as its source.
    """
    signed = signature.bodies if signature else ()
    return (
        signed
        or _of_order(text, number)
        or _of_letterhead(document.head)
        or _of_title(text, title)
        or _labelled(fields, Field.ISSUER)
        or _of_history(document.head)
        or _of_printer(document.foot)
        or _labelled(fields, Field.ORIGIN)
        or _of_page(page)
    )


def _of_order(text: str, number: Reading | None) -> tuple[Reading, ...]:
    """The bodies at the head of an order's number: 甲市人民政府令第3号, 财政部公告2026年第3号."""
    if number is None or number.span is None:
        return ()
    written, start = number.span.slice(text), number.span.start
    match = _ORDER.match(fold(written))
    spans = organs_in(match["bodies"]) if match else []
    return tuple(Reading(written[a:b], TextSpan(start + a, start + b)) for a, b in spans)


def _of_letterhead(lines: Sequence[Line]) -> tuple[Reading, ...]:
    for line in lines[:_LETTERHEAD_LINES]:
        if line.folded.endswith("文件") and (spans := organs_in(line.folded[: -len("文件")])):
            return tuple(reading_of(line, *span) for span in spans)
    return ()


def _of_title(text: str, title: Reading) -> tuple[Reading, ...]:
    """The bodies in a title's head, with their places where the title stands in the text."""
    match = _TITLE_HEAD.match(fold(title.text))
    if match is None:
        return ()
    spans = organs_in(match["bodies"])
    return tuple(piece_of(text, title, *span) for span in spans)


def _labelled(fields: Sequence[FieldValue], field: Field) -> tuple[Reading, ...]:
    for found in fields:
        value, span = found.value.text, found.value.span
        if found.field is not field or span is None:
            continue
        folded = fold(value)
        if field is Field.ORIGIN:
            folded = _WEBSITE.sub("", folded)
            if _OUTLET.search(folded):
                continue
        spans = organs_in(folded)[: 1 if field is Field.ORIGIN else None]
        if spans:
            return tuple(Reading(value[a:b], TextSpan(span.start + a, span.start + b)) for a, b in spans)
    return ()


def _of_history(lines: Sequence[Line]) -> tuple[Reading, ...]:
    """Who passed or put in force a regulation, from the lines under its title."""
    for line in lines[:_HISTORY_LINES]:
        found = _PASSED.finditer(line.folded) if len(line.text) <= 300 else ()
        passed = next((one for one in found if not line.folded.startswith("批准", one.end())), None)
        if passed and is_organ(passed["body"]):
            return (reading_of(line, *passed.span("body")),)
        order = ANNOUNCED.search(line.folded)
        if order and len(line.text) <= 300:
            name = re.match(r"[\u4e00-\u9fff]{2,30}?(?=令|公告)", order["number"])
            if name and is_organ(name.group()):
                start = order.start("number")
                return (reading_of(line, start, start + name.end()),)
    return ()


def _of_printer(lines: Sequence[Line]) -> tuple[Reading, ...]:
    for line in reversed(lines):
        match = _PRINTED.fullmatch(line.folded)
        if match and is_organ(match["body"]):
            return (reading_of(line, *match.span("body")),)
    return ()


def _of_page(page: PageData | None) -> tuple[Reading, ...]:
    origin = page.origin.strip() if page else ""
    return (Reading(origin),) if origin and not _OUTLET.search(origin) and is_organ(compact(origin)) else ()
