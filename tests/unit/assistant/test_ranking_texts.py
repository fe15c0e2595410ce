"""Texts in the form that the ranker compares, and strings found in them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.ranking.patterns import Patterns
from assistant.ranking.texts import codes_of, folded
from ingest.normalize import fold

_FEW_LETTERS = st.text("亩均税收a1 ", max_size=30)


@given(st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"], exclude_characters="\0")))
def test_a_text_is_folded_as_everywhere_else(text: str) -> None:
    """Save that a few rare characters have a Simplified form beyond the basic plane."""
    assert folded(text) == "".join(c if c <= "\uffff" else "\ufffd" for c in fold(text))


def test_a_character_beyond_the_basic_plane_keeps_its_place() -> None:
    assert folded("第𠀀條") == "第\ufffd条"


@given(_FEW_LETTERS, st.lists(st.text("亩均税收a1", min_size=1, max_size=4), max_size=6))
def test_every_occurrence_is_found_overlapping_ones_too(text: str, strings: list[str]) -> None:
    patterns = Patterns(strings)
    found = {
        (start, node)
        for item in patterns.find(codes_of(text))
        for start, node in zip(item.starts, item.nodes, strict=True)
    }
    for string in strings:
        places = {(at, patterns.node(string)) for at in range(len(text)) if text.startswith(string, at)}
        assert places == {(at, node) for at, node in found if node == patterns.node(string)}


def test_a_string_that_is_not_looked_for_has_no_node() -> None:
    assert Patterns(["税收"]).node("收税") == 0
