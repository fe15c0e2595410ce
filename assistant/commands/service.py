"""Commands around running: serve, mcp, doctor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.common import HomeOption, opened_assistant, opened_index, require_documents, settings_for, warn
from assistant.commands.errors import FAILED

if TYPE_CHECKING:
    from assistant.api import Assistant
    from assistant.collection.collection import PolicyCollection
    from assistant.people.access import Access
    from assistant.settings import Settings
    from vectorstore.index import PolicyIndex


def serve(
    context: typer.Context,
    host: Annotated[
        str, typer.Option(help="监听地址；其他机器能访问的，须先用 zhice users add 添加用户。")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="监听端口。")] = 7860,
    api_only: Annotated[bool, typer.Option("--api-only", help="只提供接口，不开网页问答，启动更快。")] = False,
    home: HomeOption = None,
) -> None:
    """启动网页问答，以及供程序用的 HTTP、OpenAI 和 MCP 接口。

    有用户时须登录，登录有效期为 ZHICE_SESSION_HOURS 小时；程序用 ZHICE_API_KEY 的值作密钥。
    上限：每人每分钟提问 ZHICE_REQUESTS_PER_MINUTE 次，问题 ZHICE_QUESTION_CHARS 字，上传 ZHICE_UPLOAD_MB MB。
    提问与登录记入审计日志（zhice audit），保留 ZHICE_AUDIT_DAYS 天。
    """
    settings = settings_for(context, home)
    key = settings.api_key.get_secret_value()
    _require_users(settings, host, keyed_programs_only=api_only and bool(key))
    with (
        opened_index(settings) as index,
        _served(settings, index) as (assistant, collection),
        _access(settings, index) as access,
    ):
        from assistant.bootstrap import make_records, token_counter
        from ui.server import ServiceOptions
        from ui.server import serve as serve_all

        with closing(make_records(settings, index)) as records:
            options = ServiceOptions(key, api_only, access=access, collection=collection, records=records)
            serve_all(assistant, host, port, token_counter(settings).count, options, _announced(api_only))


def mcp(context: typer.Context, home: HomeOption = None) -> None:
    """供支持 MCP 的程序启动：在标准输入输出上提供 ask、search、get_clause 三个工具。"""
    with opened_assistant(settings_for(context, home), for_many=True) as assistant:
        from ui.mcp_server import serve_stdio

        serve_stdio(assistant)


def doctor(context: typer.Context, home: HomeOption = None) -> None:
    """检查安装与索引，说明该怎么办。"""
    from assistant.commands.checks import all_checks

    failed = 0
    for check in all_checks(settings_for(context, home)):
        failed += not check.passed
        print(f"{'✓' if check.passed else '✗'} {check.name}：{check.detail}", flush=True)
    if failed:
        warn(f"发现 {failed} 个问题，请按上面的提示处理。")
        raise typer.Exit(FAILED)


@contextmanager
def _served(settings: Settings, index: PolicyIndex) -> Iterator[tuple[Assistant, PolicyCollection]]:
    """The assistant with all loaded that a first question would wait for, and the documents for the pages."""
    from assistant.bootstrap import make_assistant, open_collection

    require_documents(index, settings)
    index.warm_up()
    with open_collection(settings, index) as collection:
        yield make_assistant(settings, index), collection


def _require_users(settings: Settings, host: str, keyed_programs_only: bool) -> None:
    from assistant.bootstrap import open_accounts
    from assistant.people.access import require_users

    with open_accounts(settings) as accounts:
        require_users(accounts, host, keyed_programs_only)


def _access(settings: Settings, index: PolicyIndex) -> AbstractContextManager[Access]:
    from assistant.bootstrap import open_access

    return open_access(settings, lambda: index.version)


def _announced(api_only: bool) -> Callable[[str], None]:
    def announce(address: str) -> None:
        name, shown = ("知策接口", f"{address}api/docs") if api_only else ("知策网页问答", address)
        print(f"{name}：{shown}（按 Ctrl+C 停止）", flush=True)

    return announce
