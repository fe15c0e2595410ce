"""Images of pages (scans, photographs), read by text recognition."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from statistics import median

from PIL import Image, ImageOps, ImageSequence

from ingest.errors import UnreadableFile
from ingest.readers.linear import LinearText
from ingest.readers.ocr import OcrEngine, RecognisedLine, load_engine
from ingest.readers.paged.assembly import PrintedPage, assemble
from ingest.readers.paged.lines import PageLine

MOST_PIXELS = 120_000_000
"""Of one page: an A2 sheet at 300 dots per inch has 35 million. Checked before anything is unpacked."""
MOST_PAGES = 1_000
_HEIGHT = 842.0
"""Points of a page's longer side, so that recognised lines measure like those of an A4 page."""
_KINDS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP", "MPO")


def read(data: bytes, name: str, engine: OcrEngine | None = None) -> LinearText:
    """The text in an image, of a TIFF in all its pages.

    Raises UnsupportedFormat where the extra 'ocr' is missing, UnreadableFile for damage and where nothing is found.
    """
    engine = engine or load_engine(name, "这是图片")
    pages = [recognised_page(image, number, engine) for number, image in enumerate(_frames(data, name))]
    linear = assemble(pages)
    if not linear.text.strip():
        raise UnreadableFile(f"{name}：图片里没有识别到文字，请换一份更清晰的文件")
    return linear


def open_page_image(data: bytes, name: str) -> Image.Image:
    """The first page of an image that stands within another file; raises UnreadableFile."""
    return next(_frames(data, name))


def recognised_page(image: Image.Image, number: int, engine: OcrEngine) -> PrintedPage:
    """What the engine finds in the image of one page."""
    scale = _HEIGHT / max(image.size)
    found = [line for line in engine.recognise(image) if line.text.strip()]
    usual = median(line.bottom - line.top for line in found) if found else 0.0
    words = tuple(_word(line, number, scale, usual) for line in found)
    return PrintedPage(words, (), image.width * scale, image.height * scale)


def _word(line: RecognisedLine, number: int, scale: float, usual: float) -> PageLine:
    """A recognised line in points. Boxes of one size of type differ by what stands in them, and are made equal."""
    height = line.bottom - line.top
    size = usual if 0.75 * usual <= height <= 1.3 * usual else height
    # A box is a little higher than the characters in it.
    x0, x1, top, bottom = (length * scale for length in (line.x0, line.x1, line.top, line.bottom))
    return PageLine(line.text.strip(), number, x0, x1, top, bottom, 0.85 * size * scale)


def _frames(data: bytes, name: str) -> Iterator[Image.Image]:
    with warnings.catch_warnings():
        # Pillow warns of large images; the limit here is our own.
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(data), formats=_KINDS) as opened:
                for number, frame in enumerate(ImageSequence.Iterator(opened)):
                    if number == MOST_PAGES:
                        raise UnreadableFile(f"{name}：图片的页数太多（上限 {MOST_PAGES} 页），请拆分后再导入")
                    if frame.width * frame.height > MOST_PIXELS:
                        raise Image.DecompressionBombError
                    yield upright(frame)
        except UnreadableFile:
            raise
        except Image.DecompressionBombError as error:
            limit = MOST_PIXELS // 10_000
            raise UnreadableFile(f"{name}：图片太大（上限 {limit} 万像素），请缩小后再导入") from error
        except Exception as error:
            # Pillow's plugins raise anything on damage: SyntaxError, struct.error, IndexError, DecompressionBombError.
            raise UnreadableFile(f"{name}：图片已损坏，请换一份完整的文件") from error


def upright(image: Image.Image) -> Image.Image:
    """The image as people see it: turned as the camera noted, on white where it is transparent, in colour."""
    turned = ImageOps.exif_transpose(image)
    if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
        coloured = turned.convert("RGBA")
        white = Image.new("RGBA", coloured.size, "white")
        return Image.alpha_composite(white, coloured).convert("RGB")
    return turned.convert("RGB")
