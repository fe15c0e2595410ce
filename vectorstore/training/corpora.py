"""Reads the training data: query-passage pairs and whole law documents, folded to Simplified Chinese.

The data folder holds `pairs/*.jsonl.xz` (one JSON object a line: query, passage; or q, p) and
`law_documents.tar.xz` (UTF-8 files). The index folds Traditional to Simplified before it embeds,
so the model is trained on text folded the same way.
"""

from __future__ import annotations

import json
import lzma
import random
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import opencc

MAINLAND = ("law_local", "law_national", "law_justlaws")
TAIWAN = "law_tw"
ENGLISH = "law_tw_en2zh"


@dataclass(frozen=True, slots=True)
class Pair:
    """A query and a passage that answers it."""

    query: str
    passage: str


def read_pairs(data: Path, name: str) -> list[Pair]:
    """All pairs of `pairs/<name>.jsonl.xz`, as stored.

    Raises FileNotFoundError where the file is missing and KeyError on a row without a query.
    """
    pairs: list[Pair] = []
    with lzma.open(data / "pairs" / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            pairs.append(Pair(row["q"], row["p"]) if "q" in row else Pair(row["query"], row["passage"]))
    return pairs


def sampled(pairs: list[Pair], share: float, seed: int) -> list[Pair]:
    """A seeded random share of `pairs`, `share` in (0, 1]."""
    if not 0.0 < share <= 1.0:
        raise ValueError(f"share must be in (0, 1], got {share}")
    return random.Random(seed).sample(pairs, round(len(pairs) * share))


def folded(pairs: list[Pair]) -> list[Pair]:
    """The same pairs in Simplified characters, without the doubles that folding makes."""
    fold = opencc.OpenCC("t2s").convert
    return list(dict.fromkeys(Pair(fold(pair.query), fold(pair.passage)) for pair in pairs))


def read_documents(data: Path, prefix: str = "") -> Iterator[str]:
    """The texts of `law_documents.tar.xz` whose path starts with `prefix`, in archive order."""
    with tarfile.open(data / "law_documents.tar.xz", "r:xz") as archive:
        for member in archive:
            content = archive.extractfile(member) if member.isfile() and member.name.startswith(prefix) else None
            if content is not None:
                yield content.read().decode("utf-8")
