"""The web chat: the page's parts and what their events do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import gradio as gr  # noqa: TID251

from ui.conversation import converse
from ui.pages.tabs import page_tabs
from ui.people.recorded import BackendFor
from ui.people.visitor import visitor_of_event
from ui.ports import ChatBackend
from ui.view import Exchange, render_documents, render_header, render_transcript

_SIMULTANEOUS = 1
"""The backend answers one question at a time; further ones wait in the queue."""
_WAITING = 64

Updates = tuple[Any, ...]


def build_app(backend: ChatBackend, with_pages: bool = False) -> gr.Blocks:
    """The page around `backend`. Each browser session has a conversation of its own."""
    blocks = gr.Blocks(title="知策", analytics_enabled=False)
    with blocks:
        _html(render_header(), "zc-header")
        with gr.Tabs(elem_id="zc-tabs"):
            with gr.Tab("问答", id="chat"):
                _conversation(backend)
                library = _html("", "zc-library")
            for title, name, build in page_tabs() if with_pages else ():
                with gr.Tab(title, id=name, elem_id=f"zc-tab-{name}", render_children=True):
                    build(blocks)
        # At every opening of the page, because files may have been indexed since the last.
        blocks.load(
            lambda: render_documents(backend.documents()),
            None,
            library,
            show_progress="hidden",
            api_visibility="private",
        )
    blocks.queue(default_concurrency_limit=_SIMULTANEOUS, max_size=_WAITING, api_open=False)
    return blocks


def _html(value: str, name: str) -> gr.HTML:
    """A region of finished HTML, without the framework's typography."""
    return gr.HTML(value, elem_id=name, apply_default_css=False)


def _conversation(backend: ChatBackend) -> None:
    """Transcript, the exchange under way, examples and the question box, wired together."""
    exchanges = gr.State(())
    transcript = _html("", "zc-transcript")
    live = _html("", "zc-live")
    with gr.Column(elem_id="zc-examples") as examples:
        _html('<p class="zc-hint">试试这样问：</p>', "zc-hint")
        choices = [gr.Button(question, elem_classes="zc-example") for question in backend.example_questions()]
    with gr.Row(elem_id="zc-composer"):
        box = _question_box()
        send = gr.Button("提问", variant="primary", elem_id="zc-send", min_width=72)
    fresh = gr.Button("开始新对话", elem_id="zc-fresh", size="sm", visible=False)

    ask = _asker(backend)
    outputs = [transcript, live, exchanges, box, examples, fresh]
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    asking = [gr.on([box.submit, send.click], ask, [box, exchanges], outputs, concurrency_id="ask", **quiet)]
    asking += [choice.click(ask, [choice, exchanges], outputs, concurrency_id="ask", **quiet) for choice in choices]
    # An answer still coming in would bring the old conversation back.
    fresh.click(lambda: ("", "", (), "", *_started(False)), None, outputs, cancels=asking, **quiet)


def _question_box() -> gr.Textbox:
    return gr.Textbox(
        placeholder="请输入问题，回车发送",
        label="问题",
        show_label=False,
        container=False,
        lines=1,
        max_lines=4,
        autofocus=True,
        elem_id="zc-box",
        scale=8,
    )


def _asker(backend: ChatBackend) -> Callable[[str, tuple[Exchange, ...], gr.Request], Iterator[Updates]]:
    def ask(question: str, done: tuple[Exchange, ...], request: gr.Request) -> Iterator[Updates]:
        """Streams one answer into transcript, live, state, box, examples and the button for a new conversation."""
        yield render_transcript(done), gr.skip(), gr.skip(), "", *_started(True)
        asked = BackendFor(visitor_of_event(request), backend)
        for frame in converse(asked, question.strip(), done):
            box = question if frame.failed else gr.skip()
            yield gr.skip(), frame.live, frame.exchanges, box, gr.skip(), gr.skip()

    return ask


def _started(conversation: bool) -> Updates:
    """Examples before a conversation, the button for a new one after."""
    return gr.update(visible=not conversation), gr.update(visible=conversation)
