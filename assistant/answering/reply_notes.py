"""Notes for the reader on what became of a language model's reply, in the language of the question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistant.answering.reply_review import Fault, Review, SetAside
from assistant.model import Language
from ingest.normalize import fold

_SHOWN = 3
"""Sentences that are repeated in notes."""
_LONGEST = 60
"""Characters of one of them."""
_CHINESE: Mapping[Fault, str] = {
    Fault.UNCITED: "没有注明出处",
    Fault.NO_SUCH_PASSAGE: "引用编号{}不存在",
    Fault.FIGURE: "所引条文中核对不到“{}”",
    Fault.WORDS: "所引条文没有这样写",
    Fault.REGION: "所引条文属于{}，不是所问地区",
    Fault.LEVEL: "说的不是所问的开发区级别",
    Fault.YEAR: "说的不是所问的年份",
    Fault.LANGUAGE: "用的不是提问的语言",
    Fault.INSTRUCTION: "转述了写给语言模型的文字",
}
_ENGLISH: Mapping[Fault, str] = {
    Fault.UNCITED: "cites nothing",
    Fault.NO_SUCH_PASSAGE: "cites {}, which does not exist",
    Fault.FIGURE: "not in the clause cited: {}",
    Fault.WORDS: "the clause cited does not say so",
    Fault.REGION: "the clause cited is of {}, not of the region asked about",
    Fault.LEVEL: "is of another level of zone than asked",
    Fault.YEAR: "is of another year than asked",
    Fault.LANGUAGE: "is not in the language of the question",
    Fault.INSTRUCTION: "repeats text addressed to a language model",
}


def notes_on_reply(review: Review, language: Language) -> tuple[str, ...]:
    """What beside the answer's text the reader should know: each sentence set aside with the reason."""
    english = language is Language.ENGLISH
    notes = [_on_sentence(item, english) for item in review.set_aside[:_SHOWN]]
    more = len(review.set_aside) - _SHOWN
    if more > 0:
        notes.append(
            f"{more} more sentences of the model were left out" if english else f"模型另有{more}句未能核对，未采用"
        )
    if review.invalid:
        markers = "".join(f"[{number}]" for number in review.invalid)
        notes.append(f"Removed markers of no passage: {markers}" if english else f"已去掉不存在的引用编号：{markers}")
    if review.missing is not None:
        partly = "The model says that the documents do not state a part of what is asked"
        notes.append(partly if english else "模型称条文没有写明问题的一部分")
    return tuple(notes)


def note_on_fallback(review: Review, language: Language) -> str:
    """Why nothing of the reply stands, and that the documents' own words were taken instead; one line."""
    english = language is Language.ENGLISH
    reasons = list(dict.fromkeys(_reason(item, english) for item in review.set_aside))[:_SHOWN]
    if english:
        because = f" ({'; '.join(reasons)})" if reasons else ""
        return f"Nothing in the language model's reply could be verified{because}; quoted from the documents instead"
    because = f"（{'；'.join(reasons)}）" if reasons else ""
    return f"语言模型的回答没有可核对的内容{because}，已改用原文摘录作答"


def note_on_refusal(refused: bool, language: Language) -> str:
    """That the model found no answer; `refused`: the documents' own words were not found to answer either."""
    if language is Language.ENGLISH:
        return (
            "The language model found no answer in the passages either"
            if refused
            else "The language model found no answer in the passages; quoted from the documents instead, please check"
        )
    if refused:
        return "语言模型也认为检索到的条文没有写明"
    return "语言模型认为检索到的条文没有写明，已改用原文摘录作答，请核对"


def note_on_failure(why: object, language: Language) -> str:
    """That no reply came; `why` is the fault in one Chinese line."""
    if language is Language.ENGLISH:
        return f"The language model could not be used; quoted from the documents instead: {why}"
    return f"语言模型不可用，已改用原文摘录作答：{why}"


def note_on_break(why: object, added: bool, language: Language) -> str:
    """That the reply broke off behind sentences already shown; `added`: the documents' own words follow them."""
    if language is Language.ENGLISH:
        rest = "what it lacks was quoted from the documents" if added else "only what had been verified is shown"
        return f"The language model's reply broke off, {rest}: {why}"
    rest = "其余改用原文摘录" if added else "只采用已核对的部分"
    return f"语言模型的回答未写完，{rest}：{why}"


def note_on_budget(language: Language) -> str:
    """That the prompt has no room for a passage."""
    if language is Language.ENGLISH:
        return "The prompt has no room for a passage; quoted from the documents instead. Raise llm_context_tokens"
    return "提示词的词元上限放不下一条条文，已改用原文摘录作答；请调大 llm_context_tokens"


def _on_sentence(item: SetAside, english: bool) -> str:
    said = item.text if len(item.text) <= _LONGEST else item.text[: _LONGEST - 1] + "…"
    if english:
        return f"Not verified and left out: “{said}” ({_reason(item, english)})" if said else _unsaid(item, english)
    return f"模型另写了“{said}”，{_reason(item, english)}，未采用" if said else _unsaid(item, english)


def _unsaid(item: SetAside, english: bool) -> str:
    return f"A sentence was left out: it {_reason(item, english)}" if english else f"略去一句：{_reason(item, english)}"


def _reason(item: SetAside, english: bool) -> str:
    words = (_ENGLISH if english else _CHINESE)[item.fault]
    return words.format(_listed(item.details, english)) if "{}" in words else words


def _listed(details: Iterable[str], english: bool) -> str:
    distinct = {fold(detail): detail for detail in details}.values()
    return (", " if english else "、").join(distinct)
