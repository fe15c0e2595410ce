"""Compares the catalogue with itself and with the two indexes."""

from __future__ import annotations

from vectorstore.catalogue.catalogue import Catalogue
from vectorstore.ports import LexicalIndex, VectorStore


def problems_of(catalogue: Catalogue, lexical: LexicalIndex, vectors: VectorStore) -> list[str]:
    """What is wrong, one Chinese line each with what to do; empty where all is well."""
    found = []
    if pending := catalogue.pending_count():
        found.append(f"有 {pending} 条索引工作尚未完成，重新打开索引（例如再次运行 zhice ingest）即会继续")
    wanted = catalogue.passage_ids()
    found += _differences("词法索引", wanted, lexical.ids())
    found += _differences("向量索引", wanted, vectors.ids())
    for source in catalogue.sources():
        found += _bad_quotes(catalogue, source.name)
    return found


def _differences(label: str, wanted: set[str], held: set[str]) -> list[str]:
    found = []
    if missing := len(wanted - held):
        found.append(f"{label}缺少 {missing} 个段落（目录中共 {len(wanted)} 个），请运行 zhice ingest --rebuild 重建")
    if surplus := len(held - wanted):
        found.append(f"{label}多出 {surplus} 个目录中没有的段落，请运行 zhice ingest --rebuild 重建")
    return found


def _bad_quotes(catalogue: Catalogue, name: str) -> list[str]:
    text = catalogue.source_text(name)
    bad = sum(1 for passage in catalogue.passages_of_source(name) if passage.span.slice(text) != passage.text)
    return [f"{name}：有 {bad} 个段落与原文对应位置不一致，请重新导入这个文件"] if bad else []
