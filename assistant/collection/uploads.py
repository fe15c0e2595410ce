"""Files that were uploaded: kept in the home folder, because an index is read anew from its files."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.ports import AssistantError
from ingest.errors import reason_of

FOLDER = "uploads"
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]')
_LONGEST = 120
"""Characters: three bytes each stay below what file systems allow, with room for an ending."""


class CannotKeep(AssistantError):
    """An uploaded file cannot be written; the message says why."""


def safe_name(name: str) -> str:
    """The last part of `name` without what no file system takes; '未命名' where nothing is left."""
    last = _UNSAFE.sub("_", re.split(r"[/\\]", name)[-1]).strip(" .")
    stem, dot, ending = last.rpartition(".")
    if len(last) > _LONGEST and dot:
        last = f"{stem[: _LONGEST - len(ending) - 1]}.{ending[:20]}"
    return last[:_LONGEST] or "未命名"


class UploadFolder:
    """The folder of one index."""

    def __init__(self, home: Path) -> None:
        self._folder = home / FOLDER

    def holds(self, path: Path) -> bool:
        """Whether a file was uploaded, and may be deleted with its removal from the index."""
        return path.resolve().is_relative_to(self._folder.resolve())

    @contextmanager
    def placed(self, source: Path, name: str) -> Iterator[Path]:
        """`source` under `name` in the folder; should the block raise, what was there before is there again.

        Raises CannotKeep.
        """
        target = self._folder / safe_name(name)
        before = target.with_name(f".{target.name}.before")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            draft = target.with_name(f".{target.name}.draft")
            shutil.copyfile(source, draft)
            if target.exists():
                os.replace(target, before)
            os.replace(draft, target)
        except OSError as error:
            raise CannotKeep(f"{name}：无法保存（{reason_of(error)}），请检查磁盘空间和权限") from error
        try:
            yield target
        except BaseException:
            target.unlink(missing_ok=True)
            if before.exists():
                os.replace(before, target)
            raise
        before.unlink(missing_ok=True)

    def discard(self, path: Path) -> None:
        """Deletes an uploaded file; no other one."""
        if self.holds(path):
            path.unlink(missing_ok=True)
