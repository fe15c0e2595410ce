"""Answers written by a language model from numbered passages, each sentence checked before it is shown."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from langchain_core.runnables import Runnable, RunnableGenerator, RunnableLambda

from assistant.answering.joining import joined
from assistant.answering.model_prompt import ModelPrompt, PromptWriter
from assistant.answering.numbered_passages import Describe
from assistant.answering.reply_fit import DocumentYears
from assistant.answering.reply_notes import (
    note_on_break,
    note_on_budget,
    note_on_failure,
    note_on_fallback,
    note_on_refusal,
    notes_on_reply,
)
from assistant.answering.reply_review import Review, Reviewer, finished_part
from assistant.language_model import ChatModel, Message, untraced
from assistant.model import Answer, Language, Question
from assistant.ports import Answerer, ModelUnavailable
from vectorstore.model import Hit


class ModelAnswerer:
    """Answers through a language model and keeps of its reply only what the passages bear out.

    The answer is the fallback's, with a note of one line that says why, where the model cannot be reached,
    where nothing of its reply can be verified, and where it finds no answer: so a refusal needs both.
    """

    def __init__(
        self,
        model: ChatModel,
        fallback: Answerer,
        count_tokens: Callable[[str], int],
        context_tokens: int = 6000,
        describe: Describe = lambda document: None,
        document_years: DocumentYears = lambda document: frozenset(),
    ) -> None:
        """Loads the prompts; no request is made. `context_tokens` bounds a whole prompt, counted by `count_tokens`."""
        self._model = model
        self._fallback = fallback
        self._document_years = document_years
        self._chinese = PromptWriter("zh", describe, count_tokens, context_tokens)
        self._english = PromptWriter("en", describe, count_tokens, context_tokens)
        self._whole: Runnable[list[Message], str] = RunnableLambda(model.complete)
        self._pieces: Runnable[list[Message], str] = RunnableGenerator(self._stream_model)

    @property
    def name(self) -> str:
        """'model:' and the model's name."""
        return f"model:{self._model.name}"

    def answer(self, question: Question, hits: Sequence[Hit]) -> Answer:
        """The checked answer; never raises ModelUnavailable."""
        began = time.perf_counter()
        prompt = self._prompt(question, hits)
        if not prompt.passages:
            return self._without_prompt(question, hits)
        try:
            with untraced():
                reply = self._whole.invoke(list(prompt.messages))
        except ModelUnavailable as error:
            return _timed(self._instead(question, hits, note_on_failure(error, question.language)), began)
        return _timed(self._judged(question, hits, self._reviewer(question, prompt).review(reply)), began)

    def stream(self, question: Question, hits: Sequence[Hit]) -> Iterator[str | Answer]:
        """Checked sentences as they are finished, then the answer, whose text begins with them.

        A piece is a sentence and not a token, since a figure is shown only after it was found in the passage that
        it cites. Where the model fails midway the fallback's answer comes behind the pieces: nothing that was
        shown is withdrawn.
        """
        began = time.perf_counter()
        prompt = self._prompt(question, hits)
        if not prompt.passages:
            yield from _whole_stream(self._without_prompt(question, hits))
            return
        reviewer = self._reviewer(question, prompt)
        reply, finished, shown = "", "", reviewer.review("")
        try:
            for piece in self._reply_pieces(prompt):
                reply += piece
                before, finished = finished, finished_part(reply, len(prompt.passages))
                sent, shown = shown.text, reviewer.review(finished) if finished != before else shown
                if len(shown.text) > len(sent):
                    yield shown.text[len(sent) :]
            answer = self._judged(question, hits, reviewer.review(reply))
        except ModelUnavailable as error:
            answer = self._continued(question, hits, shown, error)
        if len(answer.text) > len(shown.text):
            yield answer.text[len(shown.text) :]
        yield _timed(answer, began)

    def _prompt(self, question: Question, hits: Sequence[Hit]) -> ModelPrompt:
        writer = self._english if question.language is Language.ENGLISH else self._chinese
        return writer.write(question, hits)

    def _reviewer(self, question: Question, prompt: ModelPrompt) -> Reviewer:
        return Reviewer(question, prompt.passages, self._document_years)

    def _stream_model(self, prompts: Iterator[list[Message]]) -> Iterator[str]:
        for messages in prompts:
            yield from self._model.stream(messages)

    def _reply_pieces(self, prompt: ModelPrompt) -> Iterator[str]:
        pieces = self._pieces.stream(list(prompt.messages))
        while True:
            # Around each step and not around the loop: a context must not leak to the consumer.
            with untraced():
                piece = next(pieces, None)
            if piece is None:
                return
            yield piece

    def _judged(self, question: Question, hits: Sequence[Hit], review: Review) -> Answer:
        if review.citations:
            notes = notes_on_reply(review, question.language)
            return Answer(question.text, review.text, False, "", review.citations, answerer=self.name, notes=notes)
        if review.missing is None:
            return self._instead(question, hits, note_on_fallback(review, question.language))
        answer = self._fallback.answer(question, hits)
        return _noted(answer, note_on_refusal(answer.refused, question.language))

    def _continued(self, question: Question, hits: Sequence[Hit], shown: Review, error: ModelUnavailable) -> Answer:
        """The sentences already shown, and behind them what the fallback adds."""
        if not shown.citations:
            return self._instead(question, hits, note_on_failure(error, question.language))
        notes = notes_on_reply(shown, question.language)
        begun = Answer(question.text, shown.text, False, "", shown.citations, answerer=self.name, notes=notes)
        answer = joined(begun, self._fallback.answer(question, hits))
        return _noted(answer, note_on_break(error, answer is not begun, question.language))

    def _without_prompt(self, question: Question, hits: Sequence[Hit]) -> Answer:
        """Of no hits, or of none that the prompt has room for."""
        notes = [note_on_budget(question.language)] if hits else []
        return self._instead(question, hits, *notes)

    def _instead(self, question: Question, hits: Sequence[Hit], *notes: str) -> Answer:
        return _noted(self._fallback.answer(question, hits), *notes)


def _whole_stream(answer: Answer) -> Iterator[str | Answer]:
    yield answer.text
    yield answer


def _noted(answer: Answer, *notes: str) -> Answer:
    return replace(answer, notes=(*answer.notes, *notes))


def _timed(answer: Answer, began: float) -> Answer:
    return replace(answer, latency_ms=(time.perf_counter() - began) * 1000)
