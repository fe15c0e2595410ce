"""Number, issuers, dates, validity, level and kind, read off whole documents of our own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.metadata.genres import kind_of
from ingest.model import (
    AdministrativeLevel,
    DateKind,
    DocumentDetails,
    PageData,
    PolicyDocument,
    Reading,
    SourceText,
    ValidityKind,
)
from ingest.pipeline import read_documents

BODY = "一、目标\n新增企业三十家以上，完善配套服务体系，健全考核激励机制，推动项目落地见效。\n二、要求\n抓好落实。"


def documents(text: str, page: PageData | None = None) -> tuple[PolicyDocument, ...]:
    return read_documents(SourceText("文件.txt", text, "text/plain", "0", page=page or PageData()))


def details(text: str, page: PageData | None = None) -> DocumentDetails:
    return documents(text, page)[0].details


def dates(text: str, page: PageData | None = None) -> dict[str, str]:
    return {date.kind.value: date.iso for date in details(text, page).dates}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("九江市人民政府关于用地的意见\n九府发〔2019〕25号\n各县：", "九府发〔2019〕25号"),
        ("九江市人民政府关于用地的意见\n九府发[2019]25号\n各县：", "九府发[2019]25号"),
        ("九江市人民政府关于用地的意见\n九府发（2019）25 号\n各县：", "九府发（2019）25号"),
        ("九江市人民政府關於用地的意見\n九府辦發〔2019〕25號\n各縣：", "九府辦發〔2019〕25號"),
        ("九府发〔２０１９〕２５号\n九江市人民政府关于用地的意见\n各县：", "九府发〔２０１９〕２５号"),
        ("九江市人民政府关于用地的意见（九府发〔2019〕25号）\n各县：", "九府发〔2019〕25号"),
        ("九江市人民政府令\n第83号\n《九江市用地办法》现予公布。\n九江市用地办法", "九江市人民政府令第83号"),
        ("九江市用地条例\n（2019年1月2日九江市人民政府令第83号公布）", "九江市人民政府令第83号"),
        ("九江市用地条例\n九江市人民代表大会常务委员会公告\n〔十五届〕第25号", "〔十五届〕第25号"),
        ("商务部令\n2022年第3号\n《展会办法》现予公布。\n展会办法", "商务部令2022年第3号"),
        ("财政部 税务总局公告2026年第3号\n关于税收的公告", "财政部税务总局公告2026年第3号"),
        ("财政部公告2024年第5号\n财政部关于税收的公告", "财政部公告2024年第5号"),
        ("九江市商务局关于展会的通知\n九商函2026年第322号\n各县：", "九商函2026年第322号"),
        ("甲县政府公告\n府授經工字第1090123456號\n公告如下。", "府授經工字第1090123456號"),
        ("文　　号：九府发〔2019〕25号\n九江市人民政府关于用地的意见\n各县：", "九府发〔2019〕25号"),
        ("九江市人民政府关于用地的意见\n根据《省意见》（赣府发〔2017〕7号）精神，制定本意见。", None),
        ("九江市人民政府关于用地的意见\n九府发〔20xx〕25号\n各县：", None),
        ("九江市用地指南\n一、依据\n文号：赣府发〔2017〕7号", None),
        ("九江市人民政府关于用地的意见\n各县：\n请按赣府发〔2017〕7号执行。", None),
    ],
)
def test_the_number_is_the_documents_own_and_none_that_it_cites(text: str, number: str | None) -> None:
    found = details(f"{text}\n{BODY}").number
    assert (found.text if found else None) == number


@pytest.mark.parametrize(
    ("text", "issuers"),
    [
        (f"九江市商务局关于展会的通知\n各县：\n{BODY}", ["九江市商务局"]),
        (
            f"九江市商务局等3部门关于展会的通知\n{BODY}\n九江市商务局\n九江市财政局\n九江海关\n2020年1月2日",
            ["九江市商务局", "九江市财政局", "九江海关"],
        ),
        (f"关于展会的通知\n{BODY}\n九江市商务局  九江市财政局\n2020年1月2日", ["九江市商务局", "九江市财政局"]),
        (f"关于展会的函\n{BODY}\n国家发展改革委\n商　务　部\n2020年1月2日", ["国家发展改革委", "商务部"]),
        (f"九江市商务局九江市财政局关于展会的通知\n{BODY}", ["九江市商务局", "九江市财政局"]),
        *(
            (f"关于展会的通知\n{BODY}\n{line}\n2020年1月2日", ["江西省财政厅", "江西省商务厅", "江西省科技厅"])
            for line in (
                "江西省财政厅、江西省商务厅江西省科技厅",
                "江西省财政厅江西省商务厅、江西省科技厅",
                "江西省财政厅、江西省商务厅、江西省科技厅",
            )
        ),
        (f"中共九江市委 九江市人民政府关于展会的意见\n{BODY}", ["中共九江市委", "九江市人民政府"]),
        (f"关于展会的通知\n{BODY}\n九江市改革办公室\n（九江市商务局代章）\n2020年1月2日", ["九江市改革办公室"]),
        (
            f"九江市用地办法\n{BODY}\n抄送：市委各部门。\n九江市人民政府办公室　2020年1月2日印发",
            ["九江市人民政府办公室"],
        ),
        (f"九江市商务局令 第3号\n《展会办法》现予公布。\n局长 张三\n2020年1月2日\n展会办法\n{BODY}", ["九江市商务局"]),
        (f"关于税收的公告\n财政部 税务总局公告2026年第3号\n{BODY}", ["财政部", "税务总局"]),
        (f"九江市商务局文件\n九商发〔2020〕1号\n关于展会的通知\n{BODY}", ["九江市商务局"]),
        (f"发文机关：九江市商务局\n展会管理办法\n{BODY}", ["九江市商务局"]),
        (
            f"九江市人民政府令\n第3号\n《九江市用地办法》现予公布。\n市长：张三\n2020年1月2日\n九江市用地办法\n{BODY}",
            ["九江市人民政府"],
        ),
        (
            f"用地条例\n（2020年1月2日九江市第十五届人民代表大会常务委员会第二十次会议通过）\n{BODY}",
            ["九江市第十五届人民代表大会常务委员会"],
        ),
        (f"九江市用地条例\n（2023年3月31日江西省人民代表大会常务委员会第二次会议批准）\n{BODY}", []),
        (
            f"用地法\n2005年4月27日 第十届全国人民代表大会常务委员会第十五次会议通过\n{BODY}",
            ["全国人民代表大会常务委员会"],
        ),
        (f"来源：九江日报\n展会管理办法\n{BODY}", []),
        (f"展会管理办法\n{BODY}\n承诺人：张三\n2020年1月2日", []),
        (f"展会管理办法\n{BODY}\n甲科技有限公司\n2020年1月2日", []),
    ],
)
def test_the_issuers_are_those_who_sign_or_stand_at_the_head(text: str, issuers: list[str]) -> None:
    assert [issuer.text for issuer in details(text).issuers] == issuers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"用地办法\n{BODY}\n九江市商务局\n2019年9月26日", {"written": "2019-09-26"}),
        (f"用地办法\n{BODY}\n九江市商务局\n二〇一九年九月二十六日", {"written": "2019-09-26"}),
        (f"用地办法\n{BODY}\n九江市商务局\n二○一九年十二月三十日", {"written": "2019-12-30"}),
        (f"用地办法\n{BODY}\n九江市商务局\n二Ｏ一九年九月廿六日", {"written": "2019-09-26"}),
        (f"用地办法\n{BODY}\n九江市商务局\n２０１９年９月２６日", {"written": "2019-09-26"}),
        (f"用地辦法\n{BODY}\n甲縣政府\n中華民國109年5月1日", {"written": "2020-05-01"}),
        (
            f"第五號\n茲訂定用地辦法，自中華民國一百零九年五月一日起施行。\n用地辦法\n{BODY}",
            {"effective": "2020-05-01"},
        ),
        (f"用地办法\n{BODY}\n九江市商务局 2019年9月26日", {"written": "2019-09-26"}),
        (f"用地办法\n{BODY}\n九江市商务局\n2019年9月", {"written": "2019-09"}),
        (f"用地办法\n（2019年9月26日）\n{BODY}", {"written": "2019-09-26"}),
        (f"用地办法\n{BODY}\n九江市商务局\n20xx年9月26日", {}),
        (f"用地辦法\n{BODY}\n甲縣政府\n中華民國零年5月1日", {}),
        (f"用地辦法\n{BODY}\n甲縣政府\n中華民國〇年5月1日", {}),
        (f"用地辦法\n{BODY}\n甲縣政府\n中華民國00年5月1日", {}),
        (f"用地办法\n{BODY}\n九江市商务局\n2019年13月26日", {}),
        (f"用地办法\n{BODY}\n九江市商务局\n2019年2月30日", {}),
        (f"用地办法\n{BODY}\n2019-09-26\n验收。", {}),
        (f"用地办法\n2019-09-26 10:20:30\n来源：某网\n{BODY}", {"published": "2019-09-26"}),
        (
            f"发布日期：2019年9月26日\n成文日期：2019年9月20日\n用地办法\n{BODY}",
            {"written": "2019-09-20", "published": "2019-09-26"},
        ),
        (
            f"实施日期：2019年10月1日 失效日期：2024年9月30日\n用地办法\n{BODY}",
            {"effective": "2019-10-01", "expires": "2024-09-30"},
        ),
        (f"用地办法\n{BODY}\n三、本办法自2020年1月1日起施行。", {"effective": "2020-01-01"}),
        (
            f"用地辦法\n{BODY}\n三、本辦法自2020年1月1日起實施，有效期五年。",
            {"effective": "2020-01-01", "expires": "2024-12-31"},
        ),
        (
            f"用地办法\n{BODY}\n三、本办法自2020年3月1日起试行两年。",
            {"effective": "2020-03-01", "expires": "2022-02-28"},
        ),
        (
            f"用地办法\n{BODY}\n三、本办法自2020年1月1日起施行，有效期至2022年12月31日。",
            {"effective": "2020-01-01", "expires": "2022-12-31"},
        ),
        (
            f"用地办法\n{BODY}\n三、本办法自印发之日起施行，有效期3年。\n九江市商务局办公室 2021年12月6日印发",
            {"printed": "2021-12-06", "effective": "2021-12-06", "expires": "2024-12-05"},
        ),
        (
            f"用地办法\n{BODY}\n三、本办法自发布之日起施行。\n九江市商务局\n2021年12月6日",
            {"written": "2021-12-06", "effective": "2021-12-06"},
        ),
        (f"用地办法\n{BODY}\n三、本办法自发布之日起施行，有效期3年。", {}),
        (
            f"用地办法\n{BODY}\n三、本办法自公布之日起30日后施行。\n九江市商务局\n2021年12月6日",
            {"written": "2021-12-06", "effective": "2022-01-05"},
        ),
        (
            f"用地办法\n{BODY}\n三、本办法自印发之日起三十日后施行，有效期2年。\n九江市商务局\n2021年12月6日",
            {"written": "2021-12-06", "effective": "2022-01-05", "expires": "2024-01-04"},
        ),
        (f"用地办法\n{BODY}\n三、补贴标准自2021年1月1日起执行。", {}),
        (f"用地办法\n{BODY}\n三、许可证有效期5年，逾期重新办理。", {}),
        (f"用地办法\n{BODY}\n三、本市补贴标准自2021年1月1日起执行。", {}),
        (
            f"用地办法\n成文日期：2021年1月2日\n{BODY}\n三、许可证自签发之日起生效，有效期5年。",
            {"written": "2021-01-02"},
        ),
        (
            f"九江市用地条例\n（2018年3月1日九江市人民政府令第3号公布，自2018年5月1日起施行）\n{BODY}",
            {"published": "2018-03-01", "effective": "2018-05-01"},
        ),
        (f"九江市用地条例\n（2020年8月26日九江市人大常委会第四十四次会议修订）\n{BODY}", {"written": "2020-08-26"}),
        (
            f"九江市用地条例\n2018年3月1日 九江市人民代表大会常务委员会通过\n"
            f"2018年4月1日 省人民代表大会常务委员会批准\n{BODY}",
            {"written": "2018-03-01"},
        ),
    ],
)
def test_each_day_is_read_with_what_happened_on_it(text: str, expected: dict[str, str]) -> None:
    assert dates(text) == expected


def test_the_page_tells_what_the_text_does_not() -> None:
    page = PageData(title="九江用地解答_九江市人民政府门户网站", published="2021-02-03", origin="九江市自然资源局")
    found = details("用地的问题很多，下面逐一说明。\n第一个问题是审批，审批要看规划。", page)
    assert found.title == Reading("九江用地解答")
    assert found.issuers == (Reading("九江市自然资源局"),)
    assert [(date.kind, date.iso, date.span) for date in found.dates] == [(DateKind.PUBLISHED, "2021-02-03", None)]
    assert found.level is AdministrativeLevel.CITY


def test_the_name_of_a_website_is_no_title() -> None:
    page = PageData(title="九江市人民政府门户网站")
    assert details("用地的问题很多，下面逐一说明。\n第一个问题是审批，审批要看规划。", page).title == Reading("文件")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"用地办法（试行）\n{BODY}", [("trial", "试行")]),
        (f"用地暂行办法\n{BODY}", [("trial", "暂行")]),
        (f"用地办法\n{BODY}\n三、本办法自2020年1月1日起施行，有效期 5 年。", [("period", "5年")]),
        (f"用地办法\n{BODY}\n三、本办法有效期至2025年12月31日。", [("period", "至2025年12月31日")]),
        (f"用地办法（已废止）\n{BODY}", [("repealed", "废止")]),
        (f"（本文件已于2023年6月1日废止）\n用地办法\n{BODY}", [("repealed", "2023年6月1日废止")]),
        (
            f"（已被《新用地办法》（九府发〔2023〕1号）废止）\n用地办法\n{BODY}",
            [("repealed", "被《新用地办法》（九府发〔2023〕1号）废止")],
        ),
        (f"用地办法【已被宣布失效】\n{BODY}", [("repealed", "失效")]),
        (f"文件状态：失效\n用地办法\n{BODY}", [("repealed", "失效")]),
        (f"文件状态：有效\n用地办法\n{BODY}", []),
        (
            f"用地办法\n{BODY}\n三、本办法自2020年1月1日起施行。《用地规定》（九府发〔2010〕2号）同时废止。",
            [("repeals", "《用地规定》（九府发〔2010〕2号）")],
        ),
        (f"用地办法\n{BODY}\n三、《甲规定》第三条、《乙规定》同时废止。", [("repeals", "《乙规定》")]),
        (f"用地办法\n{BODY}\n三、《甲规定》中的有关规定同时废止。", []),
        (
            f"用地办法\n{BODY}\n三、经研究，决定废止《甲规定》（九府发〔2010〕2号）和《乙规定》。",
            [("repeals", "《甲规定》（九府发〔2010〕2号）、《乙规定》")],
        ),
        (f"用地办法\n{BODY}\n三、拟废止《甲规定》，现公开征求意见。", []),
        (
            f"用地办法\n{BODY}\n三、决定废止下列文件：\n1.《甲规定》（九府发〔2010〕2号）\n2.《乙规定》\n各县要执行《丙规定》。",
            [("repeals", "《甲规定》（九府发〔2010〕2号）"), ("repeals", "《乙规定》")],
        ),
        (f"用地办法\n{BODY}\n三、下列文件继续有效，不再废止：\n1.《甲规定》", []),
        (
            f"用地办法\n{BODY}\n附件\n宣布失效的文件目录\n序号\n文件名称\n1\t甲规定\t九府发〔2010〕2号",
            [("repeals", "九府发〔2010〕2号")],
        ),
        (
            f"用地办法\n{BODY}\n三、自2020年1月1日起施行，《甲规定》《乙规定》同时废止。",
            [("repeals", "《甲规定》、《乙规定》")],
        ),
        (f"用地办法\n{BODY}\n三、九府发〔2010〕2号文件同时废止。", [("repeals", "九府发〔2010〕2号")]),
        (f"用地办法\n{BODY}\n三、《用地规定》对修改和废止的程序另有要求的，从其规定。", []),
        (f"用地办法\n{BODY}\n三、依照本办法规定取得的执业证书，有效期为5年。", []),
        (f"用地办法\n{BODY}\n三、试行告知承诺制，居住证有效期5年。", []),
    ],
)
def test_validity_is_the_documents_own_or_that_of_those_it_ends(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(found.kind.value, found.text) for found in details(text).validity] == expected


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("甲市人民政府关于印发《甲市用地管理办法（试行）》的通知", "办法"),
        ("甲市人民政府办公厅关于印发甲市园区实施方案的通知", "方案"),
        ("关于拟补贴企业名单的公示", "公示"),
        ("甲区招商工作总结范文", "总结"),
        ("甲市转发省财政厅关于清查的通知的通知", "通知"),
        ("关于促进服务业发展的若干政策措施", "措施"),
        ("甲市数字经济三年行动计划（2021—2023年）", "行动计划"),
        ("甲市營商環境條例", "条例"),
        ("甲市“十四五”产业发展规划纲要", "纲要"),
        ("甲市关于做好防汛工作的通知", "通知"),
        ("甲市财政局关于开展清查的通告", "通告"),
        ("甲市人才来了", ""),
    ],
)
def test_the_kind_is_that_of_the_text_and_not_of_the_notice_around_it(title: str, kind: str) -> None:
    assert kind_of(title) == kind


@pytest.mark.parametrize("line", ["**甲市促进投资办法**", "# **甲市促进投资办法**"])
def test_a_bold_title_tells_the_kind_as_a_plain_one_does(line: str) -> None:
    assert details(f"{line}\n{BODY}").kind == "办法"


def test_a_document_called_by_a_number_is_what_its_opening_says() -> None:
    part = f"为加快九江市开发区发展，现制定如下实施意见：\n{BODY}{BODY}"
    found = documents(f"改革方案2篇\n改革方案1\n{part}\n改革方案2\n{BODY}{BODY}{BODY}")
    assert [document.details.kind for document in found] == ["意见", "方案"]
    assert found[0].details.title == Reading("九江市 改革方案1")


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("国务院办公厅关于开发区的意见", "national"),
        ("工业和信息化部关于数据的通知", "national"),
        ("国家税务总局江西省税务局关于申报的通告", "province"),
        ("江西省人民政府关于开发区的意见", "province"),
        ("天津市商务局关于开发区的意见", "province"),
        ("江西省九江市商务局关于开发区的意见", "city"),
        ("九江市人民政府关于开发区的意见", "city"),
        ("广州市天河区教育局关于招生的通知", "county"),
        ("黔西市人民政府关于开发区的意见", "county"),
        ("赣江新区管委会关于开发区的意见", "zone"),
        ("武汉经济技术开发区管委会关于招商的意见", "zone"),
        ("苏州工业园区管委会关于招商的意见", "zone"),
        ("关于招商的意见", ""),
    ],
)
def test_the_level_is_that_of_the_body_that_issued_it(title: str, level: str) -> None:
    assert details(f"{title}\n{BODY}").level == AdministrativeLevel(level)


def squeezed(text: str) -> str:
    return "".join(text.split())


def claims(document: PolicyDocument, text: str) -> list[tuple[str, str]]:
    """What the details say, and what stands at the place that they name."""
    found = document.details
    readings = [found.title, *found.issuers, *([found.number] if found.number else [])]
    pairs = [(squeezed(r.text), squeezed(r.span.slice(text))) for r in readings if r.span]
    for validity in found.validity:
        piece = squeezed(validity.span.slice(text))
        if validity.kind is ValidityKind.REPEALS:
            pairs += [(name, name if name in piece else piece) for name in squeezed(validity.text).split("、《")[:1]]
        else:
            pairs.append((squeezed(validity.text), piece))
    return pairs


PIECES = st.sampled_from(
    [
        "九江市人民政府令",
        "第3号",
        "九府发〔2019〕25号",
        "（转载）关于用地的通知",
        "九江市商务局 九江市财政局",
        "2019年9月26日",
        "二〇二〇年一月一日",
        "九江市用地\n管理办法（试行）",
        "  本办法自2020年1月1日起施行，有效期 3 年。",
        "一、甲",
        "第一条 乙。",
        "《甲规定》同时废止。",
        "（此件公开发布）",
        "发文机关：九江市商务局  日期：2020-02-03",
        "篇一：甲办法",
        "篇二：乙办法",
        "😀",
        "各县：",
        "關於產業的實施方案",
        "附件",
        "九江市人民政府办公室 2020年2月3日印发",
        "# 甲市办法",
        "文\u3000号：九府〔2020〕1号",
        "\t",
        "",
    ]
)


@given(st.lists(PIECES, min_size=1, max_size=25))
def test_every_place_in_the_details_holds_what_they_say(pieces: list[str]) -> None:
    text = "x。\n" + "\n".join(pieces)
    for document in documents(text):
        assert document.title == document.details.title.text
        for said, stands in claims(document, text):
            assert said == stands
        for date in document.details.dates:
            assert date.span is None or date.span.slice(text).strip()


@pytest.mark.parametrize("name", ["办法", "预案", "须知", "规划", "准则"])
def test_a_text_of_any_genre_says_from_when_it_holds(name: str) -> None:
    text = f"甲市应急{name}\n第一条　为了加强管理，制定本{name}。\n第二条　本{name}自2024年3月1日起施行。"
    (document,) = read_documents(SourceText("a.txt", text, "text/plain", ""))
    assert [(date.kind, date.iso) for date in document.details.dates] == [(DateKind.EFFECTIVE, "2024-03-01")]
