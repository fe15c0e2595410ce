"""Login over real HTTP: who gets to the page and to the programs' interfaces, and how a login ends."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from people import EDITOR, READER, add_users, audited, browser, log_in, logged_in, serving_people

from assistant.api import Assistant
from assistant.bootstrap import open_accounts
from assistant.people.audit import AuditKind
from assistant.people.model import Role
from assistant.settings import Settings

KEY = "k-0123456789"
OTHER_SITE = "http://elsewhere.example"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("people")
    add_users(folder)
    return folder


@pytest.fixture(scope="module")
def address(assistant: Assistant, home: Path) -> Iterator[str]:
    with serving_people(assistant, home) as served_at:
        yield served_at


def test_a_page_leads_to_the_login_and_the_login_back_to_the_page(address: str) -> None:
    with browser(address) as client:
        led = client.get("/")
        assert (led.status_code, led.headers["location"]) == (303, "/login?notice=required&next=/")
        page = client.get(led.headers["location"])
        assert page.status_code == 200
        assert "请先登录" in page.text
        assert "src=" not in page.text  # its script of language and theme stands in the page
        assert "://" not in page.text
        admitted = log_in(client, EDITOR, next="/")
        assert (admitted.status_code, admitted.headers["location"]) == (303, "/")
        assert "知策" in client.get("/").text
        assert client.get("/login").headers["location"] == "/"


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(address: str) -> None:
    with browser(address) as client:
        cookie = log_in(client, EDITOR).headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        assert "max-age=43200" in cookie
        assert "secure" not in cookie
        forwarded = {"x-forwarded-proto": "https", "origin": address.replace("http:", "https:")}
        form = {"name": EDITOR, "password": "Kaifaqu-2026"}
        assert "secure" in client.post("/login", data=form, headers=forwarded).headers["set-cookie"].lower()


@pytest.mark.parametrize("name", [READER, "没有这个人", "<b>x</b>"])
def test_a_wrong_password_gets_one_line_and_no_cookie(address: str, name: str) -> None:
    with browser(address) as client:
        refused = log_in(client, name, "wrong")
        assert refused.status_code == 401
        assert "用户名或密码不正确" in refused.text
        assert "set-cookie" not in refused.headers
        assert "<b>x" not in refused.text
        assert client.get("/").status_code == 303


def test_too_many_failures_are_told_to_wait(address: str) -> None:
    with browser(address) as client:
        statuses = [log_in(client, "王五", "wrong").status_code for _ in range(6)]
        assert statuses == [401] * 5 + [429]
        locked = log_in(client, "王五", "wrong")
        assert 1 <= int(locked.headers["retry-after"]) <= 30
        assert "秒后再试" in locked.text


@pytest.mark.parametrize("target", [OTHER_SITE, "//elsewhere.example", "/\\elsewhere.example", "javascript:x", "/\n/x"])
def test_the_login_leads_to_no_other_site(address: str, target: str) -> None:
    with browser(address) as client:
        assert log_in(client, EDITOR, next=target).headers["location"] == "/"


@pytest.mark.parametrize("path", ["/login", "/logout", "/gradio_api/queue/join", "/api/ask"])
@pytest.mark.parametrize(
    "headers", [{"origin": OTHER_SITE}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}], ids=str
)
def test_a_page_of_another_site_can_send_nothing_in_somebody_s_name(
    address: str, path: str, headers: dict[str, str]
) -> None:
    with logged_in(address, EDITOR) as client:
        assert client.post(path, headers=headers, json={}).status_code == 403
        assert client.get("/session").json()["login"] is True


def test_what_the_page_s_program_asks_for_without_login_is_refused_with_a_word(address: str) -> None:
    with httpx.Client(base_url=address, trust_env=False) as client:
        for method, path in (("POST", "/gradio_api/queue/join"), ("GET", "/config"), ("GET", "/session")):
            refused = client.request(method, path)
            assert refused.status_code == 401
            assert refused.headers["x-zhice-login"] == "/login"
            assert refused.json()["detail"] == "请先登录。"
        assert client.get("/favicon.ico").status_code == 200


def test_logging_out_ends_the_login_of_every_copy_of_the_cookie(address: str) -> None:
    with logged_in(address, EDITOR) as client, browser(address) as copy:
        copy.cookies.update(client.cookies)
        assert copy.get("/session").json()["name"] == EDITOR
        assert client.get("/logout").status_code == 200
        assert client.get("/session").status_code == 200  # a link alone logs nobody out
        out = client.post("/logout")
        assert (out.status_code, out.headers["location"]) == (303, "/login?notice=out")
        assert "已退出登录" in client.get(out.headers["location"]).text
        assert client.get("/").status_code == 303
        assert copy.get("/", headers={"accept": "text/html"}).headers["location"].startswith("/login?notice=expired")


def test_an_expired_login_says_so_to_the_page_and_to_its_program(assistant: Assistant, home: Path) -> None:
    with (
        serving_people(assistant, home, api_only=True, session_hours=1 / 3600) as address,
        logged_in(address, EDITOR) as client,
    ):
        assert client.get("/session").json()["seconds_left"] <= 1
        token = dict(client.cookies)  # the client forgets it in time, a page that was left open may not
        time.sleep(1.1)
        cookie = {"cookie": "; ".join(f"{name}={value}" for name, value in token.items())}
        led = client.get("/", headers=cookie)
        assert (led.status_code, led.headers["location"]) == (303, "/login?notice=expired&next=/")
        assert "登录已过期，请重新登录" in client.get(led.headers["location"]).text
        event = client.post("/gradio_api/queue/join", json={}, headers={**cookie, "accept": "application/json"})
        assert (event.status_code, event.json()["detail"]) == (401, "登录已过期，请重新登录。")


def test_two_people_at_once_are_each_themselves(address: str) -> None:
    with logged_in(address, EDITOR) as first, logged_in(address, READER) as second:
        for _ in range(2):
            assert first.get("/session").json() | {"seconds_left": 0} == {
                "login": True,
                "name": EDITOR,
                "role": "editor",
                "may_edit": True,
                "seconds_left": 0,
            }
            told = second.get("/session").json()
            assert (told["name"], told["may_edit"]) == (READER, False)
        first.post("/logout")
        assert second.get("/session").json()["name"] == READER


def test_a_changed_role_and_a_removed_user_count_from_the_next_request_on(assistant: Assistant, tmp_path: Path) -> None:
    add_users(tmp_path)
    with serving_people(assistant, tmp_path, api_only=True) as address, logged_in(address, READER) as client:
        with open_accounts(Settings(home=tmp_path)) as accounts:
            accounts.set_role(READER, Role.EDITOR)
            assert client.get("/session").json()["may_edit"] is True
            accounts.remove(READER)
        assert client.get("/session", headers={"accept": "application/json"}).status_code == 401


def test_programs_give_the_key_or_use_a_login(assistant: Assistant, home: Path) -> None:
    with serving_people(assistant, home, KEY, api_only=True) as address:
        with httpx.Client(base_url=address, trust_env=False) as program:
            assert program.get("/api/health").status_code == 401
            assert program.get("/api/health", headers={"authorization": f"Bearer {KEY}x"}).status_code == 401
            assert program.get("/api/health", headers={"authorization": f"Bearer {KEY}"}).status_code == 200
            assert program.get("/api/docs").status_code == 200
        with logged_in(address, READER) as client:
            assert client.get("/api/health").status_code == 200


def test_with_users_and_without_a_key_no_program_comes_in(address: str) -> None:
    with httpx.Client(base_url=address, trust_env=False) as program:
        for method, path in (("GET", "/api/health"), ("POST", "/v1/chat/completions"), ("POST", "/mcp")):
            refused = program.request(method, path)
            assert refused.status_code == 401
            assert "ZHICE_API_KEY" in refused.json()["error"]["message"]


def test_without_users_this_machine_alone_gets_in_and_no_login_is_asked(assistant: Assistant, tmp_path: Path) -> None:
    with serving_people(assistant, tmp_path) as address, browser(address) as client:
        assert client.get("/").status_code == 200
        assert client.get("/login").headers["location"] == "/"
        assert client.get("/session").json() == {
            "login": False,
            "name": "",
            "role": "editor",
            "may_edit": True,
            "seconds_left": 0,
        }
        assert client.get("/", headers={"host": "elsewhere.example"}).status_code == 403
        assert not (tmp_path / "users.sqlite3").exists()
        assert not (tmp_path / "session.key").exists()
        add_users(tmp_path)
        assert client.get("/").status_code == 303


def test_logins_are_written_down(assistant: Assistant, tmp_path: Path) -> None:
    add_users(tmp_path)
    with serving_people(assistant, tmp_path, api_only=True) as address, browser(address) as client:
        log_in(client, EDITOR, "wrong")
        log_in(client, EDITOR)
        client.post("/logout")
    rows = [(row.kind, row.person, row.address, row.problem) for row in audited(tmp_path)][2:]
    assert rows == [
        (AuditKind.LOGIN_FAILED, EDITOR, "127.0.0.1", "用户名或密码不正确，请重新输入。"),
        (AuditKind.LOGIN, EDITOR, "127.0.0.1", ""),
        (AuditKind.LOGOUT, EDITOR, "127.0.0.1", ""),
    ]
