"""Which part of a web page is the content: the smallest block that holds the text of the document."""

from __future__ import annotations

import re

from ingest.readers.web.markup import Element, elements, text_of
from ingest.readers.web.weights import Weight, Weights

_CONTENT_SHARE = 0.97
"""The content block must hold this much of the page's prose, so that no part of a policy is left out."""
_NAMED_SHARE = 0.8
_CONTENT_NAME = re.compile(
    r"^(?:zoom(?:con)?|ucap-content|trs_?u?editor(?:_?view)?|print-?(?:area|content)|(?:v|wp)_\w*content"
    r"|(?:[a-z]+[-_])?(?:article|artical|news|info|main|detail|show|pages|zw|bt|xl|xxgk|gk|art|doc|view|notice|bulletin|text|txt)"
    r"[-_]?(?:content|cont?|body|text|txt)|content[-_]?(?:article|text|body|main|txt)?)$",
    re.IGNORECASE,
)
"""Names that Chinese government sites give to the block of the text."""
_SPLIT_TAGS = frozenset(
    {
        "table",
        "tbody",
        "thead",
        "tfoot",
        "tr",
        "ul",
        "ol",
        "dl",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "span",
        "font",
        "pre",
        "a",
    }
)
"""Elements too small or too regular to be the block: the search stops above them."""
_LABELS = re.compile(
    r"索\s*引\s*[号號]|文\s*[号號]\s*[:：]|[统統]一[编編][号號]|有\s*效\s*性|文件[状狀][态態]|服[务務][对對]象"
    r"|(?:[发發]文|[发發]布|公[开開]|信息生成|制[发發])\s*(?:[机機]\s*[关關构構]|[单單]位|[责責]任部[门門]|部[门門]|字?[号號])"
    r"|(?:成文|生成|[发發]布|印[发發]|[实實]施|失效|公[开開]|生效|[发發]文)\s*(?:日\s*期|[时時]\s*[间間])"
    r"|主\s*[题題]\s*(?:分\s*[类類]|[词詞])|(?:体裁|體裁|信息|公文)\s*(?:分[类類]|[类類][别別]|[种種][类類])"
)
_MOST_DATA = 1500
"""Characters that the table of a document's data may take."""
_FEWEST_LABELS = 3
_MOST_TRIED = 40
_PARTS_OF_TABLE = frozenset({"td", "th", "tr", "tbody", "thead", "li"})


def find_content(body: Element, weights: Weights) -> Element:
    """The smallest block of `body` that holds nearly all of its prose.

    Where other text hides that block, one that names itself content and holds most of the prose; else `body`.
    """
    block = _descend(body, weights)
    named = [e for e in elements(block) if e is not block and _names_content(e) and e.tag not in _SPLIT_TAGS]
    best = max(named, key=lambda e: weights[e].prose, default=None)
    if best is None or weights[best].prose < _NAMED_SHARE * weights[block].prose or _leaves_out(block, best, weights):
        return block
    return _descend(best, weights)


def find_data_table(body: Element, content: Element, weights: Weights) -> Element | None:
    """The table of the document's data (索引号, 发文机关, …) above the content; None where there is none outside."""
    above = set(content.iterancestors())
    tried = 0
    for element in elements(body):
        if element is content or tried >= _MOST_TRIED:
            return None
        if element not in above and _LABELS.search(element.text or ""):
            tried += 1
            best = _data_block(element, above, weights)
            if best is not None:
                return best
    return None


def _data_block(label: Element, above: set[Element], weights: Weights) -> Element | None:
    """The largest block around a label that holds such labels and little else."""
    best, size = None, 0
    for block in (label, *label.iterancestors()):
        held = weights[block].text + weights[block].linked
        if block in above or held > _MOST_DATA or (best is not None and held > 1.2 * size):
            break
        if block.tag not in _PARTS_OF_TABLE and _distinct_labels(block) >= _FEWEST_LABELS:
            best, size = block, held
    return best


def _distinct_labels(block: Element) -> int:
    return len({"".join(label.split()) for label in _LABELS.findall(text_of(block))})


def _descend(block: Element, weights: Weights) -> Element:
    while weights[block].prose > 0:
        inner = [child for child in block if isinstance(child.tag, str) and child.tag not in _SPLIT_TAGS]
        best = max(inner, key=lambda child: weights[child].prose, default=None)
        if best is None or weights[best].prose < _CONTENT_SHARE * weights[block].prose:
            break
        if _leaves_out(block, best, weights):
            break
        block = best
    return block


def _leaves_out(block: Element, inner: Element, weights: Weights) -> bool:
    """Whether `block` holds clauses beside `inner`, or the end of a document behind it."""
    if weights[block].clauses > weights[inner].clauses:
        return True
    return _behind(block, inner, weights).marks > 0


def _behind(block: Element, inner: Element, weights: Weights) -> Weight:
    total = Weight()
    while inner is not block:
        for sibling in inner.itersiblings():
            total.add(weights[sibling])
        inner = inner.getparent()
    return total


def _names_content(element: Element) -> bool:
    if element.tag in ("article", "main") or element.get("role") == "main":
        return True
    return any(_CONTENT_NAME.match(name) for name in names_of(element))


def names_of(element: Element) -> list[str]:
    """The element's classes and its id."""
    return [*str(element.get("class") or "").split(), *str(element.get("id") or "").split()]
