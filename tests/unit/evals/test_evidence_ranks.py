"""Where a gold evidence counts as found."""

from __future__ import annotations

import pytest
from evidence_samples import LAND, TAX, gold, hit, record

from evals.evidence.model import DEPTH, EvidenceRank
from evals.evidence.places import GoldDocuments, WantedEvidence
from evals.evidence.ranks import ranks_of
from evals.model import GoldQuestion
from vectorstore.model import Hit

OTHER = "其他内容，与所问无关，只是凑数的一段。"
HERE = frozenset({"000_a.txt#0"})


def ranks(evidence: str, hits: list[Hit]) -> EvidenceRank:
    (found,) = ranks_of([WantedEvidence(evidence, HERE)], hits)
    return found


@pytest.mark.parametrize(
    ("texts", "rank", "whole"),
    [
        ([f"一、{TAX}。"], 1, True),
        ([OTHER, TAX], 2, True),
        ([OTHER], None, False),
        ([], None, False),
        (["國家級開發區畝均稅收，不低於 20 萬元。"], 1, True),
        ([TAX.replace("20", "120")], 1, False),
        ([OTHER, TAX[:10], TAX[10:]], 2, False),
        ([TAX[:10], OTHER, TAX], 3, True),
        ([OTHER] * DEPTH + [TAX], None, False),
    ],
    ids=[
        "inside a longer passage",
        "second",
        "nowhere",
        "nothing found",
        "another script and other signs",
        "another figure is not the evidence whole",
        "torn over two passages: the first",
        "whole goes before a part",
        "beyond the depth",
    ],
)
def test_an_evidence_has_one_rank(texts: list[str], rank: int | None, whole: bool) -> None:
    assert ranks(TAX, [hit(text) for text in texts]) == EvidenceRank(rank, whole)


def test_a_row_of_a_table_may_be_quoted_without_the_ends_of_its_cells() -> None:
    row = "新材料\n500\n-\n345\n100\n55"
    assert ranks("新材料500-34510055", [hit(OTHER), hit(f"光电信息\n1000\n{row}")]) == EvidenceRank(2, whole=True)


def test_an_evidence_of_signs_alone_is_not_found_in_every_passage() -> None:
    assert ranks("——", [hit(TAX)]) == EvidenceRank(None)


def test_the_same_words_in_a_document_that_is_not_gold_do_not_count() -> None:
    assert ranks(TAX, [hit(TAX, "001_b.txt#0"), hit(TAX)]) == EvidenceRank(2, whole=True)


def test_one_passage_may_hold_several_evidences() -> None:
    wanted = [WantedEvidence(TAX, HERE), WantedEvidence(LAND, HERE)]
    assert ranks_of(wanted, [hit(OTHER), hit(f"{TAX}，{LAND}")]) == (EvidenceRank(2, whole=True),) * 2


RECORDS = [record("000_a.txt"), *(record("001_b.txt", ordinal) for ordinal in range(3)), record("甲市_办法.docx")]


@pytest.mark.parametrize(
    ("question", "documents"),
    [
        (gold("1", TAX), [{"000_a.txt#0"}]),
        (gold("2", TAX, docs=["甲市_办法"]), [{"甲市_办法.docx#0"}]),
        (gold("3", TAX, docs=["甲市_办法.docx"]), [{"甲市_办法.docx#0"}]),
        (gold("4", TAX, docs=["001"]), [{"001_b.txt#0", "001_b.txt#1", "001_b.txt#2"}]),
        (gold("5", TAX, docs=["001"], sub=(2,)), [{"001_b.txt#1"}]),
        (gold("6", TAX, LAND, docs=["001"], sub=(3, 1)), [{"001_b.txt#2"}, {"001_b.txt#0"}]),
        (gold("7", TAX, docs=["001"], sub=(1, 3)), [{"001_b.txt#0", "001_b.txt#2"}]),
        (gold("8", TAX, docs=["000"], sub=(2,)), [{"000_a.txt#0"}]),
        (gold("9", TAX, LAND, docs=["000", "甲市_办法"]), [{"000_a.txt#0"}, {"甲市_办法.docx#0"}]),
        (
            gold("10", TAX, LAND, TAX, docs=["000", "甲市_办法"], evidence_docs=("甲市_办法", "000", "000")),
            [{"甲市_办法.docx#0"}, {"000_a.txt#0"}, {"000_a.txt#0"}],
        ),
        (gold("11", TAX, docs=["000", "甲市_办法"]), [{"000_a.txt#0", "甲市_办法.docx#0"}]),
        (gold("12", TAX, docs=["777"]), [set()]),
        (gold("13", TAX, LAND, LAND, docs=["001", "000"], sub=(3, 0)), [{"001_b.txt#2", "000_a.txt#0"}] * 3),
    ],
    ids=[
        *("number", "stem", "name", "all of a file", "one of a file", "one each", "several of a file"),
        *(
            "a file that was not split",
            "a file each",
            "told which",
            "any of two files",
            "not indexed",
            "one of a file or a file whole",
        ),
    ],
)
def test_an_evidence_may_stand_in_its_own_documents(question: GoldQuestion, documents: list[set[str]]) -> None:
    assert [wanted.documents for wanted in GoldDocuments(RECORDS).wanted(question)] == documents


def test_a_document_is_known_by_the_name_of_any_file_that_holds_it() -> None:
    documents = GoldDocuments([record("副本.txt", copies=[("001_b.txt", 1)])])
    question = gold("1", TAX, docs=["001"], sub=(2,))
    assert documents.is_indexed("001")
    assert documents.wanted(question)[0].documents == {"副本.txt#0"}
