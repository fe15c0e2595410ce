"""Counts tokens without a network. The only file that imports tiktoken.

tiktoken downloads its vocabularies at first use. This package ships a vocabulary of its own (see
`vectorstore/training/token_encoding.py`) and takes one of tiktoken's only where a complete copy
already lies in tiktoken's cache folder.
"""

from __future__ import annotations

import base64
import hashlib
import os
import tempfile
from functools import cache
from importlib import resources
from pathlib import Path

import tiktoken  # noqa: TID251

SHIPPED_NAME = "zhice_16k"
SHIPPED_FILE = "zhice.tiktoken"

SPLIT_PATTERN = r"\p{Han}+| ?[^\s\p{Han}\p{N}\p{P}\p{S}]+|\p{N}{1,3}| ?[\p{P}\p{S}]+|\s+"
"""Divides a text before merging. The alternatives cover every character: tiktoken drops what no alternative matches."""

_CACHED_VOCABULARIES = {
    "o200k_base": (
        "fb374d419588a4632f3f557e76b4b70aebbca790",
        "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
    ),
    "cl100k_base": (
        "9b5ad71b2ce5302211f9c61530b329a4922fc6a4",
        "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
    ),
    "p50k_base": (
        "ec7223a39ce59f226a68acc30dc1af2788490e15",
        "94b5ca7dff4d00767bc256fdd1b27e5b17361d7b8a5f968547f9f23eb70d2069",
    ),
    "r50k_base": (
        "0ea1e91bbb3a60f729a8dc8f777fd2fc07cd8df4",
        "306cd27f03c1a714eca7108e03d66b7dc042abe8c258b44c199a7ed9838dd930",
    ),
}
"""tiktoken's encodings: name of the vocabulary's file in the cache folder, and its SHA-256."""


class TokenCounter:
    """A token encoding: text to token numbers and back."""

    def __init__(self, encoding: tiktoken.Encoding) -> None:
        self._encoding = encoding

    @property
    def name(self) -> str:
        """Name of the encoding, part of what an index is described by."""
        return self._encoding.name

    def encode(self, text: str) -> list[int]:
        """The tokens of `text`; markers such as '<|endoftext|>' are read as plain text."""
        return self._encoding.encode_ordinary(text)

    def decode(self, tokens: list[int]) -> str:
        """The text of `tokens`; exact inverse of `encode` for any text without lone surrogates."""
        return self._encoding.decode(tokens)

    def count(self, text: str) -> int:
        """Number of tokens of `text`."""
        return len(self.encode(text))


def load_encoding(model: str | None = None) -> TokenCounter:
    """The encoding of a language model where its vocabulary is on this machine, else the shipped one.

    `model` names a model ('gpt-4o') or an encoding ('o200k_base') of tiktoken. Nothing is ever
    downloaded: an unknown model, or one whose vocabulary is missing or damaged, gives the shipped encoding.
    """
    name = _encoding_name(model) if model else None
    if name is not None and _is_cached(name):
        return TokenCounter(tiktoken.get_encoding(name))
    return TokenCounter(_shipped_encoding())


@cache
def _shipped_encoding() -> tiktoken.Encoding:
    content = resources.files("ingest").joinpath("data", SHIPPED_FILE).read_bytes()
    ranks = {base64.b64decode(token): int(rank) for token, rank in (line.split() for line in content.splitlines())}
    return tiktoken.Encoding(SHIPPED_NAME, pat_str=SPLIT_PATTERN, mergeable_ranks=ranks, special_tokens={})


def _encoding_name(model: str) -> str | None:
    if model in _CACHED_VOCABULARIES:
        return model
    try:
        return tiktoken.encoding_name_for_model(model)
    except KeyError:
        return None


def _is_cached(name: str) -> bool:
    """Whether tiktoken would find the vocabulary of `name` and accept it, so that it has nothing to download."""
    folder = _cache_folder()
    if folder is None or name not in _CACHED_VOCABULARIES:
        return False
    file_name, digest = _CACHED_VOCABULARIES[name]
    file = folder / file_name
    return file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() == digest


def _cache_folder() -> Path | None:
    """Where tiktoken keeps its downloads; None where its cache is switched off by an empty setting."""
    for variable in ("TIKTOKEN_CACHE_DIR", "DATA_GYM_CACHE_DIR"):
        if variable in os.environ:
            return Path(os.environ[variable]) if os.environ[variable] else None
    return Path(tempfile.gettempdir()) / "data-gym-cache"
