"""Reading of retrieval test sets in the BEIR layout: corpus.jsonl, queries.jsonl and qrels.tsv."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from evals.errors import BadFile
from evals.jsonl import read_rows, with_unique_ids
from ingest.errors import reason_of

QRELS_HEADER = ("query-id", "corpus-id", "score")


@dataclass(frozen=True, slots=True)
class BeirPassage:
    """One text to be found."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class BeirQuery:
    """One row of queries.jsonl. Test sets exist where rows share an id; each row counts by itself."""

    id: str
    text: str
    """As in the file; may be blank."""
    answers: tuple[str, ...] = ()
    """Gold answers, any of which will do; sets for retrieval have none."""


@dataclass(frozen=True, slots=True)
class BeirSet:
    """A checked test set: every query has at least one relevant passage, and every id exists."""

    name: str
    passages: tuple[BeirPassage, ...]
    queries: tuple[BeirQuery, ...]
    relevant: Mapping[str, Mapping[str, int]]
    """Query id to passage id to grade, at least 1."""


def read_beir(folder: Path) -> BeirSet:
    """The test set in a folder. Raises `BadFile` for whatever would make a query vanish or never be found."""
    passages = with_unique_ids(
        (row, row.identifier(), BeirPassage(row.identifier(), row.text("title"), row.text("text")))
        for row in read_rows(folder / "corpus.jsonl")
    )
    queries = [
        BeirQuery(row.identifier(), row.text("text"), row.texts("answers"))
        for row in read_rows(folder / "queries.jsonl")
    ]
    relevant = _read_qrels(folder / "qrels.tsv", {query.id for query in queries}, {item.id for item in passages})
    unjudged = [query.id for query in queries if query.id not in relevant]
    if unjudged:
        raise BadFile(
            f"queries.jsonl 中有 {len(unjudged)} 个问题在 qrels.tsv 中没有相关段落，如 “{unjudged[0]}”，请补全"
        )
    return BeirSet(folder.resolve().name, tuple(passages), tuple(queries), relevant)


def _read_qrels(path: Path, queries: Collection[str], passages: Collection[str]) -> dict[str, dict[str, int]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise BadFile(f"无法读取 {path}：{reason_of(error)}，请检查路径") from error
    except UnicodeDecodeError:
        raise BadFile(f"{path.name} 不是 UTF-8 文本，请另存为 UTF-8 编码") from None
    header = tuple(lines[0].split("\t")) if lines else ()
    if header != QRELS_HEADER:
        raise BadFile(
            f"{path.name} 第 1 行：表头应为 {' '.join(QRELS_HEADER)}（制表符分隔），实际为 {' '.join(header)!r}"
        )
    judged: dict[str, dict[str, int]] = {}
    for number, line in enumerate(lines[1:], start=2):
        if line.strip():
            query, passage, grade = _judgement(f"{path.name} 第 {number} 行", line, queries, passages)
            if judged.setdefault(query, {}).setdefault(passage, grade) != grade:
                raise BadFile(f"{path.name} 第 {number} 行：“{query}” 与 “{passage}” 的评分与前面的行不一致")
    return {query: grades for query, grades in judged.items() if any(grade > 0 for grade in grades.values())}


def _judgement(place: str, line: str, queries: Collection[str], passages: Collection[str]) -> tuple[str, str, int]:
    cells = line.split("\t")
    if len(cells) != len(QRELS_HEADER):
        raise BadFile(f"{place}：应有 3 列（制表符分隔），实际为 {len(cells)} 列")
    query, passage, grade = cells
    if query not in queries:
        raise BadFile(f"{place}：query-id “{query}” 不在 queries.jsonl 中")
    if passage not in passages:
        raise BadFile(f"{place}：corpus-id “{passage}” 不在 corpus.jsonl 中")
    if not (grade.isascii() and grade.isdigit()):
        raise BadFile(f"{place}：score 应为不小于 0 的整数，实际为 “{grade}”")
    return query, passage, int(grade)
