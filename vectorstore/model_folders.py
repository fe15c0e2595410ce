"""Finds the folder of a transformer model and refuses what cannot be loaded as it was meant, before anything is.

The libraries are lenient where this is strict: they make up a tokenizer or weights that are missing, run a
classifier as an embedder, and read pickled weights. Nothing is downloaded, and nothing in a folder is executed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vectorstore.ports import BackendUnavailable

MODULES_FILE = "modules.json"
SETTINGS_FILE = "config_sentence_transformers.json"
_CONFIG_FILE = "config.json"
_POOLING_FILE = "1_Pooling/config.json"
_ADAPTER_FILE = "adapter_config.json"
_LIBRARY = "sentence_transformers."
_TOKENIZER_FILES = (
    "tokenizer.json",
    "vocab.txt",
    "vocab.json",
    "tokenizer.model",
    "sentencepiece.bpe.model",
    "spiece.model",
)
"""One of these holds a vocabulary; without any the library makes up one of its special tokens alone."""
_PICKLED = ("*.bin", "*.pt", "*.pth", "*.ckpt", "*.pkl")
_READ = frozenset({".json", ".txt", ".model", ".safetensors"})
"""Endings of the files that decide about vectors: configuration, vocabulary, weights."""


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A folder that looked loadable, with what its files say of the model."""

    path: Path
    name: str
    modules: tuple[tuple[str, str], ...] = ()
    """(class, sub-folder) of each module that `modules.json` lists; none for a plain transformers folder."""
    family: str = ""
    """What sentence-transformers says it saved: 'SentenceTransformer', 'CrossEncoder'; empty where it does not say."""
    architectures: tuple[str, ...] = ()
    settings: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_plain(self) -> bool:
        """True for a folder of transformers, that says nothing of pooling, prompts or normalisation."""
        return not self.modules

    @property
    def is_classifier(self) -> bool:
        """True where the weights end in a score of a text, or of a pair of texts, and not in vectors."""
        return any(name.endswith("ForSequenceClassification") for name in self.architectures)

    def fingerprint(self, *further: str) -> str:
        """Start of a SHA-256 over the files that decide about the output, and `further`.

        By the files, not the loaded weights: what a folder lacks and nothing uses, such as BERT's pooler,
        is made up at random with each loading. The settings file is left out, because it also holds the
        query prompt and version numbers, on which no stored vector depends; what does comes in `further`.
        """
        digest = hashlib.sha256("\0".join(further).encode())
        for file in self._deciding_files():
            digest.update(file.relative_to(self.path).as_posix().encode())
            with file.open("rb") as stream:
                digest.update(hashlib.file_digest(stream, hashlib.sha256).digest())
        return digest.hexdigest()[:12]

    def _deciding_files(self) -> list[Path]:
        folders = {self.path, *(self.path / sub for _, sub in self.modules)}
        files = {file for folder in folders for file in folder.iterdir() if file.suffix in _READ}
        return sorted(file for file in files if file.is_file() and file.name != SETTINGS_FILE)


def open_folder(model: str, role: str, owner: str) -> ModelFolder:
    """The folder of `model`, a path or a name that the local cache of Hugging Face holds.

    `role` is how messages call the model; `owner` completes a name without one, as sentence-transformers
    does. Raises BackendUnavailable with one line where it is missing or must not or cannot be loaded.
    """
    path = _located(model, owner)
    if path is None:
        raise BackendUnavailable(missing(model, role))
    try:
        folder = _described(path, Path(model).name or path.resolve().name)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BackendUnavailable(refusal(model, role, f"配置文件读不出来（{one_line(error)}）")) from error
    problem = next(_problems(folder), "")
    if problem:
        raise BackendUnavailable(refusal(model, role, problem))
    return folder


def missing(model: str, role: str) -> str:
    """What to say of a model that is not on this machine."""
    return f"本机没有可用的{role}“{model}”：请把模型文件夹复制到本机并填写其路径，或清空该设置。"


def refusal(model: str, role: str, problem: str) -> str:
    """What to say of a model that is here and cannot be used."""
    return f"{role}“{model}”不能用：{problem}。请换一个模型文件夹，或清空该设置。"


def one_line(problem: object, most: int = 200) -> str:
    """The words of an exception on one line, cut to `most` characters."""
    words = " ".join(str(problem).split())
    return words if len(words) <= most else f"{words[:most]}…"


def _located(model: str, owner: str) -> Path | None:
    folder = Path(model).expanduser()
    if folder.is_dir():
        return folder
    if folder.is_absolute() or model.startswith((".", "~")):
        return None
    from huggingface_hub import snapshot_download

    for name in [model] if "/" in model else [model, f"{owner}/{model}"]:
        try:
            return Path(snapshot_download(name, local_files_only=True))
        except (OSError, ValueError):  # not in the cache, or no name of a model at all
            continue
    return None


def _described(path: Path, name: str) -> ModelFolder:
    listed = _json(path / MODULES_FILE, [])
    modules = tuple((str(module["type"]), str(module["path"])) for module in listed)
    settings = _json(path / SETTINGS_FILE, {})
    config = _json(path / _transformer_folder(modules) / _CONFIG_FILE, {})
    return ModelFolder(
        path,
        name,
        modules,
        str(settings.get("model_type", "")) if modules else "",
        tuple(config.get("architectures") or ()),
        settings,
    )


def _json(file: Path, default: object) -> Any:
    """Content of a JSON file, or `default` where there is none; raises ValueError for another kind of value."""
    if not file.is_file():
        return default
    value = json.loads(file.read_text(encoding="utf-8"))
    if not isinstance(value, type(default)):
        raise ValueError(f"{file.name}: expected {type(default).__name__}, found {type(value).__name__}")
    return value


def _problems(folder: ModelFolder) -> Iterator[str]:
    """Why the folder must not be loaded, the worst first."""
    foreign = [kind for kind, _ in folder.modules if not kind.startswith(_LIBRARY)]
    if foreign:
        yield f"它要执行自带的代码（{foreign[0]}），知策不执行模型文件夹里的任何代码"
    if folder.is_plain and (folder.path / _POOLING_FILE).is_file():
        yield f"有 {_POOLING_FILE} 而没有 {MODULES_FILE}，文件夹没有复制完整"
    root = folder.path / _transformer_folder(folder.modules)
    if (root / _ADAPTER_FILE).is_file():
        yield "这是 PEFT 适配器，须先与原模型合并"
    if _runs_a_transformer(folder.modules):
        if not (root / _CONFIG_FILE).is_file():
            yield f"没有 {_CONFIG_FILE}"
        if not any((root / name).is_file() for name in _TOKENIZER_FILES):
            yield f"没有词表（{'、'.join(_TOKENIZER_FILES[:3])} 等都不在）"
        if not any(root.glob("*.safetensors")):
            yield _without_safetensors(root)
    for _, sub in folder.modules:
        part = folder.path / sub
        if sub and not any(part.glob("*.safetensors")) and any(_pickled(part)):
            yield _without_safetensors(part)


def _without_safetensors(folder: Path) -> str:
    pickled = next(_pickled(folder), None)
    if pickled is None:
        return "没有权重文件（*.safetensors）"
    return f"权重只有 {pickled.name}，知策只读 safetensors 格式的权重，须先转换"


def _pickled(folder: Path) -> Iterator[Path]:
    return (file for pattern in _PICKLED for file in sorted(folder.glob(pattern)) if file.name != "training_args.bin")


def _runs_a_transformer(modules: tuple[tuple[str, str], ...]) -> bool:
    return not modules or any(kind.endswith(".Transformer") for kind, _ in modules)


def _transformer_folder(modules: tuple[tuple[str, str], ...]) -> str:
    """Where the transformer's own files lie; the folder itself for a plain one."""
    return next((sub for kind, sub in modules if kind.endswith(".Transformer")), "")
