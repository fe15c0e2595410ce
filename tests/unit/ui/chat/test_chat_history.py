"""The list of conversations, and the form for an opinion."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from chat_samples import ANSWER

from assistant.feedback.model import AnsweredQuestion, Feedback, Opinion
from assistant.history.model import ConversationHead, ConversationPage
from ui.chat.history import render_history
from ui.chat.opinions import render_opinion

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def head(changed: datetime, title: str = "税收") -> ConversationHead:
    return ConversationHead("abc", title, changed, changed, 2)


@pytest.mark.parametrize(
    ("ago", "told"),
    [
        (timedelta(hours=1), "11:00 · 2 问"),
        (timedelta(days=1), "11月23日 · 2 问"),
        (timedelta(days=365), "2025-11-24 · 2 问"),
    ],
)
def test_a_row_tells_when_it_was_last_asked_in(ago: timedelta, told: str) -> None:
    assert told in render_history(ConversationPage((head(NOW - ago),), 1), "", "", NOW, UTC)


def test_the_open_conversation_stands_out_and_a_title_is_text() -> None:
    page = ConversationPage((head(NOW, "<b>"),), 1)
    assert "<b>" not in render_history(page, "", "abc", NOW, UTC)
    assert "aria-current" in render_history(page, "", "abc", NOW, UTC)
    assert "aria-current" not in render_history(page, "", "other", NOW, UTC)
    assert "未命名对话" in render_history(ConversationPage((head(NOW, ""),), 1), "", "", NOW, UTC)


def test_an_empty_list_says_whether_it_was_searched_and_a_cut_one_how_many_are_left() -> None:
    nothing = ConversationPage((), 0)
    assert "还没有对话。" in render_history(nothing, " ", "", NOW)
    assert "没有找到相符的对话。" in render_history(nothing, "税收", "", NOW)
    assert "另有 4 个对话" in render_history(ConversationPage((head(NOW),), 5), "", "", NOW)


def opinion(given: Opinion, comment: str) -> Feedback:
    return Feedback(1, "张三", given, comment, AnsweredQuestion("问", ANSWER, "c", 7), NOW, NOW)


@pytest.mark.parametrize(
    ("given", "pressed", "said"),
    [
        (None, ["false", "false"], ""),
        (opinion(Opinion.HELPFUL, ""), ["true", "false"], "已记录"),
        (opinion(Opinion.WRONG, "应为<10>万"), ["false", "true"], "已记录：应为&lt;10&gt;万"),
    ],
)
def test_what_was_said_before_is_pressed_and_repeated(given: Feedback | None, pressed: list[str], said: str) -> None:
    markup = render_opinion("c", 7, given)
    assert re.findall('aria-pressed="([^"]*)"', markup) == pressed
    assert f'role="status">{said}</span>' in markup
    assert 'data-conversation="c" data-exchange="7"' in markup
