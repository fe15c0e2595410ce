"""The web framework's page, without what it does for outputs that a handler leaves as they are."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import Any

import gradio as gr  # noqa: TID251

_UNCHANGED: dict[str, Any] = gr.skip()


class SkippingBlocks(gr.Blocks):
    """`gr.Blocks` in which `gr.skip()` costs nothing.

    The framework builds a new component for each output that is skipped, about a millisecond of processor time. An
    answer comes in several frames that each touch one output of six, so that this alone was half of what the page
    cost the server. What is sent to the browser is the same.
    """

    async def postprocess_data(self, block_fn: Any, predictions: Any, state: Any) -> list[Any]:
        """See `gr.Blocks`: what is sent for each output of one frame of the handler `block_fn`."""
        if not isinstance(predictions, list | tuple) or len(predictions) != len(block_fn.outputs) or block_fn.batch:
            return list(await super().postprocess_data(block_fn, predictions, state))
        touched = [n for n, value in enumerate(predictions) if not _is_skipped(value)]
        sent: list[Any] = [dict(_UNCHANGED) for _ in predictions]
        if touched:
            for n, value in zip(touched, await self._touched(block_fn, predictions, touched, state), strict=True):
                sent[n] = value
        return sent

    async def _touched(self, block_fn: Any, predictions: Sequence[Any], touched: list[int], state: Any) -> list[Any]:
        """What is sent for the outputs `touched` alone."""
        narrowed = copy(block_fn)
        narrowed.outputs = [block_fn.outputs[n] for n in touched]
        values = [predictions[n] for n in touched]
        # The framework takes the value of an only output bare.
        bare = values[0] if len(values) == 1 else values
        return list(await super().postprocess_data(narrowed, bare, state))


def _is_skipped(value: object) -> bool:
    return isinstance(value, dict) and value == _UNCHANGED
