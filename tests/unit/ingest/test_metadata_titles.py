from __future__ import annotations

import re

import pytest

from ingest.lines import lines_of
from ingest.metadata.context import compact
from ingest.metadata.titles import clean_title, read_title

BODY = "一、目标\n全市新增企业三十家以上，形成特色产业集群，完善配套服务体系，健全考核激励机制，推动项目落地见效。"

LONG = "各部门要加强协调，按照分工抓好落实，定期报告进展情况。"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"甲市工业用地管理办法\n{BODY}", "甲市工业用地管理办法"),
        (
            f"甲市人民政府关于印发《甲市用地办法》的通知\n各县：\n现将《甲市用地办法》印发给你们。\n{BODY}",
            "甲市人民政府关于印发《甲市用地办法》的通知",
        ),
        (f"关于加快产业园区发展\n推动提质增效的实施方案\n{BODY}", "关于加快产业园区发展推动提质增效的实施方案"),
        (f"各县（区）：\n《关于加快园区发展的方案》已经会议同意，现印发给你们。\n{BODY}", "关于加快园区发展的方案"),
        (f"甲区产业高质量 发展行动计划(2021-2023年)\n2021-04-07\n{BODY}", "甲区产业高质量发展行动计划(2021-2023年)"),
        (f"中共甲市委 甲市人民政府关于优化环境的意见\n{BODY}", "中共甲市委 甲市人民政府关于优化环境的意见"),
        (f"甲市經濟開發區實施方案\n甲市經濟\n{BODY}", "甲市經濟開發區實施方案"),
        (f"甲市人民政府令\n第179号\n甲市优待办法\n{BODY}", "甲市优待办法"),
        (f"甲　市　商　务　局\n关　于　2024　年　工　作　的　通　知\n{BODY}", "甲市商务局关于2024年工作的通知"),
        (f"甲市人民政府　办公室\n关于服务业　发展的通知\n{BODY}", "甲市人民政府办公室关于服务业发展的通知"),
        (
            f"甲省商务厅\n甲省财政厅\n甲省教育厅\n甲省水利厅\n甲省公安厅\n关于展会的通知\n{BODY}",
            "甲省商务厅甲省财政厅甲省教育厅甲省水利厅甲省公安厅关于展会的通知",
        ),
        (
            f"甲市税务送政策上门\n近日，甲市政府办公室发布《关于减税的若干措施》，明确多项优惠。\n{BODY}",
            "甲市税务送政策上门",
        ),
        (f"错峰保出行\n{LONG}\n{LONG}\n{LONG}\n做好预案\n{LONG}", "错峰保出行"),
        (f"政策名称：甲区促进工业增长十条措施\n发文单位：甲区管委会\n正文：\n{BODY}", "甲区促进工业增长十条措施"),
        (f"关于印发甲市用地规定的通知【失效】\n甲府发〔2020〕3号\n{BODY}", "关于印发甲市用地规定的通知"),
        (f"（转载）甲市用地管理办法\n{BODY}", "甲市用地管理办法"),
        (f"【关注】甲市人才落户申报指南\n{BODY}", "甲市人才落户申报指南"),
        (f"2026年甲区随迁子女学位申请指引\n{BODY}", "2026年甲区随迁子女学位申请指引"),
        (f"怎么申领甲市社会保障卡？\n{BODY}", "怎么申领甲市社会保障卡？"),
        (f"甲市用地管理办法（甲府发〔2020〕3号）\n{BODY}", "甲市用地管理办法"),
        (f"中共中央 国务院印发《甲产业发展规划》\n{BODY}", "中共中央 国务院印发《甲产业发展规划》"),
        (
            f"甲市园区方案（摘要）\n上位文件：《乙院关于园区的若干意见》（乙办发〔2017〕7号）\n{BODY}",
            "甲市园区方案（摘要）",
        ),
        (
            f"> 说明：本文是摘要。\n\n# 甲市园区方案\n\n- 依据：《乙院办法》（乙发〔2017〕7号）\n\n## {BODY}",
            "甲市园区方案",
        ),
        (f"政策解读：《甲市用地管理办法》\n{BODY}", "政策解读：《甲市用地管理办法》"),
        ("目标分解表\n甲区产业目标分解表\n单位：亿元\n序号\t产业\t产值\n1\t光电\t20", "甲区产业目标分解表"),
        (f"政务公开\n政策发布\n甲市补贴发放标准\n{BODY}", "甲市补贴发放标准"),
        (
            f"文　号：甲府〔2020〕1号\n标题：甲市办法\n分享到\n甲府〔2020〕1号\n甲市工业用地\n管理办法\n{BODY}",
            "甲市工业用地管理办法",
        ),
        (
            f"八部门联合发文推进流动\n《指引》提出了九种情形，并且明确了各方的责任。\n关于印发《甲行业指引》的通知\n"
            f"甲部联安〔2026〕7号\n各省：\n现将《甲行业指引》印发给你们。\n{BODY}",
            "关于印发《甲行业指引》的通知",
        ),
        (f"# 甲市用水条例\n2016年3月15日 甲市人民代表大会通过\n{BODY}", "甲市用水条例"),
        (f"九江市人民政府文件\n关于用地的意见\n{BODY}", "关于用地的意见"),
        (f"**甲市促进投资办法**\n{BODY}", "甲市促进投资办法"),
        (f"# __甲市促进投资办法__\n{BODY}", "甲市促进投资办法"),
        (f"**甲市人民政府关于**\n**促进投资的意见**\n{BODY}", "甲市人民政府关于促进投资的意见"),
        (f"技师法\n法规性质：法律 最新日期：20110622\n{BODY}", "技师法"),
        (f"20xx年目标\n{BODY}", "20xx年目标"),
        (f"2020年3月4日\n{BODY}", ""),
        (BODY, ""),
    ],
)
def test_the_title_is_found_above_the_text_or_in_the_notice(text: str, title: str) -> None:
    found = read_title(text, lines_of(text))
    assert (found.text if found else "") == title
    if found:
        assert found.span is not None
        assert compact(re.sub(r"[#*]|__", "", found.span.slice(text))) == compact(title)


def test_lines_between_which_something_was_removed_make_no_title() -> None:
    text = f"园区工作的经验\n更新时间：2020-01-02 来源：某网\n甲市用地管理办法\n{BODY}"
    lines = [line for line in lines_of(text) if not line.text.startswith("更新时间")]
    found = read_title(text, lines)
    assert found is not None
    assert found.text == "甲市用地管理办法"


def test_no_title_runs_into_the_line_that_the_page_calls_its_title() -> None:
    text = f"返回文件详情分享\n关于印发产业基金办法的通知\n{BODY}"
    found = read_title(text, lines_of(text), "关于印发产业基金办法的通知")
    assert found is not None
    assert found.text == "关于印发产业基金办法的通知"


def test_the_title_that_the_page_gives_is_found_in_the_text() -> None:
    text = f"首页\n政策\n甲市人才来了\n更多优惠\n{BODY}"
    found = read_title(text, lines_of(text), "甲市人才来了 - 甲市人民政府门户网站")
    assert found is not None
    assert found.text == "甲市人才来了"
    assert found.span is not None
    assert found.span.slice(text) == "甲市人才来了"


@pytest.mark.parametrize(
    ("title", "clean"),
    [
        ("甲市用地管理办法_甲市人民政府门户网站", "甲市用地管理办法"),
        ("甲市用地管理办法_政策文件_最新政策_中国政府网", "甲市用地管理办法"),
        ("甲市用地管理办法 - 甲市人民政府", "甲市用地管理办法"),
        ("甲市用地管理办法（全文）", "甲市用地管理办法"),
        ("**【关注】甲市用地管理办法（全文）**", "甲市用地管理办法"),
        ("甲市规划（2021-2025年）", "甲市规划（2021-2025年）"),
        ("甲区—乙区合作方案", "甲区—乙区合作方案"),
    ],
)
def test_what_websites_put_around_a_title_goes(title: str, clean: str) -> None:
    assert clean_title(title) == clean
