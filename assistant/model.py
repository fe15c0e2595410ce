"""Questions, citations and answers. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Language(StrEnum):
    """Language and script of a question."""

    SIMPLIFIED = "zh-Hans"
    TRADITIONAL = "zh-Hant"
    ENGLISH = "en"


class AnswerKind(StrEnum):
    """What kind of answer a question wants."""

    FIGURE = "figure"
    BODY = "body"
    """A responsible body: who leads, who supports."""
    LIST = "list"
    YES_NO = "yes_no"
    DEFINITION = "definition"
    OPEN = "open"


class Wanted(StrEnum):
    """What a question wants to be told, finer than `AnswerKind`; a question may want several of these."""

    FIGURE = "figure"
    TIME = "time"
    """How long, or by when."""
    DOCUMENT_NUMBER = "document_number"
    BODY = "body"
    LIST = "list"
    YES_NO = "yes_no"
    DEFINITION = "definition"
    CONDITION = "condition"
    """Who or what qualifies, and when."""
    PROCEDURE = "procedure"
    """The steps to be taken."""
    REASON = "reason"
    COMPARISON = "comparison"
    OPEN = "open"


class Aspect(StrEnum):
    """What some words of a question say about its answer."""

    CORRECTION = "correction"
    """A typing error, or words in pinyin or English, and what they were taken to mean."""
    REGION = "region"
    LEVEL = "level"
    YEAR = "year"
    PERIOD = "period"
    ORDINAL = "ordinal"
    INDICATOR = "indicator"
    TOPIC = "topic"
    WANTED = "wanted"
    UNIT = "unit"
    SUPERLATIVE = "superlative"
    EXCLUDED = "excluded"
    STATED = "stated"


@dataclass(frozen=True, slots=True)
class Reading:
    """Some words of a question and what they were understood as."""

    aspect: Aspect
    words: str
    """As written, with the script, width and typing errors of the question."""
    start: int
    end: int
    """`words == text[start:end]` of `Question.text`; both 0 where the words stand in an earlier turn or in none."""
    value: str
    """In Chinese or as a member of `Wanted`: '江西省九江市', '省级以上', '2021-2025', '亩均税收', 'figure'."""


@dataclass(frozen=True, slots=True)
class Period:
    """Calendar years from `first` to `last`, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Term:
    """Something that the question is about, in folded form."""

    text: str
    alternatives: tuple[str, ...] = ()
    """Synonyms or translations that say the same."""
    weight: float = 1.0
    """1 for a term of this question, less for one carried over from an earlier turn."""
    place: bool = False
    """True for the name of a region."""

    @property
    def forms(self) -> tuple[str, ...]:
        return (self.text, *self.alternatives)


@dataclass(frozen=True, slots=True)
class Place:
    """A region named in a question."""

    name: str
    """As written."""
    paths: tuple[tuple[str, ...], ...]
    """Regions that the name may mean, each outermost first."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood: the words, and the constraints that its answer must meet."""

    text: str
    """The question alone, as asked."""
    language: Language
    kind: AnswerKind
    search_text: str
    """What to search for, in folded Chinese, with what was carried over from earlier turns."""
    terms: tuple[Term, ...] = ()
    compares: bool = False
    """True where the question asks for several things side by side."""
    places: tuple[Place, ...] = ()
    levels: tuple[str, ...] = ()
    """Zone levels named: '国家级', '省级', '市级'."""
    years: tuple[int, ...] = ()
    ordinal: str = ""
    """Which of several repeats is asked for, as written: '第二个年度', '最后一年'."""
    units: tuple[str, ...] = ()
    """Units that the asked figure would have: ('家', '户')."""
    excluded: tuple[str, ...] = ()
    """What the question sets aside: '新区' in '(不是新区)'."""
    stated: tuple[str, ...] = ()
    """Figures that the question itself states, as written: '12%'."""
    expansions: tuple[tuple[str, float], ...] = ()
    """Synonyms with weights, for the lexical search."""
    any_of: tuple[tuple[tuple[str, float], ...], ...] = ()
    """For each word of an English question its Chinese translations with weights: one of them will do."""
    carried: tuple[str, ...] = ()
    """What was taken over from earlier turns, for display."""
    resolved: str = ""
    """The whole question that a follow-up stands for, folded; empty where it stands for itself."""
    refers_back: bool = False
    """True where it points at what was just answered ('谁负责这项')."""
    corrected: str = ""
    """`text` with its typing errors put right and its English words in Chinese; empty where there are none."""
    wanted: tuple[Wanted, ...] = (Wanted.OPEN,)
    """What is to be told, the main thing first; of a question that asks several things each in its order."""
    periods: tuple[Period, ...] = ()
    """Years named or meant: '2018-2020年', “十四五”末 (2025), “十四五”期间 (2021 to 2025)."""
    indicators: tuple[str, ...] = ()
    """Those of its words, as phrases, that name what a figure measures: '两化融合发展水平指数'."""
    superlatives: tuple[str, ...] = ()
    """Bounds and extremes asked for, each in one form: '最低' for 至少, 不低于 and 下限."""
    readings: tuple[Reading, ...] = ()
    """Which words were understood as what, in the order of the question."""

    @property
    def wording(self) -> str:
        """What is asked, as it was understood: `text` with its typing errors put right."""
        return self.corrected or self.text


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier exchange of the conversation."""

    question: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class CopyPlace:
    """The same words in another file that holds the same document; `quote` is that file's `text[start:end]`."""

    doc: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a statement stands. `quote` is exactly `text[start:end]` of the file's extracted text."""

    doc: str
    title: str
    clause: str
    """Path of the clause, outermost first, on one line."""
    quote: str
    start: int
    end: int
    also_in: tuple[CopyPlace, ...] = ()
    """Other files that hold the same document, from which it can be cited as well."""
    note: str = ""
    """The formal note to put under a report: 《标题》（发文机关，文号，日期）三、（二）第4条."""
    warning: str = ""
    """That the document is expired, repealed or not yet in force, in the question's language; empty where it holds."""


class FigureVerdict(StrEnum):
    """What the cited clauses say of a figure of an answer."""

    VERIFIED = "verified"
    NOT_FOUND = "not_found"
    DIFFERS = "differs"
    """The clauses give another value for the same thing, or this value in another direction or unit."""


@dataclass(frozen=True, slots=True)
class CheckedFigure:
    """One figure of an answer and what the clauses that it cites say of it."""

    written: str
    """With its comparators and unit, exactly `Answer.text[start:end]`: '不低于20万元/亩'."""
    start: int
    end: int
    verdict: FigureVerdict
    citation: int = 0
    """Position in `Answer.citations`, from 1, of the clause that bears it out or contradicts it; 0 where none does."""
    evidence: str = ""
    """What stands there, as written; empty where nothing does."""


@dataclass(frozen=True, slots=True)
class Side:
    """One row of a comparison, or one of several documents that disagree."""

    name: str
    """What it speaks for: a region, a level, a year, a document."""
    text: str
    """What is laid down there; empty where the documents are silent."""
    citations: tuple[int, ...] = ()
    """Positions in `Answer.citations`, from 1; at least one where there is a text."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the user gets."""

    question: str
    text: str
    """The composed answer alone; markers [1] refer to `citations` by position, from 1."""
    refused: bool
    reason: str
    """Why it was refused, or a note about how the answer was made; may be empty."""
    citations: tuple[Citation, ...] = ()
    latency_ms: float = 0.0
    answerer: str = ""
    """'extractive' or 'model:NAME'."""
    notes: tuple[str, ...] = field(default=())
    """Remarks for the reader: carried-over constraints, a fallback that was taken."""
    checks: tuple[CheckedFigure, ...] = ()
    """Every figure of `text`, in its order, held against the clauses cited."""
    sides: tuple[Side, ...] = ()
    """Of a comparison or a disagreement its rows, which `text` says in one line each; else empty."""
    corrects: bool = False
    """True where `text` corrects what the question takes for granted; such a question is `refused` as asked."""
