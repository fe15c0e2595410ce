"""Sides with words of their own are searched for by them."""

from __future__ import annotations

import pytest
from answering_samples import read
from library_fakes import FakeLibrary

from assistant.retrieval import Retriever
from assistant.side_retrieval import with_sides
from vectorstore.model import EVERYTHING

CITY = ("江西省", "宜春市")


def library() -> FakeLibrary:
    return FakeLibrary().add("宜春.txt", CITY, "窑炉车间十二间。", "釉料车间七间。")


def queries_of(text: str) -> list[str]:
    subject = library()
    retriever = Retriever(subject)
    asked = read(text)
    found = retriever.retrieve(asked)
    before = len(subject.queries)
    hits = with_sides(retriever, found, EVERYTHING).hits
    assert len({hit.passage.id for hit in hits}) == len(hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    return list(dict.fromkeys(query.text for query in subject.queries[before:]))


def test_each_thing_is_searched_for_without_the_others() -> None:
    assert queries_of("宜春窑炉车间和釉料车间分别建几间") == ["宜春窑炉车间和 分别建几间", "和釉料车间分别建几间"]


def test_each_sentence_that_asks_for_itself_is_searched_for_by_itself() -> None:
    assert queries_of("宜春留用窑工每人补多少？釉料车间招学徒每人又补多少？") == [
        "宜春 宜春留用窑工每人补多少",
        "宜春 釉料车间招学徒每人又补多少",
    ]


@pytest.mark.parametrize("text", ["宜春窑炉车间建几间", "宜春国家级和省级园区分别建几间"])
def test_nothing_more_is_searched_for_where_no_side_has_words_of_its_own(text: str) -> None:
    assert queries_of(text) == []
