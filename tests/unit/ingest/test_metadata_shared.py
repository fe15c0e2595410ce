"""What the real documents say of themselves, against what a reader finds in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.metadata.context import compact
from ingest.model import DateKind, PolicyDocument
from ingest.pipeline import read_documents
from ingest.readers.registry import read_file

pytestmark = pytest.mark.shared

CORPUS = [
    ("推动争先进位工作方案", ("江西省", "九江市"), "city", "written 2019-09-26", "方案", []),
    ("甘肃省 开发区改革实施方案1", ("甘肃省",), "province", "", "意见", []),
    ("天津市 开发区改革实施方案2", ("天津市",), "province", "", "方案", []),
    ("黔西市 开发区改革实施方案3", ("贵州省", "毕节市", "黔西市"), "county", "", "方案", []),
    ("连云港市 开发区改革实施方案4", ("江苏省", "连云港市"), "city", "", "方案", []),
    ("湖北省 开发区改革实施方案5", ("湖北省",), "province", "", "意见", []),
    ("南京经济技术开发区 开发区改革实施方案6", ("江苏省", "南京市", "南京经济技术开发区"), "zone", "", "方案", []),
    (
        "补短板强弱项提高综合发展水平工作方案",
        ("湖北省", "武汉市", "武汉经济技术开发区"),
        "zone",
        "written 2019-06-17",
        "方案",
        ["武汉开发区(汉南区)党政办公室"],
    ),
    (
        "产业高质量跨越式发展行动计划(2021-2023年)",
        ("江西省", "赣江新区"),
        "zone",
        "published 2021-04-07",
        "行动计划",
        [],
    ),
    (
        "創新提升打造改革開放新高地實施方案",
        ("江苏省", "南京市"),
        "city",
        "printed 2021-02-23",
        "方案",
        ["南京市人民政府辦公廳"],
    ),
]
"""Fragment of the title, region, level, days, kind, issuers."""

DOCUMENTS = [
    ("学校招生工作细则公布", None, "published 2026-04-29", "", "county", "天河区"),
    ("童少年）学位申请指引", None, "", "指引", "county", "天河区"),
    ("保险集中参保缴费工作", None, "written 2025-10-14 published 2025-10-17", "通告", "city", "广州市"),
    ("务高质量发展实施方案", "穗卫函〔2023〕1930号", "written 2023-10-19", "方案", "city", "广州市"),
    ("保新措1月1日起实施", None, "published 2025-01-01", "", "province", "广东省"),
    (
        "公共租赁住房管理办法",
        "穗府办规〔2024〕13号",
        "written 2024-07-26 printed 2024-07-29 effective 2024-07-29 expires 2029-07-28",
        "办法",
        "city",
        "广州市",
    ),
    ("区人才公寓申请的公告", None, "written 2025-08-11", "公告", "county", "天河区"),
    ("吗？您想了解的在这里！", None, "published 2023-07-27", "", "county", "天河区"),
    ("业生创业补贴，请查收", None, "published 2025-04-08", "", "city", "广州市"),
    (
        "就业见习基地管理办法",
        "穗人社规字〔2019〕6号",
        "written 2019-10-09 effective 2019-10-16 expires 2024-10-15",
        "办法",
        "city",
        "广州市",
    ),
    ("2025年11月版）", None, "published 2025-12-05", "解答", "city", "广州市"),
    ("仲裁公告", None, "", "公告", "city", "广州市"),
    ("领广州市社会保障卡？", None, "published 2026-06-25", "", "city", "广州市"),
    ("保险待遇领取资格认证", None, "written 2025-03-27 published 2025-03-31", "通告", "city", "广州市"),
    ("关政策及业务宣传指引", None, "published 2026-02-12", "指引", "city", "广州市"),
    ("和2026年发放标准", None, "published 2026-02-26", "标准", "city", "广州市"),
    ("疾人护理补贴实施办法", None, "", "办法", "city", "广州市"),
    (
        "州市临时救助实施细则",
        "穗府办规〔2021〕19号",
        "written 2021-12-01 printed 2021-12-06 effective 2021-12-06 expires 2029-12-06",
        "细则",
        "city",
        "广州市",
    ),
    (
        "社区养老服务管理办法",
        "穗府办规〔2022〕13号",
        "written 2022-09-06 printed 2022-09-13 effective 2022-09-13 expires 2027-09-12",
        "办法",
        "city",
        "广州市",
    ),
    (
        "广州市老年人优待办法",
        "广州市人民政府令第179号",
        "written 2021-01-29 printed 2021-02-07 effective 2021-05-01",
        "办法",
        "city",
        "广州市",
    ),
    ("证如何申领？一文说清", None, "published 2024-07-19", "", "city", "广州市"),
    ("人才引进入户申报指南", None, "published 2026-05-18", "指南", "city", "广州市"),
    ("制入户工作热点13问", None, "", "", "city", "广州市"),
    (
        "市场主体登记管理条例",
        "中华人民共和国国务院令第746号",
        "published 2021-07-27 effective 2022-03-01",
        "条例",
        "national",
        "",
    ),
    ("中国建设整体布局规划", None, "published 2023-02-27", "规划", "national", ""),
    ("化配置改革的实施意见", None, "written 2025-06-30", "意见", "province", "北京市"),
    ("化接诉即办改革的意见", None, "written 2025-03-23", "意见", "province", "北京市"),
    ("源开发利用的实施意见", None, "written 2025-05-06", "意见", "province", "北京市"),
    (
        "儿童福利机构管理办法",
        "民政部令第83号",
        "written 2026-01-26 published 2026-02-02 effective 2026-04-01",
        "办法",
        "national",
        "",
    ),
    ("综合配套改革实施方案", "京网办发〔2026〕8号", "written 2026-03-26", "方案", "province", "北京市"),
    ("目录(2022年版)", "京审改办发〔2022〕4号", "written 2022-05-30", "通知", "province", "北京市"),
    ("明告知承诺制实施方案", "京审改办发〔2021〕2号", "written 2021-01-30", "方案", "province", "北京市"),
    ("体发展活力的工作方案", "京审改办发〔2021〕5号", "written 2021-07-01", "方案", "province", "北京市"),
    ("行政许可实行并联审批", "京审改办函〔2021〕6号", "written 2021-07-30", "通知", "province", "北京市"),
    ("制证明和清理规范证明", "京审改办发〔2021〕4号", "written 2021-04-01", "通知", "province", "北京市"),
    (
        "京市优化营商环境条例",
        "〔十五届〕第25号",
        "written 2020-03-27 effective 2020-04-28",
        "条例",
        "province",
        "北京市",
    ),
    ("024—2026年）", "京大数据发〔2024〕1号", "written 2024-09-27", "方案", "province", "北京市"),
    (
        "京市接诉即办工作条例",
        "〔十五届〕第62号",
        "written 2021-09-24 effective 2021-09-24",
        "条例",
        "province",
        "北京市",
    ),
    ("京市政务公开工作要点", "京公开办发〔2024〕2号", "written 2024-04-22", "要点", "province", "北京市"),
    ("1年政务公开工作要点", "京公开办发〔2021〕1号", "written 2021-03-31", "要点", "province", "北京市"),
    (
        "扩大公众参与工作办法",
        "京公开办发〔2020〕4号",
        "written 2020-07-17 effective 2020-07-17",
        "办法",
        "province",
        "北京市",
    ),
    ("数据集需求和建设成果", None, "written 2025-06-03", "通知", "province", "北京市"),
    (
        "资源登记管理实施细则",
        "京政数发〔2025〕12号",
        "written 2025-11-10 effective 2025-12-01",
        "细则",
        "province",
        "北京市",
    ),
    ("京经开区区域专项清单", None, "", "通知", "province", "北京市"),
    ("征集数据标注优秀案例", None, "written 2025-01-13", "通知", "province", "北京市"),
    ("数据要素×”典型案例", None, "written 2024-08-26", "通知", "province", "北京市"),
    ("单（第一批）揭榜工作", None, "", "通知", "province", "北京市"),
    ("创新需求清单揭榜工作", None, "", "通知", "province", "北京市"),
    ("单（第二批）揭榜工作", None, "", "通知", "province", "北京市"),
    ("关于增设政务服务事项", "京政服发〔2020〕14号", "written 2020-03-06", "通知", "province", "北京市"),
    ("政许可等中介服务事项", "京政服发〔2023〕26号", "written 2023-12-29", "通知", "province", "北京市"),
    (
        "网上交易平台管理办法",
        "京政服发〔2020〕32号",
        "written 2020-09-04 effective 2020-10-01",
        "办法",
        "province",
        "北京市",
    ),
    (
        "促进政策服务工作办法",
        "京政服发〔2022〕10号",
        "written 2022-06-29 effective 2022-06-29",
        "办法",
        "province",
        "北京市",
    ),
    (
        "理费收费工作有关事项",
        "京政服函〔2021〕2号",
        "written 2021-02-12 effective 2021-02-12",
        "通知",
        "province",
        "北京市",
    ),
    ("务服务水平的实施意见", "京政服发〔2019〕34号", "written 2019-12-30", "意见", "province", "北京市"),
    ("格互认清单（第一批）", "京政服函〔2023〕12号", "written 2023-08-07", "清单", "province", "北京市"),
    ("组长单位、副组长单位", None, "written 2025-04-03", "通知", "province", "北京市"),
    ("量发展的若干政策措施", "商服贸函2026年第322号", "written 2026-07-13", "措施", "national", ""),
    ("力市场体系的实施意见", "国办发〔2026〕4号", "written 2026-02-08 published 2026-02-11", "意见", "national", ""),
    ("合评价体系的实施方案", "国办发〔2026〕8号", "written 2026-03-29 published 2026-04-02", "方案", "national", ""),
    ("全指引（2026版）", "工信部联网安〔2026〕27号", "written 2026-01-30", "指引", "national", ""),
]
"""Fragment of the title, number, days, kind, level, last name of the region."""


@pytest.fixture(scope="module")
def corpus(shared: Path) -> list[PolicyDocument]:
    return _read(shared / "corpus")


@pytest.fixture(scope="module")
def documents(shared: Path) -> list[PolicyDocument]:
    return _read(shared / "documents")


def _read(folder: Path) -> list[PolicyDocument]:
    return [document for path in sorted(folder.iterdir()) for document in read_documents(read_file(path, path.name))]


def _days(document: PolicyDocument) -> dict[str, str]:
    return {date.kind.value: date.iso for date in document.details.dates}


def _expected(days: str) -> dict[str, str]:
    words = days.split()
    return dict(zip(words[::2], words[1::2], strict=True))


def test_five_files_are_ten_documents_that_say_who_when_and_where(corpus: list[PolicyDocument]) -> None:
    assert len(corpus) == len(CORPUS)
    for document, (title, region, level, days, kind, issuers) in zip(corpus, CORPUS, strict=True):
        assert compact(document.title).endswith(compact(title))
        assert document.region.path == region, title
        assert document.details.level.value == level, title
        assert _days(document) == _expected(days), title
        assert document.details.kind == kind, title
        assert [issuer.text for issuer in document.details.issuers] == issuers, title
        assert document.details.number is None, "the ones that the texts cite are not their own"


def test_masked_regions_are_marked_as_inferred_with_the_name_that_decided(corpus: list[PolicyDocument]) -> None:
    inferred = [document.region for document in corpus if document.region.inferred]
    assert {region.name for region in inferred} >= {"黔西市", "连云港市"}
    assert all(region.span is not None for region in inferred)


def test_every_file_of_government_pages_is_one_document(shared: Path, documents: list[PolicyDocument]) -> None:
    assert len(documents) == len(list((shared / "documents").iterdir()))


@pytest.mark.parametrize(("title", "number", "days", "kind", "level", "region"), DOCUMENTS)
def test_government_pages_say_title_number_days_kind_level_and_region(
    documents: list[PolicyDocument], title: str, number: str | None, days: str, kind: str, level: str, region: str
) -> None:
    (document,) = (found for found in documents if compact(title) in compact(found.title))
    details = document.details
    assert (details.number.text if details.number else None) == number
    assert (details.kind, details.level.value, document.region.name) == (kind, level, region)
    found, expected = _days(document), _expected(days)
    # A page may tell when it was published although the text does not.
    if DateKind.PUBLISHED.value not in expected:
        found.pop(DateKind.PUBLISHED.value, None)
    assert found == expected
