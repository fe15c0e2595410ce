"""What a question wants to be told, finer than its kind, and the several things that one question may ask.

All functions take folded text (`ingest.normalize.fold`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.model import AnswerKind, Wanted
from assistant.understanding import kinds
from assistant.understanding.spans import Found

_CONDITION = re.compile(
    r"条件|资格(?!认证|审[核查批]|预审|证)|门槛(?!.{0,6}(?:多少|几))|(?:什么|啥|哪些|哪几)(?:样的?|类)?的?(?:人|企业|单位|家庭|情形|情况|对象)(?:员|群)?"
    r"(?:才|都)?(?:可以?|能够?|有资格|符合|不予|不能|不得|属于|会被|需要?)|(?:谁|哪些人|什么人)(?:才)?(?:可以?|能够?)(?:申请|申领|享受|领|报)"
    r"|需要?(?:满足|符合|具备)"
    r"|\b(?:what|which|under)\b[^,?]*\b(?:conditions?|eligibility|qualif(?:y|ies|ications?))\b|\beligible\b"
    r"|\bwho (?:can|may) apply\b"
)
_PROCEDURE = re.compile(
    r"流程|步骤|程序(?!化)|手续|哪几步|几步|(?:怎么样?|如何|怎样|咋)(?:去|来)?(?:申请|申报|申领|办理?|领取?|报名|注册|登记|认定|审批|审核|受理|缴费?|查询|激活|提交|报送|备案|转移)"
    r"|\b(?:procedures?|steps|how (?:do|can|should|to) .*(?:apply|register))\b"
)
_REASON = re.compile(r"为什么|为何|为啥|凭什么|(?:原因|理由|依据|目的)(?:是|有)|\bwhy\b")
_SAYS_ANYTHING = re.compile(r"什么|啥|怎么|如何|怎样|哪里|哪儿|\b(?:what|how)\b")
_FINER = (
    (Wanted.REASON, _REASON, (AnswerKind.OPEN, AnswerKind.LIST)),
    (Wanted.PROCEDURE, _PROCEDURE, (AnswerKind.OPEN, AnswerKind.LIST, AnswerKind.DEFINITION)),
    (Wanted.CONDITION, _CONDITION, (AnswerKind.OPEN, AnswerKind.LIST, AnswerKind.DEFINITION)),
)
"""With the kinds that each may refine: '条件是什么' reads like the question for a definition."""
_TIME_UNITS = (("年",), ("个月",), ("月",), ("周",), ("天",), ("日",), ("个工作日",), ("工作日",), ("小时",))
_SEGMENT = re.compile(r"[,;?。!]+|(?:以及|并且|同时|还有|另外)")
_LISTED = re.compile(r"、")
_WHO_ELSE = re.compile(r"[\u4e00-\u9fff]{2}由(?:谁|哪)")
"""'平台由谁维护' names a matter of its own, '由谁配合' another role in the same."""
_WHEN = r"(?:哪一?天|哪日|什么时候|何时|啥时候|几号|几月几[日号]|什么时间)"
_FROM_TO = re.compile(
    rf"{_WHEN}[^,。?]{{0,6}}?(?:开始|起|启动)[^。?]{{0,12}}?(?:{_WHEN}[^。?]{{0,4}}(?:截止|结束|止|完)|到{_WHEN})|起止"
)
_DECIDES = re.compile(r"核定|确定|决定|制定|规定|批准|审定|说了算")
"""'最多收多少由谁核定' asks who decides and not how much."""
_ENGLISH_SEGMENT = re.compile(r"\?|,? and (?=(?:by )?(?:who|when|which|how|what)\b)")
_ENGLISH = re.compile(r"\b(?:the|is|are|of|what|who|which|how|does|do|must|can)\b")
_AMOUNT_ASKED = re.compile(r"多少|几(?:个|家|户|年|天|项)|多大|多高|\bhow (?:many|much)\b")
_WHO = re.compile(
    r"由谁|谁来?(?:负责|牵头|管)|(?:由|归)?(?:哪个|哪些|哪家)(?:部门|单位)|责任单位|(?:牵头|配合)(?:单位|部门)"
    r"|\bwho\b|\bwhich (?:body|department|agency|bureau)"
)
_FIGURES = (Wanted.FIGURE, Wanted.TIME)
_EACH = re.compile(r"各|分别|其中")
_SAID_BY = {
    Wanted.CONDITION: _CONDITION,
    Wanted.PROCEDURE: _PROCEDURE,
    Wanted.REASON: _REASON,
}
_OF_KIND = {
    Wanted.FIGURE: AnswerKind.FIGURE,
    Wanted.TIME: AnswerKind.FIGURE,
    Wanted.DOCUMENT_NUMBER: AnswerKind.FIGURE,
    Wanted.BODY: AnswerKind.BODY,
    Wanted.LIST: AnswerKind.LIST,
    Wanted.CONDITION: AnswerKind.LIST,
    Wanted.PROCEDURE: AnswerKind.LIST,
    Wanted.YES_NO: AnswerKind.YES_NO,
    Wanted.DEFINITION: AnswerKind.DEFINITION,
}


@dataclass(frozen=True, slots=True)
class AskedPart:
    """One of several things that a question asks for."""

    wanted: Wanted
    words: str
    """Folded."""


def asks_range(folded: str) -> bool:
    """True where both ends of one span of time are asked for: '哪天开始、哪天截止'."""
    return _FROM_TO.search(folded) is not None


def wanted(kind: AnswerKind, units: tuple[str, ...], folded: str) -> tuple[Wanted, ...]:
    """What is to be told: the things asked for in their order, the main thing first where it is one."""
    compared = kinds.compares(folded)
    several = () if compared else _several(folded)
    told = several or (_first(kind, units, folded),)
    return (*told, Wanted.COMPARISON) if compared else told


def kind_of(wanted: Wanted) -> AnswerKind:
    """The kind of answer that tells it."""
    return _OF_KIND.get(wanted, AnswerKind.OPEN)


def find_wanted(folded: str, all_wanted: tuple[Wanted, ...]) -> list[Found]:
    """The words that ask for each of `all_wanted`; nothing for one that no single words ask for."""
    finer = [each for each in all_wanted if each in _SAID_BY]
    items = kinds.find_wanted(folded, tuple(each for each in all_wanted if each not in finer))
    for each in finer:
        match = _SAID_BY[each].search(folded)
        if match is not None:
            items.append(Found(each.value, match.start(), match.end()))
    return items


def _first(kind: AnswerKind, units: tuple[str, ...], folded: str) -> Wanted:
    if kinds.DOCUMENT_NUMBER in units:
        return Wanted.DOCUMENT_NUMBER
    if kind is AnswerKind.FIGURE:
        return Wanted.TIME if kinds.TIME in units or units[:1] in _TIME_UNITS else Wanted.FIGURE
    finer = (each for each, pattern, refined in _FINER if kind in refined and pattern.search(folded))
    return next(finer, Wanted(kind.value))


def _several(folded: str) -> tuple[Wanted, ...]:
    return tuple(dict.fromkeys(part.wanted for part in asked_parts(folded)))


def asked_parts(folded: str) -> tuple[AskedPart, ...]:
    """The parts of a question that ask for different things; empty where all of it asks for one thing.

    Two figures are two things ('一年补多少、最多补几年'), the reason of a yes or no is none.
    """
    if asks_range(folded):
        return ()
    divides = _ENGLISH_SEGMENT if _ENGLISH.search(folded) else _SEGMENT
    found: list[AskedPart] = []
    for segment in divides.split(folded):
        pieces = _LISTED.split(segment)
        apart = len(pieces) > 1 and sum(_asks_one_thing(piece) for piece in pieces) > 1
        for words in pieces if apart else [segment]:
            told = _of_part(words)
            again = told is not None and any(told is other.wanted for other in found)
            if told is not None and (not again or told in _FIGURES or (apart and _WHO_ELSE.search(words))):
                found.append(AskedPart(told, words))
    if any(part.wanted is Wanted.YES_NO for part in found):
        found = [part for part in found if part.wanted is not Wanted.REASON]
    return tuple(found) if len(found) > 1 else _joined(folded)


def _asks_one_thing(piece: str) -> bool:
    return _AMOUNT_ASKED.search(piece) is not None or _WHO.search(piece) is not None


def _joined(folded: str) -> tuple[AskedPart, ...]:
    """How much and by whom in one breath: '要建多少平方米由谁负责'."""
    amount, who = _AMOUNT_ASKED.search(folded), _WHO.search(folded)
    if not amount or not who or amount.start() > who.start() or _DECIDES.search(folded, who.start()):
        return ()
    return AskedPart(Wanted.FIGURE, folded[: who.start()]), AskedPart(Wanted.BODY, folded[who.start() :])


def _of_part(part: str) -> Wanted | None:
    """What one part of a question asks for; None where it only tells what the question is about.

    '各多少' asks for more of what the part before asks.
    """
    if len(part.strip()) < 2 or _EACH.match(part.strip()):
        return None
    told = _first(kinds.answer_kind(part), kinds.asked_units(part), part)
    if told is Wanted.OPEN and not _SAYS_ANYTHING.search(part):
        return None
    return told
