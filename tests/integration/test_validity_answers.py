"""Which documents answer: an original with its amendment and its repeal, one that expired, one that is to come."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Zhice, run_main

DOCUMENTS = {
    "用地2019.txt": """测试市人民政府关于印发测试市工业用地管理办法的通知
测府发〔2019〕3号

各县（市、区）人民政府：
现将《测试市工业用地管理办法》印发给你们，请遵照执行。
测试市人民政府
2019年5月20日

测试市工业用地管理办法
第一章 总则
第一条 为规范工业用地管理，制定本办法。
第二条 本办法适用于测试市的开发区。
第二章 税收
第三条 测试市国家级开发区工业用地亩均税收不低于15万元。
省级开发区工业用地亩均税收不低于9万元。
第四条 本办法自2019年6月1日起施行。
""",
    "用地修改2021.txt": """测试市人民政府关于修改《测试市工业用地管理办法》的决定
测府发〔2021〕8号

测试市人民政府决定对《测试市工业用地管理办法》作如下修改：
一、将第三条第一款修改为：测试市国家级开发区工业用地亩均税收不低于18万元。
二、本决定自2021年9月1日起施行。

测试市人民政府
2021年8月10日
""",
    "用地2023.txt": """测试市人民政府关于印发测试市工业用地管理办法的通知
测府发〔2023〕12号

各县（市、区）人民政府：
现将《测试市工业用地管理办法》印发给你们，请遵照执行。
测试市人民政府
2023年11月6日

测试市工业用地管理办法
第一条 为规范工业用地管理，制定本办法。
第二条 本办法适用于测试市的开发区。
第三条 测试市国家级开发区工业用地亩均税收不低于25万元。
第四条 本办法自2024年1月1日起施行。《测试市人民政府关于印发测试市工业用地管理办法的通知》（测府发〔2019〕3号）、\
《测试市人民政府关于修改〈测试市工业用地管理办法〉的决定》（测府发〔2021〕8号）同时废止。
""",
    "招商2020.txt": """测试市招商引资奖励办法（试行）
测府办发〔2019〕41号

一、奖励标准
对新引进的总部企业，给予一次性落户奖励300万元。
二、附则
本办法自2020年1月1日起施行，有效期2年。

测试市人民政府办公室
2019年12月3日
""",
    "公寓.txt": """测试市人才公寓管理办法
测府办发〔2024〕5号

一、租金标准
人才公寓的租金为每平方米每月12元。
二、附则
本办法自2098年1月1日起施行。

测试市人民政府办公室
2024年3月4日
""",
    "说明.txt": """测试市开发区统计工作说明

一、报送时间
开发区应当在每月8日前报送统计报表。
二、报送方式
统计报表通过测试市统计平台报送，逾期不予受理。
""",
}
TAX = "测试市国家级开发区工业用地亩均税收不低于多少"
REPEALED = (
    "该文件已被《测试市人民政府关于印发测试市工业用地管理办法的通知》（测府发〔2023〕12号）废止，自2024年1月1日起"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("validity")
    files = folder / "文件"
    files.mkdir()
    for name, text in DOCUMENTS.items():
        (files / name).write_text(text, encoding="utf-8")
    assert run_main(["--home", str(folder / "home"), "ingest", str(files)]) == 0
    return folder / "home"


@pytest.mark.parametrize(
    ("as_of", "doc", "figure"),
    [
        (None, "用地2023.txt", "25万元"),
        ("2025", "用地2023.txt", "25万元"),
        ("2024年1月1日", "用地2023.txt", "25万元"),
        ("2023-12-31", "用地修改2021.txt", "18万元"),
        ("2021-09-01", "用地修改2021.txt", "18万元"),
        ("2021-08-31", "用地2019.txt", "15万元"),
        ("2019-06", "用地2019.txt", "15万元"),
    ],
)
def test_each_day_has_the_answer_of_its_law(zhice: Zhice, home: Path, as_of: str | None, doc: str, figure: str) -> None:
    asked = ["--as-of", as_of] if as_of else []
    answer = zhice("--home", home, "ask", TAX, "--json", *asked).json
    assert figure in answer["answer"]
    assert [citation["doc"] for citation in answer["citations"]] == [doc]
    assert answer["citations"][0]["warning"] == ""


def test_before_the_first_law_there_is_no_answer_and_the_day_is_told(zhice: Zhice, home: Path) -> None:
    answer = zhice("--home", home, "ask", TAX, "--json", "--as-of", "2019-05-31").json
    assert answer["refused"] is True
    assert "按2019年5月31日有效的文件作答" in answer["notes"]


def test_what_only_a_repealed_document_says_is_answered_with_a_warning(zhice: Zhice, home: Path) -> None:
    answer = zhice("--home", home, "ask", "测试市省级开发区工业用地亩均税收不低于多少", "--json").json
    (citation,) = answer["citations"]
    assert "9万元" in answer["answer"]
    assert citation["warning"].startswith(REPEALED)
    assert citation["note"].endswith("（测试市人民政府，测府发〔2019〕3号，2019年5月20日）第二章第三条第二款")
    assert sum(REPEALED in note for note in answer["notes"]) == 1


def test_a_repealed_document_that_the_question_names_answers(zhice: Zhice, home: Path) -> None:
    answer = zhice("--home", home, "ask", f"测府发〔2019〕3号规定{TAX}", "--json").json
    assert [citation["doc"] for citation in answer["citations"]] == ["用地2019.txt"]
    assert answer["citations"][0]["warning"].startswith(REPEALED)


@pytest.mark.parametrize(
    ("question", "warning"),
    [
        ("测试市新引进总部企业的落户奖励是多少", "该文件已于2021年12月31日到期（依据：有效期2年）"),
        ("测试市人才公寓的租金标准是多少", "该文件自2098年1月1日起施行，目前尚未生效"),
        ("测试市開發區應當在每月幾日前報送統計報表", ""),
    ],
)
def test_a_term_that_is_over_or_has_not_begun_is_told(zhice: Zhice, home: Path, question: str, warning: str) -> None:
    answer = zhice("--home", home, "ask", question, "--json").json
    assert [citation["warning"] for citation in answer["citations"]] == [warning]
    assert any(warning in note for note in answer["notes"]) == bool(warning)
    printed = zhice("--home", home, "ask", question).out
    assert answer["citations"][0]["note"] in printed
    assert f"⚠ {warning}" in printed or not warning


def test_a_document_without_a_day_stays_in_and_that_is_noted_once(zhice: Zhice, home: Path) -> None:
    answer = zhice("--home", home, "ask", "测试市开发区每月几日前报送统计报表", "--json", "--as-of", "2015").json
    assert [citation["doc"] for citation in answer["citations"]] == ["说明.txt"]
    assert answer["notes"] == [
        "按2015年12月31日有效的文件作答",
        "引文[1]所在的文件没有写明日期，无法确认当日是否有效",
    ]


def test_an_english_question_has_the_warning_in_english_and_the_note_in_chinese(zhice: Zhice, home: Path) -> None:
    question = "What is the rent of talent apartments per square metre per month?"
    (citation,) = zhice("--home", home, "ask", question, "--json").json["citations"]
    assert citation["warning"] == "Takes effect on 1 January 2098, not yet in force"
    assert (
        citation["note"]
        == "《测试市人才公寓管理办法》（测试市人民政府办公室，测府办发〔2024〕5号，2024年3月4日）第一部分"
    )


def test_search_finds_what_was_in_force(zhice: Zhice, home: Path) -> None:
    found = zhice("--home", home, "search", "工业用地亩均税收", "--as-of", "2020-06-30", "--json", "--top-k", 20).json
    assert {hit["doc"] for hit in found} <= {"用地2019.txt", "招商2020.txt", "说明.txt"}
    assert found[0]["doc"] == "用地2019.txt"


def test_a_batch_is_answered_for_one_day(zhice: Zhice, home: Path, tmp_path: Path) -> None:
    questions, results = tmp_path / "问题.jsonl", tmp_path / "回答.jsonl"
    questions.write_text(json.dumps({"id": "1", "question": TAX}, ensure_ascii=False) + "\n", encoding="utf-8")
    ran = zhice("--home", home, "batch", questions, "--output", results, "--as-of", "2020年")
    assert ran.code == 0
    assert "15万元" in json.loads(results.read_text(encoding="utf-8"))["answer"]


@pytest.mark.parametrize("command", [["ask", TAX], ["search", TAX], ["batch", "问题.jsonl", "--output", "回答.jsonl"]])
@pytest.mark.parametrize("day", ["2023-02-30", "去年", ""])
def test_a_day_that_is_none_is_one_line(zhice: Zhice, home: Path, command: list[str], day: str) -> None:
    problem = zhice("--home", home, *command, "--as-of", day).problem
    assert problem == f"错误：看不懂日期“{day}”，请写成 2023-06-30、2023年6月30日、2023-06 或 2023"
