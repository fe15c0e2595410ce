"""The genres of policy documents, as titles end with them."""

from __future__ import annotations

import re

from ingest.normalize import fold

GENRES = (
    "方案|意见|办法|通知|规划|计划|条例|规定|细则|措施|要点|政策|制度|决定|纲要|指南|指引|公告|通告|批复"
    "|函|规则|准则|章程|清单|目录|公示"
    "|报告|规程|标准|说明|解读|决议|命令|令|法|问答|行动|建议|举措|若干条|公报|通报|预案|守则|须知|通则"
    "|名单|议程|倡议书|告知书|解释|规范|解答|答复|纪要"
)
TEXTS = (
    "办法|意见|细则|规定|条例|方案|措施|政策|计划|规划|规则|标准|指引|指南|决定|章程|要点|制度|规程|准则|纲要"
    "|预案|须知|守则"
)
"""What a document calls itself (本办法), and what a collection is one of; notices not among them."""
_NOTICE = "通知|公示|公告|决定|意见|函|通告|批复|通报|决议|命令|报告|公报"
_BRACKETS = r"(?:\s*[(〔【][^()〔〕【】]{1,30}[)〕】])*"
ENDS_AS_TITLE = re.compile(
    rf"(?:(?:{GENRES}){_BRACKETS}(?:》{_BRACKETS})?(?:\s*(?:等)?的?(?:{_NOTICE}))?{_BRACKETS}"
    rf"|(?:印发|发布|公布|出台)《[^《》]{{4,80}}》)$"
)
"""How the last line of a title ends, on folded text."""
NOTICE_TITLE = re.compile(
    rf"关于.{{2,150}}的?(?:{_NOTICE}){_BRACKETS}$|^.{{2,60}}?(?:印发|转发|批转)《.{{2,120}}》的通知$"
)
"""A title of the form (甲市)关于…的通知, on folded text."""
DOCUMENT_TITLE = re.compile(
    rf"(?:方案|意见|办法|通知|规划|计划|条例|规定|细则|措施|要点|决定|纲要|指南|指引|公示|公告|通告|批复|规则"
    rf"|准则|章程|规程){_BRACKETS}$"
)
"""The genres that are documents and hardly ever headings within one."""

_FORWARDED = re.compile(
    r"(?:印发|转发|批转|发布|公布|下发|颁布|重新印发"
    r"|修订)\s*(?:[^《》]{0,30}?)《(?P<quoted>[^《》]+(?:〈[^〈〉]*〉[^《》]*)?)》"
)
_FORWARDED_BARE = re.compile(
    r"(?:印发|转发|批转|发布|公布|下发|颁布)(?P<bare>.{4,120}?)的(?:通知|通告|公告|决定|函|令)$"
)
_KINDS = (
    "行动计划|条例|办法|细则|规定|方案|意见|规划|纲要|计划|措施|要点|制度|规则|准则|章程|规程|标准|预案"
    "|指南|指引|清单|目录|公示|公告|通告|通报"
    "|公报|决定|决议|批复|命令|令|函|报告|通知|政策|举措|若干条|问答|解答|解释|规范|须知|通则|守则|解读|说明|法|名单|总结"
)
_KIND = re.compile(rf"(?P<kind>{_KINDS}){_BRACKETS}$")
_SAMPLE = re.compile(r"(?:范文|范本|模板|例文)$")
_LIST = re.compile(rf"(?:清单|目录|名单){_BRACKETS}$")
"""What a notice makes known by an annex, and stays a notice."""
_TAIL = re.compile(r"(?:\s*(?:的)?(?:通知|函))$")
_SAME = {"举措": "措施", "若干条": "措施", "政策": "政策"}
_SELF = re.compile(
    rf"(?:制定|制订|提出|出台|现就|发布|特制定|特制订)\s*(?:了)?(?:本|以下|如下"
    rf"|下列)\s*(?P<name>[\u4e00-\u9fff]{{0,8}}?(?:{_KINDS}))(?=[,。:;]|$)"
)


def kind_of(title: str) -> str:
    """The genre of the text that a title names; of what a notice forwards, not of the notice; empty where unclear.

    >>> kind_of("甲市人民政府关于印发《甲市用地管理办法（试行）》的通知"), kind_of("关于做好春耕工作的通知")
    ('办法', '通知')
    """
    folded = "".join(fold(title).split())
    for pattern, group in ((_FORWARDED, "quoted"), (_FORWARDED_BARE, "bare")):
        match = pattern.search(folded)
        if match and not (group == "bare" and _LIST.search(match[group])):
            inner = _kind_at_end(_TAIL.sub("", match[group]) if group == "bare" else match[group])
            if inner:
                return inner
    return _kind_at_end(folded)


def own_kind(folded: str) -> str:
    """The genre by which a text calls itself where it says what it is made for: …,制定如下实施意见."""
    match = _SELF.search(folded)
    return _kind_at_end(match["name"]) if match else ""


def _kind_at_end(folded: str) -> str:
    match = _KIND.search(_SAMPLE.sub("", folded.rstrip("》")))
    return _SAME.get(match["kind"], match["kind"]) if match else ""
