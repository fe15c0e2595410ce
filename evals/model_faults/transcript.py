"""Asks one question with each fault in turn and writes down what the user gets."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.model import Answer
from evals.local_model.assistants import assistant_asking, indexed
from evals.local_model.prompts_read import passages_of
from evals.local_model.server import FakeOpenAI, Reply, Seen, serving
from evals.model_faults.cases import Case

QUESTION = "九江国家级开发区亩均税收要求是多少？"
TIMEOUT_S = 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """What one case came to, asked for whole and streamed."""

    case: Case
    whole: Answer
    streamed: Answer
    pieces: tuple[str, ...]
    requests: int
    """That arrived at the server for the streamed question."""

    @property
    def well(self) -> bool:
        """Whether it came out as it should: the model's words where they are sound, else the quoted answer and a note.

        Whatever was streamed must stand: the answer begins with it.
        """
        stands = self.streamed.text == "".join(self.pieces)
        answers = (self.whole, self.streamed)
        if self.case.sound:
            return stands and all(answer.answerer.startswith("model:") for answer in answers)
        noted = all("语言模型" in note for note in (self.whole.notes[-1:] + self.streamed.notes[-1:]))
        return stands and noted and all(answer.citations and not answer.refused for answer in answers)


def transcript(cases: Sequence[Case], corpus: Path) -> list[Line]:
    """Every case asked over an index of `corpus`."""
    with indexed([corpus]) as (settings, index):
        lines = []
        for case in cases:
            with serving() as server:
                address = server.base_url if case.listening else _nobody()
                assistant = assistant_asking(address, settings, index, TIMEOUT_S, case.model)
                _prepare(server, case)
                whole = assistant.ask(QUESTION)
                _prepare(server, case)
                *pieces, streamed = assistant.stream(QUESTION)
                if not isinstance(streamed, Answer):
                    raise TypeError("a stream ends with its answer")
                lines.append(Line(case, whole, streamed, tuple(map(str, pieces)), len(server.seen)))
    return lines


def _prepare(server: FakeOpenAI, case: Case) -> None:
    server.script.clear()
    server.seen.clear()
    server.rewrite = _numbered
    server.say(*case.replies)


def _numbered(seen: Seen, reply: Reply) -> Reply:
    """The reply with the number that the passage of the rule has in this prompt."""
    shown = passages_of(seen.prompt)
    number = next((p.number for p in shown if "九江" in p.heading and "亩均税收" in p.text), 1)
    return replace(reply, text=reply.text.replace("{n}", str(number)))


def _nobody() -> str:
    """An address at which nothing listens."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}/v1"
