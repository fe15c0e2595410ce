"""Labelled data of a document: 文号: …, 发布机关: …, 成文日期: …, in lines or in the cells of a page's table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from ingest.lines import Line
from ingest.metadata.context import reading_of
from ingest.model import Reading


class Field(Enum):
    """What a label says that its value is."""

    NUMBER = auto()
    ISSUER = auto()
    ORIGIN = auto()
    WRITTEN = auto()
    PUBLISHED = auto()
    EFFECTIVE = auto()
    EXPIRES = auto()
    STATUS = auto()
    DAY = auto()
    """日期, without saying of what."""
    TITLE = auto()
    OTHER = auto()


_LABELS = {
    Field.NUMBER: "文号|发文字号|发文文号|发布文号|公文文号|文件编号|文件字号|发文号",
    Field.ISSUER: "发文机关|发布机关|发文单位|发布机构|发文机构|制发机关|制定机关|发布单位|颁布单位|颁发部门|制发单位",
    Field.ORIGIN: "来源|信息来源|文章来源|稿件来源|内容来源",
    Field.WRITTEN: "成文日期|签发日期|发文日期|生成日期|形成日期|成文时间|发文时间|签署日期|通过日期",
    Field.PUBLISHED: "发布日期|公布日期|发布时间|发表时间|公开日期|发表日期|颁布日期|公布时间|颁布时间|公开时间|发布于",
    Field.EFFECTIVE: "实施日期|生效日期|施行日期|执行日期|实施时间|生效时间|施行时间",
    Field.EXPIRES: "失效日期|废止日期|失效时间|有效期至|终止日期",
    Field.STATUS: "文件状态|时效性|有效性|效力状态|是否有效|文件有效性|时效状态|文件时效",
    Field.DAY: "日期|时间",
    Field.TITLE: "政策名称|政策标题|公文名称|公文标题|标题|文件名称|信息名称|文件标题|名称",
    Field.OTHER: "索引号|信息索引|统一编号|主题分类|主题词|主题|体裁分类|公文种类|信息类别|服务对象|分类|关键词"
    "|浏览量|浏览次数|浏览"
    "|点击数|点击|字体|字号|作者|责任编辑|编辑|审核|公开方式|公开形式|公开类别|更新时间|更新日期|添加时间"
    "|栏目|人气|阅读|截止日期",
}
_KIND_OF = {label: field for field, labels in _LABELS.items() for label in labels.split("|")}
_SPACED = "|".join(r"\s{0,4}".join(label) for label in sorted(_KIND_OF, key=lambda label: (-len(label), label)))
# The label starts its cell or stands behind another value; its value runs to the next label.
_LABEL = re.compile(rf"(?:^|(?<=[\s\]】)|;]))[\[【]?\s?(?P<label>{_SPACED})\s?[\]】]?\s?(?P<mark>:|\t)\s*")
_VALUE_END = re.compile(r"\t|浏览|字体|字号|阅读|点击|分享|打印|责任编辑|【")
_LONGEST_LINE = 300
_LONGEST_VALUE = 80


@dataclass(frozen=True, slots=True)
class FieldValue:
    """The value under a label; never empty."""

    field: Field
    value: Reading


def fields_of(lines: Iterable[Line]) -> list[FieldValue]:
    """All labelled values of the lines, in order."""
    found = []
    for line in lines:
        if len(line.text) > _LONGEST_LINE:
            continue
        matches = list(_LABEL.finditer(line.folded))
        starts = [match.start() for match in matches] + [len(line.text)]
        for match, end in zip(matches, starts[1:], strict=True):
            value = reading_of(line, match.end(), _cell_end(line.folded, match.end(), end))
            field = _KIND_OF["".join(match["label"].split())]
            if value.text and len(value.text) <= _LONGEST_VALUE:
                found.append(FieldValue(field, value))
    return found


def is_field_line(line: Line) -> bool:
    """True for a line that begins with a label."""
    return len(line.text) <= _LONGEST_LINE and _LABEL.match(line.folded) is not None


def _cell_end(folded: str, start: int, end: int) -> int:
    """Where a value ends: at the next cell, or where a button of the page follows without a gap."""
    stop = _VALUE_END.search(folded, start, end)
    return stop.start() if stop else end
