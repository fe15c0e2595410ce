"""The page: header, tabs and what they have in common."""

from __future__ import annotations

from collections.abc import Callable

import gradio as gr  # noqa: TID251

from ui.chat.keeping import Keeper
from ui.chat.tab import chat_tab, html_region
from ui.pages.tabs import page_tabs
from ui.ports import ChatBackend
from ui.view import render_documents, render_header

_SIMULTANEOUS = 1
"""The backend answers one question at a time; further ones wait in the queue."""
_WAITING = 64

BuildTab = Callable[[gr.Blocks], None]
"""Fills a tab. Its handlers learn who acts from `ui.people.visitor.visitor_of_event(request).person`."""


def build_app(backend: ChatBackend, keeper: Keeper, with_pages: bool = False) -> gr.Blocks:
    """The page around `backend`; `with_pages` says that the pages on the documents are served beside it."""
    tabs: list[tuple[str, str, BuildTab]] = [
        ("问答", "chat", lambda blocks: chat_tab(blocks, backend, keeper)),
        *(page_tabs() if with_pages else [("文件", "documents", lambda blocks: _documents(blocks, backend))]),
    ]
    blocks = gr.Blocks(title="知策", analytics_enabled=False)
    with blocks:
        html_region(render_header(), "zc-header")
        with gr.Tabs(elem_id="zc-tabs"):
            for title, name, build in tabs:
                with gr.Tab(title, id=name, elem_id=f"zc-tab-{name}", render_children=True):
                    build(blocks)
    blocks.queue(default_concurrency_limit=_SIMULTANEOUS, max_size=_WAITING, api_open=False)
    return blocks


def _documents(blocks: gr.Blocks, backend: ChatBackend) -> None:
    library = html_region("", "zc-library")
    # At every opening of the page, because files may have been indexed since the last.
    blocks.load(
        lambda: render_documents(backend.documents()), None, library, show_progress="hidden", api_visibility="private"
    )
