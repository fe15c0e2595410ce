"""The changes that a page may ask for, file by file: upload, removal, reading anew."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.collection.model import FileProgress, FileState
from assistant.collection.uploads import UploadFolder
from assistant.ports import AssistantError
from vectorstore.index import PolicyIndex
from vectorstore.ports import VectorStoreError

if TYPE_CHECKING:
    from vectorstore.indexing import Indexer, IndexingReport

Report = Callable[[FileProgress], None]
"""Told of a file each time that its state changes."""
OpenIndexer = Callable[[], "AbstractContextManager[Indexer]"]


class Unreadable(AssistantError):
    """A file was not taken; the message is its line."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in."""

    path: Path
    name: str
    """As its owner calls it."""


class Changes:
    """Changes one index; the caller sees to it that one is made at a time."""

    def __init__(self, index: PolicyIndex, uploads: UploadFolder, open_indexer: OpenIndexer) -> None:
        self._index = index
        self._uploads = uploads
        self._open_indexer = open_indexer

    def upload(self, files: Collection[Upload], tell: Report) -> None:
        """Keeps and indexes each file; a bad one is told of, and the others go on. Raises VectorStoreError."""
        with self._open_indexer() as indexer:
            for file in files:
                tell(FileProgress(file.name, FileState.READING))
                try:
                    tell(self._take(indexer, file, tell))
                except AssistantError as error:
                    tell(FileProgress(file.name, FileState.FAILED, str(error)))

    def remove(self, names: Collection[str], tell: Report) -> None:
        """Removes files from the index, and those that were uploaded from the disk too. Raises VectorStoreError."""
        for name in names:
            source = self._index.source(name)
            if source is None:
                tell(FileProgress(name, FileState.FAILED, f"索引中没有“{name}”，可能已被移除，请刷新列表。"))
                continue
            self._index.remove(name)
            if not source.member:
                self._uploads.discard(Path(source.path))
            tell(FileProgress(name, FileState.REMOVED))

    def reread(self, names: Collection[str], tell: Report) -> None:
        """Reads known files anew. Raises VectorStoreError."""
        with self._open_indexer() as indexer:
            for name in names:
                tell(FileProgress(name, FileState.READING))
                report = indexer.reread([name], _steps(name, tell))
                if report.failed:
                    tell(FileProgress(name, FileState.FAILED, report.failed[0][1]))
                elif not (report.changed or report.unchanged):
                    tell(FileProgress(name, FileState.FAILED, f"索引中没有“{name}”，可能已被移除，请刷新列表。"))
                else:
                    tell(FileProgress(name, FileState.CHANGED if report.changed else FileState.UNCHANGED))

    def _take(self, indexer: Indexer, file: Upload, tell: Report) -> FileProgress:
        with self._uploads.placed(file.path, file.name) as path:
            try:
                report = indexer.run([path], _steps(file.name, tell))
            except VectorStoreError:
                raise
            except Exception as error:  # of the worker processes
                raise Unreadable(
                    f"{file.name}：读取时出错（{type(error).__name__}），请另存为其他格式后再试"
                ) from error
            if report.failed and not (report.added or report.changed or report.unchanged):
                raise Unreadable(report.failed[0][1])
        return FileProgress(file.name, _state(report), "；".join(line for _, line in report.failed[:3]))


def _state(report: IndexingReport) -> FileState:
    if report.added:
        return FileState.ADDED
    return FileState.CHANGED if report.changed else FileState.UNCHANGED


def _steps(name: str, tell: Report) -> Callable[[str, int, int], None]:
    """Tells of the passages while the indexes follow; the files of a zip are steps too."""

    def step(handled: str, done: int, total: int) -> None:
        tell(FileProgress(name, FileState.READING if handled else FileState.INDEXING, "", done, total))

    return step
