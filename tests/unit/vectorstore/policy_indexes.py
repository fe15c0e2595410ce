"""Small indexes for the tests of `PolicyIndex`."""

from __future__ import annotations

from pathlib import Path

from vectorstore_fakes import BigramEmbedder, read_text

from vectorstore.index import PolicyIndex
from vectorstore.memory import MemoryStore
from vectorstore.model import Hit, SearchQuery
from vectorstore.ports import Embedder, VectorStore

JIUJIANG = "国家级开发区亩均税收不低于20万元\n工业用地实行弹性出让，年限不超过20年\n科技局牵头，财政局配合"
GANZHOU = "省级开发区亩均税收不低于15万元\n人才公寓按成本价供应"
HANT = "國家級開發區畝均稅收，不低於２０萬元。\n𠮷野家（臺灣）𪚥：稅收優惠！"


def open_index(
    home: Path, embedder: Embedder | None = None, vectors: VectorStore | None = None, chunking: str = "clauses-1"
) -> PolicyIndex:
    store = MemoryStore() if vectors is None else vectors
    return PolicyIndex.open(home, embedder or BigramEmbedder(), chunking, vectors=store, create=True)


def put(index: PolicyIndex, text: str, name: str, **more: object) -> None:
    index.add(read_text(text, name, **more), Path("/files") / name, None)  # type: ignore[arg-type]


def found(index: PolicyIndex, text: str, top_k: int = 10, mode: str = "hybrid") -> list[tuple[str, float]]:
    hits: list[Hit] = index.search(SearchQuery(text), top_k, mode)  # type: ignore[arg-type]
    return [(hit.passage.id, round(hit.score, 5)) for hit in hits]
