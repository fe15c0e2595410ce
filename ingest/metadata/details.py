"""Reads what a document says of itself: the one way into this package."""

from __future__ import annotations

import re

from ingest.metadata.context import DocumentText, above_structure, document_text
from ingest.metadata.dates import read_dates
from ingest.metadata.effect import read_effect, read_period
from ingest.metadata.fields import FieldValue, fields_of
from ingest.metadata.genres import ENDS_AS_TITLE, kind_of, own_kind
from ingest.metadata.issuers import read_issuers
from ingest.metadata.levels import read_level
from ingest.metadata.numbers import read_number
from ingest.metadata.signatures import read_signature
from ingest.metadata.titles import clean_title, read_title, title_of_file
from ingest.metadata.validity import read_validity
from ingest.model import DocumentDetails, PageData, Reading, RegionGuess, SourceText, TextSpan
from ingest.normalize import fold
from ingest.regions.gazetteer import Gazetteer
from ingest.splitting.part import Part

_OPENING_LINES = 8
_FIELD_LINES = 15
_LEAST_BLOCK = 3
_SHORTEST_GIVEN = 6
_SITE_NAME = re.compile(r"(?:网站?|门户|平台|首页)$")
_RUNNING_NUMBER = re.compile(r"\s*[(（【\[]?\s*第?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*篇?\s*[)）】\]]?$")


def title_in_text(source: SourceText, part: Part) -> Reading | None:
    """The title that the text gives, in the heading of its part or above its clauses; None where it gives none."""
    named = len(part.given_title) >= _SHORTEST_GIVEN or ENDS_AS_TITLE.search(fold(part.given_title))
    if part.heading is not None and part.given_title and named:
        end = part.heading.span.end - (len(part.heading.text) - len(part.heading.text.rstrip()))
        return Reading(part.given_title, TextSpan(end - len(part.given_title), end))
    own = part.lines[1:] if part.heading is not None else part.lines
    return read_title(source.text, own, source.page.title if part.alone else "")


def read_details(
    source: SourceText, part: Part, title: Reading | None, region: RegionGuess, gazetteer: Gazetteer | None = None
) -> DocumentDetails:
    """All that the document says of itself, each with its place; `title` is that of `title_in_text`.

    Where the file holds nothing else, its page and its name say what the text does not, without a place.
    """
    document = document_text(source, part)
    page = source.page if part.alone else None
    shown = title or _makeshift_title(source, part, page, region)
    fields = _fields(document)
    signature = read_signature(document)
    number = read_number(document, fields)
    issuers = read_issuers(source.text, document, shown, number, signature, fields, page)
    period = read_period(document.own)
    return DocumentDetails(
        title=shown,
        issuers=issuers,
        number=number,
        dates=read_dates(document, signature, fields, read_effect(document.own), period, page),
        validity=read_validity(source.text, document, shown, fields, period),
        level=read_level(issuers, shown, region, gazetteer or Gazetteer.load()),
        kind=_kind(document, shown, given=title is not None),
    )


def _fields(document: DocumentText) -> list[FieldValue]:
    """Labelled data above the text, and below it where several together make up a block of the page.

    One label alone below the text belongs to a form or to an annex.
    """
    above = fields_of(above_structure(document.page_head or document.head[:_FIELD_LINES]))
    below = fields_of((document.page_foot or document.foot)[-_FIELD_LINES:])
    return above + below if len({found.field for found in below}) >= _LEAST_BLOCK else above


def _kind(document: DocumentText, title: Reading, *, given: bool) -> str:
    """Of a document that a collection calls by a number, what its opening says that it is; else what its title says."""
    if not given:
        for line in document.own[:_OPENING_LINES]:
            kind = own_kind(line.folded) if len(line.text) <= 600 else ""
            if kind:
                return kind
    return kind_of(title.text if given else _RUNNING_NUMBER.sub("", title.text))


def _makeshift_title(source: SourceText, part: Part, page: PageData | None, region: RegionGuess) -> Reading:
    """For a document that names itself nowhere: its page's title, its heading in the collection, or its file's name."""
    if part.heading is not None:
        return Reading(f"{region.name} {part.heading.text.lstrip('# ')}".strip())
    of_page = clean_title(page.title) if page else ""
    return Reading(title_of_file(source.name) if _SITE_NAME.search(of_page) else of_page or title_of_file(source.name))
