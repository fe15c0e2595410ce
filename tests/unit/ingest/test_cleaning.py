"""What is taken out of the lines of a web page, and what never is."""

from __future__ import annotations

import pytest
from best_time import best_time
from hypothesis import given
from hypothesis import strategies as st

from ingest.cleaning import clean
from ingest.cleaning.kinds import hints_at_junk
from ingest.lines import lines_of
from ingest.model import RemovedKind, TextSpan
from ingest.normalize import fold

TITLE = "某市工业园区管理办法"
BODY = (
    "一、目标\n全市新增企业三十家以上，形成特色产业集群，完善配套服务体系，健全考核激励机制，推动项目落地见效。\n"
    "二、措施\n各区建立台账，每季度报送进展，年底前完成考核，对完成任务的园区给予奖励，未完成的予以通报。"
)

ANYWHERE = {
    RemovedKind.PAGE_DATA: [
        "更新时间：2024-01-10 来源：网络 点击：12",
        "發佈時間：2024-01-10　來源：本站　瀏覽次數：1,203 次",
        "发布日期：2024-01-10 信息来源：市政府办 字体：[大 中 小]",
        "来源：某某日报 作者：李明",
        "浏览次数：1024",
        "阅读量：2.15万",
        "人氣：2.15W",
        "【字体：大 中 小】",
        "字號：大 中 小",
        "A- A A+",
        "A+大 A+中 A+小",
        "【打印本页】【关闭窗口】",
        "打印关闭",
        "返回顶部打印本页关闭窗口",
        "我要纠错 打印 收藏",
        "听全文",
        "您是第 - 位访客",
        "本文来源：http://www.example.com/1/",
    ],
    RemovedKind.SHARING: [
        "分享到：微信 微博 QQ空间",
        "分享到",
        "微信好友 新浪微博 QQ空间 取消",
        "扫一扫在手机打开当前页",
        "掃一掃，分享到朋友圈",
    ],
    RemovedKind.NAVIGATION: [
        "当前位置：首页 > 政务公开 > 规范性文件",
        "您現在的位置：首頁 » 政策 » 正文",
        "首页 > 政策法规 > 正文",
        "上一篇：关于某某工作的通知",
        "下一條：關於某某工作的公告",
        "上一页 下一页 尾页",
    ],
    RemovedKind.ADVERT: [
        "【www.example.com--工作方案】",
        "www.fanwen-example.com",
        "更多内容请访问某某范文网",
        "【广告】免费下载客户端阅读全文",
    ],
    RemovedKind.PAGE_NUMBER: ["- 2 -", "—12—", "－３－", "第 3 页 共 10 页", "第3页/共10页", "Page 3 of 10"],
    RemovedKind.EDITOR: [
        "方案是一种文书。以下是小编收集整理的方案三篇，仅供参考，欢迎阅读。",
        "今天小编为大家带来最新政策",
        "以上就是园区工作方案的全部内容，更多方案请关注本站。",
        "免责声明：本文转载自网络，如有侵权请联系本站删除。",
    ],
}
AT_HEAD = {
    RemovedKind.PAGE_DATA: [
        "2024-01-10",
        "2024-01-10 09:30",
        "2021/04/07 某某网",
        "来源：某市人民政府办公室",
        "更新时间：2024-01-10",
        "字体",
        "朗读",
        "-次",
    ],
    RemovedKind.EDITOR: ["作者：李明", "责任编辑：张三 李四"],
    RemovedKind.NAVIGATION: [
        "首页 新闻 政策 服务 互动 正文",
        "網站首頁 實用文 書信 面試 實習 職場",
        "登录 | 注册",
        "简体 繁体 English",
        "无障碍阅读 长者助手",
        "搜索热词：社保 医保",
        "政策法规 > 地方法规 > 办法",
        "今天是2024年5月1日 星期三",
    ],
    RemovedKind.ADVERT: ["广告", "下载某某新闻客户端", "https://www.example.com/a/1.html"],
    RemovedKind.SHARING: ["微信扫一扫关注我们"],
}
AT_FOOT = {
    RemovedKind.FOOTER: [
        "某ICP备12345678号-1",
        "某公网安备 11010202000001号",
        "版权所有：某市人民政府",
        "Copyright © 2024 某某网 All Rights Reserved",
        "网站标识码：1100000001",
    ],
    RemovedKind.EDITOR: ["责任编辑：王五", "（编辑：张三）", "我要评论", "网友评论 (3)"],
    RemovedKind.NAVIGATION: [
        "相关新闻",
        "相關閱讀：",
        "为您推荐",
        "更多>>",
        "网站地图 联系我们 使用帮助",
        "政策解读：https://www.example.com/b/2.html",
    ],
    RemovedKind.SHARING: ["扫描下方二维码关注公众号", "长按识别二维码"],
    RemovedKind.PAGE_DATA: ["来源：某某网", "收藏", "2024-02-02 07:24:21"],
    RemovedKind.ADVERT: ["点击下载APP"],
}
POLICY_LINES = [
    "来源：财政拨款",
    "资金来源：财政拨款",
    "数据来源：统计年鉴",
    "联系电话：010-12345678",
    "咨询地址：某市某路1号",
    "联系方式：某某局综合科",
    "电子邮箱：abc@example.com",
    "各单位应当在门户网站首页公布办事指南。",
    "首页显著位置公示收费标准",
    "推动科研设施分享，建立共享机制。",
    "分享经验",
    "责任编辑",
    "责任编辑：2名",
    "打印",
    "打印：A4纸双面打印",
    "各区、各部门要编辑和审核材料目录，并按时将纸质材料报送主管部门存档备查。",
    "企业应当在官网 www.example.com 上公示排放数据。",
    "http://www.example.com/apply",
    "登录",
    "搜索",
    "无障碍",
    "政务公开",
    "营商环境",
    "2019年9月26日",
    "2024-01-10",
    "获得备案编号",
    "发布机关：某某局  日期：2020-01-02",
    "索引号：000014349/2023-00012",
    "发文字号：某政发〔2023〕1号",
    "成文日期：2023年1月1日",
    "发布日期：2023-01-02",
    "主题分类：城乡建设",
    "主办单位：某市商务局",
    "承办单位：某某中心",
    "技术支持：某某研究院",
    "作品的版权所有人应当自登记之日起30日内提出申请。",
    "企业申请 > 部门受理 > 联合审核 > 办结",
    "扫描下方二维码报名",
    "工业和信息化部 国家发展改革委 科技部 财政部 生态环境部",
    "下一步工作安排",
    "上一页所列项目由市级部门负责。",
    "大",
    "位置：园区东部",
    "编制： 审核： 批准：",
    "附件",
    "关闭淘汰落后产能",
    "收藏单位应当建立藏品档案。",
    "浏览",
    "次",
]
"""Lines that read like junk and that documents hold; here between the clauses of one."""


def kept(text: str) -> list[str]:
    return [line.text for line in clean(lines_of(text)).lines]


def removed(text: str) -> list[tuple[RemovedKind, str]]:
    return [(entry.kind, entry.text) for entry in clean(lines_of(text)).removed]


def cases(table: dict[RemovedKind, list[str]]) -> list[tuple[RemovedKind, str]]:
    return [(kind, line) for kind, lines in table.items() for line in lines]


@pytest.mark.parametrize(("kind", "line"), cases(ANYWHERE))
@pytest.mark.parametrize(
    "place", ["{line}\n{title}\n{body}", "{title}\n{body}\n{line}\n{body}", "{title}\n{body}\n{line}"]
)
def test_what_no_policy_says_goes_wherever_it_stands(kind: RemovedKind, line: str, place: str) -> None:
    text = place.format(line=line, title=TITLE, body=BODY)
    assert removed(text) == [(kind, " ".join(line.split()))]
    assert kept(text) == [other for other in text.split("\n") if other != line]


@pytest.mark.parametrize(("kind", "line"), cases(AT_HEAD))
def test_the_page_s_own_lines_above_the_text_go(kind: RemovedKind, line: str) -> None:
    for text in (f"{line}\n{TITLE}\n{BODY}", f"{TITLE}\n{line}\n{BODY}"):
        assert removed(text) == [(kind, " ".join(line.split()))]
        assert kept(text) == [TITLE, *BODY.split("\n")]


@pytest.mark.parametrize(("kind", "line"), cases(AT_FOOT))
def test_the_page_s_own_lines_below_the_text_go(kind: RemovedKind, line: str) -> None:
    text = f"{TITLE}\n{BODY}\n某市人民政府\n2019年9月26日\n{line}"
    assert removed(text) == [(kind, line)]
    assert kept(text)[-2:] == ["某市人民政府", "2019年9月26日"]


@pytest.mark.parametrize("line", POLICY_LINES)
def test_a_line_between_clauses_that_only_reads_like_junk_stays(line: str) -> None:
    text = f"{TITLE}\n{BODY}\n{line}\n三、附则\n本办法自发布之日起施行，由市工业和信息化局负责解释。"
    assert removed(text) == []


@pytest.mark.parametrize(
    "line",
    [
        "某政发〔2023〕1号",
        "（2019年9月26日某市第十届人民代表大会常务委员会第二十次会议通过）",
        "发布机关：某某局  日期：2020-01-02",
        "索引号：000014349/2023-00012",
        "发布日期：2023-01-02",
        "发文字号：某政发〔2023〕1号 发布日期：2023-01-02",
        "发文機關：某局　來源：某網　成文日期：2023年1月2日",
        "文号：某政发〔2023〕1号 发布时间：2023-01-02 09:00 来源：某局",
        "2019年9月26日",
        "（征求意见稿）",
        "各区人民政府、市政府各部门：",
        "工业和信息化部 国家发展改革委 科技部 财政部 生态环境部",
        "政务公开",
        "目录",
        "附件1",
    ],
)
def test_what_a_document_says_of_itself_above_its_text_stays(line: str) -> None:
    assert kept(f"{TITLE}\n{line}\n{BODY}") == [TITLE, line, *BODY.split("\n")]


@pytest.mark.parametrize(
    "line",
    [
        "联系电话：010-12345678",
        "联系人：李明",
        "抄送：市委各部门，市法院，市检察院。",
        "某市人民政府办公室 2021年2月23日印发",
        "公开方式：主动公开",
        "附件：1.申请表.docx",
        "（此件公开发布）",
        "获得备案编号",
        "通过",
    ],
)
def test_what_a_document_says_below_its_text_stays_above_the_page_s_foot(line: str) -> None:
    foot = "主办单位：某某中心\n某ICP备12345678号 版权所有"
    assert kept(f"{TITLE}\n{BODY}\n{line}\n{foot}") == [TITLE, *BODY.split("\n"), line]


def test_a_menu_of_one_entry_a_line_goes_even_where_an_entry_is_unknown() -> None:
    menu = ["搜索", "政务公开", "政务服务", "互动交流", "政策发布", "魅力某州"]
    assert removed("\n".join([*menu, TITLE, BODY])) == [(RemovedKind.NAVIGATION, " ".join(menu))]


def test_a_list_of_other_pages_goes_with_its_leads_and_the_foot_below_it() -> None:
    text = (
        f"{TITLE}\n{BODY}\n为您推荐\n另一个县的工业用地管理办法\n"
        "工作方案是对未来的安排，下面介绍另一个县的做法，供有关人员了解和学习。\n2024-02-02 07:24:21\n某ICP备1号"
    )
    assert kept(text) == [TITLE, *BODY.split("\n")]
    assert [kind for kind, _ in removed(text)] == [RemovedKind.NAVIGATION, RemovedKind.FOOTER]


def test_a_heading_like_a_list_of_pages_stays_where_clauses_follow() -> None:
    assert kept(f"{TITLE}\n{BODY}\n相关信息\n三、附则\n本办法自发布之日起施行。")[-3] == "相关信息"


def test_a_page_that_begins_with_links_to_others_keeps_its_text() -> None:
    text = "相关链接\n第一段没有编号的文字，讲一件事情的经过和办理结果。\n第二段没有编号的文字，讲另一件事情。"
    assert kept(text)[-2:] == text.split("\n")[1:]


def test_what_stands_below_the_registration_lines_goes_with_them() -> None:
    text = f"{TITLE}\n{BODY}\n某ICP备1号\n手机版\n某商通\n某好办"
    assert removed(text) == [(RemovedKind.FOOTER, "某ICP备1号 手机版 某商通 某好办")]


def test_rows_of_a_table_are_never_taken_for_junk() -> None:
    text = "目标分解表\n首页\t乙\t丙\t丁\t正文\n浏览次数：12\t400\n版权所有\t1"
    table = TextSpan(text.index("首页"), len(text))
    assert clean(lines_of(text), [table]).removed == ()


def test_cells_of_a_flattened_table_at_the_end_stay() -> None:
    cells = ["序号", "名称", "营业收入", "1", "有机硅", "400", "-", "-", "大", "2", "纺织", "-", "小", "60", "40"]
    assert kept("\n".join([TITLE, BODY, *cells]))[-len(cells) :] == cells


@pytest.mark.parametrize("last", ["-", "小", "2024-01-10", "微信", "登录", "收藏"])
def test_the_last_cell_of_a_flattened_table_stays(last: str) -> None:
    cells = ["序号", "名称", "规模", "1", "有机硅", "大", "2", "纺织", last]
    assert kept("\n".join([TITLE, BODY, *cells]))[-1] == last


@pytest.mark.parametrize("heading", ["相关信息", "相关链接", "权威发布", "更多内容"])
def test_a_part_of_a_text_without_numbers_stays_below_a_heading_like_a_list_s(heading: str) -> None:
    paragraph = "全市新增企业三十家以上，形成特色产业集群，完善配套服务体系，健全考核激励机制，推动项目落地见效。"
    text = f"{TITLE}\n{paragraph}\n{paragraph}\n{paragraph}\n{heading}\n{paragraph}\n{paragraph}\n{paragraph}"
    assert kept(text) == text.split("\n")
    listed = (
        f"{TITLE}\n{paragraph}\n{paragraph}\n{paragraph}\n{heading}\n甲县招商会 2024-01-02\n乙县动员会 [2024-01-03]"
    )
    assert kept(listed) == listed.split("\n")[:4]


@pytest.mark.parametrize("foot", ["", "【打印本页】\n某ICP备1号"])
def test_the_day_under_a_signature_stays_however_it_is_written(foot: str) -> None:
    text = f"{TITLE}\n{BODY}\n某市人民政府办公室\n2019-09-26\n{foot}"
    assert kept(text)[-2:] == ["某市人民政府办公室", "2019-09-26"]


def test_a_button_that_nobody_knows_stays_alone() -> None:
    text = f"{TITLE}\n{BODY}\n收藏\n护眼模式\n打印\n某ICP备1号"
    assert kept(text)[-1] == "护眼模式"
    assert len(kept(text)) == 6


def test_empty_cells_of_a_flattened_table_stay_above_a_page_s_box() -> None:
    cells = ["序号", "名称", "产值", "1", "有机硅", "400", "-", "-", "40", "60"]
    assert kept("\n".join([TITLE, BODY, *cells, "权威声音"]))[-len(cells) :] == cells


def test_neighbouring_lines_of_one_kind_are_one_entry_with_their_span() -> None:
    text = f"首页 > 政策 > 正文\n\n当前位置：首页\n{TITLE}\n{BODY}"
    (entry,) = clean(lines_of(text)).removed
    assert entry.span is not None
    assert entry.span.slice(text) == "首页 > 政策 > 正文\n\n当前位置：首页"
    assert entry.text == "首页 > 政策 > 正文 当前位置：首页"


def test_a_long_removal_is_recorded_in_200_characters() -> None:
    (entry,) = clean(lines_of("\n".join([f"{TITLE}\n{BODY}", *["某ICP备12345678号"] * 50]))).removed
    assert len(entry.text) == 200


@pytest.mark.parametrize(("kind", "line"), cases(ANYWHERE) + cases({RemovedKind.FOOTER: AT_FOOT[RemovedKind.FOOTER]}))
def test_the_quick_test_for_junk_misses_none(kind: RemovedKind, line: str) -> None:
    assert hints_at_junk(line)
    assert hints_at_junk(fold(line))


LINES = st.sampled_from(
    [TITLE, *BODY.split("\n"), *POLICY_LINES, *(line for _, line in cases(ANYWHERE) + cases(AT_HEAD) + cases(AT_FOOT))]
)


@given(st.lists(LINES | st.text(alphabet="甲。：>|首页 \t\u3000𠮷", max_size=12), max_size=30))
def test_every_line_is_kept_or_recorded_and_spans_slice_back(lines: list[str]) -> None:
    text = "\n".join(lines)
    result = clean(lines_of(text))
    taken = [entry.span for entry in result.removed]
    assert all(
        entry.text.startswith(" ".join(entry.span.slice(text).split())[:50]) for entry in result.removed if entry.span
    )
    assert all(span is not None for span in taken)
    outside = [line for line in lines_of(text) if not any(span and span.contains(line.span) for span in taken)]
    assert [line.span for line in result.lines] == [line.span for line in outside]


def test_a_gap_that_a_line_was_taken_out_of_is_as_wide_as_both() -> None:
    kept = clean(
        lines_of(f"{TITLE}\n{BODY}\n\n浏览次数：12\n第九条　本办法由市商务局解释。\n第十条　自公布之日起施行。")
    ).lines
    assert [line.gap for line in kept[-2:]] == [3, 1]


def test_an_empty_cell_stays_and_a_counter_without_figure_goes() -> None:
    rows = "\n".join(f"甲{i}\n{i}00\n-\n乙" for i in range(1, 9))
    assert clean(lines_of(rows)).removed == ()
    assert [entry.text for entry in clean(lines_of(f"浏览次数：\n-\n次\n{TITLE}\n{BODY}")).removed] == [
        "浏览次数： - 次"
    ]


def test_the_time_grows_with_the_text_and_not_faster() -> None:
    page = f"首页 > 政策 > 正文\n{TITLE}\n{BODY}\n来源：财政拨款\n" + "甲 > " * 70 + "\n" + "大中小a" * 40 + "\n"

    def seconds(times: int) -> float:
        lines = lines_of(page * times)
        for line in lines:
            assert len(line.folded) == len(line.text)
        return best_time(lambda: clean(lines))

    assert seconds(4000) < 0.2 + 16 * seconds(500)
