"""From answers to HTML."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from assistant.clause_view import ClauseView
from assistant.model import Answer, CheckedFigure, Citation, FigureVerdict, Side, Turn
from ingest.model import AdministrativeLevel, DateKind, DocumentDate, DocumentDetails, Reading, TextSpan
from ui.chat.sources import NEIGHBOUR_CHARACTERS
from ui.view import (
    OPEN_DOCUMENTS,
    Exchange,
    render_documents,
    render_error,
    render_exchange,
    render_header,
    render_pending,
    render_transcript,
    turns,
)
from vectorstore.model import Copy, DocumentRecord

HOSTILE = "</details><script>alert(1)</script><img src=x onerror=\"a()\" title='b'>${c}{{d}}&lt;"
TEXT = "（一）省级开发区亩均税收不低于20万元／亩；\r\n　　國家級開發區𠮷祥，不低於30萬元。"


class Reader(HTMLParser):
    """Collects tags, and the text under one class."""

    VOID = frozenset({"br", "img"})

    def __init__(self, css: str) -> None:
        super().__init__(convert_charrefs=True)
        self.css, self.tags, self.text, self._open = css, [], "", []  # type: ignore[var-annotated]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        inside = bool(self._open) and self._open[-1][1]
        self._open.append((tag, inside or tag == self.css or self.css in (dict(attrs).get("class") or "").split()))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag, f"unbalanced {tag}"

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][1]:
            self.text += data


def read(page: str, css: str) -> Reader:
    reader = Reader(css)
    reader.feed(page)
    reader.close()
    assert reader._open == []
    return reader


def citation(quote: str = "不低于20万元／亩") -> Citation:
    return Citation("办法.pdf", "考核办法", "二、任务 > （一）", quote, 0, len(quote))


def view(text: str, quote: str, before: str = "", after: str = "") -> ClauseView:
    start = text.index(quote)
    return ClauseView("考核办法", "江西省", "二、任务 > （一）", text, start, start + len(quote), before, after)


def exchange(text: str = "见原文。[1]", clause: ClauseView | None = None, **changes: object) -> Exchange:
    answer = Answer(
        **{"question": "问", "text": text, "refused": False, "reason": "", "citations": (citation(),), **changes}
    )  # type: ignore[arg-type]
    return Exchange("亩均税收多少？", answer, (clause,))


@pytest.mark.parametrize(
    "quote",
    [
        "不低于20万元／亩；",
        "亩；\r\n　　國家級",
        "𠮷祥，",
        TEXT,
    ],
)
def test_the_quote_is_marked_exactly(quote: str) -> None:
    page = render_exchange(exchange(clause=view(TEXT, quote)), 1)
    assert read(page, "mark").text == quote
    assert read(page, "zc-clause").text == TEXT


def test_an_empty_quote_marks_nothing() -> None:
    page = render_exchange(exchange(clause=ClauseView("题", "", "", TEXT, 3, 3, "", "")), 1)
    assert "<mark" not in page


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (0, len(TEXT) + 1)])
def test_a_mark_outside_its_clause_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="quote"):
        ClauseView("题", "", "", TEXT, start, end, "", "")


def test_a_lost_clause_leaves_the_quote_marked() -> None:
    assert read(render_exchange(exchange(clause=None), 1), "mark").text == "不低于20万元／亩"


def test_text_of_documents_models_and_users_never_becomes_markup() -> None:
    hostile = ClauseView(HOSTILE, HOSTILE, HOSTILE, HOSTILE, 3, 20, HOSTILE, HOSTILE)
    answer = Answer(
        HOSTILE,
        HOSTILE + "[1]",
        False,
        HOSTILE,
        (Citation(HOSTILE, HOSTILE, HOSTILE, HOSTILE, 0, len(HOSTILE)),),
        1.0,
        HOSTILE,
        (HOSTILE,),
    )
    record = DocumentRecord("a#0", HOSTILE, 0, HOSTILE, (HOSTILE,), True, 1, TextSpan(0, 1))
    pages = [
        render_exchange(Exchange(HOSTILE, answer, (hostile,)), 1),
        render_exchange(Exchange(HOSTILE, Answer("", HOSTILE, True, HOSTILE + ".")), 1),
        render_pending(HOSTILE, HOSTILE, 1),
        render_error(HOSTILE, HOSTILE, 1),
        render_documents([record]),
    ]
    for page in pages:
        reader = read(page, "zc-exchange")
        assert {tag for tag, _ in reader.tags}.isdisjoint({"script", "img"})
        assert not [name for _, attributes in reader.tags for name in attributes if name.startswith("on")]


def test_characters_that_no_page_can_carry_become_replacement_characters() -> None:
    page = render_pending("问\ud800", "甲\x00乙\x1b", 1)
    assert "甲\ufffd乙\ufffd" in page
    page.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "linked", "plain"),
    [
        ("甲[1]。", ["[1]"], ""),
        ("甲[1][2]乙", ["[1]", "[2]"], ""),
        ("甲[3]", [], "[3]"),
        ("甲[0]", [], "[0]"),
        ("甲［1］[x]", [], "［1］[x]"),
    ],
)
def test_markers_link_to_existing_citations_only(text: str, linked: list[str], plain: str) -> None:
    page = render_exchange(exchange(text, citations=(citation(), citation())), 7)
    assert re.findall(r'<a class="zc-marker"[^>]*>(\[\d\])</a>', page) == linked
    assert read(page, "zc-text").text == text
    assert plain in page
    for target in re.findall(r'data-citation="([^"]+)"', page):
        assert page.count(f'id="{target}"') == 1


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("九江：不低于20万元[1]；黔西：该文件未规定", ["九江：不低于20万元[1]；", "黔西：该文件未规定"]),
        (
            "南京：圍繞1至2個；選1個[1]；连云港：选定1至2个[2]",
            ["南京：圍繞1至2個；選1個[1]；", "连云港：选定1至2个[2]"],
        ),
        ("𠮷安：甲；赣州：乙；吉安：丙", ["𠮷安：甲；", "赣州：乙；", "吉安：丙"]),
        ("不低于20万元；省级：不低于10万元", []),
        ("九江：不低于20万元；省级不低于10万元", []),
        ("分为两类，即：甲；乙：丙", []),
        ("：甲；乙：丙", []),
    ],
)
def test_each_side_of_a_comparison_has_a_line_of_its_own(text: str, sides: list[str]) -> None:
    page = render_exchange(exchange(text, citations=(citation(), citation())), 1)
    blocks = re.findall(r'<div class="zc-side">(.*?)</div>', page)
    assert [re.sub("<[^>]+>", "", block) for block in blocks] == sides
    assert read(page, "zc-text").text == text
    pending = render_pending("问？", text, 1)
    assert pending.count('class="zc-side"') == len(sides)
    assert read(pending, "zc-text").text == text


def compared_exchange(before: str = "") -> Exchange:
    base = exchange()
    sides = (Side("东园", f"不低于20万元{HOSTILE}", (1,)), Side("西园", ""))
    text = f"{before}东园：不低于20万元{HOSTILE}[1]；西园：该文件未规定"
    return replace(base, answer=replace(base.answer, question="东园和西园谁高？", text=text, sides=sides))


def test_a_comparison_is_a_table_with_a_row_for_each_side_and_its_markers() -> None:
    page = render_exchange(compared_exchange(), 3)
    table = read(page, "zc-sides")
    assert [tag for tag, _ in table.tags].count("tr") == 2
    assert table.text == f"东园不低于20万元{HOSTILE}[1]西园该文件未规定"
    assert page.count('href="#zc-citation-3-1"') == 1
    assert read(page, "zc-text").text == ""


def test_what_is_concluded_from_the_sides_stands_before_the_table() -> None:
    assert read(render_exchange(compared_exchange("东园更高。"), 1), "zc-text").text == "东园更高。"


def test_ids_stay_unique_across_the_transcript() -> None:
    page = render_transcript([exchange(), exchange()])
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == 2
    assert len(set(ids)) == 2


def test_a_correction_is_called_one_and_stands_on_its_sources() -> None:
    corrected = exchange(text="文件规定的是10万元，不是30万元。[1]", refused=True, corrects=True, reason="前提不符")
    page = render_exchange(corrected, 1)
    assert read(page, "zc-refusal").text.startswith("更正文件规定的是10万元")
    assert "未予作答" not in page
    assert "供参考" not in page


def test_a_refusal_shows_its_reason_once_and_apart_from_answers() -> None:
    page = render_exchange(Exchange("问？", Answer("问？", "文件未规定。", True, "没有对应的条款。")), 1)
    assert read(page, "zc-refusal").text == "未予作答文件未规定。没有对应的条款。"
    same = render_exchange(Exchange("问？", Answer("问？", "文件未规定。", True, "文件未规定。")), 1)
    assert read(same, "zc-refusal").text == "未予作答文件未规定。"
    assert "zc-refusal" not in render_exchange(exchange(), 1)


def test_notes_and_the_reason_of_an_answer_are_listed() -> None:
    page = render_exchange(exchange(reason="模型不可用，改为摘录", notes=("沿用上文：九江",)), 1)
    assert read(page, "zc-notes").text == "模型不可用，改为摘录沿用上文：九江"


@pytest.mark.parametrize(
    ("latency", "answerer", "shown"),
    [
        (0.0, "extractive", "原文摘录"),
        (0.2, "extractive", "原文摘录 · 用时 1 毫秒"),
        (345.6, "extractive", "原文摘录 · 用时 346 毫秒"),
        (1234.0, "model:qwen", "模型 qwen · 用时 1.2 秒"),
        (0.0, "", None),
    ],
)
def test_small_print_names_the_answerer_and_the_time(latency: float, answerer: str, shown: str | None) -> None:
    page = render_exchange(exchange(latency_ms=latency, answerer=answerer, citations=()), 1)
    assert read(page, "zc-small").text == (shown or "")


def test_long_neighbours_are_cut_on_the_far_side() -> None:
    far, near = "远" * 500, "近" * NEIGHBOUR_CHARACTERS
    page = render_exchange(exchange(clause=view(TEXT, TEXT, far + near, near + far)), 1)
    assert read(page, "zc-neighbour").text == f"…{near}{near}…"


def test_a_pending_answer_shows_what_has_come_and_nothing_before() -> None:
    assert read(render_pending("问？", "", 1), "zc-waiting").text == "正在查阅文件…"
    page = render_pending("问？", "亩均[1]", 1)
    assert read(page, "zc-text").text == "亩均[1]"
    assert "zc-marker" not in page


def test_turns_carry_questions_and_answers_in_order() -> None:
    assert turns([exchange("甲"), exchange("乙")]) == (Turn("亩均税收多少？", "甲"), Turn("亩均税收多少？", "乙"))


def test_documents_are_listed_with_region_size_and_file() -> None:
    record = DocumentRecord("a.pdf#0", "a.pdf", 0, "考核办法", ("江西省", "九江市"), True, 21, TextSpan(0, 9))
    page = render_documents([record])
    assert read(page, "summary").text == "已收录文件（1 份）"
    assert read(page, "zc-where").text == "江西省 九江市（据正文推断） · 21 段 · a.pdf"
    assert " open=" in page
    details = DocumentDetails(
        number=Reading("九府发〔2024〕1号"),
        dates=(DocumentDate(DateKind.WRITTEN, "2024-01-05"),),
        level=AdministrativeLevel.CITY,
    )
    full = replace(record, region_inferred=False, details=details, copies=(Copy("b.docx", 0, TextSpan(0, 9)),))
    assert (
        read(render_documents([full]), "zc-where").text
        == "江西省 九江市 · 市级 · 九府发〔2024〕1号 · 2024-01-05 成文 · 21 段 · a.pdf、b.docx"
    )
    assert " open=" not in render_documents([record] * (OPEN_DOCUMENTS + 1))


def test_an_empty_index_says_what_to_do() -> None:
    assert "请先建立索引" in render_documents([])


def test_the_header_names_the_assistant() -> None:
    assert read(render_header(), "h1").text == "知策"


def test_a_citation_shows_its_formal_note_to_copy_and_its_warning() -> None:
    note, warning = "《用地办法》（甲市政府，2019年9月6日）三、（二）第4条", "该文件已于2023年12月31日到期"
    citation = Citation("a.txt", "用地办法", "三、", "亩均税收", 0, 4, note=note, warning=warning)
    page = render_exchange(Exchange("问", Answer("问", "答[1]", False, "", (citation,))), 1)
    assert read(page, "zc-footnote").text == f"脚注：{note}"
    assert read(page, "zc-warning").text == warning
    plain = render_exchange(
        Exchange("问", Answer("问", "答[1]", False, "", (replace(citation, note="", warning=""),))), 1
    )
    assert "zc-footnote" not in plain
    assert "zc-warning" not in plain


@pytest.mark.parametrize(
    ("verdict", "css", "words"),
    [
        (FigureVerdict.VERIFIED, "zc-checked", "数字核对：1 处均与引文一致"),
        (FigureVerdict.DIFFERS, "zc-warning", "“20万元”与引文不一致"),
        (FigureVerdict.NOT_FOUND, "zc-warning", "“20万元”在引文中没有找到"),
    ],
)
def test_checked_figures_are_a_quiet_mark_and_others_a_warning_that_names_them(
    verdict: FigureVerdict, css: str, words: str
) -> None:
    check = CheckedFigure("20万元", 2, 6, verdict, 1, "30万元")
    html = render_exchange(Exchange("税收？", Answer("税收？", "税收20万元。", False, "", checks=(check,))), 1)
    reader = Reader(css)
    reader.feed(html)
    assert words in reader.text


def test_an_answer_without_figures_says_nothing_of_checks() -> None:
    html = render_exchange(Exchange("谁？", Answer("谁？", "由市科技局牵头。", False, "")), 1)
    assert "核对" not in html
