"""Refusals and corrections in one sentence, in the language of the question."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.refusal.missing import Lack, Missing
from assistant.model import Language

LONGEST_NEAREST = 60
"""Characters of the nearest rule that a refusal repeats; a longer one is only cited."""
_ENGLISH_LEVELS = {
    "国家级": "national level",
    "省级": "provincial level",
    "市级": "municipal level",
    "县级": "county level",
    "区级": "district level",
}


def unexplained(language: Language) -> str:
    """Said where it is not known yet what is missing."""
    english = language is Language.ENGLISH
    return "The indexed documents do not lay this down." if english else "已索引的文件未规定所问事项。"


def refusal(missing: Missing, language: Language) -> str:
    """One sentence that names what is missing and what comes nearest, with its marker."""
    if language is Language.ENGLISH:
        return _english(missing)
    return _chinese(missing)


def correction(found: str, said: str, markers: str, language: Language) -> str:
    """What the documents lay down, and that it is not what the question takes for granted."""
    plain = found.rstrip("。；，,.; ")
    if language is Language.ENGLISH:
        return f"The documents lay down: {plain}; not {said}.{markers}"
    return f"文件规定的是{plain}，不是{said}。{markers}"


def _chinese(missing: Missing) -> str:
    whose = f"{'、'.join(missing.places)}的文件" if missing.places else "已收录的文件"
    first = missing.lacks[0]
    if first is Lack.WORLD:
        return "这个问题不在已收录文件的范围内。"
    if first is Lack.REGION:
        return f"未找到{'、'.join(missing.places)}的规定{_others(missing)}。"
    if first is Lack.SUBJECT:
        what = "".join(f"“{subject}”" for subject in missing.subjects)
        near = f"，最接近的条款见{_markers(missing)}" if missing.citations else ""
        return f"{whose}没有{'关于' + what if what else '所问事项'}的规定{near}{_others(missing)}。"
    if first is Lack.FIGURE:
        return f"{whose}没有给出所问的数字，相关条款见{_markers(missing)}{_others(missing)}。"
    wanted = "、".join([*(f"{year}年" for year in missing.years), *missing.levels])
    given = "、".join([*(f"{year}年" for year in missing.nearest_years), *missing.nearest_levels])
    words = f"：{missing.nearest.rstrip('。；，')}" if missing.nearest else ""  # which has brackets of its own
    if given:
        return f"{whose}没有{wanted}的规定，只有{given}的规定{words}{_markers(missing)}。"
    return f"{whose}没有{wanted}的规定，最接近的条款{words or '见'}{_markers(missing)}。"


def _others(missing: Missing) -> str:
    if not missing.elsewhere:
        return ""
    start = len(missing.citations) + 1
    names = "、".join(f"{other.region}[{n}]" for n, other in enumerate(missing.elsewhere, start=start))
    return f"；{names}有同类规定"


def _markers(missing: Missing) -> str:
    return markers(range(1, len(missing.citations) + 1))


def markers(numbers: Sequence[int]) -> str:
    """'[1][2]'."""
    return "".join(f"[{number}]" for number in numbers)


def _english(missing: Missing) -> str:
    places = ", ".join(missing.places)
    whose = f"The documents of {places}" if places else "The indexed documents"
    others = _others_in_english(missing)
    first = missing.lacks[0]
    if first is Lack.WORLD:
        return "This question is outside the indexed documents."
    if first is Lack.REGION:
        return f"No indexed document is about {places}{others}."
    if first is Lack.SUBJECT:
        what = " on " + ", ".join(f"“{subject}”" for subject in missing.subjects) if missing.subjects else " on this"
        near = f"; the nearest clause is {_markers(missing)}" if missing.citations else ""
        return f"{whose} have no rule{what}{near}{others}."
    if first is Lack.FIGURE:
        return f"{whose} give no such figure; the nearest clause is {_markers(missing)}{others}."
    wanted = ", ".join([*map(str, missing.years), *(_ENGLISH_LEVELS.get(level, level) for level in missing.levels)])
    given = [*map(str, missing.nearest_years), *(_ENGLISH_LEVELS.get(level, level) for level in missing.nearest_levels)]
    instead = f", only for {', '.join(given)}" if given else "; the nearest clause is"
    return f"{whose} have no rule for {wanted}{instead}{' ' if not given else ''}{_markers(missing)}."


def _others_in_english(missing: Missing) -> str:
    if not missing.elsewhere:
        return ""
    start = len(missing.citations) + 1
    names = ", ".join(f"{other.region}[{n}]" for n, other in enumerate(missing.elsewhere, start=start))
    return f"; a like rule exists for {names}"
