"""What the parts of a sentence hand on to those behind them: period, subject, indicator, verb."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.facts.heads import Head, front_of
from ingest.facts.indicators import LEADING_VERB, measures
from ingest.facts.parts import Part, Sentence
from ingest.facts.subjects import NAMED_ALONE, OF_PROJECTS
from ingest.facts.words import Statement, Words
from ingest.figures.quantities import Direction
from ingest.model import TextSpan

_PEOPLE = r"人员|学生|居民|家庭|企业|者|职工|对象|群体|儿童|老人|老年人|机构|单位|项目|户|毕业生"
_WHOM = rf"(?:{_PEOPLE}|公司|人才|农民工?|组织|主体|园区|开发区|平台|基地|团队|个人|协会|合作社|业务|的)"
_GIVES = r"(?:给予|按|予以|发放|奖励|补助|补贴|资助)"
_BEFORE_GIVES = r"(?:再|每年|每家|每户|每人|可|将|分别|按照?|一次性|最高|由|财政|省级|市级|区级)*"
FOR = re.compile(
    rf"\s*[\u4e00-\u9fff]{{0,10}}?(?:对于?|凡|向)(?P<whom>[^,;对]{{2,48}}?{_WHOM})\s*(?:$|{_BEFORE_GIVES}{_GIVES})"
)
"""对首次上规的企业(给予…)"""
_CONDITION = re.compile(r"\s*(?:其中)?(?P<whom>(?![且并或])[^,;]{4,40}(?<!目)的)$")
_SIZED = re.compile(
    r"\s*(?P<whom>[^,;]{2,30}的(?:企业|单位|机构|项目|园区|开发区|村|乡镇|县|区|市|地区|家庭|人员|学校|医院))$"
)
"""500人以上的企业, where a figure tells which."""
_RELATIVE = re.compile(
    r"\s*(?P<whom>(?!支持|鼓励|引导|培育|引进|服务|帮助|推动|加快|加强|建立|建设|完善|对|给予|优先|发展|打造|形成|提升|促进|围绕|聚焦|在|为|按)"
    r"[^,;:]{2,30}的[\u4e00-\u9fff“”\"]{0,10}?(?:企业|单位|机构|园区|开发区|家庭|人员|学校|医院|人才|团队))$"
)
"""申请补助的企业: who is spoken of, for the parts behind."""
_FURTHER_CONDITION = re.compile(r"\s*[且并或][^,;]{2,40}的$")
_LABELLED = re.compile(
    rf"\s*(?P<whom>[^,;:]{{1,30}}(?:{_PEOPLE}|用地|[区县市])"
    rf"|{NAMED_ALONE})$"
)
_FOR_SOMEBODY = re.compile(r"\s*(?:同时|此外|其中)?(?:对于?(?![标接外口照比应内])|凡)")
_FOR_EACH = re.compile(r"\s*每(?:增加|新增|引进|超[过出]?|高|多|提高|上升|达到|满)")
"""每增加500万美元,再给予5万元奖励: nobody is named whom it is for."""
_EACH_UNKNOWN = re.compile(
    r"\s*(?:每[名位支]|各)[\u4e00-\u9fff]{1,8}?(?:每[年月季]|全年|走访|拜访|联系|包联|引进|招引|完成|实现|新增|培育)"
)
_HEADS_LIST = re.compile(
    r"(?:目标|任务|要求|举措|措施|工作|如下|其中|方面|即|包括|内容|指标|重点|期间|阶段|年|标准|提出|指出|明确|规定|强调)(?:是|为)?\s*$|^\s*$"
)
_TOPIC = re.compile(
    r"\s*(?P<whom>[^,;:]{2,40}?(?:人员|企业|者|机构|单位|组织|项目|户|园区|开发区|平台|基地|社|场所|银行|公司|学校|医院"
    r"|建筑|工程))\s*$"
)
_OBLIGED_ONE = re.compile(
    r"\s*(?P<whom>[\u4e00-\u9fff、]{0,14}(?:人员|企业|机构|单位|组织|园区|开发区|银行|公司|学校|医院|幼儿园|政府|管委会))(?:应当|必须)"
)
"""学校应当开设课程,配备教师1名: who shall do it, for the parts behind too."""
_OF_CONDITIONS = re.compile(r"条件|具备|符合|情形")
_OBLIGED = re.compile(r"\s*(?:应当?|必须|须|不得)")
_STATED = re.compile(r"(?:完成|实现|进入|达到|高于|低于|不低于|不少于|超过|均|居|位居|保持|突破)")
_AHEAD = re.compile(r"[到至“\"十]|20|力争|未来|通过|用|[一二三四五六七八九\d]+年")
_IF = re.compile(
    r"(?:的|时|情形|条件下|情况下)\s*$|^\s*(?:如果|如|若|凡|当)(?![期年地前])"
    r"|未[达满]|^\s*(?:超过部分|除|雇主|主管机关|以[^,;]{2,12}计)|^\s*(?:得(?![到分以])|可以?(?![再用持])|方可|始得|免)|(?<![学患费营动资与理用业愿记作发有益创残长])者\s*$"
)


@dataclass(slots=True)
class Carried:
    """What earlier parts of a sentence say that later ones do not repeat."""

    period: TextSpan | None = None
    leading: TextSpan | None = None
    """The period that the group of parts up to a semicolon begins with; one further on holds for that group only."""
    group_stated: bool = False
    """Whether the group has stated anything."""
    often: TextSpan | None = None
    subject: TextSpan | None = None
    told_until: int = 0
    """Where the words for whom it is end; figures in them tell who that is."""
    placed: bool = False
    """True where `subject` is a place, zone or body and not somebody whom a grant or a condition names."""
    whole: TextSpan | None = None
    """全市 of 全市国家级开发区达到4家, whose zones are counted."""
    local: bool = False
    """True where `subject` holds up to the next semicolon only."""
    unclear: bool = False
    """True where an earlier part says for whom the figures hold in a way that is not understood."""
    topic: TextSpan | None = None
    """The part before, where it may be the subject of 应当 that follows."""
    at: int = 0
    """Where the part begins that is read."""
    latest: Statement | None = None
    """What the part before states, where it states one thing only: 投资90亿元,增长20%."""
    stated: bool = False
    """Whether the part before states anything."""
    of_unknown: bool = False
    """True behind 其中 or 包括 where the whole was not understood."""
    indicator: Words | None = None
    unit: str = ""
    """Of the figure that `indicator` was last read with; empty where it had none."""
    change: str = ""
    """Of that figure."""
    listed: tuple[Words, ...] = ()
    """Indicators of the last list with 分别."""
    verb: TextSpan | None = None
    """Of the enumeration that goes on: 新增甲20家、乙30家."""
    bound: Direction = Direction.EXACT
    """Of its first count: 至少建立一个甲、一个乙."""
    pending: list[Statement] = field(default_factory=list)
    """Counts whose thing is named later: 每县培育2家、每市培育3家重点企业."""
    fresh: bool = True
    """True where a part begins a thought of its own, so that a condition in it is whole."""
    follows: bool = True
    """True at the clause's start and behind a part that leaves no doubt what a short indicator is of."""


def open_part(text: str, part: Part, carried: Carried) -> None:
    """Takes over what a part says at its beginning, for itself and for those behind it."""
    start, end = part.span.start, part.span.end
    front = front_of(text, start, end)
    carried.at = start
    if front.period is not None:
        carried.period, carried.often = front.period, None
        if not carried.group_stated:
            carried.leading = front.period
    elif front.subject is not None and not carried.group_stated:
        # 东区征地,2026年建成;西区征地: the year is that of 东区.
        carried.period = carried.leading
    carried.often = front.often or carried.often
    if front.subject is None and (carried.placed or carried.subject is None) and _EACH_UNKNOWN.match(text, start, end):
        # 每名招商员拜访企业20家,引进项目2个: whose figures they are is not understood.
        carried.subject, carried.unclear = None, True
    gives = front.subject is not None and front.subject.slice(text).endswith("财政")
    if front.subject is not None and not (gives and carried.subject is not None and not carried.placed):
        carried.subject, carried.placed, carried.verb, carried.listed = front.subject, True, None, ()
        carried.local = OF_PROJECTS.search(front.subject.slice(text)) is not None
    _take_whom(text, part, carried)
    if not part.figures and front.subject is not None:
        # 各县主营业务收入进入前三,力争甲县过450亿元: the indicator goes on without a figure of its own.
        stated = _STATED.search(text, front.words.start, end)
        if stated and measures(text[front.words.start : stated.start()], "元"):
            carried.indicator, carried.unit = Words((TextSpan(front.words.start, stated.start()),)), ""


def _take_whom(text: str, part: Part, carried: Carried) -> None:
    """Somebody whom a grant (对…), a condition (…的), a label (…:) or an obligation (…,应当) names."""
    start, end = part.span.start, part.span.end
    whom = FOR.match(text, start, end) or _CONDITION.match(text, start, end)
    if whom is None and part.figures:
        whom = _SIZED.match(text, start, end)
    if whom is None and (_FOR_SOMEBODY.match(text, start, end) or _FOR_EACH.match(text, start, end)):
        carried.subject, carried.unclear = None, True
    if whom is None and not part.opens_list:
        whom = _RELATIVE.match(text, start, end)
    partial = whom is not None and whom.re is not FOR and not carried.fresh
    if whom is None and part.opens_list and not part.figures:
        words = front_of(text, start, end).words
        if _is_measured(words.slice(text)) and not _HEADS_LIST.search(text, start, end):
            # 项目投资强度:国家级开发区不低于400万元/亩 names what is measured for all of the list.
            carried.indicator, carried.unit = Words((words,)), ""
            carried.told_until = start
            return
        whom = _LABELLED.match(text, start, end)
        carried.unclear = carried.unclear or (whom is None and not _HEADS_LIST.search(text, start, end))
    if partial or _FURTHER_CONDITION.match(text, start, end):
        carried.subject, carried.unclear = None, True
    elif whom is not None:
        carried.subject, carried.placed = TextSpan(*whom.span("whom")), False
    carried.told_until = whom.end("whom") if whom is not None else start
    if carried.topic is not None and _OBLIGED.match(text, start, end):
        carried.subject, carried.placed = carried.topic, False
    obliged = None if whom is not None or carried.subject is not None else _OBLIGED_ONE.match(text, start, end)
    if obliged is not None and _OF_CONDITIONS.search(text, start, end) is None:
        carried.subject, carried.placed = TextSpan(*obliged.span("whom")), False
    topic = None if part.figures else _TOPIC.match(text, start, end)
    carried.topic = TextSpan(*topic.span("whom")) if topic else None


def _is_measured(words: str) -> bool:
    return measures(words, "元") or (LEADING_VERB.match(words) is not None and measures(words, "个"))


def begins_afresh(text: str, part: Part, stated: bool) -> bool:
    """Whether the part behind `part` begins a thought of its own."""
    start, end = part.span.start, part.span.end
    if stated or part.ends_group or part.opens_list:
        return True
    return not front_of(text, start, end).words.slice(text).strip()


def leaves_no_doubt(text: str, part: Part, carried: Carried, stated: bool) -> bool:
    """Whether a short indicator behind `part` (建筑面积) is of the subject carried.

    So behind a part that only says when, for whom or under what heading it holds, in a list of targets,
    and behind a statement of a place; behind others it may be of any thing that they name.
    """
    start, end = part.span.start, part.span.end
    if part.opens_list or FOR.match(text, start, end) or _CONDITION.match(text, start, end):
        return True
    if not front_of(text, start, end).words.slice(text).strip():
        return True
    if stated and carried.period is not None and _AHEAD.match(text, carried.period.start):
        return True
    return carried.placed and not part.figures and _STATED.search(text, start, end) is not None


def is_repeated(text: str, carried: Carried) -> bool:
    """Whether how often was said with 每: 年均 is a mean of the one indicator that it stands with."""
    return carried.often is not None and text.startswith("每", carried.often.start)


def has_happened(text: str, carried: Carried) -> bool:
    """Whether the sentence reports what there is: 截至2024年底,已建成企业80家,上市公司5家."""
    named = carried.period.slice(text) if carried.period is not None else ""
    return named.startswith("截") or (carried.verb is not None and text[: carried.verb.start].endswith("已"))


def when(head: Head, carried: Carried, repeated: bool = False) -> tuple[Words | None, bool]:
    """The period of a figure, and whether it names a year or the like; how often goes with it (到2025年 年均).

    How often is said of the part that says it, and behind it only where `repeated`, of what goes on.
    """
    period, often = head.period or carried.period, head.often
    if often is None and carried.often is not None and (repeated or carried.often.start >= carried.at):
        often = carried.often
    pieces = sorted(piece for piece in (period, often) if piece is not None)
    return (Words(tuple(pieces), " ") if pieces else None), period is not None


def only_if(sentence: Sentence) -> list[bool]:
    """For each part, whether it only says when something holds: 面积低于15平方米,且未购房的,给予补贴."""
    marks = []
    later = False
    for part in reversed(sentence.parts):
        later = (later and not part.ends_group) or _IF.search(part.span.slice(sentence.text)) is not None
        # 减少30%以上:补贴一万元, too, says when.
        marks.append(later or part.opens_list)
    return marks[::-1]
