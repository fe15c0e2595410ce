"""Runs the libraries that load a transformer, and checks that they loaded what the folder holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from vectorstore.model_folders import ModelFolder, one_line, refusal
from vectorstore.ports import BackendUnavailable

if TYPE_CHECKING:
    from torch import nn

Loaded = TypeVar("Loaded", bound="nn.Module")

_NEVER_USED = "pooler."
"""The layer that BERT was pre-trained with; pooled vectors do not pass it, and many embedders come without."""
_UNLIMITED = 10**9
"""Tokens. What tokenizers without a longest text state lies far above, or is infinite."""


def load(folder: ModelFolder, model: str, role: str, open_model: Callable[..., Loaded], uses_pooler: bool) -> Loaded:
    """The model, in 32-bit floats whatever it was stored in, so that vectors are the same on every machine.

    `open_model` is the class of sentence-transformers. Raises BackendUnavailable with one line where it
    fails, or where weights are missing that the libraries would have made up at random.
    """
    try:
        with _quiet():
            loaded = open_model(str(folder.path), local_files_only=True, model_kwargs=_model_options())
    except Exception as error:  # a damaged model fails in many ways, each with its own exception
        raise BackendUnavailable(refusal(model, role, _explained(error))) from error
    made_up = [name for name in _random_parameters(loaded) if uses_pooler or _NEVER_USED not in name]
    if made_up:
        raise BackendUnavailable(refusal(model, role, f"权重文件不完整，缺 {len(made_up)} 项（如 {made_up[0]}）"))
    return loaded


def limit_length(model: Any) -> int | None:
    """Holds `model` (of sentence-transformers) to texts that it can read; gives the longest in tokens, None for any.

    RoBERTa and its kin number positions from one behind the padding token's id, so that their table of
    positions is used up that much earlier than the library reckons; a longer text fails.
    """
    stated = model.max_seq_length
    limits = [int(stated)] if stated is not None and stated < _UNLIMITED else []
    for name, table in model.named_modules():
        if name.endswith("position_embeddings") and getattr(table, "padding_idx", None) is not None:
            limits.append(int(table.num_embeddings) - int(table.padding_idx) - 1)
    length = min(limits, default=None)
    if length is not None and length != stated:
        model.max_seq_length = length
    return length


def _model_options() -> dict[str, Any]:
    from torch import float32

    return {"dtype": float32, "use_safetensors": True}


def _random_parameters(model: nn.Module) -> list[str]:
    """Names of the weights of the transformer that were not read from a file.

    transformers marks a parameter that it has read. Where it marks none (a model that it did not load),
    nothing can be said.
    """
    body = getattr(model, "transformers_model", None)
    if body is None:
        return []
    marks = {name: bool(getattr(value, "_is_hf_initialized", False)) for name, value in body.named_parameters()}
    return sorted(name for name, read in marks.items() if not read) if any(marks.values()) else []


def _explained(error: Exception) -> str:
    if "trust_remote_code" in str(error):
        return "它要执行自带的代码（trust_remote_code），知策不执行模型文件夹里的任何代码"
    return f"读不出来（{one_line(error) or type(error).__name__}）"


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the libraries' progress bars and reports on standard error: what matters in them is checked here."""
    from transformers import utils

    logging: Any = utils.logging  # without types
    verbosity, bars = logging.get_verbosity(), logging.is_progress_bar_enabled()
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        logging.set_verbosity(verbosity)
        if bars:
            logging.enable_progress_bar()
