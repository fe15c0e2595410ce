"""Reads the training data and folds it to Simplified Chinese: pairs, law documents, reading sets, a dictionary.

The data folder holds `pairs/*.jsonl.xz` (one JSON object a line: query, passage; or q, p),
`law_documents.tar.xz` (UTF-8 files) and `reading/` (sets in the BEIR layout). The index folds
Traditional to Simplified before it embeds, so the model is trained on text folded the same way.
"""

from __future__ import annotations

import csv
import gzip
import json
import lzma
import random
import re
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import opencc

MAINLAND = ("law_local", "law_national", "law_justlaws")
TAIWAN = "law_tw"
ENGLISH = "law_tw_en2zh"

_CHUNK = 220
"""Characters of a law document that make one passage, about: as many as a clause or two."""
_SHORTEST_CHUNK = 40
_GLOSSES = 4
"""Only a word's first meanings: the later ones are rare, and mislead."""
_LONGEST_GLOSS = 60
_LONGEST_WORD = 8
_ENTRY = re.compile(r"\S+ (?P<word>\S+) \[[^]]*] /(?P<glosses>.*)/")
_REFERENCE = re.compile(r"CL:|(?:old )?variant of|also |see |used in|Taiwan pr|abbr\. for")
_ASIDE = re.compile(r"\([^)]*\)|\[[^]]*]|[\u3400-\u9fff|]+")


@dataclass(frozen=True, slots=True)
class Pair:
    """A query and a passage that answers it."""

    query: str
    passage: str


@dataclass(frozen=True, slots=True)
class ReadingSet:
    """Passages in order, and questions with the positions of their passages."""

    passages: list[str]
    questions: list[tuple[str, int]]


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


def in_chunks(documents: Iterable[str]) -> list[str]:
    """Passages of about `_CHUNK` characters in the documents' order, in Simplified characters, without doubles."""
    fold = opencc.OpenCC("t2s").convert
    chunks: dict[str, None] = {}
    for document in documents:
        gathered = ""
        for line in fold(document).splitlines():
            paragraph = line.strip("#* \u3000")
            if len(gathered) >= _SHORTEST_CHUNK and len(gathered) + len(paragraph) > _CHUNK:
                chunks[gathered] = None
                gathered = ""
            gathered = f"{gathered}\n{paragraph}".strip()
        if len(gathered) >= _SHORTEST_CHUNK:
            chunks[gathered] = None
    return list(chunks)


def read_reading_set(folder: Path, share: float) -> ReadingSet:
    """The first `share` of a set's passages, and the questions that they answer."""
    fold = opencc.OpenCC("t2s").convert
    rows = _rows(folder / "corpus.jsonl")
    kept = rows[: int(len(rows) * share)]
    positions = {row["id"]: position for position, row in enumerate(kept)}
    texts = {row["id"]: fold(row["text"]) for row in _rows(folder / "queries.jsonl")}
    with (folder / "qrels.tsv").open(encoding="utf-8", newline="") as file:
        questions = [
            (texts[row["query-id"]], positions[row["corpus-id"]])
            for row in csv.DictReader(file, delimiter="\t")
            if row["corpus-id"] in positions
        ]
    return ReadingSet([fold(f"{row['title']}\n{row['text']}".strip()) for row in kept], questions)


def read_dictionary(file: Path) -> list[Pair]:
    """English gloss and Chinese word of each entry of a gzipped CC-CEDICT file, without notes and cross-references."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        entries = [entry for line in lines if (entry := _ENTRY.match(line)) is not None]
    return [
        Pair(gloss, entry["word"])
        for entry in entries
        if len(entry["word"]) <= _LONGEST_WORD
        for gloss in _glosses(entry["glosses"])[:_GLOSSES]
        if len(gloss) < _LONGEST_GLOSS
    ]


def _glosses(text: str) -> list[str]:
    found = (_ASIDE.sub("", gloss).strip(" ;,") for gloss in text.split("/") if not _REFERENCE.match(gloss))
    return [gloss for gloss in found if gloss]


def _rows(file: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
