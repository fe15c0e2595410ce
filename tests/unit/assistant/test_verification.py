"""Every figure of an answer against the clauses that it cites."""

from __future__ import annotations

import time

import pytest

from assistant.model import FigureVerdict
from assistant.verification.checking import check_answer
from assistant.verification.model import Evidence

VERIFIED, NOT_FOUND, DIFFERS = FigureVerdict.VERIFIED, FigureVerdict.NOT_FOUND, FigureVerdict.DIFFERS
LEVELS = "新建项目达产后，国家级园区的亩均税收不低于26万元，省级园区的亩均税收不低于14万元，规上企业达到35家左右。"
ZONE = Evidence(LEVELS, "赣州市园区提质方案", ("二、任务",), ("江西省", "赣州市"))
TABLE = "表1 主要指标\n年度\t工业总产值（亿元）\t工业企业（户）\n第一年\t75\t61\n第二年\t92以上\t73"


def verdicts(answer: str, *clauses: str | Evidence) -> list[FigureVerdict]:
    evidence = [Evidence(clause) if isinstance(clause, str) else clause for clause in clauses]
    return [check.verdict for check in check_answer(answer, evidence)]


@pytest.mark.parametrize(
    ("clause", "answer"),
    [
        ("亩均税收不低于26万元。", "亩均税收不低于26万元[1]"),
        ("亩均税收不低于26万元。", "亩均税收26万元以上[1]"),
        ("亩均税收不低于26万元。", "亩均税收不低于二十六万元[1]"),
        ("亩均税收不低于26万元。", "亩均税收不低于26万元/亩[1]"),
        ("畝均稅收不低於２６萬元。", "亩均税收不低于26万元[1]"),
        ("亩均税收不低于26万元。", "Per-mu tax: not lower than RMB 260,000 per mu[1]"),
        ("占比达到20%以上。", "占比百分之二十以上[1]"),
        ("占比达到20%以上。", "The share reaches at least 20 percent[1]"),
        ("占比提高两成。", "占比提高20%[1]"),
        ("产值翻一番。", "产值增长1倍[1]"),
        ("新增企业120家。", "新增企业120户[1]"),
        ("新增企业120家。", "新增企业120个[1]"),
        ("投入3.2亿元。", "投入32000万元[1]"),
        ("面积5平方公里。", "面积500万平方米[1]"),
        ("期限不超过2年。", "期限不超过24个月[1]"),
        ("补助20—30万元。", "补助不低于20万元[1]"),
        ("补助20—30万元。", "补助20万元至30万元[1]"),
        ("到“十四五”末建成。", "2025年建成[1]"),
        ("以赣府发〔2023〕17号为准。", "以赣府发〔2023〕17号为准[1]"),
        ("每年新增20余家。", "More than 20 a year[1]"),
        ("用电量下降8%。", "Electricity use: decrease of 8% (用电量下降8%)[1]"),
        ("甲区、乙区分别达到30%、40%。", "乙区达到40%[1]"),
        ("投资超50亿元的项目1个、超20亿元的项目6个。", "投资超20亿元的项目：6个[1]"),
        ("试点园区小学45个、初中90个。", "试点园区：小学45个、初中90个[1]"),
        ("两类补助标准分别为每人每月217元、290元。", "每人每月290元（第二类补助标准）[1]"),
        ("1.“3个300”工程：三年建成。", "“3个300”工程：三年建成[1]"),
        ("培训期限为二月以上二年以下。", "期限为二月以上二年以下[1]"),
        ("完成投资200亿以上。", "At least 20 billion (完成投资200亿以上)[1]"),
        ("应于10个工作日内答复。", "Reply: within 10 working days (应于10个工作日内答复)[1]"),
    ],
)
def test_a_figure_that_says_what_the_clause_says_is_verified_in_any_writing(clause: str, answer: str) -> None:
    found = verdicts(answer, clause)
    assert found
    assert set(found) == {VERIFIED}


@pytest.mark.parametrize(
    ("clause", "answer"),
    [
        ("亩均税收不低于26万元。", "亩均税收不低于27万元[1]"),
        ("亩均税收不低于26万元。", "亩均税收不低于260万元[1]"),
        ("亩均税收不低于26万元。", "亩均税收不低于26亿元[1]"),
        ("投资强度不低于300万元/亩。", "投资强度不低于300元/亩[1]"),
        ("投资强度不低于300万元/亩。", "投资强度不低于300万元/平方米[1]"),
        ("亩均税收不低于26万元。", "亩均税收不超过26万元[1]"),
        ("亩均税收不低于26万元。", "亩均税收26万元以下[1]"),
        ("亩均税收不低于26万元。", "亩均税收26万元[1]"),
        ("亩均税收26万元。", "亩均税收不低于26万元[1]"),
        ("亩均税收不低于26万元。", "Per-mu tax: not more than RMB 260,000 per mu[1]"),
        ("企业30家左右。", "企业30家以上[1]"),
        ("能耗下降8%。", "能耗增长8%[1]"),
        ("占比提高到20%。", "占比提高20%[1]"),
        ("占比提高3个百分点。", "占比提高3%[1]"),
        ("面积120亩。", "面积120平方米[1]"),
        ("培训120人次。", "培训120家[1]"),
        ("补助20—30万元。", "补助20—35万元[1]"),
        ("补助20—30万元。", "补助20万元[1]"),
        ("期限为2年。", "期限为2个月[1]"),
        ("30个工作日内办结。", "30日内办结[1]"),
        ("不得突破400公顷。", "突破400公顷[1]"),
        ("到2025年建成。", "到2026年建成[1]"),
        ("以赣府发〔2023〕17号为准。", "以赣府发〔2023〕19号为准[1]"),
        ("9月26日起施行。", "9月29日起施行[1]"),
        ("实施“2233”行动。", "实施“2244”行动[1]"),
        ("推进亿元以上项目。", "推进亿元以下项目[1]"),
        ("由原来的5所增至7所。", "现为5所[1]"),
        ("甲区、乙区分别达到30%、40%。", "乙区达到30%[1]"),
        ("用电量下降8%。", "Electricity use: decrease of 9% (用电量下降8%)[1]"),
        ("投资超50亿元的项目1个、超20亿元的项目6个。", "投资超20亿元的项目：1个[1]"),
        ("试点园区小学45个、初中90个。", "试点园区小学45个、初中45个[1]"),
        ("试点园区小学45个、初中90个。", "试点园区小学90个、初中45个[1]"),
        ("目录比2024年增加34种，2025年起施行。", "目录比2025年增加34种[1]"),
        ("满四年以上的，超过四年的部分折半；不足的不折。", "满四年以下的，超过四年的部分折半[1]"),
        ("期限不超过12个月；另有2年的宽限。", "期限不超过2年[1]"),
        ("1.“3个300”工程：三年建成2个。", "“2个300”工程：三年建成2个[1]"),
        ("培训期限为二月以上二年以下。", "期限为二月以下二年以下[1]"),
        ("培训期限为至少二年以上。", "期限为至少二年以下[1]"),
        ("处货款一倍以上三倍以下罚款。", "处货款一倍三倍以下罚款[1]"),
        ("人员比例应当不低于1∶1。", "人员比例应当1∶1[1]"),
        (
            "甲类提供100万件以上信息(不含重要信息)；累计提供1万件以上重要信息的，从重。累计提供100万件以上信息(不含重要信息)的，备案。",
            "累计提供100万件以上重要信息的，从重[1]",
        ),
        ("完成投资200亿以上。", "At least 200 billion (完成投资200亿以上)[1]"),
        ("占比达到17%,比上期提高8个百分点。", "占比：8个百分点[1]"),
        ("市区产值要过800亿元，该镇要过1000亿元。", "该镇产值：过800亿元[1]"),
        ("甲约定于2017年8月签订，2018年9月终止，12月1日结清。", "2017年12月结清[1]"),
        ("培育1家主营收入超100亿元的龙头企业和若干超10亿元的骨干企业。", "主营收入超10亿元的龙头企业：1家[1]"),
    ],
)
def test_a_figure_altered_in_value_unit_direction_or_name_is_told(clause: str, answer: str) -> None:
    assert any(verdict is not VERIFIED for verdict in verdicts(answer, clause))


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ("国家级园区的亩均税收不低于26万元[1]", VERIFIED),
        ("省级园区的亩均税收不低于14万元[1]", VERIFIED),
        ("省级园区亩均税收：14万元以上[1]", VERIFIED),
        ("national zones: per-mu tax at least 260,000 yuan per mu[1]", VERIFIED),
        ("国家级园区的亩均税收不低于14万元[1]", DIFFERS),
        ("省级园区的亩均税收不低于26万元[1]", DIFFERS),
        ("市级园区的亩均税收不低于14万元[1]", DIFFERS),
        ("provincial zones: per-mu tax at least 260,000 yuan per mu[1]", DIFFERS),
        ("规上企业达到14万元以上[1]", DIFFERS),
        ("不低于26万元（国家级园区的亩均税收）[1]", VERIFIED),
        ("不低于26万元（省级园区的亩均税收）[1]", DIFFERS),
        ("不低于14万元（国家级园区的亩均税收）[1]", DIFFERS),
        ("赣州市：规上企业达到35家左右[1]", VERIFIED),
        ("宜昌市：规上企业达到35家左右[1]", DIFFERS),
        ("规上企业补贴900万元[1]", NOT_FOUND),
    ],
)
def test_a_figure_must_be_about_the_same_level_region_and_thing(answer: str, verdict: FigureVerdict) -> None:
    assert verdicts(answer, ZONE) == [verdict]


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ("到2025年，产值达到120亿元[1]", [VERIFIED, VERIFIED]),
        ("到2030年，产值达到120亿元[1]", [DIFFERS, DIFFERS]),
        ("到2030年，产值达到300亿元[1]", [VERIFIED, VERIFIED]),
    ],
)
def test_a_figure_must_be_of_the_same_year(answer: str, verdict: list[FigureVerdict]) -> None:
    assert verdicts(answer, "到2025年，产值达到120亿元。到2030年，产值达到300亿元。") == verdict


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ("第一年，工业企业：61户[1]", VERIFIED),
        ("第二年，工业总产值：92亿元以上[1]", VERIFIED),
        ("第二年，工业总产值：92以上亿元[1]", VERIFIED),
        ("第一年，工业企业：73户[1]", DIFFERS),
        ("第一年，工业企业：75户[1]", DIFFERS),
        ("第一年，工业企业：61亿元[1]", DIFFERS),
        ("第二年，工业总产值：92亿元[1]", DIFFERS),
    ],
)
def test_a_table_cell_counts_with_its_row_column_and_unit(answer: str, verdict: FigureVerdict) -> None:
    assert verdicts(answer, TABLE) == [verdict]


def test_a_cell_is_told_by_its_heads_and_by_the_sentence_before() -> None:
    rows = (
        "指标\t标准",
        "1.重点人群覆盖率\t较上年增加。2035年达到95%。",
        "2.覆盖率\t每年增加1个百分点。2035年达到75%。",
    )
    table = "\n".join(("表1 监测指标", *rows))
    right = "2.覆盖率，标准：每年增加1个百分点。2035年达到75%。[1]"
    assert set(verdicts(right, table)) == {VERIFIED}
    assert DIFFERS in verdicts(right.replace("75", "95"), table)


@pytest.mark.parametrize(
    "answer",
    [
        "该市的文件没有2030年的规定，只有2025年的规定：26万元以上[1]。",
        "该市的文件没有市级的规定，只有省级的规定：26万元以上[1]。",
    ],
)
def test_what_a_refusal_names_as_missing_is_no_claim(answer: str) -> None:
    clause = "到2025年，省级园区亩均税收不低于26万元。"
    assert set(verdicts(answer, clause)) == {VERIFIED}


def test_each_figure_is_held_against_the_citation_of_its_own_marker() -> None:
    one, other = "甲县亩均税收30万元。", "乙县亩均税收20万元。"
    checks = check_answer("甲县亩均税收30万元[1]，乙县亩均税收20万元[2]。", [Evidence(one), Evidence(other)])
    assert [(check.verdict, check.citation) for check in checks] == [(VERIFIED, 1), (VERIFIED, 2)]
    crossed = "甲县亩均税收30万元[2]；乙县亩均税收20万元[1]。"
    assert VERIFIED not in verdicts(crossed, one, other)


def test_a_check_gives_the_place_in_the_answer_and_what_the_clause_says() -> None:
    answer = "国家级园区的亩均税收不低于14万元[1]"
    (check,) = check_answer(answer, [ZONE])
    assert answer[check.start : check.end] == check.written == "不低于14万元"
    assert (check.citation, check.evidence in LEVELS) == (1, True)
    assert "26万元" in check.evidence or "省级" in check.evidence


@pytest.mark.parametrize(
    "answer", ["文件未见“30万元”的规定，所载为：亩均税收不低于26万元[1]", "并非30万元，而是26万元以上[1]"]
)
def test_what_the_answer_denies_is_no_claim(answer: str) -> None:
    assert verdicts(answer, "亩均税收不低于26万元。") == [VERIFIED]


def test_of_a_refusal_only_sentences_that_cite_are_checked() -> None:
    answer = "未找到2024年的规定。最接近的是：亩均税收不低于26万元[1]"
    checks = check_answer(answer, [Evidence("亩均税收不低于26万元。")], refused=True)
    assert [check.written for check in checks] == ["不低于26万元"]


@pytest.mark.parametrize("answer", ["", "没有数字[1]", "由市科技局牵头。"])
def test_an_answer_without_figures_has_no_checks(answer: str) -> None:
    assert verdicts(answer, ZONE) == []


def test_a_figure_without_any_citation_is_not_found() -> None:
    assert verdicts("亩均税收26万元。") == [NOT_FOUND]


def test_a_figure_of_the_title_or_a_heading_counts() -> None:
    clause = Evidence("按下列要求执行。", "2024年工作要点", ("一、完成120项任务",))
    assert verdicts("2024年完成120项任务[1]", clause) == [VERIFIED, VERIFIED]


def test_a_check_takes_less_than_two_milliseconds_once_its_clause_is_read() -> None:
    answers = [f"国家级园区的亩均税收不低于{n}万元，规上企业达到{n}家左右[1]" for n in range(101, 301)]
    check_answer(answers[0], [ZONE])
    started = time.process_time()
    for answer in answers:
        check_answer(answer, [ZONE])
    assert (time.process_time() - started) / len(answers) < 0.002


@pytest.mark.parametrize("silent", ["宜春：该文件未规定", "宜春：未收录该地文件"])
def test_the_marker_of_a_row_does_not_stand_for_a_silent_row_before_it(silent: str) -> None:
    assert verdicts(f"{silent}；赣州：规上企业达到35家左右[1]", ZONE) == [VERIFIED]
    assert verdicts("宜春：规上企业达到35家左右[1]", ZONE) == [DIFFERS]
