from __future__ import annotations

import pytest

from ingest.model import TextSpan
from vectorstore.index_text import index_text
from vectorstore.model import Passage


def passage(text: str, title: str = "", region: tuple[str, ...] = (), path: tuple[str, ...] = ()) -> Passage:
    return Passage("p", "f.txt", "f.txt#0", title, region, path, 0, TextSpan(0, len(text)), text)


@pytest.mark.parametrize(
    ("given", "indexed"),
    [
        (
            passage("亩均税收不低于20万元。", "若干措施", ("江西省", "九江市"), ("二、用地", "(一)税收")),
            "若干措施\n江西省\n九江市\n二、用地\n(一)税收\n亩均税收不低于20万元。",
        ),
        (passage("正文", "九江市若干措施", ("江西省", "九江市")), "九江市若干措施\n江西省\n正文"),
        (passage("5.综合效益。支持", "措施", (), ("二、重点", "5.综合效益")), "措施\n二、重点\n5.综合效益。支持"),
        (passage("二、重点\n5.综合效益。支持", "", (), ("二、重点", "5.综合效益")), "二、重点\n5.综合效益。支持"),
        (passage("若干措施\n正文", "若干措施", ("江西省",)), "江西省\n若干措施\n正文"),
        (passage("梵文是一种语言", "梵文"), "梵文\n梵文是一种语言"),
        (passage("正文"), "正文"),
        (passage("稅收，２０", "《辦法》"), "《办法》\n税收,20"),
    ],
    ids=[
        "all headings", "region in the title", "own heading leads", "both headings lead", "title leads",
        "a word that only begins like the title", "no headings", "folded",
    ],
)  # fmt: skip
def test_headings_stand_above_the_text_once(given: Passage, indexed: str) -> None:
    assert index_text(given) == indexed
