"""Single drafted questions: wording from `evals.ranker.generated`, gold from what answers it in the documents."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from evals.ranker.generated import Documents, GeneratedQuestion
from evals.text import contains, normalise
from ingest.duties.finding import Role, bodies_in, find_duties
from ingest.figures.quantities import find_quantities
from ingest.model import TextSpan
from ingest.normalize import fold
from vectorstore.model import DocumentRecord, FactRecord, Passage

_STOPS = "。；！？;!?\n"
_ITEM = r"[^、，。；：:,;\s（()）“”和与及等]{2,14}?"
_SERIES = re.compile(
    rf"(?P<verb>重[点點]是|重点发展|大力发展|积极发展|重点培育|培育|发展(?!改革|[规職职]|基金)|建设|打造|推广|整合|完善|包括|支持)"
    rf"(?P<items>{_ITEM}(?:、{_ITEM})+(?:(?:、|和|与|及|以及){_ITEM})?)"
    rf"(?P<tail>(?:等|[三四五六七八九十][类類项項大])[\u4e00-\u9fff]{{0,8}})?(?=[，。；,;])"
)
_CLEAR = ("重点发展", "大力发展", "积极发展", "重点培育")
"""Verbs that a question may end with: 重点发展哪些."""
_TAIL = re.compile(r"^(?:等|[三四五六七八九十].)")
_BETWEEN = re.compile(r"、|以及|和|与|及")
_FEWEST, _MOST_ITEMS = 3, 6
_NAMES_A_MEASURE = 4
"""Characters of an indicator that says enough to be asked for alone."""
_SHORT = 12
"""Characters below which a line is the cell of a table and no statement."""
_MOST_OTHERS = 4
"""Figures that must not be said."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A question with the gold that goes by what it was made of."""

    type: str
    question: str
    records: tuple[DocumentRecord, ...] = ()
    """The documents that answer, one an evidence."""
    evidence: tuple[str, ...] = ()
    answer: str = ""
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    answerable: bool = True
    notes: str = ""
    where: str = field(default="", compare=False)
    """Text of the passages that answer, for swapping."""


def figure_draft(
    made: GeneratedQuestion, passage: Passage, record: DocumentRecord, facts: Sequence[FactRecord]
) -> Draft | None:
    """Of a question for a figure; None where the place holds no single amount."""
    if made.place is None:
        return None
    place = made.place.shifted(passage.span.start)
    fact = next((item.fact for item in facts if item.fact.span == place), None)
    amount = amount_in(fact.written) if fact else ""
    if fact is None or not amount:
        return None
    others = (amount_in(item.fact.written) for item in facts if item.fact.indicator == fact.indicator)
    wrong = dict.fromkeys(other for other in others if other and not contains(other, fact.written))
    evidence = _sentence(passage.text, made.place)
    if len(evidence) < _SHORT:
        evidence = fact.statement.shifted(-passage.span.start).slice(passage.text).strip()
    return Draft(
        *("single_fact", made.text, (record,), (evidence,), fact.written, (amount,)),
        must_not=tuple(wrong)[:_MOST_OTHERS],
        where=passage.text,
    )


def department_draft(made: GeneratedQuestion, passage: Passage, record: DocumentRecord) -> Draft | None:
    """Of a question for responsible bodies: who leads where somebody does, else all of the first duty."""
    duties = find_duties(passage.text)
    if not duties:
        return None
    leads = [duty for duty in duties if duty.role is Role.LEAD]
    duty = (leads or list(duties))[0]
    names = tuple(dict.fromkeys(span.slice(passage.text).strip() for span in bodies_in(duty, passage.text)))[
        :_MOST_ITEMS
    ]
    if not names or not all(normalise(name) for name in names):
        return None
    evidence = _sentence(passage.text, duty.span)
    return Draft("department", made.text, (record,), (evidence,), "、".join(names), names, where=passage.text)


def list_drafts(passages: Sequence[Passage], record: DocumentRecord) -> Iterator[Draft]:
    """One a series of three or more things behind a verb."""
    for passage in passages:
        for match in _SERIES.finditer(passage.text):
            items = tuple(item.strip() for item in _BETWEEN.split(match["items"]) if item.strip())
            said = len(match["tail"] or "") > 1 or match["verb"].endswith(_CLEAR)
            if said and _FEWEST <= len(items) <= _MOST_ITEMS:
                place = passage.region[-1] if passage.region else record.title
                what = _TAIL.sub("", match["tail"] or "")
                evidence = _sentence(passage.text, TextSpan(*match.span()))
                question = f"{place}{match['verb']}哪些{what}？"
                yield Draft("list", question, (record,), (evidence,), "、".join(items), items, where=passage.text)


def comparison_drafts(documents: Documents, records: Mapping[str, DocumentRecord]) -> Iterator[Draft]:
    """One a pair of documents of two regions that set one figure each for the same indicator."""
    facts = [item for item in documents.facts() if item.region and amount_in(item.fact.written)]
    for position, one in enumerate(facts):
        for other in facts[position + 1 :]:
            indicator = _shared_indicator(one, other)
            if not indicator:
                continue
            pair = (one, other)
            places = [item.region[-1] for item in pair]
            quotes = [_statement(documents, item) for item in pair]
            answer = "；".join(f"{place}{item.fact.written}" for place, item in zip(places, pair, strict=True))
            yield Draft(
                *("cross_doc", f"{places[0]}和{places[1]}的{indicator}目标分别是多少？"),
                tuple(records[item.document] for item in pair),
                tuple(quotes),
                answer,
                tuple(dict.fromkeys(amount_in(item.fact.written) for item in pair)),
                where=" ".join(quotes),
            )


def _shared_indicator(one: FactRecord, other: FactRecord) -> str:
    """The shorter of two indicators of two regions that are measured alike, one ending in the other; else ''."""
    shorter, longer = sorted((fold(one.fact.indicator), fold(other.fact.indicator)), key=len)
    alike = one.region != other.region and one.fact.unit == other.fact.unit and longer.endswith(shorter)
    return shorter if alike and len(shorter) >= _NAMES_A_MEASURE else ""


def unanswerable(draft: Draft, what: str, question: str) -> Draft:
    """The draft with its `what` swapped, which no document answers."""
    notes = f"{what} swapped in: {draft.question}"
    return Draft("unanswerable", question, answerable=False, notes=notes, where=draft.where)


def amount_in(written: str) -> str:
    """The number and unit of the only quantity of a text, '' where there is not just one."""
    quantities = [item for item in find_quantities(written) if not item.is_date]
    return quantities[0].amount.slice(written) if len(quantities) == 1 else ""


def drawn(drafts: Sequence[Draft], dice: random.Random) -> list[Draft]:
    """The drafts in an order drawn by the dice, each question once."""
    once = list({draft.question: draft for draft in drafts}.values())
    return dice.sample(once, len(once))


def _sentence(text: str, place: TextSpan) -> str:
    """The sentence or line around a place, without white space at its ends."""
    start = max(text.rfind(stop, 0, place.start) for stop in _STOPS) + 1
    ends = [at for stop in _STOPS if (at := text.find(stop, place.end)) >= 0]
    return text[start : min(ends, default=len(text))].strip()


def _statement(documents: Documents, item: FactRecord) -> str:
    holding = next(p for p in documents.passages_of(item.document) if p.span.contains(item.fact.span))
    return _sentence(holding.text, item.fact.span.shifted(-holding.span.start))
