"""Trains the token encoding that `ingest.tokens` ships.

    python -m vectorstore.training.token_encoding --data DIR --output ingest/data/zhice.tiktoken

Byte-level BPE (Sennrich et al. 2016) over whole law documents, Simplified and Traditional, and the
English side of the translated articles. The result is a tiktoken rank file: base64 of the token's
bytes, a space, its rank.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from tokenizers import Regex, Tokenizer
from tokenizers.models import BPE
from tokenizers.pre_tokenizers import ByteLevel, Sequence, Split
from tokenizers.trainers import BpeTrainer

from ingest.tokens import SPLIT_PATTERN
from vectorstore.training.corpora import ENGLISH, read_documents, read_pairs

TAIWAN_SHARE = 3
"""One Taiwan document in three is read: all of them would outweigh the mainland's."""


def training_texts(data: Path) -> Iterator[str]:
    """Mainland documents, every third Taiwan document and every second English article."""
    yield from read_documents(data, "law_prc")
    for position, text in enumerate(read_documents(data, "law_tw")):
        if position % TAIWAN_SHARE == 0:
            yield text
    for pair in read_pairs(data, ENGLISH)[::2]:
        yield pair.query


def train(texts: Iterator[str], size: int) -> Tokenizer:
    """A byte-level BPE tokenizer of `size` tokens, the 256 bytes included."""
    tokenizer = Tokenizer(BPE())
    tokenizer.pre_tokenizer = Sequence(
        [Split(Regex(SPLIT_PATTERN), "isolated"), ByteLevel(add_prefix_space=False, use_regex=False)]
    )
    trainer = BpeTrainer(vocab_size=size, initial_alphabet=sorted(ByteLevel.alphabet()), show_progress=False)
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def byte_of_character() -> dict[str, int]:
    """GPT-2's alphabet for bytes: printable Latin-1 stands for itself, the others follow from U+0100 on."""
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in printable]
    return {chr(byte): byte for byte in printable} | {chr(0x100 + index): byte for index, byte in enumerate(others)}


def rank_file(tokenizer: Tokenizer) -> bytes:
    """The tokens in tiktoken's format, in rank order: first the 256 bytes, then the merges."""
    to_byte = byte_of_character()
    tokens = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
    lines = (
        base64.b64encode(bytes(to_byte[character] for character in token)) + f" {rank}\n".encode()
        for rank, (token, _) in enumerate(tokens)
    )
    return b"".join(lines)


def main(
    data: Annotated[Path, typer.Option(help="Folder with pairs/ and law_documents.tar.xz.")],
    output: Annotated[Path, typer.Option(help="Rank file to write.")],
    size: Annotated[int, typer.Option(help="Number of tokens.")] = 16_000,
) -> None:
    """Train the token encoding and write its rank file."""
    tokenizer = train(training_texts(data), size)
    content = rank_file(tokenizer)
    output.write_bytes(content)
    typer.echo(f"{output}: {tokenizer.get_vocab_size()} tokens, {len(content)} bytes")


if __name__ == "__main__":
    typer.run(main)
