"""Transformer models of a few thousand random weights, in the folder layouts that real ones come in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"亩均税收开发区企业认定问答：国家级不低于万元的"]
LENGTH = 24
"""Positions of the tiny models."""


def plain_bert(folder: Path, seed: int = 7, **config: Any) -> Path:
    """A two-layer BERT over single characters with its tokenizer, as transformers saves it."""
    from transformers import BertModel

    return _saved(BertModel, folder, seed, **config)


def plain_cross_encoder(folder: Path, seed: int = 7, labels: int = 1) -> Path:
    """The same with a head that scores a pair of texts."""
    from transformers import BertForSequenceClassification

    return _saved(BertForSequenceClassification, folder, seed, num_labels=labels)


def plain_roberta(folder: Path, seed: int = 7) -> Path:
    """A model that numbers its positions from 2, with a tokenizer that states no longest text."""
    from transformers import RobertaConfig, RobertaModel, set_seed

    set_seed(seed)
    _tokenizer(folder)
    config = RobertaConfig(pad_token_id=1, max_position_embeddings=LENGTH, **_sizes())
    RobertaModel(config).save_pretrained(folder)
    return folder


def sentence_model(
    plain: Path, folder: Path, pooling: str, prompts: dict[str, str] | None = None, **further: Any
) -> Path:
    """`plain` as sentence-transformers saves it, with a module for `pooling`."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Dense, Normalize, Pooling, Transformer

    body = Transformer(str(plain))
    pooler = Pooling(body.get_embedding_dimension(), pooling, include_prompt=further.pop("include_prompt", True))
    modules: list[Any] = [body, pooler]
    if further.pop("dense", False):
        modules.append(Dense(body.get_embedding_dimension(), 8))
    if further.pop("normalize", False):
        modules.append(Normalize())
    model = SentenceTransformer(modules=modules, device="cpu", prompts=prompts, **further)
    model.save(str(folder), create_model_card=False)
    return folder


def edited(folder: Path, file: str, **values: Any) -> Path:
    """`folder` with entries of one of its JSON files set; None takes one away."""
    path = folder / file
    content = json.loads(path.read_text(encoding="utf-8")) | values
    path.write_text(json.dumps({key: value for key, value in content.items() if value is not None}), encoding="utf-8")
    return folder


def without_weights(folder: Path, part: str) -> Path:
    """`folder` with those weights gone whose names hold `part`."""
    from safetensors.numpy import load_file, save_file

    kept = {name: value for name, value in load_file(folder / "model.safetensors").items() if part not in name}
    save_file(kept, folder / "model.safetensors", metadata={"format": "pt"})
    return folder


def pickled(folder: Path, part: str = "") -> Path:
    """`folder` with its weights, or those of the module in `part`, in PyTorch's own format alone."""
    import torch
    from safetensors.torch import load_file

    weights = folder / part / "model.safetensors"
    torch.save(load_file(weights), folder / part / "pytorch_model.bin")
    weights.unlink()
    return folder


def token_states(folder: Path, text: str, most: int = LENGTH) -> np.ndarray[Any, Any]:
    """Shape (tokens, width): the last layer over `text`, by transformers alone."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModel.from_pretrained(folder, dtype=torch.float32).eval()
    with torch.inference_mode():
        found = model(**tokenizer([text], return_tensors="pt", truncation=True, max_length=most))
    return np.asarray(found.last_hidden_state[0])


def pair_logit(folder: Path, query: str, text: str, most: int = LENGTH) -> float:
    """The score of a pair before any activation, by transformers alone."""
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForSequenceClassification.from_pretrained(folder, dtype=torch.float32).eval()
    with torch.inference_mode():
        return float(
            model(**tokenizer(query, text, return_tensors="pt", truncation=True, max_length=most)).logits[0, 0]
        )


def unit(vector: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """`vector` at length 1."""
    return vector / np.linalg.norm(vector)


def _saved(kind: Any, folder: Path, seed: int, **config: Any) -> Path:
    from transformers import BertConfig, set_seed

    set_seed(seed)
    _tokenizer(folder)
    made = BertConfig(max_position_embeddings=LENGTH, initializer_range=0.5, **_sizes(), **config)
    kind(made).save_pretrained(folder)
    return folder


def _sizes() -> dict[str, int]:
    return {
        "vocab_size": len(WORDS),
        "hidden_size": 32,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "intermediate_size": 64,
    }


def _tokenizer(folder: Path) -> None:
    from transformers import BertTokenizerFast

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
    BertTokenizerFast(vocab=str(folder / "vocab.txt")).save_pretrained(folder)
