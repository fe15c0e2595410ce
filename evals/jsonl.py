"""Reading of JSONL files row by row, with errors that name the file and the line."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from evals.errors import BadFile, BadRow
from ingest.errors import reason_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row:
    """One object of a JSONL file. Every getter raises `BadFile` with the row's place in the file."""

    source: str
    line: int
    """Line number in the file, from 1."""
    values: Mapping[str, object]

    def error(self, problem: str) -> BadRow:
        """The error to raise for this row; `problem` says what was expected and what was seen."""
        return BadRow(self.source, self.line, problem)

    def get(self, key: str) -> object:
        """The value as read, None where it is missing."""
        return self.values.get(key)

    def identifier(self) -> str:
        """The field `id`: text that is not blank, or a whole number."""
        value = self.get("id")
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return self.required_text("id")

    def required_text(self, key: str) -> str:
        """Text that is there and not blank."""
        text = self.text(key)
        if not text.strip():
            raise self.error(f"字段 {key} 缺失或为空，应为文本")
        return text

    def text(self, key: str) -> str:
        """Text, or '' where the field is missing or null."""
        value = self.get(key)
        return "" if value is None else self.checked_text(value, key)

    def checked_text(self, value: object, key: str) -> str:
        """`value` if it is text that UTF-8 can write."""
        if not isinstance(value, str):
            raise self.error(f"字段 {key} 应为文本，实际为 {_kind(value)}")
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            raise self.error(f"字段 {key} 含有残缺的字符（单个代理码位），请修正该行") from None
        return value

    def flag(self, key: str, default: bool) -> bool:
        """A boolean, or `default` where the field is missing or null."""
        value = self.get(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            raise self.error(f"字段 {key} 应为 true 或 false，实际为 {_kind(value)}")
        return value

    def number(self, key: str) -> float | None:
        """A finite number of at least 0, or None where the field is missing or null."""
        value = self.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.error(f"字段 {key} 应为数字，实际为 {_kind(value)}")
        if not math.isfinite(value) or value < 0:
            raise self.error(f"字段 {key} 应为不小于 0 的有限数字，实际为 {value}")
        return float(value)

    def items(self, key: str) -> list[object]:
        """A list, or [] where the field is missing or null."""
        value = self.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.error(f"字段 {key} 应为列表，实际为 {_kind(value)}")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; one text alone counts as a list of one."""
        value = self.get(key)
        if isinstance(value, str):
            return (self.checked_text(value, key),)
        return tuple(self.checked_text(item, key) for item in self.items(key))


def read_rows(path: Path) -> list[Row]:
    """All rows of a UTF-8 JSONL file; blank lines are passed over.

    Raises `BadFile` for a file that is missing or not UTF-8, a line that is no JSON object, and a
    file without a single row.
    """
    rows = [_row(path.name, number, line) for number, line in _lines(path) if line.strip()]
    if not rows:
        raise BadFile(f"{path.name} 中没有任何数据行，请检查文件内容")
    return rows


def each_row(path: Path) -> Iterator[Row | BadRow]:
    """Every row of a UTF-8 JSONL file, or what is wrong with its line, for a check that tells all faults at once.

    Raises `BadFile` for a file that is missing or not UTF-8.
    """
    for number, line in _lines(path):
        if line.strip():
            try:
                yield _row(path.name, number, line)
            except BadRow as error:
                yield error


def with_unique_ids(pairs: Iterable[tuple[Row, str, T]]) -> list[T]:
    """The values of (row, id, value) triples; raises `BadFile` at the first id that came before."""
    seen: dict[str, int] = {}
    values = []
    for row, identifier, value in pairs:
        if identifier in seen:
            raise row.error(f"id “{identifier}” 与第 {seen[identifier]} 行重复，id 必须唯一")
        seen[identifier] = row.line
        values.append(value)
    return values


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    number = 0
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, start=1):
                yield number, line
    except UnicodeDecodeError:
        raise BadFile(f"{path.name} 第 {number + 1} 行附近：不是 UTF-8 文本，请另存为 UTF-8 编码") from None
    except OSError as error:
        raise BadFile(f"无法读取 {path}：{reason_of(error)}，请检查路径") from error


def _row(source: str, number: int, line: str) -> Row:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        raise BadRow(source, number, "不是合法的 JSON，每行应为一个 JSON 对象") from None
    if not isinstance(values, dict):
        raise BadRow(source, number, f"应为 JSON 对象，实际为 {_kind(values)}")
    return Row(source, number, values)


def _kind(value: object) -> str:
    names = {dict: "对象", list: "列表", str: "文本", bool: "布尔值", int: "数字", float: "数字", type(None): "null"}
    return names.get(type(value), type(value).__name__)
