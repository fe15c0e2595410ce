"""What programs may ask for, over HTTP and MCP alike, checked at the boundary. No framework."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from assistant.filters import FilterNames
from assistant.model import Turn
from assistant.validity.days import read_day
from ui.ports import BadRequest

_PROBLEMS = {
    "missing": "必须给出",
    "extra_forbidden": "没有这一项",
    "json_invalid": "不是合法的 JSON",
    "string_type": "应为文本",
    "string_too_short": "不能是空的",
    "string_too_long": "太长，至多 {max_length} 字",
    "string_unicode": "含有不成字符的编码",
    "int_parsing": "应为整数",
    "int_type": "应为整数",
    "int_from_float": "应为整数",
    "bool_parsing": "应为 true 或 false",
    "bool_type": "应为 true 或 false",
    "list_type": "应为列表",
    "too_short": "不能是空的",
    "too_long": "太多，至多 {max_length} 个",
    "model_type": "应为 JSON 对象",
    "model_attributes_type": "应为 JSON 对象",
    "dict_type": "应为 JSON 对象",
    "greater_than_equal": "应不小于 {ge}",
    "less_than_equal": "应不大于 {le}",
}
"""What each kind of pydantic error means, in Chinese."""
_LONGEST_NAME = 60


def _listed(value: object) -> object:
    """One name alone as a list of one; numbers, as years are written, as text."""
    values = value if isinstance(value, list) else [] if value is None else [value]
    return [str(item) if isinstance(item, int) and not isinstance(item, bool) else item for item in values]


Name = Annotated[str, Field(max_length=200)]
Names = Annotated[list[Name], Field(max_length=50), BeforeValidator(_listed)]


class Filters(BaseModel):
    """Where to look; within a part one name suffices, and every part given must hold."""

    model_config = ConfigDict(extra="forbid")

    region: Names = Field(default=[], description="只查这些地区（含下辖）的文件，如 九江市")
    level: Names = Field(default=[], description="只查这些级别机关的文件：国家级、省级、市级、县级、开发区")
    year: Names = Field(default=[], description="只查写到这些年份的条款，及这些年份的文件，如 2023")
    document: Names = Field(default=[], description="只查这些文件：文件名或标题的一部分")
    kind: Names = Field(default=[], description="只查这些文种，如 办法、方案")
    as_of: Name | None = Field(
        default=None, description="只用这一天有效的文件，如 2023-06-30、2023年6月30日、2023-06、2023（取最后一天）"
    )

    @property
    def day(self) -> date | None:
        """The day that `as_of` names. Raises BadDay."""
        return read_day(self.as_of) if self.as_of else None

    @property
    def names(self) -> FilterNames:
        return FilterNames(self.region, self.level, self.year, self.document, self.kind)


class EarlierTurn(BaseModel):
    """An earlier exchange of the conversation."""

    model_config = ConfigDict(extra="forbid")

    question: str = Field(description="先前的问题")
    answer: str = Field(default="", description="先前的回答")


class AskRequest(Filters):
    """A question."""

    question: str = Field(min_length=1, description="用自然语言提问，中文或英文，至多 1000 字")
    history: list[EarlierTurn] = Field(default=[], description="先前的问答，由早到近，供追问（“那省级的呢？”）承接")

    @property
    def turns(self) -> tuple[Turn, ...]:
        return tuple(Turn(turn.question, turn.answer) for turn in self.history)


class SearchRequest(Filters):
    """What to look for."""

    query: str = Field(min_length=1, description="检索词或问题，至多 1000 字")
    top_k: int = Field(default=5, ge=1, le=200, description="返回多少条")
    explain: bool = Field(default=False, description="同时给出问题是怎样理解的、各条为什么排在这里")


class ClauseRequest(BaseModel):
    """Which clause: by its name in a document, or by the place of a citation."""

    model_config = ConfigDict(extra="forbid")

    document: Name = Field(min_length=1, description="文件名，或文件名、标题的一部分")
    clause: Name = Field(
        default="", description="条款的编号、标题或路径：第五条、三、（二）、组织保障、一、重点任务 > （一）夯实平台"
    )
    start: int | None = Field(default=None, ge=0, description="不给条款时：引文在原文中的起始位置（字）")
    end: int | None = Field(default=None, ge=0, description="引文的结束位置（字）")


class DocumentsRequest(BaseModel):
    """Which documents to list."""

    model_config = ConfigDict(extra="forbid")

    region: Names = Field(default=[], description="只列这些地区（含下辖）的文件")
    level: Names = Field(default=[], description="只列这些级别机关的文件：国家级、省级、市级、县级、开发区")
    document: Names = Field(default=[], description="只列文件名或标题含这些字的文件")
    kind: Names = Field(default=[], description="只列这些文种")
    limit: int = Field(default=100, ge=1, le=1000, description="至多列多少份")
    offset: int = Field(default=0, ge=0, description="跳过前面多少份")

    @property
    def names(self) -> FilterNames:
        return FilterNames(self.region, self.level, (), self.document, self.kind)


_Request = TypeVar("_Request", bound=BaseModel)


def parsed(kind: type[_Request], arguments: Mapping[str, Any]) -> _Request:
    """The request that `arguments` make; raises BadRequest with one line in Chinese."""
    try:
        return kind.model_validate(arguments)
    except ValidationError as error:
        raise BadRequest(problem_line(error.errors())) from error


def problem_line(errors: Sequence[Any], above: int = 0) -> str:
    """One line in Chinese for the first of pydantic's `errors`, whose places have `above` parts before the field."""
    error = errors[0]
    kind = str(error["type"])
    name = ".".join(str(part) for part in error["loc"][above:])[:_LONGEST_NAME]
    if kind == "json_invalid":
        return "请求的内容不是合法的 JSON，请检查后重试。"
    if not name:
        return "请求的内容应为 JSON 对象，并带请求头 content-type: application/json，请改正后重试。"
    problem = _PROBLEMS.get(kind, "的格式不对").format(**error.get("ctx", {}))
    return f"请求有误：{name} {problem}，请对照接口说明改正。"
