"""Names of bodies that issue documents, on folded text."""

from __future__ import annotations

import re

_END = (
    "人民政府|政府|委员会|管委会|办公厅|办公室|厅|局|委|院|部|署|会|中心|小组|法院|检察院|银行|党委|工委"
    "|党组|指挥部|总队|支队|站|处"
    "|国务院|中央|协会|联合会|总会|集团|海关|办|大队|所"
)
_NAME = r"[\u4e00-\u9fff〇○()“”·、]"
_ORGAN = re.compile(rf"{_NAME}+(?:{_END})(?:\([^()]{{1,40}}\))?")
_CUT = re.compile(
    r"、|(?<=[厅局委部会院府室署行心])(?=中共|国家|中国人民银行|(?P<place>[\u4e00-\u9fff]{2,3}[省市区县州]))"
)
_REMARK = re.compile(r"\(?\s*[^()]{0,30}(?:代章|盖章|公章|章)\s*\)?$|\((?:代章|盖章|公章|印|加?挂[^()]*)\)$")
_NEVER = re.compile(
    r"关于|印发|通知|办法|方案|意见|规定|条例|根据|按照|有限|公司|学校|联系|电话|负责|责任|牵头|配合|单位"
    r"|各|本|^第|报社|日报|电视"
)
_SPREAD = re.compile(r"\s*(?P<name>[\u4e00-\u9fff](?:\s+[\u4e00-\u9fff]){2,})\s*")
"""The name of a body whose characters are spread over the line: 商 务 部."""
_LONGEST = 60


def organs_in(folded: str) -> list[tuple[int, int]]:
    """Where the bodies stand in a line that names bodies and nothing else; empty for any other line.

    Bodies are divided by white space, or by '、' where each is one; those written without a gap
    (甲市财政局甲市商务局) are told apart by the place that comes again.
    """
    end = _REMARK.search(folded)
    text = folded[: end.start()] if end and end.start() >= 4 else folded
    if not 3 <= len(text.strip()) <= _LONGEST + 60 or _NEVER.search(text):
        return []
    spread = _SPREAD.fullmatch(text)
    if spread is not None and is_organ("".join(text.split())):
        return [spread.span("name")]
    spans: list[tuple[int, int]] = []
    for piece in re.finditer(r"\S+", text):
        for start, stop in _pieces(piece.group()):
            if stop - start > _LONGEST or not is_organ(piece.group()[start:stop]):
                return []
            spans.append((piece.start() + start, piece.start() + stop))
    return spans


def is_organ(folded: str) -> bool:
    """True for the name of one body."""
    return 2 < len(folded) <= _LONGEST and not _NEVER.search(folded) and _ORGAN.fullmatch(folded) is not None


def is_remark(folded: str) -> bool:
    """True for a line that says who sealed in whose place: (甲局代章), 甲局(代章)."""
    return folded.endswith("(代章)") or (folded.startswith("(") and _REMARK.fullmatch(folded) is not None)


def _pieces(word: str) -> list[tuple[int, int]]:
    """The single names in a word, cut in text order: behind a '、' that ends one, and where a new name begins."""
    cuts = [0]
    for match in _CUT.finditer(word):
        if match.group() == "、":
            if is_organ(word[cuts[-1] : match.start()]):
                cuts.append(match.end())
        elif match.start() - cuts[-1] >= 3 and (match["place"] is None or word.startswith(match["place"][:2])):
            cuts.append(match.start())
    ends = [*cuts[1:], len(word)]
    return [(start, end - (word[end - 1] == "、" and end < len(word))) for start, end in zip(cuts, ends, strict=True)]
