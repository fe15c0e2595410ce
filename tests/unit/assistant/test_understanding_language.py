"""Language and script of a question."""

from __future__ import annotations

import pytest

from assistant.model import Language
from assistant.understanding.language import detect_language


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("萍乡的投资强度是多少？", Language.SIMPLIFIED),
        ("萍鄉的投資強度是多少？", Language.TRADITIONAL),
        ("畝均稅收", Language.TRADITIONAL),
        ("那省級的呢", Language.TRADITIONAL),
        ("萍乡的乾隆年间老街区改造项目要求是多少", Language.SIMPLIFIED),
        ("What is the tax target?", Language.ENGLISH),
        ("How many R&D centres does 萍乡 need?", Language.ENGLISH),
        ("GDP目标", Language.SIMPLIFIED),
        ("园区的R&D经费投入强度是多少", Language.SIMPLIFIED),
        ("亩均", Language.SIMPLIFIED),
        ("𠀀𠀁是什么", Language.SIMPLIFIED),
        ("2025?", Language.SIMPLIFIED),
        ("", Language.SIMPLIFIED),
    ],
)
def test_words_in_latin_letters_make_a_question_english_and_traditional_characters_traditional(
    question: str, language: Language
) -> None:
    assert detect_language(question) is language
