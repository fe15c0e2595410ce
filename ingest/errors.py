"""Errors of reading. Each message is one line for the user: what is wrong and what to do."""

from __future__ import annotations

import errno


class IngestError(Exception):
    """Base of all errors of this package."""


class UnsupportedFormat(IngestError):
    """No reader is registered for this kind of file."""


class UnreadableFile(IngestError):
    """The file is damaged, encrypted, empty, or its text cannot be decoded."""


_REASONS = {
    errno.ENOENT: "找不到",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENOTDIR: "路径中有一段是文件，不是文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "所在磁盘只读",
    errno.ENOSPC: "磁盘已满",
    errno.EEXIST: "已有同名文件",
    errno.ENAMETOOLONG: "路径太长",
}


def reason_of(error: OSError) -> str:
    """In Chinese why the system refused; its own words for a cause that is not among the usual ones."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error) or type(error).__name__
