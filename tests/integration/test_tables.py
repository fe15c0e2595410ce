"""The tables as functions of an open index: units in one form, days, changes of the index, silent cells."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from command_line import Zhice

from assistant.bootstrap import open_index
from assistant.filters import FilterNames
from assistant.model import Answer, CheckedFigure, Citation, FigureVerdict
from assistant.settings import load_settings
from assistant.tables.by_region import across_regions
from assistant.tables.comparison import compare
from assistant.tables.duties import duties
from assistant.tables.ledger import ledger
from assistant.tables.model import SILENT, Apart, DutyFilter, LedgerFilter, TableFilter
from vectorstore.index import PolicyIndex
from vectorstore.model import SearchFilter

TEXTS = {
    "九江.txt": "九江市开发区工作方案\n一、目标\n1.用地。到2025年，新增建设用地面积达到2平方公里以上。",
    "赣州.txt": "赣州市开发区工作方案\n一、目标\n1.用地。到2025年，新增建设用地面积达到300公顷以上。",
    "吉安.txt": "吉安市开发区工作方案\n一、目标\n1.用地。到2023年，新增建设用地面积达到500亩以上。\n"
    "（市商务局牵头，市财政局配合）",
    "宜春.txt": "宜春市开发区管理办法\n第一条 新增建设用地面积达到1平方公里以上。\n"
    "第二条 本办法自2015年1月1日起施行，有效期5年。",
}
LAND = LedgerFilter(indicator="新增建设用地面积")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "files"
    made.mkdir()
    for name, text in TEXTS.items():
        (made / name).write_text(text, encoding="utf-8")
    return made


@pytest.fixture
def opened(zhice: Zhice, folder: Path, tmp_path: Path) -> Iterator[PolicyIndex]:
    assert zhice("--home", tmp_path / "home", "ingest", folder).code == 0
    index = open_index(load_settings(tmp_path / "home"))
    yield index
    index.close()


def test_areas_stand_in_one_unit_and_another_unit_is_told_apart(opened: PolicyIndex) -> None:
    chart = across_regions(opened, LAND)
    assert chart.unit == "平方米"
    assert {(value.row.place.region[-1], int(value.low)) for value in chart.values} == {
        ("九江市", 2_000_000),
        ("赣州市", 3_000_000),
        ("宜春市", 1_000_000),
    }
    assert [(row.place.region[-1], reason) for row, reason in chart.apart] == [("吉安市", Apart.UNIT)]


def test_a_day_leaves_out_what_was_not_in_force(opened: PolicyIndex) -> None:
    def regions(day: date | None) -> set[str]:
        rows = ledger(opened, LedgerFilter(TableFilter(as_of=day), LAND.indicator)).rows
        return {row.place.region[-1] for row in rows}

    assert "宜春市" in regions(None)
    assert "宜春市" in regions(date(2018, 1, 1))
    assert "宜春市" not in regions(date(2024, 1, 1))


def test_a_year_is_that_of_the_figure_not_of_its_neighbours(opened: PolicyIndex) -> None:
    rows = ledger(opened, LedgerFilter(TableFilter(FilterNames(years=("2025",))), LAND.indicator)).rows
    assert {row.place.region[-1] for row in rows} == {"九江市", "赣州市"}


def test_duties_follow_a_file_that_changes(opened: PolicyIndex, zhice: Zhice, folder: Path, tmp_path: Path) -> None:
    assert [row.lead for row in duties(opened).rows] == [("市商务局",)]
    before = opened.generation
    assert duties(opened, DutyFilter(body="财政局")).total == 1
    assert opened.generation == before  # what was read out of the catalogue is no change of it
    changed = TEXTS["吉安.txt"].replace("市商务局牵头", "市科技局牵头")
    (folder / "吉安.txt").write_text(changed, encoding="utf-8")
    assert zhice("--home", tmp_path / "home", "ingest", folder).code == 0
    assert [row.lead for row in duties(opened).rows] == [("市科技局",)]
    assert opened.remove("吉安.txt")
    assert duties(opened).rows == ()


def answering(quote: str, figure: str, verdict: FigureVerdict) -> Callable[[str, SearchFilter], Answer]:
    def ask(question: str, where: SearchFilter) -> Answer:
        start = TEXTS["九江.txt"].index(quote)
        citation = Citation("九江.txt", "方案", "", quote, start, start + len(quote))
        check = CheckedFigure(figure, 0, len(figure), verdict, 1, figure)
        return Answer(question, figure, False, "", (citation,), checks=(check,))

    return ask


@pytest.mark.parametrize(
    ("indicator", "verdict", "filled"),
    [
        ("建设用地面积达到", FigureVerdict.VERIFIED, True),
        ("建设用地面积达到", FigureVerdict.NOT_FOUND, False),
        ("投资强度", FigureVerdict.VERIFIED, False),
    ],
)
def test_a_silent_cell_is_filled_only_by_a_verified_figure_right_behind_the_indicator(
    opened: PolicyIndex, indicator: str, verdict: FigureVerdict, filled: bool
) -> None:
    ask = answering("新增建设用地面积达到2平方公里以上", "2平方公里", verdict)
    ((cell,),) = compare(opened, ["九江"], [indicator], ask=ask).cells
    assert bool(cell.values) is filled
    assert cell.remark == ("" if filled else SILENT)


def test_an_index_made_before_periods_had_a_column_is_filled_in_when_it_opens(
    zhice: Zhice, opened: PolicyIndex, tmp_path: Path
) -> None:
    year = LedgerFilter(TableFilter(FilterNames(years=("2025",))), LAND.indicator)
    before = ledger(opened, year).rows
    old = shutil.copytree(tmp_path / "home", tmp_path / "old")
    with closing(sqlite3.connect(old / "catalogue.sqlite3")) as db:
        db.executescript("DROP INDEX facts_by_indicator; ALTER TABLE facts DROP COLUMN period; DROP TABLE duties;")
    index = open_index(load_settings(old))
    assert before
    assert ledger(index, year).rows == before
    index.close()
