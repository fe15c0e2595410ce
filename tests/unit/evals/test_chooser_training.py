"""Learning of the chooser: where answers stand, and that what tells them is learned."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.model import AnswerKind, Language, Question, Term
from evals.chooser.data import ChooserSet, halves
from evals.chooser.examples import Example, example, places_of
from evals.chooser.fitting import Recipe, fit, joined
from evals.chooser.measuring import best_span, measure_examples
from ingest.model import TextSpan
from vectorstore.model import Hit, Passage

PLACES = ("东山", "西山", "南山", "北山", "中山", "青山", "香山", "金山")


def hit(identifier: str, text: str) -> Hit:
    return Hit(Passage(identifier, identifier, identifier, "", (), (), 0, TextSpan(0, len(text)), text), 1.0)


def made(place: str, year: int) -> Example:
    text = f"{place}植物园由市民捐建，面积三百亩，于{year}年开放，每年有许多游人。"
    question = Question(
        f"{place}植物园哪一年开放?",
        Language.SIMPLIFIED,
        AnswerKind.FIGURE,
        f"{place}植物园哪一年开放?",
        (Term(place), Term("植物园"), Term("开放")),
    )
    hits = [hit(place, text), hit(f"{place}-2", f"别处说到{year}年。")]
    found = example(question, hits, list(places_of([f"{year}年"], hits, [place])), place, [f"{year}年"])
    assert found is not None
    return found


EXAMPLES = tuple(made(place, 1950 + number) for number, place in enumerate(PLACES))


def test_the_right_span_is_the_part_with_the_answer_and_the_same_words_elsewhere_are_neither_right_nor_wrong() -> None:
    item = EXAMPLES[0]
    rights = [(first, more) for first, more in zip(*item.right.nonzero(), strict=True)]
    assert len(rights) == 1
    assert item.text(int(rights[0][0]), 1) == "于1950年开放"
    ignored = [item.text(part, 1) for part in item.ignored.nonzero()[0].tolist()]
    assert ignored == ["别处说到1950年"]


def test_what_tells_the_answer_is_learned_for_questions_not_seen() -> None:
    learned = ChooserSet("made", EXAMPLES[:6], (1.0,) * 6)
    network = fit([learned], Recipe(epochs=30, batch=6, rate=0.01))
    for item in EXAMPLES[6:]:
        first, count = best_span(item, network)
        assert item.answers[0] in item.text(first, count)
    figures = measure_examples("made", "other half", EXAMPLES[6:], network)
    assert (figures.questions, figures.right.value) == (2, 1.0)


def test_joined_networks_give_the_mean_of_their_outputs() -> None:
    learned = ChooserSet("made", EXAMPLES, (1.0,) * 8)
    alone = [fit([learned], Recipe(hidden=4, epochs=1, batch=4, seed=seed, networks=1)) for seed in (1, 2)]
    values = EXAMPLES[0].measured.values
    first, second = (network(values) for network in alone)
    assert not np.allclose(first, second)
    assert joined(alone)(values) == pytest.approx((first + second) / 2, abs=1e-4)


def test_nothing_can_be_learned_without_a_right_span() -> None:
    with pytest.raises(ValueError, match="right span"):
        fit([ChooserSet("empty", (), ())], Recipe())


def test_no_passage_has_questions_in_both_halves() -> None:
    first, second = halves(ChooserSet("made", EXAMPLES * 2, (1.0,) * 16))
    passages = [{item.passage for item in half.examples} for half in (first, second)]
    assert not passages[0] & passages[1]
    assert len(first.examples) + len(second.examples) == 16
