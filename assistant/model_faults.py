"""Every fault of a language model's endpoint in one Chinese line: what was wrong, what to do.

The server's own words are repeated only where they say what to mend, and never the key.
"""

from __future__ import annotations

from typing import Any


class EndlessReply(Exception):
    """A reply went on past what any answer needs. The message is a Chinese clause."""


def reason_of(error: Exception, timeout_s: float, api_key: str) -> str:
    """What to say behind the model's name and address, for whatever a request raised."""
    import openai

    endless = endless_in(error)
    if endless is not None:
        return str(endless)
    if isinstance(error, openai.APITimeoutError) or "Timeout" in type(error).__name__:
        return f"在 {timeout_s:g} 秒内没有答复；请稍后再试、调大超时或换较小的模型"
    if isinstance(error, openai.APIStatusError):
        return _status_reason(error, api_key)
    if isinstance(error, openai.APIConnectionError):
        return "连接不上；请确认服务已启动、地址和端口正确"
    if isinstance(error, openai.APIError):
        return f"中途报错：{_shown(error.message, api_key)}；请查看模型服务的日志"
    if _broke_off(error):
        return "回答在中途断开；请重试或检查模型服务"
    return f"返回的内容不符合聊天接口的格式（{type(error).__name__}）；请确认地址以 /v1 结尾且兼容 OpenAI 接口"


def worth_a_retry(error: Exception) -> bool:
    """True where the same request may well succeed a moment later."""
    import openai

    if isinstance(error, openai.APITimeoutError) or endless_in(error) is not None:
        return False
    return isinstance(error, openai.APIConnectionError | openai.RateLimitError | openai.InternalServerError)


def endless_in(error: BaseException | None) -> EndlessReply | None:
    """The `EndlessReply` that `error` is or was raised from."""
    while error is not None and not isinstance(error, EndlessReply):
        error = error.__cause__
    return error


def _broke_off(error: Exception) -> bool:
    """True of the HTTP client's errors for a connection that was lost while a body was being read."""
    return type(error).__name__ in ("RemoteProtocolError", "ReadError")


def _status_reason(error: Any, api_key: str) -> str:
    status = int(error.status_code)
    known = {
        401: "不接受所给的密钥（401）；请检查密钥设置",
        403: "拒绝访问（403）；请检查密钥的权限",
        404: "不存在（404）；请检查模型名称，以及地址是否以 /v1 结尾",
        429: "请求过多或额度用完（429）；请稍后再试",
    }
    if status in known:
        return known[status]
    if 300 <= status < 400:
        return f"要求转到别的地址（{status}），未予跟随；请直接填写最终地址"
    if status >= 500:
        return f"服务出错（{status}）；请稍后再试或查看模型服务的日志"
    return f"拒绝了请求（{status}：{_shown(error.message, api_key)}）；请检查模型设置"


def _shown(text: str, api_key: str) -> str:
    """The server's words on one short line, without the key."""
    line = " ".join(text.split())
    return (line.replace(api_key, "***") if api_key else line)[:120]
