"""What is said of a document that does not hold, in the language of the question."""

from __future__ import annotations

from datetime import date

from assistant.footnotes.heading import marked, number_of
from assistant.model import Language
from assistant.validity.model import Standing, Status
from vectorstore.model import DocumentRecord

_WORDS = {
    Language.SIMPLIFIED: {
        "draft": "该文件是征求意见稿，尚未正式施行",
        "later": "该文件自{day}起施行，目前尚未生效",
        "expired": "该文件已于{day}到期{read_from}",
        "repealed": "该文件已被{by}废止{since}",
        "since": "，自{day}起",
        "marked": "该文件已标明“{words}”",
        "undated": "该文件已标明“{words}”，未写明自何日起",
        "prolonged": "该文件原定{day}到期，另有{by}，请核对是否延长",
        "amended": "该文件已被{by}修改{since}，请对照修改后的条文",
        "read_from": "（依据：{words}）",
        "quote": "引文{marks}：{warning}",
        "none_in_force": "现行有效的文件中没有找到所问规定，以上依据的是已失效或尚未施行的文件",
        "as_of": "按{day}有效的文件作答",
        "no_day": "引文{marks}所在的文件没有写明日期，无法确认当日是否有效",
        "stop": "；",
        "and": "、",
    },
    Language.TRADITIONAL: {
        "draft": "該文件是徵求意見稿，尚未正式施行",
        "later": "該文件自{day}起施行，目前尚未生效",
        "expired": "該文件已於{day}到期{read_from}",
        "repealed": "該文件已被{by}廢止{since}",
        "since": "，自{day}起",
        "marked": "該文件已標明“{words}”",
        "undated": "該文件已標明“{words}”，未寫明自何日起",
        "prolonged": "該文件原定{day}到期，另有{by}，請核對是否延長",
        "amended": "該文件已被{by}修改{since}，請對照修改後的條文",
        "read_from": "（依據：{words}）",
        "quote": "引文{marks}：{warning}",
        "none_in_force": "現行有效的文件中沒有找到所問規定，以上依據的是已失效或尚未施行的文件",
        "as_of": "按{day}有效的文件作答",
        "no_day": "引文{marks}所在的文件沒有寫明日期，無法確認當日是否有效",
        "stop": "；",
        "and": "、",
    },
    Language.ENGLISH: {
        "draft": "This is a draft put out for comment, not in force",
        "later": "Takes effect on {day}, not yet in force",
        "expired": "Expired on {day}{read_from}",
        "repealed": "Repealed by {by}{since}",
        "since": " with effect from {day}",
        "marked": "Marked as no longer in force ({words})",
        "undated": "Marked as no longer in force ({words}), without saying since when",
        "prolonged": "Was to expire on {day}; see {by} on whether it was prolonged",
        "amended": "Amended by {by}{since}; compare the amended text",
        "read_from": " (read from: {words})",
        "quote": "Quote {marks}: {warning}",
        "none_in_force": "No document in force answers this; the answer rests on one no longer, or not yet, in force",
        "as_of": "Answered from the documents in force on {day}",
        "no_day": "The document of quote {marks} gives no date, so whether it was in force on that day is not known",
        "stop": "; ",
        "and": ", ",
    },
}
_TERM_FIELD = "失效日期"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def warning(status: Status, by: DocumentRecord | None, language: Language) -> str:
    """That the document does not hold, since when, and what that was read from; empty where nothing is to be said.

    `by` is the document that repeals, amends or prolongs it, None where the index has none.
    """
    words = _WORDS[language]
    ended_by = _reference(by) if by is not None else ""
    day = shown(status.day, language) if status.day else ""
    since = words["since"].format(day=day) if day else ""
    key = _key(status, ended_by)
    if not key:
        return ""
    read_from = words["read_from"].format(words=_term(status.words))
    return words[key].format(day=day, by=ended_by, since=since, words=status.words, read_from=read_from)


def quotes_note(warnings: dict[str, list[int]], language: Language) -> str:
    """All warnings in one line, each with the numbers of the citations that it is for."""
    words = _WORDS[language]
    return words["stop"].join(
        words["quote"].format(marks=_marks(numbers, language), warning=text) for text, numbers in warnings.items()
    )


def none_in_force(language: Language) -> str:
    """That only documents which do not hold answer the question."""
    return _WORDS[language]["none_in_force"]


def as_of_note(day: date, language: Language) -> str:
    """On which day's law the answer rests."""
    return _WORDS[language]["as_of"].format(day=shown(day, language))


def undated_note(numbers: list[int], language: Language) -> str:
    """Of which citations it is not known whether their documents held on the day."""
    return _WORDS[language]["no_day"].format(marks=_marks(numbers, language))


def shown(day: date, language: Language) -> str:
    """2023年6月30日, for an English reader 30 June 2023."""
    if language is Language.ENGLISH:
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def _key(status: Status, by: str) -> str:
    if status.standing is Standing.NOT_YET:
        return "draft" if status.draft else "later"
    if status.standing is Standing.EXPIRED:
        return "expired"
    if status.standing is Standing.REPEALED:
        return "repealed" if by else "marked"
    if status.prolonged and by:
        return "prolonged"
    if status.amended and by:
        return "amended"
    return "undated" if status.words else ""


def _term(words: str) -> str:
    """'有效期5年' of '5年', '有效期至…' of '至…'; a term that only the page's data tell is named as they do."""
    return f"有效期{words}" if words else _TERM_FIELD


def _reference(record: DocumentRecord) -> str:
    number = number_of(record)
    return marked(record.title) + (f"（{number}）" if number else "")


def _marks(numbers: list[int], language: Language) -> str:
    return _WORDS[language]["and"].join(f"[{number}]" for number in numbers)
