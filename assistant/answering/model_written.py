"""Answers written by a language model from numbered passages, each sentence checked before it is shown."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from langchain_core.runnables import Runnable, RunnableGenerator, RunnableLambda

from assistant.answering.numbered_passages import select_passages
from assistant.answering.reply_review import REFUSAL, Review, finished_part, review
from assistant.figures import figures_in, is_supported
from assistant.language_model import ChatModel, Message, untraced
from assistant.model import Answer, Language, Question
from assistant.ports import Answerer, ModelUnavailable
from prompts.template import PromptTemplate
from vectorstore.model import Hit

_SCRIPTS = {Language.SIMPLIFIED: "简体", Language.TRADITIONAL: "繁体"}
_NOT_STATED = {
    Language.SIMPLIFIED: ("文件未规定", "：", "。"),
    Language.TRADITIONAL: ("文件未規定", "：", "。"),
    Language.ENGLISH: ("The documents do not say", ": ", "."),
}
_LONGEST_MISSING = 80


@dataclass(frozen=True, slots=True)
class _Task:
    """What the prompt is made of."""

    question: Question
    shown: str
    """The numbered passages as text."""


class ModelAnswerer:
    """Answers through a language model and keeps of its reply only what the passages bear out.

    Where the model cannot be reached, or nothing of its reply can be checked, the answer is the
    fallback's, with a note that says why. `passage_tokens` bounds the passages in the prompt, as
    counted by `count_tokens`.
    """

    def __init__(
        self, model: ChatModel, fallback: Answerer, count_tokens: Callable[[str], int], passage_tokens: int = 3000
    ) -> None:
        """Loads the prompts; no request is made."""
        self._model = model
        self._fallback = fallback
        self._count_tokens = count_tokens
        self._passage_tokens = passage_tokens
        self._chinese = PromptTemplate.load("answer_zh")
        self._english = PromptTemplate.load("answer_en")
        prompt = RunnableLambda(self._messages)
        self._whole: Runnable[_Task, str] = prompt | RunnableLambda(model.complete)
        self._pieces: Runnable[_Task, str] = prompt | RunnableGenerator(self._stream_model)

    @property
    def name(self) -> str:
        """'model:' and the model's name."""
        return f"model:{self._model.name}"

    def answer(self, question: Question, hits: Sequence[Hit]) -> Answer:
        """The checked answer; never raises ModelUnavailable."""
        if not hits:
            return self._fallback.answer(question, hits)
        began = time.perf_counter()
        passages, shown = select_passages(hits, self._count_tokens, self._passage_tokens)
        try:
            with untraced():
                reply = self._whole.invoke(_Task(question, shown))
        except ModelUnavailable as error:
            return _timed(self._instead(question, hits, _because(error)), began)
        return _timed(self._judged(question, hits, review(reply, passages)), began)

    def stream(self, question: Question, hits: Sequence[Hit]) -> Iterator[str | Answer]:
        """Checked sentences as they are finished, then the answer.

        A piece is a sentence and not a token, since a figure is shown only after it was found in the
        passage that it cites. Where the model fails midway, the answer that ends the stream is the
        fallback's and takes the place of the pieces before it.
        """
        if not hits:
            yield from self._fallback.stream(question, hits)
            return
        began = time.perf_counter()
        passages, shown = select_passages(hits, self._count_tokens, self._passage_tokens)
        reply, finished, sent = "", "", ""
        try:
            for piece in self._reply_pieces(_Task(question, shown)):
                reply += piece
                before, finished = finished, finished_part(reply, len(passages))
                text = review(finished, passages).text if finished != before else sent
                if len(text) > len(sent) and text.startswith(sent):
                    yield text[len(sent) :]
                    sent = text
            answer = self._judged(question, hits, review(reply, passages))
        except ModelUnavailable as error:
            answer = self._instead(question, hits, _because(error))
        if len(answer.text) > len(sent) and answer.text.startswith(sent):
            yield answer.text[len(sent) :]
        yield _timed(answer, began)

    def _messages(self, task: _Task) -> list[Message]:
        values = {"passages": task.shown, "question": _asked(task.question), "refusal": REFUSAL}
        if task.question.language is Language.ENGLISH:
            prompt = self._english.render(values)
        else:
            prompt = self._chinese.render({**values, "script": _SCRIPTS[task.question.language]})
        return [("system", prompt.system), ("user", prompt.user)]

    def _stream_model(self, prompts: Iterator[list[Message]]) -> Iterator[str]:
        for messages in prompts:
            yield from self._model.stream(messages)

    def _reply_pieces(self, task: _Task) -> Iterator[str]:
        pieces = self._pieces.stream(task)
        while True:
            # Around each step and not around the loop: a context must not leak to the consumer.
            with untraced():
                piece = next(pieces, None)
            if piece is None:
                return
            yield piece

    def _judged(self, question: Question, hits: Sequence[Hit], checked: Review) -> Answer:
        if checked.citations:
            return Answer(
                question=question.text,
                text=checked.text,
                refused=False,
                reason="",
                citations=checked.citations,
                answerer=self.name,
                notes=checked.notes,
            )
        if checked.missing is not None:
            return Answer(
                question=question.text,
                text=_not_stated(question, checked.missing),
                refused=True,
                reason="语言模型判断检索到的条文没有写明所问内容",
                answerer=self.name,
                notes=checked.notes,
            )
        return self._instead(question, hits, *checked.notes, "语言模型的回答没有可核对的出处，已改用原文摘录作答")

    def _instead(self, question: Question, hits: Sequence[Hit], *notes: str) -> Answer:
        answer = self._fallback.answer(question, hits)
        return replace(answer, notes=(*answer.notes, *notes))


def _because(error: ModelUnavailable) -> str:
    return f"语言模型不可用，已改用原文摘录作答：{error}"


def _asked(question: Question) -> str:
    """The question on one line, with what earlier turns add to it."""
    text = " ".join(question.text.split())
    return f"{text}（承接上文：{'、'.join(question.carried)}）" if question.carried else text


def _not_stated(question: Question, missing: str) -> str:
    """One sentence; what is missing is repeated only if short and without figures that the user did not name."""
    start, divider, end = _NOT_STATED[question.language]
    detail = missing.strip().rstrip("。.")
    strange = any(not is_supported(figure, question.text) for figure in figures_in(detail))
    if not detail or len(detail) > _LONGEST_MISSING or strange:
        return start + end
    return start + divider + detail + end


def _timed(answer: Answer, began: float) -> Answer:
    return replace(answer, latency_ms=(time.perf_counter() - began) * 1000)
