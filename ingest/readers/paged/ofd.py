"""OFD files (GB/T 33190): a zip of XML pages on which every run of text stands at its place, in millimetres.

An own reader, for the libraries at hand bring PyMuPDF along, whose licence does not fit, and make PDFs instead of text.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree
from PIL import Image

from ingest.errors import UnreadableFile
from ingest.files.archives import ZIP_DAMAGE
from ingest.model import RemovedKind
from ingest.readers.linear import LinearText
from ingest.readers.ocr import OcrEngine, is_installed, load_engine
from ingest.readers.paged.assembly import PrintedPage, assemble
from ingest.readers.paged.heads import Head
from ingest.readers.paged.images import open_page_image, recognised_page
from ingest.readers.paged.ofd_objects import Shapes, boxes, shapes_of
from ingest.readers.paged.tables import inside, tables_from_rules
from ingest.readers.xml import local_name, parse_xml

MOST_PAGES = 20_000
_A4 = (595.0, 842.0)
_DAMAGE = (*ZIP_DAMAGE, KeyError, etree.XMLSyntaxError)


def read(data: bytes, name: str, engine: OcrEngine | None = None) -> LinearText:
    """The text of all documents in the package. `engine` recognises scanned pages; left out, the installed one does.

    Raises UnreadableFile for damaged and encrypted files, UnsupportedFormat for scans where the extra is missing.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            package = _Package(archive)
            if package.is_encrypted:
                raise UnreadableFile(f"{name}：OFD 文件有密码保护，请去掉密码后再导入")
            reader = _Reader(package, name, engine)
            pages = [page for root in package.documents() for page in reader.pages(root)]
    except _DAMAGE as error:
        raise UnreadableFile(f"{name}：OFD 文件已损坏，请换一份完整的文件") from error
    linear = assemble(pages, reader.heads)
    if not linear.text.strip():
        if reader.scans:
            load_engine(name, "这个 OFD 是扫描件")
        raise UnreadableFile(f"{name}：OFD 文件里没有文字，请换一份有文字的文件")
    return linear


class _Package:
    """The parts of an OFD file; producers differ in the case of names and in absolute or relative paths."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {info.filename.replace("\\", "/").strip("/").lower(): info for info in archive.infolist()}

    @property
    def is_encrypted(self) -> bool:
        return any(name.endswith("encryptions.xml") for name in self._names)

    def documents(self) -> list[str]:
        """Paths of the documents' roots."""
        root = self.xml("OFD.xml")
        return [resolved("", element.text or "") for element in elements(root, "DocRoot")]

    def xml(self, path: str) -> Any:
        return parse_xml(self.bytes(path))

    def bytes(self, path: str) -> bytes:
        return self._archive.read(self._names[path.lower()])

    def __contains__(self, path: str) -> bool:
        return path.lower() in self._names


@dataclass(frozen=True, slots=True)
class _Document:
    """What the pages of one document share."""

    folder: str
    size: tuple[float, float]
    templates: dict[str, str]
    """Paths of the template pages, by their ids."""
    media: dict[str, str]
    """Paths of the images, by their ids."""


class _Reader:
    def __init__(self, package: _Package, name: str, engine: OcrEngine | None) -> None:
        self._package, self._name, self._engine = package, name, engine
        self._seen_templates: set[str] = set()
        self._number = 0
        self.heads: list[Head] = []
        """Text of templates after their first page: what every page repeats."""
        self.scans = 0
        """Pages that hold only an image and were not recognised."""

    def pages(self, root: str) -> Iterator[PrintedPage]:
        tree = self._package.xml(root)
        document = self._document(tree, root)
        places = [element.get("BaseLoc") or "" for pages in elements(tree, "Pages") for element in pages]
        if len(places) > MOST_PAGES:
            raise UnreadableFile(f"{self._name}：OFD 页数太多（上限 {MOST_PAGES} 页），请拆分后再导入")
        for place in places:
            path = resolved(document.folder, place)
            if path in self._package:
                yield self._page(self._package.xml(path), document)
                self._number += 1

    def _document(self, tree: Any, root: str) -> _Document:
        folder = posixpath.dirname(root)
        templates = {
            element.get("ID") or "": resolved(folder, element.get("BaseLoc") or "")
            for element in elements(tree, "TemplatePage")
        }
        media: dict[str, str] = {}
        for element in [*elements(tree, "PublicRes"), *elements(tree, "DocumentRes")]:
            media |= self._media(resolved(folder, element.text or ""))
        return _Document(folder, _page_size(tree) or _A4, templates, media)

    def _media(self, path: str) -> dict[str, str]:
        if path not in self._package:
            return {}
        tree = self._package.xml(path)
        base = resolved(posixpath.dirname(path), tree.get("BaseLoc") or "")
        return {
            element.get("ID") or "": resolved(base, file.text or "")
            for element in elements(tree, "MultiMedia")
            for file in elements(element, "MediaFile")
        }

    def _page(self, tree: Any, document: _Document) -> PrintedPage:
        width, height = _page_size(tree) or document.size
        shapes = shapes_of(tree, self._number)
        if not shapes.words and shapes.images:
            recognised = self._recognised(shapes, document)
            if recognised is not None:
                return recognised
        for element in elements(tree, "Template"):
            shapes = self._with_template(shapes, document.templates.get(element.get("TemplateID") or "", ""))
        tables = tables_from_rules(shapes.rules, shapes.words, self._number)
        words = [word for word in shapes.words if not any(inside(word, table) for table in tables)]
        return PrintedPage(tuple(words), tuple(tables), width, height)

    def _with_template(self, shapes: Shapes, path: str) -> Shapes:
        if path not in self._package:
            return shapes
        template = shapes_of(self._package.xml(path), self._number)
        if path in self._seen_templates:
            self.heads += [Head(RemovedKind.RUNNING_HEAD, word.text) for word in template.words]
            return replace(shapes, rules=shapes.rules + template.rules)
        self._seen_templates.add(path)
        return replace(shapes, words=template.words + shapes.words, rules=shapes.rules + template.rules)

    def _recognised(self, shapes: Shapes, document: _Document) -> PrintedPage | None:
        """The page read off its largest image; None where that cannot be opened or no engine is there."""
        resource, _ = max(shapes.images, key=lambda image: image[1])
        path = document.media.get(resource, "")
        if path not in self._package:
            return None
        if self._engine is None and not is_installed():
            self.scans += 1
            return None
        engine = self._engine or load_engine(self._name, "这个 OFD 是扫描件")
        image: Image.Image = open_page_image(self._package.bytes(path), self._name)
        return recognised_page(image, self._number, engine)


def _page_size(tree: Any) -> tuple[float, float] | None:
    """Width and height in points; None where the element names no page box."""
    for element in elements(tree, "PhysicalBox"):
        box = boxes(element.text)
        if box is not None and box[2] > 0 and box[3] > 0:
            return box[2], box[3]
    return None


def elements(tree: Any, name: str) -> Iterator[Any]:
    """Elements below `tree` with this name, in whichever of the standard's namespaces."""
    return (element for element in tree.iter() if local_name(element) == name)


def resolved(folder: str, place: str) -> str:
    """A path within the package, from one that is relative to `folder` or starts at the package's root."""
    place = place.strip().replace("\\", "/")
    return posixpath.normpath(place if place.startswith("/") else posixpath.join(folder, place)).lstrip("/")
