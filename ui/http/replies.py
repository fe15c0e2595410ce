"""The forms of the replies, for the documentation of the interface; `assistant.commands.records` makes the values."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

_FAILURES = {
    400: "请求有误，error.message 说明错在哪里",
    401: "没有给出正确的密钥",
    404: "没有所要的内容",
    413: "请求太大",
    422: "问题太长",
    429: "提问太快，稍后再试",
    503: "正忙，稍后再试",
}
_ALWAYS = (400, 401, 413, 422, 429, 503)


class _Reply(BaseModel):
    model_config = ConfigDict(extra="allow")


class ErrorDetail(_Reply):
    """What is wrong."""

    message: str = Field(description="一句话：错在哪里，怎么办")
    type: str
    param: str | None
    code: str | None


class ErrorReply(_Reply):
    """A request that was refused."""

    error: ErrorDetail


class CitationReply(_Reply):
    """Where a statement stands."""

    doc: str = Field(description="文件名")
    title: str = Field(description="文件标题")
    clause: str = Field(description="条款路径")
    quote: str = Field(description="引文，与原文逐字相同")
    start: int = Field(description="引文在原文中的起始位置（字）")
    end: int = Field(description="引文的结束位置")
    also_in: list[dict[str, Any]] = Field(description="同一文件的其他副本中的位置")
    note: str = Field(default="", description="可直接放在报告里的注释")
    warning: str = Field(default="", description="文件已失效、已废止或尚未施行的提示")


class CheckReply(_Reply):
    """A figure of an answer, held against the clauses cited."""

    text: str = Field(description="回答中的数字，连同比较词和单位")
    start: int = Field(description="在回答中的起始位置（字）")
    end: int
    verdict: str = Field(description="verified（相符）、not_found（条款中没有）或 differs（与条款不符）")
    citation: int = Field(description="据以核对的是 citations 的第几条，0 为没有")
    evidence: str = Field(description="条款中的写法")


class AnswerReply(_Reply):
    """An answer."""

    question: str
    answer: str = Field(description="回答，[1] 指 citations 的第一条")
    refused: bool = Field(description="文件没有规定、未作回答")
    reason: str = Field(description="拒答的原因，或回答方式的说明")
    citations: list[CitationReply]
    latency_ms: float = Field(description="用时（毫秒）")
    answerer: str = Field(description="extractive（摘录）或 model:名称（语言模型）")
    notes: list[str] = Field(description="给读者的提示：沿用了上文的什么、更正了什么")
    checks: list[CheckReply] = Field(default=[], description="回答中每个数字与所引条款核对的结果")
    sides: list[dict[str, Any]] = Field(default=[], description="比较时的各行，或说法不一的各方")
    corrects: bool = Field(default=False, description="回答更正了问题的前提（此时 refused 也为真）")


class HitReply(_Reply):
    """A clause found."""

    score: float
    bm25: float
    cosine: float
    doc: str = Field(description="文件名")
    title: str
    region: list[str] = Field(description="地区，由大到小")
    clause: str = Field(description="条款路径")
    text: str
    start: int
    end: int


class SearchReply(_Reply):
    """Clauses found, best first."""

    hits: list[HitReply]
    question: dict[str, Any] | None = Field(default=None, description="问题是怎样理解的（explain 为 true 时）")


class DocumentReply(_Reply):
    """One document."""

    id: str
    doc: str = Field(description="文件名")
    title: str
    region: list[str]
    level: str
    kind: str = Field(description="文种")
    number: str = Field(description="文号")
    issuers: list[str] = Field(description="发文机关")
    dates: dict[str, str] = Field(description="日期，按种类")


class DocumentsReply(_Reply):
    """Documents."""

    total: int = Field(description="符合条件的文件总数")
    documents: list[DocumentReply]


class ClauseReply(_Reply):
    """One clause with those below it."""

    doc: str = Field(description="文件名")
    document: str = Field(description="文件编号（一个文件里可有几篇）")
    title: str
    region: list[str]
    clause: str = Field(description="条款路径")
    text: str = Field(description="原文，逐字")
    start: int
    end: int


class HealthReply(_Reply):
    """The service is up."""

    status: str
    version: str
    documents: int = Field(description="已索引的文件数")
    answerer: str


def failures(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The refusals that a route documents, those of every route among them."""
    return {s: {"model": ErrorReply, "description": _FAILURES[s]} for s in sorted({*_ALWAYS, *statuses})}
