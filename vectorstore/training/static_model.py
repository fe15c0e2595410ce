"""Trains the static embedding model that the product ships.

    python -m vectorstore.training.static_model --data DIR --output vectorstore/models/zhice-static-v1

A matrix of one vector a piece; a text's vector is the mean of its pieces' vectors. Trained by the
ranking of in-batch passages (Henderson et al. 2017, arXiv:1705.00652) on nested prefixes of the
vector (Kusupati et al. 2022, arXiv:2205.13147), then cut to the shipped dimension and stored in int8.
"""

from __future__ import annotations

import itertools
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from datasets import Dataset
from sentence_transformers import (  # noqa: TID251
    SentenceTransformer,
    SentenceTransformerTrainer,
    SentenceTransformerTrainingArguments,
)
from sentence_transformers.sentence_transformer import losses  # noqa: TID251
from sentence_transformers.sentence_transformer.modules import StaticEmbedding  # noqa: TID251
from tokenizers import Tokenizer
from transformers import set_seed

from vectorstore.ports import Matrix
from vectorstore.training.corpora import ENGLISH, MAINLAND, TAIWAN, Pair, folded, read_pairs, sampled
from vectorstore.training.pieces import UNKNOWN, build_tokenizer, count_words, training_texts
from vectorstore.training.saving import save_static_model


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that decides the weights, besides the data."""

    pieces: int = 32_000
    trained_dimension: int = 512
    dimension: int = 384
    batch: int = 1024
    learning_rate: float = 0.2
    epochs: int = 2
    taiwan_share: float = 0.5
    """Taiwan's terms differ from the mainland's, so only a part of its pairs is taken."""
    counted_share: float = 0.4
    """Share of the Taiwan and English pairs that words are counted in: the mainland's words come first."""
    seed: int = 17


def training_pairs(data: Path, recipe: Recipe) -> dict[str, list[Pair]]:
    """Pairs by kind, in Simplified characters. A batch never mixes kinds, so that its negatives are hard."""
    return {
        "mainland": folded([pair for name in MAINLAND for pair in read_pairs(data, name)]),
        "taiwan": folded(sampled(read_pairs(data, TAIWAN), recipe.taiwan_share, recipe.seed)),
        "english": folded(read_pairs(data, ENGLISH)),
    }


def train_weights(pairs: dict[str, list[Pair]], tokenizer: Tokenizer, recipe: Recipe) -> Matrix:
    """The trained matrix, shape (pieces, `recipe.dimension`); the row of the unknown piece is zero."""
    set_seed(recipe.seed)
    embedding = StaticEmbedding(tokenizer, embedding_dim=recipe.trained_dimension)
    model = SentenceTransformer(modules=[embedding], device="cpu")
    loss = losses.MatryoshkaLoss(model, losses.MultipleNegativesRankingLoss(model), _nested_dimensions(recipe))
    with tempfile.TemporaryDirectory() as scratch:
        SentenceTransformerTrainer(
            model=model, args=_arguments(recipe, scratch), train_dataset=_datasets(pairs), loss=loss
        ).train()
    trained: Matrix = embedding.embedding.weight.detach().numpy()
    weights = trained[:, : recipe.dimension].copy()
    weights[tokenizer.token_to_id(UNKNOWN)] = 0.0
    return weights


def _nested_dimensions(recipe: Recipe) -> list[int]:
    halvings = [recipe.trained_dimension >> power for power in range(4)]
    return sorted({*halvings, recipe.dimension}, reverse=True)


def _datasets(pairs: dict[str, list[Pair]]) -> dict[str, Dataset]:
    return {
        kind: Dataset.from_dict({"anchor": [p.query for p in rows], "positive": [p.passage for p in rows]})
        for kind, rows in pairs.items()
    }


def _arguments(recipe: Recipe, scratch: str) -> SentenceTransformerTrainingArguments:
    return SentenceTransformerTrainingArguments(
        output_dir=scratch,
        num_train_epochs=recipe.epochs,
        per_device_train_batch_size=recipe.batch,
        learning_rate=recipe.learning_rate,
        warmup_steps=0.1,
        seed=recipe.seed,
        data_seed=recipe.seed,
        save_strategy="no",
        logging_steps=50,
        report_to="none",
        use_cpu=True,
        dataloader_drop_last=True,
    )


def main(
    data: Annotated[Path, typer.Option(help="Folder with pairs/ and law_documents.tar.xz.")],
    output: Annotated[Path, typer.Option(help="Model folder to write.")],
) -> None:
    """Train the static embedding model and save it as a sentence-transformers folder."""
    recipe = Recipe()
    pairs = training_pairs(data, recipe)
    counted = itertools.chain(
        pairs["mainland"], *(sampled(pairs[kind], recipe.counted_share, recipe.seed) for kind in ("taiwan", "english"))
    )
    tokenizer = build_tokenizer(count_words(training_texts(counted, data)), recipe.pieces)
    weights = train_weights(pairs, tokenizer, recipe)
    save_static_model(weights, tokenizer, output)
    typer.echo(f"{output}: {weights.shape[0]} pieces, {weights.shape[1]} dimensions")


if __name__ == "__main__":
    typer.run(main)
