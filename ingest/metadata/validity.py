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
_BY = r"(?:(?:被|由)(?:《[^《》]{2,80}》(?:\([^()]{4,40}\))?)?(?:宣布)?)?"
_SINCE = rf"(?:已(?:经)?(?:于|自)?\s?)?(?P<{{0}}>(?:(?:{DAY_PATTERN})起?)?{_BY}(?:宣布)?(?:废止|失效))"
_MARKED = re.compile(
    rf"[(【\[]\s?(?:本文件?|此件|该文件|全文)?\s?{_SINCE.replace('{0}', 'mark')}\s?[)】\]]"
    rf"|^(?:本文件?|此件|该文件)(?=已){_SINCE.replace('{0}', 'said')}"
)
_BARE_MARK = re.compile(r"^(?:被|由)?(?:宣布)?(?=废止|失效)")
_NO_LONGER = re.compile(r"^(?:已|全文|已经)?(?:废止|失效|无效|宣布失效)")
_ENDS = re.compile(
    r"(?:同时|一并|即行|同日|相应|予以|自动|即|随之)\s?(?:废止|失效|停止执行|停止施行|终止执行|作废)"
    r"|(?:废止|停止执行|作废)[。;]?$"
)
_TITLE = re.compile(r"《[^《》]*(?:〈[^〈〉]*〉[^《》]*)*》(?:\s?\([^()]{2,40}号(?:令|文)?\))?")
"""A title, with its number where that stands behind it in brackets."""
_PARTLY = re.compile(r"第[一二三四五六七八九十百\d]+[条款项章节]|[中内]的?(?:有关|相关|部分)|部分|条款|附件")
"""Between a title and the word that ends it: only a part of the document is ended."""
_VERB_FIRST = re.compile(r"(?:^|[,:;]|决定|现|起|同时|并)(?:予以)?废止(?=《)")
_LISTED_BELOW = re.compile(
    r"(?:废止|失效|停止执行)[^。《》]{0,12}(?:下列|以下|目录|清单)|(?:下列|以下)[^。《》]{0,30}(?:废止|失效|停止执行)"
)
_NOT_YET = re.compile(r"拟(?:予以?)?(?:废止|宣布)|建议废止|继续有效|保留")
_LONGEST_LISTED = 200
_LONGEST_COLUMN_HEAD = 8
"""Of the cells that a table's head is read as: 序号, 文件名称, 文号."""
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}[〔\[(](?:19|20)\d{2}[〕\])]\s?\d{1,5}\s?号")
_LIST_ROW = re.compile(
    rf"(?:[\d一二三四五六七八九十(]{{1,4}}[)、.\s]*)?(?P<title>{_TITLE.pattern})|(?=.*\t)[^《》]*?(?P<number>{_NUMBER.pattern})"
)
"""A line of a list of documents: with a title behind its running number, or a row of a table with a number."""
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
            bare = _BARE_MARK.match(match[group])
            yield _at(ValidityKind.REPEALED, line, match.start(group) + (bare.end() if bare else 0), match.end(group))
            return


def _repeals(lines: Sequence[Line]) -> Iterator[Validity]:
    for line, offset, sentence in sentences_of(lines):
        named = _ended_before(sentence) or _ended_after(sentence)
        if named:
            whole = TextSpan(line.span.start + offset + named[0].start(), line.span.start + offset + named[-1].end())
            text = "、".join(line.text[offset + m.start() : offset + m.end()] for m in named)
            yield Validity(ValidityKind.REPEALS, whole, text)
    yield from _listed(lines)


def _ended_before(sentence: str) -> list[re.Match[str]]:
    """Those that a sentence names and then ends: 《…》（…号）同时废止. None of which only a part ends."""
    verb = _ENDS.search(sentence)
    if verb is None:
        return []
    start = max((m.end() for m in _STARTS.finditer(sentence, 0, verb.start())), default=0)
    titles = list(_TITLE.finditer(sentence, start, verb.start()))
    named = titles or list(_NUMBER.finditer(sentence, start, verb.start()))
    if not named or not _close_to_end(sentence, named[-1].end(), verb.start()):
        return []
    ends = [*(m.start() for m in named[1:]), verb.start()]
    return [m for m, end in zip(named, ends, strict=True) if not _PARTLY.search(sentence, m.end(), end)]


def _ended_after(sentence: str) -> list[re.Match[str]]:
    """Those that stand behind the word that ends them: 决定废止《…》、《…》."""
    verb = _VERB_FIRST.search(sentence)
    if verb is None or _NOT_YET.search(sentence):
        return []
    named: list[re.Match[str]] = []
    end = verb.end()
    for match in _TITLE.finditer(sentence, verb.end()):
        if re.search(r"[^、和及与,\s]", sentence[end : match.start()]):
            break
        named.append(match)
        end = match.end()
    return [] if _PARTLY.match(sentence, end) else named


def _listed(lines: Sequence[Line]) -> Iterator[Validity]:
    """Those in the lines below one that announces them: 废止下列文件, 废止的规范性文件目录."""
    listing = False
    for line in lines:
        match = _LIST_ROW.match(line.folded) if listing and len(line.text) <= _LONGEST_LISTED else None
        if match is not None:
            start, end = match.span("title" if match["title"] else "number")
            span = TextSpan(line.span.start + start, line.span.start + end)
            yield Validity(ValidityKind.REPEALS, span, line.text[start:end])
        else:
            announced = len(line.text) <= _LONGEST_LISTED and _LISTED_BELOW.search(line.folded)
            heads_columns = listing and len(line.text) <= _LONGEST_COLUMN_HEAD
            listing = bool(announced and not _NOT_YET.search(line.folded)) or heads_columns


def _close_to_end(sentence: str, end: int, verb: int) -> bool:
    """True where no more than small words stand between the last title and 废止."""
    between = re.sub(r"\([^()]*\)|[等同时规定文件的,、一并予以自动即行相应]|〔\d+〕|\d+号", "", sentence[end:verb])
    return len(between) <= 12


def _at(kind: ValidityKind, line: Line, start: int, end: int) -> Validity:
    return Validity(kind, TextSpan(line.span.start + start, line.span.start + end), line.text[start:end])
