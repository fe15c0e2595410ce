"""The learned choice of words: layout, spans, likelihoods, the network's file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from answering_samples import hit, question

from assistant.answering.candidates import CandidatePool
from assistant.answering.choosing.asking import TYPE_NAMES, read_asking
from assistant.answering.choosing.chooser import Chances, chances, cost_of
from assistant.answering.choosing.forms import FORM_NAMES, forms_of
from assistant.answering.choosing.layout import lay_out
from assistant.answering.choosing.network import BadNetwork, dump, parse, shipped_network
from assistant.answering.choosing.spans import holding, probabilities, spans_of
from assistant.answering.matching import weigh
from assistant.model import AnswerKind, Question, Term
from vectorstore.model import Hit

TEXT = "图书馆由市民捐建，于1956年开放。馆内藏书三百万册，其中古籍两万册。"
OTHER = "博物馆位于江边。"


def plain(text: str) -> Hit:
    """A passage of running text: of no region and under no clause."""
    return hit(text, region=())


def asked(text: str, *terms: str, kind: AnswerKind = AnswerKind.OPEN) -> Question:
    return question(text, kind, terms)


def test_every_part_slices_back_to_its_own_words() -> None:
    layout = lay_out([hit(TEXT), hit(OTHER)])
    assert layout is not None
    words = [layout.text[start:end] for start, end in zip(layout.starts, layout.ends, strict=True)]
    assert words == [
        "图书馆由市民捐建",
        "于1956年开放",
        "馆内藏书三百万册",
        "其中古籍两万册",
        "博物馆位于江边",
    ]
    assert layout.part_sentence.tolist() == [0, 0, 1, 1, 2]
    assert layout.sentence_hit.tolist() == [0, 0, 1]


def test_hits_without_a_sentence_have_no_layout() -> None:
    assert lay_out([hit("。")]) is None
    assert CandidatePool(asked("谁捐建"), [plain("。")], lambda term: 1).findings(AnswerKind.OPEN) == []


def test_a_span_never_reaches_over_a_passage_or_a_part_that_was_not_looked_at() -> None:
    layout = lay_out([hit(TEXT), hit(OTHER)])
    assert layout is not None
    spans = spans_of(layout, np.array([0, 1, 3, 4]), 3)
    assert spans.valid.tolist() == [
        [True, True, False],
        [True, False, False],
        [True, False, False],
        [True, False, False],
    ]
    whole = spans_of(layout, np.arange(5), 4)
    assert whole.crossings[0].tolist() == [0, 0, 1, 1]
    assert whole.lengths[0, 1] == len("图书馆由市民捐建，于1956年开放")


def test_a_span_holds_the_shares_of_all_spans_within_it() -> None:
    shares = np.array([[0.1, 0.2, 0.05], [0.3, 0.15, 0.0], [0.2, 0.0, 0.0]], dtype=np.float32)
    held = holding(shares)
    assert held[0].tolist() == pytest.approx([0.1, 0.6, 1.0])
    assert held[1].tolist()[:2] == pytest.approx([0.3, 0.65])


def test_shares_of_all_spans_sum_to_one_and_those_not_valid_have_none() -> None:
    layout = lay_out([hit(TEXT), hit(OTHER)])
    assert layout is not None
    spans = spans_of(layout, np.arange(5), 3)
    outputs = np.random.default_rng(3).normal(size=(5, 3)).astype(np.float32)
    shares = probabilities(outputs, spans, np.zeros(3, np.float32), np.zeros(2, np.float32))
    assert shares.sum() == pytest.approx(1.0, abs=1e-5)
    assert not shares[~spans.valid].any()


def test_a_longer_answer_costs_more_but_little_beyond_a_sentence() -> None:
    costs = cost_of(np.array([45, 60, 75, 150, 225]))
    steps = np.diff(costs)
    assert (steps > 0).all()
    assert steps[2] < 0.5 * steps[0]


def test_of_short_answers_none_costs_less_than_another() -> None:
    assert len(set(cost_of(np.array([2, 10, 20]), short=20).tolist())) == 1
    assert cost_of(np.array([21]), short=20) > cost_of(np.array([20]), short=20)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("图书馆是谁捐建的?", {"who"}),
        ("图书馆哪一年开放?", {"when"}),
        ("馆内藏书多少册?", {"how_many"}),
        ("图书馆为什么搬迁?", {"why"}),
    ],
)
def test_the_asking_words_tell_what_is_asked_for(text: str, names: set[str]) -> None:
    types = {name for name, value in zip(TYPE_NAMES, read_asking(asked(text)).types, strict=True) if value}
    assert names <= types


def test_what_stands_around_the_asking_words_is_kept() -> None:
    read = read_asking(asked("图书馆位于哪一座城市中心?"))
    assert (read.before, read.noun) == ("位于", "城市")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("于1956年开放", "year"),
        ("由于水患", "because"),
        ("《方志》", "title"),
        ("补助20万元", "money"),
        ("占30%", "share"),
    ],
)
def test_forms_of_answers_are_told_by_their_characters(text: str, form: str) -> None:
    assert forms_of(text)[FORM_NAMES.index(form)]


def test_the_network_is_the_same_after_writing_and_reading() -> None:
    network = shipped_network()
    again = parse(dump(network))
    assert again.names == network.names
    values = np.ones((2, len(network.names)), dtype=np.float32)
    assert np.array_equal(again(values), network(values))


def test_a_damaged_network_is_told_with_what_to_do() -> None:
    with pytest.raises(BadNetwork, match="重新安装"):
        parse(dump(shipped_network())[:200])


def test_a_network_of_other_features_is_refused() -> None:
    other = replace(shipped_network(), names=("other",))
    with pytest.raises(BadNetwork, match="特征不符"):
        chances(asked("谁捐建"), [plain(TEXT)], weigh((), [], lambda term: 1), other)


@pytest.mark.parametrize(
    ("text", "terms", "kind", "expected"),
    [
        ("图书馆哪一年开放?", ("图书馆", "开放"), AnswerKind.FIGURE, "1956年"),
        ("馆内藏书多少册?", ("藏书",), AnswerKind.FIGURE, "三百万册"),
        ("图书馆由谁捐建?", ("图书馆", "捐建"), AnswerKind.BODY, "市民"),
    ],
)
def test_in_running_text_the_best_span_holds_what_is_asked_for(
    text: str, terms: tuple[str, ...], kind: AnswerKind, expected: str
) -> None:
    pool = CandidatePool(asked(text, *terms, kind=kind), [plain(TEXT), plain(OTHER)], lambda term: 1)
    first = pool.findings(kind)[0]
    assert expected in first.text
    assert first.text in first.hit.passage.text
    assert first.quote.start <= first.position
    assert first.position + len(first.text) <= first.quote.end


def doubtful(held: Sequence[float], *texts: str, ask: str = "谁捐建") -> Chances:
    """Chances over one part a passage, with what each holds."""
    hits = [plain(text) for text in texts]
    found = chances(asked(ask, "捐建"), hits, weigh((Term("捐建"),), list(texts), lambda term: 1))
    assert found is not None
    return replace(found, held=np.broadcast_to(np.array(held, dtype=np.float32)[:, None], found.held.shape))


def test_a_doubtful_answer_has_the_best_place_of_another_passage_beside_it_and_a_likely_one_has_none() -> None:
    texts = ("图书馆由市民捐建", "学校由商会捐建", "车站由铁路局修建")
    place = doubtful((0.5, 0.1, 0.4), *texts).rival(0)
    assert place is not None
    assert (place[0], place[1].slice(texts[2])) == (2, texts[2])
    assert doubtful((0.98, 0.01, 0.01), *texts).rival(0) is None


def test_a_long_place_is_never_put_beside_an_answer() -> None:
    long = "学校由商会和" + "许多" * 50 + "人捐建"
    assert doubtful((0.6, 0.4), "图书馆由市民捐建", long).rival(0) is None


def test_a_character_costs_more_where_a_fact_is_asked_for() -> None:
    texts = ("图书馆由市民" + "和商会" * 15 + "捐建", "学校由商会捐建")
    fact = doubtful((0.6, 0.4), *texts, ask="捐建的人是谁").worth()[0, 0]
    reason = doubtful((0.6, 0.4), *texts, ask="捐建的原因是什么").worth()[0, 0]
    assert fact < reason


def test_the_same_words_in_two_passages_are_said_once() -> None:
    text = "图书馆由市民捐建，于1956年开放。"
    hits = [replace(plain(text), passage=replace(plain(text).passage, id=name)) for name in ("a", "b")]
    findings = CandidatePool(asked("图书馆由谁捐建?", "图书馆", "捐建"), hits, lambda term: 1).findings(AnswerKind.OPEN)
    assert findings[0].rival is None
