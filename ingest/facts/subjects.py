"""Whom or what a figure holds for: zones, regions, bodies, kinds of projects; in folded text."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.regions.names import load_divisions

_WORD = r"[\u4e00-\u9fff]"
_ZONE = (
    r"开发开放区域|经济技术开发区|经济开发区|高新技术产业开发区|高新技术开发区|开发区|经开区|高新区|工业园区|产业园区|工业园|产业园"
    r"|园区|新区|组团|示范区|试验区|保税区|综保区|集聚区|集中区|功能区|片区|直管区|港区|板块"
)
_BODY = r"管委会|部门|单位|县区|县市区|市县|市州|区县|县\(市、区\)|县\(市\)|市\(县\)|乡镇|街道|村|社区|机关|机构"
_WHOLE = r"(?:[全我]国|[全我本各](?:省|市|区|县|镇|乡|州|自治区|域))(?![级场域政民内外属直])"
_PLACE = (
    rf"(?:(?![的占为是对在与和及于比以由从有已该其各]){_WORD}){{1,6}}(?:省(?![级内外直属会])|(?<![超城股上菜门楼集夜早各])市(?![场级区政值民域容直属辖内])"
    r"|县(?![域级城乡区市])|(?<=..)(?<![城社小地景校辖灾疫山库林牧军病厂街东西南北各有])区(?![域级块位内间])|自治州|自治区)"
)
_CN = "一二三四五六七八九十"
_QUANTIFIER = (
    r"(?:各个?|每一?个|每条|每家|其他|其余|所有|全部|重点|该|上述|以上"
    rf"|(?:\d+|[两{_CN}]+)(?:家|个|大|条|类)(?:以上)?)"
)
_CHAIN = rf"[{_CN}\d]{{1,3}}大(?:主导|重点|支柱|优势|新兴)?(?:产业链|产业集群|产业|行业)|(?:每条|各)产业链|每个行业"
_PROJECT = r"(?:新建|新引进|新入驻|新落户|拟建|在建|改扩建)(?:的)?(?:工业|产业|制造业|投资|招商)?(?:项目|用地)"
_PROJECT += (
    r"|(?:新?落户|入园|新?入驻|新上|新供地|招商引资|标准地|新增|新引进|新建)(?:的)?(?:工业|产业|制造业|投资)?项目"
    r"(?=亩均|固定资产|投资强度|达产|容积率)"
)
_LAND = r"(?:新出让|新增|新供|出让)?工业用地(?:项目)?(?=亩均|投资强度|容积率|固定资产)"
_FIRMS = (
    r"(?:参评|新?入园|入驻|全部|重点|规上|规模以上|限上|工业(?=企业))+(?:工业|服务业|制造业)?企业"
    r"(?=(?:达产后)?[亩户]均)"
)
_NAMED = (
    rf"(?:{_QUANTIFIER}(?:的)?)?(?:(?!的|为|是|对|在|与|和|及|共有|现有|拥有|建有|建成|达到|每年|安排|超|占|数量|其中|[全我]国|[全我][省市区县]){_WORD}){{0,10}}?"
    rf"(?:国家级|省级|市级|县级|区级)?(?:{_ZONE})(?:管委会)?"
    rf"|{_QUANTIFIER}(?:(?!的){_WORD}){{0,4}}?(?:{_BODY}|{_ZONE}|省|市(?!县)|县|区|镇)"
    rf"|{_WHOLE}(?:(?:各|\d+[家个])?(?:国家级|省级|市级)?(?:及?以上)?(?:[\u4e00-\u9fff]{{0,4}}?)(?:{_ZONE})|各(?:{_BODY})|{_FIRMS})?"
    rf"|{_CHAIN}|管委会|{_WORD}{{2,8}}产业链(?=引进|新引进|招引|培育|新增|签约|实现|完成)|(?:每[支个]|各)[\u4e00-\u9fff]{{0,4}}?(?:队伍|分队|专班|分局|小组)|[a-g一二三四五]类(?:企业|人才|项目|园区|开发区)"
    rf"|{_FIRMS}|[省市县区州](?:本?级)?财政(?=每年|年均|安排|统筹|设立|给予|应当|按)"
)
_ONE = rf"(?:{_NAMED}|{_PLACE}(?:各?(?:{_ZONE}))?)(?: ?\([^()\d]{{1,20}}\))?"
NAMED_ALONE = (
    r"(?!做|壮大|发展|培育|打造|加快|推进|推动|提升|改造|建设|构建|完善|优化|聚焦|突出|[一二三四五六七八九十]是|实施|强化|支持|促进|加强"
    r"|坚持|围绕|发挥|创新|鼓励|引导|规范|扩大|深化|严格|统筹|抓|大力|着力|积极|重点|各)"
    r"(?!(?:产业|企业)(?:集群|链|园区|园|产业)+$)[\u4e00-\u9fff、]{2,14}(?:产业|产业链|集群|行业|片区|组团|板块|乡|镇|街道|开发区|经开区|高新区|新区|园区|工业园|产业园|商务区|科学城|科技城|新城|港区|示范区|先行区|合作区)"
)
"""An industry or zone that stands alone, as a label or a heading."""
NAMES_SUBJECT = re.compile(
    rf"(?P<name>{NAMED_ALONE})|(?:做[强优大精](?:做[强优大精])?|壮大|大力发展|加快发展|发展|打造|培育)"
    r"(?P<made>(?!产业|企业)(?![\u4e00-\u9fff]{0,6}(?:主导|特色|支柱|优势|传统|战略|未来|首位|重点|现代|先进|新兴|高端|一批))"
    r"[\u4e00-\u9fff、]{2,12}(?:产业链|产业集群|产业|集群))"
)
OF_PROJECTS = re.compile(r"(?:项目|用地|企业|人才)$")
"""Subjects that are no place and hold up to the next semicolon only."""
SPOKEN_OF = re.compile(rf"(?:{_WHOLE})?(?:各?(?:国家级|省级|市级)?(?:{_ZONE}))?|[\u4e00-\u9fff]{{2,10}}(?:{_ZONE})")
"""A region or zone that a paragraph is about, where its first sentence begins with it."""
WHOLE = re.compile(_WHOLE)
ENDS_IN_ZONE = re.compile(rf"(?:{_ZONE})$")
COUNTED_ZONES = re.compile(rf"(?:国家级|省级(?:以上)?|市级(?:以上)?|[百千万]亿元?级)[^、和及与]{{0,6}}(?:{_ZONE})")
_PLAIN_PLACE = re.compile(_PLACE)
_IS_NAMED = re.compile(_NAMED)
_JOIN = r"(?:、|和|及|与|以及)"
SUBJECT = re.compile(
    rf"(?:-)?{_ONE}(?:{_JOIN}(?:-)?{_ONE})*(?:(?:内|范围内)?的?{_PROJECT})?"
    rf"(?:(?:本级)?财政(?=每年|年均|安排|统筹|设立|给予|应当|按))?|{_PROJECT}|{_LAND}",
    re.ASCII,
)
LEVEL = re.compile(r"(?:国家级|省级|市级|县级|区级)(?!财政)|国家(?=经开区|高新区|级)")
LEVEL_LIST = re.compile(
    rf"(?:(?:国家级|省级|市级|县级)(?:{_ZONE})?(?:、|和|及|与))+(?:国家级|省级|市级|县级)(?:{_ZONE})"
)
_NO_SUBJECT = re.compile(
    r"支持|鼓励|引导|推动|推进|加快|加强|加大|围绕|以|对|在|由|经(?![开济])|按|将|把|为|向|与|从|通过|依托|根据|深化|促进|优化|完善|建立|建设|打造|提升|提高|强化|指导|督促|组织|落实|帮助|协助|带动|做强|做大"
    r"|创建|培育|引进|新增(?!工业项目)|规范|实施|开展|统筹|进入|符合|给予|利用|占|比|的|是|使|让|被|或|若|如"
)
"""Words before a zone that make it an object."""
_AFTER_HEAD = re.compile(
    r"(?:数量?|总数|个数|面积|总面积|名单|总量|数目|建设(?:水平|投资|规模|用地|面积)|级|化|内(?![企规工生各设])|家|占)"
)


def subject_at(text: str, start: int, end: int) -> int:
    """End of the subject that begins at `start`, or `start` where none does.

    What follows must not make of it the first word of an indicator (开发区数量).
    """
    match = LEVEL_LIST.match(text, start, end) or SUBJECT.match(text, start, end)
    if match is None or _NO_SUBJECT.match(text, start):
        return start
    if not all(_is_place(item) for item in re.split(_JOIN, match.group())):
        return start
    if _ANY_ZONE.fullmatch(match.group()):
        return start
    if _is_plain_place(match.group()) and _BODY_BEHIND.match(text, match.end(), end):
        return start
    stop = match.end()
    whole = WHOLE.match(text, start, end)
    if whole is not None and _NUMBER_OF_ZONES.match(text, whole.end(), end):
        return whole.end()
    if _AFTER_HEAD.match(text, stop, end):
        return start
    return stop


_ANY_ZONE = re.compile(r"(?:工业|产业|城市|城镇|县城|现代农业)?(?:集聚区|集中区|建成区|功能区|示范区|试验区|组团|板块)")
"""Where something is measured, and not whose figures follow: 工业集聚区污水处理率."""
_NUMBER_OF_ZONES = re.compile(rf"[\u4e00-\u9fff]{{0,6}}(?:{_ZONE})(?:总?数量?|总数|个数)")
_BODY_BEHIND = re.compile(
    rf"{_WORD}{{0,12}}?(?:[^结格布]局|委|厅|公司|集团|医院|大学|学院|银行|协会|商会|法院|检察院|办公室|指挥部|管委会|政府)"
)
"""A name of a body that begins with a place: 甲市财政局."""


def _is_place(item: str) -> bool:
    """False for a run of words that only ends like the name of a place."""
    name = item.lstrip("-")
    if not _is_plain_place(name) or len(name) <= 1:
        return True
    names = _division_names()
    starts = (n for n in range(len(name)) if name[n:] in names)
    return any(n == 0 or name[:n] in names for n in starts) or len(name) in (3, 4)


def _is_plain_place(name: str) -> bool:
    return _PLAIN_PLACE.fullmatch(name) is not None and _IS_NAMED.fullmatch(name) is None


@lru_cache(maxsize=1)
def _division_names() -> frozenset[str]:
    return frozenset(region.name for region in load_divisions())


def levels_of(subject: str) -> str:
    """'国家级', or all named joined by 、."""
    return "、".join(dict.fromkeys(f"{m.removesuffix('级')}级" for m in LEVEL.findall(subject)))
