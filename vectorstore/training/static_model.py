"""Trains the static embedding model that the product ships.

    python -m vectorstore.training.static_model --data DIR --dictionary FILE \\
        --output vectorstore/models/zhice-static-v2

A matrix of one vector a piece; a text's vector is the mean of its pieces' vectors. What is learned from which text
is in `training_sources`, how in `contrastive`; the result is stored in int8.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import numpy as np
import torch
import typer
from numpy.typing import NDArray
from tokenizers import Tokenizer

from vectorstore.ports import Matrix
from vectorstore.training.batches import QUESTION_WORDS, Mixture, PairSource, QuestionSource, Source, SpanSource
from vectorstore.training.contrastive import Schedule, StaticModel
from vectorstore.training.corpora import (
    ENGLISH,
    MAINLAND,
    TAIWAN,
    Pair,
    ReadingSet,
    folded,
    in_chunks,
    read_dictionary,
    read_documents,
    read_pairs,
    read_reading_set,
    sampled,
)
from vectorstore.training.encoded import EncodedTexts, encode, stacked
from vectorstore.training.glosses import Glosses
from vectorstore.training.pieces import HAN, PieceCounts, build_tokenizer, count_words, general_words, mixed_shares
from vectorstore.training.saving import save_static_model

READING = ("drcd_dev_hans", "cmrc2018_trial")
_REPORTED = 100
_EVENNESS = 0.7
"""Exponent of a Chinese row's length over the median: 1 leaves it, 0 would make all alike."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that decides the weights, besides the data."""

    pieces: PieceCounts = field(default_factory=PieceCounts)
    schedule: Schedule = field(default_factory=Schedule)
    dimension: int = 448
    taiwan_share: float = 0.5
    """Taiwan's terms differ from the mainland's, so only a part of its pairs is taken."""
    reading_share: float = 0.5
    """Of the passages of the reading sets; the rest measures."""
    counted_share: float = 0.15
    """Of the mainland's queries and of Taiwan's pairs, that words are counted in: passages come first."""
    seed: int = 17


@dataclass(frozen=True, slots=True)
class Corpora:
    """The training text, in Simplified characters."""

    mainland: list[Pair]
    taiwan: list[Pair]
    english: list[Pair]
    dictionary: list[Pair]
    chunks: list[str]
    reading: list[ReadingSet]


def read_corpora(data: Path, dictionary: Path, recipe: Recipe) -> Corpora:
    """All of it; raises FileNotFoundError where a file is missing."""
    return Corpora(
        mainland=folded([pair for name in MAINLAND for pair in read_pairs(data, name)]),
        taiwan=folded(sampled(read_pairs(data, TAIWAN), recipe.taiwan_share, recipe.seed)),
        english=folded(read_pairs(data, ENGLISH)),
        dictionary=read_dictionary(dictionary),
        chunks=in_chunks(read_documents(data, "law_prc")),
        reading=[read_reading_set(data / "reading" / name, recipe.reading_share) for name in READING],
    )


def make_tokenizer(corpora: Corpora, recipe: Recipe) -> Tokenizer:
    """Chinese words by their share of laws, general text and reading sets; English ones by laws and glosses."""
    some = [pair.query for pair in sampled(corpora.mainland, recipe.counted_share, recipe.seed)]
    some += [pair.passage for pair in sampled(corpora.taiwan, recipe.counted_share, recipe.seed)]
    laws = count_words([*(pair.passage for pair in corpora.mainland), *some])
    reading = count_words(passage for some in corpora.reading for passage in some.passages)
    english = count_words(pair.query for pair in corpora.english)
    glosses = count_words(pair.query for pair in corpora.dictionary)
    parts = [(laws, 0.5), (general_words(), 0.4), (reading, 0.1), (english, 0.5), (glosses, 0.5)]
    return build_tokenizer(mixed_shares(parts), recipe.pieces)


def training_sources(corpora: Corpora, tokenizer: Tokenizer) -> Mixture:
    """The sources of batches and the share of each."""
    asked = np.array([tokenizer.token_to_id(word) for word in QUESTION_WORDS if tokenizer.token_to_id(word)])
    chunks = encode(tokenizer, corpora.chunks)
    reading = [_question_source(some, tokenizer) for some in corpora.reading]
    general = stacked([some.passages for some in reading])
    dictionary = _pair_source(corpora.dictionary, tokenizer)
    glosses = Glosses(dictionary.queries, dictionary.passages.take(dictionary.links), tokenizer)
    sources: list[tuple[Source, float]] = [
        (_pair_source(corpora.mainland, tokenizer), 0.28),
        (_pair_source(corpora.taiwan, tokenizer), 0.04),
        (_pair_source(corpora.english, tokenizer), 0.12),
        (dictionary, 0.08),
        (SpanSource(chunks, 5, asked), 0.16),
        (SpanSource(general, 2, asked), 0.10),
        (SpanSource(chunks, 2, asked, glosses), 0.05),
        (SpanSource(general, 2, asked, glosses), 0.08),
        *((some, 0.09 / len(reading)) for some in reading),
    ]
    return Mixture(sources)


def piece_shares(mixture: Mixture, pieces: int) -> NDArray[np.float64]:
    """How much of the training text each piece is; a piece that it lacks counts as half a millionth."""
    counts = np.full(pieces, 0.5)
    for source, share in mixture.sources:
        for texts in _texts(source):
            found = texts.counts(pieces)
            counts += share * found / max(found.sum(), 1) * 1e6
    shares: NDArray[np.float64] = counts / counts.sum()
    return shares


def _texts(source: Source) -> list[EncodedTexts]:
    if isinstance(source, SpanSource):
        return [source.texts]
    return [source.queries, source.passages] if isinstance(source, PairSource | QuestionSource) else []


def _pair_source(pairs: list[Pair], tokenizer: Tokenizer) -> PairSource:
    numbers: dict[str, int] = {}
    links = np.array([numbers.setdefault(pair.passage, len(numbers)) for pair in pairs])
    return PairSource(encode(tokenizer, [pair.query for pair in pairs]), encode(tokenizer, list(numbers)), links)


def _question_source(some: ReadingSet, tokenizer: Tokenizer) -> QuestionSource:
    links = np.array([passage for _, passage in some.questions])
    return QuestionSource(
        encode(tokenizer, [text for text, _ in some.questions]), encode(tokenizer, some.passages), links
    )


def evened(weights: Matrix, pieces: Sequence[str]) -> Matrix:
    """The same rows with the lengths of the Chinese ones drawn to their median.

    Training ranks queries of a few words taken from the passage itself, where a single rare word decides; of
    people's questions the other words matter more.
    """
    lengths = np.linalg.norm(weights, axis=1, keepdims=True)
    chinese = np.array([[HAN.match(piece) is not None] for piece in pieces]) & (lengths > 0.0)
    relative = np.where(chinese, lengths / np.median(lengths[chinese]), 1.0)
    result: Matrix = (weights * relative ** (_EVENNESS - 1.0)).astype(np.float32)
    return result


def main(
    data: Annotated[Path, typer.Option(help="Folder with pairs/, reading/ and law_documents.tar.xz.")],
    dictionary: Annotated[Path, typer.Option(help="CC-CEDICT as a gzipped text file.")],
    output: Annotated[Path, typer.Option(help="Model folder to write.")],
) -> None:
    """Train the static embedding model and save it as a sentence-transformers folder."""
    recipe, began = Recipe(), time.process_time()
    torch.set_num_threads(1)
    rng = np.random.default_rng(recipe.seed)
    corpora = read_corpora(data, dictionary, recipe)
    tokenizer = make_tokenizer(corpora, recipe)
    mixture = training_sources(corpora, tokenizer)
    pieces = sorted(tokenizer.get_vocab(), key=tokenizer.get_vocab().__getitem__)
    model = StaticModel(pieces, piece_shares(mixture, len(pieces)), recipe.dimension, recipe.schedule)
    losses: list[float] = []
    for step in range(recipe.schedule.steps):
        losses.append(model.learn(mixture.batch(recipe.schedule.batch, rng), recipe.schedule.factor(step)))
        if (step + 1) % _REPORTED == 0:
            mean = np.mean(losses[-_REPORTED:])
            typer.echo(f"step {step + 1}: loss {mean:.3f}, {time.process_time() - began:.0f} s of processor time")
    save_static_model(evened(model.weights(), pieces), tokenizer, output)
    typer.echo(f"{output}: {len(pieces)} pieces, {recipe.dimension} dimensions")


if __name__ == "__main__":
    typer.run(main)
