"""Made-up plans of development zones, and the distractors written of them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from evals import distractors
from evals.benchmarks.made.plain import text_of
from evals.benchmarks.made.plan_topics import PLAN_SECTIONS
from evals.benchmarks.made.plans import LEVELS, STYLES, MadePlan, make_plans
from evals.benchmarks.made.reading import clause_chunks, read_result_of
from evals.distractors import paths_of, write_distractors
from evals.errors import EvalsError
from ingest.chunking import Chunker
from ingest.model import ClauseKind
from ingest.pipeline import read_policy_file
from ingest.regions.names import load_divisions

TOPICS = sum(len(topics) for _, topics in PLAN_SECTIONS)
CHUNKER = Chunker(len)


def plans(
    count: int = 60, clauses: int = 8, seed: int = 1, without: tuple[tuple[str, ...], ...] = ()
) -> list[MadePlan]:
    return list(make_plans(count, clauses, seed, without))


def test_a_seed_makes_the_same_plans_and_another_seed_others() -> None:
    assert plans() == plans() != plans(seed=2)


def test_no_two_plans_have_the_same_title_and_all_styles_and_kinds_of_places_occur() -> None:
    made = plans(600)
    assert len({plan.document.title for plan in made}) == 600
    assert {plan.document.genre for plan in made} == {style.genre for style in STYLES}
    assert {len(plan.region) for plan in made} == {1, 2, 3}
    assert not [plan.document.title for plan in made if "开发区开发区" in plan.document.title]


def test_a_place_gets_another_style_each_time_round_and_cities_last() -> None:
    many = plans(5_000, 1)
    assert len({plan.document.title for plan in many}) == len(many)
    times = Counter(plan.region for plan in many)
    twice = {len(region) for region, count in times.items() if count == 2}
    assert twice == {2, 3}  # 北京市 and its districts are divisions of the first and second rank
    cities = [plan for plan in many if plan.questions[0].place.kind in ("city", "province")]
    assert len(cities) == len({plan.region for plan in cities})


def test_no_plan_is_of_a_region_left_out_or_of_one_within_or_around_it() -> None:
    without = (("江西省", "九江市"), ("江苏省",))
    every = plans(4_000, 1, without=without)
    regions = {plan.region for plan in every}
    assert not [region for region in regions if region[:1] == ("江苏省",)]
    assert not [region for region in regions if region[:2] == ("江西省", "九江市")]
    assert ("江西省",) not in regions
    assert ("江西省", "南昌市") in regions
    named = {region.path for region in load_divisions() if region.level != "county"}
    assert len(named - regions) == 3 + sum(path[:1] == ("江苏省",) for path in named) - 1


def test_every_question_has_its_figure_in_one_clause_of_its_plan() -> None:
    for plan in plans(40):
        assert len(plan.questions) == len(plan.document.clauses)
        for question, clause in zip(plan.questions, plan.document.clauses, strict=True):
            assert question.figure == clause.figures[question.level]
            level = LEVELS[question.level]
            assert re.search(f"{level}开发区{clause.indicator}[^，。]*?{question.figure}", clause.body)
            assert question.text() == f"{plan.document.region}{level}开发区{clause.indicator}要求是多少？"
            assert question.text(with_place=False) == f"{level}开发区{clause.indicator}要求是多少？"


def test_a_question_in_english_names_the_city_by_its_pinyin() -> None:
    (plan,) = [plan for plan in plans(700, 1) if plan.region == ("江西省", "九江市")]
    (question,) = plan.questions
    level = ("national", "provincial")[question.level]
    words = f"What is the target for {question.target.english} in {level} zones"
    assert question.text(english=True) == f"{words} of Jiujiang?"
    assert question.text(english=True, with_place=False) == f"{words}?"


@pytest.mark.parametrize(("count", "clauses"), [(0, 1), (1, 0), (1, TOPICS + 1), (10**6, 1)])
def test_impossible_numbers_are_refused(count: int, clauses: int) -> None:
    with pytest.raises(EvalsError, match="文件"):
        plans(count, clauses)


def test_a_plan_made_in_memory_is_read_as_from_its_file(tmp_path: Path) -> None:
    for number, plan in enumerate(plans(12, TOPICS)):
        path = tmp_path / f"{number}.txt"
        path.write_text(text_of(plan.document), encoding="utf-8")
        (read,) = read_policy_file(path, path.name, CHUNKER).documents
        result = read_result_of(path.name, plan.document, plan.region, CHUNKER.chunk)
        (made,) = result.documents
        assert (made.title, made.region.path, made.clauses) == (read.title, read.region.path, read.clauses)
        assert (made.details.kind, made.details.level) == (read.details.kind, read.details.level)
        assert [c for c in made.clauses if c.kind is ClauseKind.ITEM]
        assert result.chunks == read_policy_file(path, path.name, CHUNKER).chunks


def test_chunks_by_clause_are_its_own_lines_under_its_headings() -> None:
    (plan,) = plans(1, 5)
    result = read_result_of("a.txt", plan.document, plan.region, clause_chunks)
    assert [chunk.text for chunk in result.chunks] == [clause.line for clause in plan.document.clauses]
    assert [chunk.position for chunk in result.chunks] == [0, 1, 2, 3, 4]
    assert len({chunk.id for chunk in result.chunks}) == 5
    for chunk in result.chunks:
        assert chunk.span.slice(result.source.text) == chunk.text
        assert [len(chunk.path), chunk.path[-1][:1]] == [2, "（"]


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_distractors_are_as_many_files_as_asked_for_and_the_same_each_time(tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert write_distractors(tmp_path / name, [("江西省", "九江市")], count=30, clauses=3) == 30
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert len(contents(tmp_path / "a")) == 30


def test_a_region_is_named_as_people_name_it() -> None:
    assert paths_of(["九江", "武汉经开区"]) == [
        ("江西省", "九江市"),
        ("湖北省", "武汉市", "武汉经济技术开发区"),
    ]
    with pytest.raises(EvalsError, match="亚特兰蒂斯"):
        paths_of(["亚特兰蒂斯"])


def test_the_command_writes_distractors_and_says_how_many(tmp_path: Path) -> None:
    app = typer.Typer()
    app.command()(distractors.main)
    done = CliRunner().invoke(app, [str(tmp_path / "made"), "--count", "5", "--clauses", "2", "--not", "九江市"])
    assert done.exit_code == 0
    assert "5 份" in done.stdout
    assert len(contents(tmp_path / "made")) == 5
    failed = CliRunner().invoke(app, [str(tmp_path / "made"), "--not", "亚特兰蒂斯"])
    assert failed.exit_code == 1
    assert failed.stderr.startswith("错误：不认识地区")
