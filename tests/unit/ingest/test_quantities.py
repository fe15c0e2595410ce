from __future__ import annotations

from decimal import Decimal

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.figures.quantities import Direction, Quantity, find_quantities, find_statements

EXACT, LEAST, MOST, ABOUT = Direction.EXACT, Direction.AT_LEAST, Direction.AT_MOST, Direction.ABOUT
UP, DOWN = Direction.INCREASE, Direction.DECREASE

# Text, the figure's amount as written, lowest and highest value, normal unit, direction.
SINGLE = [
    # Money, with scales.
    ("亩均税收须不低于20万元/亩", "20万元/亩", 200_000, 200_000, "元/亩", LEAST),
    ("每亩产值3.5万元", "3.5万元", 35_000, 35_000, "元", EXACT),
    ("产值达1.2亿元", "1.2亿元", 120_000_000, 120_000_000, "元", EXACT),
    ("规模1.2万亿元", "1.2万亿元", 1_200_000_000_000, 1_200_000_000_000, "元", EXACT),
    ("外资3亿美元", "3亿美元", 300_000_000, 300_000_000, "美元", EXACT),
    ("注册资本500万欧元", "500万欧元", 5_000_000, 5_000_000, "欧元", EXACT),
    ("收费3千元", "3千元", 3000, 3000, "元", EXACT),
    ("奖金80万元人民币", "80万元人民币", 800_000, 800_000, "元", EXACT),
    ("租金30元/平方米", "30元/平方米", 30, 30, "元/平方米", EXACT),
    ("租金30元／㎡", "30元／㎡", 30, 30, "元/平方米", EXACT),
    ("产出200万元每亩", "200万元每亩", 2_000_000, 2_000_000, "元/亩", EXACT),
    ("能耗0.5吨标准煤/万元", "0.5吨标准煤/万元", Decimal("0.5"), Decimal("0.5"), "吨标准煤/万元", EXACT),
    ("RMB 200,000", "RMB 200,000", 200_000, 200_000, "元", EXACT),
    ("3.5 million yuan", "3.5 million yuan", 3_500_000, 3_500_000, "元", EXACT),
    ("US$ 3 billion", "US$ 3 billion", 3_000_000_000, 3_000_000_000, "美元", EXACT),
    # Counts stay distinct; scales without a unit.
    ("引进20家", "20家", 20, 20, "家", EXACT),
    ("规上企业20户", "20户", 20, 20, "户", EXACT),
    ("平台20个", "20个", 20, 20, "个", EXACT),
    ("就业5万人", "5万人", 50_000, 50_000, "人", EXACT),
    ("培训1.5万人次", "1.5万人次", 15_000, 15_000, "人次", EXACT),
    ("排名第5位", "5位", 5, 5, "位", EXACT),
    ("户数突破5万", "5万", 50_000, 50_000, "", LEAST),
    ("指数达到71", "71", 71, 71, "", EXACT),
    # Measures and time.
    ("厂房200万平方米以上", "200万平方米", 2_000_000, 2_000_000, "平方米", LEAST),
    ("面积50m²", "50m²", 50, 50, "平方米", EXACT),
    ("面积50m2", "50m2", 50, 50, "平方米", EXACT),
    ("重5千克", "5千克", 5, 5, "公斤", EXACT),
    ("重三十千克", "三十千克", 30, 30, "公斤", EXACT),
    ("长二千米", "二千米", 2, 2, "公里", EXACT),
    ("装机30千瓦", "30千瓦", 30, 30, "千瓦", EXACT),
    ("全长12公里", "12公里", 12, 12, "公里", EXACT),
    ("配制500mg/L溶液", "500mg/L", 500, 500, "毫克/l", EXACT),
    ("30个工作日内办结", "30个工作日", 30, 30, "个工作日", MOST),
    ("5个工作日办结", "5个工作日", 5, 5, "个工作日", EXACT),
    ("48小时内办结", "48小时", 48, 48, "小时", MOST),
    ("公示30日内", "30日", 30, 30, "天", MOST),
    ("近三年无违规", "三年", 3, 3, "年", EXACT),
    ("试行两年", "两年", 2, 2, "年", EXACT),
    ("为期6个月", "6个月", 6, 6, "个月", EXACT),
    ("不满18周岁", "18周岁", 18, 18, "岁", MOST),
    # Shares.
    ("占比20％", "20％", 20, 20, "%", EXACT),
    ("费率5‰", "5‰", Decimal("0.5"), Decimal("0.5"), "%", EXACT),
    ("提高3个百分点", "3个百分点", 3, 3, "个百分点", UP),
    ("提升0.5百分点", "0.5百分点", Decimal("0.5"), Decimal("0.5"), "个百分点", UP),
    ("八成企业", "八成", 80, 80, "%", EXACT),
    ("百分之三十", "百分之三十", 30, 30, "%", EXACT),
    ("不超过百分之十五点五", "百分之十五点五", Decimal("15.5"), Decimal("15.5"), "%", MOST),
    ("百分之20以上", "百分之20", 20, 20, "%", LEAST),
    ("千分之三", "千分之三", Decimal("0.3"), Decimal("0.3"), "%", EXACT),
    ("四分之三以上", "四分之三", 75, 75, "%", LEAST),
    ("15 percent", "15 percent", 15, 15, "%", EXACT),
    ("占GDP3.5%", "3.5%", Decimal("3.5"), Decimal("3.5"), "%", EXACT),
    # Chinese numerals.
    ("补助二十万元", "二十万元", 200_000, 200_000, "元", EXACT),
    ("产值五万亿元", "五万亿元", 5 * 10**12, 5 * 10**12, "元", EXACT),
    ("百亿元企业", "百亿元", 10**10, 10**10, "元", EXACT),
    ("一万二千户", "一万二千户", 12_000, 12_000, "户", EXACT),
    ("一万二千零五户", "一万二千零五户", 12_005, 12_005, "户", EXACT),
    ("一千二百万元", "一千二百万元", 12_000_000, 12_000_000, "元", EXACT),
    ("一百五十家", "一百五十家", 150, 150, "家", EXACT),
    ("布局两个基地", "两个", 2, 2, "个", EXACT),
    ("三点五万亩", "三点五万亩", 35_000, 35_000, "亩", EXACT),
    ("贰拾万元整", "贰拾万元", 200_000, 200_000, "元", EXACT),
    ("半年评估", "半年", Decimal("0.5"), Decimal("0.5"), "年", EXACT),
    ("为期一年半", "一年半", Decimal("1.5"), Decimal("1.5"), "年", EXACT),
    ("为期两个半月", "两个半月", Decimal("2.5"), Decimal("2.5"), "个月", EXACT),
    ("七八家企业", "七八家", 7, 8, "家", EXACT),
    ("二三十家企业", "二三十家", 20, 30, "家", EXACT),
    ("三五年见效", "三五年", 3, 5, "年", EXACT),
    # Ranges.
    ("重点围绕2—3个产业", "2—3个", 2, 3, "个", EXACT),
    ("遴选1至2家", "1至2家", 1, 2, "家", EXACT),
    ("遴选１～２家", "１～２家", 1, 2, "家", EXACT),
    ("提高1-2%", "1-2%", 1, 2, "%", UP),
    ("10%-20%", "10%-20%", 10, 20, "%", EXACT),
    ("10%至20%", "10%至20%", 10, 20, "%", EXACT),
    ("20——30万元/亩", "20——30万元/亩", 200_000, 300_000, "元/亩", EXACT),
    ("5000万至1亿元", "5000万至1亿元", 50_000_000, 100_000_000, "元", EXACT),
    ("三至五家", "三至五家", 3, 5, "家", EXACT),
    ("三至五万元", "三至五万元", 30_000, 50_000, "元", EXACT),
    ("百分之十至二十", "百分之十至二十", 10, 20, "%", EXACT),
    ("20 to 30 percent", "20 to 30 percent", 20, 30, "%", EXACT),
    # Comparators.
    ("不少于10家", "10家", 10, 10, "家", LEAST),
    ("至少10家", "10家", 10, 10, "家", LEAST),
    ("超过10家", "10家", 10, 10, "家", LEAST),
    ("超10家", "10家", 10, 10, "家", LEAST),
    ("不得低于10家", "10家", 10, 10, "家", LEAST),
    ("不得超过10家", "10家", 10, 10, "家", MOST),
    ("≥95%", "95%", 95, 95, "%", LEAST),
    ("≤5%", "5%", 5, 5, "%", MOST),
    ("不高于10家", "10家", 10, 10, "家", MOST),
    ("10家以下", "10家", 10, 10, "家", MOST),
    ("10家（含）以上", "10家", 10, 10, "家", LEAST),
    ("10%以内", "10%", 10, 10, "%", MOST),
    ("未达到60%", "60%", 60, 60, "%", MOST),
    ("约10家", "10家", 10, 10, "家", ABOUT),
    ("10家左右", "10家", 10, 10, "家", ABOUT),
    ("20余家", "20余家", 20, 20, "家", ABOUT),
    ("2万多户", "2万多户", 20_000, 20_000, "户", ABOUT),
    ("集约10亩", "10亩", 10, 10, "亩", EXACT),
    ("通过三年努力", "三年", 3, 3, "年", EXACT),
    ("最高给予50万元", "50万元", 500_000, 500_000, "元", MOST),
    ("至少建立一个基金", "一个", 1, 1, "个", LEAST),
    ("不低于全市平均水平的120%", "120%", 120, 120, "%", LEAST),
    ("at least 20%", "20%", 20, 20, "%", LEAST),
    # Change, and levels that are reached.
    ("年均增长8%以上", "8%", 8, 8, "%", UP),
    ("增长达到8%", "8%", 8, 8, "%", UP),
    ("下降10%以上", "10%", 10, 10, "%", DOWN),
    ("降低了2个百分点", "2个百分点", 2, 2, "个百分点", DOWN),
    ("提高到30%", "30%", 30, 30, "%", EXACT),
    ("下降至5%以下", "5%", 5, 5, "%", MOST),
    ("总量翻一番", "翻一番", 1, 1, "番", UP),
    ("收入翻番", "翻番", 1, 1, "番", UP),
    ("至少翻两番", "翻两番", 2, 2, "番", UP),
    ("产值倍增", "倍增", 1, 1, "倍", UP),
    ("增长1.5倍", "1.5倍", Decimal("1.5"), Decimal("1.5"), "倍", UP),
    # Thousands, full-width digits, Traditional and astral characters, blanks.
    ("1,200家", "1,200家", 1200, 1200, "家", EXACT),
    ("１，２００家", "１，２００家", 1200, 1200, "家", EXACT),
    ("1,234,567.8元", "1,234,567.8元", Decimal("1234567.8"), Decimal("1234567.8"), "元", EXACT),
    ("𠀀不低於２０萬元／畝", "２０萬元／畝", 200_000, 200_000, "元/亩", LEAST),
    ("達到６０００家", "６０００家", 6000, 6000, "家", EXACT),
    ("共 20 万 元", "20 万", 200_000, 200_000, "", EXACT),
    ("共 20 万元", "20 万元", 200_000, 200_000, "元", EXACT),
    # A sign that also starts a longer word is no unit there.
    ("达到5亩均税收", "5", 5, 5, "", EXACT),
    ("达到100人民币", "100", 100, 100, "", EXACT),
]

NOTHING = [
    "同时填报附件3《申请表》",
    "见附表2",
    *(
        "5.放大效益",
        "（1）材料",
        "1、材料",
        "3)材料",
        "(一)材料",
        "一、总则",
        "二十一、保障",
        "①材料",
        "2.1适用范围",
        "3.2.1范围",
    ),
    *(
        "包括：甲；2.乙",
        "“5.放大效益”",
        "国办发〔2017〕7号",
        "国发[2019]11号",
        "國發201911號",
        "（2019）7号文",
        "3号楼",
    ),
    *(
        "5G基站",
        "ISO14000认证",
        "ISO 9001",
        "GB/T 19001-2016",
        "B2B平台",
        "PM2.5",
        "COVID-19",
        "A4纸",
        "20xx年",
        "工业4.0时代",
    ),
    *(
        "“1+2+3+X”产业",
        "一+三+N",
        "“3个300”工程",
        "“5511”工程",
        "“三个一”工程",
        "“五个转型”",
        "“28条”",
        "世界500强",
        "21世纪",
    ),
    *(
        "三中全会",
        "一带一路",
        "三同时",
        "一票否决",
        "十四五",
        "“十四五”末",
        "一站式",
        "五位一体",
        "三次产业",
        "二次开发",
        "一次性补贴",
    ),
    *(
        "千方百计",
        "十分重要",
        "一件事",
        "一企一策",
        "两化融合",
        "最后一公里",
        "七通一平",
        "倍增计划",
        "上一年度",
        "四个意识",
    ),
    *(
        "第十二条",
        "第12条",
        "第34次会议",
        "第三季度",
        "十九届",
        "二期工程",
        "一批企业",
        "新一轮",
        "几十家",
        "数百家",
        "上千家",
    ),
    *(
        "核心零部件",
        "半导体",
        "上半年",
        "三部门",
        "陆家嘴",
        "15:24:21",
        "0791-8888888",
        "3·15",
        "7×24小时",
        "12345热线",
        "80后",
        "",
    ),
]


@pytest.mark.parametrize(("text", "amount", "low", "high", "unit", "direction"), SINGLE)
def test_a_figure_has_a_value_a_normal_unit_and_a_direction(
    text: str, amount: str, low: Decimal, high: Decimal, unit: str, direction: Direction
) -> None:
    (found,) = find_quantities(text)
    assert found.amount.slice(text) == amount
    assert (found.value, found.normal_unit, found.direction) == ((Decimal(low), Decimal(high)), unit, direction)


@pytest.mark.parametrize("text", NOTHING)
def test_labels_names_and_idioms_are_no_figures(text: str) -> None:
    assert find_quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("100，200家", [100, 200]),
        ("从5%提高到10%", [5, 10]),
        ("由20%到30%", [20, 30]),
        ("500\n\n-\n\n330", [500, 330]),
        ("20\t家", [20]),
        ("5.2%以上\n3.5", [Decimal("5.2"), Decimal("3.5")]),
        ("指数71。其中5家", [71, 5]),
        ("国家级20万元，省级15万元", [200_000, 150_000]),
        ("一次性奖励5万元", [50_000]),
        ("世界500强企业3家", [3]),
    ],
)
def test_figures_that_stand_apart_are_not_joined(text: str, values: list[Decimal]) -> None:
    assert [found.value for found in find_quantities(text)] == [(Decimal(value), Decimal(value)) for value in values]


@pytest.mark.parametrize(
    ("text", "date", "interval"),
    [
        ("2019年9月26日印发", "2019年9月26日", (20190926, 20190926)),
        ("２０１９年９月２６日", "２０１９年９月２６日", (20190926, 20190926)),
        ("二〇一九年九月二十六日", "二〇一九年九月二十六日", (20190926, 20190926)),
        ("9月底前完成", "9月", (901, 931)),
        ("12月31日前", "12月31日", (1231, 1231)),
        ("2020年6月", "2020年6月", (20200601, 20200631)),
        ("1—6月", "1—6月", (101, 631)),
        ("2024-02-01 15:24", "2024-02-01", (20240201, 20240201)),
        ("2023.5.1", "2023.5.1", (20230501, 20230501)),
        ("13月40日", "13月40日", None),
    ],
)
def test_a_date_is_one_interval_of_days_and_no_amount(text: str, date: str, interval: tuple[int, int] | None) -> None:
    (found,) = find_quantities(text)
    assert found.amount.slice(text) == date
    assert found.value == (interval and tuple(map(Decimal, interval)))
    assert (found.is_date, found.is_year, found.is_amount) == (True, False, False)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        *[("到2020年", (2020, 2020)), ("2019年底", (2019, 2019)), ("二〇二五年", (2025, 2025))],
        *[
            ("2021-2023年", (2021, 2023)),
            ("（2021—2023年）", (2021, 2023)),
            ("2020年度", (2020, 2020)),
            ("达到2025", (2025, 2025)),
        ],
    ],
)
def test_a_calendar_year_is_no_amount(text: str, years: tuple[int, int]) -> None:
    (found,) = find_quantities(text)
    assert (found.is_year, found.is_amount, found.value) == (True, False, tuple(map(Decimal, years)))


@pytest.mark.parametrize("text", ["2000家", "2020万元", "20年", "1800年", "2023户", "三年", "2019年9月"])
def test_other_figures_are_no_calendar_years(text: str) -> None:
    assert [found.is_year for found in find_quantities(text)] == [False]


def test_a_change_holds_for_a_whole_list() -> None:
    found = find_quantities("分别增长8%、10%和12%以上，占20%")
    assert [(each.change, each.bound) for each in found] == [(UP, EXACT), (UP, EXACT), (UP, LEAST), (None, EXACT)]


@pytest.mark.parametrize(
    ("text", "span", "number", "unit", "comparator"),
    [
        ("税收不低于20万元/亩以上", "不低于20万元/亩以上", "20", "万元/亩", "不低于以上"),
        ("百分之六十左右", "百分之六十左右", "百分之六十", "%", "左右"),
        ("二十万元", "二十万元", "二十", "万元", ""),
        ("2—3个", "2—3个", "2-3", "个", ""),
        ("突破 1,200家", "突破 1,200家", "1,200", "家", "突破"),
        ("15 percent", "15 percent", "15", "", ""),
    ],
)
def test_what_is_written_is_kept_beside_the_value(
    text: str, span: str, number: str, unit: str, comparator: str
) -> None:
    (found,) = find_quantities(text)
    assert (found.span.slice(text), found.number, found.unit, found.comparator) == (span, number, unit, comparator)


@pytest.mark.parametrize("text", ["国办发〔2017〕7号", "財稅﹝２０１９﹞８號", "府发[2023]12号"])
def test_a_document_number_is_a_statement_but_no_quantity(text: str) -> None:
    assert find_quantities(text) == ()
    (found,) = find_statements(text)
    assert (found.is_reference, found.is_amount, found.value) == (True, False, None)


PIECES = [
    "亩均税收",
    "不低于",
    "不超过",
    "约",
    "增长",
    "20",
    "1.5",
    "1,200",
    "二十",
    "百分之",
    "三",
    "两",
    "半",
    "翻一番",
    "-",
    "—",
    "至",
]
PIECES += [
    "万",
    "亿",
    "元",
    "/亩",
    "%",
    "个百分点",
    "家",
    "户",
    "个",
    "年",
    "月",
    "日",
    "以上",
    "左右",
    "，",
    "、",
    "（",
    "）",
    "。",
    "\n",
    "\t",
]
PIECES += ["〔2017〕7号", "第", "条", "5G", "𠀀", " ", "畝", "經濟", "①", "²", "余", "多"]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=30))
def test_spans_are_ordered_slices_of_the_text_itself(text: str) -> None:
    end = 0
    for found in find_statements(text):
        assert end <= found.span.start <= found.amount.start < found.amount.end <= found.span.end <= len(text)
        amount = found.amount.slice(text)
        assert amount == amount.strip()
        assert found.value is None or found.value[0] <= found.value[1]
        end = found.span.end


_FULL_WIDTH = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789%/"}


def _meaning(found: Quantity) -> tuple[object, ...]:
    return found.span, found.value, found.normal_unit, found.bound, found.change, found.is_date


@pytest.mark.parametrize("text", [row[0] for row in SINGLE])
def test_full_width_signs_leave_every_value_as_it_is(text: str) -> None:
    assert list(map(_meaning, find_quantities(text.translate(_FULL_WIDTH)))) == list(
        map(_meaning, find_quantities(text))
    )


@given(st.lists(st.sampled_from([row[0] for row in SINGLE]), min_size=1, max_size=3))
def test_traditional_characters_leave_every_value_as_it_is(texts: list[str]) -> None:
    text = "；".join(texts)
    traditional = "".join(_TRADITIONAL.get(sign, sign) for sign in text)
    assert list(map(_meaning, find_quantities(traditional))) == list(map(_meaning, find_quantities(text)))


_CONVERTER = opencc.OpenCC("s2t")
_TRADITIONAL = {
    sign: written
    for sign in {sign for row in SINGLE for sign in row[0]}
    if len(written := _CONVERTER.convert(sign)) == 1
}
