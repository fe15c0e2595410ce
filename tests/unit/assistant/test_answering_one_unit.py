"""Sides of one figure are told in one unit."""

from __future__ import annotations

from answering_samples import answer, hit

WAGES = hit("2031年窑工津贴标准为每人每月217元。")
PAID = hit("2030年窑工津贴标准为每人每月209元，窑工津贴3.34万人。", 0.9, "旧.txt")
COUNTED = hit("2030年窑工津贴3.34万人。", 0.9, "旧.txt")
ASKED = "九江窑工津贴2031年和2030年分别是多少？"


def test_a_side_is_told_in_the_unit_of_its_fellow_where_its_clause_has_it() -> None:
    texts = {side.name: side.text for side in answer(ASKED, WAGES, PAID).sides}
    assert "217元" in texts["2031年"]
    assert "209元" in texts["2030年"]


def test_a_side_that_has_only_another_unit_keeps_it() -> None:
    texts = {side.name: side.text for side in answer(ASKED, WAGES, COUNTED).sides}
    assert "217元" in texts["2031年"]
    assert "3.34万人" in texts["2030年"]


def test_the_unit_that_the_question_names_is_kept() -> None:
    given = answer("九江2031年和2030年窑工津贴分别有多少人？", WAGES, PAID)
    assert "3.34万人" in given.text
    assert "209元" not in given.text
