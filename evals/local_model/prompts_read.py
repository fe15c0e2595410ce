"""What a model sees in a prompt of ours: the numbered passages, the question."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PASSAGE = re.compile(r"<passage>\n\[(\d+)\] ([^\n]*)\n(.*?)\n</passage>", re.DOTALL)
_QUESTION = re.compile(r"<question>(.*)</question>")


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """One passage of a prompt."""

    number: int
    heading: str
    text: str


def passages_of(prompt: str) -> tuple[ShownPassage, ...]:
    """The passages of a prompt, in their order."""
    return tuple(ShownPassage(int(match[1]), match[2], match[3]) for match in _PASSAGE.finditer(prompt))


def question_of(prompt: str) -> str:
    """The question of a prompt, the last where there are several; empty where there is none."""
    found = _QUESTION.findall(prompt)
    return str(found[-1]) if found else ""
