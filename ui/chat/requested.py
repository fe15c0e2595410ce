"""What the page's script asks for, checked at the boundary. No framework."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ui.ports import BadRequest

_ODD = "请求的内容不对，请刷新页面后重试。"


@dataclass(frozen=True, slots=True)
class GivenOpinion:
    """An opinion on a kept exchange; an empty `opinion` takes it back."""

    conversation: str
    exchange: int
    opinion: str
    comment: str


def text_of(body: object, name: str) -> str:
    """The text `name` of a JSON object. Raises BadRequest."""
    value = body.get(name) if isinstance(body, Mapping) else None
    if not isinstance(value, str):
        raise BadRequest(_ODD)
    return value


def opinion_of(body: object) -> GivenOpinion:
    """Raises BadRequest."""
    return GivenOpinion(
        text_of(body, "conversation"),
        place(text_of(body, "exchange")),
        text_of(body, "opinion"),
        text_of(body, "comment"),
    )


def place(written: str) -> int:
    """A number of at most 15 digits. Raises BadRequest."""
    if not (written.isascii() and written.isdigit() and len(written) <= 15):
        raise BadRequest(_ODD)
    return int(written)
