from __future__ import annotations

from decimal import Decimal

import pytest

from tests.unit.ingest.facts_samples import facts_in, facts_of_file

# Text, then of each fact: subject, indicator, comparator, change, low, high, unit, period.
Row = tuple[str, str, str, str, object, object, str, str]

LEVELS: list[tuple[str, list[Row]]] = [
    (
        "到2027年，全市规上工业增加值达到1200亿元。",
        [("全市", "规上工业增加值", "exact", "", 1200 * 10**8, 1200 * 10**8, "元", "到2027年")],
    ),
    ("各园区亩均税收不低于15万元。", [("各园区", "亩均税收", "at_least", "", 150_000, 150_000, "元/亩", "")]),
    (
        "新区研发经费占比力争达到2.8%左右。",
        [("新区", "研发经费占比", "about", "", Decimal("2.8"), Decimal("2.8"), "%", "")],
    ),
    ("新建项目绿地率控制在15%以内。", [("新建项目", "绿地率", "at_most", "", 15, 15, "%", "")]),
    (
        "2026年，实现外贸进出口总额突破30亿美元。",
        [("", "外贸进出口总额", "at_least", "", 3 * 10**9, 3 * 10**9, "美元", "2026年")],
    ),
    ("完成工业投资80亿以上。", [("", "工业投资", "at_least", "", 8 * 10**9, 8 * 10**9, "元", "")]),
    ("智能制造水平指数达到66。", [("", "智能制造水平指数", "exact", "", 66, 66, "", "")]),
    (
        "重点企业达产后亩均产值不少于三百万元。",
        [("重点企业", "亩均产值", "at_least", "", 3_000_000, 3_000_000, "元/亩", "")],
    ),
    ("“十五五”末全省上市公司总数达到90家。", [("全省", "上市公司总数", "exact", "", 90, 90, "家", "“十五五”末")]),
]
CHANGES: list[tuple[str, list[Row]]] = [
    ("工业用电量年均增长6%以上。", [("", "工业用电量", "at_least", "increase", 6, 6, "%", "年均")]),
    ("到2028年，单位能耗比2023年下降8%。", [("", "单位能耗", "exact", "decrease", 8, 8, "%", "到2028年")]),
    (
        "高技术产业增加值占比每年提高1—2个百分点。",
        [("", "高技术产业增加值占比", "exact", "increase", 1, 2, "个百分点", "每年")],
    ),
    ("三年内税收收入翻一番。", [("", "税收收入", "exact", "increase", 1, 1, "番", "三年内")]),
    # 提高到 names the level that is reached; what it was before is no aim.
    ("研发投入占比由1.5%提高到3%。", [("", "研发投入占比", "exact", "", 3, 3, "%", "")]),
    ("补贴标准提高至每人600元。", [("", "补贴标准", "exact", "", 600, 600, "元", "")]),
]
COUNTS: list[tuple[str, list[Row]]] = [
    ("每年新增规上企业25家左右。", [("", "新增规上企业", "about", "", 25, 25, "家", "每年")]),
    (
        "各县区每年引进2—3个投资超20亿元的制造业项目。",
        [("各县区", "引进投资超20亿元的制造业项目", "exact", "", 2, 3, "个", "每年")],
    ),
    (
        "其他园区每年引进30亿元以上项目1个以上。",
        [("其他园区", "引进30亿元以上项目", "at_least", "", 1, 1, "个", "每年")],
    ),
    (
        "每个园区至少建立一个产业基金、一个检测中心。",
        [
            ("每个园区", "建立产业基金", "at_least", "", 1, 1, "个", ""),
            ("每个园区", "建立检测中心", "at_least", "", 1, 1, "个", ""),
        ],
    ),
    (
        "用两年时间新建50万平方米标准厂房和20万平方米人才公寓。",
        [
            ("", "新建标准厂房", "exact", "", 500_000, 500_000, "平方米", "用两年时间"),
            ("", "新建人才公寓", "exact", "", 200_000, 200_000, "平方米", "用两年时间"),
        ],
    ),
    (
        "每个县遴选2家、每个区遴选3家重点企业。",
        [
            ("每个县", "遴选重点企业", "exact", "", 2, 2, "家", ""),
            ("每个区", "遴选重点企业", "exact", "", 3, 3, "家", ""),
        ],
    ),
    # A verb that begins an enumeration holds for the rest of it.
    (
        "力争每年新增企业技术中心8家、工程研究中心5家。",
        [
            ("", "新增企业技术中心", "exact", "", 8, 8, "家", "每年"),
            ("", "新增工程研究中心", "exact", "", 5, 5, "家", "每年"),
        ],
    ),
    (
        "规模以上企业户数60户（其中高新技术企业21户）。",
        [("", "规模以上企业户数", "exact", "", 60, 60, "户", ""), ("", "高新技术企业", "exact", "", 21, 21, "户", "")],
    ),
]
COUNTS += [
    ("至少应当配备专职教师3名。", [("", "配备专职教师", "at_least", "", 3, 3, "名", "")]),
]
GOVERNED: list[tuple[str, list[Row]]] = [
    # Period and subject at the front hold for the parts behind.
    (
        "到2027年，全区工业总产值突破500亿元，税收收入达到40亿元；污水处理率达到98%。",
        [
            ("全区", "工业总产值", "at_least", "", 5 * 10**10, 5 * 10**10, "元", "到2027年"),
            ("全区", "税收收入", "exact", "", 4 * 10**9, 4 * 10**9, "元", "到2027年"),
            ("全区", "污水处理率", "exact", "", 98, 98, "%", "到2027年"),
        ],
    ),
    (
        "2025年，工业投资20亿元；2026年，工业投资25亿元。",
        [
            ("", "工业投资", "exact", "", 2 * 10**9, 2 * 10**9, "元", "2025年"),
            ("", "工业投资", "exact", "", 25 * 10**8, 25 * 10**8, "元", "2026年"),
        ],
    ),
    # A zone of its own takes over the indicator.
    (
        "国家级开发区亩均税收不低于30万元/亩，省级开发区不低于12万元/亩。",
        [
            ("国家级开发区", "亩均税收", "at_least", "", 300_000, 300_000, "元/亩", ""),
            ("省级开发区", "亩均税收", "at_least", "", 120_000, 120_000, "元/亩", ""),
        ],
    ),
    (
        "全市开发区地区生产总值达到900亿元，占全市比重达到40%以上。",
        [
            ("全市开发区", "地区生产总值", "exact", "", 9 * 10**10, 9 * 10**10, "元", ""),
            ("全市开发区", "地区生产总值占全市比重", "at_least", "", 40, 40, "%", ""),
        ],
    ),
    # A new sentence begins afresh, but for the region that its paragraph is about.
    (
        "2026年，全区实现税收30亿元。重点企业研发投入强度达到4%。",
        [
            ("全区", "税收", "exact", "", 3 * 10**9, 3 * 10**9, "元", "2026年"),
            ("全区", "重点企业研发投入强度", "exact", "", 4, 4, "%", ""),
        ],
    ),
    (
        "“十五五”期间，园区年均引进优质企业12户以上。",
        [("园区", "引进优质企业", "at_least", "", 12, 12, "户", "“十五五”期间 年均")],
    ),
]
LISTS: list[tuple[str, list[Row]]] = [
    (
        "全省高端装备产业、新材料产业占工业的比重分别达到20%、15%，分别比2020年提高4、3个百分点。",
        [
            ("全省", "高端装备产业占工业的比重", "exact", "", 20, 20, "%", ""),
            ("全省", "新材料产业占工业的比重", "exact", "", 15, 15, "%", ""),
            ("全省", "高端装备产业占工业的比重", "exact", "increase", 4, 4, "个百分点", ""),
            ("全省", "新材料产业占工业的比重", "exact", "increase", 3, 3, "个百分点", ""),
        ],
    ),
    (
        "国家级、省级开发区亩均税收分别不低于25万元/亩、8万元/亩。",
        [
            ("国家级开发区", "亩均税收", "at_least", "", 250_000, 250_000, "元/亩", ""),
            ("省级开发区", "亩均税收", "at_least", "", 80_000, 80_000, "元/亩", ""),
        ],
    ),
    ("监测设备安装率、联网率均达到100%。", [("", "监测设备安装率、联网率", "exact", "", 100, 100, "%", "")]),
]
GRANTS: list[tuple[str, list[Row]]] = [
    ("对首次上规的企业，给予50万元奖励。", [("首次上规的企业", "奖励", "exact", "", 500_000, 500_000, "元", "")]),
    (
        "被认定为省级平台的，给予最高80万元补助。",
        [("被认定为省级平台的", "补助", "at_most", "", 800_000, 800_000, "元", "")],
    ),
    ("在校学生：个人缴费标准为每人300元。", [("在校学生", "个人缴费标准", "exact", "", 300, 300, "元", "")]),
    ("履约保证金不得超过合同金额的百分之十。", [("", "履约保证金占合同金额", "at_most", "", 10, 10, "%", "")]),
]
ALL = LEVELS + CHANGES + COUNTS + GOVERNED + LISTS + GRANTS


@pytest.mark.parametrize(("text", "rows"), ALL, ids=[text[:24] for text, _ in ALL])
def test_each_figure_is_read_with_who_what_how_much_and_when(text: str, rows: list[Row]) -> None:
    found = [(f.subject, f.indicator, f.comparator, f.change, f.low, f.high, f.unit, f.period) for f in facts_in(text)]
    assert found == rows


NO_FACTS = [
    # Names, slogans and articles.
    "大力实施“5+2”产业体系和“三个一”工程。",
    "培育一批龙头企业，打造六大产业集群。",
    "建设十大平台。",
    "根据《条例》第十二条和市府发〔2021〕8号文件执行。",
    "联系电话：0512-88888888。",
    # Ranks, meetings, durations.
    "综合排名进入全省前10位。",
    "每季度召开1次推进会。",
    "受理后5个工作日内办结。",
    # Conditions, fines, examples: nobody is to reach them.
    "人均住房面积低于15平方米，且未享受保障的，可以申请。",
    "拒不改正的，处一万元以上五万元以下的罚款。",
    "符合下列条件的：\n注册资本不低于500万元；\n研发人员占比不低于10%。",
    "年龄不满18周岁的人员除外。",
    # Which value is of what, nobody can tell.
    "甲区、乙区税收达到20亿元、10亿元、5亿元。",
    # What is measured is named elsewhere.
    "打造电子信息这一引领产业，力争三年内突破600亿元。",
    "该项目位于城南，总建筑面积2万平方米。",
    "建设单位应当预留费用总额的50%。",
]


@pytest.mark.parametrize("text", NO_FACTS, ids=[text[:24] for text in NO_FACTS])
def test_what_is_no_plain_statement_of_an_indicator_gives_no_fact(text: str) -> None:
    assert facts_in(text) == ()


def test_the_period_of_a_heading_holds_for_the_clauses_under_it() -> None:
    text = (
        "产业发展工作方案\n一、2027年主要目标\n（一）规模。工业总产值达到300亿元。\n"
        "（二）质量。2028年研发投入强度达到3%。\n"
    )
    assert [(f.indicator, f.period) for f in facts_of_file(text)] == [
        ("工业总产值", "2027年"),
        ("研发投入强度", "2028年"),
    ]


def test_the_words_before_a_list_name_the_period_of_its_items() -> None:
    text = (
        "发展工作方案\n一、总体目标\n到2026年，实现以下目标：\n——工业增加值达到90亿元。\n"
        "——工业投资达到80亿元。\n二、任务\n税收收入达到5亿元。\n"
    )
    assert [(f.indicator, f.period) for f in facts_of_file(text)] == [
        ("工业增加值", "到2026年"),
        ("工业投资", "到2026年"),
        ("税收收入", ""),
    ]


def test_a_wrapped_line_does_not_tear_an_indicator() -> None:
    text = "加快建设现代化产业体系，持续扩大有效投资，到2027年全市规模以上工业\n增加值达到800亿元。"
    assert [f.indicator for f in facts_in(text)] == ["规模以上工业增加值"]


def test_a_label_is_no_word_of_the_first_sentence() -> None:
    text = "产业方案\n一、任务\n1.税收收入达到5亿元。\n2.工业投资达到8亿元。\n"
    assert [(f.subject, f.indicator) for f in facts_of_file(text)] == [("", "税收收入"), ("", "工业投资")]


def test_the_level_of_a_zone_is_told_apart_from_its_name() -> None:
    (fact,) = facts_in("省级经开区亩均税收不低于10万元/亩。")
    assert (fact.subject, fact.level) == ("省级经开区", "省级")
