"""Settings: from `ZHICE_*` environment variables and `zhice.toml` in the home folder.

The only file that reads the environment.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import ClassVar

import platformdirs
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from assistant.ports import AssistantError

SETTINGS_FILE = "zhice.toml"


class BadSettings(AssistantError):
    """A setting has a value that cannot be used."""


class Settings(BaseSettings):
    """Everything that can be set. Environment variables win over the file."""

    model_config: ClassVar[SettingsConfigDict] = SettingsConfigDict(env_prefix="ZHICE_", extra="forbid", frozen=True)

    home: Path
    """Where the index lives."""
    embedder: str = ""
    """Name or folder of a sentence-transformers model; empty for the shipped one."""
    query_prefix: str = ""
    """Put before a query by embedding models that want one."""
    chroma_url: str = ""
    """'host:port' of a Chroma server; empty for the embedded store in the home folder."""
    chunk_tokens: int = Field(default=400, ge=50, le=4000)
    """Longest passage, in tokens."""
    llm_base_url: str = ""
    """OpenAI-compatible endpoint, up to '/v1'; empty for answers without a language model."""
    llm_api_key: SecretStr = SecretStr("")
    llm_model: str = ""
    llm_timeout: float = Field(default=60.0, gt=0, le=3600)
    """Seconds."""
    llm_context_tokens: int = Field(default=6000, ge=500)
    """Budget for the passages of one prompt."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Command line, environment, then the file in the home folder."""
        home = init_settings().get("home")
        return (init_settings, env_settings, TomlConfigSettingsSource(settings_cls, Path(str(home)) / SETTINGS_FILE))

    @property
    def uses_language_model(self) -> bool:
        return bool(self.llm_base_url)


def home_folder(given: Path | None) -> Path:
    """The home folder: as given, else ZHICE_HOME, else the platform's data folder."""
    if given is not None:
        return given
    named = os.environ.get("ZHICE_HOME", "").strip()
    return Path(named) if named else Path(platformdirs.user_data_dir("zhice", appauthor=False))


def load_settings(home: Path | None = None) -> Settings:
    """The settings in force. Raises BadSettings with one line naming the setting that is wrong."""
    folder = home_folder(home)
    try:
        return Settings(home=folder)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"]) or "?"
        where = f"环境变量 ZHICE_{name.upper()} 或 {folder / SETTINGS_FILE} 中的 {name}"
        raise BadSettings(f"设置有误：{where}：{first['msg']}（当前值：{first.get('input')!r}）。请改正后重试。") from error
    except ValueError as error:
        raise BadSettings(f"设置文件 {folder / SETTINGS_FILE} 不是合法的 TOML：{error}。请改正后重试。") from error
