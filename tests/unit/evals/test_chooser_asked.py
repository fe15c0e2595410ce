from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest

from evals.chooser.asked import AskedQuestion, asked_questions, write_documents
from evals.chooser.data import places_in
from ingest.model import TextSpan
from vectorstore.model import Hit, Passage


def found(source: str, start: int, text: str) -> Hit:
    span = TextSpan(start, start + len(text))
    return Hit(Passage(f"{source}{start}", source, f"{source}#0", "", (), (), 0, span, text), 1.0)


def test_an_answer_over_two_passages_has_a_place_in_each_and_none_in_another_document() -> None:
    asked = AskedQuestion("a.md", "要交哪些材料", "material", (TextSpan(6, 14),), (TextSpan(0, 14),))
    hits = [
        found("b.md", 0, "甲乙丙丁戊己庚辛壬癸"),
        found("a.md", 10, "子丑寅卯辰"),
        found("a.md", 0, "一二三四五六七八九十"),
    ]
    assert [(place.hit, place.span) for place in places_in(asked, hits)] == [(1, TextSpan(0, 4)), (2, TextSpan(6, 10))]


def test_every_answer_has_its_evidence_and_only_unanswerable_questions_have_neither() -> None:
    for asked in asked_questions():
        assert bool(asked.answer) == bool(asked.evidence) == (asked.type != "unanswerable"), asked.text
        assert all(len(span) > 0 for span in (*asked.answer, *asked.evidence)), asked.text


def archive(folder: Path, *names: str) -> Path:
    path = folder / "laws.tar.xz"
    with tarfile.open(path, "w:xz") as packed:
        for name in names:
            member = tarfile.TarInfo(f"laws/{name}")
            member.size = len(name.encode())
            packed.addfile(member, io.BytesIO(name.encode()))
    return path


def test_documents_asked_about_are_written_out_of_the_archive(tmp_path: Path) -> None:
    write_documents(archive(tmp_path, "甲.md", "乙.md"), ["乙.md"], tmp_path)
    assert (tmp_path / "乙.md").read_text(encoding="utf-8") == "乙.md"
    assert not (tmp_path / "甲.md").exists()


def test_a_document_that_the_archive_lacks_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="丙"):
        write_documents(archive(tmp_path, "甲.md"), ["丙.md"], tmp_path)
