"""What a document says of itself, in the words that a person reads. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.model import AdministrativeLevel, DateKind, Fact, RemovedKind, ValidityKind
from vectorstore.model import DocumentRecord

_LEVELS = {
    AdministrativeLevel.NATIONAL: "国家级",
    AdministrativeLevel.PROVINCE: "省级",
    AdministrativeLevel.CITY: "市级",
    AdministrativeLevel.COUNTY: "县级",
    AdministrativeLevel.ZONE: "开发区",
    AdministrativeLevel.UNKNOWN: "",
}
_DATES = {
    DateKind.WRITTEN: "成文",
    DateKind.PRINTED: "印发",
    DateKind.PUBLISHED: "发布",
    DateKind.EFFECTIVE: "施行",
    DateKind.EXPIRES: "失效",
}
_VALIDITY = {
    ValidityKind.TRIAL: "试行",
    ValidityKind.PERIOD: "有效期",
    ValidityKind.REPEALED: "已失效",
    ValidityKind.REPEALS: "废止其他文件",
}
_BARE = re.compile(r"[-+]?[\d,.]+(?:\s*[-—~至]\s*[\d,.]+)?")
_SCALES = ((10**8, "亿"), (10**4, "万"))
_REMOVED = {
    RemovedKind.NAVIGATION: "导航",
    RemovedKind.PAGE_DATA: "网页信息",
    RemovedKind.EDITOR: "网站编者",
    RemovedKind.SHARING: "分享",
    RemovedKind.FOOTER: "页脚",
    RemovedKind.ADVERT: "广告",
    RemovedKind.SCRIPT: "脚本",
    RemovedKind.HIDDEN: "隐藏内容",
    RemovedKind.RUNNING_HEAD: "页眉页脚",
    RemovedKind.PAGE_NUMBER: "页码",
}


def level_name(record: DocumentRecord) -> str:
    """国家级, 省级, ...; empty where it is not known."""
    return _LEVELS[record.details.level]


def region_name(record: DocumentRecord) -> str:
    """The region on one line, with a remark where it was inferred; empty where it is not known."""
    return " ".join(record.region) + ("（据正文推断）" if record.region and record.region_inferred else "")


def removed_name(kind: RemovedKind) -> str:
    """What a removed part was."""
    return _REMOVED[kind]


def first_date(record: DocumentRecord) -> str:
    """The first date that the document tells, in the order written, printed, published, effective; else empty."""
    dates = [date for date in record.details.dates if date.kind is not DateKind.EXPIRES]
    return f"{dates[0].iso} {_DATES[dates[0].kind]}" if dates else ""


def shown_value(fact: Fact) -> str:
    """The figure as written; of a bare number in a table, with the unit that its headers state: '850亿元'."""
    if not fact.unit or _BARE.fullmatch(fact.written.strip()) is None:
        return fact.written
    scale, sign = next(((scale, sign) for scale, sign in _SCALES if fact.low >= scale), (1, ""))
    if not fact.unit.startswith(("元", "美元", "港元", "欧元", "平方米")):
        scale, sign = 1, ""
    ends = dict.fromkeys(f"{(end / scale).normalize():f}" for end in (fact.low, fact.high))
    return f"{'—'.join(ends)}{sign}{fact.unit}"


def described(record: DocumentRecord) -> Iterator[tuple[str, str]]:
    """Names and values, those that the document tells."""
    details = record.details
    yield "文件", record.id
    yield "标题", record.title
    rows = [
        ("文种", details.kind),
        ("文号", details.number.text if details.number else ""),
        ("发文机关", "、".join(issuer.text for issuer in details.issuers)),
        ("级别", level_name(record)),
        ("地区", region_name(record)),
        *((f"{_DATES[date.kind]}日期", date.iso) for date in details.dates),
        *((_VALIDITY[note.kind], note.text) for note in details.validity),
    ]
    yield from (row for row in rows if row[1])
    yield "条款", f"{record.clauses} 条，{record.passages} 个条款段"
    if record.copies:
        yield "同文另见", "、".join(copy.id for copy in record.copies)
