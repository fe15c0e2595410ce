"""An index that is missing, made otherwise, damaged or out of reach: one line with the command that mends it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from command_line import Zhice

from vectorstore.embedder import shipped_model_folder

QUESTION = "九江国家级开发区亩均税收要求是多少"
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
READING = [
    ["ask", QUESTION],
    ["search", QUESTION],
    ["documents"],
    ["remove", "a.txt"],
    ["serve"],
    ["eval", "answers", str(EXAMPLES / "questions.jsonl")],
    ["ingest", "--rebuild"],
]


@pytest.mark.parametrize("command", READING, ids=lambda command: " ".join(command[:2]))
def test_without_an_index_every_command_says_how_to_make_one(zhice: Zhice, tmp_path: Path, command: list[str]) -> None:
    home = tmp_path / "home"
    expected = f"错误：{home} 里还没有索引，请先运行 zhice ingest 文件或文件夹"
    assert zhice("--home", home, *command).problem == expected
    assert not home.exists()


@pytest.mark.parametrize("command", [*READING, ["ingest", str(EXAMPLES)]], ids=lambda command: " ".join(command[:2]))
def test_a_file_in_the_place_of_the_home_folder_is_named(zhice: Zhice, tmp_path: Path, command: list[str]) -> None:
    home = tmp_path / "home"
    home.write_text("a file", encoding="utf-8")
    assert zhice("--home", home, *command).problem.startswith(f"错误：{home} 是文件而不是文件夹，请用 --home")
    assert home.read_text(encoding="utf-8") == "a file"


def test_a_home_folder_that_cannot_be_made_is_named(zhice: Zhice, tmp_path: Path, corpus: Path) -> None:
    (tmp_path / "file").write_text("a file", encoding="utf-8")
    home = tmp_path / "file" / "home"
    problem = zhice("--home", home, "ingest", corpus).problem
    assert problem.startswith(f"错误：无法建立索引文件夹 {home}（路径中有一段是文件，不是文件夹）")


def test_an_index_of_other_chunks_is_refused_and_rebuilt_on_request(
    zhice: Zhice, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHICE_CHUNK_TOKENS", "200")
    for command in (["ask", QUESTION], ["ingest", str(EXAMPLES / "corpus")]):
        problem = zhice("--home", own_home, *command).problem
        assert problem.startswith("错误：索引与当前设置不符：切分方式（chunking）：索引为 ")
        assert problem.endswith("请运行 zhice ingest --rebuild 重建")
    report = zhice("--home", own_home, "ingest", "--rebuild", "--json")
    assert report.code == 0
    assert report.json["sources"] == 10
    assert "20万元" in zhice("--home", own_home, "ask", QUESTION).out


def test_an_index_of_another_embedder_is_refused_and_opens_again_with_its_own(
    zhice: Zhice, examples_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Path(shutil.copytree(shipped_model_folder(), tmp_path / "another-model"))
    with monkeypatch.context() as patch:
        patch.setenv("ZHICE_EMBEDDER", str(other))
        problem = zhice("--home", examples_home, "ask", QUESTION).problem
    assert problem.startswith("错误：索引与当前设置不符：向量模型（embedder）：索引为 ")
    assert "another-model@" in problem
    assert problem.endswith("请运行 zhice ingest --rebuild 重建")
    assert zhice("--home", examples_home, "ask", QUESTION).code == 0


def test_an_embedder_that_is_not_on_this_machine_is_named(
    zhice: Zhice, examples_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHICE_EMBEDDER", str(tmp_path / "none"))
    problem = zhice("--home", examples_home, "ask", QUESTION).problem
    assert problem.startswith(f"错误：本机没有可用的向量模型“{tmp_path / 'none'}”")


@pytest.mark.parametrize(
    ("part", "problem"),
    [
        ("lexical/meta.json", "词法索引 "),
        ("manifest.json", "索引说明 "),
    ],
)
def test_a_damaged_part_is_named_and_rebuilt_on_request(zhice: Zhice, own_home: Path, part: str, problem: str) -> None:
    (own_home / part).write_text("damaged\n", encoding="utf-8")
    said = zhice("--home", own_home, "ask", QUESTION).problem
    assert said.startswith(f"错误：{problem}{own_home}")
    assert said.endswith("请运行 zhice ingest --rebuild 重建")
    assert zhice("--home", own_home, "ingest", "--rebuild").code == 0
    assert "20万元" in zhice("--home", own_home, "ask", QUESTION).out


def test_a_lost_manifest_is_made_good_by_a_rebuild(zhice: Zhice, own_home: Path) -> None:
    (own_home / "manifest.json").unlink()
    assert zhice("--home", own_home, "ingest", "--rebuild").code == 0
    assert "20万元" in zhice("--home", own_home, "ask", QUESTION).out


def test_lost_vectors_are_found_by_the_doctor_and_made_good_by_a_rebuild(zhice: Zhice, own_home: Path) -> None:
    shutil.rmtree(own_home / "vectors")
    found = zhice("--home", own_home, "doctor")
    assert found.code == 1
    assert "✗ 索引：向量索引缺少" in found.out
    assert zhice("--home", own_home, "ingest", "--rebuild").code == 0
    assert zhice("--home", own_home, "doctor").code == 0


def test_a_damaged_catalogue_is_named_and_left_as_it_is(zhice: Zhice, own_home: Path) -> None:
    catalogue = own_home / "catalogue.sqlite3"
    catalogue.write_bytes(b"damaged")
    for name in ("catalogue.sqlite3-wal", "catalogue.sqlite3-shm"):
        (own_home / name).unlink(missing_ok=True)
    for command in (["ask", QUESTION], ["ingest", "--rebuild"]):
        problem = zhice("--home", own_home, *command).problem
        assert problem.startswith(f"错误：索引目录文件 {catalogue} 无法打开")
    assert catalogue.read_bytes() == b"damaged"


def test_a_chroma_server_that_is_down_is_named(
    zhice: Zhice, examples_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHICE_CHROMA_URL", "127.0.0.1:1")
    problem = zhice("--home", examples_home, "ask", QUESTION).problem
    assert problem.startswith("错误：无法连接 Chroma 服务 127.0.0.1:1，请先启动它")


def test_a_setting_that_cannot_be_used_is_named_and_nothing_is_done(
    zhice: Zhice, tmp_path: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("ZHICE_CHUNK_TOKENS", "abc")
    for command in (["ingest", corpus], ["ask", QUESTION], ["doctor"]):
        assert zhice("--home", home, *command).problem.startswith("错误：设置有误：chunk_tokens 应为整数，当前为 'abc'")
    assert not home.exists()
