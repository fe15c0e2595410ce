"""What a question is about: its content words with their synonyms."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.model import Term
from assistant.understanding.vocabulary import Vocabulary, vocabulary
from vectorstore.analysis import words

_LEVEL_WORD = re.compile(r"^(?:国家|省|市|县|区)级(?:以上|及以上)?$|^国家$")
_CONTENT = re.compile(r"[\w&+%.\-·]+")
_CALENDAR_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}年?(?:底|末|度)?|(?<![\d第])[012]\d年")
_INTERROGATIVE = re.compile(
    r"多少|多[大高长久快重宽远]|几[个家户项年次条名类种人套批天]|什么|哪[些个家几里儿项种类]|怎么样?|怎样|如何|为什么|为何|咋样?|有没有"
)
_YEARISH = re.compile(r"^\d{2,4}年?$")
_COUNTED = re.compile(r"^[一二两三四五六七八九十几第]+[个家户项种类次首条位名人年月天部篇些样块]?$")
_SYMBOLIC = re.compile(r"(?<![a-z0-9])((?=[a-z0-9]*[+×&/-])(?=[^\s]*[a-z+])[a-z0-9]+(?:[+×&/-][a-z0-9]+)+)")
_QUOTED = re.compile(r"[“‘\"']([^“”‘’\"']{1,20})[”’\"']")
_ORDINAL = re.compile(
    r"(第[一二三四五六七八九十\d]+(?:个|年|次|步|批|季度|阶段)?(?:年度)?|首年|首个|最后一?个?(?:年度|年)|末年)"
)
_PLAN = re.compile(r"[“\"]?(十[一二三四五六]五)[”\"]?(?:规划)?(?:期间|时期|期末|末期|末)?")
PERIOD_WEIGHT = 0.5
GENERIC_WEIGHT = 0.4
QUOTED_WEIGHT = 1.5
"""A word that the question puts in quotation marks is what it turns on."""
_MARKED = ((_PLAN, PERIOD_WEIGHT), (_ORDINAL, PERIOD_WEIGHT), (_QUOTED, QUOTED_WEIGHT), (_SYMBOLIC, 1.0))
"""What is a term as it stands, in the order in which it is taken out of the text, with its weight."""
_LONGEST_JOINED = 6


def content_terms(folded: str, hidden: Iterable[str] = ()) -> tuple[Term, ...]:
    """The content words of a folded question, known terms whole, question words left out.

    `hidden` are strings (region names) that are matched elsewhere and take no part here.
    """
    known = vocabulary()
    text = folded
    for name in sorted(hidden, key=len, reverse=True):
        text = text.replace(name, " ")
    text = _INTERROGATIVE.sub(" ", _CALENDAR_YEAR.sub(" ", text))
    marked: list[Term] = []
    for pattern, weight in _MARKED:
        marked += [_marked(match, pattern, weight) for match in pattern.finditer(text)]
        text = pattern.sub(" ", text)
    found: list[tuple[int, str]] = []
    text = _take_known(text, known, found)
    for match in _CONTENT.finditer(text):
        found += _words(match.group(), match.start(), known)
    unique = dict.fromkeys(word for _, word in sorted(found, key=lambda item: item[0]))
    return (*marked, *(known_term(word) for word in unique))


def known_term(word: str, further: tuple[str, ...] = ()) -> Term:
    """A content word as a term, with `further` ways to say it and its synonyms; a generic one weighs less."""
    known = vocabulary()
    weight = GENERIC_WEIGHT if word in known.generic_words else 1.0
    return Term(word, (*further, *known.alternatives(word)), weight)


def _marked(match: re.Match[str], pattern: re.Pattern[str], weight: float) -> Term:
    if pattern is not _QUOTED:
        return Term(match[1], (), weight)
    return Term(f"“{match[1]}”", () if len(match[1]) < 2 else (match[1],), weight)


def _words(text: str, start: int, known: Vocabulary) -> list[tuple[int, str]]:
    """Content words with their positions.

    A single character that says nothing alone is joined with the words around it, since it is mostly
    part of a name that the dictionary lacks ('公' and '租房', '两' and '图').
    """
    found: list[tuple[int, str]] = []
    run: list[str] = []
    position = start
    for word in [*words(text), ""]:
        single = len(word) == 1 and not word.isascii()
        if word and word not in known.question_words and (single or is_content(word, known)):
            run.append(word)
        else:
            found += _run(run, position - sum(map(len, run)))
            run = []
            if word and is_content(word, known):
                found.append((position, word))
        position += len(word)
    return found


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


def _take_known(text: str, known: Vocabulary, found: list[tuple[int, str]]) -> str:
    """The text with known terms blanked, the longest and then the leftmost first; adds them to `found`."""
    for term in sorted((t for t in known.synonyms if t in text), key=lambda term: (-len(term), text.find(term))):
        while (start := text.find(term)) >= 0:
            if term not in known.question_words:
                found.append((start, term))
            text = text[:start] + " " * len(term) + text[start + len(term) :]
    return text


def is_content(word: str, known: Vocabulary) -> bool:
    """False for words that ask, count or name a level or year, for bare numbers and single characters."""
    if word in known.question_words or _LEVEL_WORD.match(word) or _YEARISH.match(word) or _COUNTED.match(word):
        return False
    number = word.replace(".", "").isdigit()
    return (len(word) > 1 and not number) or (word.isascii() and word.isalpha())
