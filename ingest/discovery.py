"""Finds the files to read under the paths that the user names."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import reason_of
from ingest.readers.registry import SUPPORTED_SUFFIXES, unsupported_message

Problem = tuple[Path, str]
"""A path and one line for the user: what is wrong with it and what to do."""
_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read, the name that citations call it by, and the folder it was found under."""

    path: Path
    name: str
    """POSIX path relative to `root`; the base name for a file given by itself."""
    root: Path | None
    """The folder as given by the user; None for a file given by itself."""


def find_files(paths: Sequence[Path]) -> tuple[list[FoundFile], list[Problem]]:
    """The readable files among and under `paths`, in their order, and what had to be left out, with the reason.

    Folders are walked recursively and in sorted order. Hidden files, lock files of Office ('~$x.docx')
    and folders seen before (loops of links) are skipped without a word; a file met twice counts once.
    """
    found: list[FoundFile] = []
    problems: list[Problem] = []
    for path in paths:
        if path.is_dir():
            _walk_folder(path, found, problems)
        elif path.is_file():
            _take(FoundFile(path, path.name, None), found, problems)
        else:
            problems.append((path, f"{path}：找不到这个文件或文件夹，请检查路径"))
    return _without_clashes(found, problems), problems


def _walk_folder(root: Path, found: list[FoundFile], problems: list[Problem]) -> None:
    before = len(found)
    entries = sorted(_entries(root, problems), key=lambda p: p.relative_to(root).parts)
    for path in entries:
        _take(FoundFile(path, path.relative_to(root).as_posix(), root), found, problems)
    if len(found) == before:
        problems.append((root, f"{root}：文件夹里没有可以导入的文件；支持 {' '.join(sorted(SUPPORTED_SUFFIXES))}"))


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
            if child.is_dir():
                (links if child.is_symlink() else folders).append(child)
            elif child.is_file():
                yield child
            else:
                problems.append((child, f"{child.name}：链接失效或不是普通文件，已跳过"))


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
    suffix = file.path.suffix.lower()
    if suffix in SUPPORTED_SUFFIXES:
        found.append(file)
    else:
        problems.append((file.path, unsupported_message(file.name, suffix)))


def _without_clashes(found: list[FoundFile], problems: list[Problem]) -> list[FoundFile]:
    """Drops a file met twice; of different files under one name keeps the first, for citations go by the name."""
    by_name: dict[str, FoundFile] = {}
    real_paths: set[Path] = set()
    for file in found:
        real = file.path.resolve()
        if real in real_paths:
            continue
        real_paths.add(real)
        if file.name in by_name:
            other = by_name[file.name].path
            problems.append((file.path, f"{file.path}：与 {other} 同名，引用时无法区分，已跳过；请改名后再导入"))
            continue
        by_name[file.name] = file
    return list(by_name.values())
