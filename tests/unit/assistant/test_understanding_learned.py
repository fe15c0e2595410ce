"""Short forms learned from the indexed documents."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pytest

from assistant.understanding.learned import learned_aliases
from assistant.understanding.reader import QuestionReader
from assistant.understanding.vocabulary import vocabulary
from ingest.regions.gazetteer import Gazetteer


class Indexed:
    """Documents that introduce short forms and have every word."""

    def __init__(self, *pairs: tuple[str, str]) -> None:
        self.pairs: Sequence[tuple[str, str]] = pairs
        self.generation = 1

    def frequencies(self, tokens: Collection[str]) -> dict[str, int]:
        return dict.fromkeys(tokens, 1)

    def frequency(self, term: str) -> int:
        return 1

    def aliases(self) -> Sequence[tuple[str, str]]:
        return self.pairs


@pytest.mark.parametrize(
    ("pairs", "found"),
    [
        ([("陶瓷博览会", "瓷博会")], {"瓷博会": ("陶瓷博览会",), "陶瓷博览会": ("瓷博会",)}),
        ([("陶瓷博览会", "瓷博会"), ("瓷器博物馆会", "瓷博会")], {}),
        (
            [("宜春市陶瓷研究院", "陶研院"), ("陶瓷研究院", "陶研院")],
            {"陶研院": ("陶瓷研究院",), "陶瓷研究院": ("陶研院",)},
        ),
        ([("高档企业", "高企")], {}),
        ([("要求和目标", "要求")], {}),
        ([], {}),
    ],
)
def test_a_short_form_counts_where_it_means_one_thing_and_the_vocabulary_has_no_other(
    pairs: list[tuple[str, str]], found: dict[str, tuple[str, ...]]
) -> None:
    assert learned_aliases(pairs, vocabulary()) == found


def test_a_question_is_searched_by_the_short_form_and_what_it_stands_for() -> None:
    indexed = Indexed(("陶瓷博览会", "瓷博会"))
    reader = QuestionReader(Gazetteer.load(), indexed)
    assert "陶瓷博览会" in dict(reader.read("瓷博会补多少").expansions)
    assert "瓷博会" in dict(reader.read("陶瓷博览会的补贴").expansions)
    indexed.pairs, indexed.generation = [], 2
    assert "陶瓷博览会" not in dict(reader.read("瓷博会补多少").expansions)
