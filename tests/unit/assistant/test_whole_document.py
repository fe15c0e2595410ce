"""A whole document cut out of its file, clause by clause."""

from __future__ import annotations

from assistant.whole_document import whole_document
from ingest.model import Clause, ClauseKind, TextSpan
from vectorstore.model import DocumentRecord

TEXT = "前文。𠮷一、目標２０萬元\n（一）甲\t乙\r\n条文"
RECORD = DocumentRecord("a.txt#0", "a.txt", 0, "办法", ("江西省", "九江市"), False, 2, TextSpan(0, len(TEXT)))


def clause(ordinal: int, words: str, parent: int | None, kind: ClauseKind, label: str = "") -> Clause:
    start = TEXT.index(words)
    return Clause(ordinal, kind, label, "", TextSpan(start, start + len(words)), (label,) if label else (), parent)


CLAUSES = (
    clause(0, "一、目標２０萬元", None, ClauseKind.PARAGRAPH, "一、"),
    clause(1, "（一）甲\t乙", 0, ClauseKind.TABLE),
    clause(2, "条文", 1, ClauseKind.PARAGRAPH),
)


def test_every_part_is_its_own_slice_of_the_file() -> None:
    parts = whole_document(RECORD, CLAUSES, TEXT).parts
    assert [part.text for part in parts] == ["一、目標２０萬元", "（一）甲\t乙", "条文"]
    assert all(TEXT[part.start : part.start + len(part.text)] == part.text for part in parts)


def test_parts_know_how_deep_they_stand_and_what_they_are() -> None:
    parts = whole_document(RECORD, CLAUSES, TEXT).parts
    assert [(part.depth, part.heading, part.table) for part in parts] == [
        (0, True, False),
        (1, False, True),
        (2, False, False),
    ]
    assert parts[0].path == ("一、",)


def test_the_facts_do_not_repeat_what_the_head_tells() -> None:
    document = whole_document(RECORD, (), TEXT)
    assert (document.id, document.source, document.title, document.parts) == ("a.txt#0", "a.txt", "办法", ())
    names = [name for name, _ in document.facts]
    assert names
    assert not {"标题", "文件"} & set(names)
