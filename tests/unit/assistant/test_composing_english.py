"""English answers around lists and verdicts."""

from __future__ import annotations

import pytest
from composing_samples import OneFile

TEXT = """数据站管理办法

第一条 申请数据站应当符合下列条件：
（一）登记满一年；
（二）有固定场所；
（三）有专职人员。
第二条 数据站不得转让。
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> OneFile:
    return OneFile(tmp_path_factory.mktemp("rules"), TEXT)


def test_conditions_stand_under_an_english_lead_in(rules: OneFile) -> None:
    said = rules.answer("What conditions must a data station meet to apply?").text
    assert said == "Conditions: （一）登记满一年；（二）有固定场所；（三）有专职人员[1]"


def test_a_prohibition_is_answered_with_no(rules: OneFile) -> None:
    said = rules.answer("Can a data station be transferred?").text
    assert said.startswith("No. ")
    assert "不得转让" in said
