"""Takes scripts, menus, footers, sharing tools and hidden parts out of a page, and records what it takes."""

from __future__ import annotations

import re
from collections.abc import Callable

from ingest.cleaning.cleaner import shown
from ingest.cleaning.kinds import kind_of_block
from ingest.model import RemovedKind, RemovedText
from ingest.normalize import fold
from ingest.readers.web.content import names_of
from ingest.readers.web.markup import Element, elements, remove, text_of
from ingest.readers.web.weights import Weights, foot_of, weigh

_SCRIPTS = frozenset(
    {"script", "style", "noscript", "template", "object", "embed", "applet", "svg", "canvas", "audio", "video", "map"}
)
_CONTROLS = frozenset({"select", "input", "nav", "iframe", "datalist", "dialog", "textarea"})
_LONGEST_COMMAND = 10
_STRUCK = frozenset({"del", "s", "strike"})
_JUNK_NAME = re.compile(
    r"(?:^|[-_])(?:foot(?:er)?|nav(?:bar|igation)?|menu|bread-?crumbs?|crumbs?|share|sharing|bdshare|sidebar|side-?bar|"
    r"copyright|toolbar|search|login|print|related|recommend|friend-?link|qr-?code|ewm|erweima|comments?|advert(?:isement)?|ads?|guanggao|"
    r"pager?|pagination|lang(?:uage)?|accessib\w*|wza|top-?bar|popup|modal)(?:$|[-_\d])",
    re.IGNORECASE,
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NO_SIZE = re.compile(r"font-size\s*:\s*0(?:px|pt|em|rem|%)?\s*(?:;|!|$)", re.IGNORECASE)
"""Around elements with a size of their own it only closes gaps, hence it counts of innermost ones."""
_HIDDEN_NAME = re.compile(r"^(?:hide|hidden|none|dn|d-none|sr-only|visually-hidden|invisible)$", re.IGNORECASE)
_TAB_NAME = re.compile(r"(?:^|[-_])tab(?:s|-?pane|-?panel|-?con(?:tent)?|-?item|-?box)?(?:$|[-_\d])", re.IGNORECASE)
_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "complementary", "toolbar", "dialog", "menu", "menubar"}
)
_LISTS = frozenset(
    {"table", "tbody", "tr", "td", "ul", "ol", "dl", "div", "section", "p", "center", "form", "font", "span"}
)
_FEWEST_LINKS = 2
_MOST_BETWEEN_LINKS = 0.45
"""Share of the text of a list of links that may lie between them: headings, dates."""
_OWN_LINK = re.compile(
    r"^#.|\.(?:docx?|xlsx?|pdf|wps|et|ofd|rtf|pptx?|zip|rar|7z|txt|csv|jpe?g|png)(?:$|[?#])", re.IGNORECASE
)
_JUNK_SHARE = 0.2
"""An element that names itself junk but holds more of the page's prose than this is kept: the name lies."""
_HIDDEN_SHARE = 0.67
"""Scripts unhide the content of some pages, hence a hidden part that holds most of the prose stays. More than half:

pages for reading aloud hide a second copy of the text.
"""


def remove_junk(body: Element) -> tuple[RemovedText, ...]:
    """Takes out of `body`, in place, what is told by its tag, style or name to be no content."""
    removed = _remove_scripts(body)
    removed += _remove(body, [e for e in elements(body) if _is_control(e)], None)
    removed += _remove(body, [e for e in elements(body) if e.tag in _STRUCK], RemovedKind.HIDDEN)
    removed += _drop(body, _is_hidden, _HIDDEN_SHARE, RemovedKind.HIDDEN)
    removed += _remove_behind_foot(body)
    removed += _drop(body, _names_junk, _JUNK_SHARE, None)
    return tuple(removed)


def remove_link_lists(content: Element, weights: Weights) -> tuple[RemovedText, ...]:
    """Takes lists of links to other pages out of `content` where they stand above its prose or below it.

    Links to files and within the page are the document's own, and so is a list that is all the page has.
    """
    order = list(elements(content))
    prose = [i for i, element in enumerate(order) if _own_prose(element, weights)]
    if not prose:
        return ()
    edges = [*order[: prose[0]], *order[prose[-1] + 1 :]]
    return tuple(_remove(content, [e for e in edges if e is not content and _is_link_list(e, weights)], None))


def _own_prose(element: Element, weights: Weights) -> bool:
    """True where the element holds prose that no child of it holds."""
    return weights[element].prose > sum(weights[child].prose for child in element)


def _is_link_list(element: Element, weights: Weights) -> bool:
    weight = weights[element]
    if element.tag not in _LISTS or weight.links < _FEWEST_LINKS or weight.prose or weight.marks or weight.clauses:
        return False
    if weight.text > _MOST_BETWEEN_LINKS * (weight.text + weight.linked):
        return False
    return not any(_OWN_LINK.search(str(link.get("href") or "")) for link in element.iter("a"))


def record_rest(body: Element, kept: list[Element]) -> tuple[RemovedText, ...]:
    """What of `body` lies outside the elements `kept`, one entry for each block beside them."""
    above = {parent for element in kept for parent in element.iterancestors()}
    removed = []
    for element in elements(body):
        parent = element.getparent()
        if parent in above and element not in above and element not in kept and body not in kept:
            removed += _record(element, None)
    return tuple(removed)


def _remove_scripts(body: Element) -> list[RemovedText]:
    """Scripts and styles are one entry: a page has dozens."""
    scripts = [element for element in elements(body) if element.tag in _SCRIPTS]
    text = shown(element.text or "" for element in scripts)
    for element in reversed(scripts):
        remove(element)
    return [RemovedText(RemovedKind.SCRIPT, text)] if text else []


def _remove_behind_foot(body: Element) -> list[RemovedText]:
    foot = foot_of(body)
    if foot is None or foot is body:
        return []
    behind: list[Element] = []
    while foot is not body:
        behind += (e for e in foot.itersiblings() if isinstance(e.tag, str))
        foot = foot.getparent()
    return _remove(body, behind, None)


def _drop(
    body: Element, is_junk: Callable[[Element], bool], share: float, kind: RemovedKind | None
) -> list[RemovedText]:
    """Removes the elements that are junk and hold at most `share` of the prose, and none of the marks of a document."""
    candidates = [element for element in elements(body) if element is not body and is_junk(element)]
    if not candidates:
        return []
    weights = weigh(body)
    limit = share * weights[body].prose
    return _remove(body, [e for e in candidates if _may_go(e, weights, limit, kind)], kind)


def _may_go(element: Element, weights: Weights, limit: float, kind: RemovedKind | None) -> bool:
    weight = weights[element]
    own = kind is not RemovedKind.HIDDEN and (weight.clauses > 0 or weight.marks > 0)
    return weight.prose <= limit and not own


def _remove(body: Element, junk: list[Element], kind: RemovedKind | None) -> list[RemovedText]:
    """Removes the elements; of one inside another the outer one alone is recorded."""
    gone = set(junk)
    removed: list[RemovedText] = []
    inside: set[Element] = set()
    for element in elements(body) if junk else ():
        if element.getparent() in inside:
            inside.add(element)
        elif element in gone:
            inside.add(element)
            removed += _record(element, kind)
    for element in reversed(junk):  # inner ones first: no element is touched after its parent is gone
        remove(element)
    return removed


def _record(element: Element, kind: RemovedKind | None) -> list[RemovedText]:
    text = shown(element.itertext())
    if not text:
        return []
    if kind is None:
        kind = kind_of_block(fold(text))
    return [RemovedText(kind, text)]


def _is_control(element: Element) -> bool:
    """True for controls; a button with more on it than a command is the heading of a part that folds away."""
    if element.tag == "button":
        text = "".join(text_of(element).split())
        return len(text) <= _LONGEST_COMMAND and not re.match(r"第|[(（]?[一二三四五六七八九十]+[)）、]|\d+[.、]", text)
    return element.tag in _CONTROLS


def _is_hidden(element: Element) -> bool:
    style = str(element.get("style") or "")
    hidden = _HIDDEN_STYLE.search(style) or (len(element) == 0 and _NO_SIZE.search(style))
    if not (hidden or element.get("hidden") is not None or _names(element, _HIDDEN_NAME)):
        return False
    return element.get("role") != "tabpanel" and not _names(element, _TAB_NAME)


def _names_junk(element: Element) -> bool:
    if element.tag == "header" and element.getparent().tag == "body" and element.find(".//h1") is None:
        return element.find(".//h2") is None
    if element.tag in ("footer", "aside") or str(element.get("role") or "") in _ROLES:
        return True
    return _names(element, _JUNK_NAME)


def _names(element: Element, pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(name) for name in names_of(element))
