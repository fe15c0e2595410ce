"""English questions put into Chinese search words."""

from __future__ import annotations

import pytest

from assistant.understanding.english import Translation, find_exclusions, translate
from assistant.understanding.english.sound import divided
from assistant.understanding.places import names_in_chinese
from assistant.understanding.terms import content_terms
from ingest.regions.gazetteer import Gazetteer


def translated(question: str) -> Translation:
    return translate(question, Gazetteer.load())


def group_with(chinese: str, question: str) -> list[str]:
    """The translations that stand beside `chinese`, best first; empty where it is not among any."""
    words = [[word for word, _ in group] for group in translated(question).any_of]
    return next((group for group in words if chinese in group), [])


@pytest.mark.parametrize(
    ("question", "path"),
    [
        ("What is the tax target in Wuhan?", ("湖北省", "武汉市")),
        ("What is Hefei's target?", ("安徽省", "合肥市")),
        ("What is Hefei’s target?", ("安徽省", "合肥市")),
        ("Targets in Lu'an", ("安徽省", "六安市")),
        ("Targets in Lu’an’s zones", ("安徽省", "六安市")),
        ("Parks of Lian Yungang in 2022", ("江苏省", "连云港市")),
        ("Rules of Guizhou Province", ("贵州省",)),
        ("Jobs in Wuhu City", ("安徽省", "芜湖市")),
        ("Rent in Chaoyang District", ("北京市", "朝阳区")),
        ("The plan of Ganjiang New Area", ("江西省", "赣江新区")),
        ("Exports of Hefei ETDZ", ("安徽省", "合肥市", "合肥经济技术开发区")),
        ("The Hefei Economic and Technological Development Zone", ("安徽省", "合肥市", "合肥经济技术开发区")),
        ("Hefei National High-Tech Industrial Development Zone", ("安徽省", "合肥市", "合肥高新技术产业开发区")),
    ],
)
def test_a_place_is_known_by_its_pinyin_and_the_kind_of_place_behind_it(question: str, path: tuple[str, ...]) -> None:
    (place,) = translated(question).places
    assert path in place.paths
    assert path[-1] in translated(question).text


def test_a_place_keeps_its_name_as_written_and_its_words_are_read_once() -> None:
    found = translated("What do Lian Yungang and Wuhu's parks need?")
    assert [place.name for place in found.places] == ["Lian Yungang", "Wuhu"]
    assert found.unknown == ()


@pytest.mark.parametrize(
    ("question", "name"), [("Jobs in Wuhu", "芜湖"), ("Jobs in Wuhu ETDZ", "芜湖经开区"), ("Hefei HIDZ", "合肥高新区")]
)
def test_a_place_in_latin_letters_has_the_names_that_documents_use(question: str, name: str) -> None:
    assert name in names_in_chinese(translated(question).places[0])


def test_a_bare_name_means_the_city_and_not_a_district_that_sounds_like_it() -> None:
    (place,) = translated("Jobs in Jiujiang").places
    assert place.paths == (("江西省", "九江市"),)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("jobs in wuhu", []),
        ("jian and wuhan noodles", ["Wuhan"]),
        ("a guide to boxing rules", []),
        ("jobs in hefei etdz", ["Hefei"]),
        ("Jobs in Inner Mongolia and Hong Kong", ["Inner Mongolia", "Hong Kong"]),
    ],
)
def test_in_small_letters_only_a_longer_word_that_is_not_english_is_a_place(question: str, names: list[str]) -> None:
    assert [place.name for place in translated(question).places] == names


@pytest.mark.parametrize(
    ("question", "chinese"),
    [
        ("Exports in the 13th Five-Year Plan", "“十三五”"),
        ("Exports by the end of the 14th Five-Year Plan", "“十四五”末"),
        ("Which US firms may apply", "美国"),
    ],
)
def test_ordinals_and_abbreviations_are_part_of_terms(question: str, chinese: str) -> None:
    assert chinese in translated(question).text.split()


@pytest.mark.parametrize(
    ("question", "rest", "excluded"),
    [
        ("tax in zones other than Wuhu", "tax in zones", ["芜湖"]),
        ("zones except those in Wuhu and Hefei must report", "zones must report", ["芜湖", "合肥"]),
        ("exports (excluding national zones) in 2022", "exports in 2022", ["国家级开发区"]),
        ("apart from Wuhu, who pays?", ", who pays?", ["芜湖"]),
        ("exports other than the zzyx", "exports other than the zzyx", []),
        ("exceptional talent rewards", "exceptional talent rewards", []),
    ],
)
def test_what_an_english_question_sets_aside_is_taken_out_of_it(question: str, rest: str, excluded: list[str]) -> None:
    left, items = find_exclusions(question, Gazetteer.load())
    assert (" ".join(left.split()), [item.value for item in items]) == (rest, excluded)
    assert len(left) == len(question)


def test_a_plan_weighs_as_in_a_chinese_question() -> None:
    assert translated("by the end of the 14th Five-Year Plan").terms == content_terms("“十四五”末")


def test_a_pronoun_is_no_abbreviation_and_an_unknown_ordinal_is_its_number() -> None:
    assert "美国" not in translated("tell us the rules").text
    assert "23" in translated("the 23rd batch").search_text.split()


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Jobs in Pukou in Nanjing", ["Pukou"]),
        ("Jobs in Pukou, Nanjing", ["Pukou"]),
        ("Jobs in Nanjing and Pukou", ["Nanjing", "Pukou"]),
        ("Jobs in Pukou or Nanjing", ["Pukou", "Nanjing"]),
    ],
)
def test_a_place_that_only_says_where_another_lies_is_left_out(question: str, names: list[str]) -> None:
    assert [place.name for place in translated(question).places] == names


def test_the_longest_entry_of_the_glossary_is_taken() -> None:
    found = translated("tax revenue per mu of national zones")
    assert [term.text for term in found.terms] == ["亩均税收", "国家级开发区"]
    assert "税收收入" not in found.text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("national zone", "national zones"),
        ("per-mu tax", "per mu tax"),
        ("subsidy", "subsidies"),
        ("people's government", "People’s Government"),
    ],
)
def test_hyphens_plurals_and_capitals_make_no_difference(one: str, other: str) -> None:
    assert translated(one).terms == translated(other).terms != ()


@pytest.mark.parametrize(
    ("phrase", "chinese"),
    [
        ("Development and Reform Commission", "发改委"),
        ("the market regulation bureau", "市场监管局"),
        ("unemployment insurance", "失业保险"),
        ("value-added tax", "增值税"),
        ("GDP", "gdp"),
    ],
)
def test_the_terms_of_the_field_come_first_in_their_group(phrase: str, chinese: str) -> None:
    assert chinese in group_with(chinese, f"What about {phrase}?")[:3]


@pytest.mark.parametrize(
    ("question", "chinese"),
    [
        ("Who ate the walnuts?", "核桃"),
        ("Which glaciers melted?", "冰川"),
        ("Where did Napoleon land?", "拿破仑"),
        ("When did Zheng Chenggong sail?", "郑成功"),
        ("Who wrote about Kyrgyzstan?", "吉尔吉斯斯坦"),
        ("The plaintiff withdrew", "原告"),
        ("What happened in February?", "2月"),
    ],
)
def test_general_words_and_names_have_translations_whatever_form_they_stand_in(question: str, chinese: str) -> None:
    assert chinese in group_with(chinese, question)


def test_the_likeliest_translation_comes_first_and_a_word_of_many_meanings_weighs_less() -> None:
    found = translated("Which subsidy repaired the bridge?").any_of
    for group in found:
        weights = [weight for _, weight in group]
        assert 1.0 >= weights[0] > 0
        assert weights == sorted(weights, reverse=True)
    official = next(group for group in found if "补贴" in dict(group))
    assert official[0][1] == 1.0
    assert min(group[0][1] for group in found) < 0.7


def test_a_term_of_an_english_question_carries_its_translations_as_alternatives() -> None:
    (term,) = translated("the walnuts").terms
    assert term.text == "核桃"
    official = next(term for term in translated("Which subsidies?").terms if term.text == "补贴")
    assert "补助" in official.alternatives


def test_figures_stay_and_words_without_a_chinese_term_are_named() -> None:
    found = translated("Are zorblat parks funded in 2023?")
    assert "2023" in found.text.split()
    assert "2023" in found.search_text.split()
    assert found.unknown == ("zorblat",)
    assert not {"are", "in"} & {*found.text.split(), *found.search_text.split()}


def test_names_in_latin_letters_are_searched_as_they_are_too() -> None:
    assert "napoleon" in translated("Where did Napoleon land?").search_text.split()


def test_chinese_words_within_an_english_question_keep_their_meaning() -> None:
    found = translated("What is the 亩均税收 target of all those zones?")
    assert "亩均税收" in [term.text for term in found.terms]
    assert "亩均税收" in found.search_text


@pytest.mark.parametrize("question", ["What is it?", "How long is that?", "Who are they and how many?"])
def test_a_question_of_function_words_gives_nothing(question: str) -> None:
    assert translated(question) == Translation("", (), (), ())


def test_a_name_in_pinyin_that_no_dictionary_has_is_read_as_the_documents_write_it() -> None:
    texts = {"槐芬": 2, "怀粉": 0, "分街": 1}
    found = translate("Where does Huaifen sleep?", Gazetteer.load(), lambda pairs: {p: texts.get(p, 0) for p in pairs})
    assert (("槐芬", 1.0),) in found.any_of
    assert "槐芬" in [term.text for term in found.terms]
    assert "huaifen" in found.search_text
    assert translated("Where does Huaifen sleep?").any_of == tuple(g for g in found.any_of if g != (("槐芬", 1.0),))


@pytest.mark.parametrize(
    ("name", "syllables"),
    [
        ("songnen", ("song", "nen")),
        ("tianzhitang", ("tian", "zhi", "tang")),
        ("lvliang", ("lv", "liang")),
        ("bataclan", ()),
        ("x", ()),
    ],
)
def test_a_name_is_divided_into_the_fewest_syllables(name: str, syllables: tuple[str, ...]) -> None:
    assert divided(name) == syllables
