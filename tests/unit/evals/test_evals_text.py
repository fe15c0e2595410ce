from __future__ import annotations

import pytest

from evals.text import chinese_number, contains, normalise, shares_run


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("百分之六十", "60%"),
        ("百分之十五点五", "15.5%"),
        ("百分之几", "百分之几"),
        ("提高12 per cent", "提高12%"),
        ("20\u3000萬元\uff0f畝", "20万元亩"),
        ("\uff11\uff0c\uff10\uff10\uff10億元", "1000亿元"),
        ("1,234,567", "1234567"),
        ("10,20", "10|20"),
        ("2\u20143\u4e2a", "2-3个"),
        ("5至8家", "5-8家"),
        ("500\n\n-\n\n330", "500|330"),
        ("GDP增长3.5%。", "gdp增长3.5%"),
        ("\U00020bb7野家", "\U00020bb7野家"),
        ("", ""),
    ],
)
def test_texts_that_mean_the_same_have_one_form(text: str, form: str) -> None:
    assert normalise(text) == form


@pytest.mark.parametrize("whole", ["乾隆與乾燥設備", "於是之關於後來"])
def test_a_part_of_a_text_has_the_form_that_it_has_within_the_whole(whole: str) -> None:
    assert normalise(whole) == "".join(map(normalise, whole))


@pytest.mark.parametrize(
    ("needle", "text", "found"),
    [
        ("30%", "不低于30%", True),
        ("30%", "不低于\uff13\uff10\uff05", True),
        ("0%", "不低于30%", False),
        ("30", "不低于30%", False),
        ("6家", "16家", False),
        ("6家", "5-6家", False),
        ("2", "2.5亿", False),
        ("5亿", "2.5亿", False),
        ("2023", "2023-2025年", False),
        ("2-3家", "每个行业2\uff5e3家", True),
        ("万亩", "20萬畝", True),
        ("ai", "openai平台", False),
        ("ai", "AI平台", True),
        ("gdp", "GDP", True),
        ("6", "6家和16家", True),
        ("6", "16家和6家", True),
    ],
)
def test_a_number_or_short_word_is_never_found_inside_a_longer_one(needle: str, text: str, found: bool) -> None:
    assert contains(needle, text) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("500\n\n-\n\n80", True),
        ("填写\u201c-\u201d。", True),
        ("-", True),
        ("- 第一项", False),
        ("2-3家", False),
        ("", False),
    ],
)
def test_a_dash_asked_for_is_the_empty_cell_of_a_table(text: str, found: bool) -> None:
    assert contains("-", text) is found


@pytest.mark.parametrize(
    ("numeral", "digits"),
    [
        *[("十", "10"), ("十五", "15"), ("二十三", "23"), ("一百零八", "108"), ("两百", "200"), ("三点一四", "3.14")],
        *[("", None), ("点五", None), ("三点", None), ("三点十", None), ("千", None)],
    ],
)
def test_chinese_numerals_below_a_thousand_are_read(numeral: str, digits: str | None) -> None:
    assert chinese_number(numeral) == digits


@pytest.mark.parametrize(
    ("first", "second", "length", "shared"),
    [("abcd", "xbcx", 2, True), ("abcd", "xbcx", 3, False), ("ab", "xabx", 2, True), ("", "abc", 1, False)],
)
def test_texts_share_a_run_of_at_least_that_length(first: str, second: str, length: int, shared: bool) -> None:
    assert shares_run(first, second, length) is shared
    assert shares_run(second, first, length) is shared
