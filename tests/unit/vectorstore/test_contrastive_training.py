from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from tokenizers import Tokenizer

from vectorstore.training.batches import Batch, Mixture, PairSource, QuestionSource, SpanSource
from vectorstore.training.composition import PARTS, composition, parts_of
from vectorstore.training.contrastive import Schedule, StaticModel, _ranking_gradients
from vectorstore.training.encoded import EncodedTexts, encode, joined, stacked
from vectorstore.training.glosses import Glosses
from vectorstore.training.pieces import PieceCounts, build_tokenizer, mixed_shares
from vectorstore.training.static_model import evened


def _texts(*rows: list[int]) -> EncodedTexts:
    return joined([np.array(row, dtype=np.int32) for row in rows])


def _rows(texts: EncodedTexts) -> list[list[int]]:
    return [texts.ids[start:end].tolist() for start, end in zip(texts.offsets[:-1], texts.offsets[1:], strict=True)]


@pytest.fixture
def tokenizer() -> Tokenizer:
    words = ["税收", "园区", "银行", "tax", "bank", "the", "park"]
    return build_tokenizer(mixed_shares([(Counter(words), 1.0)]), PieceCounts(10, 10, 10, 0))


def test_texts_are_taken_thinned_and_stacked_without_losing_an_empty_one() -> None:
    texts = _texts([1, 2, 3], [], [4])
    assert _rows(texts.take(np.array([2, 1, 0]))) == [[4], [], [1, 2, 3]]
    assert _rows(texts.keep(np.array([False, True, False, True]))) == [[2], [], [4]]
    assert _rows(stacked([texts, _texts([7])])) == [[1, 2, 3], [], [4], [7]]
    assert texts.counts(6).tolist() == [0, 1, 1, 1, 1, 0]


def test_pairs_all_come_once_before_any_comes_again_and_keep_their_passages() -> None:
    source = PairSource(_texts([1], [2], [3], [4]), _texts([11], [12], [13]), np.array([0, 1, 2, 0]))
    rng = np.random.default_rng(1)
    seen: list[int] = []
    for _ in range(2):
        batch = source.batch(2, rng)
        passages = _rows(batch.passages)
        for (query,), right in zip(_rows(batch.queries), batch.right, strict=True):
            seen.append(query)
            assert passages[right] == [{1: 11, 2: 12, 3: 13, 4: 11}[query]]
    assert sorted(seen) == [1, 2, 3, 4]


def test_questions_stand_among_the_other_passages_of_their_set() -> None:
    source = QuestionSource(_texts([1], [2]), _texts([11], [12], [13], [14]), np.array([3, 1]))
    batch = source.batch(4, np.random.default_rng(1))
    assert sorted(map(tuple, _rows(batch.passages))) == [(11,), (12,), (13,), (14,)]
    passages = _rows(batch.passages)
    found = {query: passages[right] for (query,), right in zip(_rows(batch.queries), batch.right, strict=True)}
    assert found == {1: [14], 2: [12]}


def test_a_span_comes_from_its_passage_and_passages_of_a_batch_do_not_overlap() -> None:
    question_word = 999
    texts = _texts(*[list(range(20 * row, 20 * row + 20)) for row in range(40)])
    source = SpanSource(texts, 3, np.array([question_word]))
    batch = source.batch(60, np.random.default_rng(1))
    seen: set[int] = set()
    masked = 0
    for query, passage, right in zip(_rows(batch.queries), _rows(batch.passages), batch.right, strict=True):
        asked = [piece for piece in query if piece != question_word]
        first, last = passage[0], passage[-1]
        assert asked
        assert all(first - 20 <= piece <= last + 20 for piece in asked)
        masked += not set(asked) & set(passage)
        assert not seen & set(passage)
        seen |= set(passage)
        assert right < len(batch.passages)
    assert 0 < masked < len(batch.passages)
    assert question_word in batch.queries.ids


def test_a_mixture_draws_from_every_source_by_its_share() -> None:
    rare, often = (PairSource(_texts([piece]), _texts([piece]), np.array([0])) for piece in (1, 2))
    mixture, rng = Mixture([(rare, 0.1), (often, 0.9)]), np.random.default_rng(1)
    drawn = Counter(int(mixture.batch(1, rng).queries.ids[0]) for _ in range(200))
    assert 5 < drawn[1] < 40


def test_words_are_said_in_their_glosses_without_stop_words(tokenizer: Tokenizer) -> None:
    glosses = Glosses(encode(tokenizer, ["the tax", "bank"]), encode(tokenizer, ["税收", "银行"]), tokenizer)
    said = glosses.translated(encode(tokenizer, ["税收银行", "银行"]), np.random.default_rng(1))
    assert [[tokenizer.id_to_token(piece) for piece in row] for row in _rows(said)] == [["tax", "bank"], ["bank"]]


def test_words_share_the_parts_of_their_characters() -> None:
    assert parts_of("税收") == ["c税", "c收"]
    assert parts_of("税务局") == ["c税", "c务", "c局", "b税务", "b务局"]
    assert set(parts_of("taxes")) & set(parts_of("taxed"))
    assert parts_of("<unk>") == []
    together = composition(["税收", "税务局", "企业", "<unk>"])
    assert together.shape == (4, PARTS)
    likeness = (together @ together.T).toarray()
    assert likeness[0, 1] > 0.0 == likeness[0, 2]
    assert likeness.diagonal() == pytest.approx([1.0, 1.0, 1.0, 0.0])


def test_the_written_out_gradients_are_those_of_the_loss() -> None:
    rng = np.random.default_rng(5)
    queries, passages = (rng.normal(size=(size, 6)).astype(np.float32) for size in (3, 4))
    right = np.array([1, 0, 1])

    def both_ways(changed: np.ndarray) -> float:
        scores = 30.0 * _unit(changed) @ _unit(passages).T
        by_query = -np.mean([row[want] - np.log(np.exp(row).sum()) for row, want in zip(scores, right, strict=True)])
        logs = scores - np.log(np.exp(scores).sum(axis=0))
        return float((by_query - np.mean([logs[1, 0], (logs[0, 1] + logs[2, 1]) / 2])) / 2)

    _, for_queries, _ = _ranking_gradients(queries, passages, right)
    for row, column in ((0, 0), (1, 3), (2, 5)):
        step = np.zeros((3, 6))
        step[row, column] = 1e-4
        slope = (both_ways(queries + step) - both_ways(queries - step)) / 2e-4
        assert for_queries[row, column] == pytest.approx(slope, rel=0.02, abs=1e-3)


def _unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_training_brings_queries_to_their_passages_and_repeats_itself_exactly() -> None:
    batch = Batch(_texts([1, 2], [3], [4, 1]), _texts([5, 6], [7], [8]), np.array([0, 1, 2]))

    def trained() -> tuple[list[float], np.ndarray]:
        schedule = Schedule(steps=30)
        model = StaticModel(["<unk>", *"甲乙丙丁戊己庚辛"], np.linspace(0.05, 0.2, 9) / 1.125, 16, schedule)
        return [model.learn(batch, schedule.factor(step)) for step in range(30)], model.weights()

    losses, weights = trained()
    assert losses[-1] < 0.1 < losses[0]
    assert not weights[0].any()
    assert np.array_equal(weights, trained()[1])


def test_chinese_rows_are_drawn_to_their_median_and_keep_their_order_and_directions() -> None:
    weights = np.outer([0.0, 1.0, 2.0, 8.0, 8.0], [0.6, 0.8]).astype(np.float32)
    even = evened(weights, ["<unk>", "甲", "乙", "丙", "tax"])
    lengths = np.linalg.norm(even, axis=1)
    assert lengths[[0, 2, 4]] == pytest.approx([0.0, 2.0, 8.0])
    assert 1.0 < lengths[1] < 2.0 < lengths[3] < 8.0
    assert even[1:] / lengths[1:, None] == pytest.approx(np.tile([0.6, 0.8], (4, 1)))
