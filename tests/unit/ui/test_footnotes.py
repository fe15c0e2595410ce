"""An answer as plain text, and a conversation read back from it."""

from __future__ import annotations

import pytest

from assistant.model import Answer, Citation, Turn
from ui.footnotes import answer_alone, footnotes, message_text, remaining_text
from ui.http.chat_protocol import ChatRequest
from ui.ports import BadRequest

CITED = Citation("a.txt", "测试办法", "第一条 > （二）", "不低于\n20万元", 3, 12)
ANSWER = Answer("亩均税收是多少？", "不低于20万元[1]", False, "", (CITED,), notes=("沿用上文：测试市",))


def test_each_citation_is_a_footnote_with_its_source_and_words() -> None:
    first, second = footnotes(ANSWER).removeprefix("\n\n---\n\n").split("\n\n")
    assert first == "[1] 《测试办法》第一条 > （二）：“不低于 20万元”（a.txt）"
    assert second == "注：沿用上文：测试市"


def test_a_formal_note_and_a_warning_take_their_place() -> None:
    noted = Citation(**{**fields(CITED), "note": "《测试办法》第一条第二项", "warning": "已废止"})
    text = footnotes(Answer("问", "答[1]", False, "", (noted,)))
    assert "[1] 《测试办法》第一条第二项（已废止）：" in text


def test_an_answer_without_sources_has_no_footnotes() -> None:
    assert message_text(Answer("问", "文件未规定。", True, "")) == "文件未规定。"


@pytest.mark.parametrize("sent", ["", "不低于", ANSWER.text])
def test_what_was_sent_and_what_remains_is_the_message(sent: str) -> None:
    assert sent + remaining_text(ANSWER, sent) == message_text(ANSWER)


@pytest.mark.parametrize(
    ("question", "word"), [("多少？", "作废"), ("多少畝？這樣規定", "作廢"), ("How much?", "withdrawn")]
)
def test_what_was_sent_in_error_is_taken_back_in_the_language_of_the_question(question: str, word: str) -> None:
    answer = Answer(question, "不低于20万元", False, "")
    text = remaining_text(answer, "不超过")
    assert word in text
    assert text.endswith("不低于20万元")


def test_the_footnotes_of_an_earlier_answer_are_no_part_of_the_conversation() -> None:
    assert answer_alone(message_text(ANSWER)) == ANSWER.text
    messages = [
        {"role": "system", "content": "你是助手"},
        {"role": "assistant", "content": "你好"},
        {"role": "user", "content": "没有回答的问题"},
        {"role": "user", "content": "亩均税收是多少？"},
        {"role": "assistant", "content": message_text(ANSWER)},
        {"role": "tool", "content": "x"},
        {"role": "user", "content": [{"type": "text", "text": "那"}, {"type": "text", "text": "省级呢"}]},
    ]
    request = ChatRequest.model_validate({"model": "zhice", "messages": messages})
    assert request.turns == (Turn("没有回答的问题"), Turn("亩均税收是多少？", ANSWER.text))
    assert request.question == "那\n省级呢"


def test_a_conversation_that_does_not_end_with_the_user_is_refused() -> None:
    request = ChatRequest.model_validate({"model": "zhice", "messages": [{"role": "system", "content": "你是助手"}]})
    with pytest.raises(BadRequest, match="最后一条应是用户的问题"):
        _ = request.question


def fields(citation: Citation) -> dict[str, object]:
    return {name: getattr(citation, name) for name in citation.__dataclass_fields__}
