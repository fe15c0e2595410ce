"""The learned network: features of a part to how well an answer begins in it, ends in it, or runs over it.

Three linear outputs plus those of one hidden layer of rectified units. Made by `python -m evals.chooser.train`.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib import resources
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from assistant.answering.choosing.layout import Floats
from assistant.ports import AssistantError

SHIPPED = "network.npz"
_CLIPPED = 5.0
"""Standard deviations; what lies farther out is no better known."""


class BadNetwork(AssistantError):
    """The file of the network is missing, damaged, or was made for other features."""


@dataclass(frozen=True, slots=True)
class Network:
    """The weights. F features, H hidden units, K parts at most, C counts of sentence ends."""

    names: tuple[str, ...]
    """Of the features."""
    mean: Floats
    """(F,)"""
    scale: Floats
    """(F,): one over the standard deviation, 0 for a feature that does not count."""
    direct: Floats
    """(F, 3): begin, end, inside."""
    bias: Floats
    """(3,)"""
    hidden: Floats
    """(F, H)"""
    hidden_bias: Floats
    """(H,)"""
    output: Floats
    """(H, 3)"""
    by_parts: Floats
    """(K,): what a span of 1, 2, ... parts has for that."""
    by_crossings: Floats
    """(C,): what a span has for the 0, 1, ... sentence ends within it; the last for all more."""

    def __call__(self, values: Floats) -> Floats:
        """Outputs of features of shape (parts, F), shape (parts, 3)."""
        x = np.clip((values - self.mean) * self.scale, -_CLIPPED, _CLIPPED)
        return np.asarray(x @ self.direct + self.bias + np.maximum(x @ self.hidden + self.hidden_bias, 0) @ self.output)


def dump(network: Network) -> bytes:
    """The network as a file, the same bytes for the same weights but for the zip's own."""
    buffer = io.BytesIO()
    arrays = {field.name: np.asarray(getattr(network, field.name)) for field in fields(network)}
    np.savez_compressed(buffer, **arrays)  # type: ignore[arg-type]
    return buffer.getvalue()


def parse(content: bytes) -> Network:
    """The network in a file. Raises BadNetwork where it is none."""
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            values: dict[str, NDArray[np.generic]] = {field.name: arrays[field.name] for field in fields(Network)}
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise BadNetwork("答案选取的权重文件已损坏，请重新安装本程序") from error
    names = tuple(map(str, values.pop("names")))
    return Network(names, **{name: array.astype(np.float32) for name, array in values.items()})


@lru_cache(maxsize=1)
def shipped_network() -> Network:
    """The network that comes with the program. Raises BadNetwork where it is missing or damaged."""
    file = resources.files("assistant.answering.choosing").joinpath("data", SHIPPED)
    if not file.is_file():
        raise BadNetwork("缺少答案选取的权重文件，请重新安装本程序")
    return parse(file.read_bytes())
