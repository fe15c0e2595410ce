"""What a question asks for: the words that ask, what stands around them, and the form that an answer has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.model import AnswerKind, Question
from ingest.normalize import fold
from vectorstore.analysis import words

_ASKS = re.compile(
    r"为什么|为何|因何|什么时候|什么样|什么|多少|哪些|哪一|哪个|哪里|哪儿|哪位|哪种|哪几|哪|如何|怎么样|怎么办|怎么|怎样"
    r"|何时|何地|何种|何处|何人|何|谁|几(?!乎)|多(?=[大高长久快重宽远深])|是否|吗"
)
_COUNTER = re.compile(r"^(?:一|几)?(?:个|些|种|位|名|座|所|家|条|项|部|支|类|本|首|届|次|份|间|样)?(?:的)?")
_LIGHT = "的地得了是在和与及之其于为以被由从到对向用有所将把个一这那该此"
_HAN = re.compile(r"[\u4e00-\u9fff]+")

ASKING: Mapping[str, re.Pattern[str]] = {
    "who": re.compile(r"谁|哪一?位|何人|什么人|哪些人|哪个人|哪一?名|姓名|叫什么"),
    "when": re.compile(r"何时|什么时[候间]|哪一?[年天日月]|几[月号日]|何年|时间|日期|年份|几时|年代|世纪|啥时候"),
    "where": re.compile(r"哪里|哪儿|何[地处]|什么地方|哪一?[个座]?(?:城市|地区|国|省|市|县|州|区|地)|在哪|位于|地点"),
    "how_many": re.compile(r"多少|几(?!乎)|多[大高长久快重宽远深]|数量|总数"),
    "how_long": re.compile(r"多久|多长时间|几[年天日周]|几个?(?:月|小时)|期限|多少[年天日]|时限"),
    "money": re.compile(r"多少[万亿]?(?:美|欧|日)?元|多少钱|价格|费用|金额|补贴|罚款|票价|售价"),
    "share": re.compile(r"百分之几|比例|占比|比重|率|百分"),
    "people": re.compile(r"多少(?:人|名|位)|几(?:个)?(?:人|名|位)|人口|人数"),
    "why": re.compile(r"为什么|为何|因何|原因|何以|缘故|什么导致|因为什么"),
    "how": re.compile(r"如何|怎么|怎样|方式|方法|途径|流程|程序|步骤"),
    "what_is": re.compile(r"什么是|是什么|指什么|是指|意思|含义|定义|又称|别名|叫什么|称为什么"),
    "list": re.compile(r"哪些|哪几|有什么|包括|分为|分别|内容"),
    "yes_no": re.compile(r"吗|是否|能不能|可不可以|是不是|有没有|能否|可否"),
    "organisation": re.compile(
        r"哪一?[个家所支]?[^,。?]{0,4}(?:公司|大学|学校|机构|部门|单位|组织|球队|银行|局|委|队|厅|党)"
    ),
    "work": re.compile(r"哪一?[部本首张篇]|什么(?:书|歌|电影|作品|片|名称|名字)|哪个?节目"),
    "condition": re.compile(r"条件|要求|标准|什么情况|哪些情形|资格|材料"),
    "measures": re.compile(r"措施|政策|规定|支持|办法|怎么办"),
    "effect": re.compile(r"影响|结果|作用|目的|意义|后果|导致|造成|态度|看法|评价|认为|表示|说"),
}
"""What a question asks for, by its words; several may hold."""
_FACTS = frozenset(("who", "when", "where", "how_many", "how_long", "money", "share", "people"))


@dataclass(frozen=True, slots=True)
class Asking:
    """A question as the chooser sees it."""

    types: tuple[bool, ...]
    """In the order of `ASKING`, then of `AnswerKind`."""
    noun: str
    """What is asked for, behind the asking words: '大学' in '哪一所大学'; empty where nothing stands there."""
    before: str
    """The two characters before the asking words; empty where there are fewer."""
    after: str
    """The two characters behind the asking words and their measure word; empty where there are fewer."""
    folded: str

    @property
    def wants_fact(self) -> bool:
        """Whether a person, a time, a place or a figure is asked for."""
        return any(holds for name, holds in zip(ASKING, self.types, strict=False) if name in _FACTS)


TYPE_NAMES = (*ASKING, *(f"kind_{kind.value}" for kind in AnswerKind))


def read_asking(question: Question) -> Asking:
    """What a question asks for."""
    text = fold(question.resolved or question.wording)
    types = [pattern.search(text) is not None for pattern in ASKING.values()]
    types += [question.kind is kind for kind in AnswerKind]
    match = next(iter(_ASKS.finditer(text)), None)
    if match is None:
        return Asking(tuple(types), "", "", "", text)
    left = _HAN.findall(text[: match.start()])
    behind = text[match.end() :]
    behind = behind[_COUNTER.match(behind).end() :]  # type: ignore[union-attr]
    right = _HAN.match(behind)
    before = left[-1][-2:] if left and text[: match.start()].endswith(left[-1]) else ""
    noun = _noun(right.group()) if right else ""
    after = right.group()[len(noun) :][:2] if right and noun else ""
    return Asking(tuple(types), noun, before, after, text)


def _noun(behind: str) -> str:
    first = next((word for word in words(behind) if word.strip()), "")
    return "" if first[:1] in _LIGHT else first
