"""Zip folders: their members as if they were files of a folder, within limits that no zip bomb gets past.

A member is called by its path in the archive, '/'-separated; one in a zip within the zip by both paths together,
'内层.zip/通知.docx'. Nothing is ever unpacked to disk, so that no member's name can do harm.
"""

from __future__ import annotations

import hashlib
import io
import os
import struct
import zipfile
import zlib
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePosixPath
from threading import Lock
from typing import BinaryIO

from ingest.errors import UnreadableFile, reason_of
from ingest.files.regular import check_size, open_regular

SUFFIX = ".zip"
DEEPEST = 2
"""A zip within a zip is opened, one within that is not."""
MOST_MEMBERS = 10_000
LARGEST_SUM = 2 << 30
"""Bytes of all members together, unpacked."""
_MOST_UNPACKED = 256 << 20
"""Bytes of the zips within zips that stay open."""
_SMALL = 10 << 20
_HIGHEST_RATIO = 250
"""Unpacked to packed size of a member larger than `_SMALL`: text reaches 30, XML 100, a bomb 1,000."""
_LONGEST_LISTING = 10 << 20
_END_AT_MOST = 66_000
"""The end record with the longest comment, and the 64-bit one before it."""
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
ZIP_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError, IndexError)
"""What `zipfile` raises on a damaged or encrypted archive."""


@dataclass(frozen=True, slots=True)
class MemberProblem:
    """A member that is left out, and one line for the user."""

    member: str
    message: str


class Archive:
    """The listing of one zip, with decoded names. Raises UnreadableFile on opening where it breaks a limit."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._zip = open_zip(file, name)
        self._members: dict[str, zipfile.ZipInfo] = {}
        _check_listing(self._zip.infolist(), name)
        self.size = sum(info.file_size for info in self._zip.infolist())
        """Bytes of all members together, unpacked."""
        for info in self._zip.infolist():
            if not info.is_dir():
                self._members.setdefault(_decoded_name(info), info)

    def names(self) -> list[str]:
        """The members' names, sorted as a folder's files are."""
        return sorted(self._members, key=lambda name: PurePosixPath(name).parts)

    def __contains__(self, member: str) -> bool:
        return member in self._members

    def read(self, member: str, name: str) -> bytes:
        """A member's bytes; raises UnreadableFile where it is missing, encrypted, too large or damaged."""
        info = self._members.get(member)
        if info is None:
            raise UnreadableFile(f"{name}：压缩包里已没有这个文件")
        if info.flag_bits & _ENCRYPTED:
            raise UnreadableFile(f"{name}：压缩包有密码保护，请解压后再导入")
        check_size(info.file_size, name)
        try:
            # Never more than the size that the listing states: zipfile stops there and checks the sum.
            return self._zip.read(info)
        except (*ZIP_DAMAGE, OSError) as error:
            raise UnreadableFile(f"{name}：压缩包里的这个文件已损坏，请重新打包") from error


def is_archive(path: Path | PurePosixPath) -> bool:
    """Whether the name says that this is a zip folder."""
    return path.suffix.lower() == SUFFIX


def list_members(path: Path, name: str) -> tuple[list[str], list[MemberProblem]]:
    """The members of the zip at `path`, those of a zip within it included, and what had to be left out.

    Raises UnreadableFile where the archive as a whole cannot be read.
    """
    walk = _Walk(name)
    walk.enter(open_archive(path, name), "", 1)
    return walk.members, walk.problems


def read_member(path: Path, member: str, name: str) -> bytes:
    """The bytes of a member of the zip at `path`; raises UnreadableFile."""
    archive, inner = _locate(open_archive(path, name), member)
    return archive.read(inner, name)


def member_digest(path: Path, member: str, name: str) -> str:
    """SHA-256 of a member's bytes, hexadecimal; raises UnreadableFile."""
    return hashlib.sha256(read_member(path, member, name)).hexdigest()


def has_member(path: Path, member: str) -> bool:
    """False only where the zip at `path` can be read and does not hold the member: a damaged one says nothing."""
    try:
        archive, inner = _locate(open_archive(path, path.name), member)
    except UnreadableFile:
        return True
    return inner in archive


def open_archive(path: Path, name: str) -> Archive:
    """The archive at `path`; raises UnreadableFile. The last ones stay open, for members are read one by one."""
    try:
        with open_regular(path, name) as file:
            state = os.fstat(file.fileno())
        return _opened(str(path), state.st_size, state.st_mtime_ns, state.st_ino, os.getpid())
    except OSError as error:
        raise UnreadableFile(f"{name}：无法打开压缩包（{reason_of(error)}），请检查路径和权限") from error


@lru_cache(maxsize=2)
def _opened(path: str, size: int, mtime: int, inode: int, process: int) -> Archive:
    """`process` keeps a forked worker from reading through its parent's file position."""
    # The handle stays open with the archive and is closed with it.
    return Archive(open(path, "rb"), Path(path).name)


class _InnerArchives:
    """Zips within zips that were opened last, unpacked in memory, so that members may be read in any order."""

    def __init__(self, most: int) -> None:
        self._most = most
        """Bytes of all together; the last one stays whatever its size, which `check_size` bounds."""
        self._opened: OrderedDict[tuple[Archive, str], tuple[Archive, int]] = OrderedDict()
        self._lock = Lock()

    def open(self, outer: Archive, inner: str) -> Archive:
        """The archive `inner` within `outer`; raises UnreadableFile."""
        with self._lock:
            if (outer, inner) not in self._opened:
                data = outer.read(inner, inner)
                self._opened[outer, inner] = Archive(io.BytesIO(data), inner), len(data)
            self._opened.move_to_end((outer, inner))
            while len(self._opened) > 1 and sum(size for _, size in self._opened.values()) > self._most:
                self._opened.popitem(last=False)
            return self._opened[outer, inner][0]


_INNER = _InnerArchives(_MOST_UNPACKED)


def _locate(archive: Archive, member: str, depth: int = 1) -> tuple[Archive, str]:
    """The archive that holds the member itself, and the member's name there."""
    if member in archive or depth == DEEPEST:
        return archive, member
    parts = member.split("/")
    for count in range(1, len(parts)):
        inner = "/".join(parts[:count])
        if is_archive(PurePosixPath(inner)) and inner in archive:
            return _locate(_INNER.open(archive, inner), "/".join(parts[count:]), depth + 1)
    return archive, member


@dataclass(slots=True)
class _Walk:
    """A listing in the making; the limits hold for the archive with all that lies in it."""

    name: str
    members: list[str] = field(default_factory=list)
    problems: list[MemberProblem] = field(default_factory=list)
    size: int = 0

    def enter(self, archive: Archive, prefix: str, depth: int) -> None:
        self.size += archive.size
        for member in archive.names():
            full = prefix + member
            if not is_archive(PurePosixPath(member)):
                self.members.append(full)
            elif depth == DEEPEST:
                self._leave_out(full, f"{self.name}/{full}：压缩包嵌套太深，已跳过；请解压后再导入")
            else:
                self._enter_inner(archive, member, full, depth)

    def _enter_inner(self, archive: Archive, member: str, full: str, depth: int) -> None:
        try:
            inner = Archive(io.BytesIO(archive.read(member, f"{self.name}/{full}")), f"{self.name}/{full}")
        except UnreadableFile as error:
            self._leave_out(full, str(error))
            return
        if self.size + inner.size > LARGEST_SUM or len(self.members) + len(inner.names()) > MOST_MEMBERS:
            self._leave_out(full, f"{self.name}/{full}：压缩包里的内容太多，已跳过；请拆分后再导入")
            return
        self.enter(inner, f"{full}/", depth + 1)

    def _leave_out(self, member: str, message: str) -> None:
        self.problems.append(MemberProblem(member, message))


def open_zip(file: BinaryIO, name: str) -> zipfile.ZipFile:
    """Opens a zip; raises UnreadableFile for damage, and for a listing so long that merely parsing it would hurt."""
    try:
        if _listing_size(file) > _LONGEST_LISTING:
            raise UnreadableFile(f"{name}：压缩包里的文件太多（上限 {MOST_MEMBERS} 个），请拆分后再导入")
        return zipfile.ZipFile(file)
    except (*ZIP_DAMAGE, struct.error) as error:
        raise UnreadableFile(f"{name}：压缩包已损坏或不是 zip 文件，请重新打包") from error


def _listing_size(file: BinaryIO) -> int:
    """Bytes of the central directory, by the end record or, where there is one, its 64-bit form; 0 if there is none."""
    length = file.seek(0, io.SEEK_END)
    file.seek(max(0, length - _END_AT_MOST))
    tail = file.read(_END_AT_MOST)
    file.seek(0)
    end, end64 = tail.rfind(b"PK\x05\x06"), tail.rfind(b"PK\x06\x06")
    size = int.from_bytes(tail[end + 12 : end + 16], "little") if end >= 0 else 0
    # 0xffffffff says: see the 64-bit record.
    size = 0 if size == 0xFFFFFFFF else size
    return max(size, int.from_bytes(tail[end64 + 40 : end64 + 48], "little") if end64 >= 0 else 0)


def _check_listing(infos: list[zipfile.ZipInfo], name: str) -> None:
    """Raises for a zip bomb, by what its listing states: `zipfile` never unpacks more than that."""
    if len(infos) > MOST_MEMBERS:
        raise UnreadableFile(f"{name}：压缩包里的文件太多（上限 {MOST_MEMBERS} 个），请拆分后再导入")
    if sum(info.file_size for info in infos) > LARGEST_SUM:
        raise UnreadableFile(f"{name}：压缩包解压后太大（上限 {LARGEST_SUM >> 30} GB），可能是压缩炸弹，已跳过")
    if any(is_bomb(info) for info in infos):
        raise UnreadableFile(f"{name}：压缩包的压缩比异常，可能是压缩炸弹，已跳过")


def is_bomb(info: zipfile.ZipInfo) -> bool:
    """Whether a member is packed far tighter than any document."""
    return info.file_size > _SMALL and info.file_size > _HIGHEST_RATIO * max(info.compress_size, 1)


def _decoded_name(info: zipfile.ZipInfo) -> str:
    """The member's name in readable and harmless form.

    Archives made on Chinese Windows hold names in GBK without saying so, and zipfile reads those as code page 437.
    """
    name = info.orig_filename
    if not info.flag_bits & _UTF8_NAME:
        raw = name.encode("cp437", "replace")
        name = _decoded(raw)
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return "/".join(part.replace("\x00", "").replace("\n", " ").replace("\r", " ") for part in parts) or "_"


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8", "gb18030", "big5"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("cp437")
