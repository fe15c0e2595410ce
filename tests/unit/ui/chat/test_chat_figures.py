"""Markers and badges in an answer's words."""

from __future__ import annotations

import html
import re

import pytest
from chat_samples import ANSWER, DIFFERS, MISSING, TEXT, VERIFIED, figure

from assistant.model import CheckedFigure, FigureVerdict
from ui.chat.figures import reason, worded


def shown(markup: str) -> str:
    """What a reader sees of it."""
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


def test_no_character_of_the_answer_is_lost_or_added() -> None:
    assert shown(worded(ANSWER, 0, len(TEXT), 3)) == TEXT
    for cut in range(len(TEXT)):
        assert shown(worded(ANSWER, 0, cut, 1)) + shown(worded(ANSWER, cut, len(TEXT), 1)) == TEXT


def test_a_marker_leads_to_its_citation_and_one_that_names_none_stays_text() -> None:
    markup = worded(ANSWER, 0, len(TEXT), 3)
    assert re.findall(r'<a class="zc-marker" href="#([^"]*)"', markup) == ["zc-citation-3-1", "zc-citation-3-2"]
    assert "[9]" in markup
    assert "citation-3-9" not in markup


def test_a_badge_is_reached_by_the_keyboard_and_named_with_its_reason() -> None:
    markup = worded(ANSWER, 0, len(TEXT), 3)
    for check, css in ((VERIFIED, "verified"), (DIFFERS, "differs"), (MISSING, "missing")):
        (badge,) = re.findall(rf'<span class="zc-figure zc-{css}"[^>]*>', markup)
        assert 'tabindex="0"' in badge
        assert f'aria-label="{check.written}，{html.escape(reason(check))}"' in badge
        assert ('role="button"' in badge) == bool(check.citation)


@pytest.mark.parametrize(
    ("check", "told"),
    [
        (VERIFIED, "已核对：与出处 [1] 一致"),
        (figure("20万元", FigureVerdict.VERIFIED), "已核对：与出处一致"),
        (DIFFERS, "不一致：出处 [2] 写的是“2 6年”，请核对原文"),
        (figure("25年", FigureVerdict.DIFFERS), "不一致：请核对原文"),
        (MISSING, "未找到：出处中没有这个数字，请勿直接引用"),
    ],
)
def test_the_reason_is_one_line(check: CheckedFigure, told: str) -> None:
    assert reason(check) == told
