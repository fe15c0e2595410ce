from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from page_samples import ABSENT, TAX, case, many, score, shown

from evals.errors import BadFile
from evals.reporting.page.comparing import compared
from evals.reporting.page.figures import shown_of
from evals.reporting.page.marking import marked
from evals.reporting.page.model import Case, Fault
from evals.reporting.page.plots import PlotsMissing
from evals.reporting.page.rendering import render_page, write_page
from evals.reporting.page.standing import read_standing

HOSTILE = "</style><script>alert(1)</script><img src=http://evil.example/x>$\\frac{{{x}}"


@pytest.mark.parametrize(
    ("made", "fault"),
    [
        (case(), None),
        (case(cited=False), Fault.UNSUPPORTED),
        (case(answer="60万元", right=False), Fault.FORBIDDEN),
        (case(answer="不知", right=False), Fault.INCOMPLETE),
        (case(answer="", refused=True, right=False), Fault.REFUSED),
        (case(error="断开", right=False), Fault.FAILED),
        (case(ABSENT, answer="晴", right=False), Fault.ANSWERED),
        (case(ABSENT, answer="", refused=True), None),
        (Case(TAX, None, score()), Fault.MISSING),
    ],
)
def test_each_answer_is_named_for_what_is_wrong_with_it(made: Case, fault: Fault | None) -> None:
    assert made.fault is fault


def test_the_gravest_faults_come_first_and_right_answers_not_at_all() -> None:
    run = shown(case(), case(cited=False), case(right=False, answer=""), case(ABSENT, answer="晴", right=False))
    assert [made.fault for made in run.faulty] == [Fault.ANSWERED, Fault.INCOMPLETE, Fault.UNSUPPORTED]


def test_refusals_are_counted_over_the_refused_and_over_the_unanswerable() -> None:
    cases = [
        case(ABSENT, refused=True),
        case(ABSENT, answer="晴", right=False),
        case(refused=True, right=False),
        case(),
    ]
    precision, recall = shown_of("refusal_precision", cases), shown_of("refusal_recall", cases)
    assert [(f.part, f.whole) for f in (precision, recall)] == [(1, 2), (1, 2)]
    assert (shown_of("right", cases).part, shown_of("quote_exact", cases).whole) == (2, 4)


def marks(quote: str, *evidence: str) -> list[str]:
    pieces = marked(quote, evidence)
    return [piece.text for piece in pieces if piece.marked]


@pytest.mark.parametrize(
    ("quote", "evidence", "found"),
    [
        ("一、亩均税收不低于20万元。", "亩均税收不低于20万元", ["亩均税收不低于20万元"]),
        ("畝均稅收 不低於\n20万元", "亩均税收不低于20万元", ["畝均稅收 不低於\n20万元"]),
        ("投资强度达到300万元,亩均税收20万元", "亩均税收20万元以上", ["亩均税收20万元"]),
        ("国家级开发区要加快发展", "国家级开发区每年引进签约1-2个投资过50亿元的项目", []),
        ("单个投资超过50亿元的项目", "单个投资超过20亿元的项目", ["单个投资超过", "亿元的项目"]),
        ("达到71", "71", ["71"]),
        ("", "亩均税收", []),
        ("亩均税收", "", []),
    ],
)
def test_gold_evidence_is_marked_in_whatever_writing_the_quote_has_it(
    quote: str, evidence: str, found: list[str]
) -> None:
    assert marks(quote, evidence) == found
    assert "".join(piece.text for piece in marked(quote, [evidence])) == quote


def test_a_long_quote_is_cut_around_its_mark_and_says_so() -> None:
    quote = "甲乙丙丁" * 300 + "亩均税收不低于20万元" + "戊己庚辛" * 300
    pieces = marked(quote, ["亩均税收不低于20万元"])
    assert (pieces[0].text, pieces[-1].text) == ("…", "…")
    assert [piece.text for piece in pieces if piece.marked] == ["亩均税收不低于20万元"]
    assert sum(len(piece.text) for piece in pieces) < 400


def test_the_page_says_what_was_measured_when_and_where() -> None:
    page = BeautifulSoup(render_page(shown(case(), case(ABSENT, answer="晴", right=False))), "html.parser")
    head = " ".join(page.header.get_text(" ").split())
    assert all(part in head for part in ("set.jsonl，2 题", "2026-11-24 19:00 UTC", "abc1234", "Linux"))
    assert "答对 1 题（50.0%" in page.select_one(".verdict").get_text()
    worst = page.select_one(".case")
    assert "应拒未拒" in worst.get_text()
    assert "晴" in worst.get_text()


def test_a_wrong_answer_stands_beside_gold_answer_evidence_and_marked_quote() -> None:
    page = BeautifulSoup(render_page(shown(case(answer="60万元", right=False))), "html.parser")
    parts = [part.get_text(" ", strip=True) for part in page.select(".case .pair > section")]
    assert "60万元" in parts[0]
    assert "20万元" in parts[1]
    assert "000_a.txt" in parts[2]
    assert "000" in parts[3]
    assert page.select_one(".case mark").get_text() == "亩均税收不低于20万元"
    assert [item.get_text(" ", strip=True) for item in page.select(".demands .bad")] == [
        "✗ 须有“20万元”：没有",
        "✗ 不应有“60万元”：有",
    ]


def test_every_plot_is_drawn_in_the_colours_of_the_page_and_every_id_is_one_elements() -> None:
    html = render_page(many(7, 3), many(5, 5, "另一次"))
    page = BeautifulSoup(html, "html.parser")
    assert len(page.select(".plot svg")) == 4
    drawn = "".join(map(str, page.select(".plot svg")))
    assert set(re.findall(r"#[0-9a-f]{6}\b", drawn)) == set()
    assert {"单一事实 (8)", "无答案 (2)", "k=10"} <= {text.get_text() for text in page.select("svg text")}
    ids = [element["id"] for element in page.select("[id]")]
    assert len(ids) == len(set(ids))
    assert all(reference in ids for reference in re.findall(r'(?:url\(#|href="#)([^")]+)', drawn))


def test_without_passages_probabilities_and_times_the_page_says_why_a_plot_is_missing() -> None:
    timeless = replace(case(), prediction=replace(case().prediction, latency_ms=None))  # type: ignore[type-var]
    page = BeautifulSoup(render_page(shown(timeless)), "html.parser")
    assert len(page.select(".plot svg")) == 1
    assert len(page.select("figure > .none")) == 3


def test_hostile_words_stay_words_and_nothing_is_asked_of_the_outside() -> None:
    run = many(5, 5, HOSTILE, HOSTILE)
    run = replace(run, origin=((HOSTILE, HOSTILE),), questions=HOSTILE, commit=HOSTILE, machine=HOSTILE)
    page = BeautifulSoup(render_page(run, replace(run, name=HOSTILE)), "html.parser")
    assert page.select("script, img, iframe, object, form, base") == []
    assert [link["href"] for link in page.select("link")] == ["data:,"]
    outside = [
        element for element in page.select("[src], [href]") if not element.get("href", "").startswith(("#", "d"))
    ]
    assert outside == []
    assert not any(name.startswith("on") for element in page.find_all(True) for name in element.attrs)


def test_a_type_that_looks_like_a_formula_is_a_name() -> None:
    odd = case(replace(TAX, type="$\\frac$"))
    page = BeautifulSoup(render_page(shown(odd)), "html.parser")
    assert "$\\frac$ (1)" in {text.get_text() for text in page.select("svg text")}


def test_errors_are_listed_with_their_cause() -> None:
    page = BeautifulSoup(render_page(shown(case(), case(error="模型服务无法连接", right=False))), "html.parser")
    row = page.select_one("section[aria-labelledby=errors] tbody tr")
    assert "模型服务无法连接" in row.get_text()


def test_two_runs_are_compared_question_by_question() -> None:
    first, second = many(8, 2, "甲次"), many(6, 4, "乙次")
    found = compared(first, second)
    assert (len(found.won), len(found.lost), found.both_right, found.both_wrong) == (0, 2, 6, 2)
    apart = found.right.difference.difference
    assert apart is not None
    assert apart.value == pytest.approx(-0.2)
    page = BeautifulSoup(render_page(first, second), "html.parser")
    text = page.select_one("section[aria-labelledby=comparison] .verdict").get_text()
    assert "新答错 2 题" in text
    assert len(page.select("section[aria-labelledby=comparison] .case")) == 2


def test_a_run_against_itself_shows_no_difference() -> None:
    run = many(8, 4)
    found = compared(run, run)
    assert (found.won, found.lost, found.only_one) == ((), (), 0)
    told = [change.difference for change in found.changes]
    assert told
    assert all(one.difference is not None and one.difference.value == 0 for one in told)
    assert {one.p for one in told} == {1.0}


def test_questions_that_only_one_run_has_are_told_and_enter_no_difference() -> None:
    assert compared(many(8, 2), many(8, 4)).only_one == 2


def write(path: Path, value: object) -> Path:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path


def test_a_tampering_report_becomes_a_table_with_chinese_names(tmp_path: Path) -> None:
    count = {"made": 10, "hits": 9, "share": 0.9}
    values = {"caught": {"unit": count}, "alarms": {"quoted": count}, "milliseconds": 1.25, "context": {"commit": "x"}}
    test = read_standing(write(tmp_path / "report.json", values))
    assert test.title == "改动检验"
    assert list(test.head) == ["", "次数", "报警", "比例"]
    assert [list(row) for row in test.rows] == [
        ["改动 · 单位", "10", "9", "0.900"],
        ["未改动 · 指标原句", "10", "9", "0.900"],
    ]
    assert list(test.remarks) == ["核对一个答案（毫秒）：1.250"]


def test_a_table_is_taken_as_it_is_and_any_other_object_row_by_row(tmp_path: Path) -> None:
    table = {"title": "hostile", "head": ["方式", "守住"], "rows": [["摘录式", 12], ["模型", None]], "remarks": ["一"]}
    taken = read_standing(write(tmp_path / "a.json", table))
    assert (taken.title, [list(row) for row in taken.rows]) == ("恶意文件", [["摘录式", "12"], ["模型", "-"]])
    made = read_standing(write(tmp_path / "robustness.json", {"levels": [{"n": 5, "right": 0.8}], "deep": {"a": 1}}))
    assert made.title == "改写与错字"
    assert [list(row) for row in made.rows] == [["levels · 1", "5", "0.800", "-"], ["deep", "-", "-", "1"]]


@pytest.mark.parametrize("content", ["[1]", "{", "[" * 100_000])
def test_what_is_no_report_is_refused_in_one_line(tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadFile, match=r"x\.json"):
        read_standing(path)
    with pytest.raises(BadFile, match="无法读取"):
        read_standing(tmp_path / "none.json")


def test_a_page_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(BadFile, match="无法写入"):
        write_page(tmp_path / "file" / "report.html", "页")


def test_without_the_library_that_draws_the_command_that_installs_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(PlotsMissing, match="pip install"):
        render_page(shown(case()))
