from __future__ import annotations

import pytest
from answering_samples import frequency_in, hit, read

from assistant.answering.bodies import find_bodies
from assistant.answering.candidates import CandidatePool
from assistant.answering.findings import Finding
from vectorstore.model import Hit

LEAD, SUPPORT, WHOLE = "绿色制造由哪个部门牵头？", "绿色制造由哪些部门配合？", "绿色制造的责任单位是谁？"
OTHERS = (
    hit("（五）节约用地。盘活闲置土地（市国土局负责）。", 0.5),
    hit("6.园区共建。鼓励园区合作（责任单位：市合作办）。", 0.4),
)


def found(asked: str, *hits: Hit) -> Finding | None:
    question, shown = read(asked), (*hits, *OTHERS)
    return find_bodies(question, shown, CandidatePool(question, shown, frequency_in(shown)))


def bodies(asked: str, *hits: Hit) -> str:
    finding = found(asked, *hits)
    return finding.text if finding else ""


BRACKETS = "3.绿色制造。建立评价办法。（市工信局牵头，市生态局、𠀀区配合）\n4.数字转型。建设平台。（市数据局负责）"
LABELS = "3.绿色制造。建立评价办法。\n牵头单位：市工信局\n配合单位：市生态局、𠀀区\n4.数字转型\n责任单位：市数据局"
ONE_LINE = "3.綠色製造。建立評價辦法。（牽頭單位：市工信局；配合單位：市生態局、𠀀區）"


@pytest.mark.parametrize(
    ("asked", "text", "expected"),
    [
        (LEAD, BRACKETS, "牵头：市工信局"),
        (SUPPORT, BRACKETS, "配合：市生态局、𠀀区"),
        (WHOLE, BRACKETS, "牵头：市工信局；配合：市生态局、𠀀区"),
        ("数字转型由哪个部门负责？", BRACKETS, "负责：市数据局"),
        ("数字转型由哪个部门牵头？", BRACKETS, "负责：市数据局"),
        (LEAD, LABELS, "牵头单位：市工信局"),
        (SUPPORT, LABELS, "配合单位：市生态局、𠀀区"),
        ("数字转型的责任单位是谁？", LABELS, "责任单位：市数据局"),
        (LEAD, ONE_LINE, "牽頭單位：市工信局"),
        (SUPPORT, ONE_LINE, "配合單位：市生態局、𠀀區"),
        ("绿色制造由哪个部门牵头、哪些部门配合？", BRACKETS, "牵头：市工信局；配合：市生态局、𠀀区"),
        (WHOLE, "3.绿色制造。建立办法（市工信局、市生态局负责）。", "负责：市工信局、市生态局"),
        (WHOLE, "3.绿色制造。建立办法（市工信局、各园区等按职责分工负责）。", "负责：市工信局、各园区等（按职责分工）"),
    ],
)
def test_the_bodies_of_the_clause_asked_about_are_given_in_the_role_asked_for(
    asked: str, text: str, expected: str
) -> None:
    assert bodies(asked, hit(text)) == expected


@pytest.mark.parametrize(
    ("asked", "text", "expected"),
    [
        (
            "绿色制造评价由谁负责？",
            "绿色制造评价由市工信局牵头组织，每年一次。",
            "牵头：市工信局（绿色制造评价由市工信局牵头组织）",
        ),
        (
            "绿色制造评价办法由谁负责？",
            "市工信局负责绿色制造评价办法的修订，每年一次。",
            "负责：市工信局（市工信局负责绿色制造评价办法的修订）",
        ),
        (
            "绿色制造名单由哪个部门审批？",
            "绿色制造名单报市政府审批，另行公布。",
            "绿色制造名单报市政府审批",
        ),
    ],
)
def test_a_body_named_in_a_sentence_is_given_before_its_sentence_part(asked: str, text: str, expected: str) -> None:
    assert bodies(asked, hit(text)).startswith(expected)


def test_a_sentence_that_names_no_body_is_no_answer() -> None:
    finding = found("绿色制造评价由谁负责？", hit("绿色制造评价每年一次，结果公开。"))
    assert finding is None or "绿色制造" not in finding.text


def test_without_any_body_nothing_is_found() -> None:
    question, shown = read(LEAD), [hit("绿色制造评价每年一次，结果公开。")]
    assert find_bodies(question, shown, CandidatePool(question, shown, frequency_in(shown))) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BRACKETS, "建立评价办法。（市工信局牵头，市生态局、𠀀区配合）"),
        ("3.绿色制造。建立办法（市工信局负责）。", "建立办法（市工信局负责）"),
        (
            "3.绿色制造。建立办法（市工信局、市生态局、市自然资源局、市住建局、市商务局负责）。",
            "（市工信局、市生态局、市自然资源局、市住建局、市商务局负责）",
        ),
    ],
)
def test_few_words_are_quoted_with_the_sentence_that_they_close(text: str, expected: str) -> None:
    finding = found("绿色制造哪个部门负责？", hit(text))
    assert finding is not None
    assert finding.quote.slice(text) == expected


def test_the_clause_under_the_heading_asked_about_wins_over_one_that_mentions_it() -> None:
    before = "完善园区报表制度，按季收集产值、税收、用地、就业数据，逐步扩大到其他方面"
    mention = hit(f"7.统计监测。{before}，包括绿色制造。（市统计局负责）", 0.8)
    under = hit("评价办法另行制定（市工信局负责）。", 0.8, path=("三、绿色制造",))
    assert bodies("绿色制造哪个部门负责？", mention, under) == "负责：市工信局"
