"""The local model server of `evals.local_model`, and an environment that asks for tracing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from evals.local_model.server import KEY, MODEL, FakeOpenAI, Reply, Seen, serving

__all__ = ["KEY", "MODEL", "FakeOpenAI", "Reply", "Seen", "asked_to_trace", "serving"]


@contextmanager
def asked_to_trace(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """An environment that asks LangChain to report every run; gives the list of the tracers it makes.

    LangSmith reads the environment once for a process, so its memory of it is cleared on both sides.
    """
    from langchain_core.tracers.langchain import LangChainTracer
    from langsmith.utils import get_env_var

    made: list[str] = []

    def refuse(self: LangChainTracer, *args: object, **kwargs: object) -> None:
        made.append(type(self).__name__)
        raise RuntimeError("a tracer was made")

    with monkeypatch.context() as patch:
        patch.setattr(LangChainTracer, "__init__", refuse)
        for name in ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2"):
            patch.setenv(name, "true")
        patch.setenv("LANGSMITH_API_KEY", "x")
        get_env_var.cache_clear()
        yield made
    get_env_var.cache_clear()
