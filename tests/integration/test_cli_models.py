"""Models of one's own by setting: the index that is made with one, what `zhice doctor` says of them, and faults."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from command_line import Zhice
from tiny_models import plain_bert, plain_cross_encoder, sentence_model

from assistant.bootstrap import make_reranker
from assistant.reranking import Reranking
from assistant.settings import load_settings


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Never written to."""
    folder = tmp_path_factory.mktemp("models")
    plain = plain_bert(folder / "plain")
    sentence_model(plain, folder / "cls" / "tiny", "cls", {"query": "问："})
    sentence_model(plain, folder / "mean" / "tiny", "mean", {"query": "问："})
    plain_cross_encoder(folder / "cross")
    return folder


@pytest.fixture
def library(tmp_path: Path) -> Path:
    text = "江西省九江市开发区措施\n一、用地\n国家级开发区亩均税收不低于20万元。\n"
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "九江.txt").write_text(text, encoding="utf-8")
    return folder


def finding(out: str, check: str) -> tuple[str, str]:
    """Mark and finding of one check of the doctor."""
    (line,) = [line for line in out.splitlines() if line[2:].startswith(f"{check}：")]
    return line[0], line.partition("：")[2]


def test_an_index_answers_with_the_model_that_it_was_made_with_and_refuses_one_that_pools_otherwise(
    zhice: Zhice, models: Path, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("ZHICE_EMBEDDER", str(models / "cls" / "tiny"))
    assert zhice("--home", home, "ingest", library).code == 0
    ran = zhice("--home", home, "ask", "九江国家级开发区亩均税收要求是多少")
    assert (ran.code, ran.err) == (0, "")
    assert "20万元" in ran.out
    monkeypatch.setenv("ZHICE_EMBEDDER", str(models / "mean" / "tiny"))
    problem = zhice("--home", home, "ask", "九江国家级开发区亩均税收要求是多少").problem
    assert "向量模型（embedder）：索引为 tiny@" in problem
    assert "zhice ingest --rebuild" in problem


def test_the_doctor_says_how_the_models_read(
    zhice: Zhice, models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHICE_EMBEDDER", str(models / "cls" / "tiny"))
    monkeypatch.setenv("ZHICE_RERANKER", str(models / "cross"))
    ran = zhice("--home", tmp_path / "home", "doctor")
    mark, said = finding(ran.out, "嵌入模型")
    assert mark == "✓"
    assert said.startswith("tiny@")
    assert said.endswith("32 维，池化：首词元 cls，最长 24 个词元，查询前缀“问：”")
    mark, said = finding(ran.out, "重排模型")
    assert mark == "✓"
    assert said.startswith("cross@")
    assert said.endswith("每问重排前 20 段，问句与段落合计最长 24 个词元")


@pytest.mark.parametrize("fault", ["no such folder", "no cross-encoder"])
def test_a_reranker_that_cannot_be_used_is_one_line_of_the_doctor(
    fault: str, zhice: Zhice, models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "nothing" if fault == "no such folder" else models / "plain"
    monkeypatch.setenv("ZHICE_RERANKER", str(folder))
    ran = zhice("--home", tmp_path / "home", "doctor")
    mark, said = finding(ran.out, "重排模型")
    assert (ran.code, mark) == (1, "✗")
    assert f"重排模型“{folder}”" in said


def test_the_settings_make_a_reranker_that_reads_so_many_passages(
    models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHICE_RERANKER", str(models / "cross"))
    monkeypatch.setenv("ZHICE_RERANKER_DEPTH", "7")
    reranking = make_reranker(load_settings(tmp_path))
    assert isinstance(reranking, Reranking)
    assert reranking.depth == 7
    assert reranking.reranker.scores("税收", ["亩均税收", "企业"]).shape == (2,)


def test_a_fault_of_a_model_folder_is_the_one_line_that_a_command_ends_with(
    zhice: Zhice, models: Path, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "damaged"
    shutil.copytree(models / "plain", folder)
    (folder / "tokenizer.json").unlink()
    (folder / "vocab.txt").unlink()
    monkeypatch.setenv("ZHICE_EMBEDDER", str(folder))
    problem = zhice("--home", tmp_path / "home", "ingest", library).problem
    assert problem.startswith(f"错误：向量模型“{folder}”不能用：没有词表")
