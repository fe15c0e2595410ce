"""Typing errors, homophones and pinyin in questions, and what is never taken for one."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from assistant.model import Aspect, Question, Turn
from assistant.notes import correction_notes
from assistant.understanding.reader import QuestionReader
from assistant.understanding.spelling.checker import SpellingChecker
from assistant.understanding.spelling.lexicon import Lexicon
from assistant.understanding.spelling.syllables import blurred, readings_of, syllable_table, syllables
from assistant.understanding.vocabulary import vocabulary
from ingest.regions.gazetteer import Gazetteer

DOCUMENTS = (
    "宜春市国家级开发区亩均税收不低于7万元，投资强度不低于300万元，固定资产投资增长9%。",
    "园区标准厂房建设由招商部门牵头，高新技术企业数量达到60家，工业固体废物综合利用率提高。",
    "众创空间、孵化器、龙头企业、主导产业享受税收优惠，税收返还按政策目标和要求执行。",
    "政策要求税收目标，数据由牵头部门核实，开发区营商环境，两化融合发展水平指数逐年提高。",
    "牵头单位公示数据，税收数据属实，政策目标明确，多少家企业，由谁负责，推进产业协调发展。",
)


class Indexed:
    """Counts strings in a few clauses: a string counts where every pair of its characters occurs."""

    def __init__(self, *clauses: str) -> None:
        self.clauses = clauses
        self.generation = 1
        self.pairs: list[tuple[str, str]] = []

    def aliases(self) -> list[tuple[str, str]]:
        return self.pairs

    def frequencies(self, tokens: Collection[str]) -> dict[str, int]:
        return {token: self.frequency(token) for token in tokens}

    def frequency(self, term: str) -> int:
        pairs = [term[i : i + 2] for i in range(len(term) - 1)] or [term]
        return min(sum(pair in clause for clause in self.clauses) for pair in pairs)


def read(text: str, *earlier: str, documents: tuple[str, ...] = DOCUMENTS) -> Question:
    reader = QuestionReader(Gazetteer.load(), Indexed(*documents))
    return reader.read(text, [Turn(question) for question in earlier])


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("宜春亩均税受多少", "宜春亩均税收多少"),
        ("开发曲税收目标", "开发区税收目标"),
        ("宜春亩钧税收", "宜春亩均税收"),
        ("税受多少", "税收多少"),
        ("高薪技术企业数量", "高新技术企业数量"),
        ("由谁迁头", "由谁牵头"),
        ("固定资投资增速", "固定资产投资增速"),
        ("固定资产投姿", "固定资产投资"),
        ("孵化气的数量", "孵化器的数量"),
        ("亩税均收是多少", "亩均税收是多少"),
        ("亩均税税收是多少", "亩均税收是多少"),
        ("投资强渡", "投资强度"),
        ("主导缠业有哪些", "主导产业有哪些"),
        ("綜和利用率", "综合利用率"),
        ("jiujiang 亩均税收", "九江 亩均税收"),
        ("yichun kaifaqu mujun shuishou yaoqiu", "宜春开发区亩均税收要求"),
        ("gaoxin jishu qiye shuliang", "高新技术企业数量"),
        ("gao xin ji shu qi ye duoshao jia", "高新技术企业多少家"),
        ("yichun touzi yao ji tian", "宜春投资要几天"),
        ("宜春 touzi qiangdu duoshao", "宜春 投资强度多少"),
        ("Yichun亩均税收", "宜春亩均税收"),
        ("2024nian yichun gdp", "2024年宜春 gdp"),
        ("宜 春 的 亩 均 税 受", "宜春的亩均税收"),
    ],
)
def test_what_was_mistyped_is_read_as_what_was_meant(question: str, meant: str) -> None:
    understood = read(question)
    assert understood.text == question
    assert understood.wording == meant
    assert bool(understood.corrected) is (question != meant)


@pytest.mark.parametrize(
    "question",
    [
        "宜春国家级开发区亩均税收是多少？",
        "宜春2024年固定资产投资要增长7%吗",
        "两图两库怎么用",
        "先紧着哪里",
        "第一词是什么",
        "萍乡和新余哪个高",
        "What is the tax per mu of Yichun?",
        "Tell me about women in Yichun",
        "宜春APP怎么下载",
        "宜春R&D投入和5G基站",
        "1+2+3+X是什么",
        "",
        "？？？",
    ],
)
def test_sound_questions_stay_as_they_are(question: str) -> None:
    checker = SpellingChecker(vocabulary(), Gazetteer.load(), Indexed(*DOCUMENTS).frequency)
    assert checker.correct(question).read == question


def test_a_word_that_documents_have_is_no_error() -> None:
    assert read("税受是多少").wording == "税收是多少"
    assert read("税受是多少", documents=(*DOCUMENTS, "减税受益企业名单")).wording == "税受是多少"


def test_nothing_is_corrected_to_what_no_document_has_or_without_documents() -> None:
    assert read("众创空见", documents=("园区的厂房",)).corrected == ""
    assert QuestionReader(Gazetteer.load()).read("亩均税受").corrected == ""


def test_a_synonym_in_the_documents_is_enough() -> None:
    assert read("亩钧税收", documents=("单位用地税收不低于8万元",)).wording == "亩均税收"


def test_of_two_words_that_may_be_meant_neither_is_taken() -> None:
    both = ("公示期公示公示", "公式推导公式", "公式与公示", "公示", "公式")
    assert read("工世是什么", documents=both).corrected == ""


def test_figures_and_names_of_regions_are_never_changed() -> None:
    assert read("宜椿税收三十户").wording.endswith("税收三十户")
    assert "萍乡" in read("萍乡亩均税受12万元").wording
    assert "12万元" in read("萍乡亩均税受12万元").wording


def test_a_correction_is_a_reading_and_a_note_and_the_other_readings_keep_their_places() -> None:
    question = read("宜春开发曲亩钧税收2024年要到多少")
    corrected = [reading for reading in question.readings if reading.aspect is Aspect.CORRECTION]
    assert [(r.words, r.value) for r in corrected] == [("开发曲", "开发区"), ("亩钧税收", "亩均税收")]
    assert all(question.text[r.start : r.end] == r.words for r in question.readings)
    assert correction_notes(question) == ("按“开发区”理解“开发曲”", "按“亩均税收”理解“亩钧税收”")
    assert "亩均税收" in {term.text for term in question.terms}


def test_an_error_in_an_earlier_turn_is_put_right_too() -> None:
    question = read("萍乡呢？", "宜春亩钧税收是多少？")
    assert question.resolved == "萍乡亩均税收是多少?"
    assert correction_notes(question) == ()


def test_documents_that_come_later_count() -> None:
    indexed = Indexed("园区的厂房")
    reader = QuestionReader(Gazetteer.load(), indexed)
    assert reader.read("亩钧税收").corrected == ""
    indexed.clauses, indexed.generation = DOCUMENTS, 2
    assert reader.read("亩钧税收").corrected == "亩均税收"


def test_the_tables_agree_with_pypinyin() -> None:
    from pypinyin import lazy_pinyin

    lexicon = Lexicon.shipped(vocabulary())
    shipped = [word for word in lexicon.counts if word not in vocabulary().synonyms][::97]
    assert shipped
    assert all(" ".join(lazy_pinyin(word)) in lexicon.readings_of(word) for word in shipped)
    assert {"shui", "lv", "zhuang"} <= syllables()
    assert len(syllable_table()) > 6700


@pytest.mark.parametrize(
    ("one", "other"),
    [("zhu ce", "zu ce"), ("jing ying", "jin yin"), ("liang", "niang"), ("fu", "hu"), ("sheng", "sen")],
)
def test_sounds_that_are_often_confused_are_one(one: str, other: str) -> None:
    assert blurred(one) == blurred(other)


def test_a_character_may_have_several_readings_and_an_unknown_one_none() -> None:
    assert "yin hang" in readings_of("银行")
    assert readings_of("a税") == []
