"""What a page says of its document outside the text: title, day of publication, origin."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence

from ingest.metadata.genres import ENDS_AS_TITLE
from ingest.model import PageData
from ingest.normalize import fold
from ingest.readers.web.markup import Element, text_of
from ingest.readers.web.writer import closed_up

_TITLES = ("articletitle", "citation_title", "og:title", "dc.title", "dcterms.title", "twitter:title", "title")
_SITES = ("sitename", "og:site_name", "application-name")
_COLUMNS = ("columnname", "article:section", "lanmu")
_DAYS = (
    "pubdate", "publishdate", "publish_date", "article:published_time", "og:published_time", "datepublished",
    "dc.date", "dc.date.issued", "dcterms.issued", "dcterms.date", "citation_publication_date",
    "weibo:article:create_at", "releasedate", "firstpublishedtime",
)  # fmt: skip
_ORIGINS = ("contentsource", "source", "dc.source", "dc.publisher", "article:author_source", "originalsource")
_SITE_IN_FRONT = re.compile(r"(?:网|网站|门户|主页|首页|政府)$")
_SITE_BEHIND = re.compile(
    r"(?:网|网站|网页|门户|主页|首页|平台|频道|政府|在线|客户端|公众号|头条|资讯|论坛|新闻|专栏|栏目|大厅|home|online|website|portal)$"
)
_PLACE_BEHIND = re.compile(r"(?:开发区|高新区|经开区|新区|园区|保税区|管委会|委员会|[局厅]|[省市区县])$")
"""Whose site it is, behind a stroke that no title has."""
_BODY_IN_FRONT = re.compile(r"(?:局|署|部|厅|处|委员会|管委会|办公室)$")
_ANNEX = re.compile(r"附件\d{0,2}\s?(?::|$)")
_NAMES_TEXT = re.compile(rf"{ENDS_AS_TITLE.pattern}|[\u4e00-\u9fff]{{4}}表$")
_CUT = re.compile(r"\s*(?:\.{2,}|…+)$")
_LONGEST_HEADING = 120
_SEPARATOR = re.compile(r"\s+[-–—|_·]+\s+|\s*[_|]+\s*|\s*—{1,2}\s*|(?<!\d)-+|-+(?!\d)")
_LONGEST_COLUMN = 8
_SHORTEST_TITLE = 8
_SITE_AND_COLUMN = re.compile(r"(?:网|网站|门户|政府|文件|公开|公告|法规|政策|通知|规章|專區|专栏|栏目|解读)[\s>»-]+$")
_REPRINT = re.compile(r"^[(（\[【]\s*(?:转载|轉載|转发|轉發|原创|置顶|图文|视频|已归档)\s*[)）\]】]\s*")
_NO_HEADING = re.compile(r"位置|首[页頁]|[>»›]|[:：]$")
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
_PUBLISHED = re.compile(
    r"(?:发布|发表|发稿|公布|刊发|更新)(?:时间|日期|于)\s*:\s*(\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2})"
)
_ORIGIN = re.compile(
    r"(?<![\u4e00-\u9fff])(?:(?:信息|文章|稿件|内容|新闻)?来源|(?:发布|供稿|提供)单位)\s*:\s*([^\s:|,。;]{2,40})"
)
_NO_ORIGIN = re.compile(r"(?:本站|本网|网络|原创|未知|其他|互联网|转载)$|(?:浏览|点击|作者|字体|字号|发布|打印)")


def title_of(root: Element) -> str:
    """The title of the article without the name of the site; empty where the page has none.

    The first heading comes last: on many sites it is the banner, or the way to the page.
    """
    meta = _meta(root)
    sites = {closed_up(meta.get(name, "")) for name in _SITES} - {""}
    columns = {closed_up(meta.get(name, "")) for name in _COLUMNS} - {""}
    head = root.find(".//head/title")
    given = [meta.get(name, "") for name in _TITLES] + ([text_of(head)] if head is not None else [])
    titles = [without_site(closed_up(title), sites, columns) for title in given]
    headings = [closed_up(text_of(heading)) for heading in root.iter("h1")]
    headings = [heading for heading in headings if heading not in sites and not _NO_HEADING.search(heading)]
    shown = _heading_for(next((title for title in titles if title), ""), root)
    titles = [shown, *titles, *headings]
    # A list of pages has no title but its column's.
    titles += [without_site(closed_up(title), sites) for title in given]
    return next((_REPRINT.sub("", title) for title in titles if title), "")


def _heading_for(title: str, root: Element) -> str:
    """The heading of the text that the page's title cuts short, goes on from with the site's name, or stands for

    by its column or as an annex; else ''.
    """
    short = len(title) < _SHORTEST_TITLE or _ANNEX.match(fold(title)) is not None
    start = _CUT.sub("", title)
    for heading in root.iter("h1", "h2", "h3"):
        text = closed_up(text_of(heading))
        if len(text) >= _SHORTEST_TITLE and title.startswith(text) and _SEPARATOR.match(title, len(text)):
            return text
        longer = _SHORTEST_TITLE <= len(text) <= _LONGEST_HEADING and len(text) > len(start)
        named = _NAMES_TEXT.search(fold(text)) is not None if short else text.startswith(start)
        if title and longer and named:
            return text
    return ""


def without_site(title: str, sites: Iterable[str] = (), columns: Iterable[str] = ()) -> str:
    """`title` without the names of the site and its columns at either end; empty where nothing else is left."""
    site_names, column_names = set(sites), set(columns)
    gaps = [match.group() for match in _SEPARATOR.finditer(title)]
    parts = _SEPARATOR.split(title)
    first, last = 0, len(parts)
    names = site_names | column_names
    while last - first > 1 and (
        parts[last - 1] in names
        or _SITE_BEHIND.search(fold(parts[last - 1]))
        or (gaps[last - 2].strip() in ("_", "|") and _PLACE_BEHIND.search(fold(parts[last - 1])))
    ):
        last -= 1
    while last - first > 1 and (parts[first] in names or _SITE_IN_FRONT.search(fold(parts[first]))):
        first += 1
    if last - first > 1 and gaps[first].startswith(" ") and _BODY_IN_FRONT.search(fold(parts[first])):
        first += 1
    # Between a title and the name of the site stands the name of a column.
    while last - first > 1 and last < len(parts) and _is_column(parts[first], gaps[last - 2], parts[last - 1]):
        last -= 1
    if last - first == 1 and parts[first] in names:
        return ""
    kept = parts[first]
    for i in range(first + 1, last):
        kept += gaps[i - 1] + parts[i]
    return kept.strip()


def shown_title(title: str, lines: Iterable[str]) -> str:
    """`title`, or the line of the page that is left of it without a site and a column divided by white space."""
    for line in lines:
        rest = title.removesuffix(line)
        if len(line) >= _SHORTEST_TITLE and rest != title and _SITE_AND_COLUMN.search(rest):
            return line
    return title


def page_data(root: Element, title: str, lines: Sequence[str]) -> PageData:
    """From the head's elements; where they are silent from `lines`, those around the text, as '来源:…' or a time."""
    meta = _meta(root)
    published = next((day for name in _DAYS if (day := iso_day(meta.get(name, "")))), "")
    origin = next((closed_up(meta[name]) for name in _ORIGINS if _is_origin(closed_up(meta.get(name, "")))), "")
    if not published:
        published = next(
            (day for e in root.iter("time") if (day := iso_day(f"{e.get('datetime') or ''} {text_of(e)}"))), ""
        )
    for line in lines if not (published and origin) else ():
        folded = fold(line)
        time, source = _PUBLISHED.search(folded), _ORIGIN.search(folded)
        published = published or (iso_day(time.group(1)) if time else "")
        if not origin and source and _is_origin(source.group(1)):
            origin = line[source.start(1) : source.end(1)]
    return PageData(title, published, origin)


def iso_day(text: str) -> str:
    """The first day in `text` as ISO 8601; empty where there is none in the calendar."""
    match = _DAY.search(text)
    if match is None:
        return ""
    try:
        return datetime.date(*map(int, match.groups())).isoformat()
    except ValueError:
        return ""


def _meta(root: Element) -> dict[str, str]:
    """Contents of the head's elements by their names, in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = str(element.get("name") or element.get("property") or element.get("itemprop") or "").strip().lower()
        content = str(element.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found


def _is_column(title: str, gap: str, part: str) -> bool:
    return len(part) <= _LONGEST_COLUMN < len(title) and gap != "-"


def _is_origin(text: str) -> bool:
    return 2 <= len(text) <= 60 and not _NO_ORIGIN.search(fold(text))
