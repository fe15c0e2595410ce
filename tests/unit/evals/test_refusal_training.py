from __future__ import annotations

import random
from collections.abc import Mapping

import pytest

from assistant.answering.refusal.features import NAMES
from assistant.answering.refusal.model import EvidenceModel
from assistant.understanding.reader import QuestionReader
from evals.refusal.bench import Remainder
from evals.refusal.fitting import Recipe, fit
from evals.refusal.measuring import (
    Judged,
    area_under_curve,
    calibration_error,
    choose_threshold,
    crossed,
    judged,
    refusals,
    reliability,
)
from evals.refusal.model import Case
from evals.refusal.report import tables
from evals.refusal.swapping import Absent, swapped
from evals.refusal.train import question_sets
from ingest.model import TextSpan
from ingest.regions.gazetteer import Gazetteer
from vectorstore.model import Hit, Passage, SearchQuery


def case(answerable: bool, group: str = "a", kind: str = "asked", **values: float) -> Case:
    return Case(group, group, kind, "问题", answerable, {**dict.fromkeys(NAMES, 0.0), **values})


def cases() -> list[Case]:
    dice = random.Random(3)
    return [
        case(answerable, group, cosine=dice.uniform(0.2, 0.6) + 0.4 * answerable, year_unmet=float(not answerable))
        for group in "ab"
        for answerable in (True, False) * 30
    ]


def test_weights_tell_the_two_kinds_apart_and_keep_the_sign_of_their_feature() -> None:
    wrong_way = [case(bool(i % 2), bm25=1.0 - i % 2, cosine=0.4 + 0.4 * (i % 2)) for i in range(40)]
    assert "bm25" not in fit(wrong_way, Recipe()).weights
    model = fit(cases(), Recipe())
    assert model.weights["cosine"] > 0 > model.weights["year_unmet"]
    assert area_under_curve(judged(model, cases())) == 1.0


def test_one_kind_alone_is_nothing_to_learn_from() -> None:
    with pytest.raises(ValueError, match="both"):
        fit([case(True), case(True)], Recipe())


def test_every_group_is_judged_by_a_model_that_did_not_see_it() -> None:
    odd = [*cases(), *(case(i % 2 == 0, "c", cosine=0.3 + 0.5 * (i % 2)) for i in range(20))]
    own = [item for item in crossed(odd, Recipe()) if item.case.group == "c"]
    assert (area_under_curve(own) or 0) < 0.1
    assert len(crossed(odd, Recipe())) == len(odd)


def test_what_was_not_found_is_refused_at_any_threshold() -> None:
    lost = Case("a", "a", "asked", "问题", False, None)
    assert judged(EvidenceModel({}, 5.0, 0.01), [lost])[0].probability == 0.0


def test_precision_recall_and_the_threshold_between_them() -> None:
    items = [Judged(case(answerable), p) for answerable, p in ((True, 0.9), (True, 0.3), (False, 0.2), (False, 0.1))]
    low, high = refusals(items, 0.15), refusals(items, 0.5)
    assert (low.precision, low.recall) == (1.0, 0.5)
    assert (high.precision, high.recall) == (pytest.approx(2 / 3), 1.0)
    assert 0.2 < choose_threshold(items) <= 0.3
    assert refusals(items[:2], 0.1).recall is None


def test_calibration_is_the_gap_between_what_is_said_and_what_is_so() -> None:
    items = [Judged(case(answerable), 0.75) for answerable in (True, True, True, False)]
    (tenth,) = reliability(items)
    assert (tenth.low, tenth.count, tenth.predicted, tenth.observed) == (0.7, 4, 0.75, 0.75)
    assert calibration_error([tenth]) == 0.0
    assert calibration_error(reliability([Judged(case(False), 1.0)])) == 1.0


def test_the_report_has_a_row_for_every_set_kind_and_feature() -> None:
    found = crossed(cases(), Recipe())
    text = tables(fit(cases(), Recipe()), found, [])
    assert all(f"`{name}`" in text for name in ("a", "b", *NAMES))
    assert "| all | 120 | 60 |" in text


def swaps(text: str, evidence: str = "", used: Mapping[str, int] | None = None) -> dict[str, str]:
    question = QuestionReader(Gazetteer.load()).read(text)
    absent = Absent(lambda word: (used or {}).get(word, 0), ["绿化覆盖率"])
    return dict(swapped(question, evidence, absent, random.Random(1)))


def test_a_question_is_swapped_for_a_region_year_level_and_indicator_that_are_absent() -> None:
    found = swaps("九江2025年国家级开发区亩均税收是多少", "国家级开发区亩均税收20万元，省级开发区10万元")
    assert set(found) == {"region", "year", "level", "indicator"}
    assert "九江" not in found["region"]
    assert "2025" not in found["year"]
    assert "市级" in found["level"] or "县级" in found["level"]
    assert found["indicator"] == "九江2025年国家级开发区绿化覆盖率是多少"


def test_nothing_is_swapped_that_is_not_stated_or_for_what_the_documents_use() -> None:
    assert swaps("怎么办理") == {}
    assert "indicator" not in swaps("亩均税收是多少", used={"绿化覆盖率": 2})
    assert "level" not in swaps("国家级开发区亩均税收是多少", "各开发区亩均税收20万元")


class Two:
    """An index of two passages."""

    def search(self, query: SearchQuery, top_k: int, mode: str = "hybrid") -> list[Hit]:
        texts = ("甲", "乙")
        passages = [Passage(text, text, text, "", (), (), 0, TextSpan(0, 1), text) for text in texts]
        scores = ((1.25, 1.0, 10.0), (0.7, 0.5, 5.0))
        hits = [Hit(p, score, share, 0.25, bm25) for p, (score, share, bm25) in zip(passages, scores, strict=True)]
        return hits[:top_k]

    def regions(self) -> dict[tuple[str, ...], int]:
        return {}


def test_a_passage_that_is_left_out_leaves_no_trace_in_the_scores_of_the_others() -> None:
    remainder = Remainder(Two())
    assert [hit.passage.id for hit in remainder.search(SearchQuery("问"), 1)] == ["甲"]
    remainder.without = frozenset({"甲"})
    (left,) = remainder.search(SearchQuery("问"), 1)
    assert (left.passage.id, left.lexical, left.score) == ("乙", 1.0, pytest.approx(1.2))


def test_question_sets_are_put_to_their_folder(tmp_path) -> None:  # type: ignore[no-untyped-def]
    sets = question_sets([f"a.jsonl={tmp_path}", f"b.jsonl={tmp_path}"])
    assert [path.name for path in sets[tmp_path]] == ["a.jsonl", "b.jsonl"]
    with pytest.raises(Exception, match="FILE=FOLDER"):
        question_sets(["a.jsonl"])
