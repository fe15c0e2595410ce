from __future__ import annotations

import pytest

from ingest.cleaning import content_lines
from ingest.lines import lines_of
from ingest.model import TextSpan

BODY = "一、目标\n全市新增企业三十家以上，形成特色产业集群，完善配套服务体系，健全考核激励机制，推动项目落地见效。"
PAGE = f"""首页 新闻 政策 服务 互动 正文
當前位置：某某網 > 政策 > 方案
更新时间：2024-01-10 来源：网络 点击：12
【www.example.com--方案】
以下是小编收集的方案，仅供参考。
某市工业方案
{BODY}
本文来源：http://www.example.com/1/
为您推荐
另一篇方案的标题
2024-02-02 07:24:21
主办单位：某某中心
某ICP备12345678号 版权所有"""


def kept(text: str) -> list[str]:
    return [line.text for line in content_lines(lines_of(text))]


def test_only_the_document_is_left_of_a_web_page() -> None:
    assert kept(PAGE) == ["某市工业方案", *BODY.split("\n")]


@pytest.mark.parametrize(
    "line",
    [
        "各区、各部门要编辑和审核材料目录，并按时将纸质材料报送主管部门存档备查。",
        "企业应当在官网 www.example.com 上公示排放数据。",
        "2019年9月26日",
        "获得备案编号",
        "发布机关：某某局  日期：2020-01-02",
    ],
)
def test_lines_that_documents_have_are_kept(line: str) -> None:
    assert kept(f"某某办法\n{line}\n一、总则") == ["某某办法", line, "一、总则"]


def test_rows_of_a_table_are_never_taken_for_a_menu() -> None:
    text = "目标分解表\n甲\t乙\t丙\t丁\t戊\n有机硅\t400\t-\t-\t400\n1.按期完成。"
    table = TextSpan(text.index("甲"), text.index("\n1."))
    kept = [line.text for line in content_lines(lines_of(text), [table])]
    assert "有机硅\t400\t-\t-\t400" in kept
