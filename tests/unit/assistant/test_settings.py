from __future__ import annotations

from pathlib import Path

import pytest

from assistant.bootstrap import make_reranker
from assistant.settings import (
    SETTINGS_FILE,
    BadSettings,
    Settings,
    home_folder,
    load_settings,
    unknown_variables,
)


def write(home: Path, text: str) -> Path:
    file = home / SETTINGS_FILE
    file.write_text(text, encoding="utf-8")
    return file


def test_without_any_setting_nothing_outside_the_program_is_used(tmp_path: Path) -> None:
    settings = load_settings(tmp_path)
    assert settings.home == tmp_path
    assert (settings.embedder, settings.chroma_server, settings.uses_language_model) == ("", None, False)
    assert (settings.reranker, make_reranker(settings)) == ("", None)


def test_the_environment_wins_over_the_file_and_the_file_over_the_defaults(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, 'chunk_tokens = 200\nllm_model = "文件里的"\nllm_timeout = 5')
    monkeypatch.setenv("ZHICE_LLM_MODEL", "环境里的")
    settings = load_settings(tmp_path)
    assert (settings.chunk_tokens, settings.llm_model, settings.llm_timeout) == (200, "环境里的", 5.0)
    assert settings.llm_context_tokens == Settings.model_fields["llm_context_tokens"].default


def test_the_home_folder_is_the_one_given_else_the_environments_else_the_platforms(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("ZHICE_HOME", "~/named")
    assert home_folder(Path("given")) == Path("given")
    assert home_folder(Path("~/given")) == tmp_path / "given"
    assert home_folder(None) == tmp_path / "named"
    for unset in ("", "  "):
        monkeypatch.setenv("ZHICE_HOME", unset)
        assert home_folder(None).name == "zhice"
        assert home_folder(None) != tmp_path / "named"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('chunk_tokens = "abc"', "chunk_tokens 应为整数，当前为 'abc'"),
        ("chunk_tokens = 0.5", "chunk_tokens 应为整数，当前为 0.5"),
        ("chunk_tokens = 49", "chunk_tokens 应不小于 50，当前为 49"),
        ("chunk_tokens = 4001", "chunk_tokens 应不大于 4000，当前为 4001"),
        ("reranker_depth = 1", "reranker_depth 应不小于 2，当前为 1"),
        ("llm_timeout = 0", "llm_timeout 应大于 0，当前为 0"),
        ('llm_timeout = "soon"', "llm_timeout 应为数字，当前为 'soon'"),
        ("llm_timeout = nan", "llm_timeout 应"),
        ("llm_base_url = 8", "llm_base_url 应为文本，当前为 8"),
        ("colour = 'red'", "colour 没有这项设置，当前为 'red'"),
        ("[llm]\nmodel = 'm'", "llm 没有这项设置"),
        ("chroma_url = 'localhost'", "chroma_url 应形如 主机:端口，例如 127.0.0.1:8000，当前为 'localhost'"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_what_it_should_be_and_where(
    tmp_path: Path, line: str, problem: str
) -> None:
    file = write(tmp_path, line)
    with pytest.raises(BadSettings) as caught:
        load_settings(tmp_path)
    message = str(caught.value)
    assert message.startswith(f"设置有误：{problem}")
    assert message.endswith(f"{file} 中改正。")
    assert "\n" not in message


def test_a_bad_variable_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHICE_CHUNK_TOKENS", "abc")
    with pytest.raises(BadSettings, match=r"请在环境变量 ZHICE_CHUNK_TOKENS 或文件 .* 中改正"):
        load_settings(tmp_path)


@pytest.mark.parametrize("line", ["llm_api_key = 31337", "llm_api_key = ['sk-31337']"])
def test_a_key_is_never_shown(tmp_path: Path, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, line)
    with pytest.raises(BadSettings) as caught:
        load_settings(tmp_path)
    assert "31337" not in str(caught.value)
    monkeypatch.setenv("ZHICE_LLM_API_KEY", "sk-31337")
    assert "31337" not in repr(load_settings(tmp_path))


@pytest.mark.parametrize("content", [b"chunk_tokens = ", b"\xff\xfe\x00", "名字 = 3".encode("gbk"), b"a = 1\na = 2"])
def test_a_file_that_is_no_toml_is_named(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / SETTINGS_FILE
    file.write_bytes(content)
    with pytest.raises(BadSettings) as caught:
        load_settings(tmp_path)
    assert str(caught.value).startswith(f"设置文件 {file} 不是合法的 TOML：")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("127.0.0.1:8000", ("127.0.0.1", 8000)),
        ("http://chroma.internal:8000", ("chroma.internal", 8000)),
        ("http://127.0.0.1:8000/", ("127.0.0.1", 8000)),
        ("[::1]:8000", ("::1", 8000)),
    ],
)
def test_a_chroma_server_is_a_host_and_a_port(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, server: tuple[str, int]
) -> None:
    monkeypatch.setenv("ZHICE_CHROMA_URL", address)
    assert load_settings(tmp_path).chroma_server == server


@pytest.mark.parametrize(
    "address",
    ["localhost", ":8000", "host:", "host:port", "host:0", "host:99999", "https://host:8000", "host:8000/path", " "],
)
def test_what_is_no_host_and_port_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("ZHICE_CHROMA_URL", address)
    with pytest.raises(BadSettings, match="chroma_url 应形如 主机:端口"):
        load_settings(tmp_path)


def test_an_empty_variable_switches_off_what_the_file_sets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, 'llm_base_url = "http://127.0.0.1:8080/v1"\nchroma_url = "127.0.0.1:8000"')
    assert load_settings(tmp_path).uses_language_model
    monkeypatch.setenv("ZHICE_LLM_BASE_URL", "")
    monkeypatch.setenv("ZHICE_CHROMA_URL", "")
    settings = load_settings(tmp_path)
    assert not settings.uses_language_model
    assert settings.chroma_server is None


def test_variables_that_name_no_setting_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    assert unknown_variables() == []
    monkeypatch.setenv("ZHICE_LLM_URL", "x")
    monkeypatch.setenv("ZHICE_LLM_BASE_URL", "x")
    monkeypatch.setenv("OTHER", "x")
    assert unknown_variables() == ["ZHICE_LLM_URL"]


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("SESSION_HOURS", "0", "应大于 0"),
        ("AUDIT_DAYS", "-1", "应不小于 0"),
        ("UPLOAD_MB", "x", "应为整数"),
        ("QUESTION_CHARS", "1001", "应不大于 1000"),
        ("REQUESTS_PER_MINUTE", "-1", "应不小于 0"),
    ],
)
def test_a_limit_that_makes_no_sense_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, problem: str
) -> None:
    monkeypatch.setenv(f"ZHICE_{name}", value)
    with pytest.raises(BadSettings, match=f"{name.lower()} {problem}.*ZHICE_{name}"):
        load_settings(tmp_path)
