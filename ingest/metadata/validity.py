"""What a document says of how long it holds, and which others it ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.lines import Line
from ingest.metadata.context import DocumentText, piece_of
from ingest.metadata.days import DAY_PATTERN
from ingest.metadata.effect import Period, sentences_of
from ingest.metadata.fields import Field, FieldValue
from ingest.model import Reading, TextSpan, Validity, ValidityKind
from ingest.normalize import fold

_TRIAL = re.compile(r"试行|暂行")
_SINCE = rf"(?:已(?:经)?(?:于?\s?(?:{DAY_PATTERN})起?)?(?:被|由)?(?:宣布)?)?"
_MARKED = re.compile(
    rf"[(【\[]\s?(?:本文件?|此件|该文件|全文)?\s?{_SINCE}(?P<mark>废止|失效|宣布失效)\s?[)】\]]"
    rf"|^(?:本文件?|此件|该文件)(?=已){_SINCE}(?P<said>废止|失效)"
)
_NO_LONGER = re.compile(r"^(?:已|全文|已经)?(?:废止|失效|无效|宣布失效)")
_ENDS = re.compile(
    r"(?:同时|一并|即行|同日|相应|予以|自动|即|随之)\s?(?:废止|失效|停止执行|停止施行|终止执行|作废)"
    r"|(?:废止|停止执行|作废)[。;]?$"
)
_TITLE = re.compile(r"《[^《》]*(?:〈[^〈〉]*〉[^《》]*)*》")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}[〔\[(](?:19|20)\d{2}[〕\])]\s?\d{1,5}\s?号")
_STARTS = re.compile(
    r"起(?:正式|开始)?(?:施行|实施|执行|生效|试行|实行)|有效期[^,。;《]{0,20}|(?:^|[,。])(?:自"
    r"|从)[^《》,]{2,40}(?:之日|日)起"
)
_HEAD_LINES = 6


def read_validity(
    text: str, document: DocumentText, title: Reading, fields: Sequence[FieldValue], period: Period | None
) -> tuple[Validity, ...]:
    """All statements of a document in `text`: trial, period, the document's own repeal, those that it repeals."""
    found = [*_trial(text, title)]
    if period is not None:
        found.append(Validity(ValidityKind.PERIOD, period.span, "".join(period.span.slice(text).split())))
    found += _repealed(document, fields)
    found += _repeals(document.own)
    return tuple(found)


def _trial(text: str, title: Reading) -> Iterator[Validity]:
    match = _TRIAL.search(fold(title.text))
    if match is None:
        return
    word = piece_of(text, title, *match.span())
    if word.span is not None:
        yield Validity(ValidityKind.TRIAL, word.span, word.text)


def _repealed(document: DocumentText, fields: Sequence[FieldValue]) -> Iterator[Validity]:
    for field in fields:
        if field.field is Field.STATUS and field.value.span and _NO_LONGER.match(fold(field.value.text)):
            yield Validity(ValidityKind.REPEALED, field.value.span, field.value.text)
            return
    for line in (*document.head[:_HEAD_LINES], *document.page_head[:_HEAD_LINES]):
        match = _MARKED.search(line.folded) if len(line.text) <= 150 else None
        if match:
            group = "mark" if match["mark"] else "said"
            yield _at(ValidityKind.REPEALED, line, match.start(group), match.end(group))
            return


def _repeals(lines: Sequence[Line]) -> Iterator[Validity]:
    for line, offset, sentence in sentences_of(lines):
        match = _ENDS.search(sentence)
        if match is None:
            continue
        start = max((m.end() for m in _STARTS.finditer(sentence, 0, match.start())), default=0)
        titles = list(_TITLE.finditer(sentence, start, match.start()))
        named = titles or list(_NUMBER.finditer(sentence, start, match.start()))
        if not named or not _close_to_end(sentence, named[-1].end(), match.start()):
            continue
        whole = TextSpan(line.span.start + offset + named[0].start(), line.span.start + offset + match.end())
        text = "、".join(line.text[offset + m.start() : offset + m.end()] for m in named)
        yield Validity(ValidityKind.REPEALS, whole, text)


def _close_to_end(sentence: str, end: int, verb: int) -> bool:
    """True where no more than a number in brackets and small words stand between the last title and 废止."""
    between = re.sub(r"\([^()]*\)|[等同时规定文件的,、一并予以自动即行相应]|〔\d+〕|\d+号", "", sentence[end:verb])
    return len(between) <= 12


def _at(kind: ValidityKind, line: Line, start: int, end: int) -> Validity:
    return Validity(kind, TextSpan(line.span.start + start, line.span.start + end), line.text[start:end])
