"""The texts that citations are checked against, found by whatever name a citation gives."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from evals.errors import BadFile, NothingToScore
from evals.text import without_space

GOLD_PREFIX = 3
"""Question sets name a file by the first characters of its name: '000' for '000_0c02cd6e.txt'."""

_FRAGMENT = re.compile(r"#|::|\?")
_SUFFIX = re.compile(r"\.(txt|md|html?|json|pdf|docx?|xlsx?|csv)$")


class DocumentTexts:
    """The extracted texts by file name."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """`texts` maps file names to texts. Raises `NothingToScore` where there is none."""
        if not texts:
            raise NothingToScore("没有任何文件原文，无法核对引文；请先建立索引或指定原文文件夹")
        self._texts = dict(texts)
        self._squeezed: dict[str, str] = {}

    def resolve(self, doc: str) -> str | None:
        """The file that a citation's `doc` means: by name, by stem, or by a beginning that only one file
        has. Folders and fragments ('#0', '::2', '?page=1') are passed over. None where it is unclear.
        """
        name = _FRAGMENT.split(_basename(doc), maxsplit=1)[0]
        if name in self._texts:
            return name
        wanted = stem(name)
        same = [known for known in self._texts if stem(known) == wanted]
        candidates = same or [known for known in self._texts if _alike(wanted, stem(known))]
        return candidates[0] if len(candidates) == 1 else None

    def named(self, gold_docs: Collection[str]) -> list[str]:
        """The files that go by one of `gold_docs`."""
        return [name for name in self._texts if goes_by(name, gold_docs)]

    def text(self, name: str) -> str:
        """The text of the file `name`. Raises KeyError for another name."""
        return self._texts[name]

    def quotes(self, doc: str, quote: str) -> bool:
        """Whether `quote` is, character by character, part of the document."""
        name = self.resolve(doc)
        return bool(quote) and name is not None and quote in self._texts[name]

    def quotes_but_space(self, doc: str, quote: str) -> bool:
        """The same with white space removed on both sides."""
        name, squeezed = self.resolve(doc), without_space(quote)
        if not squeezed or name is None:
            return False
        if name not in self._squeezed:
            self._squeezed[name] = without_space(self._texts[name])
        return squeezed in self._squeezed[name]

    def is_gold(self, doc: str, gold_docs: Collection[str]) -> bool:
        """Whether a citation's `doc` is one of the gold documents (names, stems, or '000' style prefixes)."""
        name = self.resolve(doc)
        return name is not None and goes_by(name, gold_docs)


def read_texts(folder: Path) -> dict[str, str]:
    """The plain-text files (*.txt) of a folder by name, line ends untouched.

    Raises `BadFile` for a folder that is missing and a file that is not UTF-8.
    """
    if not folder.is_dir():
        raise BadFile(f"原文文件夹 {folder} 不存在，请检查路径")
    texts = {}
    for path in sorted(folder.glob("*.txt")):
        try:
            texts[path.name] = path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError):
            raise BadFile(f"无法按 UTF-8 读取 {path.name}，请检查该文件") from None
    return texts


def goes_by(name: str, gold_docs: Iterable[str]) -> bool:
    """Whether a question set means the file `name` by one of `gold_docs` (names, stems, or '000' style prefixes)."""
    return not {name, stem(name), stem(name)[:GOLD_PREFIX]}.isdisjoint(gold_docs)


def stem(name: str) -> str:
    """The file name without the suffix of a known document format."""
    return _SUFFIX.sub("", name)


def _basename(doc: str) -> str:
    return doc.replace("\\", "/").rpartition("/")[2].strip()


def _alike(wanted: str, known: str) -> bool:
    if not wanted:
        return False
    same_number = wanted[:GOLD_PREFIX] == known[:GOLD_PREFIX] and wanted[:GOLD_PREFIX].isdigit()
    return known.startswith(wanted) or wanted.startswith(known) or same_number
