"""Answers written to be kept and read back."""

from __future__ import annotations

import json

import pytest
from history_samples import COMPARED, DOUBTFUL, FIGURE, REFUSED
from hypothesis import given
from hypothesis import strategies as st

from assistant.history.codec import VERSION, decode, encode
from assistant.history.plain_values import BadRecord, from_plain, to_plain
from assistant.model import Answer, CheckedFigure, Citation, CopyPlace, FigureVerdict, Side

TEXTS = st.text(st.characters(exclude_categories=()), max_size=20)
NUMBERS = st.integers(0, 10**6)
PLACES = st.builds(CopyPlace, TEXTS, TEXTS, NUMBERS, NUMBERS)
CITATIONS = st.builds(
    Citation,
    *[TEXTS] * 4,
    NUMBERS,
    NUMBERS,
    also_in=st.lists(PLACES, max_size=2).map(tuple),
    note=TEXTS,
    warning=TEXTS,
)
CHECKS = st.builds(CheckedFigure, TEXTS, NUMBERS, NUMBERS, st.sampled_from(FigureVerdict), NUMBERS, TEXTS)
SIDES = st.builds(Side, TEXTS, TEXTS, st.lists(NUMBERS, max_size=3).map(tuple))
ANSWERS = st.builds(
    Answer,
    TEXTS,
    TEXTS,
    st.booleans(),
    TEXTS,
    st.lists(CITATIONS, max_size=3).map(tuple),
    st.floats(allow_nan=False),
    TEXTS,
    st.lists(TEXTS, max_size=3).map(tuple),
    st.lists(CHECKS, max_size=3).map(tuple),
    st.lists(SIDES, max_size=3).map(tuple),
    st.booleans(),
)


@given(ANSWERS)
def test_any_answer_reads_back_equal_whatever_characters_it_holds(answer: Answer) -> None:
    assert decode(encode(answer)) == answer


@pytest.mark.parametrize("answer", [FIGURE, DOUBTFUL, COMPARED, REFUSED])
def test_what_is_kept_is_plain_ascii_json_with_a_version(answer: Answer) -> None:
    text = encode(answer)
    assert text.isascii()
    assert json.loads(text)["version"] == VERSION


def test_every_field_of_an_answer_is_kept() -> None:
    kept = json.loads(encode(COMPARED))["answer"]
    assert set(kept) == set(Answer.__dataclass_fields__)
    assert set(kept["citations"][0]) == set(Citation.__dataclass_fields__)


def test_a_field_that_an_older_record_lacks_takes_its_default() -> None:
    record = json.loads(encode(FIGURE))
    del record["answer"]["corrects"], record["answer"]["citations"][0]["warning"]
    assert decode(json.dumps(record)) == FIGURE


def test_a_field_that_is_no_longer_known_is_passed_over() -> None:
    record = json.loads(encode(FIGURE))
    record["answer"]["mood"] = "gone"
    assert decode(json.dumps(record)) == FIGURE


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"version": VERSION + 1}, "newer"),
        ({"version": None}, "version"),
        ({"answer": None}, "answer: expected an object"),
        ({"answer": {**to_plain(FIGURE), "refused": "no"}}, "answer.refused"),
        ({"answer": {**to_plain(FIGURE), "citations": [{"doc": "a"}]}}, r"answer.citations\[0\].title is missing"),
        ({"answer": {**to_plain(FIGURE), "notes": "a"}}, "answer.notes: expected a list"),
        ({"answer": {**to_plain(FIGURE), "checks": [{**to_plain(FIGURE.checks[0]), "verdict": "?"}]}}, "verdict"),
    ],
)
def test_a_record_that_does_not_fit_says_which_field_is_wrong(change: dict[str, object], problem: str) -> None:
    with pytest.raises(BadRecord, match=problem):
        decode(json.dumps({**json.loads(encode(FIGURE)), **change}))


def test_what_is_no_json_is_a_bad_record() -> None:
    with pytest.raises(BadRecord):
        decode("{")


def test_a_true_is_no_number() -> None:
    with pytest.raises(BadRecord):
        from_plain(Side, {"name": "a", "text": "b", "citations": [True]})
