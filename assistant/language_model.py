"""The language model behind an OpenAI-compatible endpoint. The only file that imports langchain_openai.

Requests go to the configured base URL and nowhere else: proxies and credentials of the environment,
redirects and LangSmith tracing are all switched off.
"""

# ruff: noqa: TID251 (this file is the one that the rule leaves out)
from __future__ import annotations

import logging
import re
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from urllib.parse import urlsplit

from assistant.model_faults import EndlessReply, reason_of, worth_a_retry
from assistant.ports import ModelUnavailable

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage
    from langchain_openai import ChatOpenAI

Message = tuple[str, str]
"""Role ('system', 'user') and text."""

_T = TypeVar("_T")
_log = logging.getLogger(__name__)
_ATTEMPTS = 2
_RETRY_WAIT_S = 0.5
_MAX_CHARACTERS_PER_TOKEN = 20
_LONGEST_REPLY = 5.0
"""In time-outs: how long a whole reply may take to arrive."""
_MOST_BYTES = 16 * 1024 * 1024
"""Of one reply, with all that the protocol wraps around its words."""
_CUT_SHORT = {
    "length": "回答超过 {max_tokens} 个词元被截断，截断的数字不可信；请调大 llm_max_tokens",
    "content_filter": "回答被接口的内容过滤截断；请换一种问法或换模型",
}


class ChatModel(Protocol):
    """Messages to text."""

    @property
    def name(self) -> str: ...

    def complete(self, messages: Sequence[Message]) -> str:
        """The whole reply, never blank. Raises ModelUnavailable."""

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """The reply piece by piece. Raises ModelUnavailable, also after the first pieces."""


class OpenAICompatibleModel:
    """A chat model that speaks OpenAI's protocol: vLLM, llama.cpp, Ollama, LM Studio, a cloud service.

    `base_url` is the address up to `/v1`; `api_key` may be empty for servers that ask for none.
    `timeout_s` bounds the wait for a connection and for each part of a reply. A request that found no
    connection, a rate limit (429) or a server error (5xx) is tried once more; a time-out is not. A reply
    that goes on, however slowly, is given up after five time-outs.
    """

    def __init__(
        self,
        base_url: str,
        api_key: str,
        model: str,
        timeout_s: float = 60.0,
        max_tokens: int = 800,
        temperature: float = 0.0,
    ) -> None:
        """Nothing is opened yet. Raises ModelUnavailable where the address or the name cannot be right."""
        self._base_url = base_url.strip().rstrip("/")
        self._api_key = api_key.strip()
        self._model = model.strip()
        self._timeout_s = timeout_s
        self._max_tokens = max_tokens
        self._temperature = temperature
        self._check_settings()

    @property
    def name(self) -> str:
        """The model's name at the endpoint."""
        return self._model

    def complete(self, messages: Sequence[Message]) -> str:
        """The whole reply. Raises ModelUnavailable."""
        return self._text(self._request(lambda: self._client.invoke(_as_input(messages))))

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """The reply piece by piece. Raises ModelUnavailable, also where the stream ends without its mark."""
        pieces, first = self._request(lambda: _opened(self._client.stream(_as_input(messages))))
        finish, length, seen = "", 0, False
        chunk = first
        while chunk is not None:
            finish = str(chunk.response_metadata.get("finish_reason") or finish)
            length += len(chunk.text)
            if length > self._max_tokens * _MAX_CHARACTERS_PER_TOKEN:
                raise self._unavailable("回答没有在最大词元数处停下；请检查模型服务")
            if chunk.text:
                seen = seen or bool(chunk.text.strip())
                yield str(chunk.text)
            chunk = self._next(pieces)
        self._check_finish(finish, required=True)
        if not seen:
            raise self._unavailable("返回了空的回答；请检查模型名称或换模型")

    def ping(self) -> float:
        """Asks for a few tokens; the seconds it took. Raises ModelUnavailable."""
        began = time.monotonic()
        client = self._client.bind(extra_body={"max_tokens": 8})
        self._request(lambda: client.invoke([("user", "ping")]))
        return time.monotonic() - began

    @cached_property
    def _client(self) -> ChatOpenAI:
        try:
            from langchain_openai import ChatOpenAI
            from openai import DefaultAsyncHttpxClient, DefaultHttpxClient
            from pydantic import SecretStr
        except ImportError as error:
            raise self._unavailable("缺少依赖；请运行 pip install langchain-openai") from error
        # With the environment's proxies and .netrc its CA file would go too, so the context is made here.
        options: dict[str, Any] = {
            "trust_env": False,
            "follow_redirects": False,
            "verify": ssl.create_default_context(),
            "timeout": self._timeout_s,
        }
        hooks = {"response": [_bounded(self._timeout_s * _LONGEST_REPLY, _MOST_BYTES)]}
        key = self._api_key or "none"
        return ChatOpenAI(
            base_url=self._base_url,
            api_key=SecretStr(key),
            model=self._model,
            timeout=self._timeout_s,
            temperature=self._temperature,
            max_retries=0,
            use_responses_api=False,
            stream_usage=False,
            cache=False,
            # ChatOpenAI would send max_completion_tokens, which many local servers do not know.
            extra_body={"max_tokens": self._max_tokens},
            http_client=DefaultHttpxClient(**options, event_hooks=hooks),
            # Left out, it would be read from the environment and clash with the client given.
            openai_proxy=None,
            # Never used, but built with the environment's proxies if it were not given.
            http_async_client=DefaultAsyncHttpxClient(**options),
        )

    def _request(self, call: Callable[[], _T]) -> _T:
        attempt = 1
        while True:
            try:
                with untraced():
                    return call()
            except ModelUnavailable:
                raise
            except Exception as error:
                if attempt == _ATTEMPTS or not worth_a_retry(error):
                    raise self._explained(error) from error
                _log.info("model request failed (%s), trying once more", type(error).__name__)
                time.sleep(_RETRY_WAIT_S)
                attempt += 1

    def _next(self, pieces: Iterator[BaseMessage]) -> BaseMessage | None:
        try:
            with untraced():
                return next(pieces, None)
        except Exception as error:
            raise self._explained(error) from error

    def _text(self, message: BaseMessage) -> str:
        self._check_finish(str(message.response_metadata.get("finish_reason") or ""), required=False)
        if not message.text.strip():
            raise self._unavailable("返回了空的回答；请检查模型名称或换模型")
        return str(message.text)

    def _check_finish(self, finish: str, required: bool) -> None:
        if finish in _CUT_SHORT:
            raise self._unavailable(_CUT_SHORT[finish].format(max_tokens=self._max_tokens))
        if required and not finish:
            raise self._unavailable("回答在中途断开；请重试或检查模型服务")

    def _check_settings(self) -> None:
        try:
            parts = urlsplit(self._base_url)
            usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        except ValueError:
            usable = False
        if not usable:
            raise ModelUnavailable("语言模型地址不正确；应形如 http://主机:端口/v1")
        if not self._model:
            raise self._unavailable("没有指定模型名称；请设置模型名称")
        if not self._api_key.isascii() or re.search(r"\s", self._api_key):
            raise self._unavailable("密钥含有空格或非 ASCII 字符；请重新复制密钥")

    def _unavailable(self, why: str) -> ModelUnavailable:
        parts = urlsplit(self._base_url)
        # User, password and query of an address may be secrets.
        shown = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
        return ModelUnavailable(f"语言模型 {self._model}（{shown}）{why}")

    def _explained(self, error: Exception) -> ModelUnavailable:
        """One line for any fault of a request; the server's words only where they say what to mend."""
        return self._unavailable(reason_of(error, self._timeout_s, self._api_key))


def untraced() -> AbstractContextManager[None]:
    """A context in which LangChain reports to no tracing service, whatever the environment says."""
    from langsmith.run_helpers import tracing_context

    return tracing_context(enabled=False)


def _as_input(messages: Sequence[Message]) -> list[Any]:
    return list(messages)


def _opened(pieces: Iterator[BaseMessage]) -> tuple[Iterator[BaseMessage], BaseMessage | None]:
    """The stream and its first piece, so that the faults of opening show where a retry is possible."""
    return pieces, next(pieces, None)


def _bounded(seconds: float, most_bytes: int) -> Callable[[Any], None]:
    """A hook on responses that ends a body which goes on for too long.

    The client's own time-out counts from byte to byte, so that a server which only ever sends signs of life
    (comments of an event stream) would hold a question for ever.
    """
    from importlib import import_module

    from openai import DefaultHttpxClient

    # openai has moved from httpx to httpx2: the package of its client is the one whose stream class counts.
    stream_class: Any = import_module(DefaultHttpxClient.__mro__[1].__module__).SyncByteStream

    class Bounded(stream_class):  # type: ignore[misc]
        def __init__(self, stream: Any) -> None:
            self._stream = stream

        def __iter__(self) -> Iterator[bytes]:
            ends, left = time.monotonic() + seconds, most_bytes
            for part in self._stream:
                left -= len(part)
                if left < 0 or time.monotonic() > ends:
                    raise EndlessReply("的回答没有尽头，已停止接收；请检查模型服务")
                yield part

        def close(self) -> None:
            self._stream.close()

    def hook(response: Any) -> None:
        response.stream = Bounded(response.stream)

    return hook
