"""Makes up policy documents with known figures: same numbers, same seed, same files."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evals.benchmarks.topics import AIMS, BODIES, MEASURES, SECTIONS, Indicator, Topic
from evals.errors import EvalsError
from ingest.region_names import load_divisions

CLAUSES_OF_A_DOCUMENT = sum(len(topics) for _, topics in SECTIONS)
LEVELS = ("国家级", "省级")
_SUBJECTS = ("促进开发区高质量发展", "推进开发区改革和创新发展")
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class MadeQuestion:
    """A question on a made-up figure."""

    text: str
    figure: str
    """What the clause says: '20万元'."""
    other: str
    """What the same clause says for the other level of zone."""


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
    if clauses < 1 or questions < 1:
        raise EvalsError(f"条款数与问题数都应不小于 1，实际为 {clauses} 和 {questions}")
    dice = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    asked: list[MadeQuestion] = []
    size = files = 0
    for files, (region, subject, count) in enumerate(_plan(clauses, dice), start=1):
        document, possible = _document(region, subject, count, dice)
        path = folder / f"{files:05d}_{region}_{subject}.txt"
        path.write_text(document, encoding="utf-8")
        size += path.stat().st_size
        if subject == _SUBJECTS[0]:  # A region's second document gives the same indicators other figures.
            asked += possible
    return MadePolicies(files, clauses, size, tuple(dice.sample(asked, min(questions, len(asked)))))


def _plan(clauses: int, dice: random.Random) -> Iterator[tuple[str, str, int]]:
    """Region, subject and number of clauses of each document."""
    names = [name for places in (_places("city"), _places("county")) for name in dice.sample(places, len(places))]
    pairs = ((name, subject) for subject in _SUBJECTS for name in names)
    left = clauses
    for name, subject in pairs:
        yield name, subject, min(left, CLAUSES_OF_A_DOCUMENT)
        left -= CLAUSES_OF_A_DOCUMENT
        if left <= 0:
            return
    raise EvalsError(f"最多可生成 {len(names) * len(_SUBJECTS) * CLAUSES_OF_A_DOCUMENT} 条，请减小条款数")


def _places(level: str) -> list[str]:
    """Regions of a level whose name no other region has."""
    times = Counter(region.name for region in load_divisions())
    return [region.name for region in load_divisions() if region.level == level and times[region.name] == 1]


def _document(region: str, subject: str, count: int, dice: random.Random) -> tuple[str, list[MadeQuestion]]:
    year = dice.choice((2025, 2026, 2027, 2030))
    lines = [f"{region}{subject}实施方案", "", f"为{subject}，结合本地实际，制定本方案。"]
    asked: list[MadeQuestion] = []
    for number, (heading, topics) in enumerate(SECTIONS):
        lines += ["", f"{_NUMERALS[number]}、{heading}"]
        for position, topic in enumerate(topics):
            if len(asked) == count:
                return "\n".join(lines) + "\n", asked
            figures = _two_figures(topic.by_level, dice)
            lines.append(f"（{_NUMERALS[position]}）{_clause(topic, figures, year, dice)}")
            asked.append(_question(region, topic, figures, dice))
    return "\n".join(lines) + "\n", asked


def _clause(topic: Topic, figures: tuple[str, str], year: int, dice: random.Random) -> str:
    levels = "，".join(
        f"{level}开发区{topic.by_level.name}{'不超过' if '上限' in topic.by_level.name else '不低于'}{figure}"
        for level, figure in zip(LEVELS, figures, strict=True)
    )
    lead, first, second = dice.sample(BODIES, 3)
    overall = f"{topic.overall.name}达到{_figure(topic.overall, dice)}以上"
    return (
        f"{topic.heading}。{dice.choice(AIMS)}到{year}年，{levels}；{overall}。{dice.choice(MEASURES)}"
        f"（责任单位：{lead}；配合单位：{first}、{second}）"
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
