"""The set-up of LangChain's RAG tutorial: its splitter, embed, keep in Chroma, top 4, one prompt.

Two things differ from the tutorial, since nothing else can be reached on an intranet: the embedder is the one that
ships with Zhice, and without a chat model a reader takes its place that answers with the best chunk, whole or its
best sentence. Without a model it cannot refuse. The chunks retrieved are its sources, as in the tutorial.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.language_model import ChatModel
from assistant.model import Answer, Citation, Turn
from evals.baselines.bm25_pieces import best_sentence
from evals.baselines.splitting import split
from ingest.model import TextSpan
from vectorstore.model import Labels
from vectorstore.ports import Embedder, VectorStore

TOP_K = 4
_DONT_KNOW = re.compile(r"不知道|don[’']t know", re.IGNORECASE)
_PROMPT = (
    "请根据下面检索到的内容回答最后的问题，最多三句话，尽量简短。内容里没有答案时，只说“不知道”，不要编造。\n\n"
    "{context}\n\n问题：{question}\n回答："
)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a file."""

    doc: str
    span: TextSpan
    text: str


Reader = Callable[[str, Sequence[Chunk]], str]
"""A question and the chunks found, best first, to an answer; '' is a refusal."""


class ChunkStore:
    """The chunks of some texts and their vectors."""

    def __init__(self, texts: Mapping[str, str], embedder: Embedder, store: VectorStore) -> None:
        """Fills the empty `store` with the chunks of `texts`, which are by file name."""
        self._embedder, self._store = embedder, store
        self._chunks = {
            f"{name}@{span.start}": Chunk(name, span, span.slice(text))
            for name, text in texts.items()
            for span in split(text)
        }
        chunks = list(self._chunks.values())
        vectors = embedder.embed_documents([chunk.text for chunk in chunks])
        store.upsert(list(self._chunks), vectors, [Labels(chunk.doc) for chunk in chunks])

    def nearest(self, question: str, top_k: int = TOP_K) -> list[Chunk]:
        """The chunks nearest to the question, best first."""
        found = self._store.query(self._embedder.embed_query(question), top_k)
        return [self._chunks[identifier] for identifier, _ in found]


@dataclass(frozen=True, slots=True)
class TutorialChain:
    """Retrieves and reads."""

    chunks: ChunkStore
    read: Reader

    def answer(self, question: str, turns: Sequence[Turn] = ()) -> Answer:
        """The reader's words, with all chunks retrieved as citations; `turns` are not looked at."""
        found = self.chunks.nearest(question)
        text = self.read(question, found) if found else ""
        cited = tuple(Citation(c.doc, "", "", c.text, c.span.start, c.span.end) for c in found)
        return Answer(question, text, refused=not text, reason="", citations=cited, answerer="langchain-tutorial")


def whole_chunk(question: str, chunks: Sequence[Chunk]) -> str:
    """The best chunk as it is."""
    return chunks[0].text


def best_sentence_of_chunk(question: str, chunks: Sequence[Chunk]) -> str:
    """The sentence of the best chunk that shares most character pairs with the question."""
    return chunks[0].text[slice(*best_sentence(question, chunks[0].text))]


def by_model(model: ChatModel) -> Reader:
    """A chat model given the chunks and the question; that it does not know is a refusal."""

    def read(question: str, chunks: Sequence[Chunk]) -> str:
        context = "\n\n".join(chunk.text for chunk in chunks)
        reply = model.complete([("user", _PROMPT.format(context=context, question=question))]).strip()
        return "" if _DONT_KNOW.search(reply) else reply

    return read
