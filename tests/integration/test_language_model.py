from __future__ import annotations

import socket
import time
from collections.abc import Iterator

import pytest
from fakes_openai import KEY, MODEL, FakeOpenAI, Reply, asked_to_trace, serving

from assistant.language_model import OpenAICompatibleModel
from assistant.ports import ModelUnavailable

MESSAGES = [("system", "规则"), ("user", "亩均税收𠀀？")]


@pytest.fixture
def server() -> Iterator[FakeOpenAI]:
    with serving() as fake:
        yield fake


@pytest.fixture(autouse=True)
def _short_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.language_model._RETRY_WAIT_S", 0.01)


def model_at(base_url: str, key: str = KEY, model: str = MODEL, timeout_s: float = 5.0) -> OpenAICompatibleModel:
    return OpenAICompatibleModel(base_url, key, model, timeout_s=timeout_s, max_tokens=50)


def ask(model: OpenAICompatibleModel, streaming: bool) -> str:
    return "".join(model.stream(MESSAGES)) if streaming else model.complete(MESSAGES)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize("streaming", [False, True])
def test_the_reply_comes_whole_and_the_request_is_plain_chat(server: FakeOpenAI, streaming: bool) -> None:
    server.say("不低于２０萬元／畝𠀀[1]。")
    assert ask(model_at(server.base_url + "/"), streaming) == "不低于２０萬元／畝𠀀[1]。"
    (seen,) = server.seen
    assert seen.path == "/v1/chat/completions"
    assert seen.body["messages"] == [
        {"role": "system", "content": "规则"},
        {"role": "user", "content": "亩均税收𠀀？"},
    ]
    assert (seen.body["model"], seen.body["temperature"], seen.body["max_tokens"]) == (MODEL, 0, 50)
    assert "max_completion_tokens" not in seen.body


def test_a_stream_comes_in_pieces(server: FakeOpenAI) -> None:
    server.say(Reply("一二三四五六七", piece=2))
    assert list(model_at(server.base_url).stream(MESSAGES)) == ["一二", "三四", "五六", "七"]


FAULTS = [
    ("rate limit", Reply(status=429), "请求过多", 2),
    ("server error", Reply(status=503), "服务出错（503）", 2),
    ("forbidden", Reply(status=403), "拒绝访问", 1),
    ("bad request", Reply(f"max_tokens too large for {KEY}", status=400), "max_tokens too large for ***", 1),
    ("redirect", Reply(status=307, location="http://127.0.0.1:1/v1/chat/completions"), "未予跟随", 1),
    ("web page", Reply(raw=b"<html>hello</html>"), "不符合聊天接口的格式", 1),
    ("empty reply", Reply(""), "空的回答", 1),
    ("blank reply", Reply(" \n "), "空的回答", 1),
    ("cut short", Reply("不低于20", finish="length"), "超过 50 个词元被截断", 1),
    ("filtered", Reply("不低于20", finish="content_filter"), "内容过滤", 1),
]


@pytest.mark.parametrize("streaming", [False, True])
@pytest.mark.parametrize(("reply", "said", "requests"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_a_fault_is_one_line_with_address_and_model_and_never_the_key(
    server: FakeOpenAI, reply: Reply, said: str, requests: int, streaming: bool
) -> None:
    server.say(reply, reply, reply)
    with pytest.raises(ModelUnavailable) as caught:
        ask(model_at(server.base_url), streaming)
    line = str(caught.value)
    assert said in line
    assert server.base_url in line
    assert MODEL in line
    assert KEY not in line
    assert "\n" not in line
    assert len(server.seen) == requests


@pytest.mark.parametrize("streaming", [False, True])
@pytest.mark.parametrize(
    ("key", "model", "said"), [("sk-wrong", MODEL, "密钥"), (KEY, "nobody", "模型名称"), ("", MODEL, "密钥")]
)
def test_a_wrong_key_or_model_is_told_apart(
    server: FakeOpenAI, key: str, model: str, said: str, streaming: bool
) -> None:
    with pytest.raises(ModelUnavailable, match=said) as caught:
        ask(model_at(server.base_url, key, model), streaming)
    assert "sk-wrong" not in str(caught.value)
    assert len(server.seen) == 1


@pytest.mark.parametrize("streaming", [False, True])
def test_no_server_at_the_address_is_said_so(streaming: bool) -> None:
    with pytest.raises(ModelUnavailable, match="连接不上"):
        ask(model_at(f"http://127.0.0.1:{free_port()}/v1"), streaming)


@pytest.mark.parametrize("streaming", [False, True])
def test_a_connection_dropped_before_the_reply_is_tried_once_more(server: FakeOpenAI, streaming: bool) -> None:
    server.say(Reply(raw=b"", drop=True), "好[1]")
    assert ask(model_at(server.base_url), streaming) == "好[1]"


@pytest.mark.parametrize("streaming", [False, True])
def test_a_silent_server_ends_in_a_time_out_without_a_second_try(server: FakeOpenAI, streaming: bool) -> None:
    server.say(Reply("好好好好", hang_s=30))
    began = time.monotonic()
    with pytest.raises(ModelUnavailable, match=r"0\.3 秒内没有答复"):
        ask(model_at(server.base_url, timeout_s=0.3), streaming)
    assert time.monotonic() - began < 3
    assert len(server.seen) == 1


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply("不低于20万元", drop=True), "中途断开"),
        (Reply("不低于20万元", finish=None), "中途断开"),
        (Reply("不低于20万元", stream_error="CUDA out of\nmemory"), "CUDA out of memory"),
        (Reply(raw=b"data: {not json}\n\n"), "不符合聊天接口的格式"),
        (Reply(raw=b"data: [DONE]\n\n"), "不符合聊天接口的格式"),
        (Reply("字" * 2000, piece=400), "没有在最大词元数处停下"),
        (Reply(raw=b"data: \xff\xfe\n\n"), "不符合聊天接口的格式"),
        (Reply(raw=b": ping\n\n" * 5), "不符合聊天接口的格式"),
        (Reply(raw=b'data: {"choices":[{"index":0,"del'), "不符合聊天接口的格式"),
        (Reply(raw=b"data: " + b"x" * 100_000), "没有尽头"),
    ],
    ids=[
        "dropped",
        "no end mark",
        "error event",
        "malformed",
        "nothing",
        "endless",
        "bad encoding",
        "comments only",
        "cut off",
        "one endless line",
    ],
)
def test_a_broken_stream_is_an_error_even_after_its_first_pieces(
    server: FakeOpenAI, monkeypatch: pytest.MonkeyPatch, reply: Reply, said: str
) -> None:
    monkeypatch.setattr("assistant.language_model._MOST_BYTES", 50_000)
    server.say(reply)
    with pytest.raises(ModelUnavailable, match=said):
        list(model_at(server.base_url).stream(MESSAGES))


def test_a_server_that_only_ever_shows_that_it_lives_is_given_up(server: FakeOpenAI) -> None:
    server.say(Reply("不低于20万元", alive_s=30))
    began = time.monotonic()
    with pytest.raises(ModelUnavailable, match="没有尽头"):
        list(model_at(server.base_url, timeout_s=0.2).stream(MESSAGES))
    assert time.monotonic() - began < 5
    assert len(server.seen) == 1


def test_a_whole_reply_without_end_is_given_up_and_not_asked_for_again(
    server: FakeOpenAI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.language_model._MOST_BYTES", 50_000)
    server.say(Reply("很长" * 50_000))
    with pytest.raises(ModelUnavailable, match="没有尽头"):
        model_at(server.base_url).complete(MESSAGES)
    assert len(server.seen) == 1


@pytest.mark.parametrize("streaming", [False, True])
@pytest.mark.parametrize(
    "reply",
    [
        Reply("不低于20万元[1]", done=False),
        Reply("不低于20万元[1]", kind="text/plain"),
        Reply("不低于20万元[1]", reasoning="也许是90万元"),
    ],
    ids=["without [DONE]", "another content type", "with reasoning"],
)
def test_what_differs_in_form_alone_is_read(server: FakeOpenAI, reply: Reply, streaming: bool) -> None:
    server.say(reply)
    assert ask(model_at(server.base_url), streaming) == "不低于20万元[1]"


@pytest.mark.parametrize(
    "base_url", ["", "127.0.0.1:8000/v1", "ftp://127.0.0.1/v1", "http://", "http://127.0.0.1:x/v1"]
)
def test_an_address_that_cannot_be_right_is_refused_at_once(base_url: str) -> None:
    with pytest.raises(ModelUnavailable, match="http://主机:端口/v1"):
        model_at(base_url)


@pytest.mark.parametrize(
    ("key", "model", "said"), [("sk-钥匙", MODEL, "非 ASCII"), ("a b", MODEL, "空格"), (KEY, " ", "模型名称")]
)
def test_a_key_or_model_that_cannot_be_right_is_refused_at_once(key: str, model: str, said: str) -> None:
    with pytest.raises(ModelUnavailable, match=said) as caught:
        model_at("http://127.0.0.1:8000/v1", key, model)
    assert key not in str(caught.value)


def test_secrets_in_the_address_are_not_shown(server: FakeOpenAI) -> None:
    server.say(Reply(status=400))
    address = server.base_url.replace("http://", "http://user:pass@") + "?token=hidden"
    with pytest.raises(ModelUnavailable) as caught:
        model_at(address).complete(MESSAGES)
    assert "127.0.0.1" in str(caught.value)
    assert not any(secret in str(caught.value) for secret in ("user", "pass", "hidden"))


def test_proxies_and_addresses_of_the_environment_are_ignored(
    server: FakeOpenAI, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving() as elsewhere:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "OPENAI_PROXY"):
            monkeypatch.setenv(name, elsewhere.base_url.removesuffix("/v1"))
        for name in ("OPENAI_BASE_URL", "OPENAI_API_BASE"):
            monkeypatch.setenv(name, elsewhere.base_url)
        for name in ("NO_PROXY", "no_proxy"):
            monkeypatch.delenv(name, raising=False)
        model = model_at(server.base_url)
        assert (ask(model, False), ask(model, True)) == ("好", "好")
        assert elsewhere.connections == 0
        assert server.connections == 2


@pytest.mark.parametrize("streaming", [False, True])
def test_requests_are_reported_to_no_tracing_service(
    server: FakeOpenAI, monkeypatch: pytest.MonkeyPatch, streaming: bool
) -> None:
    with asked_to_trace(monkeypatch) as made:
        assert ask(model_at(server.base_url), streaming) == "好"
    assert made == []


def test_a_model_whose_name_means_another_protocol_at_openai_is_asked_by_chat(server: FakeOpenAI) -> None:
    with pytest.raises(ModelUnavailable, match="404"):
        model_at(server.base_url, model="codex-7b").complete(MESSAGES)
    assert server.seen[0].path == "/v1/chat/completions"


def test_ping_takes_a_cut_or_empty_reply_for_an_answer_but_not_a_refusal(server: FakeOpenAI) -> None:
    server.say(Reply("p", finish="length"), Reply(""))
    assert model_at(server.base_url).ping() >= 0
    assert model_at(server.base_url).ping() >= 0
    assert server.seen[0].body["max_tokens"] == 8
    with pytest.raises(ModelUnavailable, match="密钥"):
        model_at(server.base_url, "sk-wrong").ping()
