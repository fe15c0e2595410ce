"""Which kind of answer a question wants, and the units that an asked figure would have."""

from __future__ import annotations

import re

from assistant.model import AnswerKind, Wanted
from assistant.understanding.spans import Found, found
from ingest.figures.quantities import COUNT_UNITS, MEASURE_UNITS

_BODY = re.compile(
    r"(?:(?<!指)(?<!指的是)谁|哪[一]?(?:个|些|家)?(?:部门|单位|委办局|局|厅|委|处|机构|主体)|哪几(?:个|家)?(?:部门|单位|局|厅|委))"
    r"|哪(?:家|个|几家|些)?[^,。?]{0,3}(?:牵头|负责|统筹|主管|主办|审批)|(?:牵头|负责|统筹|主管)[^,。?]{0,3}哪|归(?:哪|谁)|(?:找|由|属于|哪)(?:谁|哪家|哪个部门)(?:管|办|负责|审|批)|放(?:在)?哪个?(?:委|局|厅|部门)"
    r"|(?:责任|牵头|配合|统筹|负责|主管|主办|协办)(?:部门|单位|主体)(?!会|将|要|应|能|可|怎|如何|咋|得|受|有什么|有啥|该)|(?:牵头|配合|统筹)(?:的)?(?:是|有)"
    r"|(?:^|[,;?] ?|\b(?:and|by|to|with|from|for|of|or) )(?:who|whom)\b"
    r"|\bwhich (?:body|bodies|departments?|agency|agencies|bureaus?|offices?)\b"
)
_COMPARISON = re.compile(
    r"分别|各自|各(?:提|有|是|要|规定|怎|定|设)|相比|一样吗|一样么|是否一致|一致吗|异同|共同点|共同之处|区别|差别|差异|不同|对比|比较|谁更|哪个更|哪个高|哪个低"
    r"|\b(?:compare|compared|difference|differ|both|respectively|versus|vs)\b"
)
_LIST = re.compile(
    r"哪些|哪几(?![天日月年号])|分(?:为|成)?几|几[档类]|哪[两二三四五六七八九十]|包括什么|包含什么|有什么|有啥|[些点]啥|些什么|列出|列举|(?:什么|啥)(?:样的?)?(?:条件|材料|资料|证件|手续|情形|渠道|待遇|措施|职责)|(?:条件|情形|范围|对象|材料|资料|措施|职责|内容|渠道|方式)(?:都|分别)?(?:是|有|包括)(?:什么|啥)|分哪|几[化项类条大]是|点名|名单"
    r"|\b(?:which|list|what are|what kinds)\b"
)
_YES_NO = re.compile(
    r"吗[?\s]*$|([会收免给报用够该需算成合让许准得])不\1|(?<=[\u4e00-\u9fff]{3})(?<![要差])不[?\s]*$|是不是|是否|能不能|可不可以|有没有|能否|可否|要不要|行不行|允不允许"
    r"|^\s*(?:is|are|does|do|can|may|must|should|will|has|have)\b"
)
_FIGURE = re.compile(
    r"多少|(?<![后近])几(?!乎|何)|多大|多高|多长|多久|多快|多重|多宽|多远|百分之几|比例是|占比"
    r"|(?:率|额|量|值|数|总额|比重|强度|收入|指数|增速|增幅|面积|规模|投入|产能|底线|门槛|gdp|税收)(?:的)?"
    r"(?:目标|要求|标准|指标|要到|要达|要过|是|为|目标数)?(?:值|数)?[?\s()]*(?:\([^)]*\))?[?\s]*$"
    r"|(?:比例|比重|占比)(?:的)?(?:要求|目标|标准)|(?:目标数|目标值|最低标准|最低要求|最低值|标准是|上限|下限)"
    r"|\b(?:how (?:many|much|often|long|large|high|big)|what (?:share|percentage|proportion|rate|level|target)"
    r"|(?:target|requirement|minimum|maximum|quota)s?)\b"
)
_DEFINITION = re.compile(
    r"什么是|是什么|指什么|指(?:的是)?谁|是指|什么意思|叫什么|含义|定义|怎么理解|如何理解|怎么回事|啥意思|指啥|是啥"
    r"|\b(?:what is|what does|meaning|called)\b"
)

DOCUMENT_NUMBER, TIME = "文号", "时间"
"""What a question may ask for in place of a unit."""
NO_UNITS = (DOCUMENT_NUMBER, TIME)

_SCALED = r"[十百千万]?亿(?:元|美元)?|万(?:元|亩|吨|人|平方米)?|个百分点|百分点|平方公里|平方米|公里|美元"
_PLAIN = sorted(
    (
        *COUNT_UNITS,
        *MEASURE_UNITS,
        "年",
        "个工作日",
        "工作日",
        "小时",
        "周",
        "个月",
        "月",
        "天",
        "日",
        "倍",
        "元",
        "成",
    ),
    key=len,
    reverse=True,
)
_ASKED_UNIT = re.compile(rf"(?:多少|(?<![后近])几|第几)\s*(?P<unit>{_SCALED}|{'|'.join(_PLAIN)})")
_RATIO = re.compile(
    r"率|比重|占比|比例|百分之|增速|增幅|增长多少|\b(?:what|which)\b[\w' -]*\b(?:share|percentage|proportion|rate)\b"
)
_TIME = re.compile(
    r"多久|多长时间|什么时候|啥时候|何时|几时|哪几?[天日]|哪一[天日]|几号|几月(?:几日)?|哪(?:一?个)?月|哪年|哪一年|期限"
    r"|how often|how long|^\W*when\b|\b(?:by|since|until) when\b|\bwhen (?:is|are|was|were|do|does|did|will|must|can)\b"
)
_POINTS = re.compile(r"(?:几|多少)个?(?:百分)?点")
_NUMBER = re.compile(r"文号|发文字号|文件号|document number")
_MONEY = re.compile(r"按?(美元|欧元|人民币)(?:算|计)?")
_PAID = re.compile(
    r"多少钱|(?<![弥填增候缴])[补罚赔奖退]多少(?=[?\s,、]|$)|(?:租金|金额|费用|价格|工资|奖励|补贴|补助|资助|罚款|(?:奖|押|助|失业|养老|退休|抚恤|慰问|公积)金|津贴|保费|工本费)"
    r"(?:标准)?(?:(?:19|20)\d{2}年?)?(?:每人)?(?:每个?[年月人户天次]|一(?:个月|[年月天次]))?(?:是|为|要|给|有|交|收|发|补|领|能有|能领)?多少(?=[?\s,、]|$)"
    r"|(?:[学会邮运话路车水电气管服介饭伙托保招代评培检考报]\w?费|奖金|赏金|罚金|彩礼|薪水|薪酬)(?:要|得|大概|一般|一共|一年|一次|每\w)*(?:是|交|发|付|给|收)?多少(?=[?\s,、]|$)"
    r"|(?:发|交|收|付|给|要交|奖|罚)多少(?:的)?(?:[学会邮运话路车水电气管]费|奖金|赏金|罚金|罚款|钱)"
    r"|每(?:人|户|月|年|家|个|名)(?:每?[月年天次])?(?:又|各|能|可|可以|要)*(?:补|奖|给|发|领|拿)多少(?=[?\s,、]|$)"
)
_AREA = re.compile(r"面积[^,。?]{0,10}多少(?=[?\s,、]|$)")
_AREAS = ("平方米", "平方公里", "亩", "公顷")
_CHARACTERS = re.compile(r"字数")
_BETWEEN_WORDS = re.compile(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])")
"""Words typed as for a search engine: '项目用地开发率 要求'."""
_EACH = re.compile(r"分别|各自|各(?=多少|几|是|为)")
_WHEN = re.compile(r"(?:到|在|截至|至)?(?:19|20)?\d{2}年(?:底|末)?|“?十[一二三四五六]五”?(?:期间|时期|末|期末)?")
"""Periods stand anywhere in a question and do not change what it asks for."""
_KINDS = (
    (AnswerKind.BODY, _BODY),
    (AnswerKind.LIST, _LIST),
    (AnswerKind.FIGURE, _FIGURE),
    (AnswerKind.YES_NO, _YES_NO),
    (AnswerKind.DEFINITION, _DEFINITION),
)
"""In the order in which they are tried: '责任单位有哪些' is for bodies, '要到多少吗' for a figure."""
_SAID_BY = {Wanted(kind.value): (pattern,) for kind, pattern in _KINDS} | {
    Wanted.FIGURE: (_ASKED_UNIT, _FIGURE),
    Wanted.TIME: (_TIME, _ASKED_UNIT, _FIGURE),
    Wanted.DOCUMENT_NUMBER: (_NUMBER,),
    Wanted.COMPARISON: (_COMPARISON,),
}
_SAME_UNIT = {"成": "%"}
"""Of a figure that clauses write with another unit than questions."""


def answer_kind(folded: str) -> AnswerKind:
    """The kind of answer that a folded question wants."""
    text = _BETWEEN_WORDS.sub("", _EACH.sub("", _WHEN.sub("", folded)))
    for kind, pattern in _KINDS:
        if pattern.search(text):
            return kind
        if kind is AnswerKind.LIST and _TIME.search(folded):
            return AnswerKind.FIGURE
    return AnswerKind.OPEN


def find_wanted(folded: str, all_wanted: tuple[Wanted, ...]) -> list[Found]:
    """The words that ask for each of `all_wanted`; nothing for one that no single words ask for."""
    items = []
    for each in all_wanted:
        for pattern in _SAID_BY.get(each, ()):
            match = pattern.search(folded)
            if match is not None:
                said = match.group().rstrip(" ?()")
                items.append(Found(each.value, match.start(), match.start() + len(said)))
                break
    return items


def compares(folded: str) -> bool:
    """True where a folded question asks for several things side by side."""
    return _COMPARISON.search(folded) is not None


def asked_units(folded: str) -> tuple[str, ...]:
    """Units that the asked figure would have, as far as the question tells: '几家' wants '家'."""
    return tuple(dict.fromkeys(item.value for item in find_units(folded)))


def find_units(folded: str) -> list[Found]:
    """The units with the words that tell them; shares tell '%' only where no other unit is told."""
    units = [
        found(match, _SAME_UNIT.get(match["unit"], match["unit"]))
        for match in _ASKED_UNIT.finditer(folded)
        if folded[match.end() : match.end() + 1] != "点"
    ]
    units += [found(match, "个百分点") for match in _POINTS.finditer(folded)]
    if not units:
        units += [found(match, "%") for match in _RATIO.finditer(folded)]
    units += [found(match, TIME) for match in _TIME.finditer(folded)]
    units += [found(match, DOCUMENT_NUMBER) for match in _NUMBER.finditer(folded)]
    units += [found(match, match[1]) for match in _MONEY.finditer(folded)]
    units += [found(match, "字") for match in _CHARACTERS.finditer(folded)]
    if not units:
        units += [found(match, "元") for match in _PAID.finditer(folded)]
    if not units:
        units += [found(match, unit) for match in _AREA.finditer(folded) for unit in _AREAS]
    return units
