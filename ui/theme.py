"""The look: system fonts only, and the style sheets and scripts of ui/assets put into the page."""

from __future__ import annotations

import json
from importlib import resources

import gradio as gr  # noqa: TID251

_SANS = ("Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "sans-serif")
_MONO = ("Noto Sans Mono CJK SC", "Sarasa Mono SC", "monospace")
_STYLES = ("frame.css", "chat.css", "sources.css", "history.css", "session.css", "pages.css")
_ENGLISH = ("english.json", "english.pages.json")
"""Tables of what the interface says; a later one wins."""
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
    # "<" would end the element where a phrase held "</script>".
    english = {chinese: words for name in _ENGLISH for chinese, words in json.loads(asset(name)).items()}
    table = json.dumps(english, ensure_ascii=False).replace("<", "\\u003c")
    words = f'<script type="application/json" id="zc-english">{table}</script>'
    return "".join([*styles, words, *(f"<script>{asset(name)}</script>" for name in _SCRIPTS)])


def asset(name: str) -> str:
    """The text of a file in ui/assets."""
    return (resources.files("ui") / "assets" / name).read_text(encoding="utf-8")
