"""Prompt templates: text files with `{{ variable }}`, one part for the system and one for the user."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

_VARIABLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_PART = re.compile(r"^# (system|user)[ \t]*$", re.MULTILINE)
_PARTS = ["system", "user"]


class TemplateError(Exception):
    """A template is missing or malformed, or was rendered with the wrong variables."""


@dataclass(frozen=True, slots=True)
class RenderedPrompt:
    """A prompt ready to send."""

    system: str
    user: str


@dataclass(frozen=True, slots=True)
class PromptTemplate:
    """A named prompt with variables in either part."""

    name: str
    system: str
    user: str

    @classmethod
    def load(cls, name: str) -> PromptTemplate:
        """Reads `templates/NAME.md` of this package.

        Raises TemplateError where there is no such template or its parts are not `# system`, `# user`.
        """
        file = resources.files("prompts") / "templates" / f"{name}.md"
        if not name.isidentifier() or not file.is_file():
            raise TemplateError(f"没有名为 {name} 的提示词模板，现有：{'、'.join(template_names())}")
        return cls.parse(name, file.read_text(encoding="utf-8"))

    @classmethod
    def parse(cls, name: str, text: str) -> PromptTemplate:
        """A template from its file's text. Raises TemplateError where the two parts are not there."""
        before, *pieces = _PART.split(text)
        if before.strip() or pieces[::2] != _PARTS:
            raise TemplateError(f"提示词模板 {name} 应依次只有“# system”和“# user”两部分")
        return cls(name, pieces[1].strip(), pieces[3].strip())

    @property
    def variables(self) -> frozenset[str]:
        """The names that `render` needs."""
        return frozenset(_VARIABLE.findall(self.system + self.user))

    def render(self, values: Mapping[str, str]) -> RenderedPrompt:
        """Both parts with every variable replaced once; braces inside a value stay as they are.

        Raises TemplateError that names the variables missing from `values`, or unknown to the template.
        """
        missing = sorted(self.variables - set(values))
        unknown = sorted(set(values) - self.variables)
        if missing:
            raise TemplateError(f"提示词模板 {self.name} 缺少变量：{'、'.join(missing)}")
        if unknown:
            raise TemplateError(f"提示词模板 {self.name} 没有这些变量：{'、'.join(unknown)}")
        return RenderedPrompt(_fill(self.system, values), _fill(self.user, values))


def template_names() -> tuple[str, ...]:
    """Names of the templates of this package, sorted."""
    folder = resources.files("prompts") / "templates"
    return tuple(sorted(file.name.removesuffix(".md") for file in folder.iterdir() if file.name.endswith(".md")))


def _fill(text: str, values: Mapping[str, str]) -> str:
    return _VARIABLE.sub(lambda match: values[match[1]], text)
