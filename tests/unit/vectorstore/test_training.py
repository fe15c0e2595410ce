from __future__ import annotations

import base64
import gzip
import json
import lzma
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import tiktoken

from ingest.tokens import SPLIT_PATTERN
from vectorstore.ports import Matrix, Vector
from vectorstore.training.corpora import (
    Pair,
    folded,
    in_chunks,
    read_dictionary,
    read_pairs,
    read_reading_set,
    sampled,
)
from vectorstore.training.measure import read_set, shares_found
from vectorstore.training.pieces import PieceCounts, build_tokenizer, count_words, mixed_shares
from vectorstore.training.saving import quantised
from vectorstore.training.token_encoding import byte_of_character, rank_file, train


def test_pairs_are_read_in_both_layouts_and_folded_without_doubles(tmp_path: Path) -> None:
    rows = [{"query": "經濟開發區", "passage": "稅收"}, {"q": "经济开发区", "p": "税收"}, {"q": "tax", "p": "税"}]
    (tmp_path / "pairs").mkdir()
    with lzma.open(tmp_path / "pairs" / "some.jsonl.xz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    assert folded(read_pairs(tmp_path, "some")) == [Pair("经济开发区", "税收"), Pair("tax", "税")]


def test_a_sample_is_the_same_for_the_same_seed() -> None:
    pairs = [Pair(str(number), "") for number in range(100)]
    assert len(sampled(pairs, 0.3, seed=1)) == 30
    assert sampled(pairs, 0.3, seed=1) == sampled(pairs, 0.3, seed=1) != sampled(pairs, 0.3, seed=2)


def test_chunks_keep_the_order_of_a_document_and_join_its_short_paragraphs() -> None:
    long = "税" * 200
    chunks = in_chunks([f"# 條例\n\n第一條 短。\n{long}\n{long}甲", "短"])
    assert chunks == [f"条例\n第一条 短。\n{long}", f"{long}甲"]


def test_a_dictionary_gives_meanings_without_notes_and_references(tmp_path: Path) -> None:
    entry = "稅收 税收 [shui4 shou1] /tax revenue (of a state)/CL:筆|笔[bi3]/see 稅|税[shui4]/taxation/"
    with gzip.open(tmp_path / "words.gz", "wt", encoding="utf-8") as file:
        file.write(f"# a comment\n{entry}\n")
    assert read_dictionary(tmp_path / "words.gz") == [Pair("tax revenue", "税收"), Pair("taxation", "税收")]


def test_a_share_of_a_reading_set_holds_no_question_on_the_rest(tmp_path: Path) -> None:
    passages = [{"id": name, "title": "", "text": f"{name}稅"} for name in "abcd"]
    questions = [{"id": f"q{name}", "text": f"{name}？"} for name in "abcd"]
    (tmp_path / "corpus.jsonl").write_text("\n".join(map(json.dumps, passages)))
    (tmp_path / "queries.jsonl").write_text("\n".join(map(json.dumps, questions)))
    (tmp_path / "qrels.tsv").write_text(
        "query-id\tcorpus-id\tscore\n" + "\n".join(f"q{name}\t{name}\t1" for name in "dbca")
    )
    half = read_reading_set(tmp_path, 0.5)
    assert half.passages == ["a税", "b税"]
    assert half.questions == [("b？", 1), ("a？", 0)]


@pytest.mark.parametrize("share", [0.0, -0.1, 1.5])
def test_a_share_outside_its_range_is_refused(share: float) -> None:
    with pytest.raises(ValueError, match="share"):
        sampled([], share, seed=1)


def test_rounding_to_bytes_errs_by_less_than_one_part_in_254_of_a_rows_maximum() -> None:
    weights = np.random.default_rng(3).normal(size=(50, 16)).astype(np.float32)
    weights[7] = 0.0
    rows, factors = quantised(weights)
    assert rows.dtype == np.int8
    error = np.abs(rows * factors[:, None] - weights).max(axis=1)
    assert (error <= np.abs(weights).max(axis=1) / 254 + 1e-6).all()
    assert not rows[7].any()


def test_words_win_over_their_characters_and_no_piece_crosses_kinds_of_characters() -> None:
    words = count_words(["开发区的税收，开发区A类企业2024年Tax。", "開發區 ＴＡＸ tax rates of tax rates"])
    assert (words["开发区"], words["tax"], words["2024"], words["，"]) == (2, 4, 1, 0)
    shares = mixed_shares([(words + Counter({"国家": 9}), 1.0)])
    tokenizer = build_tokenizer(shares, PieceCounts(chinese=20, latin=5, latin_subwords=50, numbers=5))
    assert tokenizer.encode("开发区国家Ａ类Tax，鄱阳").tokens == ["开发区", "国家", "a", "类", "tax", "鄱", "阳"]


def test_frequent_words_are_pieces_and_rare_ones_are_not() -> None:
    shares = mixed_shares([(Counter({"税收": 6, "园区": 3, "工业": 1}), 0.5), (Counter({"工业": 1}), 0.5)])
    assert shares == pytest.approx({"税收": 0.3, "园区": 0.15, "工业": 0.55})
    tokenizer = build_tokenizer(shares, PieceCounts(chinese=2, latin=0, latin_subwords=5, numbers=0))
    assert tokenizer.encode("工业园区税收").tokens == ["工业", "园", "区", "税收"]


def test_every_byte_has_a_character_of_its_own() -> None:
    assert sorted(byte_of_character().values()) == list(range(256))


def test_a_trained_rank_file_makes_an_encoding_that_merges() -> None:
    content = rank_file(train(iter(["国家级开发区的税收"] * 20), size=270))
    ranks = {base64.b64decode(token): int(rank) for token, rank in (line.split() for line in content.splitlines())}
    assert sorted(ranks.values()) == list(range(len(ranks)))
    encoding = tiktoken.Encoding("small", pat_str=SPLIT_PATTERN, mergeable_ranks=ranks, special_tokens={})
    tokens = encoding.encode_ordinary("国家级开发区 tax")
    assert encoding.decode(tokens) == "国家级开发区 tax"
    assert len(tokens) < len("国家级开发区".encode())


class _Letters:
    """Counts of a, b and c, scaled to length 1."""

    name = "letters"
    dimension = 3

    def embed_documents(self, texts: Sequence[str]) -> Matrix:
        counts = np.array([[text.count(letter) for letter in "abc"] for text in texts], dtype=np.float32)
        return counts / np.maximum(np.linalg.norm(counts, axis=1, keepdims=True), 1e-9)

    def embed_query(self, text: str) -> Vector:
        return self.embed_documents([text])[0]


def test_the_shares_found_count_every_question_that_has_a_right_passage(tmp_path: Path) -> None:
    passages = [("p1", "aaa"), ("p2", "aab"), ("p3", "bbb"), ("p4", "ccc"), ("p5", "ccb"), ("p6", "cb")]
    questions = [("q1", "a"), ("q2", "a"), ("q3", "a"), ("q4", "c"), ("unjudged", "c")]
    right = [("q1", "p1"), ("q2", "p2"), ("q3", "p6"), ("q4", "p5"), ("q4", "p4")]
    (tmp_path / "corpus.jsonl").write_text(
        "\n".join(json.dumps({"id": id_, "title": "", "text": text}) for id_, text in passages)
    )
    (tmp_path / "queries.jsonl").write_text(
        "\n".join(json.dumps({"id": id_, "text": text, "answers": []}) for id_, text in questions)
    )
    (tmp_path / "qrels.tsv").write_text("\n".join(["query-id\tcorpus-id\tscore", *(f"{q}\t{p}\t1" for q, p in right)]))
    assert shares_found(_Letters(), read_set(tmp_path)) == (0.5, 0.75)
    assert list(read_set(tmp_path, after=0.5).questions) == ["q3", "q4"]


def test_a_set_without_judged_questions_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "corpus.jsonl").write_text('{"id": "p", "title": "", "text": "a"}')
    (tmp_path / "queries.jsonl").write_text('{"id": "q", "text": "a"}')
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\n")
    with pytest.raises(ValueError, match="no question"):
        read_set(tmp_path)
