"""The made-up policies of the benchmark: what they say, and that each format's file says the same."""

from __future__ import annotations

import re
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.benchmarks.made.files import WRITERS, write_files
from evals.benchmarks.made.model import MadeDocument
from evals.benchmarks.made.office import workbook_of
from evals.benchmarks.made.pdf import pdf_of, wrapped
from evals.benchmarks.made.plain import long_text, text_of
from evals.benchmarks.made.policies import CLAUSES_OF_A_DOCUMENT, make_documents, make_policies, most_clauses
from evals.errors import EvalsError
from ingest.model import ClauseKind
from ingest.pipeline import read_documents
from ingest.readers.numerals import format_number
from ingest.readers.registry import read_file

JUNK = ("首页", "当前位置", "点击", "分享到", "关于公布第", "备案号", "人民政府公报", "— 1 —", "window")


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


@pytest.fixture(scope="module")
def document() -> MadeDocument:
    return next(make_documents(CLAUSES_OF_A_DOCUMENT, 5))


def test_a_seed_makes_the_same_files_and_another_seed_others(tmp_path: Path) -> None:
    first, again, other = (make_policies(tmp_path / name, 60, 5, seed) for name, seed in (("a", 1), ("b", 1), ("c", 2)))
    assert first == again != other
    assert contents(tmp_path / "a") == contents(tmp_path / "b") != contents(tmp_path / "c")


@pytest.mark.parametrize("clauses", [1, CLAUSES_OF_A_DOCUMENT, CLAUSES_OF_A_DOCUMENT + 1, 47])
def test_as_many_clauses_are_written_as_were_asked_for(clauses: int, tmp_path: Path) -> None:
    made = make_policies(tmp_path, clauses, 3, 1)
    texts = contents(tmp_path)
    assert sum(len(re.findall("^（[一二三四五]）", text, re.MULTILINE)) for text in texts.values()) == clauses
    assert made.files == len(texts)
    assert made.size == sum(len(text.encode()) for text in texts.values())
    assert sum(len(document.clauses) for document in make_documents(clauses, 1)) == clauses


def test_every_question_has_its_two_figures_in_one_clause_of_its_region(tmp_path: Path) -> None:
    made = make_policies(tmp_path, 100, 100, 3)
    assert len(made.questions) == 100
    for question in made.questions:
        region, level, indicator = re.fullmatch("(.+?)(国家级|省级)开发区(.+)要求是多少？", question.text).groups()  # type: ignore[union-attr]
        (document,) = (text for text in contents(tmp_path).values() if text.startswith(region))
        other = "省级" if level == "国家级" else "国家级"
        bound = "(?:不低于|不超过)"
        assert re.search(f"{level}开发区{indicator}{bound}{question.figure}[，；]", document)
        assert re.search(f"{other}开发区{indicator}{bound}{question.other}[，；]", document)


@pytest.mark.parametrize(("clauses", "questions"), [(0, 1), (1, 0), (10_000_000, 1)])
def test_impossible_numbers_are_refused(clauses: int, questions: int, tmp_path: Path) -> None:
    with pytest.raises(EvalsError, match="条"):
        make_policies(tmp_path, clauses, questions, 1)


@pytest.mark.parametrize("suffix", ["txt", "html", "docx", "pdf"])
def test_a_reader_finds_the_documents_title_tree_and_table_in_every_format(suffix: str, tmp_path: Path) -> None:
    written = write_files(tmp_path, suffix, CLAUSES_OF_A_DOCUMENT + 13, 2)
    assert [len(document.clauses) for _, document in written] == [CLAUSES_OF_A_DOCUMENT, 13]
    for path, document in written:
        source = read_file(path, path.name)
        (found,) = read_documents(source)
        assert found.title == document.title
        items = [(c.label, c.heading) for c in found.clauses if c.kind is ClauseKind.ITEM]
        sections = document.sections
        assert items == [(each.label, each.heading) for s in sections for each in (s, *s.clauses)]
        separator = "\n" if suffix == "txt" else "\t"
        last = document.clauses[-1]
        row = separator.join([str(len(document.clauses)), last.indicator, *last.figures])
        assert source.text.rstrip().endswith(row)


def test_a_workbook_has_a_row_for_each_clause_under_a_head_of_two_rows(document: MadeDocument, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(workbook_of(document))
    source = read_file(tmp_path / "a.xlsx", "a.xlsx")
    rows = [line.split("\t") for line in source.tables[0].slice(source.text).split("\n")]
    heads, body = rows[:2], rows[2:]
    assert [head[2:5] for head in heads] == [["目标"] * 3, ["指标", "国家级", "省级"]]
    assert [row[1:] for row in body] == [[c.heading, c.indicator, *c.figures, c.duty] for c in document.clauses]
    assert [row[0] for row in body] == [section.heading for section in document.sections for _ in section.clauses]


@pytest.mark.parametrize("suffix", ["html", "pdf"])
def test_what_stands_around_a_text_is_in_the_file_and_not_in_what_is_read(suffix: str, tmp_path: Path) -> None:
    ((path, _),) = write_files(tmp_path, suffix, CLAUSES_OF_A_DOCUMENT, 2)
    if suffix == "html":
        page = path.read_text(encoding="utf-8")
        assert all(words in page for words in JUNK if words not in ("人民政府公报", "— 1 —"))
    source = read_file(path, path.name)
    passages = [clause.span.slice(source.text) for document in read_documents(source) for clause in document.clauses]
    assert not [words for words in JUNK if any(words in passage for passage in passages)]


@pytest.mark.parametrize("suffix", ["txt", "html", "pdf"])
def test_a_seed_makes_the_same_bytes(suffix: str, document: MadeDocument) -> None:
    assert WRITERS[suffix](document) == WRITERS[suffix](document)


def test_without_reportlab_the_message_says_how_to_install_it(
    document: MadeDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "reportlab.pdfgen.canvas", None)
    with pytest.raises(EvalsError, match="make install"):
        pdf_of(document)


@given(st.text(alphabet="开发区亩均税收，。）20%ab", max_size=300), st.integers(4, 40))
def test_lines_of_a_page_hold_the_text_within_its_width(text: str, characters: int) -> None:
    lines = list(wrapped(text, characters, 2))
    assert "".join(lines) == text
    assert all(lines)
    for position, line in enumerate(lines):
        widths = [1 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in line.rstrip("，。）")]
        assert sum(widths) <= characters - (2 if position == 0 else 0)
    assert not any(line[0] in "，。）" for line in lines[1:])


@pytest.mark.parametrize("size", [1, 30_000, 100_000])
def test_a_long_text_is_one_document_of_the_length_asked_for(size: int, tmp_path: Path) -> None:
    text = long_text(make_documents(most_clauses(), 1), size)
    longest_part = 600
    assert size <= len(text.encode()) < size + longest_part
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (document,) = read_documents(read_file(tmp_path / "a.txt", "a.txt"))
    labels = [clause.label for clause in document.clauses]
    chapters = text.count("章 ")
    assert [label for label in labels if label.startswith("第")] == [
        f"第{format_number(n, 'chineseCounting')}章" for n in range(1, chapters + 1)
    ]
    assert labels.count("（一）") == text.count("\n（一）")
    assert text.count("\n责任单位：") == text.count("\n（")


def test_a_long_text_ends_with_the_documents(document: MadeDocument) -> None:
    assert long_text([document], 10**9).count("章 ") == 1


def test_a_documents_text_has_its_clauses_with_their_bodies_in_brackets(document: MadeDocument) -> None:
    clause = document.clauses[0]
    assert f"\n{clause.label}{clause.heading}。{clause.body}（{clause.duty}）\n" in text_of(document)
