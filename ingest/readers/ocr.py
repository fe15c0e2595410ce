"""Text recognition for scans, by RapidOCR with the models that its package carries; the only file that imports it.

Nothing is downloaded: of the models only those within the package are asked for, and they lie there since 3.9.
"""

from __future__ import annotations

import importlib.util
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from ingest.errors import UnsupportedFormat

if TYPE_CHECKING:
    from PIL.Image import Image

INSTALL = "pip install 'zhice[ocr]'（在源码文件夹里：pip install -e '.[ocr]'）"
_LEAST_SCORE = 0.5
"""Below this the engine itself thinks it is guessing."""


@dataclass(frozen=True, slots=True)
class RecognisedLine:
    """A line of text in an image, or a part of one; lengths in pixels from the upper left corner."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float


class OcrEngine(Protocol):
    """What readers ask of a recogniser."""

    def recognise(self, image: Image) -> Sequence[RecognisedLine]:
        """The lines of an RGB image, in any order."""
        ...


def is_installed() -> bool:
    """Whether the extra 'ocr' is there."""
    return all(importlib.util.find_spec(package) for package in ("rapidocr", "onnxruntime"))


def load_engine(name: str, what: str) -> OcrEngine:
    """The engine; raises UnsupportedFormat, with the line that installs it, where the extra is missing.

    `what` says in Chinese what the file `name` is, such as '扫描件'.
    """
    if not is_installed():
        raise UnsupportedFormat(f"{name}：{what}，没有文字层，需要文字识别（OCR）；安装后再导入：{INSTALL}")
    return _engine()


@lru_cache(maxsize=1)
def _engine() -> OcrEngine:
    return _RapidOcr()


class _RapidOcr:
    def __init__(self) -> None:
        import rapidocr  # noqa: TID251

        # One thread: files are read in several processes already.
        parameters = {
            "Global.log_level": "critical",
            "Global.text_score": _LEAST_SCORE,
            "Global.max_side_len": 4000,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
        self._engine: Any = rapidocr.RapidOCR(params=parameters)
        logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)

    def recognise(self, image: Image) -> Sequence[RecognisedLine]:
        import numpy

        pixels = numpy.asarray(image.convert("RGB"))[:, :, ::-1]
        result = self._engine(pixels)
        if result.boxes is None or not result.txts:
            return []
        return [_line(box, text) for box, text in zip(result.boxes.tolist(), result.txts, strict=True)]


def _line(box: list[list[float]], text: str) -> RecognisedLine:
    xs, ys = [x for x, _ in box], [y for _, y in box]
    return RecognisedLine(text, min(xs), max(xs), min(ys), max(ys))
