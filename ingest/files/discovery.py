"""Finds the files to read under the paths that the user names; a zip is a folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ingest.errors import UnreadableFile, reason_of
from ingest.files.archives import has_member, is_archive, list_members, member_digest
from ingest.files.regular import digest_of_file
from ingest.readers.formats import SHOWN_SUFFIXES
from ingest.readers.registry import SUPPORTED_SUFFIXES, unsupported_message

Problem = tuple[Path, str]
"""A path and one line for the user: what is wrong with it and what to do."""
_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read, the name that citations call it by, and the folder it was found under."""

    path: Path
    """Of a member of a zip the zip itself."""
    name: str
    """POSIX path relative to `root`; the base name for a file given by itself; a member's after its zip's."""
    root: Path | None
    """The folder as given by the user; None for a file given by itself."""
    member: str = ""
    """Path within the zip at `path`; empty for a file of its own."""


def find_files(paths: Sequence[Path]) -> tuple[list[FoundFile], list[Problem]]:
    """The readable files among and under `paths`, in their order, and what had to be left out, with the reason.

    Folders are walked recursively and in sorted order, zips like folders. Hidden files, lock files of Office
    ('~$x.docx') and folders seen before (loops of links) are skipped without a word; a file met twice counts once.
    """
    found: list[FoundFile] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            mode = path.stat().st_mode
        except (OSError, ValueError) as error:
            problems.append(_unreachable(path, error))
            continue
        if stat.S_ISDIR(mode):
            _walk_folder(path, found, problems)
        elif stat.S_ISREG(mode):
            _take(FoundFile(path, path.name, None), found, problems)
        else:
            problems.append((path, f"{path}：不是普通文件（管道或设备），已跳过"))
    return _without_clashes(found, problems), problems


def digest_of(file: FoundFile) -> str:
    """SHA-256 of the bytes of a file or member, hexadecimal, as in `SourceText.digest`.

    Raises UnreadableFile where it cannot be read.
    """
    if file.member:
        return member_digest(file.path, file.member, file.name)
    return digest_of_file(file.path, file.name)


def still_there(path: Path, member: str = "") -> bool:
    """False only where a file or member is surely gone; a folder that may not be entered says nothing."""
    try:
        if not path.exists():
            return False
    except OSError:
        return True
    return not member or has_member(path, member)


def _unreachable(path: Path, error: OSError | ValueError) -> Problem:
    missing = isinstance(error, FileNotFoundError | NotADirectoryError)
    reason = "找不到这个文件或文件夹" if missing else f"无法打开（{_reason(error)}）"
    return Path(_shown(str(path))), f"{_shown(str(path))}：{reason}，请检查路径{'' if missing else '和权限'}"


def _reason(error: OSError | ValueError) -> str:
    return reason_of(error) if isinstance(error, OSError) else "路径里有不允许的字符"


def _shown(name: str) -> str:
    """`name` as it can be printed and kept: undecodable bytes and control characters become '�'."""
    readable = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join("\ufffd" if ord(c) < 32 or 0x7F <= ord(c) < 0xA0 else c for c in readable)


def _walk_folder(root: Path, found: list[FoundFile], problems: list[Problem]) -> None:
    found_before, problems_before = len(found), len(problems)
    entries = sorted(_entries(root, problems), key=lambda p: p.relative_to(root).parts)
    for path in entries:
        _take(FoundFile(path, path.relative_to(root).as_posix(), root), found, problems)
    if len(found) == found_before and len(problems) == problems_before:
        problems.append((root, f"{root}：文件夹里没有可以导入的文件；支持 {SHOWN_SUFFIXES}"))


def _entries(root: Path, problems: list[Problem]) -> Iterator[Path]:
    """All files under `root`. A folder is entered once, by its own path rather than by a link to it."""
    seen: set[Path] = set()
    folders, links = [root], list[Path]()
    while folders or links:
        folder = folders.pop() if folders else links.pop(0)
        real = folder.resolve()
        if real in seen:
            continue
        seen.add(real)
        for child in _children(folder, problems):
            mode = _mode(child, problems)
            if stat.S_ISDIR(mode):
                (links if child.is_symlink() else folders).append(child)
            elif stat.S_ISREG(mode):
                yield child
            elif mode:
                problems.append((child, f"{child.name}：不是普通文件（管道或设备），已跳过"))


def _mode(path: Path, problems: list[Problem]) -> int:
    """The kind of file that a name leads to; 0, and a problem, where it leads nowhere or has no readable name."""
    if _shown(path.name) != path.name:
        # The index keeps names as text, which such a name is not.
        where = Path(_shown(str(path)))
        problems.append((where, f"{where.name}：文件名里有无法识别的字符，请改名后再导入"))
        return 0
    try:
        return path.stat().st_mode
    except OSError as error:
        dead = path.is_symlink()
        reason = "链接失效（目标不存在或循环）" if dead else f"无法打开（{reason_of(error)}）"
        problems.append((path, f"{path.name}：{reason}，已跳过"))
        return 0


def _children(folder: Path, problems: list[Problem]) -> list[Path]:
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        problems.append((folder, f"{folder}：无法打开文件夹（{reason_of(error)}），请检查权限"))
        return []
    return [folder / name for name in names if not _is_skipped(name)]


def _is_skipped(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _SYSTEM_FILES


def _take(file: FoundFile, found: list[FoundFile], problems: list[Problem]) -> None:
    if is_archive(file.path):
        _open_archive(file, found, problems)
    else:
        _take_file(file, file.path.suffix.lower(), found, problems)


def _open_archive(file: FoundFile, found: list[FoundFile], problems: list[Problem]) -> None:
    try:
        members, left_out = list_members(file.path, file.name)
    except UnreadableFile as error:
        problems.append((file.path, str(error)))
        return
    problems += [(file.path / problem.member, problem.message) for problem in left_out]
    before = len(found), len(problems)
    for member in members:
        path = PurePosixPath(member)
        if not any(_is_skipped(part) for part in path.parts):
            inner = FoundFile(file.path, f"{file.name}/{member}", file.root, member)
            _take_file(inner, path.suffix.lower(), found, problems)
    if before == (len(found), len(problems)) and not left_out:
        problems.append((file.path, f"{file.name}：压缩包里没有可以导入的文件"))


def _take_file(file: FoundFile, suffix: str, found: list[FoundFile], problems: list[Problem]) -> None:
    if suffix in SUPPORTED_SUFFIXES:
        found.append(file)
    else:
        path = file.path / file.member if file.member else file.path
        problems.append((path, unsupported_message(file.name, suffix)))


def _without_clashes(found: list[FoundFile], problems: list[Problem]) -> list[FoundFile]:
    """Drops a file met twice; of different files under one name keeps the first, for citations go by the name."""
    by_name: dict[str, FoundFile] = {}
    real_paths: set[tuple[Path, str]] = set()
    for file in found:
        real = file.path.resolve(), file.member
        if real in real_paths:
            continue
        real_paths.add(real)
        if file.name in by_name:
            other = by_name[file.name].path
            problems.append((file.path, f"{file.path}：与 {other} 同名，引用时无法区分，已跳过；请改名后再导入"))
            continue
        by_name[file.name] = file
    return list(by_name.values())
