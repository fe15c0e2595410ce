"""How document numbers are written, as patterns on folded text."""

from __future__ import annotations

import re

_HAN = r"[\u4e00-\u9fff]"
_YEAR = r"(?:[〔\[(【<〈﹝〖]\s?(?:19|20)\d{2}\s?[〕\])】>〉﹞〗]|(?:19|20)\d{2}年)"
_COUNT = r"第?\s?\d{1,5}\s?号"
_SENATE = r"[〔\[(][^〔〕\[\]()\d]{2,6}[〕\])]\s?第\s?\d{1,4}\s?号"
_TAIWAN = rf"{_HAN}{{2,12}}字第\s?\d{{4,12}}\s?号"
_CODE = rf"{_HAN}[\u4e00-\u9fffa-z]{{1,14}}\s?{_YEAR}\s?{_COUNT}"
_ANNOUNCEMENT = rf"{_HAN}[\u4e00-\u9fff 、]{{1,60}}(?:公告|令|通告)\s?(?:{_YEAR}\s?)?{_COUNT}"
_BARE = r"(?:19|20)\d{2}年第\s?\d{1,4}\s?号"
_NUMBERED = rf"(?:{_CODE}|{_SENATE}|{_TAIWAN}|{_ANNOUNCEMENT}|{_BARE})"

WHOLE_LINE = re.compile(rf"[(\[【]?\s?(?:(?:发文字号|文\s*号)\s?[::]\s?)?(?P<number>{_NUMBERED})\s?[)\]】]?")
"""A line that is a number and no more."""
BARE_NUMBER = re.compile(_BARE)
"""2022年第3号, which may stand below the head of an order as well."""
ORDER_NUMBER = re.compile(r"[(]?\s?第\s?(?:\d{1,4}|[一二三四五六七八九十百〇零]{1,6})\s?号(?:令)?\s?[)]?")
"""The second line of an order's head."""
ORDER_HEAD = re.compile(
    r"^(?!.*关于).{2,40}(?:政府|委员会|部|局|厅|院|会|署|主席|银行|办公室|管委会)(?:令|公告|通告|命令)$"
)
_ANNOUNCER = rf"(?:(?<=[日以由])|(?<!{_HAN}))(?P<number>(?:(?![日以由]){_HAN}{{2,30}}?)?"
ANNOUNCED = re.compile(
    rf"{_ANNOUNCER}(?:令|公告)\s?(?:[(〔]\s?)?(?:{_YEAR}\s?)?第?\s?\d{{1,4}}\s?号(?:令)?(?:\s?[)〕])?)"
    r"\s?(?:予以|重新)?(?:公布|发布|颁布)"
)
"""An order with the word that it put the regulation in force."""
_TAIL = re.compile(rf"[(【\[]\s?(?P<number>{_CODE})\s?[)】\]]$")


def ends_with_number(folded: str) -> tuple[int, int] | None:
    """Where the number stands that a title carries in brackets at its end, brackets left out."""
    if len(folded) > 120:
        return None
    match = _TAIL.search(folded)
    if match is None or folded.startswith(("根据", "按照", "为")):
        return None
    return match.span("number")


def is_number_line(folded: str) -> bool:
    """True for a line that holds a document number and no more."""
    return WHOLE_LINE.fullmatch(folded) is not None
