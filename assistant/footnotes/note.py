"""A citation's formal note, to be copied under a report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.footnotes.heading import document_head
from assistant.footnotes.numbering import spoken_path
from assistant.model import Language
from assistant.understanding.language import detect_language
from ingest.model import Clause, ClauseKind, TextSpan
from ingest.normalize import fold
from vectorstore.model import DocumentRecord

_CAPTION = re.compile(
    r"(?P<label>(?:附?表|专栏)\s?(?:\d{1,2}(?:-\d{1,2})?|[一二三四五六七八九十]{1,3}))(?=[\s:.、　]|$)"
)
_CAPTION_LINES = 2
"""Lines above a table, and in it, that may hold its caption."""
_LOOK_BACK = 200
_TRADITIONAL = str.maketrans({"条": "條", "项": "項", "点": "點"})


def formal_note(
    record: DocumentRecord, clauses: Sequence[Clause], clause: Clause | None, quote: TextSpan, text: str = ""
) -> str:
    """《标题》（发文机关，文号，日期）三、（二）第4条: the document, and the clause by its labels.

    `clause` is the one that holds `quote`, None where none does. `text` is the file's text, which the number of a
    table is looked up in. A Traditional document has Traditional units.
    """
    head = document_head(record)
    if clause is None:
        return head
    path = spoken_path(clauses, clause, quote, record.title)
    if detect_language(record.title) is Language.TRADITIONAL:
        path = path.translate(_TRADITIONAL)
    label = table_label(text, clause.span) if clause.kind is ClauseKind.TABLE else ""
    return head + path + ("" if path.endswith(label) else label)


def table_label(text: str, table: TextSpan) -> str:
    """'表1' or '专栏2' of the caption above a table or in its first line; empty where it has no number."""
    above = [line for line in text[max(0, table.start - _LOOK_BACK) : table.start].splitlines() if line.strip()]
    first = table.slice(text).lstrip("\n").partition("\n")[0]
    for line in (first, *reversed(above[-_CAPTION_LINES:])):
        match = _CAPTION.match(fold(line.strip().strip("#*|（( \t")))
        if match:
            return "".join(match["label"].split())
    return ""
