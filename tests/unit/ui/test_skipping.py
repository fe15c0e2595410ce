"""Outputs that a handler leaves as they are: the browser is told to change nothing, and all else as ever."""

from __future__ import annotations

import asyncio
from typing import Any

import gradio as gr
import pytest
from gradio.state_holder import SessionState

from ui.skipping import SkippingBlocks

SKIP = gr.skip()


def page() -> tuple[SkippingBlocks, Any]:
    """Three outputs: a region, a value of the session, a box."""
    with SkippingBlocks() as blocks:
        region, kept, box = gr.HTML("", elem_id="a"), gr.State("old"), gr.Textbox()
        button = gr.Button()
        button.click(lambda: None, None, [region, kept, box])
    return blocks, next(iter(blocks.fns.values()))


def changes(sent: Any) -> Any:
    """What the browser does with what it is sent. The framework adds the sign of an update to a region's own too."""
    if not isinstance(sent, dict):
        return sent
    return {name: value for name, value in sent.items() if name != "__type__" and value != SKIP}


@pytest.mark.parametrize(
    "frame",
    [
        (SKIP, SKIP, SKIP),
        ("<p>新</p>", SKIP, SKIP),
        (SKIP, "new", SKIP),
        ("<p>新</p>", "new", "好"),
        (SKIP, "new", ""),
        SKIP,
    ],
)
def test_the_same_is_sent_and_kept_as_by_the_framework(frame: Any) -> None:
    blocks, handler = page()
    ours, theirs = SessionState(blocks), SessionState(blocks)

    async def both() -> tuple[list[Any], list[Any]]:
        return (
            await blocks.postprocess_data(handler, frame, ours),
            await gr.Blocks.postprocess_data(blocks, handler, frame, theirs),
        )

    sent, expected = asyncio.run(both())
    for output, one, other in zip(handler.outputs, sent, expected, strict=True):
        if not output.stateful:  # of a value of the session the browser is never told
            assert changes(one) == changes(other)
    assert [ours[output._id] for output in handler.outputs if output.stateful] == [
        theirs[output._id] for output in handler.outputs if output.stateful
    ]


def test_a_handler_of_too_few_values_is_told_so() -> None:
    blocks, handler = page()
    with pytest.raises(ValueError, match="output"):
        asyncio.run(blocks.postprocess_data(handler, ("a", SKIP), SessionState(blocks)))
