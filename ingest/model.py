"""What reading produces: source texts, policy documents, clauses and chunks.

Every offset in this module counts code points of one `SourceText.text`, so that any span slices
back to exactly the characters that the file held. Standard library only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class TextSpan:
    """A half-open range of code points, `[start, end)`, in a source text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, got [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def slice(self, text: str) -> str:
        """The characters of `text` under this span."""
        return text[self.start : self.end]

    def contains(self, other: TextSpan) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: TextSpan) -> bool:
        return self.start < other.end and other.start < self.end

    def shifted(self, offset: int) -> TextSpan:
        return TextSpan(self.start + offset, self.end + offset)


class RemovedKind(StrEnum):
    """Why a part of a file is no part of its documents."""

    NAVIGATION = "navigation"
    """Menus, breadcrumbs, lists of other pages, 上一篇 and 下一篇."""
    PAGE_DATA = "page_data"
    """更新时间, 来源, 点击, 字体, 打印."""
    EDITOR = "editor"
    """A website's own words: 小编's lead-ins, 责任编辑, 仅供参考."""
    SHARING = "sharing"
    """分享到, 扫一扫, buttons."""
    FOOTER = "footer"
    """Copyright, ICP and police registration, the site's address."""
    ADVERT = "advert"
    SCRIPT = "script"
    HIDDEN = "hidden"
    RUNNING_HEAD = "running_head"
    """The same line at the same edge of many pages."""
    PAGE_NUMBER = "page_number"


@dataclass(frozen=True, slots=True)
class RemovedText:
    """A part of a file that was recognised as no policy text. It is recorded here and never indexed."""

    kind: RemovedKind
    text: str
    """What was removed, white space closed up, cut to at most 200 characters."""
    span: TextSpan | None = None
    """Its place in `SourceText.text`; None where a reader took it out before that text was made."""


@dataclass(frozen=True, slots=True)
class PageData:
    """What a page or a file says of its document outside the text: head elements, properties. Empty where silent."""

    title: str = ""
    published: str = ""
    """ISO 8601 day."""
    origin: str = ""
    """The body that published it, 来源."""


@dataclass(frozen=True, slots=True)
class StatedHeading:
    """A line that the file's format marks as a heading (a Word style, h1 to h6); whether it reads as one is open."""

    span: TextSpan
    level: int
    """1 to 6, the outermost lowest."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text that a reader took out of one file.

    `text` is final: for a plain-text file it is the decoded file with white space untouched, for
    every other format the reader's own linear rendering. Quotes and offsets refer to it for ever.
    """

    name: str
    """The file's name as shown to people and used in citations."""
    text: str
    media_type: str
    """'text/plain', 'text/markdown', 'text/html', 'application/pdf', ..."""
    digest: str
    """SHA-256 of the file's bytes, hexadecimal."""
    tables: tuple[TextSpan, ...] = ()
    """Spans that hold tables, one line a row, cells divided by tabs (formats that know their tables)."""
    removed: tuple[RemovedText, ...] = ()
    """What the reader left out of `text` because it is no policy text."""
    page: PageData = PageData()
    headings: tuple[StatedHeading, ...] = ()
    """Lines that the format marks as headings, in order (formats that know their headings)."""


class ClauseKind(StrEnum):
    """What a node of the clause tree is."""

    CHAPTER = "chapter"
    """第X编, 第X章"""
    SECTION = "section"
    """第X节"""
    ARTICLE = "article"
    """第X条"""
    ITEM = "item"
    """一、 (一) 1. (1) ①"""
    POINT = "point"
    """——, bullets"""
    HEADING = "heading"
    """A heading without a number."""
    PARAGRAPH = "paragraph"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Clause:
    """One node of a document's clause tree, in reading order.

    `span` covers the clause itself (label, heading and its own text) and not its children.
    """

    ordinal: int
    """Position in `PolicyDocument.clauses`."""
    kind: ClauseKind
    label: str
    """The number as written, '(一)' or '5.'; empty where there is none."""
    heading: str
    """The heading without its number; empty where the clause has none."""
    span: TextSpan
    path: tuple[str, ...]
    """Labels and headings from the outermost clause to this one: ('二、工作重点', '5.放大综合效益')."""
    parent: int | None = None
    """Ordinal of the clause above, None at the top."""


@dataclass(frozen=True, slots=True)
class RegionGuess:
    """Where a document applies: ('江西省', '九江市', '九江经济技术开发区'), outermost first."""

    path: tuple[str, ...] = ()
    inferred: bool = False
    """True where the document masks its region and it was concluded from names in the text."""
    span: TextSpan | None = None
    """The words it was read from; of an inferred one the name that decided first. None where only the
    file's name says it."""

    @property
    def name(self) -> str:
        return self.path[-1] if self.path else ""


class AdministrativeLevel(StrEnum):
    """The level of government that made a document."""

    NATIONAL = "national"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    ZONE = "zone"
    """A development zone or new area."""
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Something read off a text, with the place it was read from."""

    text: str
    """In its shown form: outer white space and broken lines closed up."""
    span: TextSpan | None = None
    """None where it was concluded from something other than the text, such as the file's name."""


class DateKind(StrEnum):
    """What happened on a day."""

    WRITTEN = "written"
    """成文, the date under the signature."""
    PRINTED = "printed"
    """印发"""
    PUBLISHED = "published"
    """发布, 公布"""
    EFFECTIVE = "effective"
    """施行, 实施, 生效"""
    EXPIRES = "expires"
    """The last day of validity."""


@dataclass(frozen=True, slots=True)
class DocumentDate:
    """A day in the life of a document."""

    kind: DateKind
    iso: str
    """'2019-09-26', or '2019-09', '2019' where the document says no more."""
    span: TextSpan | None = None
    """Of a day that follows from another one (自发布之日起施行, 有效期5年) the words that say so; None where the
    page and not the text says it."""


class ValidityKind(StrEnum):
    """What a document says of how long it holds."""

    TRIAL = "trial"
    """试行, 暂行"""
    PERIOD = "period"
    """有效期5年, 有效期至…, 试行期两年"""
    REPEALED = "repealed"
    """The document itself is marked 已废止, 失效."""
    REPEALS = "repeals"
    """It ends others: 《…》同时废止."""


@dataclass(frozen=True, slots=True)
class Validity:
    """One statement on how long this document, or another one because of it, holds."""

    kind: ValidityKind
    span: TextSpan
    text: str
    """Of PERIOD '5年' or '至2025年12月31日'; of REPEALS the titles, with their numbers, or the numbers ended; of
    REPEALED '废止', with the day and the document that ended it where the mark tells them; else the words found."""


@dataclass(frozen=True, slots=True)
class DocumentDetails:
    """What a document says of itself."""

    title: Reading = Reading("")
    issuers: tuple[Reading, ...] = ()
    """The bodies that issued it, in their order."""
    number: Reading | None = None
    """文号: '九府办发〔2019〕25号'."""
    dates: tuple[DocumentDate, ...] = ()
    """In the order of `DateKind`, at most one of each."""
    validity: tuple[Validity, ...] = ()
    level: AdministrativeLevel = AdministrativeLevel.UNKNOWN
    kind: str = ""
    """方案, 意见, 通知, 办法, 条例, …: of the text itself, not of the notice that forwards it; empty where unclear."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement with a figure: who shall reach what, by when."""

    clause: int
    """`Clause.ordinal` in its document."""
    span: TextSpan
    """The figure with its comparators, 不低于20万元/亩; of a table the cell."""
    statement: TextSpan
    """The sentence or part of one that states it; of a table the row."""
    subject: str
    """Whom or what it holds for: '国家级开发区', '光电信息 经开组团'; empty where the clause names none."""
    level: str
    """Zone level of the subject: '国家级', '省级', ...; empty where none is named."""
    indicator: str
    """What is measured, as written: '亩均税收', '2023年营业收入' without the year."""
    comparator: str
    """How the figure binds: 'at_least', 'at_most', 'about' or 'exact' (`ingest.figures.comparators.Direction`)."""
    change: str
    """'increase' or 'decrease' where the figure says by how much the indicator changes; else empty."""
    low: Decimal
    high: Decimal
    """Lowest and highest value in `unit`; equal unless the text gives a range."""
    unit: str
    """Normal unit without scale: '元/亩', '%', '家'."""
    written: str
    """Exactly the source text under `span`."""
    period: str
    """Year, period or deadline as written: '2025年', '“十四五”末', '每年'; empty where none holds for it."""
    subject_span: TextSpan | None = None
    indicator_span: TextSpan | None = None
    period_span: TextSpan | None = None


@dataclass(frozen=True, slots=True)
class PolicyDocument:
    """One policy document; a file holds one or several."""

    source: str
    """Name of the file, `SourceText.name`."""
    ordinal: int
    """Position among the documents of the file, from 0."""
    title: str
    span: TextSpan
    region: RegionGuess
    clauses: tuple[Clause, ...]
    details: DocumentDetails = DocumentDetails()
    facts: tuple[Fact, ...] = ()
    fingerprint: str = ""
    """`ingest.same_text.fingerprint`: equal for two readings of one document; empty where it was not taken."""

    @property
    def id(self) -> str:
        return f"{self.source}#{self.ordinal}"


@dataclass(frozen=True, slots=True)
class Chunk:
    """The unit of retrieval: one clause, a run of short neighbouring ones, or a part of a long one."""

    id: str
    """Derived from content alone: equal content in the same file gives the same id."""
    document: str
    """`PolicyDocument.id`."""
    position: int
    """Order among the chunks of the document, from 0."""
    path: tuple[str, ...]
    """Headings above and of the clause, outermost first."""
    span: TextSpan
    text: str
    """Exactly `source.text[span.start:span.end]`."""


@dataclass(frozen=True, slots=True)
class Alias:
    """A short form with what it stands for, both folded, and where a text introduces it."""

    term: str
    """'高新技术企业'."""
    alias: str
    """'高企'."""
    span: TextSpan


@dataclass(frozen=True, slots=True)
class ReadResult:
    """All that one file gave."""

    source: SourceText
    documents: tuple[PolicyDocument, ...]
    chunks: tuple[Chunk, ...] = field(default=())
    removed: tuple[RemovedText, ...] = field(default=())
    """All that was recognised as no policy text, by the reader and after it."""
    aliases: tuple[Alias, ...] = field(default=())
    """The short forms that the text introduces, in order."""
