"""Regions named by one character: 来穗人员, 在甘各单位, 穗籍, companies such as 黔希化工, and the heads of numbers."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.model import TextSpan
from ingest.regions.gazetteer import Gazetteer, RegionMention
from ingest.regions.names import Region, load_abbreviations, load_number_heads

_PEOPLE = (
    r"(?=人员|人士|企业|单位|高校|院校|各|务工|就业|投资|创业|中央|省直|部队|机构|金融|学生|台胞|台资|港澳"
    r"|外资|工作|项目)"
)
_BUSINESS = r"(?=[\u4e00-\u9fff]{1,3}(?:化工|集团|电力|能源|钢铁|水泥|矿业|煤业|煤电|股份|建材|公司|重工|机械))"
_DEPARTMENT = re.compile(
    r"财|发改|人社|工信|科|商|教|民|卫|医保|建|住建|环|自然资|规划|市监|税|农|文旅|应急|金|国资|交|水|林|市场监管"
)


def region_of_number(folded: str, gazetteer: Gazetteer) -> tuple[Region, int] | None:
    """The region whose government or department numbers its documents so, and how many characters tell it.

    穗府办规〔2024〕5号 is Guangzhou's, 鄂政办发〔2023〕8号 Hubei's; None for heads that several places use.
    """
    heads, signs = load_number_heads()
    for length in (4, 3, 2):
        if folded[:length] in heads:
            return gazetteer.by_code(heads[folded[:length]]), length
    if folded[:1] in signs and _DEPARTMENT.match(folded, 1):
        return gazetteer.by_code(signs[folded[:1]]), 1
    return None


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
