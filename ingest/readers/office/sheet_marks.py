"""What a worksheet says of its rows and columns rather than of its cells: merged ranges, what is hidden.

openpyxl keeps these only where it holds the whole sheet in memory; here they are read off the sheet's XML in passing.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from openpyxl.utils.cell import range_boundaries

from ingest.readers.xml import local_name, parse_xml

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_MOST_MERGED = 100_000

Range = tuple[int, int, int, int]
"""First column, first row, last column, last row, from 1."""


@dataclass(slots=True)
class SheetMarks:
    """Marks of one sheet; rows and columns count from 1."""

    merged: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    """First and last of each run."""

    def hides(self, row: int, column: int) -> bool:
        """Whether the cell lies in a hidden row or column."""
        return row in self.hidden_rows or any(first <= column <= last for first, last in self.hidden_columns)


def marks_by_sheet(data: bytes) -> dict[str, SheetMarks]:
    """The marks of each worksheet by its title. Raises KeyError, ValueError or lxml's errors for damaged parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = {name.lower(): name for name in archive.namelist()}
        book = _workbook_path(archive, names)
        folder, file = posixpath.split(book)
        relations = parse_xml(archive.read(names[f"{folder}/_rels/{file}.rels".lower()]))
        targets = {relation.get("Id"): relation.get("Target") or "" for relation in relations}
        result = {}
        for sheet in parse_xml(archive.read(names[book.lower()])).iter():
            if local_name(sheet) == "sheet":
                target = targets.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION), "")
                path = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
                if path.lower() in names:
                    result[sheet.get("name") or ""] = _marks(archive, names[path.lower()])
        return result


def _workbook_path(archive: zipfile.ZipFile, names: dict[str, str]) -> str:
    for relation in parse_xml(archive.read(names["_rels/.rels"])):
        if (relation.get("Type") or "").endswith("/officeDocument"):
            return (relation.get("Target") or "").lstrip("/")
    return "xl/workbook.xml"


def _marks(archive: zipfile.ZipFile, path: str) -> SheetMarks:
    marks = SheetMarks()
    with archive.open(path) as part:
        events = etree.iterparse(
            part, events=("end",), tag=("{*}row", "{*}col", "{*}mergeCell"),
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        )  # fmt: skip
        for _, element in events:
            _note(element, marks)
            element.clear()
            # The rows before this one are read: a sheet of a million rows must not stay in memory.
            while element.getprevious() is not None:
                del element.getparent()[0]
    return marks


def _note(element: Any, marks: SheetMarks) -> None:
    kind = local_name(element)
    hidden = element.get("hidden") in ("1", "true")
    if kind == "row" and hidden and (element.get("r") or "").isdecimal():
        marks.hidden_rows.add(int(element.get("r")))
    elif kind == "col" and hidden:
        marks.hidden_columns.append((int(element.get("min") or 0), int(element.get("max") or 0)))
    elif kind == "mergeCell" and len(marks.merged) < _MOST_MERGED:
        bounds = [edge for edge in range_boundaries(element.get("ref") or "") if edge is not None]
        if len(bounds) == 4:
            marks.merged.append((bounds[0], bounds[1], bounds[2], bounds[3]))
