"""Assistants over an index of their own, with the local server in the place of a language model or without one."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pydantic import SecretStr

from assistant.api import Assistant
from assistant.bootstrap import make_assistant, open_index, open_indexer
from assistant.settings import Settings
from evals.local_model.server import KEY, MODEL
from vectorstore.index import PolicyIndex


@contextmanager
def indexed(paths: Sequence[Path]) -> Iterator[tuple[Settings, PolicyIndex]]:
    """A new index of the files and folders `paths`, and its settings; both are gone after the block."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder) / "home", llm_base_url="", workers=0)
        index = open_index(settings, create=True)
        try:
            with open_indexer(settings, index) as indexer:
                indexer.run(list(paths))
            yield settings, index
        finally:
            index.close()


def assistant_asking(
    base_url: str, settings: Settings, index: PolicyIndex, timeout_s: float = 5.0, model: str = MODEL
) -> Assistant:
    """An assistant that answers through the model at `base_url`."""
    known = {"llm_base_url": base_url, "llm_api_key": SecretStr(KEY), "llm_model": model, "llm_timeout": timeout_s}
    return make_assistant(settings.model_copy(update=known), index)
