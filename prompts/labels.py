"""Short labels of prompts: TOML files of sections, each with words that may hold one or two places `{}`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

from prompts.template import TemplateError

_SECTIONS = ("passage", "level", "asked", "wanted")


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one language, by section and name."""

    name: str
    sections: Mapping[str, Mapping[str, str]]

    @classmethod
    def load(cls, name: str) -> Labels:
        """Reads `templates/NAME.toml` of this package. Raises TemplateError where it is missing or malformed."""
        file = resources.files("prompts") / "templates" / f"{name}.toml"
        if not name.isidentifier() or not file.is_file():
            raise TemplateError(f"没有名为 {name} 的提示词标签")
        return cls.parse(name, file.read_text(encoding="utf-8"))

    @classmethod
    def parse(cls, name: str, text: str) -> Labels:
        """Labels from their file's text. Raises TemplateError where a section is missing or holds no plain words."""
        try:
            sections = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise TemplateError(f"提示词标签 {name} 不是合法的 TOML：{error}") from error
        missing = [section for section in _SECTIONS if not isinstance(sections.get(section), dict)]
        if missing:
            raise TemplateError(f"提示词标签 {name} 缺少部分：{'、'.join(missing)}")
        if any(not isinstance(words, str) for section in _SECTIONS for words in sections[section].values()):
            raise TemplateError(f"提示词标签 {name} 中只能有文本")
        return cls(name, sections)

    def of(self, section: str, key: str) -> str:
        """The words under `key`; empty where the section has none, which is for values without a label."""
        return self.sections[section].get(key, "")

    def filled(self, section: str, key: str, *values: str) -> str:
        """The words under `key` with the values in their places, whatever braces the values hold.

        Raises TemplateError where the label is missing or has another number of places.
        """
        parts = self.of(section, key).split("{}")
        if len(parts) != len(values) + 1:
            raise TemplateError(f"提示词标签 {self.name} 的 {section}.{key} 应有 {len(values)} 处空位")
        filled = [piece for pair in zip(parts, values, strict=False) for piece in pair]
        return "".join([*filled, parts[-1]])
