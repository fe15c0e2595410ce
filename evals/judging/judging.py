"""Puts each answer of a stored run, with its gold and its quotes, to a language model.

A model as judge: Zheng et al. 2023, "Judging LLM-as-a-Judge with MT-Bench and Chatbot Arena"; faithfulness as the
share of statements borne out by what was retrieved: Es et al. 2024, "RAGAs", here of a whole answer and of its quotes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from assistant.citations import remove_markers
from assistant.language_model import ChatModel, Message
from assistant.ports import ModelUnavailable
from evals.errors import EvalsError
from evals.judging.model import JudgedReport, Judgement
from evals.model import GoldQuestion, Prediction, RunContext
from evals.runs.model import StoredRun
from prompts.template import PromptTemplate

TEMPLATE = "judge_zh"
MOST_FAILURES = 3
"""Replies that fail one after the other; then the endpoint is given up."""
_MOST_QUOTED = 4000
"""Characters of all quotes of an answer."""
_OBJECT = re.compile(r"\{.*\}", re.DOTALL)


def judge_run(
    run: StoredRun,
    model: ChatModel,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
    context: RunContext | None = None,
) -> JudgedReport:
    """One judgement a question. An answer that failed, or a reply that cannot be read, is left without.

    Raises EvalsError where the endpoint fails `MOST_FAILURES` times in a row.
    """
    template, found, failures = PromptTemplate.load(TEMPLATE), [], 0
    right = {score.id: score.right for score in run.scores}
    for done, gold in enumerate(run.golds, start=1):
        prediction = run.predictions.get(gold.id)
        if prediction is None or prediction.error:
            found.append(Judgement(gold.id, right.get(gold.id, False), reason="没有回答"))
        else:
            try:
                reply, failures = model.complete(_messages(template, gold, prediction)), 0
            except ModelUnavailable as error:
                failures += 1
                if failures == MOST_FAILURES:
                    raise EvalsError(f"模型连续 {failures} 次没有答复：{error}") from error
                reply = ""
            found.append(_read(gold.id, right.get(gold.id, False), reply))
        on_progress(done, len(run.golds))
    return JudgedReport(model.name, tuple(found), context or RunContext())


def _messages(template: PromptTemplate, gold: GoldQuestion, prediction: Prediction) -> list[Message]:
    quotes = "\n".join(f"[{number}] {cited.quote}" for number, cited in enumerate(prediction.citations, start=1))
    answer = remove_markers(prediction.answer)
    prompt = template.render(
        {
            "question": "\n".join(gold.turns) or gold.question,
            "gold": gold.answer if gold.answerable else "",
            "answer": f"（拒答）{answer}" if prediction.refused else answer,
            "quotes": quotes[:_MOST_QUOTED],
        }
    )
    return [("system", prompt.system), ("user", prompt.user)]


def _read(identifier: str, counted_right: bool, reply: str) -> Judgement:
    """The judgement in a reply that may say something around it."""
    match = _OBJECT.search(reply)
    try:
        values = json.loads(match.group()) if match else None
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict):
        return Judgement(identifier, counted_right, reason="模型的答复无法读取")
    correct, faithful = values.get("correct"), values.get("faithful")
    if not isinstance(correct, bool) or not isinstance(faithful, bool):
        return Judgement(identifier, counted_right, reason="模型的答复无法读取")
    return Judgement(identifier, counted_right, correct, faithful, str(values.get("reason", ""))[:200])
