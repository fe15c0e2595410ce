"""Yes or no first, in line with what the clause says, then the clause.

Where the clause does not leave beyond doubt which of the two it is, there is no verdict and the clause alone
is the answer.
"""

from __future__ import annotations

import re
from enum import Enum

from assistant.answering.fit import amounts, unit_fits
from assistant.model import Question
from ingest.figures.quantities import Direction, find_quantities
from ingest.normalize import fold


class Verdict(Enum):
    """What a clause says of what is asked."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


class _Modal(Enum):
    """What a question asks about: whether it may, must or is."""

    MAY = "may"
    MUST = "must"
    IS = "is"


_ASKS_MUST = re.compile(
    r"要不要|需不需要|用不用|必须|(?:要|用|需)[^,?]{0,4}(?:钱|费|证|材料)|还用|(?:是否|是不是)?(?:需要|必需|应当|须|一定要|都要|也要|还要|得要)|收不收|交不交"
    r"|\b(?:must|need|required|have to|obliged)\b"
)
_ASKS_MAY = re.compile(
    r"可不可以|能不能|能否|可否|行不行|准不准|允不允许|让不让|可以|能够?|允许|准许|行吗|\b(?:may|can|allowed|permitted)\b"
)
_ASKS_EXISTENCE = re.compile(r"有没有|是否有|有无|有.{1,16}吗")
_NEGATED = re.compile(
    r"(?<![能可要会得准用])(?:不能|不可以|不得|不需要|不用|不必|不许|不准|无需|没有)[^?]{0,20}(?:吗|么)?[?\s]*$|\b(?:not|never|without)\b"
)
_FORBIDS = re.compile(
    r"不得(?!低于|少于|超过|高于|大于|小于|多于)|严禁|禁止|不予|不能(?!低于|少于|超过)|不可以?(?!低于|少于|抗力|逆|移动|分割)"
    r"|不允许|不准|不再(?!另行)|一律不|原则上不|暂不|不享受|不纳入|不列入|不受理|不属于|不适用|不接受|取消|除外"
)
_FREES = re.compile(
    r"无需|不需要?|不必|无须|免予?(?:提交|提供|收|缴|征|办|于)|免收|免费|免除|个人不缴|免征|不收取?|不作要求|自愿"
)
_ALLOWS = re.compile(
    r"(?<!不)可以?(?!能性?|行性|持续|再生|靠|比|能)|(?<!不)允许|(?<!不)能够?(?!力|源|耗|效|级|动|量|否)"
    r"|鼓励|支持|有权|准予|准许|视同|享受|(?<!不)予以|给予"
)
_OBLIGES = re.compile(
    r"必须|应当?(?!急|对|用|届|收|聘|税)|须(?!知)|(?<![无不所])需(?!求|方)|不得低于|不得少于|严格执行|一律(?![\u4e00-\u9fff]{0,4}?[不免])"
)
_LONGEST = 110
"""Characters of a sentence that is given whole."""
_EXCEPTION = re.compile(r"但|除[^,。;]{1,30}外|另有规定|例外|特殊情况|确需")
_WORDS = {
    (_Modal.MAY, Verdict.YES): "可以",
    (_Modal.MAY, Verdict.NO): "不可以",
    (_Modal.MUST, Verdict.YES): "需要",
    (_Modal.MUST, Verdict.NO): "不需要",
    (_Modal.IS, Verdict.YES): "是",
    (_Modal.IS, Verdict.NO): "不是",
}


def verdict(question: Question, words: str) -> Verdict:
    """Whether `words`, those of the clause that answer, say yes or no to what `question` asks."""
    asked, said = fold(question.wording), fold(words)
    if not _NEGATED.search(asked) and (bounded := _by_bound(asked, said)) is not None:
        return bounded
    if _NEGATED.search(asked) or question.stated or _EXCEPTION.search(said):
        return Verdict.UNCLEAR
    modal = _modal(asked)
    if modal is _Modal.MAY:
        return _weighed(yes=_says(_ALLOWS, said, question), no=_says(_FORBIDS, said, question))
    if modal is _Modal.MUST:
        return _weighed(yes=_says(_OBLIGES, said, question), no=_says(_FREES, said, question))
    return Verdict.UNCLEAR


def _by_bound(asked: str, said: str) -> Verdict | None:
    """What a bound says of the number asked about: two of what may be one at most are too many; else None."""
    if not _ASKS_MAY.search(asked):
        return None
    numbers, bounds = amounts(find_quantities(asked)), amounts(find_quantities(said))
    if len(numbers) != 1 or numbers[0].comparator or len(bounds) != 1 or not unit_fits(numbers[0].unit, bounds[0]):
        return None
    number, bound = numbers[0].value, bounds[0].value
    if number is None or bound is None:
        return None
    if bounds[0].bound is Direction.AT_MOST:
        return Verdict.NO if number[0] > bound[1] else Verdict.YES
    if bounds[0].bound is Direction.AT_LEAST:
        return Verdict.NO if number[1] < bound[0] else Verdict.YES
    return None


def _says(cue: re.Pattern[str], said: str, question: Question) -> bool:
    """True where the clause allows, forbids, … something that the question names: 可以转让, not 可以代替住所."""
    terms = [form for term in question.terms if not term.place for form in term.forms]
    for match in cue.finditer(said):
        what = re.split(r"[。;]", said[match.start() :], maxsplit=1)[0]
        if not terms or any(form in what for form in terms):
            return True
    return False


def verdict_first(question: Question, words: str, sentence: str = "") -> str:
    """'不可以。' before the clause's words, in the modal of the question; the words alone where that is unclear.

    Where the whole `sentence` says the opposite too, as in '仍可继续使用，直至期满后不再签注', it stands there whole,
    without a verdict.
    """
    if _says_both(question, words, sentence):
        return sentence if len(sentence) <= _LONGEST else words
    found = verdict(question, words)
    if found is Verdict.UNCLEAR:
        return words
    asked = fold(question.wording)
    modal = _Modal.MAY if _by_bound(asked, fold(words)) else _modal(asked)
    said = _WORDS[modal, found]
    if said in ("可以", "不可以") and re.search(r"能(?!够)", fold(question.wording)):
        said = {"可以": "能", "不可以": "不能"}[said]
    return f"{said}。{words}"


def english_verdict(question: Question, words: str, sentence: str = "") -> str:
    """'Yes. ', 'No. ' or nothing, for an English question; nothing where the whole `sentence` says the opposite too."""
    if _says_both(question, words, sentence):
        return ""
    return {Verdict.YES: "Yes. ", Verdict.NO: "No. "}.get(verdict(question, words), "")


def _says_both(question: Question, words: str, sentence: str) -> bool:
    """True where `words` give a verdict that their whole sentence takes back."""
    if not sentence or verdict(question, words) is Verdict.UNCLEAR:
        return False
    return verdict(question, sentence) is Verdict.UNCLEAR


def _modal(asked: str) -> _Modal:
    if _ASKS_EXISTENCE.search(asked):
        return _Modal.IS
    if _ASKS_MUST.search(asked):
        return _Modal.MUST
    return _Modal.MAY if _ASKS_MAY.search(asked) else _Modal.IS


def _weighed(yes: bool, no: bool) -> Verdict:
    if yes == no:
        return Verdict.UNCLEAR
    return Verdict.YES if yes else Verdict.NO
