"""Learning translations from parallel texts."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest

from assistant.understanding.training.alignment import make_links, train, translations
from assistant.understanding.training.parallel import english_words, prepare, read_pairs
from assistant.understanding.training.phrases import with_phrases
from assistant.understanding.training.translation import phrases_worth_keeping, written

PAIRS = [
    ("The court shall hear the witness", "法院应当询问证人"),
    ("The court appoints an expert", "法院指定专家"),
    ("Experts pay taxes", "专家缴纳税款"),
    ("The witness shall pay taxes", "证人应当缴纳税款"),
    ("Courts hear experts", "法院询问专家"),
    ("A witness appoints experts", "证人指定专家"),
]


def test_words_that_stand_in_the_same_pairs_become_translations_in_whatever_form_they_stand() -> None:
    parallel = prepare(PAIRS, rarest=1)
    links = make_links(parallel)
    table = translations(parallel, links, train(links), most=2, least=0.3, rarest=0.1)
    best = {english: chinese[0][0] for english, chinese in table.items()}
    assert {"court": "法院", "witness": "证人", "expert": "专家"}.items() <= best.items()
    assert "courts" not in table


def test_of_each_word_the_translations_are_probabilities_the_likeliest_first() -> None:
    parallel = prepare(PAIRS, rarest=1)
    links = make_links(parallel)
    for row in translations(parallel, links, train(links), most=9, least=0.0, rarest=0.0).values():
        chances = [chance for _, chance in row]
        assert chances == sorted(chances, reverse=True)
        assert sum(chances) == pytest.approx(1, abs=0.01)


def test_words_that_keep_together_become_one() -> None:
    pairs = [*PAIRS, *[("The legal person", "法人"), ("Every legal person pays", "法人缴纳")] * 3]
    parallel = prepare([(f"{english} {'again ' * i}", chinese) for i, (english, chinese) in enumerate(pairs)], rarest=1)
    joined = with_phrases(parallel, frequent=3, cohesion=0.5)
    assert "legal person" in joined.english
    assert joined.english[: len(parallel.english)] == parallel.english
    assert sum(left.size for left, _ in joined.pairs) == sum(left.size for left, _ in parallel.pairs) - 6


def test_a_phrase_that_means_what_its_words_mean_is_left_out() -> None:
    words = {"legal": [("法律", 0.6)], "person": [("人", 0.5)], "tax": [("税", 0.9)], "rate": [("率", 0.5)]}
    phrases = {"legal person": [("法人", 0.9)], "tax rate": [("税", 0.6)], "tax": [("税", 0.9)]}
    assert list(phrases_worth_keeping(words, phrases)) == ["legal person"]


def test_function_words_and_numbers_are_not_learned() -> None:
    assert english_words("The 3 members of the Board’s committee") == ["members", "board", "committee"]


def test_rows_of_other_kinds_are_not_read(tmp_path: Path) -> None:
    rows = [{"q": "court", "p": "法院", "s": "enzh"}, {"q": "cou", "p": "法院", "s": "other"}]
    packed = tmp_path / "pairs.jsonl.xz"
    packed.write_bytes(lzma.compress("\n".join(map(json.dumps, rows)).encode()))
    assert list(read_pairs(packed)) == [("court", "法院")]


def test_the_state_and_the_bodies_of_the_texts_learned_from_are_left_out() -> None:
    lines = written({"china": [("中华民国", 0.5), ("大陆", 0.1)], "yuan": [("行政院", 0.9)]}).splitlines()
    assert lines[1:] == ["china\t大陆 10"]


def test_the_file_is_sorted_and_gives_hundredths() -> None:
    lines = written({"tax": [("税", 0.5), ("税捐", 0.256)], "court": [("法院", 1.0)]}).splitlines()
    assert lines[1:] == ["court\t法院 100", "tax\t税 50\t税捐 26"]
