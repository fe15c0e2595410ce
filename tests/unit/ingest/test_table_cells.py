from __future__ import annotations

import pytest
from best_time import best_time
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.tables.cells import Table, describe, find_tables, read_tables
from ingest.tables.parts import header_of

Cells = list[tuple[str, list[tuple[str, str, str]]]]


def cells_of(table: Table) -> Cells:
    return [(row.header, [(cell.column, cell.text, cell.unit) for cell in row.cells]) for row in table.rows]


def lines(*texts: str) -> str:
    return "\n".join(texts)


TABBED: list[tuple[str, Cells]] = [
    (
        lines("附件", "序号\t产业\t产值（亿元）\t占比（%）", "1\t光电\t1,200\t30.5", "2\t纺织\t400\t10"),
        [
            ("光电", [("产值（亿元）", "1,200", "亿元"), ("占比（%）", "30.5", "%")]),
            ("纺织", [("产值（亿元）", "400", "亿元"), ("占比（%）", "10", "%")]),
        ],
    ),
    # Two header rows, a header over several columns repeated for each of them.
    (
        lines("产业\t产值（亿元）\t产值（亿元）", "产业\t2020年\t2021年", "光电\t50\t60", "纺织\t40\t-"),
        [
            ("光电", [("产值（亿元） 2020年", "50", "亿元"), ("产值（亿元） 2021年", "60", "亿元")]),
            ("纺织", [("产值（亿元） 2020年", "40", "亿元"), ("产值（亿元） 2021年", "-", "")]),
        ],
    ),
    # Headers that are years.
    (lines("指标\t2019年\t2020年", "户数\t20\t30"), [("户数", [("2019年", "20", ""), ("2020年", "30", "")])]),
    (lines("指标\t2019\t2020", "户数\t20\t30"), [("户数", [("2019", "20", ""), ("2020", "30", "")])]),
    # The unit of the whole table, but not for shares, years and cells with a unit of their own.
    (
        lines("单位：万元", "园区\t税收\t增速\t年份", "甲区\t20\t8\t2020", "乙区\t30万元\t9%\t2021年"),
        [
            ("甲区", [("税收", "20", "万元"), ("增速", "8", ""), ("年份", "2020", "")]),
            ("乙区", [("税收", "30万元", ""), ("增速", "9%", ""), ("年份", "2021年", "")]),
        ],
    ),
    # A row that is one text says what the table is about; parts name their whole.
    (
        lines("目标表\t目标表\t目标表", "区域\t企业（家）\t其中：规上", "甲区\t20\t10"),
        [("甲区", [("企业（家）", "20", "家"), ("企业（家） 其中：规上", "10", "家")])],
    ),
    # Ranges, full-width digits, Traditional characters, units per another.
    (
        lines("園區\t畝均稅收（萬元／畝）\t企業（戶）", "𠀀區\t２０\t3-5", "乙區\t≥15\t約8"),
        [
            ("𠀀區", [("畝均稅收（萬元／畝）", "２０", "萬元／畝"), ("企業（戶）", "3-5", "戶")]),
            ("乙區", [("畝均稅收（萬元／畝）", "≥15", ""), ("企業（戶）", "約8", "")]),
        ],
    ),
    # 人才 behind a colon is no unit.
    (lines("类别：人才政策", "项目\t数额", "补贴\t20"), [("补贴", [("数额", "20", "")])]),
]


@pytest.mark.parametrize(("text", "expected"), TABBED)
def test_cells_of_a_tabbed_table_know_their_headers_and_unit(text: str, expected: Cells) -> None:
    (table,) = find_tables(text)
    assert cells_of(table) == expected
    assert all(cell.span.slice(text) == cell.text for row in table.rows for cell in row.cells)
    assert all(row.span.contains(cell.span) for row in table.rows for cell in row.cells)


FLATTENED: list[tuple[str, Cells]] = [
    # Serial numbers; a header that spans columns, a group word, a bracket on a line of its own.
    (
        lines(
            *("目标分解表", "序号", "产业", "营业收入（亿元）", "总计", "其中", "甲组团", "（含临空）", "乙组团"),
            *("1", "光电", "100", "-", "100", "2", "纺织", "80", "30", "50", "3", "医药", "60", "20", "40"),
        ),
        [
            ("光电", [("总计", "100", "亿元"), ("甲组团（含临空）", "-", ""), ("乙组团", "100", "亿元")]),
            ("纺织", [("总计", "80", "亿元"), ("甲组团（含临空）", "30", "亿元"), ("乙组团", "50", "亿元")]),
            ("医药", [("总计", "60", "亿元"), ("甲组团（含临空）", "20", "亿元"), ("乙组团", "40", "亿元")]),
        ],
    ),
    # A bracket on lines of its own within the rows.
    (
        lines(
            "序号",
            "产业",
            "产值（亿元）",
            "1",
            "光电",
            "（含",
            "电子）",
            "10",
            "2",
            "纺织",
            "20",
            "3",
            "医药",
            "30",
            "以上为目标。",
        ),
        [
            ("光电（含电子）", [("产值（亿元）", "10", "亿元")]),
            ("纺织", [("产值（亿元）", "20", "亿元")]),
            ("医药", [("产值（亿元）", "30", "亿元")]),
        ],
    ),
    # Words and figures in turn, blank lines between.
    (
        "园区\n\n企业（家）\n\n税收（万元）\n\n甲区\n\n10\n\n200\n\n乙区\n\n20\n\n300万元\n\n丙区\n\n-\n\n400",
        [
            ("甲区", [("企业（家）", "10", "家"), ("税收（万元）", "200", "万元")]),
            ("乙区", [("企业（家）", "20", "家"), ("税收（万元）", "300万元", "")]),
            ("丙区", [("企业（家）", "-", ""), ("税收（万元）", "400", "万元")]),
        ],
    ),
    # Years name rows.
    (
        lines("年份", "产值（亿元）", "2019年", "10", "2020年", "20", "2021年", "30"),
        [
            (year, [("产值（亿元）", value, "亿元")])
            for year, value in (("2019年", "10"), ("2020年", "20"), ("2021年", "30"))
        ],
    ),
    # Traditional characters and blanks at the ends of lines.
    (
        "序號  \n產業\n產值（億元）  \n1\n光電 \n１０  \n2\n𠀀\n20\n3\n醫藥\n30",
        [
            ("光電", [("產值（億元）", "１０", "億元")]),
            ("𠀀", [("產值（億元）", "20", "億元")]),
            ("醫藥", [("產值（億元）", "30", "億元")]),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), FLATTENED)
def test_rows_of_a_flattened_table_are_found_again(text: str, expected: Cells) -> None:
    (table,) = find_tables(text)
    assert cells_of(table) == expected
    assert all(cell.span.slice(text) == cell.text for row in table.rows for cell in row.cells)


UNEVEN = {
    "a cell is missing": (
        "序号",
        "产业",
        "甲",
        "乙",
        "1",
        "光电",
        "10",
        "20",
        "2",
        "纺织",
        "30",
        "40",
        "3",
        "医药",
        "50",
        "4",
        "食品",
        "60",
        "70",
    ),
    "a cell too many": (
        "序号",
        "产业",
        "甲",
        "1",
        "光电",
        "10",
        "2",
        "纺织",
        "30",
        "3",
        "医药",
        "50",
        "60",
        "4",
        "食品",
        "60",
        "5",
        "有机硅",
        "1",
    ),
    "fewer headers than columns": ("序号", "产业", "1", "光电", "10", "2", "纺织", "30", "3", "医药", "50"),
    "two rows": ("序号", "产业", "甲", "1", "光电", "10", "2", "纺织", "30"),
    "no header before words and figures": ("甲区", "10", "20", "乙区", "30", "40", "丙区", "50", "60"),
    "two words before the figures under headers that may be others": (
        *("目标表", "区", "值", "甲", "子一", "1", "乙", "子二", "2", "丙", "子三", "3"),
    ),
    "an uneven row before even ones": (
        "区",
        "户",
        "值",
        "甲",
        "1",
        "2",
        "乙",
        "3",
        "丙",
        "4",
        "5",
        "丁",
        "6",
        "7",
        "戊",
        "8",
        "9",
    ),
    "a last row that is too long": ("区", "户", "值", "甲", "1", "2", "乙", "3", "4", "丙", "5", "6", "7"),
    "a last row that is too short": (
        "区",
        "户",
        "值",
        "甲",
        "1",
        "2",
        "乙",
        "3",
        "4",
        "丙",
        "5",
        "6",
        "丁",
        "8",
        "戊",
        "9",
        "10",
    ),
    "prose": ("一、总则", "（一）依法办理。", "到2020年，新增企业20家。"),
    "nothing": (),
}


@pytest.mark.parametrize("name", UNEVEN)
def test_a_run_that_does_not_come_out_even_gives_no_table(name: str) -> None:
    assert find_tables("\n".join(UNEVEN[name])) == ()


@pytest.mark.parametrize("text", ["| --- |\n|---|", "甲\t20", "甲区\t20\n乙区\t30", "甲\t甲\n乙\t乙"])
def test_tabs_without_headers_make_no_table(text: str) -> None:
    assert find_tables(text) == ()


def test_two_tabbed_tables_are_kept_apart_with_their_captions() -> None:
    text = "表一（单位：家）\n区\t数\n甲\t1\n\n表二（单位：户）\n区\t数\n乙\t2"
    tables = find_tables(text)
    assert [cells_of(table) for table in tables] == [[("甲", [("数", "1", "家")])], [("乙", [("数", "2", "户")])]]
    assert [table.caption.startswith(name) for table, name in zip(tables, ("表一", "表二"), strict=True)] == [
        True,
        True,
    ]


CELLS = [
    "序号",
    "产业",
    "产值（亿元）",
    "其中",
    "甲组团",
    "（含空港）",
    "1",
    "2",
    "3",
    "10",
    "－",
    "２０",
    "光電",
    "𠀀",
    "e\u0301",
    "合计",
    "注：略",
    "",
]


@given(
    st.lists(st.lists(st.sampled_from(CELLS), min_size=1, max_size=5), max_size=10),
    st.sampled_from(["\t", "\n", " | "]),
)
@settings(max_examples=300)
def test_whatever_the_cells_those_that_are_found_slice_back(rows: list[list[str]], between: str) -> None:
    text = "\n".join(f"| {between.join(row)} |" if between == " | " else between.join(row) for row in rows)
    for table in find_tables(text):
        for row in table.rows:
            assert row.cells
            for cell in row.cells:
                assert "".join(cell.span.slice(text).split()) == "".join(cell.text.split())
                assert row.span.contains(cell.span)
                assert describe(cell).endswith(f"{cell.text}{cell.unit}")


@pytest.mark.parametrize(
    "row", ["{i}\t光电\t{i}\n", "{i}\n光电\n{i}\n", "1\n2\n", "甲\t乙\n", "注：一\t注：一\n", "序号\n"]
)
def test_the_time_of_finding_tables_grows_with_the_text_and_no_faster(row: str) -> None:
    def seconds(size: int) -> float:
        text = "序号\t产业\t值\n" + "".join(row.format(i=i) for i in range(size // len(row)))
        return best_time(lambda: read_tables(text))

    assert seconds(120_000) < 0.5 + 16 * seconds(15_000)


LONG_TABLE = [("序号", "街道", "企业（家）", "税收（万元）")] + [
    (str(i), f"{i}号街道", str(i), "-") for i in range(1, 40)
]


@pytest.mark.parametrize("between", ["\t", "\n"])
def test_a_part_of_a_table_has_the_headers_of_the_whole(between: str) -> None:
    whole = "\n".join(between.join(row) for row in LONG_TABLE)
    (table,) = find_tables(whole)
    part = "\n".join(between.join(row) for row in LONG_TABLE[30:])
    (found,) = find_tables(part, ("统计表", header_of(table)))
    assert cells_of(found) == [cells for cells in cells_of(table) if int(cells[0].removesuffix("号街道")) >= 30]
    assert all(cell.span.slice(part) == cell.text for row in found.rows for cell in row.cells)


def test_a_part_of_a_table_keeps_the_unit_of_the_whole_and_an_uneven_part_gives_nothing() -> None:
    (table,) = find_tables("单位：万元\n园区\t税收\n甲\t1\n乙\t2")
    header = header_of(table)
    assert header == "表头（万元）：园区 ‖ 税收"
    (found,) = find_tables("丙\t3", (header,))
    assert [describe(cell) for row in found.rows for cell in row.cells] == ["丙 | 税收 | 3万元"]
    assert find_tables("丙\n3\n丁", (header,)) == ()
    assert find_tables("丙\t3", ("园区",)) == ()
