"""The index of policy documents: a catalogue, and a lexical and a vector index kept in step with it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from ingest.errors import reason_of
from ingest.model import Alias, Clause, ReadResult, RemovedText, TextSpan
from vectorstore.analysis import ANALYSIS_NAME
from vectorstore.catalogue.audit import problems_of
from vectorstore.catalogue.catalogue import Catalogue, Change
from vectorstore.catalogue.duties import DutyTable
from vectorstore.catalogue.facts import FactTable
from vectorstore.catalogue.schema import FORMAT_VERSION
from vectorstore.index_text import index_text, lexical_text
from vectorstore.lexical import TantivyIndex
from vectorstore.manifest import read_manifest, require_same, write_manifest
from vectorstore.model import DocumentRecord, FactRecord, Hit, IndexManifest, Passage, SearchQuery, SourceRecord
from vectorstore.ports import (
    Embedder,
    IndexBusy,
    IndexMismatch,
    IndexMissing,
    LexicalIndex,
    VectorStore,
    VectorStoreError,
)
from vectorstore.resident import ResidentVectors
from vectorstore.search import HybridSearcher

Progress = Callable[[int, int], None]
"""Called with the number of passages done and of all."""
_MANIFEST, _CATALOGUE = "manifest.json", "catalogue.sqlite3"
_BATCH = 512
"""Passages embedded and committed at once."""


class PolicyIndex:
    """One index in one folder. Searches may run in many threads; changes are made one at a time."""

    def __init__(
        self,
        home: Path,
        manifest: IndexManifest,
        catalogue: Catalogue,
        lexical: LexicalIndex,
        vectors: ResidentVectors,
        embedder: Embedder,
        outdated: IndexMismatch | None = None,
    ) -> None:
        """Use `open`. `outdated` is set where the saved indexes do not fit `manifest` and must be rebuilt first."""
        self._home = home
        self._manifest = manifest
        self._catalogue = catalogue
        self._lexical = lexical
        self._vectors = vectors
        self._embedder = embedder
        self._outdated = outdated
        self._lock = threading.RLock()
        self._seen = catalogue.changes_by_others
        self._documents: tuple[int, list[DocumentRecord]] | None = None
        self._regions: tuple[int, Mapping[tuple[str, ...], int]] | None = None
        self.searcher = HybridSearcher(lexical, vectors, embedder, catalogue.passages)

    @classmethod
    def open(
        cls,
        home: Path,
        embedder: Embedder,
        chunking: str,
        *,
        vectors: VectorStore | None = None,
        create: bool = False,
        mend: bool = False,
    ) -> PolicyIndex:
        """Opens the index in `home`, and finishes work that a killed process left.

        `vectors` defaults to Chroma in the same folder. Raises `IndexMissing` where there is none and
        `create` is False, `IndexMismatch` where it was built with something else, unless `mend` is True:
        then it opens for `add(flush=False)` and `rebuild`, and every search is refused until the latter.
        """
        wanted = manifest_for(embedder, chunking)
        _require_folder(home)
        saved_at = home / _MANIFEST
        fresh = not saved_at.exists()
        if fresh and not create and not (mend and (home / _CATALOGUE).exists()):
            raise IndexMissing(f"{home} 里还没有索引，请先运行 zhice ingest 文件或文件夹")
        outdated = None if fresh else _mismatch(saved_at, wanted)
        if outdated is not None and not mend:
            raise outdated
        _make_folder(home)
        catalogue = Catalogue(home / _CATALOGUE)
        try:
            if outdated is not None:
                catalogue.enqueue_all()  # should the rebuild never come, the old settings find their work here
            lexical = _lexical(home / "lexical", catalogue, recreate=outdated is not None, mend=mend)
            stored = (lambda: _chroma(home / "vectors")) if vectors is None else (lambda: vectors)
            store = ResidentVectors(stored, home / "resident", lambda: catalogue.indexed, catalogue.labels_of)
        except Exception:
            catalogue.close()
            raise
        index = cls(home, wanted, catalogue, lexical, store, embedder, outdated)
        index._settle(fresh)
        return index

    def _settle(self, fresh: bool) -> None:
        """Writes the manifest of a new index, makes good a lost one, and finishes what a killed process left."""
        if fresh and self.passage_count():
            self.rebuild()
        elif fresh:
            write_manifest(self._home / _MANIFEST, self._manifest)
        elif self._outdated is None:
            with contextlib.suppress(IndexBusy):  # another process is at that work already
                self.flush()

    def close(self) -> None:
        """Gives files and connections back; the index cannot be used afterwards."""
        with self._lock:
            state = self._catalogue.indexed  # before the comparison: a later one may be of others
            if self._outdated is None and self._catalogue.changes_by_others == self._seen:
                self._vectors.save(state)
        self._catalogue.close()
        self._vectors.close()

    def warm_up(self) -> None:
        """Loads what the first questions would wait for, and a process that answers one question does without."""
        self._vectors.warm_up()

    @property
    def manifest(self) -> IndexManifest:
        return self._manifest

    @property
    def generation(self) -> int:
        """Grows with every change, also one made by another process."""
        return self._catalogue.generation

    @property
    def version(self) -> str:
        """'3f9a2b7c#12': the manifest's fingerprint and the generation, to be kept with whatever the index said."""
        return f"{self.manifest.fingerprint}#{self.generation}"

    # Changing

    def add(self, result: ReadResult, path: Path, root: Path | None, *, member: str = "", flush: bool = True) -> Change:
        """Puts a file, or a member of the zip at `path`, in the place of whatever the index held under its name.

        Passages whose indexed text is the same as before are not embedded again. With `flush` False the
        two indexes follow at the next `flush`. Raises `IndexBusy` while another process writes.
        """
        with self._lock:
            change = self._catalogue.replace(result, path, root, member)
        if flush:
            self.flush()
        return change

    def remove(self, name: str) -> bool:
        """Removes a file and all that came of it; False where there is none of this name."""
        with self._lock:
            removed = self._catalogue.remove(name)
        self.flush()
        return removed

    def adopt(self, name: str, root: Path) -> None:
        """Notes that a file belongs to the folder `root`, which is read whole."""
        with self._lock:
            self._catalogue.set_root(name, root)

    def flush(self, on_progress: Progress | None = None) -> int:
        """Does all index work that is pending, oldest first; returns how much. May be repeated after any failure."""
        if self._outdated is not None:
            raise self._outdated
        done = 0
        with self._lock:
            while work := self._catalogue.pending(_BATCH):
                self._apply_deletes([piece.passage for piece in work if piece.action == "delete"])
                self._apply_upserts([piece.passage for piece in work if piece.action == "upsert"])
                self._catalogue.done(work)
                done += len(work)
                if on_progress is not None:
                    on_progress(done, done + self._catalogue.pending_count())
        return done

    @property
    def pending(self) -> int:
        """Passages that the catalogue has changed and the indexes have not."""
        return self._catalogue.pending_count()

    def rebuild(self, on_progress: Progress | None = None) -> int:
        """Makes both indexes anew from the catalogue alone, with the embedder of now; returns the passages.

        Chunks stay as they were: after a change of chunking, read the files again first (`Indexer.rebuild`).
        A rebuild that is cut off is finished when the index is opened next.
        """
        with self._lock:
            count = self._catalogue.enqueue_all()
            self._lexical.clear()
            self._vectors.clear()
            write_manifest(self._home / _MANIFEST, self._manifest)
            self._outdated = None
            self.flush(on_progress)
        return count

    # Reading

    def sources(self) -> list[SourceRecord]:
        """All files, by name."""
        return self._catalogue.sources()

    def source(self, name: str) -> SourceRecord | None:
        return self._catalogue.source(name)

    def source_at(self, path: Path, member: str = "") -> SourceRecord | None:
        """The file that was read at `path`, or that member of the zip there."""
        return self._catalogue.source_at(path, member)

    def sources_of(self, root: Path) -> list[SourceRecord]:
        """The files that were read because the folder `root` was given."""
        return self._catalogue.sources_of(root)

    def root_of(self, name: str) -> Path | None:
        """The folder that a file was read because of; None for one given by itself, or unknown."""
        return self._catalogue.root_of(name)

    def source_text(self, name: str) -> str:
        """The whole text of a file, which all spans slice. Raises `UnknownSource`."""
        return self._catalogue.source_text(name)

    def documents(self) -> list[DocumentRecord]:
        """Every document, by file and position; read once per `generation`."""
        generation = self.generation
        known = self._documents
        if known is None or known[0] != generation:
            known = self._documents = (generation, self._catalogue.documents())
        return list(known[1])

    def regions(self) -> Mapping[tuple[str, ...], int]:
        """The regions that documents are about, each with the number of its documents; read once per `generation`."""
        generation = self.generation
        known = self._regions
        if known is None or known[0] != generation:
            known = self._regions = (generation, MappingProxyType(self._catalogue.regions()))
        return known[1]

    def places_in_copies(self, document: str, span: TextSpan) -> list[tuple[str, TextSpan, str]]:
        """Where other files hold the words under `span` of a document: each file's name, the span and the words."""
        return self._catalogue.places_in_copies(document, span)

    def clauses_of(self, document: str) -> Sequence[Clause]:
        """The clause tree of one document in reading order; empty for an unknown one."""
        return self._catalogue.clauses_of(document)

    def facts(self, document: str | None = None) -> list[FactRecord]:
        """The facts of one document, or of all, in reading order."""
        return self._catalogue.facts(document)

    @property
    def fact_table(self) -> FactTable:
        """All facts as one list, in pages."""
        return self._catalogue.fact_table

    @property
    def duty_table(self) -> DutyTable:
        """All tasks with their bodies as one list, in pages."""
        return self._catalogue.duty_table

    def removed_of(self, name: str) -> list[RemovedText]:
        """What was recognised in a file as no policy text, and is not indexed."""
        return self._catalogue.removed_of(name)

    def aliases(self) -> list[tuple[str, str]]:
        """Each term with each short form that some file introduces for it, both folded."""
        return self._catalogue.aliases()

    def aliases_of(self, name: str) -> list[Alias]:
        """The short forms that one file introduces, in order."""
        return self._catalogue.aliases_of(name)

    def passage(self, identifier: str) -> Passage | None:
        return self._catalogue.passages([identifier]).get(identifier)

    def passages(self, ids: Collection[str]) -> dict[str, Passage]:
        """Those of `ids` that exist, in the order of `ids`."""
        return self._catalogue.passages(ids)

    def passages_of(self, document: str) -> list[Passage]:
        """The passages of one document in reading order; none for an unknown document."""
        return self._catalogue.passages_of(document)

    def passage_count(self) -> int:
        return self._catalogue.passage_count()

    def search(self, query: SearchQuery, top_k: int, mode: str = "hybrid") -> list[Hit]:
        """At most `top_k` hits, best first; see `HybridSearcher.search`."""
        if self._outdated is not None:
            raise self._outdated
        self._notice_others()
        return self.searcher.search(query, top_k, mode)

    def frequencies(self, tokens: Collection[str]) -> dict[str, int]:
        """In how many passages each of some tokens of `vectorstore.analysis` occurs, without those that no one has."""
        return self._lexical.frequencies(tokens)

    def frequency(self, term: str) -> int:
        """In how many passages the rarest part of `term` occurs: 0 for a word that no document uses."""
        return self._lexical.frequency(term)

    def check(self) -> list[str]:
        """What is wrong with the index, one Chinese line each; empty where all is well."""
        self._notice_others()
        found = problems_of(self._catalogue, self._lexical, self._vectors)
        return found if self._outdated is None else [str(self._outdated), *found]

    # Parts

    def _notice_others(self) -> None:
        """Has the vector store look again where another process has changed the index."""
        changes = self._catalogue.changes_by_others
        if changes == self._seen:
            return
        with self._lock:
            self._vectors.reopen()
            self._seen = changes

    def _apply_deletes(self, ids: Sequence[str]) -> None:
        if ids:
            self._lexical.delete(ids)
            self._vectors.delete(ids)

    def _apply_upserts(self, ids: Sequence[str]) -> None:
        """The lexical index goes first: it is the one that says when another process writes."""
        found = self._catalogue.passages(ids)
        labelled = self._catalogue.labels(found.values())
        passages = [found[identifier] for identifier in labelled]
        if not passages:
            return
        labels = list(labelled.values())
        self._lexical.upsert(list(labelled), [lexical_text(passage) for passage in passages], labels)
        vectors = self._embedder.embed_documents([index_text(passage) for passage in passages])
        self._vectors.upsert(list(labelled), vectors, labels)


def has_index(home: Path) -> bool:
    """Whether an index was ever made in `home`; says nothing about whether it can be opened."""
    return any((home / name).exists() for name in (_MANIFEST, _CATALOGUE))


def manifest_for(embedder: Embedder, chunking: str) -> IndexManifest:
    """What an index built now would say of itself."""
    return IndexManifest(
        format_version=FORMAT_VERSION,
        embedder=embedder.name,
        dimension=embedder.dimension,
        metric="cosine",
        chunking=chunking,
        lexical=ANALYSIS_NAME,
    )


def _require_folder(home: Path) -> None:
    if home.exists() and not home.is_dir():
        raise VectorStoreError(f"{home} 是文件而不是文件夹，请用 --home 或 ZHICE_HOME 指定另一个文件夹存放索引")


def _make_folder(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise VectorStoreError(
            f"无法建立索引文件夹 {home}（{reason_of(error)}），请用 --home 或 ZHICE_HOME 指定可以写入的文件夹"
        ) from error


def _mismatch(saved_at: Path, wanted: IndexManifest) -> IndexMismatch | None:
    try:
        require_same(read_manifest(saved_at), wanted)
    except IndexMismatch as error:
        return error
    return None


def _lexical(folder: Path, catalogue: Catalogue, *, recreate: bool, mend: bool) -> TantivyIndex:
    try:
        return TantivyIndex(folder, recreate=recreate)
    except VectorStoreError:
        if not mend:
            raise
        catalogue.enqueue_all()  # should the rebuild be cut off, the next one to open the index finds its work here
        return TantivyIndex(folder, recreate=True)


def _chroma(folder: Path) -> VectorStore:
    from vectorstore.chroma import ChromaStore

    return ChromaStore.embedded(folder)
