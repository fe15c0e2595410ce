from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.chunking import Chunker
from ingest.cleaning import clean
from ingest.lines import lines_of
from ingest.model import Chunk, SourceText, TextSpan
from ingest.pipeline import read_documents
from ingest.sentences import split_span
from ingest.tables.cells import describe, find_tables

SENTENCE = "依托现有基础，完善配套设施，推动项目取得实效。"
LINES = [
    "一、甲",
    "（一）乙",
    "1.丙。丁戊己庚",
    "2．丙。" + SENTENCE * 3,
    "——辛。" + SENTENCE,
    "责任单位：某局",
    SENTENCE * 9,
    "１２",
    "附件：",
    "😀𠮷",
    "2021年1月1日",
    "第一条　略",
    "更新时间：2024-01-10 来源：网络",
    "經濟開發區，增長10,000家",
    "园区方案1",
    "园区方案2",
]


def chunks_of(text: str, most: int = 60, least: int = 15) -> tuple[Chunk, ...]:
    source = SourceText("甲.txt", text, "text/plain", "0" * 64)
    return Chunker(len, most, least).chunk(source, read_documents(source))


def test_short_items_of_one_clause_stay_together_with_its_responsible_bodies() -> None:
    items = f"1.甲。{SENTENCE}\n2.乙。{SENTENCE}\n统筹单位：财政局"
    text = f"一、任务\n（一）强化引导\n{items}\n（二）用地\n1.丙。{SENTENCE}{SENTENCE}"
    chunks = chunks_of(text)
    assert chunks[0].path == ("一、任务", "（一）强化引导")
    assert chunks[0].text.startswith("一、任务\n（一）强化引导")
    assert chunks[0].text.endswith("统筹单位：财政局")


def test_a_heading_alone_leads_the_first_clause_under_it() -> None:
    chunks = chunks_of(f"一、目标\n二、重点\n1.甲事。{SENTENCE * 2}\n2.乙事。{SENTENCE * 2}")
    assert [c.path for c in chunks] == [("二、重点", "1.甲事"), ("二、重点", "2.乙事")]
    assert chunks[0].text.startswith("一、目标\n二、重点\n1.甲事。")


def test_short_neighbours_merge_and_long_ones_do_not() -> None:
    merged = chunks_of("一、甲。短句\n二、乙。短句\n三、丙。短句")
    assert [c.path for c in merged] == [()]
    apart = chunks_of(f"一、甲。{SENTENCE * 2}\n二、乙。{SENTENCE * 2}")
    assert len(apart) == 2


def test_a_long_clause_is_cut_at_ends_of_sentences() -> None:
    chunks = chunks_of("一、甲事。" + SENTENCE * 8)
    assert len(chunks) > 1
    assert all(c.text.endswith("。") and len(c.text) <= 60 and c.path == ("一、甲事",) for c in chunks)


def test_tables_are_cut_between_rows_and_small_ones_not_at_all() -> None:
    def table(rows: int) -> str:
        rows_of = "\n".join(f"甲{i}\n{i}00\n-\n乙" for i in range(rows))
        return f"一、目标\n{SENTENCE * 3}\n{rows_of}"

    (small,) = [chunk for chunk in chunks_of(table(9)) if "甲0" in chunk.text]
    assert small.text.endswith("甲8\n800\n-\n乙")
    large = [chunk for chunk in chunks_of(table(60)) if SENTENCE not in chunk.text]
    assert all(line in "甲乙-" or line[0] in "甲0123456789" for c in large for line in c.text.split("\n"))
    assert len(large) > 2


def test_no_chunk_runs_across_page_junk() -> None:
    chunks = chunks_of("甲市办法\n更新时间：2024-01-10 来源：网络\n一、短句\n二、短句")
    assert all("来源" not in c.text for c in chunks)


def test_equal_content_gives_equal_ids_and_repetitions_differ() -> None:
    text = f"一、甲。{SENTENCE * 2}\n" * 3
    ids = [c.id for c in chunks_of(text)]
    assert len(set(ids)) == 3
    assert ids == [c.id for c in chunks_of("\n\n" + text)]
    assert all(len(i) == 20 for i in ids)


def test_the_name_tells_all_parameters() -> None:
    assert Chunker(len, 300, 50, "zhice_16k").name == "clauses-3(max=300,min=50,zhice_16k)"


@pytest.mark.parametrize(("most", "least"), [(0, 0), (10, 11), (10, 0)])
def test_impossible_sizes_are_refused(most: int, least: int) -> None:
    with pytest.raises(ValueError, match="min_tokens"):
        Chunker(len, most, least)


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=40), st.sampled_from(["\n", "\n\n", "\r\n　　"]))
def test_chunks_slice_the_source_and_hold_every_character_of_the_documents_once(lines: list[str], gap: str) -> None:
    text = gap.join(lines)
    chunks = chunks_of(text)
    source = SourceText("甲.txt", text, "text/plain", "0" * 64)
    documents = read_documents(source)
    assert all(c.text == c.span.slice(text) for c in chunks)
    assert all(one.span.end <= other.span.start for one, other in pairwise(chunks))
    assert len({c.id for c in chunks}) == len(chunks)
    expected = "".join(clause.span.slice(text) for d in documents for clause in d.clauses)
    assert "".join("".join(c.text for c in chunks).split()) == "".join(expected.split())
    kept = clean(lines_of(text)).lines or lines_of(text)
    inside = [line for line in kept if any(d.span.contains(line.span) for d in documents)]
    assert "".join(expected.split()) == "".join("".join(line.text for line in inside).split())
    assert all(len(c.text) <= 120 + 15 for c in chunks)


@given(st.text(alphabet="甲乙，。；10,！”\n \u3000😀", max_size=200), st.integers(1, 20))
def test_cut_parts_keep_the_budget_and_every_character(text: str, most: int) -> None:
    parts = split_span(text, TextSpan(0, len(text)), len, most)
    assert all(0 < len(part) <= most for part in parts)
    assert "".join("".join(part.slice(text) for part in parts).split()) == "".join(text.split())


def table_of_streets(rows: int, between: str) -> str:
    head = between.join(("序号", "街道", "企业（家）", "税收（万元）"))
    return "\n".join([head, *(between.join((str(i), f"{i}号街道", str(i), f"{i}00")) for i in range(1, rows + 1))])


@pytest.mark.parametrize("between", ["\t", "\n"])
def test_a_long_table_is_cut_between_rows_and_row_400_is_found_with_its_headers(between: str) -> None:
    text = f"附件\n各街道统计表\n{table_of_streets(500, between)}"
    tables = (TextSpan(text.index("序号"), len(text)),) if between == "\t" else ()
    source = SourceText("甲.txt", text, "text/plain", "0" * 64, tables)
    chunks = Chunker(len, 200, 50).chunk(source, read_documents(source))
    (held,) = [chunk for chunk in chunks if "400号街道" in chunk.text]
    (table,) = find_tables(held.text, held.path)
    (row,) = [row for row in table.rows if row.header == "400号街道"]
    assert [describe(cell) for cell in row.cells] == ["400号街道 | 企业 | 400家", "400号街道 | 税收 | 40000万元"]
    assert held.path[:1] == ("附件 各街道统计表",)
    assert "序号" not in held.text
    found = [row.header for chunk in chunks for table in find_tables(chunk.text, chunk.path) for row in table.rows]
    assert found == [f"{i}号街道" for i in range(1, 501)]


def test_a_part_of_a_table_is_not_merged_with_what_follows_it() -> None:
    text = f"{table_of_streets(100, chr(9))}\n注：略。\n责任单位：某局"
    source = SourceText("甲.txt", text, "text/plain", "0" * 64, (TextSpan(0, text.index("注")),))
    chunks = Chunker(len, 60, 15).chunk(source, read_documents(source))
    assert chunks[-1].text == "注：略。\n责任单位：某局"


def test_the_text_of_a_table_that_does_not_come_out_even_is_cut_at_line_ends() -> None:
    text = "序号\n名称\n值\n" + "".join(f"{i}\n甲\n{i}\n" * (1 + i % 2) for i in range(1, 200))
    chunks = chunks_of(text.strip())
    assert "\n".join(chunk.text for chunk in chunks) == text.strip()
    assert all("表头" not in "".join(chunk.path) for chunk in chunks)
