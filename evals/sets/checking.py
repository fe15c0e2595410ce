"""What is wrong with a question set, all of it at once: faults of form, gold that contradicts itself, lost evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.errors import BadRow
from evals.evidence.places import GoldDocuments
from evals.jsonl import Row, each_row
from evals.metrics import states_all, states_any
from evals.model import GoldQuestion
from evals.questions import gold_of, gold_problems
from evals.sources import goes_by
from evals.text import normalise
from vectorstore.model import DocumentRecord


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault."""

    line: int
    """In the file, from 1."""
    text: str


@dataclass(frozen=True, slots=True)
class SetCheck:
    """What a check of a file found."""

    rows: int
    unreviewed: int
    problems: tuple[Problem, ...]
    """By line."""
    with_documents: bool
    """Whether evidence was looked for in indexed documents."""


class IndexedTexts:
    """The documents that evidence must stand in, each brought into the form of comparison once."""

    def __init__(self, records: Sequence[DocumentRecord], source_text: Callable[[str], str]) -> None:
        self._documents = GoldDocuments(records)
        self._source_text = source_text
        self._counts: dict[str, int] = {}
        for record in records:
            for name in (record.source, *(copy.source for copy in record.copies)):
                self._counts[name] = self._counts.get(name, 0) + 1
        self._forms: dict[str, str] = {}

    def problems(self, gold: GoldQuestion) -> Iterator[str]:
        """Documents that are not indexed, positions that no file has, evidence that stands in none of them."""
        missing = [doc for doc in (*gold.gold_docs, *gold.evidence_docs) if not self._documents.is_indexed(doc)]
        for doc in dict.fromkeys(missing):
            yield f"gold_doc “{doc}”不在索引中"
        files = [name for name in self._counts if goes_by(name, gold.gold_docs)]
        for number in gold.sub:
            if files and number > max(self._counts[name] for name in files):
                yield f"sub {number} 超出：{'、'.join(files)} 没有这么多篇文件"
        if not missing:
            for evidence in gold.evidence:
                yield from self._lost(evidence, files)

    def _lost(self, evidence: str, files: Sequence[str]) -> Iterator[str]:
        wanted = normalise(evidence)
        if not wanted or any(wanted in self._form(name) for name in files):
            return
        elsewhere = next((name for name in self._counts if wanted in self._form(name)), "")
        shown = evidence if len(evidence) <= 30 else f"{evidence[:30]}…"
        yield f"证据“{' '.join(shown.split())}”" + (
            f"不在 gold_doc 中，而在 {elsewhere} 中" if elsewhere else "不在任何已索引的文件中，请照录原文"
        )

    def _form(self, name: str) -> str:
        if name not in self._forms:
            self._forms[name] = normalise(self._source_text(name))
        return self._forms[name]


def check_set(path: Path, documents: IndexedTexts | None = None) -> SetCheck:
    """All faults of the file. Raises `BadFile` only where it cannot be read or holds no row."""
    problems: list[Problem] = []
    ids: dict[str, int] = {}
    asked: dict[tuple[str, ...], int] = {}
    count = unreviewed = 0
    for row in each_row(path):
        count += 1
        if isinstance(row, BadRow):
            problems.append(Problem(row.line, row.problem))
            continue
        unreviewed += row.get("reviewed") is False
        problems += [Problem(row.line, text) for text in _of_row(row, ids, asked, documents)]
    if not count:
        problems.append(Problem(1, "文件中没有任何数据行"))
    return SetCheck(count, unreviewed, tuple(problems), documents is not None)


def _of_row(
    row: Row, ids: dict[str, int], asked: dict[tuple[str, ...], int], documents: IndexedTexts | None
) -> Iterator[str]:
    if row.get("needs_review") is True:
        yield "来自反馈、尚未复核（needs_review），缺少标准答案"
        return
    yield from (faults := gold_problems(row))
    yield from _repeated(row.values.get("id"), row.line, ids, "id “{}” 与第 {} 行重复")
    if faults:
        return
    gold = gold_of(row)
    key = gold.turns or (gold.question,)
    if key in asked:
        yield f"问题与第 {asked[key]} 行相同"
    asked.setdefault(key, row.line)
    yield from _contradictions(gold)
    if documents is not None:
        yield from documents.problems(gold)


def _repeated(value: object, line: int, seen: dict[str, int], wording: str) -> Iterator[str]:
    if isinstance(value, str | int) and str(value).strip():
        if str(value) in seen:
            yield wording.format(value, seen[str(value)])
        seen.setdefault(str(value), line)


def _contradictions(gold: GoldQuestion) -> Iterator[str]:
    """Gold that its own demands would call wrong, or that demands nothing."""
    if gold.turns and gold.question != gold.turns[-1]:
        yield "question 应与 turns 的最后一问相同"
    if not gold.answerable:
        if gold.must or gold.evidence:
            yield "answerable 为 false，却写了 answer_must 或 evidence"
        return
    if not gold.must:
        yield "answer_must 为空：任何回答都会算对"
    if gold.answer and not states_all(gold.must, gold.answer):
        lacking = [choices for choices in gold.must if not states_all((choices,), gold.answer)]
        yield f"标准答案不满足自己的 answer_must：缺 {'、'.join('/'.join(choices) for choices in lacking)}"
    if gold.answer and states_any(gold.must_not, gold.answer):
        named = [text for text in gold.must_not if states_any((text,), gold.answer)]
        yield f"标准答案含有自己的 answer_must_not：{'、'.join(named)}"


def values_of(check: SetCheck) -> Mapping[str, object]:
    """For JSON."""
    return {
        "rows": check.rows,
        "unreviewed": check.unreviewed,
        "with_documents": check.with_documents,
        "problems": [{"line": problem.line, "problem": problem.text} for problem in check.problems],
    }
