"""`zhice users`: who may log in to the web page."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from assistant.commands.common import HomeOption, JsonOption, as_text, output_console, print_json, settings_for
from assistant.commands.errors import CommandFailed
from assistant.people.model import ROLE_NAMES, Role

users = typer.Typer(help="用户：谁可以登录网页，能否上传和移除文件。", no_args_is_help=True, rich_markup_mode=None)

NameArgument = Annotated[str, typer.Argument(help="用户名，可用汉字。")]
RoleOption = Annotated[Role, typer.Option("--role", help="角色：editor（编辑，可上传、移除文件）或 reader（读者）。")]
StdinOption = Annotated[bool, typer.Option("--password-stdin", help="从标准输入读密码（一行），供脚本使用。")]


@users.command("add")
def add(
    context: typer.Context,
    name: NameArgument,
    role: RoleOption = Role.READER,
    password_stdin: StdinOption = False,
    home: HomeOption = None,
) -> None:
    """添加用户，密码输入两遍。"""
    from assistant.bootstrap import open_accounts

    with open_accounts(settings_for(context, home)) as accounts:
        accounts.require_new(as_text(name))
        user = accounts.add(as_text(name), role, _password(password_stdin))
    print(f"已添加用户 {user.name}（{ROLE_NAMES[user.role]}）。")


@users.command("list")
def list_users(context: typer.Context, as_json: JsonOption = False, home: HomeOption = None) -> None:
    """列出用户。"""
    from rich.table import Table

    from assistant.bootstrap import open_accounts

    with open_accounts(settings_for(context, home)) as accounts:
        found = accounts.all()
    if as_json:
        rows = [{"name": u.name, "role": str(u.role), "added": u.added, "changed": u.changed} for u in found]
        print_json(rows)
        return
    if not found:
        print("还没有用户。请运行 zhice users add 用户名。")
        return
    table = Table("用户", "角色", "添加时间", "修改时间", box=None, header_style="bold")
    for user in found:
        table.add_row(user.name, ROLE_NAMES[user.role], user.added, user.changed)
    output_console().print(table)


@users.command("role")
def role(
    context: typer.Context,
    name: NameArgument,
    new: Annotated[Role, typer.Argument(help="editor（编辑）或 reader（读者）。", metavar="ROLE")],
    home: HomeOption = None,
) -> None:
    """改用户的角色，立即生效。"""
    from assistant.bootstrap import open_accounts

    with open_accounts(settings_for(context, home)) as accounts:
        user = accounts.set_role(as_text(name), new)
    print(f"用户 {user.name} 现在是{ROLE_NAMES[user.role]}。")


@users.command("password")
def password(
    context: typer.Context, name: NameArgument, password_stdin: StdinOption = False, home: HomeOption = None
) -> None:
    """重设密码，并解除因多次失败的锁定；已登录的要重新登录。"""
    from assistant.bootstrap import open_accounts

    with open_accounts(settings_for(context, home)) as accounts:
        accounts.require(as_text(name))
        user = accounts.set_password(as_text(name), _password(password_stdin))
    print(f"已重设用户 {user.name} 的密码。")


@users.command("remove")
def remove(context: typer.Context, name: NameArgument, home: HomeOption = None) -> None:
    """移除用户，已登录的立即退出。"""
    from assistant.bootstrap import open_accounts

    with open_accounts(settings_for(context, home)) as accounts:
        user = accounts.remove(as_text(name))
        left = accounts.all()
    print(f"已移除用户 {user.name}。" + ("" if left else "现在没有用户了：只在本机监听的服务不再要求登录。"))


def _password(from_stdin: bool) -> str:
    """Typed twice on a terminal without being shown, or one line of standard input."""
    if from_stdin:
        return as_text(sys.stdin.readline().rstrip("\r\n"))
    if not sys.stdin.isatty():
        raise CommandFailed("这里不是终端，无法输入密码。请加 --password-stdin，并从标准输入给出密码（一行）。")
    from getpass import getpass

    first = getpass("密码：")
    if getpass("再输一遍：") != first:
        raise CommandFailed("两次输入的密码不一样，请重新运行。")
    return first
