"""What is said of documents that do not hold."""

from __future__ import annotations

from datetime import date

import pytest
from validity_samples import document

from assistant.model import Language
from assistant.validity.model import Standing, Status
from assistant.validity.wording import as_of_note, quotes_note, undated_note, warning

DAY = date(2024, 1, 1)
BY = document("新", "九江市人民政府关于印发《九江市用地办法》的通知", number="九府发〔2023〕9号")
NAMED = "《九江市人民政府关于印发〈九江市用地办法〉的通知》（九府发〔2023〕9号）"


@pytest.mark.parametrize(
    ("status", "chinese", "english"),
    [
        (
            Status(Standing.EXPIRED, date(2023, 12, 31), words="5年"),
            "该文件已于2023年12月31日到期（依据：有效期5年）",
            "Expired on 31 December 2023 (read from: 有效期5年)",
        ),
        (
            Status(Standing.EXPIRED, DAY),
            "该文件已于2024年1月1日到期（依据：失效日期）",
            "Expired on 1 January 2024 (read from: 失效日期)",
        ),
        (
            Status(Standing.REPEALED, DAY, BY.id),
            f"该文件已被{NAMED}废止，自2024年1月1日起",
            f"Repealed by {NAMED} with effect from 1 January 2024",
        ),
        (Status(Standing.REPEALED, None, BY.id), f"该文件已被{NAMED}废止", f"Repealed by {NAMED}"),
        (
            Status(Standing.REPEALED, words="2023年6月1日废止"),
            "该文件已标明“2023年6月1日废止”",
            "Marked as no longer in force (2023年6月1日废止)",
        ),
        (
            Status(Standing.NOT_YET, DAY),
            "该文件自2024年1月1日起施行，目前尚未生效",
            "Takes effect on 1 January 2024, not yet in force",
        ),
        (
            Status(Standing.NOT_YET, draft=True),
            "该文件是征求意见稿，尚未正式施行",
            "This is a draft put out for comment, not in force",
        ),
        (
            Status(Standing.IN_FORCE, DAY, BY.id, amended=True),
            f"该文件已被{NAMED}修改，自2024年1月1日起，请对照修改后的条文",
            f"Amended by {NAMED} with effect from 1 January 2024; compare the amended text",
        ),
        (
            Status(Standing.UNKNOWN, DAY, BY.id, "5年", prolonged=True),
            f"该文件原定2024年1月1日到期，另有{NAMED}，请核对是否延长",
            f"Was to expire on 1 January 2024; see {NAMED} on whether it was prolonged",
        ),
        (Status(Standing.IN_FORCE, DAY), "", ""),
        (Status(Standing.UNKNOWN), "", ""),
    ],
)
def test_a_warning_says_what_ended_it_and_since_when(status: Status, chinese: str, english: str) -> None:
    by = BY if status.by else None
    assert warning(status, by, Language.SIMPLIFIED) == chinese
    assert warning(status, by, Language.ENGLISH) == english


def test_a_traditional_question_has_traditional_words() -> None:
    told = warning(Status(Standing.REPEALED, DAY, BY.id), BY, Language.TRADITIONAL)
    assert told.startswith("該文件已被")
    assert "廢止" in told
    assert as_of_note(DAY, Language.TRADITIONAL) == "按2024年1月1日有效的文件作答"


def test_notes_say_each_thing_once_with_the_numbers_it_is_for() -> None:
    warned = {"已到期": [1, 3], "已废止": [2]}
    assert quotes_note(warned, Language.SIMPLIFIED) == "引文[1]、[3]：已到期；引文[2]：已废止"
    assert as_of_note(DAY, Language.ENGLISH) == "Answered from the documents in force on 1 January 2024"
    assert undated_note([2], Language.SIMPLIFIED) == "引文[2]所在的文件没有写明日期，无法确认当日是否有效"
