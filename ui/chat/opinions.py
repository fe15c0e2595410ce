"""What the user makes of an answer, as the page shows and takes it. Pure."""

from __future__ import annotations

from assistant.feedback.model import Feedback, Opinion
from ui.markup import element, escape, text_element

_NAMES = {Opinion.HELPFUL: "有用", Opinion.WRONG: "有误"}


def render_opinion(conversation: str, exchange: int, given: Feedback | None) -> str:
    """Two buttons and a form for the comment; `given` is what this user said before."""
    chosen = given.opinion if given else None
    buttons = "".join(
        text_element(
            "button",
            name,
            "zc-tool",
            type="button",
            data_zc="opinion",
            data_opinion=str(opinion),
            aria_pressed="true" if opinion is chosen else "false",
        )
        for opinion, name in _NAMES.items()
    )
    said = "" if given is None else f"已记录：{given.comment}" if given.comment else "已记录"
    status = element("span", escape(said), "zc-said", role="status")
    form = _comment_form(given.comment if given else "")
    return element(
        "div",
        text_element("span", "这条回答：", "zc-asks") + buttons + status + form,
        "zc-opinion",
        data_conversation=conversation,
        data_exchange=str(exchange),
    )


def _comment_form(comment: str) -> str:
    field = element("textarea", escape(comment), rows="2", maxlength="2000", name="comment")
    label = element("label", text_element("span", "哪里有误（可不填）") + field)
    return element(
        "form", label + text_element("button", "提交意见", "zc-tool", type="submit"), "zc-comment", hidden=""
    )
