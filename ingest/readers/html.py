"""Web pages: the main content as linear text, with numbering, headings and tables.

trafilatura was measured on 24 government pages first: it dropped the big tables of a plan (7,272 of 17,232
characters kept), so this reader picks the content block itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

from bs4 import BeautifulSoup
from bs4.element import Comment, NavigableString, PageElement, PreformattedString, Tag

from ingest.errors import UnreadableFile
from ingest.readers.content_block import find_content, remove_junk
from ingest.readers.decoding import decode
from ingest.readers.grid import Grid
from ingest.readers.linear import LinearBuilder, LinearText
from ingest.readers.numerals import format_number

_META_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}
_BLOCKS = re.compile(
    r"address|article|aside|blockquote|body|center|d[dlt]|details|div|fieldset|fig(?:caption|ure)|footer|form|h[1-6r]|header|"
    r"li|main|nav|ol|option|p|pre|section|summary|table|tbody|t[dhr]|tfoot|thead|title|ul"
)
_OL_TYPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_BREAK_IN_HAN = re.compile(r"(?<=[\u3001-\u9fff\uff01-\uffef])[ \t]*[\r\n]\s*(?=[\u3001-\u9fff\uff01-\uffef])")
_SITE_NAME = re.compile(r"^[^-_—|]*网站?\s*[-_|]+\s*|\s*[-_—|]+\s*[^-_—|]*(?:网站?|门户|政府|平台)$")


def read(data: bytes, name: str) -> LinearText:
    """The title and main content of the page; raises UnreadableFile where it holds no text."""
    soup = BeautifulSoup(_decode(data, name), "lxml")
    title = _title(soup)
    body = soup.body or soup
    remove_junk(body)
    writer = _Writer()
    writer.write(find_content(body))
    content = writer.finish()
    if not content.text:
        raise UnreadableFile(f"{name}：网页里没有正文，请在浏览器中打开网页后另存，再导入")
    return _with_title(title, content)


def _decode(data: bytes, name: str) -> str:
    """The page's text: byte-order mark, then a declared charset that fits, then detection."""
    declared = _declared_charset(data)
    if declared:
        # A declaration that does not fit the bytes is a mistake of the page: detection decides.
        with suppress(LookupError, UnicodeDecodeError):
            return data.decode(declared)
    try:
        return decode(data, name)
    except UnreadableFile:
        # One bad byte in a script must not cost the page; more than that is damage.
        text = data.decode("utf-8", "replace")
        if text.count("\ufffd") * 1000 > len(text):
            raise
        return text


def _declared_charset(data: bytes) -> str:
    """The charset in the page's head, or a superset of it; empty where there is none or a byte-order mark decides."""
    match = _META_CHARSET.search(data[:4096])
    if match is None or data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return ""
    declared = match.group(1).decode("ascii", "replace").lower()
    return _SUPERSETS.get(declared, declared)


def _title(soup: BeautifulSoup) -> str:
    """The title of the article, without the name of the site; empty where the page has none.

    The first <h1> comes last: on many sites it is the banner.
    """
    meta = soup.find("meta", attrs={"name": re.compile("^ArticleTitle$", re.IGNORECASE)})
    title = _clean(str(meta.get("content") or "")) if isinstance(meta, Tag) else ""
    if not title and soup.title:
        title = _SITE_NAME.sub("", _clean(soup.title.get_text()))
    heading = soup.find("h1")
    return title or (_clean(heading.get_text()) if heading else "")


def _with_title(title: str, content: LinearText) -> LinearText:
    """Puts the title in front where the content's first lines do not show it already."""
    head = re.sub(r"\s", "", content.text[: 4 * len(title) + 200])
    if not title or re.sub(r"\s", "", title) in head:
        return content
    shift = len(title) + 1
    return LinearText(f"{title}\n{content.text}", tuple(span.shifted(shift) for span in content.tables))


class _Writer:
    """Walks the content and collects lines: a block element, <br> or table ends the line before it."""

    def __init__(self) -> None:
        self._builder = LinearBuilder()
        self._inline: list[str] = []

    def write(self, node: PageElement) -> None:
        if isinstance(node, NavigableString):
            if not isinstance(node, PreformattedString | Comment):
                self._inline.append(str(node))
        elif isinstance(node, Tag):
            self._write_tag(node)

    def finish(self) -> LinearText:
        self._end_line()
        return self._builder.build()

    def _write_tag(self, tag: Tag) -> None:
        if tag.name == "br":
            self._end_line()
        elif tag.name == "table" and is_data_table(tag):
            self._end_line()
            self._builder.add_table(_grid(tag))
        elif tag.name == "ol":
            self._write_ordered(tag)
        elif _BLOCKS.fullmatch(tag.name):
            self._end_line()
            self._write_children(tag)
            self._end_line()
        else:
            self._write_children(tag)

    def _write_children(self, tag: Tag) -> None:
        for child in tag.children:
            self.write(child)

    def _write_ordered(self, tag: Tag) -> None:
        number = _int(tag.get("start"), 1)
        for child in tag.children:
            if isinstance(child, Tag) and child.name == "li":
                self._end_line()
                number = _int(child.get("value"), number)
                self._inline.append(format_number(number, _OL_TYPES.get(str(tag.get("type")), "decimal")) + ". ")
                self._write_children(child)
                self._end_line()
                number += 1
            else:
                self.write(child)

    def _end_line(self) -> None:
        self._builder.add_line(_clean("".join(self._inline)))
        self._inline.clear()


def is_data_table(table: Tag) -> bool:
    """Whether the table holds data: nested tables tell of page layout, and so does a single cell."""
    if table.find("table"):
        return False
    return len(table.find_all(["td", "th"], limit=2)) > 1


def _grid(table: Tag) -> Grid:
    grid = Grid()
    for r, row in enumerate(table.find_all("tr")):
        column = 0
        for cell in row.find_all(["td", "th"], recursive=False):
            while grid.taken(r, column):
                column += 1
            rows, columns = max(1, _int(cell.get("rowspan"), 1)), max(1, _int(cell.get("colspan"), 1))
            grid.place(r, column, " ".join(_cell_lines(cell)), rows=rows, columns=columns)
            column += columns
    return grid


def _cell_lines(cell: Tag) -> Iterator[str]:
    writer = _Writer()
    for child in cell.children:
        writer.write(child)
    yield from writer.finish().text.splitlines()


def _clean(text: str) -> str:
    """White space as a browser shows it; a line break of the page's source between Chinese characters is none."""
    return _SPACE.sub(" ", _BREAK_IN_HAN.sub("", text)).strip(" \u3000")


def _int(value: object, default: int) -> int:
    text = str(value).strip()
    return int(text) if re.fullmatch(r"\d{1,6}", text) else default
