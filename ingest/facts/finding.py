"""The facts of a document, from its clauses and the cells of its tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.facts.heads import front_of
from ingest.facts.parts import joined_lines, sentences
from ingest.facts.periods import DATED, SPAN
from ingest.facts.statements import statements_of
from ingest.facts.subjects import NAMES_SUBJECT, SPOKEN_OF, levels_of
from ingest.facts.tables import facts_of_table, table_facts, torn_tables
from ingest.facts.things import COUNTS
from ingest.facts.words import Statement, Words
from ingest.model import Clause, ClauseKind, Fact, PolicyDocument, SourceText, TextSpan
from ingest.normalize import fold

_CONDITIONS = r"(?:条件|情形|情况|要件|资格|之一|符合|具备|下列|范围)[^。;\n]{0,40}[:︰]"
_OPENS_CONDITIONS = re.compile(rf"{_CONDITIONS}\s*$")
"""A list of conditions follows: its figures say when something holds and not what is to be reached."""
_CONDITIONS_WITHIN = re.compile(rf"{_CONDITIONS}\s*\n")
_LAST_SENTENCE = re.compile(r"[^。!?\n]*[:︰]\s*$")
_AIMS = re.compile(r"目标|任务|计划|指标")
_NAMES_ANOTHER = re.compile(
    r"奖励|奖补|补贴|补助|资助|津贴|费率|[每各该]|开发区|园区|片区|新区|高新区|[全本我各][省市县区国]|[市县](?!场|值)"
)
_OF_INDUSTRY = re.compile("..(?:产业|行业|集群)")
_PER_MU = re.compile(r"(?:亩均|每亩)[\u4e00-\u9fff]{2,8}$")
_WHOLE_LINE = 24
"""Characters; shorter lines are headings, or end where they mean to."""
_SENTENCE_ENDS = re.compile(r"[。!?;]")
_ASKED = re.compile(r"不|[应须][达为在]|确保|力争")
_LOOK_BACK = 160


def find_facts(source: SourceText, document: PolicyDocument) -> tuple[Fact, ...]:
    """Every fact of `document`, in the order of its clauses; spans count from the start of `source.text`."""
    finder = _Finder(source.text, document.clauses)
    torn = torn_tables(source.text, document.clauses)
    facts = [fact for clause in document.clauses for fact in finder.facts_of(clause)]
    return tuple(sorted((*facts, *torn), key=lambda fact: fact.clause)) if torn else tuple(facts)


class _Finder:
    """Reads the clauses of one document in their order, since headings and openings speak for those behind."""

    def __init__(self, text: str, clauses: Sequence[Clause]) -> None:
        self._text = text
        self._clauses = clauses
        self._above: dict[int, int | None] = {}
        """For each clause read the one that speaks for it: the paragraph that opens its list, else its parent."""
        self._openings: dict[int | None, int] = {}
        """For each parent the last paragraph under it that ends in a colon, while its list goes on."""
        self._conditions: set[int] = set()
        """Ordinals of the clauses that list conditions, and of those that open such a list."""
        self._periods: dict[int, TextSpan] = {}
        """For the clauses whose heading or last words name a period for all under them, where it stands."""
        self._subjects: dict[int, TextSpan] = {}
        """For the clauses whose last words before a list name the region or zone that all of it is about."""
        self._named: dict[int, TextSpan] = {}
        """For the clauses whose heading is an industry or a zone, where its name stands."""
        self._torn = False
        """True where the clause before breaks off in a sentence, as lines of a page do."""

    def facts_of(self, clause: Clause) -> list[Fact]:
        text = clause.span.slice(self._text)
        folded = fold(text)
        self._place(clause, folded)
        above = self._above[clause.ordinal]
        opens = _OPENS_CONDITIONS.search(folded, max(0, len(folded) - _LOOK_BACK)) is not None
        if opens or above in self._conditions:
            self._conditions.add(clause.ordinal)
        self._note_period(clause, folded)
        self._note_heading(clause)
        torn = self._torn and clause.kind is ClauseKind.PARAGRAPH
        self._torn = clause.ordinal > 0 and clause.kind is not ClauseKind.HEADING and _breaks_off(folded)
        if clause.kind is ClauseKind.TABLE:
            return facts_of_table(self._text, self._clauses, clause)
        tables = table_facts(text, clause.span.start, clause.ordinal) if "\t" in text else []
        if above in self._conditions:
            return tables
        return [*tables, *self._stated(clause, text, folded, torn)]

    def _place(self, clause: Clause, folded: str) -> None:
        listed = clause.kind in (ClauseKind.ITEM, ClauseKind.POINT)
        opening = self._openings.get(clause.parent) if listed else None
        self._above[clause.ordinal] = clause.parent if opening is None else opening
        if not listed:
            self._openings.pop(clause.parent, None)
            if folded.rstrip().endswith((":", "︰")):
                self._openings[clause.parent] = clause.ordinal

    def _stated(self, clause: Clause, text: str, folded: str, torn: bool) -> list[Fact]:
        # The number is no word of the first sentence.
        label = len(clause.label) if text.startswith(clause.label) else 0
        read = " " * label + joined_lines(folded)[label:]
        conditions = _CONDITIONS_WITHIN.search(read)
        facts: list[Fact] = []
        spoken_of: Fact | None = None
        for sentence in sentences(read):
            if "\t" in sentence.full or (conditions and sentence.start >= conditions.end()):
                continue
            if torn and sentence.start == 0:
                continue
            written = text[sentence.start : sentence.start + len(sentence.full)]
            told = len(facts)
            for statement in statements_of(sentence, first=sentence.start <= label):
                fact = _fact(statement, written, clause, clause.span.start + sentence.start)
                fact = fact if statement.dated else self._with_period(fact, clause)
                fact = fact if fact.subject else self._with_subject(fact, clause)
                facts.append(fact if fact.subject or spoken_of is None else _of_same(fact, spoken_of))
            if told == 0 and facts:
                spoken_of = _spoken_of(facts)
        return [fact for fact in facts if not _may_be_condition(fact, clause, read)]

    def _note_period(self, clause: Clause, folded: str) -> None:
        """Keeps the one period that the heading, or the words before a list, name for what comes under them."""
        heading = fold(clause.heading)
        found = [*DATED.finditer(heading)] if _AIMS.search(heading) else []
        if len(found) == 1 and clause.heading in clause.span.slice(self._text):
            start = self._text.index(clause.heading, clause.span.start)
            self._periods[clause.ordinal] = TextSpan(*found[0].span()).shifted(start)
            return
        last = _LAST_SENTENCE.search(folded, max(0, len(folded) - _LOOK_BACK))
        front = front_of(folded, last.start(), last.end()) if last else None
        if front is not None and front.period is not None:
            named = front.period.slice(folded)
            if DATED.fullmatch(named) or SPAN.fullmatch(named):
                self._periods[clause.ordinal] = front.period.shifted(clause.span.start)
        if front is not None and front.subject is None and folded.startswith(",", front.words.start):
            front = front_of(folded, front.words.start + 1, front.words.end)
        about = front.subject if front is not None else None
        if about is not None and SPOKEN_OF.fullmatch(about.slice(folded)) and _AIMS.search(folded, about.end):
            self._subjects[clause.ordinal] = about.shifted(clause.span.start)

    def _with_subject(self, fact: Fact, clause: Clause) -> Fact:
        """`fact` with the industry or zone that its heading or the opening of its list names: 2.生物医药产业。"""
        above = self._above[clause.ordinal]
        opening = self._subjects.get(above) if above is not None else None
        if opening is not None and not _names_another(fact):
            subject = "".join(opening.slice(self._text).split())
            return replace(fact, subject=subject, level=levels_of(fold(subject)), subject_span=opening)
        under = clause.parent if clause.kind is ClauseKind.PARAGRAPH and clause.parent is not None else clause.ordinal
        span = self._named.get(clause.ordinal) or self._named.get(under)
        subject = span.slice(self._text) if span is not None else ""
        if not subject or fold(subject) in fold(fact.indicator) or _OF_INDUSTRY.search(fold(fact.indicator)):
            return fact
        return replace(fact, subject=subject, level=levels_of(fold(subject)), subject_span=span)

    def _note_heading(self, clause: Clause) -> None:
        """Keeps the industry or zone that a heading names: 2.生物医药产业。"""
        named = NAMES_SUBJECT.fullmatch(fold(clause.heading))
        start = self._text.find(clause.heading, clause.span.start, clause.span.end) if named else -1
        if named is not None and start >= 0:
            self._named[clause.ordinal] = TextSpan(*named.span("name" if named["name"] else "made")).shifted(start)

    def _with_period(self, fact: Fact, clause: Clause) -> Fact:
        """`fact` with the period of the nearest heading that names one."""
        ordinal: int | None = clause.ordinal
        while ordinal is not None and ordinal not in self._periods:
            ordinal = self._above[ordinal]
        if ordinal is None:
            return fact
        span = self._periods[ordinal]
        named = "".join(span.slice(self._text).split())
        return replace(fact, period=f"{named} {fact.period}".strip(), period_span=span)


def _spoken_of(facts: list[Fact]) -> Fact | None:
    """A fact with the region or zone that all of a paragraph's first sentence is about; None where there is none."""
    first = facts[0]
    if first.subject_span is None or any(fact.subject_span != first.subject_span for fact in facts):
        return None
    named = fold(first.subject)
    return first if SPOKEN_OF.fullmatch(named) and not named.endswith("国") else None


def _names_another(fact: Fact) -> bool:
    """Whether the indicator's own words, apart from what it is a share of, name a place or whom it is for."""
    return _NAMES_ANOTHER.search(fold(fact.indicator).partition("占")[0]) is not None


def _of_same(fact: Fact, spoken_of: Fact) -> Fact:
    """`fact` with the subject of the paragraph, unless its own words name another one."""
    if _names_another(fact):
        return fact
    return replace(fact, subject=spoken_of.subject, level=spoken_of.level, subject_span=spoken_of.subject_span)


def _breaks_off(folded: str) -> bool:
    """True for a clause whose last line is long and ends in no mark."""
    line = folded[-_LOOK_BACK:].rstrip().rpartition("\n")[2]
    return len(line) >= _WHOLE_LINE and line[-1] not in "。;:!?,、)”"


def _may_be_condition(fact: Fact, clause: Clause, folded: str) -> bool:
    """True for an item that holds nothing but 载客数超过19座: it may be what is asked or when something is asked."""
    if clause.kind is not ClauseKind.ITEM or fact.subject or fact.period or fact.change or fact.comparator == "exact":
        return False
    return len(_SENTENCE_ENDS.findall(folded)) <= 1 and (fact.unit in COUNTS or _ASKED.search(folded) is None)


def _fact(statement: Statement, text: str, clause: Clause, offset: int) -> Fact:
    """`text` is the sentence as the source has it, `offset` its place there."""
    figure = statement.figure
    if figure.value is None:
        raise ValueError(f"a fact needs a value, got {figure}")
    subject = statement.subject.text(text) if statement.subject else ""
    indicator = statement.indicator.text(text)
    per_mu = figure.normal_unit == "元" and _PER_MU.search(fold(indicator)) is not None
    return Fact(
        clause=clause.ordinal,
        span=figure.span.shifted(offset),
        statement=_trimmed(statement.part, text).shifted(offset),
        subject=subject,
        level=levels_of(fold(subject)),
        indicator=indicator,
        comparator=str(figure.bound),
        change=statement.change,
        low=figure.value[0],
        high=figure.value[1],
        unit="元/亩" if per_mu else figure.normal_unit,
        written=figure.span.slice(text),
        period=statement.period.text(text) if statement.period else "",
        subject_span=_moved(statement.subject, offset),
        indicator_span=_moved(statement.indicator, offset),
        period_span=_moved(statement.period, offset),
    )


def _moved(words: Words | None, offset: int) -> TextSpan | None:
    return words.span.shifted(offset) if words is not None else None


def _trimmed(span: TextSpan, text: str) -> TextSpan:
    part = span.slice(text)
    start = span.start + len(part) - len(part.lstrip())
    return TextSpan(start, max(start, span.end - (len(part) - len(part.rstrip()))))
