"""Documents that give different figures for one thing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from answering_samples import OFFSET, check_quotes, frequency_in, hit, read, years_of

from assistant.answering.disagreement import called
from assistant.answering.extractive import ExtractiveAnswerer
from assistant.answering.side_by_side import SideBySideAnswerer
from assistant.model import Answer, Language
from ingest.model import (
    AdministrativeLevel,
    DateKind,
    DocumentDate,
    DocumentDetails,
    Reading,
    TextSpan,
    Validity,
    ValidityKind,
)
from vectorstore.model import DocumentRecord, Hit, Passage

OLD = hit("优秀窑炉每座奖励20万元。", 1.0, "旧.txt", "窑炉办法")
NEW_TEXT = "优秀窑炉每座奖励30万元。"


def record(found: Hit, issuer: str, day: str, level: AdministrativeLevel, *validity: Validity) -> DocumentRecord:
    passage = found.passage
    details = DocumentDetails(
        issuers=(Reading(issuer),), dates=(DocumentDate(DateKind.WRITTEN, day),), level=level, validity=validity
    )
    whole = TextSpan(0, OFFSET + len(passage.text))
    return DocumentRecord(
        passage.document, passage.source, 0, passage.title, passage.region, False, 1, whole, details=details
    )


class Archive:
    """Documents of one passage each."""

    def __init__(self, *documents: tuple[Hit, DocumentRecord]) -> None:
        self._documents = documents

    def documents(self) -> list[DocumentRecord]:
        return [record for _, record in self._documents]

    def passages_of(self, document_id: str) -> list[Passage]:
        return [found.passage for found, record in self._documents if record.id == document_id]


def asked(question: str, *documents: tuple[Hit, DocumentRecord]) -> Answer:
    hits = [found for found, _ in documents]
    single = ExtractiveAnswerer(years_of(hits), frequency_in(hits))
    given = SideBySideAnswerer(single, Archive(*documents)).answer(read(question), hits)
    check_quotes(given, hits)
    return given


CITY, COUNTY = AdministrativeLevel.CITY, AdministrativeLevel.COUNTY
OLD_RECORD = record(OLD, "九江市人民政府", "2019-09-26", CITY)


def newer(text: str = NEW_TEXT, *validity: Validity) -> tuple[Hit, DocumentRecord]:
    found = hit(text, 0.9, "新.txt", "窑炉新办法")
    return found, record(found, "九江市人民政府办公室", "2023-01-05", CITY, *validity)


def test_all_sides_are_told_with_body_level_and_date() -> None:
    given = asked("九江优秀窑炉每座奖励多少？", (OLD, OLD_RECORD), newer())
    assert given.text == (
        "各文件规定不一致。九江市人民政府（市级，2019-09-26）：每座奖励20万元（优秀窑炉）[1]"
        "；九江市人民政府办公室（市级，2023-01-05）：每座奖励30万元（优秀窑炉）[2]"
    )
    assert len(given.sides) == 2


@pytest.mark.parametrize(
    "text",
    ["优秀窑炉每座奖励20万元。", "推广节能窑炉30座。", "优秀窑炉每座验收费30万元，由市财政承担，分三年付清。"],
    ids=["the same figure", "another thing", "other words"],
)
def test_documents_that_agree_or_speak_of_other_things_are_no_sides(text: str) -> None:
    assert asked("九江优秀窑炉每座奖励多少？", (OLD, OLD_RECORD), newer(text)).sides == ()


def test_figures_of_two_years_are_no_disagreement() -> None:
    first = hit("2022年优秀窑炉每座奖励20万元。", 1.0, "旧.txt", "窑炉办法")
    given = asked(
        "九江优秀窑炉每座奖励多少？",
        (first, record(first, "九江市人民政府", "2019-09-26", CITY)),
        newer("2024年优秀窑炉每座奖励30万元。"),
    )
    assert given.sides == ()


def test_the_later_one_prevails_where_it_says_so() -> None:
    given = asked(
        "九江优秀窑炉每座奖励多少？",
        (OLD, OLD_RECORD),
        newer(NEW_TEXT + "此前规定与本办法不一致的，以本办法为准。"),
    )
    assert given.text.endswith(
        "。以九江市人民政府办公室（市级，2023-01-05）为准（“此前规定与本办法不一致的，以本办法为准”）[3]"
    )
    assert given.citations[2].doc == "新.txt"


def test_one_that_ends_the_other_prevails() -> None:
    text = NEW_TEXT + "《窑炉办法》同时废止。"
    start = OFFSET + text.index("《")
    ends = Validity(ValidityKind.REPEALS, TextSpan(start, start + 10), "《窑炉办法》")
    given = asked("九江优秀窑炉每座奖励多少？", (OLD, OLD_RECORD), newer(text, ends))
    assert given.text.endswith("为准（“《窑炉办法》同时废止”）[3]")


def test_an_older_one_does_not_prevail_over_what_came_later() -> None:
    old = hit("优秀窑炉每座奖励20万元。其他规定与本办法不一致的，以本办法为准。", 1.0, "旧.txt", "窑炉办法")
    given = asked("九江优秀窑炉每座奖励多少？", (old, record(old, "九江市人民政府", "2019-09-26", CITY)), newer())
    assert len(given.sides) == 2
    assert "为准" not in given.text.replace("以本办法为准", "")


def test_the_higher_one_prevails_where_the_lower_leaves_it_the_matter() -> None:
    low = hit("优秀窑炉每座奖励20万元。省、市另有规定的，从其规定。", 1.0, "县.txt", "窑炉细则")
    given = asked("九江优秀窑炉每座奖励多少？", (low, record(low, "修水县人民政府", "2023-02-01", COUNTY)), newer())
    assert "以九江市人民政府办公室（市级，2023-01-05）为准" in given.text


def test_a_side_is_headed_by_its_title_where_no_body_is_known_and_in_english_for_an_english_question() -> None:
    bare = replace(OLD_RECORD, details=DocumentDetails())
    chinese = read("奖励多少")
    english = replace(chinese, language=Language.ENGLISH)
    assert called(bare, chinese) == "《窑炉办法》"
    assert called(OLD_RECORD, english) == "九江市人民政府 (municipal, 2019-09-26)"
