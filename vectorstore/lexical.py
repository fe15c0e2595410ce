"""BM25 on disk. The only file that imports tantivy.

tantivy and not bm25s, rank_bm25 or SQLite's FTS5: it adds and deletes single passages in an index on
disk (the first two rebuild all of it in memory), and it takes our own tokens with a weight for each.
Tokens come from `vectorstore.analysis`, joined by blanks for tantivy's whitespace tokenizer.

BM25 has tantivy's fixed k1 = 1.2, b = 0.75; lengths above 40 tokens are kept rounded, in one byte.
Document frequencies count deleted passages until tantivy merges their segment away.

Title, region, headings and text stand in one stream of tokens, for fields of their own were measured
worse; what the stream repeats weighs more (`vectorstore.index_text.lexical_text`, with the figures).
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

import tantivy  # noqa: TID251

from vectorstore.analysis import analyse
from vectorstore.labels import DOCUMENT, excluded_terms, filter_terms, label_terms, passes
from vectorstore.model import EVERYTHING, Labels, SearchFilter
from vectorstore.ports import IndexBusy, VectorStoreError
from vectorstore.query_terms import OTHER_MEMBERS, QueryTerms, Weights, query_terms, without_long_lists

_WRITER_BYTES = 64_000_000
_REMEMBERED = 200_000
"""Ids kept in memory at most."""
_BROAD = 0.4
"""Share of the passages that a filter lets pass, from which on it is cheaper to sort out what was found."""
_LEAST_KEPT = 0.02
"""Share of the passages that must be left when documents are excluded, for the others to be sorted out likewise."""
_SPARE = 1.3

Groups = tuple[frozenset[str], ...]


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
        builder.add_unsigned_field("number", fast=True)
        builder.add_text_field("label", stored=True, tokenizer_name="raw", index_option="basic")
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
        self._meta = None if folder is None else folder / "meta.json"
        self._read_at: tuple[int, int, int] | None = None
        self._by_number: dict[object, tuple[str, str]] = {}
        """Ids and document terms of passages."""
        self._left_out: tuple[frozenset[str], int, int] | None = None
        """Terms that a filter excluded last, with the number of passages in the index and of those that have them."""

    def upsert(self, ids: Sequence[str], texts: Sequence[str], labels: Sequence[Labels]) -> None:
        """Adds or replaces in one commit. Raises `IndexBusy` while another process writes."""
        if not len(ids) == len(texts) == len(labels):
            raise ValueError(f"lengths differ: {len(ids)} ids, {len(texts)} texts, {len(labels)} labels")
        rows = {identifier: (text, label) for identifier, text, label in zip(ids, texts, labels, strict=True)}
        if not rows:
            return
        writer = self._writer()
        for identifier, (text, label) in rows.items():
            writer.delete_documents_by_term("id", identifier)
            tokens = " ".join(analyse(text))
            writer.add_document(_document(identifier, label, tokens))
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
        *,
        where: SearchFilter = EVERYTHING,
        expansions: Sequence[tuple[str, float]] = (),
        any_of: Sequence[Sequence[tuple[str, float]]] = (),
        required: Sequence[str] = (),
    ) -> list[tuple[str, float]]:
        """At most `top_k` (id, BM25), best first, equal scores by id; weights as in `query_terms`.

        Neither `where` nor `required` changes a score.
        """
        terms = query_terms(text, expansions, any_of, required)
        groups = filter_terms(where)
        if top_k <= 0 or not (terms.own or terms.groups) or not all(groups):
            return []
        searcher = self._searcher()
        terms = without_long_lists(terms, lambda token: searcher.doc_freq("tokens", token), searcher.num_docs)
        query = self._restricted(self._scoring(terms), terms.required)
        excluded = excluded_terms(where.without)
        if groups and not terms.groups and not terms.required:
            found = self._sorted_out(searcher, query, groups, excluded, top_k)
            if found is not None:
                return found
        limited = self._within(query, groups)
        if not excluded:
            return self._run(searcher, limited, top_k)
        found = self._left_after(searcher, limited, excluded, top_k)
        return self._run(searcher, self._without(limited, excluded), top_k) if found is None else found

    def frequencies(self, tokens: Collection[str]) -> dict[str, int]:
        """In how many texts each of some tokens occurs; those that occur nowhere are left out."""
        searcher = self._searcher()
        counted = ((token, searcher.doc_freq("tokens", token)) for token in tokens)
        return {token: count for token, count in counted if count}

    def frequency(self, text: str) -> int:
        """In how many texts the rarest token of `text` occurs: 0 for a word that no text has."""
        searcher = self._searcher()
        return min((searcher.doc_freq("tokens", token) for token in _tokens_of(text)), default=0)

    def ids(self) -> set[str]:
        searcher = self._searcher()
        count = searcher.num_docs
        everything = tantivy.Query.all_query()
        return {identifier for identifier, _ in self._run(searcher, everything, count)} if count else set()

    def clear(self) -> None:
        writer = self._writer()
        writer.delete_all_documents()
        self._commit(writer)

    def _searcher(self) -> tantivy.Searcher:
        """One that sees every commit, also those of other processes, each of which replaces the list of segments.

        Reading it anew takes longer than counting a word, so that is left until it is another file.
        """
        now = _version(self._meta)
        if now is None or now != self._read_at:
            self._index.reload()
            self._read_at = now
        return self._index.searcher()

    def _run(self, searcher: tantivy.Searcher, query: tantivy.Query, limit: int) -> list[tuple[str, float]]:
        hits = searcher.search(query, limit, count=False).hits
        ids = self._ids(searcher, [address for _, address in hits])
        return _ordered(zip(ids, (float(score) for score, _ in hits), strict=True))

    def _sorted_out(
        self, searcher: tantivy.Searcher, query: tantivy.Query, groups: Groups, excluded: frozenset[str], top_k: int
    ) -> list[tuple[str, float]] | None:
        """What passes of the best found without a filter; None where that is not sure to be all of the first `top_k`.

        A plain sum of terms lets tantivy skip passages that cannot come first, a filter does not: over 100,000
        clauses 2 ms become 12 where half of them pass.
        """
        share = _share_passing(searcher, groups) * self._share_kept(searcher, excluded)
        if share < _BROAD:
            return None
        limit = int(top_k / share * _SPARE) + 1
        hits = searcher.search(query, limit, count=False).hits
        passing = [(score, address) for score, address in hits if self._passes(searcher, address, groups, excluded)]
        if len(hits) == limit and len(passing) < top_k:
            return None
        ids = self._ids(searcher, [address for _, address in passing])
        return _ordered(zip(ids, (float(score) for score, _ in passing), strict=True))[:top_k]

    def _passes(
        self, searcher: tantivy.Searcher, address: tantivy.DocAddress, groups: Groups, excluded: frozenset[str]
    ) -> bool:
        return passes(frozenset(searcher.doc(address).get_all("label")), groups, excluded)

    def _share_kept(self, searcher: tantivy.Searcher, excluded: frozenset[str]) -> float:
        """Which share of the passages has none of `excluded`, each passage being of one document."""
        if not excluded:
            return 1.0
        known = self._left_out
        if known is None or known[:2] != (excluded, searcher.num_docs):
            count = sum(searcher.doc_freq("label", term) for term in excluded)
            known = self._left_out = (excluded, searcher.num_docs, count)
        return 1.0 - min(1.0, known[2] / max(1, searcher.num_docs))

    def _left_after(
        self, searcher: tantivy.Searcher, query: tantivy.Query, excluded: frozenset[str], top_k: int
    ) -> list[tuple[str, float]] | None:
        """The first `top_k` without `excluded`, out of some more; None where that is not sure to be all of them.

        A query that tantivy is to keep thousands of terms out of takes tens of milliseconds to set up.
        """
        share = self._share_kept(searcher, excluded)
        if share < _LEAST_KEPT:
            return None
        limit = int(top_k / share * _SPARE) + 1
        hits = searcher.search(query, limit, count=False).hits
        rows = self._rows(searcher, [address for _, address in hits])
        passing = [
            (identifier, float(score))
            for (score, _), (identifier, document) in zip(hits, rows, strict=True)
            if document not in excluded
        ]
        return None if len(hits) == limit and len(passing) < top_k else _ordered(passing)[:top_k]

    def _ids(self, searcher: tantivy.Searcher, addresses: list[tantivy.DocAddress]) -> list[str]:
        return [identifier for identifier, _ in self._rows(searcher, addresses)]

    def _rows(self, searcher: tantivy.Searcher, addresses: list[tantivy.DocAddress]) -> list[tuple[str, str]]:
        """Id and document term of each passage: by its number, which is read faster than its row, once it was met."""
        found = []
        for number, address in zip(searcher.fast_field_values("number", addresses), addresses, strict=True):
            row = self._by_number.get(number)
            if row is None:
                stored = searcher.doc(address)
                document = next((str(x) for x in stored.get_all("label") if str(x).startswith(DOCUMENT)), "")
                row = (str(stored.get_first("id")), sys.intern(document))
                if len(self._by_number) < _REMEMBERED:
                    self._by_number[number] = row
            found.append(row)
        return found

    def _scoring(self, terms: QueryTerms) -> tantivy.Query:
        best_of = [tantivy.Query.disjunction_max_query([self._sum(m) for m in g], OTHER_MEMBERS) for g in terms.groups]
        return tantivy.Query.boolean_query([*self._each(terms.own), *((tantivy.Occur.Should, q) for q in best_of)])

    def _sum(self, weights: Weights) -> tantivy.Query:
        return tantivy.Query.boolean_query(self._each(weights))

    def _each(self, weights: Weights) -> list[tuple[tantivy.Occur, tantivy.Query]]:
        return [(tantivy.Occur.Should, self._weighted(token, weight)) for token, weight in weights.items()]

    def _weighted(self, token: str, weight: float) -> tantivy.Query:
        term = tantivy.Query.term_query(self._schema, "tokens", token, "freq")
        return term if weight == 1 else tantivy.Query.boost_query(term, weight)

    def _restricted(self, query: tantivy.Query, required: Sequence[frozenset[str]]) -> tantivy.Query:
        """Only passages that have all tokens of one of `required`."""
        if not required:
            return query
        strings = [
            tantivy.Query.boolean_query([(tantivy.Occur.Must, self._weighted(token, 1)) for token in sorted(tokens)])
            for tokens in required
        ]
        return _limited(query, [tantivy.Query.boolean_query([(tantivy.Occur.Should, string) for string in strings])])

    def _within(self, query: tantivy.Query, groups: Groups) -> tantivy.Query:
        """Only passages that have a label of every group."""
        members = [tantivy.Query.term_set_query(self._schema, "label", sorted(group)) for group in groups]
        return _limited(query, members) if members else query

    def _without(self, query: tantivy.Query, excluded: frozenset[str]) -> tantivy.Query:
        """Only passages that have no label of `excluded`."""
        left_out = tantivy.Query.term_set_query(self._schema, "label", sorted(excluded))
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.MustNot, left_out)])

    def _writer(self) -> tantivy.IndexWriter:
        try:
            return self._index.writer(_WRITER_BYTES, num_threads=1)
        except ValueError as error:
            raise IndexBusy("另一个进程正在写索引，请等它结束后再试") from error

    def _commit(self, writer: tantivy.IndexWriter) -> None:
        """Commits, waits for merges and so gives the lock back at once."""
        writer.commit()
        writer.wait_merging_threads()


def _document(identifier: str, labels: Labels, tokens: str) -> tantivy.Document:
    document = tantivy.Document(id=identifier, label=list(label_terms(labels)), tokens=tokens)
    document.add_unsigned("number", _number_of(identifier))
    return document


def _number_of(identifier: str) -> int:
    """Of 64 bits, so that two ids of one index never share one in practice; the same in every index."""
    return int.from_bytes(blake2b(identifier.encode(), digest_size=8).digest(), "big")


def _version(file: Path | None) -> tuple[int, int, int] | None:
    """Changes whenever a file is put in the place of `file`; None where that cannot be told."""
    try:
        stat = file.stat() if file is not None else None
    except OSError:
        return None
    return None if stat is None else (stat.st_ino, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=8192)
def _tokens_of(words: str) -> frozenset[str]:
    """Of a few words, which one question counts over and over."""
    return frozenset(analyse(words))


def _ordered(hits: Iterable[tuple[str, float]]) -> list[tuple[str, float]]:
    return sorted(hits, key=lambda hit: (-hit[1], hit[0]))


def _limited(query: tantivy.Query, conditions: Sequence[tantivy.Query]) -> tantivy.Query:
    """Restricts to what meets all `conditions` without changing any score."""
    silent = [(tantivy.Occur.Must, tantivy.Query.const_score_query(condition, 0.0)) for condition in conditions]
    return tantivy.Query.boolean_query([*silent, (tantivy.Occur.Must, query)])


def _share_passing(searcher: tantivy.Searcher, groups: Groups) -> float:
    """About which share of the passages meets `groups`, as if they were independent of one another."""
    share = 1.0
    for group in groups:
        count = sum(searcher.doc_freq("label", term) for term in group)
        share *= min(1.0, count / max(1, searcher.num_docs))
    return share
