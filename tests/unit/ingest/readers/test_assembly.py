"""Pages to text: whatever stands where on a page, nothing of it is lost and nothing is made up."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.readers.paged.assembly import PrintedPage, assemble
from ingest.readers.paged.lines import PageLine, rows_of

TEXTS = st.one_of(
    st.text(alphabet="甲乙丙丁税收亩均一二、。（）《》1A", min_size=1, max_size=20),
    st.sampled_from(["标", "题：", "发文机关：", "来源：某网站", "第一条", "（一）", "附件：", "① 注", "目录"]),
)
PLACES = st.sampled_from([72, 96, 100, 160, 290, 310, 316, 420])


@st.composite
def pages(draw: st.DrawFn) -> list[PrintedPage]:
    """Pages with words at a few aligned places in their middle part, where no running head stands."""
    made = []
    for number in range(draw(st.integers(1, 3))):
        places = draw(st.lists(st.tuples(PLACES, st.integers(10, 70)), min_size=1, max_size=30, unique=True))
        words = []
        for x, row in places:
            text, size = draw(TEXTS), draw(st.sampled_from([9.0, 12.0, 12.0, 12.0, 18.0]))
            top = 10.0 * row
            words.append(PageLine(text, number, x, x + size * len(text), top, top + size, size))
        made.append(PrintedPage(tuple(words), (), 595.0, 842.0))
    return made


def characters(text: str) -> Counter[str]:
    return Counter(char for char in text if not char.isspace())


@given(pages())
@settings(max_examples=300, deadline=None)
def test_every_character_of_the_pages_stands_in_the_text_exactly_once(made: list[PrintedPage]) -> None:
    linear = assemble(made)
    assert linear.removed == ()
    assert characters(linear.text) == characters("".join(word.text for page in made for word in page.words))


@given(pages())
@settings(max_examples=100, deadline=None)
def test_rows_come_from_top_to_bottom_and_hold_all_words(made: list[PrintedPage]) -> None:
    for page in made:
        rows = rows_of(page.words)
        assert sum(len(row.text.replace(" ", "")) for row in rows) == sum(
            len(word.text.replace(" ", "")) for word in page.words
        )
        assert [row.top for row in rows] == sorted(row.top for row in rows) or len({w.size for w in page.words}) > 1
