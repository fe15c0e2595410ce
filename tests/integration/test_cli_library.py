"""`zhice ingest`, `documents`, `remove`: what changes, what is left out and why, and that nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Zhice
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

REPORT_KEYS = ["added", "changed", "unchanged", "removed", "failed", "sources", "documents", "passages", "seconds"]


def policy(number: int) -> str:
    return (
        f"第{number}号开发区管理办法\n\n一、总体要求\n开发区应当依法设立。\n\n二、税收\n亩均税收不低于{number}万元。\n"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three policy files."""
    made = tmp_path / "policies"
    made.mkdir()
    for number in (1, 2, 3):
        (made / f"{number}.txt").write_text(policy(number), encoding="utf-8")
    return made


def encrypted_pdf(path: Path) -> None:
    canvas = Canvas(str(path), encrypt=StandardEncryption("secret"))
    canvas.drawString(72, 720, "tax")
    canvas.save()


def test_only_what_changed_is_read_again(zhice: Zhice, folder: Path) -> None:
    def counts() -> dict[str, list[str]]:
        report = zhice("ingest", folder, "--json").json
        assert list(report) == REPORT_KEYS
        assert report["failed"] == []
        return {name: report[name] for name in REPORT_KEYS[:4]}

    assert counts() == {"added": ["1.txt", "2.txt", "3.txt"], "changed": [], "unchanged": [], "removed": []}
    assert counts() == {"added": [], "changed": [], "unchanged": ["1.txt", "2.txt", "3.txt"], "removed": []}
    (folder / "2.txt").write_text(policy(20), encoding="utf-8")
    (folder / "3.txt").unlink()
    (folder / "4.txt").write_text(policy(4), encoding="utf-8")
    assert counts() == {"added": ["4.txt"], "changed": ["2.txt"], "unchanged": ["1.txt"], "removed": ["3.txt"]}
    assert [row["doc"] for row in zhice("documents", "--json").json] == ["1.txt", "2.txt", "4.txt"]
    texts = [hit["text"] for hit in zhice("search", "亩均税收", "--top-k", "50", "--json").json]
    assert any("不低于20万元" in text for text in texts)
    assert not any("不低于2万元" in text or "不低于3万元" in text for text in texts)


def test_the_summary_is_one_line_on_stdout(zhice: Zhice, folder: Path) -> None:
    ran = zhice("ingest", folder)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("新增 3 个文件，更新 0，未变 0，移除 0，失败 0；共 3 个文件、3 篇")
    assert ran.out.count("\n") == 1


def test_files_that_cannot_be_read_are_named_one_a_line_and_stop_no_other(zhice: Zhice, folder: Path) -> None:
    (folder / "damaged.docx").write_bytes(b"PK\x03\x04 and nothing of the kind")
    (folder / "damaged.pdf").write_bytes(b"%PDF-1.4 and nothing of the kind")
    encrypted_pdf(folder / "encrypted.pdf")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "talk.pptx").write_bytes(b"PK")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    ran = zhice("ingest", folder, "--json")
    assert ran.code == 0
    assert ran.json["added"] == ["1.txt", "2.txt", "3.txt"]
    lines = dict(line.removeprefix("跳过 ").split("：", 1) for line in ran.err.splitlines())
    problems = {
        "binary.txt": "不是文本文件",
        "damaged.docx": "不是有效的 Word",
        "damaged.pdf": "PDF 文件已损坏",
        "encrypted.pdf": "PDF 有密码保护，请去掉密码后再导入",
        "empty.txt": "文件是空的",
        "talk.pptx": "暂不支持 .pptx 文件",
    }
    assert sorted(lines) == sorted(str(folder / name) for name in problems)
    for name, problem in problems.items():
        assert lines[str(folder / name)].startswith(problem)
    assert sorted(Path(row["path"]).name for row in ran.json["failed"]) == sorted(problems)


def test_a_file_that_became_unreadable_keeps_what_the_index_had_of_it(zhice: Zhice, folder: Path) -> None:
    zhice("ingest", folder)
    (folder / "1.txt").write_bytes(b"")
    report = zhice("ingest", folder, "--json").json
    assert [Path(row["path"]).name for row in report["failed"]] == ["1.txt"]
    assert report["removed"] == []
    assert "1.txt" in {row["doc"] for row in zhice("documents", "--json").json}


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ("none", "找不到这个文件或文件夹，请检查路径"),
        ("empty", "文件夹里没有可以导入的文件；支持 "),
        ("notes.xyz", "暂不支持 .xyz 文件；支持 "),
    ],
)
def test_a_path_with_nothing_to_read_is_one_line_and_makes_no_index(
    zhice: Zhice, tmp_path: Path, given: str, problem: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.xyz").write_text("x", encoding="utf-8")
    home = tmp_path / "home"
    ran = zhice("--home", home, "ingest", tmp_path / given)
    assert ran.problem.startswith(f"跳过 {tmp_path / given}：{problem}")
    assert not home.exists()


def test_a_damaged_file_alone_is_a_failure(zhice: Zhice, tmp_path: Path) -> None:
    file = tmp_path / "damaged.pdf"
    file.write_bytes(b"%PDF-1.4 and nothing of the kind")
    assert zhice("ingest", file).problem == f"跳过 {file}：PDF 文件已损坏，请换一份完整的文件"
    ran = zhice("ingest", file, "--json")
    assert ran.code == 1
    assert len(ran.json["failed"]) == 1


def test_a_missing_path_beside_a_good_one_is_named_and_the_good_one_is_read(zhice: Zhice, folder: Path) -> None:
    ran = zhice("ingest", folder / "none.txt", folder / "1.txt", "--json")
    assert ran.code == 0
    assert ran.json["added"] == ["1.txt"]
    assert ran.err == f"跳过 {folder / 'none.txt'}：找不到这个文件或文件夹，请检查路径\n"


def test_ingest_without_a_path_says_how_to_call_it(zhice: Zhice) -> None:
    assert zhice("ingest").problem == "错误：没有给出文件或文件夹。用法：zhice ingest 文件或文件夹……"


def test_documents_lists_title_and_region_of_every_document(zhice: Zhice, examples_home: Path) -> None:
    rows = zhice("--home", examples_home, "documents", "--json").json
    table = zhice("--home", examples_home, "documents").out
    for row in rows:
        line = next(line for line in table.splitlines() if line.strip().startswith(row["id"]))
        assert row["title"] in line
        assert line.split()[-1] == str(row["passages"])


def test_a_document_is_removed_by_its_name_and_its_file_stays(zhice: Zhice, folder: Path) -> None:
    zhice("ingest", folder)
    ran = zhice("remove", "2.txt")
    assert (ran.code, ran.out, ran.err) == (0, "已移除 2.txt。\n", "")
    assert [row["doc"] for row in zhice("documents", "--json").json] == ["1.txt", "3.txt"]
    assert not any("不低于2万元" in hit["text"] for hit in zhice("search", "亩均税收", "--json").json)
    assert (folder / "2.txt").exists()


def test_removing_an_unknown_name_is_an_error_and_removes_nothing(zhice: Zhice, folder: Path) -> None:
    zhice("ingest", folder)
    assert zhice("remove", "2").problem == "错误：索引中没有“2”。请用 zhice documents 查看文件名。"
    assert len(zhice("documents", "--json").json) == 3


def test_an_index_without_documents_answers_nothing_and_says_so(zhice: Zhice, folder: Path) -> None:
    zhice("ingest", folder / "1.txt")
    zhice("remove", "1.txt")
    for command in (["ask", "税收"], ["search", "税收"], ["serve"]):
        assert "的索引里还没有文件，请先运行 zhice ingest" in zhice(*command).problem
    assert zhice("documents", "--json").json == []
    assert zhice("documents").out == "索引里还没有文件，请运行 zhice ingest 文件或文件夹。\n"
