"""The example corpus and its questions: labelled, in our words, and true to the files beside them."""

from __future__ import annotations

import importlib.util
import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import opencc
import openpyxl
import pdfplumber
import pytest
from bs4 import BeautifulSoup
from docx import Document

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CORPUS = EXAMPLES / "corpus"
FILES = sorted(path.name for path in CORPUS.iterdir())
DIGESTS = [name for name in FILES if Path(name).stem.endswith("_摘要")]
QUESTIONS: list[dict[str, Any]] = [
    json.loads(line) for line in (EXAMPLES / "questions.jsonl").read_text(encoding="utf-8").splitlines()
]
ANSWERABLE = [row for row in QUESTIONS if row["answerable"]]
UNANSWERABLE = [row for row in QUESTIONS if not row["answerable"]]

LABEL = "【示例摘要,非官方文本】本文是知策项目依据公开信息自行编写的摘要,不是官方文件,引用请以原文为准。"
LABEL_TRADITIONAL = "【示例摘要,非官方文本】本文是知策專案依據公開資訊自行編寫的摘要,不是官方文件,引用請以原文為準。"
KEYS = {"id", "question", "lang", "type", "gold_doc", "evidence", "answer"}
KEYS |= {"answer_must", "answer_must_not", "answerable", "notes"}
OPTIONAL_KEYS = {"turns", "correction", "absent", "evidence_doc"}
TYPES = {"single_fact", "qualified_numeric", "table", "department", "list", "definition"}
TYPES |= {"cross_doc", "colloquial", "traditional", "english", "unanswerable", "followup"}

to_simplified = opencc.OpenCC("t2s").convert


def decoded(path: Path) -> str:
    data = path.read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def docx_text(path: Path) -> str:
    document = Document(str(path))
    rows = ["\t".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + rows)


def pdf_text(path: Path) -> str:
    with pdfplumber.open(path) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


def xlsx_text(path: Path) -> str:
    sheet = openpyxl.load_workbook(path).active
    rows = sheet.iter_rows(values_only=True)
    return "\n".join("\t".join("" if value is None else str(value) for value in row) for row in rows)


def text_at(path: Path) -> str:
    readers = {".docx": docx_text, ".pdf": pdf_text, ".xlsx": xlsx_text}
    return readers.get(path.suffix, decoded)(path)


@cache
def text_of(name: str) -> str:
    return text_at(CORPUS / name)


@cache
def prose_of(name: str) -> str:
    """What a reader sees: an HTML page's article alone, every other file's whole text."""
    if not name.endswith(".html"):
        return text_of(name)
    article = BeautifulSoup(text_of(name), "lxml").article
    assert article is not None
    return article.get_text()


@cache
def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_corpus", EXAMPLES / "build_corpus.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def documents_of(row: dict[str, Any]) -> list[str]:
    gold = row["gold_doc"]
    return gold if isinstance(gold, list) else [gold]


def plain(text: str) -> str:
    folded = to_simplified(unicodedata.normalize("NFKC", text)).lower()
    return "".join(char for char in folded if char.isalnum() or char == "%")


def says(answer: str, wanted: str) -> bool:
    """Normalised containment that does not cut a number in two: '85' is not in '850'."""
    return re.search(rf"(?<!\d){re.escape(plain(wanted))}(?!\d)", plain(answer)) is not None or (
        not plain(wanted)[0].isdigit() and plain(wanted) in plain(answer)
    )


def ids(rows: list[dict[str, Any]]) -> list[str]:
    return [row["id"] for row in rows]


def test_there_are_nine_digests_and_every_format_is_among_the_files() -> None:
    assert len(DIGESTS) >= 9
    assert {Path(name).suffix for name in FILES} == {".txt", ".md", ".html", ".docx", ".pdf", ".xlsx"}


def test_one_text_file_is_in_gb18030_and_not_in_utf_8() -> None:
    data = (CORPUS / "湖北省_开发区改革创新_摘要.txt").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")
    assert "湖北省" in data.decode("gb18030")


@pytest.mark.parametrize("name", FILES)
def test_every_file_opens_with_the_label_that_it_is_no_official_text(name: str) -> None:
    opening = unicodedata.normalize("NFKC", re.sub(r"\s", "", prose_of(name)))[:160]
    assert LABEL in opening or LABEL_TRADITIONAL in opening


@pytest.mark.parametrize("name", DIGESTS)
def test_a_digest_has_the_length_of_a_short_policy_and_is_rich_in_figures(name: str) -> None:
    text = prose_of(name)
    assert 1500 <= len(text) <= 2500
    assert len(re.findall(r"\d+", text)) >= 10


def test_the_jiujiang_digest_tells_the_tax_per_mu_of_both_levels_of_zones_once_in_production() -> None:
    line = next(line for line in text_of("九江市_开发区争先进位_摘要.txt").splitlines() if "亩均税收。" in line)
    for fact in ("新建工业项目", "达产", "国家级开发区的亩均税收不低于20万元", "省级开发区的亩均税收不低于10万元"):
        assert fact in line


def test_the_builder_gives_the_same_bytes_twice(tmp_path: Path) -> None:
    first, second = builder().build(tmp_path / "a"), builder().build(tmp_path / "b")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_the_builder_reproduces_the_text_of_the_committed_files(tmp_path: Path) -> None:
    built = builder().build(tmp_path)
    assert {path.suffix for path in built} == {".txt", ".docx", ".pdf", ".xlsx"}
    for path in built:
        assert text_at(path) == text_of(path.name), path.name


def test_the_word_file_and_the_workbook_hold_real_tables() -> None:
    assert Document(str(CORPUS / "黔西市_开发区高质量发展_摘要.docx")).tables
    sheet = openpyxl.load_workbook(CORPUS / "赣江新区_2023年产业营业收入目标分解表.xlsx").active
    assert "C4:G4" in {str(block) for block in sheet.merged_cells.ranges}


def test_the_workbooks_rows_and_columns_add_up_to_their_totals() -> None:
    rows = [line.split("\t")[2:] for line in text_of("赣江新区_2023年产业营业收入目标分解表.xlsx").splitlines()[5:12]]
    table = [[0 if cell == "-" else int(cell) for cell in row] for row in rows]
    assert [sum(row[1:]) for row in table] == [row[0] for row in table]
    assert [sum(column) for column in zip(*table[:-1], strict=True)] == table[-1]


def test_question_ids_and_questions_are_unique_and_all_types_are_asked() -> None:
    assert len(QUESTIONS) >= 50
    assert len(set(ids(QUESTIONS))) == len(QUESTIONS)
    assert len({tuple(row.get("turns", [row["question"]])) for row in QUESTIONS}) == len(QUESTIONS)
    assert {row["type"] for row in QUESTIONS} == TYPES


@pytest.mark.parametrize("row", QUESTIONS, ids=ids(QUESTIONS))
def test_a_row_has_the_keys_of_the_question_format(row: dict[str, Any]) -> None:
    assert set(row) >= KEYS
    assert set(row) <= KEYS | OPTIONAL_KEYS
    assert row["answerable"] == (row["type"] != "unanswerable")
    assert ("turns" in row) == (row["type"] == "followup")
    if "turns" in row:
        assert len(row["turns"]) >= 2
        assert row["turns"][-1] == row["question"]


@pytest.mark.parametrize("row", ANSWERABLE, ids=ids(ANSWERABLE))
def test_every_evidence_stands_exactly_in_its_gold_document(row: dict[str, Any]) -> None:
    assert row["evidence"]
    documents = row.get("evidence_doc") or documents_of(row) * len(row["evidence"])
    assert set(documents) == set(documents_of(row))
    for name, evidence in zip(documents, row["evidence"], strict=True):
        assert evidence in text_of(name)


@pytest.mark.parametrize("row", ANSWERABLE, ids=ids(ANSWERABLE))
def test_the_given_answer_meets_its_own_conditions(row: dict[str, Any]) -> None:
    assert row["answer_must"]
    for wanted in row["answer_must"]:
        alternatives = wanted if isinstance(wanted, list) else [wanted]
        assert any(says(row["answer"], alternative) for alternative in alternatives), wanted
    for unwanted in row["answer_must_not"]:
        assert not says(row["answer"], unwanted), unwanted


@pytest.mark.parametrize("row", UNANSWERABLE, ids=ids(UNANSWERABLE))
def test_what_makes_a_question_unanswerable_is_indeed_absent(row: dict[str, Any]) -> None:
    assert row["gold_doc"] is None
    assert not row["evidence"]
    assert row.get("absent") or row.get("correction")
    for name, word in row.get("absent", []):
        for searched in FILES if name == "*" else [name]:
            assert plain(word) not in plain(text_of(searched))
    if correction := row.get("correction"):
        assert correction["quote"] in text_of(correction["doc"])
        assert correction["must"]
