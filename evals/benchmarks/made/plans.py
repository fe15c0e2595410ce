"""Makes up plans of development zones: alike in indicators, levels, years and bodies, each with its own figures."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from evals.benchmarks.made.model import MadeClause, MadeDocument, MadeSection
from evals.benchmarks.made.places import MadePlace, RegionPath, places
from evals.benchmarks.made.plan_topics import PLAN_SECTIONS, PlanTopic, Target
from evals.errors import EvalsError
from ingest.readers.numerals import format_number
from ingest.regions.names import stem_of

LEVELS = ("国家级", "省级")
_ENGLISH_LEVELS = ("national", "provincial")
_GOVERNMENTS = {"province": "省", "city": "市", "county": "县", "zone": "管委会"}
_LEADS = (
    "为落实上级部署，推动{who}{subject}，制定本{genre}。",
    "为进一步{subject}，结合{who}实际，现提出如下任务。",
    "本{genre}所称开发区，是指{who}范围内经国务院或者省政府批准设立的各类开发区。",
)


@dataclass(frozen=True, slots=True)
class PlanStyle:
    """A kind of plan: what its title says and the years that it sets figures for."""

    subject: str
    genre: str
    years: tuple[int, ...]
    end: str
    """What its last year is called."""


STYLES = (
    PlanStyle("开发区高质量发展", "五年规划（2021—2025年）", (2023, 2025), "“十四五”末"),
    PlanStyle("开发区争先进位", "三年行动计划（2023—2025年）", (2023, 2024, 2025), "三年内"),
    PlanStyle("推进开发区改革创新", "实施意见", (2020, 2022), "2022年底"),
    PlanStyle("开发区综合水平提升", "工作方案", (2019, 2020), "2020年"),
    PlanStyle("开发区目标任务分解", "实施方案", (2024,), "年底"),
    PlanStyle("开发区亩均论英雄改革", "实施方案", (2026, 2028, 2030), "“十五五”末"),
)


@dataclass(frozen=True, slots=True)
class PlanQuestion:
    """A question on a figure that a plan sets for one level of zones."""

    place: MadePlace
    target: Target
    level: int
    """Position in `LEVELS`."""
    figure: str
    """What the clause says: '20万元'."""

    def text(self, english: bool = False, with_place: bool = True) -> str:
        """The question in words; without the place it is asked of every plan."""
        if english:
            where = f" of {_pinyin(self.place)}" if with_place else ""
            return f"What is the target for {self.target.english} in {_ENGLISH_LEVELS[self.level]} zones{where}?"
        return f"{self.place.name if with_place else ''}{LEVELS[self.level]}开发区{self.target.name}要求是多少？"


@dataclass(frozen=True, slots=True)
class MadePlan:
    """A plan with its region and what can be asked of it."""

    document: MadeDocument
    region: RegionPath
    questions: tuple[PlanQuestion, ...]
    """One a clause, in their order."""


def make_plans(count: int, clauses: int, seed: int, without: Collection[RegionPath] = ()) -> Iterator[MadePlan]:
    """`count` plans of `clauses` clauses each, none of a region that `without` is related to.

    Equal arguments give equal plans. Raises EvalsError where so many, or so long ones, cannot be made.
    """
    topics = sum(len(topics) for _, topics in PLAN_SECTIONS)
    if count < 1 or not 1 <= clauses <= topics:
        raise EvalsError(f"文件数应不小于 1，每份文件的条款数应为 1 至 {topics}，实际为 {count} 与 {clauses}")
    dice = random.Random(seed)
    found = list(places(without, dice))
    if count > len(found) * len(STYLES):
        raise EvalsError(f"最多可生成 {len(found) * len(STYLES)} 份文件，请减小文件数")
    for number in range(count):
        # Each time round, a place gets another style; the second time counties, at the end, come first, so that
        # cities are the last to have two plans which answer the same questions.
        turn, position = divmod(number, len(found))
        position = len(found) - 1 - position if turn % 2 else position
        yield _plan(found[position], STYLES[(position + turn) % len(STYLES)], clauses, dice)


def _plan(place: MadePlace, style: PlanStyle, clauses: int, dice: random.Random) -> MadePlan:
    chosen = _chosen_topics(clauses, dice)
    sections: list[MadeSection] = []
    asked: list[PlanQuestion] = []
    for heading, topics in chosen:
        made = []
        for number, topic in enumerate(topics, start=1):
            figures = _figures(topic.targets[0], 2, dice)
            made.append(_clause(f"（{format_number(number, 'chineseCounting')}）", topic, figures, place, style, dice))
            level = dice.randrange(len(LEVELS))
            figure = f"{figures[level]}{topic.targets[0].unit}"
            asked.append(PlanQuestion(place, topic.targets[0], level, figure))
        label = f"{format_number(len(sections) + 1, 'chineseCounting')}、"
        sections.append(MadeSection(label, heading, tuple(made)))
    # The plan of a zone has the word in its name.
    subject = style.subject.replace("开发区", "") if place.kind == "zone" else style.subject
    lead = dice.choice(_LEADS).format(who=place.name, subject=subject, genre=style.genre.partition("（")[0])
    document = MadeDocument(place.name, subject, lead, tuple(sections), style.genre)
    return MadePlan(document, place.path, tuple(asked))


def _chosen_topics(count: int, dice: random.Random) -> list[tuple[str, list[PlanTopic]]]:
    """Sections with `count` topics in all, in a plan's order."""
    every = [(heading, topic) for heading, topics in PLAN_SECTIONS for topic in topics]
    numbers = sorted(dice.sample(range(len(every)), count))
    chosen: dict[str, list[PlanTopic]] = {}
    for number in numbers:
        heading, topic = every[number]
        chosen.setdefault(heading, []).append(topic)
    return list(chosen.items())


def _clause(
    label: str, topic: PlanTopic, figures: tuple[int, ...], place: MadePlace, style: PlanStyle, dice: random.Random
) -> MadeClause:
    first, *others = topic.targets
    by_level = "，".join(f"{level}开发区{_bound(first, figure)}" for level, figure in zip(LEVELS, figures, strict=True))
    sentences = [f"{style.end}，{by_level}。"]
    sentences += [_overall(target, style, dice) for target in dice.sample(others, dice.randint(0, len(others)))]
    measures = dice.sample(topic.measures, dice.randint(1, 2))
    sentences += [measure.replace("{n}", str(dice.randint(2, 9))) for measure in measures]
    dice.shuffle(sentences)
    return MadeClause(
        label=label,
        heading=topic.heading,
        body="".join(sentences),
        duty=_duty(topic.bodies, _GOVERNMENTS[place.kind], dice),
        indicator=first.name,
        figures=(f"{figures[0]}{first.unit}", f"{figures[1]}{first.unit}"),
    )


def _overall(target: Target, style: PlanStyle, dice: random.Random) -> str:
    """A sentence with a figure for all zones together: a year's, several years', or the plan's last."""
    who = dice.choice(("全部开发区", "各开发区合计", "开发区平均", ""))
    figures = sorted(_figures(target, len(style.years), dice), reverse=target.capped)
    if len(style.years) > 1 and dice.random() < 0.4:
        steps = "，".join(f"{year}年{figure}{target.unit}" for year, figure in zip(style.years, figures, strict=True))
        return f"{who}{target.name}分年度目标为：{steps}。"
    when = dice.choice((f"到{style.years[-1]}年，", f"{style.end}，", "力争"))
    return f"{when}{who}{_bound(target, figures[-1])}。"


def _bound(target: Target, figure: int) -> str:
    said = "不超过{}" if target.capped else ("不低于{}" if figure % 2 else "达到{}以上")
    return target.name + said.format(f"{figure}{target.unit}")


def _figures(target: Target, count: int, dice: random.Random) -> tuple[int, ...]:
    """Different figures where the target has enough of them, the higher first."""
    possible = range(target.low, target.high + 1, target.step)
    drawn = dice.sample(possible, count) if len(possible) >= count else dice.choices(possible, k=count)
    return tuple(sorted(drawn, reverse=True))


def _duty(bodies: Sequence[str], government: str, dice: random.Random) -> str:
    lead, *others = (government + body for body in dice.sample(bodies, len(bodies)))
    forms = (
        f"责任单位：{lead}；配合单位：{'、'.join(others)}",
        f"牵头部门：{lead}；配合部门：{'、'.join(others)}",
        f"{lead}牵头，{'、'.join(others)}配合",
        f"责任单位：{'、'.join((lead, *others))}，各开发区",
    )
    return dice.choice(forms)


def _pinyin(place: MadePlace) -> str:
    """The place's division as English texts write it: 'Jiujiang'."""
    from pypinyin import lazy_pinyin

    division = place.path[-2] if place.kind == "zone" else place.path[-1]
    return "".join(lazy_pinyin(stem_of(division))).capitalize()
