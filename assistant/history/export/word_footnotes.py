"""Footnotes of a Word document, which python-docx does not write: the part, its relation, the references.

ECMA-376 Part 1, 17.11: `word/footnotes.xml` holds two separators of ids -1 and 0 and then the notes from 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

NOTE_STYLE, REFERENCE_STYLE = "footnote text", "footnote reference"
_SEPARATORS = {-1: ("separator", "separator"), 0: ("continuationSeparator", "continuationSeparator")}
_BEHIND_IN_SETTINGS = ("endnotePr", "compat", "docVars", "rsids")
"""What may follow `footnotePr` at once in settings.xml, whose order the schema fixes."""


class Footnotes:
    """The footnotes of one document, numbered from 1 in the order they are added."""

    def __init__(self, document: Document) -> None:
        """Adds the part, its relation and the two styles to `document`, which must have no footnotes yet."""
        self._root = parse_xml(f"<w:footnotes {nsdecls('w')}/>")
        self._count = 0
        styles = document.styles
        self._note_style = styles.add_style(NOTE_STYLE, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        self._note_style.base_style = styles["Normal"]
        self._reference_style = styles.add_style(REFERENCE_STYLE, WD_STYLE_TYPE.CHARACTER, builtin=True)
        self._reference_style.font.superscript = True
        for identifier, (kind, sign) in _SEPARATORS.items():
            self._root.append(_separator(identifier, kind, sign))
        part = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, self._root, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        _declare_separators(document.settings.element)

    @property
    def note_style(self) -> Any:
        """The paragraph style of the notes, to be given its font."""
        return self._note_style

    def add(self, paragraph: Paragraph, text: str) -> int:
        """A reference at the end of `paragraph` to a new note of this text; returns its number."""
        self._count += 1
        number = self._count
        self._root.append(self._note(number, text))
        reference = self._reference_run()
        reference.append(_element("w:footnoteReference", id=number))
        # A bookmark around the reference lets a later sentence point at the same note.
        start = _element("w:bookmarkStart", id=number, name=_bookmark(number))
        for element in (start, reference, _element("w:bookmarkEnd", id=number)):
            paragraph._p.append(element)
        return number

    def repeat(self, paragraph: Paragraph, number: int) -> None:
        """Refers at the end of `paragraph` to a note that stands already, as Word's cross-reference does."""
        run = self._reference_run()
        run.append(_text(str(number)))
        field = _element("w:fldSimple", instr=f" NOTEREF {_bookmark(number)} \\f \\h ")
        field.append(run)
        paragraph._p.append(field)

    def _note(self, number: int, text: str) -> Any:
        paragraph = OxmlElement("w:p")
        properties = OxmlElement("w:pPr")
        properties.append(_element("w:pStyle", val=self._note_style.style_id))
        sign, words = self._reference_run(), OxmlElement("w:r")
        sign.append(OxmlElement("w:footnoteRef"))
        words.append(_text(f" {text}"))
        for element in (properties, sign, words):
            paragraph.append(element)
        note = _element("w:footnote", id=number)
        note.append(paragraph)
        return note

    def _reference_run(self) -> Any:
        run, properties = OxmlElement("w:r"), OxmlElement("w:rPr")
        properties.append(_element("w:rStyle", val=self._reference_style.style_id))
        run.append(properties)
        return run


def _separator(identifier: int, kind: str, sign: str) -> Any:
    note, paragraph, run = _element("w:footnote", type=kind, id=identifier), OxmlElement("w:p"), OxmlElement("w:r")
    run.append(OxmlElement(f"w:{sign}"))
    paragraph.append(run)
    note.append(paragraph)
    return note


def _declare_separators(settings: Any) -> None:
    declared = OxmlElement("w:footnotePr")
    for identifier in _SEPARATORS:
        declared.append(_element("w:footnote", id=identifier))
    behind = next((child for child in settings if child.tag in map(qn, _prefixed(_BEHIND_IN_SETTINGS))), None)
    if behind is None:
        settings.append(declared)
    else:
        behind.addprevious(declared)


def _prefixed(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"w:{name}" for name in names)


def _bookmark(number: int) -> str:
    return f"_RefNote{number}"


def _element(tag: str, **attributes: object) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    return element


def _text(text: str) -> Any:
    element = OxmlElement("w:t")
    element.text = text
    element.set(qn("xml:space"), "preserve")
    return element
