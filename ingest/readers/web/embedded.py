"""Text that a page keeps where no reader sees it: in scripts with data, in templates, in text fields."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from ingest.readers.web.markup import Element, text_of

_DATA_TYPES = re.compile(r"^application/(?:ld\+)?json$", re.IGNORECASE)
_TEMPLATE_TYPES = re.compile(r"^text/(?:html|template|x-template|x-handlebars\S*|ng-template)$", re.IGNORECASE)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LEAST_HAN = 80
_SENTENCE = re.compile(r"[。；]")


def embedded_text(root: Element) -> str:
    """The longest text with Chinese sentences in the page's data, as HTML or plain; empty where there is none."""
    return max(_candidates(root), key=len, default="")


def frames_of(root: Element) -> list[str]:
    """Addresses of the pages that this one shows in frames."""
    return [
        str(e.get("src")) for e in root.iter("frame", "iframe") if e.get("src") and ":" not in str(e.get("src"))[:12]
    ]


def _candidates(root: Element) -> Iterator[str]:
    for element in root.iter("script", "textarea", "template", "noscript"):
        kind = str(element.get("type") or "")
        if element.tag == "script" and _DATA_TYPES.match(kind):
            yield from (text for text in _strings(_loaded(element.text or "")) if _is_document(text))
        elif element.tag != "script" or _TEMPLATE_TYPES.match(kind):
            text = text_of(element)
            if _is_document(text):
                yield text


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _strings(value: Any) -> Iterator[str]:
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            waiting += item.values()
        elif isinstance(item, list):
            waiting += item


def _is_document(text: str) -> bool:
    return len(_HAN.findall(text)) >= _LEAST_HAN and _SENTENCE.search(text) is not None
