"""What a question is about: its content words with their synonyms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from assistant.model import Term
from assistant.understanding.spans import Found, blank, blanked
from assistant.understanding.vocabulary import Vocabulary, vocabulary
from ingest.figures.quantities import COUNT_UNITS
from vectorstore.analysis import word_count, words

_LEVEL_WORD = re.compile(r"^(?:国家|省|市|县|区)级(?:以上|及以上)?$|^国家$")
_CONTENT = re.compile(r"[\w&+%.\-·]+")
_CALENDAR_YEAR = re.compile(
    r"(?:(?<!\d)(?:19|20)\d{2}|(?<![\d第])[012]\d(?=年)|二[〇零][〇零一二三四五六七八九]{2}(?=年))"
    r"(?:年(?:底前?|末|度)?|(?![家个户项名]))"
)
_INTERROGATIVE = re.compile(
    r"(?:多少|几)(?:个?(?:工作日|小时|月|星期|礼拜)|[天日年周])(?:[以之]?内)?|多少|多[大高长久快重宽远]|几[个家户项年次条名类种人套批天号]|几月几日|什么|哪几?[天日]|哪[些个家几里儿项种类天年月]|怎么样?|怎样|如何|为什么|为何|咋样?|有没有"
    r"|各(?=[\u4e00-\u9fff]{0,2}了?(?:多少|多[大高长久快重宽远]|什么|啥|几|怎|咋|哪|如何))"
    r"|([能会要行准该用得是算])不\1|可不可以|允不允许|需不需要"
)
_MODAL = re.compile(r"[能会可要得该应需各些]")
_YEARISH = re.compile(r"^\d{2,4}年?$")
_COUNTED = re.compile(r"^[一二两三四五六七八九十几第]+[个家户项种类次首条位名人年月天部篇些样块]?$")
_SYMBOLIC = re.compile(r"(?<![a-z0-9])((?=[a-z0-9]*[+×&/-])(?=[^\s]*[a-z+])[a-z0-9]+(?:[+×&/-][a-z0-9]+)+)")
_QUOTED = re.compile(r"[“‘\"']([^“”‘’\"']{1,20})[”’\"']")
_ORDINAL = re.compile(
    r"(第[一二三四五六七八九十\d]+(?:个|年|次|步|批|季度|阶段)?(?:年度)?|(?:首|头一?)个?(?:年度|年)|首个|最后一?个?(?:年度|年)|末年)"
)
_PLAN = re.compile(r"[“\"]?(十[一二三四五六]五)[”\"]?(?:规划)?(?:期间|时期|期末|末期|末)?")
PERIOD_WEIGHT = 0.5
GENERIC_WEIGHT = 0.4
QUOTED_WEIGHT = 1.5
"""A word that the question puts in quotation marks is what it turns on."""
_MARKED = ((_PLAN, PERIOD_WEIGHT), (_ORDINAL, PERIOD_WEIGHT), (_QUOTED, QUOTED_WEIGHT), (_SYMBOLIC, 1.0))
"""What is a term as it stands, in the order in which it is taken out of the text, with its weight."""
_LONGEST_JOINED = 6
_ROUND = re.compile(r"(?<![一二两三四五六七八九\d])([十百千])([万亿])")
_DIGITS = {"十": "10", "百": "100", "千": "1000"}
_SHORT = 2
"""Characters of terms that other words may happen to contain: 技改 in 科技改革."""
_MEASURE = re.compile(
    r"[率额量值数价税费度]$|收入|税收|产值|强度|比重|占比|比例|面积|规模|指数|系数|gdp|增速|增幅|投资$|产能|外资$"
    r"|经费|资金|补贴|金额"
)
"""How the names of what a figure measures end."""
_BETWEEN = ("", "水平", "能力", "综合", "单位", "总")
"""What may stand between the words of such a name though it is no content word."""
_WHERE = ("开发区", "园区", "全市", "全省", "全区", "企业", "项目", "每年")
"""What such a name does not begin with: whose it is."""
_NUMBER_OF = re.compile(r"总?(?:数量|数额|数目|家数|户数|个数|人数|总数|总量|总额|数)(?![字据控])")
"""What makes a name of a measure of the words before it, 高新技术企业数量."""
_NAMES_LEVEL = re.compile(r"(?<=级)及?以上|不(?:得)?(?:低于|少于|超过|高于)")
"""No words of the matter: how a level or a bound is put."""


@dataclass(frozen=True, slots=True)
class Located:
    """A term and where in the folded question it stands first."""

    term: Term
    start: int
    end: int


def content_terms(folded: str, hidden: Iterable[str] = (), known: Vocabulary | None = None) -> tuple[Term, ...]:
    """The content words of a folded question, known terms whole, question words left out.

    `hidden` are strings (region names) that are matched elsewhere and take no part here.
    """
    return tuple(located.term for located in locate_terms(folded, hidden, known))


def locate_terms(folded: str, hidden: Iterable[str] = (), known: Vocabulary | None = None) -> tuple[Located, ...]:
    """Like `content_terms`, with where each stands: first what is marked as a term, then the others in order."""
    known = known or vocabulary()
    text = folded
    for name in sorted(hidden, key=len, reverse=True):
        text = text.replace(name, " " * len(name))
    text = blank(_NAMES_LEVEL, blank(_CALENDAR_YEAR, text))
    asked = known.asked.find(text)
    found = [(start, text[start:end]) for start, end in asked]
    text = blank(_INTERROGATIVE, blanked(text, asked))
    marked: list[Located] = []
    for pattern, weight in _MARKED:
        for match in pattern.finditer(text):
            if match[1].strip():
                said = folded[match.start(1) : match.end(1)]
                marked.append(Located(_marked(said, pattern, weight), *match.span()))
        text = blank(pattern, text)
    spans = _whole_words(text, known.phrases.find(text), known)
    found += [(start, text[start:end]) for start, end in spans if text[start:end] not in known.question_words]
    text = blanked(text, spans)
    for match in _CONTENT.finditer(text):
        found += _words(match.group(), match.start(), known)
    first: dict[str, int] = {}
    for start, word in sorted(found, key=lambda item: item[0]):
        first.setdefault(word, start)
    return (*marked, *(Located(known_term(word, known=known), at, at + len(word)) for word, at in first.items()))


def _whole_words(text: str, spans: list[tuple[int, int]], known: Vocabulary) -> list[tuple[int, int]]:
    """Without everyday and short words whose characters belong to other words: 上学 in 上学期, 罚 in 罚款."""
    sure = [end - start > _SHORT and text[start:end] in known.synonyms for start, end in spans]
    if all(sure):
        return spans
    # What the dictionary only guesses to be a word (企有) may be divided anywhere.
    parts = [part for word in words(text) for part in ([word] if word_count(word) else word)]
    borders = {0, *accumulate(map(len, parts))}
    return [
        (start, end)
        for (start, end), whole in zip(spans, sure, strict=True)
        if whole or (start in borders and end in borders)
    ]


def known_term(word: str, further: tuple[str, ...] = (), known: Vocabulary | None = None) -> Term:
    """A content word as a term, with `further` ways to say it and its synonyms; a generic one weighs less."""
    known = known or vocabulary()
    weight = GENERIC_WEIGHT if word in known.generic_words or word in known.asking else 1.0
    return Term(word, (*further, *known.alternatives(word), *_in_digits(word)), weight)


def _in_digits(word: str) -> tuple[str, ...]:
    """'超100亿' for '超百亿', as clauses rather write it."""
    written = _ROUND.sub(lambda match: _DIGITS[match[1]] + match[2], word)
    return (written,) if written != word else ()


def find_indicators(folded: str, located: Sequence[Located]) -> list[Found]:
    """What figures measure: a word for a measure with the words right before it, '两化融合发展水平指数'."""
    items = sorted((item for item in located if not _is_aside(item.term)), key=lambda item: item.start)
    found: list[Found] = []
    for number, item in enumerate(items):
        counted = _NUMBER_OF.match(folded, item.end)
        if not counted and not _MEASURE.search(item.term.text):
            continue
        start = item.start
        for before in reversed(items[:number]):
            if before.end > start or folded[before.end : start] not in _BETWEEN or before.term.text in _WHERE:
                break
            start = before.start
        end = counted.end() if counted else item.end
        found.append(Found(folded[start:end], start, end))
    return [item for item in found if not any(other != item and _within(item, other) for other in found)]


def _is_aside(term: Term) -> bool:
    """True for places, periods and ordinals."""
    return term.place or (term.weight == PERIOD_WEIGHT and not term.alternatives)


def _within(item: Found, other: Found) -> bool:
    return other.start <= item.start and item.end <= other.end


def _marked(said: str, pattern: re.Pattern[str], weight: float) -> Term:
    """A quoted name is taken whole, also where a region's name is part of it."""
    if pattern is not _QUOTED:
        return Term(said, (), weight)
    return Term(f"“{said}”", () if len(said) < 2 else (said,), weight)


def _words(text: str, start: int, known: Vocabulary) -> list[tuple[int, str]]:
    """Content words with their positions.

    A single character that says nothing alone is joined with the words around it, since it is mostly
    part of a name that the dictionary lacks ('公' and '租房', '两' and '图'), though not the 名 of '5名院士'.
    """
    found: list[tuple[int, str]] = []
    run: list[str] = []
    position = start
    before = ""
    for word in [*_divided(text, known), ""]:
        counts = word in COUNT_UNITS and before.isdigit()
        single = len(word) == 1 and not word.isascii() and not counts
        before = word
        if word and word not in known.question_words and (single or is_content(word, known)):
            run.append(word)
        else:
            found += _run(run, position - sum(map(len, run)))
            run = []
            if word and is_content(word, known):
                found.append((position, word))
        position += len(word)
    return found


def _divided(text: str, known: Vocabulary) -> Iterator[str]:
    """The words of `text`; a guess of the segmenter is divided where it holds a word that asks.

    县能 into 县 and 能, and 率要 of '自主率要到多少'.
    """
    for word in words(text):
        guessed = len(word) > 1 and not word.isascii() and not word_count(word)
        half_asks = len(word) == _SHORT and not known.question_words.isdisjoint(word)
        if guessed and (half_asks or _MODAL.search(word)):
            yield from word
        else:
            yield word


def _run(run: list[str], start: int) -> list[tuple[int, str]]:
    """Neighbouring words as they are, or where there are single characters among them, joined to those."""
    found: list[tuple[int, str]] = []
    joined, position = "", start
    for i, word in enumerate(run):
        alone = len(word) == 1
        near = (i and len(run[i - 1]) == 1) or (i + 1 < len(run) and len(run[i + 1]) == 1)
        if (alone or near) and len(joined + word) <= _LONGEST_JOINED:
            joined += word
        else:
            found += [(position - len(joined), joined)] if len(joined) > 1 else []
            joined = word if alone or near else ""
            found += [] if alone or near else [(position, word)]
        position += len(word)
    found += [(position - len(joined), joined)] if len(joined) > 1 and not _COUNTED.match(joined) else []
    return found


def is_content(word: str, known: Vocabulary) -> bool:
    """False for words that ask, count or name a level or year, for bare numbers and single characters."""
    if word in known.question_words or _LEVEL_WORD.match(word) or _YEARISH.match(word) or _COUNTED.match(word):
        return False
    number = word.replace(".", "").isdigit()
    return (len(word) > 1 and not number) or (word.isascii() and word.isalpha())
