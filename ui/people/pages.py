"""The login page as HTML, with the chat's script of language and theme. Pure: no framework, no other host."""

from __future__ import annotations

from ui.markup import element, escape, text_element
from ui.wording import asset, english_table

NOTICES = {
    "expired": "登录已过期，请重新登录。",
    "out": "已退出登录。",
    "required": "请先登录。",
}
"""What the page may be asked to say, by the word in its address."""


def login_page(next_path: str, notice: str = "", problem: str = "", name: str = "") -> str:
    """The page that asks for name and password, then leads to `next_path`.

    `notice` is what happened before, `problem` what was wrong with the last try, for the name `name`.
    """
    focus_name = "" if name else " autofocus"
    focus_password = " autofocus" if name else ""
    told = text_element("p", problem, "problem", role="alert", id="told")
    told = told or text_element("p", notice, "notice", role="status", id="told")
    described = ' aria-describedby="told"' if told else ""
    form = (
        f'{told}<form method="post" action="login"{described}>'
        f'<input type="hidden" name="next" value="{escape(next_path)}">'
        '<label for="name">用户名 <small lang="en">Username</small></label>'
        f'<input id="name" name="name" value="{escape(name)}" autocomplete="username" required maxlength="64"'
        f' autocapitalize="off" spellcheck="false"{focus_name}>'
        '<label for="password">密码 <small lang="en">Password</small></label>'
        '<input id="password" name="password" type="password" autocomplete="current-password" required'
        f' maxlength="256"{focus_password}>'
        '<button type="submit">登录 <small lang="en">Log in</small></button></form>'
        '<p class="help">没有账号或忘记密码，请联系管理员。</p>'
    )
    return _page("登录", form)


def logout_page(name: str) -> str:
    """The page that asks whether to log out: a link alone must not do it."""
    form = (
        f"<p>当前用户：{escape(name)}</p>"
        '<form method="post" action="logout"><button type="submit" autofocus>退出登录</button></form>'
        '<p class="help"><a href="./">返回</a></p>'
    )
    return _page("退出登录", form)


def message_page(title: str, line: str) -> str:
    """A page that says one thing."""
    return _page(title, text_element("p", line, "problem", role="alert"))


def _page(title: str, content: str) -> str:
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<link rel="icon" href="favicon.ico">{element("style", asset("login.css"))}'
        f"{element('title', f'{title} · 知策')}"
        f"{english_table()}<script>{asset('frame.js')}</script>"
    )
    heading = element("header", '<h1>知策</h1><p class="subtitle">政策文件检索问答</p>')
    main = element("main", f"{heading}{element('h2', escape(title))}{content}")
    return f'<!doctype html><html lang="zh-CN"><head>{head}</head><body>{main}</body></html>'
