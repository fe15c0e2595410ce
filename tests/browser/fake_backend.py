"""A backend whose behaviour is obvious: a question that contains a known word gets the clause with that word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.clause_view import ClauseView
from assistant.model import Answer, Citation, Turn
from assistant.ports import BadQuestion
from assistant.whole_document import DocumentPart, WholeDocument
from ingest.model import TextSpan
from vectorstore.model import DocumentRecord

LONGEST = 200
TITLE = "关于开发区“亩均论英雄”改革的实施意见(试行)"
SOURCE = "亩均改革.txt"
QUOTES = {
    "亩均税收": "省级开发区亩均税收不低于20万元／亩；\r\n国家级开发区亩均稅收不低於30萬元/畝，𠮷日",
    "恶意": '<img src=x onerror="window.hacked=1"> ${window.hacked=2} {{window.hacked}} <script>hacked=3</script>',
    "牵头": "由省商务厅牵头",
}
CLAUSES = {
    "亩均税收": f"（二）提高亩均效益。{QUOTES['亩均税收']}起施行。",
    "恶意": f"（三）{QUOTES['恶意']}不得采用。",
    "牵头": f"（四）加强组织领导。{QUOTES['牵头']}，省发展改革委、省财政厅配合。",
}


class CannedBackend:
    """Answers by substring; a follow-up (那…) without a known word takes the word of the last turn that had one."""

    def __init__(self) -> None:
        self.histories: list[tuple[Turn, ...]] = []

    def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[str | Answer]:
        if not question or len(question) > LONGEST:
            raise BadQuestion(f"问题应为 1 至 {LONGEST} 个字,现为 {len(question)} 个字。")
        self.histories.append(tuple(history))
        earlier = [turn.question for turn in reversed(history)] if question.startswith("那") else []
        asked = (question, *earlier)
        word = next((word for text in asked for word in CLAUSES if word in text), None)
        if word is None:
            yield Answer(
                question,
                "文件未规定。",
                True,
                "已收录的文件中没有与这一问题对应的条款。",
                latency_ms=12.4,
                answerer="extractive",
            )
            return
        notes = () if word in question else (f"沿用上文：{word}",)
        text = f"{QUOTES[word]}。[1]"
        yield from (text[at : at + 4] for at in range(0, len(text), 4))
        yield Answer(question, text, False, "", (_citation(word),), 1234.0, "extractive", notes)

    def clause_context(self, citation: Citation) -> ClauseView:
        text = CLAUSES[citation.clause]
        start = text.index(citation.quote)
        before, after = "（一）总体要求。坚持节约集约用地。", "（五）强化督促检查。每年开展一次评价。"
        end = start + len(citation.quote)
        return ClauseView(TITLE, "江西省 九江市", f"二、主要任务 > {citation.clause}", text, start, end, before, after)

    def whole_document(self, source: str, position: int) -> WholeDocument:
        texts = ["（一）总体要求。坚持节约集约用地。", *CLAUSES.values()]
        parts = tuple(DocumentPart(text, 1000 * n, 1, True, False, ("二、主要任务",)) for n, text in enumerate(texts))
        return WholeDocument(f"{SOURCE}#0", SOURCE, TITLE, (("级别", "市级"),), parts)

    def documents(self) -> list[DocumentRecord]:
        return [
            DocumentRecord(f"{SOURCE}#0", SOURCE, 0, TITLE, ("江西省", "九江市"), False, 3, TextSpan(0, 900)),
            DocumentRecord("b.pdf#0", "b.pdf", 0, "<b>开发区</b>考核办法", ("江西省",), True, 21, TextSpan(0, 9000)),
        ]

    def example_questions(self) -> list[str]:
        return ["九江国家级开发区亩均税收要求是多少?", "亩均改革由哪个部门牵头?"]


def _citation(word: str) -> Citation:
    start = CLAUSES[word].index(QUOTES[word])
    return Citation(SOURCE, TITLE, word, QUOTES[word], start, start + len(QUOTES[word]))
