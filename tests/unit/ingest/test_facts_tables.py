from __future__ import annotations

import pytest

from ingest.model import ClauseKind
from tests.unit.ingest.facts_samples import facts_in

# Text of a table, then of each fact: subject, indicator, low, unit, period.
Row = tuple[str, str, int, str, str]
TABLES: list[tuple[str, str, list[Row]]] = [
    (
        "a header with year and unit",
        "园区\t2024年营业收入（亿元）\t税收（万元）\n东园\t120\t3000\n西园\t80\t-\n合计\t200\t3000\n",
        [
            ("东园", "营业收入", 12 * 10**9, "元", "2024年"),
            ("东园", "税收", 30_000_000, "元", ""),
            ("西园", "营业收入", 8 * 10**9, "元", "2024年"),
            ("合计", "营业收入", 2 * 10**10, "元", "2024年"),
            ("合计", "税收", 30_000_000, "元", ""),
        ],
    ),
    (
        "indicators in the rows, years in the columns, a column of units",
        "指标名称\t单位\t2025年\t2027年\n工业增加值\t亿元\t300\t400\n研发投入占比\t%\t2.5\t3\n",
        [
            ("", "工业增加值", 3 * 10**10, "元", "2025年"),
            ("", "工业增加值", 4 * 10**10, "元", "2027年"),
            ("", "研发投入占比", 2, "%", "2025年"),
            ("", "研发投入占比", 3, "%", "2027年"),
        ],
    ),
    (
        "no telephone number, serial number or word is a value",
        "序号\t单位名称\t企业数（家）\t联系电话\t备注\n1\t甲区\t20\t62345678\t新增\n2\t乙区\t30\t62345679\t续建\n",
        [("甲区", "企业数", 20, "家", ""), ("乙区", "企业数", 30, "家", "")],
    ),
    (
        "a percentage without its sign states nothing",
        "园区\t开工率\n东园\t95\n西园\t88\n",
        [],
    ),
]


@pytest.mark.parametrize(("text", "rows"), [table[1:] for table in TABLES], ids=[table[0] for table in TABLES])
def test_a_cell_is_a_fact_of_its_row_and_column(text: str, rows: list[Row]) -> None:
    found = [(f.subject, f.indicator, int(f.low), f.unit, f.period) for f in facts_in(text, ClauseKind.TABLE)]
    assert found == rows


def test_a_flattened_table_gives_its_cells() -> None:
    cells = [
        *("序号", "产业", "2026年营业收入（亿元）", "总计", "其中", "东组团", "西组团"),
        *("1", "新材料", "300", "100", "200"),
        *("2", "生物医药", "90", "-", "90"),
        *("3", "电子信息", "50", "20", "30"),
    ]
    found = facts_in("\n\n".join(cells), ClauseKind.TABLE)
    rows = [(f.subject, f.indicator, int(f.low), f.unit, f.period) for f in found]
    assert ("新材料 东组团", "营业收入", 10**10, "元", "2026年") in rows
    assert ("生物医药 总计", "营业收入", 9 * 10**9, "元", "2026年") in rows
    assert len(rows) == 8
