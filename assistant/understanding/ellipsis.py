"""Elliptical follow-ups in Chinese: '武汉呢？' said after '九江的亩均税收要求是多少？' is that question about 武汉.

The words of the follow-up take the place of the words of their kind in the question before: a region
for a region, a level for a level, a year for a year, '共青组团' for '永修组团'.
"""

from __future__ import annotations

import re

from assistant.understanding.places import find_places
from ingest.regions.gazetteer import Gazetteer
from vectorstore.analysis import words

_ELLIPTICAL = re.compile(
    r"^(?:那么|那|还有|另外|换成|如果是|要是)?\s*(?P<what>[^?。,;]{1,16}?)\s*(?:的)?\s*(?:呢|又是多少|又如何|怎么样|咋样)[?\s]*$"
    r"|^(?:那么|那|换成)\s*(?P<bare>[^?。,;]{1,10}?)(?:的)?[?\s]*$"
)
_COMPARED = re.compile(
    r"^(?:那么|那)?(?:和|跟|与|同|比起?)(?P<what>[^?。,;]{2,12}?)(?:的)?(?:相比|比起来|比较|比)?"
    r"(?P<asked>呢|差多少|相差多少|(?:谁|哪个)(?:更)?[高低多少大小]|[高低多少]多少|高还是低|(?:有什么|有啥)?(?:不同|区别|差别)|一样吗)[?\s]*$"
)
_ASKED_BEFORE = re.compile(r"(?:要求|标准|目标)?(?:分别|各)?(?:又|是|要|为|达到|要到|要达到)*(?:多少|几)?[?\s]*$")
_LEVEL = re.compile(r"(?:国家|省|市|县|区)级(?:以上|及以上)?|国家(?=开发区|园区|经开区|高新区)")
_YEAR = re.compile(r"(?:19|20)\d{2}年?|(?<!\d)[012]\d年")
_ORDINAL = re.compile(r"第[一二三四五六七八九十\d]+(?:个)?(?:年度|年|季度|阶段|批|步)|首年")
_ZONE = re.compile(r"(?:经济技术开发区|高新技术产业开发区|经开区|高新区|开发区|新区|组团|园区)$")
_ZONE_KIND = re.compile(
    r"经济技术开发区|高新技术产业开发区|经开区|高新区|工业园区|产业园区|综合保税区|综保区|保税区|海关特殊监管区"
)
_WHOLE = re.compile(r"(?:整个|全|全部)(?:新区|市|区|县|省|州|园区|开发区)|(?:总共|一共|合计|总计|全部)")
_PART = re.compile(r"[\u4e00-\u9fff]{2,4}组团")
_HOW_MUCH = re.compile(r"(?:总共|一共|合计|加起来)?(?:又|是|要|有|为|达到)*多少$")
_ASKS = re.compile(r"谁|哪|多少|几|什么|啥|怎|为何|吗|如何|多久|依据")
_WORD = re.compile(r"[\u4e00-\u9fff]{2,}")
_SHORTEST_SHARED = 2


def rewrite(folded: str, before: str, gazetteer: Gazetteer) -> str | None:
    """The question before with what the follow-up names put in; None where it is no such follow-up.

    Both are folded. What cannot be put in the place of anything is left to `assistant.conversation`.
    """
    compared = _COMPARED.match(folded.strip())
    if compared is not None:
        return _beside(compared["what"], compared["asked"], before, gazetteer)
    match = _ELLIPTICAL.match(folded.strip())
    if match is None:
        return None
    what = (match["what"] or match["bare"]).strip()
    amount = _HOW_MUCH.search(what)
    if amount:
        what = what[: amount.start()]
    elif _ASKS.search(what):  # '那谁负责' asks something else
        return None
    if not what:
        return None
    for pattern in (_LEVEL, _YEAR, _ORDINAL):
        if pattern.fullmatch(what) and pattern.search(before):
            return pattern.sub(what, before, count=1)
    swapped = _replace_place(what, before, gazetteer) or _replace_part(what, before) or _replace_zone(what, before)
    # '他们的税收' is no name of anything.
    return swapped if swapped or "的" in what else _replace_alike(what, before)


def _beside(what: str, asked: str, before: str, gazetteer: Gazetteer) -> str | None:
    """'宜春和萍乡的亩均税收谁更高' for '和萍乡比谁更高' said after '宜春的亩均税收是多少'."""
    stem = _ASKED_BEFORE.sub("", before)
    for pattern in (_LEVEL, _YEAR, _ORDINAL):
        old = pattern.search(stem)
        if pattern.fullmatch(what) and old:
            return f"{stem[: old.end()]}和{what}{stem[old.end() :]}{_asked(asked)}"
    places = [place.name for place in find_places(stem, gazetteer) if place.name in stem]
    if len(places) == 1 and any(place.name == what for place in find_places(what, gazetteer)):
        old_name = _short_of_level(places[0], stem)
        return stem.replace(old_name, f"{old_name}和{what}", 1) + _asked(asked)
    return None


def _asked(words: str) -> str:
    """What is asked of both: as said, where nothing is, what each has."""
    return words if words and words != "呢" else "分别是多少"


def _short_of_level(name: str, text: str) -> str:
    """甘肃 for 甘肃省 in '甘肃省级开发区', where 省 belongs to the level."""
    return name[:-1] if len(name) > 2 and name[-1] in "省市县区" and f"{name}级" in text else name


def _replace_place(what: str, before: str, gazetteer: Gazetteer) -> str | None:
    """'武汉' for '九江', and '滨江' for the '高淳' of '高淳经开区'."""
    earlier = [place.name for place in find_places(before, gazetteer) if place.name in before]
    if not earlier:
        return None
    old = _short_of_level(earlier[-1], before)
    if any(place.name == what for place in find_places(what, gazetteer)):
        return before.replace(old, what, 1)
    zone = _ZONE.search(old)
    if zone and any(place.name == what + zone.group() for place in find_places(what + zone.group(), gazetteer)):
        return before.replace(old, what + zone.group(), 1)
    return None


def _replace_part(what: str, before: str) -> str | None:
    """The whole of a region for a part of it: '整个新区' for '经开组团', '全市' for '共青组团'."""
    part = _PART.search(before)
    return before.replace(part.group(), what, 1) if part and _WHOLE.fullmatch(what) else None


def _replace_zone(what: str, before: str) -> str | None:
    """One kind of zone for another: '高新区' for '经开区'."""
    kinds = list(_ZONE_KIND.finditer(before))
    if not kinds or not _ZONE_KIND.fullmatch(what) or kinds[-1].group() == what:
        return None
    return f"{before[: kinds[-1].start()]}{what}{before[kinds[-1].end() :]}"


def _replace_alike(what: str, before: str) -> str | None:
    """The words of `before` that end as `what` does: '共青组团' for '永修组团', '进口总额' for '出口总额'."""
    return _replace_words(what, before) or _replace_qualifier(what, before)


def _replace_qualifier(what: str, before: str) -> str | None:
    """'一般违法' for '严重违法': the same head with as many characters before it."""
    for size in range(len(what) - 1, 1, -1):
        head, qualifier = what[-size:], what[:-size]
        at = before.find(head)
        old = before[max(0, at - len(qualifier)) : at]
        if (
            at > 0
            and _WORD.fullmatch(qualifier)
            and _WORD.fullmatch(head)
            and _WORD.fullmatch(old)
            and old != qualifier
        ):
            return f"{before[: at - len(qualifier)]}{qualifier}{before[at:]}"
    return None


def _replace_words(what: str, before: str) -> str | None:
    """By whole words."""
    old = words(before)
    new = words(what)
    for size in range(len(new) - 1, 0, -1):
        shared = new[-size:]
        if len("".join(shared)) < _SHORTEST_SHARED:
            continue
        for end in range(len(old), size, -1):
            if old[end - size : end] == shared and old[end - size - 1 : end - size] != new[:-size]:
                return "".join([*old[: end - size - 1], what, *old[end:]])
    return None
