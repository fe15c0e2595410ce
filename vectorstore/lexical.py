"""BM25 on disk. The only file that imports tantivy.

tantivy and not bm25s, rank_bm25 or SQLite's FTS5: it adds and deletes single passages in an index on
disk (the first two rebuild all of it in memory), and it takes our own tokens with a weight for each.
Tokens come from `vectorstore.analysis`, joined by blanks for tantivy's whitespace tokenizer.

BM25 has tantivy's fixed k1 = 1.2, b = 0.75; lengths above 40 tokens are kept rounded, in one byte.
Document frequencies count deleted passages until tantivy merges their segment away.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path

import tantivy  # noqa: TID251

from vectorstore.analysis import analyse, analyse_query
from vectorstore.ports import IndexBusy, VectorStoreError

_WRITER_BYTES = 64_000_000


class TantivyIndex:
    """A `LexicalIndex` in `folder`, or in memory where `folder` is None.

    Reads may run in many threads; a write takes a lock file for its time, also against other processes.
    """

    def __init__(self, folder: Path | None = None, *, recreate: bool = False) -> None:
        """Opens or creates; with `recreate`, throws away what is there.

        Raises `VectorStoreError` where the folder holds something else or is damaged.
        """
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("document", tokenizer_name="raw", index_option="basic")
        builder.add_text_field("tokens", tokenizer_name="whitespace", index_option="freq")
        self._schema = builder.build()
        if folder is None:
            self._index = tantivy.Index(self._schema)
        else:
            if recreate:
                shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True, exist_ok=True)
            try:
                self._index = tantivy.Index(self._schema, path=str(folder))
            except (ValueError, OSError) as error:
                raise VectorStoreError(
                    f"词法索引 {folder} 无法打开（{error}），请运行 zhice ingest --rebuild 重建"
                ) from error
        self._index.config_reader("manual")

    def upsert(self, ids: Sequence[str], texts: Sequence[str], documents: Sequence[str]) -> None:
        """Adds or replaces in one commit. Raises `IndexBusy` while another process writes."""
        if not len(ids) == len(texts) == len(documents):
            raise ValueError(f"lengths differ: {len(ids)} ids, {len(texts)} texts, {len(documents)} documents")
        rows = {identifier: (text, document) for identifier, text, document in zip(ids, texts, documents, strict=True)}
        if not rows:
            return
        writer = self._writer()
        for identifier, (text, document) in rows.items():
            writer.delete_documents_by_term("id", identifier)
            tokens = " ".join(analyse(text))
            writer.add_document(tantivy.Document(id=identifier, document=document, tokens=tokens))
        self._commit(writer)

    def delete(self, ids: Collection[str]) -> None:
        """Removes; unknown ids are ignored. Raises `IndexBusy` while another process writes."""
        if not ids:
            return
        writer = self._writer()
        for identifier in ids:
            writer.delete_documents_by_term("id", identifier)
        self._commit(writer)

    def query(
        self,
        text: str,
        top_k: int,
        documents: Collection[str] | None = None,
        expansions: Sequence[tuple[str, float]] = (),
    ) -> list[tuple[str, float]]:
        """At most `top_k` (id, BM25), best first, equal scores by id.

        A token asked n times weighs n. A token of an expansion weighs the expansion's weight times its
        count, and never adds to a token that the text itself has.
        """
        weights = query_weights(text, expansions)
        if top_k <= 0 or not weights or (documents is not None and not documents):
            return []
        should = [(tantivy.Occur.Should, self._weighted(token, weight)) for token, weight in weights.items()]
        query = tantivy.Query.boolean_query(should)
        if documents is not None:
            query = self._within(query, documents)
        return self._run(query, top_k)

    def frequency(self, text: str) -> int:
        """In how many texts the rarest token of `text` occurs: 0 for a word that no text has."""
        self._index.reload()
        searcher = self._index.searcher()
        return min((searcher.doc_freq("tokens", token) for token in set(analyse(text))), default=0)

    def ids(self) -> set[str]:
        self._index.reload()
        count = self._index.searcher().num_docs
        return {identifier for identifier, _ in self._run(tantivy.Query.all_query(), count)} if count else set()

    def clear(self) -> None:
        writer = self._writer()
        writer.delete_all_documents()
        self._commit(writer)

    def _run(self, query: tantivy.Query, limit: int) -> list[tuple[str, float]]:
        self._index.reload()
        searcher = self._index.searcher()
        hits = searcher.search(query, limit, count=False).hits
        found = [(str(searcher.doc(address).get_first("id")), float(score)) for score, address in hits]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))

    def _weighted(self, token: str, weight: float) -> tantivy.Query:
        term = tantivy.Query.term_query(self._schema, "tokens", token, "freq")
        return term if weight == 1 else tantivy.Query.boost_query(term, weight)

    def _within(self, query: tantivy.Query, documents: Collection[str]) -> tantivy.Query:
        """Restricts to `documents` without changing any score."""
        members = tantivy.Query.term_set_query(self._schema, "document", sorted(documents))
        restriction = tantivy.Query.const_score_query(members, 0.0)
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, restriction), (tantivy.Occur.Must, query)])

    def _writer(self) -> tantivy.IndexWriter:
        try:
            return self._index.writer(_WRITER_BYTES, num_threads=1)
        except ValueError as error:
            raise IndexBusy("另一个进程正在写索引，请等它结束后再试") from error

    def _commit(self, writer: tantivy.IndexWriter) -> None:
        """Commits, waits for merges and so gives the lock back at once."""
        writer.commit()
        writer.wait_merging_threads()


def query_weights(text: str, expansions: Sequence[tuple[str, float]] = ()) -> dict[str, float]:
    """The tokens to look for, each with its weight; see `TantivyIndex.query`."""
    weights = {token: float(count) for token, count in Counter(analyse_query(text)).items()}
    own = frozenset(weights)
    for phrase, weight in expansions:
        for token, count in Counter(analyse(phrase)).items():
            if token not in own:
                weights[token] = max(weights.get(token, 0.0), weight * count)
    return weights
