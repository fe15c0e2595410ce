from __future__ import annotations

import pytest

from ingest.lines import lines_of
from ingest.splitting.documents import split_documents

BODY = "一、目标\n全市新增企业三十家以上，形成特色产业集群，完善配套服务体系，健全考核激励机制，推动项目落地见效。"
LONG = "各部门要加强协调，按照分工抓好落实，定期报告进展情况，对工作中的重大问题及时研究解决，确保取得实效。"
SIGNED = "甲市人民政府办公室\n2021年3月4日"


def beginnings(text: str) -> list[str]:
    return [part.lines[0].text for part in split_documents(lines_of(text))]


@pytest.mark.parametrize(
    "headings",
    [
        ("园区方案1", "园区方案2", "园区方案3"),
        ("园区方案范文(一)", "园区方案范文(二)", "园区方案范文(三)"),
        ("篇一：甲市方案", "篇二：乙市方案", "篇三：丙市方案"),
        ("第1篇 甲市方案", "第2篇 乙市方案", "第3篇 丙市方案"),
        ("第一篇：甲市方案", "第二篇：乙市方案", "第三篇：丙市方案"),
        ("【篇1】", "【篇2】", "【篇3】"),
        ("范文一", "范文二", "范文三"),
        ("【范文1】甲市的做法", "【范文2】乙市的做法", "【范文3】丙市的做法"),
        ("园区方案１", "园区方案２", "园区方案３"),
        ("園區方案篇一", "園區方案篇二", "園區方案篇三"),
        ("园区方案1：甲市园区实施方案", "园区方案2：乙市园区实施方案", "园区方案3：丙市园区实施方案"),
        ("园区总结篇1：甲区", "园区总结篇2：乙区", "园区总结篇3：丙区"),
        ("园区方案（精选篇1）", "园区方案（精选篇2）", "园区方案（精选篇3）"),
        ("★园区方案一★", "★园区方案二★", "★园区方案三★"),
        ("## 园区方案1", "## 园区方案2", "## 园区方案3"),
        ("方案一：", "方案二：", "方案三："),
        ("园区方案 第(1)篇", "园区方案 第(2)篇", "园区方案 第(3)篇"),
        (">>>篇一", ">>>篇二", ">>>篇三"),
        ("1、甲市园区方案", "2、乙市园区方案", "3、丙市园区方案"),
        ("一、甲市园区方案", "二、乙市园区方案", "三、丙市园区方案"),
        ("**园区方案1**", "**园区方案2**", "**园区方案3**"),
    ],
)
def test_a_collection_is_split_at_headings_with_running_numbers(headings: tuple[str, ...]) -> None:
    text = "园区方案三篇\n方案是一种文书。\n" + "\n\n".join(f"{heading}\n{BODY}\n{BODY}" for heading in headings)
    parts = split_documents(lines_of(text))
    assert [part.heading.text if part.heading else "" for part in parts] == list(headings)
    assert all(len(part.lines) == 5 and not part.alone for part in parts)


def test_a_collection_begins_behind_its_table_of_contents() -> None:
    contents = "目录\n篇一：甲市方案\n篇二：乙市方案\n篇三：丙市方案"
    text = f"{contents}\n篇一：甲市方案\n{BODY}\n{LONG}\n篇二：乙市方案\n{BODY}\n{LONG}"
    assert [len(part.lines) for part in split_documents(lines_of(text))] == [4, 4]


@pytest.mark.parametrize(
    "text",
    [
        f"某市方案\n{BODY}\n附件1\n{BODY}\n附件2\n{BODY}",
        f"园区方案2\n{BODY}\n园区方案3\n{BODY}",
        "目录\n园区方案1\n园区方案2\n园区方案3",
        f"第一章 总则\n{BODY}\n第二章 附则\n{BODY}",
        f"园区方案1\n{BODY}\n{BODY}",
        f"甲市发展规划\n第一篇 总体要求\n第一章 形势\n{BODY}\n第二篇 产业体系\n第二章 工业\n{BODY}\n{LONG}",
        f"甲市发展规划\n第一篇 总体要求\n第一章 形势\n{BODY}\n第二篇 产业体系\n第一章 工业\n{BODY}\n{LONG}",
        f"甲市改造研究\n一、方案比较\n方案一：新建厂房\n{LONG}\n{LONG}\n方案二：利用旧厂房\n{LONG}\n{LONG}",
        f"甲市园区计划\n一、制定工作方案\n（一）摸清底数。{LONG}\n二、落实保障措施\n（一）加强领导。{LONG}\n{LONG}",
        f"甲市园区政策\n政策措施1：谱写新篇章\n{LONG}\n{LONG}\n政策措施2：书写新篇章\n{LONG}\n{LONG}",
        f"甲市园区政策\n政策措施1：降低租金\n{LONG}\n{LONG}\n政策措施2：奖励人才\n{LONG}\n{LONG}",
    ],
    ids=[
        "annexes",
        "no first",
        "contents",
        "chapters",
        "only one",
        "chapters run on",
        "parts",
        "options",
        "tasks called as documents",
        "chapters of a story",
        "measures",
    ],
)
def test_annexes_chapters_options_and_contents_are_no_collection(text: str) -> None:
    (part,) = split_documents(lines_of(text))
    assert part.heading is None
    assert part.alone


NOTICE = f"甲市人民政府办公室关于做好防汛工作的通知\n各县人民政府：\n{BODY}\n{LONG}\n{SIGNED}"
OTHER = f"甲市财政局关于开展资产清查的公告\n{BODY}\n{LONG}\n甲市财政局\n2022年5月6日"
TITLES = "甲市人民政府办公室关于做好防汛工作的通知\n甲市财政局关于开展资产清查的公告"
ORDER = (
    f"甲市人民政府令\n第12号\n《甲市用水办法》已经常务会议通过，现予公布，自2020年1月1日起施行。\n市长：张三\n2019年12月1日\n"
    f"甲市用水办法\n第一条 为了节约用水，制定本办法。\n第二条 {LONG}"
)
ARTICLES = f"第一条 为了节约资源，制定本办法。\n第二条 {LONG}\n第三条 本办法自2021年1月1日起施行。"


@pytest.mark.parametrize(
    ("texts", "starts"),
    [
        ((NOTICE, OTHER), ["甲市人民政府办公室关于做好防汛工作的通知", "甲市财政局关于开展资产清查的公告"]),
        ((ORDER, NOTICE), ["甲市人民政府令", "甲市人民政府办公室关于做好防汛工作的通知"]),
        ((NOTICE, ORDER), ["甲市人民政府办公室关于做好防汛工作的通知", "甲市人民政府令"]),
        (
            (NOTICE, f"甲府办发〔2022〕7号\n{OTHER}"),
            ["甲市人民政府办公室关于做好防汛工作的通知", "甲府办发〔2022〕7号"],
        ),
        (
            (f"甲市用水办法\n{BODY}\n甲市人民政府办公室秘书处 2021年3月4日印发", NOTICE),
            ["甲市用水办法", "甲市人民政府办公室关于做好防汛工作的通知"],
        ),
        (
            (
                f"甲市园区工作方案\n{BODY}\n二、措施\n{LONG}",
                f"关于举办培训的通知\n甲科发〔2022〕9号\n各单位：\n{LONG}{LONG}",
            ),
            ["甲市园区工作方案", "关于举办培训的通知"],
        ),
        (
            (
                f"甲市政府公报 2022年第3期\n{TITLES}\n{NOTICE}\n(此件公开发布)",
                OTHER,
            ),
            ["甲市人民政府办公室关于做好防汛工作的通知", "甲市财政局关于开展资产清查的公告"],
        ),
        (
            (
                f"甲园区服务制度\n一、{LONG}\n二、{LONG}",
                f"甲市用水条例\n（2020年8月27日甲市人大常委会通过）\n{ARTICLES}",
            ),
            ["甲园区服务制度", "甲市用水条例"],
        ),
        ((f"甲市用电办法\n{ARTICLES}", f"甲市用水办法\n{ARTICLES}"), ["甲市用电办法", "甲市用水办法"]),
        ((f"# 甲市用水办法\n{LONG}{LONG}", f"# 甲市用电办法\n{LONG}{LONG}"), ["# 甲市用水办法", "# 甲市用电办法"]),
    ],
    ids=[
        "notices",
        "order first",
        "order second",
        "number above",
        "printed",
        "no signature",
        "gazette",
        "regulation",
        "articles",
        "markdown",
    ],
)
def test_unrelated_documents_that_follow_one_another_are_told_apart(texts: tuple[str, ...], starts: list[str]) -> None:
    assert beginnings("\n".join(texts)) == starts


PLAN = f"甲市园区方案\n为落实工作部署，制定本方案。\n{BODY}\n二、措施\n{LONG}"


@pytest.mark.parametrize(
    "text",
    [
        f"甲市人民政府关于印发《甲市园区方案》的通知\n甲府发〔2021〕1号\n各县：\n现将《甲市园区方案》印发给你们。{LONG}\n{SIGNED}\n{PLAN}",
        f"甲市人民政府关于印发甲市园区方案的通知\n各县：\n现印发给你们。{LONG}\n{SIGNED}\n{PLAN}",
        f"各县：\n《甲市园区方案》已经同意，现印发给你们。{LONG}\n{SIGNED}\n{PLAN}",
        f"甲县转发甲市财政局关于开展资产清查的公告的通知\n各乡：\n请执行。{LONG}\n甲县人民政府\n2022年6月1日\n{OTHER}",
        f"甲县关于开展清查的通知\n各乡：\n请执行。{LONG}\n甲县人民政府\n2022年6月1日\n附件\n{OTHER}",
        f"（转载）甲市人民政府办公室关于做好防汛工作的通知\n甲府办发〔2021〕3号\n{NOTICE}",
        f"{NOTICE}\n相关链接\n甲市财政局关于开展资产清查的公告\n甲市水利局关于做好抗旱工作的通知",
        f"多部门联合发文推进防汛\n编者按：这份通知很重要，值得各地认真学习，并结合实际抓好贯彻落实，具体内容见下文。\n甲府办发〔2021〕3号\n{NOTICE}",
        f"{NOTICE}\n甲市防汛任务分工表\n{LONG}",
        f"甲市用水办法\n{ARTICLES}\n附件\n甲市用水处罚规定\n{ARTICLES}",
        f"甲市关于印发《甲市用水办法》《甲市用电办法》的通知\n甲市用水办法\n{ARTICLES}\n甲市用电办法\n{ARTICLES}",
        f"# 甲市用水办法\n## 总则\n{LONG}\n## 管理措施\n{LONG}\n## 奖励办法\n{LONG}",
        f"# 甲市人民政府关于印发《甲市用水办法》的通知\n现印发《甲市用水办法》。{LONG}\n# 甲市用水办法\n{LONG}{LONG}",
    ],
    ids=[
        "forwarded",
        "forwarded bare",
        "forwarded without title",
        "passed on",
        "annex",
        "reposted",
        "links",
        "lead-in",
        "table",
        "articles in an annex",
        "two forwarded",
        "markdown sections",
        "markdown notice",
    ],
)
def test_a_notice_with_what_it_forwards_or_annexes_is_one_document(text: str) -> None:
    assert len(split_documents(lines_of(text))) == 1
