from __future__ import annotations

import pytest

from assistant.answering.quoting import MAX_QUOTE, quote_around
from assistant.answering.segments import sentences
from ingest.model import TextSpan


def quoted(text: str, words: str) -> str:
    start = text.index(words)
    window = TextSpan(start, start + len(words))
    sentence = next(s for s in sentences(text) if s.span.contains(window))
    return quote_around(text, sentence, window).slice(text)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("先行試點。𠀀區畝均稅收，不低於２０萬元。其餘另定。", "不低於２０萬元", "𠀀區畝均稅收，不低於２０萬元。"),
        ("亩均税收不低于20万元；用地另定。", "20万元", "亩均税收不低于20万元；"),
        ("亩均税收不低于20万元;用地另定。", "20万元", "亩均税收不低于20万元;"),
        ("（一）税收\n亩均税收，不低于20万元\n用地另定", "亩均税收", "亩均税收，不低于20万元"),
        ("　亩均税收不低于20万元！", "20万元", "亩均税收不低于20万元！"),
        ("不低于20万元", "20万元", "不低于20万元"),
    ],
)
def test_the_whole_sentence_is_quoted_with_the_stop_that_ends_it(text: str, words: str, expected: str) -> None:
    assert quoted(text, words) == expected


LONG = "，".join(f"第{n}项工作由𠀀區园區抓紧推進落實" for n in range(40)) + "。"


@pytest.mark.parametrize("number", [0, 7, 20, 39])
def test_a_long_sentence_is_quoted_in_whole_parts_around_the_window(number: int) -> None:
    words = f"第{number}项工作由𠀀區园區抓紧推進落實"
    quote = quoted(LONG, words)
    assert words in quote
    assert MAX_QUOTE - 20 < len(quote) <= MAX_QUOTE
    assert set(quote.split("，")) <= set(LONG.rstrip("。").split("，"))


def test_a_window_longer_than_a_quote_may_be_is_quoted_whole() -> None:
    text = "建立" + "绿色" * MAX_QUOTE + "办法，另行制定。"
    assert quoted(text, text.split("，")[0]) == text.split("，")[0]
