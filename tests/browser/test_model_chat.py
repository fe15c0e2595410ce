"""A language model that writes slowly, writes wrong figures or is not there: streaming, stop, badges, its test."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from collection import EDITOR, READER, Service, open_as, open_tab, own_home, running_service
from fakes_openai import KEY, MODEL, FakeOpenAI, Reply, serving
from harness import Chat, free_port
from pydantic import SecretStr

from assistant.api import Assistant
from assistant.model import Answer, Turn
from assistant.verification.sources import checked

pytestmark = pytest.mark.browser

MISSION = "九江市的亩均税收要求是多少？"
FIRST, SECOND = "国家级开发区亩均税收不低于20万元[1]。", "省级开发区亩均税收不低于10万元[1]。"
SECONDS = 1.5


@pytest.fixture(scope="module")
def model() -> Iterator[FakeOpenAI]:
    with serving() as fake:
        yield fake


@pytest.fixture(autouse=True)
def _short_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.language_model._RETRY_WAIT_S", 0.01)


@pytest.fixture(scope="module")
def home(example_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return own_home(example_home, tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="module")
def service(home: Path, model: FakeOpenAI) -> Iterator[Service]:
    with running_service(home, **asked_at(model.base_url)) as running:
        yield running


def asked_at(base_url: str, timeout: float = 2.5) -> dict[str, Any]:
    """Settings with a language model at this address."""
    return {"llm_base_url": base_url, "llm_model": MODEL, "llm_api_key": SecretStr(KEY), "llm_timeout": timeout}


def send(chat: Chat) -> None:
    """Asks without waiting for the answer."""
    chat.page.locator("#zc-box textarea").fill(MISSION)
    chat.page.locator("#zc-box textarea").press("Enter")


def slow(model: FakeOpenAI) -> None:
    """The next reply stops for a while behind its first sentence."""
    model.say(Reply(FIRST + SECOND, piece=len(FIRST) + 3, hang_s=SECONDS))


class Miswriting:
    """The assistant, with a figure of its answer altered and one added, checked as a model's answer is."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant, self._library = assistant, assistant._library

    def __getattr__(self, name: str) -> Any:
        return getattr(self._assistant, name)

    def stream(self, question: str, history: Sequence[Turn] = (), *more: Any) -> Iterator[str | Answer]:
        answer = self._assistant.ask(question, history, *more)
        text = answer.text.replace("20万元", "25万元") + "。另有企业300家[1]。"
        yield text
        yield checked(replace(answer, text=text, sides=(), answerer="model:x"), (), self._library)


def miswriting(assistant: Assistant) -> Any:
    """As a service takes it."""
    return Miswriting(assistant)


def test_sentences_appear_as_they_are_written_and_their_figures_are_badged_at_the_end(
    service: Service, model: FakeOpenAI, chromium: str
) -> None:
    slow(model)
    with open_as(chromium, service) as chat:
        send(chat)
        incoming = chat.current.locator(".zc-incoming")
        incoming.filter(has_text="不低于20万元").wait_for()
        assert "10万元" not in incoming.inner_text()
        assert chat.current.get_attribute("data-state") == "pending"
        answered = chat.wait_for_answer(MISSION)
        assert answered.locator(".zc-verified").all_inner_texts() == ["不低于20万元", "不低于10万元"]
        assert f"模型 {MODEL}" in answered.locator(".zc-small").first.inner_text()


def test_a_stopped_answer_keeps_what_had_come_says_it_is_unchecked_and_is_asked_again(
    service: Service, model: FakeOpenAI, chromium: str
) -> None:
    slow(model)
    before = service.records.history.page(EDITOR).total
    with open_as(chromium, service, EDITOR) as chat:
        send(chat)
        chat.current.locator(".zc-incoming").filter(has_text="20万元").wait_for()
        chat.page.locator("#zc-stop").click()
        stopped = chat.current.filter(has_text="已停止作答。以上内容未经核对。")
        stopped.wait_for()
        assert "20万元" in stopped.inner_text()
        assert stopped.locator(".zc-marker, .zc-figure").count() == 0
        time.sleep(SECONDS)  # what comes later changes nothing
        assert "10万元" not in chat.current.inner_text()
        assert service.records.history.page(EDITOR).total == before
        model.say(FIRST + SECOND)
        stopped.locator("[data-zc=retry]").click()
        chat.current.locator(".zc-verified", has_text="10万元").wait_for(timeout=30_000)
        assert chat.earlier.count() == 0


def test_a_model_that_fails_leaves_an_answer_out_of_the_files_that_says_why(
    service: Service, model: FakeOpenAI, chromium: str
) -> None:
    model.say(Reply(status=500), Reply(status=500), Reply(status=500))
    with open_as(chromium, service) as chat:
        answered = chat.ask(MISSION)
        assert "20万元" in answered.locator(".zc-text").inner_text()
        assert "500" in answered.locator(".zc-notes").inner_text()
    model.script.clear()


def test_a_figure_that_differs_and_one_that_is_nowhere_say_so_on_hover_and_to_screen_readers(
    home: Path, chromium: str
) -> None:
    with running_service(home, around=miswriting) as running, open_as(chromium, running) as chat:
        answered = chat.ask(MISSION)
        differs, missing = answered.locator(".zc-differs"), answered.locator(".zc-missing")
        said = "不一致：出处 [1] 写的是"
        assert differs.inner_text() == "不低于25万元"
        assert (differs.get_attribute("aria-label") or "").startswith(f"不低于25万元，{said}")
        assert "20万元" in (differs.get_attribute("data-tip") or "")
        assert "未找到：出处中没有这个数字" in (missing.first.get_attribute("aria-label") or "")
        missing.first.focus()
        tip = chat.page.locator("#zc-tip")
        tip.filter(has_text="请勿直接引用").wait_for()
        differs.hover()
        tip.filter(has_text=said).wait_for()
        assert answered.locator(".zc-warning[role=alert]").count() >= 1
        # The badges are kept with the answer.
        chat.page.reload()
        chat.current.locator(".zc-differs").filter(has_text="25万元").wait_for()


def test_the_endpoint_is_tested_when_it_answers_refuses_hangs_and_is_not_there(
    service: Service, model: FakeOpenAI, home: Path, chromium: str
) -> None:
    with open_as(chromium, service, EDITOR) as chat:
        open_tab(chat, "设置", "settings")
        shown = chat.page.locator('[data-tab="settings"]')
        assert MODEL in shown.inner_text()
        assert KEY not in shown.inner_text()
        test = chat.page.get_by_role("button", name="测试模型接口")
        for reply, line in (
            (Reply("好"), f"{MODEL} 已应答"),
            (Reply(status=403), "403"),
            (Reply("好", hang_s=30), "超时"),
        ):
            model.script.clear()
            model.say(*[reply] * 4)
            test.click()
            chat.page.locator("#zp-tested p").filter(has_text=line).wait_for(timeout=30_000)
            assert test.is_enabled()
        model.script.clear()
    with open_as(chromium, service, READER) as chat:
        open_tab(chat, "设置", "settings")
        assert chat.page.get_by_role("button", name="测试模型接口").count() == 0
        assert chat.page.locator('[data-tab="settings"] :is(input, select, textarea)').count() == 0
    nowhere = asked_at(f"http://127.0.0.1:{free_port()}/v1")
    with running_service(home, **nowhere) as running, open_as(chromium, running, EDITOR) as chat:
        open_tab(chat, "设置", "settings")
        chat.page.get_by_role("button", name="测试模型接口").click()
        problem = chat.page.locator("#zp-tested .zp-problem")
        problem.wait_for(timeout=30_000)
        assert "连" in problem.inner_text()
