from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from ingest.chunking import Chunker
from ingest.cleaning import clean
from ingest.errors import UnreadableFile
from ingest.files.regular import digest_of_file
from ingest.lines import lines_of
from ingest.model import ReadResult, SourceText
from ingest.pipeline import read_documents, read_policy_file


def budget(text: str) -> int:
    return -(-len(text) * 4 // 5)


def read(path: Path) -> ReadResult:
    return read_policy_file(path, path.name, Chunker(budget))


@pytest.fixture(scope="module")
def corpus(shared: Path) -> dict[str, ReadResult]:
    return {path.name[:3]: read(path) for path in sorted((shared / "corpus").glob("*.txt"))}


def test_a_text_without_structure_is_one_document_in_chunks(tmp_path: Path) -> None:
    path = tmp_path / "随笔.txt"
    path.write_text("第一段没有编号的文字，讲一件事。\n\n第二段也没有编号，讲另一件事。" * 30, encoding="utf-8")
    result = read(path)
    assert len(result.documents) == 1
    assert len(result.chunks) > 1
    assert all(chunk.path == () for chunk in result.chunks)


def test_a_document_without_a_title_is_called_as_its_file(tmp_path: Path) -> None:
    path = tmp_path / "用地规则.txt"
    path.write_text("一、甲\n二、乙", encoding="utf-8")
    assert read(path).documents[0].title == "用地规则"


@pytest.mark.parametrize("text", ["", " \n\t", "　　\r\n　"])
def test_white_space_only_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "空.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"空\.txt"):
        read(path)


def test_parts_of_a_collection_are_named_by_region_and_heading(tmp_path: Path) -> None:
    body = (
        "一、目标\n宁波市各区完成任务，宁波市商务局牵头，市工信局、市财政局配合，全市统筹推进，确保按期完成各项任务。"
    )
    path = tmp_path / "方案.txt"
    path.write_text(f"园区方案2篇\n园区方案1\n{body}\n{body}\n园区方案2\n{body}\n{body}", encoding="utf-8")
    assert [d.title for d in read(path).documents] == ["宁波市 园区方案1", "宁波市 园区方案2"]


def test_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("甲".encode("gb18030"))
    assert digest_of_file(path, path.name) == hashlib.sha256("甲".encode("gb18030")).hexdigest()


@pytest.mark.shared
def test_five_files_give_ten_documents_with_their_regions(corpus: dict[str, ReadResult]) -> None:
    assert {name: [d.region.path for d in result.documents] for name, result in corpus.items()} == {
        "000": [("江西省", "九江市")],
        "001": [
            ("甘肃省",),
            ("天津市",),
            ("贵州省", "毕节市", "黔西市"),
            ("江苏省", "连云港市"),
            ("湖北省",),
            ("江苏省", "南京市", "南京经济技术开发区"),
        ],
        "002": [("湖北省", "武汉市", "武汉经济技术开发区")],
        "003": [("江西省", "赣江新区")],
        "004": [("江苏省", "南京市")],
    }
    assert corpus["001"].documents[3].region.inferred


@pytest.mark.shared
def test_real_clauses_come_with_their_paths(corpus: dict[str, ReadResult]) -> None:
    paths = {name: {c.path for d in r.documents for c in d.clauses} for name, r in corpus.items()}
    assert ("二、工作重点", "5.放大综合效益") in paths["000"]
    assert ("三、推動製造業高質量發展", "(六)增強產業創新能力") in paths["004"]
    assert ("二、主要任务", "(二)产业集聚集约发展工程", "打造特色产业园区") in paths["001"]
    (chunk,) = [c for c in corpus["002"].chunks if c.path[-1:] and c.path[-1].startswith("(九)")]
    assert chunk.text.startswith("(九)")
    assert chunk.text.endswith("统筹单位:财政局")


@pytest.mark.shared
def test_the_flattened_table_is_in_one_chunk_with_its_title(corpus: dict[str, ReadResult]) -> None:
    (chunk,) = [c for c in corpus["003"].chunks if c.path[:1] and c.path[0].startswith("附件")]
    assert "目标分解表" in chunk.text
    assert chunk.text.count("\n") > 40


@pytest.mark.shared
def test_every_character_that_is_no_junk_is_in_one_chunk(corpus: dict[str, ReadResult]) -> None:
    for result in corpus.values():
        lines = clean(lines_of(result.source.text)).lines
        spans = [d.span for d in result.documents]
        expected = "".join(line.text for line in lines if any(span.contains(line.span) for span in spans))
        assert "".join("".join(c.text for c in result.chunks).split()) == "".join(expected.split())
        assert all(c.text == c.span.slice(result.source.text) for c in result.chunks)


@pytest.mark.shared
def test_the_evidence_of_each_dev_question_is_in_chunks_of_its_document(
    corpus: dict[str, ReadResult], shared: Path
) -> None:
    checked = 0
    for line in (shared / "questions" / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        question = json.loads(line)
        if not isinstance(question["gold_doc"], str) or question["gold_doc"] not in corpus:
            continue
        texts = [c.text for c in corpus[question["gold_doc"]].chunks]
        for evidence in question["evidence"]:
            checked += 1
            assert any(evidence in text for text in texts), question["id"]
    assert checked > 30


def test_no_table_runs_across_a_line_that_was_taken_out() -> None:
    rows = "\n".join(["甲", "12", "-", "20"] * 3)
    text = f"{rows}\n更新时间：2024-01-10 来源：网络 点击：2\n{rows}"
    (document,) = read_documents(SourceText("a.txt", text, "text/plain", ""))
    assert [clause.span.slice(text) for clause in document.clauses] == [rows, rows]


def test_what_a_page_puts_between_the_parts_of_a_collection_goes(tmp_path: Path) -> None:
    body = "一、目标\n" + "全市新增企业三十家以上，健全考核激励机制，推动项目落地见效，确保完成各项任务。" * 2
    junk = "发布时间：2023-05-06\n下载某某新闻客户端\n"
    path = tmp_path / "方案.txt"
    path.write_text(f"园区方案1\n{body}\n{junk}园区方案2\n{body}\n责任编辑：李明\n{junk}", encoding="utf-8")
    result = read(path)
    assert [entry.kind.value for entry in result.removed] == ["page_data", "advert", "editor", "page_data", "advert"]
    assert all(document.clauses[-1].span.slice(result.source.text).endswith("任务。") for document in result.documents)
