"""Makes up policy documents with known figures: same numbers, same seed, same documents."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evals.benchmarks.made.model import MadeClause, MadeDocument, MadeQuestion, MadeSection
from evals.benchmarks.made.plain import text_of
from evals.benchmarks.made.topics import AIMS, BODIES, MEASURES, SECTIONS, Indicator, Topic
from evals.errors import EvalsError
from ingest.regions.names import load_divisions

CLAUSES_OF_A_DOCUMENT = sum(len(topics) for _, topics in SECTIONS)
LEVELS = ("国家级", "省级")
_SUBJECTS = ("促进开发区高质量发展", "推进开发区改革和创新发展")
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class MadePolicies:
    """The files written, and questions on them."""

    files: int
    clauses: int
    size: int
    """Bytes."""
    questions: tuple[MadeQuestion, ...]


def make_policies(folder: Path, clauses: int, questions: int, seed: int) -> MadePolicies:
    """Writes UTF-8 text files with `clauses` clauses in all into `folder`.

    Raises EvalsError where `clauses` or `questions` is below 1 or there are not regions enough.
    """
    if questions < 1:
        raise EvalsError(f"问题数应不小于 1 条，实际为 {questions}")
    dice = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    asked: list[MadeQuestion] = []
    size = files = 0
    for files, (document, possible) in enumerate(_documents(clauses, dice), start=1):
        path = folder / f"{file_stem(files, document)}.txt"
        path.write_text(text_of(document), encoding="utf-8")
        size += path.stat().st_size
        if document.subject == _SUBJECTS[0]:  # A region's second document gives the same indicators other figures.
            asked += possible
    return MadePolicies(files, clauses, size, tuple(dice.sample(asked, min(questions, len(asked)))))


def make_documents(clauses: int, seed: int) -> Iterator[MadeDocument]:
    """The documents that `make_policies` writes, one after the other; raises EvalsError as it does."""
    for document, _ in _documents(clauses, random.Random(seed)):
        yield document


def file_stem(number: int, document: MadeDocument) -> str:
    """Name of a document's file, without the suffix."""
    return f"{number:05d}_{document.region}_{document.subject}"


def most_clauses() -> int:
    """More clauses than this cannot be made."""
    return len(_regions()) * len(_SUBJECTS) * CLAUSES_OF_A_DOCUMENT


def _documents(clauses: int, dice: random.Random) -> Iterator[tuple[MadeDocument, list[MadeQuestion]]]:
    if clauses < 1:
        raise EvalsError(f"条款数应不小于 1，实际为 {clauses}")
    if clauses > most_clauses():
        raise EvalsError(f"最多可生成 {most_clauses()} 条，请减小条款数")
    for region, subject, count in _plan(clauses, dice):
        yield _document(region, subject, count, dice)


def _plan(clauses: int, dice: random.Random) -> Iterator[tuple[str, str, int]]:
    """Region, subject and number of clauses of each document."""
    names = [name for places in (_places("city"), _places("county")) for name in dice.sample(places, len(places))]
    pairs = ((name, subject) for subject in _SUBJECTS for name in names)
    for name, subject in pairs:
        yield name, subject, min(clauses, CLAUSES_OF_A_DOCUMENT)
        clauses -= CLAUSES_OF_A_DOCUMENT
        if clauses <= 0:
            return


def _regions() -> list[str]:
    return _places("city") + _places("county")


def _places(level: str) -> list[str]:
    """Regions of a level whose name no other region has."""
    times = Counter(region.name for region in load_divisions())
    return [region.name for region in load_divisions() if region.level == level and times[region.name] == 1]


def _document(region: str, subject: str, count: int, dice: random.Random) -> tuple[MadeDocument, list[MadeQuestion]]:
    """A document of `count` clauses and a question on each of them."""
    year = dice.choice((2025, 2026, 2027, 2030))
    asked: list[MadeQuestion] = []
    sections: list[MadeSection] = []
    for number, (heading, topics) in enumerate(SECTIONS):
        clauses: list[MadeClause] = []
        for position, topic in enumerate(topics[: count - len(asked)]):
            figures = _two_figures(topic.by_level, dice)
            clauses.append(_clause(f"（{_NUMERALS[position]}）", topic, figures, year, dice))
            asked.append(_question(region, topic, figures, dice))
        if clauses:
            sections.append(MadeSection(f"{_NUMERALS[number]}、", heading, tuple(clauses)))
    lead = f"为{subject}，结合本地实际，制定本方案。"
    return MadeDocument(region, subject, lead, tuple(sections)), asked


def _clause(label: str, topic: Topic, figures: tuple[str, str], year: int, dice: random.Random) -> MadeClause:
    levels = "，".join(
        f"{level}开发区{topic.by_level.name}{'不超过' if '上限' in topic.by_level.name else '不低于'}{figure}"
        for level, figure in zip(LEVELS, figures, strict=True)
    )
    lead, first, second = dice.sample(BODIES, 3)
    overall = f"{topic.overall.name}达到{_figure(topic.overall, dice)}以上"
    return MadeClause(
        label=label,
        heading=topic.heading,
        body=f"{dice.choice(AIMS)}到{year}年，{levels}；{overall}。{dice.choice(MEASURES)}",
        duty=f"责任单位：{lead}；配合单位：{first}、{second}",
        indicator=topic.by_level.name,
        figures=figures,
    )


def _question(region: str, topic: Topic, figures: tuple[str, str], dice: random.Random) -> MadeQuestion:
    chosen = dice.randrange(len(LEVELS))
    text = f"{region}{LEVELS[chosen]}开发区{topic.by_level.name}要求是多少？"
    return MadeQuestion(text, figures[chosen], figures[1 - chosen])


def _two_figures(indicator: Indicator, dice: random.Random) -> tuple[str, str]:
    low, high = sorted(dice.sample(range(indicator.low, indicator.high + 1), 2))
    return f"{high}{indicator.unit}", f"{low}{indicator.unit}"


def _figure(indicator: Indicator, dice: random.Random) -> str:
    return f"{dice.randint(indicator.low, indicator.high)}{indicator.unit}"
