"""Indexing a folder again: with nothing changed, and with one clause changed."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from assistant.bootstrap import open_index, open_indexer
from assistant.settings import Settings
from evals.benchmarks.reading.model import IndexingRun, ReindexingFigures
from evals.benchmarks.warming import load_dictionaries
from evals.errors import EvalsError
from vectorstore.index import PolicyIndex
from vectorstore.indexing import Indexer

_WORDS, _OTHER_WORDS = "到20", "至20"
"""Of a year in a clause: 'until' in two wordings, so that one clause changes and nothing else."""


def measure_reindexing(folder: Path, settings: Settings) -> ReindexingFigures:
    """Indexes the text files in `folder` three times, in this process; changes one of them before the last.

    Raises EvalsError where a file could not be indexed or a run did not do what it should.
    """
    files = sorted(folder.glob("*.txt"))
    settings = settings.model_copy(update={"workers": 0})
    with closing(open_index(settings, create=True)) as index:
        load_dictionaries(index)
        embedded = _count_embedded(index)
        with open_indexer(settings, index) as indexer:
            first = _run(indexer, folder, embedded, added=len(files))
            unchanged = _run(indexer, folder, embedded)
            change_one_clause(files[len(files) // 2])
            changed = _run(indexer, folder, embedded, changed=1)
        return ReindexingFigures(len(files), index.passage_count(), first, unchanged, changed)


def change_one_clause(path: Path) -> None:
    """Rewords one clause of a made-up policy."""
    text = path.read_text(encoding="utf-8")
    if _WORDS not in text:
        raise EvalsError(f"{path.name} 里没有可改的条款")
    path.write_text(text.replace(_WORDS, _OTHER_WORDS, 1), encoding="utf-8")


def _run(indexer: Indexer, folder: Path, embedded: list[int], added: int = 0, changed: int = 0) -> IndexingRun:
    embedded.clear()
    started = time.perf_counter()
    report = indexer.run([folder])
    seconds = time.perf_counter() - started
    if report.failed:
        raise EvalsError(f"有 {len(report.failed)} 个文件未能索引，第一个：{report.failed[0][1]}")
    if (len(report.added), len(report.changed)) != (added, changed):
        raise EvalsError(
            f"应新增 {added} 个、更新 {changed} 个文件，实际新增 {len(report.added)} 个、更新 {len(report.changed)} 个"
        )
    return IndexingRun(seconds, sum(embedded))


def _count_embedded(index: PolicyIndex) -> list[int]:
    """A list that grows by the number of passages of each call of the embedder."""
    counts: list[int] = []
    embedder = index.searcher.embedder
    embed = embedder.embed_documents

    def counting(texts: Sequence[str]) -> object:
        counts.append(len(texts))
        return embed(texts)

    embedder.embed_documents = counting  # type: ignore[method-assign,assignment]
    return counts
