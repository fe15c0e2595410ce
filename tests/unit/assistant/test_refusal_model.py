from __future__ import annotations

import math

import pytest

from assistant.answering.refusal.features import NAMES
from assistant.answering.refusal.model import BadWeights, EvidenceModel, format_model, parse_model, shipped_model

NOTHING = dict.fromkeys(NAMES, 0.0)


def test_the_score_is_the_logistic_function_of_the_weighted_sum() -> None:
    model = EvidenceModel({"cosine": 2.0, "year_unmet": -3.0}, -0.5, 0.4)
    assert model.probability(NOTHING) == pytest.approx(1 / (1 + math.exp(0.5)))
    assert model.probability({**NOTHING, "cosine": 0.75}) == pytest.approx(1 / (1 + math.exp(-1.0)))
    assert model.accepts({**NOTHING, "cosine": 0.75})
    assert not model.accepts({**NOTHING, "cosine": 0.75, "year_unmet": 1.0})


def test_a_model_reads_back_as_it_was_written() -> None:
    model = EvidenceModel({"terms_passage": 1.5, "level_unmet": -2.0}, -1.25, 0.2)
    text = format_model(model, "Two lines\nof comment")
    assert text.startswith("# Two lines\n# of comment\nfeature\tweight\n")
    assert parse_model(text, "w.tsv") == model


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        ("weight\tfeature\nbias\t1\nthreshold\t0.5", "表头"),
        ("feature\tweight\nbias\tx\nthreshold\t0.5", "不是"),
        ("feature\tweight\nmoon\t1\nbias\t1\nthreshold\t0.5", "moon"),
        ("feature\tweight\ncosine\t-1\nbias\t1\nthreshold\t0.5", "cosine"),
        ("feature\tweight\nyear_unmet\t1\nbias\t1\nthreshold\t0.5", "year_unmet"),
        ("feature\tweight\ncosine\t1\nthreshold\t0.5", "bias"),
        ("feature\tweight\ncosine\t1\nbias\t1", "threshold"),
        ("feature\tweight\ncosine\t1\nbias\t1\nthreshold\t1.5", "threshold"),
    ],
)
def test_a_damaged_file_of_weights_is_named_with_what_is_wrong(lines: str, wrong: str) -> None:
    with pytest.raises(BadWeights, match=wrong):
        parse_model(lines, "w.tsv")


def test_an_unmet_year_or_level_alone_turns_a_good_finding_down() -> None:
    model = shipped_model()
    good = {**NOTHING, **dict.fromkeys(("terms_sentence", "terms_passage", "pairs_sentence", "pairs_passage"), 1.0)}
    good |= {"chars_sentence": 1.0, "all_met": 1.0, "cosine": 0.7, "ranked": 1.0, "bm25": 0.5}
    assert model.accepts(good)
    assert not model.accepts({**good, "year_unmet": 1.0})
    assert not model.accepts({**good, "level_unmet": 1.0})
    assert not model.accepts({**NOTHING, "cosine": 0.2, "unheard_noun": 1.0, "nothing_heard": 1.0})
