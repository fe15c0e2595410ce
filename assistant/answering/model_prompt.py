"""The prompt of a question: rules, numbered passages and constraints, whole within a budget of tokens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering.asked_constraints import asked, constraints
from assistant.answering.numbered_passages import Describe, PassageList
from assistant.answering.reply_review import REFUSAL
from assistant.language_model import Message
from assistant.model import Language, Question
from prompts.labels import Labels
from prompts.template import PromptTemplate
from vectorstore.model import Hit, Passage

_SCRIPTS = {Language.SIMPLIFIED: "简体", Language.TRADITIONAL: "繁体"}
_TOKENS_OF_FORM = 16
"""What the chat format adds to two messages: their roles and ends."""


@dataclass(frozen=True, slots=True)
class ModelPrompt:
    """What is sent, and what its numbers stand for."""

    messages: tuple[Message, ...]
    passages: tuple[Passage, ...]
    """The passage that is shown as number i + 1; empty where the budget has no room for any."""


class PromptWriter:
    """Writes prompts of one language."""

    def __init__(self, language: str, describe: Describe, count_tokens: Callable[[str], int], most_tokens: int) -> None:
        """`language` is 'zh' or 'en'; `most_tokens` bounds a whole prompt, as counted by `count_tokens`."""
        self._template = PromptTemplate.load(f"answer_{language}")
        self._labels = Labels.load(f"labels_{language}")
        self._list = PassageList(self._labels, describe, count_tokens)
        self._count_tokens = count_tokens
        self._most_tokens = most_tokens

    def write(self, question: Question, hits: Sequence[Hit]) -> ModelPrompt:
        """The prompt with as many of the passages, best first, as there is room for beside all else."""
        around = sum(self._count_tokens(text) for _, text in self._filled(question, ""))
        passages, shown = self._list.select(hits, self._most_tokens - around - _TOKENS_OF_FORM)
        return ModelPrompt(self._filled(question, shown), passages)

    def _filled(self, question: Question, passages: str) -> tuple[Message, ...]:
        values = {
            "passages": passages,
            "question": asked(question, self._labels),
            "constraints": constraints(question, self._labels),
            "refusal": REFUSAL,
            "script": _SCRIPTS.get(question.language, ""),
        }
        prompt = self._template.render({name: values[name] for name in self._template.variables})
        return ("system", prompt.system), ("user", prompt.user)
