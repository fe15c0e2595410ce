"""The head of a formal note: 《标题》（发文机关，文号，日期）."""

from __future__ import annotations

import re

from ingest.model import DateKind, DocumentDate
from ingest.normalize import fold, simplify
from vectorstore.model import DocumentRecord

_DATES = (DateKind.WRITTEN, DateKind.PRINTED, DateKind.PUBLISHED)
"""Which day is told: the first of these that the document has."""
_SEVERAL = re.compile(
    r"^(?P<bodies>\S[^《]{1,40}?等\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?个?(?:部门|单位|部委|厅局|机关|厅|局|委|部))"
    r"\s?(?:联合)?(?:关于|印发|转发|发布|公布)"
)
_MARKS = ("《》", "〈〉")
_FULL_WIDTH = str.maketrans({"(": "（", ")": "）"})
_SIGNS = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！"}
_BESIDE_HAN = re.compile(r"(?<=[\u4e00-\u9fff”’）》])[,:;?!]|[,:;?!](?=[\u4e00-\u9fff“‘（《])")
_YEAR_BRACKETS = re.compile(r"[\[【(（﹝〖]((?:19|20)\d{2})[\]】)）﹞〗]")
_BLANK_IN_HAN = re.compile(r"(?<=[\u4e00-\u9fff）])\s+(?=[\u4e00-\u9fff])")
_INFERRED = ("地区据正文推断为", "地區據正文推斷爲")


def document_head(record: DocumentRecord) -> str:
    """《标题》（发文机关，文号，日期）, each part left out where the document does not say it.

    Of a document that hides its region the region that was inferred is told, and told to be inferred.
    """
    parts = [part for part in (_bodies(record), _number(record), _day(record), _inferred(record)) if part]
    return marked(_title(record)) + (f"（{'，'.join(parts)}）" if parts else "")


def marked(title: str) -> str:
    """A title in book marks, with full-width signs; marks inside it alternate: 《关于印发〈…〉的通知》."""
    inner = full_width(title.strip())
    whole = inner.startswith("《") and inner.endswith("》") and inner.count("《") == 1
    depth, signs = 1, []
    for sign in inner[1:-1] if whole else inner:
        if sign in "《〈":
            signs.append(_MARKS[depth % 2][0])
            depth += 1
        elif sign in "》〉":
            depth = max(1, depth - 1)
            signs.append(_MARKS[depth % 2][1])
        else:
            signs.append(sign)
    return f"《{''.join(signs)}》"


def full_width(text: str) -> str:
    """Chinese text with its brackets, and the signs beside Chinese characters, full-width."""
    return _BESIDE_HAN.sub(lambda match: _SIGNS[match.group()], text.translate(_FULL_WIDTH))


def shown_day(iso: str) -> str:
    """'2019年9月26日' of '2019-09-26', and as much of it as is known.

    >>> shown_day("2019-09-26"), shown_day("2019-09"), shown_day("2019")
    ('2019年9月26日', '2019年9月', '2019年')
    """
    return "".join(f"{int(number)}{unit}" for number, unit in zip(iso.split("-"), "年月日", strict=False))


def number_of(record: DocumentRecord) -> str:
    """The document's number with its year in 〔〕; empty where it has none."""
    number = record.details.number
    return _YEAR_BRACKETS.sub(r"〔\1〕", full_width(number.text)) if number else ""


def _title(record: DocumentRecord) -> str:
    """Of a document that names itself nowhere, what it is called here, without the region that was inferred for it."""
    made_up = record.details.title.span is None and record.region_inferred and record.region
    return record.title.removeprefix(record.region[-1]).strip() or record.title if made_up else record.title


def _bodies(record: DocumentRecord) -> str:
    """The bodies as the title counts them (商务部等9部门), else all; none where the number begins with theirs."""
    several = _SEVERAL.match(record.title)
    if several is not None:
        return "".join(several["bodies"].split())
    bodies = "、".join(_BLANK_IN_HAN.sub("", issuer.text.strip()) for issuer in record.details.issuers)
    return "" if bodies and fold(number_of(record)).startswith(fold(bodies)) else full_width(bodies)


def _number(record: DocumentRecord) -> str:
    return number_of(record)


def _day(record: DocumentRecord) -> str:
    days: dict[DateKind, DocumentDate] = {day.kind: day for day in record.details.dates}
    return next((shown_day(days[kind].iso) for kind in _DATES if kind in days), "")


def _inferred(record: DocumentRecord) -> str:
    if not record.region_inferred or not record.region or record.details.issuers:
        return ""
    traditional = simplify(record.title) != record.title
    return f"{_INFERRED[traditional]}{''.join(record.region)}"
