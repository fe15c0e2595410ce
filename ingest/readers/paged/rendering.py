"""Pages of a PDF as images, by PDFium; the only file that imports it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import pypdfium2  # noqa: TID251
from PIL.Image import Image

from ingest.errors import UnreadableFile

_DOTS_PER_POINT = 200 / 72
_MOST_PIXELS = 25_000_000
"""Of one rendered page; larger sheets are rendered more coarsely."""


def render_pages(data: bytes, numbers: Sequence[int], name: str) -> Iterator[tuple[int, Image]]:
    """The pages with these numbers (from 0), one at a time; raises UnreadableFile where PDFium cannot open the file."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile(f"{name}：PDF 文件已损坏，请换一份完整的文件") from error
    try:
        for number in numbers:
            if number < len(document):
                page = document[number]
                width, height = page.get_size()
                scale = min(_DOTS_PER_POINT, math.sqrt(_MOST_PIXELS / max(width * height, 1.0)))
                yield number, page.render(scale=scale).to_pil().convert("RGB")
                page.close()
    finally:
        document.close()
