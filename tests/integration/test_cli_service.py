"""`zhice doctor`, `zhice serve`, and a language model that is out of reach."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from command_line import Zhice
from fakes_openai import KEY, MODEL, FakeOpenAI, Reply
from fakes_openai import serving as serving_model
from serving import free_port

QUESTION = "九江国家级开发区亩均税收要求是多少"
CHECKS = ["安装", "设置", "磁盘", "嵌入模型", "索引", "语言模型"]
UNREACHABLE = "http://127.0.0.1:1/v1"


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeOpenAI]:
    """A language model that is configured and answers."""
    with serving_model() as fake:
        for name, value in (("BASE_URL", fake.base_url), ("API_KEY", KEY), ("MODEL", MODEL), ("TIMEOUT", "0.5")):
            monkeypatch.setenv(f"ZHICE_LLM_{name}", value)
        yield fake


@pytest.fixture
def taken_port() -> Iterator[int]:
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield int(other.getsockname()[1])


def checks(out: str) -> dict[str, tuple[str, str]]:
    """Mark and finding by the name of the check."""
    lines = [line.partition("：") for line in out.splitlines()]
    return {head[2:]: (head[0], finding) for head, _, finding in lines}


def test_a_sound_installation_passes_every_check(zhice: Zhice, examples_home: Path) -> None:
    ran = zhice("--home", examples_home, "doctor")
    assert (ran.code, ran.err) == (0, "")
    found = checks(ran.out)
    assert list(found) == CHECKS
    assert {mark for mark, _ in found.values()} == {"✓"}
    assert found["索引"][1].startswith("10 个文件")


def test_the_doctor_goes_on_after_a_failed_check_and_says_what_to_do(
    zhice: Zhice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHICE_LLM_URL", UNREACHABLE)
    monkeypatch.setenv("ZHICE_LLM_MODEL", MODEL)
    ran = zhice("--home", tmp_path / "home", "doctor")
    assert (ran.code, ran.err) == (1, "发现 3 个问题，请按上面的提示处理。\n")
    found = checks(ran.out)
    assert [name for name in CHECKS if found[name][0] == "✗"] == ["设置", "索引", "语言模型"]
    assert found["设置"][1] == "环境变量 ZHICE_LLM_URL 不是知策的设置，不起作用，请核对拼写"
    assert "请先运行 zhice ingest" in found["索引"][1]
    assert "请设置 ZHICE_LLM_BASE_URL" in found["语言模型"][1]
    assert not (tmp_path / "home").exists()


def test_the_doctor_tries_the_language_model(zhice: Zhice, examples_home: Path, model: FakeOpenAI) -> None:
    ran = zhice("--home", examples_home, "doctor")
    assert ran.code == 0
    assert checks(ran.out)["语言模型"] == ("✓", f"{MODEL}，{model.base_url}")
    assert len(model.seen) == 1


FAULTS = [
    ({"ZHICE_LLM_BASE_URL": UNREACHABLE}, None, "连接不上；请确认服务已启动、地址和端口正确"),
    ({"ZHICE_LLM_API_KEY": "sk-wrong"}, None, "不接受所给的密钥（401）；请检查密钥设置"),
    ({"ZHICE_LLM_MODEL": "other"}, None, "不存在（404）；请检查模型名称"),
    ({}, Reply("晚了", hang_s=30), "在 0.5 秒内没有答复；请稍后再试、调大超时或换较小的模型"),
]


@pytest.mark.parametrize(("variables", "reply", "problem"), FAULTS, ids=["endpoint", "key", "model", "time-out"])
def test_a_language_model_out_of_reach_is_named_by_the_doctor_and_answered_around_by_ask(
    zhice: Zhice,
    examples_home: Path,
    model: FakeOpenAI,
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    reply: Reply | None,
    problem: str,
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    if reply is not None:
        model.say(reply, reply)
    found = zhice("--home", examples_home, "doctor")
    assert found.code == 1
    mark, finding = checks(found.out)["语言模型"]
    assert mark == "✗"
    assert problem in finding
    ran = zhice("--home", examples_home, "ask", QUESTION, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.json["answerer"] == "extractive"
    assert "20万元" in ran.json["answer"]
    assert [note for note in ran.json["notes"] if problem in note and "已改用原文摘录作答" in note]
    assert KEY not in found.out + ran.out


@pytest.mark.parametrize(
    ("variables", "problem"),
    [
        ({"ZHICE_LLM_BASE_URL": "nonsense"}, "语言模型地址不正确；应形如 http://主机:端口/v1"),
        ({"ZHICE_LLM_MODEL": " "}, "没有指定语言模型的名称。请设置 ZHICE_LLM_MODEL"),
        ({"ZHICE_LLM_API_KEY": "钥匙"}, "密钥含有空格或非 ASCII 字符"),
    ],
)
def test_a_language_model_that_cannot_be_right_is_named_before_anything_is_asked(
    zhice: Zhice,
    examples_home: Path,
    model: FakeOpenAI,
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    problem: str,
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert problem in zhice("--home", examples_home, "ask", QUESTION).problem
    assert zhice("--home", examples_home, "documents").code == 0
    assert model.seen == []


def test_a_port_in_use_is_named_with_one_that_is_free(zhice: Zhice, examples_home: Path, taken_port: int) -> None:
    problem = zhice("--home", examples_home, "serve", "--port", taken_port).problem
    assert problem.startswith(f"错误：无法在 127.0.0.1 的端口 {taken_port} 上启动（已被占用或无权使用）。请改用端口 ")


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_a_port_that_does_not_exist_is_a_usage_error(zhice: Zhice, port: str) -> None:
    ran = zhice("serve", "--port", port)
    assert (ran.code, ran.out) == (2, "")
    assert "--port" in ran.err


@pytest.mark.parametrize(
    ("options", "line", "path"),
    [
        ([], "知策网页问答：http://127.0.0.1:{port}/", ""),
        (["--api-only"], "知策接口：http://127.0.0.1:{port}/api/docs", "api/docs"),
    ],
)
def test_serve_says_where_it_listens_and_answers_there(
    examples_home: Path, options: list[str], line: str, path: str
) -> None:
    port = free_port()
    command = [sys.executable, "-m", "assistant.cli", "--home", str(examples_home), "serve", "--port", str(port)]
    command += options
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ) as server:
        try:
            assert server.stdout is not None
            assert server.stdout.readline() == f"{line.format(port=port)}（按 Ctrl+C 停止）\n"
            assert "知策" in _page(port, path)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=20)
        assert server.returncode == 0
        assert server.stderr is not None
        assert server.stderr.read() == ""


def test_without_the_chat_its_framework_is_not_loaded(examples_home: Path) -> None:
    script = (
        "import sys\n"
        "from assistant import open_assistant\n"
        "from ui.server import ServiceOptions, make_server\n"
        f"with open_assistant({str(examples_home)!r}) as assistant:\n"
        "    make_server(assistant, '127.0.0.1', 1, len, ServiceOptions(api_only=True))\n"
        "print([name for name in ('gradio', 'pandas', 'torch') if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_the_key_of_the_settings_guards_what_is_served(
    zhice: Zhice, examples_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[tuple[object, ...]] = []
    monkeypatch.setattr("ui.server.serve", lambda *given: served.append(given))
    monkeypatch.setenv("ZHICE_API_KEY", "open-sesame")
    assert zhice("--home", examples_home, "serve", "--host", "0.0.0.0", "--port", "8123", "--api-only").code == 0
    ((_, host, port, count, options, _),) = served
    assert (host, port) == ("0.0.0.0", 8123)
    assert (options.key, options.api_only) == ("open-sesame", True)
    assert None not in (options.access, options.collection, options.records)
    assert callable(count)
    assert 0 < count("亩均税收不低于20万元") < len("亩均税收不低于20万元")


def test_serve_has_the_vectors_at_hand_before_the_first_question(
    zhice: Zhice, examples_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warmed: list[Path] = []
    monkeypatch.setattr("vectorstore.index.PolicyIndex.warm_up", lambda index: warmed.append(index._home))
    monkeypatch.setattr("ui.server.serve", lambda *_, **__: None)
    assert zhice("--home", examples_home, "serve").code == 0
    assert warmed == [examples_home]


def _page(port: int, path: str = "") -> str:
    """The page, as soon as the server takes connections: it announces itself just before."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + 20
    while True:
        try:
            with opener.open(f"http://127.0.0.1:{port}/{path}", timeout=20) as reply:
                return str(reply.read().decode("utf-8"))
        except urllib.error.URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
