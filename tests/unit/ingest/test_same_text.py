from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.lines import lines_of
from ingest.model import Clause, ClauseKind, TextSpan
from ingest.same_text import Alignment, extent_of, fingerprint
from ingest.structure import parse_clauses

WORDS = st.lists(st.text("亩均税收不低于20万元，。國家級𠮷é㎡ＡA", min_size=1, max_size=6), min_size=1, max_size=20)
GAPS = st.sampled_from(["", " ", "\n", "\t", "\n\n", "\u3000"])


def whole(text: str) -> list[TextSpan]:
    return [TextSpan(0, len(text))]


def clause(ordinal: int, start: int, end: int) -> Clause:
    return Clause(ordinal, ClauseKind.PARAGRAPH, "", "", TextSpan(start, end), ())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("一、亩均税收\n不低于20万元", "一、亩均税收 不低于 20万元\n", True),
        ("第一格\t第二格", "第一格\n第二格", True),
        ("國家級開發區，畝均稅收", "国家级开发区,亩均税收", True),
        ("亩均税收不低于20万元", "亩均税收不低于30万元", False),
        ("亩均税收不低于20万元", "亩均税收不低于20万元。", False),
    ],
)
def test_white_space_and_script_make_no_other_document_and_every_sign_does(one: str, other: str, same: bool) -> None:
    assert (fingerprint(one, whole(one)) == fingerprint(other, whole(other))) is same


def test_a_document_without_text_has_no_fingerprint() -> None:
    assert fingerprint(" \n\t", [TextSpan(0, 3)]) == ""


def test_junk_between_lines_is_no_part_of_a_document() -> None:
    clean, dirty = "一、税收\n二、土地", "一、税收\n【打印】\n二、土地"
    spans = [clause(0, 0, 4), clause(1, 10, 14)]
    assert extent_of(spans, dirty) == (TextSpan(0, 4), TextSpan(10, 14))
    assert fingerprint(dirty, extent_of(spans, dirty)) == fingerprint(clean, whole(clean))
    alignment = Alignment(clean, whole(clean), dirty, extent_of(spans, dirty))
    assert alignment.map(TextSpan(5, 9)) == TextSpan(10, 14)


def test_the_extent_of_clean_clauses_is_one_part() -> None:
    text = "一、税收\n\n亩均税收不低于20万元。\n二、土地\n按需供应。"
    assert extent_of(parse_clauses(lines_of(text)), text) == (TextSpan(0, len(text)),)


@given(WORDS, st.lists(GAPS, min_size=20, max_size=20), st.lists(GAPS, min_size=20, max_size=20), st.data())
def test_a_span_maps_to_the_same_words_and_back(
    words: list[str], gaps: list[str], others: list[str], data: st.DataObject
) -> None:
    one = "".join(word + gap for word, gap in zip(words, gaps, strict=False))
    other = "".join(word + gap for word, gap in zip(words, others, strict=False))
    start = data.draw(st.integers(0, len(one)))
    span = TextSpan(start, data.draw(st.integers(start, len(one))))
    there = Alignment(one, whole(one), other, whole(other)).map(span)
    content = "".join(span.slice(one).split())
    if there is None:
        assert content == ""
        return
    assert "".join(there.slice(other).split()) == content
    back = Alignment(other, whole(other), one, whole(one)).map(there)
    assert back is not None
    assert back.slice(one) == span.slice(one).strip()


def test_texts_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="2 and 3"):
        Alignment("税收", whole("税收"), "税收低", whole("税收低"))
