"""What an English question asks for: its kind, the unit of the figure, and the words that only ask."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.model import AnswerKind
from assistant.understanding.english.data_files import data_rows
from assistant.understanding.english.lemmas import bases

_TIME = "时间"
_BODY_NOUN = (
    r"(?:bod(?:y|ies)|departments?|agenc(?:y|ies)|bureaus?|offices?|institutions?|authorit(?:y|ies)|organi[sz]ations?"
    r"|committees?|commissions?|ministr(?:y|ies)|units?|government)"
)
_AUXILIARY = r"(?:is|are|was|were|do|does|did|will|must|shall|should|can|has|have)"
_BEFORE_DATE = r"(?:by|in|on|at|from|until|before|after|since|for)"
_DATE = r"(?:what|which) (?:year|date|month|day|time)s?"
_WHEN = rf"\bhow (?:long|often|soon|fast|quickly)\b|\b(?:by|since|until) when\b|^\W*when\b|\bwhen {_AUXILIARY}\b"
_PERIOD = re.compile(rf"\b{_DATE}\b|{_WHEN}")
_AGE = re.compile(r"\b(?:what|which) age\b|\bhow old\b")
_GROWTH = re.compile(r"\bby how much\b|\bhow (?:fast|much) (?:\w+ ){0,6}?(?:grow|rise|increase|fall|decline|drop)\w*\b")
_MONEY = re.compile(r"\bhow much (?:money|can|is|are|was|were|does|do|will|should|must)\b")
_COUNTED = re.compile(r"\bhow many (?P<what>[a-z' -]+)")
_ENTITLED = re.compile(r"\bwho (?:can|may|(?:is|are) (?:eligible|entitled)|qualifies)\b")
_BODY = re.compile(rf"\b(?:who|whom|whose)\b|\b(?:which|what) (?:\w+ )?{_BODY_NOUN}\b")
_AMOUNT = re.compile(r"\bhow (?:many|much|large|big|high|far)\b")
_ASKING = (
    (AnswerKind.FIGURE, _PERIOD),
    (AnswerKind.FIGURE, _AGE),
    (AnswerKind.LIST, _ENTITLED),
    (AnswerKind.BODY, _BODY),
    (AnswerKind.FIGURE, _AMOUNT),
)
"""In the order in which they are tried."""
_UNITS = ((_AGE, ("岁",)), (_GROWTH, ("%", "个百分点", "倍")), (_PERIOD, (_TIME,)))
_SAYS_NO_TOPIC = re.compile(
    rf"\b{_BEFORE_DATE} (?:{_DATE}|(?:what|which) age)\b|\bwhich {_BODY_NOUN}\b(?= (?:{_AUXILIARY}|takes?|leads?)\b)"
    r"|\bhow many (?:people|persons|days|months|years|hours|weeks|times)\b"
)
_MEASURED = re.compile(r"^\W*(?:and )?what(?:'s| is| are| was| were) (?:the |a |an )?(?P<rest>[^,?]*)")
_ENDS_NAME = re.compile(rf" (?:of|to|that|which|under|when|set|required|as|per|with|{_BEFORE_DATE}|{_AUXILIARY})\b")
_LONGEST_NAME = 4
"""Words between 'how many' and the noun that is counted."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for, as far as English words tell."""

    kind: AnswerKind | None
    """None where they do not tell."""
    units: tuple[str, ...]
    """Chinese units that the figure may have, or '时间'; empty where they do not tell."""
    silent: tuple[tuple[int, int], ...]
    """Spans that only ask, and are no topic: 'by what year', 'how many people'."""


def asked(question: str) -> Asked:
    """Reads a question, lower case or not."""
    text = question.lower()
    kind = next((kind for kind, pattern in _ASKING if pattern.search(text)), None)
    units = _units(text)
    if kind is None and (measure := _measure(text)):
        kind, units = AnswerKind.FIGURE, units or measure[1:]
    silent = tuple(match.span() for match in _SAYS_NO_TOPIC.finditer(text))
    return Asked(kind, tuple(dict.fromkeys(units)), silent)


def _units(text: str) -> tuple[str, ...]:
    for pattern, units in _UNITS:
        if pattern.search(text):
            return units
    if counted := _COUNTED.search(text):
        return _counted_in(counted["what"].replace("-", " ").split())
    return ("元",) if _MONEY.search(text) else ()


def _counted_in(words: list[str]) -> tuple[str, ...]:
    """The units of the first noun that is known: of 'high-tech enterprises does …' those of 'enterprise'.

    A noun right behind a singular one is what is counted: 'talent apartments'.
    """
    known = {noun: tuple(units.split()) for nouns, units in data_rows("counted.tsv") for noun in nouns.split()}
    units = [
        next((known[form] for form in (word, *bases(word)) if form in known), ()) for word in words[:_LONGEST_NAME]
    ]
    first = next((place for place, found in enumerate(units) if found), None)
    if first is None:
        return ()
    compound = words[first] in known and first + 1 < len(units)
    return (units[first + 1] if compound else ()) or units[first]


def _measure(text: str) -> tuple[str, ...] | None:
    """For 'what is the rent of …' the name of the measure with its units; None where no measure is named."""
    match = _MEASURED.match(text)
    words = _ENDS_NAME.split(match["rest"], maxsplit=1)[0].split() if match else []
    if not words:
        return None
    known = {noun: tuple(units.split()) for nouns, units in data_rows("measures.tsv") for noun in nouns.split()}
    name = next((form for form in (words[-1], *bases(words[-1])) if form in known), None)
    if name is None:
        return None
    units = known[name]
    return (name,) if units == ("-",) else (name, *units)
