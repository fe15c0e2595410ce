"""What is left of the replies of models that do well: one that quotes, one that gives the right answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.api import Assistant
from assistant.model import Answer, Turn
from evals.local_model.assistants import assistant_asking, indexed
from evals.local_model.faithful import faithful
from evals.local_model.prompts_read import passages_of
from evals.local_model.server import FakeOpenAI, Seen, serving
from evals.model import GoldQuestion
from ingest.normalize import fold

_TIMEOUT_S = 30.0
_NAMED_BY = 30
"""Characters of a quote by which its passage is looked for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, and what became of the model's reply to it."""

    question: GoldQuestion
    reply: str
    answer: Answer
    exact: bool
    """Every quote stands at its offsets in the file."""
    verified: bool
    """Every figure of the answer is borne out by what it cites."""

    @property
    def kept(self) -> bool:
        return self.answer.answerer.startswith("model:")


Respond = Callable[[Seen, GoldQuestion], str]


def quoting(seen: Seen, question: GoldQuestion) -> str:
    """See `faithful`."""
    return faithful(seen)


def right_answer(seen: Seen, question: GoldQuestion) -> str:
    """The question's own right answer, citing the passages that hold its evidence; NOT_FOUND where none is shown."""
    shown = [(passage.number, _squeezed(passage.text)) for passage in passages_of(seen.prompt)]
    starts = [_squeezed(quote)[:_NAMED_BY] for quote in question.evidence]
    numbers = [next((number for number, text in shown if start in text), 0) for start in starts]
    marks = "".join(f"[{number}]" for number in dict.fromkeys(numbers) if number)
    return f"{question.answer.rstrip('。.')}{marks}。" if marks else "NOT_FOUND"


def measure(questions: Sequence[GoldQuestion], corpus: Path, respond: Respond) -> list[Asked]:
    """Every answerable question put to the model `respond` over an index of `corpus`."""
    with indexed([corpus]) as (settings, index), serving() as server:
        assistant = assistant_asking(server.base_url, settings, index, _TIMEOUT_S)
        asked = [question for question in questions if question.answerable and question.answer]
        return [_ask(question, assistant, server, respond, index.source_text) for question in asked]


def _ask(
    question: GoldQuestion,
    assistant: Assistant,
    server: FakeOpenAI,
    respond: Respond,
    source_text: Callable[[str], str],
) -> Asked:
    replies: list[str] = []

    def reply(seen: Seen) -> str:
        replies.append(respond(seen, question))
        return replies[-1]

    server.respond = reply
    answer = assistant.ask(question.question, [Turn(earlier) for earlier in question.earlier])
    return Asked(
        question,
        replies[-1] if replies else "",
        answer,
        exact=all(source_text(cited.doc)[cited.start : cited.end] == cited.quote for cited in answer.citations),
        verified=all(figure.verdict == "verified" for figure in answer.checks),
    )


def _squeezed(text: str) -> str:
    return "".join(fold(text).split())
