"""What a lexical index does: BM25 as written in the books, incremental, on disk."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

import pytest
from labelled import FILTERS, labels_of_row, lets_pass

from vectorstore.analysis import analyse, analyse_query
from vectorstore.lexical import TantivyIndex
from vectorstore.model import Labels, SearchFilter
from vectorstore.ports import IndexBusy, LexicalIndex, VectorStoreError
from vectorstore.query_terms import LONG_LIST, OTHER_MEMBERS, query_terms, query_weights, without_long_lists

TEXTS = {
    "a": "九江国家级开发区亩均税收不低于20万元",
    "b": "省级开发区亩均税收不低于15万元",
    "c": "工业用地实行弹性出让",
    "d": "科技局牵头，财政局配合",
    "e": "税收优惠按62.3%执行，税收返还另议",
}
LABELS = {i: Labels(d) for i, d in zip("abcde", ("甲#0", "甲#1", "乙#0", "乙#0", "丙#0"), strict=True)}


def of(*documents: str) -> SearchFilter:
    return SearchFilter(frozenset(documents))


def bm25(texts: dict[str, str], query: str, k1: float = 1.2, b: float = 0.75) -> dict[str, float]:
    """Robertson and Zaragoza (2009), equation 3.15, with Lucene's idf ln(1 + (N - n + 0.5) / (n + 0.5))."""
    tokens = {identifier: Counter(analyse(text)) for identifier, text in texts.items()}
    mean = sum(c.total() for c in tokens.values()) / len(tokens)
    scores = dict.fromkeys(texts, 0.0)
    for term, wanted in Counter(analyse_query(query)).items():
        holding = sum(1 for counts in tokens.values() if term in counts)
        idf = math.log(1 + (len(texts) - holding + 0.5) / (holding + 0.5))
        for identifier, counts in tokens.items():
            tf = counts[term]
            scores[identifier] += wanted * idf * tf * (k1 + 1) / (tf + k1 * (1 - b + b * counts.total() / mean))
    return {identifier: score for identifier, score in scores.items() if score > 0}


@pytest.fixture(params=["in memory", "on disk"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> LexicalIndex:
    made = TantivyIndex(None if request.param == "in memory" else tmp_path / "lexical")
    made.upsert(list(TEXTS), list(TEXTS.values()), list(LABELS.values()))
    return made


@pytest.mark.parametrize("query", ["开发区税收", "税收 税收 用地", "62.3%", "谁牵头？", "國家級開發區稅收"])
def test_scores_are_bm25(index: LexicalIndex, query: str) -> None:
    expected = bm25(TEXTS, query)
    found = index.query(query, 10)
    assert dict(found) == pytest.approx(expected, rel=1e-4)
    assert [i for i, _ in found] == sorted(expected, key=lambda i: (-expected[i], i))


def test_a_document_filter_keeps_the_scores(index: LexicalIndex) -> None:
    everything = dict(index.query("开发区税收", 10))
    filtered = index.query("开发区税收", 10, where=of("甲#1", "丙#0"))
    assert dict(filtered) == pytest.approx({i: everything[i] for i in ("b", "e")})
    assert index.query("开发区税收", 10, where=of()) == []
    assert index.query("开发区税收", 10, where=of("没有#0")) == []


@pytest.mark.parametrize("query", ["", "，。？！", "zzz", "𠮷𠮷"])
def test_a_query_without_known_tokens_finds_nothing(index: LexicalIndex, query: str) -> None:
    assert index.query(query, 5) == []


def test_asking_for_nothing_gives_nothing(index: LexicalIndex) -> None:
    assert index.query("税收", 0) == []


def test_an_expansion_finds_what_the_text_does_not_name_and_weighs_less(index: LexicalIndex) -> None:
    assert index.query("tax", 5) == []
    full, half = index.query("tax", 5, expansions=[("税收", 1.0)]), index.query("tax", 5, expansions=[("税收", 0.5)])
    assert {i for i, _ in full} == {"a", "b", "e"}
    assert [(i, pytest.approx(2 * score, rel=1e-5)) for i, score in half] == full


def test_tokens_are_counted_by_the_texts_that_have_them(index: LexicalIndex) -> None:
    assert index.frequencies(["税收", "没有"]) == {"税收": len(index.query("税收", 9))}


def test_of_a_group_the_best_member_counts_and_the_others_add_less(index: LexicalIndex) -> None:
    single = [(0.5, dict(index.query("税收", 9))), (0.25, dict(index.query("开发区", 9)))]
    found = dict(index.query("zzz", 9, any_of=[[("税收", 0.5), ("开发区", 0.25)]]))
    assert found.keys() == single[0][1].keys() | single[1][1].keys()
    for identifier, score in found.items():
        less, best = sorted(weight * scores.get(identifier, 0.0) for weight, scores in single)
        assert score == pytest.approx(best + OTHER_MEMBERS * less, rel=1e-5)
    assert any(all(identifier in scores for _, scores in single) for identifier in found)


def test_groups_add_up_and_add_nothing_to_tokens_of_the_text(index: LexicalIndex) -> None:
    first, second = [("税收", 0.5)], [("开发区", 0.5)]
    together, one, other = (dict(index.query("zzz", 9, any_of=g)) for g in ([first, second], [first], [second]))
    assert together == {i: pytest.approx(one.get(i, 0) + other.get(i, 0)) for i in one.keys() | other}
    assert index.query("税收", 9, any_of=[first]) == index.query("税收", 9)
    assert index.query("税收", 9, any_of=[[], [("", 1.0)]]) == index.query("税收", 9)


def test_a_required_string_limits_what_is_found_and_keeps_the_scores(index: LexicalIndex) -> None:
    everything = dict(index.query("税收", 9))
    assert dict(index.query("税收", 9, required=["国家级"])) == {"a": everything["a"]}
    assert dict(index.query("税收", 9, required=["國家級", "62.3%"])) == {i: everything[i] for i in ("a", "e")}
    assert index.query("税收", 9, required=["没有这句话"]) == []
    assert index.query("税收", 9, required=["，"]) == index.query("税收", 9)


def test_required_strings_and_filters_hold_together(index: LexicalIndex) -> None:
    assert [i for i, _ in index.query("税收", 9, required=["国家级", "省级"], where=of("甲#1", "丙#0"))] == ["b"]


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("top_k", [3, 1000])
def test_a_filter_leaves_exactly_the_passages_that_pass_it(name: str, top_k: int) -> None:
    labels = {f"段{number}": labels_of_row(number) for number in range(240)}
    texts = [f"税收{'返还' * (number % 9)} {number}" for number in range(240)]
    index = TantivyIndex()
    index.upsert(list(labels), texts, list(labels.values()))
    everything = index.query("税收返还", 240)
    expected = [(i, pytest.approx(score)) for i, score in everything if lets_pass(FILTERS[name], labels[i])]
    found = index.query("税收返还", top_k, where=FILTERS[name])
    assert [score for _, score in found] == [score for _, score in expected[:top_k]]
    assert {i for i, _ in found} <= {i for i, _ in expected}


def test_the_best_that_pass_are_found_though_all_the_better_ones_do_not() -> None:
    labels = [Labels("好#0") if number < 300 else Labels("次#0") for number in range(600)]
    texts = ["税收 返还" if number < 300 else "税收 港口 机场" for number in range(600)]
    index = TantivyIndex()
    index.upsert([f"p{number}" for number in range(600)], texts, labels)
    assert len(index.query("税收 返还", 50, where=of("次#0"))) == 50


def test_tokens_with_long_lists_are_left_out_unless_none_would_stay() -> None:
    many = {"税收": 10, "税": LONG_LIST + 1, "收": LONG_LIST, "开发区": 60_000, "20": LONG_LIST + 1, "5": LONG_LIST + 1}
    terms = query_terms("税收", [("开发区", 0.5)], [[("20", 1.0)], [("区", 1.0), ("5", 1.0)]])
    kept = without_long_lists(terms, lambda token: many.get(token, LONG_LIST + 1), 100_000)
    assert set(kept.own) == {"税收", "收", "开发", "发区"}
    assert kept.groups == (({"20": 1.0},), ({"5": 1.0},))
    assert without_long_lists(terms, lambda token: LONG_LIST + 1, LONG_LIST) == terms
    alone = query_terms("税")
    assert without_long_lists(alone, lambda token: 90_000, 100_000) == alone


def test_an_expansion_adds_nothing_to_a_token_of_the_text() -> None:
    assert query_weights("税收", [("税收", 0.9)]) == query_weights("税收")
    assert query_weights("税收税收")["税收"] > query_weights("税收")["税收"]
    assert query_weights("tax", [("税收", 0.3), ("税收", 0.6)])["税收"] == pytest.approx(0.6 * 2)


def test_upsert_replaces_text_and_document(index: LexicalIndex) -> None:
    index.upsert(["a"], ["人才公寓"], [Labels("丁#0")])
    assert [i for i, _ in index.query("人才公寓", 5)] == ["a"]
    assert [i for i, _ in index.query("九江", 5)] == []
    assert [i for i, _ in index.query("人才", 5, where=of("丁#0"))] == ["a"]
    assert index.ids() == set(TEXTS)


def test_the_last_of_an_id_given_twice_holds(index: LexicalIndex) -> None:
    index.upsert(["x", "x"], ["港口", "机场"], [Labels("d#0")] * 2)
    assert index.query("港口", 5) == []
    assert [i for i, _ in index.query("机场", 5)] == ["x"]


def test_delete_removes_and_ignores_unknown_ids(index: LexicalIndex) -> None:
    index.delete(["a", "没有"])
    index.delete([])
    assert index.ids() == {"b", "c", "d", "e"}
    assert "a" not in dict(index.query("开发区税收", 10))


def test_a_cleared_index_is_empty_and_can_be_filled_again(index: LexicalIndex) -> None:
    index.clear()
    assert index.ids() == set()
    assert index.query("税收", 5) == []
    index.upsert(["n"], ["税收"], [Labels("d#0")])
    assert [i for i, _ in index.query("税收", 5)] == ["n"]


def test_texts_without_tokens_and_with_astral_characters_are_held(index: LexicalIndex) -> None:
    index.upsert(["空", "𠮷"], ["——", "𠮷野家"], [Labels("d#0")] * 2)
    assert index.ids() == {*TEXTS, "空", "𠮷"}
    assert [i for i, _ in index.query("𠮷野", 5)] == ["𠮷"]


def test_lists_of_different_length_are_refused(index: LexicalIndex) -> None:
    with pytest.raises(ValueError, match="lengths differ"):
        index.upsert(["x", "y"], ["税收"], [Labels("d#0")])


def test_an_index_on_disk_is_the_same_when_reopened(tmp_path: Path) -> None:
    first = TantivyIndex(tmp_path)
    first.upsert(list(TEXTS), list(TEXTS.values()), list(LABELS.values()))
    first.delete(["c"])
    again = TantivyIndex(tmp_path)
    assert again.ids() == {"a", "b", "d", "e"}
    assert again.query("开发区税收", 5) == first.query("开发区税收", 5)


def test_an_open_index_sees_what_another_one_writes(tmp_path: Path) -> None:
    reader, writer = TantivyIndex(tmp_path), TantivyIndex(tmp_path)
    writer.upsert(["a"], ["税收"], [Labels("d#0")])
    assert [i for i, _ in reader.query("税收", 5)] == ["a"]


def test_a_second_writer_is_told_that_the_index_is_busy(tmp_path: Path) -> None:
    index, other = TantivyIndex(tmp_path), TantivyIndex(tmp_path)
    held = other._writer()
    with pytest.raises(IndexBusy, match="另一个进程"):
        index.upsert(["a"], ["税收"], [Labels("d#0")])
    held.wait_merging_threads()
    index.upsert(["a"], ["税收"], [Labels("d#0")])
    assert index.ids() == {"a"}


def test_a_damaged_folder_is_refused_with_the_command_that_mends_it_and_can_be_made_anew(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text("not an index", encoding="utf-8")
    with pytest.raises(VectorStoreError, match="zhice ingest --rebuild"):
        TantivyIndex(tmp_path)
    assert TantivyIndex(tmp_path, recreate=True).ids() == set()
