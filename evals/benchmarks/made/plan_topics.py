"""What made-up plans speak of: the topics of development zones, each with targets, measures and who answers for it.

Figures and sentences are invented; no real document says them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """An indicator that a plan sets a figure for, drawn from [low, high] in steps of `step`."""

    name: str
    english: str
    unit: str
    low: int
    high: int
    step: int = 1
    capped: bool = False
    """True where the figure must not be exceeded."""


@dataclass(frozen=True, slots=True)
class PlanTopic:
    """A clause of a plan in the making."""

    heading: str
    targets: tuple[Target, ...]
    measures: tuple[str, ...]
    """Whole sentences; '{n}' stands for a number below 10."""
    bodies: tuple[str, ...]
    """Departments without the level of their government: '科技局'."""


def _topic(heading: str, targets: tuple[Target, ...], bodies: str, *measures: str) -> PlanTopic:
    return PlanTopic(heading, targets, measures, tuple(bodies.split()))


PLAN_SECTIONS: tuple[tuple[str, tuple[PlanTopic, ...]], ...] = (
    (
        "产业升级",
        (
            _topic(
                "壮大主导产业",
                (
                    Target("主导产业产值占比", "share of leading industries in output", "%", 45, 90),
                    Target("百亿元产业集群", "ten-billion-yuan industrial clusters", "个", 1, 12),
                    Target("规模以上工业总产值", "industrial output above designated size", "亿元", 60, 4000, 20),
                ),
                "发展和改革委员会 工业和信息化局 统计局",
                "每个开发区确定{n}个主导产业，编制产业链图谱，由链长牵头逐月调度。",
                "国家级开发区主导产业不得超过{n}个，省级开发区可以在其中再选一个特色产业。",
                "对偏离主导产业方向的项目，不再供应新增工业用地。",
            ),
            _topic(
                "培育优质企业",
                (
                    Target("高新技术企业", "high-tech enterprises", "家", 8, 600, 2),
                    Target("专精特新中小企业", "specialised and innovative small enterprises", "家", 5, 300, 5),
                    Target("新增规模以上工业企业", "new enterprises above designated size", "户", 3, 80),
                ),
                "工业和信息化局 科学技术局 市场监督管理局",
                "对首次升规的企业给予{n}0万元奖励，连续两年保持在库的再奖{n}万元。",
                "建立龙头企业、骨干企业、成长企业三张名单，一企一策配备服务专员。",
                "推动小微企业升级为规模以上企业，按季度通报各园区完成情况。",
            ),
            _topic(
                "推进数字化改造",
                (
                    Target("规上企业数字化改造覆盖率", "digital transformation rate", "%", 40, 100, 5),
                    Target("智能工厂和数字化车间", "smart factories and digital workshops", "个", 5, 200, 5),
                    Target("工业互联网标杆园区", "industrial internet model parks", "个", 1, 9),
                ),
                "工业和信息化局 大数据局 通信管理局",
                "实施智改数转行动，{n}年内对规模以上企业免费诊断一遍。",
                "建设园区数字底座，把用能、用地、环保、安全数据接入一个平台。",
                "两化融合贯标企业可以优先申报技术改造资金。",
            ),
        ),
    ),
    (
        "创新驱动",
        (
            _topic(
                "加大研发投入",
                (
                    Target("研发经费投入强度", "R&D spending intensity", "%", 2, 9),
                    Target("规上企业研发活动覆盖率", "share of enterprises with R&D", "%", 30, 90, 5),
                    Target("万人发明专利拥有量", "invention patents per 10,000 people", "件", 6, 90, 2),
                ),
                "科学技术局 财政局 统计局",
                "对研发投入同比增长{n}个百分点以上的企业，按增量的{n}%给予补助。",
                "研发费用加计扣除政策应享尽享，税务部门每季度推送提醒。",
                "鼓励企业设立研发准备金，支持联合高校承担重大专项。",
            ),
            _topic(
                "建设创新平台",
                (
                    Target("省级以上研发机构", "research institutions at provincial level or above", "家", 4, 260, 4),
                    Target("科技企业孵化器", "technology business incubators", "家", 1, 30),
                    Target("技术合同成交额", "value of technology contracts", "亿元", 3, 180, 3),
                ),
                "科学技术局 教育局 人力资源和社会保障局",
                "国家级开发区至少建成{n}家国家级孵化器，省级开发区至少建成一家省级孵化器。",
                "新获批的重点实验室、工程技术研究中心，分别给予{n}00万元和{n}0万元支持。",
                "推行科研设备共享，入网设备每年开放不少于{n}00小时。",
            ),
            _topic(
                "引进培育人才",
                (
                    Target("引进高层次人才", "high-level talents introduced", "名", 10, 500, 10),
                    Target("新增高技能人才", "new skilled workers", "人", 100, 6000, 100),
                    Target("职业技能培训人次", "vocational training places", "人次", 500, 30000, 500),
                ),
                "人力资源和社会保障局 教育局 住房和城乡建设局",
                "对全职引进的博士按每月{n}000元发放津贴，期限{n}年。",
                "人才公寓租金不高于市场价的{n}成，由园区平台公司统一配租。",
                "支持园区企业与技工院校办订单班，每班补助{n}万元。",
            ),
        ),
    ),
    (
        "集约发展",
        (
            _topic(
                "提高亩均效益",
                (
                    Target("亩均税收", "per-mu tax", "万元", 6, 60),
                    Target("亩均投资强度", "investment intensity per mu", "万元", 120, 800, 10),
                    Target("亩均工业增加值", "industrial added value per mu", "万元", 40, 320, 5),
                ),
                "自然资源和规划局 税务局 工业和信息化局",
                "亩均效益评价分为A、B、C、D四类，D类企业{n}年内限期整治提升。",
                "新建工业项目签订标准地协议，达产后{n}个月内组织联合验收。",
                "评价结果与差别化水价、电价挂钩，C类和D类企业不得新增用地。",
            ),
            _topic(
                "盘活低效用地",
                (
                    Target("工业用地开发率", "industrial land development rate", "%", 70, 99),
                    Target("批而未供土地处置率", "disposal rate of approved but unsupplied land", "%", 15, 60, 5),
                    Target("盘活低效工业用地", "idle industrial land put to use", "亩", 200, 9000, 100),
                ),
                "自然资源和规划局 财政局 住房和城乡建设局",
                "闲置满{n}年的工业用地，由园区管理机构依法收回或者协商收储。",
                "利用存量工业房产兴办研发设计、检验检测的，{n}年过渡期内不变更用途。",
                "工业用地可以采取长期租赁、先租后让、弹性年期方式供应，弹性年期不超过{n}0年。",
            ),
            _topic(
                "建设标准厂房",
                (
                    Target("新建标准厂房", "new standard factory buildings", "万平方米", 10, 600, 10),
                    Target("标准厂房使用率", "occupancy of standard factory buildings", "%", 60, 98),
                    Target("工业用地平均容积率", "average floor area ratio", "%", 80, 200, 10),
                ),
                "住房和城乡建设局 自然资源和规划局 财政局",
                "标准厂房不少于{n}层，首层层高不低于{n}米，按幢、按层办理产权。",
                "国有平台公司建设的厂房，前{n}年租金减半收取。",
                "厂房空置率超过{n}成的园区，暂停审批新的厂房项目。",
            ),
        ),
    ),
    (
        "绿色安全",
        (
            _topic(
                "推进绿色低碳",
                (
                    Target("单位增加值能耗降幅", "cut in energy use per unit of added value", "%", 8, 26),
                    Target("一般工业固废综合利用率", "industrial solid waste utilisation rate", "%", 50, 98),
                    Target("国家级绿色工厂", "national green factories", "家", 1, 40),
                ),
                "生态环境局 发展和改革委员会 工业和信息化局",
                "国家级园区{n}年内全部完成循环化改造，省级园区完成率不低于{n}成。",
                "园区污水集中处理，在线监测数据异常的{n}小时内到场核查。",
                "严格控制新上高耗能项目，确需建设的实行能耗等量或者减量替代。",
            ),
            _topic(
                "节约用水",
                (
                    Target("工业用水重复利用率", "industrial water reuse rate", "%", 70, 98),
                    Target("再生水利用率", "reclaimed water use rate", "%", 10, 50, 5),
                    Target(
                        "万元增加值用水量", "water use per 10,000 yuan of added value", "立方米", 8, 45, 1, capped=True
                    ),
                ),
                "水利局 住房和城乡建设局 生态环境局",
                "年用水量{n}0万立方米以上的企业，每{n}年开展一次水平衡测试。",
                "新建园区同步建设雨水、污水、中水管网，中水优先用于绿化和冷却。",
                "对超定额用水的企业累进加价，所得用于节水改造补助。",
            ),
            _topic(
                "守牢安全底线",
                (
                    Target("安全生产标准化达标率", "safety standardisation rate", "%", 70, 100, 5),
                    Target("重大隐患整改率", "rectification rate of major hazards", "%", 95, 100),
                    Target("专职安全监管人员", "full-time safety inspectors", "名", 3, 40),
                ),
                "应急管理局 消防救援支队 公安局",
                "化工园区安全风险等级为A级的，不得新建、改建、扩建化工项目。",
                "较大以上事故实行一票否决，取消当年评先评优资格。",
                "危险化学品企业每{n}年开展一次安全评价，评价报告报应急管理部门备案。",
            ),
        ),
    ),
    (
        "开放合作",
        (
            _topic(
                "扩大招商引资",
                (
                    Target("签约亿元以上项目", "signed projects above 100 million yuan", "个", 5, 160, 5),
                    Target("实际到位资金", "funds in place", "亿元", 20, 900, 10),
                    Target("驻外招商联络点", "liaison offices for investment", "个", 1, 15),
                ),
                "商务局 投资促进中心 工商业联合会",
                "主要负责人每年外出招商不少于{n}次，每次形成项目清单。",
                "对引荐项目落地的中介机构，按到位资金的千分之{n}给予奖励。",
                "产业链招商项目实行首谈负责、统一报备、有序流转。",
            ),
            _topic(
                "提升外资外贸",
                (
                    Target("实际使用外资", "foreign capital used", "万美元", 500, 60000, 500),
                    Target("进出口总额", "total imports and exports", "亿元", 5, 900, 5),
                    Target("跨境电商企业", "cross-border e-commerce enterprises", "家", 5, 200, 5),
                ),
                "商务局 海关 外事办公室",
                "对新设外资项目按实际到账额的{n}%给予奖励，单个企业不超过{n}00万元。",
                "支持综合保税区与开发区联动，保税研发、保税维修优先试点。",
                "外资企业与内资企业同等适用用地、用能和资金支持政策。",
            ),
            _topic(
                "发展现代物流",
                (
                    Target("社会物流总费用占比", "logistics costs as a share of GDP", "%", 10, 16, 1, capped=True),
                    Target("A级物流企业", "A-grade logistics enterprises", "家", 2, 60),
                    Target("集装箱吞吐量", "container throughput", "万标箱", 1, 400, 2),
                ),
                "交通运输局 商务局 邮政管理局",
                "建设{n}个公铁水多式联运枢纽，短驳费用由园区补贴{n}成。",
                "支持企业共建海外仓，单仓面积不少于{n}000平方米。",
                "对开行国际班列的企业，每列补助{n}万元。",
            ),
            _topic(
                "创新合作共建",
                (
                    Target("共建飞地园区", "jointly built parks", "个", 1, 9),
                    Target("飞地园区税收分成", "tax share of jointly built parks", "%", 20, 60, 10),
                    Target("结对帮扶项目", "paired assistance projects", "个", 2, 30),
                ),
                "商务局 合作交流办公室 发展和改革委员会",
                "飞地项目的产值、税收由飞出地和飞入地按{n}比{n}分享，{n}年后重新商定。",
                "国家级开发区结对帮扶{n}个省级开发区，选派干部挂职。",
                "位置相连、产业相近的园区可以合署办公，编制和资产一并划转。",
            ),
        ),
    ),
    (
        "改革活力",
        (
            _topic(
                "优化营商环境",
                (
                    Target("政务服务事项网上可办率", "share of services handled online", "%", 85, 100),
                    Target("企业开办时限", "time to open a business", "个工作日", 1, 5, 1, capped=True),
                    Target(
                        "工业项目审批时限", "approval time of industrial projects", "个工作日", 15, 60, 5, capped=True
                    ),
                ),
                "行政审批服务局 政务服务管理办公室 司法局",
                "园区设立企业服务中心，诉求{n}个工作日内答复，{n}0个工作日内办结。",
                "实行告知承诺制，区域评估成果免费共享，企业不再单独编报。",
                "每{n}个月组织一次企业评议，评议末位的部门向管委会作出说明。",
            ),
            _topic(
                "改革管理体制",
                (
                    Target(
                        "管委会内设机构", "departments of the administrative committee", "个", 4, 12, 1, capped=True
                    ),
                    Target("下放经济管理权限", "delegated powers", "项", 20, 400, 10),
                    Target("竞争上岗比例", "share of posts filled by competition", "%", 20, 90, 10),
                ),
                "机构编制委员会办公室 组织部 行政审批服务局",
                "剥离社会事务管理职能，{n}个月内移交属地乡镇和街道。",
                "推行管理机构加平台公司的运营方式，公司承担建设、招商和服务。",
                "国家级开发区可以设置{n}个派驻机构，省级开发区一般不设派驻机构。",
            ),
            _topic(
                "完善薪酬激励",
                (
                    Target("绩效工资占比", "share of performance pay", "%", 30, 70, 5),
                    Target("薪酬总额增幅", "growth of total pay", "%", 3, 15, 1, capped=True),
                    Target("优秀等次比例", "share of excellent ratings", "%", 10, 30, 5, capped=True),
                ),
                "人力资源和社会保障局 财政局 组织部",
                "实行岗位绩效工资，高级人才可以协议定薪，一人一策报备。",
                "招商人员按项目落地情况计奖，奖励{n}0%在签约后、其余在投产后兑现。",
                "连续{n}年考核末位的工作人员，退出原岗位，待岗期间发放基本工资。",
            ),
            _topic(
                "强化考核评价",
                (
                    Target("综合考评进位", "places gained in the overall ranking", "位", 1, 20),
                    Target("考核奖励资金", "reward funds", "万元", 50, 2000, 50),
                    Target("末位开发区", "zones ranked last", "个", 1, 5, 1, capped=True),
                ),
                "统计局 商务局 考核工作办公室",
                "综合考评前{n}名的开发区，在用地指标和专项资金上予以倾斜。",
                "连续{n}年排名末位的省级开发区，予以警告并限期整改，整改不到位的撤销资格。",
                "国家级开发区全国排名每前移一位，奖励管委会{n}0万元。",
            ),
        ),
    ),
    (
        "支撑保障",
        (
            _topic(
                "健全投融资机制",
                (
                    Target("产业引导基金规模", "size of the guidance fund", "亿元", 1, 120),
                    Target("新增制造业贷款", "new loans to manufacturing", "亿元", 5, 400, 5),
                    Target("上市和挂牌企业", "listed companies", "家", 1, 40),
                ),
                "地方金融管理局 财政局 国有资产监督管理委员会",
                "对首发上市的企业分阶段给予{n}00万元奖励，在受理、过会、挂牌时分别兑现。",
                "设立风险补偿资金池，对科技贷款损失补偿{n}成。",
                "园区平台公司资产负债率高于{n}0%的，不得新增融资。",
            ),
            _topic(
                "完善基础设施",
                (
                    Target("标准化道路通达率", "road access rate", "%", 80, 100),
                    Target("污水管网", "sewage pipelines", "公里", 10, 300, 10),
                    Target("公共充电桩", "public charging posts", "个", 50, 3000, 50),
                ),
                "住房和城乡建设局 交通运输局 供电公司",
                "{n}年内实现道路、供水、排水、供电、供气、通信和场地平整全部到位。",
                "新建变电站{n}座，重要用户供电可靠率达到99.9%以上。",
                "园区主干道两侧{n}米内不再新批经营性加油站以外的临时建筑。",
            ),
            _topic(
                "促进产城融合",
                (
                    Target("新增中小学学位", "new school places", "个", 300, 20000, 300),
                    Target("保障性租赁住房", "affordable rental homes", "套", 200, 12000, 200),
                    Target("绿化覆盖率", "green coverage", "%", 25, 48),
                ),
                "住房和城乡建设局 教育局 卫生健康委员会",
                "工业项目配套用房面积不超过总建筑面积的{n}%，集中建设邻里中心。",
                "每个园区至少有{n}条公交线路通达，高峰间隔不超过1{n}分钟。",
                "产业工人子女按属地就近入学，{n}个工作日内办结。",
            ),
            _topic(
                "加强统计监测",
                (
                    Target("统计数据直报率", "direct reporting rate", "%", 80, 100, 5),
                    Target("一套表企业上报率", "reporting rate of enterprises", "%", 95, 100),
                    Target("专职统计人员", "full-time statisticians", "名", 1, 12),
                ),
                "统计局 税务局 大数据局",
                "建立月监测、季通报、年考核制度，弄虚作假的一经查实扣{n}0分。",
                "园区边界以国务院和省政府批复的四至范围为准，越界数据不计入。",
                "统计报表于次月{n}日前报送，逾期的通报批评。",
            ),
        ),
    ),
)
