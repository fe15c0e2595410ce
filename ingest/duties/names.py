"""Names of bodies in a list: where one ends and the next begins, and what is a body at all. On folded text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.model import TextSpan

_ENDS_AS_BODY = re.compile(
    r"(?:[局委办室部厅院会府区县市州镇乡街司行关组园处科站所社校队署]|中心|单位|部门|机构|平台|板块|街道|公司|企业|银行|海关|等|\))$"
)
"""How the name of a body ends; tells '(市商务局负责)' from '(企业自愿参与)'."""
_IS_BODY = re.compile(
    r"(?:[局委办室厅院署处科]|(?<![全内外干总本])部|政府|委员会|管委会|领导小组|指挥部|联席会议|办公(?:室|厅)|中心|部门|单位|机构|街道"
    r"|(?:公|分|子)司|集团|海关|银行|总队|支队|大队|残联|妇联|工会|商会|协会|联合会|学会|高校|学校|各?(?:县|市|区|镇|乡|州)(?:\(.{1,12}\))?)$"
)
"""How the name of a body ends that a sentence makes its subject."""
_NO_BODY = re.compile(
    r"[的要应须把被将是并可不对]|及时|积极|加强|做好|推动|推进|落实|开展|组织(?!部)|^(?:其|该|并|也|还|再|主要|同时)$"
    r"|^(?:在|以|从|为|按|由)|^[本我全](?:省|市|县|区|州)$"
)
_AND = "(?:和|及|与|会同|以及)"
_SEPARATOR = re.compile(
    rf"[、,;/\n]|\s{{2,}}|(?<=[局委办厅府会署院部门位司心构]){_AND}(?=[\u4e00-\u9fff])|(?<=[区县市]){_AND}(?=各|相关|有关)"
)
_LEVEL = re.compile(r"(?:各|有关|相关|本|全)?(?:省|市|县|区|州|镇|乡|地)(?:级)?")
"""A level that shares its noun with the next: 市、区财政部门."""
_DEPTH = {"(": 1, "〔": 1, "【": 1, ")": -1, "〕": -1, "】": -1}
_AND_OTHERS = re.compile(r"等(?:(?:有关|相关|市直|区直|县直|省直)?(?:部门|单位|机构)?)$")
_LONGEST = 30
_LEAST_NAME = 2


def split_names(folded: str) -> tuple[TextSpan, ...]:
    """The single names in a list of bodies, brackets left whole, a closing 等 or 等部门 left out."""
    joined: list[TextSpan] = []
    shared = False
    for span in _pieces(folded):
        if shared:
            joined[-1] = TextSpan(joined[-1].start, span.end)
        else:
            joined.append(span)
        shared = _LEVEL.fullmatch(span.slice(folded).strip()) is not None
    return tuple(kept for span in joined if len(kept := _trimmed(folded, span)) >= _LEAST_NAME)


def are_bodies(folded: str) -> bool:
    """True where every name of a list is that of a body: '市民政部门', '市商务局、各县(市、区)'."""
    names = [span.slice(folded) for span in split_names(folded)]
    if not names or any(len(name) > _LONGEST or _NO_BODY.search(name) for name in names):
        return False
    return _IS_BODY.search(names[-1]) is not None and all(_IS_BODY.search(name) or len(name) <= 8 for name in names)


def ends_as_body(folded: str) -> bool:
    """True where the text ends as the name of a body does."""
    return _ENDS_AS_BODY.search(folded[-_LONGEST:]) is not None


def _pieces(folded: str) -> Iterator[TextSpan]:
    """What separators part outside brackets."""
    depth = start = 0
    ends = {match.start(): match.end() for match in _SEPARATOR.finditer(folded)}
    at = 0
    while at < len(folded):
        depth = max(0, depth + _DEPTH.get(folded[at], 0))
        if not depth and at in ends:
            yield TextSpan(start, at)
            start = at = ends[at]
        else:
            at += 1
    yield TextSpan(start, len(folded))


def _trimmed(folded: str, span: TextSpan) -> TextSpan:
    text = span.slice(folded)
    start = span.start + len(text) - len(text.lstrip())
    text = _AND_OTHERS.sub("", text.strip())
    return TextSpan(start, start + len(text.rstrip()))
