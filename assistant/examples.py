"""Example questions, drawn from the indexed documents: an indicator and the region it is set for."""

from __future__ import annotations

import re
from typing import Protocol

from assistant.answering.segments import sentences
from ingest.normalize import simplify
from ingest.quantities import find_quantities
from vectorstore.model import DocumentRecord, Passage

MOST = 6
_INDICATOR = re.compile(r"^[\u4e00-\u9fff]{4,14}(?:率|额|量|值|数|收入|税收|强度|比重|面积|企业|平台|机构)$")
_COMPARATORS = ("不低于", "不少于", "达到", "突破", "超过", "不超过")


class ExampleLibrary(Protocol):
    """What drawing examples needs of the index."""

    def documents(self) -> list[DocumentRecord]: ...

    def passages_of(self, document_id: str) -> list[Passage]: ...


def example_questions(library: ExampleLibrary, most: int = MOST) -> list[str]:
    """Up to `most` questions, one a document, that a clause answers with a figure."""
    found = []
    for record in library.documents():
        question = _from_document(record, library.passages_of(record.id))
        if question and question not in found:
            found.append(question)
        if len(found) == most:
            break
    return found


def _from_document(record: DocumentRecord, passages: list[Passage]) -> str:
    if not record.region:
        return ""
    region = record.region[-1]
    for passage in passages:
        for sentence in sentences(passage.text):
            for part in sentence.parts:
                indicator = _indicator(simplify(part.span.slice(passage.text)))
                if indicator and region not in indicator:
                    return f"{region}{indicator}要求是多少？"
    return ""


def _indicator(part: str) -> str:
    """What one part of a sentence sets a figure for: '达产后亩均税收不低于20万元' gives '达产后亩均税收'."""
    quantities = [quantity for quantity in find_quantities(part) if quantity.unit and not quantity.is_year]
    if len(quantities) != 1 or not quantities[0].comparator.startswith(_COMPARATORS):
        return ""
    subject = part[: quantities[0].span.start].strip()
    return subject if _INDICATOR.match(subject) else ""
