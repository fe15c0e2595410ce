"""The real pages and copies of ../shared: nothing of a page's frame in a clause, and no sentence of a policy lost."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from ingest.chunking import Chunker
from ingest.model import ReadResult
from ingest.pipeline import read_policy_file

JUNK = re.compile(
    r"网站地图|公网安备|ICP备|网站标识码|版权所有|打印本页|打印页面|关闭窗口|返回顶部|回到顶部|分享到|扫一扫在手机|QQ空间"
    r"|微信好友|上一篇|下一篇|当前位置|您当前所在|搜索热词|用户登录|长者助手|使用帮助|隐私声明|友情链接|浏览次数|浏览量"
    r"|访客|字体大小|浏览字号|【字体|A\+大|内容纠错|无障碍阅读|繁體|相关新闻|为您推荐|以下是小编|本文来源|人氣:|听全文"
    r"|下载文字版|手机版|访问量|function ?\(|\bvar |document\.|window\.|\$\(|display:none|</|<script|&nbsp;|[{}]"
)
"""What stands in the frames of these pages and in none of their policies."""
MENU_LINES = {
    "首页",
    "搜索",
    "政务公开",
    "政务服务",
    "互动交流",
    "打印",
    "关闭",
    "分享",
    "分享：",
    "-",
    "-次",
    "回到",
    "顶部",
    "正文",
    "登录",
}


WEBSITE_S_OWN = re.compile("小编|仅供参考|的一种文体|最佳安排|计算如何")
"""In the leads that one of the sites writes to collections."""


class _Sentences(HTMLParser):
    """Sentences of a page outside links and scripts: another way to its content than the reader takes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._outside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._outside += tag in ("script", "style", "a", "title")

    def handle_endtag(self, tag: str) -> None:
        self._outside -= tag in ("script", "style", "a", "title")

    def handle_data(self, data: str) -> None:
        text = "".join(data.split())
        # Pages for reading aloud hide a second copy of all their text in one piece.
        if not self._outside and 12 <= len(text) <= 2000 and "。" in text:
            self.found.append(text)


@pytest.fixture(scope="module")
def results(shared: Path) -> dict[Path, ReadResult]:
    paths = [path for folder in ("corpus", "documents") for path in sorted((shared / folder).iterdir())]
    return {path: read_policy_file(path, path.name, Chunker(len)) for path in paths if path.suffix != ".pdf"}


def clause_lines(result: ReadResult) -> list[str]:
    spans = [clause.span for document in result.documents for clause in document.clauses]
    return [line.strip() for span in spans for line in span.slice(result.source.text).splitlines()]


@pytest.mark.shared
def test_no_clause_holds_a_part_of_a_page_s_frame(results: dict[Path, ReadResult]) -> None:
    assert len(results) >= 50
    for path, result in results.items():
        for line in clause_lines(result):
            assert JUNK.search(line) is None, (path.name, line)
        # Cells of a table that a copy gave a line each look like these and are none.
        head = [line for line in clause_lines(result)[:12] if line in MENU_LINES]
        assert not head, path.name


@pytest.mark.shared
def test_no_sentence_of_a_page_is_lost(results: dict[Path, ReadResult]) -> None:
    checked = 0
    for path, result in results.items():
        if path.suffix != ".html":
            continue
        parser = _Sentences()
        parser.feed(path.read_text(encoding="utf-8"))
        kept = "".join("".join(line.split()) for line in clause_lines(result))
        for sentence in parser.found:
            checked += len(sentence)
            assert sentence in kept, (path.name, sentence)
    assert checked > 50_000


@pytest.mark.shared
def test_copies_as_text_keep_their_sentences_except_a_website_s_own(results: dict[Path, ReadResult]) -> None:
    for path, result in results.items():
        if path.suffix != ".txt":
            continue
        kept = set(clause_lines(result))
        lines = [line.strip() for line in result.source.text.splitlines()]
        lost = [line for line in lines if len(line) >= 20 and "。" in line and line not in kept]
        assert not [line for line in lost if not WEBSITE_S_OWN.search(line)], path.name


@pytest.mark.shared
def test_each_page_says_its_title_and_nearly_all_their_day(results: dict[Path, ReadResult]) -> None:
    pages = [result.source.page for path, result in results.items() if path.suffix == ".html"]
    assert all(page.title and not re.search("网站|门户|首页", page.title) for page in pages)
    assert sum(bool(page.published) for page in pages) >= len(pages) - 1
