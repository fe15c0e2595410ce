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
    r"|committees?|commissions?|ministr(?:y|ies)|units?|government|regulators?|organs?)"
)
_AUXILIARY = r"(?:is|are|was|were|do|does|did|will|must|shall|should|can|has|have)"
_BEFORE_DATE = r"(?:by|in|on|at|from|until|before|after|since|for)"
_DATE = r"(?:what|which) (?:year|date|month|day|time)s?"
_WHEN = (
    rf"\bhow (?:long|often|soon|fast|quickly|late|much time)\b|\b(?:by|since|until) when\b|^\W*when\b"
    rf"|\bwhen {_AUXILIARY}\b|\bhow many times (?:a|per) (?:year|month|week|day|quarter)\b"
)
_PERIOD = re.compile(rf"\b{_DATE}\b|{_WHEN}")
_AGE = re.compile(r"\b(?:what|which)(?: is the| was the)? (?:\w+ ){0,2}?age\b|\bhow old\b")
_GROWTH = re.compile(r"\bby how much\b|\bhow (?:fast|much) (?:\w+ ){0,6}?(?:grow|rise|increase|fall|decline|drop)\w*\b")
_MONEY_GROWTH = re.compile(
    r"\bby how much (?:\w+ ){0,6}?"
    r"(?:ceiling|limit|cap|allowance|subsidy|pension|wage|standard|payment|grant|fee|price)s?\b"
)
_MONEY = re.compile(r"\bhow much (?:money|can|is|are|was|were|does|do|will|should|must)\b")
_COUNTED = re.compile(r"\bhow many (?P<what>[a-z' -]+)")
_ENTITLED = re.compile(r"\bwho (?:can|cannot|may|must not|(?:is|are) (?:eligible|entitled|exempt|allowed)|qualifies)\b")
_DEFINED = re.compile(
    r"\b(?:what|who) counts as\b|\bwhat is (?:meant by|understood by|the (?:definition|meaning) of)\b"
    r"|\bwhat (?:does|do) .{2,80}? (?:mean|refer to|stand for)\b|\bhow (?:is|are) .{2,80}? defined\b"
)
_LISTED = re.compile(
    r"\b(?:what|which) (?:\w+ ){0,2}?(?:documents|materials|papers|paperwork|proofs|conditions|requirements"
    r"|criteria|steps|circumstances|cases|situations)\b"
    r"|\bwhat (?:do|must|should) (?:i|we|you|an? \w+|the \w+) "
    r"(?:need|have|bring|submit|provide|hand in|prepare)\b"
)
_ASKS_OPENLY = re.compile(r"\b(?:what|which|who|whom|whose|how|where|why)\b")
_YES_NO = re.compile(rf"(?:^|,)\W*(?:{_AUXILIARY}|may|am|would|could|need)\b")
_UTMOST = re.compile(
    r"\bwhat(?:'s| is| are| was| were)? the (?:very )?"
    r"(?:most|least|maximum|minimum|longest|shortest|highest|lowest|largest|smallest|earliest|latest)\b"
)
_WHO = r"(?:^\W*|[,;:?] ?|\b(?:and|by|to|with|from|for|of|or) )(?:who|whom|whose)\b"
"""Not the who of 'someone who'."""
_BODY = re.compile(rf"{_WHO}|\b(?:which|what) (?:\w+ )?{_BODY_NOUN}\b")
_AMOUNT = re.compile(r"\bhow (?:many|much|large|big|high|far)\b")
_ASKING = (
    (AnswerKind.DEFINITION, _DEFINED),
    (AnswerKind.LIST, _LISTED),
    (AnswerKind.FIGURE, _PERIOD),
    (AnswerKind.FIGURE, _AGE),
    (AnswerKind.LIST, _ENTITLED),
    (AnswerKind.BODY, _BODY),
    (AnswerKind.FIGURE, _AMOUNT),
    (AnswerKind.FIGURE, _UTMOST),
)
"""In the order in which they are tried."""
_UNITS = ((_AGE, ("岁",)), (_MONEY_GROWTH, ("元", "%")), (_GROWTH, ("%", "个百分点", "倍")), (_PERIOD, (_TIME,)))
_SAYS_NO_TOPIC = re.compile(
    rf"\b{_BEFORE_DATE} (?:{_DATE}|(?:what|which) age)\b|\bwhich {_BODY_NOUN}\b(?= (?:{_AUXILIARY}|takes?|leads?)\b)"
    r"|\b(?:within |in |for )?how many (?:calendar |consecutive |square |cubic )?"
    r"(?:people|persons|days|months|years|hours|weeks|times|met(?:re|er)s|points|staff)\b"
    r"|\bfor how long\b|\bat (?:least|most|the latest|the earliest)\b|\bno (?:later|more|less|fewer) than\b"
    r"|\b(?:a|the) maximum of\b|\ba minimum of\b|\b(?:more|less|fewer|lower|higher) than\b|\bup to\b"
)
_WORKING_DAYS = re.compile(r"\bhow many (?:working|business) days?\b")
_MEASURED = re.compile(
    r"^\W*(?:and )?(?:what(?:'s| is| are| was| were)|how (?:much|large|big|high) (?:is|are|was|were)) "
    r"(?:the |a |an )?(?P<rest>[^,?]*)"
)
_ASKED_MEASURE = re.compile(r"\b(?:what|which|how (?:much|large an?|high an?)) (?P<rest>[^,?]*)")
_ENDS_NAME = re.compile(
    rf" (?:of|to|that|which|under|when|set|required|as|per|with|applies|apply|granted|paid|for|may|i|a|an|the"
    rf"|{_BEFORE_DATE}|{_AUXILIARY})\b"
)
_NUMBER_OF = re.compile(r"\b(?:number|count) of (?P<what>[a-z' -]+)")
_ENDS_COUNTED = re.compile(rf"{_AUXILIARY}|of|that|which|who|i|you|we|a|an|the|in|on|at|for|with|to")
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
    if kind is None and _YES_NO.search(text) and not _ASKS_OPENLY.search(text):
        return Asked(AnswerKind.YES_NO, (), _silent(text))
    units = _units(text)
    if kind in (None, AnswerKind.FIGURE) and not units and (measure := _measure(text)):
        kind, units = AnswerKind.FIGURE, measure[1:]
    return Asked(kind, tuple(dict.fromkeys(units)), _silent(text))


def _silent(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _SAYS_NO_TOPIC.finditer(text))


def _units(text: str) -> tuple[str, ...]:
    for pattern, units in _UNITS:
        if pattern.search(text):
            return units
    if _WORKING_DAYS.search(text):
        return ("个工作日", "工作日")
    if counted := _COUNTED.search(text) or _NUMBER_OF.search(text):
        return _counted_in(counted["what"].replace("-", " ").split())
    return ("元",) if _MONEY.search(text) else ()


def _counted_in(words: list[str]) -> tuple[str, ...]:
    """The units of the first noun that is known: of 'high-tech enterprises does …' those of 'enterprise'.

    A noun right behind a singular one is what is counted: 'talent apartments'.
    """
    known = {noun: tuple(units.split()) for nouns, units in data_rows("counted.tsv") for noun in nouns.split()}
    end = next((place for place, word in enumerate(words) if _ENDS_COUNTED.fullmatch(word)), len(words))
    named = words[: min(end, _LONGEST_NAME)]
    units = [next((known[form] for form in (word, *bases(word)) if form in known), ()) for word in named]
    first = next((place for place, found in enumerate(units) if found), None)
    if first is None:
        return ()
    compound = words[first] in known and first + 1 < len(units)
    return (units[first + 1] if compound else ()) or units[first]


def _measure(text: str) -> tuple[str, ...] | None:
    """For 'what is the rent of …' and 'what rent …' the measure with its units; None where no measure is named.

    Behind a bare 'what' only a measure with a unit counts: 'what requirements' asks for a list.
    """
    if match := _MEASURED.match(text):
        return _named_measure(match["rest"])
    match = _ASKED_MEASURE.search(text)
    found = _named_measure(match["rest"]) if match else None
    return found if found and found[1:] else None


def _named_measure(rest: str) -> tuple[str, ...] | None:
    words = _ENDS_NAME.split(f" {rest}", maxsplit=1)[0].split()
    if not words:
        return None
    known = {noun: tuple(units.split()) for nouns, units in data_rows("measures.tsv") for noun in nouns.split()}
    name = next((form for form in (words[-1], *bases(words[-1])) if form in known), None)
    if name is None:
        return None
    units = known[name]
    return (name,) if units == ("-",) else (name, *units)
