from __future__ import annotations

import pytest

from ingest.lines import lines_of
from ingest.metadata import title_of
from ingest.splitting import split_documents

BODY = "一、目标\n全市新增企业三十家以上，形成特色产业集群，完善配套服务体系，健全考核激励机制，推动项目落地见效。"


@pytest.mark.parametrize(
    "headings",
    [
        ("园区方案1", "园区方案2", "园区方案3"),
        ("园区方案范文(一)", "园区方案范文(二)", "园区方案范文(三)"),
        ("篇一：甲市方案", "篇二：乙市方案", "篇三：丙市方案"),
        ("第1篇 甲市方案", "第2篇 乙市方案", "第3篇 丙市方案"),
        ("园区方案１", "园区方案２", "园区方案３"),
    ],
)
def test_a_collection_is_split_at_headings_with_running_numbers(headings: tuple[str, ...]) -> None:
    text = "园区方案三篇\n方案是一种文书。\n" + "\n\n".join(f"{heading}\n{BODY}\n{BODY}" for heading in headings)
    parts = split_documents(lines_of(text))
    assert [part.heading.text if part.heading else "" for part in parts] == list(headings)
    assert all(len(part.lines) == 5 for part in parts)


@pytest.mark.parametrize(
    "text",
    [
        f"某市方案\n{BODY}\n附件1\n{BODY}\n附件2\n{BODY}",
        f"园区方案2\n{BODY}\n园区方案3\n{BODY}",
        "目录\n园区方案1\n园区方案2\n园区方案3",
        f"第一章 总则\n{BODY}\n第二章 附则\n{BODY}",
        f"园区方案1\n{BODY}\n{BODY}",
    ],
)
def test_annexes_chapters_and_contents_are_no_collection(text: str) -> None:
    (part,) = split_documents(lines_of(text))
    assert part.heading is None


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
        (BODY, ""),
    ],
)
def test_the_title_is_found_above_the_text_or_in_the_notice(text: str, title: str) -> None:
    assert title_of(lines_of(text)) == title
