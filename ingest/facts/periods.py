"""Words that say for when a figure holds, in folded text."""

from __future__ import annotations

import re

_YEAR = r"(?:(?:19|20)\d{2}|20(?:xx|××|\*\*)|[二一][〇零一二三四五六七八九]{3})"
_MONTH = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2}) ?月"
_END = r"(?:年?(?:底|末|初|中)|(?:上|下)半年|(?:第?[一二三四1-4])季度(?:末|底)?)"
_UNTIL = r"(?:以前|之前|前|以后|之后|起)"
_PLAN = r"[“\"]?十[一二三四五六]五[”\"]?(?:规划)?(?:期间|时期|期末|末期|末|以来)"
_TO = r"(?: ?[-—~至到]+ ?(?:\d{1,2} ?月 ?)?\d{1,2} ?[月日](?:底|末|初)?)"
_DATED = (
    rf"{_YEAR} ?(?:年度?)? ?[-—~至到]+ ?{_YEAR} ?年度?(?:期间)?"
    rf"|{_YEAR} ?年(?:度(?!计划)|{_END})?(?: ?{_MONTH}(?: ?\d{{1,2}} ?日|底|末|初)?{_TO}?)?(?:期间)?{_UNTIL}?"
    rf"|(?:中华)?民国 ?[〇零一二三四五六七八九十百\d]{{1,5}} ?年(?:度|{_END})?(?: ?{_MONTH}(?: ?[一二三四五六七八九十\d]{{1,3}} ?日)?)?{_UNTIL}?"
    rf"|{_PLAN}|(?:截[至止]到?) ?{_MONTH} ?\d{{1,2}} ?日(?:\d{{1,2}} ?[时点])?"
)
_SPAN = (
    r"(?:(?:通过|用|经过|利用) ?)?(?:未来|今后|近|接下来)? ?"
    r"(?:[一二两三四五六七八九十]|\d{1,2})(?:-\d|至[二三四五六七八九])? ?(?:个月|年)(?:左右)?(?:以内|之内|内|的?时间内?|(?:左右)?的?努力)"
)
_OFTEN = r"每(?:两|三|半)?(?:个)?(?:年度?|季度?|月|周)(?![期边末])|逐年|年均|月均"
_NEAR = rf"(?:当年|本年度?|年底前|年底|年内|今年|明年|全年|近期|目前|当前|现阶段|[一二三四]季度|[上下]半年|{_MONTH}底前?|(?:(?![对在于的为将])[\u4e00-\u9fff]){{2,6}}?期间|(?:\d{{1,2}} ?月 ?)?\d{{1,2}} ?日{_TO}?)"
DATED = re.compile(rf"(?P<prefix>到|至|截至|截止|在|于|从|自)? ?(?P<body>{_DATED})(?P<then>,? ?(?:时|起))?", re.ASCII)
SPAN = re.compile(_SPAN)
OFTEN = re.compile(_OFTEN)
NEAR = re.compile(_NEAR)
PERIOD = re.compile(
    rf"(?:(?:到|至|截至|截止到?|自|从) ?)?(?:{_DATED})|{_SPAN}|{_NEAR}|(?:{_OFTEN})(?=[^一])", re.ASCII
)
"""Any of them where it stands; a group-less alternative to be matched at a place or searched for."""


def is_often(text: str) -> bool:
    """True for 每年, 年均 and the like, which go with a year or plan rather than replace it."""
    return OFTEN.match(text) is not None
