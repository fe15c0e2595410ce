"""The look: system fonts only, and the style sheets and scripts of ui/assets put into the page."""

from __future__ import annotations

import gradio as gr  # noqa: TID251

from ui.wording import asset, english_table

_SANS = ("Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "sans-serif")
_MONO = ("Noto Sans Mono CJK SC", "Sarasa Mono SC", "monospace")
_STYLES = ("frame.css", "chat.css", "sources.css", "history.css", "session.css", "pages.css")
_SCRIPTS = ("frame.js", "chat.js", "session.js", "pages.js")


def chat_theme() -> gr.themes.Base:
    """A plain theme whose fonts are those of the reader's system; nothing is fetched."""
    # Font, not str: the framework turns a bare string into a web font of its own.
    return gr.themes.Base(
        font=[gr.themes.Font(name) for name in _SANS], font_mono=[gr.themes.Font(name) for name in _MONO]
    )


def page_head() -> str:
    """Style sheets, the table of English words and scripts, inline."""
    styles = [f"<style>{asset(name)}</style>" for name in _STYLES]
    return "".join([*styles, english_table(), *(f"<script>{asset(name)}</script>" for name in _SCRIPTS)])
