"""Settings: from `ZHICE_*` environment variables and `zhice.toml` in the home folder.

The only file that reads the environment.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit

import platformdirs
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from assistant.ports import AssistantError
from ingest.errors import reason_of

SETTINGS_FILE = "zhice.toml"
ENV_PREFIX = "ZHICE_"
_SECRET = frozenset({"llm_api_key", "api_key"})
_MOST_WORKERS = 8
"""By default: the index is written by one process, which more readers than this would only wait for."""
_PROBLEMS = {
    "extra_forbidden": "没有这项设置",
    "int_parsing": "应为整数",
    "int_type": "应为整数",
    "int_from_float": "应为整数",
    "float_parsing": "应为数字",
    "float_type": "应为数字",
    "finite_number": "应为有限的数字",
    "string_type": "应为文本",
    "greater_than": "应大于 {gt:g}",
    "greater_than_equal": "应不小于 {ge:g}",
    "less_than_equal": "应不大于 {le:g}",
}
"""What each kind of pydantic error means, in Chinese."""


class BadSettings(AssistantError):
    """A setting has a value that cannot be used."""


class Settings(BaseSettings):
    """Everything that can be set. Environment variables win over the file."""

    model_config: ClassVar[SettingsConfigDict] = SettingsConfigDict(env_prefix=ENV_PREFIX, extra="forbid", frozen=True)

    home: Path
    """Where the index lives."""
    embedder: str = ""
    """Name or folder of a sentence-transformers model; empty for the shipped one."""
    query_prefix: str = ""
    """Put before a query by embedding models that want one."""
    reranker: str = ""
    """Name or folder of a cross-encoder that rereads the first passages found; empty for none."""
    reranker_depth: int = Field(default=20, ge=2, le=200)
    """How many passages the reranker reads for a question."""
    chroma_url: str = ""
    """'host:port' of a Chroma server; empty for the embedded store in the home folder."""
    chunk_tokens: int = Field(default=400, ge=50, le=4000)
    """Longest passage, in tokens."""
    workers: int = Field(default_factory=lambda: min(os.cpu_count() or 1, _MOST_WORKERS), ge=0, le=256)
    """Processes that read files; 0 reads in the main process."""
    read_timeout: float = Field(default=1800.0, gt=0, le=86_400)
    """Seconds that reading one file may take in a worker process."""
    llm_base_url: str = ""
    """OpenAI-compatible endpoint, up to '/v1'; empty for answers without a language model."""
    llm_api_key: SecretStr = SecretStr("")
    llm_model: str = ""
    llm_timeout: float = Field(default=60.0, gt=0, le=3600)
    """Seconds."""
    llm_context_tokens: int = Field(default=6000, ge=2000, le=1_000_000)
    """Longest prompt, rules, passages and question together; the reply comes on top of it."""
    llm_max_tokens: int = Field(default=800, ge=50, le=100_000)
    """Longest reply; models that think before they answer need more."""
    api_key: SecretStr = SecretStr("")
    """That programs must give to `zhice serve`; empty lets every program in."""
    session_hours: float = Field(default=12.0, gt=0, le=24 * 90)
    """How long a login to `zhice serve` holds."""
    audit_days: int = Field(default=365, ge=0, le=36_500)
    """How long the audit log is kept; 0 for ever."""
    upload_mb: int = Field(default=50, ge=1, le=2000)
    """Largest file that may be uploaded, in megabytes."""
    question_chars: int = Field(default=1000, ge=10, le=1000)
    """Longest question to `zhice serve`; no reader of questions takes more than 1000."""
    requests_per_minute: int = Field(default=60, ge=0, le=100_000)
    """Questions and searches of one person, or one address of programs, to `zhice serve`; 0 for any number."""

    @field_validator("chroma_url")
    @classmethod
    def _check_chroma_url(cls, value: str) -> str:
        if value:
            _host_and_port(value)
        return value

    @field_validator("api_key")
    @classmethod
    def _check_api_key(cls, value: SecretStr) -> SecretStr:
        key = value.get_secret_value()
        if not key.isascii() or any(sign.isspace() or not sign.isprintable() for sign in key):
            raise ValueError("应为不含空格的 ASCII 字符，否则请求头里写不了它")
        return value

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

    @property
    def chroma_server(self) -> tuple[str, int] | None:
        """Host and port of the Chroma server; None for the embedded store."""
        return _host_and_port(self.chroma_url) if self.chroma_url else None


def home_folder(given: Path | None) -> Path:
    """The home folder: as given, else ZHICE_HOME, else the platform's data folder."""
    if given is not None:
        return given.expanduser()
    named = os.environ.get("ZHICE_HOME", "").strip()
    return Path(named).expanduser() if named else Path(platformdirs.user_data_dir("zhice", appauthor=False))


def load_settings(home: Path | None = None) -> Settings:
    """The settings in force. Raises BadSettings with one line naming the setting that is wrong."""
    folder = home_folder(home)
    file = folder / SETTINGS_FILE
    try:
        return Settings(home=folder)
    except ValidationError as error:
        raise BadSettings(_explained(dict(error.errors()[0]), file)) from error
    except ValueError as error:
        raise BadSettings(f"设置文件 {file} 不是合法的 TOML：{_one_line(error)}。请改正后重试。") from error
    except OSError as error:
        raise BadSettings(f"设置文件 {file} 无法读取（{reason_of(error)}）。请检查权限，或移走它。") from error


def without_secrets(url: str) -> str:
    """An address as it may be shown: without a user's name, a password and what follows '?'."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}" if parts.netloc else ""


def unknown_variables() -> list[str]:
    """Environment variables that begin as settings do and name none: most likely a slip of the pen."""
    known = {f"{ENV_PREFIX}{name.upper()}" for name in Settings.model_fields}
    return sorted(name for name in os.environ if name.startswith(ENV_PREFIX) and name.upper() not in known)


def _explained(error: dict[str, Any], file: Path) -> str:
    name = ".".join(str(part) for part in error["loc"]) or "?"
    variable = f"环境变量 {ENV_PREFIX}{name.upper()} 或文件 " if name in Settings.model_fields else ""
    problem = _PROBLEMS.get(str(error["type"]), _one_line(error["msg"].removeprefix("Value error, ")))
    problem = problem.format(**error.get("ctx", {}))
    value = "" if name in _SECRET else f"，当前为 {_one_line(repr(error.get('input')))[:80]}"
    return f"设置有误：{name} {problem}{value}。请在{variable}{file} 中改正。"


def _host_and_port(address: str) -> tuple[str, int]:
    """Raises ValueError where the address is no 'host:port', with or without 'http://' before it."""
    parts = urlsplit(address if "://" in address else f"http://{address}")
    try:
        port = parts.port
    except ValueError:
        port = None
    if parts.scheme != "http" or not parts.hostname or not port or parts.path.strip("/") or parts.query:
        raise ValueError("应形如 主机:端口，例如 127.0.0.1:8000")
    return parts.hostname, port


def _one_line(problem: object) -> str:
    return " ".join(str(problem).split())
