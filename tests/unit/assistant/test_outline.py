from __future__ import annotations

from assistant.outline import clause_record, outline
from ingest.lines import lines_of
from ingest.model import Clause, ClauseKind, TextSpan
from ingest.structure import parse_clauses

TEXT = """九江市开发区工作方案
一、目标
1.税收。国家级开发区亩均税收不低于20万元。（市商务局牵头，市财政局配合）
2.土地。按需供应。
二、保障
各县区要抓好落实。"""


def shown(text: str) -> list[str]:
    return [str(line) for line in outline(parse_clauses(lines_of(text)), text)]


def test_a_tree_is_drawn_with_numbers_headings_and_bodies() -> None:
    assert shown(TEXT) == [
        "├─ 九江市开发区工作方案",
        "├─ 一、目标",
        "│  ├─ 1.税收　〔牵头：市商务局；配合：市财政局〕",
        "│  └─ 2.土地",
        "└─ 二、保障",
        "   └─ 各县区要抓好落实。",
    ]


def test_a_long_clause_without_heading_shows_its_beginning_only() -> None:
    (line,) = shown("各县区要抓好落实" * 20 + "。")
    assert line.endswith("…")
    assert len(line) == len("└─ ") + 48


def test_a_table_is_named_as_one_with_its_rows() -> None:
    text = "指标\t数值\n税收\t20"
    (line,) = outline([Clause(0, ClauseKind.TABLE, "", "", TextSpan(0, len(text)), ())], text)
    assert str(line) == "└─ ［表，2 行］指标 数值 税收 20"


def test_a_tree_as_deep_as_a_hostile_file_makes_it_is_drawn() -> None:
    depth = 20_000
    clauses = [
        Clause(i, ClauseKind.ITEM, f"{i}.", "", TextSpan(i, i + 1), (), i - 1 if i else None) for i in range(depth)
    ]
    lines = outline(clauses, "税" * depth)
    assert len(lines) == depth
    assert lines[-1].prefix.endswith("└─ ")


def test_an_empty_document_has_no_lines() -> None:
    assert outline([], "") == []


def test_a_record_holds_the_exact_text_of_its_span() -> None:
    clauses = parse_clauses(lines_of(TEXT))
    for clause in clauses:
        record = clause_record(clause, TEXT)
        assert record["text"] == TEXT[clause.span.start : clause.span.end]
    tax = next(clause for clause in clauses if clause.heading == "税收")
    assert clause_record(tax, TEXT)["bodies"] == [
        {"role": "牵头", "bodies": ["市商务局"]},
        {"role": "配合", "bodies": ["市财政局"]},
    ]


def test_bodies_of_one_role_are_single_names() -> None:
    text = "一、招展。按季度评估。（责任单位：县商务局，各乡（镇、街道）,\n县人力资源和社会保障局）"
    (clause,) = [Clause(0, ClauseKind.ITEM, "一、", "招展", TextSpan(0, len(text)), ("一、招展",))]
    names = ["县商务局", "各乡（镇、街道）", "县人力资源和社会保障局"]
    assert clause_record(clause, text)["bodies"] == [{"role": "责任", "bodies": names}]
    (line,) = outline([clause], text)
    assert str(line) == f"└─ 一、招展　〔责任：{'、'.join(names)}〕"
