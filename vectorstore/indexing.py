"""Brings an index up to date with files and folders: reads what is new or changed, removes what is gone."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ingest.discovery import FoundFile, find_files
from ingest.errors import IngestError, reason_of
from ingest.model import ReadResult
from vectorstore.index import PolicyIndex
from vectorstore.model import SourceRecord
from vectorstore.ports import VectorStoreError

Progress = Callable[[str, int, int], None]
"""Called with the file just handled, its number from 1 and the number of all; at the end, with the name
'' and numbers of passages, while the indexes follow."""
_PENDING_AT_MOST = 2_000
"""Passages that may wait before the indexes follow: bounds what a killed run leaves, and memory."""

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
    """Feeds one index. `read` takes a path and the name that citations shall use, and raises `IngestError`."""

    def __init__(self, index: PolicyIndex, read: Callable[[Path, str], ReadResult]) -> None:
        self._index = index
        self._read = read

    def run(self, paths: Sequence[Path], on_progress: Progress | None = None) -> IndexingReport:
        """Indexes the files and folders given; of a folder also forgets the files that are gone from it.

        A file whose bytes are known costs a hash. One that cannot be read is reported and keeps what the
        index had of it. Raises `VectorStoreError` only for troubles of the index itself.
        """
        started = time.monotonic()
        outcome = _Outcome()
        found, problems = find_files(paths)
        outcome.failed += problems
        for number, file in enumerate(found, start=1):
            self._bring_up_to_date(file, outcome)
            if on_progress is not None:
                on_progress(file.name, number, len(found))
        self._forget_missing([path for path in paths if path.is_dir()], outcome)
        self._index.flush(_passage_progress(on_progress))
        return self._report(outcome, started)

    def rebuild(self, on_progress: Progress | None = None) -> IndexingReport:
        """Reads every known file again, changed or not, and makes both indexes anew.

        A file that is gone keeps the passages it had and is reported. Works on an index opened with `mend`.
        """
        started = time.monotonic()
        outcome = _Outcome()
        sources = self._index.sources()
        for number, source in enumerate(sources, start=1):
            self._read_again(source, outcome)
            if on_progress is not None:
                on_progress(source.name, number, len(sources))
        self._index.rebuild(_passage_progress(on_progress))
        return self._report(outcome, started)

    def _bring_up_to_date(self, file: FoundFile, outcome: _Outcome) -> None:
        path = file.path.resolve()
        known = self._index.source_at(path)
        name = known.name if known is not None else self._free_name(file.name, path)
        root = self._root_of(name, file.root)
        try:
            if known is not None and known.digest == _digest(path):
                outcome.unchanged.append(name)
                if root is not None and root != self._index.root_of(name):
                    self._index.adopt(name, root)
                return
            replaces = self._index.source(name) is not None
            self._index.add(self._read(path, name), path, root, flush=False)
        except VectorStoreError:
            raise
        except Exception as error:
            outcome.failed.append((file.path, _message(file.path, error)))
            return
        (outcome.changed if replaces else outcome.added).append(name)
        if self._index.pending >= _PENDING_AT_MOST:
            self._index.flush()

    def _root_of(self, name: str, root: Path | None) -> Path | None:
        """The outermost folder that a file was read because of, now or earlier."""
        earlier = self._index.root_of(name)
        if root is None or (earlier is not None and root.resolve().is_relative_to(earlier)):
            return earlier
        return root.resolve()

    def _read_again(self, source: SourceRecord, outcome: _Outcome) -> None:
        path = Path(source.path)
        try:
            result = self._read(path, source.name)
            self._index.add(result, path, self._index.root_of(source.name), flush=False)
        except VectorStoreError:
            raise
        except Exception as error:
            outcome.failed.append((path, f"{_message(path, error)}；索引沿用原有内容"))
            return
        same = result.source.digest == source.digest
        (outcome.unchanged if same else outcome.changed).append(source.name)

    def _free_name(self, wanted: str, path: Path) -> str:
        """`wanted`, with as many folders before it as tell the file from another of that name.

        A name whose file is no longer where it was is free: the file has moved, or was a temporary upload.
        """
        parts = path.parts
        for count in range(len(Path(wanted).parts), len(parts) + 1):
            name = wanted if count == len(Path(wanted).parts) else "/".join(parts[-count:]).replace("//", "/")
            other = self._index.source(name)
            if other is None or not _exists(Path(other.path)):
                return name
        return str(path)

    def _forget_missing(self, folders: Sequence[Path], outcome: _Outcome) -> None:
        for folder in folders:
            for source in self._index.sources_of(folder.resolve()):
                if not _exists(Path(source.path)):
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


def _digest(path: Path) -> str:
    """SHA-256 of the file's bytes, as `SourceText.digest`."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _exists(path: Path) -> bool:
    """False only where the file is surely gone; a folder that may not be entered says nothing."""
    try:
        return path.exists()
    except OSError:
        return True


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
