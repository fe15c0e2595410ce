"""Which passages a question gets to see, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from library_fakes import FakeLibrary, Region

from assistant.model import Question, Turn
from assistant.ranking.ranker import Ranker
from assistant.retrieval import Retriever
from assistant.understanding.places import INNER_PLACE_WEIGHT, PLACE_WEIGHT
from assistant.understanding.reader import QuestionReader
from ingest.regions.gazetteer import Gazetteer
from vectorstore.model import Hit, SearchFilter, SearchQuery

YICHUN: Region = ("江西省", "宜春市")
GAOAN: Region = (*YICHUN, "高安市")
JIANGXI: Region = ("江西省",)
XINYU: Region = ("江西省", "新余市")
RULE = "陶瓷园区的亩均税收不低于八万元"


def question(text: str) -> Question:
    return QuestionReader(Gazetteer.load()).read(text)


def sources(library: FakeLibrary, text: str) -> list[str]:
    return [hit.passage.source for hit in Retriever(library).retrieve(question(text)).hits]


def test_without_a_place_every_document_is_searched_once() -> None:
    library = FakeLibrary().add("宜春", YICHUN, RULE).add("新余", XINYU, RULE)
    assert sources(library, "陶瓷园区亩均税收") == ["宜春", "新余"]
    assert [query.filter for query in library.queries] == [SearchFilter()]


def test_the_question_is_searched_with_its_synonyms() -> None:
    library = FakeLibrary().add("宜春", YICHUN, RULE)
    asked = question("高企有几家")
    Retriever(library).retrieve(asked)
    assert (library.queries[0].text, library.queries[0].expansions) == (asked.search_text, asked.expansions)
    assert asked.expansions


def test_only_documents_of_the_region_asked_about_count() -> None:
    library = FakeLibrary().add("宜春", YICHUN, RULE).add("新余", XINYU, RULE).add("江西", JIANGXI, RULE)
    assert sources(library, "宜春陶瓷园区亩均税收") == ["宜春"]


def test_the_document_of_the_very_region_comes_before_those_of_its_parts() -> None:
    library = FakeLibrary().add("a高安", GAOAN, RULE).add("宜春", YICHUN, RULE)
    assert sources(library, "宜春陶瓷园区亩均税收") == ["宜春", "a高安"]


def test_parts_of_a_region_without_a_document_of_its_own_lose_nothing() -> None:
    library = FakeLibrary().add("高安", GAOAN, RULE)
    whole = Retriever(library).retrieve(question("宜春陶瓷园区亩均税收")).hits
    assert [hit.score for hit in whole] == [1.0]


def test_a_citys_document_covers_its_counties_after_their_own() -> None:
    library = FakeLibrary().add("a宜春", YICHUN, RULE).add("高安", GAOAN, RULE)
    assert sources(library, "高安市陶瓷园区亩均税收") == ["高安", "a宜春"]


def test_a_provinces_document_says_nothing_of_a_city() -> None:
    library = FakeLibrary().add("江西", JIANGXI, RULE).add("宜春", YICHUN, "陶瓷")
    assert sources(library, "宜春陶瓷园区亩均税收") == ["宜春"]


def test_a_place_that_no_document_is_about_is_found_where_a_passage_names_it() -> None:
    library = FakeLibrary().add("宜春", YICHUN, "与鹰潭共建陶瓷园区", "陶瓷园区的亩均税收").add("新余", XINYU, RULE)
    (hit,) = Retriever(library).retrieve(question("鹰潭共建的陶瓷园区")).hits
    assert hit.passage.text == "与鹰潭共建陶瓷园区"


@pytest.mark.parametrize("asked", ["How many parks does Yingtan plan?", "鷹潭共建的園區"])
def test_a_passage_names_a_place_in_whatever_script_the_question_does(asked: str) -> None:
    library = FakeLibrary().add("宜春", YICHUN, "與鷹潭共建園區", "陶瓷园区的亩均税收")
    assert [hit.passage.text for hit in Retriever(library).retrieve(question(asked)).hits] == ["與鷹潭共建園區"]


def test_a_passage_elsewhere_that_names_the_place_comes_after_the_places_own() -> None:
    library = FakeLibrary().add("a新余", XINYU, f"宜春{RULE}").add("宜春", YICHUN, f"宜春{RULE}")
    assert sources(library, "宜春陶瓷园区亩均税收") == ["宜春", "a新余"]


def test_a_place_that_nothing_names_finds_nothing() -> None:
    assert sources(FakeLibrary().add("宜春", YICHUN, RULE), "拉萨的陶瓷园区亩均税收") == []


def test_each_place_of_a_comparison_gets_its_share() -> None:
    library = FakeLibrary().add("宜春", YICHUN, *[RULE] * 40).add("新余", XINYU, "新余的陶瓷园区")
    found = sources(library, "宜春和新余陶瓷园区的亩均税收分别是多少")
    assert found.count("宜春") == 12
    assert found.count("新余") == 1


def test_a_passage_is_found_once_with_its_best_score() -> None:
    library = FakeLibrary().add("宜春", YICHUN, f"宜春{RULE}")
    (hit,) = Retriever(library).retrieve(question("宜春陶瓷园区亩均税收")).hits
    assert hit.score == 1.0


def test_at_most_the_wanted_number_of_passages_is_found() -> None:
    library = FakeLibrary().add("宜春", YICHUN, *[RULE] * 40)
    assert len(Retriever(library).retrieve(question("陶瓷园区"), 5).hits) == 5
    assert len(Retriever(library).retrieve(question("宜春陶瓷园区"), 8).hits) == 8


def test_more_passages_than_are_usually_ranked_are_found_where_more_are_wanted() -> None:
    library = FakeLibrary().add("宜春", YICHUN, *[RULE] * 120)
    assert len(Retriever(library).retrieve(question("陶瓷园区"), 100).hits) == 100
    assert len(Retriever(library).retrieve(question("宜春陶瓷园区"), 100).hits) == 100


def test_passages_that_the_ranker_gives_equal_scores_stay_in_its_order() -> None:
    class LastFirst(Ranker):
        def rank(self, question: Question, hits: Sequence[Hit]) -> list[Hit]:
            return [replace(hit, score=0.0) for hit in sorted(hits, key=lambda hit: hit.passage.id, reverse=True)]

    library = FakeLibrary().add("宜春", YICHUN, *[RULE] * 5)
    hits = Retriever(library, LastFirst()).retrieve(question("宜春陶瓷园区亩均税收")).hits
    assert [hit.passage.position for hit in hits] == [4, 3, 2, 1, 0]


def test_of_several_places_only_those_with_documents_bind_the_answer() -> None:
    library = FakeLibrary().add("宜春", YICHUN, "与鹰潭、抚州合作")
    kept = Retriever(library).retrieve(question("宜春与鹰潭还是抚州合作")).question
    assert [place.name for place in kept.places] == ["宜春"]


def test_where_no_place_has_documents_all_stay() -> None:
    kept = Retriever(FakeLibrary().add("新余", XINYU, RULE)).retrieve(question("鹰潭和抚州的园区")).question
    assert [place.name for place in kept.places] == ["鹰潭", "抚州"]


@pytest.mark.parametrize(
    ("asked", "weight", "place"),
    [
        ("宜春的园区", PLACE_WEIGHT, True),
        ("高安市的园区", INNER_PLACE_WEIGHT, False),
        ("鹰潭的园区", INNER_PLACE_WEIGHT, False),
    ],
)
def test_a_place_without_a_document_of_its_own_must_be_named_by_the_clause(
    asked: str, weight: float, place: bool
) -> None:
    library = FakeLibrary().add("宜春", YICHUN, "高安市和鹰潭的园区")
    term = Retriever(library).retrieve(question(asked)).question.terms[0]
    assert (term.weight, term.place) == (weight, place)


def test_what_a_follow_up_carries_over_is_searched_too() -> None:
    library = FakeLibrary().add("宜春", YICHUN, RULE)
    asked = QuestionReader(Gazetteer.load()).read("由谁负责？", [Turn("宜春陶瓷园区的产能")])
    Retriever(library).retrieve(asked)
    assert all("陶瓷" in query.text for query in library.queries)


def test_a_reranking_model_gets_the_question_and_the_region_tier_of_each_passage() -> None:
    library = FakeLibrary().add("a高安", GAOAN, RULE).add("宜春", YICHUN, RULE, "陶瓷")
    seen: list[tuple[str, list[int]]] = []

    def backwards(text: str, hits: Sequence[Hit], tiers: Sequence[int]) -> list[Hit]:
        seen.append((text, list(tiers)))
        return list(reversed(hits))

    retriever = Retriever(library, rerank=backwards)
    assert [hit.passage.source for hit in retriever.retrieve(question("宜春陶瓷园区亩均税收")).hits] != []
    assert seen == [("宜春陶瓷园区亩均税收", [0, 1, 0])]
    assert retriever.retrieve(question("陶瓷园区亩均税收"), 1).hits[0].passage.text == "陶瓷"


def test_a_province_with_many_counties_keeps_room_for_its_own_clause() -> None:
    library = FakeLibrary()
    for number in range(90):
        library.add(f"县{number}", (*YICHUN, f"第{number}县"), RULE)
    library.add("江西", JIANGXI, RULE)
    assert sources(library, "江西省级陶瓷园区亩均税收要求是多少")[0] == "江西"


def test_bm25_of_several_searches_is_held_against_the_best_of_them_all() -> None:
    class Scored(FakeLibrary):
        def search(self, query: SearchQuery, top_k: int, mode: str = "hybrid") -> list[Hit]:
            raw = 2.0 if query.required else 8.0
            return [replace(hit, score=1.0, lexical=1.0, bm25=raw) for hit in super().search(query, top_k, mode)]

    library = Scored().add("宜春", YICHUN, RULE).add("新余", XINYU, f"宜春{RULE}")
    hits = Retriever(library).retrieve(question("宜春陶瓷园区亩均税收")).hits
    assert [(hit.passage.source, hit.lexical) for hit in hits] == [("宜春", 1.0), ("新余", 0.25)]


def test_a_passage_elsewhere_never_stands_before_the_best_of_the_places_own_documents() -> None:
    library = FakeLibrary().add("a新余", XINYU, f"宜春{RULE}").add("宜春", YICHUN, "陶瓷")
    assert sources(library, "宜春陶瓷园区亩均税收") == ["宜春", "a新余"]
