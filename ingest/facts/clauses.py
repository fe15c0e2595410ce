"""Facts out of the sentences of a clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ingest.figures.comparators import bound_of
from ingest.facts.indicators import COUNT_VERB, COUNTED, COUNTS, GRANT_VERB, GRANTED, LEADING_VERB, VERB, measures
from ingest.facts.parts import Part, Sentence
from ingest.facts.periods import DATED, NEAR, OFTEN, PERIOD, SPAN
from ingest.facts.subjects import LEVEL, LEVEL_LIST, SUBJECT, subject_at
from ingest.model import TextSpan
from ingest.quantities import Direction, Quantity, find_quantities

_LEAD = re.compile(
    r"(?:[、\s]|——|[一二三四五六七八九十]{1,3}、|\(\d{1,2}\)|-(?=\d)|和(?!平)|及|与|以及|并(?!购|网)|同时|此外|另外|其中|即|且)"
    r"|(?:使(?![用命])|力争|确保|争取(?![\u4e00-\u9fff]{0,4}资金)|努力|推动|促进|实现|全面|基本|预计|计划(?!单列|生育)|要|应当?(?![急用收届税])|必须|须|原则上|总体|进一步|稳步|持续|不断|逐步|力求|使得|保证(?!金)|保持"
    r"|达到|达(?!产|标)|再(?![生次贷融保造制])|重点(?=[围培引打建推发新])|至少|最多|给予(?=[\u4e00-\u9fff]{0,8}(?:补贴|补助|奖励|资助|奖金))|累计|总计|共有?|现有|拥有|有(?![效机限色关])|合计|分别|均(?![衡价])|都|各(?=[引新培建打])|还|已|将)"
)
_TAIL = re.compile(
    r"(?:达到|达|为|是|有|约|近|超过?|突破|(?<![年月人户亩日周])均|都|全部|全面|各|分别|原则上|总计|合计|共计?|累计|力争|实现|完成|保持在?|稳定在|维持在|控制在|限制在"
    r"|增至|升至|降至|降到|[增提][长加高升]到|[增提][长加高升]至|下降[到至]|降低[到至]|减少[到至]|扩大[到至]|(?:增长|增加|提高|提升|上升|上涨|扩大|下降|降低|减少|压减|压缩|缩短|下浮|下调|增幅|增速|降幅)"
    r"|在|至|到|:|\s|等|要|应当?|必须|须|不得|再|净|同比|环比|平均|总共|最终|尽量|基本|努力|确保|争取|预计|计划|将|已|每[人户家个](?=$)|按|的"
    r"|(?:(?<![占同])比(?![重例率])|较)(?:[\u4e00-\u9fff“”\"\d]{1,10}?(?:年|末|期|水平|基础上|平均)(?:水平)?))$"
)
_CHANGES = re.compile(r"(?:增长|增加|提高|提升|上升|上涨|扩大|下降|降低|减少|压减|压缩|缩短|下浮|下调)(?:了|超过|达到?|约)?$")
_REACHED = re.compile(r"[增提上下降减扩缩延][长加高升降低至少大短][到至为]$|[增升降]至$")
_CLOSES = re.compile(r"\s*(?:$|[、)”\"]|的?(?:目标|水平|速度)(?:$|、)|等(?:$|[、目]))")
_SHORT_OF = re.compile(r"不满|未满|未达|不足|不到")
"""Comparators that say when something holds; nobody aims at them."""
_JOINS = re.compile(r"\s*(?:和|及|与|以及|并|且)")
_AFTERWARDS = re.compile(r"(?:达产|投产|建成|竣工|验收|认定)后")
_RANK = frozenset(("位", "名次", "岁", "分钟", "天", "个工作日", "个月", "年", "小时", "周", "个季度", "个自然日", "周年", "届", "轮", "类", "层", "次", "宗", "批", "篇", "度", "例", "份", "笔", "股"))
_WHOM = r"(?:人员|学生|居民|家庭|企业|公司|者|职工|人才|对象|群体|儿童|老人|老年人|农民工?|机构|单位|组织|主体|项目|户|毕业生|园区|开发区|平台|基地|团队|个人|协会|合作社|的)"
_FOR = re.compile(rf"\s*(?:[\u4e00-\u9fff]{{0,10}}?)(?:对于?|凡|向)(?P<whom>[^,;对向]{{2,40}}?{_WHOM})\s*(?:$|(?:再|每年|每家|每户|每人|可|将|分别|按照?|一次性|最高|由|财政|省级|市级|区级)*(?:给予|按|予以|发放|奖励|补助|补贴|资助))")
_CONDITION = re.compile(r"\s*(?:其中)?(?P<whom>(?![且并或])[^,;]{4,40}的)$")
_MEETING = re.compile(r"会议|[座推调恳]\S{0,4}会|讲座|措施|意见|建议|环节|步骤|方面|要求|原则|任务")
_AROUND = re.compile(r"(?:围绕|通过|依托|根据|按照|结合|聚焦|在|以|利用|从)")
_FURTHER_CONDITION = re.compile(r"\s*[且并或][^,;]{2,40}的$")
_OF_WHICH = re.compile(r"\s*其中")
_AHEAD = re.compile(r"[到至“\"十]|20|力争|未来|通过|用|[一二三四五六七八九\d]+年")
_STATED = re.compile(r"(?:完成|实现|进入|达到|高于|低于|不低于|不少于|超过|均|居|位居|保持|突破)")
_MONEY = re.compile(r"(?:投资|收入|产值|税收|增加值|总额|利润|gdp|支出|总值|贷款|资金|外资|销售额|交易额)$")
_OF_BASE = re.compile(r"(?P<word>不(?:得|能|应)?(?:少于|低于|高于|超过|多于|小于|大于)|占|达到?)(?P<base>(?:(?![或不])[\u4e00-\u9fff]){2,20})的$")
_IF = re.compile(r"(?:的|时|情形|条件下|情况下)\s*$|^\s*(?:如果|如|若|凡|当)(?![期年地前])|^\s*(?:得(?![到分以])|可以?(?![再用持])|方可|始得|免)|(?<![学患费营动资与理用业愿记作发有益创残长])者\s*$")
_HEADS_LIST = re.compile(r"(?:目标|任务|要求|举措|措施|工作|如下|其中|方面|即|包括|内容|指标|重点|期间|阶段|年|标准|提出|指出|明确|规定|强调)\s*$|^\s*$")
_TOPIC = re.compile(rf"\s*(?P<whom>[^,;:]{{2,40}}?(?:人员|企业|者|机构|单位|组织|项目|户|园区|开发区|平台|基地|社|场所|银行|公司|学校|医院|建筑|工程))\s*$")
_OBLIGED = re.compile(r"\s*(?:应当?|必须|须|不得)")
_LABELLED = re.compile(r"\s*(?P<whom>[^,;:]{2,30}(?:人员|学生|居民|家庭|企业|者|职工|对象|群体|儿童|老人|老年人|机构|单位|项目|户|毕业生|用地|[区县市]))$")
_GIVER = re.compile(r"(?:由)?(?:[\u4e00-\u9fff]{0,6}(?:财政|政府|资金|部门|基金))?(?:一次性|每[人家户年个]|最高)*")
_IN_PART = re.compile(r"(?P<whom>[^,;]{3,40}的)(?:每[人家户个]|一次性|最高|再)*")
_MOVED = re.compile(r"[由从][^由从,]{1,24}$")
_SHORT = 6
_STANDARD = re.compile(
    r"(?:地区生产总值|gdp|工业|财政|一般公共|固定资产|社会消费|进出口|出口|进口|实际|税收|服务业|第[一二三]产业|研发|r&d|城镇|城乡|农村|居民|满意度|人均|亩均|主营业务|外贸|招商|旅游|常住|户籍|粮食|森林|万元|单位)"
)
_LIST = re.compile(r"\s*(?:、|和|及|与)\s*")
_SHARED_NOUN = re.compile(r"占.*$")


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a clause, perhaps in pieces that other words divide; spans count from the clause's start."""

    pieces: tuple[TextSpan, ...]
    between: str = ""
    """What joins the pieces."""

    @property
    def span(self) -> TextSpan:
        return TextSpan(self.pieces[0].start, self.pieces[-1].end)


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact before its words are cut out of the source text."""

    figure: Quantity
    part: TextSpan
    subject: Words | None
    indicator: Words
    period: Words | None
    changes: str


@dataclass(slots=True)
class _State:
    """What earlier parts of the sentence say that later ones do not repeat."""

    period: TextSpan | None = None
    often: TextSpan | None = None
    subject: TextSpan | None = None
    indicator: Words | None = None
    unit: str = ""
    follows: bool = True
    """True at the sentence's start and behind a part that stated a figure, a time or whom it holds for."""
    unclear: bool = False
    """True behind a colon whose label may be whom or what the figures hold for."""
    topic: re.Match[str] | None = None
    """The part before, where it may be the subject of 应当 that follows."""
    placed: bool = False
    """True where `subject` is a place, zone or body that stands as the subject of an earlier part."""
    verb: TextSpan | None = None
    bound: Direction = Direction.EXACT
    """Of the first count of an enumeration: 至少建立一个甲、一个乙."""
    listed: tuple[Words, ...] = ()
    pending: list[Statement] = field(default_factory=list)
    """Counts whose thing is named later: 每县培育2家、每市培育3家重点企业."""


@dataclass(frozen=True, slots=True)
class _Head:
    """The words before a figure, taken apart."""

    subject: TextSpan | None
    period: TextSpan | None
    often: TextSpan | None
    words: TextSpan
    """What is left: the indicator, or empty."""
    changed: bool
    reached: bool


def statements(sentence: Sentence, first: bool = True) -> Iterator[Statement]:
    """The statements with figures of one sentence; `first` in its clause."""
    state = _State(follows=first)
    for part, conditional in zip(sentence.parts, _conditional(sentence), strict=True):
        held = state.subject, state.placed
        found = list(_part(sentence.text, part, state, conditional))
        if found and _OF_WHICH.match(sentence.text, *_ends(part.span)):
            state.subject, state.placed = held
        yield from found
        state.follows = (
            _only_opens(sentence.text, part)
            or (bool(found) and state.period is not None and _AHEAD.match(state.period.slice(sentence.text)) is not None)
            or (state.placed and not part.figures and _STATED.search(sentence.text, *_ends(part.span)) is not None)
        )
        for inner in part.inner:
            if not any(q.span.end == inner.span.start - 1 for q in part.figures):
                continue
            yield from _part(sentence.full, inner, replace(state, pending=[]), conditional)
        if part.ends_group:
            state.often = None


def _only_opens(text: str, part: Part) -> bool:
    """True for a part that only says when, for whom or under what heading what follows holds."""
    if part.opens_list or _FOR.match(text, part.span.start, part.span.end) or _CONDITION.match(text, *_ends(part.span)):
        return True
    head = _head(text, part.span.start, part.span.end, whole=True)
    return not head.words.slice(text).strip()


def _ends(span: TextSpan) -> tuple[int, int]:
    return span.start, span.end


def _conditional(sentence: Sentence) -> list[bool]:
    """For each part, whether it only says when something holds: 面积低于15平方米,且未购房的,给予补贴."""
    marks = []
    later = False
    for part in reversed(sentence.parts):
        later = (later and not part.ends_group) or bool(_IF.search(part.span.slice(sentence.text)))
        marks.append(later)
    return marks[::-1]


def _part(text: str, part: Part, state: _State, conditional: bool = False) -> Iterator[Statement]:
    start, end = part.span.start, part.span.end
    _open(text, part, state)
    if conditional:
        return
    position = start
    figures = list(part.figures)
    i = 0
    while i < len(figures):
        run = _run(text, figures, i)
        last = figures[run - 1]
        following = figures[run].span.start if run < len(figures) else end
        closes = _CLOSES.match(text, last.span.end, end) or (following < end and _JOINS.match(text, last.span.end, following))
        if closes and (following == end or last.span.end < following):
            found = list(_before(text, part, position, figures[i:run], state))
            yield from found
            position = last.span.end
        elif run == i + 1:
            behind = _behind(text, part, position, figures[i], state, figures[run:])
            if behind is not None:
                for before in state.pending:
                    if before.part == part.span and before.figure.normal_unit == behind.figure.normal_unit:
                        pieces = (*before.indicator.pieces, behind.indicator.pieces[-1])
                        yield replace(before, indicator=Words(pieces))
                state.pending.clear()
                yield behind
                position = behind.indicator.pieces[-1].end
                while run < len(figures) and figures[run].span.start < position:
                    run += 1
        i = run


def _run(text: str, figures: Sequence[Quantity], first: int) -> int:
    """End of the run of figures that only 、 and the like divide, from `first` on."""
    end = first + 1
    while end < len(figures) and _LIST.fullmatch(text, figures[end - 1].span.end, figures[end].span.start):
        end += 1
    return end


def _open(text: str, part: Part, state: _State) -> None:
    """Takes over what a part says at its beginning for itself and those after it."""
    start, end = part.span.start, part.span.end
    head = _head(text, start, end, whole=True)
    if head.period is not None:
        state.period, state.often = head.period, None
    if head.often is not None:
        state.often = head.often
    if head.subject is not None:
        state.subject, state.verb, state.placed = head.subject, None, True
        state.listed = ()
    if _FURTHER_CONDITION.match(text, start, end):
        state.subject, state.unclear = None, True
    match = _FOR.match(text, start, end)
    condition = None if match else _CONDITION.match(text, start, end)
    if match or condition:
        found = match or condition
        assert found is not None
        state.subject, state.placed = TextSpan(*found.span("whom")), False
    labelled = _LABELLED.match(text, start, end) if part.opens_list and not part.figures else None
    if labelled:
        state.subject, state.placed = TextSpan(*labelled.span("whom")), False
    elif part.opens_list and not _HEADS_LIST.search(text, start, end):
        state.unclear = True
    topic = state.topic
    state.topic = None if part.figures else _TOPIC.match(text, start, end)
    if topic is not None and _OBLIGED.match(text, start, end):
        state.subject, state.placed = TextSpan(*topic.span("whom")), False
    if not part.figures and head.subject is not None:
        # 各县主营业务收入进入全省前三,力争甲县过450亿元: the indicator goes on without a figure of its own.
        stated = _STATED.search(text, head.words.start, end)
        if stated and measures(text[head.words.start : stated.start()], "元", False, False):
            state.indicator, state.unit = Words((TextSpan(head.words.start, stated.start()),)), ""


def _head(text: str, start: int, end: int, whole: bool = False) -> _Head:
    """Takes period, subject and lead words off the front of what stands before a figure, and verbs off its end."""
    period = often = subject = None
    position = start
    while position < end:
        when = PERIOD.match(text, position, end)
        if when and when.end() > position:
            if OFTEN.match(text, position, end):
                often = TextSpan(*when.span())
            else:
                period = TextSpan(*when.span())
            position = when.end()
            continue
        lead = _LEAD.match(text, position, end)
        if lead and lead.end() > position:
            position = lead.end()
            continue
        if subject is None:
            stop = subject_at(text, position, end)
            if stop > position:
                subject = TextSpan(position, stop)
                position = stop
                if text[position : position + 1] == "的":
                    position += 1
                continue
        after = _AFTERWARDS.match(text, position, end)
        if after:
            position = after.end()
            continue
        break
    if whole:
        return _Head(subject, period, often, TextSpan(position, end), False, False)
    changed = reached = False
    while position < end:
        window = text[position:end]
        tail = _TAIL.search(window[-16:])
        if tail and tail.end() > tail.start():
            changed = changed or bool(_CHANGES.search(window))
            reached = reached or bool(_REACHED.search(window))
            end -= len(tail.group())
            continue
        for pattern in (OFTEN, DATED, NEAR, SPAN):
            when = next((m for m in pattern.finditer(text, position, end) if m.end() == end), None)
            if when:
                break
        if when and when.end() == end and when.start() >= position:
            span = TextSpan(when.start(), end)
            if pattern is OFTEN:
                often = span
            else:
                period = span
            end = when.start()
            continue
        break
    return _Head(subject, period, often, TextSpan(position, end), changed, reached)


def _before(text: str, part: Part, start: int, run: list[Quantity], state: _State) -> Iterator[Statement]:
    """Statements whose indicator stands before the figures: 亩均税收不低于20万元."""
    first = run[0]
    if any(not _states(q) for q in run[-1:]):
        return
    head = _head(text, start, first.span.start)
    moved = _MOVED.search(text[start : first.span.start])
    if moved is not None and head.reached:
        head = replace(_head(text, start, start + moved.start()), reached=True)
    base = _OF_BASE.search(text[start : first.span.start]) if first.normal_unit == "%" else None
    if base is not None:
        head = _head(text, start, start + base.start())
        if not first.comparator:
            first = replace(first, bound=bound_of(base["word"], "", ""))
    if head.period is not None and text[head.period.start] in "从由":
        return
    subject = head.subject or state.subject
    period = _when(head, state)
    change = _change(first, head)
    if len(run) > 1:
        yield from _several(text, part, run, head, state)
        return
    first = _in_money(first, text[head.words.start : head.words.end])
    unit = first.normal_unit
    words = text[head.words.start : head.words.end]
    indicator: Words | None = None
    labelled = text[: first.span.start].rstrip().endswith(":")
    if not words.strip() or (SUBJECT.fullmatch(words) and head.subject is None):
        if state.indicator is None or not (state.unit in (unit, "") or unit in ("番", "倍", "%")):
            return
        if head.subject is None and not words.strip() and start == part.span.start:
            return
        indicator = state.indicator
    elif words.startswith("占") and measures("产值" + words, unit, False, False) and state.indicator is not None:
        indicator = Words((*state.indicator.pieces, head.words))
    elif LEADING_VERB.fullmatch(words.strip()) and unit in COUNTS:
        state.pending.append(Statement(first, part.span, _one(subject), Words((head.words,)), period, change))
        return
    elif measures(words, unit, change != "", not first.comparator, base is not None) and not (labelled and unit in COUNTS):
        indicator = _with_verb(text, head.words, state, unit)
        if base is not None:
            indicator = Words((head.words, TextSpan(start + base.start("base"), start + base.end("base"))), "占")
    if state.unclear and head.subject is None and state.subject is None:
        return
    if indicator is None or not _plausible(text, first, head, indicator):
        return
    if unit not in COUNTS and not words.startswith("占") and _short(words) and head.subject is None and not state.follows:
        return
    if not words.startswith("占"):
        state.indicator, state.unit = indicator, unit
    yield Statement(first, part.span, _one(subject), indicator, period, change)


def _one(span: TextSpan | None) -> Words | None:
    return Words((span,)) if span is not None else None


def _plausible(text: str, figure: Quantity, head: _Head, indicator: Words) -> bool:
    if figure.number == "一" and not figure.comparator:
        return False
    return not (figure.normal_unit == "" and not (figure.comparator or re.search(r"[指]数$", text[indicator.pieces[-1].start : indicator.pieces[-1].end])))


def _short(words: str) -> bool:
    """True for an indicator that says what is measured only together with what was named before it: 建筑面积."""
    return len("".join(words.split())) <= _SHORT and not (_STANDARD.match(words.strip()) or LEADING_VERB.match(words.strip()))


def _in_money(figure: Quantity, words: str) -> Quantity:
    """工业投资200亿 means 元, which the text leaves out behind 亿 and 万."""
    if figure.normal_unit == "" and figure.unit[-1:] in ("亿", "万") and _MONEY.search(words):
        return replace(figure, normal_unit="元")
    return figure


def _states(figure: Quantity) -> bool:
    """False for figures that measure no indicator: ranks, ages, durations."""
    unit = figure.normal_unit.partition("/")[0]
    return unit not in _RANK and figure.value is not None and not _SHORT_OF.search(figure.comparator)


def _change(figure: Quantity, head: _Head) -> str:
    if head.reached:
        return ""
    if figure.change is not None:
        return str(figure.change)
    return ""


def _change_of_all(run: Sequence[Quantity], head: _Head) -> str:
    return next((change for change in (_change(figure, head) for figure in run) if change), "")


def _when(head: _Head, state: _State) -> Words | None:
    period, often = head.period or state.period, head.often or state.often
    pieces = sorted(p for p in (period, often) if p is not None)
    return Words(tuple(pieces), " ") if pieces else None


def _with_verb(text: str, words: TextSpan, state: _State, unit: str) -> Words:
    """The indicator, with the verb that an enumeration names once: 新增甲20家、乙30家."""
    verb = LEADING_VERB.match(text, words.start, words.end)
    if verb and verb.end() < words.end:
        state.verb = TextSpan(*verb.span())
        return Words((words,))
    inherited = state.verb
    if inherited is not None and unit in COUNTS and re.search(r"[新净]", inherited.slice(text)) and not re.search("[总]数", words.slice(text)):
        return Words((inherited, words))
    return Words((words,))


def _several(text: str, part: Part, run: list[Quantity], head: _Head, state: _State) -> Iterator[Statement]:
    """甲、乙分别达到1、2: each value with what stands at its place in the list."""
    figures = _same_unit(run)
    together = text[head.words.end : run[0].span.start]
    if figures is None or "分别" not in together + text[part.span.start : head.words.start]:
        return
    shared = head.subject
    lead = text[head.words.start : head.words.end]
    if not lead.strip() and len(state.listed) == len(run):
        items: tuple[Words, ...] = state.listed
    elif shared is not None and LEVEL_LIST.fullmatch(shared.slice(text)) and measures(lead, figures[0].normal_unit, False, False):
        subjects = _zones(text, shared)
        if len(subjects) != len(run):
            return
        for figure, subject in zip(figures, subjects, strict=True):
            yield Statement(figure, part.span, Words(subject), Words((head.words,)), _when(head, state), _change_of_all(run, head))
        return
    else:
        spans = _items(text, head.words)
        if len(spans) != len(run):
            return
        suffix = _SHARED_NOUN.search(text[: head.words.end], spans[-1][0].start)
        if suffix and not any(_SHARED_NOUN.search(s[0].slice(text)) for s in spans[:-1]):
            tail = TextSpan(suffix.start(), head.words.end)
            spans = [(s[0], tail) for s in spans[:-1]] + [(spans[-1][0],)]
        items = tuple(Words(s) for s in spans)
        unit = figures[0].normal_unit
        if not all(measures("".join(p.slice(text) for p in w.pieces), unit, True, False) for w in items):
            return
        state.listed = items
    subject_span = shared or state.subject
    for figure, item in zip(figures, items, strict=True):
        yield Statement(figure, part.span, _one(subject_span), item, _when(head, state), _change_of_all(run, head))


def _items(text: str, span: TextSpan) -> list[tuple[TextSpan, ...]]:
    items, start = [], span.start
    for match in _LIST.finditer(text, span.start, span.end):
        items.append((TextSpan(start, match.start()),))
        start = match.end()
    return [*items, (TextSpan(start, span.end),)]


def _zones(text: str, span: TextSpan) -> list[tuple[TextSpan, ...]]:
    """国家级、省级开发区 as 国家级开发区 and 省级开发区."""
    items = _items(text, span)
    level = LEVEL.match(text, items[-1][0].start)
    zone = TextSpan(level.end(), span.end) if level else span
    return [(*item, zone) if LEVEL.fullmatch(text, item[0].start, item[0].end) else item for item in items]


def _same_unit(run: list[Quantity]) -> list[Quantity] | None:
    """The figures with the unit that only the last one has; None where units differ otherwise."""
    last = run[-1]
    shared = run[0].bound if run[0].bound is not Direction.EXACT else last.bound
    figures = []
    for figure in run:
        if figure.unit == "" and last.unit:
            again = find_quantities(f"{figure.number}{last.unit}")
            if len(again) != 1 or again[0].value is None:
                return None
            figure = replace(figure, value=again[0].value, normal_unit=last.normal_unit, unit=last.unit)
        elif figure.normal_unit != last.normal_unit:
            return None
        figures.append(replace(figure, bound=shared) if figure.bound is Direction.EXACT else figure)
    return figures


def _behind(text: str, part: Part, start: int, figure: Quantity, state: _State, further: Sequence[Quantity]) -> Statement | None:
    """A statement whose counted thing stands behind the figure: 培育12家龙头企业."""
    if not _states(figure) or figure.normal_unit in ("%", ""):
        return None
    left = text[start : figure.span.start]
    head = _head(text, start, figure.span.start)
    end = part.span.end
    for mark in re.compile(r"、|[和及与](?=\s*(?:[\d一两三四五六七八九十]|若干|一批))").finditer(text, figure.span.end, end):
        if any(mark.end() <= q.span.start for q in further) or mark.group() == "、":
            end = mark.start()
            break
    if text[figure.span.end : figure.span.end + 1] == "的":
        return None
    noun = TextSpan(figure.span.end, end)
    plain = noun.slice(text).strip()
    if figure.normal_unit.partition("/")[0].endswith("元"):
        verb = GRANT_VERB.search(left.rstrip())
        granted = GRANTED.fullmatch(plain)
        if verb is None or granted is None:
            return None
        rest = text[head.words.start : start + verb.start()].strip()
        inside = _IN_PART.fullmatch(text, head.words.start, start + verb.start())
        if rest and not (inside or _FOR.match(text, start, figure.span.start) or _GIVER.fullmatch(rest)):
            return None
        subject = TextSpan(*inside.span("whom")) if inside else state.subject if _FOR.match(text, start, end) else head.subject or state.subject
        return Statement(figure, part.span, _one(subject), Words((noun,)), _when(head, state), "")
    verb = COUNT_VERB.search(left.rstrip())
    listed = not left.strip(" 、和及与") and state.verb is not None
    if verb is None and not listed:
        return None
    if not COUNTED.search(plain) or _MEETING.search(plain) or len(plain) > 34:
        return None
    counted_one = figure.bound is not Direction.EXACT or listed or state.often is not None or head.often is not None
    if figure.number == "一" and not counted_one:
        return None
    inner = [q for q in further if noun.contains(q.span)]
    if not measures(_without_figures(text, noun, inner), "个", False, False):
        return None
    subject = head.subject or state.subject
    if verb is not None:
        verb_span = TextSpan(start + verb.start("verb"), start + verb.end("verb"))
        before = TextSpan(head.words.start, max(head.words.start, verb_span.start))
        between = before.slice(text).strip()
        if between and re.fullmatch(r"[\u4e00-\u9fff、]{2,30}(?:产业|行业|产业链)", between):
            subject = before
        elif between and not _AROUND.match(between):
            return None
        state.verb, state.bound = verb_span, figure.bound
    else:
        if not figure.comparator:
            figure = replace(figure, bound=state.bound)
        assert state.verb is not None
        verb_span = state.verb
    return Statement(figure, part.span, _one(subject), Words((verb_span, noun)), _when(head, state), "")


def _without_figures(text: str, span: TextSpan, figures: Sequence[Quantity]) -> str:
    signs = list(text[span.start : span.end])
    for q in figures:
        for at in range(q.span.start - span.start, q.span.end - span.start):
            signs[at] = "甲"
    return re.sub("甲+", "甲", "".join(signs)).replace("甲或甲", "甲")
