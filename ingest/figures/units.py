"""Units of figures: those that are known, how they are found in folded text, and their normal form."""

from __future__ import annotations

import re
from decimal import Decimal

MONEY_UNITS = ("亿美元", "万美元", "美元", "欧元", "英镑", "港元", "日元", "元/亩", "元/平方米", "元/人", "元/月", "元")
COUNT_UNITS = (
    *"家户个项人名所台套批条件次位席座辆艘栋间层届种类宗篇份例门款处只支头株棒张部场期",
    *("人次", "人年", "件套", "标箱", "标准箱"),
)
MEASURE_UNITS = (
    "平方公里",
    "平方米",
    "立方米",
    "公里",
    "千米",
    "公顷",
    "千瓦时",
    "千瓦",
    "兆瓦",
    "吨标准煤",
    "吨标煤",
    "公斤",
    "千克",
    "吨",
    "克",
    "米",
    "亩",
    "升",
    "床",
    "张床位",
    "字",
)
TIME_UNITS = (
    "个工作日",
    "工作日",
    "个月",
    "小时",
    "分钟",
    "年度",
    "周年",
    "年",
    "月份",
    "月",
    "天",
    "日",
    "周",
    "季度",
    "岁",
)
RATIO_UNITS = ("个百分点", "百分点", "%", "‰", "倍", "成", "番", "分")

_FURTHER_UNITS = (
    *(
        "元人民币",
        "港币",
        "个自然日",
        "自然日",
        "个小时",
        "个半月",
        "个半小时",
        "个季度",
        "个年度",
        "个点",
        "周岁",
        "幢",
        "枚",
    ),
    *("千伏", "毫克", "微克", "毫米", "厘米", "分贝", "总吨", "摄氏度", "℃", "㎡", "股", "轮", "笔"),
)
"""Read as units, but not among those that a question may ask for."""
_LATIN_UNITS = ("km²", "m²", "km2", "m2", "km", "kwh", "kw", "mw", "gw", "kg", "mg", "cm", "mm")
_ENGLISH_UNITS = {
    **dict.fromkeys(("percent", "per cent", "%"), "%"),
    **dict.fromkeys(("percentage points", "percentage point"), "个百分点"),
    **dict.fromkeys(("yuan", "rmb", "cny", "¥"), "元"),
    **dict.fromkeys(("us dollars", "dollars", "usd", "us$", "$"), "美元"),
    **dict.fromkeys(("euros", "euro", "eur", "€"), "欧元"),
    **dict.fromkeys(("mu", "mus"), "亩"),
    **dict.fromkeys(("hectare", "hectares"), "公顷"),
    **dict.fromkeys(("square kilometre", "square kilometres", "square kilometer", "square kilometers"), "平方公里"),
    **dict.fromkeys(("square metre", "square metres", "square meter", "square meters"), "平方米"),
    **dict.fromkeys(("kilometre", "kilometres", "kilometer", "kilometers"), "公里"),
    **dict.fromkeys(("metre", "metres", "meter", "meters"), "米"),
    **dict.fromkeys(("kilogram", "kilograms"), "公斤"),
    **dict.fromkeys(("tonne", "tonnes", "ton", "tons"), "吨"),
    **dict.fromkeys(("year", "years"), "年"),
    **dict.fromkeys(("month", "months"), "个月"),
    **dict.fromkeys(("working day", "working days"), "个工作日"),
    **dict.fromkeys(("day", "days", "calendar day", "calendar days"), "天"),
    **dict.fromkeys(("hour", "hours"), "小时"),
}
_NORMAL_UNITS = {
    **{
        "元人民币": "元",
        "港币": "港元",
        "百分点": "个百分点",
        "个点": "个百分点",
        "㎡": "平方米",
        "m²": "平方米",
        "m2": "平方米",
    },
    **{
        "km²": "平方公里",
        "km2": "平方公里",
        "km": "公里",
        "千米": "公里",
        "kg": "公斤",
        "千克": "公斤",
        "吨标煤": "吨标准煤",
    },
    **{
        "kwh": "千瓦时",
        "kw": "千瓦",
        "mw": "兆瓦",
        "工作日": "个工作日",
        "自然日": "个自然日",
        "个小时": "小时",
        "季度": "个季度",
    },
    **{
        "年度": "年",
        "个年度": "年",
        "日": "天",
        "周岁": "岁",
        "张床位": "床",
        "月": "个月",
        "月份": "个月",
        "个半月": "个月",
        "个半小时": "小时",
        "标箱": "标准箱",
        "mg": "毫克",
    },
    **{"cm": "厘米", "mm": "毫米"},
    **_ENGLISH_UNITS,
}
_SHARES = {"成": Decimal(10), "‰": Decimal("0.1")}
"""Units that are so many hundredths."""

_LONGER_WORDS = {
    **{
        "成": "[立果为员长本功熟套品效交份都]",
        "分": "[类级别布公局成期批步层段享行析支之工管]",
        "部": "[门委分队署件]",
    },
    **{
        "项": "目",
        "层": "[楼次级面]",
        "场": "[所地景馆]",
        "期": "[间末货限]",
        "支": "[持撑出部柱付]",
        "门": "[槛户诊式]",
    },
    **{"处": "[理置罚于长]", "位": "[一居列于]", "件": "事", "条": "[例龙]", "台": "[阶账湾州]", "所": "[有在属以需]"},
    **{"名": "[单录称列]", "人": "(?:民|才|均|员|工智)", "个": "(?:性|人(?!以|及|左)|别|税)", "种": "[植子养业]"},
    **{"类": "[别似型]", "次": "(?:产业|级|能源|性|序)", "家": "[庭族乡]", "户": "[籍外口均型]", "宗": "[旨教]"},
    **{
        "例": "[如外会]",
        "份": "额",
        "只": "[要有能是]",
        "头": "部",
        "株": "[洲式]",
        "张": "[家贴江网]",
        "座": "[谈右]",
    },
    **{"席": "位", "间": "[接隔距]", "批": "[准复发]", "届": "[满时]", "篇": "[章幅]", "套": "用", "元": "[旦素件宵]"},
    **{
        "亩": "[均产]",
        "吨": "位",
        "克": "[服拉隆]",
        "升": "[级至格学降幅高到为]",
        "天": "[津然河府]",
        "日": "[常本益均照]",
    },
    **{
        "周": "[边期围口]",
        "年": "[均代龄轻级]",
        "倍": "增",
        "番": "[茄禺]",
        "轮": "[流换候]",
        "股": "[份权东]",
        "笔": "试",
    },
}
"""What makes of a unit's sign the start of another word: 5亩均税收, 一升级, 三项目."""

_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_ENGLISH_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}


def _pattern(unit: str) -> str:
    longer = _LONGER_WORDS.get(unit)
    return re.escape(unit) + (f"(?!{longer})" if longer else "")


_CHINESE_UNITS = sorted(
    MONEY_UNITS + COUNT_UNITS + MEASURE_UNITS + TIME_UNITS + RATIO_UNITS + _FURTHER_UNITS, key=len, reverse=True
)
UNIT = "|".join((*map(_pattern, _CHINESE_UNITS), *(f"{unit}(?![a-z0-9])" for unit in _LATIN_UNITS)))
"""Alternatives for a unit without scale, the longest first."""
SCALE = r"[十百千]?(?:万亿|万|亿)"
PLACE = r"[百千](?=[元家户个人名亩吨瓦])"
"""A place of ten that only a unit behind it tells from a word: 3千元."""
PER = rf"/ ?(?:[百千万]?[万亿])?(?:{UNIT}|株|次|l(?![a-z]))|每(?:亩|平方米|平方公里|公顷|人|户|吨)"
ENGLISH_SCALE = "|".join(_ENGLISH_SCALES)
ENGLISH_UNIT = "|".join(
    sorted((re.escape(unit) for unit in _ENGLISH_UNITS if unit.isascii() and unit[0].isalpha()), key=len, reverse=True)
)
CURRENCY = r"rmb|cny|us\$|usd|eur|[¥$€]"


def scale_of(text: str) -> Decimal:
    """The factor of a scale: 10,000 for 万, 10^12 for 万亿 or 'trillion', 1 for nothing."""
    if text in _ENGLISH_SCALES:
        return Decimal(_ENGLISH_SCALES[text])
    factor = Decimal(1)
    for sign in text:
        factor *= _SCALES[sign]
    return factor


def normal_unit(unit: str) -> tuple[str, Decimal]:
    """The one form of a unit and the factor to it: '亿美元' is ('美元', 10^8), '成' is ('%', 10).

    A unit per another keeps both: '万元/亩' is ('元/亩', 10^4). A scale alone is of no unit.
    """
    base, per = _divided(unit)
    scale = re.match(rf"(?:{SCALE}|[百千](?![克米瓦伏分]))?", base)
    length = scale.end() if scale else 0
    bare = base[length:]
    factor = scale_of(base[:length]) * _SHARES.get(bare, Decimal(1))
    bare = "%" if bare in _SHARES else _NORMAL_UNITS.get(bare, bare)
    return (f"{bare}/{_NORMAL_UNITS.get(per, per)}" if per else bare), factor


def _divided(unit: str) -> tuple[str, str]:
    parts = re.split(r" ?/ ?|每", unit, maxsplit=1)
    return parts[0].strip(), parts[1] if len(parts) > 1 else ""
