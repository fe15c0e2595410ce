"""Reading of gold question sets and of batch input, validated line by line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from evals.errors import BadRow
from evals.jsonl import Row, read_rows, with_unique_ids
from evals.model import Alternatives, BatchQuestion, GoldQuestion


def read_questions(path: Path, *, include_unreviewed: bool = False) -> list[GoldQuestion]:
    """The gold questions of a JSONL file, in order. Raises `BadFile`; a file without rows is an error.

    So is a row that "needs_review", as `zhice feedback export` writes for an answer that was called wrong, and,
    unless they are asked for, one that is not "reviewed", as `zhice eval new-set` writes.
    """
    rows = read_rows(path)
    if not include_unreviewed:
        _require_reviewed(rows)
    return with_unique_ids((row, row.identifier(), _gold(row)) for row in rows)


def gold_problems(row: Row) -> list[str]:
    """All that keeps a row from being gold, field by field; that it is not reviewed is no such thing."""
    problems = []
    for read in _FIELDS:
        try:
            read(row)
        except BadRow as error:
            problems.append(error.problem)
    if not problems:
        try:
            _gold(row)
        except BadRow as error:
            problems.append(error.problem)
    return problems


def gold_of(row: Row) -> GoldQuestion:
    """The gold question of one row. Raises `BadRow`."""
    return _gold(row)


def read_batch(path: Path) -> list[BatchQuestion]:
    """Rows {"id", "question"} or {"id", "turns": [...]} to answer, in order.

    Raises `BadFile` for what is no such row. A question may be empty or of any length: whether it can be
    asked is for the assistant to say, and must not keep the other rows from their answers.
    """
    return with_unique_ids((row, row.identifier(), _batch(row)) for row in read_rows(path))


def _require_reviewed(rows: Sequence[Row]) -> None:
    drafts = [row for row in rows if not row.flag("reviewed", default=True)]
    if drafts:
        raise drafts[0].error(
            f"尚未复核（reviewed 为 false，全文件共 {len(drafts)} 行），不能当作标准答案："
            "请逐行核对、改正后删去 reviewed 或改为 true；想先看看，eval score、robustness 可加 --include-unreviewed"
        )


def _batch(row: Row) -> BatchQuestion:
    turns = _turns(row)
    question = row.text("question") if not turns else turns[-1]
    return BatchQuestion(row.identifier(), question, turns)


def _asked(row: Row) -> tuple[str, tuple[str, ...]]:
    """The question, and all turns where the row is a conversation; none of them blank."""
    if row.get("turns") is None:
        return row.required_text("question"), ()
    turns = _turns(row)
    if not turns or not all(turn.strip() for turn in turns):
        raise row.error("字段 turns 应为非空问题的列表")
    return turns[-1], turns


def _turns(row: Row) -> tuple[str, ...]:
    return tuple(row.checked_text(turn, "turns") for turn in row.items("turns"))


def _gold(row: Row) -> GoldQuestion:
    if row.flag("needs_review", default=False):
        raise row.error("来自反馈、尚未复核，不能当作标准答案：请填好 gold_doc、evidence 等字段，再删去 needs_review")
    question, turns = _asked(row)
    docs, sub = _gold_documents(row)
    gold = GoldQuestion(
        id=row.identifier(),
        question=question,
        turns=turns,
        lang=row.text("lang"),
        type=row.text("type") or "?",
        gold_docs=docs,
        sub=sub,
        evidence=row.texts("evidence"),
        evidence_docs=row.texts("evidence_doc"),
        answer=row.text("answer"),
        must=_alternatives(row, row.items("answer_must"), "answer_must"),
        must_not=row.texts("answer_must_not"),
        answerable=row.flag("answerable", default=True),
        correction=_correction(row),
        reviewed=row.flag("reviewed", default=True),
    )
    if gold.answerable and not (gold.gold_docs and gold.evidence):
        raise row.error("可回答的题目须有 gold_doc 和 evidence（无答案的题目请写 answerable: false）")
    return gold


def _gold_documents(row: Row) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Names and positions: of `gold_docs`, a list of {"gold_doc", "sub"}, or where there is none of the row itself."""
    listed = row.items("gold_docs")
    if not listed:
        return row.texts("gold_doc"), _sub(row)
    if not all(isinstance(item, dict) for item in listed):
        raise row.error('字段 gold_docs 的每一项应为 {"gold_doc": ..., "sub": ...}')
    inner = [Row(row.source, row.line, item) for item in listed if isinstance(item, dict)]
    return tuple(name for item in inner for name in item.texts("gold_doc")), tuple(n for i in inner for n in _sub(i))


def _sub(row: Row) -> tuple[int, ...]:
    value = row.get("sub")
    numbers = value if isinstance(value, list) else [] if value is None else [value]
    if not all(isinstance(number, int) and not isinstance(number, bool) for number in numbers):
        raise row.error("字段 sub 应为整数或整数列表")
    return tuple(numbers)


def _correction(row: Row) -> Alternatives:
    value = row.get("correction")
    if value is None:
        return ()
    if not isinstance(value, dict) or not isinstance(value.get("must"), list):
        raise row.error('字段 correction 应为 {"must": [...]}')
    return _alternatives(row, value["must"], "correction.must")


def _alternatives(row: Row, demands: list[object], key: str) -> Alternatives:
    """A demand is a text, or a non-empty list of texts of which any one will do."""
    checked = []
    for demand in demands:
        choices = demand if isinstance(demand, list) else [demand]
        if not choices:
            raise row.error(f"字段 {key} 中有空的备选列表，永远无法满足")
        checked.append(tuple(row.checked_text(choice, key) for choice in choices))
    return tuple(checked)


_FIELDS: tuple[Callable[[Row], object], ...] = (
    Row.identifier,
    _asked,
    lambda row: row.text("lang"),
    lambda row: row.text("type"),
    _gold_documents,
    lambda row: row.texts("evidence"),
    lambda row: row.texts("evidence_doc"),
    lambda row: row.text("answer"),
    lambda row: _alternatives(row, row.items("answer_must"), "answer_must"),
    lambda row: row.texts("answer_must_not"),
    lambda row: row.flag("answerable", default=True),
    _correction,
    lambda row: row.flag("reviewed", default=True),
)
"""Readers of single fields, so that one fault does not hide the next."""
