"""Which part of a web page is the content: junk is removed, then the smallest block that holds the text is chosen."""

from __future__ import annotations

import re

from bs4.element import NavigableString, PreformattedString, Tag

_DROPPED_TAGS = (
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "svg",
    "button",
    "select",
    "input",
    "nav",
    "object",
)
_JUNK_NAME = re.compile(
    r"(?:^|[-_\s])(?:foot(?:er)?|nav(?:bar|igation)?|menu|bread-?crumbs?|crumbs?|share|sharing|bdshare|sidebar|"
    r"copyright|toolbar|search|login|print|related|recommend|friend-?link|qr-?code|comments?)(?:$|[-_\s\d])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary"})
_JUNK_SHARE = 0.2
"""An element that names itself junk but holds more of the page's prose than this is kept: the name lies."""
_CONTENT_SHARE = 0.97
"""The content block must hold this much of the page's prose, so that no part of a policy is left out."""
_NAMED_SHARE = 0.8
_CONTENT_NAME = re.compile(
    r"^(?:zoom(?:con)?|ucap-content|trs_editor|pages_content|(?:article|news|info|main|detail)[-_]?(?:content|cont?|body|text)"
    r"|content[-_]?(?:article|text|body|main)?)$",
    re.IGNORECASE,
)
"""Names that Chinese government sites give to the block of the text."""
_SPLIT_TAGS = frozenset({"table", "tbody", "thead", "tr", "ul", "ol", "dl", "p", "h1", "h2", "h3", "span", "font"})
"""Elements too small or too regular to be the block: the search stops above them."""


def remove_junk(body: Tag) -> None:
    """Removes scripts, navigation, footers, sharing tools and hidden parts from `body`, in place."""
    for tag in body.find_all(_DROPPED_TAGS):
        tag.decompose()
    total = prose_weight(body)
    for tag in body.find_all(True):
        if not tag.decomposed and _is_hidden(tag) and prose_weight(tag) < total:
            _drop_hidden(tag, body)
    total = prose_weight(body)
    for tag in body.find_all(True):
        if not tag.decomposed and _names_junk(tag) and prose_weight(tag) <= _JUNK_SHARE * total:
            tag.decompose()


def find_content(body: Tag) -> Tag:
    """The smallest block of `body` that holds nearly all of its prose.

    Where navigation hides that block, one that names itself content and holds most of the prose; else `body`.
    """
    total = prose_weight(body)
    block = _descend(body, _CONTENT_SHARE * total)
    if block is body:
        named = [tag for tag in body.find_all(True) if _names_content(tag)]
        best = max(named, key=prose_weight, default=body)
        return best if prose_weight(best) >= _NAMED_SHARE * total else body
    return block


def _descend(block: Tag, needed: float) -> Tag:
    while needed > 0:
        inner = [child for child in block.children if isinstance(child, Tag) and child.name not in _SPLIT_TAGS]
        best = max(inner, key=prose_weight, default=None)
        if best is None or prose_weight(best) < needed:
            break
        block = best
    return block


def prose_weight(tag: Tag) -> int:
    """Number of characters of text outside links, white space not counted."""
    return sum(
        len("".join(text.split()))
        for text in tag.find_all(string=True)
        if isinstance(text, NavigableString)
        and not isinstance(text, PreformattedString)
        and text.find_parent("a") is None
    )


def _is_hidden(tag: Tag) -> bool:
    return bool(_HIDDEN.search(str(tag.get("style") or ""))) or tag.has_attr("hidden")


def _drop_hidden(tag: Tag, body: Tag) -> None:
    """Drops a hidden part unless it holds most of the prose: scripts unhide the content of some pages."""
    if prose_weight(tag) * 2 <= prose_weight(body):
        tag.decompose()


def _names_junk(tag: Tag) -> bool:
    if tag.name in ("footer", "aside") or str(tag.get("role") or "") in _ROLES:
        return True
    return any(_JUNK_NAME.search(name) for name in _names(tag))


def _names_content(tag: Tag) -> bool:
    return tag.name == "article" or any(_CONTENT_NAME.match(name) for name in _names(tag))


def _names(tag: Tag) -> list[str]:
    """The element's classes and its id."""
    return [str(name or "") for attribute in ("class", "id") for name in tag.get_attribute_list(attribute)]
