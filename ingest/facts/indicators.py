"""Which words can be what a figure measures or counts. All patterns run on folded text."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.facts.things import COUNTED, COUNTS, MEASURED
from ingest.figures.quantities import Quantity

_VERB = (
    r"(?:新增加?|净增加?|新培育|新引进|新认定|新建成|新建设|新建|新开工|新开设|新设立|新签约|新登记|新创建|引进签约|引进培育|培育引进"
    r"|培育壮大|培育打造|培育建设|培育形成|培育发展|培育|引进|引育|招引|打造形成|打造|建设|建成|建立|组建|创建|形成|推进|实施|谋划储备|谋划|储备"
    r"|签约|落地|开工|竣工|投产|发展壮大|发展|改造提升|改造|盘活|整治|提升改造|设立|布局|认定|孵化|集聚|聚集|招聘|培训|培养|选派|选育|配备"
    r"|购置|收购|供应|开发|开放|开通|推出|遴选|评选|支持|扶持|确定|围绕|淘汰|关停|退出|处置|完成|筹集|募集|争取|吸引|吸纳|带动|安置|转移"
    r"|创造|提供|安排|投入|发放|拨付)"
)
LEADING_VERB = re.compile(_VERB)
COUNT_VERB = re.compile(rf"(?P<verb>{_VERB})(?:各|分别|一般|约|力争|出|完成|完|了|不少于|超过)?(?:投资)?$")
_GRANT = r"(?:给予|奖励|补助|补贴|资助|发放|予以|享受|支付|奖补)"
GRANT_VERB = re.compile(rf"(?P<verb>{_GRANT})(?:一次性|每人|每家|每个|每户|每年|最高|不超过|单个(?:项目|企业))?$")
GRANTED = re.compile(
    r"的?(?P<noun>(?:一次性|专项|创业|就业|财政|资金|配套|定额)*(?:奖励补助|奖励资金|补助资金|资金支持|资金奖励|资金补助"
    r"|奖励|奖补|补助|补贴|资助|扶持|支持|奖金|津贴|经费)(?:资金|金)?)"
)
_RATES = re.compile(
    r"(?:率|比|比重|占比|比例|份额|成数|程度|含量|浓度|[增涨降]幅|增速|强度|湿度|坡度|满意度|占全[国省市区县]|倍数)$"
)
"""What is measured in hundredths; of anything else so many hundredths are a part (费用总额的50%)."""
_GROWS_ONLY = re.compile(r"(?:服务业|制造业|工业|产业|需求|经济|水平)$")
"""Things that grow but have no size of their own."""
_NUMBER_OF = re.compile(
    r"(?:数|数量|总数|个数|户数|家数|人数|人口|总量|[增存]量|拥有量|持有量|保有量|授权量|注册量|申请量|产量|销量|产能)$"
)
_OF_PEOPLE = re.compile(
    r"(?:数|数量|人口|人才|人员|学员|学生|教师|医生|护士|党员|干部|专家|学者|代表|技师|工程师|劳动力|毕业生|就业|农民|团队)$"
)
_PURE_NUMBER = re.compile(r"(?:容积率|指数|系数|总数|[^\d]数)$")
_MONEY = re.compile(r"(?:投资|收入|产值|税收|增加值|总额|利润|gdp|支出|总值|贷款|资金|外资|销售额|交易额)$")

_LAND = re.compile(r"(?:土地|用地|厂房|绿地|林地|耕地|农田)$")
_GENERIC = re.compile(
    r"数量|总数|规模|(?:最高)?额度|最高|标准|金额|面积|比例|占比|比重|总额|总量|价格|费用|水平|投资|收入|总?人数|户数|个数|人口|数|额|率|强度|密度|长度|宽度"
    r"|高度|距离|深度|资金|床位|产量"
)
"""Words that say what is measured only together with those before them."""
_BRIEF = frozenset(
    ("税收", "税率", "利润", "利税", "产值", "补贴", "补助", "奖励", "出口", "进口", "外贸", "外资", "gdp")
)
_STANDARD = re.compile(
    r"地区生产总值|gdp|工业|财政|一般公共|固定资产|社会消费|进出口|出口|进口|实际|税收|服务业|第[一二三]产业|研发|r&d|城镇|城乡|农村|居民"
    r"|满意度|人均|亩均|主营业务|外贸|招商|旅游|常住|户籍|万元|单位"
)
"""What short indicators begin with that everybody knows by themselves."""
_INNER_FIGURE = re.compile(
    r"\d(?!\d*(?:\.\d+)?(?:[万亿千百]*(?:美?元|吨|平方米|亩|千瓦|人|家|户|[“”\"]|[万亿]级)(?:及)?(?:以上|以下)?的?"
    r"[\u4e00-\u9fff“”\"]|[gd\d]))"
)
"""A digit that is no part of a quality: 亿元以上项目, 5g基站."""
_BAD_START = re.compile(
    r"用于|投资于|罚款|处罚|从(?!业)|计算|任期|确认|适用|符合|包括|[上下][浮调]|指(?![数标])|其(?!他)|超[一二三四五六七八九十半]|[者之较的是在对将把被按为以由若如但而或等并使让各该于与和及、:)”]"
    r"|(?:不|没|未|已|还|也|就|都|则|且|又|比|占)"
)
_ALLOWED = re.compile(
    r"[智技节产功性效动储热电核赋机才风潜体势光氢]能|能[源耗力级效量]|[响适反相供]应|应[用急收税届对]|许可|可(?:再生|支配|持续|视|比|用|靠|及)|会[议员计展]"
    r"|[商展工协社学]会|未来|未成年|未利用|[转出]让|补给|供给|给水|植被|[规细原]则|若干|逾期|[购设装配处安位]置|被征地|[亩人户地平]均"
    r"|对外|不良|不动产|不锈钢|因公|因素|以[上下内]|为主|[成行作]为|人工智能|新能源|所在地?|依法|自然|向好|其他|便利|利用|不含|[供批]而未[供用]|管委会|从业|财会|较大"
)
"""Words that hold a sign of `_BAD` and are fine."""
_BAD = re.compile(
    r"均(?![衡价等])|累计|已|共(?:有|成立|完成)|现有|目前|截至|当前|预计|尽量|为|这|那|此|上述|例如|比如|某|达(?![产标])|[│┃┌├|]|逾|[较置]|调[高低增减]|系指|是指|所称"
    r"|指的|[前该本][项款]|中占比|罚款|第[一二三四五六七八九十\d]+[项款条目]|年内|全年|今年|明年|上半年|[是把将被让给因如若则须需可会应能未没不]|按照|根据|依照|依据|依[^法托]|通过|围绕|关于|对于|由于"
    r"|以及其|并且|或|以便|从而|其中|记者|表示|介绍|获悉|据(?:悉|统计|介绍|了解|测算)|了解|以来|的话|我们|支持(?!资金|额)|鼓励|引导|加[大强快]"
    r"|推动|促进|开展|落实|提出|要求|达到|实现|超过|低于|高于|提高|提升(?!改造)|增长(?!率|速度|点|极)|下降|降低|减少|增加(?!值)|扩大|缩短|延长"
    r"|放宽|调整|确认|确使|聘请|减除|了|[机关人]得|(?<![占于])[本我][省市区县]|得[自由以]|分别|至少|至多|(?:公司|[^结格布]局|厅|委员会|部门|集团|政府)(?!总?数|户数|个数|家数|$)|[,;:。!?<>\t]"
)
"""Signs of a clause with a verb of its own, or of a text that is about something else."""
_NO_AIM = re.compile(r"不满|未满|未达|不足|不到")
"""Comparators that say when something holds; nobody aims at them."""
_NO_UNIT_OF_INDICATORS = frozenset(
    (
        *("位", "名次", "岁", "届", "轮", "类", "层", "次", "宗", "批", "篇", "度", "例", "份", "笔", "股"),
        *("分钟", "小时", "天", "个工作日", "个自然日", "周", "个月", "个季度", "年", "周年"),
    )
)
_DURATIONS = ("分钟", "小时", "天", "个工作日", "个自然日", "个月")
_LIMIT = re.compile(
    r"(?:审批|办理|办结|开办|登记|注册|通关|接电|报装|许可|验收|响应|承诺|评审|纳税|兑现|拨付|环评|审查)"
    r"[\u4e00-\u9fff]{0,6}?(?:时限|时间|用时|周期|时长)$"
)
"""Times that authorities are to keep to."""
_SHORT, _LONGEST, _FEWEST_COUNTED = 6, 44, 4


def measures(words: str, unit: str, changes: bool = False, bare: bool = False, based: bool = False) -> bool:
    """Whether folded `words` can be the indicator of a figure of `unit`; in doubt not.

    `changes`: the figure says by how much it changes. `bare`: the figure has no comparator. `based`: the
    figure is a percentage of something that is named.
    """
    plain = "".join(words.split())
    if not _is_noun(plain):
        return False
    verb = LEADING_VERB.match(plain)
    if unit in _DURATIONS or (changes and _LIMIT.search(plain)):
        return _LIMIT.search(plain) is not None
    if unit in COUNTS:
        enough = not bare or (len(plain) >= _FEWEST_COUNTED and (unit not in ("人", "名") or verb is not None))
        if unit in ("人", "名") and not _OF_PEOPLE.search(plain):
            return False
        enough = enough and not (bare and plain.startswith("其他"))
        return enough and (COUNTED.search(plain) or _NUMBER_OF.search(plain)) is not None
    if unit == "":
        return _PURE_NUMBER.search(plain) is not None
    if verb is not None and unit in ("%", "个百分点", "倍") and "、" in plain:
        return False
    if unit in ("%", "倍") and not (changes or based or _RATES.search(plain)):
        return False
    if _GROWS_ONLY.search(plain):
        return changes
    if verb is not None and unit in ("亩", "平方米", "公顷", "平方公里") and _LAND.search(plain):
        return True
    return MEASURED.search(plain) is not None or (verb is not None and COUNTED.search(plain) is not None)


def _is_noun(plain: str) -> bool:
    """False for words that no reader would take for the name of a quantity."""
    if not 2 <= len(plain) <= _LONGEST or (len(plain) == 2 and plain not in _BRIEF) or _GENERIC.fullmatch(plain):
        return False
    if any(plain.count(opening) != plain.count(closing) for opening, closing in ("“”", "()", "《》")):
        return False
    verb = LEADING_VERB.match(plain)
    rest = plain[verb.end() :] if verb else plain
    return not (_BAD_START.match(plain) or _INNER_FIGURE.search(plain) or _BAD.search(_ALLOWED.sub("", rest)))


def is_generic(words: str) -> bool:
    """True for words that name nothing without those before them: 投资, 规模."""
    return _GENERIC.fullmatch("".join(words.split())) is not None


def is_short(words: str) -> bool:
    """True for an indicator that says what is measured only together with what was named before it: 建筑面积."""
    plain = "".join(words.split())
    led = LEADING_VERB.match(plain) is not None and not plain.endswith("率")
    return len(plain) <= _SHORT and not (led or _STANDARD.match(plain))


def names_its_thing(words: str, unit: str) -> bool:
    """Whether a counted indicator says by itself what is counted: 高新技术企业, unlike 代表人数."""
    return unit in COUNTS and (
        _NUMBER_OF.search("".join(words.split())) is None or LEADING_VERB.match(words) is not None
    )


def starts_counting(verb: str, words: str) -> bool:
    """Whether the verb that began an enumeration (新增) is said of `words` further on too."""
    return re.search(r"[新净]", verb) is not None and "总数" not in words


def is_duration(figure: Quantity) -> bool:
    """True for a length of time, which only indicators like 审批时限 have."""
    return figure.normal_unit in _DURATIONS and figure.value is not None and not _NO_AIM.search(figure.comparator)


def is_amount(figure: Quantity) -> bool:
    """False for figures that measure no indicator: ranks, ages, durations, conditions."""
    unit = figure.normal_unit.partition("/")[0]
    return unit not in _NO_UNIT_OF_INDICATORS and figure.value is not None and not _NO_AIM.search(figure.comparator)


def in_money(figure: Quantity, words: str) -> Quantity:
    """工业投资200亿 means 元, which the text leaves out behind 亿 and 万."""
    if figure.normal_unit == "" and figure.unit[-1:] in ("亿", "万") and _MONEY.search(words.strip()):
        return replace(figure, normal_unit="元")
    return figure
