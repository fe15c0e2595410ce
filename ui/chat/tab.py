"""The tab 问答 in the web framework: its parts and what their events do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import gradio as gr  # noqa: TID251

from assistant.ports import AssistantError
from ui.chat.examples import ExampleQuestions
from ui.chat.history import render_history_frame
from ui.chat.keeping import Keeper
from ui.chat.stopping import ComingAnswers
from ui.conversation import Asked, Session, before, converse
from ui.people.recorded import backend_for
from ui.people.visitor import visitor_of_event
from ui.ports import ChatBackend
from ui.view import render_exchange, render_stopped, render_transcript, render_welcome

Updates = tuple[Any, ...]
_NOTHING = ("", "", False, "")
"""No answer is coming in."""
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


def html_region(value: str, name: str) -> gr.HTML:
    """A region of finished HTML, without the framework's typography."""
    return gr.HTML(value, elem_id=name, apply_default_css=False)


def chat_tab(blocks: gr.Blocks, backend: ChatBackend, keeper: Keeper) -> None:
    """Side bar, conversation and question box, wired together. Each page has a conversation of its own."""
    examples = ExampleQuestions(backend)
    answers = ComingAnswers()
    examples.current()  # found before the first page asks for them
    session, coming = gr.State(Session()), gr.State(_NOTHING)
    with gr.Row(elem_id="zc-desk"):
        with gr.Column(elem_id="zc-aside", scale=0, min_width=0):
            html_region(render_history_frame(), "zc-side")
        with gr.Column(elem_id="zc-talk", scale=1, min_width=0):
            # Filled at every opening: of documents that have gone, or over a kept conversation, nothing may flash up.
            welcome = html_region("", "zc-examples")
            transcript, live = html_region("", "zc-transcript"), html_region("", "zc-live")
            html_region('<p id="zc-editing" hidden></p>', "zc-editing-box")
            with gr.Row(elem_id="zc-composer"):
                box = _question_box()
                send = gr.Button("提问", variant="primary", elem_id="zc-send", min_width=72)
                stop = gr.Button("停止", elem_id="zc-stop", min_width=72)
            # The page's script presses these, and says in its place what for.
            go, opening = (gr.Button(elem_id=name, visible="hidden") for name in ("zc-go", "zc-open"))
    replaces, wanted = (gr.Textbox(visible=False) for _ in range(2))

    shown = [transcript, live, session, welcome]
    asking = gr.on(
        [box.submit, send.click, go.click],
        _asker(backend, keeper, answers),
        [box, replaces, session],
        [*shown, box, coming],
        js="(question, replaces, session) => window.zhice.asked(question, replaces, session)",
        concurrency_id="ask",
        postprocess=False,  # it would hand each finished text to a thread and back
        **_QUIET,
    )
    # An answer still coming in would bring the old conversation back.
    stop.click(_stopper(answers), [coming, session], [live, coming], cancels=[asking], **_QUIET)
    reopen = _opener(backend, keeper, examples)
    chosen = "() => [window.zhice.current()]"
    opening.click(reopen, [wanted], shown, js=chosen, cancels=[asking], **_QUIET)
    blocks.load(reopen, [wanted], shown, js=chosen, **_QUIET)


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


def _asker(
    backend: ChatBackend, keeper: Keeper, answers: ComingAnswers
) -> Callable[[str, str, Session, gr.Request], Iterator[Updates]]:
    def ask(question: str, replaces: str, session: Session, request: gr.Request) -> Iterator[Updates]:
        """Streams one answer into transcript, live, session, welcome, box and what is coming.

        Each frame costs the server some milliseconds, and the last is sent twice.
        """
        visitor, name = visitor_of_event(request), answers.begin()
        replacing = bool(replaces) and bool(session.exchanges)
        asked = Asked(question.strip(), visitor.name, replacing, lambda: answers.wanted(name))
        opinions = _opinions(keeper, visitor.name, session)
        # The earlier exchanges, the welcome and the box change with the first frame alone.
        transcript, welcome, box = render_transcript(before(session, asked), opinions), "", ""
        try:
            for frame in converse(backend_for(visitor, backend), asked, session, keeper):
                pending = frame.session is session and not frame.failed
                coming = (asked.question, frame.text, asked.replaces, name) if pending else _NOTHING
                yield transcript, frame.live, frame.session, welcome, question if frame.failed else box, coming
                transcript = welcome = box = gr.skip()
        finally:
            answers.end(name)

    return ask


Coming = tuple[str, str, bool, str]
"""Question, text so far, whether it replaces the last question, name among the answers."""


def _stopper(answers: ComingAnswers) -> Callable[[Coming, Session], Updates]:
    def stop(coming: Coming, session: Session) -> Updates:
        """What had come of an answer stays; where it was finished in the meantime nothing changes."""
        question, text, replaces, name = coming
        if not question:
            return gr.skip(), gr.skip()
        answers.end(name)
        return render_stopped(question, text, len(session.exchanges) + (not replaces), replaces), _NOTHING

    return stop


def _opener(backend: ChatBackend, keeper: Keeper, examples: ExampleQuestions) -> Callable[[str, gr.Request], Updates]:
    def reopen(conversation: str, request: gr.Request) -> Updates:
        """A kept conversation into transcript, live, session and welcome; a new one where it is not known."""
        user = visitor_of_event(request).name
        try:
            exchanges = keeper.reopen(user, conversation, backend.clause_context)
        except AssistantError:
            exchanges = ()
        if not exchanges:
            return "", "", Session(), render_welcome(examples.current())
        session = Session(exchanges[-1].conversation, exchanges)
        opinions = _opinions(keeper, user, session)
        last = render_exchange(exchanges[-1], len(exchanges), opinions.get(exchanges[-1].id))
        return render_transcript(exchanges[:-1], opinions), last, session, ""

    return reopen


def _opinions(keeper: Keeper, user: str, session: Session) -> dict[int, Any]:
    try:
        return dict(keeper.opinions(user, session.conversation))
    except AssistantError:  # what was said of answers may not keep anybody from asking
        return {}
