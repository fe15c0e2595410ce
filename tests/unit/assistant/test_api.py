"""The assistant over a hand-made library: answers, streams, follow-ups and the clause behind a citation."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pytest
from library_fakes import FakeLibrary, FirstHit, cite

from assistant.api import Assistant
from assistant.model import Answer, Turn
from assistant.ports import BadQuestion, CitationGone
from assistant.retrieval import Retriever
from assistant.understanding.reader import QuestionReader
from ingest.regions.gazetteer import Gazetteer
from vectorstore.model import SearchFilter

YICHUN = ("江西省", "宜春市")
TAX = "陶瓷园区的亩均税收不低于８萬元。"
SEWAGE = "污水管网由市住建局牵头建设。"
AUDIT = "考核由市发改委牵头负责。"


def assistant(library: FakeLibrary, finder: FirstHit | None = None) -> Assistant:
    reader, retriever = QuestionReader(Gazetteer.load()), Retriever(library)
    return Assistant(library, reader, retriever, FirstHit(), finder or FirstHit())


def yichun() -> FakeLibrary:
    return FakeLibrary().add("宜春.txt", YICHUN, TAX, SEWAGE, AUDIT, heading="二、任务")


def test_an_answer_tells_the_question_its_clause_and_the_time_it_took() -> None:
    answer = assistant(yichun()).ask("宜春陶瓷园区亩均税收要求？")
    assert (answer.question, answer.text, answer.refused) == ("宜春陶瓷园区亩均税收要求？", TAX, False)
    assert [citation.quote for citation in answer.citations] == [TAX]
    assert answer.latency_ms > 0
    assert answer.notes == ()


class _Indexed:
    """What the library's documents tell about words."""

    generation = 1

    def frequency(self, term: str) -> int:
        return sum(term in text for text in (TAX, SEWAGE, AUDIT))

    def frequencies(self, tokens: Collection[str]) -> dict[str, int]:
        return {token: self.frequency(token) for token in tokens}

    def aliases(self) -> Collection[tuple[str, str]]:
        return ()


def test_an_answer_tells_what_was_taken_for_a_typing_error() -> None:
    library = yichun()
    reader = QuestionReader(Gazetteer.load(), _Indexed())
    subject = Assistant(library, reader, Retriever(library), FirstHit(), FirstHit())
    answer = subject.ask("宜春陶瓷园区亩钧税收要求？")
    assert (answer.question, answer.text) == ("宜春陶瓷园区亩钧税收要求？", TAX)
    assert answer.notes == ("按“亩均税收”理解“亩钧税收”",)
    assert subject.understand("宜春亩钧税收").wording == "宜春亩均税收"


def test_the_stream_gives_pieces_and_then_the_answer_that_ask_gives() -> None:
    subject = assistant(yichun())
    *pieces, last = subject.stream("宜春陶瓷园区亩均税收要求？")
    assert isinstance(last, Answer)
    assert "".join(str(piece) for piece in pieces) == TAX
    assert replace(last, latency_ms=0) == replace(subject.ask("宜春陶瓷园区亩均税收要求？"), latency_ms=0)


@pytest.mark.parametrize("question", ["", "　", "税" * 2000])
def test_what_cannot_be_asked_is_refused_before_anything_is_searched(question: str) -> None:
    library = yichun()
    with pytest.raises(BadQuestion):
        assistant(library).ask(question)
    with pytest.raises(BadQuestion):
        list(assistant(library).stream(question))
    assert library.queries == []


def test_a_follow_up_says_what_it_took_over() -> None:
    answer = assistant(yichun()).ask("那省级的呢？", [Turn("宜春国家级陶瓷园区亩均税收？")])
    assert answer.question == "那省级的呢？"
    assert answer.notes == ("沿用上文：宜春省级陶瓷园区亩均税收?",)


def test_search_gives_the_best_passages_first_and_no_more_than_wanted() -> None:
    found = assistant(yichun()).search("陶瓷园区亩均税收", top_k=2)
    assert len(found) == 2
    assert found[0].passage.text == TAX
    assert found[0].score >= found[1].score


def test_a_question_that_points_back_sees_first_the_clause_that_was_just_cited() -> None:
    finder, before = FirstHit(), [Turn("宜春污水管网怎么建设？")]
    subject = assistant(yichun(), finder)
    follow_up = "这项由市发改委牵头负责考核吗？"
    assert subject.search(follow_up, history=before)[0].passage.text == AUDIT
    assert subject.ask(follow_up, before).text == SEWAGE
    assert [question.text for question in finder.asked] == ["宜春污水管网怎么建设？"]


def test_what_was_just_cited_is_looked_for_where_the_question_is() -> None:
    library = yichun().add("高安.txt", YICHUN, SEWAGE, AUDIT)
    only = SearchFilter(documents=frozenset({"高安.txt#0"}))
    answer = assistant(library).ask("这项由市发改委牵头负责考核吗？", [Turn("宜春污水管网怎么建设？")], only)
    assert (answer.citations[0].doc, answer.text) == ("高安.txt", SEWAGE)


def test_a_question_that_stands_for_itself_finds_nothing_again() -> None:
    finder = FirstHit()
    assistant(yichun(), finder).ask("宜春陶瓷园区亩均税收要求是多少？", [Turn("宜春污水管网怎么建设？")])
    assert finder.asked == []


def test_where_no_region_is_named_the_answer_says_which_others_have_nearly_the_same_clause() -> None:
    library = (
        yichun()
        .add("新余.txt", ("江西省", "新余市"), TAX.replace("８", "6"))
        .add("抚州.txt", ("江西省", "抚州市"), AUDIT)
    )
    answer = assistant(library).ask("陶瓷园区亩均税收要求？")
    assert answer.notes == ("问题没有写明地区；新余市也有几乎相同的条款，数字可能不同",)
    assert assistant(library).ask("宜春陶瓷园区亩均税收要求？").notes == ()


def test_only_passages_that_pass_the_filter_are_found_and_answered_from() -> None:
    library = yichun().add("新余.txt", ("江西省", "新余市"), TAX.replace("８", "6"))
    only = SearchFilter(regions=(("江西省", "新余市"),))
    subject = assistant(library)
    assert {hit.passage.source for hit in subject.search("陶瓷园区亩均税收", where=only)} == {"新余.txt"}
    assert [citation.doc for citation in subject.ask("陶瓷园区亩均税收？", where=only).citations] == ["新余.txt"]
    assert list(subject.stream("陶瓷园区亩均税收？", where=SearchFilter(documents=frozenset())))[-1].refused  # type: ignore[union-attr]


def test_without_passages_the_answer_is_a_refusal() -> None:
    assert assistant(FakeLibrary()).ask("亩均税收？").refused


def test_the_clause_behind_a_citation_comes_with_its_neighbours() -> None:
    library = yichun()
    first, second, third = library.passages_of("宜春.txt#0")
    view = assistant(library).clause_context(cite(second, "市住建局"))
    assert (view.before, view.text, view.after) == (TAX, SEWAGE, AUDIT)
    assert (view.quote, view.clause, view.region) == ("市住建局", "二、任务", "江西省 宜春市")
    assert assistant(library).clause_context(cite(first)).before == ""
    assert assistant(library).clause_context(cite(third)).after == ""


def test_full_width_and_traditional_characters_are_quoted_as_they_stand() -> None:
    library = yichun()
    view = assistant(library).clause_context(cite(library.passages_of("宜春.txt#0")[0], "８萬元"))
    assert view.quote == "８萬元"


@pytest.mark.parametrize(
    "change",
    [{"doc": "别的.txt"}, {"start": 900, "end": 904}, {"start": 2, "end": len(TAX) + 3}],
    ids=["another file", "past the end", "over two clauses"],
)
def test_a_citation_of_what_is_no_longer_indexed_so_says_to_ask_again(change: dict[str, object]) -> None:
    library = yichun()
    citation = cite(library.passages_of("宜春.txt#0")[0])
    for name, value in change.items():
        object.__setattr__(citation, name, value)
    with pytest.raises(CitationGone, match="请重新提问"):
        assistant(library).clause_context(citation)


def test_documents_and_the_answerers_name_are_passed_on() -> None:
    subject = assistant(yichun())
    assert [record.source for record in subject.documents()] == ["宜春.txt"]
    assert subject.answerer == "first hit"


def test_example_questions_are_tried_on_the_fast_answerer() -> None:
    library, finder = yichun(), FirstHit()
    assert assistant(library, finder).example_questions() == ["宜春市陶瓷园区亩均税收要求是多少？"]
    assert [question.text for question in finder.asked] == ["宜春市陶瓷园区亩均税收要求是多少？"]


def test_a_citation_whose_document_says_something_else_by_now_is_gone() -> None:
    citation = cite(yichun().passages_of("宜春.txt#0")[0])
    library = FakeLibrary().add("宜春.txt", YICHUN, TAX.replace("８", "6"), SEWAGE, AUDIT)
    with pytest.raises(CitationGone, match="已更新"):
        assistant(library).clause_context(citation)
