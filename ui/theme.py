"""The look: system fonts only, and the style sheet and script of ui/assets put into the page."""

from __future__ import annotations

from importlib import resources

import gradio as gr  # noqa: TID251

_SANS = ("Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "sans-serif")
_MONO = ("Noto Sans Mono CJK SC", "Sarasa Mono SC", "monospace")


def chat_theme() -> gr.themes.Base:
    """A plain theme whose fonts are those of the reader's system; nothing is fetched."""
    # Font, not str: the framework turns a bare string into a web font of its own.
    return gr.themes.Base(
        font=[gr.themes.Font(name) for name in _SANS], font_mono=[gr.themes.Font(name) for name in _MONO]
    )


def page_head() -> str:
    """Style sheet and script, inline."""
    styles, scripts = ("chat.css", "session.css", "pages.css"), ("chat.js", "session.js", "pages.js")
    return "".join(
        [f"<style>{asset(name)}</style>" for name in styles] + [f"<script>{asset(name)}</script>" for name in scripts]
    )


def asset(name: str) -> str:
    """The text of a file in ui/assets."""
    return (resources.files("ui") / "assets" / name).read_text(encoding="utf-8")
