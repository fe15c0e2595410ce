"""Dataclasses of plain values to JSON and back, read from their own type annotations. Standard library only.

A field that a dataclass gains later is written and read without a change here; one that a stored record lacks takes
its default.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


class BadRecord(ValueError):
    """A stored value does not fit the type it should have; the message names the field."""


def to_plain(value: object) -> Any:
    """Mappings, lists and JSON's own values for a dataclass of tuples, enums, texts, numbers and dataclasses.

    Raises TypeError for any other value: it could not be read back.
    """
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} cannot be kept")


def from_plain(kind: type[T], plain: object, where: str = "record") -> T:
    """The value of type `kind` that `to_plain` was given. Raises BadRecord where `plain` is no such value."""
    value: T = _value(kind, plain, where)
    return value


def _value(kind: Any, plain: object, where: str) -> Any:
    origin = get_origin(kind)
    if origin is tuple:
        return _tuple(get_args(kind), plain, where)
    if origin in (Union, types.UnionType):
        return _optional(get_args(kind), plain, where)
    if is_dataclass(kind) and isinstance(kind, type):
        return _dataclass(kind, plain, where)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _member(kind, plain, where)
    if kind is float and isinstance(plain, int) and not isinstance(plain, bool):
        return float(plain)
    if kind in (str, int, float, bool) and type(plain) is kind:
        return plain
    raise BadRecord(f"{where}: expected {kind}, got {type(plain).__name__}")


def _tuple(kinds: tuple[Any, ...], plain: object, where: str) -> tuple[Any, ...]:
    if not isinstance(plain, list):
        raise BadRecord(f"{where}: expected a list, got {type(plain).__name__}")
    each = [kinds[0]] * len(plain) if kinds[-1:] == (Ellipsis,) else list(kinds)
    if len(each) != len(plain):
        raise BadRecord(f"{where}: expected {len(each)} values, got {len(plain)}")
    return tuple(_value(kind, item, f"{where}[{n}]") for n, (kind, item) in enumerate(zip(each, plain, strict=True)))


def _optional(kinds: tuple[Any, ...], plain: object, where: str) -> Any:
    others = [kind for kind in kinds if kind is not type(None)]
    if plain is None and len(others) < len(kinds):
        return None
    if len(others) != 1:
        raise BadRecord(f"{where}: a union of several types cannot be told apart")
    return _value(others[0], plain, where)


def _member(kind: type[Enum], plain: object, where: str) -> Enum:
    try:
        return kind(plain)
    except ValueError:
        raise BadRecord(f"{where}: {plain!r} is no {kind.__name__}") from None


def _dataclass(kind: Any, plain: object, where: str) -> Any:
    if not isinstance(plain, Mapping):
        raise BadRecord(f"{where}: expected an object, got {type(plain).__name__}")
    hints = _hints(kind)
    values = {}
    for field in fields(kind):
        if field.name in plain:
            values[field.name] = _value(hints[field.name], plain[field.name], f"{where}.{field.name}")
        elif not _has_default(field):
            raise BadRecord(f"{where}.{field.name} is missing")
    return kind(**values)


def _has_default(field: Field[Any]) -> bool:
    return field.default is not MISSING or field.default_factory is not MISSING


@lru_cache(maxsize=64)
def _hints(kind: type[Any]) -> Mapping[str, Any]:
    return get_type_hints(kind)
