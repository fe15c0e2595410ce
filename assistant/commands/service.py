"""Commands around running: serve, doctor."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.commands.common import HomeOption, opened_assistant, settings_for, warn
from assistant.commands.errors import FAILED


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="监听地址。")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="监听端口。")] = 7860,
    home: HomeOption = None,
) -> None:
    """启动网页问答。"""
    with opened_assistant(settings_for(context, home), for_many=True) as assistant:
        from ui.server import serve as serve_chat

        serve_chat(assistant, host, port, on_ready=_announce)


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


def _announce(address: str) -> None:
    print(f"知策网页问答：{address}（按 Ctrl+C 停止）", flush=True)
