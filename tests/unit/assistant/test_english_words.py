"""English word forms and the dictionary read backwards."""

from __future__ import annotations

import pytest

from assistant.understanding.english.data_files import data_rows, glossary, is_action, names_of_things
from assistant.understanding.english.dictionary import Dictionary
from assistant.understanding.english.lemmas import bases, function_words, listed_form
from assistant.understanding.english.table import learned
from ingest.normalize import fold

ENTRIES = """# comment
蘋果 苹果 [ping2 guo3] /apple/CL:個|个[ge4]/
林檎 林檎 [lin2 qin2] /Chinese pearl-leaf crabapple (Malus asiatica)/(loanword) apple/
槍擊 枪击 [qiang1 ji1] /shooting incident/
伏爾泰 伏尔泰 [Fu2 er3 tai4] /Voltaire (1694-1778), Enlightenment philosopher/
巴貝奇 巴贝奇 [Ba1 bei4 qi2] /Charles Babbage (1791-1871), who thought of computers/
王 王 [Wang2] /surname Wang/
吃 吃 [chi1] /to eat; to consume/
"""
COUNTS = {"苹果": 900, "吃": 90}


@pytest.fixture
def words() -> Dictionary:
    return Dictionary(ENTRIES, lambda chinese: COUNTS.get(chinese, 0))


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("cities", "city"),
        ("taxes", "tax"),
        ("houses", "house"),
        ("classes", "class"),
        ("stopped", "stop"),
        ("used", "use"),
        ("making", "make"),
        ("running", "run"),
        ("children", "child"),
        ("bought", "buy"),
        ("theatres", "theater"),
        ("harbours", "harbor"),
        ("organisation", "organization"),
    ],
)
def test_the_base_of_a_word_is_among_its_forms(word: str, base: str) -> None:
    assert base in bases(word)


@pytest.mark.parametrize("word", ["process", "is", "gas", "red"])
def test_short_words_and_those_in_double_s_lose_nothing(word: str) -> None:
    assert all(len(form) >= 3 for form in bases(word))
    assert word.rstrip("s") not in bases(word)


def test_the_word_itself_comes_before_its_bases_and_an_unknown_one_has_none() -> None:
    assert listed_form("customs", {"customs", "custom"}.__contains__) == "customs"
    assert listed_form("customs", {"custom"}.__contains__) == "custom"
    assert listed_form("customs", set[str]().__contains__) is None


def test_the_frequent_word_that_has_the_meaning_first_fits_best(words: Dictionary) -> None:
    fits = words.meanings(["apples"])
    assert set(fits) == {"苹果", "林檎"}
    assert fits["苹果"] > fits["林檎"]


@pytest.mark.parametrize(
    ("phrase", "chinese"),
    [("voltaire", "伏尔泰"), ("eaten", "吃"), ("consume", "吃"), ("shooting incident", "枪击")],
)
def test_remarks_life_data_and_to_are_no_part_of_a_meaning(words: Dictionary, phrase: str, chinese: str) -> None:
    assert list(words.meanings(phrase.split())) == [chinese]


@pytest.mark.parametrize("phrase", ["wang", "surname wang", "cl", "enlightenment philosopher"])
def test_surnames_measure_words_and_what_is_said_of_a_person_are_no_meanings(words: Dictionary, phrase: str) -> None:
    assert words.meanings(phrase.split()) == {}


def test_a_word_of_a_two_word_meaning_and_the_last_of_a_name_are_related(words: Dictionary) -> None:
    assert list(words.related("shooting")) == ["枪击"]
    assert list(words.related("babbage")) == ["巴贝奇"]


def test_a_name_is_found_by_its_sound(words: Dictionary) -> None:
    assert list(words.by_sound("fuertai")) == ["伏尔泰"]
    assert words.by_sound("chi") == {}


def test_every_entry_of_the_glossary_can_be_found() -> None:
    for english, chinese in glossary().items():
        assert english == " ".join(english.lower().replace("-", " ").replace("'", " ").split())
        assert chinese
        assert all(term == fold(term) and term for term in chinese)


@pytest.mark.parametrize("name", ["glossary.tsv", "everyday.tsv", "actions.tsv"])
def test_no_term_is_listed_twice(name: str) -> None:
    terms = [row[0] for row in data_rows(name)]
    assert len(terms) == len(set(terms))


def test_what_is_done_is_no_name_of_a_thing() -> None:
    assert is_action("hand in")
    assert not is_action("business licence")
    assert not is_action("zorblat")
    assert {row[0] for row in data_rows("actions.tsv")}.isdisjoint(names_of_things())


def test_a_word_is_read_as_a_form_of_its_likeliest_base_alone() -> None:
    entries = "鼠 鼠 [shu3] /rat/\n評 评 [ping2] /to rate/\n"
    assert list(Dictionary(entries, len).meanings(["rating"])) == ["评"]


def test_the_learned_table_knows_the_words_of_the_law_in_any_form() -> None:
    assert max(learned("courts").items(), key=lambda item: item[1])[0] == "法院"
    assert learned("zorblat") == {}


def test_function_words_are_single_words_in_small_letters() -> None:
    assert {"the", "which", "used"} <= function_words()
    assert all(word.isalpha() and word.islower() for word in function_words())
