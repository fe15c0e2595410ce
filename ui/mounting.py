"""Puts the web chat at the root of an application that has the programs' interfaces already."""

from __future__ import annotations

import os
from importlib import resources

import gradio as gr  # noqa: TID251
from fastapi import FastAPI  # noqa: TID251

from assistant.kept_records import KeptRecords
from ui.app import build_app
from ui.chat.keeping import Keeper
from ui.chat.routes import chat_pages
from ui.pages.ports import PagesBackend
from ui.pages.routes import page_routes
from ui.ports import ChatBackend
from ui.theme import chat_theme, page_head


def mount_chat(
    app: FastAPI, backend: ChatBackend, records: KeptRecords | None = None, pages: PagesBackend | None = None
) -> None:
    """The chat around `backend`, beside it `pages`, takes every path that `app` does not.

    Without `records` no conversation is kept.
    """
    keeper = Keeper(records)
    app.router.routes.extend(chat_pages(backend, keeper))
    if pages is not None:
        app.router.routes.extend(page_routes(pages))
    _keep_no_statistics()
    # Mounted, not launched: launching calls its own address through whatever proxy the environment names.
    gr.mount_gradio_app(
        app,
        build_app(backend, keeper, with_pages=pages is not None),
        path="/",
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        ssr_mode=False,
        show_error=False,
        favicon_path=str(resources.files("ui") / "assets" / "favicon.svg"),
        theme=chat_theme(),
        head=page_head(),
    )


def _keep_no_statistics() -> None:
    """The framework's statistics for its makers, and those that it computes anew after each event for a page of
    its own, which is not served."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["GRADIO_ANALYTICS_CACHE_FREQUENCY"] = "1000000000"
    os.environ["GRADIO_ANALYTICS_MAX_EVENTS"] = "1"
