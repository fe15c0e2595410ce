"""One thread that changes the index for the pages, job after job, while questions go on being answered."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import replace

from assistant.collection.changing import Changes, Report, Upload
from assistant.collection.model import FileProgress, FileState, JobKind, JobView
from assistant.ports import AssistantError
from vectorstore.ports import VectorStoreError

Finished = Callable[[FileProgress], None]
"""Told once of every file when nothing more will happen to it; never raises."""
_LOG = logging.getLogger(__name__)
_KEPT = 20
_MOST_WAITING = 20


class TooMuchWork(AssistantError):
    """More jobs wait than are worth waiting for."""


class IndexingWorker:
    """Takes jobs from any thread and does them one after another. `close` lets the one under way finish."""

    def __init__(self, changes: Changes, lock: Callable[[], AbstractContextManager[None]]) -> None:
        """`lock` keeps other processes from changing the index; it raises IndexBusy where one does."""
        self._changes = changes
        self._run_lock = lock
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="zhice-indexing")
        self._state = threading.Condition()
        self._jobs: dict[int, JobView] = {}
        self._last = 0

    def upload(self, files: Sequence[Upload], on_finished: Finished) -> int:
        """Takes files in; the number of the job."""
        names = [file.name for file in files]
        return self._submit(JobKind.UPLOAD, names, lambda tell: self._changes.upload(files, tell), on_finished)

    def remove(self, names: Sequence[str], on_finished: Finished) -> int:
        """Removes files; the number of the job."""
        return self._submit(JobKind.REMOVE, names, lambda tell: self._changes.remove(names, tell), on_finished)

    def reread(self, names: Sequence[str], on_finished: Finished) -> int:
        """Reads files anew; the number of the job."""
        return self._submit(JobKind.REREAD, names, lambda tell: self._changes.reread(names, tell), on_finished)

    def view(self, number: int | None = None) -> JobView:
        """A job as it stands now, by default the last one given."""
        with self._state:
            wanted = self._last if number is None else number
            return self._jobs.get(wanted, JobView(0, JobKind.UPLOAD))

    def wait(self, seen: JobView, seconds: float) -> JobView:
        """The job once it differs from `seen`, or as it stands after `seconds`."""
        with self._state:
            self._state.wait_for(lambda: self._jobs.get(seen.number, seen) != seen, seconds)
            return self._jobs.get(seen.number, seen)

    def close(self) -> None:
        """Ends the thread after the job under way; jobs that wait are left out."""
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _submit(
        self, kind: JobKind, names: Sequence[str], work: Callable[[Report], None], on_finished: Finished
    ) -> int:
        with self._state:
            if sum(job.running for job in self._jobs.values()) >= _MOST_WAITING:
                raise TooMuchWork("等待处理的任务太多，请等前面的完成后再试。")
            self._last += 1
            number = self._last
            self._jobs[number] = JobView(number, kind, tuple(map(FileProgress, names)), True)
            for old in [n for n, job in self._jobs.items() if not job.running][:-_KEPT]:
                del self._jobs[old]
        self._thread.submit(self._do, number, work, on_finished)
        return number

    def _do(self, number: int, work: Callable[[Report], None], on_finished: Finished) -> None:
        line = ""
        try:
            with self._run_lock():
                work(lambda progress: self._tell(number, progress, on_finished))
        except (AssistantError, VectorStoreError) as error:
            line = str(error)
        except Exception:
            _LOG.exception("a job on the index failed")
            line = "更新索引时出错，已停止。请查看服务日志，或稍后再试。"
        self._end(number, line, on_finished)

    def _tell(self, number: int, progress: FileProgress, on_finished: Finished) -> None:
        with self._state:
            job = self._jobs[number]
            place = next((n for n, f in enumerate(job.files) if f.name == progress.name and not f.state.is_final), None)
            if place is None:
                return
            files = (*job.files[:place], progress, *job.files[place + 1 :])
            self._jobs[number] = replace(job, files=files)
            self._state.notify_all()
        if progress.state.is_final:
            on_finished(progress)

    def _end(self, number: int, line: str, on_finished: Finished) -> None:
        """Whatever has no end yet has failed with the whole job."""
        with self._state:
            job = self._jobs[number]
            left = [file.name for file in job.files if not file.state.is_final]
        for name in left:
            self._tell(number, FileProgress(name, FileState.FAILED, line or "没有处理，请重试。"), on_finished)
        with self._state:
            self._jobs[number] = replace(self._jobs[number], running=False, line=line)
            self._state.notify_all()
