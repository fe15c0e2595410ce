"""Tables as text: one table, whatever the delimiter and the encoding."""

from __future__ import annotations

from typing import Any

import pytest
from reader_samples import table_lines

from ingest.errors import UnreadableFile
from ingest.readers import delimited

CELLS = [["区域", "税收", "说明"], ["甲", "20", "不低于，也不高于"], ["乙", "1,000", "换 行"]]


@pytest.mark.parametrize("sign", [",", "\t", ";", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_delimiter_and_the_encoding_are_told_from_the_file(read: Any, sign: str, encoding: str) -> None:
    rows = ["区域,税收,说明", "甲,20,不低于，也不高于", '乙,"1,000","换\n行"']
    text = "\r\n".join(rows) if sign == "," else "\r\n".join(sign.join(row) for row in CELLS)
    source = read("a.csv", text.encode(encoding))
    assert table_lines(source) == [CELLS]
    assert source.media_type == "text/csv"


def test_rows_of_unequal_length_are_filled_up_and_empty_ones_dropped(read: Any) -> None:
    assert read("a.csv", b"a,b,c\n\nd\n,,e\n").text == "a\tb\tc\nd\t\t\n\t\te"


def test_a_single_column_is_text(read: Any) -> None:
    source = read("a.csv", "第一条\n第二条\n".encode())
    assert (source.text, source.tables) == ("第一条\n第二条", ())


def test_binary_data_and_a_table_too_large_are_one_line(read: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnreadableFile):
        read("a.csv", bytes(range(256)) * 4)
    monkeypatch.setattr(delimited, "MOST_CELLS", 5)
    with pytest.raises(UnreadableFile, match="太大"):
        read("a.csv", b"a,b,c\nd,e,f\n")
