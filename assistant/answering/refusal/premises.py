"""What a question takes for granted, and the question that asks for it instead.

'为什么把税收定为30万元' takes 30万元 for granted; '税收定为多少元' asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answering.fit import FREQUENCY
from assistant.model import Language, Question
from ingest.figures.quantities import Quantity, find_quantities
from ingest.normalize import fold

_WHY = re.compile(
    r"为什么|为何|为啥|凭什么|怎么(?:会|才|只|就|把|不)|\bwhy (?:does|do|did|is|are|was|were|has|have|must|should)?\s*"
)
"""Words of a question that takes the rest of its sentence for granted."""
_SET = re.compile(
    r"(?:定[为在成到]|[降调涨升减加](?:低|整|高|少|到)?[为到成至]|改[为成到]|只(?:要求|有|要|给)"
    r"|(?:放宽|延长|缩短|扩大|压缩|下调|上调|提前|推迟)[为到成至])[^,。;?]{0,4}$"
)
"""Words before a figure that say it has been laid down, whatever is asked behind them."""
_THEN = re.compile(
    r"[^,。;?]{0,14}[,。]\s*(?:那|这(?:个|一)?(?:数|指标|目标|标准|比例|要求|规定)|(?:又|具体)?是?(?:怎么|如何|怎样)"
    r"(?:考核|测算|计算|算出|定|来|分解|确定|提出)|是?(?:哪[天年]|什么时候|何时|啥时候)(?:改|定|降|提|放宽|调|开始))"
)
"""Behind a figure: what goes on from it, '，这个数是怎么测算的'."""
_COMMENT = re.compile(r"[,。;?](?:怎么|咋)?(?:这么|那么|如此|太|是不是太)[^,。;?]{0,8}[?]?$|[,。;?]\s*[?]*$")
"""'，这么贵？' behind the figure."""
_ONCE = re.compile(r"都?[^,。;?多几]{0,8}一[次回遍轮]")
"""Behind 每年: it says how often, and is not asked."""
_HEARSAY = re.compile(r"^(?:听说|据说|据悉|有人说|既然|都说)")
_BY_BODY = re.compile(r"由(?P<body>[^,。;?由]{2,16}?)(?=牵头|负责|统筹|主管|审批|组织|承担|管理)")
_ENGLISH_UNITS = {"%": "what percentage", "年": "how many years"}


@dataclass(frozen=True, slots=True)
class Premise:
    """Something taken for granted, with the question that asks for it."""

    said: str
    """As written: '30万元', '市财政局', '每年'."""
    asks: str
    """The question to put to the documents instead."""
    figure: Quantity | None = None
    """Set where a figure is taken for granted."""
    frequency: str = ""
    """Set where it is how often something happens."""

    def agrees(self, text: str) -> bool | None:
        """Whether `text` bears the premise out; None where it says nothing of the kind."""
        if self.frequency:
            said = [match.group() for match in FREQUENCY.finditer(fold(text))]
            return self.frequency in said if said else None
        if self.figure is not None:
            figure = self.figure
            alike = [quantity for quantity in find_quantities(text) if quantity.is_amount and _alike(figure, quantity)]
            return any(_equal(figure, quantity) for quantity in alike) if alike else None
        return _core(self.said) in fold(text)


def premises_of(question: Question) -> Iterator[Premise]:
    """What the question takes for granted, each part by itself."""
    text = fold(question.resolved or question.wording)
    english = question.language is Language.ENGLISH
    why = _WHY.search(text) is not None
    rest = _HEARSAY.sub("", _COMMENT.sub("", _WHY.sub("", text)))
    often = FREQUENCY.search(rest)
    for quantity in find_quantities(rest):
        if often and quantity.unit == "次":
            continue  # 每年一次: how often is what is taken for granted
        taken = why or _SET.search(rest[: quantity.amount.start]) or _THEN.match(rest, quantity.span.end)
        if quantity.is_amount and quantity.unit and taken:
            yield Premise(quantity.amount.slice(rest), _asking(rest, quantity, english), quantity)
    if often and (why or _ONCE.match(rest, often.end())):
        asks = rest[: often.start()] + "多久" + rest[often.end() :]
        yield Premise(often.group(), asks.partition(",")[0], frequency=often.group())
    body = _BY_BODY.search(rest) if why else None
    if body:
        yield Premise(body["body"], f"{rest[: body.start('body')]}哪个部门{rest[body.end('body') :]}")


def _asking(rest: str, quantity: Quantity, english: bool) -> str:
    """The clause of the figure with a question word in its place."""
    start, end = quantity.span.start, quantity.span.end
    if english:
        return f"{rest[:start]}{_ENGLISH_UNITS.get(quantity.normal_unit, 'how much')}{rest[end:]}"
    unit = "%" if quantity.normal_unit == "%" else quantity.unit
    asked = "百分之几" if unit == "%" else f"多少{unit}"
    behind = re.split(r"[,。;?]", rest[end:], maxsplit=1)[0]
    return rest[:start] + asked + behind


def _alike(one: Quantity, other: Quantity) -> bool:
    """'2000亿' and '1000亿元' are alike, and so are '30万元' and '20万元/亩'."""
    return any(
        first and second and (first.startswith(second) or second.startswith(first))
        for first, second in ((one.normal_unit, other.normal_unit), (one.unit, other.unit))
    )


def _equal(one: Quantity, other: Quantity) -> bool:
    if one.value is None or other.value is None:
        return one.number == other.number
    return other.value[0] <= one.value[0] and one.value[1] <= other.value[1]


def _core(body: str) -> str:
    """'市财政局' as the texts may write it: 财政局."""
    return re.sub(r"^[省市县区州]", "", body) or body
