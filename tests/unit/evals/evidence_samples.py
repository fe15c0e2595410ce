"""Documents, passages and questions for the tests of evidence ranks."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.model import Turn
from evals.model import GoldQuestion
from ingest.model import TextSpan
from vectorstore.model import Copy, DocumentRecord, Hit, Passage

TAX = "国家级开发区亩均税收不低于20万元"
LAND = "项目用地开发率达到95%以上"


def record(source: str, ordinal: int = 0, copies: Sequence[tuple[str, int]] = ()) -> DocumentRecord:
    return DocumentRecord(
        id=f"{source}#{ordinal}",
        source=source,
        ordinal=ordinal,
        title="",
        region=(),
        region_inferred=False,
        passages=1,
        span=TextSpan(0, 1),
        copies=tuple(Copy(name, position, TextSpan(0, 1)) for name, position in copies),
    )


def hit(text: str, document: str = "000_a.txt#0") -> Hit:
    source = document.partition("#")[0]
    passage = Passage(
        f"{document}/{text}", source, document, "标题", (), ("一、目标",), 0, TextSpan(0, len(text)), text
    )
    return Hit(passage, 1.0)


def gold(identifier: str, *evidence: str, docs: Sequence[str] = ("000",), **other: object) -> GoldQuestion:
    values: dict[str, object] = {"question": f"问{identifier}", "type": "甲", **other}
    return GoldQuestion(identifier, gold_docs=tuple(docs), evidence=evidence, **values)  # type: ignore[arg-type]


class Found:
    """A search that gives ready lists by question, and notes what it was asked; anything else raises KeyError."""

    def __init__(self, lists: dict[str, list[Hit]]) -> None:
        self.lists = lists
        self.asked: list[tuple[str, list[str]]] = []

    def __call__(self, text: str, top_k: int, history: Sequence[Turn]) -> list[Hit]:
        self.asked.append((text, [turn.question for turn in history]))
        return self.lists[text][:top_k]
