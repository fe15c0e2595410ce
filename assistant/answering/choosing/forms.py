"""Forms of answers that a part of a sentence may have, each told by its characters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

_N = r"(?:\d[\d,.]*|[〇零一二两三四五六七八九十百千万亿半数几]+)\s*(?:多|余|几)?(?:[十百千万亿]+)?(?:多|余)?"
FORMS: Mapping[str, re.Pattern[str]] = {
    "digits": re.compile(r"\d"),
    "year": re.compile(r"(?<!\d)\d{3,4}年|[一二][〇零九八][〇零一二三四五六七八九]{2}年|年代|世纪|元年"),
    "day": re.compile(r"\d{1,2}月|\d{1,2}[日号]|[一二三四五六七八九十]月|星期|周[一二三四五六日]|上午|下午|晚上"),
    "duration": re.compile(rf"{_N}(?:年|个月|天|日|周|个?小时|分钟|秒|个工作日|工作日)"),
    "money": re.compile(rf"{_N}(?:美|欧|日|港|新台)?(?:元|英镑|法郎|块|美金)|免费"),
    "share": re.compile(r"%|百分之|分之|\d倍|[一二三四五六七八九]成|百分点|折"),
    "people": re.compile(rf"{_N}(?:人|名|位)"),
    "things": re.compile(
        rf"{_N}(?:个|家|座|种|次|所|条|项|部|支|类|本|首|届|艘|架|辆|颗|台|只|套|间|层|集|张|户|起|例)"
    ),
    "measure": re.compile(
        rf"{_N}(?:米|公里|千米|平方|亩|公顷|吨|公斤|千克|克|英里|英尺|度|立方|升|海里|厘米|毫米|字|岁)"
    ),
    "ordinal": re.compile(r"第[\d一二三四五六七八九十]+"),
    "title": re.compile(r"《[^》]+》"),
    "quoted": re.compile(r"[“「『][^”」』]+[”」』]"),
    "dotted": re.compile(r"[\u4e00-\u9fff]·[\u4e00-\u9fff]"),
    "latin": re.compile(r"[a-z]{2,}"),
    "organisation": re.compile(
        r"(?:大学|公司|集团|协会|银行|学院|学校|医院|部队|球队|政府|法院|委员会|研究[所院]|[局厅署处党社])(?![长员])"
    ),
    "place": re.compile(r"[\u4e00-\u9fff](?:省|市|县|区|国|州|镇|乡|村|岛|河|山|湖|路|街|站|洲|湾|港|城|寺|宫)"),
    "person": re.compile(
        r"(?:先生|女士|总统|主席|国王|皇帝|总理|博士|教授|将军|导演|教练|队长|记者|局长|部长|书记|市长|父亲|母亲|妻子|儿子)"
        r"|(?:由|是|为|被|与|和)[\u4e00-\u9fff]{2,4}(?:[创设写编发提领执担主指])"
    ),
    "because": re.compile(r"因|由于|为了|导致|以致|所以|使得|原因|缘于|鉴于|以便|从而|故"),
    "means": re.compile(r"是指|即|就是|称为|称之|又名|又称|名为|叫做|称作|是一[种个]|指的是|意为|意思|简称|所称"),
    "is": re.compile(r"[是为]"),
    "lists": re.compile(r"包括|分为|包含|以下|如下|主要有|分别|等"),
    "enumerates": re.compile(r"、"),
    "by": re.compile(r"由|被|受|经"),
    "in": re.compile(r"在|于|位于|至|到|从"),
    "time_word": re.compile(r"时|期间|之后|以后|之前|以前|直到|当时|同年|次年|随后"),
    "manner": re.compile(r"通过|采用|利用|以[\u4e00-\u9fff]{1,8}[的方]|按照|根据|采取|使用|凭"),
    "must": re.compile(r"应当|必须|不得|可以|需要|应|须|禁止|给予|予以"),
    "condition": re.compile(r"^(?:对|对于|凡|若|如|如果|当|符合|除)|的$|条件|情形|要求"),
    "contrast": re.compile(r"^(?:但|而|不过|然而|却|反而|同时|此外|另外|其中)"),
    "says": re.compile(r"表示|认为|指出|称|说|强调|提出|报道"),
    "colon": re.compile(r":"),
    "bracket": re.compile(r"\("),
    "role": re.compile(r"负责|牵头|主管|承担|担任|组织|审批|责任单位|配合"),
    "pronoun": re.compile(r"^(?:他|她|它|其|这|该|此|本)"),
    "heading": re.compile(r"^\(?[一二三四五六七八九十\d]{1,3}[、.)]|^第[一二三四五六七八九十\d]+[章节条]"),
}
FORM_NAMES = tuple(FORMS)


@lru_cache(maxsize=8192)
def forms_of(folded: str) -> tuple[bool, ...]:
    """Which of `FORMS` a folded text has; kept, since the passages that questions find are often the same."""
    return tuple([pattern.search(folded) is not None for pattern in FORMS.values()])
