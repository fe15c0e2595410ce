from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.normalize import fold, index_form, simplify

AWKWARD = "İß㎡ﬁ½…№㍿𠮷😀e\u0301ｶﾞ\x00\u2028\ud800乾後著裏臺"


@given(
    st.text() | st.text(alphabet=AWKWARD) | st.text(alphabet=st.characters(min_codepoint=0x3000, max_codepoint=0x2FFFF))
)
def test_folding_keeps_the_length_of_any_text(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text() | st.text(alphabet=AWKWARD))
def test_simplifying_keeps_the_length_of_any_text(text: str) -> None:
    assert len(simplify(text)) == len(text)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("經濟開發區", "经济开发区"),
        ("江西省九江市", "江西省九江市"),
        ("（一）ＧＤＰ，８０％；", "(一)gdp,80%;"),
        ("１．總體要求：", "1.总体要求:"),
        ("「標準地」", "“标准地”"),
        ("〔2021〕7号", "〔2021〕7号"),
        ("——第一", "——第一"),
        ("2–3家", "2-3家"),
        ("30㎡", "30㎡"),
        ("𠮷野家　R&D", "𠮷野家 r&d"),
        ("İ", "İ"),
        ("", ""),
    ],
)
def test_one_form_for_matching(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text(alphabet="經濟開發區，（一）ＡbC１「乾隆」"))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_word_decides_between_two_simplified_forms() -> None:
    assert simplify("乾燥") == "干燥"
    assert simplify("乾隆") == "乾隆"


@pytest.mark.parametrize(
    ("written", "indexed"),
    [
        ("人均３０㎡以上", "人均30m2以上"),
        ("㎡", "m2"),
        ("ﬁnance", "finance"),
        ("cafe\u0301", "café"),
        ("ｶﾞ", "ガ"),
        ("經濟開發區", "经济开发区"),
        ("№5", "no5"),
    ],
)
def test_the_index_form_is_one_for_all_ways_to_write_a_sign(written: str, indexed: str) -> None:
    assert index_form(written).lower() == indexed


@given(st.text() | st.text(alphabet=AWKWARD))
def test_composed_and_decomposed_text_have_one_index_form(text: str) -> None:
    forms = {index_form(unicodedata.normalize(form, text)) for form in ("NFC", "NFD", "NFKC", "NFKD")}
    assert forms == {index_form(text)}


def test_signs_without_width_are_spaces_for_matching_and_nothing_in_the_index() -> None:
    text = "高新\u200b区\xad政\ufeff策"
    assert fold(text) == "高新 区 政 策"
    assert index_form(text) == "高新区政策"
