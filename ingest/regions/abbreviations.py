"""Regions named by one character: 来穗人员, 在甘各单位, 穗籍, and companies such as 黔希化工."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.model import TextSpan
from ingest.regions.gazetteer import Gazetteer, RegionMention
from ingest.regions.names import load_abbreviations

_PEOPLE = (
    r"(?=人员|人士|企业|单位|高校|院校|各|务工|就业|投资|创业|中央|省直|部队|机构|金融|学生|台胞|台资|港澳"
    r"|外资|工作|项目)"
)
_BUSINESS = r"(?=[\u4e00-\u9fff]{1,3}(?:化工|集团|电力|能源|钢铁|水泥|矿业|煤业|煤电|股份|建材|公司|重工|机械))"


def find_abbreviated(folded: str, gazetteer: Gazetteer) -> list[RegionMention]:
    """Regions that the text names by one character, in places where it can mean nothing else; on folded text.

    They are hints for where a masked document belongs, too weak to be regions that a text names.
    """
    codes = load_abbreviations()
    found = []
    for match in _pattern().finditer(folded):
        sign = match.group("moved") or match.group("native") or match.group("business")
        start, end = match.span(match.lastgroup or 0)
        region = gazetteer.by_code(codes[sign])
        found.append(RegionMention(region, TextSpan(start, end), sign))
    return found


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    signs = "".join(load_abbreviations())
    # Companies are called after provinces; 京, 津, 川, 青, 甘 and the like begin too many other words.
    provinces = "".join(sign for sign in "黔赣皖鄂湘粤桂琼滇豫冀晋鲁闽浙" if sign in signs)
    return re.compile(
        rf"(?<=[来在驻返留])(?P<moved>[{signs}]){_PEOPLE}|(?<![\u4e00-\u9fff])(?P<native>[{signs}])(?=籍)"
        rf"|(?<=[、,:;(托靠持进抓与和])(?P<business>[{provinces}]){_BUSINESS}"
    )
