"""The tabs as the web framework has them: an empty place for each, which the page's script fills."""

from __future__ import annotations

from collections.abc import Callable

import gradio as gr  # noqa: TID251

from ui.markup import element

TABS = (
    ("文件", "documents"),
    ("指标台账", "ledger"),
    ("责任分工", "duties"),
    ("横向对比", "comparison"),
    ("设置", "settings"),
)


def page_tabs() -> list[tuple[str, str, Callable[[gr.Blocks], None]]]:
    """Title, name and builder of each tab."""
    return [(title, name, _builder(name)) for title, name in TABS]


def _builder(name: str) -> Callable[[gr.Blocks], None]:
    def build(blocks: gr.Blocks) -> None:
        place = element("section", "", "zp", data_tab=name, aria_busy="true")
        gr.HTML(place, elem_id=f"zp-{name}", apply_default_css=False)

    return build
