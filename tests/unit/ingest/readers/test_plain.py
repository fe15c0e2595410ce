"""Plain text and Markdown: the decoded file and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from reader_samples import ASTRAL, SIMPLIFIED, TRADITIONAL

from ingest.errors import IngestError


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SIMPLIFIED, "utf-8"),
        (SIMPLIFIED, "gb18030"),
        (SIMPLIFIED, "gbk"),
        (SIMPLIFIED, "utf-16-le"),
        (SIMPLIFIED, "utf-16-be"),
        (TRADITIONAL, "utf-8"),
        (TRADITIONAL, "big5"),
        (TRADITIONAL, "cp950"),
        (TRADITIONAL, "gb18030"),
        (TRADITIONAL, "utf-16-le"),
        (ASTRAL, "utf-8"),
        (ASTRAL, "gb18030"),
        (ASTRAL, "utf-16-le"),
        (ASTRAL, "utf-16-be"),
        ("亩均税收二十万元", "gb18030"),
        ("畝均稅收二十萬元", "big5"),
        ("联通", "gb18030"),
        ("亩均税收二十万元，", "utf-16-le"),
        ("plain ASCII, 20%\r\n", "ascii"),
    ],
)
def test_the_text_is_the_decoded_file_and_nothing_else(read: Any, text: str, encoding: str) -> None:
    assert read("a.txt", text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides_and_is_dropped(read: Any, encoding: str) -> None:
    assert read("a.text", (SIMPLIFIED + ASTRAL).encode(encoding)).text == SIMPLIFIED + ASTRAL


@pytest.mark.parametrize("name", ["a.md", "A.MARKDOWN"])
def test_markdown_stays_as_it_is_written(read: Any, name: str) -> None:
    text = "# 标题\n\n|指标|要求|\n|--|--|\n|亩均税收|**20**万元|\n\n    缩进\n"
    source = read(name, text.encode())
    assert (source.text, source.media_type, source.tables) == (text, "text/markdown", ())


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 8,
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(200)),
        SIMPLIFIED.encode() + b"\x00" * 50,
        b"\xff\xfe" + SIMPLIFIED.encode("utf-16-le") + b"\x00",
        SIMPLIFIED.encode()[:-20] + b"\xe4\xb8",
        b"\x01\x02\x03\x04" * 100,
    ],
    ids=["every byte", "png", "NULs at the end", "cut UTF-16", "cut UTF-8", "controls"],
)
def test_binary_and_cut_text_is_unreadable(read: Any, data: bytes) -> None:
    with pytest.raises(IngestError):
        read("a.txt", data)
