"""The example questions of the example corpus: five or six, natural, and answered with the right figure."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answering.fit import holds
from assistant.api import Assistant
from assistant.bootstrap import make_assistant, open_index
from assistant.settings import load_settings

ANSWERS = {
    "九江市国家级开发区亩均税收要求是多少？": ("九江市_开发区争先进位_摘要.txt", "20万元"),
    "南京市2025年规模以上工业企业数量目标是多少？": ("南京市_經濟開發區創新提升_摘要.md", "6000家"),
    "武汉经济技术开发区2019年土地开发利用率目标是多少？": ("武汉经开区_补短板强弱项_摘要.html", "62.3%"),
    "湖北省产业技术研究院数量要求是多少？": ("湖北省_开发区改革创新_摘要.txt", "15家"),
    "连云港市上市公司总数要求是多少？": ("连云港市_省级以上开发区高质量发展_摘要.pdf", "16家"),
    "黔西市工业用地占比要求是多少？": ("黔西市_开发区高质量发展_摘要.docx", "70%"),
}
"""Read out of the documents by hand: what each question may only be answered with."""


@pytest.fixture(scope="module")
def assistant(examples_home: Path) -> Iterator[Assistant]:
    settings = load_settings(examples_home)
    index = open_index(settings)
    try:
        yield make_assistant(settings, index)
    finally:
        index.close()


def test_the_example_corpus_gives_these_questions(assistant: Assistant) -> None:
    questions = assistant.example_questions()
    assert set(questions) <= set(ANSWERS)
    assert len(questions) >= 5


@pytest.mark.parametrize("question", ANSWERS)
def test_each_is_answered_from_its_document_with_its_figure(assistant: Assistant, question: str) -> None:
    source, figure = ANSWERS[question]
    answer = assistant.ask(question)
    assert not answer.refused
    assert holds(answer.text, figure)
    assert [citation.doc for citation in answer.citations] == [source]
    assert holds(answer.citations[0].quote, figure)
