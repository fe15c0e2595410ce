"""What is measured of a question and what was found for it; each feature can be checked by reading both.

All values lie in [0, 1], but for the cosine, which may be below 0.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.findings import Finding
from assistant.answering.matching import match
from assistant.answering.refusal import constraints
from assistant.answering.refusal.constraints import DocumentYears
from assistant.answering.refusal.nouns import names_a_thing
from assistant.model import AnswerKind, Aspect, Language, Question, Term
from assistant.region_tiers import Tier, tier_of
from assistant.understanding.spelling.syllables import data_lines
from ingest.normalize import fold
from vectorstore.model import Passage

Frequency = Callable[[str], int]
"""A term to the number of indexed passages that use it."""
MET = 0.6
"""A term that a text says less of than this is not met by it."""
_NATION = ("中国", "国家", "全国", "中华人民共和国")
"""Names that every document of the country is about."""
_BM25_SCALE = 20.0
_WORDS = re.compile(r"[\u4e00-\u9fff]{2,}|[a-z]{3,}")
_ASKING = re.compile(
    r"多少|几[个家户项年次条名类种人批天号]?|什么|哪[些个家几里儿项种类]?|怎么样?|怎样|如何|为什么|为何|为啥|咋样?|有没有|是不是|是否"
    r"|可以|请问|吗|呢|的|了|要|在|是|和|与|及|被|把|将|由|对"
)


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that is measured."""

    name: str
    label: str
    """For people."""
    sign: int
    """1 where more of it speaks for an answer, -1 where it speaks against one, 0 where data decide."""


FEATURES = (
    Feature("terms_sentence", "所在句及标题写有的问题用词（按罕见程度加权）", 1),
    Feature("terms_passage", "整段条文写有的问题用词", 1),
    Feature("pairs_sentence", "所在句及标题与问题相同的相邻字对", 1),
    Feature("pairs_passage", "整段条文与问题相同的相邻字对", 1),
    Feature("chars_sentence", "所在句及标题与问题相同的字", 1),
    Feature("all_met", "问题用词全部写有", 1),
    Feature("unheard_noun", "没有文件使用的名词", -1),
    Feature("unheard_matter", "法规常用而已收录文件都不用的问题用词", -1),
    Feature("unheard_other", "其他没有文件使用的问题用词", -1),
    Feature("unmet_heard", "别处使用而此处没有的问题用词中最罕见者", -1),
    Feature("few_terms", "问题用词太少", -1),
    Feature("cosine", "问题与条文的语义相似度（余弦）", 1),
    Feature("ranked", "条文的检索得分（最佳为 1）", 1),
    Feature("bm25", "词法得分", 1),
    Feature("indicator_unmet", "所问指标在该句中没有", -1),
    Feature("figure_missing", "问数值而没有数字", -1),
    Feature("unit_missing", "没有所问单位的数字", -1),
    Feature("body_missing", "问单位而没有单位", -1),
    Feature("year_unmet", "不是所问年份", -1),
    Feature("level_unmet", "属于别的级别", -1),
    Feature("level_unsaid", "没有写明所问级别", -1),
    Feature("only_named", "别处文件顺带提到该地区", -1),
    Feature("name_unmet", "英文问题中的专名没有写到", -1),
    Feature("nothing_heard", "问题用词没有一个为已收录文件所用", -1),
    Feature("english", "英文问题", 0),
)
NAMES = tuple(feature.name for feature in FEATURES)


def measure(
    question: Question, finding: Finding, document_years: DocumentYears, frequency: Frequency
) -> dict[str, float]:
    """The value of every feature, by name."""
    passage = finding.hit.passage
    headings = fold(" ".join((passage.title, *passage.path)))
    sentence = f"{headings} {finding.context} {fold(finding.text)}"
    whole = f"{headings} {fold(passage.text)}"
    values = _wording(question, sentence, whole, frequency)
    values |= _retrieval(finding)
    values |= _demands(question, finding, sentence, whole, document_years)
    values["only_named"] = float(_only_named(question, passage))
    values["name_unmet"] = float(_has_unmet_name(question, f"{' '.join(passage.region)} {whole}"))
    values["english"] = float(question.language is Language.ENGLISH)
    return values


def content_terms(question: Question) -> tuple[Term, ...]:
    """What the question is about apart from places, which retrieval sees to, and from figures that it states."""
    stated = " ".join(question.stated)
    return tuple(term for term in question.terms if not term.place and term.text not in stated)


def rarity(term: Term, uses: int) -> float:
    """At most the term's weight: as much for a term that one passage or none uses, less for what many use."""
    return term.weight / (1 + math.log(max(1, uses)))


def _wording(question: Question, sentence: str, whole: str, frequency: Frequency) -> dict[str, float]:
    terms = content_terms(question)
    uses = [max(frequency(form) for form in term.forms) for term in terms]
    weights = [rarity(term, count) for term, count in zip(terms, uses, strict=True)]
    near = [match(term, sentence) for term in terms]
    far = [max(n, match(term, whole)) for n, term in zip(near, terms, strict=True)]
    heard = [count > 0 for count in uses]
    unmet = [w for w, f, h in zip(weights, far, heard, strict=True) if h and f < MET]
    unheard = [term for term, f, h in zip(terms, far, heard, strict=True) if not h and f < MET]
    matter = sum(is_matter(term, frequency) for term in unheard)
    pairs = _pairs_of(question)
    characters = frozenset("".join(pairs))
    known = [weight * is_heard for weight, is_heard in zip(weights, heard, strict=True)]
    said = _mean(near, known), _mean(far, known)
    return {
        "terms_sentence": said[0],
        "terms_passage": said[1],
        "pairs_sentence": _share(pairs, sentence) if pairs else said[0],
        "pairs_passage": _share(pairs, whole) if pairs else said[1],
        "chars_sentence": _share(characters, sentence) if characters else said[0],
        "nothing_heard": float(not any(heard)),
        "all_met": float(bool(terms) and min(far) >= MET),
        "unheard_noun": min(1.0, sum(names_a_thing(term.text) for term in unheard) / 2),
        "unheard_matter": float(matter > 0),
        "unheard_other": min(1.0, (len(unheard) - matter) / 3),
        "unmet_heard": max(unmet, default=0.0),
        "few_terms": 1 / (1 + len(terms)),
    }


def _retrieval(finding: Finding) -> dict[str, float]:
    hit = finding.hit
    return {"cosine": hit.dense, "ranked": min(1.0, hit.score), "bm25": hit.bm25 / (hit.bm25 + _BM25_SCALE)}


def _demands(
    question: Question, finding: Finding, sentence: str, whole: str, document_years: DocumentYears
) -> dict[str, float]:
    met = [match(Term(indicator), sentence) for indicator in question.indicators]
    of_another = constraints.of_another_level(question, finding)
    figure = question.kind is AnswerKind.FIGURE and bool(question.levels)
    unsaid = figure and not of_another and not constraints.names_level(question, whole)
    return {
        "indicator_unmet": 1 - max(met) if met else 0.0,
        "figure_missing": float(constraints.lacks_figure(question, finding)),
        "unit_missing": float(constraints.lacks_unit(question, finding)),
        "body_missing": float(constraints.lacks_body(question, finding)),
        "year_unmet": float(bool(constraints.years_unmet(question, finding, document_years))),
        "level_unmet": float(of_another),
        "level_unsaid": float(unsaid),
    }


def _only_named(question: Question, passage: Passage) -> bool:
    tiers = [tier_of(passage, place) for place in question.places]
    return bool(tiers) and all(tier in (None, Tier.NAMED) for tier in tiers)


def _has_unmet_name(question: Question, whole: str) -> bool:
    """True where an English question names something, with a capital letter, that the passage does not."""
    if question.language is not Language.ENGLISH:
        return False
    topics = (reading for reading in question.readings if reading.aspect is Aspect.TOPIC)
    names = [topic for topic in topics if topic.words[:1].isupper() and topic.value not in _NATION]
    return any(match(Term(fold(name.value)), whole) < MET and fold(name.words) not in whole for name in names)


def _pairs_of(question: Question) -> frozenset[str]:
    """Neighbouring characters of what is asked, without places and asking words; none of an English question."""
    if question.language is Language.ENGLISH:
        return frozenset()
    text = fold(question.resolved or question.wording)
    for words in sorted((*(place.name for place in question.places), *question.stated), key=len, reverse=True):
        text = text.replace(fold(words), " ")
    runs = _WORDS.findall(_ASKING.sub(" ", text))
    return frozenset(run[i : i + 2] for run in runs for i in range(len(run) - 1))


def _share(pairs: frozenset[str], text: str) -> float:
    return sum(pair in text for pair in pairs) / len(pairs)


def is_matter(term: Term, frequency: Frequency) -> bool:
    """True for a word that laws and regulations commonly use: that these documents do not is telling."""
    known, text = _words_of_laws(), term.text
    if text in known:
        return True
    parts = {text[i:j] for i in range(len(text)) for j in range(i + 2, len(text) + 1)} & known
    return any(not frequency(part) for part in parts)


@lru_cache(maxsize=1)
def _words_of_laws() -> frozenset[str]:
    return frozenset(word for word, *_ in data_lines("lexicon.tsv"))


def _mean(values: Sequence[float], weights: Sequence[float]) -> float:
    total = sum(weights)
    return sum(w * v for w, v in zip(weights, values, strict=True)) / total if total else 0.0


def row(values: Mapping[str, float]) -> list[float]:
    """The values in the order of `FEATURES`."""
    return [values[name] for name in NAMES]
