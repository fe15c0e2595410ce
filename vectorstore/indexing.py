"""Brings an index up to date with files and folders: reads what is new or changed, removes what is gone."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

from ingest.errors import IngestError, reason_of
from ingest.files.archives import is_archive
from ingest.files.discovery import FoundFile, digest_of, find_files, still_there
from ingest.model import ReadResult
from ingest.reading_pool import Read, ReadingPool, ReadOutcome, ReadTask, read_here
from vectorstore.index import PolicyIndex
from vectorstore.model import SourceRecord
from vectorstore.ports import VectorStoreError

Progress = Callable[[str, int, int], None]
"""Called with the file just handled, its number from 1 and the number of all; at the end, with the name
'' and numbers of passages, while the indexes follow."""
_PENDING_AT_MOST = 2_000
"""Passages that may wait before the indexes follow: bounds what a killed run leaves, and memory."""
_FEW, _SMALL = 2, 1_000_000
"""So many plain-text files of so many bytes together are read in the main process."""
_PLAIN = frozenset({".txt", ".text", ".md", ".markdown"})
"""Other formats can ask for any amount of memory, however small the file."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class IndexingReport:
    """What a run did, by the names of the files."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    failed: tuple[tuple[Path, str], ...]
    """Files that were left out, each with one line for the user."""
    passages: int
    """Passages in the index after the run."""
    seconds: float

    def followed_by(self, later: IndexingReport) -> IndexingReport:
        """This run and the next one as one: each file counts once, and 'unchanged' only where neither did anything."""
        changed = tuple(dict.fromkeys(self.changed + later.changed))
        done = {*changed, *later.added, *later.removed}
        kept = dict.fromkeys(name for name in self.unchanged + later.unchanged if name not in done)
        return IndexingReport(
            added=later.added,
            changed=changed,
            unchanged=tuple(kept),
            removed=later.removed,
            failed=tuple(dict([*self.failed, *later.failed]).items()),
            passages=later.passages,
            seconds=self.seconds + later.seconds,
        )


@dataclass(slots=True)
class _Outcome:
    """A report in the making."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failed: list[tuple[Path, str]] = field(default_factory=list)


class Indexer:
    """Feeds one index.

    Files are read in this process, or by a pool of others where one is given; the index is changed in this
    process alone and in the order of the files, so that a run that was killed and repeated gives what an
    undisturbed one does.
    """

    def __init__(self, index: PolicyIndex, read: Read, pool: ReadingPool | None = None) -> None:
        self._index = index
        self._read = read
        self._pool = pool

    def run(self, paths: Sequence[Path], on_progress: Progress | None = None) -> IndexingReport:
        """Indexes the files and folders given; of a folder also forgets the files that are gone from it.

        A file whose bytes are known costs a hash. One that cannot be read is reported and keeps what the
        index had of it. Raises `VectorStoreError` only for troubles of the index itself.
        """
        started = time.monotonic()
        outcome = _Outcome()
        found, problems = find_files(paths)
        outcome.failed += problems
        steps = _Steps(on_progress, len(found))
        roots: dict[ReadTask, Path | None] = {}
        for read in self._outcomes(self._wanted(found, roots, outcome, steps)):
            self._store(read, roots.pop(read.task), outcome)
            steps.take(read.task.name)
        self._forget_missing([path for path in paths if path.is_dir() or is_archive(path)], outcome)
        self._index.flush(_passage_progress(on_progress))
        return self._report(outcome, started)

    def rebuild(self, on_progress: Progress | None = None) -> IndexingReport:
        """Reads every known file again, changed or not, and makes both indexes anew.

        A file that is gone keeps the passages it had and is reported. Works on an index opened with `mend`.
        """
        started = time.monotonic()
        outcome = _Outcome()
        sources = {source.name: source for source in self._index.sources()}
        steps = _Steps(on_progress, len(sources))
        tasks = [ReadTask(Path(source.path), name, source.member) for name, source in sources.items()]
        for read in self._outcomes(tasks):
            self._store_again(read, sources[read.task.name], outcome)
            steps.take(read.task.name)
        self._index.rebuild(_passage_progress(on_progress))
        return self._report(outcome, started)

    def reread(self, names: Collection[str] | None = None, on_progress: Progress | None = None) -> IndexingReport:
        """Reads known files again, changed or not: those of `names`, or all.

        Each is put in the place of what the index held of it, so that questions find the others, and the old text
        until then: `rebuild` empties the indexes first. A file that is gone keeps its passages and is reported.
        """
        started = time.monotonic()
        outcome = _Outcome()
        sources = {source.name: source for source in self._index.sources() if names is None or source.name in names}
        steps = _Steps(on_progress, len(sources))
        tasks = [ReadTask(Path(source.path), name, source.member) for name, source in sources.items()]
        for read in self._outcomes(tasks):
            self._store_again(read, sources[read.task.name], outcome)
            steps.take(read.task.name)
            if self._index.pending >= _PENDING_AT_MOST:
                self._index.flush()
        self._index.flush(_passage_progress(on_progress))
        return self._report(outcome, started)

    def _outcomes(self, tasks: Iterable[ReadTask]) -> Iterator[ReadOutcome]:
        """What reading gave, in order; for one or two small texts starting processes would take longer."""
        tasks = iter(tasks)
        first = list(islice(tasks, _FEW + 1))
        plain = all(task.path.suffix.lower() in _PLAIN for task in first)
        if self._pool is None or (plain and len(first) <= _FEW and sum(map(_size, first)) <= _SMALL):
            return read_here(self._read, chain(first, tasks))
        return self._pool.read(chain(first, tasks))

    def _wanted(
        self, found: Sequence[FoundFile], roots: dict[ReadTask, Path | None], outcome: _Outcome, steps: _Steps
    ) -> Iterator[ReadTask]:
        """The files that have to be read, in order; notes in `roots` why each was looked at."""
        claimed: set[str] = set()
        for file in found:
            path = file.path.resolve()
            known = self._index.source_at(path, file.member)
            name = known.name if known is not None else self._free_name(file.name, path / file.member, claimed)
            claimed.add(name)
            # A zip given by itself is a folder of its own: what is gone from it is forgotten.
            root = self._root_of(name, file.root or (file.path if file.member else None))
            try:
                same = known is not None and known.digest == digest_of(file)
            except (OSError, IngestError) as error:
                outcome.failed.append((path / file.member, _message(path / file.member, error)))
                steps.take(name)
                continue
            if same:
                self._note_known(name, root, outcome)
                steps.take(name)
                continue
            task = ReadTask(path, name, file.member)
            roots[task] = root
            yield task

    def _note_known(self, name: str, root: Path | None, outcome: _Outcome) -> None:
        outcome.unchanged.append(name)
        if root is not None and root != self._index.root_of(name):
            self._index.adopt(name, root)

    def _store(self, read: ReadOutcome, root: Path | None, outcome: _Outcome) -> None:
        task = read.task
        try:
            replaces = self._index.source(task.name) is not None
            self._index.add(_result_of(read), task.path, root, member=task.member, flush=False)
        except VectorStoreError:
            raise
        except Exception as error:
            outcome.failed.append((task.path / task.member, _message(task.path / task.member, error)))
            return
        (outcome.changed if replaces else outcome.added).append(task.name)
        if self._index.pending >= _PENDING_AT_MOST:
            self._index.flush()

    def _store_again(self, read: ReadOutcome, source: SourceRecord, outcome: _Outcome) -> None:
        task = read.task
        path = task.path / task.member
        try:
            result = _result_of(read)
            self._index.add(result, task.path, self._index.root_of(source.name), member=task.member, flush=False)
        except VectorStoreError:
            raise
        except Exception as error:
            outcome.failed.append((path, f"{_message(path, error)}；索引沿用原有内容"))
            return
        same = result.source.digest == source.digest
        (outcome.unchanged if same else outcome.changed).append(source.name)

    def _root_of(self, name: str, root: Path | None) -> Path | None:
        """The outermost folder that a file was read because of, now or earlier."""
        earlier = self._index.root_of(name)
        if root is None or (earlier is not None and root.resolve().is_relative_to(earlier)):
            return earlier
        return root.resolve()

    def _free_name(self, wanted: str, path: Path, claimed: Collection[str]) -> str:
        """`wanted`, with as many folders before it as tell the file from another of that name, in `claimed` or known.

        A name whose file is no longer where it was is free: the file has moved, or was a temporary upload.
        """
        parts = path.parts
        for count in range(len(Path(wanted).parts), len(parts) + 1):
            name = wanted if count == len(Path(wanted).parts) else "/".join(parts[-count:]).replace("//", "/")
            other = self._index.source(name)
            if name not in claimed and (other is None or not still_there(Path(other.path), other.member)):
                return name
        return str(path)

    def _forget_missing(self, folders: Sequence[Path], outcome: _Outcome) -> None:
        for folder in folders:
            for source in self._index.sources_of(folder.resolve()):
                if not still_there(Path(source.path), source.member):
                    self._index.remove(source.name)
                    outcome.removed.append(source.name)

    def _report(self, outcome: _Outcome, started: float) -> IndexingReport:
        return IndexingReport(
            added=tuple(outcome.added),
            changed=tuple(outcome.changed),
            unchanged=tuple(outcome.unchanged),
            removed=tuple(outcome.removed),
            failed=tuple(outcome.failed),
            passages=self._index.passage_count(),
            seconds=time.monotonic() - started,
        )


class _Steps:
    """Counts the files that were handled, for whoever watches."""

    def __init__(self, on_progress: Progress | None, total: int) -> None:
        self._on_progress = on_progress
        self._total = total
        self._done = 0

    def take(self, name: str) -> None:
        self._done += 1
        if self._on_progress is not None:
            self._on_progress(name, self._done, self._total)


def _result_of(read: ReadOutcome) -> ReadResult:
    """What was read; raises the error that there was instead."""
    if read.error is not None:
        raise read.error
    if read.result is None:
        raise RuntimeError(f"{read.task.name}: neither a result nor an error")
    return read.result


def _size(task: ReadTask) -> int:
    try:
        return task.path.stat().st_size
    except OSError:
        return 0  # whoever reads it says what is wrong


def _message(path: Path, error: Exception) -> str:
    """One line for the user; an error that no reader foresaw also goes to the log with its traceback."""
    if isinstance(error, IngestError):
        return str(error)
    if isinstance(error, OSError):
        return f"{path.name}：无法读取（{reason_of(error)}），请检查文件是否还在、是否有读取权限"
    logger.exception("reading %s failed", path)
    return f"{path.name}：读取时出错（{type(error).__name__}：{error}），请另存为其他格式后再试".replace("\n", " ")


def _passage_progress(on_progress: Progress | None) -> Callable[[int, int], None] | None:
    if on_progress is None:
        return None
    return lambda done, total: on_progress("", done, total)
