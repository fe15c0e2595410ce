"""The same statement in other words, which must raise no alarm: 20万元 as 二十万元, 不低于 as 以上, 家 as 个."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from evals.tampering.model import Statement

_NUMERALS = "零一二三四五六七八九"
_ENDS = r"(?![\d.,]|[余多]|[-—~至到]\d)"


def reworded(statement: Statement) -> Iterator[Statement]:
    """Every wording that means the same and that the statement's words allow."""
    for pattern, make in _WAYS:
        match = pattern.search(statement.text)
        if match is not None:
            text = statement.text[: match.start()] + make(match) + statement.text[match.end() :]
            yield replace(statement, style="reworded", text=text)


def _in_words(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_NUMERALS[tens]}十"
    return head + (_NUMERALS[ones] if ones or not head else "")


_WAYS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(rf"(?<![\d.,\-—~至到])([1-9]\d?){_ENDS}(?=[万亿]元)"), lambda m: _in_words(int(m[1]))),
    (re.compile(r"(?<![\d.,\-—~至到])([1-9]\d?)%"), lambda m: f"百分之{_in_words(int(m[1]))}"),
    (
        re.compile(r"(?:不低于|不少于|至少)(\d[\d.]*(?:[万亿]?元|%|家|户|个(?![月工百半小]))(?![/每]))"),
        lambda m: f"{m[1]}以上",
    ),
    (
        re.compile(r"(\d[\d.]*(?:[万亿]?元|%|家|户|个(?![月工百半小]))(?:/亩)?)以上(?!\d|[（(]含)"),
        lambda m: f"不低于{m[1]}",
    ),
    (re.compile(r"(?<=\d)[家户](?=以上|$|\[|,|，)"), lambda m: "个"),
    (re.compile(rf"(?<![\d.,\-—~至到])(\d+){_ENDS}万元(?![/每])"), lambda m: f"{int(m[1]) * 10_000}元"),
)
