"""Other assistants on a question set: a chat endpoint, or anything with LangChain's `invoke`."""

from __future__ import annotations

import importlib
import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.language_model import ChatModel, Message
from assistant.model import Answer, Citation, Turn
from evals.errors import EvalsError
from evals.runner import Ask

_REFUSAL = re.compile(
    r"不知道|无法回答|没有(?:找到|提供|相关|明确)|未(?:找到|规定|提及)|don[’']t know|cannot answer", re.IGNORECASE
)
_SHORT = 60
"""Characters up to which an answer that says one of these is a refusal; a longer one says something besides."""
_ANSWERS = ("answer", "result", "output", "text", "content")
_SOURCES = ("citations", "context", "source_documents", "documents")


def asking_model(model: ChatModel) -> Ask:
    """Puts the conversation to a chat endpoint as it is, without any document of ours. See `answer_of`."""

    def ask(question: str, turns: Sequence[Turn]) -> Answer:
        earlier: list[Message] = [m for turn in turns for m in (("user", turn.question), ("assistant", turn.answer))]
        return answer_of(question, model.complete([*earlier, ("user", question)]), model.name)

    return ask


def asking_runnable(runnable: Any, name: str) -> Ask:
    """Calls `invoke` with the question alone; earlier turns are not passed on. See `answer_of`."""
    return lambda question, turns: answer_of(question, runnable.invoke(question), name)


def load_runnable(where: str) -> Any:
    """The object that 'module:attribute' names, the module also looked for in the working folder. Raises EvalsError."""
    module, colon, attribute = where.partition(":")
    if not (module and colon and attribute):
        raise EvalsError(f"--runnable 应为“模块:属性”，如 my_chain:chain，实际为“{where}”")
    here = str(Path.cwd())
    if here not in sys.path:
        sys.path.insert(0, here)
    try:
        found = getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError) as error:
        raise EvalsError(f"无法载入 {where}：{error}。请在模块所在的文件夹中运行，并检查名称") from error
    if not callable(getattr(found, "invoke", None)):
        raise EvalsError(f"{where} 没有 invoke 方法，不是 LangChain 的 runnable")
    return found


def answer_of(question: str, reply: object, name: str) -> Answer:
    """A reply in any of the usual forms as an answer.

    Text, a message, a JSON object in text, or a mapping with the answer under 'answer', 'result', 'output' and the
    sources under 'citations' ({"doc", "quote"}), 'context' or 'source_documents' (LangChain documents). It is a
    refusal where it says "refused", is blank, or is a short text that says it does not know.
    """
    values = _values(reply)
    text = next((_text(values[key]) for key in _ANSWERS if values.get(key) is not None), "").strip()
    refused = values.get("refused")
    if not isinstance(refused, bool):
        refused = not text or (len(text) <= _SHORT and _REFUSAL.search(text) is not None)
    sources: list[Any] = next((values[key] for key in _SOURCES if isinstance(values.get(key), list)), [])
    cited = tuple(found for item in sources if (found := _cited(item)).quote)
    return Answer(question, text, refused, "", cited, answerer=name)


def _values(reply: object) -> Mapping[str, Any]:
    if isinstance(reply, Mapping):
        return reply
    text = _text(reply)
    if text.lstrip().startswith("{"):
        try:
            values = json.loads(text)
        except ValueError:
            return {"answer": text}
        if isinstance(values, dict) and any(key in values for key in _ANSWERS):
            return values
    return {"answer": text}


def _text(reply: object) -> str:
    content = getattr(reply, "content", reply)
    return content if isinstance(content, str) else str(content)


def _cited(item: Any) -> Citation:
    if isinstance(item, Mapping):
        doc, quote = str(item.get("doc", "")), str(item.get("quote", ""))
    else:
        doc, quote = str(getattr(item, "metadata", {}).get("source", "")), str(getattr(item, "page_content", ""))
    return Citation(doc, "", "", quote, 0, len(quote))
