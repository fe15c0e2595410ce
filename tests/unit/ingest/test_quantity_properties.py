"""What holds of the figures of any text."""

from __future__ import annotations

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st
from quantity_samples import SINGLE

from ingest.figures.quantities import Quantity, find_quantities, find_statements

PIECES = [
    "亩均税收",
    "不低于",
    "不超过",
    "约",
    "增长",
    "20",
    "1.5",
    "1,200",
    "二十",
    "百分之",
    "三",
    "两",
    "半",
    "翻一番",
    "-",
    "—",
    "至",
]


PIECES += [
    "万",
    "亿",
    "元",
    "/亩",
    "%",
    "个百分点",
    "家",
    "户",
    "个",
    "年",
    "月",
    "日",
    "以上",
    "左右",
    "，",
    "、",
    "（",
    "）",
    "。",
    "\n",
    "\t",
]


PIECES += ["〔2017〕7号", "第", "条", "5G", "𠀀", " ", "畝", "經濟", "①", "²", "余", "多"]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=30))
def test_spans_are_ordered_slices_of_the_text_itself(text: str) -> None:
    end = 0
    for found in find_statements(text):
        assert end <= found.span.start <= found.amount.start < found.amount.end <= found.span.end <= len(text)
        amount = found.amount.slice(text)
        assert amount == amount.strip()
        assert found.value is None or found.value[0] <= found.value[1]
        end = found.span.end


_FULL_WIDTH = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789%/"}


def _meaning(found: Quantity) -> tuple[object, ...]:
    return found.span, found.value, found.normal_unit, found.bound, found.change, found.is_date


@pytest.mark.parametrize("text", [row[0] for row in SINGLE])
def test_full_width_signs_leave_every_value_as_it_is(text: str) -> None:
    assert list(map(_meaning, find_quantities(text.translate(_FULL_WIDTH)))) == list(
        map(_meaning, find_quantities(text))
    )


@given(st.lists(st.sampled_from([row[0] for row in SINGLE]), min_size=1, max_size=3))
def test_traditional_characters_leave_every_value_as_it_is(texts: list[str]) -> None:
    text = "；".join(texts)
    traditional = "".join(_TRADITIONAL.get(sign, sign) for sign in text)
    assert list(map(_meaning, find_quantities(traditional))) == list(map(_meaning, find_quantities(text)))


_CONVERTER = opencc.OpenCC("s2t")


_TRADITIONAL = {
    sign: written
    for sign in {sign for row in SINGLE for sign in row[0]}
    if len(written := _CONVERTER.convert(sign)) == 1
}
