"""The page: header, tabs and what they have in common."""

from __future__ import annotations

from collections.abc import Callable

import gradio as gr  # noqa: TID251

from ui.chat.keeping import Keeper
from ui.chat.tab import chat_tab, html_region
from ui.pages.tabs import page_tabs
from ui.ports import ChatBackend
from ui.skipping import SkippingBlocks
from ui.view import render_documents, render_header

_SIMULTANEOUS = 8
"""Questions that the framework hands over at a time. They are answered one by one all the same; but the next is at
hand when one is done, and while the framework still sends an answer."""
_WAITING = 64
_SECONDS_BETWEEN_LOOKS = 0.005
_SECONDS_TO_TELL_PLACES = 5.0
"""How often the framework tells all who wait of their place, which the page does not show."""

BuildTab = Callable[[gr.Blocks], None]
"""Fills a tab. Its handlers learn who acts from `ui.people.visitor.visitor_of_event(request).person`."""


def build_app(backend: ChatBackend, keeper: Keeper, with_pages: bool = False) -> gr.Blocks:
    """The page around `backend`; `with_pages` says that the pages on the documents are served beside it."""
    tabs: list[tuple[str, str, BuildTab]] = [
        ("问答", "chat", lambda blocks: chat_tab(blocks, backend, keeper)),
        *(page_tabs() if with_pages else [("文件", "documents", lambda blocks: _documents(blocks, backend))]),
    ]
    blocks = SkippingBlocks(title="知策", analytics_enabled=False)
    with blocks:
        html_region(render_header(), "zc-header")
        with gr.Tabs(elem_id="zc-tabs"):
            for title, name, build in tabs:
                with gr.Tab(title, id=name, elem_id=f"zc-tab-{name}", render_children=True):
                    build(blocks)
    blocks.queue(_SECONDS_TO_TELL_PLACES, default_concurrency_limit=_SIMULTANEOUS, max_size=_WAITING, api_open=False)
    # It looks for new questions a thousand times a second otherwise, also where nobody asks.
    blocks._queue.sleep_when_free = _SECONDS_BETWEEN_LOOKS
    return blocks


def _documents(blocks: gr.Blocks, backend: ChatBackend) -> None:
    library = html_region("", "zc-library")
    # At every opening of the page, because files may have been indexed since the last.
    blocks.load(
        lambda: render_documents(backend.documents()), None, library, show_progress="hidden", api_visibility="private"
    )
