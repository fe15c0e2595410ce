"""The secret that sessions are signed with: made once, kept in the home folder for its owner alone."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from assistant.people.model import PeopleError
from ingest.errors import reason_of

SECRET_FILE = "session.key"
_BYTES = 32


def session_secret(home: Path) -> bytes:
    """The secret of this home folder; made where there is none. Whoever reads the file can log in as anybody."""
    path = home / SECRET_FILE
    try:
        if not path.exists():
            _make(path)
        with suppress(OSError):
            path.chmod(0o600)
        secret = path.read_bytes()
    except OSError as error:
        raise PeopleError(f"登录密钥文件 {path} 无法读写（{reason_of(error)}），请检查权限后再试。") from error
    if len(secret) < _BYTES:
        raise PeopleError(f"登录密钥文件 {path} 已损坏，请删除它后重新启动（所有人需重新登录）。")
    return secret


def _make(path: Path) -> None:
    """Whole at once, and by one process only: two servers that start together must sign alike."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(_BYTES))
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink(missing_ok=True)
