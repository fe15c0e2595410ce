"""Which documents are in force on a day."""

from __future__ import annotations

from datetime import date

import pytest
from validity_samples import Documents, document

from assistant.validity.model import Standing, Status
from assistant.validity.register import ValidityRegister
from ingest.model import AdministrativeLevel, ValidityKind
from vectorstore.model import DocumentRecord

TODAY = date(2026, 11, 24)
OLD = document("旧", "九江市用地办法", number="九府发〔2018〕3号", written="2018-05-20", effective="2018-06-01")
NEW = document(
    "新",
    "九江市人民政府关于印发九江市用地办法的通知",
    number="九府发〔2023〕9号",
    written="2023-11-06",
    effective="2024-01-01",
    says=[(ValidityKind.REPEALS, "《九江市用地办法》（九府发〔2018〕3号）")],
)


def status(record: DocumentRecord, day: date, *others: DocumentRecord, today: date = TODAY) -> Status:
    return ValidityRegister(Documents(record, *others)).status(record.id, day, today)


def ends(text: str, **told: str) -> DocumentRecord:
    said = {"written": "2023-11-06", "effective": "2024-01-01", **told}
    return document("新", said.pop("title", "九江市新办法"), says=[(ValidityKind.REPEALS, text)], **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        (date(2018, 5, 31), Standing.NOT_YET),
        (date(2018, 6, 1), Standing.IN_FORCE),
        (date(2023, 12, 31), Standing.IN_FORCE),
        (date(2024, 1, 1), Standing.REPEALED),
    ],
)
def test_a_document_holds_from_its_day_of_effect_until_that_of_the_one_that_ends_it(
    day: date, standing: Standing
) -> None:
    assert status(OLD, day, NEW).standing is standing
    assert status(OLD, TODAY, NEW) == Status(Standing.REPEALED, date(2024, 1, 1), NEW.id)
    assert status(NEW, TODAY, OLD).standing is Standing.IN_FORCE


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("《九江市用地办法》（九府发〔2018〕3号）", True),
        ("《九江市用地办法》", True),
        ("《九江市人民政府关于印发〈九江市用地办法〉的通知》", True),
        ("九府发〔2018〕3号", True),
        ("九府发[2018]第3号", True),
        ("《九江市用地办法》（九府发〔2015〕7号）", False),
        ("《九江市用地办法（试行）》", False),
        ("《九江市供地办法》、九府发〔2018〕33号", False),
    ],
)
def test_a_document_is_ended_by_its_title_or_by_its_exact_number(text: str, ended: bool) -> None:
    assert (status(OLD, TODAY, ends(text)).standing is Standing.REPEALED) == ended


def test_a_new_regulation_of_the_same_title_ends_the_old_one_and_not_itself_nor_a_later_one() -> None:
    new = ends("《九江市用地办法》", title="九江市用地办法", number="九府发〔2023〕9号")
    later = document("三", "九江市用地办法", number="九府发〔2025〕1号", written="2025-03-01")
    copy = document("抄", "九江市用地办法", number="九府发〔2023〕9号", written="2023-11-05")
    undated = document("无", "九江市用地办法")
    register = ValidityRegister(Documents(OLD, new, later, copy, undated))
    standings = {
        record.source: register.status(record.id, TODAY).standing for record in (OLD, new, later, copy, undated)
    }
    assert standings == {
        "旧": Standing.REPEALED,
        "新": Standing.IN_FORCE,
        "三": Standing.IN_FORCE,
        "抄": Standing.IN_FORCE,
        "无": Standing.UNKNOWN,
    }


def test_a_title_that_two_cities_use_is_ended_in_one() -> None:
    here = document("此", "关于促进工业发展的意见", written="2018-01-01")
    there = document("彼", "关于促进工业发展的意见", written="2018-01-01", region=("江西省", "赣州市"))
    nation = document(
        "国", "关于促进工业发展的意见", written="2018-01-01", region=(), level=AdministrativeLevel.NATIONAL
    )
    by = ends("《九江市人民政府关于促进工业发展的意见》")
    register = ValidityRegister(Documents(here, there, nation, by))
    assert register.out_of_force(TODAY) == {here.id}


def test_a_draft_is_not_in_force_and_ends_nothing() -> None:
    draft = ends("《九江市用地办法》", title="九江市新用地办法（征求意见稿）")
    assert status(OLD, TODAY, draft).standing is Standing.IN_FORCE
    assert status(draft, TODAY, OLD) == Status(Standing.NOT_YET, draft=True)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("九江市人民政府关于废止《九江市用地办法》的决定", Status(Standing.REPEALED, date(2022, 3, 1), "决定#0")),
        (
            "九江市人民政府关于修改《九江市用地办法》的决定",
            Status(Standing.IN_FORCE, date(2022, 3, 1), "决定#0", amended=True),
        ),
        ("九江市人民政府关于印发《九江市供地办法》的通知", Status(Standing.IN_FORCE, date(2018, 6, 1))),
        ("《九江市用地办法》解读", Status(Standing.IN_FORCE, date(2018, 6, 1))),
    ],
)
def test_the_title_of_a_decision_tells_what_it_does(title: str, expected: Status) -> None:
    decision = document("决定", title, written="2022-03-01")
    assert status(OLD, TODAY, decision) == expected
    assert status(OLD, date(2022, 2, 28), decision) == Status(Standing.IN_FORCE, date(2018, 6, 1))


@pytest.mark.parametrize(
    ("expires", "day", "standing"),
    [
        ("2023-05-31", date(2023, 5, 31), Standing.IN_FORCE),
        ("2023-05-31", date(2023, 6, 1), Standing.EXPIRED),
        ("2023-05", date(2023, 5, 31), Standing.IN_FORCE),
        ("2023", date(2023, 12, 31), Standing.IN_FORCE),
        ("2023", date(2024, 1, 1), Standing.EXPIRED),
    ],
)
def test_a_term_ends_with_its_last_day(expires: str, day: date, standing: Standing) -> None:
    record = document("期", "九江市奖励办法", effective="2018-06-01", expires=expires)
    assert status(record, day).standing is standing


def test_a_term_that_another_document_speaks_of_prolonging_is_not_over_for_certain() -> None:
    period = [(ValidityKind.PERIOD, "5年")]
    record = document("期", "九江市奖励办法", effective="2018-06-01", expires="2023-05-31", says=period)
    notice = document("延", "关于延长《九江市奖励办法》有效期的通知", written="2023-05-01")
    assert status(record, TODAY, notice) == Status(
        Standing.UNKNOWN, date(2023, 5, 31), notice.id, "5年", prolonged=True
    )


@pytest.mark.parametrize(
    ("mark", "day", "standing"),
    [
        ("废止", TODAY, Standing.REPEALED),
        ("废止", date(2020, 1, 1), Standing.UNKNOWN),
        ("2023年6月1日废止", date(2023, 5, 31), Standing.IN_FORCE),
        ("2023年6月1日废止", date(2023, 6, 1), Standing.REPEALED),
    ],
)
def test_a_documents_own_mark_counts_from_its_day_and_without_one_today(
    mark: str, day: date, standing: Standing
) -> None:
    record = document("标", "九江市老办法", written="2010-01-01", says=[(ValidityKind.REPEALED, mark)])
    assert status(record, day).standing is standing


@pytest.mark.parametrize(
    ("told", "day", "standing"),
    [
        ({}, date(1990, 1, 1), Standing.UNKNOWN),
        ({"says": [(ValidityKind.TRIAL, "试行")], "written": "2016-01-01"}, TODAY, Standing.IN_FORCE),
        ({"number": "九府发〔2019〕2号"}, date(2018, 12, 31), Standing.NOT_YET),
        ({"number": "九府发〔2019〕2号"}, date(2019, 1, 1), Standing.IN_FORCE),
        ({"written": "2019-09"}, date(2019, 9, 1), Standing.IN_FORCE),
        ({"written": "2019-09"}, date(2019, 8, 31), Standing.NOT_YET),
    ],
)
def test_only_what_is_certain_takes_a_document_out(told: dict[str, object], day: date, standing: Standing) -> None:
    record = document("某", "九江市“十三五”发展规划（试行）", **told)  # type: ignore[arg-type]
    assert status(record, day).standing is standing


def test_a_repeal_without_a_day_counts_today_and_not_before() -> None:
    undated = document("新", "九江市新办法", says=[(ValidityKind.REPEALS, "《九江市用地办法》")])
    assert status(OLD, TODAY, undated) == Status(Standing.REPEALED, None, undated.id)
    assert status(OLD, date(2020, 1, 1), undated).standing is Standing.IN_FORCE


def test_the_register_keeps_one_set_a_day_and_follows_the_index() -> None:
    library = Documents(OLD)
    register = ValidityRegister(library)
    nothing = register.out_of_force(TODAY)
    assert nothing == frozenset()
    assert register.out_of_force(TODAY) is nothing
    library.put(OLD, NEW)
    assert register.out_of_force(TODAY) == {OLD.id}
    assert register.out_of_force(date(2018, 6, 2), TODAY) == {NEW.id}
    assert register.status("没有#0", TODAY) == Status(Standing.UNKNOWN)
