"""Commands around running: serve, doctor."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from typing import Annotated

import typer

from assistant.commands.common import HomeOption, opened_assistant, opened_index, settings_for
from assistant.commands.errors import FAILED, exit_code_of
from assistant.settings import Settings

_NEEDED = ("chromadb", "gradio", "jieba", "langchain", "sentence-transformers", "tantivy", "tiktoken", "torch")
_ENOUGH_DISK = 500 * 1024 * 1024


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="监听地址。")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="监听端口。")] = 7860,
    home: HomeOption = None,
) -> None:
    """启动网页问答。"""
    from ui.server import serve as serve_chat

    with opened_assistant(settings_for(context, home)) as assistant:
        serve_chat(assistant, host, port, on_ready=_announce)


def _announce(address: str) -> None:
    print(f"知策网页问答：{address}（按 Ctrl+C 停止）", flush=True)


@dataclass(frozen=True, slots=True)
class Check:
    """One finding of the doctor."""

    name: str
    passed: bool
    detail: str


def doctor(context: typer.Context, home: HomeOption = None) -> None:
    """检查安装与索引，说明该怎么办。"""
    settings = settings_for(context, home)
    checks = [_packages(), _disk(settings), _attempt("嵌入模型", lambda: _embedder(settings))]
    checks.append(_attempt("索引", lambda: _index(settings)))
    if settings.uses_language_model:
        checks.append(_attempt("语言模型", lambda: _language_model(settings)))
    else:
        checks.append(Check("语言模型", True, "未配置，使用摘录式回答（不需要语言模型）"))
    for check in checks:
        print(f"{'✓' if check.passed else '✗'} {check.name}：{check.detail}")
    failed = sum(not check.passed for check in checks)
    if failed:
        print(f"发现 {failed} 个问题，请按上面的提示处理。", file=sys.stderr)
        raise typer.Exit(FAILED)


def _packages() -> Check:
    missing = [name for name in _NEEDED if not _installed(name)]
    if missing:
        return Check("安装", False, f"缺少 {'、'.join(missing)}，请重新执行 make install")
    return Check("安装", True, f"zhice {metadata.version('zhice')}，Python {sys.version.split()[0]}")


def _installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _disk(settings: Settings) -> Check:
    import shutil

    place = settings.home
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    return Check("磁盘", free > _ENOUGH_DISK, f"{settings.home} 所在磁盘剩余 {free / 1024**3:.1f} GB")


def _embedder(settings: Settings) -> str:
    from vectorstore.embedder import load_embedder

    embedder = load_embedder(settings.embedder or None, settings.query_prefix)
    vector = embedder.embed_query("开发区亩均税收")
    if len(vector) != embedder.dimension or not vector.any():
        raise ValueError("模型没有给出可用的向量，请换一个模型")
    return f"{embedder.name}，{embedder.dimension} 维"


def _index(settings: Settings) -> str:
    with opened_index(settings) as index:
        problems = index.check()
        if problems:
            raise ValueError("；".join(problems) + "。请执行 zhice ingest --rebuild 重建")
        return f"{len(index.sources())} 个文件，{len(index.documents())} 篇正文，位于 {settings.home}"


def _language_model(settings: Settings) -> str:
    from assistant.bootstrap import make_language_model

    make_language_model(settings).ping()
    return f"{settings.llm_model}，{settings.llm_base_url}"


def _attempt(name: str, check: Callable[[], str]) -> Check:
    try:
        return Check(name, True, check())
    except Exception as error:
        if exit_code_of(error) is None and not isinstance(error, (ValueError, OSError)):
            raise
        return Check(name, False, str(error))
