"""Example questions, drawn from clauses of the indexed documents that set one clear figure for something."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from assistant.answering.fit import holds
from assistant.answering.segments import Sentence, sentences
from assistant.model import Answer
from ingest.figures.quantities import COUNT_UNITS, TIME_UNITS, Quantity, find_quantities
from ingest.normalize import fold, simplify
from vectorstore.model import DocumentRecord, Passage

MOST = 6
_MOST_READ, _MOST_OF_ONE = 24, 4
"""Documents read, and questions of one of them tried: the chat waits for its examples when it starts."""
_LABEL = re.compile(r"^(?:\(?[一二三四五六七八九十\d]{1,3}[、.)](?!\d)\s*)+|^[^。:]{2,8}。")
_LINK = re.compile(r"(?:都|均)?(?:须|需|要|应|力争|争取|必须)?(?:达到|做到|保持在|控制在|到|达|在|为|有|占)?\s*:?$")
_LEADING = re.compile(
    r"^(?:到|至)?(?:期末|[一二三四五]年[内后])?(?:全[市省区县]|力争|确保|争取|实现|完成)*(?:开发区的?|新区的?)?"
)
_SUBJECT = re.compile(r"[\u4e00-\u9fff“”]{4,18}")
_MEASURED = re.compile(r"(?:率|额|税收|收入|强度|比重|占比|比例|面积|产值|增加值|投资|外资|指数)$")
_COUNTED = re.compile(r"(?:企业|机构|平台|载体|实验室|中心|研究院|人才|数|数量)$")
_UNCLEAR = re.compile(
    r"[和及与或并、]|分别|增[长加幅速]|提高|下降|新增|较|其|该|这|每|各|年均|单个|以内|不|是|等|占(?!比)|主要"
)
"""Words of a subject of several things, of a change, or of something named before."""
_YEAR = re.compile(r"20\d{2}(?=年)")
_PLAN = re.compile(r"“十[一二三四五六]五”(?:末|期间)")


class ExampleLibrary(Protocol):
    """What drawing examples needs of the index."""

    def documents(self) -> list[DocumentRecord]: ...

    def passages_of(self, document_id: str) -> list[Passage]: ...


@dataclass(frozen=True, slots=True)
class Example:
    """A question, and what its answer must hold."""

    question: str
    figure: str
    """The number and its unit, folded: '20万元'."""
    source: str
    """Name of the file that the question is drawn from."""

    def is_answered_by(self, answer: Answer) -> bool:
        """True where the answer gives the figure and cites the file."""
        cited = any(citation.doc == self.source for citation in answer.citations)
        return not answer.refused and cited and holds(answer.text, self.figure)


def example_questions(library: ExampleLibrary, ask: Callable[[str], Answer], most: int = MOST) -> list[str]:
    """Up to `most` questions that `ask` answers with the figure they are drawn from: one a document, then seconds."""
    records = islice((record for record in library.documents() if record.region), _MOST_READ)
    drawn = [_examples_of(library, record) for record in records]
    found: list[str] = []
    for _ in range(_MOST_OF_ONE):
        for examples in drawn:
            answered = (example.question for example in examples if example.is_answered_by(ask(example.question)))
            question = next(answered, None)
            if question is not None and question not in found:
                found.append(question)
            if len(found) == most:
                return found
    return found


def _examples_of(library: ExampleLibrary, record: DocumentRecord) -> Iterator[Example]:
    """What a document yields: what it sets by level of zone first, counts last; a question of two figures is none."""
    found = [
        example
        for passage in library.passages_of(record.id)
        for sentence in sentences(passage.text)
        for example in _from_sentence(passage, sentence)
    ]
    figures: dict[str, set[str]] = {}
    for example in found:
        figures.setdefault(example.question, set()).add(example.figure)
    clear = [example for example in dict.fromkeys(found) if len(figures[example.question]) == 1]
    ranked = sorted(clear, key=lambda example: ("级开发区" not in example.question, "数量" in example.question))
    yield from ranked[:_MOST_OF_ONE]


def _from_sentence(passage: Passage, sentence: Sentence) -> Iterator[Example]:
    """An example for each part that sets one figure for one thing."""
    region = passage.region[-1]
    for part in sentence.parts:
        text = simplify(part.span.slice(passage.text))
        quantity = _only_amount(text)
        subject = _subject(text[: quantity.span.start]) if quantity else ""
        counts = bool(quantity and quantity.normal_unit in COUNT_UNITS)
        if not quantity or not (_COUNTED if counts else _MEASURED).search(subject):
            continue
        before = sentence.folded[: part.span.end - sentence.span.start]
        period = _period(before, passage.path)
        # 湖北省省级 reads badly, and what is asked for each year must be asked so.
        if (period or subject[0] != region[-1]) and "每年" not in before:
            question = _phrased(region, period, subject, counts)
            yield Example(question, fold(quantity.amount.slice(text)), passage.source)


def _only_amount(text: str) -> Quantity | None:
    """The one figure of `text` besides dates and spans of time; None where there is none or several."""
    amounts = [q for q in find_quantities(text) if q.unit and q.is_amount and q.unit not in TIME_UNITS]
    return amounts[0] if len(amounts) == 1 else None


def _subject(text: str) -> str:
    """What a figure is set for, out of the words before it: '须' and '达到' left out; empty where that is unclear."""
    named = _LINK.sub("", _LABEL.sub("", fold(text)))
    subject = _LEADING.sub("", _PLAN.sub("", named)).replace("的", "")
    return subject if _SUBJECT.fullmatch(subject) and not _UNCLEAR.search(subject) else ""


def _period(before: str, path: Sequence[str]) -> str:
    """The year, or the end of a plan, that the words before a figure or else its heading name."""
    plan = _PLAN.search(before)
    years = _YEAR.findall(before) or _YEAR.findall(fold(path[-1] if path else ""))
    return plan.group() if plan else f"{years[-1]}年" if years else ""


def _phrased(region: str, period: str, subject: str, counts: bool) -> str:
    wanted = subject if not counts or subject.endswith(("数", "数量")) else f"{subject}数量"
    return f"{region}{period}{wanted}{'目标' if period else '要求'}是多少？"
