"""Words that say for when a figure holds, in folded text."""

from __future__ import annotations

import re

_CN = "一二三四五六七八九十"
_YEAR = r"(?:(?:19|20)\d{2}|20(?:xx|××|\*\*)|[二一][〇零一二三四五六七八九]{3})"
_MONTH = rf"(?:\d{{1,2}}|[{_CN}]{{1,2}}) ?月"
_DAY = r"\d{1,2} ?日"
_END = rf"(?:年?(?:底|末|初|中)|(?:上|下)半年|(?:第?[{_CN[:4]}1-4])季度(?:末|底)?)"
_UNTIL = r"(?:以前|之前|前|以后|之后|起)"
_TO = r"(?: ?[-—~至到]+ ?(?:\d{1,2} ?月 ?)?\d{1,2} ?[月日](?:底|末|初)?)"
_PLAN = rf"[“\"]?十[{_CN[:6]}]五[”\"]?(?:规划)?(?:期间|时期|期末|末期|末|以来)"
_MINGUO = rf"(?:中华)?民国 ?[〇零百{_CN}\d]{{1,5}} ?年(?:度|{_END})?(?: ?{_MONTH}(?: ?[{_CN}\d]{{1,3}} ?日)?)?{_UNTIL}?"
_DATED = (
    rf"{_YEAR} ?(?:年度?)? ?[-—~至到]+ ?{_YEAR} ?年度?(?:期间)?"
    rf"|{_YEAR} ?年(?:度(?!计划)|{_END})?(?: ?{_MONTH}(?: ?{_DAY}|底|末|初)?{_TO}?)?(?:期间)?{_UNTIL}?"
    rf"|{_MINGUO}|[〇零百{_CN}]{{2,5}} ?年度|{_PLAN}|截[至止]到? ?(?:{_MONTH} ?)?{_DAY}(?:\d{{1,2}} ?[时点])?"
)
_SPAN = (
    rf"(?:(?:通过|用|经过|利用) ?)?(?:未来|今后|近|接下来)? ?(?:[两{_CN}]|\d{{1,2}})(?:-\d|至[{_CN}])? ?"
    r"(?:个月|年)(?:左右)?"
    r"(?:以内|之内|内|的?时间内?|(?:左右)?的?努力)"
)
_OFTEN = r"每(?:两|三|半)?个?(?:年度?|季度?|月|周)(?![期边末])|逐年|年均|月均"
_TIME = r"(?:疫情(?:防控)?|防疫|防控|春运|春节|国庆|试点|试验|规划|过渡|假期|寒假|暑假|汛期?)"
_NEAR = (
    r"(?:当年|本年度|年底前|年底|年内|今年|明年|全年|近期|目前|当前|现阶段|[一二三四]季度|[上下]半年"
    rf"|{_MONTH}底前?|{_TIME}期间|(?:\d{{1,2}} ?月 ?)?{_DAY}(?:{_TO}|前)?)"
)
_PREFIX = r"(?:(?:到|至|截至|截止到?|自|从) ?)?"
DATED = re.compile(rf"{_PREFIX}(?:{_DATED})", re.ASCII)
"""A year, run of years, month, day or plan: 到2025年底, 2021-2023年, “十四五”末."""
SPAN = re.compile(_SPAN)
"""三年内, 通过三年努力"""
OFTEN = re.compile(_OFTEN)
"""每年, 年均: goes with a year or plan rather than replaces it."""
NEAR = re.compile(_NEAR)
"""今年, 年底前, 疫情期间"""
PERIOD = re.compile(rf"{_PREFIX}(?:{_DATED})|{_SPAN}|{_NEAR}|(?:{_OFTEN})(?=[^一])", re.ASCII)
"""Any of them."""
