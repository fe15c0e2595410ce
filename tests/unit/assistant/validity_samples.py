"""Documents with what they say of how long they hold."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.model import AdministrativeLevel, DateKind, DocumentDate, DocumentDetails, Reading, TextSpan, Validity
from ingest.model import ValidityKind as Says
from vectorstore.model import DocumentRecord

SPAN = TextSpan(0, 1)
JIUJIANG = ("江西省", "九江市")


def document(
    name: str,
    title: str,
    *,
    number: str = "",
    written: str = "",
    effective: str = "",
    expires: str = "",
    says: Sequence[tuple[Says, str]] = (),
    region: tuple[str, ...] = JIUJIANG,
    level: AdministrativeLevel = AdministrativeLevel.CITY,
) -> DocumentRecord:
    """A document that tells what is given and no more."""
    days = ((DateKind.WRITTEN, written), (DateKind.EFFECTIVE, effective), (DateKind.EXPIRES, expires))
    details = DocumentDetails(
        title=Reading(title, SPAN),
        number=Reading(number, SPAN) if number else None,
        dates=tuple(DocumentDate(kind, iso) for kind, iso in days if iso),
        validity=tuple(Validity(kind, SPAN, text) for kind, text in says),
        level=level,
    )
    return DocumentRecord(f"{name}#0", name, 0, title, region, False, 1, TextSpan(0, 100), details=details)


class Documents:
    """A library whose documents can be exchanged."""

    def __init__(self, *records: DocumentRecord) -> None:
        self.records = list(records)
        self.generation = 1

    def documents(self) -> list[DocumentRecord]:
        return list(self.records)

    def put(self, *records: DocumentRecord) -> None:
        self.records, self.generation = list(records), self.generation + 1
