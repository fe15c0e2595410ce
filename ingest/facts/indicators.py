"""What a figure measures: which words before or behind it make an indicator; in folded text."""

from __future__ import annotations

import re

VERB = (
    r"(?:新增加?|净增加?|新培育|新引进|新认定|新建成|新建设|新建|新开工|新开设|新设立|新签约|新登记|引进签约|引进培育|培育引进|培育壮大|引进|引育|招引|培育打造|培育建设|培育形成|培育发展|培育"
    r"|打造形成|打造|建设|建成|建立|组建|创建|新创建|形成|推进|实施|谋划储备|谋划|储备|签约|落地|开工|竣工|投产|发展壮大|发展"
    r"|改造提升|改造|盘活|整治|提升改造|设立|布局|认定|孵化|集聚|聚集|招聘|培训|培养|选派|选育|配备|购置|收购|供应|开发|开放|开通|推出|遴选|评选|支持|扶持"
    r"|确定|围绕|淘汰|关停|退出|处置|完成|筹集|募集|争取|吸引|吸纳|带动|安置|转移|创造|提供|安排|投入|发放|拨付)"
)
_GRANT = r"(?:给予|奖励|补助|补贴|资助|发放|予以|享受|支付|奖补)"
LEADING_VERB = re.compile(VERB)
COUNT_VERB = re.compile(rf"(?P<verb>{VERB})(?:各|分别|一般|约|力争|出|完成|完|了|不少于|超过)?(?:投资)?$")
GRANT_VERB = re.compile(rf"(?P<verb>{_GRANT})(?:一次性|每人|每家|每个|每户|每年|最高|不超过|单个(?:项目|企业))?$")
GRANTED = re.compile(
    r"(?:的)?(?P<noun>(?:一次性|专项|创业|就业|财政|资金|配套|定额)*(?:奖励补助|奖励资金|补助资金|资金支持|资金奖励|资金补助"
    r"|奖励|奖补|补助|补贴|资助|扶持|支持|奖金|津贴|经费))(?:资金|金)?$"
)
COUNTED = re.compile(
    r"(?:企业|公司|集团|项目|平台|机构|园区?|园中园|产业园|基地|中心|实验室|孵化器|加速器|空间|载体|集群|产业链|产业|行业|链主|基金|人才|团队|品牌|产品"
    r"|工厂|车间|厂房|公寓|楼宇|床位|病床|学位|学校|幼儿园|中小学|医院|诊所|岗位|专利|标准|示范区|开发区|试验区|充电桩|充电站|电站|加氢站|基站|站点|驿站|户|人口"
    r"|农户|家庭|农民|学生|学员|教师|医生|护士|党员|干部|社区|村庄|行政村|自然村|示范村|乡镇|街道|道路|管网|公路|铁路|高铁|机场|码头|泊位|绿地|绿道|公园|森林|耕地"
    r"|农田|住房|房屋|房源|套房|保障房|方向|设备|装备|机器人|车辆|汽车|公交车|船舶|航线|线路|景区|酒店|民宿|合作社|农场|大棚|商场|市场|便利店|门店|网点|档案馆"
    r"|博物馆|图书馆|文化馆|体育馆|研究院|研究所|设计院|院士工作站|工作站|服务站|系统|场景|案例|样板|联盟|项目包|课题|数据集|商标|技师|工程师|专家|劳动力|毕业生"
    r"|就业|从业人员|示范点|试点|主体|市场主体|经营主体|个体工商户|单位|组织|数据资源|创新载体|工作室|养老床位|托位|设施|停车位|泊车位|路灯|监测点|断面|水库|港口|口岸"
    r"|外来人口|常住人口|户籍人口|国家级[\u4e00-\u9fff]{1,6}|省级[\u4e00-\u9fff]{1,6})$"
)
"""What is counted: the last word of an indicator before or behind a count."""
MEASURED = re.compile(
    r"(?:率|比|比重|占比|比例|份额|总值|产值|增加值|收入|税收|税额|税负|总额|额|额度|总量|[^\d]量|数|数量|总数|个数|户数|家数|人数|面积|经济指标|[^招业]投资|投入|[^\w]强度|强度"
    r"|能耗|水耗|规模|利润|利税|支出|经费|费用|指数|密度|程度|人口|标准|补贴|补助|奖励|奖金|资金|资助|工资|价格|租金|保证金|缴费|基数|距离|里程|长度|宽度|高度"
    r"|深度|库容|产能|产量|装机|容量|浓度|成本|进口|出口|进出口|贸易|外资|gdp|消费|销售|限额|上限|下限|注册资本|存款|余额|市值|水平|经济|就业|税|达标数|需求"
    r"|增速|增幅|涨幅|降幅|占用|排放|占全[国省市区县]|固定资产投资|工业投资|民间投资|总投资|投资|服务业|制造业|工业|产业)$"
)
_LEVEL_ONLY = re.compile(r"(?:服务业|制造业|工业|产业|需求|经济|水平)$")
"""Things that grow but have no size of their own: only with a change."""
_BAD_START = re.compile(r"其(?!他)|用于|投资于|计算|指(?![数标])|[者之较的是在对将把被按为以从由若如但而或等并使让各该于与和及、:)”]|(?:不|没|未|已|还|也|就|都|则|且|又|比|占)")
_ALLOWED = re.compile(
    r"[智技节产功性效动储热电核赋机才风潜体势光氢]能|能[源耗力级效量]|[响适反相供]应|应[用急收税届对]|许可|可及|会议|商会|展会|未来|未成年|转让|出让|补给|植被|规则|细则|原则|若干|逾期|购置|被征地|"
    r"亩均|人均|户均|地均|平均|对外|不良|不动产|不锈钢|可再生|可支配|可视|可用|可持续|可比|因公|未利用|会展|应用|应急|应收|应税|应届|以上|以下|以内|为主|社会|会员|成为|行为|能源|能耗|节能|智能|技能|产能|功能|能力|性能"
    r"|工会|协会|能级|能效|人工智能|新能源|所在地?|依法|需求|可靠|会计|供给|供应|自然|向好|其他|给水|便利|作为|以为|利用|应对|不含|因素|设置|装置|配置|处置|安置|位置|较大|财会|效能|动能|储能"
)
_BAD = re.compile(
    r"均(?![衡价等])|达(?![产标])|[│┃┌├|逾]|[较置]|调[高低增减]|系指|是指|所称|指的|[前该本]项|第[一二三四五六七八九十\d]+[项款条目]|累计|已|共有|现有|目前|截至|当前|预计|尽量|为|这|那|此|上述|例如|比如|某|[是把将被让给因如若则须需可会应能未没不]|按照|根据|依照|依据|通过|围绕|关于|对于|由于|以及其|并且|或者|或|以便|从而|其中|记者|表示|介绍|获悉|据(?:悉|统计|介绍|了解|测算)|了解|以来|的话|我们"
    r"|支持(?!资金|额)|鼓励|引导|加大|加强|加快|推动|促进|开展|落实|提出|要求|达到|实现|超过|低于|高于|提高|提升(?!改造)|增长(?!率|速度|点|极)|下降|降低|减少|增加(?!值)|扩大|缩短|延长|放宽|调整|分别|至少|至多"
    r"|(?:公司|[^结格布]局|厅|委员会|部门|集团|政府)(?!总?数|户数|个数|家数|$)"
    r"|[,;:。!?<>|\t]"
)
_BRIEF = frozenset(("税收", "税率", "利润", "利税", "产值", "补贴", "补助", "奖励", "出口", "进口", "外贸", "外资"))
_FEWEST_COUNTED = 4
_RATES = re.compile(r"(?:率|比|比重|占比|比例|份额|成数|程度|含量|浓度|[增涨降]幅|增速|湿度|坡度|满意度|占全[国省市区县]|倍数)$")
"""What is measured in hundredths; of anything else so many hundredths are a part (费用总额的50%)."""
_GENERIC = re.compile(r"数量|总数|规模|标准|金额|面积|比例|占比|比重|总额|总量|价格|费用|水平|投资|收入|人数|户数|个数|人口|数|额|率|强度|密度|长度|宽度|高度|距离|深度")
"""Words that say what is measured only together with those before them."""
_INNER_FIGURE = re.compile(r"\d(?!\d*(?:\.\d+)?(?:[万亿千百]*(?:美?元|吨|平方米|亩|千瓦|人|家|户|[“”\"]|[万亿]级)(?:及)?(?:以上|以下)?(?:的)?[\u4e00-\u9fff“”\"]|[gd\d]))")
_RATIO_HEADS = re.compile(r"占.{1,24}(?:比重|比例|比|份额)$|占全[国省市区县]$")
_UNSTATED = re.compile(r"(?:总人口|一般)$")


def measures(words: str, unit: str, changes: bool, bare: bool, based: bool = False) -> bool:
    """Whether folded `words` may be the indicator of a figure of `unit`, counted or measured.

    `changes`: the figure says by how much it changes. `bare`: the figure has no comparator and no verb before it.
    """
    plain = "".join(words.split())
    if any(plain.count(opening) != plain.count(closing) for opening, closing in ("“”", "()", "《》")):
        return False
    if unit in COUNTS and bare and len(plain) < _FEWEST_COUNTED:
        return False
    if len(plain) == 2 and plain not in _BRIEF:
        return False
    if not 2 <= len(plain) <= 44 or _BAD_START.match(plain) or _UNSTATED.search(plain):
        return False
    if _GENERIC.fullmatch(plain) or _INNER_FIGURE.search(plain):
        return False
    if unit == "":
        return re.search(r"(?:指数|系数|总数|[^\d]数)$", plain) is not None
    if _BAD.search(_without_leading_verb(_ALLOWED.sub("", plain))):
        return False
    if unit in ("人", "名") and bare and not LEADING_VERB.match(plain):
        return False
    if unit in COUNTS:
        return bool(COUNTED.search(plain) or re.search(r"(?:数|数量|总数|个数|户数|家数|人数|人口|总量|[增存]量)$", plain))
    if unit in ("%", "倍") and not (changes or based or _RATES.search(plain)):
        return False
    if _LEVEL_ONLY.search(plain) and not re.search(r"[工民定总间]?(?:业|间|产)?投资$", plain):
        return changes
    return bool(MEASURED.search(plain) or (LEADING_VERB.match(plain) and COUNTED.search(plain)))


def _without_leading_verb(words: str) -> str:
    match = LEADING_VERB.match(words)
    return words[match.end() :] if match else words


COUNTS = frozenset(
    ("家", "户", "个", "项", "处", "座", "所", "支", "台", "套", "条", "名", "人", "张", "栋", "辆", "艘", "床", "只", "部", "件", "幢", "间", "种", "门", "人次", "标准箱", "枚", "株", "期", "场")
)
