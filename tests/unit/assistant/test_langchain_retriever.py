from __future__ import annotations

import pytest
from pydantic import ValidationError

from assistant.langchain_retriever import ZhiceRetriever
from ingest.model import TextSpan
from vectorstore.model import Hit, Passage

TEXT = "不低于２０萬元／畝𠀀。"
HIT = Hit(
    Passage(
        "p1",
        "a.txt",
        "a.txt#0",
        "方案",
        ("江西省", "九江市"),
        ("二、重点", "5.效益"),
        0,
        TextSpan(3, 3 + len(TEXT)),
        TEXT,
    ),
    0.75,
)


def test_a_hit_becomes_a_document_that_says_where_it_stands() -> None:
    asked = []

    def search(query: str, top_k: int) -> list[Hit]:
        asked.append((query, top_k))
        return [HIT]

    noted = ZhiceRetriever(search=search, top_k=3, note=lambda hit: f"《{hit.passage.title}》二、第5条")
    (document,) = noted.invoke("亩均税收")
    assert asked == [("亩均税收", 3)]
    assert (document.page_content, document.id) == (TEXT, "p1")
    assert document.metadata == {
        "source": "a.txt",
        "title": "方案",
        "clause": "二、重点 > 5.效益",
        "region": "江西省 > 九江市",
        "start": 3,
        "end": 3 + len(TEXT),
        "score": 0.75,
        "note": "《方案》二、第5条",
    }


def test_the_retriever_composes_with_other_runnables() -> None:
    chain = ZhiceRetriever(search=lambda query, top_k: [HIT] * top_k, top_k=2) | (lambda documents: len(documents))
    assert chain.invoke("x") == 2


def test_no_hits_give_no_documents_and_top_k_is_positive() -> None:
    assert ZhiceRetriever(search=lambda query, top_k: []).invoke("x") == []
    with pytest.raises(ValidationError, match="top_k"):
        ZhiceRetriever(search=lambda query, top_k: [], top_k=0)
